"""Who deals with whom, as a picture: a triangle with a square for each two parties, as large as their claims.

Each pair is there once, in the row of the one and the column of the other; a column's code stands at its
head, on the diagonal.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from math import sqrt
from typing import Protocol

from escale.export.phrases import Phrases, english, number_words
from escale.export.picture import framed
from escale.export.terminal import plain, shown_width
from escale.export.timeline_marks import number, touched
from escale.export.timeline_words import address, cut, safe

__all__ = ["Dealings", "matrix_to_svg"]

_LEAST_WIDTH = 280
_WIDE = 600
_MARGIN = 8.0
_MOST = 20
# A cell can be hit with a finger (WCAG 2.2, 2.5.8, AA) and holds a code of three letters.
_LEAST_CELL, _LARGEST_CELL = 27.0, 44.0
_CODES, _NAMES = 42.0, 190.0
_LETTER = 6.6
_LEAST_SIDE = 3.0
# A square that a number stands in.
_LEAST_NUMBERED = 15.0
_LINE = 20.0
_LEAST_SHOWN = 360.0

_Pair = frozenset[str]


class Dealings(Protocol):
    """What is claimed of two parties."""

    @property
    def first(self) -> str:
        """Code of the one."""

    @property
    def second(self) -> str:
        """Code of the other."""

    @property
    def claims(self) -> int:
        """How many claims are on both."""


def matrix_to_svg(
    activity: Iterable[Dealings],
    codes: Sequence[str] = (),
    *,
    phrases: Phrases | None = None,
    names: Mapping[str, str] | None = None,
    links: Callable[[tuple[str, str]], str] | None = None,
    width: int = 960,
    standalone: bool = True,
    prefix: str = "matrix",
) -> str:
    """The picture, as high as it needs.

    Args:
        activity: the claims on each two parties.
        codes: the parties to show, as many as fit (20 at most); without any, those with the most claims.
        phrases: the words; English by default.
        names: code → name, for the parties that have one.
        links: gives the address of a pair.
        width: in pixels, 280 at least; below 600 rows bear codes alone.
        standalone: whether it brings its style; else the page must have `escale.export.picture.picture_css`.
        prefix: letters and digits that begin its ids; two pictures on a page need different ones.
    """
    claims: Counter[_Pair] = Counter()
    for dealings in activity:
        if dealings.first != dealings.second:
            claims[frozenset((dealings.first, dealings.second))] += dealings.claims
    return _Matrix(claims, codes, max(width, _LEAST_WIDTH), phrases or english(), names or {}, links).whole(
        standalone, prefix
    )


def _most_active(claims: Counter[_Pair]) -> list[str]:
    each: Counter[str] = Counter()
    for pair, count in claims.items():
        each.update(dict.fromkeys(pair, count))
    return sorted(each, key=lambda code: (-each[code], code))


class _Matrix:
    def __init__(
        self,
        claims: Counter[_Pair],
        codes: Sequence[str],
        width: int,
        phrases: Phrases,
        names: Mapping[str, str],
        links: Callable[[tuple[str, str]], str] | None,
    ) -> None:
        self._width, self._phrases, self._names, self._links = width, phrases, names, links
        self._label = _NAMES if width >= _WIDE else _CODES
        room = width - self._label - 2 * _MARGIN
        wanted = list(dict.fromkeys(codes)) or _most_active(claims)
        self._codes = wanted[: min(_MOST, int(room / _LEAST_CELL))]
        self._left_out = len(wanted) > len(self._codes)
        self._cell = min(room / max(len(self._codes), 1), _LARGEST_CELL)
        shown = set(self._codes)
        self._claims = {pair: count for pair, count in claims.items() if count > 0 and pair <= shown}
        self._most = max(self._claims.values(), default=0)

    def whole(self, standalone: bool, prefix: str) -> str:
        """The picture with its frame."""
        if not self._claims:
            body, bottom = self._text(_MARGIN, 24, self._phrases.say("matrix.empty"), "soft"), 32.0
        else:
            body = "".join(self._rows())
            bottom = _MARGIN + len(self._codes) * self._cell
            body += "".join(self._key(bottom + 10))
            bottom += 10 + self._cell + (_LINE if self._left_out else 0)
        right = 2 * _MARGIN + self._label + len(self._codes) * self._cell
        return framed(
            body,
            round(min(self._width, max(right, _LEAST_SHOWN))),
            round(bottom + _MARGIN),
            name=prefix,
            title=self._phrases.say("matrix.title"),
            described=self._description(),
            role="group" if self._links else "img",
            standalone=standalone,
        )

    def _description(self) -> str:
        if not self._claims:
            return self._phrases.say("matrix.empty")
        top = min(self._claims, key=lambda pair: (-self._claims[pair], self._ordered(pair)))
        first, second = self._ordered(top)
        return self._phrases.say(
            "matrix.described",
            first=self._name(first),
            second=self._name(second),
            claims=self._phrases.count("claims", self._most),
        )

    def _rows(self) -> Iterator[str]:
        left = _MARGIN + self._label
        for row, code in enumerate(self._codes):
            y = _MARGIN + row * self._cell
            middle = y + self._cell / 2 + 4
            yield self._heading(code, middle)
            for column, other in enumerate(self._codes[:row]):
                yield self._square(frozenset((other, code)), left + column * self._cell, y)
            x = left + (row + 0.5) * self._cell
            shown = cut(plain(code), int(self._cell / _LETTER))
            yield self._text(x, middle, shown, "t soft", "middle")

    def _heading(self, code: str, y: float) -> str:
        """The name of a row; cut where it is too long, and whole in its hint."""
        name = self._name(code)
        shown = cut(name if self._label == _NAMES else plain(code), int(self._label / _LETTER) - 1)
        return f"<g><title>{safe(name)}</title>{self._text(_MARGIN, y, shown)}</g>"

    def _square(self, pair: _Pair, x: float, y: float) -> str:
        cell = self._cell
        ground = f'<rect class="cell" {_box(x + 0.5, y + 0.5, cell - 1)}/>\n'
        claims = self._claims.get(pair, 0)
        if not claims:
            return ground
        first, second = self._ordered(pair)
        told = self._phrases.say(
            "matrix.cell",
            first=self._name(first),
            second=self._name(second),
            claims=self._phrases.count("claims", claims),
        )
        side = self._side(claims)
        inset = (cell - side) / 2
        body = (
            f'<g class="pair"><title>{safe(told)}</title>'
            f'<rect class="fill" {_box(x + inset, y + inset, side)}/></g>\n'
        )
        count = number_words(claims)
        if side >= max(shown_width(count) * _LETTER + 4, _LEAST_NUMBERED):
            body += self._text(x + cell / 2, y + cell / 2 + 4, count, "over t", "middle")
        target = address(self._links, (first, second))
        return ground + (touched(body, target, safe(told), x, y, cell, cell) if target else body)

    def _side(self, claims: int) -> float:
        """The side of the square whose area stands for so many claims."""
        return max(sqrt(claims / self._most) * (self._cell - 4), _LEAST_SIDE)

    def _key(self, y: float) -> Iterator[str]:
        """What the size of a square means, and that there are more parties."""
        x = _MARGIN
        for claims in sorted({1, self._most}):
            side = self._side(claims)
            yield f'<rect class="fill" {_box(x, y + (self._cell - side) / 2, side)}/>'
            words = self._phrases.count("claims", claims)
            yield self._text(x + side + 6, y + self._cell / 2 + 4, words, "t")
            x += side + 6 + shown_width(words) * _LETTER + 18
        if self._left_out:
            words = self._phrases.say("matrix.left_out", n=len(self._codes))
            yield self._text(_MARGIN, y + self._cell + 14, words, "t soft")

    def _name(self, code: str) -> str:
        return plain(self._names.get(code, code))

    @staticmethod
    def _ordered(pair: _Pair) -> tuple[str, str]:
        first, second = sorted(pair)
        return first, second

    @staticmethod
    def _text(x: float, y: float, words: str, look: str = "", anchor: str = "start") -> str:
        return (
            f'<text class="{look or "ink"}" text-anchor="{anchor}" x="{number(x)}" y="{number(y)}">'
            f"{safe(words)}</text>\n"
        )


def _box(x: float, y: float, side: float) -> str:
    return f'x="{number(x)}" y="{number(y)}" width="{number(side)}" height="{number(side)}"'
