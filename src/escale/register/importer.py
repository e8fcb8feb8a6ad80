"""Office holders of one's own: rows of a CSV file checked, then added to a register file once each.

Two forms are read: the register's own columns, and those that lists of office holders in English come in
(``position,person,personID,start,end``), whose state is given or taken from the name of the folder.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from escale.errors import InputError
from escale.register.holder import Holder, Office
from escale.register.names import fold
from escale.register.register import COLUMNS, holder_of_row

__all__ = ["ImportSummary", "import_into", "read_holders"]

_POSITIONS = Path(__file__).parent / "positions.toml"
_LISTED = ("position", "person", "start", "end")
_DATE = re.compile(r"(?:\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?)?")
_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_Reading = Callable[[Mapping[str, str]], Holder]


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did: rows added, rows that were there already, rows refused and why."""

    added: int
    unchanged: int
    rejected: tuple[InputError, ...]


def read_holders(path: Path, code: str | None) -> list[Holder]:
    """The holders in a CSV file of either form; ``code`` is the state served, where the file does not say.

    Raises:
        InputError: the file cannot be read, or a row of it is wrong.
    """
    holders = []
    for outcome in _outcomes(path, code):
        if isinstance(outcome, InputError):
            raise outcome
        holders.append(outcome)
    return holders


def import_into(source: Path, register: Path, state: str | None) -> ImportSummary:
    """Adds the holders in ``source`` to the register file, made if need be; the same rows add nothing.

    Raises:
        InputError: the source as a whole, or the register file, cannot be read.
    """
    known = {_content(holder) for holder in read_holders(register, None)} if register.exists() else set()
    fresh: list[Holder] = []
    rejected: list[InputError] = []
    unchanged = 0
    for outcome in _outcomes(source, state):
        if isinstance(outcome, InputError):
            rejected.append(outcome)
        elif _content(outcome) in known:
            unchanged += 1
        else:
            known.add(_content(outcome))
            fresh.append(outcome)
    if fresh:
        _append(register, fresh)
    return ImportSummary(len(fresh), unchanged, tuple(rejected))


def _content(holder: Holder) -> tuple[object, ...]:
    return (holder.code, holder.office, holder.start, holder.end, holder.names)


def _append(register: Path, holders: list[Holder]) -> None:
    register.parent.mkdir(parents=True, exist_ok=True)
    new = not register.exists()
    with register.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(COLUMNS)
        for one in holders:
            names = (one.name_fr, one.name_en, one.name_ru, ";".join(one.aliases), one.family)
            writer.writerow((one.id, one.code, one.office, one.start, one.end, *names))


def _outcomes(path: Path, code: str | None) -> Iterator[Holder | InputError]:
    """Each row of the file as a holder, or as the error that it is."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "not UTF-8 text"
        raise InputError(str(path), reason, "give a CSV file in UTF-8") from error
    reader = csv.DictReader(text.splitlines(keepends=True), restval="")
    header = set(reader.fieldnames or ())
    if header >= set(COLUMNS):
        yield from _rows(path, reader, lambda row: _own(row, code))
    elif header >= set(_LISTED):
        state = code or _state_of_folder(path)
        if state is None:
            cause = "the rows name no state, nor does the folder"
            raise InputError(f"{path}:1", cause, "say whose they are with --state XXX")
        titles = _Titles.load()
        yield from _rows(path, reader, lambda row: _listed(row, state, titles))
    else:
        wanted = f"{','.join(COLUMNS)} or {','.join(_LISTED)}"
        raise InputError(f"{path}:1", "the header names neither form of columns", f"use {wanted}")


def _rows(path: Path, reader: csv.DictReader[str], read: _Reading) -> Iterator[Holder | InputError]:
    while True:
        try:
            row = next(reader)
            yield _checked(read(row))
        except StopIteration:
            return
        except (ValueError, csv.Error) as error:
            yield InputError(f"{path}:{reader.line_num}", str(error), "correct the row and import again")


def _own(row: Mapping[str, str], code: str | None) -> Holder:
    return holder_of_row({**row, "code": row["code"] or code or ""})


def _listed(row: Mapping[str, str], state: str, titles: _Titles) -> Holder:
    name, office = row["person"], titles.office(row["position"])
    ident = f"{state}-{office}-{row['start']}-{row.get('personID') or fold(name)}"
    return Holder(
        ident.lower().replace("_", "-").replace(" ", "-"), state, office, row["start"], row["end"], name
    )


def _checked(holder: Holder) -> Holder:
    if not fold(holder.name_fr):
        raise ValueError("the row names no person")
    if not _CODE.fullmatch(holder.code):
        raise ValueError(f"{holder.code!r} is no code of a state or body")
    for date in (holder.start, holder.end):
        if not _DATE.fullmatch(date):
            raise ValueError(f"{date!r} is no date of the form YYYY, YYYY-MM or YYYY-MM-DD")
    if holder.start and holder.ended(holder.start):
        raise ValueError(f"the office ends ({holder.end}) before it starts ({holder.start})")
    return holder


def _state_of_folder(path: Path) -> str | None:
    """The state that the file's folder or name begins with, by code or by English name."""
    with _POSITIONS.open("rb") as file:
        states = tomllib.load(file)["states"]
    codes = {name: code for code, names in states.items() for name in names}
    for part in (path.stem, path.resolve().parent.name):
        words = part.lower().replace("_", "-").split("-")
        for length in range(len(words), 0, -1):
            name = "-".join(words[:length])
            if name in codes:
                return str(codes[name])
            if name.upper() in states:
                return name.upper()
    return None


@dataclass(frozen=True, slots=True)
class _Title:
    """A rule that tells an office by the words of its English title."""

    office: Office
    whole: frozenset[str]
    choices: tuple[tuple[str, ...], ...]
    barred: tuple[str, ...]

    def fits(self, key: str) -> bool:
        if key in self.whole:
            return True
        if not self.choices or any(word in key for word in self.barred):
            return False
        return all(any(word in key for word in choice) for choice in self.choices)


@dataclass(frozen=True, slots=True)
class _Titles:
    """The offices that English titles name."""

    rules: tuple[_Title, ...]

    @classmethod
    def load(cls) -> _Titles:
        with _POSITIONS.open("rb") as file:
            rows = tomllib.load(file)["position"]
        return cls(
            tuple(
                _Title(
                    Office(row["office"]),
                    frozenset(row.get("is", ())),
                    tuple(tuple(choice) for choice in row.get("has", ())),
                    tuple(row.get("not", ())),
                )
                for row in rows
            )
        )

    def office(self, title: str) -> Office:
        key = fold(title)
        return next((rule.office for rule in self.rules if rule.fits(key)), Office.OTHER)
