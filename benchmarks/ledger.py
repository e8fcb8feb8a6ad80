"""What a ledger costs: taking claims in, disk, and questions about a pair, beside a plain SQLite table.

    python -m benchmarks.ledger [--claims 1000000] [--tenfold] [--folder DIR] [--pairs 100] [--repeats 5]

Claims are those of `benchmarks.ledger_claims`. **Adding**: readings in memory to a committed ledger, through
`Ledger.add` in batches of 2,000 articles; making the readings is not counted. **Questions**: `Ledger.ties` of
a pair on a day in the second half of the years told, and `Ledger.events` of it, in this process, on the
compacted ledger, everything asked once before (caches are warm); each figure is the median of the repeats of
a pair, p50 and p95 are over pairs. Pairs are drawn evenly over all pairs that have claims, and again in
proportion to their links (a link is a claim's word on one pair; so busy pairs come often); the largest pair
stands apart.

**SQLite** holds the same links with an index on the pair, and must give the same answers
(`benchmarks.ledger_sqlite`). **Tenfold** builds a ledger of ten times the claims, from the same world, and
asks the same questions of pairs that have as many links in both (within 5 %) and of pairs that grew with it;
a ratio is that of the means. A ledger that is found in ``--folder`` is asked as it is, and not
built anew.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.ledger_claims import Invention
from benchmarks.ledger_sqlite import PlainTable
from escale.ledger.asking.ties import links_where
from escale.ledger.filters import Filter
from escale.ledger.ledger import Ledger
from escale.ledger.schema import Kind
from escale.ledger.ties.memory import load_memories
from escale.ledger.ties.points import Status

__all__ = ["main"]

_BATCH = 2_000
_DAY = date(2015, 6, 1)
_ALIKE = 0.05
_Ask = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Costs:
    """Milliseconds of each question asked, the median of its repeats; a pair drawn twice counts twice."""

    asked: tuple[float, ...]

    def quantile(self, share: float) -> float:
        """Of the questions' figures."""
        values = sorted(self.asked)
        return values[min(len(values) - 1, int(share * len(values)))]

    @property
    def mean(self) -> float:
        """Over the questions."""
        return statistics.fmean(self.asked)


def build(folder: Path, claims: int, words: int) -> Ledger:
    """The compacted ledger in a folder, made if it is not there, with what making it cost."""
    if folder.exists():
        print(f"{folder}: asked as it is")
        return Ledger.open(folder)
    ledger = Ledger.create(folder)
    readings = Invention(claims, words=words).readings()
    began = time.perf_counter()
    spent, busy, taken, articles = 0.0, 0.0, 0, 0
    while batch := list(islice(readings, _BATCH)):
        start, ran = time.perf_counter(), time.process_time()
        added = ledger.add(batch)
        spent += time.perf_counter() - start
        busy += time.process_time() - ran
        taken += added.claims
        articles += added.new
    print(
        f"added {taken} claims of {articles} articles in {spent:.1f} s: {taken / spent:.0f} claims/s ", end=""
    )
    print(f"({taken / busy:.0f} a second of processor time)")
    before = ledger.view().size
    start = time.perf_counter()
    ledger.compact()
    print(f"compacted in {time.perf_counter() - start:.1f} s; in all, with making the readings, ", end="")
    print(f"{time.perf_counter() - began:.0f} s and at most {_peak_mb():.0f} MB of memory")
    print(f"bytes a claim: {ledger.view().size / taken:.0f} ({before / taken:.0f} before compacting)")
    for path in sorted(folder.glob("kind=*")):
        held = sum(file.stat().st_size for file in _files(ledger, path))
        print(f"  {path.name:16} {held / taken:7.1f}")
    return ledger


def _files(ledger: Ledger, folder: Path) -> list[Path]:
    """The files of the latest version; older ones lie beside them for history."""
    held = {fragment.path for kind in Kind for fragment in ledger.view().dataset(kind).get_fragments()}
    return [path for path in folder.iterdir() if str(path.relative_to(folder.parent)) in held]


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def counts(ledger: Ledger) -> dict[str, int]:
    """Links of each pair of two, the most first."""
    query = "SELECT pair, count(*) AS links FROM ties GROUP BY pair ORDER BY links DESC, pair"
    return dict(ledger.sql(query).fetchall())


def timed(ask: _Ask, pairs: Sequence[str], repeats: int, forget: Callable[[], object]) -> tuple[Costs, Costs]:
    """What a question costs for each pair: asked for the first time, and again.

    The first time, what the view keeps of the pairs asked last is forgotten before; files and code are warm.
    """
    for pair in set(pairs):
        ask(pair)
    first: dict[str, float] = {}
    again: dict[str, float] = {}
    for pair in dict.fromkeys(pairs):
        fresh, kept = [], []
        for _ in range(repeats):
            forget()
            fresh.append(_milliseconds(ask, pair))
            kept.append(_milliseconds(ask, pair))
        first[pair], again[pair] = statistics.median(fresh), statistics.median(kept)
    return Costs(tuple(first[pair] for pair in pairs)), Costs(tuple(again[pair] for pair in pairs))


def _milliseconds(ask: _Ask, pair: str) -> float:
    start = time.perf_counter()
    ask(pair)
    return 1000 * (time.perf_counter() - start)


def questions(ledger: Ledger) -> dict[str, _Ask]:
    """The questions to a ledger, each of a pair: ties on a day, events, and the rows alone."""

    def ties(pair: str) -> object:
        return ledger.ties(*pair.split("|"), on=_DAY)

    def events(pair: str) -> object:
        return ledger.events(_of(pair))

    def rows(pair: str) -> object:
        return ledger.view().links(links_where(_of(pair)))

    return {"ties": ties, "events": events, "rows": rows}


