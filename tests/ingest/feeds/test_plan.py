from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from escale.errors import UsageError
from escale.ingest.feeds.plan import Feed, Fetching, plan_of

FEED = '[[feed]]\nurl = "https://vigie.example/rss.xml"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_plan_is_read_with_its_defaults(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, FEED))
    assert plan.feeds == (Feed("https://vigie.example/rss.xml", None, None, pages=True),)
    assert plan.fetching == Fetching()
    assert plan.fetching.user_agent.startswith("escale/")


def test_a_plan_is_read_with_all_it_can_say(tmp_path: Path) -> None:
    text = f"""
[fetching]
user_agent = "Vigie (a@vigie.example)"
seconds_between_requests = 5
timeout_seconds = 12.5
max_bytes = 1000
allow_hosts = ["LocalHost", "10.0.0.7:8080"]
every_minutes = 15

{FEED}outlet = "La Vigie"
lang = "fr"
pages = false
[[feed]]
url = "http://phare.example/atom"
"""
    plan = plan_of(written(tmp_path, text))
    assert plan.feeds == (
        Feed("https://vigie.example/rss.xml", "La Vigie", "fr", pages=False),
        Feed("http://phare.example/atom"),
    )
    hosts = frozenset({"localhost", "10.0.0.7:8080"})
    assert plan.fetching == Fetching("Vigie (a@vigie.example)", 5, 12.5, 1000, hosts, 15)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no feeds"),
        ("feed = 3", "no feeds"),
        ("feed = [3]", "no feeds"),
        ("[feed]\nurl = 'https://a.example'", "no feeds"),
        ("[[feed]]\noutlet = 'x'", "feed 1: no url"),
        (FEED + "ur = 'x'", "feed 1: 'ur' is not known; a feed has url, outlet, lang, pages"),
        (FEED + "pages = 'yes'", "feed 1: pages is not true or false"),
        (FEED + "pages = 1", "feed 1: pages is not true or false"),
        (FEED + "lang = 'french'", "feed 1: lang is not a code"),
        (FEED + "outlet = ''", "feed 1: outlet is not a name"),
        (FEED + "outlet = 'a\\nb'\noutlet2 = 3", "feed 1: 'outlet2' is not known"),
        (FEED + FEED, "feed 2: its url stands there twice"),
        ("[[feed]]\nurl = 'ftp://a.example/x'", "feed 1: url is not an address"),
        ("[[feed]]\nurl = 'file:///etc/passwd'", "feed 1: url is not an address"),
        ("[[feed]]\nurl = 'https://me:secret@a.example/x'", "feed 1: url is not an address"),
        ("[[feed]]\nurl = 'https://[::1/x'", "feed 1: url is not an address"),
        ("[[feed]]\nurl = 'https://a.example:99999/x'", "feed 1: url is not an address"),
        ("[[feed]]\nurl = 7", "feed 1: url is not an address"),
        (FEED + "[fetch]", "'fetch' is not known; a plan has [[feed]] and [fetching]"),
        (
            FEED + "[fetching]\nspeed = 3",
            "'speed' is not known; it has allow_hosts, every_minutes",
        ),
        ("fetching = 3\n" + FEED, "fetching is no table"),
        (FEED + "[fetching]\nuser_agent = ''", "user_agent is not"),
        (FEED + "[fetching]\nuser_agent = '(x)'", "user_agent is not"),
        (FEED + '[fetching]\nuser_agent = "a\\nb: c"', "user_agent is not"),
        (FEED + "[fetching]\ntimeout_seconds = 0", "timeout_seconds is not a number of seconds"),
        (FEED + "[fetching]\ntimeout_seconds = nan", "timeout_seconds is not a number of seconds"),
        (FEED + "[fetching]\ntimeout_seconds = true", "timeout_seconds is not a number of seconds"),
        (FEED + "[fetching]\nseconds_between_requests = -1", "seconds_between_requests is not"),
        (FEED + "[fetching]\nmax_bytes = 0", "max_bytes is not a number of bytes"),
        (FEED + "[fetching]\nmax_bytes = 1.5", "max_bytes is not a number of bytes"),
        (FEED + "[fetching]\nallow_hosts = 'localhost'", "allow_hosts is not a list"),
        (FEED + "[fetching]\nallow_hosts = [1]", "allow_hosts is not a list"),
        (FEED + "[fetching]\nevery_minutes = 0", "every_minutes is not"),
        ("[[feed", "not TOML"),
        ("x = " + "[" * 100_000, "not TOML"),
        ("#" + "x" * 1_100_000, "beyond 1 MB"),
    ],
)
def test_what_is_wrong_is_one_line(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        plan_of(path)
    line = str(caught.value)
    assert told in line
    assert line.startswith(str(path))
    assert "\n" not in line
    assert "secret" not in line


def test_a_file_that_is_not_there_or_no_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such file"):
        plan_of(tmp_path / "none.toml")
    with pytest.raises(UsageError, match="is a directory"):
        plan_of(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b"[[feed]]\noutlet = '\xe9'")
    with pytest.raises(UsageError, match="not UTF-8 at byte 19"):
        plan_of(tmp_path / "latin.toml")


CHAPTER = (
    (Path(__file__).parents[3] / "docs" / "cli.md")
    .read_text(encoding="utf-8")
    .split("\n## escale watch\n")[1]
    .split("\n## ")[0]
)


def test_the_documented_plan_can_be_read(tmp_path: Path) -> None:
    plan = plan_of(written(tmp_path, CHAPTER.split("```toml\n")[1].split("```")[0]))
    assert [feed.outlet for feed in plan.feeds] == ["La Vigie", None]


@pytest.mark.parametrize("field", [field.name for kind in (Feed, Fetching) for field in fields(kind)])
def test_every_key_of_a_plan_is_documented(field: str) -> None:
    assert f"\n| `{field}` |" in CHAPTER
