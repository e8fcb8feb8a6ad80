"""What an analyst asks a ledger, and how it is answered in each form."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from asked import ask
from story import story

VISITS = "port_visit:FRA>RUS#vladivostok"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("story") / "ledger"
    story(place)
    return place


# Ties


def test_the_table_of_ties_says_what_stands_and_on_what_it_rests(folder: Path) -> None:
    done = ask(folder, "ties", "fra", "RUS", "--on", "2019-09-10", "--format", "table")
    assert (done.code, done.err) == (0, "")
    head, _, visits, talks, empty, below = done.out.splitlines()
    assert head.split("  ")[0] == "tie"
    *told, claim, more = visits.split()
    assert " ".join(told) == "port visit FRA→RUS · vladivostok suspended 2014 1/2 may resume 2020/.."
    assert more == "+1"
    assert "interrompues en 2014" in ask(folder, "why", claim).out
    assert talks.split()[:-1] == ["talks", "FRA–RUS", "active", "2019-09-09", "1/1"]
    assert empty == ""
    assert below == ("2 ties on 2019-09-10, by all that is known; from 2 of 3 articles, ledger version 3")


@pytest.mark.parametrize(
    ("arguments", "status", "since", "reports"),
    [
        (["--on", "2019-09-10"], "suspended", "2014", 2),
        (["--on", "2019-09-10", "--known", "2019-09-10"], "suspended", "2014", 1),
        (["--on", "2014-06-01"], "suspended", "2014", 2),
        (["--known", "2019-09"], "suspended", "2014", 2),
        (["--on", "2020-03-03"], "active", "2020-03-02", 1),
        ([], "active", "2020-03-02", 1),
        (["--version", "1"], "suspended", "2014", 1),
    ],
)
def test_a_tie_on_a_day_as_known_on_a_day(
    folder: Path, arguments: list[str], status: str, since: str, reports: int
) -> None:
    found = {tie["tie"]: tie for tie in ask(folder, "ties", "FRA", "RUS", *arguments).records}[VISITS]
    assert (found["status"], found["since"], found["origins"], found["reports"]) == (
        status,
        since,
        1,
        reports,
    )


def test_a_day_within_an_imprecise_time_is_marked(folder: Path) -> None:
    done = ask(folder, "ties", "FRA", "RUS", "--type", "port_visit", "--on", "2014-06", "--format", "table")
    assert "suspended?" in done.out


@pytest.mark.parametrize(
    ("arguments", "ties"),
    [
        (["FRA"], [VISITS, "talks:FRA-RUS"]),
        (["CHN"], []),
        (["--type", "talks"], ["talks:FRA-RUS"]),
        (["--place", "VLADI"], [VISITS]),
        (["--status", "active", "--on", "2019-09-10"], ["talks:FRA-RUS"]),
        (["--vessel", "surcouf"], [VISITS]),
    ],
)
def test_ties_are_filtered(folder: Path, arguments: list[str], ties: list[str]) -> None:
    assert [tie["tie"] for tie in ask(folder, "ties", *arguments).records] == ties


def test_no_tie_is_said_below_an_empty_table(folder: Path) -> None:
    done = ask(folder, "ties", "CHN", "--format", "table")
    assert done.out == "0 ties on 2020-03-06, by all that is known; from 0 of 3 articles, ledger version 3\n"


def test_ties_as_csv(folder: Path) -> None:
    row, other = ask(folder, "ties", "FRA", "RUS", "--on", "2019-09-10", "--format", "csv").rows
    assert (row["tie"], row["parties"], row["certain"], row["known"]) == (VISITS, "FRA; RUS", "true", "")
    assert row["outlook"].startswith("resume possible 2020/.. 2019-09-10 name:le phare c")
    assert other["since_day"] == "2019-09-09"


# Claims and events


@pytest.mark.parametrize(
    ("arguments", "phases"),
    [
        ([], ["occur", "occur", "resume", "suspend", "suspend"]),
        (["--state", "rus", "--state", "FRA", "--type", "talks"], ["occur"]),
        (["--phase", "resume", "--phase", "occur"], ["occur", "occur", "resume"]),
        (["--modality", "possible"], ["resume"]),
        (["--place", "vladivostok"], ["occur", "resume", "suspend", "suspend"]),
        (["--vessel", "Surcouf"], ["occur"]),
        (["--person", "le goff"], ["occur"]),
        (["--source", "phare"], ["resume", "suspend", "suspend"]),
        (["--text", "REPRISE"], ["resume"]),
        (["--after", "2020"], ["occur", "resume"]),
        (["--before", "2014"], ["suspend", "suspend"]),
        (["--after", "2019-09-09", "--before", "2019-09-09"], ["occur"]),
        (["--known", "2019-09-10"], ["resume", "suspend"]),
        (["--min-confidence", "0.8"], ["occur", "occur", "suspend", "suspend"]),
        (["--version", "1"], ["resume", "suspend"]),
        (["--version", "0"], []),
        (["--state", "CHN"], []),
    ],
)
def test_claims_are_filtered(folder: Path, arguments: list[str], phases: list[str]) -> None:
    done = ask(folder, "claims", *arguments)
    assert done.code == 0
    assert sorted(record["phase"] for record in done.records) == phases


def test_a_claim_as_a_record_holds_the_contract_and_what_the_ledger_knows(folder: Path) -> None:
    found = ask(folder, "claims", "--text", "Reprise").only
    assert found["id"].startswith("c")
    assert found["quote"] == "Reprise possible des escales dès 2020, affirme Le Phare."
    assert found["origin"] == {
        "key": "name:le phare",
        "name": "ses propres sources",
        "kind": "anonymous",
        "anonymous": True,
    }
    assert (found["published"], found["known"], found["outlet"]) == ("2019-09-10", "2019-09-10", "La Vigie")
    assert found["actors"] == [{"code": "FRA", "sector": "MIL", "text": None}]
    assert found["time"]["edtf"] == "2020/.."


def test_the_table_of_claims_shows_the_whole_chain_at_100_columns(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("escale.commands.questions.output_width", lambda out: 100)
    lines = ask(folder, "claims", "--text", "Reprise", "--format", "table").out.splitlines()
    assert max(map(len, lines)) <= 100
    words = " ".join(" ".join(lines[2:]).split())
    for expected in ("port visit", "2020/..", "La Vigie ←", "propres", "2019-09-10"):
        assert expected in words


def test_claims_as_csv_carry_the_address_of_their_article(folder: Path) -> None:
    row, _ = ask(folder, "claims", "--known", "2019-09-10", "--format", "csv").rows
    assert row["url"] == "https://vigie.example/escales"
    assert row["sources"] == "Le Phare <- ses propres sources"


@pytest.mark.parametrize("command", ["claims", "events"])
def test_a_limit_is_said(folder: Path, command: str) -> None:
    done = ask(folder, command, "--limit", "2")
    assert len(done.records) == 2
    assert done.messages == [f"the first 2 {command}; there are more"]
    assert ask(folder, command, "--limit", "5").err == ""


@pytest.mark.parametrize("command", ["claims", "events", "sources"])
def test_an_empty_answer_is_said(folder: Path, command: str) -> None:
    done = ask(folder, command, "--text", "manchot", "--format", "table")
    assert (done.code, done.out, done.messages) == (0, "", [f"no {command.removesuffix('s')} meets this"])


def test_two_articles_on_one_matter_are_one_event(folder: Path) -> None:
    found = {(event["type"], event["phase"]): event for event in ask(folder, "events").records}
    suspended = found["port_visit", "suspend"]
    assert (suspended["origins"], suspended["reports"], len(suspended["claims"])) == (1, 2, 2)
    assert suspended["time"] == "2014"
    assert found["talks", "occur"]["participants"] == ["Anne Le Goff"]


def test_events_as_a_table(folder: Path) -> None:
    done = ask(folder, "events", "--type", "talks", "--format", "table")
    head, _, row = done.out.splitlines()
    assert head.split() == ["event", "when", "matter", "parties", "who", "origins", "reports"]
    assert row.split()[1:] == ["2019-09-09", "talks", "occur", "FRA,", "RUS", "Anne", "Le", "Goff", "1", "1"]


# Why


def test_why_shows_the_sentences_the_chain_the_origin_and_the_rule(folder: Path) -> None:
    done = ask(folder, "why", VISITS, "--on", "2019-09-10")
    assert done.out.splitlines()[0] == "port visit FRA→RUS · vladivostok: suspended since 2014"
    for expected in (
        "1 independent origin, 2 reports",
        "outlook: may resume 2020/..",
        "What makes it suspended",
        "«\u00a0Interruption des escales depuis 2014, selon Le Phare.\u00a0»",
        "La Vigie ← Le Phare ← ses propres sources (anonymous) · origin name:le phare",
        "https://vigie.example/escales",
        "type  port_visit words  “Interruption”",
    ):
        assert expected in done.out, expected


def test_a_tie_can_be_asked_about_as_the_table_shows_it(folder: Path) -> None:
    shown = "port visit FRA→RUS · vladivostok"
    assert ask(folder, "why", shown, "--on", "2019-09-10") == ask(folder, "why", VISITS, "--on", "2019-09-10")
    assert ask(folder, "why", "talks FRA–RUS").out.startswith("talks FRA–RUS: active since 2019-09-09\n")


@pytest.mark.parametrize("subject", ["claim", "event", "tie"])
def test_why_as_a_record(folder: Path, subject: str) -> None:
    event = next(e for e in ask(folder, "events").records if e["phase"] == "suspend")
    identity = {"claim": event["claims"][0], "event": event["id"], "tie": VISITS}[subject]
    found = ask(folder, "why", identity, "--on", "2019-09-10", "--format", "jsonl").only
    assert list(found) == ["subject", "claims", "also", "as_read", "articles", "corrections"]
    assert found["subject"]["kind"] == subject
    assert len(found["claims"]) == {"claim": 1, "event": 2, "tie": 4}[subject]
    assert found["also"] == ([found["claims"][-1]["id"]] if subject == "tie" else [])
    assert all(claim["trace"] for claim in found["claims"])
    articles = {article["id"] for article in found["articles"]}
    assert articles == {claim["article"] for claim in found["claims"]}


def test_what_contradicts_a_tie_is_set_apart(tmp_path: Path) -> None:
    from builders import claim, ledger_of, reading

    held = claim("exercise", actors=("FRA", "RUS"), time="2020-05-04", quote="Manœuvres le 4 mai.")
    not_held = claim(
        "exercise", "occur", "denied", ("FRA", "RUS"), time="2020-05-04", quote="Manœuvres jamais tenues."
    )
    folder = tmp_path / "ledger"
    ledger_of(
        folder,
        reading("", [held], "La Vigie", "2020-05-05"),
        reading("", [not_held], "L'Ancre", "2020-05-06"),
    )
    done = ask(folder, "ties", "FRA", "RUS", "--on", "2020-05-10", "--format", "table")
    assert "contested: active 1, against 1" in done.out
    text = ask(folder, "why", "exercise:FRA-RUS", "--on", "2020-05-10").out
    assert text.index("What makes it active") < text.index("Manœuvres le 4 mai.")
    assert text.index("What contradicts it") < text.index("Manœuvres jamais tenues.")
    (event,) = ask(folder, "events").records
    assert event["contested"] is True
    assert "contested: one origin asserts what another denies" in ask(folder, "why", event["id"]).out
    records = {record["name"]: record for record in ask(folder, "sources").records}
    assert (records["La Vigie"]["contradicted"], records["L'Ancre"]["contradicted"]) == (1, 1)


# What was denied

RUMOUR = "talks:FRA-RUS"


@pytest.fixture(scope="module")
def denied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A rumour of two articles, one without outlet or title, its denial, and an article of something else."""
    from builders import claim, ledger_of, reading

    talks = partial(claim, "talks", actors=("FRA", "RUS"), time="2020-22")
    possible = [talks("occur", "possible", quote="Rencontre possible cet été.", sure=0.5)]
    again = [talks("occur", "possible", quote="«\u00a0Rencontre cet été\u00a0», croit un marin.")]
    no = [talks("occur", "denied", quote="Rencontre exclue cet été.")]
    other = [claim("talks", actors=("FRA", "DEU"), time="2020-05-20", quote="Entretiens du 20 mai.")]
    folder = tmp_path_factory.mktemp("denied") / "ledger"
    ledger_of(
        folder,
        reading("", possible, None, "2020-05-02", title="Un été en mer"),
        reading("", again, None, "2020-05-03", name="note-7"),
        reading("", no, "L'Ancre", "2020-05-06"),
        reading("", other, "Le Courrier", "2020-05-21"),
    )
    return folder


