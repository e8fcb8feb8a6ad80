"""Corrections by command: what they change, who made them, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from asked import ask
from story import story

VISITS = "port_visit:FRA>RUS#vladivostok"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("ESCALE_BY", raising=False)
    story(tmp_path / "ledger")
    return tmp_path / "ledger"


def claim_id(folder: Path, words: str) -> str:
    return str(ask(folder, "claims", "--text", words).only["id"])


def event_id(folder: Path, phase: str) -> str:
    return str(ask(folder, "events", "--phase", phase, "--type", "port_visit").only["id"])


def status(folder: Path, *arguments: str) -> str:
    found = {tie["tie"]: tie for tie in ask(folder, "ties", "FRA", "RUS", *arguments).records}
    return str(found[VISITS]["status"])


def test_a_corrected_field_changes_the_tie_and_keeps_its_id(folder: Path) -> None:
    claim = claim_id(folder, "2 au 5 mars")
    change = ["--set", "phase=cancel", "time=", "--by", "Ana Sousa", "--note", "lu trop vite"]
    done = ask(folder, "correct", claim, *change)
    assert done.code == 0
    assert done.out == ""
    assert (
        "Ana Sousa: phase occur → cancel, time 2020-03-02/2020-03-05 → none — “lu trop vite”"
        in (done.messages[0])
    )
    found = ask(folder, "claims", "--phase", "cancel").only
    assert (found["id"], found["time"], found["corrected"]) == (claim, None, True)
    assert status(folder) != "active"
    assert status(folder, "--version", "3") == "active"


def test_a_rejected_claim_counts_nowhere_until_it_is_restored(folder: Path) -> None:
    claim = claim_id(folder, "2 au 5 mars")
    assert ask(folder, "reject", claim, "--by", "Ana", "--note", "satire").messages == ["1 claim rejected"]
    assert len(ask(folder, "claims").records) == 4
    assert status(folder) == "suspended"
    why = ask(folder, "why", claim).out
    assert why.startswith(f"claim {claim} (rejected): port visit occur")
    assert "Ana: rejected — “satire”" in why
    assert ask(folder, "why", claim, "--format", "jsonl").only["subject"]["rejected"] is True
    assert ask(folder, "restore", claim, "--by", "Rui").messages == ["1 claim set back to what was read"]
    assert status(folder) == "active"
    assert "Rui: set back to what was read" in ask(folder, "why", claim).out
    assert ask(folder, "why", claim, "--format", "jsonl").only["subject"]["rejected"] is False


def test_an_accepted_claim_says_who_vouched_for_it_and_stays_as_it_is(folder: Path) -> None:
    claim = claim_id(folder, "2 au 5 mars")
    other = claim_id(folder, "9 septembre")
    before = ask(folder, "claims").out
    done = ask(folder, "accept", claim, other, "--by", "Ana", "--note", "vu")
    assert done.messages == ["2 claims accepted"]
    assert ask(folder, "claims").out == before
    assert "Ana: accepted — “vu”" in ask(folder, "why", claim).out
    ask(folder, "reject", claim, "--by", "Rui")
    ask(folder, "accept", claim, "--by", "Ana")
    why = ask(folder, "why", claim, "--format", "jsonl").only
    assert why["subject"]["rejected"] is True
    assert [made["action"] for made in why["corrections"]] == ["accept", "reject", "accept"]
    assert len(ask(folder, "claims").records) == 4


def test_why_shows_each_correction_on_the_value_it_found(folder: Path) -> None:
    claim = claim_id(folder, "2 au 5 mars")
    ask(folder, "correct", claim, "--set", "phase=cancel", "--by", "Ana")
    ask(folder, "correct", claim, "--set", "phase=end", "place=Brest:FRA", "--by", "Rui")
    shown = ask(folder, "why", claim).out.splitlines()
    lines = [line.split(": ", 1)[1] for line in shown if line.lstrip().startswith("correction ")]
    assert lines == ["phase occur → cancel", "phase cancel → end, place Vladivostok:RUS → Brest:FRA"]
    found = ask(folder, "why", claim, "--format", "jsonl").only
    assert [made["fields"].get("phase") for made in found["corrections"]] == ["cancel", "end"]
    assert [made["by"] for made in found["corrections"]] == ["Ana", "Rui"]
    assert found["as_read"][0]["phase"] == "occur"


def test_events_are_merged_and_split(folder: Path) -> None:
    suspended, visited = event_id(folder, "suspend"), event_id(folder, "occur")
    done = ask(folder, "merge", suspended, visited, "--by", "Ana")
    assert done.code == 0
    assert f"{suspended} {visited}: one event now, e" in done.messages[0]
    assert done.messages[0].endswith("(3 claims)")
    merged = next(event for event in ask(folder, "events").records if len(event["claims"]) == 3)
    claim = next(claim for claim in merged["claims"] if claim[1:] != merged["id"][1:])
    split = ask(folder, "split", merged["id"], claim, "--by", "Ana", "--note", "autre affaire")
    assert split.messages == [f"{merged['id']}: 1 claim set apart as event e{claim[1:]}"]
    assert len(next(e for e in ask(folder, "events").records if e["id"] == merged["id"])["claims"]) == 2
    sizes = sorted(len(event["claims"]) for event in ask(folder, "events", "--type", "port_visit").records)
    assert sizes == [1, 1, 2]
    assert "Ana: set apart as an event of its own — “autre affaire”" in ask(folder, "why", claim).out


def test_the_environment_says_whose_corrections_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = claim_id(folder, "2 au 5 mars")
    assert ask(folder, "reject", claim).messages[0].startswith("--by NAME is needed")
    monkeypatch.setenv("ESCALE_BY", "Équipe B")
    assert ask(folder, "reject", claim).code == 0
    assert "Équipe B: rejected" in ask(folder, "why", claim).out
    assert ask(folder, "ledger", "versions").records[0]["note"] == "reject by Équipe B"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ("correct {claim} --set phase=paused", "--set phase=paused: no value of phase"),
        ("correct {claim} --set colour=red", "--set colour=red: write FIELD=VALUE with a field of type"),
        ("correct {claim} --set time=2019-13", "--set time=2019-13: no value of time"),
        ("correct {event} --set phase=end", "{event}: not a claim; its id is a c"),
        ("reject {event}", "{event}: not a claim"),
        ("accept {event}", "{event}: not a claim"),
        ("merge {event} {event}", "{event} {event}: one and the same event; name two or more"),
        ("merge {event} {claim}", "{claim}: not an event; its id is an e"),
        ("split {event} {claim}", "{claim}: no claim of event {event}"),
        ("split {event} {own} {other}", "{event}: these are all its claims"),
        ("split {event} {named}", "{named}: event {event} is named after it; set the others apart instead"),
    ],
)
def test_what_makes_no_sense_is_refused(folder: Path, arguments: str, message: str) -> None:
    event = event_id(folder, "suspend")
    own, other = next(e for e in ask(folder, "events").records if e["id"] == event)["claims"]
    claim = claim_id(folder, "2 au 5 mars")
    names = {"claim": claim, "event": event, "own": own, "other": other, "named": f"c{event[1:]}"}
    done = ask(folder, *arguments.format(**names).split(), "--by", "Ana")
    assert (done.code, done.out, len(done.messages)) == (2, "", 1)
    assert done.messages[0].startswith(message.format(**names))
    assert ask(folder, "ledger", "info").only["corrections"] == 0
