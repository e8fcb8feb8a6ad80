"""One walk from three articles to a brief, as an analyst would take it."""

from __future__ import annotations

from pathlib import Path

from asked import ask
from story import story

VISITS = "port_visit:FRA>RUS#vladivostok"


def test_from_three_articles_to_a_brief(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    story(folder)

    # Two papers tell of the suspension, but both have it from one.
    on_the_day = ask(folder, "ties", "FRA", "RUS", "--on", "2019-09-12", "--known", "2019-09-12").records
    visits = next(tie for tie in on_the_day if tie["tie"] == VISITS)
    assert (visits["status"], visits["since"], visits["origins"], visits["reports"]) == (
        "suspended",
        "2014",
        1,
        2,
    )
    assert [(plan["modality"], plan["time"]) for plan in visits["outlook"]] == [("possible", "2020/..")]

    # Who says so, in the very words.
    why = ask(folder, "why", VISITS, "--on", "2019-09-12", "--known", "2019-09-12").out
    assert why.count("origin name:le phare") == 3
    assert "Escale de la frégate" not in why

    # In March a ship calls: what was possible has come true.
    (changed,) = [
        change
        for change in ask(folder, "diff", "FRA", "RUS", "--from", "2019-09-12", "--to", "2020-04").records
        if change["tie"] == VISITS
    ]
    assert (changed["status_before"], changed["status_after"]) == ("suspended", "active")
    assert changed["outlook_after"] == []

    # The third article was misread: its port was another.
    (claim,) = ask(folder, "claims", "--vessel", "surcouf").records
    assert claim["id"] in changed["new_claims"]
    fix = ["--set", "place=Saint-Pétersbourg:RUS", "--by", "Ana", "--note", "autre port"]
    assert ask(folder, "correct", claim["id"], *fix).code == 0
    now = {tie["tie"]: tie["status"] for tie in ask(folder, "ties", "FRA", "RUS", "--on", "2020-04").records}
    assert now[VISITS] == "suspended"
    assert now["port_visit:FRA>RUS#saint petersbourg"] == "active"

    # What was published with version 3 can still be had.
    before = ask(folder, "ties", "FRA", "RUS", "--on", "2020-04", "--version", "3").records
    assert {tie["tie"]: tie["status"] for tie in before}[VISITS] == "active"
    assert "autre port" in ask(folder, "why", claim["id"]).out
