"""Phase and modality: every entry of the table on its own example, and the rulings of the contract."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  (registers the pipeline's component)
from escale.lang import Language
from escale.lang import load as load_language
from escale.model import ClaimType, Modality, Phase
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.standing.standing import StandingReader
from escale.reader.times.dating import lies_ahead, lies_behind


@pytest.fixture(scope="module")
def reader(french: Language) -> StandingReader:
    return StandingReader(french)


def marked(nlp: Pipeline, text: str, kind: str) -> tuple[Doc, Matter]:
    """Parse a sentence whose matter stands in braces."""
    start, end = text.index("{"), text.index("}") - 1
    doc = nlp(text.replace("{", "").replace("}", ""))
    span = doc.char_span(start, end, alignment_mode="expand")
    assert span is not None
    return doc, Matter(span.start, span.end, span.root.i, ClaimType(kind), None, None, {}, "test")


def stand(
    nlp: Pipeline, reader: StandingReader, text: str, kind: str, *, date: tuple[str, str] | None = None
) -> Standing:
    doc, matter = marked(nlp, text, kind)
    times = []
    if date is not None:
        words, edtf = date
        start = doc.text.index(words)
        span = doc.char_span(start, start + len(words), alignment_mode="expand")
        assert span is not None
        times.append(TimeMention(span.start, span.end, span.root.i, words, edtf, "test"))
    return reader(doc, matter, times, "2019-09-10")


def entries() -> Iterator[tuple[str, str, str, str, str]]:
    language = load_language("fr")
    table = {
        **language.table("standing/words"),
        **language.table("standing/aspects"),
        **language.table("standing/embeddings"),
    }
    for kind, field in (
        ("aspect", "phase"),
        ("embedding", "modality"),
        ("prior", "modality"),
        ("quality", "modality"),
        ("carrier", "gives"),
    ):
        for record in table[kind]:
            yield (
                kind,
                record["name"],
                record["example"],
                record["of"],
                record.get("gives", record.get(field, "")),
            )


@pytest.mark.parametrize(("kind", "name", "example", "of", "gives"), list(entries()))
def test_every_entry_is_recognised_in_its_example(
    nlp: Pipeline, reader: StandingReader, kind: str, name: str, example: str, of: str, gives: str
) -> None:
    standing = stand(nlp, reader, example, of)
    assert gives in {standing.phase.value, standing.modality.value}
    if kind != "carrier":
        assert name in {step.rule for step in standing.steps}


@pytest.mark.parametrize(
    ("text", "of", "phase", "modality"),
    [
        # aspect and modality are independent
        ("Les {escales} pourraient reprendre au printemps.", "port_visit", "resume", "possible"),
        ("La {visite} prévue mardi a été annulée.", "talks", "cancel", "asserted"),
        ("Le Chili a refusé de {livrer} les obusiers.", "arms_transfer", "occur", "denied"),
        ("Une {visite} est prévue mardi.", "talks", "occur", "planned"),
        ("L'état-major voudrait reprendre la pratique des {escales}.", "port_visit", "resume", "possible"),
        ("La {livraison} des frégates ne sera pas reportée.", "arms_transfer", "postpone", "denied"),
        # the trigger is the aspect word itself
        (
            "Les escales, {interrompues} en 2009, manquent aux deux villes.",
            "port_visit",
            "suspend",
            "asserted",
        ),
        ("Les deux pays vont {reprendre} leur dialogue.", "talks", "resume", "planned"),
        # the same word, another type
        ("Berne a levé les {sanctions}.", "sanction", "end", "asserted"),
        ("Le {retrait} des troupes a commencé.", "deployment", "end", "asserted"),
        ("Manille a dénoncé l'{accord}.", "agreement", "end", "asserted"),
        # denial and what only looks like it
        ("Le ministre n'exclut pas une {rencontre}.", "talks", "occur", "possible"),
        ("Le président ne veut pas {rencontrer} son homologue.", "talks", "occur", "denied"),
        ("La {rencontre} n'a jamais eu lieu.", "talks", "occur", "denied"),
        ("Le pays ne cesse de {livrer} des armes au Tchad.", "arms_transfer", "occur", "asserted"),
        ("Aucun {accord} n'a été signé.", "agreement", "start", "denied"),
        ("Pas de {trêve} pour les assiégés.", "agreement", "start", "denied"),
        ("Le ministre n'a pu {rencontrer} son homologue.", "talks", "occur", "denied"),
        ("Lima n'a pas seulement {livré} des radars.", "arms_transfer", "occur", "asserted"),
        # hearsay, and a future seen from the past
        ("Le Pérou aurait {livré} des radars.", "arms_transfer", "occur", "possible"),
        ("Le ministre a annoncé que le Pérou {livrerait} des radars.", "arms_transfer", "occur", "planned"),
        ("Le Pérou {livrera} des radars.", "arms_transfer", "occur", "planned"),
        ("Si Lima l'accepte, les deux marines {manœuvreront} ensemble.", "exercise", "occur", "possible"),
        ("Le ministre doit {se rendre} à Oslo.", "talks", "occur", "planned"),
        ("Lima va-t-elle {livrer} des radars ?", "arms_transfer", "occur", "possible"),
        ("Plus que jamais, l'heure est au {dialogue}.", "talks", "occur", "asserted"),
        ("L'{accord} ne peut être signé qu'en mai.", "agreement", "start", "possible"),
        ("Sofia a mis son veto à l'{adhésion} du Monténégro.", "agreement", "start", "denied"),
        ("« Rien n'est décidé », dit-on à propos des {manœuvres}.", "exercise", "occur", "asserted"),
        # what is not presupposed shares the standing of the word that it depends on
        ("Riga voudrait accéder à une {alliance} nordique.", "agreement", "start", "possible"),
        ("Lima exige la formation d'une {coalition}.", "cooperation", "start", "possible"),
        ("Moscou et Lima cherchent à contourner les {sanctions}.", "sanction", "occur", "asserted"),
        ("Un {accord} avec Lima est-il encore envisageable ?", "agreement", "start", "possible"),
        ("Vers une {rencontre} entre les deux présidents ?", "talks", "occur", "possible"),
        # who stands in the relation, not the relation
        (
            "Le ministre doit rencontrer le président de la Norvège, {membre} de l'Otan.",
            "agreement",
            "occur",
            "asserted",
        ),
        # a duty without a date is a wish where the type is not scheduled as a rule
        ("Selon le député, l'Union doit imposer des {sanctions} à Minsk.", "sanction", "start", "possible"),
        # a place between the matter and its governor
        ("Reprise à Oslo des {négociations} de paix.", "talks", "resume", "asserted"),
        ("Le {dialogue} au point mort inquiète Lima.", "talks", "suspend", "asserted"),
        ("Les {soldats} auront quitté le pays en mai.", "deployment", "end", "planned"),
        ("Lima aimerait s'impliquer dans des {pourparlers} avec Quito.", "talks", "occur", "possible"),
        (
            "Riga souhaite s'engager dans une {coopération militaire} avec Oslo.",
            "cooperation",
            "occur",
            "possible",
        ),
        (
            "Varsovie se dit désireuse d'accueillir davantage de {soldats} américains.",
            "deployment",
            "occur",
            "possible",
        ),
        ("L'idée de voir le président {rencontrer} son rival fait son chemin.", "talks", "occur", "possible"),
        ("Quito a appelé à résoudre la crise par le {dialogue}.", "talks", "occur", "possible"),
        (
            "Le conseil a exhorté les deux parties à revenir à la table des {négociations}.",
            "talks",
            "resume",
            "possible",
        ),
        ("Le pape a invité les deux camps au {dialogue}.", "talks", "occur", "possible"),
        ("Rome va envoyer deux avions d'{aide humanitaire} à Tunis.", "assistance", "occur", "planned"),
        (
            "Les deux armées participeront, avec d'autres pays, à des {manœuvres}.",
            "exercise",
            "occur",
            "planned",
        ),
        ("Le président se rendra à Oslo après une {étape} à Riga.", "talks", "occur", "planned"),
        (
            "Le ministre doit s'entretenir lundi avec son homologue avant de {rencontrer} le roi.",
            "talks",
            "occur",
            "planned",
        ),
        # a condition, and what only looks like one
        ("Le pays va entamer des {discussions} si Moscou y consent.", "talks", "start", "possible"),
        (
            "A condition que Minsk y consente, les deux ministres {se rencontreront}.",
            "talks",
            "occur",
            "possible",
        ),
        ("L'ambassadeur sera {convoqué} pour s'expliquer.", "incident", "occur", "planned"),
        # what a predicate says of its subject
        ("Une {rencontre} reste possible.", "talks", "occur", "possible"),
        ("Une {rencontre} est nécessaire.", "talks", "occur", "possible"),
        ("Une {rencontre} figure au programme.", "talks", "occur", "planned"),
        ("La {livraison} de chars est à l'étude.", "arms_transfer", "occur", "possible"),
        ("Des {sanctions} ne sont pas à exclure.", "sanction", "start", "possible"),
        ("L'{ambassadeur} est de retour à Rome.", "diplomatic_status", "resume", "asserted"),
        ("De nouvelles {sanctions} seraient en préparation.", "sanction", "start", "possible"),
        ("Le but est de {négocier} une trêve.", "talks", "occur", "possible"),
        # denials two words away, and a refusal denied
        ("Rabat ne voit pas la nécessité d'une {rencontre}.", "talks", "occur", "denied"),
        ("Le président n'a pas caché son souhait d'une {rencontre}.", "talks", "occur", "possible"),
        ("Ni {troupes} ni blindés ne seront envoyés.", "deployment", "start", "denied"),
        ("Il n'y a quasiment plus d'{instructeurs} danois à Kaboul.", "deployment", "occur", "denied"),
        ("L'Union n'écarte pas de nouvelles {sanctions} contre Minsk.", "sanction", "start", "possible"),
        ("L'ambassadrice n'a pas, depuis, {regagné} Quito.", "diplomatic_status", "resume", "denied"),
        ("Le ministre n'a rien dit de sa {rencontre} avec le roi.", "talks", "occur", "asserted"),
        # what is taken for granted
        (
            "Quito a demandé à la marine voisine de cesser de {violer} ses eaux.",
            "incident",
            "occur",
            "asserted",
        ),
        ("Lima voudrait condamner l'{incursion}.", "incident", "occur", "asserted"),
        ("Minsk a livré des armes en violation d'un {embargo}.", "sanction", "occur", "asserted"),
        ("L'{accord} en vigueur depuis 2010 sera revu.", "agreement", "occur", "asserted"),
        # relative clauses of the object, and a pronoun for the whole
        ("L'{accord}, que Washington a dénoncé en 2018, est moribond.", "agreement", "end", "asserted"),
        ("Le {dialogue}, que Rome avait tenté de relancer, inquiète Lima.", "talks", "resume", "possible"),
        ("Lima propose une {rencontre} à Rome, ce que Quito refuse.", "talks", "occur", "denied"),
        ("Le chantier est au point mort, tout comme les {négociations}.", "talks", "suspend", "asserted"),
        # again, and since
        ("Les deux ministres {se réunissent} de nouveau.", "talks", "resume", "asserted"),
        ("Kiev demande à nouveau des {renforts}.", "deployment", "occur", "possible"),
        ("Il aura {réuni}, depuis le 12 mai, six pays.", "exercise", "occur", "asserted"),
        ("Les premiers {soldats} bangladais sont arrivés.", "deployment", "start", "asserted"),
        # what happens during the matter says nothing of it, however the parser hangs it
        ("{Lors de sa visite} à Londres, le ministre a menacé Lima.", "talks", "occur", "asserted"),
        ("Le président refuse de voir le roi lors du {sommet}.", "talks", "occur", "asserted"),
        # a step is no negation, nor is the lack of any other choice
        ("Oslo a franchi le pas d'une {normalisation}.", "diplomatic_status", "start", "asserted"),
        ("Un {entretien} privé a réuni les deux ministres.", "talks", "occur", "asserted"),
        ("Rome n'aura pas d'autre issue que de {négocier}.", "talks", "occur", "possible"),
        # a participle in another number is said of another noun
        (
            "Les {sanctions} contre la Russie, soupçonnée d'ingérence, pèsent.",
            "sanction",
            "occur",
            "asserted",
        ),
        # who accepts what was proposed has it planned
        ("Rome a accepté l'invitation à une {rencontre}.", "talks", "occur", "planned"),
        # a warning is no prevention
        ("Rome prévient que cette {riposte} a commencé.", "incident", "occur", "asserted"),
        # an infinitive that heads its sentence says what to do
        ("Rouvrir un {dialogue} avec Moscou.", "talks", "resume", "possible"),
        # a state told in the present, and what is under way
        ("Dix pays {reconnaissent} ce gouvernement.", "diplomatic_status", "occur", "asserted"),
        ("L'{intervention} au Tchad a coûté cher.", "deployment", "occur", "asserted"),
        ("Rome envisage une {intervention} au Tchad.", "deployment", "start", "possible"),
        ("Depuis le début de l'{intervention}, dix soldats sont morts.", "deployment", "start", "asserted"),
        # a light verb passes on its tense; another verb does not
        ("Les deux marines mèneront des {manœuvres}.", "exercise", "occur", "planned"),
        ("Le ministre n'a pas commenté la {visite}.", "talks", "occur", "asserted"),
    ],
)
def test_rulings(
    nlp: Pipeline, reader: StandingReader, text: str, of: str, phase: str, modality: str
) -> None:
    standing = stand(nlp, reader, text, of)
    assert (standing.phase, standing.modality) == (Phase(phase), Modality(modality))


def test_a_date_to_come_plans_what_the_present_states(nlp: Pipeline, reader: StandingReader) -> None:
    text = "Le ministre {rencontre} son homologue le 24 septembre."
    ahead = stand(nlp, reader, text, "talks", date=("24 septembre", "2019-09-24"))
    behind = stand(nlp, reader, text, "talks", date=("24 septembre", "2018-09-24"))
    assert (ahead.modality, behind.modality) == (Modality.PLANNED, Modality.ASSERTED)


@pytest.mark.parametrize(
    ("text", "words", "edtf", "modality"),
    [
        # the end of what runs already
        ("Les {manœuvres} se déroulent jusqu'au 30 septembre.", "30 septembre", "../2019-09-30", "asserted"),
        # a date inside another clause, or of another noun, or of the decision, is not the matter's
        (
            "La {visite} du ministre, que Lima avait annoncée le 2 mai, aura lieu en octobre.",
            "2 mai",
            "2019-05-02",
            "planned",
        ),
        ("Lima a décidé le 2 mai de {livrer} des radars.", "2 mai", "2019-05-02", "planned"),
        ("L'{échange} prévu par l'accord de 2001 aura lieu.", "2001", "2001", "planned"),
        # the end of the running month lies ahead of a present
        ("Les ministres {se réunissent} à la fin du mois.", "fin du mois", "2019-09", "planned"),
        ("Les ministres {se sont réunis} à la fin du mois.", "fin du mois", "2019-09", "asserted"),
        # a purpose told in the historical present
        ("Le 5 mai 2010, il vole à Rome pour {rencontrer} le roi.", "5 mai 2010", "2010-05-05", "asserted"),
        # what was decided in an earlier year has been done
        ("Lima a décidé en 2013 de {retirer} ses soldats.", "2013", "2013", "asserted"),
    ],
)
def test_only_the_matters_own_date_counts(
    nlp: Pipeline, reader: StandingReader, text: str, words: str, edtf: str, modality: str
) -> None:
    standing = stand(nlp, reader, text, "exercise", date=(words, edtf))
    assert standing.modality is Modality(modality)


def test_the_matters_own_phase_stands_unless_an_outer_word_prevails(
    nlp: Pipeline, reader: StandingReader
) -> None:
    doc, matter = marked(nlp, "La {parade} navale a été annulée.", "exercise")
    given = Matter(matter.start, matter.end, matter.head, matter.type, Phase.START, None, {}, "lexicon")
    assert reader(doc, given, (), None).phase is Phase.CANCEL
    doc, matter = marked(nlp, "La {parade} navale a plu.", "exercise")
    given = Matter(matter.start, matter.end, matter.head, matter.type, Phase.START, None, {}, "lexicon")
    assert reader(doc, given, (), None).phase is Phase.START


@pytest.mark.parametrize(
    ("edtf", "ahead", "behind"),
    [
        ("2019-09-11", True, False),
        ("2019-09-10", False, False),
        ("2019-09", False, False),
        ("2019-10~", True, False),
        ("2020/..", True, False),
        ("../2020", True, False),
        ("2014/2018", False, True),
        ("2019-23", False, False),
        ("2019-24", True, False),
        ("2018-33", False, True),
        ("198X", False, True),
    ],
)
def test_order_against_publication(edtf: str, ahead: bool, behind: bool) -> None:
    assert (lies_ahead(edtf, "2019-09-10"), lies_behind(edtf, "2019-09-10")) == (ahead, behind)


def test_junk_is_read_without_error(nlp: Pipeline, reader: StandingReader) -> None:
    doc = nlp("« " * 300 + "visite " * 300)
    for index in range(0, len(doc), 50):
        matter = Matter(index, index + 1, index, ClaimType.TALKS, None, None, {}, "test")
        assert reader(doc, matter, (), "2019").phase is Phase.OCCUR
