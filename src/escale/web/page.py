"""What a page is made from: the ledger at a version, the words of a language, and who asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from jinja2 import Environment

from escale.export.phrases import Phrases
from escale.ledger.ledger import Ledger
from escale.web.security.sessions import Session
from escale.web.settings import Limits

__all__ = ["Page"]


@dataclass(frozen=True, slots=True)
class Page:
    """What a handler has while it makes a page, in a thread of `escale.web.desks.Desks`.

    Attributes:
        ledger: the thread's own.
        version: the version asked; give it to every question, so that a page is of one version.
        pinned: True if the address names the version: then its links do too.
        path, query: of the address, without ``version`` and ``lang``.
        say: the words of the language.
        session: of who may write; None for who only reads.
        limits: of the server.
    """

    ledger: Ledger
    version: int
    pinned: bool
    path: str
    query: tuple[tuple[str, str], ...]
    say: Phrases
    session: Session | None
    limits: Limits
    templates: Environment

    def render(self, template: str, **values: object) -> str:
        """The page that a template makes of ``values``.

        In it there are also ``page`` (this), ``say`` and ``count`` (its phrases), and ``url`` (see `url`).
        """
        return self.templates.get_template(template).render(
            page=self, say=self.say.say, count=self.say.count, lang=self.say.lang, url=self.url, **values
        )

    def url(self, path: str, **query: object) -> str:
        """The address of a page, of the same version if the version is pinned.

        Args:
            path: of the page; what comes from data in it has to be quoted by `segment`.
            query: None is left out, a list or tuple is repeated, anything else is written as text.
        """
        if self.pinned:
            query.setdefault("version", self.version)
        pairs = [(name.rstrip("_"), _text(value)) for name, value in _flat(query) if value is not None]
        return f"{path}?{urlencode(pairs)}" if pairs else path

    def here(self, **changes: object) -> str:
        """The address of this page with other values of its query; None takes one out."""
        query: dict[str, list[str]] = {}
        for name, value in self.query:
            query.setdefault(name, []).append(value)
        return self.url(self.path, **{**query, **changes})

    @property
    def permanent(self) -> str:
        """The address of this page that shows the same when the ledger has grown."""
        return self.here(version=self.version)

    @staticmethod
    def segment(word: str) -> str:
        """``word`` as one segment of a path."""
        return quote(word, safe="")


def _flat(query: Mapping[str, object]) -> list[tuple[str, object]]:
    found: list[tuple[str, object]] = []
    for name, value in query.items():
        values = value if isinstance(value, list | tuple) else [value]
        found += [(name, one) for one in values]
    return found


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
