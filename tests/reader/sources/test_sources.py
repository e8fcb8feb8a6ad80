"""Who says so: a text and a word of it, and the chain of sources that holds at that word."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pytest
from spacy.language import Language as Pipeline

import escale.reader.text.sentences  # noqa: F401  registers the pipeline's sentence rule
from escale.lang import Language
from escale.model import Source, SourceKind
from escale.reader.layers import Attribution
from escale.reader.parties.parties import PartyFinder
from escale.reader.people.people import PeopleFinder
from escale.reader.sources.publisher import without_publisher
from escale.reader.sources.sources import SourceFinder, sources_at
from escale.reader.sources.speech import speech_words
from escale.register import Register

NOBODY: tuple[str, ...] = ()

CASES = [
    # A clause, an object, an infinitive after the verb.
    ("Quito affirme que la frégate a quitté Guayaquil.", "frégate", ("Quito",)),
    ("Bogota a annoncé le retrait de ses observateurs.", "retrait", ("Bogota",)),
    ("Le Chili indique avoir livré deux vedettes à Lima.", "livré", ("Le Chili",)),
    ("Quito accuse Lima d'avoir violé ses eaux.", "violé", ("Quito",)),
    ("Le Pérou dément avoir fermé le consulat de Quito.", "fermé", ("Le Pérou",)),
    ("Tunis exige le départ des conseillers turcs.", "départ", ("Tunis",)),
    ("Belgrade menace de fermer sa frontière.", "fermer", ("Belgrade",)),
    ("Dakar plaide pour un sommet annuel avec Rabat.", "sommet", ("Dakar",)),
    ("Oslo a fait savoir que la base fermerait en mai.", "fermerait", ("Oslo",)),
    ("Le ministre, qui revenait de Lima, a dit que le pacte tenait.", "Lima", NOBODY),
    # The reporting clause after or inside.
    ("Deux frégates seront livrées en mai, affirme Le Figaro.", "livrées", ("Le Figaro",)),
    ("« Deux frégates seront livrées », a déclaré le ministère.", "livrées", ("le ministère",)),
    (
        "« Nous partirons », rappelle un diplomate kényan, « et nous ne reviendrons pas ».",
        "reviendrons",
        ("un diplomate kényan",),
    ),
    ("La base a fermé, a annoncé l'armée malienne lors d'une visite à Gao.", "visite", NOBODY),
    (
        "La frégate a quitté le port, a précisé mardi à l'AFP la marine chilienne.",
        "quitté",
        ("la marine chilienne",),
    ),
    ("Les deux marines vont s'entraîner, indique-t-on à l'état-major.", "entraîner", ("l'état-major",)),
    # Whoever follows the inverted verb, of a kind known or not, with a name or without.
    (
        "Sept marins sont à bord, a déclaré aux journalistes le lieutenant-général.",
        "bord",
        ("le lieutenant-général",),
    ),
    ("La base a fermé, a expliqué jeudi le démineur en chef Luis Vega.", "fermé", ("Luis Vega",)),
    ("La base a fermé, ont indiqué à l'AFP des sources chiliennes.", "fermé", ("des sources chiliennes",)),
    ("La base a fermé, a annoncé le commandant de celle-ci, le colonel Vega.", "fermé", ("Vega",)),
    ("Des vedettes sont prêtes, a-t-on, appris de sources militaires.", "vedettes", ("sources militaires",)),
    ("Lima a reçu Ana Ruiz, conseiller des marins, et deux amiraux.", "Lima", NOBODY),
    ("Le pays écrira-t-il en mai une page avec Lima ?", "page", NOBODY),
    # A single quoted word is mentioned, not used.
    ('Quito "menace" Lima avec ses frégates, a insisté le ministre Luis Vega.', "frégates", ("Luis Vega",)),
    # The marks around a report hold all of what is said.
    ("« Le pacte tient, a dit Luis Vega. Lima restera. »", "restera", ("Luis Vega",)),
    ("Selon Luis Vega, « le pacte tient. Lima restera ».", "restera", ("Luis Vega",)),
    # What one needs or wants; a wish that is told; acts that are no words.
    ("Luis Vega a souligné la nécessité d'un accord avec Lima.", "accord", ("Luis Vega",)),
    ("Luis Vega souhaite que Lima rouvre la base.", "base", NOBODY),
    ("L'Union africaine a exclu le Mali.", "exclu", NOBODY),
    ("Quito a annoncé un envoi « immédiat » de vedettes.", "envoi", ("Quito",)),
    ("Quito annonce une aide à Lima, comprenant huit chars.", "chars", ("Quito",)),
    # Whom «citant» names leans the source before; mere things do not.
    (
        "Selon Le Figaro, citant des officiers chiliens, le pacte tient.",
        "tient",
        ("Le Figaro", "des officiers chiliens"),
    ),
    # The gerund goes on for the subject of its clause.
    (
        "Luis Vega a défendu l'avertissement de Mme Ruiz, jugeant « nécessaire » un retrait.",
        "retrait",
        ("Luis Vega",),
    ),
    ("Autre rival de Quito, Lima, a demandé le retrait des chars.", "retrait", ("Lima",)),
    # Names of one voice, titles of one person.
    (
        "L'Élysée a dit que la base fermera. Deux frégates viendront, selon la présidence.",
        "frégates",
        ("L'Élysée",),
    ),
    (
        "Une trêve: deux frégates viendront, selon la marine chilienne.",
        "trêve",
        NOBODY,
    ),
    (
        "Ana Ruiz revient à Quito. « La base fermera », a-t-elle dit.",
        "fermera",
        ("Ana Ruiz",),
    ),
    # A medium named between marks is no quotation; what stands between commas ends nothing.
    (
        "Le traité est caduc, estime, dans une tribune au « Monde », l'historienne Ana Ruiz.",
        "caduc",
        ("Ana Ruiz",),
    ),
    ("Bogota demande, dans une lettre à Lima, le départ des conseillers.", "départ", ("Bogota",)),
    ("Mme Ruiz a de son côté affirmé que la base fermerait.", "fermerait", ("Ruiz",)),
    (
        "Le général Vega, qui disait dans un texte paru jeudi que la base fermerait, est parti.",
        "base",
        ("Vega",),
    ),
    ("Bogota demande le départ de la mission, une semaine après les combats.", "combats", NOBODY),
    # Nouns of reporting, and those that stand for the sentence before.
    ("Les marins craignent l'annonce par Quito de manœuvres au large.", "manœuvres", ("Quito",)),
    ("L'appel de Lima à une trêve est resté sans écho.", "trêve", ("Lima",)),
    (
        "Lima aurait acheté dix chars. L'information, révélée par Le Figaro, est neuve.",
        "chars",
        ("Le Figaro",),
    ),
    # One who speaks for the source named before.
    (
        "Quito, par la voix du ministre Luis Vega, annonce que la base fermera.",
        "fermera",
        ("Luis Vega",),
    ),
    # Titles and the people who hold them, by office and by gender.
    (
        "Le chef de la diplomatie turque Ali Demir est à Quito. « La base fermera », a dit le ministre turc.",
        "fermera",
        ("Ali Demir",),
    ),
    (
        "La ministre Ana Ruiz a reçu le ministre Luis Vega. « La base fermera », a dit la ministre.",
        "fermera",
        ("Ana Ruiz",),
    ),
    # An inserted clause holds all that its sentence says.
    (
        "Paris estime « que le pacte tient et que la base restera », a indiqué l'Elysée vendredi soir.",
        "restera",
        ("l'Elysée",),
    ),
    # Some of many; a voice named first; a platform, a medium, an aside before the name.
    ("Plusieurs de ses généraux ont menacé de fermer la base.", "base", ("Plusieurs de ses généraux",)),
    ("Par la voix de son ministre Luis Vega, Quito a affirmé que la base fermera.", "base", ("Luis Vega",)),
    ("« La base fermera », a écrit sur Twitter Tarek Bozi, un opposant.", "fermera", ("Tarek Bozi",)),
    ("« La base fermera », a dit à l'AFP Tarek Bozi, un opposant.", "fermera", ("Tarek Bozi",)),
    ("« La base fermera », a pour sa part commenté Tarek Bozi, un opposant.", "fermera", ("Tarek Bozi",)),
    (
        "La base fermera, a-t-on appris auprès de l'entourage du ministre.",
        "base",
        ("l'entourage du ministre",),
    ),
    # Verbs that turn on their subject ask nothing; a deed someone is accused of; what is done, not said.
    ("Les deux ministres se sont invités au sommet.", "sommet", NOBODY),
    ("Quito a accusé Lima d'espionnage dans ses ports.", "espionnage", ("Quito",)),
    ("Luis Vega a surpris en affirmant que le pacte tient et en ordonnant un retrait.", "retrait", NOBODY),
    ("Luis Vega a annoncé un retrait lors d'un sommet à Lima.", "sommet", NOBODY),
    (
        "Luis Vega a réaffirmé jeudi, en présentant ses vœux aux marins, l'importance de la base.",
        "base",
        ("Luis Vega",),
    ),
    # A quotation goes on within the sentence, or in the next.
    (
        "« La base fermera », précise Luis Vega, qui « attend une décision de Lima ».",
        "décision",
        ("Luis Vega",),
    ),
    (
        "« La base fermera », a dit Luis Vega.\nLe pacte « ne sera pas signé avec Lima avant mai ».",
        "signé",
        ("Luis Vega",),
    ),
    ("« C'est une menace pure et simple »: Luis Vega a fustigé Lima.", "menace", ("Luis Vega",)),
    # Bodies of no known kind.
    ("La base sera fermée, selon la Cour des comptes.", "fermée", ("la Cour des comptes",)),
    ("La base sera fermée, si l'on en croit Le Figaro.", "fermée", ("Le Figaro",)),
    # Prepositions.
    ("Selon la marine chilienne, deux frégates ont appareillé.", "appareillé", ("la marine chilienne",)),
    ("Deux frégates ont appareillé, d’après le quotidien El Mundo.", "appareillé", ("El Mundo",)),
    ("Deux avions ont été livrés selon le calendrier prévu.", "livrés", NOBODY),
    # Passive.
    ("Le retrait annoncé par Quito inquiète ses voisins.", "retrait", ("Quito",)),
    # Chains.
    (
        "Le contrat est suspendu, écrit Le Figaro, citant un conseiller du ministre.",
        "suspendu",
        ("Le Figaro", "un conseiller du ministre"),
    ),
    (
        "Selon The Times, qui cite deux officiers, la base ouvrira en mai.",
        "ouvrira",
        ("The Times", "deux officiers"),
    ),
    (
        "Selon un officier cité par Le Figaro, le contrat est suspendu.",
        "suspendu",
        ("Le Figaro", "un officier"),
    ),
    (
        "« Les marins disent avoir des contacts avec Lima », note Le Figaro.",
        "contacts",
        ("Le Figaro", "Les marins"),
    ),
    # Who is meant.
    (
        "Le Figaro parle d'un accord. Le journal ajoute que deux frégates seront livrées.",
        "livrées",
        ("Le Figaro",),
    ),
    (
        "Une source militaire confirme la vente. Le prix a baissé, ajoute la même source.",
        "baissé",
        ("Une source militaire",),
    ),
    (
        "La ministre Ana Ruiz est à Lima. « Nous signerons un accord », a-t-elle dit.",
        "signerons",
        ("Ana Ruiz",),
    ),
    # Not a report.
    ("Le Gabon rappelle son ambassadeur en Equateur.", "ambassadeur", NOBODY),
    ("Rabat souhaite acheter douze avions à Brasilia.", "acheter", NOBODY),
    ("Téhéran pourrait annoncer la reprise des pourparlers.", "reprise", NOBODY),
    ("Paris a signé un accord de défense avec Lima.", "accord", NOBODY),
]


class Finder:
    """Sources of a text with the parties and people that the other steps find."""

    def __init__(self, nlp: Pipeline, french: Language) -> None:
        self.nlp = nlp
        self.parties = PartyFinder(french)
        self.people = PeopleFinder(french, Register.default())
        self.sources = SourceFinder(french)

    def __call__(self, text: str) -> tuple[Sequence[str], list[Attribution]]:
        doc = self.nlp(text)
        parties = self.parties(doc)
        people = self.people(doc, parties, "2021-05-03")
        return [token.text for token in doc], self.sources(doc, parties, people)


@pytest.fixture(scope="session")
def find(nlp: Pipeline, french: Language) -> Finder:
    return Finder(nlp, french)


@pytest.mark.parametrize(("text", "word", "chain"), CASES)
def test_chain_at_word(find: Finder, text: str, word: str, chain: tuple[str, ...]) -> None:
    words, attributions = find(text)
    held = sources_at(attributions, words.index(word))
    assert (tuple(s.text for s in held.sources) if held else NOBODY) == chain


KINDS = [
    ("Deux frégates seront livrées, affirme Le Figaro.", SourceKind.MEDIA),
    ("Selon la ministre Ana Ruiz, deux frégates seront livrées.", SourceKind.OFFICIAL),
    ("Selon la marine chilienne, deux frégates seront livrées.", SourceKind.ORGANISATION),
    ("Selon l'historienne Ana Ruiz, deux frégates seront livrées.", SourceKind.PERSON),
    ("Selon les marins, deux frégates seront livrées.", SourceKind.GROUP),
    ("Selon une source proche du dossier, deux frégates seront livrées.", SourceKind.ANONYMOUS),
    ("Selon un rapport parlementaire, deux frégates seront livrées.", SourceKind.DOCUMENT),
]


INTERVIEW = """Le pacte naval vu de Quito
L'amiral Luis Vega a commandé la flotte. Il conseille un armateur.
Que reste-t-il du pacte ?
Lima a retiré ses frégates en mai. Le ministre dit que Bogota reviendra.
Et les exercices ?
Nous en avons fait trois avec le Chili."""


@pytest.mark.parametrize(
    ("word", "chain"),
    [
        ("commandé", NOBODY),
        ("exercices", NOBODY),
        ("retiré", ("Luis Vega",)),
        ("trois", ("Luis Vega",)),
    ],
)
def test_answers_of_an_interview(find: Finder, word: str, chain: tuple[str, ...]) -> None:
    words, attributions = find(INTERVIEW)
    held = sources_at(attributions, words.index(word))
    assert (tuple(s.text for s in held.sources) if held else NOBODY) == chain


def test_questions_without_answers_in_the_first_person_make_no_interview(find: Finder) -> None:
    told = INTERVIEW.replace("Nous en avons", "Quito en a")
    assert "Nous" not in told
    words, attributions = find(told)
    assert sources_at(attributions, words.index("trois")) is None


def test_one_question_makes_no_interview(find: Finder) -> None:
    _, attributions = find("Luis Vega est parti.\nQui le suivra ?\nLima a retiré ses frégates.")
    assert attributions == []


@pytest.mark.parametrize(
    ("text", "kind", "outlet", "kept"),
    [
        ("Le Monde", SourceKind.MEDIA, "Le Monde", False),
        ("Le Monde", SourceKind.MEDIA, "lemonde.fr", False),
        ("Le Monde", SourceKind.MEDIA, "Le Monde diplomatique", True),
        ("Le Monde", SourceKind.MEDIA, None, True),
        ("Le ministère", SourceKind.ORGANISATION, "Ministère estonien de la Défense (presse)", False),
        ("le ministère français", SourceKind.ORGANISATION, "Ministère estonien de la Défense", True),
    ],
)
def test_the_publisher_is_no_source(text: str, kind: SourceKind, outlet: str | None, kept: bool) -> None:
    named = Source(text, kind)
    outer = Source("Lima", SourceKind.ORGANISATION)
    given = [Attribution(0, 2, 0, (named,), "say"), Attribution(2, 4, 2, (outer, named), "say")]
    sources = [attribution.sources for attribution in without_publisher(given, outlet)]
    assert sources == ([(named,), (outer, named)] if kept else [(outer,)])


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_kind(find: Finder, text: str, kind: SourceKind) -> None:
    words, attributions = find(text)
    held = sources_at(attributions, words.index("livrées"))
    assert held is not None
    assert held.sources[-1].kind is kind


def test_attributions_are_in_order_and_apart(find: Finder) -> None:
    _, attributions = find(
        "Selon Quito, « Lima dit que Rabat ment », et Dakar exige un départ, note Le Figaro."
    )
    assert attributions
    assert all(a.end <= b.start for a, b in pairwise(attributions))


def test_works_without_parties_and_people(nlp: Pipeline, french: Language) -> None:
    doc = nlp("Le contrat est suspendu, a affirmé le ministre Paul Durand.")
    (attribution,) = SourceFinder(french)(doc, [], [])
    assert attribution.sources[0].text == "Paul Durand"


def test_an_empty_text_has_no_sources(nlp: Pipeline, french: Language) -> None:
    assert SourceFinder(french)(nlp(""), [], []) == []


def _entries(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        if "example" in table:
            yield table["example"]
        for value in table.values():
            yield from _entries(value)
    elif isinstance(table, list):
        for value in table:
            yield from _entries(value)


def test_every_example_of_the_table_is_recognised(nlp: Pipeline, french: Language, find: Finder) -> None:
    examples = list(_entries(dict(french.table("sources"))))
    missed = [example for example in examples if not find(example)[1]]
    assert len(examples) > 300
    assert missed == []


def test_every_form_of_a_verb_in_an_example_is_known(french: Language) -> None:
    table, known = french.table("sources"), speech_words(french).verbs
    for entry in table["verbs"]:
        words = entry["example"].lower().replace("'", "' ").replace("-", " ").replace(",", " ").split()
        assert any(v.lemma == entry["lemma"] for w in words for v in known.get(w, ())), entry["lemma"]


@pytest.mark.data
def test_verbs_cover_the_common_list(data: Any, french: Language) -> None:
    forms = (data / "lexicon" / "fr" / "quote-verb-forms.txt").read_text(encoding="utf-8").split()
    known = speech_words(french).verbs
    assert sum(form.lower() in known for form in forms) / len(forms) > 0.5


def test_junk_takes_linear_time(nlp: Pipeline, french: Language) -> None:
    doc = nlp.make_doc("selon « X , a dit Y " * 8_000)
    for token in doc:
        token.head, token.dep_ = doc[0], "dep" if token.i else "ROOT"
    started = time.perf_counter()
    SourceFinder(french)(doc, [], [])
    assert time.perf_counter() - started < 20
