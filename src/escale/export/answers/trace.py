"""The steps by which a claim was read, in columns; what does not fit hangs below where it began."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from escale.export.terminal import fold, pad, plain, shown_width
from escale.model import Step

__all__ = ["hung", "trace_lines"]

_GAP = "  "
_CONFIDENCE = "confidence"


def hung(lead: str, text: str, width: int, indent: str = "") -> Iterator[str]:
    """``lead`` and ``text`` in lines of at most ``width`` cells; the later ones stand below the text.

    ``indent`` sets these further in.
    """
    room = width - shown_width(lead)
    if shown_width(text) <= room:
        # As it is, so that columns stay apart.
        yield f"{lead}{text}"
        return
    first, *rest = fold(text, room - len(indent))
    yield f"{lead}{first}"
    yield from (f"{' ' * shown_width(lead)}{indent}{line}" for line in rest)


def trace_lines(trace: Sequence[Step], width: int) -> Iterator[str]:
    """The lines of a trace: field, rule and words; then, in columns of its own, the confidence."""
    yield from _columns([step for step in trace if not step.field.startswith(_CONFIDENCE)], width)
    yield from _columns([step for step in trace if step.field.startswith(_CONFIDENCE)], width)


def _columns(steps: Sequence[Step], width: int) -> Iterator[str]:
    fields = max((shown_width(step.field) for step in steps), default=0)
    room = width - fields - len(_GAP)
    rules = _rule_width(steps, room - len(_GAP))
    for step in steps:
        lead = f"{pad(step.field, fields)}{_GAP}"
        if not step.words:
            yield from hung(lead, step.rule, width)
            continue
        words = _words(step)
        beside = f"{pad(step.rule, rules)}{_GAP}{words}"
        if shown_width(beside) <= room:
            yield f"{lead}{beside}"
        else:
            yield from hung(lead, step.rule, width)
            yield from hung(" " * len(lead), words, width)


def _rule_width(steps: Sequence[Step], room: int) -> int:
    """The widest column of rules that leaves no words without room that have it without a column."""
    told = [(shown_width(step.rule), shown_width(_words(step))) for step in steps if step.words]
    beside = [(rule, words) for rule, words in told if rule + words <= room]
    limit = room - max((words for _, words in beside), default=0)
    return min(limit, max((rule for rule, _ in beside), default=0))


def _words(step: Step) -> str:
    return f"“{plain(step.words)}”" if step.words else ""
