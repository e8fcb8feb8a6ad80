"""Who is behind a claim in the end: its origin, in which support is counted (``docs/ties.md``)."""

from __future__ import annotations

from functools import lru_cache

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
        publisher = f"media:{fold(outlet)}" if outlet else f"article:{article}"
        if not sources:
            return Origin(publisher, outlet or "", None, anonymous=False, own=True)
        last = sources[-1]
        anonymous = last.kind in _NAMELESS
        if anonymous:
            media = [source for source in sources[:-1] if source.kind is SourceKind.MEDIA]
            key = f"media:{fold(media[-1].text)}" if media else publisher
        elif last.kind in _PEOPLE:
            key = self._person(last.text, published)
        else:
            key = f"{last.kind}:{fold(last.text)}"
        return Origin(key, last.text, last.kind, anonymous=anonymous, own=key == publisher)

    def _looked_up(self, name: str, published: str | None) -> str:
        holder = self._register.find(name, published)
        return f"person:{holder.person if holder else fold(name)}"
