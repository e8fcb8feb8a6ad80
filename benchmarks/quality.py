"""Quality against the gold: read every article of a gold folder and score the claims.

    python -m benchmarks.quality [--gold FOLDER] [--errors N] [--write-floor WHY]
    python -m benchmarks.quality --reader llm --base-url URL --model NAME [--cache DIR] [--timeout SECONDS]

The scorer is the project's own (``shared/tools/score.py``, beside the data folder). ``--write-floor`` records
the figures in ``benchmarks/floor.json`` with the gold's hash; the test suite fails when a figure falls more
than 0.01 below it. With ``--reader llm`` a large language model is scored by the same scorer; an article
without a good answer counts as one without claims.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from benchmarks.places import data_folder, scorer_path
from escale.commands.console import Console
from escale.engine.article_reader import ArticleReader
from escale.errors import InputError
from escale.ingest.header import read_header
from escale.model import Article
from escale.reader.reader import Reader

__all__ = ["FLOOR", "TOLERANCE", "Claims", "compare", "figures", "gold_hash", "predict", "score"]

FLOOR = Path(__file__).with_name("floor.json")
TOLERANCE = 0.01
Claims = Mapping[str, Sequence[Mapping[str, Any]]]  # those of each article, by its id
_FIELDS = ("phase", "modality", "parties", "date", "place", "origin", "chain", "participants")


def gold_articles(gold: Path) -> list[Article]:
    """The articles of a gold folder, without their claims."""
    records = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json"))]
    return [
        Article(
            id=record["id"],
            text=record["text"],
            published=record["published"],
            lang=record["lang"],
            outlet=record["outlet"],
            title=record["title"],
            url=record["url"],
            body=read_header(record["text"]).body,
        )
        for record in records
    ]


def predict(reader: ArticleReader, gold: Path, out: Path) -> None:
    """Read a gold folder's articles and write the claims as JSON lines."""
    with out.open("w", encoding="utf-8") as file:
        for reading in reader.pipe(gold_articles(gold)):
            if isinstance(reading, InputError):
                print(reading, file=sys.stderr)
                continue
            file.write(json.dumps(reading.to_dict(), ensure_ascii=False) + "\n")


def score(gold: Path, predicted: Path) -> dict[str, Any]:
    """The scorer's figures."""
    command = [sys.executable, str(scorer_path()), str(gold), str(predicted), "--json"]
    result: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, capture_output=True, text=True).stdout
    )
    return result


def figures(result: dict[str, Any]) -> dict[str, float]:
    """The figures that the floor keeps: F1 of detection and strict, agreement on each field."""
    return {
        "detect": result["detect"]["f1"],
        "strict": result["strict"]["f1"],
        **{name: result[name] for name in _FIELDS},
    }


def compare(gold: Claims, claimed: Claims) -> dict[str, float]:
    """The same figures for the articles of `gold`, each of which `claimed` must know."""
    with tempfile.TemporaryDirectory() as folder:
        first, second = Path(folder) / "gold.jsonl", Path(folder) / "claimed.jsonl"
        for place, claims in ((first, gold), (second, claimed)):
            lines = (json.dumps({"id": article, "claims": list(claims[article])}) for article in gold)
            place.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        return figures(score(first, second))


def gold_hash(gold: Path) -> str:
    """SHA-256 over the gold's files, so that a floor is only compared with the gold it was measured on."""
    digest = hashlib.sha256()
    for path in sorted(gold.glob("*.json")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _reader(options: argparse.Namespace) -> AbstractContextManager[ArticleReader]:
    if options.reader == "escale":
        return nullcontext(Reader("fr", triage=options.triage))
    # httpx is an extra that the other reader does without.
    from escale.commands.llm import LlmOptions, llm_reader

    asked = LlmOptions(options.base_url, options.model, options.cache, options.timeout)
    return llm_reader(asked, "fr", Console(sys.stderr))


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, default=data_folder() / "gold" / "fr" / "dev")
    parser.add_argument("--errors", type=int, default=0, metavar="N")
    parser.add_argument("--write-floor", metavar="WHY")
    parser.add_argument("--reader", choices=("escale", "llm"), default="escale")
    parser.add_argument("--triage", action="store_true", help="parse what `escale add` would")
    parser.add_argument("--base-url", metavar="URL")
    parser.add_argument("--model", metavar="NAME")
    parser.add_argument("--cache", metavar="DIR")
    parser.add_argument("--timeout", metavar="SECONDS", type=float)
    options = parser.parse_args(argv)
    if options.triage and (options.reader == "llm" or options.write_floor):
        parser.error("triage is for Escale's own reader, and the floor for reading everything")
    if options.reader == "llm" and options.write_floor:
        parser.error("the floor is that of Escale's own reader")
    with tempfile.TemporaryDirectory() as folder, _reader(options) as reader:
        predicted = Path(folder) / "predicted.jsonl"
        predict(reader, options.gold, predicted)
        scorer = scorer_path()
        shown = [str(options.gold), str(predicted), "--errors", str(options.errors)]
        subprocess.run([sys.executable, str(scorer), *shown], check=True)
        if options.write_floor:
            floor = {
                "why": options.write_floor,
                "gold": gold_hash(options.gold),
                "figures": figures(score(options.gold, predicted)),
            }
            FLOOR.write_text(json.dumps(floor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
