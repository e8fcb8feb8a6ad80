"""A ledger asked as its users ask it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import claim, ledger_of, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.errors import UsageError
from escale.ledger.adding import Added
from escale.ledger.answers import Tie
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.ledger.ties.points import Status
from escale.model import ClaimType, Modality, Phase
from escale.reading import Reading

PAIR = ("FRA", "RUS")
PHARE = ("Le Phare", "media")
NOBODY = ("ses propres sources", "anonymous")
VISIT = {"actors": ("FRA:MIL",), "recipients": ("RUS",), "place": ("Vladivostok", "RUS")}

FROZEN = reading(
    "Escales.",
    [
        claim(
            "port_visit",
            "suspend",
            **VISIT,  # type: ignore[arg-type]
            time="2014",
            sources=(PHARE, NOBODY),
            quote="Les escales ont été interrompues en 2014.",
        ),
        claim(
            "port_visit",
            "resume",
            "possible",
            **VISIT,  # type: ignore[arg-type]
            time="2020/..",
            sources=(PHARE, NOBODY),
            quote="Elles pourraient reprendre dès 2020.",
        ),
    ],
    "La Vigie",
    "2019-09-10",
)
ECHO = reading(
    "Le Phare l'écrit.",
    [
        claim(
            "port_visit",
            "suspend",
            **VISIT,  # type: ignore[arg-type]
            time="2014",
            sources=(PHARE,),
            quote="L'interruption des escales date de 2014.",
        )
    ],
    "Le Courrier",
    "2019-09-11",
)
TALKS = reading(
    "Rencontre.",
    [
        claim(
            "talks", actors=PAIR, time="2019-09-09", people=("Anne Le Goff",), quote="Ils se sont vus lundi."
        ),
        claim("talks", actors=("RUS", "DEU"), time="2019-09-12", quote="Berlin attend Moscou jeudi."),
        claim("talks", actors=("FRA",), quote="Paris consulte."),
    ],
    "La Rade",
    "2019-09-12",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path / "ledger", FROZEN, ECHO, TALKS)


def standing(ties: list[Tie]) -> dict[str, Status]:
    return {str(tie.key): tie.state.status for tie in ties}


def found(ledger: Ledger, quote: str) -> StoredClaim:
    (only,) = ledger.claims(Filter(text=quote))
    return only


def test_what_stands_between_two_states(ledger: Ledger) -> None:
    visits, talks = ledger.ties("RUS", "FRA", on=date(2019, 9, 12))
    assert str(visits.key) == "port_visit:FRA>RUS#vladivostok"
    assert (visits.state.status, visits.state.since) == (Status.SUSPENDED, date(2014, 1, 1).toordinal())
    assert (visits.state.reports, visits.state.origins) == (2, 1)
    assert [point.phase for point in visits.state.outlook] == [Phase.RESUME]
    assert (str(talks.key), talks.state.status) == ("talks:FRA-RUS", Status.ACTIVE)


def test_what_was_known_then(ledger: Ledger) -> None:
    assert standing(ledger.ties(*PAIR, on=date(2019, 9, 12), known=date(2019, 9, 11))) == {
        "port_visit:FRA>RUS#vladivostok": Status.SUSPENDED
    }
    assert ledger.ties(*PAIR, known=date(2019, 9, 9)) == []


def test_the_day_asked_is_that_of_the_newest_article(ledger: Ledger) -> None:
    assert {tie.on for tie in ledger.ties()} == {date(2019, 9, 12)}
    assert {tie.on for tie in ledger.ties(known=date(2019, 9, 11))} == {date(2019, 9, 11)}


@pytest.mark.parametrize(
    ("states", "wanted", "keys"),
    [
        ((), Filter(), {"port_visit:FRA>RUS#vladivostok", "talks:FRA-RUS", "talks:DEU-RUS"}),
        (("DEU",), Filter(), {"talks:DEU-RUS"}),
        (("RUS",), Filter(types=(ClaimType.TALKS,)), {"talks:FRA-RUS", "talks:DEU-RUS"}),
        ((), Filter(person="le goff"), {"talks:FRA-RUS"}),
        ((), Filter(source="le phare"), {"port_visit:FRA>RUS#vladivostok"}),
        ((), Filter(place="VLADI"), {"port_visit:FRA>RUS#vladivostok"}),
        ((), Filter(text="attend moscou"), {"talks:DEU-RUS"}),
    ],
)
def test_which_ties(ledger: Ledger, states: tuple[str, ...], wanted: Filter, keys: set[str]) -> None:
    assert standing(ledger.ties(*states, wanted=wanted)).keys() == keys


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Filter(), 6),
        (Filter(states=("FRA",)), 5),
        (Filter(states=PAIR), 4),
        (Filter(types=(ClaimType.TALKS, ClaimType.INCIDENT)), 3),
        (Filter(phases=(Phase.SUSPEND,)), 2),
        (Filter(modalities=(Modality.POSSIBLE,)), 1),
        (Filter(person="LE GOFF"), 1),
        (Filter(source="phare"), 3),
        (Filter(text="des escales"), 1),
        (Filter(text="ecrit"), 0),
        (Filter(after=date(2019, 9, 10)), 3),
        (Filter(before=date(2014, 6, 1)), 2),
        (Filter(after=date(2019, 9, 9), before=date(2019, 9, 9)), 1),
        (Filter(known=date(2019, 9, 11)), 3),
        (Filter(text="100%' OR '1'='1"), 0),
    ],
)
def test_which_claims(ledger: Ledger, wanted: Filter, count: int) -> None:
    assert len(ledger.claims(wanted)) == count
    assert ledger.claims(wanted, limit=1) == ledger.claims(wanted)[:1]


def test_events_gather_the_claims_of_one_occurrence(ledger: Ledger) -> None:
    frozen, *_ = ledger.events(Filter(states=PAIR))
    assert (frozen.reports, frozen.origins) == (2, 1)
    by_word = ledger.events(Filter(text="interruption des escales"))
    assert [event.id for event in by_word] == [frozen.id]


def test_why_leads_down_to_the_sentences(ledger: Ledger) -> None:
    tie = ledger.why("port_visit:FRA>RUS#vladivostok", on=date(2019, 9, 12))
    assert [claim.quote for claim in tie.claims] == [
        "Les escales ont été interrompues en 2014.",
        "L'interruption des escales date de 2014.",
        "Elles pourraient reprendre dès 2020.",
    ]
    event = ledger.why(ledger.events(Filter(states=PAIR))[0].id)
    assert len(event.claims) == 2
    one = ledger.why(tie.claims[0].id)
    assert one.subject == one.claims[0] == tie.claims[0]
    assert one.articles[tie.claims[0].article_id].article == FROZEN.article


@pytest.mark.parametrize("subject", ["c000", "e000", "talks:FRA", "talks:FRA-DEU", "visit:FRA-RUS", ""])
def test_why_of_nothing_is_a_line(ledger: Ledger, subject: str) -> None:
    with pytest.raises(UsageError):
        ledger.why(subject)


def test_what_changed_in_what_is_known(ledger: Ledger) -> None:
    (change,) = ledger.diff(*PAIR, earlier=date(2019, 9, 11), later=date(2019, 9, 12))
    assert (change.before.state.status, change.after.state.status) == (Status.NONE, Status.ACTIVE)
    assert change.news == (found(ledger, "vus lundi").id,)


def test_sources(ledger: Ledger) -> None:
    records = {record.key: record for record in ledger.sources()}
    phare = records["name:le phare"]
    assert (phare.claims, phare.articles) == (3, 2)


def test_sql_answers_and_changes_nothing(ledger: Ledger) -> None:
    assert ledger.sql("SELECT count(*) FROM claims WHERE type = ?", ["talks"]).fetchall() == [(3,)]
    for query in (
        "CREATE TABLE x AS SELECT 1",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM '/etc/passwd'",
        "COPY claims TO '/tmp/x.csv'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "ATTACH '/tmp/x.db'",
        "SELECT nothing FROM claims",
        "SELEC",
    ):
        with pytest.raises(UsageError):
            ledger.sql(query).fetchall()


def test_a_query_that_fails_in_some_row_is_told_as_any_other(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match=r"^the query cannot be answered: .*") as raised:
        ledger.sql("SELECT CAST(outlet AS INTEGER) FROM claims")
    assert len(str(raised.value).splitlines()) == 1


def test_what_is_made_of_an_answer_is_no_part_of_the_ledger(ledger: Ledger) -> None:
    answer = ledger.sql("SELECT 'c0' AS claim_id")
    answer.create("mine")
    with pytest.raises(UsageError, match="mine"):
        ledger.sql("SELECT * FROM mine")
    assert answer.fetchall() == [("c0",)]


def test_a_correction_holds_for_claims_ties_and_events(ledger: Ledger) -> None:
    wrong = found(ledger, "interruption des escales")
    fields = json.dumps({"phase": "end"})
    ledger.correct(CorrectionKind.SET, [wrong.id], by="A. N.", note="rompues", fields=fields)
    (mended,) = ledger.claims(Filter(phases=(Phase.END,)))
    assert (mended.id, mended.corrected, mended.claim.phase) == (wrong.id, True, Phase.END)
    assert found(ledger, "ont été interrompues").claim.phase is Phase.SUSPEND
    (tie, _) = ledger.ties(*PAIR)
    assert tie.state.status is Status.ENDED
    assert ledger.why(wrong.id).as_read == (wrong,)
    assert ledger.sql("SELECT phase FROM claims WHERE claim_id = ?", [wrong.id]).fetchall() == [("end",)]
    assert standing(ledger.ties(*PAIR, version=3))[str(tie.key)] is Status.SUSPENDED


def test_corrections_of_several_fields_add_up_and_are_taken_back(ledger: Ledger) -> None:
    wrong = found(ledger, "vus lundi")
    for fields in ({"phase": "suspend"}, {"modality": "possible"}):
        ledger.correct(CorrectionKind.SET, [wrong.id], by="A. N.", note="", fields=json.dumps(fields))
    now = found(ledger, "vus lundi").claim
    assert (now.phase, now.modality) == (Phase.SUSPEND, Modality.POSSIBLE)
    ledger.correct(CorrectionKind.REJECT, [wrong.id], by="B. C.", note="aucune rencontre")
    assert ledger.claims(Filter(text="vus lundi")) == []
    why = ledger.why(wrong.id)
    assert [made.by for made in why.corrections] == ["A. N.", "A. N.", "B. C."]
    assert ledger.info().rejected == 1
    ledger.correct(CorrectionKind.RESTORE, [wrong.id], by="B. C.", note="")
    assert found(ledger, "vus lundi") == wrong


def test_a_correction_may_move_a_claim_to_another_pair(ledger: Ledger) -> None:
    wrong = found(ledger, "vus lundi")
    actors = [{"code": code, "sector": "GOV", "text": None} for code in ("FRA", "DEU")]
    fields = json.dumps({"actors": actors})
    ledger.correct(CorrectionKind.SET, [wrong.id], by="A. N.", note="", fields=fields)
    assert "talks:FRA-RUS" not in standing(ledger.ties(*PAIR))
    assert standing(ledger.ties("FRA", "DEU")) == {"talks:DEU-FRA": Status.ACTIVE}


def test_a_correction_outlives_a_re_reading(ledger: Ledger) -> None:
    wrong = found(ledger, "vus lundi")
    ledger.correct(CorrectionKind.REJECT, [wrong.id], by="A. N.", note="")
    ledger.add([replace(TALKS, reader=replace(TALKS.reader, model="newer"))])
    assert ledger.info().superseded == 1
    assert ledger.claims(Filter(text="vus lundi")) == []


def test_events_are_merged_and_split(ledger: Ledger) -> None:
    frozen = ledger.events(Filter(states=PAIR))[0]
    ledger.correct(CorrectionKind.SPLIT, frozen.claims[:1], by="A. N.", note="deux faits")
    assert {event.reports for event in ledger.events(Filter(phases=(Phase.SUSPEND,)))} == {1}
    ledger.correct(CorrectionKind.MERGE, frozen.claims, by="A. N.", note="un seul")
    assert [event.reports for event in ledger.events(Filter(phases=(Phase.SUSPEND,)))] == [2]


def test_a_merged_event_is_whole_whichever_of_its_pairs_is_asked(tmp_path: Path) -> None:
    ours = [claim("talks", actors=PAIR, time="2019-09-09", quote="Paris et Moscou se voient lundi.")]
    theirs = [
        claim("talks", actors=("DEU", "RUS"), time="2019-09-20", quote="Berlin et Moscou se voient ensuite."),
        claim("talks", actors=("DEU", "RUS"), quote="Berlin et Moscou se parlent."),
    ]
    ledger = ledger_of(
        tmp_path / "ledger",
        reading("", ours, "La Vigie", "2019-09-10"),
        reading("", theirs, "Le Phare", "2019-09-20"),
    )
    ids = [found(ledger, words).id for words in ("Paris et", "voient ensuite")]
    ledger.correct(CorrectionKind.MERGE, ids, by="A. N.", note="")
    (event,) = ledger.events()
    assert len(event.claims) == 3
    for wanted in (Filter(states=PAIR), Filter(states=("DEU", "RUS")), Filter(states=("FRA",))):
        assert ledger.events(wanted) == [event]
    assert ledger.why(event.id).subject == event
    (then,) = ledger.events(Filter(known=date(2019, 9, 10)))
    assert (then.id, then.claims) == (f"e{ids[0][1:]}", (ids[0],))


def test_a_split_event_is_whole_whichever_of_its_pairs_is_asked(tmp_path: Path) -> None:
    told = [
        claim("talks", actors=("DEU", "FRA", "RUS"), time="2019-09-09", quote="Les trois se voient lundi."),
        claim("talks", actors=PAIR, time="2019-09-09", quote="Paris et Moscou se voient lundi."),
        claim("talks", actors=("DEU", "RUS"), time="2019-09-09", quote="Berlin et Moscou se voient lundi."),
    ]
    ledger = ledger_of(tmp_path / "ledger", reading("", told, "La Vigie", "2019-09-10"))
    apart = [found(ledger, words).id for words in ("Paris et", "Berlin et")]
    ledger.correct(CorrectionKind.SPLIT, apart, by="A. N.", note="")
    events = {event.id: event.claims for event in ledger.events()}
    assert sorted(map(len, events.values())) == [1, 2]
    for pair in (PAIR, ("DEU", "RUS")):
        assert {event.id: event.claims for event in ledger.events(Filter(states=pair))} == events


def test_a_correction_says_whose_it_is_and_of_what(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="--by NAME is needed"):
        ledger.correct(CorrectionKind.REJECT, [found(ledger, "vus lundi").id], by=" ", note="")
    with pytest.raises(UsageError, match="c123: no such claim"):
        ledger.correct(CorrectionKind.REJECT, ["c123"], by="A. N.", note="")


def test_every_version_answers_as_it_did(ledger: Ledger) -> None:
    before = [ledger.ties(version=version) for version in range(4)]
    ledger.correct(CorrectionKind.REJECT, [found(ledger, "vus lundi").id], by="A. N.", note="")
    ledger.compact()
    assert [ledger.ties(version=version) for version in range(4)] == before
    assert [commit.version for commit in ledger.versions()] == [5, 4, 3, 2, 1, 0]
    with pytest.raises(UsageError, match="no such version"):
        ledger.ties(version=9)


def test_who_looks_back_leaves_what_is_known_of_the_latest_version(ledger: Ledger) -> None:
    before = ledger.view().version
    ledger.correct(CorrectionKind.REJECT, [ledger.claims()[0].id], by="N.", note="no")
    latest = ledger.view(before + 1)
    past = ledger.view(before)
    assert past.version == before
    assert ledger.view() is latest
    assert ledger.view(before + 1) is latest
    assert ledger.view(before) is past


def test_compacting_changes_no_answer(ledger: Ledger) -> None:
    before = (ledger.claims(), ledger.events(), ledger.ties(), ledger.sources())
    version = ledger.compact()
    assert (ledger.claims(), ledger.events(), ledger.ties(), ledger.sources()) == before
    assert ledger.compact() == version
    assert ledger.verify() == []


def test_taking_the_records_of_a_ledger_gives_an_equal_one(ledger: Ledger, tmp_path: Path) -> None:
    ledger.add([replace(TALKS, claims=TALKS.claims[1:], reader=replace(TALKS.reader, model="newer"))])
    ledger.correct(CorrectionKind.REJECT, [found(ledger, "attend Moscou").id], by="A. N.", note="")
    ledger.correct(CorrectionKind.MERGE, ledger.events()[0].claims, by="A. N.", note="")
    other = Ledger.create(tmp_path / "other")
    other.take(ledger.records())
    assert list(other.records()) == list(ledger.records())
    assert other.ties() == ledger.ties()
    assert other.events() == ledger.events()
    version = other.view().version
    other.take(ledger.records())
    assert other.view().version == version


def test_a_correction_after_an_import_is_the_latest(ledger: Ledger, tmp_path: Path) -> None:
    wrong = found(ledger, "vus lundi")
    for _ in range(3):
        ledger.correct(CorrectionKind.SET, [wrong.id], by="A. N.", note="", fields='{"phase": "suspend"}')
    other = Ledger.create(tmp_path / "other")
    other.take(ledger.records())
    other.correct(CorrectionKind.SET, [wrong.id], by="B. C.", note="", fields='{"phase": "end"}')
    assert found(other, "vus lundi").claim.phase is Phase.END


def test_what_is_imported_does_not_supersede_what_is_there(ledger: Ledger, tmp_path: Path) -> None:
    other = ledger_of(tmp_path / "other", replace(TALKS, reader=replace(TALKS.reader, model="newer")))
    other.take(ledger.records())
    assert other.info().superseded == 0
    version = other.view().version
    other.take(ledger.records())
    assert other.view().version == version


@pytest.mark.parametrize(
    "fields",
    [
        '{"phase": "bogus"}',
        '{"actors": null}',
        '{"time": {"text": "x", "edtf": "zzz"}}',
        '{"actors": []}',
        '{"value": {"amount": 99999999999999999999999, "currency": "EUR"}}',
    ],
)
def test_a_correction_that_makes_no_claim_leaves_it_as_read(ledger: Ledger, fields: str) -> None:
    read = found(ledger, "vus lundi")
    ledger.correct(CorrectionKind.SET, [read.id], by="A. N.", note="", fields=fields)
    assert found(ledger, "vus lundi") == read
    assert len(ledger.ties(*PAIR)) == 2


def test_an_echo_confirms_nothing(tmp_path: Path) -> None:
    quote = "Les deux marines ont mené mardi des manœuvres communes au large de la Crète."
    told = [claim("exercise", actors=PAIR, time="2019-09-10", quote=quote)]
    articles = [reading(f"Un papier de {o}.", told, o, "2019-09-11") for o in ("La Vigie", "Le Phare")]
    (record,) = ledger_of(tmp_path / "ledger", *articles).sources()
    assert (record.articles, record.confirmed) == (2, 0)


def test_the_records_of_an_empty_ledger_are_none(tmp_path: Path) -> None:
    other = Ledger.create(tmp_path / "other")
    assert other.take(Ledger.create(tmp_path / "ledger").records()) == Added()
    assert other.view().version == 0


ARTICLES: list[Reading] = [FROZEN, ECHO, TALKS]


@settings(max_examples=12, deadline=None, derandomize=True)
@given(order=st.permutations(range(3)), at_once=st.booleans())
def test_the_order_of_adding_changes_no_answer(
    order: list[int], at_once: bool, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole = ledger_of(tmp_path_factory.mktemp("whole") / "ledger", *ARTICLES)
    ledger = Ledger.create(tmp_path_factory.mktemp("parts") / "ledger")
    shuffled = [ARTICLES[place] for place in order]
    for batch in [shuffled] if at_once else [[one] for one in shuffled]:
        ledger.add(batch)
    assert ledger.ties() == whole.ties()
    assert ledger.events() == whole.events()
    assert list(ledger.records()) == list(whole.records())


def test_a_sentence_taken_over_word_for_word_is_no_second_origin(tmp_path: Path) -> None:
    quote = "Les deux marines ont mené mardi des manœuvres communes au large de la Crète."
    told = [claim("exercise", actors=PAIR, time="2019-09-10", quote=quote)]
    other = [claim("exercise", actors=PAIR, time="2019-09-10", quote=f"Hier, {quote}")]
    articles = [
        reading("Un papier sur la mer.", told, "La Vigie", "2019-09-11"),
        reading("Un tout autre texte, de Toulon.", told, "Le Phare", "2019-09-12"),
        reading("Un troisième, de Brest.", other, "La Rade", "2019-09-12"),
    ]
    ledger = ledger_of(tmp_path / "ledger", *articles)
    (tie,) = ledger.ties(*PAIR)
    (event,) = ledger.events()
    assert (tie.state.origins, tie.state.reports) == (event.origins, event.reports) == (2, 3)
    assert {point.origin for point in tie.state.supporters} == {"name:la vigie", "name:la rade"}


WORDS = " ".join(f"mot{number}" for number in range(80))


@pytest.fixture
def reprinted(tmp_path: Path) -> Ledger:
    """A text that Le Courrier reprints from La Vigie; La Vigie's was read for another pair alone."""
    visit = claim("talks", actors=("FRA", "DEU"), time="2019-09-09", quote="Paris voit Berlin lundi.")
    talks = [
        claim("talks", actors=PAIR, time="2019-09-09", quote=quote, sources=sources)
        for quote, sources in (
            ("Paris voit Moscou lundi.", ()),
            ("Un marin le dit.", (("un marin", "anonymous"),)),
            ("Ana Abel le dit.", (("Ana Abel", "person"),)),
        )
    ]
    return ledger_of(
        tmp_path / "reprinted",
        reading(WORDS, [visit], "La Vigie", "2019-09-10"),
        reading(f"{WORDS} encore", talks, "Le Courrier", "2019-09-11"),
    )


