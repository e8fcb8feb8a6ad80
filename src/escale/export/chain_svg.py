"""The chain of sources of a claim as a small picture, from the article to the origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from escale.export.phrases import Phrases, english
from escale.export.picture import framed
from escale.export.terminal import plain
from escale.export.timeline_marks import number
from escale.export.timeline_words import cut, safe
from escale.ledger.publishers import name_key
from escale.ledger.rows import StoredClaim

__all__ = ["chain_to_svg"]

_LEAST_WIDTH = 200
_MARGIN = 4.0
_HIGH = 48.0
_NARROWEST, _WIDEST = 150.0, 240.0
_WIDEST_BELOW = 390.0
_GAP, _DROP = 34.0, 26.0
_LETTER, _SMALL = 8.0, 6.4


@dataclass(frozen=True, slots=True)
class _Voice:
    name: str
    roles: tuple[str, ...]
    nameless: bool = False
    origin: bool = False

    def words(self, phrases: Phrases) -> str:
        return phrases.say("chain.step", name=self.name, roles=", ".join(self.roles))


def chain_to_svg(
    stored: StoredClaim,
    *,
    phrases: Phrases | None = None,
    width: int = 640,
    standalone: bool = True,
    prefix: str = "chain",
) -> str:
    """The picture, as high as it needs.

    Args:
        stored: the claim whose sources are drawn.
        phrases: the words; English by default.
        width: in pixels, 200 at least; the chain runs to the right if there is room, else downwards.
        standalone: whether it brings its style; else the page must have `escale.export.picture.picture_css`.
        prefix: letters and digits that begin its ids; two pictures on a page need different ones.
    """
    words = phrases or english()
    width = max(width, _LEAST_WIDTH)
    voices = _voices(stored, words)
    boxes, right, height = _placed(len(voices), width)
    body = "".join(
        _box(voice, x, y, wide, words) for voice, (x, y, wide) in zip(voices, boxes, strict=True)
    ) + "".join(_arrows(boxes))
    return framed(
        body,
        right,
        height,
        name=prefix,
        title=words.say("chain.title"),
        described=words.say("chain.described", chain=" → ".join(voice.words(words) for voice in voices)),
        role="img",
        standalone=standalone,
    )


def _voices(stored: StoredClaim, phrases: Phrases) -> list[_Voice]:
    """The article and its sources, the nearest to the origin last."""
    sources, origin = stored.claim.sources, stored.origin
    vouching = _vouching(stored)
    last = len(sources)
    voices = []
    for place in range(last + 1):
        source = sources[place - 1] if place else None
        roles = [phrases.say(f"source_kind.{source.kind}" if source else "chain.article")]
        if place == vouching:
            roles.append(phrases.say("chain.vouching"))
        if place == last:
            roles.append(phrases.say("chain.origin"))
        name = source.text if source else stored.outlet or phrases.say("chain.unnamed")
        voices.append(_Voice(plain(name), tuple(roles), place == last and origin.anonymous, place == last))
    return voices


def _vouching(stored: StoredClaim) -> int | None:
    """The place of who vouches for an anonymous origin: a source, or 0 for the article; None if none does."""
    if not stored.origin.anonymous:
        return None
    places = range(len(stored.claim.sources) - 1, 0, -1)
    keys = {place: name_key(stored.claim.sources[place - 1].text) for place in places}
    return next((place for place in places if keys[place] == stored.origin.key), 0)


def _placed(count: int, width: int) -> tuple[list[tuple[float, float, float]], int, int]:
    """Left, top and width of each box; then the width and height of the whole."""
    room = width - 2 * _MARGIN
    wide = (room - (count - 1) * _GAP) / count
    if wide >= _NARROWEST:
        wide = min(wide, _WIDEST)
        boxes = [(_MARGIN + place * (wide + _GAP), _MARGIN, wide) for place in range(count)]
        return boxes, round(boxes[-1][0] + wide + _MARGIN), round(_HIGH + 2 * _MARGIN)
    wide = min(room, _WIDEST_BELOW)
    boxes = [(_MARGIN, _MARGIN + place * (_HIGH + _DROP), wide) for place in range(count)]
    return boxes, round(wide + 2 * _MARGIN), round(boxes[-1][1] + _HIGH + _MARGIN)


def _box(voice: _Voice, x: float, y: float, width: float, phrases: Phrases) -> str:
    look = "box" + " thick" * voice.origin + " dash" * voice.nameless
    name = cut(voice.name, int((width - 20) / _LETTER))
    roles = cut(" · ".join(voice.roles), int((width - 20) / _SMALL))
    return (
        f"<g><title>{safe(voice.words(phrases))}</title>"
        f'<rect class="{look}" x="{number(x + 1.5)}" y="{number(y + 1.5)}" rx="6" '
        f'width="{number(width - 3)}" height="{number(_HIGH - 3)}"/>'
        f'<text class="h" x="{number(x + 10)}" y="{number(y + 20)}">{safe(name)}</text>'
        f'<text class="t soft" x="{number(x + 10)}" y="{number(y + 37)}">{safe(roles)}</text></g>\n'
    )


def _arrows(boxes: list[tuple[float, float, float]]) -> Iterator[str]:
    for (x, y, width), (next_x, next_y, _) in pairwise(boxes):
        if next_x > x:
            start, middle, end = x + width + 4, y + _HIGH / 2, next_x - 5
            path = f"M{number(start)} {number(middle)}H{number(end)}m-6-5l6 5l-6 5"
        else:
            middle, start, end = x + 24, y + _HIGH + 4, next_y - 5
            path = f"M{number(middle)} {number(start)}V{number(end)}m-5-6l5 6l5-6"
        yield f'<path class="arrow" d="{path}"/>\n'
