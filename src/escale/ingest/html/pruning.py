"""Takes out of a page's tree what is never part of its article: scripts, menus, sidebars, links to others."""

from __future__ import annotations

import re

from lxml import etree, html

from escale.errors import InputError
from escale.ingest.html.blocks import Block, blocks
from escale.ingest.limits import PAGE_CHARACTERS, PAGE_SIBLINGS

__all__ = ["prune"]

_NEVER = (
    *("head", "script", "style", "noscript", "template", "svg", "math", "iframe", "frameset", "object"),
    *("embed", "applet", "canvas", "audio", "video", "map", "nav", "aside", "footer", "dialog", "menu"),
    *("button", "select", "datalist", "textarea", "input", "label"),
)
_LINES = frozenset({"p", "div", "li", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "section"})
_LINKED_SHARE = 0.7
_SENTENCE = 100  # characters; a line so long with a full stop at its end is text, even if all of it is a link
_MANY = 50

# Names of containers beside the article: what asks for consent, and what leads elsewhere. Those of the page's
# layout merely hold such a name ("with-sidebar").
_BESIDE = re.compile(
    r"(?:cookie|consent|gdpr|rgpd|didomi|onetrust|tarteaucitron|axeptio|usercentrics|iubenda|qc-cmp|cmp(?=[-_])"
    r"|sidebar|side-bar|footer|newsletter|breadcrumb|outbrain|taboola|related|recommended|most-(?:read|popular)"
    r"|read-also|lire-aussi|a-lire|les-plus-lus|commentaires|reactions)(?:[-_s].*)?",
    re.IGNORECASE,
)
_LONG_ATTRIBUTES = etree.XPath("//@*[string-length() > 2000]")  # searched again and again, for names
_CONTAINERS = ("div", "section", "ul", "ol", "form", "p")
_DIALOGS = frozenset({"dialog", "alertdialog"})


def prune(tree: html.HtmlElement, place: str) -> list[Block]:
    """Prunes ``tree`` in place and gives the lines of what is left, in order.

    A line that is a link and little else ("Read also: ...") goes; a heading of the first level stays.

    Raises:
        InputError: what is left is more than a page may have; names ``place``.
    """
    etree.strip_elements(tree, *_NEVER, with_tail=False)
    for value in _LONG_ATTRIBUTES(tree):
        del value.getparent().attrib[value.attrname]
    for element in [element for element in tree.iter(*_CONTAINERS) if _is_beside(element)]:
        element.drop_tree()
    _refuse_sprawl(tree, place)
    lines = list(blocks(tree))
    if sum(len(line.text) for line in lines) > PAGE_CHARACTERS:
        cause = f"a page of more than {PAGE_CHARACTERS:,} characters"
        raise InputError(place, cause, "split it into articles")
    owners = _sole_owners(lines)
    kept = []
    for line in lines:
        if line.owner in owners and _is_link(line):
            line.owner.drop_tree()
        else:
            kept.append(line)
    return kept


def _is_beside(element: html.HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".split()
    if element.get("role") not in _DIALOGS and not any(map(_BESIDE.fullmatch, names)):
        return False
    return element.getparent() is not None and next(element.iter("h1", "main"), None) is None


def _refuse_sprawl(tree: html.HtmlElement, place: str) -> None:
    for parent in tree.iter():
        if len(parent) > _MANY:
            characters = len(parent.text or "") + sum(len(child.tail or "") for child in parent)
            if characters * len(parent) > PAGE_SIBLINGS:
                raise InputError(place, "a page all in one element", "it is no page of news; leave it out")


def _sole_owners(lines: list[Block]) -> set[html.HtmlElement]:
    """The elements of which all text is one line."""
    seen: set[html.HtmlElement] = set()
    several: set[html.HtmlElement] = set()
    for line in lines:
        several.update({line.owner} & seen)
        seen.add(line.owner)
        for above in line.owner.iterancestors():
            if above in several:
                break
            several.add(above)
    return seen - several


def _is_link(line: Block) -> bool:
    if line.owner.tag not in _LINES or not line.linked:
        return False
    if line.linked < _LINKED_SHARE * len("".join(line.text.split())):
        return False
    return len(line.text) < _SENTENCE or not line.text.endswith(".")
