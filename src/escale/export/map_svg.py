"""Places on a map of the world or of a part of it, as a drawing that needs nothing but itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from escale.export.map_land import land
from escale.export.map_look import LOOKS, OTHER, map_css
from escale.export.map_marks import Box, Mark, Sizes, looks_of, placed
from escale.export.phrases import Phrases, english
from escale.export.terminal import fold, plain, shown_width
from escale.export.timeline_marks import number
from escale.export.timeline_words import address, cut, safe
from escale.geo.projection import Bounds, View, around
from escale.model import ClaimType

__all__ = ["DEFAULT_WIDTH", "MapPlace", "to_svg"]

DEFAULT_WIDTH = 960
_LEAST_WIDTH = 280
_NARROW = 600
_MOST_PLACES = 500
_WORLD = Bounds(-180, -57, 180, 83)
_FLATTEST, _STEEPEST = 0.45, 0.75

# A crop shows the places with some of what lies about them, and so much in any case, in degrees.
_MARGIN = 0.12
_LEAST_ACROSS, _LEAST_UP = 16.0, 10.0
_WORLDWIDE = 200.0

_LETTER, _SMALL = 6.6, 6.2
_LINE = 15.0
_LABELS, _LABELS_NARROW = 24, 8
_LABEL_CELLS = 26
_KEY = 18.0


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place and the number of claims about it, by type.

    Attributes:
        label: what it is called.
        longitude, latitude: in degrees.
        counts: the claims of each type.
        key: what its address is asked by.
    """

    label: str
    longitude: float
    latitude: float
    counts: Mapping[ClaimType, int]
    key: str

    @property
    def claims(self) -> int:
        """How many claims there are in all."""
        return sum(self.counts.values())


def to_svg(
    places: Sequence[MapPlace],
    *,
    width: int = DEFAULT_WIDTH,
    phrases: Phrases | None = None,
    standalone: bool = True,
    links: Callable[[str], str] | None = None,
    crop: bool = False,
    prefix: str = "map",
) -> str:
    """The map, as high as it needs.

    Args:
        places: those without a claim are left out, and of very many those with the fewest.
        width: in pixels, 280 at least.
        phrases: the words; English by default.
        standalone: whether it brings its style; else the page must have `escale.export.map_look.map_css`.
        links: gives the address of a place by its key.
        crop: whether only the part of the world that the places lie in is shown.
        prefix: letters and digits that begin its ids; two pictures on a page need different ones.
    """
    known = sorted((place for place in places if place.claims > 0), key=lambda one: (-one.claims, one.label))
    shown = known[:_MOST_PLACES]
    drawing = _Map(shown, max(width, _LEAST_WIDTH), phrases or english(), links, crop)
    return drawing.whole(len(known) > len(shown), standalone, prefix)


def _bounds(places: Sequence[MapPlace], crop: bool) -> Bounds:
    near = around((place.longitude, place.latitude) for place in places) if crop else None
    if near is None or near.east - near.west > _WORLDWIDE:
        return _WORLD
    across = max((near.east - near.west) * (1 + 2 * _MARGIN), _LEAST_ACROSS) / 2
    up = max((near.north - near.south) * (1 + 2 * _MARGIN), _LEAST_UP) / 2
    level = (near.south + near.north) / 2
    south, north = max(level - up, -89.0), min(level + up, 89.0)
    return Bounds(near.middle - across, south, near.middle + across, north)


