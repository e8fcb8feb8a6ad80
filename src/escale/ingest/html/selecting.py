"""Which lines of a page make its article, in the order of the page.

What trafilatura finds is set right against the page: it takes the first of several containers of the text,
leaves out leads that stand apart, and puts at the end what it finds last.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import html

from escale.ingest.html.blocks import Block
from escale.ingest.html.leads import is_lead
from escale.ingest.html.titles import is_title

__all__ = ["article_lines"]

_HEADINGS = frozenset({"head", "h2", "h3", "h4", "h5", "h6"})
_FINAL = (".", "!", "?", "\u2026", ":", "\u00bb", '"', "\u201d")
_RIGHTS = re.compile(r"(?:\u00a9|\(c\)|copyright\b)", re.IGNORECASE)
_NOTICE = 160  # characters; a line about rights is no longer
_SAME = 60  # characters by which a line is known again
_LINKED_SHARE = 0.3
_LEAST_TWIN = 40  # characters


@dataclass(frozen=True, slots=True, order=True)
class _Placed:
    at: int
    turn: int
    text: str
    broken: bool = False
    heading: bool = False


def article_lines(
    lines: Sequence[Block],
    found: Sequence[Block],
    title: str | None,
    title_line: int | None,
    description: str | None,
) -> list[str]:
    """The lines of the article below its title; none if ``found`` is empty.

    Lines that a break parts in mid-sentence are joined; a heading with nothing below it, a notice of rights
    and the title said again are left out.

    Args:
        lines: those of the page, in order.
        found: those that extraction took for the article's.
        title: the title, if known.
        title_line: which line of the page it is, if it is one.
        description: what the page gives for networks to show.
    """
    placed = _placed(lines, found)
    if title_line is not None:
        below = [line for line in placed if line.at > title_line]
        if sum(len(line.text) for line in below) * 2 >= sum(len(line.text) for line in placed):
            placed = below
    taken = {line.at for line in placed}
    if taken:
        added = [*_leads(lines, title_line, min(taken), description), *_twins(lines, taken)]
        placed = sorted({*placed, *(_Placed(at, 0, lines[at].text, lines[at].broken) for at in added)})
    again = {line for line in placed if title and is_title(line.text, title)}
    return _joined([line for line in placed if line not in again and not _is_notice(line.text)])


def _placed(lines: Sequence[Block], found: Sequence[Block]) -> list[_Placed]:
    """What was found, each line where it stands on the page; one that is not there, after the one before."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i in range(len(lines) - 1, -1, -1):
        places[lines[i].text[:_SAME]].append(i)
    placed: dict[tuple[int, str], _Placed] = {}
    at = -1
    for turn, block in enumerate(found):
        if waiting := places.get(block.text[:_SAME]):
            at = waiting.pop() if len(waiting) > 1 else waiting[0]
        broken = block.broken or (at >= 0 and lines[at].text == block.text and lines[at].broken)
        line = _Placed(at, turn, block.text, broken, block.owner.tag in _HEADINGS)
        placed.setdefault((at, block.text), line)
    return sorted(placed.values())


def _leads(
    lines: Sequence[Block], title_line: int | None, first: int, description: str | None
) -> Iterable[int]:
    if title_line is None:
        return ()
    return (i for i in range(title_line + 1, first) if is_lead(lines[i], description))


def _twins(lines: Sequence[Block], taken: set[int]) -> Iterable[int]:
    """Paragraphs in a container beside one of the article's, of the same name: ads cut texts up."""
    kinds = {kind for i in taken if i >= 0 and (kind := _kind(lines[i])) is not None}
    start = min(taken)
    return (
        i
        for i in range(max(start, 0), len(lines))
        if i not in taken
        and len(lines[i].text) >= _LEAST_TWIN
        and lines[i].linked <= _LINKED_SHARE * len(lines[i].text)
        and _kind(lines[i]) in kinds
    )


def _kind(line: Block) -> tuple[html.HtmlElement, str, str] | None:
    holder = line.owner.getparent()
    name = holder.get("class") if holder is not None else None
    if not name or line.owner.tag != "p":
        return None
    return holder.getparent(), holder.tag, name


def _is_notice(text: str) -> bool:
    return len(text) <= _NOTICE and _RIGHTS.match(text) is not None


def _joined(placed: Sequence[_Placed]) -> list[str]:
    last = max((i for i, line in enumerate(placed) if not line.heading), default=-1)
    joined: list[str] = []
    for line in placed[: last + 1]:
        if line.broken and joined and line.text[0].islower() and not joined[-1].endswith(_FINAL):
            joined[-1] = f"{joined[-1]} {line.text}"
        else:
            joined.append(line.text)
    return joined
