"""What a page declares in its head and markup: meta elements, canonical link, language, JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import html

from escale.ingest.html.linked_data import LinkedData

__all__ = ["Declared"]

_LONGEST = 2_000
_JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class Declared:
    """What a page says of itself.

    Attributes:
        metas: the content of meta elements by their property, name or itemprop, in lower case; the first of
            each.
        canonical: where its canonical link leads, as written; None without one.
        lang: the language of its ``html`` element, as written; None without one.
        title: the text of its ``title`` element; None without one.
        data: what it says of its article to machines.
    """

    metas: Mapping[str, str]
    canonical: str | None
    lang: str | None
    title: str | None
    data: LinkedData

    @classmethod
    def of(cls, tree: html.HtmlElement, url: str | None) -> Declared:
        """Reads the tree of a page that was fetched from ``url``."""
        canonical = _canonical(tree)
        scripts = [
            element.text
            for element in tree.iter("script")
            if (element.get("type") or "").lower().startswith(_JSON_LD) and element.text
        ]
        metas = _metas(tree)
        title = next((words for element in tree.iter("title") if (words := _words(element.text))), None)
        address = canonical or metas.get("og:url") or url
        return cls(
            metas=metas,
            canonical=canonical,
            lang=tree.get("lang") or tree.get("xml:lang"),
            title=title,
            data=LinkedData.of(scripts, address),
        )

    def first(self, *names: str) -> str | None:
        """The content of the first of these meta elements that the page has."""
        return next((self.metas[name] for name in names if name in self.metas), None)

    def language(self) -> str | None:
        """The two-letter code (ISO 639-1) of the page's language; None where it says none, or two."""
        said = (self.lang, self.metas.get("og:locale"), self.data.value("inLanguage"))
        codes = {code for value in said if value and len(code := _code(value)) == 2 and code.isascii()}
        return codes.pop() if len(codes) == 1 else None


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = _words(element.get("content"))
        for key in ("property", "name", "itemprop"):
            name = (element.get(key) or "").strip().lower()
            if content and name and len(name) < _LONGEST:
                metas.setdefault(name, content)
    return metas


def _canonical(tree: html.HtmlElement) -> str | None:
    for element in tree.iter("link"):
        href = (element.get("href") or "").strip()
        if href and "canonical" in (element.get("rel") or "").lower().split():
            return href if len(href) <= _LONGEST else None
    return None


def _words(value: str | None) -> str:
    return " ".join((value or "")[:_LONGEST].split())


def _code(value: str) -> str:
    return value.strip().lower().replace("_", "-").partition("-")[0]
