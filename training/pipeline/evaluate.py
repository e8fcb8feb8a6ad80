"""Score a pipeline on raw treebank text, words matched by their place in it (as in the CoNLL 2018 task).

Usage: python -m training.pipeline.evaluate PIPELINE [TREEBANK PART]...

Without a treebank: Sequoia test and ParTUT test.

Two ways of writing the text are scored: ``space`` puts one space between sentences, ``lines`` ends the line
after a sentence without final punctuation, as news does with titles. All scores are F1 over all words,
punctuation included. Treebanks whose relations carry no subtypes of ours are scored without subtypes.
"""

import sys
import time
from dataclasses import dataclass

import spacy
from spacy.language import Language

from escale.reader.text import sentences as _registered  # noqa: F401
from training.pipeline.places import treebank
from training.pipeline.treebanks import Sentence, read_conllu

TEXT_SENTENCES = 20
PLAIN_RELATIONS = frozenset({"ParTUT", "PUD"})
METRICS = ("words", "sentences", "upos", "feats", "lemmas", "uas", "las")


@dataclass(frozen=True)
class Token:
    """A word at its place in the text, with the place of its head (its own for the root)."""

    span: tuple[int, int]
    head: tuple[int, int]
    pos: str
    morph: str
    lemma: str
    relation: str


def written(sentences: list[Sentence], style: str) -> tuple[str, list[Token], set[tuple[int, int]]]:
    """The text of the sentences, its words, and the first and last word of each sentence."""
    text = ""
    tokens: list[Token] = []
    bounds = set()
    for sentence in sentences:
        spans = []
        for word in sentence:
            spans.append((len(text), len(text) + len(word.form)))
            text += word.form + " " * word.space_after
        text = text.rstrip() + ("\n" if style == "lines" and sentence[-1].form not in '.?!…"»)' else " ")
        bounds.add((spans[0][0], spans[-1][1]))
        tokens += [
            Token(span, spans[word.head], word.pos, word.morph, word.lemma, word.relation)
            for span, word in zip(spans, sentence, strict=True)
        ]
    return text, tokens, bounds


def parsed(nlp: Language, text: str) -> tuple[list[Token], set[tuple[int, int]]]:
    """The words and sentences the pipeline finds in the text."""
    doc = nlp(text)
    tokens = [
        Token(
            (token.idx, token.idx + len(token)),
            (token.head.idx, token.head.idx + len(token.head)),
            token.pos_,
            str(token.morph),
            token.lemma_,
            "root" if token.dep_ == "ROOT" else token.dep_,
        )
        for token in doc
        if not token.is_space
    ]
    bounds = set()
    for sent in doc.sents:
        inside = [token for token in sent if not token.is_space]
        if inside:
            bounds.add((inside[0].idx, inside[-1].idx + len(inside[-1])))
    return tokens, bounds


def score(nlp: Language, sentences: list[Sentence], style: str, subtypes: bool = True) -> dict[str, float]:
    """F1 of each metric, in percent."""
    right = dict.fromkeys(METRICS, 0)
    totals = dict.fromkeys(METRICS, 0)
    for start in range(0, len(sentences), TEXT_SENTENCES):
        text, gold, gold_bounds = written(sentences[start : start + TEXT_SENTENCES], style)
        found, found_bounds = parsed(nlp, text)
        right["sentences"] += len(gold_bounds & found_bounds)
        totals["sentences"] += len(gold_bounds) + len(found_bounds)
        at = {token.span: token for token in gold}
        for metric in METRICS:
            if metric != "sentences":
                totals[metric] += len(gold) + len(found)
        for token in found:
            match = at.get(token.span)
            if match is None:
                continue
            same_head = (token.head if token.head != token.span else None) == (
                match.head if match.head != match.span else None
            )
            relations = [t.relation if subtypes else t.relation.split(":")[0] for t in (token, match)]
            right["words"] += 1
            right["upos"] += token.pos == match.pos
            right["feats"] += token.morph == match.morph
            right["lemmas"] += token.lemma.lower() == match.lemma.lower()
            right["uas"] += same_head
            right["las"] += same_head and relations[0] == relations[1]
    return {metric: 200 * right[metric] / totals[metric] for metric in METRICS}


def words_a_second(nlp: Language, sentences: list[Sentence]) -> float:
    """The speed of the whole pipeline on the treebank's text."""
    texts = [written(sentences[at : at + TEXT_SENTENCES], "lines")[0] for at in range(0, len(sentences), 20)]
    begun = time.perf_counter()
    count = sum(len(doc) for doc in nlp.pipe(texts))
    return count / (time.perf_counter() - begun)


def main(arguments: list[str]) -> None:
    """Print one line for each treebank part and way of writing."""
    nlp = spacy.load(arguments[0])
    parts = list(zip(arguments[1::2], arguments[2::2], strict=True)) or [
        ("Sequoia", "test"),
        ("ParTUT", "test"),
    ]
    print(f"{'':24}" + "".join(f"{metric:>11}" for metric in METRICS))
    for name, part in parts:
        sentences = read_conllu(treebank(name, part))
        for style in ("space", "lines"):
            scores = score(nlp, sentences, style, subtypes=name not in PLAIN_RELATIONS)
            print(f"{name + ' ' + part + ' ' + style:24}" + "".join(f"{scores[m]:11.2f}" for m in METRICS))
        print(f"{name} {part}: {words_a_second(nlp, sentences):.0f} words a second")


if __name__ == "__main__":
    main(sys.argv[1:])