@pytest.mark.parametrize(
    ("arguments", "status", "words", "articles"),
    [
        ([], "none", "denied 2020-05-06", "1 of 4 articles"),
        (["--known", "2020-05-10"], "none", "denied 2020-05-06", "1 of 3 articles"),
        (["--known", "2020-05-03"], "possible", "may take place summer 2020", "2 of 2 articles"),
        (["--known", "2020-05-02"], "possible", "may take place summer 2020", "1 of 1 article"),
    ],
)
def test_a_denied_tie_says_so(
    denied: Path, arguments: list[str], status: str, words: str, articles: str
) -> None:
    asked = ("ties", "FRA", "RUS", *arguments)
    head, _, row, *_, below = ask(denied, *asked, "--format", "table").out.splitlines()
    assert "outlook" in head
    assert words in row
    assert f"from {articles}, ledger" in below
    found = ask(denied, *asked).only
    denials = [claim["id"] for claim in ask(denied, "claims", "--modality", "denied").records]
    assert (found["status"], found["denied"]) == (status, denials if status == "none" else [])


def test_a_rumour_once_denied_is_still_to_be_seen(denied: Path) -> None:
    text = ask(denied, "why", RUMOUR).out
    assert text.splitlines()[:5] == [
        "talks FRA–RUS: none",
        "talks:FRA-RUS on 2020-05-21, by all that is known",
        "denied 2020-05-06",
        "",
        "Also said of it",
    ]
    places = [text.index(words) for words in ("possible cet été", "croit un marin", "exclue cet été")]
    assert places == sorted(places)
    assert "exclue" not in ask(denied, "why", RUMOUR, "--known", "2020-05-03").out
    (found,) = ask(denied, "why", RUMOUR, "--format", "jsonl").records
    assert found["also"] == [claim["id"] for claim in found["claims"]]
    assert [claim["modality"] for claim in found["claims"]] == ["possible", "possible", "denied"]


