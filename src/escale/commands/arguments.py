"""What an argument of the command line may be: functions that give its value or say what is wrong with it."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date

from escale.edtf import Moment, parse
from escale.ledger.codes import is_code

__all__ = ["code", "first_day", "last_day", "number", "probability"]

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)
_DIGITS = 12


def code(words: str) -> str:
    """The code of a state or body, in upper case."""
    upper = words.upper()
    if not is_code(upper):
        raise ArgumentTypeError(f"{words!r} is no code of a state (FRA, RUS …) or body (NATO, EU …)")
    return upper


def number(words: str) -> int:
    """A whole number, not below 0."""
    if not words.isascii() or not words.isdigit() or len(words) > _DIGITS:
        raise ArgumentTypeError(f"{words!r} is no number")
    return int(words)


def first_day(words: str) -> date:
    """The first day of a date ``YYYY[-MM[-DD]]``."""
    return _moment(words).first


def last_day(words: str) -> date:
    """The last day of a date ``YYYY[-MM[-DD]]``."""
    return _moment(words).last


def probability(words: str) -> float:
    """A number from 0 to 1."""
    try:
        value = float(words)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise ArgumentTypeError(f"{words!r} is no number from 0 to 1")
    return value


def _moment(words: str) -> Moment:
    try:
        moment = parse(words) if _DATE.fullmatch(words) and words[5:7] <= "12" else None
    except ValueError:
        moment = None
    if not isinstance(moment, Moment):
        raise ArgumentTypeError(f"{words!r} is no date; write YYYY[-MM[-DD]]")
    return moment
