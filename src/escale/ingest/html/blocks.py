"""The text of a tree, block by block in the order of the page: paragraphs, headings, items, lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

__all__ = ["Block", "blocks"]

# Elements that begin and end a line, by their names in HTML and by those that trafilatura gives them.
_BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "caption",
            "center",
            "dd",
            "details",
            "dialog",
        ),
        *("div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4"),
        *("h5", "h6", "header", "hgroup", "html", "legend", "li", "main", "nav", "ol", "option", "p", "pre"),
        *("section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "ul"),
        *("cell", "code", "head", "item", "list", "quote", "row"),
    }
)
_BREAKS = frozenset({"br", "hr", "lb"})
_LINKS = frozenset({"a", "ref"})
# Soft hyphens, spaces of no width, marks of direction: within a word they would hide it from every lexicon.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")
_SILENT = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "textarea"}
)


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page.

    Attributes:
        owner: the innermost block element that it stands in.
        text: its words, white space collapsed; never empty.
        linked: how many of its characters, white space aside, are those of links.
        broken: whether it begins after a line break within its paragraph.
    """

    owner: html.HtmlElement
    text: str
    linked: int
    broken: bool


def blocks(root: html.HtmlElement) -> Iterator[Block]:
    """The lines of text below ``root``, in order; text that is never shown is left out."""
    owners = [root]
    parts: list[str] = []
    linked = links = 0
    broken = False
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        edge = tag in _BLOCKS
        if edge or (tag in _BREAKS and event == "start"):
            if text := _collapsed(parts):
                yield Block(owners[-1], text, linked, broken)
                broken = False
            parts.clear()
            linked = 0
            broken = not edge and (broken or bool(text))
        if event == "start":
            if edge:
                owners.append(element)
            links += tag in _LINKS
            if tag in _SILENT:
                walk.skip_subtree()
                continue
            inner = element.text
        else:
            if edge:
                owners.pop()
            links -= tag in _LINKS
            inner = element.tail if element is not root else None
        if inner:
            parts.append(inner)
            if links:
                linked += sum(map(len, inner.split()))
    if text := _collapsed(parts):
        yield Block(owners[-1], text, linked, broken)


def _collapsed(parts: list[str]) -> str:
    text = " ".join("".join(parts).split())
    return text if text.isprintable() else " ".join(_UNSEEN.sub("", text).split())
