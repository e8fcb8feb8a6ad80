"""Text on a terminal: how wide it is, where to fold it, and what must never reach it."""

from __future__ import annotations

import unicodedata

__all__ = ["fold", "pad", "plain", "shown_width"]

# Controls could drive the terminal, format marks turn its text round; lone surrogates cannot be written.
_SAFE = {"Cc": "\ufffd", "Cs": "\ufffd", "Cf": ""}


def plain(text: str) -> str:
    """``text`` on one line and without control characters, which a terminal would obey."""
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(_SAFE.get(unicodedata.category(character), character) for character in spaced)


def shown_width(text: str) -> int:
    """How many cells ``text`` takes: none for a combining mark, two for a wide character."""
    if text.isascii():
        return len(text)
    return sum(_cells(character) for character in text)


def pad(text: str, width: int) -> str:
    """``text`` with spaces to fill ``width`` cells."""
    return text + " " * (width - shown_width(text))


def fold(text: str, width: int) -> list[str]:
    """``text`` in lines of at most ``width`` cells, broken at spaces where it has any."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        cells = shown_width(word)
        if line and used + 1 + cells <= width:
            line, used = f"{line} {word}", used + 1 + cells
            continue
        if line:
            lines.append(line)
        while cells > width:
            head, word = _cut(word, width)
            lines.append(head)
            cells = shown_width(word)
        line, used = word, cells
    lines.append(line)
    return lines


def _cut(word: str, width: int) -> tuple[str, str]:
    used = 0
    for place, character in enumerate(word):
        used += _cells(character)
        if used > width and place:
            # An interval of dates or a path reads better cut at its stroke.
            place = word.rfind("/", 0, place) + 1 or place
            return word[:place], word[place:]
    return word, ""


def _cells(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
