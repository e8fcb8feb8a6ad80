from __future__ import annotations

import json
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rows_made import ARTICLE, CLAIM

from escale.export.ledger.inception import LAYER, Anchor, Utf16, to_cas, to_inception, type_system
from escale.ledger.rows import StoredArticle, StoredClaim
from escale.model import Span

WIDE = st.text(st.sampled_from("aé\u0301北🚢👩‍✈️\x00\n"), min_size=1, max_size=40)


def of_text(text: str, *triggers: Span) -> tuple[StoredArticle, list[StoredClaim]]:
    article = replace(ARTICLE, article=replace(ARTICLE.article, text=text))
    claims = [
        replace(CLAIM, id=f"c{n}", claim=replace(CLAIM.claim, trigger=span, evidence=Span(0, len(text))))
        for n, span in enumerate(triggers)
    ]
    return article, claims


def structures(document: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = json.loads(document)["%FEATURE_STRUCTURES"]
    return listed


@given(WIDE, st.data())
def test_offsets_are_code_units_of_utf_16(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    sofa, whole, span = structures(to_cas(*of_text(text, Span(start, end))))
    units = sofa["sofaString"].encode("utf-16-le")
    assert whole["end"] * 2 == len(units)
    covered = units[span["begin"] * 2 : span["end"] * 2].decode("utf-16-le")
    assert covered == text[start:end].replace("\x00", "\ufffd")


@given(WIDE)
def test_each_offset_is_the_length_of_what_stands_before(text: str) -> None:
    units = Utf16(text)
    for offset in range(len(text) + 1):
        assert units(offset) * 2 == len(text[:offset].encode("utf-16-le"))


def test_a_claim_is_a_span_of_the_layer() -> None:
    document = json.loads(to_cas(ARTICLE, [CLAIM]))
    sofa, whole, span = document["%FEATURE_STRUCTURES"]
    assert list(document) == ["%TYPES", "%FEATURE_STRUCTURES", "%VIEWS"]
    assert document["%VIEWS"] == {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2, 3]}}
    assert sofa["sofaString"] == ARTICLE.article.text
    assert whole["language"] == "fr"
    begin = ARTICLE.article.text.index("escale") + 1
    assert span == {
        "%ID": 3,
        "%TYPE": LAYER,
        "@sofa": 1,
        "begin": begin,
        "end": begin + 6,
        "claimId": "c1",
        "claimType": "port_visit",
        "phase": "occur",
        "modality": "asserted",
        "actors": "CYP:MIL",
        "recipients": "ISR:GOV",
        "place": "Haïfa (ISR)",
        "time": "2022-05",
        "sources": "Radio Sud <- un marin",
    }


def test_the_span_may_be_the_evidence() -> None:
    span = structures(to_cas(ARTICLE, [CLAIM], Anchor.EVIDENCE))[2]
    assert (span["begin"], span["end"]) == (0, len(ARTICLE.article.text) + 1)


def test_claims_stand_in_the_order_of_the_text() -> None:
    article, claims = of_text("un deux trois", Span(8, 13), Span(0, 2), Span(3, 7))
    assert [span["claimId"] for span in structures(to_cas(article, claims))[2:]] == ["c1", "c2", "c0"]


def test_an_article_without_claims_is_a_document_too() -> None:
    ((name, document),) = to_inception([(ARTICLE, [])])
    assert name == "a1.json"
    assert len(structures(document)) == 2


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="c0 lies outside the text"):
        to_cas(*of_text("court", Span(0, 6)))


def test_the_layer_has_the_features_of_the_document() -> None:
    named = "{http://uima.apache.org/resourceSpecifier}"
    root = ElementTree.fromstring(type_system())
    assert root.findtext(f".//{named}typeDescription/{named}name") == LAYER
    features = [entry.findtext(f"{named}name") for entry in root.iter(f"{named}featureDescription")]
    types = json.loads(to_cas(ARTICLE, []))["%TYPES"][LAYER]
    assert features == [name for name in types if not name.startswith("%")]


def test_the_reference_reader_for_python_reads_it() -> None:
    cassis = pytest.importorskip("cassis")
    cas = cassis.load_cas_from_json(to_cas(ARTICLE, [CLAIM]))
    (span,) = cas.select(LAYER)
    assert span.get_covered_text() == "escale"
    assert span.claimId == "c1"
    assert cas.sofa_string == ARTICLE.article.text
    layer = cassis.load_typesystem(type_system()).get_type(LAYER)
    assert {feature.name for feature in layer.features} == {
        feature.name for feature in cas.typesystem.get_type(LAYER).features
    }
