"""One claim, event or article by its id, and an article that is read and not kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from served_client import served
from starlette.testclient import TestClient

from escale.export.answers.tabular import json_line
from escale.export.answers.why import why_record
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.web.api.models.articles import Article, ClaimWhy, EventWhy
from escale.web.api.models.claims import Reading

_TEXT = (
    "La frégate française Surcouf est arrivée lundi dans le port roumain de Constanţa pour une escale de "
    "quatre jours, a annoncé le ministère roumain de la Défense."
)


def _json(record: Any) -> Any:
    return json.loads(json_line(record))


def test_a_claim_and_an_event_are_what_escale_why_writes(client: TestClient, ledger_folder: Path) -> None:
    ledger = Ledger.open(ledger_folder)
    claim, event = ledger.claims()[0].id, ledger.events()[0].id

    of_claim = client.get(f"/api/v1/claims/{claim}")
    of_event = client.get(f"/api/v1/events/{event}")

    assert of_claim.json() == _json(why_record(ledger.why(claim)))
    assert of_event.json() == _json(why_record(ledger.why(event)))
    assert ClaimWhy.model_validate_json(of_claim.content, strict=True).subject.id == claim
    assert EventWhy.model_validate_json(of_event.content, strict=True).subject.id == event


def test_an_article_has_its_text_and_what_became_of_its_claims(copied: Path) -> None:
    ledger = Ledger.open(copied)
    changed, rejected = (claim.id for claim in ledger.claims()[:2])
    article = ledger.claims()[0].article_id
    fields = json.dumps({"vessels": ["Mircea"]})
    ledger.correct(CorrectionKind.SET, [changed], by="Ana", note="seen", fields=fields)
    ledger.correct(CorrectionKind.REJECT, [rejected], by="Ana", note="")

    with served(copied) as client:
        found = Article.model_validate_json(client.get(f"/api/v1/articles/{article}").content, strict=True)
        why = ClaimWhy.model_validate_json(client.get(f"/api/v1/claims/{rejected}").content, strict=True)

    assert found.text == ledger.article(article).stored.article.text
    assert {claim.id: claim.vessels for claim in found.claims}[changed] == ["Mircea"]
    assert [claim.id for claim in found.as_read] == [changed]
    assert [claim.id for claim in found.rejected] == [rejected]
    assert [made.action for made in found.corrections] == [CorrectionKind.SET, CorrectionKind.REJECT]
    assert why.subject.rejected


def test_an_article_is_read_and_not_kept(client: TestClient, ledger_folder: Path) -> None:
    before = len(Ledger.open(ledger_folder).versions())

    asked = {"text": _TEXT, "published": "2023-05-16", "outlet": "L'Ancre", "url": "https://ancre.test/1"}
    response = client.post("/api/v1/read", json=asked)

    read = Reading.model_validate_json(response.content, strict=True)
    assert [(claim.type, claim.vessels) for claim in read.claims] == [("port_visit", ["Surcouf"])]
    assert read.claims[0].time is not None
    assert read.claims[0].time.edtf.startswith("2023-05-15")
    assert (read.outlet, read.url, read.published) == ("L'Ancre", "https://ancre.test/1", "2023-05-16")
    assert len(Ledger.open(ledger_folder).versions()) == before


@pytest.mark.parametrize("published", ["2023", "2023-05", "2024-02-29", None])
def test_dates_of_publication(client: TestClient, published: str | None) -> None:
    response = client.post("/api/v1/read", json={"text": _TEXT, "published": published})

    assert response.json()["published"] == published
