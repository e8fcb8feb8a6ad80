"""Why the reader errs: every miss and every wrong field of the development gold, by cause.

    python -m training.cross_validate --write FOLDER
    python -m benchmarks.causes FOLDER [--unsorted]

The causes were given by hand, error by error, and are kept in ``benchmarks/causes.jsonl`` as offsets without
the text. The first table counts the errors of the first study, before it was acted on; the second those that
the claims of FOLDER still make, by the same labels and those of later studies. ``--unsorted`` lists the rest.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.places import data_folder, load_scorer

__all__ = ["Fault", "Label", "faults", "labels", "main"]

KINDS = ("missed", "spurious", "phase", "modality", "parties", "date", "origin", "place")
CAUSES = Path(__file__).with_name("causes.jsonl")
_UNSORTED = "(not sorted)"


@dataclass(frozen=True, slots=True)
class Fault:
    """One error: a miss, a spurious claim, or a field that a paired claim has wrong.

    Attributes:
        article: the article's id.
        kind: one of `KINDS`.
        type: the claim's type.
        at: the trigger's characters, the gold's (the reader's for a spurious claim).
    """

    article: str
    kind: str
    type: str
    at: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """The cause of a fault, ``cause`` or ``cause/detail``, and the study that gave it (1 is the first)."""

    fault: Fault
    cause: str
    study: int


def faults(
    article: str, gold: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]], scorer: ModuleType
) -> Iterator[Fault]:
    """The errors that a reading of an article makes, place included though it is not of the strict fields."""
    pairs = scorer.pair(gold, read)
    for own, other in pairs:
        agreed = scorer.agreement(gold[own], read[other])
        for kind in KINDS[2:]:
            if agreed[kind] < 1:
                yield _fault(article, kind, gold[own])
    for kind, claims, paired in (
        ("missed", gold, {own for own, _ in pairs}),
        ("spurious", read, {other for _, other in pairs}),
    ):
        for number, claim in enumerate(claims):
            if number not in paired:
                yield _fault(article, kind, claim)


def labels(place: Path = CAUSES) -> list[Label]:
    """All labels, in the order of their file."""
    found = []
    for line in place.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        start, end = record["at"]
        fault = Fault(record["article"], record["kind"], record["type"], (start, end))
        found.append(Label(fault, record["cause"], record["study"]))
    return found


def _fault(article: str, kind: str, claim: Mapping[str, Any]) -> Fault:
    start, end = claim["trigger"][:2]
    return Fault(article, kind, claim["type"], (start, end))


def _table(caused: Iterable[tuple[str, str]]) -> str:
    """Causes by kind of error, the most frequent first, as a Markdown table."""
    counts = Counter(caused)
    totals = Counter(cause for cause, _ in counts.elements())
    lines = [f"| cause | all | {' | '.join(KINDS)} |", "| --- " * (len(KINDS) + 2) + "|"]
    for cause, total in sorted(totals.items(), key=lambda row: (-row[1], row[0])):
        cells = (str(counts[cause, kind] or "") for kind in KINDS)
        lines.append(f"| {cause} | {total} | {' | '.join(cells)} |")
    sums = (str(sum(n for (_, own), n in counts.items() if own == kind)) for kind in KINDS)
    return "\n".join([*lines, f"| all | {sum(totals.values())} | {' | '.join(sums)} |"])


def _claims(lines: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    return {record["id"]: record["claims"] for record in map(json.loads, lines)}


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description="Why the reader errs, by cause.")
    parser.add_argument("folder", type=Path, help="where training.cross_validate --write put the claims")
    parser.add_argument("--unsorted", action="store_true", help="list the errors without a cause")
    options = parser.parse_args()
    scorer = load_scorer()
    read = _claims((options.folder / "dev.jsonl").read_text(encoding="utf-8").splitlines())
    gold = _claims(p.read_text("utf-8") for p in sorted((data_folder() / "gold/fr/dev").glob("*.json")))
    known = labels()
    cause = {label.fault: label.cause for label in known}
    now = [fault for id_, claims in gold.items() for fault in faults(id_, claims, read[id_], scorer)]
    print(f"first study\n\n{_table((one.cause, one.fault.kind) for one in known if one.study == 1)}\n")
    print(f"now\n\n{_table((cause.get(fault, _UNSORTED), fault.kind) for fault in now)}")
    for fault in now:
        if options.unsorted and fault not in cause:
            print(fault.article, fault.kind, fault.type, *fault.at)


if __name__ == "__main__":
    main()
