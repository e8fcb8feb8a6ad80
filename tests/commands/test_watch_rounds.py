"""``escale watch`` from a feed on a real server into the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_feeds import item, rss
from support import FakeReader
from web_server import Reply, WebServer

from escale.cli import main
from escale.ledger.ledger import Ledger

XML = {"content-type": "application/rss+xml"}
ON = "La frégate fait escale à Brest, où elle restera."
OFF = "Le marché de Noël ouvre samedi sur la place."


@pytest.fixture
def server() -> Iterator[WebServer]:
    with WebServer() as server:
        yield server


@pytest.fixture
def plan(tmp_path: Path, server: WebServer, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ESCALE_LEDGER", str(tmp_path / "ledger"))
    file = tmp_path / "feeds.toml"
    file.write_text(
        f'[[feed]]\nurl = "{server.url("/rss")}"\npages = false\n'
        '[fetching]\nallow_hosts = ["127.0.0.1"]\nseconds_between_requests = 0.0\n'
    )
    return file


def entry(link: str, text: str, day: str = "2021-03-03") -> str:
    return item(link, title=link.strip("/"), pubDate=day, description=text)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_what_is_new_gets_into_the_ledger(
    server: WebServer, plan: Path, tmp_path: Path, jobs: str, capsys: pytest.CaptureFixture[str]
) -> None:
    once = ["watch", str(plan), "--once", "--jobs", jobs]
    server.pages["/rss"] = Reply(rss(entry("/a", ON), entry("/b", OFF)), headers=XML)
    assert main(once, make_reader=FakeReader) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        f"escale: {tmp_path / 'ledger'}: a new ledger",
        "escale: 1 read, 1 claims",
        "escale: set aside: 1 about other matters",
    ]
    server.pages["/rss"] = Reply(
        rss(entry("/a", f"{ON} La visite est prolongée."), entry("/b", OFF), entry("/c", ON)), headers=XML
    )
    assert main(once, make_reader=FakeReader) == 0
    assert "escale: 2 read, 2 claims" in capsys.readouterr().err
    articles = list(Ledger.open(tmp_path / "ledger").view().articles())
    assert sorted(one.article.url or "" for one in articles) == [
        server.url("/a"),
        server.url("/a"),
        server.url("/c"),
    ]


def test_what_is_rejected_is_told_and_kept(
    server: WebServer, plan: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    server.pages["/rss"] = Reply(rss(entry("/a", ON), entry("/b", ON, "hier")), headers=XML)
    assert main(["watch", str(plan), "--once"], make_reader=FakeReader) == 2
    (reject,) = [
        json.loads(line) for line in (tmp_path / "ledger" / "rejects.jsonl").read_text().splitlines()
    ]
    assert reject["place"] == server.url("/b")
    assert reject["cause"] in capsys.readouterr().err
    assert Ledger.open(tmp_path / "ledger").info().articles == 1


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["--jobs", "0"], "--jobs 0: 1 or more"), (["--ledger", "/proc/none"], "/proc/none")],
)
def test_a_wrong_option_is_one_line_and_nothing_is_asked_for(
    server: WebServer, plan: Path, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watch", str(plan), "--once", *arguments], make_reader=FakeReader) == 2
    err = capsys.readouterr().err
    assert told in err
    assert err.count("\n") == 1
    assert server.asked == []
