"""Which date is a matter's, read through the whole reader; the cases stand in for kinds of sentences."""

from __future__ import annotations

import pytest

from escale.model import Article
from escale.reader.reader import Reader

WEDNESDAY = "2021-09-15"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def times(reader: Reader, text: str) -> list[tuple[str, str | None]]:
    claims = reader.read(Article(id="a", text=text, published=WEDNESDAY, body=0)).claims
    return [(str(claim.type), claim.time.edtf if claim.time else None) for claim in claims]


@pytest.mark.parametrize(
    ("text", "kind", "edtf"),
    [
        ("Les ministres français et grec se sont rencontrés lundi à Athènes.", "talks", "2021-09-13"),
        (
            "La France et la Grèce ont signé en mars un accord de défense, a rappelé mardi le porte-parole.",
            "agreement",
            "2021-03",
        ),
        ("La France livrera douze avions à la Grèce, a annoncé lundi le ministère.", "arms_transfer", None),
        (
            "La frégate italienne Bora est arrivée lundi à Tunis pour une escale de trois jours.",
            "port_visit",
            "2021-09-13/2021-09-15",
        ),
        (
            "La frégate italienne Bora a accosté mardi à Tunis pour quarante-huit heures.",
            "port_visit",
            "2021-09-14/2021-09-16",
        ),
        (
            "La frégate italienne Bora a accosté mardi à Tunis, où elle restera jusqu'à vendredi.",
            "port_visit",
            "2021-09-14/2021-09-17",
        ),
        (
            "La frégate italienne Bora a accosté mardi à Tunis. Elle appareillera vendredi.",
            "port_visit",
            "2021-09-14/2021-09-17",
        ),
        (
            "Repères\nMars 2012. La Suède rappelle son ambassadeur en Biélorussie.\n",
            "diplomatic_status",
            "2012-03",
        ),
    ],
)
def test_the_time_of_a_matter(reader: Reader, text: str, kind: str, edtf: str | None) -> None:
    assert (kind, edtf) in times(reader, text)


def test_a_dateline_dates_no_matter(reader: Reader) -> None:
    found = times(
        reader, "ATHÈNES, 15 septembre 2021 - La Grèce et la France ont signé un accord de défense."
    )
    assert ("agreement", None) in found


def test_the_time_says_why(reader: Reader) -> None:
    article = Article(
        id="a",
        text="Les ministres français et grec se sont vus lundi à Athènes.",
        published=WEDNESDAY,
        body=0,
    )
    (claim,) = reader.read(article).claims
    (step,) = [step for step in claim.trace if step.field == "time"]
    assert step.words == "lundi"
    assert step.rule.startswith("weekday ")


def test_many_dates_in_a_sentence_stay_cheap(reader: Reader) -> None:
    text = "Les ministres français et grec se sont vus " + ", ".join(["lundi 6 septembre 2021"] * 400) + "."
    assert all(edtf in (None, "2021-09-06") for _, edtf in times(reader, text))
