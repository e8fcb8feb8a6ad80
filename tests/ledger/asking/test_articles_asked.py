"""The list of articles, page by page, and all that is said of one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from builders import claim, ledger_of, reading
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.errors import NotFoundError
from escale.export.answers.articles import ARTICLE_SHEET
from escale.export.answers.tabular import Form, written
from escale.ledger.answers_articles import ArticleEntry, ArticleFilter, ArticlePlace
from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind

VISIT = claim("port_visit", actors=("FRA:MIL",), recipients=("RUS",), quote="La frégate est à quai.")
TALKS = claim("talks", actors=("FRA", "RUS"), quote="Les amiraux se sont vus lundi.")
ARMS = claim("arms_transfer", actors=("FRA",), recipients=("GRC",), quote="Paris livre deux frégates.")
LONG = (
    "La frégate a quitté le port au petit matin et rejoindra son escadre au large dans la semaine, dit-on. "
)
EARLIER = reading(
    "Le texte.", [VISIT, TALKS, ARMS], url="https://vigie.example/1", as_of="2019-09-10", title="Manœuvres"
)
LATER = reading(
    "Le texte corrigé.", [TALKS], url="https://vigie.example/1", as_of="2019-09-14", title="Rectifié"
)
UNDATED = reading("Sans date.", [], "Le Phare", None)
SAME_DAY = reading("Le même jour.", [ARMS], "L'Ancre", "2019-09-14", url="https://ancre.example/a")
DISPATCH = reading(LONG * 8, [TALKS], "Le Courrier", "2019-08-01", title="Dépêche")
REPRINT = reading(LONG * 8, [TALKS], "L'Écho", "2019-08-02", title="Dépêche")
ALL = (EARLIER, LATER, UNDATED, SAME_DAY, DISPATCH, REPRINT)


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return ledger_of(tmp_path_factory.mktemp("articles") / "ledger", *ALL)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return ledger_of(tmp_path / "ledger", *ALL)


def listed(ledger: Ledger, wanted: ArticleFilter | None = None) -> list[tuple[str | None, int]]:
    return [(entry.outlet, entry.claims) for entry in ledger.articles(wanted)]


def earlier_id(ledger: Ledger) -> str:
    (entry,) = ledger.articles(ArticleFilter(title="manoeuvres", known=date(2019, 9, 12)))
    return entry.id


def test_articles_that_hold_the_newest_first(kept: Ledger) -> None:
    found = kept.articles()
    assert [entry.known for entry in found] == [
        *(date(2019, 9, day) for day in (14, 10)),
        *(date(2019, 8, day) for day in (2, 1)),
        None,
    ]
    assert listed(kept) == [
        ("L'Ancre", 1),
        ("La Vigie", 1),
        ("L'Écho", 1),
        ("Le Courrier", 1),
        ("Le Phare", 0),
    ]
    assert found[1].title == "Rectifié"


@pytest.mark.parametrize(
    ("wanted", "outlets"),
    [
        (ArticleFilter(outlet="echo"), ["L'Écho"]),
        (ArticleFilter(title="DEPECHE"), ["L'Écho", "Le Courrier"]),
        (ArticleFilter(title="manœuvres"), []),
        (ArticleFilter(url="ancre.example"), ["L'Ancre"]),
        (ArticleFilter(url="' OR true --"), []),
        (ArticleFilter(after=date(2019, 9, 1)), ["L'Ancre", "La Vigie"]),
        (ArticleFilter(before=date(2019, 8, 1)), ["Le Courrier"]),
        (ArticleFilter(after=date(2019, 8, 2), before=date(2019, 8, 2)), ["L'Écho"]),
        (ArticleFilter(known=date(2019, 9, 12)), ["La Vigie", "L'Écho", "Le Courrier"]),
        (ArticleFilter(known=date(2019, 9, 12), title="Manœuvres"), ["La Vigie"]),
    ],
)
def test_which_articles(kept: Ledger, wanted: ArticleFilter, outlets: list[str]) -> None:
    assert [entry.outlet for entry in kept.articles(wanted)] == outlets


@settings(deadline=None, max_examples=20)
@given(size=st.integers(1, 6), known=st.sampled_from([None, date(2019, 9, 12), date(2019, 12, 1)]))
def test_the_pages_together_are_the_whole_list(kept: Ledger, size: int, known: date | None) -> None:
    wanted = ArticleFilter(known=known)
    found: list[ArticleEntry] = []
    place: ArticlePlace | None = None
    while page := kept.articles(wanted, limit=size, after=place):
        found += page
        place = ArticlePlace.of(page[-1])
    assert found == kept.articles(wanted)


def test_the_sheet_of_an_article_that_holds(kept: Ledger) -> None:
    (entry,) = kept.articles(ArticleFilter(outlet="ancre"))
    sheet = kept.article(entry.id)
    assert (sheet.stored.id, sheet.stored.article.outlet) == (entry.id, "L'Ancre")
    assert sheet.reading is not None
    assert sheet.reading.notices == ("by hand",)
    assert sheet.claims == tuple(stored for stored in kept.claims() if stored.article_id == entry.id)
    assert (sheet.rejected, sheet.as_read, sheet.corrections) == ((), (), ())
    assert (sheet.edition, sheet.family) == (None, None)
    assert kept.article(entry.id[:12]) == sheet


def test_the_sheet_of_a_reprint_has_its_family_alone(kept: Ledger) -> None:
    for entry in kept.articles(ArticleFilter(title="dépêche")):
        family = kept.article(entry.id).family
        assert family is not None
        assert family.outlets == ("Le Courrier", "L'Écho")


def test_a_text_that_another_took_the_place_of_is_shown_whole(ledger: Ledger) -> None:
    sheet = ledger.article(earlier_id(ledger))
    assert [stored.claim.type.value for stored in sheet.claims] == ["port_visit", "talks", "arms_transfer"]
    assert sheet.edition is not None
    assert (sheet.edition.until, sheet.edition.holds(None)) == (date(2019, 9, 14), False)


def test_claims_are_shown_as_corrected_and_rejected_ones_as_read(ledger: Ledger) -> None:
    identity = earlier_id(ledger)
    visit, talks, arms = ledger.article(identity).claims
    ledger.correct(CorrectionKind.SET, [visit.id], by="A. N.", note="", fields='{"phase": "end"}')
    ledger.correct(CorrectionKind.SET, [talks.id], by="A. N.", note="", fields='{"phase": "end"}')
    ledger.correct(CorrectionKind.REJECT, [talks.id], by="B. C.", note="satire")
    ledger.correct(CorrectionKind.ACCEPT, [arms.id, visit.id], by="B. C.", note="")
    sheet = ledger.article(identity)
    assert [(stored.id, stored.claim.phase.value) for stored in sheet.claims] == [
        (visit.id, "end"),
        (arms.id, "occur"),
    ]
    assert sheet.rejected == (talks,)
    assert sheet.as_read == (visit,)
    assert [made.kind.value for made in sheet.corrections] == ["set", "set", "reject", "accept"]
    entry = ledger.articles(ArticleFilter(known=date(2019, 9, 12)))[0]
    assert (entry.id, entry.claims) == (identity, 2)
    assert ledger.articles(ArticleFilter(known=date(2019, 9, 12)), version=6)[0].claims == 3


@pytest.mark.parametrize("start", ["a000000", "zzz", "a", ""])
def test_an_article_that_is_not_there_is_a_line(kept: Ledger, start: str) -> None:
    with pytest.raises(NotFoundError, match=r"no such article|several articles"):
        kept.article(start)


def test_the_list_as_a_table_and_csv(kept: Ledger) -> None:
    entries = kept.articles(ArticleFilter(title="dépêche", outlet="courrier"))
    table = "".join(written(ARTICLE_SHEET, entries, Form.TABLE, 100))
    assert "2019-08-01" in table
    assert "Dépêche" in table
    head, row = "".join(written(ARTICLE_SHEET, entries, Form.CSV, 100)).splitlines()
    assert head == '"article","outlet","published","known","lang","title","url","claims"'
    assert row == f'"{entries[0].id}","Le Courrier","2019-08-01","2019-08-01","fr","Dépêche","","1"'
