"""The facet of a tie: the port, the piece of equipment or the title that tells two ties of one pair apart.

Names are told from common nouns by what every language we read does with them in print: a capital letter
inside a sentence, or a digit.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from escale.lang import Language
from escale.model import Claim, ClaimType
from escale.register.names import fold

__all__ = ["Names", "facet_of", "title_of"]

_TITLED = frozenset({ClaimType.AGREEMENT, ClaimType.EXERCISE})
_WORD = re.compile(r"[^\W_]+(?:[-\u2011.'\u2019][^\W_]+)*")
_ELISION = re.compile(r"['\u2019]")
_LINK = 3  # longest word, such as a preposition, between a trigger and the title that follows it
_LINKS = 2  # and how many of them
_REACH = 80  # characters after the trigger in which a title may begin
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Names:
    """Names of states and bodies in a language, folded.

    Attributes:
        parties: whole names: a state is no port.
        words: every word of them: "Union" is no title.
    """

    parties: frozenset[str]
    words: frozenset[str]

    @classmethod
    def of(cls, language: Language) -> Names:
        """The names in a language's tables of states and bodies."""
        tables = (language.table("states"), language.table("bodies"))
        entries = [entry for table in tables for entry in table.values() if isinstance(entry, Mapping)]
        parties = frozenset(fold(name) for entry in entries for name in entry.get("names", ()))
        return cls(parties, frozenset(word for name in parties for word in name.split()))

    @classmethod
    def none(cls) -> Names:
        """No names, for a language without tables."""
        return cls(frozenset(), frozenset())


def facet_of(claim: Claim, title: str | None, names: Names) -> str | None:
    """The folded facet of a claim's ties, or None; ``title`` is what `title_of` found."""
    if claim.type is ClaimType.PORT_VISIT:
        port = fold(claim.place.text) if claim.place else ""
        return port if port and port not in names.parties else None
    if claim.type is ClaimType.ARMS_TRANSFER:
        return next((name for item in claim.items if (name := _designation(item.text))), None)
    return fold(title) or None if title and claim.type in _TITLED else None


def title_of(claim: Claim, text: str, names: Names) -> str | None:
    """The name of an agreement or exercise in its trigger or right after it; None if it has none."""
    if claim.type not in _TITLED:
        return None
    own = frozenset(word for words in _named(claim) for word in fold(words).split())
    taken = (names.words, own)
    within = _title(claim.trigger.of(text)[1:], taken, reach=None)
    return within or _title(text[claim.trigger.end : claim.trigger.end + _REACH], taken, reach=_LINKS)


def _title(text: str, taken: Sequence[frozenset[str]], reach: int | None) -> str | None:
    """The first run of names in a text; with ``reach``, only that many short words may come before it.

    Names already ``taken`` by a party, a place or a person are none of a title; neither are bare numbers.
    """
    begin = end = None
    skipped = 0
    for match in _WORD.finditer(text):
        word = match[0]
        gap = text[end if end is not None else 0 : match.start()]
        if any(mark in gap for mark in ".;:,!?()\n"):
            break
        if _is_name(word) and not _is_taken(word, taken):
            begin = match.end() - len(_bare(word)) if begin is None else begin
            end = match.end()
        elif begin is not None:
            break
        elif reach is not None:
            skipped += 1
            if skipped > reach or len(word) > _LINK:
                break
    title = text[begin:end][:_LONGEST] if begin is not None else ""
    return title if any(char.isalpha() for char in title) else None


def _is_taken(name: str, taken: Sequence[frozenset[str]]) -> bool:
    return all(any(word in words for words in taken) for word in fold(_bare(name)).split())


def _designation(item: str) -> str | None:
    names = [match[0] for match in _WORD.finditer(item) if _is_name(match[0]) and not match[0].isdigit()]
    return fold(" ".join(names)) or None


def _is_name(word: str) -> bool:
    bare = _bare(word)
    return bare[0].isupper() or any(char.isdigit() for char in bare)


def _bare(word: str) -> str:
    """The word without what is elided before it."""
    return _ELISION.split(word)[-1]


def _named(claim: Claim) -> Iterable[str]:
    yield from (party.text for party in (*claim.actors, *claim.recipients) if party.text)
    yield from (person.name for person in claim.participants)
    if claim.place:
        yield claim.place.text
