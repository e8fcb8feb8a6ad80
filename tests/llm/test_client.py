from __future__ import annotations

import socket
import sys
import time
from email.utils import formatdate
from typing import Any

import pytest
from chat_server import ChatServer, Reply, completion

from escale.errors import InputError, MissingLibraryError, UsageError
from escale.llm.account import Account
from escale.llm.client import ChatClient
from escale.llm.schema import answer_schema

KEY = "sk-secret-0123456789"
ASKED = [{"role": "user", "content": "Où est l'escale ?"}]
GOOD = completion({"claims": []})


class Asker:
    """A client with its account and the waits it would have made."""

    def __init__(self, url: str, **options: Any) -> None:
        self.account, self.waits = Account(), list[float]()
        options = dict[str, Any](key=KEY, timeout=5.0, sleep=self.waits.append) | options
        self.client = ChatClient(url, "small", answer_schema(), self.account, **options)

    def ask(self) -> str:
        with self.client:
            return self.client.ask("brest", ASKED)


def test_a_request_is_of_the_protocol() -> None:
    with ChatServer([GOOD]) as server:
        assert Asker(server.url + "/").ask() == '{"claims": []}'
    (body,) = server.bodies
    assert server.paths == ["/v1/chat/completions"]
    assert server.headers[0]["authorization"] == f"Bearer {KEY}"
    assert body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "claims", "strict": True, "schema": answer_schema()},
    }
    assert (body["model"], body["messages"], body["temperature"], body["seed"]) == ("small", ASKED, 0, 0)


def test_without_a_key_none_is_sent() -> None:
    with ChatServer([GOOD]) as server:
        Asker(server.url, key=None).ask()
    assert "authorization" not in server.headers[0]


def test_requests_tokens_and_time_are_counted() -> None:
    slow = Reply(GOOD.body, pause=0.1)
    with ChatServer([Reply(status=503), slow]) as server:
        asker = Asker(server.url)
        asker.ask()
    account = asker.account
    assert (account.requests, account.prompt_tokens, account.completion_tokens) == (2, 100, 7)
    assert 0.1 <= account.seconds < 4


@pytest.mark.parametrize(
    ("reply", "line"),
    [
        (Reply(b"<html>"), "the server's answer is not of the chat-completions protocol"),
        (Reply(b"[" * 100_000), "the server's answer is not of the chat-completions protocol"),
        (Reply(b'{"choices": []}'), "the server's answer is not of the chat-completions protocol"),
        (completion(None), "the model's answer is empty"),
        (completion("  "), "the model's answer is empty"),
        (completion('{"claims": [{"type', reason="length"), "the model's answer was cut off at its limit"),
        (completion(None, refusal="I will not."), "the model refused to answer (I will not.)"),
        (completion("", reason="content_filter"), "the model refused to answer; "),
        (Reply(b'{"error": {"message": "no json_schema here"}}', 400), "the server answered 400, no json_s"),
        (Reply(b"x" * (9 << 20)), "an answer beyond 8 MB"),
    ],
)
def test_a_bad_answer_is_one_line_and_not_asked_for_again(reply: Reply, line: str) -> None:
    with ChatServer([reply]) as server, pytest.raises(InputError) as caught:
        Asker(server.url).ask()
    assert str(caught.value).startswith(f"brest: {line}")
    assert "\n" not in str(caught.value)
    assert len(server.bodies) == 1


def test_tokens_of_a_truncated_answer_are_counted_too() -> None:
    with ChatServer([completion("{", reason="length")]) as server:
        asker = Asker(server.url)
        with pytest.raises(InputError):
            asker.ask()
    assert asker.account.completion_tokens == 7


def test_a_failing_server_is_asked_again_ever_later() -> None:
    with ChatServer([Reply(status=500), Reply(status=502), Reply(status=429), GOOD]) as server:
        asker = Asker(server.url)
        asker.ask()
    assert asker.waits == [1.0, 2.0, 4.0]


def test_a_server_that_goes_on_failing_is_given_up() -> None:
    with ChatServer([Reply(b'{"error": "overloaded"}', 503)]) as server:
        asker = Asker(server.url)
        with pytest.raises(InputError, match=r"^brest: the server answered 503, overloaded; run again: "):
            asker.ask()
    assert (len(server.bodies), len(asker.waits)) == (4, 3)


