"""What is exported as JSON lines comes back equal; what is malformed is refused in one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from rows_made import ARTICLE, CLAIM, READING, records

import escale.export.ledger.importing as importing
from escale.errors import InputError
from escale.export.ledger.forms import Malformed, decoded, encoded
from escale.export.ledger.importing import read_records
from escale.export.ledger.records import write_records
from escale.ledger.rows import Correction, CorrectionKind, Record, StoredClaim
from escale.model import Claim

CORRECTION = Correction("k1", 1, CorrectionKind.REJECT, ("c1",), "", "AB", "no call", "2024-05-06T07:08:09Z")
RECORDS: list[Record] = [ARTICLE, (READING, (CLAIM,)), CORRECTION]


def lines(made: list[Record] = RECORDS) -> list[str]:
    return list(write_records(made))


def changed(place: int, change: Callable[[dict[str, Any]], object]) -> list[str]:
    """The lines of `RECORDS`, one of them changed."""
    written = lines()
    record = json.loads(written[place])
    change(record)
    written[place] = json.dumps(record)
    return written


@given(records())
def test_records_come_back_equal(made: list[Record]) -> None:
    assert list(read_records(write_records(made), "x")) == made


@given(records())
def test_a_record_is_one_line(made: list[Record]) -> None:
    for line in write_records(made):
        assert line.endswith("\n")
        assert "\n" not in line[:-1]
        line.encode()


def test_every_field_of_the_rows_is_written() -> None:
    header, article, reading, correction, end = map(json.loads, lines())
    assert header == {"kind": "ledger", "format": 1}
    assert article["article"]["text"] == ARTICLE.article.text
    assert article["sketch"] == "01ff"
    assert reading["count"] == 1
    assert reading["claims"][0]["claim"] == CLAIM.claim.to_dict(explain=True)
    assert correction["action"] == "reject"
    assert end == {"kind": "end", "articles": 1, "readings": 1, "corrections": 1}


def test_a_claim_is_read_as_the_contract_says() -> None:
    assert decoded(Claim, CLAIM.claim.to_dict(explain=True)) == Claim.from_dict(
        CLAIM.claim.to_dict(explain=True)
    )
    assert decoded(Claim, CLAIM.claim.to_dict()).trace == ()


def test_a_claim_of_another_reading_is_not_written() -> None:
    with pytest.raises(ValueError, match="c1 is not of reading r2"):
        lines([ARTICLE, (replace(READING, id="r2"), (CLAIM,))])


def test_records_are_read_as_they_come() -> None:
    source = iter(lines())
    reader = read_records(source, "x")
    assert next(reader) == ARTICLE
    assert len(list(source)) == 3


def test_blank_lines_and_a_byte_order_mark_do_not_matter() -> None:
    written = lines()
    assert list(read_records(["\ufeff" + written[0], "\n", *written[1:], "  "], "x")) == RECORDS


def set_in_claim(name: str, value: object) -> Callable[[dict[str, Any]], object]:
    return lambda record: record["claims"][0]["claim"].update({name: value})


CLAIM_CHANGES: list[tuple[str, object, str]] = [
    ("type", "port_call", "claims[0].claim.type: none of port_visit, talks"),
    ("phase", 3, "claims[0].claim.phase: none of"),
    ("actors", "FRA", "claims[0].claim.actors: not a list"),
    ("actors", [{"code": 5, "sector": "GOV", "text": None}], "claims[0].claim.actors[0].code: not a string"),
    ("actors", [{"code": "FRA", "sector": "ARMY"}], "claims[0].claim.actors[0].sector: none of GOV"),
    ("vessels", [None], "claims[0].claim.vessels[0]: not a string"),
    ("trigger", [4], "claims[0].claim.trigger: not a pair of offsets"),
    ("trigger", [1.0, 2.0], "claims[0].claim.trigger: not a whole number"),
    ("trigger", [9, 3], "claims[0].claim.trigger: [9, 3) is no span"),
    ("evidence", [0, 10_000], "claims[0].claim: a span outside the text of its article"),
    ("time", {"text": "hier", "edtf": "yesterday"}, "claims[0].claim.time.edtf: 'yesterday' is no EDTF date"),
    ("value", {"amount": True, "currency": "EUR"}, "claims[0].claim.value.amount: not a whole number"),
    ("value", {"amount": 10**40, "currency": "EUR"}, "claims[0].claim.value.amount: not a whole number"),
    ("value", {"amount": "12", "currency": "EUR"}, "claims[0].claim.value.amount: not a number"),
    ("place", {"text": "Brest", "city": "x"}, "claims[0].claim.place: an unknown field 'city'"),
    ("items", [{"quantity": 2}], "claims[0].claim.items[0]: no text"),
    ("confidence", dict.fromkeys(["claim", "phase", "modality", "parties", "date", "origin"], 2), "between"),
    ("type", "talks", "talks is symmetric"),
    ("vessels", ["\ud800"], "half a surrogate pair"),
]


@pytest.mark.parametrize(("name", "value", "cause"), CLAIM_CHANGES)
def test_a_malformed_claim_is_refused_with_its_place(name: str, value: object, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_records(changed(2, set_in_claim(name, value)), "x.jsonl"))
    assert caught.value.place == "x.jsonl:3"
    assert cause in caught.value.cause
    assert caught.value.remedy


CHANGES: list[tuple[int, Callable[[dict[str, Any]], object], str]] = [
    (0, lambda r: r.update(kind="article"), "the first line is no header"),
    (0, lambda r: r.update(format=2), "format 2, newer than 1"),
    (0, lambda r: r.update(format="1"), "not the number of a format"),
    (1, lambda r: r.update(kind="ledger"), "a second header"),
    (1, lambda r: r.update(kind="event"), "an unknown kind of record 'event'"),
    (1, lambda r: r.pop("kind"), "not a record with a kind"),
    (1, lambda r: r.pop("known"), "no known"),
    (1, lambda r: r.update(known="2020-02-30"), "known: not a day"),
    (1, lambda r: r.update(known="20200228"), "known: not a day"),
    (1, lambda r: r.update(sketch="zz"), "sketch: not bytes"),
    (1, lambda r: r.update(sketch="01 FF"), "sketch: not bytes"),
    (1, lambda r: r.update(id="../a"), "'../a' is no id"),
    (1, lambda r: r["article"].update(body=10_000), "article.body: outside the text"),
    (1, lambda r: r["article"].update(published="soon"), "article.published: 'soon' is no EDTF date"),
    (2, lambda r: r.update(article_id="a9"), "article_id: no article 'a9' before this line"),
    (2, lambda r: r.pop("count"), "without its count"),
    (2, lambda r: r.update(claims={}), "not a list"),
    (2, lambda r: r.update(notices="none"), "notices: not a list"),
    (2, lambda r: r["claims"].append(r["claims"][0]), "claims[1]: claim c1 a second time"),
    (2, lambda r: r["claims"].append("c2"), "claims[1]: not a record"),
    (2, lambda r: r["claims"][0].update(article_id="a1"), "an unknown field 'article_id'"),
    (2, lambda r: r["claims"][0]["origin"].update(own="no"), "claims[0].origin.own: neither true nor false"),
    (3, lambda r: r.update(action="drop"), "kind: none of set, accept, reject"),
    (3, lambda r: r.update(at="yesterday"), "at: not a time"),
    (3, lambda r: r.update(fields="[1]"), "fields: not a JSON object"),
    (3, lambda r: r.update(fields="{"), "fields: not JSON"),
    (3, lambda r: r.update(claims=["c 1"]), "'c 1' is no id"),
    (3, lambda r: r.update(order=True), "order: not a whole number"),
    (4, lambda r: r.update(readings=2), "readings: 1 were read, the file says '2'"),
]


@pytest.mark.parametrize(("place", "change", "cause"), CHANGES)
def test_a_malformed_line_is_refused(
    place: int, change: Callable[[dict[str, Any]], object], cause: str
) -> None:
    with pytest.raises(InputError) as caught:
        list(read_records(changed(place, change), "x.jsonl"))
    assert caught.value.place == f"x.jsonl:{place + 1}"
    assert cause in caught.value.cause


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "JSON nested too deeply"),
        ("[1]", "not a record with a kind"),
        ('{"kind": "article", "kind": "reading"}', "the same field twice"),
        ('{"kind": "article", "known": NaN}', "NaN is no number"),
        ('{"kind": "article", "known": 1' + "0" * 5000 + "}", "a number that is too long"),
    ],
)
def test_what_is_no_record_is_refused(line: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        list(read_records([lines()[0], line], "x"))


def test_a_line_beyond_the_cap_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LONGEST_LINE", 200)
    with pytest.raises(InputError, match="a line of more than 200 characters"):
        list(read_records(lines(), "x"))


@pytest.mark.parametrize("count", range(len(lines())))
def test_a_file_that_was_cut_off_is_refused(count: int) -> None:
    with pytest.raises(InputError, match="cut off" if count else "empty"):
        list(read_records(lines()[:count], "x"))


@pytest.mark.parametrize(("place", "cause"), [(1, "article a1"), (2, "reading r1"), (3, "correction k1")])
def test_nothing_is_taken_twice(place: int, cause: str) -> None:
    written = lines()
    with pytest.raises(InputError, match=f"{cause} a second time"):
        list(read_records([*written[:-1], written[place], written[-1]], "x"))


def test_nothing_may_follow_the_end() -> None:
    with pytest.raises(InputError, match="a line after the end"):
        list(read_records([*lines(), lines()[1]], "x"))


def test_a_field_with_a_default_may_be_left_out() -> None:
    fields = encoded(CLAIM)
    del fields["corrected"]
    assert decoded(StoredClaim, fields) == CLAIM
    with pytest.raises(Malformed, match="no origin"):
        decoded(StoredClaim, {name: value for name, value in fields.items() if name != "origin"})
