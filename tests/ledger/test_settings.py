from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from support import full_claim

from escale.errors import UsageError
from escale.ledger.corrections import changed
from escale.ledger.settings import FIELDS, change_of
from escale.model import ClaimType, Phase

TEXT = "La vente est signée."
CLAIM = full_claim(TEXT, "vente", TEXT)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("type=assistance", "assistance"),
        ("phase=suspend", "suspend"),
        ("modality=denied", "denied"),
        (
            "actors=FRA:MIL, DEU",
            [{"code": "FRA", "sector": "MIL", "text": None}, {"code": "DEU", "sector": "GOV", "text": None}],
        ),
        ("recipients=", []),
        ("participants=Anne Le Goff", [{"name": "Anne Le Goff", "code": None, "role": None}]),
        ("place=Toulon:FRA", {"text": "Toulon", "country": "FRA"}),
        ("place=mer Noire", {"text": "mer Noire", "country": None}),
        ("place=", None),
        ("time=2020/..", {"text": "2020/..", "edtf": "2020/.."}),
        ("time=", None),
        ('sources=[{"text": "Le Phare", "kind": "media"}]', [{"text": "Le Phare", "kind": "media"}]),
        ("items=Rafale, S-400", [{"text": "Rafale", "quantity": None}, {"text": "S-400", "quantity": None}]),
        ("value=5000000 EUR", {"amount": 5000000, "currency": "EUR"}),
        ("value=", None),
        ("vessels=Kimon,Nearchos", ["Kimon", "Nearchos"]),
    ],
)
def test_setting(setting: str, value: Any) -> None:
    change = change_of([setting], CLAIM)
    assert change == {setting.partition("=")[0]: value}
    assert changed(CLAIM, change) != CLAIM


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("phase", "write FIELD=VALUE"),
        ("trace=x", "write FIELD=VALUE with a field of type, phase"),
        ("phase=frozen", "no value of phase"),
        ("time=mardi", "no value of time"),
        ("actors=fra", "'fra' is no code"),
        ("actors=FRA:NAVY", "no value of actors"),
        ("place=Brest:France", "'France' is no code"),
        ("sources=Le Phare", "no value of sources"),
        pytest.param(f"sources={'[' * 2000}", "no value of sources", id="sources in sources"),
        ("value=5", "no value of value"),
        ("value=99999999999999999999999 EUR", "beyond all money"),
        ("value=1.e999 EUR", "beyond all money"),
    ],
)
def test_a_bad_setting_is_one_line(setting: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        change_of([setting], CLAIM)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_claim_keeps_a_party() -> None:
    with pytest.raises(UsageError, match="needs a party"):
        change_of(["actors=", "recipients="], CLAIM)


def test_recipients_become_actors_in_a_symmetric_type() -> None:
    made = changed(CLAIM, change_of(["type=talks", "phase=occur"], CLAIM))
    assert (made.type, made.phase) == (ClaimType.TALKS, Phase.OCCUR)
    assert {party.code for party in made.actors} == {"FRA", "GRC"}
    assert not made.recipients


def test_every_field_can_be_set() -> None:
    fixed = {"id", "trigger", "evidence", "mentions"}
    assert set(FIELDS) == set(replace(CLAIM).to_dict()) - fixed