@pytest.mark.parametrize(
    ("value", "least", "most"),
    [
        ("7", 7, 7),
        ("100000", 60, 60),
        ("soon", 1, 1),
    ],
)
def test_retry_after_is_kept_to(value: str, least: float, most: float) -> None:
    with ChatServer([Reply(status=429, headers={"Retry-After": value}), GOOD]) as server:
        asker = Asker(server.url)
        asker.ask()
    assert least <= asker.waits[0] <= most


def test_retry_after_may_be_a_date() -> None:
    date = formatdate(time.time() + 40, usegmt=True)
    with ChatServer([Reply(status=429, headers={"Retry-After": date}), GOOD]) as server:
        asker = Asker(server.url)
        asker.ask()
    assert 5 <= asker.waits[0] <= 41


@pytest.mark.parametrize(
    "reply",
    [Reply(GOOD.body, pause=1.0), Reply(GOOD.body, pause=0.1, pieces=40)],
    ids=["silent", "drop by drop"],
)
def test_a_slow_answer_is_given_up_after_the_second_try(reply: Reply) -> None:
    with ChatServer([reply]) as server:
        asker = Asker(server.url, timeout=0.3)
        began = time.monotonic()
        with pytest.raises(
            InputError, match=r"^brest: no answer from the model in 0\.3 seconds; give a longer"
        ):
            asker.ask()
        assert time.monotonic() - began < 2
    assert len(server.bodies) == 2


def test_a_torn_answer_is_asked_for_again() -> None:
    torn = Reply(GOOD.body[:40], torn=True)
    with ChatServer([torn, GOOD]) as server:
        assert Asker(server.url).ask() == '{"claims": []}'
    with ChatServer([torn]) as server, pytest.raises(InputError, match="broke off its answer"):
        Asker(server.url).ask()
    assert len(server.bodies) == 4


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (401, "the key is refused (401, wrong key ***); set ESCALE_LLM_KEY"),
        (403, "the key is refused (403, wrong key ***)"),
        (404, "no such model or address (404, wrong key ***); check --model and --base-url"),
        (307, "no such model or address (307, wrong key ***)"),
    ],
)
def test_what_no_article_would_get_past_ends_the_run(status: int, line: str) -> None:
    body = f'{{"error": {{"message": "wrong\\n key {KEY}"}}}}'.encode()
    with ChatServer([Reply(body, status)]) as server, pytest.raises(UsageError) as caught:
        Asker(server.url).ask()
    where = server.url.removeprefix("http://").removesuffix("/v1")
    assert str(caught.value).startswith(f"{where}: {line}")
    assert len(server.bodies) == 1


def test_a_server_that_is_not_there_ends_the_run() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asker = Asker(f"http://127.0.0.1:{port}/v1")
    with pytest.raises(UsageError, match=rf"^127\.0\.0\.1:{port}: no server answers \("):
        asker.ask()
    assert asker.waits == [1.0, 2.0, 4.0]


def test_a_key_in_a_message_of_the_server_is_blotted_out_even_where_it_is_cut() -> None:
    body = f'{{"error": {{"message": "{"x" * 190} {KEY}"}}}}'.encode()
    with ChatServer([Reply(body, 400)]) as server, pytest.raises(InputError) as caught:
        Asker(server.url).ask()
    assert KEY[:6] not in str(caught.value)


@pytest.mark.parametrize("key", ["clé-secrète", "line\nbreak"])
def test_a_key_that_is_none_is_not_shown(key: str) -> None:
    with pytest.raises(UsageError, match="ESCALE_LLM_KEY") as caught:
        Asker("http://localhost/v1", key=key)
    assert key not in str(caught.value)


@pytest.mark.parametrize("url", ["", "localhost:8000/v1", "ftp://u:pass@host/", "http://", "http://[::1/v1"])
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError, match="--base-url is no address") as caught:
        Asker(url)
    assert "pass" not in str(caught.value)


def test_what_is_meant_for_this_machine_goes_through_no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with ChatServer([GOOD]) as server:
        Asker(server.url).ask()
    assert len(server.bodies) == 1


def test_without_httpx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(
        MissingLibraryError, match=r"httpx is not installed; run: pip install 'escale\[llm\]'"
    ):
        Asker("http://localhost/v1")
