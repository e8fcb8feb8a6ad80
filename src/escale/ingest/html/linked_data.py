"""What a page says of its article to machines: JSON-LD in the vocabulary of schema.org.

Sites write it as one object, as a list, or as an ``@graph`` whose nodes refer to each other by ``@id``; among
the nodes stand the site, its crumbs, videos and teasers of other articles.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from escale.ingest.limits import PAGE_DATA

__all__ = ["LinkedData"]

_TYPES = frozenset({"BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting"})
_PAGES = frozenset({"WebPage", "ItemPage", "CollectionPage"})
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
# In JSON that is broken elsewhere (a quotation mark in a headline does it) the dates are whole all the same.
_DATE = re.compile(r'"(datePublished|dateModified)"\s{0,8}:\s{0,8}"([^"\\]{4,40})"')
_MOST_NODES = 500
_LONGEST_VALUE = 1_000


@dataclass(frozen=True, slots=True)
class LinkedData:
    """The nodes of a page, those that are articles and the page itself picked out.

    Attributes:
        article: the node of the page's article; empty if there is none.
        page: the node of the page; empty if there is none.
        nodes: all nodes that have an ``@id``, by it.
    """

    article: Mapping[str, Any]
    page: Mapping[str, Any]
    nodes: Mapping[str, Mapping[str, Any]]

    @classmethod
    def of(cls, scripts: Iterable[str], address: str | None) -> LinkedData:
        """Reads the JSON of a page's scripts; what is no JSON is passed over.

        Args:
            scripts: their texts.
            address: that of the page: of several articles the one that says it is at this address is taken,
                otherwise the first.
        """
        nodes = [node for script in scripts for node in _nodes(_parsed(script))][:_MOST_NODES]
        articles = [node for node in nodes if any(map(_is_article, _types(node)))]
        at_address = [node for node in articles if address is not None and address in _addresses(node)]
        pages = [node for node in nodes if not _PAGES.isdisjoint(_types(node))]
        return cls(
            article=next(iter(at_address or articles), {}),
            page=next(iter(pages), {}),
            nodes={node["@id"]: node for node in reversed(nodes) if isinstance(node.get("@id"), str)},
        )

    def value(self, key: str) -> str | None:
        """A string of the article, or else of the page, without markup of characters; None without one."""
        for node in (self.article, self.page):
            for value in _as_list(node.get(key)):
                if isinstance(value, Mapping):
                    value = value.get("@value")
                if isinstance(value, str) and value.strip():
                    return " ".join(unescape(value[:_LONGEST_VALUE]).split())
        return None

    def publisher(self) -> str | None:
        """The name of who publishes the article; None without one."""
        for node in (self.article, self.page):
            for value in _as_list(node.get("publisher")):
                if isinstance(value, Mapping):
                    value = value.get("name") or self._named(value.get("@id"))
                if isinstance(value, str) and value.strip():
                    return " ".join(unescape(value[:_LONGEST_VALUE]).split())
        return None

    def body(self) -> str | None:
        """The text of the article, where the page gives it to machines; None where it does not."""
        value = self.article.get("articleBody")
        return value if isinstance(value, str) and value.strip() else None

    def _named(self, identity: object) -> object:
        return self.nodes.get(identity, {}).get("name") if isinstance(identity, str) else None


def _parsed(script: str) -> object:
    if len(script) > PAGE_DATA:
        return None
    source = script.strip().removeprefix("<!--").removeprefix("//").lstrip().removeprefix("<![CDATA[")
    source = source.removesuffix("-->").removesuffix("]]>").rstrip().removesuffix("//").rstrip("; \t\r\n")
    try:
        return json.loads(source, strict=False)
    except (ValueError, RecursionError):
        dates = _DATE.findall(source)
        return {"@type": "Article", **dict(reversed(dates))} if dates else None


def _nodes(value: object) -> list[Mapping[str, Any]]:
    found: list[Mapping[str, Any]] = []
    waiting = [value]
    while waiting and len(found) < _MOST_NODES:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, Mapping):
            found.append(item)
            waiting.extend(item[key] for key in reversed(_INNER) if isinstance(item.get(key), list | Mapping))
    return found


def _types(node: Mapping[str, Any]) -> set[str]:
    return {kind.rpartition("/")[2] for kind in _as_list(node.get("@type")) if isinstance(kind, str)}


def _is_article(kind: str) -> bool:
    return kind.endswith("Article") or kind in _TYPES


def _addresses(node: Mapping[str, Any]) -> set[str]:
    values = [*_as_list(node.get("url")), *_as_list(node.get("mainEntityOfPage")), node.get("@id")]
    strings = (value.get("@id") if isinstance(value, Mapping) else value for value in values)
    return {value.partition("#")[0] for value in strings if isinstance(value, str)}


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]
