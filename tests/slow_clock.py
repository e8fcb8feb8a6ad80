"""A clock that goes on only when it is told to, or slept by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from escale.ingest.feeds.clock import Clock

__all__ = ["SlowClock"]


class SlowClock:
    """Begins at noon of 4 March 2021.

    Attributes:
        clock: what the code under test sees.
        slept: the waits, in order.
    """

    def __init__(self) -> None:
        self._seconds = 0.0
        self.slept: list[float] = []
        self.clock = Clock(now=self._now, monotonic=lambda: self._seconds, sleep=self._sleep)

    def pass_by(self, seconds: float) -> None:
        self._seconds += seconds

    def _now(self) -> datetime:
        return datetime(2021, 3, 4, 12, 0, 0, tzinfo=UTC) + timedelta(seconds=self._seconds)

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._seconds += seconds
