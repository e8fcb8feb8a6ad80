"""One claim for each thing claimed: repeats inside the article become mentions of the fullest statement.

Two drafts are one claim when type, phase, modality and parties agree, times and places do not contradict, and
the sources are the same, or one of the two is a headline or lead in the article's own voice that echoes the
other. Where the words are known, a later draft also takes up an earlier one whose parties hold its own or are
among them: by the same word with nothing new, or by a definite noun that adds neither time nor standing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from escale.model import Claim, Modality, Phase, Span

__all__ = ["Wording", "merge"]

_NOMINAL = frozenset({"NOUN", "PROPN"})
_PLAIN = (Phase.OCCUR, Modality.ASSERTED)


@dataclass(frozen=True, slots=True)
class Wording:
    """The word that a draft was read from.

    Attributes:
        rule: name of the lexicon's entry.
        lemma: lemma of the word.
        definite: True for a noun that its determiner marks as known.
    """

    rule: str
    lemma: str
    definite: bool

    @classmethod
    def of(cls, word: Token, rule: str) -> Wording:
        """The wording of a matter headed by a word."""
        definite = word.pos_ in _NOMINAL and any(map(_known, word.children))
        return cls(rule, word.lemma_.lower(), definite)

    def repeats(self, earlier: Wording) -> bool:
        """True if an earlier draft was read from the same word."""
        return self.rule == earlier.rule or self.lemma == earlier.lemma


def merge(claims: Sequence[Claim], lead: Span | None, wordings: Sequence[Wording] = ()) -> list[Claim]:
    """Fold repeats together, in the order of the text.

    Args:
        claims: drafts in the order of their triggers.
        lead: the title and lead, whose own statements may echo attributed ones.
        wordings: the wording of each draft, where known.
    """
    kept: list[Claim] = []
    named: list[Wording | None] = []
    known: Sequence[Wording | None] = wordings or [None] * len(claims)
    for claim, wording in zip(claims, known, strict=True):
        for index, other in enumerate(kept):
            if _same(other, claim, lead):
                kept[index] = _fold(other, claim)
                break
            if _taken_up(other, claim, named[index], wording):
                kept[index] = _mention(other, claim)
                break
        else:
            kept.append(claim)
            named.append(wording)
    return kept


def _known(determiner: Token) -> bool:
    if determiner.dep_ != "det":
        return False
    morph = determiner.morph
    return (
        "Def" in morph.get("Definite", [])
        or "Dem" in morph.get("PronType", [])
        or bool(morph.get("Poss", []))
    )


def _taken_up(a: Claim, b: Claim, first: Wording | None, later: Wording | None) -> bool:
    """True if the later of two drafts only speaks on of the matter of the earlier."""
    if first is None or later is None or a.type is not b.type:
        return False
    ours, theirs = _codes(a), _codes(b)
    if not (ours <= theirs or theirs <= ours):
        return False
    standing = (b.phase, b.modality)
    same = standing == (a.phase, a.modality)
    if same and later.repeats(first) and not (a.time and b.time and a.time.edtf != b.time.edtf):
        return True
    return later.definite and b.time is None and (same or standing == _PLAIN)


def _codes(claim: Claim) -> frozenset[str]:
    return frozenset(party.code for party in claim.actors + claim.recipients)


def _mention(a: Claim, b: Claim) -> Claim:
    spans = {span for span in (*a.mentions, *b.mentions, b.evidence) if not span.overlaps(a.evidence)}
    return replace(a, mentions=tuple(sorted(spans)))


def _same(a: Claim, b: Claim, lead: Span | None) -> bool:
    if (a.type, a.phase, a.modality) != (b.type, b.phase, b.modality):
        return False
    if _parties(a) != _parties(b):
        return False
    if a.time and b.time and a.time.edtf != b.time.edtf:
        return False
    if a.place and b.place and a.place.country != b.place.country:
        return False
    if a.sources == b.sources:
        return True
    return any(not c.sources and lead is not None and c.evidence.overlaps(lead) for c in (a, b))


def _parties(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in claim.actors), frozenset(p.code for p in claim.recipients)


def _fold(a: Claim, b: Claim) -> Claim:
    full, echo = (a, b) if _fullness(a) >= _fullness(b) else (b, a)
    spans = {span for span in (*a.mentions, *b.mentions, echo.evidence) if not span.overlaps(full.evidence)}
    return replace(
        full,
        mentions=tuple(sorted(spans)),
        time=full.time or echo.time,
        place=full.place or echo.place,
        participants=full.participants or echo.participants,
        items=full.items or echo.items,
        value=full.value or echo.value,
        vessels=full.vessels or echo.vessels,
        sources=full.sources or echo.sources,
    )


def _fullness(claim: Claim) -> int:
    return (
        2 * bool(claim.time)
        + bool(claim.place)
        + 2 * bool(claim.sources)
        + len(claim.participants)
        + bool(claim.items)
        + bool(claim.value)
    )
