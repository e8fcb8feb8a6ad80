"""A client of the OpenAI-compatible chat-completions protocol, as vLLM, llama.cpp and Ollama speak it.

What is wrong with one answer is an `InputError` for that article; what would be wrong with every one, such as
a server that is not there or refuses the key, ends the run. The key goes into one header and nowhere else.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from importlib import import_module
from types import TracebackType
from typing import TYPE_CHECKING, Any, NoReturn

from escale.errors import InputError, MissingLibraryError, UsageError
from escale.llm.account import Account

if TYPE_CHECKING:
    import httpx

__all__ = ["ChatClient"]

_TRIES = 4
_TRIES_WHEN_SLOW = 2
_FIRST_WAIT_SECONDS = 1.0
_LONGEST_WAIT_SECONDS = 60.0
_ANSWER_BYTES = 8 * 1024 * 1024
_SHOWN = 200  # characters of a server's own message
_SEED = 0
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_AGAIN = "run again: what was answered is kept"


class ChatClient:
    """Asks one model on one server.

    Args:
        base_url: the server's address, usually ending in ``/v1``.
        model: the model's name there.
        schema: the JSON schema that answers are to keep to.
        account: counts requests, tokens and time.
        key: the API key, if the server wants one.
        timeout: seconds that an answer may take.
        sleep: waits that many seconds.

    Raises:
        MissingLibraryError: httpx is not installed.
        UsageError: the address or the key is none.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        schema: Mapping[str, Any],
        account: Account,
        *,
        key: str | None = None,
        timeout: float = 300.0,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._httpx: Any = _library()
        self.model = model
        self._schema = schema
        self._account = account
        self._key = (key or "").strip()
        self._timeout = timeout
        self._sleep = sleep
        self._url = self._endpoint(base_url)
        self._where = f"{self._url.host}:{self._url.port}" if self._url.port else self._url.host
        headers = {"content-type": "application/json"}
        if self._key:
            if not (self._key.isascii() and self._key.isprintable()):
                raise UsageError("ESCALE_LLM_KEY holds characters that no key has; set it anew")
            headers["authorization"] = f"Bearer {self._key}"
        # What is meant for this machine must not go through a proxy that the environment names.
        outside = self._url.host not in _LOOPBACK
        self._http: httpx.Client = self._httpx.Client(headers=headers, timeout=timeout, trust_env=outside)

    def __enter__(self) -> ChatClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def ask(self, identity: str, messages: Sequence[Mapping[str, str]]) -> str:
        """The model's answer to the messages.

        Args:
            identity: what to call the article in an error.
            messages: role and content of each.

        Raises:
            InputError: no good answer came for this article.
            UsageError: no answer can come for any.
        """
        body = json.dumps(
            {
                "model": self.model,
                "messages": list(messages),
                "temperature": 0,
                "seed": _SEED,
                "response_format": {
                    "type": "json_schema",
                    "json_schema": {"name": "claims", "strict": True, "schema": self._schema},
                },
            }
        ).encode()
        began = time.monotonic()
        try:
            return self._content(identity, self._answered(identity, body))
        finally:
            self._account.seconds += time.monotonic() - began

    def _answered(self, identity: str, body: bytes) -> bytes:
        """The body of a good response, asked for again where that may help."""
        http, number, slow = self._httpx, 0, 0
        while True:
            number += 1
            last, wait = number == _TRIES, _FIRST_WAIT_SECONDS * 2 ** (number - 1)
            self._account.requests += 1
            try:
                status, headers, content = self._post(identity, body)
            except (http.ConnectError, http.ConnectTimeout) as error:
                if last:
                    self._unreachable(error)
            except http.TimeoutException:
                slow += 1
                if slow == _TRIES_WHEN_SLOW or last:
                    cause = f"no answer from the model in {self._timeout:g} seconds"
                    raise InputError(identity, cause, "give a longer --timeout") from None
            except http.RequestError:
                if last:
                    raise InputError(identity, "the server broke off its answer", _AGAIN) from None
            else:
                if status == 200:
                    return content
                if last or not (status == 429 or status >= 500):
                    self._refuse(identity, status, content)
                wait = _retry_after(headers.get("retry-after")) or wait
            self._sleep(min(wait, _LONGEST_WAIT_SECONDS))

    def _post(self, identity: str, body: bytes) -> tuple[int, Mapping[str, str], bytes]:
        """One request; the time allowed holds for the whole answer, even one that comes drop by drop."""
        deadline = time.monotonic() + self._timeout
        content = bytearray()
        with self._http.stream("POST", self._url, content=body) as response:
            for chunk in response.iter_bytes():
                content += chunk
                if len(content) > _ANSWER_BYTES:
                    raise InputError(identity, "an answer beyond 8 MB", "check the server")
                if time.monotonic() > deadline:
                    raise self._httpx.ReadTimeout("too slow", request=response.request)
        return response.status_code, response.headers, bytes(content)

    def _content(self, identity: str, response: bytes) -> str:
        """The words of the answer in a response."""
        try:
            record = json.loads(response)
            self._count(record.get("usage"))
            choice = record["choices"][0]
            message, reason = choice["message"], choice.get("finish_reason")
            content, refusal = message.get("content"), message.get("refusal")
        except (ValueError, RecursionError, AttributeError, KeyError, IndexError, TypeError):
            cause = "the server's answer is not of the chat-completions protocol"
            raise InputError(identity, cause, "check --base-url") from None
        if refusal or reason == "content_filter":
            why = f" ({self._shown(refusal)})" if isinstance(refusal, str) else ""
            raise InputError(identity, f"the model refused to answer{why}", "try another --model")
        if reason == "length":
            cause = "the model's answer was cut off at its limit of tokens"
            raise InputError(identity, cause, "raise the server's limits or shorten the article")
        if not isinstance(content, str) or not content.strip():
            raise InputError(identity, "the model's answer is empty", "try another --model")
        return content

    def _count(self, usage: object) -> None:
        if isinstance(usage, dict):
            for name in ("prompt_tokens", "completion_tokens"):
                count = usage.get(name)
                if isinstance(count, int):
                    setattr(self._account, name, getattr(self._account, name) + count)

    def _refuse(self, identity: str, status: int, content: bytes) -> NoReturn:
        """The error for a status that is no answer."""
        said = self._message(content)
        if status in (401, 403):
            raise UsageError(f"{self._where}: the key is refused ({status}{said}); set ESCALE_LLM_KEY")
        if status == 404 or status < 400:
            remedy = "check --model and --base-url, which usually ends in /v1"
            raise UsageError(f"{self._where}: no such model or address ({status}{said}); {remedy}")
        remedy = _AGAIN if status == 429 or status >= 500 else "check what the server and model can do"
        raise InputError(identity, f"the server answered {status}{said}", remedy)

    def _unreachable(self, error: Exception) -> NoReturn:
        reason = self._shown(str(error)) or "no connection"
        raise UsageError(
            f"{self._where}: no server answers ({reason}); start it or check --base-url"
        ) from None

    def _message(self, content: bytes) -> str:
        """What the server says of an error, to be set after its status."""
        try:
            error = json.loads(content)["error"]
            said = error if isinstance(error, str) else error["message"]
        except (ValueError, RecursionError, KeyError, TypeError):
            return ""
        return f", {self._shown(said)}" if isinstance(said, str) and said else ""

    def _shown(self, said: str) -> str:
        """Words of the server as far as they may be shown: short, and never the key."""
        clear = said.replace(self._key, "***") if self._key else said
        short = " ".join(clear[: 4 * _SHOWN].split())
        return short if len(short) <= _SHOWN else f"{short[:_SHOWN]}…"

    def _endpoint(self, base_url: str) -> httpx.URL:
        # The address is not shown: it may hold a password.
        try:
            url: httpx.URL = self._httpx.URL(f"{base_url.strip().rstrip('/')}/chat/completions")
        except self._httpx.InvalidURL:
            url = self._httpx.URL("")
        if url.scheme not in ("http", "https") or not url.host:
            raise UsageError("--base-url is no address; give one like http://localhost:8000/v1")
        return url


def _library() -> Any:
    try:
        return import_module("httpx")
    except ImportError:
        raise MissingLibraryError("httpx", "llm") from None


def _retry_after(value: str | None) -> float | None:
    """The seconds that a Retry-After header asks for, given as a number or as a date."""
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value[:9])
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - time.time())
    except ValueError:
        return None
