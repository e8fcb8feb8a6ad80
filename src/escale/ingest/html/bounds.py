"""What a page may ask of the machine, counted while it is tokenised and before any tree of it is built.

A page of eight megabytes can hold two million elements, one tag with a million attributes (for which libxml2
takes quadratic time) or tags that never close. A pass over its tokens, without a tree, takes less than half a
millisecond for a page of usual size.
"""

from __future__ import annotations

from lxml import etree

from escale.errors import InputError
from escale.ingest.limits import PAGE_ATTRIBUTES, PAGE_DEPTH, PAGE_ELEMENTS, PAGE_NESTING

__all__ = ["refuse_excess"]

_REMEDY = "it is no page of news; leave it out"


def refuse_excess(source: bytes, place: str) -> None:
    """Looks whether a page, in UTF-8, can be parsed and searched in reasonable time.

    Raises:
        InputError: it has too many elements, attributes or levels; names ``place``.
    """
    parser = etree.HTMLParser(target=_Tally(), encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        etree.fromstring(source, parser)
    except _ExcessError as error:
        raise InputError(place, str(error), _REMEDY) from None
    except etree.LxmlError:
        raise InputError(place, "no HTML in it", "give an HTML page") from None


class _ExcessError(Exception):
    pass


class _Tally:
    """Receives the tags of a page as the parser meets them."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0
        self._nesting = 0

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._nesting += self._depth
        if self._depth > PAGE_DEPTH:
            raise _ExcessError(f"tags nested more than {PAGE_DEPTH} deep")
        if self._elements > PAGE_ELEMENTS:
            raise _ExcessError(f"a page of more than {PAGE_ELEMENTS:,} elements")
        if self._nesting > PAGE_NESTING:
            raise _ExcessError("tags nested deeply throughout")
        if len(attributes) > PAGE_ATTRIBUTES:
            raise _ExcessError(f"a tag with more than {PAGE_ATTRIBUTES} attributes")

    def end(self, _tag: str) -> None:
        self._depth -= 1

    def close(self) -> None:
        """Part of what lxml asks of a target."""
