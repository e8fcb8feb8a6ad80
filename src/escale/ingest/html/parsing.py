"""From the text of a page to its tree, within bounds."""

from __future__ import annotations

import re

from lxml import etree, html

from escale.errors import InputError
from escale.ingest.html.bounds import refuse_excess

__all__ = ["tree_of_page"]

# What XML cannot hold, as characters and as references to them: the tree would keep them, and whoever sets a
# text of it anew would be refused.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]{1,8})|([0-9]{1,8}))(?![0-9a-fA-F]);?")
_LAST = 0x10FFFF


def tree_of_page(text: str, place: str) -> html.HtmlElement:
    """The tree of a page, without comments and processing instructions.

    Raises:
        InputError: there is no HTML in it, or more than a page may have; names ``place``.
    """
    source = _REFERENCE.sub(_legal, _ILLEGAL.sub("", text)).encode("utf-8")
    refuse_excess(source, place)
    parser = html.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    try:
        return html.document_fromstring(source, parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(place, "no HTML in it", "give an HTML page") from None


def _legal(match: re.Match[str]) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    return "" if code > _LAST or _ILLEGAL.match(chr(code)) else match[0]
