"""Keys under which a person's name is looked up, whatever the accents, hyphens, apostrophes and case."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

__all__ = ["fold", "short_surname", "surname"]

_REMEMBERED = 65_536  # the same names come again and again

# Letters that carry their mark inside the glyph: Unicode does not decompose them.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "'": None,
        "’": None,
        "ʼ": None,
        "‘": None,
        "`": None,
    }
)

# Particles that the press drops when it writes the surname alone («al-Assad», «Assad»).
_DROPPED = frozenset({"al", "el", "as", "ad", "de"})
# Particles that stay with the surname.
_KEPT = frozenset({"le", "la", "di", "da", "von", "van", "der", "den", "zu", "ben", "bin", "ould", "du"})
_ROMAN = frozenset("ivx")


@lru_cache(_REMEMBERED)
def fold(name: str) -> str:
    """The look-up key of a name: lower case, no marks or apostrophes, hyphens and dots as spaces."""
    flat = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    kept = "".join(c if c.isalnum() else " " for c in flat if not unicodedata.combining(c))
    return " ".join(kept.split())


def surname(key: str) -> str:
    """The surname in a folded full name: its last word, with the particles or number that belong to it."""
    words = key.split()
    start = len(words) - 1
    if start > 0 and set(words[start]) <= _ROMAN:
        return key
    while start > 1 and words[start - 1] in _KEPT:
        start -= 1
    return " ".join(words[start:])


def short_surname(key: str) -> str | None:
    """The surname without a particle that the press drops, if the folded full name has one."""
    words = key.split()
    return words[-1] if len(words) > 1 and words[-2] in _DROPPED else None
