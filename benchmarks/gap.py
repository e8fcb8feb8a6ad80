"""Held-out figures on our own annotations: where errors were read while tables were widened, and where not.

    python -m training.cross_validate --write FOLDER
    python -m benchmarks.gap FOLDER

Each annotated article of ``fresh`` and ``written`` says whether its errors were read. The figures of those
that nobody read are the nearest there is to articles that nobody has seen.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from benchmarks.places import data_folder
from benchmarks.quality import compare
from training.examples import examples

__all__ = ["main"]


def main() -> None:
    """Print the figures of each half as a Markdown table."""
    parser = argparse.ArgumentParser(description="Articles whose errors were read, and those never read.")
    parser.add_argument("folder", type=Path, help="where training.cross_validate --write put the claims")
    options = parser.parse_args()
    found = examples(data_folder())
    columns: dict[str, dict[str, float]] = {}
    for part in ("fresh", "written"):
        lines = (options.folder / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
        claims = {record["id"]: record["claims"] for record in map(json.loads, lines)}
        for name, read in (("read", True), ("never read", False)):
            own = [example for example in found if example.part == part and example.read is read]
            gold = {example.article.id: example.claims for example in own}
            columns[f"{part}, {name} ({len(own)})"] = compare(gold, claims)
    print(f"| | {' | '.join(columns)} |")
    print("| --- " * (len(columns) + 1) + "|")
    for figure in next(iter(columns.values())):
        print(f"| {figure} | {' | '.join(f'{column[figure]:.3f}' for column in columns.values())} |")


if __name__ == "__main__":
    main()
