"""How well reprints and versions of a dispatch are told from what merely shares words with them.

    python -m benchmarks.reprints [--libraries]

``kin_pairs.jsonl`` holds pairs of articles labelled by hand, each pair of texts once. Kin: the one text is
the other's reprint or version, so that both tell the same news and most of the shorter text stands in the
other, word for word or hardly reworded. No kin: another story, a follow-up with news of its own over the old
background, or other figures in the same template, however many words they share. ``borderline`` are those
where about half is shared, or where most is and the news is new; ``again`` is the label of a second look.

Pairs were ``drawn`` as a census of all pairs in ``orange-6000`` that appeared within 30 days of each other
and share a tenth of their shingles (Jaccard, exact or by a sketch of 64 bins) or a fifth of the shorter
text's (``census``), with some that share less (``below``); and by chance, over the similarities from 0.25 to
0.86, from pairs of an article in ``orange-6000`` and one in the rest of the stream (``stream``).

Texts that are equal word for word are found by any measure; figures are of the others if not said otherwise.
``--libraries`` measures the sketches of `datasketch` and `rensa` on the same pairs, if they are installed.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.places import data_folder
from escale.ledger.kin.articles import WINDOW, Articles
from escale.ledger.kin.finder import KinFinder
from escale.ledger.kin.sketch import NEAR_IDENTICAL, TYPE, WIDTH, shares, sketch
from escale.ledger.wordhash import word_hashes

__all__ = ["main"]

_PAIRS = Path(__file__).with_name("kin_pairs.jsonl")
_WORDS = 4  # to a shingle
_THRESHOLDS = (0.4, 0.45, 0.5, 0.55, NEAR_IDENTICAL, 0.6, 0.65, 0.7)
_BANDS = (0.0, 0.3, 0.4, 0.5, NEAR_IDENTICAL, 0.65, 0.75, 1.01)
_BEFORE = 0.55  # of the Jaccard similarity, by which kin were told before
_SAMPLE = 500  # texts whose sketches are timed


@dataclass(frozen=True, slots=True)
class Pair:
    """A labelled pair."""

    one: str
    other: str
    kin: bool
    borderline: bool
    drawn: str
    remark: str
    again: bool | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the stream: its text, and the day by which it was public."""

    text: str
    known: date


Figures = NDArray[np.float64]


