"""Looking a name up: the office held on a date, else the latest before it.

A full name in any of its spellings finds its person. So do the first and last word of one, and a surname
alone where one office holder of the day, or one of clearly higher rank, bears it; of those who have left
office only the great ones are meant by surname.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from escale.register.holder import Holder, Office
from escale.register.names import fold, short_surname, surname

__all__ = ["COLUMNS", "Register", "holder_of_row"]

_SHIPPED = Path(__file__).parent / "holders.csv"
COLUMNS = (
    *("id", "code", "office", "start", "end"),
    *("name_fr", "name_en", "name_ru", "aliases", "surname"),
)

# Former holders of these offices are still called by their surname alone.
_GREAT = frozenset(
    {
        Office.HEAD_OF_STATE,
        Office.HEAD_OF_GOVERNMENT,
        Office.HEAD_OF_BODY,
        Office.FOREIGN_MINISTER,
        Office.DEFENCE_MINISTER,
    }
)


# The article of an Arabic surname, which its key does not hold.
_ARTICLES = frozenset({"al", "el"})


def holder_of_row(row: Mapping[str, str]) -> Holder:
    """The tenure that a row of the register's own columns describes.

    Raises:
        ValueError: the office is none of `Office`.
        KeyError: a column is missing.
    """
    return Holder(
        row["id"],
        row["code"],
        Office(row["office"]),
        row["start"],
        row["end"],
        row["name_fr"],
        row["name_en"],
        row["name_ru"],
        tuple(alias for alias in row["aliases"].split(";") if alias),
        row["surname"],
    )


class Register:
    """Office holders, found by name and date."""

    def __init__(self, holders: Iterable[Holder]) -> None:
        self.holders = tuple(holders)
        self._by_name: dict[str, list[Holder]] = {}
        self._by_ends: dict[tuple[str, str], list[Holder]] = {}
        self._by_surname: dict[str, list[Holder]] = {}
        for holder in self.holders:
            self._index(holder)

    @classmethod
    def from_csv(cls, path: Path) -> Register:
        """The register in a CSV file of our own columns."""
        return cls(_rows(path))

    @classmethod
    @cache
    def default(cls) -> Register:
        """The register that is shipped, read once."""
        return cls.from_csv(_SHIPPED)

    def with_rows(self, holders: Sequence[Holder]) -> Register:
        """This register and more holders."""
        return Register([*self.holders, *holders]) if holders else self

    def __len__(self) -> int:
        return len(self.holders)

    def knows(self, name: str) -> bool:
        """True if the name, in full, is that of someone in the register."""
        return fold(name) in self._by_name

    def find(self, name: str, on: str | None = None) -> Holder | None:
        """The tenure that best fits a name on a date (EDTF day, month or year; the latest tenure if None).

        The tenure on that date is preferred, then the latest that ended before it; a full name also finds a
        person who took office later, as the state served is the same.
        """
        key = fold(name)
        if not key:
            return None
        named = self._by_name.get(key)
        if named:
            return _of_date(named, on)
        words = key.split()
        if len(words) > 1:
            alike = self._by_ends.get((words[0], words[-1]), [])
            if len({holder.person for holder in alike}) == 1:
                return _of_date(alike, on)
        if len(words) == 2 and words[0] in _ARTICLES:
            key = words[1]
        return _by_surname(self._by_surname.get(key, []), on)

    def _index(self, holder: Holder) -> None:
        ends, surnames, keys = set(), {fold(holder.family)} if holder.family else set(), set()
        for name in holder.names:
            key = fold(name)
            keys.add(key)
            words = key.split()
            if len(words) > 2:
                ends.add((words[0], words[-1]))
            if len(words) > 1 and not holder.family:
                surnames.update(filter(None, (surname(key), short_surname(key))))
        for key in keys:
            self._by_name.setdefault(key, []).append(holder)
        for pair in ends:
            self._by_ends.setdefault(pair, []).append(holder)
        for word in surnames - keys:
            self._by_surname.setdefault(word, []).append(holder)


def _rows(path: Path) -> Iterator[Holder]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield holder_of_row(row)


def _of_date(holders: Sequence[Holder], on: str | None) -> Holder:
    """The tenure held on that date (the weightiest), else the latest before it, else the first after."""
    if on is None:
        return max(holders, key=lambda holder: (not holder.end, holder.start))
    held = [holder for holder in holders if holder.holds(on)]
    if held:
        return min(held, key=lambda holder: (holder.office.weight, holder.id))
    before = [holder for holder in holders if holder.ended(on)]
    if before:
        return max(before, key=lambda holder: (holder.end, -holder.office.weight))
    return min(holders, key=lambda holder: holder.start)


def _by_surname(holders: Sequence[Holder], on: str | None) -> Holder | None:
    """The one person meant by a surname alone, or None if it could be another."""
    if not holders:
        return None
    if on is None:
        return _of_date(holders, on) if len({holder.person for holder in holders}) == 1 else None
    held = [holder for holder in holders if holder.holds(on)]
    if held:
        top = min(holder.office.weight for holder in held)
        meant = [holder for holder in held if holder.office.weight == top]
    else:
        former = [holder for holder in holders if holder.ended(on) and holder.office in _GREAT]
        latest = max((holder.end for holder in former), default="")
        meant = [holder for holder in former if holder.end == latest]
    return _of_date(meant, on) if len({holder.person for holder in meant}) == 1 else None