@pytest.mark.parametrize("known", [None, date(2019, 9, 11)])
def test_a_reprint_is_of_who_printed_it_first_whatever_is_asked(
    reprinted: Ledger, known: date | None
) -> None:
    origins = {"name:la vigie", "person:ana abel"}
    for states in (PAIR, ("FRA",), ()):
        ties = {str(tie.key): tie.state for tie in reprinted.ties(*states, known=known)}
        assert {point.origin for point in ties["talks:FRA-RUS"].supporters} == origins
        assert ties["talks:FRA-RUS"].origins == 2
    (event,) = reprinted.events(Filter(states=PAIR, known=known))
    assert event.origins == 2
    names = {(record.key, record.name) for record in reprinted.sources(Filter(states=PAIR, known=known))}
    assert names == {("name:la vigie", "la vigie"), ("person:ana abel", "Ana Abel")}
    assert {record.name for record in reprinted.sources()} == {"La Vigie", "Ana Abel"}


def test_a_sentence_is_an_echo_only_of_what_is_said_of_the_same_thing(tmp_path: Path) -> None:
    quote = "Les deux marines ont mené mardi des manœuvres communes au large de la Crète."
    told = [
        ("La Vigie", "talks", "2019-09-11"),
        ("Le Phare", "exercise", "2019-09-12"),
        ("La Rade", "exercise", "2019-09-13"),
    ]
    articles = []
    for outlet, type_, published in told:
        said = [claim(type_, actors=PAIR, time="2019-09-10", quote=quote)]
        articles.append(reading(f"Un papier de {outlet}.", said, outlet, published))
    ledger = ledger_of(tmp_path / "ledger", *articles)
    for states in (PAIR, ()):
        ties = {str(tie.key): tie.state for tie in ledger.ties(*states)}
        assert {point.origin for point in ties["talks:FRA-RUS"].supporters} == {"name:la vigie"}
        assert {point.origin for point in ties["exercise:FRA-RUS"].supporters} == {"name:le phare"}
    records = {record.name: (record.claims, record.events) for record in ledger.sources()}
    assert records == {"La Vigie": (1, 1), "Le Phare": (2, 1)}
