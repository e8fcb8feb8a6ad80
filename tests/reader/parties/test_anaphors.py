"""Expressions that stand for states named before."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PersonMention
from escale.reader.parties.anaphors import AnaphorFinder
from escale.reader.parties.parties import PartyFinder

CASES = [
    ("La Chine a reçu le Laos. Les deux pays ont signé.", "Les deux pays", {"CHN", "LAO"}),
    ("Rome et Lisbonne protestent. Les deux capitales attendent.", "Les deux capitales", {"ITA", "PRT"}),
    ("Le Chili et le Pérou manœuvrent. Les deux armées s'entendent.", "Les deux armées", {"CHL", "PER"}),
    (
        "Le Mali, le Niger et le Tchad signent. Les trois pays patrouillent.",
        "Les trois pays",
        {"MLI", "NER", "TCD"},
    ),
    (
        "L'Inde et l'Australie se sont vues en Suisse. Les deux pays ont signé.",
        "Les deux pays",
        {"IND", "AUS"},
    ),
    (
        "Delhi a reçu un émissaire d'Oman. Les relations bilatérales reprennent.",
        "bilatérales",
        {"IND", "OMN"},
    ),
    ("La Suède recule. Le pays a rappelé ses navires.", "Le pays", {"SWE"}),
    ("La Suède recule. Stockholm a rappelé ses navires.", "ses navires", {"SWE"}),
    ("La Suède enverra ses 300 soldats.", "ses 300 soldats", {"SWE"}),
    ("L'OSCE hésite. L'organisation enverra une mission.", "L'organisation", {"OSCE"}),
    (
        "Le Pérou voit le Chili. Le Chili presse le Pérou, dit un envoyé brésilien. Les deux pays signent.",
        "Les deux pays",
        {"PER", "CHL"},
    ),
    (
        "L'Inde et la Chine négocient. Le chantier Navantia a perdu. Les deux pays se taisent.",
        "Les deux pays",
        {"IND", "CHN"},
    ),
    ("L'Inde a reçu la Chine et le Laos. Les trois navires sont repartis.", "Les trois navires", set()),
    (
        "L'Inde a vu la Chine. Les forces des deux pays de la région (Niger, Tchad) sont parties.",
        "des deux pays",
        {"NER", "TCD"},
    ),
    ("L'Inde a vu la Chine. Les deux pays (dont Oman) ont signé.", "Les deux pays", {"IND", "CHN"}),
    ("L'Inde a vu la Chine. Les deux pays – Niger et Tchad – ont signé.", "Les deux pays", {"NER", "TCD"}),
    ("L'Inde et la Chine négocient. Chaque camp a reculé.", "Chaque camp", {"IND", "CHN"}),
    ("L'Inde et la Chine négocient. Les belligérants ont reculé.", "Les belligérants", {"IND", "CHN"}),
    ("L'armée malienne part. Le Niger attend. L'armée reviendra.", "L'armée", {"MLI"}),
    ("L'Inde attend. L'armée reviendra.", "L'armée", set()),
    ("L'émissaire du Chili, dont le pays a rompu avec Lima, est parti.", "le pays", {"CHL"}),
    (
        "Le président grec a vu le Turc. Athènes veut revoir son homologue Nikos Dendias.",
        "son homologue",
        set(),
    ),
    ("Les autorités grecques ont vu les Turcs. Athènes recevra son voisin.", "son voisin", {"TUR"}),
]


@pytest.fixture(scope="module")
def parties(french: Language) -> PartyFinder:
    return PartyFinder(french)


@pytest.fixture(scope="module")
def anaphors(french: Language) -> AnaphorFinder:
    return AnaphorFinder(french)


@pytest.mark.parametrize(("text", "words", "codes"), CASES, ids=[c[0] for c in CASES])
def test_antecedents(
    nlp: Pipeline,
    parties: PartyFinder,
    anaphors: AnaphorFinder,
    text: str,
    words: str,
    codes: set[str],
) -> None:
    doc = nlp(text)
    assert {m.code for m in anaphors(doc, parties(doc)) if m.text == words} == codes


@pytest.mark.parametrize(
    "text",
    [
        "Les deux pays ont signé.",
        "La Grèce agit seule. Les deux pays ont signé.",
        "Le gouvernement grec agit. Le ministre a vu son homologue turc.",
        "La France a deux amis.",
        "Les relations bilatérales entre l'Inde et Oman reprennent.",
        "",
    ],
)
def test_nothing_without_enough_antecedents(
    nlp: Pipeline, parties: PartyFinder, anaphors: AnaphorFinder, text: str
) -> None:
    doc = nlp(text)
    assert anaphors(doc, parties(doc)) == []


def test_the_noun_gives_the_sector_and_the_head(
    nlp: Pipeline, parties: PartyFinder, anaphors: AnaphorFinder
) -> None:
    doc = nlp("Le Chili et le Pérou manœuvrent. Les deux marines s'entendent.")
    found = anaphors(doc, parties(doc))
    assert [(m.sector, doc[m.head].text) for m in found] == [(Sector.MIL, "marines")] * 2


KINDS = [
    *("numbers", "several", "both", "one", "body", "other", "own", "places"),
    *("each", "foes", "again", "speaker", "whose"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_every_example_is_recognised(
    nlp: Pipeline, french: Language, parties: PartyFinder, anaphors: AnaphorFinder, kind: str
) -> None:
    table = french.table("anaphors")
    assert set(table) == set(KINDS)
    doc = nlp(table[kind]["example"])
    assert anaphors(doc, parties(doc))


def test_people_count_where_several_are_meant(
    nlp: Pipeline, parties: PartyFinder, anaphors: AnaphorFinder
) -> None:
    doc = nlp("Ivan Petrov a vu Juan Perez. Les deux hommes ont signé.")
    people = [
        PersonMention(0, 2, 0, "Ivan Petrov", "RUS", None, Sector.GOV, official=True),
        PersonMention(4, 6, 4, "Juan Perez", "ESP", None, Sector.GOV, official=True),
    ]
    assert anaphors(doc, parties(doc)) == []
    assert [m.code for m in anaphors(doc, parties(doc), people)] == ["RUS", "ESP"]