class _Map:
    """One map in the making."""

    def __init__(
        self,
        places: Sequence[MapPlace],
        width: int,
        phrases: Phrases,
        links: Callable[[str], str] | None,
        crop: bool,
    ) -> None:
        self._places, self._width, self._phrases, self._links = places, width, phrases, links
        self._view = View.of(_bounds(places, crop), width, _FLATTEST, _STEEPEST)
        largest = max((max(looks_of(place.counts).values()) for place in places), default=1)
        sizes = Sizes.of(largest, width)
        points = [self._view.at(place.longitude, place.latitude) for place in places]
        self._marks = [
            placed(place.counts, x, y, sizes, width) for place, (x, y) in zip(places, points, strict=True)
        ]

    def whole(self, left_out: bool, standalone: bool, prefix: str) -> str:
        """The drawing with its frame."""
        say = self._phrases.say
        below, height = self._legend(left_out)
        sheet = f"<style>\n{map_css()}</style>\n" if standalone else ""
        role = "group" if self._links else "img"
        wide, high = number(self._view.width), number(self._view.height)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="escale-map" role="{role}" '
            f'aria-labelledby="{prefix}-title {prefix}-desc" width="{self._width}" height="{height}" '
            f'viewBox="0 0 {self._width} {height}">\n'
            f'<title id="{prefix}-title">{safe(say("map.title"))}</title>\n'
            f'<desc id="{prefix}-desc">{safe(self._description())}</desc>\n'
            f'{sheet}<rect class="paper" width="{self._width}" height="{height}"/>\n'
            f'<svg aria-hidden="true" width="{wide}" height="{high}">\n{land(self._view, prefix)}</svg>\n'
            f"{''.join(self._drawn())}"
            f'<path class="edge" d="M0 {high}h{wide}"/>\n{below}</svg>\n'
        )

    def _description(self) -> str:
        if not self._places:
            return self._phrases.say("map.empty")
        first = self._places[0]
        return self._phrases.say(
            "map.described",
            places=self._phrases.count("places", len(self._places)),
            place=first.label,
            claims=self._phrases.count("claims", first.claims),
        )

    def _drawn(self) -> Iterator[str]:
        """The places, the largest below, each with its label if there is room."""
        labels = self._labels()
        for at, (place, marks) in enumerate(zip(self._places, self._marks, strict=True)):
            words = safe(self._words(place))
            body = f"<title>{words}</title>{''.join(mark.svg() for mark in marks)}{labels.get(at, '')}"
            target = address(self._links, place.key)
            if target:
                yield f'<a class="place" href="{target}" aria-label="{words}">{body}</a>\n'
            else:
                yield f'<g class="place">{body}</g>\n'

    def _words(self, place: MapPlace) -> str:
        matters = (
            self._phrases.say("map.matter", type=self._phrases.say(f"type.{kind}"), n=claims)
            for kind, claims in place.counts.items()
            if claims > 0
        )
        return self._phrases.say("map.mark", place=place.label, matters=", ".join(matters))

    def _labels(self) -> dict[int, str]:
        """The labels of the first places that have room for one, by the number of the place."""
        frame = Box(0, 0, self._view.width, self._view.height)
        taken = [mark.box for marks in self._marks for mark in marks]
        most = _LABELS if self._width >= _NARROW else _LABELS_NARROW
        found: dict[int, str] = {}
        for at, marks in enumerate(self._marks[: 3 * most]):
            words = cut(plain(self._places[at].label), _LABEL_CELLS)
            long = shown_width(words) * _SMALL
            for box in _sides(marks, long):
                if frame.holds(box) and not any(box.meets(other) for other in taken):
                    taken.append(box)
                    found[at] = _label(words, box)
                    break
            if len(found) == most:
                break
        return found

    def _legend(self, left_out: bool) -> tuple[str, int]:
        """What the shapes mean, of those that occur, and the notes; then how far down it reaches."""
        x, y = 10.0, self._view.height + (_LINE + 7 if self._places else 6)
        drawn = []
        for look, words in self._keys():
            long = _KEY + shown_width(words) * _LETTER + 16
            if x > 10 and x + long > self._width:
                x, y = 10.0, y + _LINE + 5
            mark = Mark(look, x + 6, y - 4, 5.5)
            drawn.append(f'{mark.svg()}<text x="{number(x + _KEY)}" y="{number(y)}">{safe(words)}</text>\n')
            x += long
        for words in self._notes(left_out):
            y += _LINE + 1
            drawn.append(f'<text class="t soft" x="10" y="{number(y)}">{safe(words)}</text>\n')
        return "".join(drawn), round(y + 10)

    def _notes(self, left_out: bool) -> Iterator[str]:
        """The lines below the legend."""
        say = self._phrases.say
        yield from self._folded(say("map.size") if self._places else say("map.empty"))
        if left_out:
            yield from self._folded(say("map.left_out", n=len(self._places)))
        yield from self._folded(say("map.credit"))

    def _folded(self, words: str) -> list[str]:
        return fold(words, int((self._width - 20) / _SMALL))

    def _keys(self) -> Iterator[tuple[str, str]]:
        used = {mark.look for marks in self._marks for mark in marks}
        for kind, look in LOOKS.items():
            if look in used:
                yield look, self._phrases.say(f"type.{kind}")
        if OTHER in used:
            yield OTHER, self._phrases.say("map.other")


def _sides(marks: Sequence[Mark], long: float) -> Iterator[Box]:
    """Where a label may stand: right of the marks, left, above, below."""
    boxes = [mark.box for mark in marks]
    left, right = boxes[0].left, boxes[-1].right
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    middle, level = (left + right) / 2, marks[0].y
    yield Box(right + 3, level - 7, right + 3 + long, level + 7)
    yield Box(left - 3 - long, level - 7, left - 3, level + 7)
    yield Box(middle - long / 2, top - 16, middle + long / 2, top - 2)
    yield Box(middle - long / 2, bottom + 2, middle + long / 2, bottom + 16)


def _label(words: str, box: Box) -> str:
    """The words with a halo below them, so that they can be read on a border."""
    place = f'x="{number(box.left)}" y="{number(box.bottom - 3)}"'
    text = safe(words)
    return (
        f'<text class="t halo" aria-hidden="true" {place}>{text}</text><text class="t" {place}>{text}</text>'
    )
