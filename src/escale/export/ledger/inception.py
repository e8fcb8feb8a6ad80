"""Articles with their claims for INCEpTION: UIMA CAS JSON 0.4, one document an article.

Each claim is a span of the layer ``webanno.custom.EscaleClaim``, whose definition `type_system` gives for a
project's settings, *Layers*, *Import*; it has to be there before a document is imported, and must allow
overlapping. Tokens and sentences are left to INCEpTION. Offsets are UTF-16 code units, as UIMA counts. That
is what a CAS without a header holds; there is none, because the reader of the format does not get past a
key that it does not know.
"""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any
from xml.sax.saxutils import escape

from escale.export.ledger.untrusted import one_line, writable
from escale.ledger.rows import StoredArticle, StoredClaim
from escale.model import Party, Span

__all__ = ["LAYER", "Anchor", "Utf16", "to_cas", "to_inception", "type_system"]

LAYER = "webanno.custom.EscaleClaim"
"""Name of the layer as UIMA knows it."""

_FEATURES = (
    "claimId",
    "claimType",
    "phase",
    "modality",
    "actors",
    "recipients",
    "place",
    "time",
    "sources",
)
_ANNOTATION = "uima.tcas.Annotation"
_STRING = "uima.cas.String"
_LAST_OF_ONE_UNIT = "\uffff"


class Anchor(StrEnum):
    """What of a claim the span covers."""

    TRIGGER = "trigger"
    EVIDENCE = "evidence"


class Utf16:
    """Offsets of a text in UTF-16 code units, from its offsets in code points."""

    def __init__(self, text: str) -> None:
        self._pairs = [place for place, character in enumerate(text) if character > _LAST_OF_ONE_UNIT]

    def __call__(self, offset: int) -> int:
        """The offset in code units; a character beyond the basic plane takes two."""
        return offset + bisect_left(self._pairs, offset)


def to_inception(
    articles: Iterable[tuple[StoredArticle, Iterable[StoredClaim]]], anchor: Anchor = Anchor.TRIGGER
) -> Iterator[tuple[str, str]]:
    """A name of a file and its document for each article, as they come."""
    for article, claims in articles:
        yield f"{article.id}.json", to_cas(article, claims, anchor)


def to_cas(stored: StoredArticle, claims: Iterable[StoredClaim], anchor: Anchor = Anchor.TRIGGER) -> str:
    """The article as a CAS in JSON, its claims as spans in the order of the text.

    Characters that the XML of UIMA cannot hold are replaced, each by one of the same length.

    Raises:
        ValueError: a claim's span lies outside the text.
    """
    text = writable(stored.article.text)
    units = Utf16(text)
    structures: list[dict[str, Any]] = [
        {
            "%ID": 1,
            "%TYPE": "uima.cas.Sofa",
            "sofaNum": 1,
            "sofaID": "_InitialView",
            "mimeType": "text",
            "sofaString": text,
        },
        {
            "%ID": 2,
            "%TYPE": "uima.tcas.DocumentAnnotation",
            "@sofa": 1,
            "begin": 0,
            "end": units(len(text)),
            "language": stored.article.lang or "x-unspecified",
        },
    ]
    for number, claim in enumerate(sorted(claims, key=lambda claim: (_span(claim, anchor), claim.id)), 3):
        span = _span(claim, anchor)
        if span.end > len(text):
            raise ValueError(f"claim {claim.id} lies outside the text of its article")
        structures.append(
            {
                "%ID": number,
                "%TYPE": LAYER,
                "@sofa": 1,
                "begin": units(span.start),
                "end": units(span.end),
                **_features(claim),
            }
        )
    members = [structure["%ID"] for structure in structures[1:]]
    document = {
        "%TYPES": {LAYER: _type()},
        "%FEATURE_STRUCTURES": structures,
        "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": members}},
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def type_system() -> str:
    """The layer as a UIMA type system in XML."""
    features = "".join(
        f"<featureDescription><name>{escape(name)}</name><description/>"
        f"<rangeTypeName>{_STRING}</rangeTypeName></featureDescription>\n"
        for name in _FEATURES
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n<types>\n<typeDescription>\n'
        f"<name>{LAYER}</name><description/><supertypeName>{_ANNOTATION}</supertypeName>\n"
        f"<features>\n{features}</features>\n</typeDescription>\n</types>\n</typeSystemDescription>\n"
    )


def _type() -> dict[str, Any]:
    features = {name: {"%NAME": name, "%RANGE": _STRING} for name in _FEATURES}
    return {"%NAME": LAYER, "%SUPER_TYPE": _ANNOTATION, **features}


def _span(claim: StoredClaim, anchor: Anchor) -> Span:
    return claim.claim.trigger if anchor is Anchor.TRIGGER else claim.claim.evidence


def _features(stored: StoredClaim) -> dict[str, str]:
    claim = stored.claim
    place = claim.place
    values = (
        stored.id,
        claim.type.value,
        claim.phase.value,
        claim.modality.value,
        _parties(claim.actors),
        _parties(claim.recipients),
        " ".join(part for part in (place.text, place.country and f"({place.country})") if part)
        if place
        else "",
        claim.time.edtf if claim.time else "",
        " <- ".join(source.text for source in claim.sources),
    )
    named = zip(_FEATURES, map(one_line, values), strict=True)
    return {name: value for name, value in named if value}


def _parties(parties: Iterable[Party]) -> str:
    return "; ".join(f"{party.code}:{party.sector}" for party in parties)
