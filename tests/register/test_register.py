"""Looking office holders up by name and date."""

from __future__ import annotations

import pytest

from escale.register import Holder, Office, Register
from escale.register.names import fold, short_surname, surname

REGISTER = Register(
    [
        Holder("a1", "AAA", Office.FOREIGN_MINISTER, "2010-05", "2014-06", "Ana Belmar", "Anna Belmar"),
        Holder("a2", "AAA", Office.HEAD_OF_STATE, "2014-06-20", "", "Ana Belmar", "Anna Belmar"),
        Holder("b1", "BBB", Office.DEFENCE_MINISTER, "2012", "2016", "Omar al-Kasri", "Omar el-Qasri"),
        Holder("c1", "CCC", Office.HEAD_OF_STATE, "2000", "2020", "Wu Lian", family="Wu"),
        Holder("d1", "DDD", Office.HEAD_OF_STATE, "2015", "", "Jo Tarn"),
        Holder("d2", "EEE", Office.MINISTER, "2015", "", "Max Tarn"),
        Holder("f1", "FFF", Office.MINISTER, "2015", "", "Léa Voss"),
        Holder("f2", "GGG", Office.MINISTER, "2015", "", "Tom Voss"),
        Holder("h1", "HHH", Office.SPOKESPERSON, "2003", "2006", "Ida Quell"),
    ]
)


@pytest.mark.parametrize(
    ("name", "on", "expected"),
    [
        ("Ana Belmar", "2012-03-01", "a1"),
        ("ANA BELMAR", "2019", "a2"),
        ("Anna Belmar", None, "a2"),
        ("Ana Belmar", "2001", "a1"),
        ("Belmar", "2013-01", "a1"),
        ("Omar Al Kasri", "2014", "b1"),
        ("Omar el Qasri", "2014", "b1"),
        ("Kasri", "2014", "b1"),
        ("al-Kasri", "2018", "b1"),
        ("Wu", "2005", "c1"),
        ("Lian", "2005", None),
        ("Tarn", "2018", "d1"),
        ("Voss", "2018", None),
        ("Lea Voss", "2018", "f1"),
        ("Quell", "2005", "h1"),
        ("Quell", "2015", None),
        ("Ida Quell", "2015", "h1"),
        ("Belmar", "1999", None),
        ("Zoé Belmar", "2015", None),
        ("", "2015", None),
    ],
)
def test_find(name: str, on: str | None, expected: str | None) -> None:
    found = REGISTER.find(name, on)
    assert (found.id if found else None) == expected


@pytest.mark.parametrize(
    ("start", "end", "on", "holds"),
    [
        ("2010-05", "2014-06", "2010-05-30", True),
        ("2010-05", "2014-06", "2010-04-30", False),
        ("2010-05", "2014-06", "2014-06-02", True),
        ("2010-05", "2014-06", "2014-07", False),
        ("2010-05", "2014-06", "2014", True),
        ("2010", "", "2031-01-01", True),
        ("", "2009", "1990", True),
    ],
)
def test_holds(start: str, end: str, on: str, holds: bool) -> None:
    assert Holder("x", "AAA", Office.OTHER, start, end, "Ana Belmar").holds(on) is holds


@pytest.mark.parametrize(
    ("name", "key", "last", "short"),
    [
        ("Jean-Yves Le Brenn", "jean yves le brenn", "le brenn", None),
        ("Moshe Ya’alon", "moshe yaalon", "yaalon", None),
        ("Łukasz Øster", "lukasz oster", "oster", None),
        ("Nour al-Hadi", "nour al hadi", "hadi", "hadi"),
        ("Ursula von der Linde", "ursula von der linde", "von der linde", None),
        ("Jean XXIII", "jean xxiii", "jean xxiii", None),
    ],
)
def test_names(name: str, key: str, last: str, short: str | None) -> None:
    assert (fold(name), surname(fold(name)), short_surname(fold(name))) == (key, last, short)


@pytest.mark.parametrize(
    ("name", "on", "code", "office"),
    [
        ("Sergueï Lavrov", "2019-09", "RUS", Office.FOREIGN_MINISTER),
        ("Sergei Lavrov", "2019-09", "RUS", Office.FOREIGN_MINISTER),
        ("Сергей Лавров", "2019-09", "RUS", Office.FOREIGN_MINISTER),
        ("Poutine", "2010-06-01", "RUS", Office.HEAD_OF_GOVERNMENT),
        ("Poutine", "2019-06-01", "RUS", Office.HEAD_OF_STATE),
        ("Macron", "2018", "FRA", Office.HEAD_OF_STATE),
        ("Trump", "2018", "USA", Office.HEAD_OF_STATE),
        ("Benyamin Nétanyahou", "2018", "ISR", Office.HEAD_OF_GOVERNMENT),
        ("Benjamin Netanyahu", "2018", "ISR", Office.HEAD_OF_GOVERNMENT),
        ("Recep Tayyip Erdoğan", "2019", "TUR", Office.HEAD_OF_STATE),
        ("Mohammed Ben Salmane", "2019", "SAU", Office.DEFENCE_MINISTER),
        ("Xi", "2019", "CHN", Office.HEAD_OF_STATE),
        ("Jens Stoltenberg", "2008", "NOR", Office.HEAD_OF_GOVERNMENT),
        ("Jens Stoltenberg", "2018", "NATO", Office.HEAD_OF_BODY),
    ],
)
def test_shipped_register(name: str, on: str, code: str, office: Office) -> None:
    found = Register.default().find(name, on)
    assert found is not None
    assert (found.code, found.office) == (code, office)


def test_shipped_rows_are_sound() -> None:
    holders = Register.default().holders
    assert len({holder.id for holder in holders}) == len(holders) > 1200
    assert not [holder.id for holder in holders if holder.end and holder.ended(holder.start)]


def test_more_rows() -> None:
    more = REGISTER.with_rows([Holder("z", "ZZZ", Office.MINISTER, "2015", "", "Zia Morn")])
    assert len(more) == len(REGISTER) + 1
    assert more.knows("Zia MORN")
    assert not REGISTER.knows("Zia Morn")
    assert REGISTER.with_rows([]) is REGISTER
