"""What serving a ledger costs: pages one by one, many clients at once, and the first paint in a browser.

    python -m benchmarks.web --ledger DIR [--pairs 100] [--clients 50] [--pause 5] [--seconds 60]

DIR is a ledger, such as the one of a million claims that ``python -m benchmarks.ledger --folder``
leaves. The server runs in a process of its own, as ``escale serve`` starts it. Pairs are drawn evenly
over those that have claims, or in proportion to their claims, so that the busiest come again and again.
**Pages**: the home page, and pair pages on a day drawn for each, asked one after the other. **Clients**:
each asks an address, reads (for ``--pause`` seconds in the mean, drawn exponentially), and asks the
next: home pages, pairs (a fifth of them on a day of its own, as who moves the slider asks), claims,
lists of a state's claims, and the API; each draw of pairs twice, of a server that has not met these
addresses, and again. Memory is the server's resident set. **First paint**: of pair pages in headless
Chromium, from the start of navigation (Paint Timing).
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

import httpx

from escale.ledger.ledger import Ledger

__all__ = ["main"]

_TOKEN = "a-token-for-the-benchmark"
_FIRST = date(2008, 1, 1)
_DAYS = 6000
_PAIRS = "SELECT pair, count(DISTINCT claim_id) FROM links WHERE len(pair) > 4 GROUP BY pair ORDER BY pair"
_PAGE = 4096
_PAINT = "performance.getEntriesByName('first-contentful-paint').map(entry => entry.startTime)"


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, int]]:
    """The address and the process id of a server over a ledger."""
    process = subprocess.Popen(
        [sys.executable, "-m", "escale", "serve", "--ledger", str(folder), "--port", "0"],
        env=os.environ | {"ESCALE_TOKEN": _TOKEN},
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        yield process.stderr.readline().split(" at ")[1].split("/ until")[0], process.pid
    finally:
        process.terminate()
        process.wait(30)


def resident(process: int) -> int:
    """Bytes of a process in memory."""
    return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE


def pairs_of(folder: Path) -> list[tuple[str, int]]:
    """Every pair of two parties with the number of its claims."""
    found: list[tuple[str, int]] = Ledger.open(folder).sql(_PAIRS).fetchall()
    return [(pair, claims) for pair, claims in found if all(pair.split("|"))]


def quantiles(taken: Sequence[float]) -> str:
    """In milliseconds."""
    ordered = sorted(taken)

    def at(share: float) -> float:
        return ordered[min(int(share * len(ordered)), len(ordered) - 1)] * 1000

    return f"p50 {at(0.5):.0f}, p95 {at(0.95):.0f}, p99 {at(0.99):.0f}, worst {ordered[-1] * 1000:.0f} ms"


class Addresses:
    """Draws addresses as readers might ask them.

    Args:
        pairs: see `pairs_of`.
        claims: ids of some claims.
        seed: of the draw.
        busy: True to draw pairs in proportion to their claims, else evenly.
    """

    def __init__(
        self, pairs: Sequence[tuple[str, int]], claims: Sequence[str], seed: int, *, busy: bool
    ) -> None:
        self._random = random.Random(seed)
        self._pairs = [pair for pair, _ in pairs]
        self._weights = [claims if busy else 1 for _, claims in pairs]
        self._claims = claims

    def pair(self) -> str:
        """A pair page on some day."""
        day = _FIRST + timedelta(self._random.randrange(_DAYS))
        return f"{self._page(self._drawn())}?on={day}"

    def any(self) -> str:
        """An address of the mixture."""
        kinds: list[Callable[[], str]] = [
            lambda: "/",
            lambda: self._page(self._drawn()),
            self.pair,
            lambda: f"/claims/{self._random.choice(self._claims)}",
            lambda: f"/claims?state={self._state()}",
            lambda: f"/api/v1/claims?limit=20&state={self._state()}",
            lambda: "/api/v1/ties?state={}&state={}".format(*self._drawn().split("|")),
        ]
        return self._random.choices(kinds, (3, 4, 1, 3, 2, 1, 1))[0]()

    def pause(self, mean: float) -> float:
        """How long a client reads before it asks again."""
        return self._random.expovariate(1 / mean) if mean else 0.0

    def _drawn(self) -> str:
        return self._random.choices(self._pairs, self._weights)[0]

    def _state(self) -> str:
        return self._drawn().split("|")[0]

    def _page(self, pair: str) -> str:
        return f"/ties/{pair.replace('|', '/')}"


async def crowd(
    address: str, addresses: Addresses, clients: int, pause: float, seconds: float
) -> tuple[list[float], list[str]]:
    """The seconds of each answer to so many clients at once, and what went wrong."""
    taken: list[float] = []
    wrong: list[str] = []
    end = time.perf_counter() + seconds

    async def one(client: httpx.AsyncClient) -> None:
        await asyncio.sleep(addresses.pause(pause))
        while time.perf_counter() < end:
            path = addresses.any()
            start = time.perf_counter()
            try:
                answer = await client.get(path)
            except httpx.HTTPError as error:
                wrong.append(f"{path}: {error!r}")
                continue
            taken.append(time.perf_counter() - start)
            if answer.status_code != 200:
                wrong.append(f"{path}: {answer.status_code}")
            await asyncio.sleep(addresses.pause(pause))

    limits = httpx.Limits(max_connections=clients, max_keepalive_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=60, limits=limits) as client:
        await asyncio.gather(*(one(client) for _ in range(clients)))
    return taken, wrong


def first_paints(address: str, paths: Sequence[str], program: str) -> list[float]:
    """Seconds to the first contentful paint of each page."""
    from playwright.sync_api import sync_playwright

    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for path in paths:
            page = browser.new_page()
            page.goto(address + path)
            while not (painted := page.evaluate(_PAINT)):
                page.wait_for_timeout(50)
            found.append(painted[0] / 1000)
            page.close()
        browser.close()
    return found


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ledger", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=100)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--pause", type=float, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    options = parser.parse_args(argv)
    pairs = pairs_of(options.ledger)
    claims = [claim.id for claim in Ledger.open(options.ledger).claims(limit=500)]
    with served(options.ledger) as (address, process):
        drawn = {"evenly": False, "by their claims": True}

        def asked(path: str) -> float:
            start = time.perf_counter()
            httpx.get(address + path, timeout=120).raise_for_status()
            return time.perf_counter() - start

        print(f"home, first time: {asked('/'):.2f} s")
        homes = [asked(f"/?after=20{year:02}-01-01") for year in range(8, 28)]
        print(f"home of other periods: {quantiles(homes)}")
        for name, busy in drawn.items():
            addresses = Addresses(pairs, claims, 1, busy=busy)
            asked(addresses.pair())
            taken = [asked(addresses.pair()) for _ in range(options.pairs)]
            print(f"pair pages drawn {name}: {quantiles(taken)}")
        memory = [resident(process)]
        for name, busy in drawn.items():
            for time_ in ("first", "again"):
                addresses = Addresses(pairs, claims, 2, busy=busy)
                crowded = crowd(address, addresses, options.clients, options.pause, options.seconds)
                taken, wrong = asyncio.run(crowded)
                memory.append(resident(process))
                told = (
                    f"{len(taken) / options.seconds:.0f} answers/s, {quantiles(taken)}, {len(wrong)} errors"
                )
                print(
                    f"{options.clients} clients, pairs drawn {name}, {time_}: {told}", *wrong[:5], sep="\n  "
                )
        print(f"memory before and after each: {', '.join(f'{one / 1e6:.0f}' for one in memory)} MB")
        for name, busy in drawn.items():
            addresses = Addresses(pairs, claims, 3, busy=busy)
            paints = first_paints(address, [addresses.pair() for _ in range(20)], options.chromium)
            print(f"first paint of pair pages drawn {name}: {quantiles(paints)}")


if __name__ == "__main__":
    main()
