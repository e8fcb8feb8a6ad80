"""How well candidate matters meet the gold: recall, precision and F1 by type.

    python -m benchmarks.matters [dev|train] [--articles N] [--errors N]

A candidate and a claim may pair where their types agree and the candidate's sentence overlaps the claim's
evidence or one of its mentions; pairs are one to one, as many as can be. ``covered`` counts claims that some
candidate could pair with; ``merged`` takes candidates of one type in one sentence as one, which later
steps do for repeats.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import spacy

from benchmarks.places import data_folder
from escale import lang
from escale.model import Span
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.text import sentences  # noqa: F401  registers the pipeline's factory

__all__ = ["Candidate", "Tally", "measure", "pairs"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter with the sentence it stands in."""

    type: str
    sentence: Span
    words: str
    rule: str


@dataclass(slots=True)
class Tally:
    """Counts by type over all articles read."""

    gold: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    paired: Counter[str] = field(default_factory=Counter)
    merged: Counter[str] = field(default_factory=Counter)
    merged_paired: Counter[str] = field(default_factory=Counter)
    rules: Counter[tuple[str, bool]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)


def pairs(claims: Sequence[dict[str, Any]], candidates: Sequence[Candidate]) -> dict[int, int]:
    """The largest one-to-one pairing, as candidate to claim."""
    able = [[c for c, candidate in enumerate(candidates) if _may_pair(claim, candidate)] for claim in claims]
    taken: dict[int, int] = {}

    def place(claim: int, tried: set[int]) -> bool:
        for candidate in able[claim]:
            if candidate not in tried:
                tried.add(candidate)
                if candidate not in taken or place(taken[candidate], tried):
                    taken[candidate] = claim
                    return True
        return False

    for claim in range(len(claims)):
        place(claim, set())
    return taken


def _may_pair(claim: dict[str, Any], candidate: Candidate) -> bool:
    spans = [claim["evidence"], *claim["mentions"]]
    return bool(claim["type"] == candidate.type) and any(Span(*s).overlaps(candidate.sentence) for s in spans)


def measure(gold: Path, limit: int | None = None) -> Tally:
    """Counts over the articles of a gold folder."""
    french = lang.load("fr")
    pipeline, parties, matters = spacy.load(french.pipeline), PartyFinder(french), MatterFinder(french)
    tally = Tally()
    for path in sorted(gold.glob("*.json"))[:limit]:
        record = json.loads(path.read_text(encoding="utf-8"))
        doc = pipeline(record["text"])
        candidates = []
        for matter in matters(doc, parties(doc)):
            sentence = doc[matter.head].sent
            span = Span(sentence.start_char, max(sentence.end_char, sentence.start_char + 1))
            words = doc[matter.start : matter.end].text
            candidates.append(Candidate(matter.type, span, words, matter.rule))
        _count(tally, path.stem, record, candidates)
    return tally


def _count(tally: Tally, name: str, record: dict[str, Any], candidates: list[Candidate]) -> None:
    claims, text = record["claims"], record["text"]
    taken = pairs(claims, candidates)
    merged = list({(c.type, c.sentence): c for c in candidates}.values())
    merged_taken = pairs(claims, merged)
    hit = set(taken.values())
    for number, claim in enumerate(claims):
        kind = claim["type"]
        tally.gold[kind] += 1
        tally.covered[kind] += any(_may_pair(claim, candidate) for candidate in candidates)
        if number not in hit:
            words, where = Span(*claim["trigger"]).of(text), Span(*claim["evidence"]).of(text)
            tally.errors.append(f"{name} missed {kind} «{words}» in {where!r}")
    for number, candidate in enumerate(candidates):
        tally.found[candidate.type] += 1
        tally.paired[candidate.type] += number in taken
        tally.rules[candidate.rule, number in taken] += 1
        if number not in taken:
            said = candidate.sentence.of(text)
            tally.errors.append(
                f"{name} false {candidate.type} «{candidate.words}» {candidate.rule} in {said!r}"
            )
    for number, candidate in enumerate(merged):
        tally.merged[candidate.type] += 1
        tally.merged_paired[candidate.type] += number in merged_taken


def _row(tally: Tally, kinds: Sequence[str]) -> str:
    def total(counts: Counter[str]) -> int:
        return sum(counts[kind] for kind in kinds)

    gold = total(tally.gold)
    cells = [gold, total(tally.found), total(tally.merged)]
    text = "".join(f"{cell:6}" for cell in cells) + f"{_ratio(total(tally.covered), gold):9.3f}"
    for hits, of in ((tally.paired, tally.found), (tally.merged_paired, tally.merged)):
        precision, recall = _ratio(total(hits), total(of)), _ratio(total(hits), gold)
        text += f"  {precision:6.3f}{recall:6.3f}{_ratio(2 * precision * recall, precision + recall):6.3f}"
    return text


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def main() -> None:
    """Print the table for one part of the gold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("part", nargs="?", default="dev", choices=("dev", "train"))
    parser.add_argument("--articles", type=int, default=None, help="only the first N articles")
    parser.add_argument("--errors", type=int, default=0, help="print the first N misses and false alarms")
    parser.add_argument("--rules", action="store_true", help="print how often each entry pairs")
    args = parser.parse_args()
    data = data_folder()
    tally = measure(data / "gold" / "fr" / args.part, args.articles)
    print(f"{'':22}  gold found merged  covered   precision recall f1   merged: precision recall f1")
    for kind, _ in tally.gold.most_common():
        print(f"{kind:22}{_row(tally, [kind])}")
    print(f"{'all':22}{_row(tally, sorted(set(tally.gold) | set(tally.found)))}")
    if args.rules:
        for rule in sorted({rule for rule, _ in tally.rules}, key=lambda r: -tally.rules[r, False]):
            print(f"{rule:36} paired {tally.rules[rule, True]:4}  not {tally.rules[rule, False]:4}")
    if args.errors:
        print(*tally.errors[: args.errors], sep="\n")


if __name__ == "__main__":
    main()
