"""The dates of an article where its matters see them: by sentence, and as headings of a chronology."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from escale.reader.layers import Matter, TimeMention
from escale.reader.scene import Scene

__all__ = ["Timeline"]

T = TypeVar("T")

_MOST = 10  # dates and matters of one sentence that are weighed: the nearest
_HEADING = 14  # tokens of a sentence that may be the heading of a chronology
_NOT_WORDS = frozenset({"PUNCT", "SPACE", "DET", "ADP", "SYM"})
_DATELINE = "dateline"  # the day on which the dispatch was sent, never that of a matter


@dataclass(frozen=True, slots=True)
class Timeline:
    """The dates and matters of an article.

    Attributes:
        dates, matters: by number of sentence, in order.
        headings: the date of the heading under which a sentence stands.
    """

    scene: Scene
    dates: Mapping[int, Sequence[TimeMention]]
    matters: Mapping[int, Sequence[Matter]]
    headings: Mapping[int, TimeMention]

    @classmethod
    def of(cls, scene: Scene, matters: Iterable[Matter]) -> Timeline:
        """Sort the dates and matters of a scene into its sentences."""
        sentence_of = scene.tree.sentence_of
        dates: dict[int, list[TimeMention]] = {}
        for mention in scene.times:
            if mention.rule != _DATELINE:
                dates.setdefault(sentence_of[mention.head], []).append(mention)
        found: dict[int, list[Matter]] = {}
        for matter in sorted(matters, key=lambda matter: matter.head):
            found.setdefault(sentence_of[matter.head], []).append(matter)
        return cls(scene, dates, found, _headings(scene, dates))

    def dates_near(self, token: int, *, back: int = 0) -> Sequence[TimeMention]:
        """The dates of a token's sentence, or of one so many sentences before it."""
        dates = self.dates.get(self.scene.tree.sentence_of[token] - back, ())
        return dates if len(dates) <= _MOST else _nearest(dates, [d.head for d in dates], token)

    def matters_near(self, token: int) -> Sequence[Matter]:
        """The matters of a token's sentence."""
        matters = self.matters.get(self.scene.tree.sentence_of[token], ())
        return matters if len(matters) <= _MOST else _nearest(matters, [m.head for m in matters], token)


def _nearest(things: Sequence[T], heads: Sequence[int], token: int) -> Sequence[T]:
    at = max(0, min(bisect_left(heads, token) - _MOST // 2, len(things) - _MOST))
    return things[at : at + _MOST]


def _headings(scene: Scene, dates: Mapping[int, Sequence[TimeMention]]) -> dict[int, TimeMention]:
    """For the sentences that follow a mere date at the head of a line, that date.

    A heading on a line of its own holds for the next paragraph, one that opens a paragraph for that one.
    """
    found: dict[int, TimeMention] = {}
    heading: TimeMention | None = None
    spent = False  # whether the next new line ends what the heading holds for
    for sentence, (start, end) in enumerate(scene.tree.sentences):
        new_line = _opens_line(scene, start, end)
        own = dates.get(sentence, ())
        if new_line and own and _mere(scene, start, end, own):
            heading, spent = own[0], "\n" not in scene.doc[end - 1].text
            continue
        if new_line and spent:
            heading = None
        if heading is not None:
            found[sentence] = heading
            spent = True
    return found


def _opens_line(scene: Scene, start: int, end: int) -> bool:
    around = scene.doc[max(start - 1, 0) : min(start + 2, end)]
    return start == 0 or any(token.is_space and "\n" in token.text for token in around[:-1])


def _mere(scene: Scene, start: int, end: int, dates: Sequence[TimeMention]) -> bool:
    if end - start > _HEADING:
        return False
    covered = {token for date in dates for token in range(date.start, date.end)}
    return all(i in covered or scene.tree.pos[i] in _NOT_WORDS for i in range(start, end))