def main() -> None:
    """Print the figures as Markdown tables."""
    parser = argparse.ArgumentParser(description="How well reprints and versions are found.")
    parser.add_argument("--libraries", action="store_true", help="measure datasketch and rensa beside")
    options = parser.parse_args()
    pairs = [Pair(**json.loads(line)) for line in _PAIRS.read_text(encoding="utf-8").splitlines()]
    stream = {part: _texts(part) for part in ("orange-6000", "orange-rest")}
    texts = stream["orange-6000"] | stream["orange-rest"]
    _of_the_labels(pairs)
    unequal = [pair for pair in pairs if texts[pair.one].text != texts[pair.other].text]
    measures = {
        "share of the shorter text, sketched": _sketched(unequal, texts),
        "share of the shorter text, exact": _exact(unequal, texts, lambda both, a, b: both / min(a, b)),
        "Jaccard similarity, exact": _exact(unequal, texts, lambda both, a, b: both / (a + b - both)),
    }
    sketched, _, jaccard = measures.values()
    _at_thresholds(unequal, sketched)
    _of_the_census(pairs, texts)
    _in_bands(unequal, sketched)
    print("\n| measure | threshold | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    _row(f"Jaccard similarity, exact, {_BEFORE}", unequal, jaccard, _BEFORE)
    for name, values in measures.items():
        _row(f"{name}, best", unequal, values, _best(unequal, values))
    _of_the_search(stream["orange-6000"])
    if options.libraries:
        _of_libraries(unequal, texts, jaccard)


def _texts(part: str) -> dict[str, Text]:
    with gzip.open(data_folder() / "news" / "fr" / f"{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return {r["id"]: Text(r["text"], date.fromisoformat(r["published"][:10])) for r in records}


def _of_the_labels(pairs: Sequence[Pair]) -> None:
    print("| pairs | kin | no kin | borderline |\n| --- | --- | --- | --- |")
    for drawn in ("census", "below", "stream"):
        some = [pair for pair in pairs if pair.drawn == drawn]
        kin = sum(pair.kin for pair in some)
        print(f"| {drawn} | {kin} | {len(some) - kin} | {sum(pair.borderline for pair in some)} |")
    twice = [pair for pair in pairs if pair.again is not None]
    agreed = sum(pair.kin == pair.again for pair in twice)
    print(f"\nlooked at twice: {len(twice)}, the same label for {agreed}\n")


def _shingles(text: str) -> set[tuple[int, ...]]:
    words = word_hashes(text).tolist()
    return {tuple(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)}


def _exact(
    pairs: Sequence[Pair], texts: Mapping[str, Text], measure: Callable[[int, int, int], float]
) -> Figures:
    """A measure of how many shingles both texts of each pair have, and each of them."""
    found = []
    for pair in pairs:
        one, other = _shingles(texts[pair.one].text), _shingles(texts[pair.other].text)
        found.append(measure(len(one & other), len(one), len(other)))
    return np.array(found)


def _sketched(pairs: Sequence[Pair], texts: Mapping[str, Text]) -> Figures:
    def sketches(names: Iterator[str]) -> NDArray[np.uint16]:
        return np.frombuffer(b"".join(sketch(texts[name].text) for name in names), TYPE).reshape(-1, WIDTH)

    return shares(sketches(pair.one for pair in pairs), sketches(pair.other for pair in pairs))


def _figures(pairs: Sequence[Pair], values: Figures, threshold: float) -> tuple[float, float, float]:
    """Precision, recall and F1 of taking those at a threshold for kin."""
    kin = np.array([pair.kin for pair in pairs])
    taken = values >= threshold
    right = float((kin & taken).sum())
    precision, recall = right / max(taken.sum(), 1), right / max(kin.sum(), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def _best(pairs: Sequence[Pair], values: Figures) -> float:
    return max(np.arange(0.05, 1, 0.01), key=lambda threshold: _figures(pairs, values, threshold)[2])


def _row(name: str, pairs: Sequence[Pair], values: Figures, threshold: float) -> None:
    precision, recall, both = _figures(pairs, values, threshold)
    print(f"| {name} | {threshold:.2f} | {precision:.3f} | {recall:.3f} | {both:.3f} |")


def _at_thresholds(pairs: Sequence[Pair], values: Figures) -> None:
    print("| threshold | precision | recall | without borderline: precision | recall |")
    print("| --- | --- | --- | --- | --- |")
    clear = [at for at, pair in enumerate(pairs) if not pair.borderline]
    for threshold in _THRESHOLDS:
        precision, recall, _ = _figures(pairs, values, threshold)
        sharp, whole, _ = _figures([pairs[at] for at in clear], values[clear], threshold)
        print(f"| {threshold} | {precision:.3f} | {recall:.3f} | {sharp:.3f} | {whole:.3f} |")


def _of_the_census(pairs: Sequence[Pair], texts: Mapping[str, Text]) -> None:
    """Of all pairs in orange-6000 that share enough words, equal texts too."""
    census = [pair for pair in pairs if pair.drawn == "census"]
    for name, some in (
        ("", [pair for pair in census if texts[pair.one].text != texts[pair.other].text]),
        (", equal texts too", census),
    ):
        precision, recall, _ = _figures(some, _sketched(some, texts), NEAR_IDENTICAL)
        print(f"\nthe census{name}: {len(some)} pairs, precision {precision:.3f}, recall {recall:.3f}\n")


def _in_bands(pairs: Sequence[Pair], values: Figures) -> None:
    print("| share of the shorter text, sketched | pairs | kin | no kin |\n| --- | --- | --- | --- |")
    for low, high in pairwise(_BANDS):
        some = [pair.kin for pair, value in zip(pairs, values, strict=True) if low <= value < high]
        print(f"| {low} to {min(high, 1.0)} | {len(some)} | {sum(some)} | {len(some) - sum(some)} |")


def _of_the_search(texts: Mapping[str, Text]) -> None:
    """What comparing every article with every other would find, and what keys of two bins do."""
    articles = Articles.of((name, text.known, sketch(text.text)) for name, text in texts.items())
    found = {(kin.first, kin.second) for kin in KinFinder().add(articles)}
    everything: set[tuple[str, str]] = set()
    ids = [identity.decode() for identity in articles.ids.tolist()]
    for at in range(len(articles)):
        near = np.abs(articles.days[at + 1 :] - articles.days[at]) <= WINDOW
        others = at + 1 + np.flatnonzero(near)
        own = np.broadcast_to(articles.sketches[at], (len(others), WIDTH))
        kin = others[shares(own, articles.sketches[others]) >= NEAR_IDENTICAL]
        everything.update((min(ids[at], ids[other]), max(ids[at], ids[other])) for other in kin.tolist())
    print(f"\nin orange-6000 {len(everything)} pairs reach {NEAR_IDENTICAL}, ", end="")
    print(f"{len(found & everything)} of them are found ({len(found - everything)} others)")


def _of_libraries(pairs: Sequence[Pair], texts: Mapping[str, Text], jaccard: Figures) -> None:
    """What the sketches of libraries estimate, and how long they take, with 128 numbers each."""
    datasketch, rensa = (importlib.import_module(name) for name in ("datasketch", "rensa"))

    def by_datasketch(text: str) -> object:
        made = datasketch.MinHash(num_perm=128)
        made.update_batch([shingle.encode() for shingle in _spelt(text)])
        return made

    def by_rensa(text: str) -> object:
        made = rensa.RMinHash(num_perm=128, seed=1)
        made.update(_spelt(text))
        return made

    print("\n| sketch | microseconds a text | mean error of the Jaccard similarity |\n| --- | --- | --- |")
    sample = [text.text for text in texts.values()][:_SAMPLE]
    print(f"| ours | {_microseconds(sketch, sample):.0f} | {_error(_ours(pairs, texts), jaccard):.3f} |")
    for name, make in (("datasketch", by_datasketch), ("rensa", by_rensa)):
        made = [(make(texts[pair.one].text), make(texts[pair.other].text)) for pair in pairs]
        estimates = np.array([one.jaccard(other) for one, other in made])  # type: ignore[attr-defined]
        print(f"| {name} | {_microseconds(make, sample):.0f} | {_error(estimates, jaccard):.3f} |")


def _spelt(text: str) -> list[str]:
    """Shingles as libraries take them: of lower-case words; folding would take them longer still."""
    words = text.lower().split()
    return [" ".join(words[at : at + _WORDS]) for at in range(len(words) - _WORDS + 1)]


def _ours(pairs: Sequence[Pair], texts: Mapping[str, Text]) -> Figures:
    """The Jaccard similarity that our sketches estimate."""
    made = [(sketch(texts[pair.one].text), sketch(texts[pair.other].text)) for pair in pairs]
    bins = [[np.frombuffer(one, TYPE)[: WIDTH - 2] for one in both] for both in made]
    empty = [np.count_nonzero((one == other) & (one == 0xFFFF)) for one, other in bins]
    equal = [np.count_nonzero(one == other) for one, other in bins]
    return (np.array(equal) - empty) / np.maximum(WIDTH - 2 - np.array(empty), 1)


def _error(estimates: Figures, jaccard: Figures) -> float:
    return float(np.abs(estimates - jaccard).mean())


def _microseconds(make: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.perf_counter()
    for text in texts:
        make(text)
    return 1e6 * (time.perf_counter() - start) / len(texts)


if __name__ == "__main__":
    main()
