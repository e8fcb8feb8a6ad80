"""Claims as PLOVER events: JSON, one object a line (PLOVER manual 0.8, Data Fields; ``docs/plover.md``).

What PLOVER has no field for stands under the key ``escale``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from escale.export.ledger.coding import Codebook, Coded, trigger_words
from escale.export.ledger.columns import UrlOf
from escale.export.ledger.forms import encoded
from escale.export.ledger.untrusted import one_line, writable
from escale.ledger.rows import StoredClaim
from escale.model import Party

__all__ = ["plover_event", "to_plover"]

# What PLOVER has no field for, or a coarser one, as the contract has it.
_OURS = ("type", "phase", "modality", "time", "sources", "participants", "items", "value", "vessels")


def to_plover(
    claims: Iterable[StoredClaim], codebook: Codebook, *, url_of: UrlOf | None = None
) -> Iterator[str]:
    """One event a line, each with its line end, in the order of the claims."""
    for claim in claims:
        event = plover_event(claim, codebook, url_of(claim.article_id) if url_of else None)
        yield writable(json.dumps(event, ensure_ascii=False, allow_nan=False)) + "\n"


def plover_event(stored: StoredClaim, codebook: Codebook, url: str | None = None) -> dict[str, Any]:
    """The claim as PLOVER's JSON record; what is not known is left out, but for what PLOVER requires."""
    coded = codebook.code(stored)
    claim = stored.claim
    trigger = one_line(trigger_words(stored))
    place = claim.place
    return {
        "id": stored.id,
        "date": _day(coded.day),
        **_known(enddate=_day(coded.end)),
        "source": [_actor(party, codebook) for party in coded.sources],
        **_known(recipient=[_actor(party, codebook) for party in coded.recipients]),
        "event": [coded.event],
        **_known(
            event_loc=_known(name=place.text, cc3=place.country) if place else None,
            event_text=[trigger] if trigger else None,
        ),
        "quad_code": coded.quad,
        **_known(event_scale=coded.score, mode=list(coded.modes), context=list(coded.contexts)),
        "text_info": {"start": claim.evidence.start, "end": claim.evidence.end},
        "cite_info": _known(url=url, language=stored.lang, publication=stored.outlet, codebook=codebook.name),
        "coder": "escale",
        "escale": _extension(stored, coded),
    }


def _actor(party: Party, codebook: Codebook) -> dict[str, Any]:
    code, sector, name = codebook.actor(party)
    return {"code": code, **_known(sector=sector, actor_text=party.text, identifier_text=name)}


def _extension(stored: StoredClaim, coded: Coded) -> dict[str, Any]:
    told = stored.claim.to_dict()
    return {
        "article": stored.article_id,
        "reading": stored.reading_id,
        "rule": coded.rule,
        **{name: told[name] for name in _OURS},
        "extent": encoded(stored.extent),
        "published": stored.published,
        "origin": encoded(stored.origin),
        "facet": stored.facet,
        "quote": stored.quote,
        "confidence": told.get("confidence"),
        "corrected": stored.corrected,
    }


def _known(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None and value != []}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
