"""The title of a page's article: as it stands over the text, or as the page declares it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from escale.ingest.html.blocks import Block
from escale.ingest.html.declared import Declared

__all__ = ["Title", "alike", "is_title", "title_of"]

_TAIL_MARKS = ("|", "-", "\u2013", "\u2014", "\u00b7", "\u2022", ":", "\u00bb")
_SIGNS = re.compile(r"[\W_]+")
_LEAST = 12  # letters in common that are no accident
_LEAST_WORDS = 3
_LONGEST = 400
_LONGER = 1.5


@dataclass(frozen=True, slots=True)
class Title:
    """The title of an article.

    Attributes:
        text: its words.
        line: which line of the page it is; None if it is none of them.
    """

    text: str
    line: int | None


def title_of(declared: Declared, lines: Sequence[Block], outlet: str | None) -> Title | None:
    """The title of a page's article; None without one.

    The heading that the reader sees is taken where it is what the page declares too, or the only one of
    its level; otherwise the title declared to machines, networks or browsers, without the outlet's name.
    """
    data, metas = declared.data, declared.first
    written = (data.value("headline"), metas("og:title"), metas("twitter:title"), declared.title)
    said = [_without_outlet(title, outlet) for title in written if title and len(title) <= _LONGEST]
    headings = [(i, line.text) for i, line in enumerate(lines) if _is_first_level(line)]
    for i, text in headings:
        if any(alike(text, title) for title in said):
            return Title(text, i)
    if (
        len(headings) == 1
        and len(headings[0][1].split()) >= _LEAST_WORDS
        and not alike(headings[0][1], outlet or "")
    ):
        return Title(headings[0][1], headings[0][0])
    if said:
        shown = next((i for i, line in enumerate(lines) if is_title(line.text, said[0])), None)
        return Title(said[0] if shown is None else lines[shown].text, shown)
    return Title(headings[0][1], headings[0][0]) if headings else None


def alike(one: str, other: str) -> bool:
    """True if two titles have the same letters and figures, or the longer begins or ends with the other."""
    short, long = sorted((_letters(one), _letters(other)), key=len)
    if short == long:
        return bool(short)
    return len(short) >= _LEAST and (long.startswith(short) or long.endswith(short))


def is_title(line: str, title: str) -> bool:
    """True if a line is the title again, and no paragraph that begins with its words."""
    return len(line) < _LONGER * len(title) and alike(line, title)


def _without_outlet(title: str, outlet: str | None) -> str:
    words = title.split()
    for i in range(len(words) - 1, 0, -1):
        if words[i] in _TAIL_MARKS and outlet and alike(" ".join(words[i + 1 :]), outlet):
            return " ".join(words[:i])
    return title


def _is_first_level(line: Block) -> bool:
    if len(line.text) > _LONGEST:
        return False
    return line.owner.tag == "h1" or next(line.owner.iterancestors("h1"), None) is not None


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.casefold())
