"""Which text of a page is its article's, by trafilatura: no menus, teasers or comments."""

from __future__ import annotations

import logging

from lxml import etree, html
from trafilatura import bare_extraction
from trafilatura.settings import Document
from trafilatura.utils import line_processing, trim

from escale.errors import InputError
from escale.ingest.html.blocks import Block, blocks

__all__ = ["main_blocks"]

# What code raises on a tree that nobody foresaw.
_FAULTS = (
    *(etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError),
    RecursionError,
)

# The library reports on pages by logging, which without a handler is written to standard error. Users who
# set up logging still get it.
for _name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def main_blocks(tree: html.HtmlElement, place: str) -> list[Block]:
    """The lines that are taken for the article's, none if it seems to have no text. ``tree`` stays as it is.

    Precision is favoured where the two are at odds: a menu read as news makes claims that nobody made.

    Raises:
        InputError: the library fails on the page; names ``place``.
    """
    try:
        document = bare_extraction(
            tree,
            output_format="txt",  # the least work: the tree of the text, and no string made of it
            favor_precision=True,
            include_comments=False,
            include_tables=True,  # old pages are laid out in tables
            deduplicate=False,  # it would remember the pages before
        )
    except _FAULTS:
        raise InputError(place, "a page that cannot be taken apart", "save its text as .txt") from None
    finally:
        # They hold on to the last thousand strings, of whatever length.
        trim.cache_clear()
        line_processing.cache_clear()
    return list(blocks(document.body)) if isinstance(document, Document) else []
