"""Why the ledger says something: an explanation to read, and the same as a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from escale.export.answers.claims import claim_record, matter_words
from escale.export.answers.corrections import correction_record, correction_words, is_rejected
from escale.export.answers.events import EVENT_SHEET, event_words
from escale.export.answers.ties import TIE_SHEET, asked_words
from escale.export.answers.trace import hung, trace_lines
from escale.export.answers.words import (
    counted,
    denied_words,
    plans_words,
    since_words,
    status_words,
    tie_words,
)
from escale.export.claim_words import (
    chain_words,
    parties_words,
    place_words,
    time_words,
    what_words,
    when_words,
)
from escale.export.grid import MIN_WIDTH
from escale.export.terminal import fold, plain
from escale.ledger.answers import Tie, Why
from escale.ledger.editions import Edition
from escale.ledger.events import Event
from escale.ledger.rows import StoredArticle, StoredClaim
from escale.ledger.ties.points import Status

__all__ = ["why_record", "why_text"]

_INDENT = "    "
_OPENING = ("«", "“", "„", '"')


def why_record(why: Why) -> dict[str, Any]:
    """The explanation as a JSON object."""
    return {
        "subject": _subject_record(why),
        "claims": [claim_record(claim, explain=True) for claim in why.claims],
        "also": why.also,
        "as_read": [claim_record(claim, explain=True) for claim in why.as_read],
        "articles": [_article_record(article, why) for article in why.articles.values()],
        "corrections": [correction_record(made) for made in why.corrections],
    }


def why_text(why: Why, width: int) -> Iterator[str]:
    """The explanation in lines of at most ``width`` cells (60 at least), each with its line break."""
    return (f"{line.rstrip()}\n" for line in _lines(why, max(width, MIN_WIDTH)))


def _subject_record(why: Why) -> dict[str, Any]:
    subject = why.subject
    if isinstance(subject, Tie):
        return {"kind": "tie", **TIE_SHEET.record(subject)}
    if isinstance(subject, Event):
        return {"kind": "event", **EVENT_SHEET.record(subject)}
    rejected = is_rejected(subject.id, why.corrections)
    return {"kind": "claim", **claim_record(subject, explain=True), "rejected": rejected}


def _article_record(stored: StoredArticle, why: Why) -> dict[str, Any]:
    article = stored.article
    edition = why.earlier.get(stored.id)
    return {
        "id": stored.id,
        "source_id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "url": article.url,
        "as_of": article.as_of,
        "until": edition.until.isoformat() if edition and edition.until else None,
        "later": edition.later if edition else None,
    }


def _lines(why: Why, width: int) -> Iterator[str]:
    for line in _subject(why):
        yield from hung("", line, width, _INDENT)
    claims = {claim.id: claim for claim in why.claims}
    digits = max(2, len(str(len(claims))))
    number = 0
    for heading, ids in _groups(why):
        behind = [claims[identity] for identity in ids if identity in claims]
        if behind and heading:
            yield ""
            yield from fold(heading, width)
        for claim in behind:
            number += 1
            yield ""
            yield from _claim(f"{number:>{digits}}  ", claim, why, width)


def _subject(why: Why) -> Iterator[str]:
    subject = why.subject
    if isinstance(subject, Tie):
        yield from _tie(subject)
    elif isinstance(subject, Event):
        yield f"event {subject.id}: {event_words(subject)}"
        contested = " · contested: one origin asserts what another denies" if subject.contested else ""
        yield f"{_support(subject.origins, subject.reports)}{contested}"
    else:
        rejected = " (rejected)" if is_rejected(subject.id, why.corrections) else ""
        yield f"claim {subject.id}{rejected}: {_told(subject)}"


def _tie(tie: Tie) -> Iterator[str]:
    state = tie.state
    since = time_words(since_words(state))
    status = status_words(state) + (f" since {since}" if since else "")
    yield f"{tie_words(tie.key)}: {status}"
    yield plain(f"{tie.key} {asked_words(tie.on, tie.known)}")
    if state.supporters:
        yield _support(state.origins, state.reports)
    if state.outlook:
        yield f"outlook: {plans_words(state.outlook)}"
    if denied := denied_words(state):
        yield denied


def _support(origins: int, reports: int) -> str:
    return f"{counted(origins, 'independent origin')}, {counted(reports, 'report')}"


def _groups(why: Why) -> Iterator[tuple[str, Sequence[str]]]:
    """The claims by what they do for the subject, each once."""
    subject = why.subject
    if not isinstance(subject, Tie):
        yield "", [claim.id for claim in why.claims]
        return
    state = subject.state
    standing = state.standing if state.status is Status.CONTESTED else state.status
    said: set[str] = set()
    for heading, points in (
        (f"What makes it {standing}", state.supporters),
        ("What contradicts it", state.against),
        ("Outlook", state.outlook),
        ("Announced, never confirmed", state.lapsed),
    ):
        yield heading, [point.claim for point in points if point.claim not in said]
        said.update(point.claim for point in points)
    yield "Also said of it", why.also


def _claim(number: str, stored: StoredClaim, why: Why, width: int) -> Iterator[str]:
    yield from hung(number, f"{stored.id}  {_told(stored)}", width)
    margin = " " * len(number)
    yield from hung(margin, _quoted(stored.quote), width)
    yield from hung(margin, _article(stored, why), width)
    if edition := why.earlier.get(stored.article_id):
        yield from hung(margin, _replaced_words(edition), width)
    yield from hung(margin, _chain(stored), width)
    yield from (f"{margin}{line}" for line in trace_lines(stored.claim.trace, width - len(margin)))
    read = next((claim for claim in why.as_read if claim.id == stored.id), stored)
    for line in correction_words(stored, read, why.corrections):
        yield from hung(margin, f"correction {line}", width)


def _quoted(quote: str) -> str:
    words = plain(quote)
    return words if words.startswith(_OPENING) else f"«\u00a0{words}\u00a0»"


def _told(stored: StoredClaim) -> str:
    claim = stored.claim
    sure = f"sure {claim.confidence.claim:.2f}" if claim.confidence else ""
    parts = (
        matter_words(stored),
        parties_words(claim),
        when_words(claim),
        place_words(claim),
        what_words(claim),
        sure,
    )
    return " · ".join(part for part in parts if part)


def _article(stored: StoredClaim, why: Why) -> str:
    about = why.articles.get(stored.article_id)
    article = about.article if about else None
    parts = (
        stored.outlet or "no outlet",
        stored.published or "no date",
        article.title if article else None,
        f"article {stored.article_id}",
        article.url if article else None,
    )
    return plain(" · ".join(part for part in parts if part))


def _replaced_words(edition: Edition) -> str:
    since = f" since {edition.until}" if edition.until else ""
    return f"holds no more: article {edition.later} is in its place{since}"


def _chain(stored: StoredClaim) -> str:
    sources = stored.claim.sources
    publisher = stored.outlet or "the article"
    chain = chain_words(stored.claim, publisher) if sources else f"{plain(publisher)}, in its own voice"
    anonymous = " (anonymous)" if stored.origin.anonymous else ""
    return f"{chain}{anonymous} · origin {plain(stored.origin.key)}"
