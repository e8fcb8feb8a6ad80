"""Parties in every form the press uses."""

from __future__ import annotations

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language
from escale.model import Sector
from escale.reader.parties.parties import PartyFinder


@pytest.fixture(scope="module")
def finder(french: Language) -> PartyFinder:
    return PartyFinder(french)


def found(nlp: Pipeline, finder: PartyFinder, text: str) -> list[str]:
    return [f"{m.code} {m.sector} {m.form} {m.text}" for m in finder(nlp(text))]


CASES = [
    ("Le ministre norvégien parle.", ["NOR GOV adjective ministre norvégien"]),
    ("La marine philippine manœuvre.", ["PHL MIL adjective marine philippine"]),
    ("Des navires de guerre indiens approchent.", ["IND MIL adjective navires de guerre indiens"]),
    ("Les chefs d'état-major grec se taisent.", ["GRC MIL adjective chefs d'état-major grec"]),
    ("Le renseignement portugais enquête.", ["PRT SPY adjective renseignement portugais"]),
    ("Les députés chiliens votent.", ["CHL LEG adjective députés chiliens"]),
    ("La police espagnole veille.", ["ESP COP adjective police espagnole"]),
    ("Le chef de la diplomatie turque part.", ["TUR GOV adjective chef de la diplomatie turque"]),
    ("Il aime les forces de l'Otan.", ["NATO MIL name forces de l'Otan"]),
    ("Le port de pêche kényan est plein.", ["KEN GOV adjective kényan"]),
    (
        "Les Américains et les Russes négocient.",
        ["USA GOV inhabitant Américains", "RUS GOV inhabitant Russes"],
    ),
    (
        "Un accord franco-omanais suit.",
        ["FRA GOV adjective franco-omanais", "OMN GOV adjective franco-omanais"],
    ),
    (
        "L'accord américano-taliban tient.",
        ["USA GOV adjective américano-taliban", "NSA GOV group américano-taliban"],
    ),
    ("L'axe Rome-Madrid tient.", ["ITA GOV capital Rome-Madrid", "ESP GOV capital Rome-Madrid"]),
    ("Le Kremlin et l'Élysée se parlent.", ["RUS GOV seat Kremlin", "FRA GOV seat Élysée"]),
    ("Tsahal et le Pentagone s'exercent.", ["ISR MIL seat Tsahal", "USA MIL seat Pentagone"]),
    ("La DGSE renseigne.", ["FRA SPY seat DGSE"]),
    ("Les talibans signent.", ["NSA GOV group talibans"]),
    ("Les forces kurdes reculent.", ["NSA MIL group forces kurdes"]),
    ("La cuisine kurde plaît.", []),
    ("Les Etats-Unis et l’Egypte signent.", ["USA GOV name Etats-Unis", "EGY GOV name Egypte"]),
    (
        "La Guinée-Bissau et la Guinée équatoriale.",
        ["GNB GOV name Guinée-Bissau", "GNQ GOV name Guinée équatoriale"],
    ),
    ("Le Soudan du Sud et le Soudan.", ["SSD GOV name Soudan du Sud", "SDN GOV name Soudan"]),
    ("Le Niger et le Nigeria.", ["NER GOV name Niger", "NGA GOV name Nigeria"]),
    ("L'URSS et la Yougoslavie.", ["SUN GOV name URSS", "YUG GOV name Yougoslavie"]),
    (
        "Le Kosovo, Taïwan et la Palestine.",
        ["XKX GOV name Kosovo", "TWN GOV name Taïwan", "PSE GOV name Palestine"],
    ),
    ("Le Caire hésite.", ["EGY GOV capital Le Caire"]),
    ("Bruxelles tranchera.", ["EU IGO capital Bruxelles"]),
    ("Le Brexit inquiète.", ["EU GOV name Brexit", "GBR GOV name Brexit"]),
    (
        "Les pays baltes protestent.",
        ["EST GOV name pays baltes", "LTU GOV name pays baltes", "LVA GOV name pays baltes"],
    ),
    ("L'UE hésite, l'Union attend.", ["EU IGO name UE", "EU IGO name Union"]),
    ("L'Union attend.", []),
    ("L'ère soviétique est finie.", []),
    ("La Royal Navy of Oman est en mer.", ["OMN MIL seat Royal Navy of Oman"]),
    (
        "L'Empire du Milieu et le pays du Soleil levant.",
        ["CHN GOV name Empire du Milieu", "JPN GOV name pays du Soleil levant"],
    ),
    ("Naval Group a remis son offre.", ["FRA GOV seat Naval Group"]),
    ("Le Conseil de sécurité russe se réunit.", ["RUS GOV seat Conseil de sécurité russe"]),
    ("Il a répondu en russe.", []),
    ("Il lit Paris Match et le Washington Post.", []),
    ("Ils croisent en mer de Chine méridionale.", []),
    ("M. Hollande a parlé.", []),
    ("François Hollande est venu. Pour Hollande, rien ne presse.", []),
    ("Des milices pro-iraniennes avancent.", []),
    ("L'UA et l'UE se concertent.", ["AU IGO name UA", "EU IGO name UE"]),
    ("Ils vont en Europe.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0] or "empty" for c in CASES])
def test_mentions(nlp: Pipeline, finder: PartyFinder, text: str, expected: list[str]) -> None:
    assert sorted(found(nlp, finder, text)) == sorted(expected)


def test_a_shared_adjective_goes_to_the_state_that_the_article_names(
    nlp: Pipeline, finder: PartyFinder
) -> None:
    assert {m.code for m in finder(nlp("Brazzaville se tait. Le président congolais voyage."))} == {"COG"}
    assert {m.code for m in finder(nlp("Kinshasa se tait. Le président congolais voyage."))} == {"COD"}
    assert {m.code for m in finder(nlp("Pyongyang proteste. Le chef coréen sourit."))} == {"PRK"}


def test_north_and_south_need_the_other_korea(nlp: Pipeline, finder: PartyFinder) -> None:
    assert [m.code for m in finder(nlp("Séoul a proposé au Nord une rencontre."))] == ["KOR", "PRK"]
    assert [m.code for m in finder(nlp("Bamako a envoyé dans le Nord une colonne."))] == ["MLI"]


def test_the_head_is_the_noun_that_acts(nlp: Pipeline, finder: PartyFinder) -> None:
    doc = nlp("Le ministère russe de la Défense hésite.")
    (mention,) = finder(doc)
    assert doc[mention.head].text == "ministère"


def test_one_group_for_two_states(nlp: Pipeline, finder: PartyFinder) -> None:
    doc = nlp("Les armées française et grecque s'entraînent.")
    mentions = finder(doc)
    assert [(m.code, m.sector, doc[m.head].text) for m in mentions] == [
        ("FRA", Sector.MIL, "armées"),
        ("GRC", Sector.MIL, "armées"),
    ]


def test_text_is_the_slice(nlp: Pipeline, finder: PartyFinder) -> None:
    doc = nlp("L’armée  française et les Nations\xa0unies, l'\u200bOtan.")
    for mention in finder(doc):
        assert doc[mention.start : mention.end].text == mention.text


def test_accents_may_be_decomposed(nlp: Pipeline, finder: PartyFinder) -> None:
    assert [m.code for m in finder(nlp("L'E\u0301gypte hésite."))] == ["EGY"]


def test_junk_is_read_in_linear_time(nlp: Pipeline, finder: PartyFinder) -> None:
    doc = nlp.make_doc("Paris-" * 50_000 + " les deux " * 1_000)
    assert finder(doc) == []


TABLES = ["seats", "bodies", "groups", "companies", "sets"]


@pytest.mark.parametrize("table", TABLES)
def test_every_example_of_a_table_is_recognised(
    nlp: Pipeline, french: Language, finder: PartyFinder, table: str
) -> None:
    for key, entry in french.table(table).items():
        codes = {m.code for m in finder(nlp(entry["example"]))}
        if key == "none":
            assert not codes
            continue
        sectors = {m.sector for m in finder(nlp(entry["example"]))}
        if table == "bodies":
            assert key in codes, key
        elif table == "groups":
            assert "NSA" in codes, key
        elif table == "seats":
            assert key in sectors, key
        else:
            assert codes, key


@pytest.mark.parametrize(
    ("text", "home"),
    [
        ("Les talibans négocient.", {"AFG"}),
        ("Les rebelles houthis négocient.", {"YEM"}),
        ("Les forces kurdes négocient.", {"SYR", "IRQ"}),
        ("Le Polisario négocie.", set[str]()),
        ("Le Danemark négocie.", set[str]()),
    ],
)
def test_a_group_knows_whose_insurgents_it_is(
    nlp: Pipeline, finder: PartyFinder, text: str, home: set[str]
) -> None:
    assert [mention.home for mention in finder(nlp(text))] == [frozenset(home)]


def test_every_head_noun_example_gives_its_sector(
    nlp: Pipeline, french: Language, finder: PartyFinder
) -> None:
    table = french.table("sectors")
    for sector in (s for s in Sector if s in table):
        mentions = finder(nlp(table[sector]["example"]))
        assert [m.sector for m in mentions] == [sector]
    assert finder(nlp(table["language"]["example"])) == []
    assert finder(nlp(table["persons"]["example"])) == []
