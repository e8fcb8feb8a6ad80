"""Why each claim was taken: its fields, with the rule or model and the words that gave each."""

from __future__ import annotations

from collections.abc import Iterator

from escale.export.terminal import fold, plain, shown_width
from escale.model import Claim
from escale.reading import Reading

__all__ = ["explain_claim"]

_INDENT = "    "


def explain_claim(reading: Reading, number: int, claim: Claim, width: int) -> Iterator[str]:
    """The lines that say why: the evidence with its trigger marked, then one line a step of the reasoning."""
    text = reading.article.text
    evidence, trigger = claim.evidence, claim.trigger
    if evidence.start <= trigger.start and trigger.end <= evidence.end:
        parts = (text[evidence.start : trigger.start], text[trigger.start : trigger.end])
        quoted = f"{parts[0]}[{parts[1]}]{text[trigger.end : evidence.end]}"
    else:
        quoted = f"[{trigger.of(text)}] … {evidence.of(text)}"
    yield from (
        f"{lead}{line}"
        for lead, line in _hanging(f"{number:>3} ", fold(plain(quoted), max(20, width - len(_INDENT))))
    )
    fields = max((shown_width(step.field) for step in claim.trace), default=0)
    rules = max((shown_width(step.rule) for step in claim.trace), default=0)
    for step in claim.trace:
        words = f"  “{plain(step.words)}”" if step.words else ""
        yield f"{_INDENT}{step.field:<{fields}}  {step.rule:<{rules}}{words}".rstrip()


def _hanging(first: str, lines: list[str]) -> Iterator[tuple[str, str]]:
    for place, line in enumerate(lines):
        yield (first if place == 0 else _INDENT), line
