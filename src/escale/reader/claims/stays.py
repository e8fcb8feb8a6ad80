"""How long a matter lasts: its date joined with an end or a length that the text gives apart from it.

A ship's arrival and departure, or a start and a planned end, make one matter with an interval.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from escale.edtf import Moment, Unit
from escale.lang import Language
from escale.model import ClaimType, Phase
from escale.reader.claims.timeline import Timeline
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.text.lexemes import Lexer

__all__ = ["Stays"]

_LASTING = frozenset({ClaimType.PORT_VISIT, ClaimType.EXERCISE, ClaimType.TALKS})
_SENTENCES = 2  # after the matter's own, in which a ship may leave
_LONGEST = 60  # days of a stay
_DAY = len("2021-09-15")
_OPEN = "/.."
_UNTIL = "../"


class Stays:
    """Joins a matter's date with its end or length."""

    def __init__(self, language: Language) -> None:
        table = language.table("times")["stay"]
        units = language.table("times")["words"]["units"]
        self._lexer = Lexer(language.table("numbers"))
        self._leaving = frozenset(table["leaving"])
        self._before = frozenset(table["before"])
        self._units = {word: 1.0 for word, unit in units.items() if Unit(unit) is Unit.DAY}
        self._units.update(dict.fromkeys(table["hours"], 1 / 24))

    def __call__(
        self, timeline: Timeline, matter: Matter, standing: Standing, date: TimeMention
    ) -> TimeMention:
        """The date, as an interval where the text gives its end."""
        start = date.edtf.removesuffix(_OPEN)
        if standing.phase is not Phase.OCCUR or not _is_day(start):
            return date
        if matter.type is ClaimType.PORT_VISIT and self._leaves(timeline, date):
            return self._arrived(timeline, date)
        end = next(self._ends(timeline, matter, date, start), None)
        if end is None and start == date.edtf and matter.type in _LASTING:
            end = self._after(timeline, date)
        return replace(date, edtf=f"{start}/{end}", rule="stay") if end else date

    def _ends(self, timeline: Timeline, matter: Matter, date: TimeMention, start: str) -> Iterator[str]:
        """The ends that the text gives: "until" beside "since", and for a ship also when it leaves."""
        ship = matter.type is ClaimType.PORT_VISIT
        since = date.edtf != start
        for forward in range(_SENTENCES + 1 if ship else 1):
            for other in timeline.dates_near(date.head, back=-forward):
                until = other.edtf.startswith(_UNTIL)
                end = other.edtf.removeprefix(_UNTIL)
                if other is date or not _is_day(end) or not _follows(start, end):
                    continue
                if (until and (ship or since)) or (ship and not until and self._leaves(timeline, other)):
                    yield end

    def _leaves(self, timeline: Timeline, date: TimeMention) -> bool:
        tree = timeline.scene.tree
        return tree.lemmas[tree.heads[date.head]] in self._leaving

    @staticmethod
    def _arrived(timeline: Timeline, date: TimeMention) -> TimeMention:
        """A departure's date, from the day named before it in the sentence where there is one."""
        for other in timeline.dates_near(date.head):
            if other.end <= date.start and _is_day(other.edtf) and _follows(other.edtf, date.edtf):
                return replace(other, edtf=f"{other.edtf}/{date.edtf}", rule="stay")
        return date

    def _after(self, timeline: Timeline, date: TimeMention) -> str | None:
        """The last day where the sentence gives a length: the first day counts, hours are whole days."""
        scene = timeline.scene
        start, end = scene.tree.sentences[scene.tree.sentence_of[date.head]]
        lexemes = self._lexer(scene.doc[start:end].text)
        for before, number, unit in zip(lexemes, lexemes[1:], lexemes[2:], strict=False):
            length = self._units.get(unit.norm or "")
            if length is None or before.norm not in self._before or not isinstance(number.number, int):
                continue
            days = number.number * length if length < 1 else number.number - 1
            if 0 < days <= _LONGEST and days == int(days):
                last = Moment.parse(date.edtf).shift(int(days), Unit.DAY)
                return str(last) if last else None
        return None


def _is_day(edtf: str) -> bool:
    return len(edtf) == _DAY and edtf.replace("-", "").isdecimal()


def _follows(start: str, end: str) -> bool:
    return 0 < (Moment.parse(end).first - Moment.parse(start).first).days <= _LONGEST
