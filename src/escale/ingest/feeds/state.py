"""What watching remembers from round to round, in a file beside the ledger."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from escale.errors import UsageError
from escale.ingest.feeds.limits import MOST_ROBOTS, ROBOTS_KEPT_CHARACTERS
from escale.ingest.feeds.resting import Rest

__all__ = ["FeedMemory", "KnownRobots", "WatchState", "state_path"]

_FORM = 1
_FORGIVEN = timedelta(days=30)  # after a rest; a host that is asked again earlier goes on where it was


@dataclass(frozen=True, slots=True)
class FeedMemory:
    """What is remembered of a feed.

    Attributes:
        validators: headers that ask for it only if it changed; none while something of it waits.
        seen: of each entry that was dealt with, what it was like.
        tries: of each page that did not come, in how many rounds it was asked for.
    """

    validators: Mapping[str, str] = field(default_factory=dict)
    seen: Mapping[str, str] = field(default_factory=dict)
    tries: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class KnownRobots:
    """A robots.txt: its text, and the instant until which it holds."""

    text: str
    until: datetime


@dataclass(slots=True)
class WatchState:
    """All that is remembered.

    Attributes:
        feeds: by address.
        rests: hosts that failed, by name.
        robots: by origin.
    """

    feeds: dict[str, FeedMemory] = field(default_factory=dict)
    rests: dict[str, Rest] = field(default_factory=dict)
    robots: dict[str, KnownRobots] = field(default_factory=dict)
    _learnt: dict[str, FeedMemory] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> tuple[WatchState, str | None]:
        """The state in a file, and what is to be said if the file is damaged: it is then begun anew.

        Raises:
            UsageError: the file cannot be read.
        """
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            return cls(), None
        except OSError as error:
            reason = (error.strerror or "failed").lower()
            raise UsageError(f"{path}: cannot be read ({reason}); check its permissions") from None
        try:
            return _state_of(orjson.loads(data)), None
        except (ValueError, KeyError, TypeError, AttributeError):
            return cls(), f"{path}: damaged; it is begun anew, and what is known already is fetched again"

    def learn(self, feed: str, memory: FeedMemory) -> None:
        """Notes what a round learnt of a feed; it counts from `settle` on."""
        self._learnt[feed] = memory

    def settle(self) -> None:
        """All articles of the round are kept: what it learnt counts from now on."""
        self.feeds |= self._learnt
        self._learnt.clear()

    def save(self, path: Path, now: datetime) -> None:
        """Writes the state; whoever reads at the same time sees the old one or the new one.

        Raises:
            UsageError: the file cannot be written.
        """
        self.robots = {origin: known for origin, known in self.robots.items() if now < known.until}
        self.rests = {host: rest for host, rest in self.rests.items() if now < rest.until + _FORGIVEN}
        data = orjson.dumps(_record(self), option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS)
        name = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except OSError as error:
            if name is not None:
                Path(name).unlink(missing_ok=True)
            reason = (error.strerror or "failed").lower()
            raise UsageError(f"{path}: cannot be written ({reason}); make room for it") from None


def state_path(ledger: Path) -> Path:
    """The file of the watch that fills a ledger: it lies beside the ledger's folder."""
    folder = ledger.resolve()
    return folder.with_name(f"{folder.name}.watch.json")


def _record(state: WatchState) -> dict[str, Any]:
    small = [(o, k) for o, k in state.robots.items() if len(k.text) <= ROBOTS_KEPT_CHARACTERS]
    latest = sorted(small, key=lambda pair: pair[1].until)[-MOST_ROBOTS:]
    return {
        "form": _FORM,
        "feeds": {
            url: {
                "validators": dict(memory.validators),
                "seen": list(memory.seen.items()),  # in order: the oldest are forgotten first
                "tries": dict(memory.tries),
            }
            for url, memory in state.feeds.items()
        },
        "rests": {
            host: {"failures": rest.failures, "until": rest.until.isoformat()}
            for host, rest in state.rests.items()
        },
        "robots": {
            origin: {"text": known.text, "until": known.until.isoformat()} for origin, known in latest
        },
    }


def _state_of(record: Any) -> WatchState:
    """The state that a record holds; ValueError, KeyError, TypeError or AttributeError if it holds none."""
    if record["form"] != _FORM:
        raise ValueError("another form")
    return WatchState(
        feeds={url: _memory(memory) for url, memory in record["feeds"].items()},
        rests={
            host: Rest(_count(rest["failures"]), _instant(rest["until"]))
            for host, rest in record["rests"].items()
        },
        robots={
            origin: KnownRobots(_words(known["text"]), _instant(known["until"]))
            for origin, known in record["robots"].items()
        },
    )


def _memory(record: Any) -> FeedMemory:
    return FeedMemory(
        validators={_ascii(name): _ascii(value) for name, value in record["validators"].items()},
        seen={_words(key): _words(stamp) for key, stamp in record["seen"]},
        tries={key: _count(number) for key, number in record["tries"].items()},
    )


def _words(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("no string")
    return value


def _ascii(value: Any) -> str:
    if not (_words(value).isascii() and value.isprintable()):
        raise ValueError("no header of HTTP")
    return str(value)


def _count(value: Any) -> int:
    if not isinstance(value, int):
        raise TypeError("no number")
    return value


def _instant(value: Any) -> datetime:
    at = datetime.fromisoformat(_words(value))
    if at.tzinfo is None:
        raise ValueError("no instant in UTC")
    return at.astimezone(UTC)
