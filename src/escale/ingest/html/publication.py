"""When a page's article came out and was last changed: as declared, as in its address, as in its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from lxml import html

from escale.ingest.dates import is_to_come
from escale.ingest.html.blocks import Block
from escale.ingest.html.declared import Declared
from escale.ingest.html.moments import Moment, moment_of
from escale.ingest.html.written_dates import written_day

__all__ = ["marked_dates", "modified_at", "published_on"]

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "article:published", "og:published_time"),
    *("datepublished", "date_published", "article:post_date", "article.published", "originalpublicationdate"),
    *("dc.date.issued", "dcterms.issued", "dc.date.created", "dcterms.created", "dc.date", "dc:date"),
    *("dcterms.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date"),
    *("publication-date", "published-date", "cxenseparse:recs:publishtime", "parsely-pub-date"),
    *("sailthru.date", "rbpubdate", "shareaholic:article_published_time", "citation_publication_date"),
    *("citation_date", "date"),
)
_MODIFIED = (
    *(
        "article:modified_time",
        "og:article:modified_time",
        "og:updated_time",
        "datemodified",
        "article:modified",
    ),
    *("dcterms.modified", "dc.date.modified", "last-modified", "lastmod"),
)
_HOLDERS = ("datetime", "content", "title")
_TIME_CLASSES = frozenset(
    {"published", "dt-published", "entry-date", "entry-time", "pubdate", "date-published"}
)

# /2026/01/15/, /2026-01-15-, /20260115-
_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:([/_-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))"
    r"(?!\d)",
    re.ASCII,
)

_PARAGRAPH = 200  # characters; with a line so long the text has begun, and the dates that follow are its own
_BYLINE = 160  # a line with the date of the article is not longer
_DATED = re.compile(r"\d{4}|\d\d[./-]\d\d[./-]\d\d", re.ASCII)
_MOST_LINES = 40
_MOST_TRIES = 6  # of words that may be dates; reading some takes a twentieth of a second
_FULL_DAY = len("2026-01-15")


def marked_dates(tree: html.HtmlElement) -> list[str]:
    """What elements hold that are marked as dates of publication (microdata, ``pubdate``), as written."""
    marked = filter(_is_marked, tree.iter("time", "meta", "span", "div", "p", "abbr"))
    values = (next(filter(None, map(element.get, _HOLDERS)), element.text) for element in marked)
    return list(islice(filter(None, values), _MOST_TRIES))


def published_on(
    declared: Declared,
    marked: Sequence[str],
    address: str | None,
    lines: Sequence[Block],
    title_line: int | None,
    today: date,
) -> Moment | None:
    """The date of publication; None without one that can be relied on.

    What a page declares may lie in the future, and is then given as it stands. A date that is only read off
    its lines is taken if it is that of a day, stands by the title, and has come.
    """
    for value in (declared.data.value("datePublished"), *map(declared.metas.get, _PUBLISHED), *marked):
        if value and (moment := moment_of(value)) is not None:
            return moment
    if address is not None and (match := _IN_ADDRESS.search(address)) is not None:
        year, _, month, day, *compact = match.groups()
        if moment := moment_of(
            "-".join(f"{part:0>2}" for part in (year, *((month, day) if month else compact)))
        ):
            return moment
    for day in _days_by_title(lines, title_line):
        if not is_to_come(day, today):
            return Moment(day)
    return None


def modified_at(declared: Declared, published: Moment, today: date) -> str | None:
    """The day, or instant in UTC, at which the article was last changed; None if none is given that fits."""
    for value in (declared.data.value("dateModified"), *map(declared.metas.get, _MODIFIED)):
        moment = moment_of(value) if value else None
        if moment is None or len(moment.day) < _FULL_DAY or is_to_come(moment.day, today):
            continue
        if not moment.precedes(published):
            return moment.instant or moment.day
    return None


def _is_marked(element: html.HtmlElement) -> bool:
    if "datepublished" in (element.get("itemprop") or "").lower().split():
        return True
    if element.tag != "time":
        return False
    names = (element.get("class") or "").lower().split()
    return "pubdate" in element.attrib or not _TIME_CLASSES.isdisjoint(names)


def _days_by_title(lines: Sequence[Block], title_line: int | None) -> Iterator[str]:
    """The days written between the title and the text; of a page without title, the last before the text."""
    start = 0 if title_line is None else title_line + 1
    end = next((i for i in range(start, len(lines)) if len(lines[i].text) >= _PARAGRAPH), len(lines))
    near = lines[start:end] if title_line is not None else lines[start:end][::-1]
    short = (line.text for line in near[:_MOST_LINES] if len(line.text) <= _BYLINE)
    dated = islice(filter(_DATED.search, short), _MOST_TRIES)
    return filter(None, map(written_day, dated))
