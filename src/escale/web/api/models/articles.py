"""Articles, and what is behind a claim or an event, as the API gives them."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from escale.ledger.rows import CorrectionKind
from escale.web.api.models.claims import Claim, TracedClaim
from escale.web.api.models.envelope import Model
from escale.web.api.models.occurrences import Event

__all__ = ["Article", "ArticleEntry", "ClaimWhy", "EventWhy"]


class ArticleEntry(Model):
    """An article in a list."""

    article: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    known: date | None
    lang: str | None
    claims: int


class _Correction(Model):
    """What an analyst did; ``fields`` are the new values of the contract's fields."""

    id: str
    action: CorrectionKind
    claims: list[str]
    fields: dict[str, Any]
    by: str
    note: str
    at: str


class Article(Model):
    """An article whole: its text, and its claims as corrected, as rejected and as they were read."""

    article: str
    source_id: str
    outlet: str | None
    title: str | None
    url: str | None
    published: str | None
    known: date | None
    lang: str | None
    as_of: str | None
    until: date | None
    later: str | None
    text: str
    claims: list[Claim]
    rejected: list[Claim]
    as_read: list[Claim]
    corrections: list[_Correction]
    family: list[str]


class _Particulars(Model):
    id: str
    source_id: str
    outlet: str | None
    title: str | None
    published: str | None
    url: str | None
    as_of: str | None
    until: date | None
    later: str | None


class _ClaimSubject(TracedClaim):
    kind: Literal["claim"]
    rejected: bool


class _EventSubject(Event):
    kind: Literal["event"]


class _Why(Model):
    """What is behind something: its claims, as they are and as they were read, articles and corrections."""

    claims: list[TracedClaim]
    also: list[str]
    as_read: list[TracedClaim]
    articles: list[_Particulars]
    corrections: list[_Correction]


class ClaimWhy(_Why):
    """A claim with what is behind it."""

    subject: _ClaimSubject


class EventWhy(_Why):
    """An event with what is behind it."""

    subject: _EventSubject
