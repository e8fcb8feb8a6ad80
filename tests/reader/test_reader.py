"""The reader as a whole: own sentences in, claims out; offsets exact whatever the text; time linear."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stopwatch import least_seconds

import escale
from escale.errors import UnknownLanguageError, UsageError
from escale.model import Article
from escale.reader.reader import Reader
from escale.reader.text.canonical import Canonical

PUBLISHED = "2021-05-04"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Le gouvernement afghan et les talibans ont signé lundi une trêve.", 0),
        ("Les États-Unis et les talibans ont signé lundi une trêve.", 1),
        ("Le régime syrien a conclu un accord avec les forces kurdes.", 0),
        ("La Turquie a conclu un accord avec les forces kurdes.", 1),
    ],
)
def test_a_state_and_its_own_insurgents_are_domestic(reader: Reader, text: str, claims: int) -> None:
    assert len(reader.read(Article(id="a", text=text, published=PUBLISHED)).claims) == claims


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "La frégate française Surcouf fait escale à Split, en Croatie, depuis lundi.",
            ("port_visit", "occur", "asserted", {"FRA", "HRV"}, "2021-05-03/..", None),
        ),
        (
            "Le Japon et l'Australie ont signé jeudi un accord de défense, selon l'agence Kyodo.",
            ("agreement", "start", "asserted", {"JPN", "AUS"}, "2021-04-29", "Kyodo"),
        ),
        (
            "Le ministre grec de la Défense rencontrera son homologue turc à Athènes en juin.",
            ("talks", "occur", "planned", {"GRC", "TUR"}, "2021-06", None),
        ),
        (
            "La Suède a imposé des sanctions à la Biélorussie.",
            ("sanction", "start", "asserted", {"SWE", "BLR"}, None, None),
        ),
    ],
)
def test_a_sentence_gives_its_claim(
    reader: Reader, text: str, expected: tuple[str, str, str, set[str], str | None, str | None]
) -> None:
    kind, phase, modality, codes, edtf, origin = expected
    claims = [c for c in reader.read(Article("a", text, PUBLISHED)).claims if c.type == kind]
    assert len(claims) == 1
    (claim,) = claims
    assert (claim.phase, claim.modality) == (phase, modality)
    assert {party.code for party in claim.actors + claim.recipients} == codes
    assert (claim.time.edtf if claim.time else None) == edtf
    assert (claim.sources[-1].text if claim.sources else None) == origin or (
        origin is not None and origin in claim.sources[-1].text
    )


@pytest.mark.parametrize(
    "text",
    [
        "La compagnie propose une croisière avec escale à Athènes et à Istanbul pour 900 euros.",
        "L'exercice 2020 s'achève sur un bénéfice de 12 millions d'euros pour le groupe.",
        "La rencontre entre Lille et Monaco s'est achevée sur un match nul.",
        "La direction et les syndicats ont signé un accord sur le temps de travail.",
        "",
        " \n\t ",
    ],
)
def test_other_worlds_give_no_claim(reader: Reader, text: str) -> None:
    assert reader.read(Article("a", text, PUBLISHED)).claims == ()


PIECES = (
    "La frégate française Surcouf fait escale à Split, en Croatie, depuis lundi. ",
    "« Les négociations entre Athènes et Ankara ont repris », a dit le ministre grec Nikos Dendias.\n",
    "Le général Müller 🛳️ rencontrera l’amiral Ōtani à Tokyo “en juin”. ",
    "L'armée de l'air grecque a livré deux avions à l'Égypte.\n\n",
    "\u00a0: «\u202f", "e\u0301", "🇫🇷", "\r\n", "…", "\ufeff", "\x00", "ﬁ", "İ",
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["NFC", "NFD"]))
def test_offsets_quote_the_text(reader: Reader, pieces: list[str], form: str) -> None:
    text = unicodedata.normalize(form, "".join(pieces))  # type: ignore[arg-type]
    for claim in reader.read(Article("a", text, PUBLISHED)).claims:
        for span in (claim.trigger, claim.evidence, *claim.mentions):
            assert span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
        assert claim.evidence.overlaps(claim.trigger)
        if claim.time:
            quotes = [span.of(text) for span in (claim.evidence, *claim.mentions)]
            assert any(claim.time.text in Canonical.of(quote).text for quote in quotes)


def test_composed_and_decomposed_letters_give_the_same_claims(reader: Reader) -> None:
    text = PIECES[3] + PIECES[1]
    both = [
        [
            (c.type, c.phase, c.modality, [p.code for p in c.actors])
            for c in reader.read(Article("a", unicodedata.normalize(form, text), PUBLISHED)).claims
        ]
        for form in ("NFC", "NFD")
    ]
    assert both[0]
    assert both[0] == both[1]


def test_a_header_is_not_read_and_does_not_shift_offsets(reader: Reader) -> None:
    header = " date 2021-05-04 "
    plain = reader.read(Article("a", PIECES[0], PUBLISHED)).claims
    headed = reader.read(Article("a", header + PIECES[0], PUBLISHED, body=len(header))).claims
    assert [c.trigger.start for c in headed] == [c.trigger.start + len(header) for c in plain]


def test_the_order_and_company_of_articles_do_not_matter(reader: Reader) -> None:
    articles = [Article(str(i), piece, PUBLISHED) for i, piece in enumerate(PIECES[:4])]
    together = {r.article.id: r.to_dict(explain=True) for r in reader.pipe(articles)}
    backwards = {r.article.id: r.to_dict(explain=True) for r in reader.pipe(reversed(articles))}
    assert together == backwards
    assert together == {a.id: reader.read(a).to_dict(explain=True) for a in articles}


def test_without_publication_date_relative_dates_stay_empty(reader: Reader) -> None:
    reading = reader.read(Article("a", PIECES[0]))
    assert reading.notices
    assert [claim.time for claim in reading.claims] == [None]


def test_python_door() -> None:
    (claim,) = escale.read(PIECES[0], published="2021-05").claims
    assert claim.type == "port_visit"
    with pytest.raises(UsageError, match="2021-13"):
        escale.read("x", published="2021-13")
    with pytest.raises(UnknownLanguageError, match="xx"):
        escale.read("x", lang="xx")


@pytest.mark.parametrize(
    "unit",
    [
        *(
            "« ",
            "«",
            "(",
            "'",
            "1",
            "1.",
            "a-",
            "2+2 ",
            "M. ",
            "lundi ",
            "du 3 au ",
            "a dit que ",
            "Paris et ",
        ),
        *("Paris a livré des chars à Rome, ", "Paris et Rome négocient un accord "),
    ],
)
def test_time_is_linear(reader: Reader, unit: str) -> None:
    """Twice the text may take little more than twice the time: no step looks back over all it has read."""

    def seconds(size: int) -> float:
        article = Article("a", unit * (size // len(unit)), PUBLISHED)
        return least_seconds(lambda: reader.read(article), repeats=2)

    seconds(500)
    assert seconds(12_000) < 3.2 * seconds(6_000) + 0.1
