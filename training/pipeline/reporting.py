"""Give sentences the reporting clauses and days that news is full of and treebanks are not.

A declarative sentence gets, after it, an inverted clause (``…, affirme le ministre.``, ``…, a-t-il déclaré
mardi.``) or a source (``…, selon le ministre.``), sometimes with the sentence in quotation marks; or the day
after its verb. The subjects are those of the treebanks themselves, with their own analysis.
"""

import random
from dataclasses import dataclass, replace

from training.pipeline.places import TRAINING
from training.pipeline.treebanks import Sentence, Word, repositioned

THIRD = "Mood=Ind|Number={number}|Person=3|Tense=Pres|VerbForm=Fin"
PARTICIPLE = "Gender=Masc|Number=Sing|Tense=Past|VerbForm=Part"
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
QUOTES = (("«", "»", True), ('"', '"', False), ("“", "”", False))
REFLEXIVE = [
    "réjoui",
    "félicité",
    "inquiété",
    "indigné",
    "défendu",
    "emporté",
    "alarmé",
    "interrogé",
    "étonné",
    "ému",
    "insurgé",
    "justifié",
]
TAILS = (
    "à|ADP|2|case l'|DET|2|det AFP|PROPN||obl:arg",
    "à|ADP|2|case la|DET|2|det presse|NOUN||obl:arg",
    "à|ADP|1|case Reuters|PROPN||obl:arg",
    "sur|ADP|1|case Twitter|PROPN||obl:mod",
    "dans|ADP|2|case un|DET|2|det communiqué|NOUN||obl:mod",
    "devant|ADP|2|case la|DET|2|det presse|NOUN||obl:mod",
    "devant|ADP|2|case les|DET|2|det députés|NOUN||obl:mod",
    "lors|ADV|3|advmod d'|ADP|3|case une|DET|3|det conférence|NOUN||obl:mod de|ADP|5|case presse|NOUN|3|nmod",
)
LONGEST_SUBJECT = 8
SPEECH_SHARE = 0.07
SOURCE_SHARE = 0.02
DAY_SHARE = 0.04


@dataclass(frozen=True)
class Verb:
    """A reporting verb with the forms that follow a quotation."""

    lemma: str
    singular: str
    plural: str
    participle: str


def reporting_verbs() -> list[Verb]:
    """The verbs of the list beside this file."""
    lines = (TRAINING / "reporting_verbs.txt").read_text(encoding="utf-8").splitlines()
    return [Verb(*line.split()) for line in lines]


def subjects(sentences: list[Sentence]) -> list[Sentence]:
    """The short nominal subjects of the sentences, each as a tree of its own."""
    found = []
    for sentence in sentences:
        for place, word in enumerate(sentence):
            if word.relation == "nsubj" and word.pos in ("NOUN", "PROPN"):
                inside = _subtree(sentence, place)
                words = [sentence[at] for at in inside]
                if (
                    inside == list(range(inside[0], inside[-1] + 1))
                    and len(inside) <= LONGEST_SUBJECT
                    and all(w.pos not in ("VERB", "PUNCT") for w in words)
                    and (word.pos == "PROPN" or words[0].pos == "DET" or words[0].form in ("M.", "Mme"))
                ):
                    first = words[0] if words[0].pos == "PROPN" else _uncapitalised(words[0])
                    found.append(repositioned([first, *words[1:]], inside))
    return found


def _subtree(sentence: Sentence, top: int) -> list[int]:
    inside = {top}
    while added := {at for at, word in enumerate(sentence) if word.head in inside} - inside:
        inside |= added
    return sorted(inside)


def _uncapitalised(word: Word) -> Word:
    return word if word.form in ("M.", "Mme") else replace(word, form=word.form[0].lower() + word.form[1:])


