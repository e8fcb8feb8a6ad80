"""From a page of the web to its article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from unicodedata import normalize

from lxml.html import HtmlElement

from escale.errors import InputError
from escale.ingest.dates import is_to_come, version_date
from escale.ingest.html.addresses import address_of, host_of
from escale.ingest.html.blocks import Block, blocks
from escale.ingest.html.charset import text_of_page
from escale.ingest.html.declared import Declared
from escale.ingest.html.main_text import main_blocks
from escale.ingest.html.moments import Moment
from escale.ingest.html.parsing import tree_of_page
from escale.ingest.html.pruning import prune
from escale.ingest.html.publication import marked_dates, modified_at, published_on
from escale.ingest.html.selecting import article_lines
from escale.ingest.html.titles import Title, title_of
from escale.ingest.limits import PAGE_BYTES
from escale.ingest.page import Page
from escale.ingest.records import article, page_too_long
from escale.model import Article

__all__ = ["article_of_page"]

_LONGEST_OUTLET = 100
_SHORT = 250  # characters; with fewer the reader sees a notice, a lead or nothing, not the article
_LINE_END = re.compile(r"\r\n?|\n")


def article_of_page(page: Page, overrides: Mapping[str, str], today: date) -> Article:
    """The article that a page holds: its title, a line, and its main text, a line for each paragraph.

    Its id and url are the address of the page; without one its id is the page's name.

    Args:
        page: the page.
        overrides: fields that take the place of the page's own (``published``, ``lang``).
        today: the day of the run; an article from after the next day is refused.

    Raises:
        InputError: the page cannot be read, or holds no text, or no date of publication.
    """
    if len(page.body) > PAGE_BYTES:
        raise page_too_long(page.place)
    tree = tree_of_page(text_of_page(page.body, page.charset, page.place), page.place)
    declared = Declared.of(tree, page.url)
    marked = marked_dates(tree)
    address = address_of(declared, page.url)
    outlet = _outlet(declared, address)
    lines = prune(tree, page.place)
    if not lines and declared.data.body() is None:
        raise _without_text(page)
    title = title_of(declared, lines, outlet)
    line = title.line if title is not None else None
    given = overrides.get("published")
    published = Moment(given) if given else published_on(declared, marked, address, lines, line, today)
    if published is None:
        remedy = "give one with --published DATE"
        raise InputError(page.place, "a page without a date of publication", remedy)
    text = _text(tree, lines, title, declared, page.place)
    if not text:
        raise _without_text(page)
    heading = [title.text] if title is not None else []
    return article(
        normalize("NFC", "\n".join([*heading, *text])),
        page.place,
        address or page.name,
        published=published.day,
        lang=overrides.get("lang") or declared.language(),
        outlet=outlet,
        title=title.text if title is not None else None,
        url=address,
        as_of=modified_at(declared, published, today) or _found(page.fetched, today),
        today=today,
    )


def _text(
    tree: HtmlElement, lines: Sequence[Block], title: Title | None, declared: Declared, place: str
) -> list[str]:
    """The lines of the article; those it gives to machines where a script is to show the text to readers."""
    heading, line = (title.text, title.line) if title is not None else (None, None)
    description = declared.first("og:description", "description")
    shown = article_lines(lines, main_blocks(tree, place), heading, line, description)
    given = declared.data.body()
    if given is None or sum(map(len, shown)) >= min(_SHORT, len(given) / 2):
        return shown
    return [line.text for line in blocks(tree_of_page(f"<div>{_LINE_END.sub('<br>', given)}</div>", place))]


def _outlet(declared: Declared, address: str | None) -> str | None:
    named = (declared.first("og:site_name"), declared.data.publisher(), declared.first("application-name"))
    short = (name for name in named if name and len(name) <= _LONGEST_OUTLET)
    return next(short, None) or (host_of(address) if address is not None else None)


def _found(fetched: str | None, today: date) -> str | None:
    instant = version_date(fetched or "")
    return None if instant is None or is_to_come(instant, today) else instant


def _without_text(page: Page) -> InputError:
    return InputError(page.place, "a page without text", "give a page that holds an article")
