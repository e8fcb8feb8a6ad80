"""The file that says which feeds are watched, and how: ``feeds.toml``."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any

from escale.errors import UsageError
from escale.ingest.feeds.fetch_error import FetchError
from escale.ingest.feeds.limits import PLAN_BYTES
from escale.ingest.feeds.links import link_of
from escale.ingest.feeds.robots import product_token

__all__ = ["Feed", "Fetching", "Plan", "plan_of"]


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed.

    Attributes:
        url: its address.
        outlet: the publisher of its articles; None if they say it themselves.
        lang: the language of its articles, ISO 639-1; None if they say it themselves.
        pages: whether the article of an entry is the page it links to, or the text in the feed itself.
    """

    url: str
    outlet: str | None = None
    lang: str | None = None
    pages: bool = True


@dataclass(frozen=True, slots=True)
class Fetching:
    """How it is fetched.

    Attributes:
        user_agent: what requests call themselves; its first word is the name that robots.txt knows them by.
        seconds_between_requests: to one host, at least.
        timeout_seconds: for one answer, from looking up its host to its last byte.
        max_bytes: of one answer, unpacked.
        allow_hosts: hosts, as ``name`` or ``name:port``, that may lie in a private network.
        every_minutes: from the beginning of a round to that of the next.
    """

    user_agent: str = field(default_factory=lambda: f"escale/{version('escale')}")
    seconds_between_requests: float = 2.0
    timeout_seconds: float = 30.0
    max_bytes: int = 5_000_000
    allow_hosts: frozenset[str] = frozenset()
    every_minutes: float = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is watched, and how."""

    feeds: tuple[Feed, ...]
    fetching: Fetching = field(default_factory=Fetching)


def plan_of(path: Path) -> Plan:
    """The plan that a file holds.

    Raises:
        UsageError: it cannot be read, or something in it is not known or not what it should be.
    """
    table = _table(path)
    _known(table, {"feed", "fetching"}, f"{path}", "a plan has [[feed]] and [fetching]")
    entries = table.get("feed", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries) or not entries:
        raise UsageError(f"{path}: no feeds; give each as [[feed]] with its url")
    feeds = tuple(_feed(entry, f"{path}: feed {number}") for number, entry in enumerate(entries, 1))
    urls = [feed.url for feed in feeds]
    twice = next((number for number, url in enumerate(urls, 1) if url in urls[: number - 1]), None)
    if twice is not None:
        raise UsageError(f"{path}: feed {twice}: its url stands there twice; leave one out")
    fetching = table.get("fetching", {})
    if not isinstance(fetching, dict):
        raise UsageError(f"{path}: fetching is no table; write [fetching]")
    return Plan(feeds, _fetching(fetching, f"{path}: [fetching]"))


def _table(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(PLAN_BYTES + 1)
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise UsageError(f"{path}: {reason}; give the file that names the feeds") from None
    if len(data) > PLAN_BYTES:
        raise UsageError(f"{path}: beyond {PLAN_BYTES >> 20} MB; give the file that names the feeds")
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise UsageError(f"{path}: not TOML ({reason}); mend it") from None


def _feed(entry: Mapping[str, Any], place: str) -> Feed:
    _known(entry, {"url", "outlet", "lang", "pages"}, place, "a feed has url, outlet, lang, pages")
    if "url" not in entry:
        raise UsageError(f"{place}: no url; give the address of the feed")
    return Feed(
        url=_value(entry, "url", place, "", _is_address, "an address like https://…/rss.xml"),
        outlet=_value(entry, "outlet", place, None, _is_word, "a name"),
        lang=_value(entry, "lang", place, None, _is_lang, "a code of two letters, like fr"),
        pages=_value(entry, "pages", place, True, _is_switch, "true or false"),
    )


def _fetching(table: Mapping[str, Any], place: str) -> Fetching:
    names = sorted(Fetching.__dataclass_fields__)
    _known(table, set(names), place, f"it has {', '.join(names)}")
    own = Fetching()
    hosts = _value(table, "allow_hosts", place, [], _is_hosts, 'a list of names, like ["localhost"]')
    return Fetching(
        user_agent=_value(
            table, "user_agent", place, own.user_agent, _is_agent, "a name in ASCII letters and who you are"
        ),
        seconds_between_requests=_value(
            table,
            "seconds_between_requests",
            place,
            own.seconds_between_requests,
            _within(0.0, 86_400.0),
            "a number of seconds",
        ),
        timeout_seconds=_value(
            table, "timeout_seconds", place, own.timeout_seconds, _within(0.1, 3_600.0), "a number of seconds"
        ),
        max_bytes=_value(table, "max_bytes", place, own.max_bytes, _is_count, "a number of bytes"),
        allow_hosts=frozenset(host.lower() for host in hosts),
        every_minutes=_value(
            table, "every_minutes", place, own.every_minutes, _within(1.0, 525_600.0), "a number from 1 up"
        ),
    )


def _known(table: Mapping[str, Any], names: set[str], place: str, remedy: str) -> None:
    stray = next((name for name in table if name not in names), None)
    if stray is not None:
        raise UsageError(f"{place}: {stray!r} is not known; {remedy}")


def _value(
    table: Mapping[str, Any], name: str, place: str, default: Any, fits: Callable[[Any], bool], what: str
) -> Any:
    if name not in table:
        return default
    value = table[name]
    if not fits(value):
        raise UsageError(f"{place}: {name} is not {what}")
    return value


def _is_word(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()


def _is_lang(value: Any) -> bool:
    return isinstance(value, str) and len(value) == 2 and value.isascii() and value.islower()


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


def _is_agent(value: Any) -> bool:
    return (
        isinstance(value, str)
        and value.isascii()
        and value.isprintable()
        and value == value.strip()
        and product_token(value) is not None
    )


def _is_hosts(value: Any) -> bool:
    return isinstance(value, list) and all(_is_word(host) for host in value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value <= 1 << 30


def _within(least: float, most: float) -> Callable[[Any], bool]:
    def fits(value: Any) -> bool:
        if isinstance(value, bool) or not isinstance(value, int | float):
            return False
        return math.isfinite(value) and least <= value <= most

    return fits


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or not value.isprintable():
        return False
    try:
        link_of(value)
    except FetchError:
        return False
    return True