def test_a_claim_that_was_not_yet_known_is_not_explained(folder: Path) -> None:
    claim = ask(folder, "claims", "--text", "2 au 5 mars").only["id"]
    told = ask(folder, "why", claim, "--known", "2020-03-06")
    assert (told.code, told.out) == (0, ask(folder, "why", claim).out)
    for subject in (claim, f"e{claim[1:]}"):
        done = ask(folder, "why", subject, "--known", "2020-03-05")
        assert (done.code, done.out, len(done.messages)) == (2, "", 1)
        assert done.messages[0].startswith(f"{claim}: not yet known on 2020-03-05")


def test_a_claim_of_an_article_without_a_date_is_known_on_no_day(tmp_path: Path) -> None:
    from builders import claim, ledger_of, reading

    talks = claim("talks", actors=("FRA", "RUS"), time="2020-05-01", quote="Rencontre du premier mai.")
    ledger_of(tmp_path / "ledger", reading("", [talks], published=None))
    identity = ask(tmp_path / "ledger", "claims").only["id"]
    assert ask(tmp_path / "ledger", "why", identity).code == 0
    done = ask(tmp_path / "ledger", "why", identity, "--known", "2030")
    assert done.messages == [f"{identity}: not yet known on 2030-12-31; of an article without a date"]
    assert ask(tmp_path / "ledger", "ties", "FRA", "RUS").records == []


