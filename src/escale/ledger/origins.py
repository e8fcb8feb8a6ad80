"""Who is behind a claim in the end: its origin, in which support is counted (``docs/ties.md``)."""

from __future__ import annotations

from functools import lru_cache

from escale.ledger.publishers import name_key, publisher_key
from escale.ledger.rows import Origin
from escale.model import Source, SourceKind
from escale.register import Register
from escale.register.names import fold

__all__ = ["OriginFinder"]

_PEOPLE = frozenset({SourceKind.OFFICIAL, SourceKind.PERSON})
_NAMELESS = frozenset({SourceKind.ANONYMOUS, SourceKind.GROUP})
_REMEMBERED = 65_536


class OriginFinder:
    """Tells the origin of a chain of sources.

    Args:
        register: office holders, under whose person the spellings of a name come together.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._person = lru_cache(_REMEMBERED)(self._looked_up)

    def __call__(
        self, sources: tuple[Source, ...], *, outlet: str | None, article: str, published: str | None
    ) -> Origin:
        """The origin of a claim with those sources, in an article of that outlet, id and date."""
        publisher = publisher_key(outlet, article)
        if not sources:
            return Origin(publisher, outlet or "", None, anonymous=False, own=True)
        last = sources[-1]
        anonymous = last.kind in _NAMELESS or not _is_named(last.text)
        if anonymous:
            media = (s for s in reversed(sources[:-1]) if s.kind is SourceKind.MEDIA and _is_named(s.text))
            vouching = next(media, None)
            key = name_key(vouching.text) if vouching else publisher
        elif last.kind in _PEOPLE:
            key = self._person(last.text, published)
        else:
            key = name_key(last.text)
        return Origin(key, last.text, last.kind, anonymous=anonymous, own=key == publisher)

    def _looked_up(self, name: str, published: str | None) -> str:
        holder = self._register.find(name, published)
        return f"person:{holder.person if holder else fold(name)}"


def _is_named(words: str) -> bool:
    """True if the words hold a name: a capital letter or digit, that of the first of several words aside.

    "the daily", "a ministry" name nobody: in two articles they are two.
    """
    parts = words.split()
    return any(char.isupper() or char.isdigit() for part in (parts[1:] or parts) for char in part)
