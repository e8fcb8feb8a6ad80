"""One claim for each thing claimed: repeats inside the article become mentions of the fullest statement.

Two drafts are one claim when type, phase, modality and parties agree, times and places do not contradict, and
the sources are the same, or one of the two is a headline or lead in the article's own voice that echoes the
other. Where the words are known, two sentences of the body in other words must give the same date or the
later mark the matter as known: a call, a meeting and a negotiation of the same two are three matters. A later
draft also takes up an earlier one whose parties hold its own or are among them: by the same word with nothing
new, by the same date, or by a definite noun that adds neither another time nor standing. A definite noun may
share but one of the parties, since it leaves the others to what was said. The nearest is taken up. Last, an
undated title is an echo of the body's statement in the same standing, whichever names more of the parties.
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
        for index in reversed(range(len(kept))):
            other = kept[index]
            if _same(other, claim, lead) and not _another(other, claim, lead, named[index], wording):
                kept[index] = _fold(other, claim)
                break
            if _taken_up(other, claim, named[index], wording):
                kept[index] = _mention(other, claim)
                break
        else:
            kept.append(claim)
            named.append(wording)
    return kept if lead is None or not wordings else _without_echoes(kept, named, lead)


def _without_echoes(claims: Sequence[Claim], named: Sequence[Wording | None], lead: Span) -> list[Claim]:
    """The claims less those of an undated title that the body states again, which it becomes a mention of."""
    kept = list(claims)
    for title, wording in zip(claims, named, strict=True):
        if title.time or title.evidence.end >= lead.end:  # the lead's own last sentence is no title
            continue
        if title not in kept:  # it is by now itself the statement that another echoes
            continue
        stated = [
            (index, other)
            for index, other in enumerate(kept)
            if _states_again(other, title) or (wording and wording.definite and _tells_of(other, title))
        ]
        if stated:
            index, body = max(stated, key=lambda one: (_codes(one[1]) == _codes(title), _fullness(one[1])))
            kept[index] = _with_mention(body, title)
            kept.remove(title)
    return kept


def _states_again(body: Claim, title: Claim) -> bool:
    standing = (body.type, body.phase, body.modality)
    return (
        body.evidence != title.evidence
        and standing == (title.type, title.phase, title.modality)
        and not _codes(body).isdisjoint(_codes(title))
    )


def _tells_of(body: Claim, title: Claim) -> bool:
    """True if the body plans what the title only names: dismay at the visit of the minister."""
    return (
        body.evidence != title.evidence
        and (title.phase, title.modality) == _PLAIN
        and not title.sources
        and (body.type, body.phase, body.modality) == (title.type, title.phase, Modality.PLANNED)
        and _within(_codes(body), _codes(title))
    )


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
    within = _within(_codes(a), _codes(b)) and all(map(_within, _parties(a), _parties(b)))
    if not within and (not later.definite or _codes(a).isdisjoint(_codes(b))):
        return False
    if not later.definite and not _may_share_place(a, b):
        return False
    standing = (b.phase, b.modality)
    same = standing == (a.phase, a.modality)
    repeated = later.repeats(first)
    if same and repeated and _may_share_time(a, b):
        return True
    same_time = a.time is not None and b.time is not None and a.time.edtf == b.time.edtf
    if same_time and a.phase is b.phase and (same or Modality.DENIED not in (a.modality, b.modality)):
        return True
    if later.definite:
        return (b.time is None or same_time) and (same or standing == _PLAIN)
    return repeated and b.time is None and standing == _PLAIN


def _another(a: Claim, b: Claim, lead: Span | None, first: Wording | None, later: Wording | None) -> bool:
    """True if a later sentence of the body tells of another matter, though nothing in its fields says so."""
    if first is None or later is None or a.evidence == b.evidence or (a.time and b.time):
        return False
    if lead is not None and a.evidence.overlaps(lead):
        return False
    if a.place and b.place and a.place.text == b.place.text:
        return False
    return not (later.definite or later.repeats(first))


def _within(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return ours <= theirs or theirs <= ours


def _may_share_place(a: Claim, b: Claim) -> bool:
    if not (a.place and b.place):
        return True
    return a.place.country == b.place.country or not (a.place.country and b.place.country)


def _may_share_time(a: Claim, b: Claim) -> bool:
    return not (a.time and b.time and a.time.edtf != b.time.edtf)


def _codes(claim: Claim) -> frozenset[str]:
    return frozenset(party.code for party in claim.actors + claim.recipients)


def _mention(a: Claim, b: Claim) -> Claim:
    """The earlier draft with the later as a mention, unless the later states the same more fully."""
    if (a.phase, a.modality) == (b.phase, b.modality) and _fullness(b) > _fullness(a):
        return _fold(a, b)
    return _filled(a, b)


def _filled(full: Claim, echo: Claim) -> Claim:
    """A claim with another as its mention, which gives what it lacks but time and sources."""
    return replace(
        _with_mention(full, echo),
        place=full.place or echo.place,
        participants=full.participants or echo.participants,
        items=full.items or echo.items,
        value=full.value or echo.value,
        vessels=full.vessels or echo.vessels,
    )


def _with_mention(full: Claim, echo: Claim) -> Claim:
    spans = {
        span for span in (*full.mentions, *echo.mentions, echo.evidence) if not span.overlaps(full.evidence)
    }
    return replace(full, mentions=tuple(sorted(spans)))


def _same(a: Claim, b: Claim, lead: Span | None) -> bool:
    if (a.type, a.phase, a.modality) != (b.type, b.phase, b.modality):
        return False
    # In one sentence one of two words for a matter often stands too far from the second party.
    near = a.evidence == b.evidence and all(map(_within, _parties(a), _parties(b)))
    if not near and _parties(a) != _parties(b):
        return False
    if not _may_share_time(a, b):
        return False
    if not _may_share_place(a, b):
        return False
    if a.sources == b.sources:
        return True
    return any(not c.sources and lead is not None and c.evidence.overlaps(lead) for c in (a, b))


def _parties(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(p.code for p in claim.actors), frozenset(p.code for p in claim.recipients)


def _fold(a: Claim, b: Claim) -> Claim:
    full, echo = (a, b) if _fullness(a) >= _fullness(b) else (b, a)
    return replace(_filled(full, echo), time=full.time or echo.time, sources=full.sources or echo.sources)


def _fullness(claim: Claim) -> int:
    return (
        2 * bool(claim.time)
        + bool(claim.place)
        + 2 * bool(claim.sources)
        + len(claim.participants)
        + bool(claim.items)
        + bool(claim.value)
    )
