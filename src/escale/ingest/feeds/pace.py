"""How often a host is asked: never more than once in so many seconds."""

from __future__ import annotations

from escale.ingest.feeds.clock import Clock

__all__ = ["Pace"]


class Pace:
    """Keeps the time between two requests to one host.

    Args:
        clock: tells the time and waits.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._asked: dict[str, float] = {}

    def wait(self, host: str, seconds: float) -> None:
        """Waits until ``seconds`` have passed since the host was last asked; now it is asked again."""
        now = self._clock.monotonic()
        left = self._asked.get(host, now - seconds) + seconds - now
        if left > 0:
            self._clock.sleep(left)
        self._asked[host] = self._clock.monotonic()
