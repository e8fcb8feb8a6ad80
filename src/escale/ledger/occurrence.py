"""Whether words occur in a text, whatever their case, accents and punctuation, as a condition of SQL.

The condition holds where the words occur in the text once both are folded (`escale.register.names.fold`;
twice, since ``™`` folds to capitals). But the text is not folded, which takes longer than all else: the
folded words become a regular expression in which each
letter stands for all signs that fold to it. Signs that fold to several letters (``œ``, ``½``) are spelt out
before, where they could make a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from types import MappingProxyType

from escale.register.names import fold

__all__ = ["occurs"]

_LONGEST = 18  # letters of a pattern: longer ones cost the engine its quick way
# Where the signs lie that are compared folded: the alphabets of Europe and the Near East, punctuation,
# symbols, and what print makes of them. All others are compared as they are, and are no punctuation.
_SIGNS = (
    range(0x780),
    range(0x1AB0, 0x1B00),
    range(0x1C80, 0x1C90),
    range(0x1D00, 0x2C80),
    range(0x2DE0, 0x2E80),
    range(0x3000, 0x3040),
    range(0xA640, 0xA6A0),
    range(0xA700, 0xA800),
    range(0xAB30, 0xAB70),
    range(0xFB00, 0xFB50),
    range(0xFE00, 0xFE70),
    range(0xFF00, 0x10000),
    range(0x1D400, 0x1D800),
    range(0x1F000, 0x1FB00),
)


@dataclass(frozen=True, slots=True)
class _Signs:
    """What signs fold to.

    Attributes:
        of: letter → the signs that fold to it, as the inside of a character class.
        dropped: those that fold to nothing, likewise.
        between: those that fold to a space, likewise.
        spelt: sign → what it folds to, of those that fold to more than a letter.
    """

    of: Mapping[str, str]
    dropped: str
    between: str
    spelt: Mapping[str, str]


def occurs(text: str, words: str) -> tuple[str, list[object]]:
    """The condition that the words occur in ``text``, an expression of SQL, and its parameters."""
    folded = fold(fold(words))
    pattern = _pattern(folded[:_LONGEST].rstrip())
    condition = f"regexp_matches({_spelt(text, folded)}, ?)"
    if len(folded) <= _LONGEST:
        return condition, [pattern]
    # The pattern is of their beginning: what has that is looked at in full.
    return f"CASE WHEN {condition} THEN contains(folded({text}), ?) ELSE false END", [pattern, folded]


def _pattern(folded: str) -> str:
    """The regular expression, as RE2 has them, that matches where these folded words occur."""
    signs = _signs()
    dropped = f"[{signs.dropped}]*"
    gap = f"{dropped}[{signs.between}][{signs.between}{signs.dropped}]*"
    classes = [signs.of.get(letter) or _class([ord(letter)]) for letter in folded]
    if classes:
        # At its ends a match may begin or end within a sign that stands for several letters.
        classes[0] += "".join(sign for sign, letters in signs.spelt.items() if letters[-1] == folded[0])
        classes[-1] += "".join(sign for sign, letters in signs.spelt.items() if letters[0] == folded[-1])
    pattern = ""
    for place, letter in enumerate(folded):
        if letter == " ":
            pattern += gap
        else:
            pattern += dropped if place and folded[place - 1] != " " else ""
            pattern += f"[{classes[place]}]"
    return pattern


def _spelt(text: str, folded: str) -> str:
    """The text with the signs that fold to several letters spelt out, where the words could lie on two."""
    for sign, letters in _signs().spelt.items():
        within = range(2, len(letters))
        if (
            letters in folded
            or folded in letters
            or any(folded.startswith(letters[-cut:]) or folded.endswith(letters[:cut]) for cut in within)
        ):
            text = f"replace({text}, '{sign}', '{letters}')"
    return text


@lru_cache(1)
def _signs() -> _Signs:
    alone: dict[str, list[int]] = {}
    spelt: dict[str, str] = {}
    for number in chain.from_iterable(_SIGNS):
        # Between two letters, whose spaces fold would else take away.
        letters = fold(fold(f"x{chr(number)}x"))[1:-1]
        if len(letters) > 1:
            spelt[chr(number)] = letters
        else:
            alone.setdefault(letters, []).append(number)
    classes = {letter: _class(numbers) for letter, numbers in alone.items()}
    dropped, between = classes.pop(""), classes.pop(" ")
    return _Signs(MappingProxyType(classes), dropped, between, MappingProxyType(spelt))


def _class(numbers: Iterable[int]) -> str:
    """The inside of a character class of these code points."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in runs)
