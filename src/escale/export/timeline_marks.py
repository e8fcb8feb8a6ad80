"""The events of a timeline as marks: a shape for each group of types, one for several that would meet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from escale.export.phrases import Phrases
from escale.export.timeline_axis import Axis
from escale.export.timeline_words import address, mark_words, safe
from escale.ledger.timeline import Mark
from escale.model import ClaimType, Modality, Phase

__all__ = ["GROUPS", "Links", "number", "shape", "shown_marks", "spread", "touched"]

#: The types that share a shape: contact, forces, arms and aid, law, friction.
GROUPS = {
    "circle": (
        ClaimType.TALKS,
        ClaimType.EXCHANGE,
        ClaimType.COOPERATION,
        ClaimType.INTELLIGENCE_SHARING,
    ),
    "square": (ClaimType.PORT_VISIT, ClaimType.EXERCISE, ClaimType.DEPLOYMENT),
    "diamond": (ClaimType.ARMS_TRANSFER, ClaimType.ASSISTANCE),
    "up": (ClaimType.AGREEMENT, ClaimType.DIPLOMATIC_STATUS),
    "down": (ClaimType.SANCTION, ClaimType.INCIDENT),
}

_SHAPE_OF = {kind: name for name, kinds in GROUPS.items() for kind in kinds}
_STRUCK = {Phase.SUSPEND, Phase.END, Phase.CANCEL, Phase.POSTPONE}
_RADIUS = 5.0
_APART = 16.0
# The least side of what a finger can hit (WCAG 2.2, 2.5.8, AA).
_TARGET = 24.0
_OPEN = 36.0
_LISTED = 12


@dataclass(frozen=True, slots=True)
class Links:
    """Where what is drawn leads.

    Attributes:
        single: gives the address of a tie by its key as a string, or of an event by its id.
        several: gives that of events drawn as one mark.
    """

    single: Callable[[str], str] | None = None
    several: Callable[[Sequence[Mark]], str] | None = None

    @property
    def apart(self) -> float:
        """How far apart the centres of two marks lie at least."""
        return _APART if self.single is None and self.several is None else _TARGET


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: Mark
    x: float


def number(value: float) -> str:
    """A coordinate, to a tenth."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


def shown_marks(marks: Iterable[Mark], axis: Axis) -> list[Mark]:
    """The marks that have a place on the axis."""
    return [mark for mark in marks if (x := _middle(mark)) is not None and axis.shows(x)]


def spread(marks: Iterable[Mark], axis: Axis, y: float, links: Links, phrases: Phrases) -> Iterator[str]:
    """The marks of one lane about the height ``y``; those that would overlap are one, with their number."""
    placed: list[_Placed] = []
    for mark in marks:
        middle = _middle(mark)
        if middle is not None and axis.shows(middle):
            placed.append(_Placed(mark, (axis.at(middle) + axis.at(middle + 1)) / 2))
    for group in _gathered(placed, links.apart):
        if len(group) == 1:
            yield _single(group[0], axis, y, links, phrases)
        else:
            yield _several(group, y, links, phrases)


def _gathered(placed: Iterable[_Placed], apart: float) -> list[list[_Placed]]:
    """The marks in groups whose centres are far enough apart to be told from one another."""
    groups: list[list[_Placed]] = []
    sums: list[float] = []  # kept, as to add them up for every mark would be quadratic
    for one in sorted(placed, key=lambda one: one.x):
        groups.append([one])
        sums.append(one.x)
        while len(groups) > 1 and sums[-1] / len(groups[-1]) - sums[-2] / len(groups[-2]) < apart:
            last, its_sum = groups.pop(), sums.pop()
            groups[-1] += last
            sums[-1] += its_sum
    return groups


def _centre(group: list[_Placed]) -> float:
    return sum(one.x for one in group) / len(group)


def _middle(mark: Mark) -> int | None:
    if mark.first is None or mark.last is None:
        return mark.first if mark.last is None else mark.last
    return (mark.first + mark.last) // 2


