"""How far two careful annotators agree, and how far the reader agrees with one of them, on the same articles.

    python -m benchmarks.agreement [FOLDER]

``benchmarks/second_annotation.jsonl`` holds the claims of a second annotator for thirty articles of the
development gold, drawn by chance (``random.Random(11)``, ten of each kind, without the one that the contract
takes its example from). That annotator saw the contract and the training gold, neither the development gold
nor the output of the reader. FOLDER is where ``training.cross_validate --write`` put the held-out claims.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.places import data_folder
from benchmarks.quality import compare

__all__ = ["SECOND", "main"]

SECOND = Path(__file__).with_name("second_annotation.jsonl")


def _records(place: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in place.read_text(encoding="utf-8").splitlines()]


def _claims(records: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {record["id"]: record["claims"] for record in records}


def main() -> None:
    """Print both comparisons.

    Raises:
        ValueError: an article's text is not the one that was annotated.
    """
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, help="the reader's held-out claims")
    options = parser.parse_args()
    second = _records(SECOND)
    hashes = {record["id"]: record["sha256"] for record in second}
    gold = [
        record
        for path in sorted((data_folder() / "gold" / "fr" / "dev").glob("*.json"))
        if (record := json.loads(path.read_text(encoding="utf-8")))["id"] in hashes
    ]
    for record in gold:
        if hashlib.sha256(record["text"].encode()).hexdigest() != hashes[record["id"]]:
            raise ValueError(f"{record['id']}: the text is not the one annotated")
    print(f"{len(gold)} articles, {sum(len(record['claims']) for record in gold)} claims of the gold")
    print("second annotator:", compare(_claims(gold), _claims(second)))
    if options.folder is not None:
        print("reader, held out:", compare(_claims(gold), _claims(_records(options.folder / "dev.jsonl"))))


if __name__ == "__main__":
    main()
