"""The words that a reader sees, in one language, by key.

They stand in TOML files, one for each language, so that a sentence is put right without touching code. A key
is the path to it: ``type.port_visit`` is ``port_visit`` in the table ``[type]``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Self

__all__ = ["LANGUAGES", "TEXTS", "Phrases", "english", "number_words"]

#: Where the words of the domain are: those of claims, ties and pictures.
TEXTS = files("escale.export") / "texts"

# The numbers that take the singular (CLDR, of whole numbers).
_SINGULAR = {"en": frozenset({1}), "fr": frozenset({0, 1})}

#: The languages that there are words in.
LANGUAGES = tuple(_SINGULAR)

_FEWEST_GROUPED = 10_000


@dataclass(frozen=True, slots=True)
class Phrases:
    """The words of one language.

    Attributes:
        lang: its code, one of `LANGUAGES`.
        texts: key → words, with the names of what is filled in between braces.
    """

    lang: str
    texts: Mapping[str, str] = field(repr=False)

    @classmethod
    def load(cls, lang: str, *folders: Traversable) -> Self:
        """The words of ``LANG.toml`` of each folder, as one.

        Raises:
            KeyError: there are no words in that language.
            ValueError: a file is malformed, or two have the same key.
        """
        if lang not in _SINGULAR:
            raise KeyError(lang)
        texts: dict[str, str] = {}
        for folder in folders:
            table = tomllib.loads((folder / f"{lang}.toml").read_text(encoding="utf-8"))
            for key, text in _flat(table, ""):
                if key in texts:
                    raise ValueError(f"two texts for {key!r} in {lang}")
                texts[key] = text
        return cls(lang, texts)

    def say(self, key: str, /, **values: object) -> str:
        """The words of ``key`` with ``values`` filled in; no value is read as a pattern itself.

        Raises:
            KeyError: there is no such key, or a value that it needs is missing.
        """
        return self.texts[key].format(**values)

    def count(self, key: str, n: int, /, **values: object) -> str:
        """The words of ``key.one`` or ``key.other``, as ``n`` demands, with ``{n}`` filled in.

        Raises:
            KeyError: there is no such key, or a value that it needs is missing.
        """
        form = "one" if n in _SINGULAR[self.lang] else "other"
        return self.say(f"{key}.{form}", n=number_words(n), **values)


@cache
def english() -> Phrases:
    """The words of the domain in English."""
    return Phrases.load("en", TEXTS)


def number_words(n: int) -> str:
    """A number; from five digits on in groups of three with a narrow space, as ISO 80000-1 has it."""
    return f"{n:,}".replace(",", "\u202f") if abs(n) >= _FEWEST_GROUPED else str(n)


def _flat(table: Mapping[str, Any], path: str) -> Iterator[tuple[str, str]]:
    for name, value in table.items():
        if isinstance(value, str):
            yield path + name, value
        elif isinstance(value, dict):
            yield from _flat(value, f"{path}{name}.")
        else:
            raise ValueError(f"no text: {path}{name}")
