"""The lexicon's own examples, the senses it tells apart, and how a matter's points of life become claims."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language as Pipeline

from escale.lang import Language, load
from escale.model import ClaimType, Modality, Phase
from escale.reader.equipment.equipment import EquipmentFinder
from escale.reader.layers import Matter
from escale.reader.matters import matters as module
from escale.reader.matters.lexicon import Entry, Lexicon, load_lexicon
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.places.places import PlaceFinder
from escale.reader.text import sentences  # noqa: F401  registers the pipeline's factory
from escale.reader.times.times import TimeFinder

Find = Callable[[str], list[Matter]]

ENTRIES = load_lexicon(load("fr")).entries
TYPED = [entry for entry in ENTRIES if entry.type]


@pytest.fixture(scope="module")
def lexicon(french: Language) -> Lexicon:
    return load_lexicon(french)


@pytest.fixture(scope="module")
def find(french: Language, nlp: Pipeline, lexicon: Lexicon) -> Find:
    parties, finder = PartyFinder(french), MatterFinder(french, lexicon)
    placer, equipment = PlaceFinder(french), EquipmentFinder(french)

    def run(text: str) -> list[Matter]:
        doc = nlp(text)
        states = parties(doc)
        places = placer(doc, states)
        things = equipment(doc, states, places)
        return finder(doc, states, vessels=things.vessels, items=things.items, places=places)

    return run


@pytest.mark.parametrize("entry", TYPED, ids=lambda entry: entry.name)
def test_example_is_found(entry: Entry, find: Find) -> None:
    assert entry.type in {matter.type for matter in find(entry.example)}, entry.example


@pytest.mark.parametrize("entry", [e for e in TYPED if e.counter], ids=lambda entry: entry.name)
def test_counter_example_is_no_such_matter(entry: Entry, find: Find) -> None:
    assert entry.type not in {matter.type for matter in find(entry.counter or "")}, entry.counter


@pytest.mark.parametrize("entry", [e for e in ENTRIES if not e.type], ids=lambda entry: entry.name)
def test_other_sense_is_no_matter(entry: Entry, find: Find) -> None:
    assert find(entry.example) == []


OTHER_WORLDS = {
    "airline": "La compagnie ouvre une liaison sans escale entre Paris et Tokyo, trois vols par semaine.",
    "cruise": "Le paquebot fera escale à Venise puis à Athènes avec ses trois mille passagers.",
    "budget": "Le groupe franco-allemand a dégagé un bénéfice de trois milliards sur l'exercice 2018.",
    "football": "La rencontre entre la France et le Portugal se joue mardi, dit le sélectionneur.",
    "labour": "Un accord sur les salaires a été signé entre la direction et les syndicats de Lille.",
    "work contract": "Le tribunal a requalifié le contrat de travail du chauffeur.",
    "museum": "La visite guidée du musée est gratuite le dimanche.",
    "tender": "La mairie de Lyon a lancé un appel d'offres pour ses cantines.",
    "film": "L'acteur britannique a rencontré ses admirateurs avant la projection de son film à Cannes.",
    "household": "Le couple a signé un accord pour la garde des enfants devant le juge.",
}


@pytest.mark.parametrize("text", OTHER_WORLDS.values(), ids=OTHER_WORLDS.keys())
def test_other_worlds_hold_no_matter(text: str, find: Find) -> None:
    assert find(text) == []


HOMOGRAPHS = {
    "a party and who left": "Les ministres danois sont partis ; l'accord entre la Suède et l'Irak tient.",
    "barely": "À peine conclu, l'accord entre la Suède et l'Irak est contesté.",
    "a brand and what marks": "Signé lundi, l'accord marque un pas, disent la Suède et l'Irak.",
    "under way": "Suède-Irak : des discussions en cours sur la frontière.",
}


@pytest.mark.parametrize("text", HOMOGRAPHS.values(), ids=HOMOGRAPHS.keys())
def test_a_word_of_another_sense_is_no_veto(text: str, find: Find) -> None:
    assert {matter.type for matter in find(text)} & {ClaimType.AGREEMENT, ClaimType.TALKS}


CASES = [
    ("La corvette omanaise a accosté lundi à Karachi, au Pakistan.", ClaimType.PORT_VISIT, "accosté"),
    ("Le ministre danois a rencontré son homologue letton.", ClaimType.TALKS, "rencontré"),
    ("Le Chili et le Pérou ont signé un traité d'amitié.", ClaimType.AGREEMENT, "signé un traité"),
    ("L'Iran a saisi un pétrolier grec.", ClaimType.INCIDENT, "saisi un pétrolier"),
    ("La Suède a livré des canons à l'Ukraine.", ClaimType.ARMS_TRANSFER, "livré"),
    (
        "Le Ghana a rappelé son ambassadeur à Lomé, au Togo.",
        ClaimType.DIPLOMATIC_STATUS,
        "rappelé son ambassadeur",
    ),
    ("Les Etats-Unis ont levé l’embargo contre le Vietnam.", ClaimType.SANCTION, "embargo"),
    (
        "Les manœuvres conjointes de l'Inde et du Népal ont pris fin.",
        ClaimType.EXERCISE,
        "manœuvres conjointes",
    ),
    ("Les manoeuvres de l'armée russe au Bélarus ont pris fin.", ClaimType.EXERCISE, "manoeuvres"),
]


@pytest.mark.parametrize(("text", "kind", "words"), CASES)
def test_trigger(
    text: str, kind: ClaimType, words: str, french: Language, nlp: Pipeline, lexicon: Lexicon
) -> None:
    doc = nlp(text)
    matters = MatterFinder(french, lexicon)(doc, PartyFinder(french)(doc))
    assert (kind, words) in [(m.type, doc[m.start : m.end].text) for m in matters]


def test_two_points_of_life_are_two_matters(find: Find, nlp: Pipeline) -> None:
    text = "Les négociations entre l'Inde et le Pakistan, interrompues en 2016, ont repris lundi."
    doc = nlp(text)
    found = [(matter.type, doc[matter.head].text) for matter in find(text)]
    assert found == [(ClaimType.TALKS, "interrompues"), (ClaimType.TALKS, "repris")]


def test_one_point_of_life_is_the_noun_itself(find: Find, nlp: Pipeline) -> None:
    text = "Les négociations entre l'Inde et le Pakistan ont repris lundi."
    assert [nlp(text)[matter.head].text for matter in find(text)] == ["négociations"]


def test_words_may_imply_a_phase(find: Find) -> None:
    (matter,) = find("Prague a expulsé trois diplomates russes.")
    assert (matter.type, matter.phase) == (ClaimType.DIPLOMATIC_STATUS, Phase.END)


def test_longer_phrase_wins_and_words_are_used_once(find: Find) -> None:
    found = find("L'accord de défense entre la Grèce et la France a été ratifié.")
    assert [matter.rule for matter in found].count("accord") == 0
    assert len({matter.head for matter in found}) == len(found)


POINTS = {
    "predicate and participle": (
        "Le dialogue entre la Russie et l'Inde, interrompu en mars, a repris.",
        ["interrompu", "repris"],
    ),
    "participle before its subject": (
        "Suspendues en mars, les négociations entre Paris et Alger ont repris lundi.",
        ["Suspendues", "repris"],
    ),
    "verb that is part of the phrase": (
        "La France a rompu le contrat qui avait été signé en 2008 avec le Pérou pour ces vedettes.",
        ["rompu", "signé"],
    ),
    "coordinated participles": (
        "La visite du ministre russe à Tokyo, annulée en avril puis reprogrammée en juin, est confirmée.",
        ["annulée", "reprogrammée"],
    ),
    "sanction imposed and lifted": (
        "Rome lève l'embargo imposé en 1998 contre la Libye.",
        ["lève", "imposé"],
    ),
    "accord named by its year": (
        "La Grèce a dénoncé l'accord de défense de 1999 avec la Turquie.",
        ["dénoncé", "1999"],
    ),
    "number that is no year": ("La Grèce a dénoncé l'accord de 2000 pages avec la Turquie.", ["dénoncé"]),
    "holding that was put off": (
        "La visite que le ministre russe devait effectuer à Tokyo a été reportée.",
        ["reportée"],
    ),
    "one point only": ("L'exercice des marines russe et indienne a repris.", ["exercice"]),
}


@pytest.mark.parametrize(("text", "expected"), POINTS.values(), ids=POINTS.keys())
def test_each_point_of_a_matters_life_is_a_matter(
    text: str, expected: list[str], find: Find, nlp: Pipeline
) -> None:
    doc = nlp(text)
    assert [doc[matter.start].text for matter in find(text)] == expected


NEW_DATES = {
    "put off to a date": ("Le sommet entre la Russie et l'Inde a été reporté au 15 juin.", ["sommet", "15"]),
    "date of putting off": ("Le sommet entre la Russie et l'Inde a été reporté le 15 juin.", ["sommet"]),
    "possible": ("Le sommet entre la Russie et l'Inde serait reporté au 15 juin.", ["sommet"]),
    "denied": ("Le sommet entre la Russie et l'Inde n'est pas reporté au 15 juin.", ["sommet"]),
}


@pytest.mark.parametrize(("text", "expected"), NEW_DATES.values(), ids=NEW_DATES.keys())
def test_a_new_date_is_a_matter_of_its_own(
    text: str, expected: list[str], french: Language, nlp: Pipeline
) -> None:
    doc = nlp(text)
    times = TimeFinder(french)(doc, "2021-05-03")
    found = MatterFinder(french)(doc, PartyFinder(french)(doc), times=times)
    assert [doc[matter.start].text for matter in found] == [
        word if word != "15" else doc[times[0].start].text for word in expected
    ]
    planned = [matter for matter in found if matter.settled]
    assert [(matter.phase, matter.modality) for matter in planned] == [
        (Phase.OCCUR, Modality.PLANNED) for _ in expected[1:]
    ]


@pytest.mark.parametrize("part", ["put_off", "hold", "year"])
def test_example_of_each_group_of_points_parts_a_matter(part: str, french: Language, find: Find) -> None:
    example = french.table("matters/aspect")[part]["example"]
    assert any("/" in matter.rule for matter in find(example)), example


def test_who_does_what_another_is_urged_to_do_is_its_subject(find: Find, french: Language) -> None:
    example = french.table("matters/forms")["control"]["example"]
    assert {matter.type for matter in find(example)} == {ClaimType.ASSISTANCE}


FAR_AFFAIRS = (
    "Battu à la primaire, le sénateur et candidat du parti espère être élu député à l'Assemblée. "
    "{} Le scrutin, la présidentielle et les législatives occupent les électeurs, selon un sondage."
)
BETWEEN = {
    "between two states": ("Washington a décrété des sanctions contre Téhéran.", True),
    "no other state": ("Le maire américain réclame des sanctions à la direction du parti.", False),
}


@pytest.mark.parametrize(("text", "expected"), BETWEEN.values(), ids=BETWEEN.keys())
def test_matter_between_states_counts_in_an_article_about_something_else(
    text: str, expected: bool, find: Find
) -> None:
    assert (ClaimType.SANCTION in {m.type for m in find(FAR_AFFAIRS.format(text))}) is expected


def test_example_of_types_between_states_is_found(french: Language, find: Find) -> None:
    example = french.table("matters/forms")["between"]["example"]
    found = find(FAR_AFFAIRS.format(example))
    assert ClaimType.SANCTION in {matter.type for matter in found}


REFLEXIVES = {
    "its own": ("Le ministre russe s'est, de son côté, entretenu avec le ministre indien.", True),
    "of another verb": ("La Russie se dit prête à entretenir des forces avec l'Inde.", False),
}


@pytest.mark.parametrize(("text", "expected"), REFLEXIVES.values(), ids=REFLEXIVES.keys())
def test_reflexive_pronoun_belongs_to_the_verb(text: str, expected: bool, find: Find) -> None:
    assert (ClaimType.TALKS in {matter.type for matter in find(text)}) is expected


def test_matters_are_sorted_and_repeatable(find: Find) -> None:
    text = " ".join(entry.example for entry in TYPED[:60])
    found = find(text)
    assert found == sorted(found, key=lambda matter: matter.start)
    assert found == find(text)


def test_domestic_text_without_foreign_party_holds_no_matter(find: Find) -> None:
    assert find("Le président français a rencontré les maires de France à Paris.") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "e\u0301 \U0001f600 « « « «", "accord " * 3000])
def test_junk_is_read_in_time(text: str, find: Find) -> None:
    find(text)


def test_unknown_scope_is_refused() -> None:
    from escale.reader.matters.lexicon import _condition

    with pytest.raises(ValueError, match="no such scope"):
        _condition("nowhere:sport", {"sport": 1})


def test_code_holds_no_french(french: Language) -> None:
    """Every word that an entry looks for comes from the language's folder."""
    source = Path(module.__file__).read_text(encoding="utf-8")
    table = tomllib.loads((french.folder / "matters" / "aspect.toml").read_text(encoding="utf-8"))
    assert not [word for word in table["words"] if f'"{word}"' in source]
