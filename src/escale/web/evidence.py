"""The claims behind an answer as a page shows them: each sentence in its context, grouped by who says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from escale.ledger.answers import Why
from escale.ledger.editions import Edition
from escale.ledger.publishers import name_key, publisher_key
from escale.ledger.rows import StoredArticle, StoredClaim
from escale.model import Span

__all__ = ["VOICES", "Group", "Heard", "Passage", "Said", "Voice", "group_of", "passage_of", "said_of"]

_AROUND = 320  # characters to either side of a sentence
_LONGEST = 4_000  # characters of a sentence
VOICES = 40  # origins of a group that are shown
_CLAIMS = 6  # claims of an origin that are shown
_ENDS = re.compile(r"(?<=[.!?…»”])\s+(?=\S)|\n+")
_GAP = re.compile(r"\s")


@dataclass(frozen=True, slots=True)
class Passage:
    """A claim's sentence with what stands around it in the article.

    Attributes:
        before, after: sentences around, as far as they are near; empty at the ends of the text.
        start, trigger, end: the sentence cut at the words that carry the claim, which may be empty.
        goes_back, goes_on: True if the article has more text on that side.
    """

    before: str
    start: str
    trigger: str
    end: str
    after: str
    goes_back: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with where it stands.

    Attributes:
        article: None if the ledger holds it no more.
        earlier: what took the place of the article's text, if something did.
    """

    stored: StoredClaim
    article: StoredArticle | None
    passage: Passage
    earlier: Edition | None


class Heard(NamedTuple):
    """That a claim was made, whether or not it is shown.

    Attributes:
        claim, article: their ids.
        origin: the key that its origin counts under.
        day: of publication (ordinal).
    """

    claim: str
    article: str
    origin: str
    day: int


@dataclass(frozen=True, slots=True)
class Voice:
    """One origin with the claims that go back to it.

    Attributes:
        name: as an article writes it; None for an article that names no outlet.
        anonymous: True if all that is known of it is who vouches for it.
        reports: how many articles it speaks through.
        said: its first claims.
        more: how many claims it has beside.
    """

    name: str | None
    anonymous: bool
    reports: int
    said: tuple[Said, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that do the same for an answer.

    Attributes:
        heading: what they do; empty where there is but one group.
        origins, reports: how many independent origins and how many articles.
        voices: the origins of most articles.
        more: how many origins there are beside.
    """

    heading: str
    origins: int
    reports: int
    voices: tuple[Voice, ...]
    more: int


def passage_of(stored: StoredClaim, article: StoredArticle | None) -> Passage:
    """The sentence of a claim in its context; by itself, where the article does not have it there."""
    claim = stored.claim
    text = article.article.text if article else ""
    if claim.evidence.of(text) != stored.quote:
        return Passage("", stored.quote[:_LONGEST], "", "", "", goes_back=False, goes_on=False)
    body = article.article.body if article else 0
    start, end = claim.evidence.start, min(claim.evidence.end, claim.evidence.start + _LONGEST)
    first, last = _before(text, max(body, 0), start), _after(text, end)
    trigger = _within(claim.trigger, start, end)
    return Passage(
        text[first:start],
        text[start : trigger[0]],
        text[trigger[0] : trigger[1]],
        text[trigger[1] : end],
        text[end:last],
        bool(text[body:first].strip()),
        bool(text[last:].strip()),
    )


def said_of(why: Why) -> dict[str, Said]:
    """The claims behind an answer, by id."""
    return {
        stored.id: Said(
            stored,
            about := why.articles.get(stored.article_id),
            passage_of(stored, about),
            why.earlier.get(stored.article_id),
        )
        for stored in why.claims
    }


def group_of(heading: str, heard: Iterable[Heard], said: Mapping[str, Said]) -> Group:
    """Claims under the origins that they go back to, those of most articles first, then the earliest heard.

    Args:
        heading: of the group.
        heard: all claims of the group.
        said: those of them that can be shown, by id; of an origin without any, nothing is.
    """
    found: dict[str, list[Heard]] = {}
    ordered = sorted(heard, key=lambda one: (one.day, one.claim))
    for one in ordered:
        found.setdefault(one.origin, []).append(one)
    ranked = sorted(found, key=lambda key: (-_reports(found[key]), found[key][0].day, found[key][0].claim))
    voices = [_voice(key, found[key], said) for key in ranked if any(one.claim in said for one in found[key])]
    shown = tuple(voices[:VOICES])
    return Group(heading, len(found), _reports(ordered), shown, len(found) - len(shown))


def _reports(heard: Iterable[Heard]) -> int:
    return len({one.article for one in heard})


def _voice(key: str, heard: Sequence[Heard], known: Mapping[str, Said]) -> Voice:
    said = [known[one.claim] for one in heard if one.claim in known]
    origins = [one.stored.origin for one in said if one.stored.origin.key == key]
    named = next((origin.name for origin in origins if not origin.anonymous), None)
    kind, _, folded = key.partition(":")
    name = named or (_printed(key, said) or folded if kind != "article" else None)
    shown = tuple(said[:_CLAIMS])
    return Voice(name, named is None and bool(origins), _reports(heard), shown, len(heard) - len(shown))


def _printed(key: str, said: Iterable[Said]) -> str | None:
    """How an article writes the name of an origin that only vouches for others or is reprinted."""
    for one in said:
        outlet = one.stored.outlet
        if outlet and publisher_key(outlet, one.stored.article_id) == key:
            return outlet
        for source in one.stored.claim.sources:
            if name_key(source.text) == key:
                return source.text
    return None


def _before(text: str, body: int, start: int) -> int:
    """Where the context before a sentence begins: at a sentence, else at a word."""
    least = max(body, start - _AROUND)
    if least == body:
        return least
    return _cut(text, least, start)


def _after(text: str, end: int) -> int:
    """Where the context after a sentence ends."""
    most = min(len(text), end + _AROUND)
    if most == len(text):
        return most
    ends = [match.start() for match in _ENDS.finditer(text, end + 1, most)]
    if ends:
        return ends[-1]
    gaps = [match.start() for match in _GAP.finditer(text, end, most)]
    return gaps[-1] if gaps else most


def _cut(text: str, least: int, start: int) -> int:
    for breaks in (_ENDS, _GAP):
        match = breaks.search(text, least, start)
        if match is not None and match.end() < start:
            return match.end()
    return least


def _within(trigger: Span, start: int, end: int) -> tuple[int, int]:
    """The trigger as far as it lies in the sentence."""
    first = min(max(trigger.start, start), end)
    return first, max(min(trigger.end, end), first)
