"""Read Universal Dependencies treebanks into sentences whose words are those of the pipeline's tokenizer.

A contraction such as ``du`` or ``auxquels``, two syntactic words in the treebanks, is one word here: it
stands where the higher of its two words stood in the tree (the preposition, if neither is above the other).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from training.pipeline.places import treebank

FEATURES = frozenset(
    {
        "Definite", "Gender", "Mood", "Number", "NumType", "Person", "Polarity", "Poss", "PronType", "Tense",
        "VerbForm", "Voice",
    }
)  # fmt: skip
SHIPPED_PARTS = (
    ("Sequoia", "train"),
    ("GSD", "dev"),
    ("PUD", "test"),
    ("FQB", "test"),
    ("Rhapsodie", "train"),
    ("Rhapsodie", "dev"),
)
TITLES = frozenset({"M.", "MM.", "Mme", "Mmes", "Mlle"})
RELATIONS = {
    "nmod:appos": "appos",
    "flat": "flat:name",
    "compound": "flat:name",
    "parataxis:parenth": "parataxis:insert",
    "aux": "aux:tense",
    "iobj:agent": "iobj",
}


@dataclass(frozen=True)
class Word:
    """One word; ``head`` is the position of its head in the sentence, its own for the root."""

    form: str
    lemma: str
    pos: str
    morph: str
    head: int
    relation: str
    space_after: bool


Sentence = tuple[Word, ...]


def read_conllu(path: Path) -> list[Sentence]:
    """All sentences of a CoNLL-U file."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return [_sentence([line.split("\t") for line in block.split("\n") if line[0] != "#"]) for block in blocks]


def _sentence(rows: list[list[str]]) -> Sentence:
    """Group the rows into written words, and give each word the head and label of its highest row."""
    groups: list[tuple[list[str], list[list[str]]]] = []
    last_of_range = 0
    for row in rows:
        if "." in row[0]:
            continue
        if "-" in row[0]:
            last_of_range = int(row[0].split("-")[1])
            groups.append((row, []))
        elif int(row[0]) <= last_of_range:
            groups[-1][1].append(row)
        else:
            groups.append((row, [row]))
    position = {row[0]: place for place, (_, parts) in enumerate(groups) for row in parts}
    words = []
    for place, (written, parts) in enumerate(groups):
        top = next(row for row in parts if position.get(row[6]) != place)
        words.append(
            Word(
                form=written[1],
                lemma=top[2],
                pos=top[3],
                morph=_morph(parts),
                head=position.get(top[6], place),
                relation=RELATIONS.get(top[7], top[7]),
                space_after="SpaceAfter=No" not in written[9],
            )
        )
    return tuple(words)


def _morph(rows: Iterable[list[str]]) -> str:
    """The features we keep of one or two rows, in order."""
    pairs = dict(feature.split("=", 1) for row in rows if row[5] != "_" for feature in row[5].split("|"))
    if pairs.get("Voice") == "Act":
        del pairs["Voice"]
    if any(row[3] == "NUM" for row in rows):
        pairs["NumType"] = "Card"
    return "|".join(f"{name}={pairs[name]}" for name in sorted(pairs) if name in FEATURES)


class ObliqueKinds:
    """Tells arguments from modifiers among obliques, as the treebanks that make the difference do."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        """Count the kinds by verb and preposition, and by preposition alone."""
        self._counts: dict[tuple[str, str], Counter[str]] = {}
        for sentence in sentences:
            for place, word in enumerate(sentence):
                if word.relation.startswith("obl:"):
                    for key in self._keys(sentence, place):
                        self._counts.setdefault(key, Counter())[word.relation] += 1

    @staticmethod
    def _keys(sentence: Sentence, place: int) -> list[tuple[str, str]]:
        case = next((w.lemma for w in sentence if w.head == place and w.relation == "case"), "")
        return [(sentence[sentence[place].head].lemma, case), ("", case), ("", "")]

    def refined(self, sentence: Sentence) -> Sentence:
        """The sentence with each plain ``obl`` given its most frequent kind."""
        words = []
        for place, word in enumerate(sentence):
            if word.relation == "obl":
                counts = next(self._counts[key] for key in self._keys(sentence, place) if key in self._counts)
                word = replace(word, relation=counts.most_common(1)[0][0])
            words.append(word)
        return tuple(words)


def _with_voice(sentence: Sentence) -> Sentence:
    """The sentence with its past participles marked passive where no tense auxiliary goes with them."""
    tensed = {word.head for word in sentence if word.relation == "aux:tense"}
    return tuple(
        replace(word, morph=word.morph + "|Voice=Pass")
        if word.pos == "VERB" and "Tense=Past|VerbForm=Part" in word.morph and place not in tensed
        else word
        for place, word in enumerate(sentence)
    )


def repositioned(words: list[Word], places: list[int]) -> Sentence:
    """Words taken from ``places`` of a sentence as a tree of their own; a head left behind makes a root."""
    now = {old: new for new, old in enumerate(places)}
    return tuple(
        replace(word, head=now.get(word.head, at), relation=word.relation if word.head in now else "root")
        for at, word in enumerate(words)
    )


def _titled(sentence: Sentence) -> Sentence:
    """The sentence with names after ``M.`` or ``Mme`` as Sequoia has them: the name under the title."""
    words = list(sentence)
    for at, word in enumerate(words):
        if word.form in TITLES:
            names = [i for i, name in enumerate(words) if name.head == at and name.relation == "flat:name"]
            for i in names:
                is_first = i == names[0]
                words[i] = replace(
                    words[i], head=at if is_first else names[0], relation="nmod" if is_first else "flat:name"
                )
    return tuple(words)


def _quotation_first(sentence: Sentence) -> Sentence:
    """The sentence with an inverted reporting clause under the clause it reports, as Sequoia has it."""
    words = list(sentence)
    root = next(at for at, word in enumerate(words) if word.head == at)
    reported = [at for at, word in enumerate(words[:root]) if word.head == root and word.relation == "ccomp"]
    if not reported or not any(w.head == root and w.relation == "nsubj" for w in words[root + 1 :]):
        return sentence
    top = reported[0]
    words[top] = replace(words[top], head=top, relation="root")
    words[root] = replace(words[root], head=top, relation="parataxis:insert")
    return tuple(
        replace(word, head=top) if word.head == root and word.relation == "punct" else word for word in words
    )


def _fluent(sentences: Iterable[Sentence]) -> Iterator[Sentence]:
    """The sentences of a spoken treebank without repairs, written with a capital."""
    for sentence in sentences:
        if not any(word.relation == "reparandum" for word in sentence):
            first = sentence[0]
            yield (replace(first, form=first.form[0].upper() + first.form[1:]), *sentence[1:])


def shipped_treebanks() -> list[list[Sentence]]:
    """The treebanks the shipped weights are trained on, each in its own order."""
    parts = [(name, read_conllu(treebank(name, part))) for name, part in SHIPPED_PARTS]
    kinds = ObliqueKinds(sentence for name, part in parts if name in ("Sequoia", "GSD") for sentence in part)
    return [[kinds.refined(sentence) for sentence in _harmonised(name, part)] for name, part in parts]


def _harmonised(name: str, sentences: Iterable[Sentence]) -> Iterable[Sentence]:
    """The sentences of one treebank in the manner of the others."""
    if name == "PUD":
        return [_quotation_first(_titled(_with_voice(sentence))) for sentence in sentences]
    if name == "GSD":
        return map(_titled, sentences)
    return _fluent(sentences) if name == "Rhapsodie" else sentences
