"""Is a text in the language it is to be read as? A cheap look that doubts only with good reason.

A text in another language would be parsed into nonsense, so it is set aside. But a headline, a list of names
or a line of figures gives no proof of any language: only plain evidence for another one counts, and without
it the text is what the user says it is. Everything particular to a language is data (``lang/*/profile.toml``,
``lang/profiles.toml``).
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path

from escale.lang import Language

__all__ = ["LanguageCheck", "Other"]

_PROFILES = Path(__file__).parent / "lang" / "profiles.toml"
_WORD = re.compile(r"[^\W\d_]+")

_WORDS_READ = 2_000  # an article's language shows well before
_LEAST_HITS = 4  # function words of the other language, of at least three different kinds
_LEAST_KINDS = 3
_LEAD = 2.0  # times as many as of the asked-for language
_LEAST_SHARE = 0.12  # of all words; in running text it is a quarter to a half
_LEAST_LETTERS = 24  # in another script, with fewer than half in the right one


@dataclass(frozen=True, slots=True)
class Other:
    """A language that a text is in: its code where it can be told, and a line for the user."""

    code: str | None
    notice: str


class LanguageCheck:
    """Tells whether texts are in one language.

    Args:
        language: the language that texts are to be read as.
    """

    def __init__(self, language: Language) -> None:
        own = language.table("profile")
        self._code = language.code
        self._name: str = own["name"]
        self._script: str = own["script"].upper()
        self._words = frozenset(own["words"])
        self._others = [
            (entry["code"], entry["name"], frozenset(entry["words"]) - self._words)
            for entry in tomllib.loads(_PROFILES.read_text(encoding="utf-8"))["language"]
            if entry["code"] != language.code
        ]

    def __call__(self, text: str, stated: str | None = None) -> Other | None:
        """The other language that ``text`` is in, or None where it may be read.

        Another language that its record has ``stated`` is believed; the right one is not (feeds mix languages
        under one label), but only plain evidence speaks against it.
        """
        if stated not in (None, self._code):
            return self._other(stated, f"its record says {stated!r}")
        words = [match[0].lower() for match in islice(_WORD.finditer(text), _WORDS_READ)]
        script = _foreign_script(words, self._script)
        if script is not None:
            return self._other(None, f"it is in {script} script")
        counts = Counter(words)
        own = sum(counts[word] for word in self._words)
        best = max(self._others, key=lambda other: _hits(counts, other[2]))
        hits = _hits(counts, best[2])
        kinds = sum(1 for word in best[2] if counts[word])
        if (
            hits < _LEAST_HITS
            or kinds < _LEAST_KINDS
            or hits < _LEAD * own
            or hits < _LEAST_SHARE * len(words)
        ):
            return None
        return self._other(best[0], f"it looks like {best[1]}")

    def _other(self, code: str | None, why: str) -> Other:
        return Other(code, f"not in {self._name} ({why}), so no claims are taken")


def _hits(counts: Mapping[str, int], words: frozenset[str]) -> int:
    return sum(counts.get(word, 0) for word in words)


def _foreign_script(words: list[str], own: str) -> str | None:
    letters: Counter[str] = Counter()
    for word in words:
        letters[_script(word[0])] += len(word)
    total = sum(letters.values())
    if total < _LEAST_LETTERS or letters[own] * 2 >= total:
        return None
    return max((name for name in sorted(letters) if name != own), key=lambda name: letters[name]).capitalize()


@lru_cache(maxsize=4096)
def _script(character: str) -> str:
    return unicodedata.name(character, "UNKNOWN").split(" ")[0]