def test_a_quotation_is_not_quoted_twice(denied: Path) -> None:
    text = ask(denied, "why", RUMOUR).out
    assert "    «\u00a0Rencontre possible cet été.\u00a0»\n" in text
    assert "    « Rencontre cet été », croit un marin.\n" in text


def test_a_tie_of_which_nothing_is_left_to_say_is_shown_if_asked_for(denied: Path) -> None:
    past = ("ties", "FRA", "RUS", "--on", "2022-01-01", "--known", "2020-05-03")
    assert ask(denied, *past).records == []
    assert ask(denied, *past, "--status", "none").only["tie"] == RUMOUR
    assert "Also said of it" in ask(denied, "why", RUMOUR, *past[3:]).out


def test_a_denial_is_news(denied: Path) -> None:
    asked = ("diff", "FRA", "RUS", "--from", "2020-05-03", "--to", "2020-05-07")
    change = ask(denied, *asked).only
    (no,) = ask(denied, "claims", "--modality", "denied").records
    assert (change["status_after"], change["new_claims"]) == ("none", [no["id"]])
    table = ask(denied, *asked, "--format", "table").out
    assert "none; denied" in table
    assert "summer 2020" in table


def test_sources_of_a_rumour_are_named_and_contradicted(denied: Path) -> None:
    found = {source["name"]: source["contradicted"] for source in ask(denied, "sources").records}
    assert found == {"Un été en mer": 1, "note-7": 1, "L'Ancre": 1, "Le Courrier": 0}


