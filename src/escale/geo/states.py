"""What states and bodies are called in English and French, and which a few words name."""

from __future__ import annotations

import re
from functools import cached_property

from escale.geo.leading import is_article
from escale.geo.tables import rows
from escale.register.names import fold

__all__ = ["StateNames"]

_PIECE = re.compile(r"[^\s,;/>–→-]+")
_MOST = 200  # characters of what is asked


class StateNames:
    """Names of parties by code, and codes by name; the data are read when first asked for."""

    def name(self, code: str, lang: str) -> str:
        """The short name; an unknown code names itself.

        Raises:
            KeyError: there are no names in the language (``en`` and ``fr`` there are).
        """
        return self._names[lang].get(code, code)

    def codes_of(self, words: str) -> tuple[str, ...]:
        """The codes of the parties that ``words`` names, in order, if it names nothing else; else none.

        ``France``, ``royaume-uni``, ``FRA RUS``, ``les États-Unis, Otan``; a name of two states gives both.
        A code among other words is one only in capitals.
        """
        asked = words.strip()
        if len(asked) > _MOST:
            return ()
        if not self._by_name.get(fold(asked)) and asked.upper() in self._names["en"]:
            return (asked.upper(),)
        tokens: list[str] = []
        for piece in _PIECE.findall(asked):
            tokens += [piece] if piece in self._names["en"] else fold(piece).split()
        found: list[str] = []
        while tokens:
            length, codes = self._first(tokens)
            if not length:
                return ()
            found += codes
            tokens = tokens[length:]
        return tuple(dict.fromkeys(found))

    def _first(self, tokens: list[str]) -> tuple[int, tuple[str, ...]]:
        """How many words the longest name at the beginning has, and its codes; an article has none."""
        for length in range(min(len(tokens), self._longest), 0, -1):
            if codes := self._by_name.get(" ".join(tokens[:length])):
                return length, codes
        return (1, ()) if is_article(tokens[0]) else (0, ())

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        table = list(rows("states.csv"))
        return {lang: {row["code"]: row[f"name_{lang}"] for row in table} for lang in ("en", "fr")}

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        """Codes by folded name, and by themselves."""
        found: dict[str, tuple[str, ...]] = {code: (code,) for code in self._names["en"]}
        for row in rows("states.csv"):
            for name in {row["name_en"], row["name_fr"], *row["aliases"].split(";")} - {""}:
                key = fold(name)
                if row["code"] not in found.get(key, ()):
                    found[key] = (*found.get(key, ()), row["code"])
        return found

    @cached_property
    def _longest(self) -> int:
        return max(len(key.split()) for key in self._by_name)
