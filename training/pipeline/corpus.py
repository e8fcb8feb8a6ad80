"""Make training examples of treebank sentences: short texts, with the variety of writing found in news."""

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from training.pipeline.reporting import Reporting
from training.pipeline.treebanks import Sentence, Word

MOST_SENTENCES = 6
NO_BREAK_SPACE = "\u00a0"


def texts(treebanks: list[list[Sentence]], rng: random.Random) -> list[list[Sentence]]:
    """Cut each treebank into runs of one to six sentences, and shuffle the runs."""
    runs = []
    for sentences in treebanks:
        start = 0
        while start < len(sentences):
            length = rng.randint(1, MOST_SENTENCES)
            runs.append(sentences[start : start + length])
            start += length
    rng.shuffle(runs)
    return runs


def varied(run: list[Sentence], rng: random.Random, reporting: Reporting) -> Iterator[tuple[Sentence, str]]:
    """The sentences as news may write them, each with what separates it from the next."""
    curly = rng.random() < 0.4
    quotes = rng.choice((None, None, ("«", "»"), ("“", "”"), ('"', '"')))
    quote_space = rng.choice(("", " ", NO_BREAK_SPACE))
    for sentence in run:
        sentence = reporting(sentence, rng)
        is_title = sentence[-1].pos != "PUNCT"
        separator = "\n" if rng.random() < (0.7 if is_title else 0.15) else " "
        if quotes:
            sentence = _with_quotes(sentence, *quotes, quote_space)
        if curly:
            sentence = tuple(replace(word, form=word.form.replace("'", "’")) for word in sentence)
        draw = rng.random()
        if draw < 0.07:
            sentence, separator = _untrailed(sentence), "\n"
        if draw < 0.02:
            sentence = tuple(replace(word, form=word.form.upper()) for word in sentence)
        yield sentence, separator


def _untrailed(sentence: Sentence) -> Sentence:
    """The sentence without its final punctuation, as a title stands."""
    last = len(sentence) - 1
    if last > 1 and sentence[last].form in ".!?" and all(word.head != last for word in sentence):
        return sentence[:last]
    return sentence


def _with_quotes(sentence: Sentence, opening: str, closing: str, space: str) -> Sentence:
    """The sentence with its quotation marks in another style; ``space`` goes inside angular ones."""
    words: list[Word] = []
    is_open = False
    for word in sentence:
        if word.form in ('"', "«", "»", "“", "”"):
            is_opening = word.form in "«“" or (word.form == '"' and not is_open)
            is_open = is_opening
            inner = opening == "«" and space != ""
            if is_opening:
                word = replace(word, form=opening, space_after=inner)
            else:
                if words:
                    words[-1] = replace(words[-1], space_after=inner)
                word = replace(word, form=closing)
        words.append(word)
    if space == NO_BREAK_SPACE and opening == "«":
        return tuple(
            replace(word, form=word.form + space, space_after=False)
            if word.space_after and (word.form == "«" or following.form in ("»", ":", ";", "?", "!"))
            else word
            for word, following in zip(words, [*words[1:], words[0]], strict=True)
        )
    return tuple(words)


def reference(nlp: Language, run: list[tuple[Sentence, str]]) -> Doc:
    """The annotated text; white space but single spaces is a token of its own under the word before."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    rows: list[tuple[str, str, str, str]] = []
    for number, (sentence, separator) in enumerate(run):
        place: list[int] = []
        for word in sentence:
            form, gap = re.fullmatch(r"(.*?)(\s*)", word.form, re.DOTALL).groups()  # type: ignore[union-attr]
            place.append(len(words))
            words.append(form)
            rows.append((word.pos, word.morph, word.lemma, word.relation.replace("root", "ROOT")))
            spaces.append(word.space_after)
            heads.append(-1)
            if gap:
                words.append(gap)
                rows.append(("SPACE", "", gap, "dep"))
                spaces.append(False)
                heads.append(place[-1])
        for word, at in zip(sentence, place, strict=True):
            heads[at] = place[word.head]
        is_last = number == len(run) - 1
        spaces[-1] = separator == " " and not is_last
        if separator == "\n" and not is_last:
            words.append(separator)
            rows.append(("SPACE", "", separator, "dep"))
            spaces.append(False)
            heads.append(place[-1])
    pos, morphs, lemmas, relations = (list(column) for column in zip(*rows, strict=True))
    return Doc(nlp.vocab, words, spaces, pos=pos, morphs=morphs, lemmas=lemmas, heads=heads, deps=relations)


def example(nlp: Language, run: list[tuple[Sentence, str]]) -> Example:
    """The annotated text beside the text as the pipeline's own tokenizer cuts it."""
    gold = reference(nlp, run)
    return Example(nlp.make_doc(gold.text), gold)
