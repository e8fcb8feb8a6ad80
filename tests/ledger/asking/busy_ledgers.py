"""Ledgers made at random: several parties a claim, editions, articles without a date, corrections."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

from builders import Told, claim, reading

from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.model import SYMMETRIC, ClaimType
from escale.reading import Reading

__all__ = ["busy_ledger", "parties_field"]

_DAYS = 12  # of September 2019, on which articles appear
_CODES = ("DEU", "FRA", "GBR", "RUS")
_TYPES = tuple(ClaimType(name) for name in ("talks", "port_visit", "exercise", "sanction", "agreement"))
_PHASES = ("occur", "start", "suspend", "end", "resume")
_PLACES = (("Brest", "FRA"), ("BREST", "FRA"), ("Brest", "BLR"), ("Kiel", "DEU"), ("la mer Noire", None))
_TIMES = (None, "2019-09-05", "2019-08", "2019", "2014/..", "../2019-09-03")


def busy_ledger(folder: Path, seed: int, articles: int = 24) -> Ledger:
    """A ledger of some articles, a tenth of whose claims is corrected."""
    random = Random(seed)
    ledger = Ledger.create(folder)
    told = [_reading(random, number) for number in range(articles)]
    ledger.add(told[::2])
    ledger.add(told[1::2])
    for stored in ledger.claims():
        if random.random() < 0.05:
            ledger.correct(CorrectionKind.REJECT, [stored.id], by="Anne", note="")
        elif random.random() < 0.05:
            fields = parties_field("SWE", "FRA")
            ledger.correct(CorrectionKind.SET, [stored.id], by="Anne", note="", fields=fields)
    return ledger


def parties_field(*codes: str) -> str:
    """Actors, as a correction gives them."""
    return json.dumps({"actors": [{"code": code, "sector": "GOV", "text": None} for code in codes]})


def _reading(random: Random, number: int) -> Reading:
    day = random.randint(1, _DAYS)
    return reading(
        f"Article {number}.",
        [_claim(random, f"Phrase {number} {place} de la dépêche.") for place in range(random.randint(0, 4))],
        random.choice(("La Vigie", "Le Phare", "La Rade")),
        f"2019-09-{day:02}" if random.random() < 0.9 else None,
        url=f"https://vigie.example/{random.randint(1, 4)}" if random.random() < 0.3 else None,
        as_of=f"2019-09-{random.randint(day, _DAYS + 2):02}" if random.random() < 0.3 else None,
    )


def _claim(random: Random, quote: str) -> Told:
    type_ = random.choice(_TYPES)
    actors = random.sample(_CODES, random.choice((1, 1, 2, 2, 3)))
    recipients = [] if type_ in SYMMETRIC else random.sample(_CODES, random.randint(0, 2))
    return claim(
        type_,
        random.choice(_PHASES),
        random.choice(("asserted", "asserted", "planned", "denied")),
        actors,
        recipients,
        time=random.choice(_TIMES),
        place=random.choice(_PLACES) if random.random() < 0.6 else None,
        quote=quote,
    )
