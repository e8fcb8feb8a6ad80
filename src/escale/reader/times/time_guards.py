"""What else must hold for a rule of time to match: a number is not always a year, nor a name a month."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from escale.reader.text.grammar import Expression
from escale.reader.text.textmap import TextMap

__all__ = ["FIRST_YEAR", "GUARDS", "LAST_YEAR"]

FIRST_YEAR, LAST_YEAR = 1000, 2100

Cues = Mapping[str, frozenset[str]]


def _year_is_year(cues: Cues, found: Expression, scene: TextMap) -> bool:
    """A plain number of four digits is a year if what stands around it says so."""
    if found.end - found.start > 1:
        return True
    before = scene.before(found.start)
    if before in cues["year"]:
        return True
    if before == "-" and _hangs_on_word(cues, scene, found.start - 1):
        return False
    token = scene.token(found.start)
    if token is None or _counts(scene, found.end):
        return False
    if before in cues["weak"] or found.start == 0:
        return True
    previous = scene.token(found.start - 1)
    plausible = 1900 <= int(token.text) < LAST_YEAR if token.text.isdecimal() else False
    return plausible and previous is not None and previous.pos_ in ("NOUN", "PROPN", "ADJ")


def _hangs_on_word(cues: Cues, scene: TextMap, hyphen: int) -> bool:
    """True for a number tied to a word by a hyphen, as a hull or model has: ABC-1234, but not mi-2020."""
    if not 0 < hyphen < len(scene.lexemes) - 1 or scene.gap(hyphen) or scene.gap(hyphen + 1):
        return False
    word = scene.norm(hyphen - 1)
    return word.isalpha() and word not in cues["year"] and scene.lexemes[hyphen - 1].capital


def _counts(scene: TextMap, at: int) -> bool:
    """True if the word there is something that the number before it would count."""
    token = scene.token(at)
    if token is None or "\n" in scene.source[scene.lexemes[at - 1].end : scene.lexemes[at].start]:
        return False
    return token.pos_ in ("NOUN", "NUM", "SYM") or scene.norm(at) in ("%", "°", "€", "$")


def _month_is_month(cues: Cues, found: Expression, scene: TextMap) -> bool:
    """A month's name alone; with a capital it may be a planet or a person."""
    first = scene.lexemes[found.start]
    if found.end - found.start > 1:
        return True
    if len(first.norm or "") < 5 and first.number is not None:
        return False
    before = scene.before(found.start)
    return not first.capital or before in cues["month"] or before in ("", ".", '"')


def _day_is_day(cues: Cues, found: Expression, scene: TextMap) -> bool:
    """A number alone after an article is a day of the month only where nothing follows that it counts."""
    if found.end - found.start > 2:
        return True
    token = scene.token(found.end)
    day = scene.lexemes[found.end - 1]
    if scene.norm(found.end) in cues["counted"]:
        return False
    if not day.digits and not day.ordinal:
        return False
    if token is None:
        return True
    if scene.norm(found.end) in ("/", "-", "%", ")", "°", "€", "$", "+"):
        return False
    return token.pos_ in ("PUNCT", "VERB", "AUX", "PRON", "CCONJ", "ADP", "SPACE")


def _weekday_is_once(cues: Cues, found: Expression, scene: TextMap) -> bool:
    return scene.before(found.start) not in cues["habit"]


def _stands_alone(_cues: Cues, found: Expression, scene: TextMap) -> bool:
    """A preposition that governs nothing speaks of what was named before."""
    token, following = scene.token(found.start), scene.token(found.end)
    if token is None or following is None:
        return False
    return following.pos_ in ("PUNCT", "VERB", "AUX", "ADP") and scene.norm(found.end) != '"'


def _governs_nothing(cues: Cues, found: Expression, scene: TextMap) -> bool:
    """What is counted from the words that follow is not counted from what the text spoke of before."""
    return scene.norm(found.end) not in cues["counted"]


GUARDS: Mapping[str, Callable[[Cues, Expression, TextMap], bool]] = {
    "year": _year_is_year,
    "month": _month_is_month,
    "day-number": _day_is_day,
    "weekday": _weekday_is_once,
    "weekday-number": _governs_nothing,
    "next-day": _governs_nothing,
    "day-before": _governs_nothing,
    "since-then": _stands_alone,
}
