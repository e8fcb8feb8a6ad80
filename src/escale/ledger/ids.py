"""Ids that stay: an article's from outlet, address and content; a claim's from what it claims and where.

Each is a letter for its kind and 96 bits of a SHA-256, in hexadecimal. A claim's id begins with a third of
its article's, so that rows in order of claim lie together by article.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from escale.model import Article, Claim, Party

__all__ = ["article_id", "claim_ids", "claim_prefix", "digest", "reading_id"]

_HEX = 24
_SHARED = 8


def digest(letter: str, *parts: str | None) -> str:
    """An id of the kind ``letter`` from its parts; None differs from an empty string."""
    marked = [b"-" if part is None else b"+" + part.encode("utf-8", "surrogatepass") for part in parts]
    lengths = ",".join(str(len(data)) for data in marked).encode()
    return letter + hashlib.sha256(b";".join((lengths, *marked))).hexdigest()[:_HEX]


def claim_prefix(article: str) -> str:
    """What the ids of all claims of an article begin with (and hardly those of any other)."""
    return "c" + article[1 : 1 + _SHARED]


def article_id(article: Article) -> str:
    """The id of an article: the same wherever and under whatever name of its file it is added."""
    return digest("a", article.outlet, article.url, article.published, article.title, article.text)


def reading_id(article: str, reader: str, replaces: str | None) -> str:
    """The id of one reader's reading of an article, which supersedes that reading of it."""
    return digest("r", article, reader, replaces)


def claim_ids(article: str, text: str, claims: Iterable[Claim]) -> list[str]:
    """The ids of an article's claims, in their order.

    They follow from type, phase, parties and the words of the evidence, so that a citation outlives a
    re-reading that mends another field. Of claims that share all these, the first has that id; the others are
    told apart by modality, time and sources too, and where these are the same, by their order.
    """
    taken: dict[str, int] = {}
    ids = []
    prefix = claim_prefix(article)
    for claim in claims:
        key = _plain(article, text, claim)
        if key in taken:
            time = claim.time.edtf if claim.time else None
            key = digest("c", key, claim.modality, time, *(source.text for source in claim.sources))
        count = taken[key] = taken.get(key, 0) + 1
        own = key if count == 1 else digest("c", key, str(count))
        ids.append(prefix + own[1 + _SHARED :])
    return ids


def _plain(article: str, text: str, claim: Claim) -> str:
    quote = " ".join(claim.evidence.of(text).split())
    return digest(
        "c", article, claim.type, claim.phase, _codes(claim.actors), _codes(claim.recipients), quote
    )


def _codes(parties: Iterable[Party]) -> str:
    return " ".join(sorted({party.code for party in parties}))
