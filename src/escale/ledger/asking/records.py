"""Everything that a ledger holds, superseded readings and corrections too, as records to export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow.compute as pc

from escale.ledger import codec
from escale.ledger.ids import claim_prefix
from escale.ledger.rows import Record, StoredClaim, StoredReading
from escale.ledger.schema import Kind
from escale.ledger.store.contract import Snapshot

__all__ = ["records"]

_CHUNK = 500  # articles in memory at a time


def records(snapshot: Snapshot) -> Iterator[Record]:
    """Each article and its readings, the oldest first, with their claims as read; then the corrections."""
    ids = sorted(snapshot.scan(Kind.ARTICLE, ["article_id"]).column("article_id").to_pylist())
    for start in range(0, len(ids), _CHUNK):
        yield from _of_articles(snapshot, ids[start : start + _CHUNK])
    yield from codec.corrections(snapshot.scan(Kind.CORRECTION))


def _of_articles(snapshot: Snapshot, ids: Sequence[str]) -> Iterator[Record]:
    among = (pc.field("article_id") >= ids[0]) & (pc.field("article_id") <= ids[-1])
    # Claims lie in order of id, which begins as their article's does.
    low, high = claim_prefix(ids[0]), claim_prefix(ids[-1]) + "g"
    near = (pc.field("claim_id") >= low) & (pc.field("claim_id") < high)
    claims: dict[str, list[StoredClaim]] = {}
    for claim in codec.claims(snapshot.scan(Kind.CLAIM, None, near & among).sort_by("claim_id")):
        claims.setdefault(claim.reading_id, []).append(claim)
    readings: dict[str, list[StoredReading]] = {}
    for reading in codec.readings(snapshot.scan(Kind.READING, None, among)):
        readings.setdefault(reading.article_id, []).append(reading)
    articles = codec.articles(snapshot.scan(Kind.ARTICLE, None, among).sort_by("article_id"))
    for article in articles:
        yield article
        for reading in _in_order(readings[article.id]):
            yield reading, tuple(claims.get(reading.id, ()))


def _in_order(readings: Sequence[StoredReading]) -> Iterator[StoredReading]:
    """From the first reading of an article to the one that supersedes all others."""
    following = {reading.replaces: reading for reading in readings}
    last = following.get(None)
    while last is not None:
        yield last
        last = following.get(last.id)
