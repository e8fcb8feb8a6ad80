"""Claims of a ledger: the record of one, and many as a table."""

from __future__ import annotations

from typing import Any

from escale.export.answers.tabular import Column
from escale.export.claim_words import (
    chain_words,
    parties_words,
    place_words,
    type_words,
    what_words,
    when_words,
)
from escale.export.terminal import plain
from escale.ledger.rows import StoredClaim

__all__ = ["CLAIM_COLUMNS", "claim_record", "matter_words"]


def claim_record(stored: StoredClaim, *, explain: bool = False) -> dict[str, Any]:
    """The claim as a JSON object: what the ledger knows of it, then the contract's fields."""
    extent, origin = stored.extent, stored.origin
    told = stored.claim.to_dict(explain=explain)
    del told["id"]
    return {
        "id": stored.id,
        "article": stored.article_id,
        "reading": stored.reading_id,
        "published": stored.published,
        "known": stored.known,
        "outlet": stored.outlet,
        "lang": stored.lang,
        "facet": stored.facet,
        "first": extent.first,
        "last": extent.last,
        "throughout": extent.throughout,
        "dated": extent.dated,
        "origin": {
            "key": origin.key,
            "name": origin.name,
            "kind": origin.kind.value if origin.kind else None,
            "anonymous": origin.anonymous,
        },
        "corrected": stored.corrected,
        "quote": stored.quote,
        **told,
    }


def matter_words(stored: StoredClaim) -> str:
    """``port visit suspend``, ``talks occur, planned``: an assertion needs no word."""
    claim = stored.claim
    modality = "" if claim.modality.value == "asserted" else f", {claim.modality}"
    return f"{type_words(claim.type)} {claim.phase}{modality}"


CLAIM_COLUMNS: tuple[Column[StoredClaim], ...] = (
    Column("claim", lambda stored: stored.id),
    Column("published", lambda stored: stored.published or ""),
    Column("matter", matter_words, flexible=True),
    Column("parties", lambda stored: parties_words(stored.claim), flexible=True),
    Column("when", lambda stored: when_words(stored.claim), flexible=True),
    Column("where", lambda stored: place_words(stored.claim), flexible=True),
    Column("what", lambda stored: what_words(stored.claim), flexible=True),
    Column(
        "according to",
        lambda stored: chain_words(stored.claim, stored.outlet) or plain(stored.origin.name),
        flexible=True,
    ),
)
"""Of the table; CSV has the columns of `escale.export.ledger.columns`."""