def plain_questions(table: PlainTable, ledger: Ledger) -> dict[str, _Ask]:
    """The same questions to SQLite."""
    reprints, memories = ledger.view().reprints(None), load_memories()
    return {
        "ties": lambda pair: table.ties(pair, _DAY, memories, reprints),
        "events": lambda pair: table.events(pair, reprints),
        "rows": table.fetch,
    }


def _of(pair: str) -> Filter:
    first, second = pair.split("|")
    return Filter(states=(first, second))


def check(ledger: Ledger, plain: Mapping[str, _Ask], pairs: Sequence[str]) -> None:
    """Raises ValueError if the two give different answers."""
    for pair in set(pairs):
        held = {tie.key: tie.state for tie in ledger.ties(*pair.split("|"), on=_DAY, statuses=tuple(Status))}
        if held != plain["ties"](pair) or ledger.events(_of(pair)) != plain["events"](pair):
            raise ValueError(f"{pair}: the ledger and SQLite do not agree")


def draws(links: Mapping[str, int], count: int) -> dict[str, list[str]]:
    """The pairs to ask about, by how they were drawn; by links, busy ones come again and again."""
    chooser = random.Random("pairs")
    pairs = list(links)
    return {
        "evenly": chooser.sample(pairs, min(count, len(pairs))),
        "by links": chooser.choices(pairs, list(links.values()), k=count),
        "largest": pairs[:1],
    }


def report(
    ledger: Ledger, plain: Mapping[str, _Ask], links: Mapping[str, int], count: int, repeats: int
) -> None:
    """Print what questions cost, and what they cost with SQLite."""
    for how, pairs in draws(links, count).items():
        check(ledger, plain, pairs)
        sizes = sorted(links[pair] for pair in pairs)
        middle, high = sizes[len(sizes) // 2], sizes[min(len(sizes) - 1, int(0.95 * len(sizes)))]
        print(f"pairs drawn {how}: {len(pairs)}, links p50 {middle}, p95 {high}")
        for name, ask in questions(ledger).items():
            own, again = timed(ask, pairs, repeats, ledger.view().forget)
            theirs, _ = timed(plain[name], pairs, repeats, lambda: None)
            print(
                f"  {name:7} p50 {own.quantile(0.5):8.2f} ms  p95 {own.quantile(0.95):8.2f} ms   "
                f"again p95 {again.quantile(0.95):8.2f} ms   "
                f"SQLite p50 {theirs.quantile(0.5):8.2f} ms  p95 {theirs.quantile(0.95):8.2f} ms   "
                f"ratio {own.mean / theirs.mean:.2f}"
            )


def compare(small: Ledger, large: Ledger, count: int, repeats: int) -> None:
    """Print what the same questions cost in the larger ledger, as ratios."""
    before, after = counts(small), counts(large)
    for how, drawn in draws(before, count).items():
        alike = [(pair, other) for pair in drawn if (other := _alike(before[pair], after))]
        print(f"ten times the ledger, pairs drawn {how}:")
        for name, two in (
            ("as many links", alike),
            ("ten times the links", [(p, p) for p in drawn if p in after]),
        ):
            _compare(small, large, name, two, repeats)


def _compare(small: Ledger, large: Ledger, name: str, two: Sequence[tuple[str, str]], repeats: int) -> None:
    if not two:
        print(f"  {name}: no such pair")
        return
    for question, ask in questions(small).items():
        own, _ = timed(ask, [one for one, _ in two], repeats, small.view().forget)
        theirs, _ = timed(
            questions(large)[question], [other for _, other in two], repeats, large.view().forget
        )
        print(
            f"  {name} ({len(two)} pairs): {question:7} {own.mean:8.2f} ms -> "
            f"{theirs.mean:8.2f} ms, ratio {theirs.mean / own.mean:.2f}"
        )


def _alike(count: int, links: Mapping[str, int]) -> str | None:
    """The pair whose links come closest to a number, if they come close."""
    pair = min(links, key=lambda pair: abs(links[pair] - count))
    return pair if abs(links[pair] - count) <= _ALIKE * count else None


@contextmanager
def _place(folder: Path | None) -> Iterator[Path]:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        yield folder
    else:
        with tempfile.TemporaryDirectory() as made:
            yield Path(made)


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--tenfold", action="store_true", help="ten times the ledger too")
    parser.add_argument("--folder", type=Path, help="where the ledgers are made, and kept")
    parser.add_argument("--pairs", type=int, default=100, help="how many are drawn")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--words", type=int, default=0, help="of each article that hold no claim")
    options = parser.parse_args(argv)
    with _place(options.folder) as folder:
        made = partial(build, words=options.words)
        ledger = made(folder / f"ledger-{options.claims}", options.claims)
        links = counts(ledger)
        print(f"pairs: {len(links)}, links: {sum(links.values())}, of the largest: {max(links.values())}")
        table = folder / f"links-{options.claims}.sqlite"
        table.unlink(missing_ok=True)
        batches = ledger.view().dataset(Kind.LINK).to_batches()
        plain = plain_questions(PlainTable.fill(table, batches), ledger)
        print(f"SQLite: {table.stat().st_size / options.claims:.0f} bytes a claim, links alone")
        report(ledger, plain, links, options.pairs, options.repeats)
        if options.tenfold:
            large = made(folder / f"ledger-{10 * options.claims}", 10 * options.claims)
            compare(ledger, large, options.pairs, options.repeats)


if __name__ == "__main__":
    main()
