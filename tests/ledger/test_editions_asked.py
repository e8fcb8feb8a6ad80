"""A ledger with articles whose text was changed at their address, asked as its users ask it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from builders import claim, ledger_of, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from escale.errors import InputError, UsageError
from escale.export.answers.why import why_record, why_text
from escale.export.ledger.importing import read_records
from escale.export.ledger.records import write_records
from escale.ledger.adding import Added
from escale.ledger.asking.spans import spans
from escale.ledger.filters import Filter
from escale.ledger.ids import article_id
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind, StoredClaim
from escale.ledger.schema import Kind
from escale.ledger.store.delta import DeltaStore
from escale.ledger.ties.memory import load_memories
from escale.ledger.ties.points import Status
from escale.model import ClaimType
from escale.reading import Reading

PAIR = ("FRA", "RUS")
URL = "https://vigie.example/frégate"
BEFORE, AFTER, LATER = date(2019, 9, 12), date(2019, 9, 14), date(2019, 10, 1)

FIRST = reading(
    "La visite.",
    [
        claim("port_visit", actors=("FRA:MIL",), recipients=("RUS",), quote="La frégate est à quai."),
        claim("talks", actors=PAIR, time="2019-09-09", quote="Les amiraux se sont vus lundi."),
    ],
    url=URL,
    as_of="2019-09-10T08:00:00Z",
)
SECOND = reading(
    "La visite, texte corrigé.",
    [
        claim(
            "port_visit",
            "cancel",
            actors=("FRA:MIL",),
            recipients=("RUS",),
            quote="La frégate reste au large.",
        )
    ],
    url=URL.replace("https://", "http://www.") + "?utm_source=rss",
    as_of="2019-09-14",
)
OTHER = reading(
    "Autre chose.",
    [claim("talks", actors=("RUS", "DEU"), quote="Berlin attend Moscou.")],
    "Le Phare",
    "2019-09-11",
)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path / "ledger", SECOND, OTHER, FIRST)


def quotes(ledger: Ledger, wanted: Filter | None = None) -> list[str]:
    return [stored.quote for stored in ledger.claims(wanted)]


def of_first(ledger: Ledger) -> StoredClaim:
    return ledger.claims(Filter(text="à quai", known=BEFORE))[0]


def test_what_was_known_before_and_after(ledger: Ledger) -> None:
    assert quotes(ledger) == quotes(ledger, Filter(known=AFTER))
    assert "La frégate reste au large." in quotes(ledger)
    assert quotes(ledger, Filter(states=PAIR)) == ["La frégate reste au large."]
    assert sorted(quotes(ledger, Filter(states=PAIR, known=BEFORE))) == [
        "La frégate est à quai.",
        "Les amiraux se sont vus lundi.",
    ]
    then = {str(tie.key): tie.state.status for tie in ledger.ties(*PAIR, on=LATER, known=BEFORE)}
    assert then == {"port_visit:FRA>RUS": Status.ACTIVE, "talks:FRA-RUS": Status.ACTIVE}
    assert ledger.ties(*PAIR, on=LATER) == []
    narrowed = Filter(text="la fregate")
    assert [str(t.key) for t in ledger.ties(on=LATER, known=BEFORE, wanted=narrowed)] == [
        "port_visit:FRA>RUS"
    ]


def test_a_tie_that_a_later_text_takes_back_is_a_change(ledger: Ledger) -> None:
    changes = ledger.diff(*PAIR, earlier=BEFORE, later=AFTER)
    assert [(str(c.after.key), c.before.state.status, c.after.state.status) for c in changes] == [
        ("port_visit:FRA>RUS", Status.ACTIVE, Status.NONE),
        ("talks:FRA-RUS", Status.ACTIVE, Status.NONE),
    ]
    assert {change.after.known for change in changes} == {AFTER}
    assert ledger.diff(*PAIR, earlier=AFTER, later=LATER, on=LATER) == []


def test_why_finds_an_earlier_text_and_says_what_took_its_place(ledger: Ledger) -> None:
    stored = of_first(ledger)
    (now,) = {claim.article_id for claim in ledger.claims(Filter(states=PAIR))}
    why = ledger.why(stored.id)
    assert (why.earlier[stored.article_id].later, why.earlier[stored.article_id].until) == (now, AFTER)
    (about,) = why_record(why)["articles"]
    assert (about["as_of"], about["later"], about["until"]) == ("2019-09-10T08:00:00Z", now, "2019-09-14")
    line = f"holds no more: article {now} is in its place since 2019-09-14"
    assert line in " ".join("".join(why_text(why, 120)).split())
    then = ledger.why(stored.id, known=BEFORE)
    assert then.earlier == {}
    assert why_record(then)["articles"][0]["later"] is None


def test_why_of_what_does_not_hold_then_is_a_line(ledger: Ledger) -> None:
    stored = of_first(ledger)
    (event,) = (e.id for e in ledger.events(Filter(known=BEFORE)) if stored.id in e.claims)
    (later,) = ledger.claims(Filter(states=PAIR))
    assert ledger.why(event, known=BEFORE).claims == (stored,)
    with pytest.raises(UsageError, match="is in place of its own since 2019-09-14; ask with --known before"):
        ledger.why(event)
    with pytest.raises(UsageError, match="not yet known on 2019-09-12; its article has had this text since"):
        ledger.why(later.id, known=BEFORE)
    with pytest.raises(UsageError, match="not yet known on 2019-09-12"):
        ledger.why(f"e{later.id[1:]}", known=BEFORE)
    assert ledger.why(later.id, known=AFTER).claims == (later,)


def test_counts_are_of_what_holds(ledger: Ledger) -> None:
    info = ledger.info()
    assert (info.articles, info.claims, info.earlier, info.superseded) == (2, 2, 1, 0)
    view = ledger.view()
    assert [view.published(day) for day in (None, BEFORE, AFTER)] == [2, 2, 2]
    assert (view.count(Kind.ARTICLE), view.count(Kind.CLAIM), view.count(Kind.READING)) == (2, 2, 2)
    misdated = replace(FIRST, article=replace(FIRST.article, published="2030", as_of="2019-09-01"))
    ledger.add([misdated])
    assert ledger.day(None, None) == date(2019, 9, 11)


def test_sql(ledger: Ledger) -> None:
    def one(query: str, *parameters: object) -> list[tuple[object, ...]]:
        return ledger.sql(query, parameters).fetchall()

    assert one("SELECT (SELECT count(*) FROM articles), (SELECT count(*) FROM readings)") == [(2, 2)]
    assert one("SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM links)") == [(2, 2)]
    assert one("SELECT (SELECT count(*) FROM every_claim), (SELECT count(*) FROM every_link)") == [(4, 4)]
    assert one("SELECT count(*) FROM claims_known(?)", BEFORE) == [(3,)]
    assert one("SELECT since, until, later IS NULL FROM editions ORDER BY since") == [
        (date(2019, 9, 10), AFTER, False),
        (AFTER, None, True),
    ]
    assert one("SELECT as_of FROM stored_article JOIN earlier USING (article_id)") == [
        ("2019-09-10T08:00:00Z",)
    ]
    assert one("SELECT count(DISTINCT address) FROM stored_article") == [(1,)]


def test_corrections_stay_with_the_text_they_were_made_of(ledger: Ledger) -> None:
    stored = of_first(ledger)
    ledger.correct(CorrectionKind.SET, [stored.id], by="A. N.", note="", fields='{"phase": "end"}')
    ledger.correct(CorrectionKind.MERGE, [stored.id, ledger.claims()[0].id], by="A. N.", note="")
    assert "La frégate est à quai." not in quotes(ledger)
    assert of_first(ledger).claim.phase == "end"
    assert ledger.sql("SELECT count(*) FROM claims").fetchall() == [(2,)]
    assert [
        tie.state.status for tie in ledger.ties(*PAIR, on=LATER, wanted=Filter(types=(ClaimType.PORT_VISIT,)))
    ] == []
    (visit, _) = ledger.ties(*PAIR, on=LATER, known=BEFORE)
    assert visit.state.status is Status.ENDED


def test_a_reprint_of_a_text_that_holds_no_more_speaks_for_itself(tmp_path: Path) -> None:
    words = " ".join(f"mot{number}" for number in range(80))
    said = claim("talks", actors=PAIR, quote="Paris et Moscou se parlent.")
    reprinted = reading(words, [said], url=URL, as_of="2019-09-10")
    reprint = reading(words, [said], "Le Phare", "2019-09-11")
    corrected = reading("Un démenti.", [], url=URL, as_of="2019-09-14")
    ledger = ledger_of(tmp_path / "ledger", reprinted, reprint, corrected)
    then = ledger.view().reprints(BEFORE)
    assert (len(then), set(then.values())) == (2, {"name:la vigie"})
    assert ledger.view().reprints(AFTER) == ledger.view().reprints(None) == {}
    assert [record.key for record in ledger.sources()] == ["name:le phare"]


def test_an_article_that_is_added_again_is_no_new_text(ledger: Ledger) -> None:
    again = replace(FIRST, article=replace(FIRST.article, as_of="2019-09-20"))
    assert ledger.add([again]) == Added(unchanged=1)
    assert ledger.info().earlier == 1


def test_what_has_no_address_of_its_own_stays_apart(tmp_path: Path) -> None:
    said = [
        reading("", [claim("talks", actors=PAIR, quote=f"Entretien numéro {n}.")], url=url)
        for n, url in enumerate(["https://vigie.example/", "https://vigie.example", None, None])
    ]
    ledger = ledger_of(tmp_path / "ledger", *said)
    assert (ledger.info().articles, ledger.info().earlier) == (4, 0)


def test_which_addresses_are_there(ledger: Ledger) -> None:
    there = [URL, URL + "#top", "http://vigie.example/fr%C3%A9gate/"]
    absent = ["https://vigie.example/", "https://vigie.example/fregate", "", "no address"]
    assert ledger.holds([*there, *absent]) == set(there)
    assert ledger.holds([]) == ledger.holds(absent) == set()
    new = "https://phare.example/une"
    assert ledger.holds([new]) == set()
    for number in range(9):
        quote = f"Entretien {number}."
        url = f"{new}/{number}" if number else new
        ledger.add([reading("", [claim("talks", actors=PAIR, quote=quote)], url=url)])
        assert ledger.holds([new, f"{new}/{number}", f"{new}/99"]) == ({new, url})
    ledger.compact()
    asked = [URL, new, *(f"{new}/{number}" for number in range(12))]
    assert (
        ledger.holds(asked)
        == Ledger(DeltaStore(ledger._store.folder)).holds(asked)
        == {*asked[:2], *asked[3:11]}
    )


def test_an_export_keeps_the_day_of_a_text(ledger: Ledger, tmp_path: Path) -> None:
    lines = list(write_records(ledger.records()))
    other = Ledger.create(tmp_path / "other")
    other.take(read_records(lines, "x"))
    assert list(write_records(other.records())) == lines
    assert quotes(other) == quotes(ledger)
    assert quotes(other, Filter(known=BEFORE)) == quotes(ledger, Filter(known=BEFORE))
    article = json.loads(lines[1])
    article["article"]["as_of"] = "yesterday"
    with pytest.raises(InputError, match=r"article\.as_of: not a time of ISO 8601"):
        list(read_records([lines[0], json.dumps(article)], "x"))


def test_a_ledger_of_an_older_form_opens(ledger: Ledger, tmp_path: Path) -> None:
    """Without the columns of editions: what is there goes on as before, what comes has its address."""
    old = DeltaStore.create(tmp_path / "old")
    snapshot = ledger._store.snapshot()
    rows: dict[Kind, pa.Table] = {kind: snapshot.scan(kind) for kind in Kind}
    rows[Kind.ARTICLE] = rows[Kind.ARTICLE].drop_columns(["as_of", "address"])
    old.append(rows, after=0, note="old")
    opened = Ledger.open(tmp_path / "old")
    assert (opened.info().articles, opened.info().earlier, len(opened.claims())) == (3, 0, 4)
    assert {record.article.as_of for record in opened.view().articles()} == {None}
    third, fourth = (
        reading("", [claim("talks", actors=PAIR, quote=f"Texte {n}.")], url=URL + "/2", as_of=f"2019-09-2{n}")
        for n in (1, 2)
    )
    opened.add([third, fourth])
    assert (opened.info().articles, opened.info().earlier) == (4, 1)
    opened.compact()
    assert opened.info().articles == 4
    assert opened.verify() == []


# --- Against a ledger of the texts that hold, and no others

_WORDS = " ".join(f"mot{number}" for number in range(60))
_SAID = (
    claim(
        "talks", actors=PAIR, time="2019-09-02", quote="Les deux se sont parlé au début du mois de septembre."
    ),
    claim("talks", "occur", "denied", actors=PAIR, time="2019-09-02", quote="Personne ne s'est parlé."),
    claim(
        "port_visit",
        "suspend",
        actors=("FRA:MIL",),
        recipients=("RUS",),
        quote="Les escales sont suspendues.",
    ),
    claim("port_visit", actors=("FRA:MIL",), recipients=("RUS",), quote="Une escale a lieu ce jour."),
    claim("talks", "occur", "planned", actors=PAIR, time="2019-11", quote="Ils se reverront en novembre."),
    claim("talks", actors=("RUS", "DEU"), quote="Berlin et Moscou se sont parlé au téléphone."),
)
_DAYS = st.integers(1, 6).map(lambda n: f"2019-09-{n:02}")


@st.composite
def texts(draw: st.DrawFn) -> Reading:
    """A text of one of three addresses or of none; many are near-identical."""
    said = draw(st.lists(st.sampled_from(_SAID), max_size=3, unique_by=lambda told: told[0]))
    return reading(
        f"{_WORDS if draw(st.booleans()) else 'Autre chose.'}",
        said,
        draw(st.sampled_from(("La Vigie", "Le Phare", "La Rade"))),
        draw(st.none() | _DAYS),
        url=draw(st.none() | st.sampled_from([f"https://vigie.example/{n}" for n in range(3)])),
        as_of=draw(st.none() | _DAYS),
    )


def holding(told: Iterable[Reading], known: str | None) -> list[Reading]:
    """The texts that hold, by the sentences of ``docs/ties.md``."""
    by_address: dict[str, list[Reading]] = {}
    kept = []
    for each in told:
        if each.article.url is None:
            kept.append(each)
        else:
            by_address.setdefault(each.article.url, []).append(each)
    for same in by_address.values():
        dated = sorted((each for each in same if each.article.published), key=_place)
        undated = sorted((each for each in same if not each.article.published), key=_place)
        if known is None:
            kept.append((undated + dated)[-1])
        elif there := [each for each in dated if _since(each, dated[0]) <= known]:
            kept.append(there[-1])
    return kept


def _place(told: Reading) -> tuple[str, bool, str, str]:
    article = told.article
    moment = article.as_of or article.published or ""
    return moment, article.as_of is not None, article.published or "", article.id


def _since(told: Reading, first: Reading) -> str:
    published = told.article.published or ""
    return published if told is first else max(published, told.article.as_of or published)


def answers(ledger: Ledger, known: date | None) -> list[object]:
    view, wanted, memories = ledger.view(), Filter(known=known), load_memories()
    states = Filter(states=PAIR, known=known)
    return [
        ledger.claims(wanted),
        ledger.claims(replace(wanted, text="berlin")),
        ledger.events(wanted),
        ledger.events(states),
        ledger.events(replace(wanted, text="escale")),
        [ledger.ties(on=on, known=known) for on in (date(2019, 9, 3), LATER)],
        ledger.ties(on=LATER, known=known, wanted=Filter(text="parle")),
        ledger.timeline(*PAIR, on=LATER, known=known),
        ledger.sources(wanted),
        list(spans(view, wanted, LATER, memories)),
        view.published(known),
        view.reprints(known),
    ]


_MANY = settings(deadline=None, database=None, suppress_health_check=list(HealthCheck), max_examples=150)
_FEW = settings(_MANY, derandomize=True, max_examples=16)
_KNOWN = st.none() | st.integers(2, 6).map(lambda n: f"2019-09-{n:02}")


def check(told: list[Reading], known: str | None, batches: int, random: Random) -> None:
    """Whatever the order and the batches in which texts come."""
    told = _each_once(told)
    day = date.fromisoformat(known) if known else None
    with TemporaryDirectory() as folder:
        ledger = Ledger.create(Path(folder) / "ledger")
        shuffled = random.sample(told, len(told))
        for start in range(batches):
            ledger.add(shuffled[start::batches])
        bare = Ledger.create(Path(folder) / "bare")
        bare.add(holding(told, known))
        assert answers(ledger, day) == answers(bare, day)


_ASKED = (st.lists(texts(), min_size=2, max_size=7), _KNOWN, st.integers(1, 3))


@_FEW
@given(*_ASKED, st.randoms(use_true_random=False))
def test_as_a_ledger_of_the_texts_that_hold(
    told: list[Reading], known: str | None, batches: int, random: Random
) -> None:
    check(told, known, batches, random)


@pytest.mark.slow
def test_many_as_a_ledger_of_the_texts_that_hold() -> None:
    _MANY(given(*_ASKED, st.randoms(use_true_random=False))(check))()


def _each_once(told: Sequence[Reading]) -> list[Reading]:
    """Without the same article twice; named after its id, by which texts of one moment are told apart."""
    named = {article_id(each.article): each for each in told}
    return [replace(each, article=replace(each.article, id=own)) for own, each in named.items()]
