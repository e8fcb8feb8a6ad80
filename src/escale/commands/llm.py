"""``escale read --reader llm``: the reader that asks a model, from the options and the environment."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from escale.commands.console import Console
from escale.commands.register import combined_register
from escale.errors import UsageError
from escale.llm.account import Account
from escale.llm.cache import AnswerCache
from escale.llm.client import ChatClient
from escale.llm.reader import LlmReader
from escale.llm.schema import answer_schema
from escale.reader.reader import Reader

__all__ = ["LlmOptions", "llm_reader"]

_TIMEOUT = 300.0


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """The options of the command that concern the model, as given."""

    base_url: str | None
    model: str | None
    cache: str | None = None
    timeout: float | None = None


@contextmanager
def llm_reader(options: LlmOptions, code: str, console: Console) -> Iterator[LlmReader]:
    """The reader of a language that asks the model; when it is done with, what it took is said.

    Raises:
        MissingLibraryError: the extra is not installed.
        UsageError: an option or the key in ``ESCALE_LLM_KEY`` is missing or wrong.
        UnknownLanguageError: the language is not shipped.
    """
    if not options.base_url or not options.model:
        raise UsageError("--reader llm needs --base-url URL and --model NAME")
    timeout = _TIMEOUT if options.timeout is None else options.timeout
    if not (math.isfinite(timeout) and timeout > 0):
        raise UsageError(f"--timeout {timeout:g}: not a number of seconds above 0")
    account = Account()
    key = os.environ.get("ESCALE_LLM_KEY")
    cache = AnswerCache(Path(options.cache) if options.cache else _default_cache())
    with ChatClient(
        options.base_url, options.model, answer_schema(), account, key=key, timeout=timeout
    ) as client:
        reader = Reader(code, register=combined_register())
        try:
            yield LlmReader(reader, client, cache, account)
        finally:
            if account.requests or account.cached:
                console.say(account.line())


def _default_cache() -> Path:
    """Where answers are kept if no place is named (XDG Base Directory)."""
    named = os.environ.get("XDG_CACHE_HOME")
    return (Path(named) if named else Path.home() / ".cache") / "escale" / "llm"
