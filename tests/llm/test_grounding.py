"""A model's claims against the article: by the shipped pipeline, because its steps resolve what is quoted."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import replace
from typing import Any

import pytest
from chat_server import raw_claim

from escale.lang import Language
from escale.llm.account import Account
from escale.llm.grounding import ground
from escale.llm.prompt import Prompt
from escale.llm.resolving import known_codes
from escale.llm.schema import read_answer
from escale.model import Article, Claim, Money, Source, SourceKind, Span
from escale.reader.reader import Reader
from escale.reader.text.canonical import Canonical

TEXT = (
    "Athènes reçoit deux frégates\n"
    "La marine grecque a reçu mardi à Salamine deux frégates françaises, pour 1,2 milliard d'euros, "
    "a déclaré le ministre grec de la Défense, Nikos Dendias. "
    "La frégate Kimon doit rejoindre sa base vendredi. Les deux pays signeront un accord, "
    "selon le quotidien Kathimerini. « Rien n'est sûr », tempère Dendias. "
    "L'ONU et la FINUL n'ont rien dit, ni l'OTASE."
)
EVIDENCE = "La marine grecque a reçu mardi à Salamine deux frégates françaises"
ARTICLE = Article(id="a", text=TEXT, published="2024-03-14")
GREECE = {"text": "La marine grecque", "code": "GRC", "sector": "MIL"}
FRANCE = {"text": "françaises", "code": "FRA", "sector": "GOV"}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


class Grounded:
    """The claims that an answer gives, and the account of it."""

    def __init__(self, reader: Reader, article: Article, *raw: dict[str, Any]) -> None:
        self.account = Account()
        text = Canonical.of(" " * article.body + article.text[article.body :])
        scene = reader.scene(reader.pipeline(text.text), article.published, article.outlet)
        claims = read_answer(json.dumps({"claims": raw}), self.account)
        codes = known_codes(reader.language)
        self.claims = ground(claims, scene, text, codes, article.outlet, self.account)

    @property
    def only(self) -> Claim:
        (claim,) = self.claims
        return claim


def transfer(**fields: Any) -> dict[str, Any]:
    given = {
        "type": "arms_transfer",
        "evidence": EVIDENCE,
        "trigger": "a reçu",
        "actors": [FRANCE],
        "recipients": [GREECE],
    }
    return raw_claim(**given | fields)


def test_a_full_claim(reader: Reader) -> None:
    raw = transfer(
        place="Salamine",
        time="mardi",
        sources=[{"text": "Dendias", "kind": "official"}],
        items=[{"text": "frégates françaises", "quantity": 2}],
        value="1,2 milliard d'euros",
        mentions=["Athènes reçoit deux frégates"],
    )
    grounded = Grounded(reader, ARTICLE, raw)
    claim = grounded.only
    assert (claim.id, claim.trigger.of(TEXT), claim.evidence.of(TEXT)) == ("c1", "a reçu", EVIDENCE)
    assert [(p.code, p.sector, p.text) for p in claim.actors] == [("FRA", "GOV", "françaises")]
    assert [(p.code, p.sector) for p in claim.recipients] == [("GRC", "MIL")]
    assert claim.time is not None
    assert (claim.time.text, claim.time.edtf) == ("mardi", "2024-03-12")
    assert claim.place is not None
    assert claim.place.text == "Salamine"
    assert claim.sources == (Source("Nikos Dendias", SourceKind.OFFICIAL),)
    assert [(item.text, item.quantity) for item in claim.items] == [("frégates françaises", 2)]
    assert claim.value == Money(1_200_000_000, "EUR")
    assert claim.mentions == (Span(0, 28),)
    assert grounded.account == Account()
    assert {step.field for step in claim.trace} >= {"type", "phase", "parties", "time", "place", "sources"}


@pytest.mark.parametrize(
    ("fields", "quotes"),
    [
        ({"evidence": "La marine turque a reçu deux frégates"}, 1),
        ({"trigger": "a livré"}, 1),
        ({"trigger": "signeront"}, 1),  # in the text, but not in the evidence
        ({"sources": [{"text": "Angela Merkel", "kind": "official"}]}, 1),
        ({"actors": [], "recipients": []}, 0),
        ({"actors": [{"text": "la Norvège", "code": "NOR", "sector": "GOV"}], "recipients": []}, 1),
    ],
)
def test_a_claim_is_refused_for_what_is_not_in_the_text(
    reader: Reader, fields: dict[str, Any], quotes: int
) -> None:
    grounded = Grounded(reader, ARTICLE, transfer(**fields))
    assert (grounded.claims, grounded.account.refused_quotes) == ([], quotes)


@pytest.mark.parametrize(
    ("field", "value", "left"),
    [
        ("time", "mercredi", None),
        ("place", "au Pirée", None),
        ("value", "3 milliards", None),
        ("items", [{"text": "sous-marins", "quantity": 2}], ()),
        ("vessels", ["Surcouf"], ()),
        ("participants", [{"name": "Angela Merkel", "code": None, "role": None}], ()),
        ("mentions", ["Nulle part."], ()),
    ],
)
def test_a_field_is_left_empty_for_a_quote_that_is_not_in_the_text(
    reader: Reader, field: str, value: object, left: object
) -> None:
    grounded = Grounded(reader, ARTICLE, transfer(**{field: value}))
    assert getattr(grounded.only, field) == left
    assert grounded.account.refused_quotes == 1


@pytest.mark.parametrize(
    ("text", "code", "sector", "found"),
    [
        ("La marine grecque", "TUR", "MIL", "GRC"),  # the tables know better than the model
        ("le ministre grec de la Défense", "GRC", "GOV", "GRC"),
        ("deux frégates françaises", "FRA", "GOV", "FRA"),
        ("la France", "FRA", "GOV", "FRA"),  # not in these words, but the article names it
        ("la Norvège", "NOR", "GOV", None),
        ("Salamine", "GRC", "GOV", "GRC"),  # no party for the tables: the model's code is a known one
        ("Salamine", "Grèce", "GOV", None),
        ("ni l'OTASE", "OTASE", "IGO", "OTASE"),  # a body that no table lists, under its acronym in the text
        ("ni l'OTASE", "ANZUS", "IGO", None),
        ("rien dit", "OTASE", "GOV", None),
    ],
)
def test_parties_by_the_tables(reader: Reader, text: str, code: str, sector: str, found: str | None) -> None:
    party = {"text": text, "code": code, "sector": sector}
    grounded = Grounded(reader, ARTICLE, transfer(actors=[party]))
    assert [p.code for p in grounded.only.actors] == ([found] if found else [])
    assert grounded.account.refused_quotes + grounded.account.refused_values == (found is None)


def test_symmetric_matters_have_actors_only_each_once(reader: Reader) -> None:
    raw = raw_claim(
        type="agreement",
        phase="start",
        modality="planned",
        evidence="Les deux pays signeront un accord",
        trigger="accord",
        actors=[{"text": "Les deux pays", "code": "GRC", "sector": "GOV"}],
        recipients=[{"text": "Les deux pays", "code": "FRA", "sector": "GOV"}, GREECE],
        sources=[{"text": "Kathimerini", "kind": "media"}],
    )
    claim = Grounded(reader, ARTICLE, raw).only
    assert ([p.code for p in claim.actors], claim.recipients) == (["GRC", "FRA"], ())
    assert claim.sources == (Source("Kathimerini", SourceKind.MEDIA),)


def test_the_publisher_is_none_of_the_sources(reader: Reader) -> None:
    raw = transfer(sources=[{"text": "Kathimerini", "kind": "media"}])
    assert Grounded(reader, replace(ARTICLE, outlet="Kathimerini"), raw).only.sources == ()


def test_one_invented_source_of_two_costs_that_source_only(reader: Reader) -> None:
    sources = [{"text": "Angela Merkel", "kind": "official"}, {"text": "Kathimerini", "kind": "media"}]
    grounded = Grounded(reader, ARTICLE, transfer(sources=sources))
    assert [source.text for source in grounded.only.sources] == ["Kathimerini"]
    assert grounded.account.refused_quotes == 1


def test_a_relative_date_stays_empty_without_a_date_of_publication(reader: Reader) -> None:
    grounded = Grounded(reader, replace(ARTICLE, published=None), transfer(time="mardi"))
    assert (grounded.only.time, grounded.account.unread) == (None, 1)


@pytest.mark.parametrize(
    ("time", "until", "edtf"),
    [
        ("mardi", "vendredi", "2024-03-12/2024-03-15"),
        ("vendredi", "mardi", "2024-03-15"),  # no interval runs backwards
        ("mardi", "dimanche", "2024-03-12"),
        (None, "vendredi", "2024-03-15"),
    ],
)
def test_two_expressions_make_an_interval(
    reader: Reader, time: str | None, until: str | None, edtf: str
) -> None:
    time_found = Grounded(reader, ARTICLE, transfer(time=time, until=until)).only.time
    assert time_found is not None
    assert time_found.edtf == edtf


def test_repeats_are_folded_and_claims_numbered_in_the_order_of_the_text(reader: Reader) -> None:
    later = raw_claim(
        type="deployment",
        modality="planned",
        evidence="La frégate Kimon doit rejoindre sa base vendredi.",
        trigger="rejoindre",
        actors=[GREECE],
        vessels=["Kimon"],
        time="vendredi",
    )
    echo = transfer(evidence="Athènes reçoit deux frégates", trigger="reçoit")
    claims = Grounded(reader, ARTICLE, later, transfer(time="mardi"), echo).claims
    assert [(c.id, c.type.value) for c in claims] == [("c1", "arms_transfer"), ("c2", "deployment")]
    assert claims[0].mentions == (Span(0, 28),)
    assert (claims[1].vessels, claims[1].time and claims[1].time.edtf) == (("Kimon",), "2024-03-15")


def test_offsets_are_those_of_the_article_with_a_header_and_decomposed_letters(reader: Reader) -> None:
    header = "date 2024-03-14\n"
    text = unicodedata.normalize("NFD", header + "🚢 " + TEXT)
    article = Article(id="a", text=text, published="2024-03-14", body=len(header))
    claim = Grounded(reader, article, transfer(time="mardi")).only
    assert unicodedata.normalize("NFC", claim.evidence.of(text)) == EVIDENCE
    assert unicodedata.normalize("NFC", claim.trigger.of(text)) == "a reçu"


def test_the_example_in_the_prompt_is_grounded_in_its_own_article(reader: Reader, french: Language) -> None:
    messages = Prompt.of(french).messages("", None)
    asked, answered = messages[1]["content"], messages[2]["content"]
    text = asked.split("<article>\n")[1].split("\n</article>")[0]
    article = Article(id="example", text=text, published="2017-05-10")
    grounded = Grounded(reader, article, *json.loads(answered)["claims"])
    assert grounded.account == Account()
    told = [
        (
            c.phase.value,
            c.modality.value,
            *(p.code for p in c.actors + c.recipients),
            c.time and c.time.edtf,
        )
        for c in grounded.claims
    ]
    assert told == [
        ("occur", "asserted", "PRT", "HRV", "2017-05-08"),
        ("suspend", "asserted", "PRT", "HRV", "2015"),
        ("resume", "possible", "PRT", "HRV", "2018/.."),
    ]
    assert [[s.text for s in c.sources] for c in grounded.claims] == [[], ["Ivo Maric"], ["Ivo Maric"]]
