"""The line that says how far a long run is."""

from __future__ import annotations

import io

import pytest

from escale.commands import console as module
from escale.commands.console import Console
from escale.errors import InputError


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """Stands in for the module `time`."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(module, "time", clock)
    return clock


def test_off_a_terminal_a_line_comes_every_half_minute(clock: Clock) -> None:
    stream = io.StringIO()
    console = Console(stream)
    console.reject(InputError("day.jsonl:3", "not JSON", "mend it"))
    for second in range(1, 100):
        clock.now = float(second)
        console.advance(10 * second, 2 * second, second / 200)
    assert stream.getvalue().splitlines()[1:] == [
        "escale: 300 documents, 60 claims, 1 rejected, 10.0 documents/s, 2 min 50 s left",
        "escale: 600 documents, 120 claims, 1 rejected, 10.0 documents/s, 2 min 20 s left",
        "escale: 900 documents, 180 claims, 1 rejected, 10.0 documents/s, 1 min 50 s left",
    ]


def test_on_a_terminal_one_line_is_kept_up_and_gives_way_to_messages(clock: Clock) -> None:
    stream = Terminal()
    console = Console(stream)
    clock.now = 1.0
    console.advance(10, 2, 0.1)
    assert stream.getvalue() == ""
    for clock.now in (2.0, 2.1, 2.3):
        console.advance(1_000, 2, None)
    console.say("a message")
    shown = [part.removesuffix("\x1b[K") for part in stream.getvalue().split("\r")]
    assert shown == [
        "",
        "1,000 documents, 2 claims, 0 rejected, 500.0 documents/s",
        "1,000 documents, 2 claims, 0 rejected, 434.8 documents/s",
        "\x1b[Kescale: a message\n",
    ]


@pytest.mark.parametrize(
    ("share", "left"),
    [(0.5, "40 s"), (0.01, "1 h 06 min"), (1.0, "0 s"), (1.2, "0 s"), (0.0, None), (None, None)],
)
def test_the_time_left_follows_from_the_share_that_is_done(
    clock: Clock, share: float | None, left: str | None
) -> None:
    stream = io.StringIO()
    console = Console(stream)
    clock.now = 40.0
    console.advance(10, 2, share)
    assert stream.getvalue().endswith(f", {left} left\n" if left else "documents/s\n")
