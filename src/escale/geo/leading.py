"""Words that stand before the name of a place and are no part of it: "the", "port of", "naval base of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from escale.geo.tables import rows
from escale.register.names import fold

__all__ = ["is_article", "keys"]

_APOSTROPHE = re.compile("['’ʼ‘`]")
# From the noun to its link: "naval base of".
_REACH = 4
_WORDS = 16


def keys(place: str) -> Iterator[str]:
    """The folded name, then what is left of it without the words that lead it, the longest first."""
    whole = fold(place)
    yield whole
    words = fold(_APOSTROPHE.sub(" ", place)).split()[:_WORDS]
    while rest := _rest(words):
        words = rest
        if (key := " ".join(words)) != whole:
            yield key


def is_article(word: str) -> bool:
    """True for a folded article."""
    return word in _words("article")


def _rest(words: list[str]) -> list[str]:
    """The words after an article, or after a noun and its link; none if neither leads them."""
    if not words:
        return []
    if is_article(words[0]) or words[0] in _words("link"):
        return words[1:]
    if words[0] not in _words("noun"):
        return []
    link = next((at for at, word in enumerate(words[:_REACH]) if word in _words("link")), None)
    return [] if link is None else words[link + 1 :]


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(row["word"] for row in rows("leading.csv") if row["kind"] == kind)