def _single(placed: _Placed, axis: Axis, y: float, links: Links, phrases: Phrases) -> str:
    mark, x = placed.mark, placed.x
    words = safe(mark_words(mark, phrases))
    body = f"<title>{words}</title>" + _whisker(mark, x, axis, y)
    hollow = mark.modality is not Modality.ASSERTED
    struck = mark.phase in _STRUCK or mark.modality is Modality.DENIED
    body += shape(_SHAPE_OF[mark.type], x, y, hollow=hollow, struck=struck, contested=mark.contested)
    return _linked(f'<g class="event">{body}</g>\n', address(links.single, mark.event), words, x, y)


def _several(placed: list[_Placed], y: float, links: Links, phrases: Phrases) -> str:
    marks = [one.mark for one in placed]
    x = _centre(placed)
    words = [mark_words(mark, phrases) for mark in marks[:_LISTED]]
    if len(marks) > _LISTED:
        words.append(phrases.say("mark.more", n=len(marks) - _LISTED))
    number_of_them = phrases.count("events", len(marks))
    title = "\n".join(safe(line) for line in (number_of_them, *words))
    body = shape(
        _SHAPE_OF[marks[0].type],
        x,
        y,
        hollow=all(mark.modality is not Modality.ASSERTED for mark in marks),
        struck=all(mark.phase in _STRUCK or mark.modality is Modality.DENIED for mark in marks),
        contested=any(mark.contested for mark in marks),
    )
    count = f'<text class="n" x="{number(x)}" y="{number(y - 8)}" text-anchor="middle">{len(marks)}</text>'
    group = f'<g class="event several"><title>{title}</title>{body}{count}</g>\n'
    name = f"{safe(number_of_them)}, {safe(words[0])} …"
    return _linked(group, address(links.several, marks), name, x, y)


def _linked(group: str, target: str | None, name: str, x: float, y: float) -> str:
    half = _TARGET / 2
    return touched(group, target, name, x - half, y - half, _TARGET, _TARGET) if target else group


def touched(body: str, target: str, name: str, x: float, y: float, width: float, height: float) -> str:
    """``body`` as a link that all of the box can be hit for; ``target`` and ``name`` are escaped already."""
    box = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    area = f'<rect fill="none" pointer-events="all" {box}/>'
    return f'<a href="{target}" aria-label="{name}">{area}{body}</a>'


def _whisker(mark: Mark, x: float, axis: Axis, y: float) -> str:
    """The days between which the event lies, or which it fills."""
    left = max(axis.left, x - _OPEN) if mark.first is None else axis.at(mark.first)
    right = min(axis.left + axis.length, x + _OPEN) if mark.last is None else axis.at(mark.last + 1)
    if right - left <= 2 * _RADIUS:
        return ""
    ends = "" if mark.first is None else f"M{number(left)} {number(y - 3)}v6"
    ends += "" if mark.last is None else f"M{number(right)} {number(y - 3)}v6"
    line = f'<path class="mark dash" d="M{number(left)} {number(y)}H{number(right)}"/>'
    return line + (f'<path class="mark" d="{ends}"/>' if ends else "")


def shape(
    name: str, x: float, y: float, *, hollow: bool = False, struck: bool = False, contested: bool = False
) -> str:
    """A mark about a point: hollow if not asserted, struck through for an ending, ringed if contested."""
    r = _RADIUS
    paths = {
        "square": f"M{number(x - r + 0.5)} {number(y - r + 0.5)}h9v9h-9z",
        "diamond": f"M{number(x)} {number(y - r - 1)}l6 6l-6 6l-6-6z",
        "up": f"M{number(x)} {number(y - r - 0.5)}l6 10h-12z",
        "down": f"M{number(x)} {number(y + r + 0.5)}l6-10h-12z",
    }
    look = "mark hollow" if hollow else "mark full"
    if name == "circle":
        body = f'<circle class="{look}" cx="{number(x)}" cy="{number(y)}" r="{number(r)}"/>'
    else:
        body = f'<path class="{look}" d="{paths[name]}"/>'
    if struck:
        # Light below dark, so that the stroke shows on a full shape too.
        stroke = f"M{number(x - 4)} {number(y + r + 4)}l8-18"
        body += f'<path class="gap" d="{stroke}"/><path class="mark" d="{stroke}"/>'
    if contested:
        body += f'<circle class="doubt none dash" cx="{number(x)}" cy="{number(y)}" r="{number(r + 4)}"/>'
    return body