class Reporting:
    """Adds the clauses; one of these serves a whole training run."""

    def __init__(self, sentences: list[Sentence]) -> None:
        """``sentences`` lend their subjects."""
        self._subjects = subjects(sentences)
        self._verbs = reporting_verbs()
        morphs = {(word.form, word.pos): word.morph for sentence in sentences for word in sentence}
        self._tails = [tail(notation, morphs) for notation in TAILS]

    def __call__(self, sentence: Sentence, rng: random.Random) -> Sentence:
        """The sentence as it is, in most cases, or with something added."""
        draw = rng.random()
        root = next(at for at, word in enumerate(sentence) if word.head == at)
        if "VerbForm=" not in sentence[root].morph or sentence[-1].form != "." or len(sentence) < 5:
            return sentence
        if draw < SPEECH_SHARE:
            return self._quoted(sentence, root, rng)
        if draw < SPEECH_SHARE + SOURCE_SHARE:
            return self._sourced(sentence, root, rng)
        if draw < SPEECH_SHARE + SOURCE_SHARE + DAY_SHARE:
            return _dated(sentence, root, rng)
        return sentence

    def _quoted(self, sentence: Sentence, root: int, rng: random.Random) -> Sentence:
        """The sentence followed by a reporting clause, in quotation marks or not."""
        words = list(sentence[:-1])
        if rng.random() < 0.5 and not any(word.form in '«»“”"' for word in words):
            opening, closing, spaced = rng.choice(QUOTES)
            shifted = [replace(word, head=word.head + 1) for word in words]
            root += 1
            shifted[-1] = replace(shifted[-1], space_after=spaced)
            words = [
                Word(opening, opening, "PUNCT", "", root, "punct", spaced),
                *shifted,
                Word(closing, closing, "PUNCT", "", root, "punct", False),
            ]
        else:
            words[-1] = replace(words[-1], space_after=False)
        words.append(Word(",", ",", "PUNCT", "", root, "punct", True))
        words += self._clause(len(words), root, rng)
        words[-1] = replace(words[-1], space_after=False)
        words.append(replace(sentence[-1], head=root))
        return tuple(words)

    def _clause(self, start: int, root: int, rng: random.Random) -> list[Word]:
        """An inverted reporting clause whose first word stands at ``start``."""
        verb = rng.choice(self._verbs)
        subject = rng.choice(self._subjects)
        number = (
            "Plur"
            if any("Number=Plur" in w.morph for at, w in enumerate(subject) if w.head == at)
            else "Sing"
        )
        is_clitic = rng.random() < 0.25
        is_compound = rng.random() < 0.5
        if not is_clitic and number == "Sing" and rng.random() < 0.1:
            return self._reflexive_clause(start, root, subject, rng)
        words: list[Word] = []
        if is_clitic:
            person, gender = rng.choice((("il", "Masc"), ("elle", "Fem")))
            number = "Sing"
        finite = THIRD.format(number=number)
        if is_compound:
            at_verb = start + 1 + is_clitic
            auxiliary = "ont" if number == "Plur" else "a"
            words.append(Word(auxiliary, "avoir", "AUX", finite, at_verb, "aux:tense", not is_clitic))
        else:
            at_verb = start
        lexical = Word(
            verb.participle if is_compound else verb.plural if number == "Plur" else verb.singular,
            verb.lemma,
            "VERB",
            PARTICIPLE if is_compound else finite,
            root,
            "parataxis:insert",
            is_compound or not is_clitic,
        )
        if is_clitic:
            before = words[0].form if is_compound else lexical.form
            form = ("-t-" if before[-1] in "ae" else "-") + person
            morph = f"Gender={gender}|Number=Sing|Person=3|PronType=Prs"
            clitic = Word(form, person, "PRON", morph, at_verb, "nsubj", True)
            words += [clitic, lexical] if is_compound else [lexical, clitic]
        else:
            words.append(lexical)
            at = start + len(words)
            words += placed(subject, at, at_verb, "nsubj")
        if rng.random() < 0.3:
            words.append(
                Word(rng.choice(DAYS), "", "NOUN", "Gender=Masc|Number=Sing", at_verb, "obl:mod", True)
            )
            words[-1] = replace(words[-1], lemma=words[-1].form)
        if rng.random() < 0.25:
            words += placed(rng.choice(self._tails), start + len(words), at_verb, None)
        return words

    def _reflexive_clause(self, start: int, root: int, subject: Sentence, rng: random.Random) -> list[Word]:
        """``s'est félicité`` with its subject, the first word at ``start``."""
        verb = start + 2
        number = THIRD.format(number="Sing")
        return [
            Word("s'", "soi", "PRON", "Person=3|PronType=Prs", verb, "expl:pv", False),
            Word("est", "être", "AUX", number, verb, "aux:tense", True),
            Word(rng.choice(REFLEXIVE), "_", "VERB", PARTICIPLE, root, "parataxis:insert", True),
            *placed(subject, verb + 1, verb, "nsubj"),
        ]

    def _sourced(self, sentence: Sentence, root: int, rng: random.Random) -> Sentence:
        """The sentence followed by its source."""
        words = [*sentence[:-2], replace(sentence[-2], space_after=False)]
        source = rng.choice(self._subjects)
        at = len(words) + 2
        nominal = placed(source, at, root, "obl:mod")
        top = next(at + i for i, word in enumerate(source) if word.head == i)
        words.append(Word(",", ",", "PUNCT", "", top, "punct", True))
        words.append(Word("selon", "selon", "ADP", "", top, "case", True))
        words += nominal
        words[-1] = replace(words[-1], space_after=False)
        words.append(sentence[-1])
        return tuple(words)


def tail(notation: str, morphs: dict[tuple[str, str], str]) -> Sentence:
    """What may follow a reporting verb, from the short notation ``form|class|head|label``."""
    rows = [word.split("|") for word in notation.split()]
    return tuple(
        Word(form, form, pos, morphs.get((form, pos), ""), int(head) if head else at, label, form[-1] != "'")
        for at, (form, pos, head, label) in enumerate(rows)
    )


def placed(phrase: Sentence, start: int, head: int, relation: str | None) -> list[Word]:
    """The words of a phrase put into a sentence from ``start`` on, its top word under ``head``."""
    words = [
        replace(word, head=head, relation=relation or word.relation)
        if word.head == at
        else replace(word, head=word.head + start)
        for at, word in enumerate(phrase)
    ]
    words[-1] = replace(words[-1], space_after=True)
    return words


def _dated(sentence: Sentence, root: int, rng: random.Random) -> Sentence:
    """The sentence with the day after its verb."""
    verb = sentence[root]
    if verb.pos != "VERB" or not verb.space_after or sentence[root + 1].pos == "PUNCT":
        return sentence
    day = rng.choice(DAYS)
    shifted = [replace(word, head=word.head + (word.head > root)) for word in sentence]
    inserted = Word(day, day, "NOUN", "Gender=Masc|Number=Sing", root, "obl:mod", True)
    return (*shifted[: root + 1], inserted, *shifted[root + 1 :])
