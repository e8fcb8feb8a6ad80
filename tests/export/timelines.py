"""An invented pair of states, whose timeline has every status and every kind of mark."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from escale.ledger.ties.points import Status, TieKey
from escale.ledger.timeline import Bar, Mark, Segment, Timeline
from escale.model import ClaimType, Modality, Phase

__all__ = ["EVIL", "day", "empty", "full", "hostile", "mark", "segment"]

EVIL = '</title><script>alert("x")</script>\u202e\x00\x1b[31m\ud800\uffff&'


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def _day(text: str) -> int | None:
    return day(text) if text else None


def segment(
    status: str, first: str, last: str, *, certain: bool = True, standing: str = "", against: int = 0
) -> Segment:
    return Segment(
        Status(status),
        _day(first),
        _day(last),
        certain,
        2,
        3,
        ("c1", "c2"),
        Status(standing or status),
        against,
    )


def mark(
    kind: str,
    first: str,
    last: str,
    *,
    phase: str = "occur",
    modality: str = "asserted",
    name: str = "e1",
    contested: bool = False,
    dated: bool = True,
    about: str = "",
) -> Mark:
    certain = bool(first) and first == last
    return Mark(
        _day(first),
        _day(last),
        ClaimType(kind),
        Phase(phase),
        Modality(modality),
        name,
        1,
        4,
        certain,
        contested,
        dated,
        about,
    )


def full() -> Timeline:
    """Ten years of Greece and Cyprus that never were."""
    visits = TieKey(ClaimType.PORT_VISIT, "GRC", "CYP", directed=True)
    bars = (
        Bar(
            visits,
            (
                segment("active", "", "2013-12-31"),
                segment("suspended", "2014-01-01", "2014-12-30", certain=False),
                segment("suspended", "2014-12-31", ""),
                segment("possible", "2020-01-01", "", standing="active"),
            ),
        ),
        Bar(replace(visits, facet="limassol"), (segment("active", "2011-05-01", "2012-05-01"),)),
        Bar(
            TieKey(ClaimType.TALKS, "CYP", "GRC", directed=False),
            (
                segment("planned", "2012-01-01", "2012-05-31"),
                segment("active", "2012-06-01", ""),
                segment("planned", "2020-03-01", "2020-03-31", certain=False, standing="suspended"),
            ),
        ),
        Bar(
            TieKey(ClaimType.SANCTION, "CYP", "GRC", directed=True),
            (
                segment("contested", "2015-01-01", "2016-12-31", standing="active", against=1),
                segment("ended", "2017-01-01", ""),
            ),
        ),
    )
    marks = (
        mark("port_visit", "2011-05-01", "2011-05-03", about="limassol"),
        mark("talks", "2012-06-01", "2012-06-01", name="e2"),
        mark("port_visit", "2014-01-01", "2014-12-31", phase="suspend", name="e3"),
        mark("sanction", "2015-01-01", "2015-01-01", name="e4", contested=True),
        mark("agreement", "2015-02-02", "2015-02-02", modality="denied", name="e5", dated=False),
        mark("port_visit", "2020-01-01", "", phase="resume", modality="possible", name="e6"),
        mark("incident", "", "", name="e7"),
    )
    return Timeline(
        "GRC", "CYP", day("2010-06-01"), day("2021-06-30"), day("2019-09-10"), day("2019-12-01"), bars, marks
    )


def empty() -> Timeline:
    """Nothing known."""
    return replace(full(), bars=(), marks=(), known=None, start=day("2019-09-09"), stop=day("2019-09-11"))


def hostile() -> Timeline:
    """The same with names that would break out of wherever they are written."""
    timeline = full()
    bars = tuple(Bar(replace(bar.key, facet=EVIL), bar.segments) for bar in timeline.bars)
    marks = tuple(replace(mark, event=EVIL, about=EVIL) for mark in timeline.marks)
    return replace(timeline, first=EVIL, bars=bars, marks=marks)
