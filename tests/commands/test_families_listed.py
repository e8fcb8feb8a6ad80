"""Families of reprints, as an analyst lists them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from asked import ask
from builders import claim, ledger_of, reading

from escale.ledger.ids import article_id
from escale.ledger.ledger import Ledger
from escale.reading import Reading

SHIP = " ".join(f"navire{number}" for number in range(60))
TALK = " ".join(f"dialogue{number}" for number in range(60))
ALONE = " ".join(f"seul{number}" for number in range(60))


def printed(
    words: str, outlet: str | None, published: str | None, title: str, url: str | None = None
) -> Reading:
    told = [claim("talks", actors=("FRA", "RUS"), quote=f"Paris et Moscou se parlent {words}.")]
    return reading("", told, outlet, published, title=title, url=url)


SHIPS = [
    printed(SHIP, "Le Phare", "2019-09-12", "Escale"),
    printed(SHIP, "La Vigie", "2019-09-10", "Une escale", "https://vigie.example/1"),
    printed(f"{SHIP} et plus encore {TALK[:100]}", "La Vigie", "2019-09-20", "Longue escale"),
]
TALKS = [printed(TALK, "La Rade", "2019-08-01", "=Entretien"), printed(TALK, None, "2019-08-02", "Entretien")]
OTHER = printed(ALONE, "La Rade", "2019-08-02", "Seul")
UNDATED = [
    printed("sans date " + ALONE[:200], outlet, None, "Sans date") for outlet in ("Le Phare", "La Rade")
]
IDS = {name: [article_id(r.article) for r in some] for name, some in (("ships", SHIPS), ("talks", TALKS))}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("families") / "ledger"
    ledger_of(place, *TALKS, *SHIPS, OTHER, *UNDATED)
    return place


def test_families_come_with_their_articles_the_largest_first(folder: Path) -> None:
    done = ask(folder, "families")
    assert (done.code, done.err) == (0, "")
    ships, talks, undated = done.records
    first, *others = ships.pop("members")
    assert ships == {
        "family": min(IDS["ships"]),
        "articles": 3,
        "outlets": ["La Vigie", "Le Phare"],
        "first": "2019-09-10",
        "last": "2019-09-20",
        "title": "Une escale",
    }
    assert first == {
        "article": IDS["ships"][1],
        "outlet": "La Vigie",
        "published": "2019-09-10",
        "title": "Une escale",
        "url": "https://vigie.example/1",
    }
    assert [member["published"] for member in others] == ["2019-09-12", "2019-09-20"]
    assert (talks["articles"], talks["outlets"]) == (2, ["La Rade"])
    assert (undated["first"], undated["last"], undated["articles"]) == (None, None, 2)


def test_the_table_of_families(folder: Path) -> None:
    head, _, *rows = ask(folder, "families", "--format", "table").out.splitlines()
    assert head.split() == ["family", "articles", "outlets", "first", "last", "earliest", "article"]
    assert [row.split()[1:] for row in rows] == [
        ["3", "2", "2019-09-10", "2019-09-20", "Une", "escale"],
        ["2", "1", "2019-08-01", "2019-08-02", "=Entretien"],
        ["2", "2", "Sans", "date"],
    ]


def test_a_spreadsheet_of_families(folder: Path) -> None:
    _, talks, _ = ask(folder, "families", "--format", "csv").rows
    assert (talks["family"], talks["articles"], talks["title"]) == (min(IDS["talks"]), "2", "'=Entretien")
    assert IDS["talks"][0] in talks["members"]


@pytest.mark.parametrize("start", [lambda whole: whole, lambda whole: whole[:12]])
def test_the_family_of_an_article(folder: Path, start) -> None:  # type: ignore[no-untyped-def]
    asked = start(IDS["ships"][2])
    assert ask(folder, "families", asked).only["family"] == min(IDS["ships"])
    head, _, *rows = ask(folder, "families", asked, "--format", "table").out.splitlines()
    assert head.split() == ["article", "published", "outlet", "title"]
    assert [row.split()[:2] for row in rows] == [
        [IDS["ships"][1], "2019-09-10"],
        [IDS["ships"][0], "2019-09-12"],
        [IDS["ships"][2], "2019-09-20"],
    ]


@pytest.mark.parametrize(
    ("arguments", "families", "said"),
    [
        (["--known", "2019-09-12"], [2, 2], []),
        (["--known", "2019-08-01"], [], ["no reprints"]),
        (["--limit", "1"], [3], ["the first 1 family; there are more"]),
        (["--limit", "2"], [3, 2], ["the first 2 families; there are more"]),
        (["--limit", "3"], [3, 2, 2], []),
        (["--version", "2"], [2], []),
        ([article_id(OTHER.article)], [], [f"{article_id(OTHER.article)}: no other article has its text"]),
        (
            [IDS["ships"][1], "--known", "2019-09-11"],
            [],
            [f"{IDS['ships'][1]}: no other article has its text"],
        ),
    ],
)
def test_what_is_asked(folder: Path, arguments: list[str], families: list[int], said: list[str]) -> None:
    done = ask(folder, "families", *arguments)
    assert done.code == 0
    assert [record["articles"] for record in done.records] == families
    assert done.messages == said


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("zzz", "zzz: no such article in this ledger"),
        ("a", "a: several articles have ids that begin so"),
        ("", ": several articles have ids that begin so"),
    ],
)
def test_an_article_that_is_not_one(folder: Path, asked: str, said: str) -> None:
    done = ask(folder, "families", asked)
    assert (done.code, done.out, done.messages) == (2, "", [said])


def test_families_from_python(folder: Path) -> None:
    ships, *_ = Ledger.open(folder).families(known=date(2019, 9, 30))
    assert [member.outlet for member in ships.members] == ["La Vigie", "Le Phare", "La Vigie"]
    assert (ships.first, ships.last) == (date(2019, 9, 10), date(2019, 9, 20))
    assert Ledger.open(folder).families(IDS["talks"][0], version=1) == []


def test_an_earlier_text_of_an_address_is_in_no_family(tmp_path: Path) -> None:
    """What is shown is what the origins are counted by."""
    old = reading(
        "", [claim("talks", actors=("FRA", "RUS"), quote=f"Paris parle {SHIP}.")], url="https://v.example/1"
    )
    new = reading(
        "Corrigé.",
        [claim("talks", actors=("FRA", "RUS"), quote=f"Paris parle {SHIP}.")],
        published="2019-09-11",
        url="https://v.example/1",
    )
    reprint = reading("", [claim("talks", actors=("FRA", "RUS"), quote=f"Paris parle {SHIP}.")], "Le Phare")
    ledger = ledger_of(tmp_path / "ledger", old, reprint)
    assert [len(family.members) for family in ledger.families()] == [2]
    ledger.add([new])
    (family,) = ledger.families()
    assert {member.article_id for member in family.members} == {
        article_id(new.article),
        article_id(reprint.article),
    }
