"""In what proportions a reader's claims come: measured, kept as numbers.

    escale read NEWS --format jsonl -o READINGS
    python -m benchmarks.proportions NEWS READINGS > benchmarks/proportions.json

`benchmarks.ledger_claims` draws from them. NEWS was ``news/fr/orange-6000.jsonl.gz`` of the data folder:
6,000 articles of one French portal (agency dispatches, 2018 to 2021), of which 680 hold 1,738 claims. The
numbers are shares of those claims as this reader takes them, its mistakes with them; no text is kept. Lags
are days from the beginning of a matter to the publication, at 21 evenly spaced quantiles. ``pair_law`` is the
Zipf-Mandelbrot law, frequency ~ (rank + shift) ** -exponent, that lies closest to the logarithms of the
frequencies of the first 150 pairs.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from escale.edtf import Moment, parse
from escale.ledger.deriving import Deriver
from escale.model import SYMMETRIC, Article, Claim, Modality
from escale.reading import ReaderInfo, Reading
from escale.register import Register

__all__ = ["FACTS", "Proportions", "form_of", "main", "measured"]

_TABLE = Path(__file__).with_name("proportions.json")
_QUANTILES = 20
_RANKS = 150
FACTS = frozenset({Modality.ASSERTED, Modality.DENIED})
"""What cannot lie after its publication; the rest are plans."""
_FORMS = {4: "year", 7: "month", 10: "day"}
_DETAILS = ("place", "items", "value", "vessels", "participants")

Counts = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Proportions:
    """The numbers.

    Attributes:
        articles, claims: how many were measured.
        claims_of_article: of articles that hold any.
        type: of all claims.
        phase, modality: by type.
        symmetric, directed: how many actors and recipients (``1>2``), by the sort of type.
        sector: of all parties.
        form: form of the time, by modality (``none`` without one).
        lag: quantiles of days, by form and ``fact`` or ``plan``.
        length: quantiles of the days of an interval.
        chain: how many sources.
        source: kind of the last one.
        details: claims with a place, items …, by type.
        facet: claims whose ties have a facet, by type.
        repeated: claims whose parties an earlier one of their article has, of all after its first.
        pair_law: exponent and shift.
    """

    articles: int
    claims: int
    claims_of_article: Counts
    type: Counts
    phase: Mapping[str, Counts]
    modality: Mapping[str, Counts]
    symmetric: Counts
    directed: Counts
    sector: Counts
    form: Mapping[str, Counts]
    lag: Mapping[str, Sequence[int]]
    length: Sequence[int]
    chain: Counts
    source: Counts
    details: Mapping[str, Counts]
    facet: Counts
    repeated: tuple[int, int]
    pair_law: tuple[float, float]

    @classmethod
    def load(cls) -> Self:
        """Those measured."""
        return cls(**json.loads(_TABLE.read_text(encoding="utf-8")))


def form_of(edtf: str | None) -> str:
    """The form of a time: none, day, month, year, season, interval, since or until."""
    if edtf is None:
        return "none"
    time = parse(edtf)
    if isinstance(time, Moment):
        plain = edtf.rstrip("?~%")
        return "season" if len(plain) == 7 and plain[5:] > "12" else _FORMS[len(plain)]
    return "interval" if time.start and time.end else "since" if time.start else "until"


def measured(readings: Sequence[Reading]) -> dict[str, Any]:
    """The fields of `Proportions`, of readings whose articles have a day of publication."""
    claims = [(reading, claim) for reading in readings for claim in reading.claims]
    deriver = Deriver(Register.default())
    entries = [deriver.entry(reading) for reading in readings]
    pairs = Counter(link.pair for entry in entries for link in entry.links)
    lags: defaultdict[str, list[int]] = defaultdict(list)
    for reading, claim in claims:
        if claim.time:
            side = "fact" if claim.modality in FACTS else "plan"
            lags[f"{form_of(claim.time.edtf)} {side}"].append(_lag(reading, claim))
    return {
        "articles": len(readings),
        "claims": len(claims),
        "claims_of_article": _counts(len(reading.claims) for reading in readings if reading.claims),
        "type": _counts(claim.type for _, claim in claims),
        "phase": _by((claim.type, claim.phase) for _, claim in claims),
        "modality": _by((claim.type, claim.modality) for _, claim in claims),
        "symmetric": _counts(_sides(claim) for _, claim in claims if claim.type in SYMMETRIC),
        "directed": _counts(_sides(claim) for _, claim in claims if claim.type not in SYMMETRIC),
        "sector": _counts(
            party.sector for _, claim in claims for party in (*claim.actors, *claim.recipients)
        ),
        "form": _by(
            (claim.modality, form_of(claim.time.edtf if claim.time else None)) for _, claim in claims
        ),
        "lag": {key: _quantiles(days) for key, days in sorted(lags.items())},
        "length": _quantiles([days for _, claim in claims if (days := _length(claim)) is not None]),
        "chain": _counts(len(claim.sources) for _, claim in claims),
        "source": _counts(claim.sources[-1].kind for _, claim in claims if claim.sources),
        "details": _by(
            (claim.type, name) for _, claim in claims for name in _DETAILS if getattr(claim, name)
        ),
        "facet": _counts(held.claim.type for entry in entries for held in entry.claims if held.facet),
        "repeated": _repeated(readings),
        "pair_law": _law([count for _, count in pairs.most_common()]),
    }


def _counts(values: Iterable[Hashable]) -> dict[str, int]:
    return {str(value): count for value, count in Counter(values).most_common()}


def _by(pairs: Iterable[tuple[Hashable, Hashable]]) -> dict[str, dict[str, int]]:
    groups: defaultdict[str, list[Hashable]] = defaultdict(list)
    for key, value in pairs:
        groups[str(key)].append(value)
    return {key: _counts(values) for key, values in sorted(groups.items())}


def _sides(claim: Claim) -> str:
    actors = {party.code for party in claim.actors}
    return f"{len(actors)}>{len({party.code for party in claim.recipients})}"


def _lag(reading: Reading, claim: Claim) -> int:
    """Days from the beginning (of an open one, from the end that is known) to publication."""
    published = parse(str(reading.article.published))
    time = parse(claim.time.edtf) if claim.time else None
    known = time if time is None or isinstance(time, Moment) else time.start or time.end
    if not isinstance(published, Moment) or known is None:
        raise ValueError(f"{reading.article.id}: no day of publication, or a time without a day")
    return (published.first - known.first).days


def _length(claim: Claim) -> int | None:
    time = parse(claim.time.edtf) if claim.time else None
    if time is None or isinstance(time, Moment) or time.start is None or time.end is None:
        return None
    return (time.end.last - time.start.first).days


def _quantiles(values: Sequence[int]) -> list[int]:
    return [round(float(np.quantile(values, at / _QUANTILES))) for at in range(_QUANTILES + 1)]


def _repeated(readings: Iterable[Reading]) -> tuple[int, int]:
    again = later = 0
    for reading in readings:
        seen: set[frozenset[str]] = set()
        for claim in reading.claims:
            parties = frozenset(party.code for party in (*claim.actors, *claim.recipients))
            again += parties in seen
            later += bool(seen)
            seen.add(parties)
    return again, later


def _law(counts: Sequence[int]) -> tuple[float, float]:
    ranks = np.arange(1, min(_RANKS, len(counts)) + 1)
    logs = np.log(np.array(counts[: len(ranks)], dtype=float))
    tried = [
        (float(np.var(logs + exponent * np.log(ranks + shift))), float(exponent), float(shift))
        for exponent in np.arange(0.5, 2.0, 0.01)
        for shift in range(31)
    ]
    _, exponent, shift = min(tried)
    return round(exponent, 2), shift


def _readings(news: Path, claims: Path) -> Iterator[Reading]:
    with gzip.open(news, "rt", encoding="utf-8") as file:
        texts = {record["id"]: record["text"] for record in map(json.loads, file)}
    with claims.open(encoding="utf-8") as file:
        for record in map(json.loads, file):
            info = ReaderInfo(record["reader"]["version"], record["reader"]["model"])
            article = Article(record["id"], texts[record["id"]], record["published"], outlet=record["outlet"])
            found = tuple(Claim.from_dict(claim) for claim in record["claims"])
            yield Reading(article, found, record["lang"], info)


def main() -> None:
    """Print the numbers of the news and readings that the command line names."""
    news, claims = map(Path, sys.argv[1:3])
    fields = measured(list(_readings(news, claims)))
    lines = [f"  {json.dumps(name)}: {json.dumps(value)}" for name, value in fields.items()]
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
