"""What is said to the user: one line a message on standard error, progress only where a person watches."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from typing import TextIO

from escale.errors import InputError
from escale.export.terminal import plain
from escale.reading import Aside

__all__ = ["Console"]

_QUIET_SECONDS = 2.0  # a run shorter than that shows no progress
_BEAT_SECONDS = 0.2
_REASONS = {Aside.MATTER: "about other matters", Aside.LANGUAGE: "in other languages"}
_LINE_SECONDS = 30.0  # between two lines where nobody watches


class Console:
    """The messages of one run.

    Args:
        stream: standard error.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._watched = stream.isatty()
        self._began = time.monotonic()
        self._next_beat = self._began + (_QUIET_SECONDS if self._watched else _LINE_SECONDS)
        self._progress_shown = False
        self._notices: Counter[str] = Counter()
        self.rejected = 0

    def say(self, message: str) -> None:
        """One line."""
        self._clear()
        self._stream.write(f"escale: {plain(message)}\n")
        self._stream.flush()

    def reject(self, error: InputError) -> None:
        """An input that cannot be read: its line, and one more in the count."""
        self.rejected += 1
        self.say(str(error))

    def notice(self, identity: str, notice: str) -> None:
        """Something to know about an article: said the first time, counted after that."""
        self._notices[notice] += 1
        if self._notices[notice] == 1:
            self.say(f"{identity}: {notice}")

    def progress(self, articles: int, claims: int) -> None:
        """How far the run is, where a person watches and it takes a while."""
        now = time.monotonic()
        if self._watched and now >= self._next_beat:
            self._next_beat = now + _BEAT_SECONDS
            self._progress_shown = True
            self._stream.write(f"\r{articles} articles read, {claims} claims")
            self._stream.flush()

    def advance(self, documents: int, claims: int, share: float | None) -> None:
        """How far a long run is, with its speed and the time left; off a terminal, now and then a line.

        Args:
            documents: how many were dealt with.
            claims: how many were taken.
            share: of the input, from 0 to 1; None if that is not known.
        """
        now = time.monotonic()
        if now < self._next_beat:
            return
        self._next_beat = now + (_BEAT_SECONDS if self._watched else _LINE_SECONDS)
        spent = now - self._began
        line = f"{documents:,} documents, {claims:,} claims, {self.rejected:,} rejected, "
        line += f"{documents / spent:.1f} documents/s"
        if share:
            line += f", {_span(spent * (1 - min(share, 1.0)) / share)} left"
        if self._watched:
            self._progress_shown = True
            self._stream.write(f"\r{line}\x1b[K")
            self._stream.flush()
        else:
            self.say(line)

    def set_aside(self, reasons: Mapping[Aside, int]) -> None:
        """How many articles were set aside unread, if any."""
        told = [f"{count:,} {words}" for reason, words in _REASONS.items() if (count := reasons.get(reason))]
        if told:
            self.say(f"set aside: {', '.join(told)}")

    def close(self, articles: int) -> None:
        """The last lines: what was said once and holds for more, and how many inputs were rejected."""
        for notice, count in self._notices.items():
            if count > 1:
                self.say(f"{count - 1} more: {notice}")
        if self.rejected:
            self.say(f"{self.rejected} rejected, {articles} read")
        self._clear()

    def _clear(self) -> None:
        if self._progress_shown:
            self._stream.write("\r\x1b[K")
            self._progress_shown = False


def _span(seconds: float) -> str:
    minutes, rest = divmod(max(round(seconds), 0), 60)
    hours, minutes = divmod(minutes, 60)
    return (
        f"{hours} h {minutes:02d} min" if hours else f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
    )
