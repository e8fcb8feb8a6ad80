"""Pages become articles, and what is set aside is told apart."""

from __future__ import annotations

from typing import Any

import pytest
from invented import OFF, ON, TERMS, article
from support import FakeReader

from escale.engine.preparing import prepare
from escale.errors import InputError
from escale.ingest.page import Page
from escale.reading import Aside

ENGLISH = "The frigate has left the port of Brest and will take part in the exercise with the navy."
STORY = " ".join(f"Le {day} mai, la frégate fait escale dans le port numéro {day}." for day in range(2, 20))
ERROR = InputError("day.jsonl:3", "not JSON", "mend it")


def test_each_input_goes_its_way_in_order() -> None:
    given: list[Any] = [article(ON), article(OFF), ERROR, article(ENGLISH), article(f"{ON} Encore.")]
    prepared = prepare(given, FakeReader("fr", triage=True), TERMS)
    assert prepared.articles == (given[0], given[4])
    assert prepared.aside == ((1, Aside.MATTER, given[1]), (3, Aside.LANGUAGE, given[3]))
    assert prepared.rejects == (ERROR,)


def test_without_triage_only_other_languages_are_set_aside() -> None:
    given = [article(OFF), article(ENGLISH)]
    prepared = prepare(given, FakeReader("fr"), TERMS)
    assert prepared.articles == (given[0],)
    assert [reason for _, reason, _ in prepared.aside] == [Aside.LANGUAGE]


@pytest.mark.parametrize(
    ("body", "taken", "rejected"),
    [
        (f"<html lang=fr><title>Escale</title><body><article><p>{STORY}</p></article></body>", 1, 0),
        ("<html lang=fr><title>Rien</title><body></body>", 0, 1),
    ],
)
def test_the_article_of_a_page_is_taken_or_the_page_rejected(body: str, taken: int, rejected: int) -> None:
    terms = type(TERMS)({"published": "2024-04-01"}, TERMS.today, TERMS.columns)
    page = Page("saved.html", "saved", body.encode(), "https://vigie.example/a", "utf-8")
    prepared = prepare([page], FakeReader("fr", triage=True), terms)
    assert (len(prepared.articles), len(prepared.rejects)) == (taken, rejected)
    assert all(one.url == "https://vigie.example/a" for one in prepared.articles)
