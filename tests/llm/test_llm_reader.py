"""The reader and the command with a server on this machine."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from chat_server import ChatServer, Reply, completion, raw_claim

from benchmarks.quality import predict
from escale.cli import main
from escale.errors import InputError, UsageError
from escale.llm.account import Account
from escale.llm.cache import AnswerCache
from escale.llm.client import ChatClient
from escale.llm.reader import LONGEST_TEXT, LlmReader
from escale.llm.schema import answer_schema
from escale.model import Article
from escale.reader.reader import Reader
from escale.reading import Reading

KEY = "sk-secret-0123456789"
TEXT = "La marine grecque fait escale en France depuis lundi."
ENGLISH = "The frigate has left the port of Brest and will take part in the exercise with the navy."
VISIT = raw_claim(
    evidence=TEXT,
    trigger="escale",
    actors=[{"text": "La marine grecque", "code": "GRC", "sector": "MIL"}],
    recipients=[{"text": "France", "code": "FRA", "sector": "GOV"}],
    time="depuis lundi",
)
INVENTED = VISIT | {"trigger": "exercice"}
GOOD = completion({"claims": [VISIT]})


@pytest.fixture(scope="module")
def base() -> Reader:
    return Reader("fr")


def article(name: str = "a", text: str = TEXT, **fields: Any) -> Article:
    return Article(id=name, text=text, published="2021-03-03", **fields)


Outcomes = list[Reading | InputError]
Pipe = Callable[..., tuple[Outcomes, Account]]


@pytest.fixture
def pipe(base: Reader, tmp_path: Path) -> Pipe:
    def go(server: ChatServer, *articles: Article, model: str = "small") -> tuple[Outcomes, Account]:
        account = Account()
        schema = answer_schema()
        with ChatClient(server.url, model, schema, account, timeout=1, sleep=lambda _: None) as client:
            reader = LlmReader(base, client, AnswerCache(tmp_path / "cache"), account)
            return list(reader.pipe(articles)), account

    return go


def test_an_article_is_read(pipe: Pipe) -> None:
    with ChatServer([completion({"claims": [VISIT, INVENTED]})]) as server:
        (reading,), account = pipe(server, article())
    assert isinstance(reading, Reading)
    (claim,) = reading.claims
    assert (claim.time and claim.time.edtf, reading.lang) == ("2021-03-01/..", "fr")
    assert reading.reader.model.startswith("small (prompt 1-")
    assert (account.requests, account.refused_quotes) == (1, 1)
    assert TEXT in server.bodies[0]["messages"][-1]["content"]


def test_a_second_run_asks_nothing_and_gives_the_same(pipe: Pipe) -> None:
    with ChatServer([GOOD]) as server:
        first, _ = pipe(server, article("a"), article("b", f"{TEXT} Fin."))
        second, account = pipe(server, article("a"), article("b", f"{TEXT} Fin."))
        assert len(server.bodies) == 2
        assert second == first
        assert (account.requests, account.cached, account.prompt_tokens) == (0, 2, 0)
        pipe(server, article("a"), model="other")
        assert len(server.bodies) == 3


def test_a_bad_answer_is_an_error_for_its_article_and_the_others_go_on(pipe: Pipe) -> None:
    replies = {
        "malformed": completion("Voici la réponse : aucune."),
        "truncated": completion('{"claims": [', reason="length"),
        "refusing": completion(None, refusal="no"),
        "slow": Reply(GOOD.body, pause=1.5),
        "broken": Reply(status=500),
        "fine": GOOD,
    }

    def answer(body: dict[str, Any]) -> Reply:
        asked = body["messages"][-1]["content"]
        return next(reply for name, reply in replies.items() if f"({name})" in asked)

    articles = [article(name, f"{TEXT} ({name})") for name in replies]
    with ChatServer(answer) as server:
        outcomes, _ = pipe(server, *articles)
        again, account = pipe(server, *articles)
    *bad, fine = outcomes
    assert [str(error).split(";")[0] for error in bad] == [
        "malformed: the model's answer cannot be read (not JSON)",
        "truncated: the model's answer was cut off at its limit of tokens",
        "refusing: the model refused to answer (no)",
        "slow: no answer from the model in 1 seconds",
        "broken: the server answered 500",
    ]
    assert isinstance(fine, Reading)
    assert len(fine.claims) == 1
    # Only the good answer was kept: the others are asked for again.
    assert [str(outcome) for outcome in again] == [str(outcome) for outcome in outcomes]
    assert account.cached == 1


def test_a_kept_answer_that_cannot_be_read_is_asked_for_again(pipe: Pipe, tmp_path: Path) -> None:
    with ChatServer([GOOD]) as server:
        pipe(server, article())
        (place,) = (tmp_path / "cache").rglob("*.json")
        record = json.loads(place.read_text())
        place.write_text(json.dumps(record | {"content": "{"}))
        (reading,), account = pipe(server, article())
    assert isinstance(reading, Reading)
    assert (len(reading.claims), account.requests, account.cached) == (1, 1, 0)


def test_what_is_not_sent(pipe: Pipe) -> None:
    long = article("long", TEXT + " Il pleut." * (LONGEST_TEXT // 10))
    with ChatServer([GOOD]) as server:
        (english, error), _ = pipe(server, article("en", ENGLISH), long)
    assert isinstance(english, Reading)
    assert (english.lang, english.claims) == ("en", ())
    assert str(error).startswith("long: longer than 40,000 characters")
    assert server.bodies == []


def test_a_refused_key_ends_the_run(pipe: Pipe) -> None:
    with ChatServer([Reply(status=401)]) as server, pytest.raises(UsageError, match="key is refused"):
        pipe(server, article("a"), article("b", f"{TEXT} Fin."))
    assert len(server.bodies) == 1


def test_the_benchmark_scores_what_could_be_read(base: Reader, tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted.jsonl"
    gold.mkdir()
    for name in ("fine", "refusing"):
        record: dict[str, str | None] = dict.fromkeys(("outlet", "title", "url"))
        record |= {"id": name, "text": f"{TEXT} ({name})", "published": "2021-03-03", "lang": "fr"}
        (gold / f"{name}.json").write_text(json.dumps(record))

    def answer(body: dict[str, Any]) -> Reply:
        refusing = "(refusing)" in body["messages"][-1]["content"]
        return completion(None, refusal="no") if refusing else GOOD

    with ChatServer(answer) as server:
        account = Account()
        with ChatClient(server.url, "small", answer_schema(), account) as client:
            predict(LlmReader(base, client, AnswerCache(tmp_path / "cache"), account), gold, predicted)
    (line,) = predicted.read_text(encoding="utf-8").splitlines()
    assert (json.loads(line)["id"], len(json.loads(line)["claims"])) == ("fine", 1)


# The command


Run = Callable[..., tuple[int, list[dict[str, Any]], list[str]]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    monkeypatch.setenv("ESCALE_LLM_KEY", KEY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))

    def go(*arguments: str, stdin: str = "") -> tuple[int, list[dict[str, Any]], list[str]]:
        out, err = io.BytesIO(), io.StringIO()
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="ascii"))
        monkeypatch.setattr(sys, "stderr", err)
        code = main(["read", "-", *arguments])
        sys.stdout.flush()
        assert KEY not in out.getvalue().decode() + err.getvalue()
        lines = [line.removeprefix("escale: ") for line in err.getvalue().splitlines()]
        return code, [json.loads(line) for line in out.getvalue().decode().splitlines()], lines

    return go


def test_the_command_reads_with_a_model_and_says_what_it_took(run: Run, tmp_path: Path) -> None:
    names = ("one", "two", "three")
    records = [{"id": name, "text": f"{TEXT} ({name})", "published": "2021-03-03"} for name in names]
    stdin = "\n".join(map(json.dumps, records))

    def answer(body: dict[str, Any]) -> Reply:
        refusing = "(two)" in body["messages"][-1]["content"]
        return completion(None, refusal=f"bad key {KEY}") if refusing else GOOD

    with ChatServer(answer) as server:
        options = ("--reader", "llm", "--base-url", server.url, "--model", "small", "--timeout", "5")
        code, found, lines = run(*options, stdin=stdin)
        again, _, _ = run(*options, stdin=stdin)
        assert len(server.bodies) == 4
        cached = list((tmp_path / "xdg" / "escale" / "llm").rglob("*.json"))
        assert len(cached) == 2
        assert all(KEY not in place.read_text() for place in cached)
        assert {headers["authorization"] for headers in server.headers} == {f"Bearer {KEY}"}
    assert (code, again) == (2, 2)
    assert [(record["id"], len(record["claims"])) for record in found] == [("one", 1), ("three", 1)]
    assert lines[0] == "two: the model refused to answer (bad key ***); try another --model"
    assert lines[1] == "1 rejected, 2 read"
    assert lines[2].startswith("3 requests, 0 cached; 300 prompt and 21 completion tokens, ")
    assert len(lines) == 3


def test_the_cache_lies_where_it_is_asked_to(run: Run, tmp_path: Path) -> None:
    with ChatServer([GOOD]) as server:
        options = ("--reader", "llm", "--base-url", server.url, "--model", "small")
        code, _, _ = run(*options, "--published", "2021", "--cache", str(tmp_path / "mine"), stdin=TEXT)
    assert code == 0
    assert len(list((tmp_path / "mine").rglob("*.json"))) == 1
    assert not (tmp_path / "xdg").exists()


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--reader", "llm"], "--reader llm needs --base-url URL and --model NAME"),
        (["--reader", "llm", "--model", "m"], "--reader llm needs --base-url URL and --model NAME"),
        (["--reader", "llm", "--base-url", "x", "--model", "m"], "--base-url is no address; "),
        (
            ["--reader", "llm", "--base-url", "x", "--model", "m", "--timeout", "0"],
            "--timeout 0: not a number",
        ),
        (["--reader", "llm", "--base-url", "x", "--model", "m", "--timeout", "nan"], "--timeout nan: not a "),
        (["--reader", "gpt"], "argument --reader: invalid choice: 'gpt'"),
        (["--base-url", "http://localhost/v1"], "--base-url is for --reader llm only"),
        (["--cache", "x"], "--cache is for --reader llm only"),
    ],
)
def test_options_that_are_wrong_are_one_line(run: Run, options: list[str], line: str) -> None:
    code, found, lines = run(*options)
    assert (code, found, len(lines)) == (2, [], 1)
    assert lines[0].startswith(line)