def test_an_origin_goes_by_the_name_of_who_vouches(tmp_path: Path) -> None:
    from builders import Told, claim, ledger_of, reading

    talks = partial(claim, "talks", actors=("FRA", "RUS"))

    def told(who: str) -> list[Told]:
        return [
            talks(sources=((who, "anonymous"),), time="2020-05-01", quote=f"Rencontre, croit {who}."),
            talks(time="2020-06-01", quote=f"Rencontre du premier juin, note {who}."),
        ]

    first, second = (
        reading("", told("un marin"), "L'Ancre"),
        reading("", told("un pilote"), None, title="Au large"),
    )
    ledger_of(tmp_path / "ledger", first, second)
    found = ask(tmp_path / "ledger", "sources").records
    assert sorted((source["name"], source["kind"], source["claims"]) for source in found) == [
        ("Au large", None, 2),
        ("L'Ancre", None, 2),
    ]


# Timeline, sources, diff


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("t.html", "<!doctype html>"),
        ("t.svg", "<svg"),
        ("t.txt", "FRA – RUS"),
        ("t.jsonl", '{"kind"'),
        ("t.csv", '"kind"'),
    ],
)
def test_the_suffix_says_how_a_timeline_is_drawn(folder: Path, tmp_path: Path, name: str, start: str) -> None:
    done = ask(folder, "timeline", "FRA", "RUS", "-o", tmp_path / name)
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_timeline_is_text_if_nothing_is_said(folder: Path) -> None:
    done = ask(folder, "timeline", "fra", "rus", "--on", "2019-09-10")
    assert done.out.startswith("FRA – RUS · on 2019-09-10\n")
    assert "may" not in done.err


def test_a_timeline_as_records(folder: Path) -> None:
    done = ask(folder, "timeline", "FRA", "RUS", "--format", "jsonl")
    visits = [row for row in done.records if row["id"] == VISITS]
    assert [(row["status"], row["certain"]) for row in visits] == [
        ("suspended", False),
        ("suspended", True),
        ("active", True),
    ]
    assert visits[0]["first"] == "2014-01-01"
    assert [row["phase"] for row in done.records if row["kind"] == "event"] == [
        "suspend",
        "occur",
        "resume",
        "occur",
    ]


def test_sources_are_origins(folder: Path) -> None:
    first, *others = ask(folder, "sources").records
    assert (first["key"], first["claims"], first["articles"]) == ("name:le phare", 3, 2)
    assert [source["name"] for source in others] == ["L'Ancre", "Le Courrier"]


def test_diff_shows_what_changed_in_what_is_known(folder: Path) -> None:
    done = ask(folder, "diff", "FRA", "RUS", "--from", "2019-09-10", "--to", "2020-03")
    visits, talks = done.records
    assert (visits["status_before"], visits["status_after"]) == ("suspended", "active")
    assert (visits["since_before"], visits["since_after"]) == ("2014", "2020-03-02")
    assert (visits["from"], visits["to"], visits["on"]) == ("2019-09-10", "2020-03-31", "2020-03-31")
    assert (talks["status_before"], talks["origins_after"], len(talks["new_claims"])) == ("none", 1, 1)
    table = ask(folder, "diff", "FRA", "RUS", "--from", "2019-09-10", "--to", "2020-03", "--format", "table")
    assert " ".join(table.out.splitlines()[-2:]).strip() == (
        "2 ties stand otherwise on 2020-03-31, as known on 2020-03-31 than as known on 2019-09-10; "
        "ledger version 3"
    )


def test_nothing_changed(folder: Path) -> None:
    done = ask(folder, "diff", "FRA", "RUS", "--from", "2021", "--to", "2022", "--format", "csv")
    assert done.out.count("\n") == 1


# Words of articles


def test_words_of_articles_reach_neither_terminal_nor_spreadsheet(tmp_path: Path) -> None:
    from builders import claim, ledger_of, reading

    evil = "=HYPERLINK(1)\x1b[31m"
    folder = tmp_path / "ledger"
    told = claim(
        "talks",
        actors=("FRA", "RUS"),
        sources=((evil, "media"),),
        people=(evil,),
        quote=f"Rencontre {evil} lundi.",
    )
    ledger_of(folder, reading("", [told], evil, "2020-01-01", title=evil, url=evil))
    (event,) = ask(folder, "events").records
    for command in (["claims"], ["events"], ["sources"], ["ties"], ["timeline", "FRA", "RUS"]):
        form = [] if command[0] == "timeline" else ["--format", "table"]
        assert "\x1b" not in ask(folder, *command, *form).out, command
        for row in ask(folder, *command, "--format", "csv").rows:
            assert not any(cell.startswith(("=", "\x1b")) for cell in row.values()), command
    assert "\x1b" not in ask(folder, "why", event["id"]).out
