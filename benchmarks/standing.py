"""Measure phase and modality alone: gold triggers and types in, gold phase and modality out.

Usage:
    python -m benchmarks.standing [dev|train|fresh|written ...] [--misses] [--bare]

The triggers of the gold stand in for the step that finds matters, so that the figures are those of the
standing reader. With ``--bare`` no date is given to it either.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from typing import Any

import spacy
from spacy.language import Language as Pipeline
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  (registers the pipeline's component)
from benchmarks.places import data_folder
from escale import lang
from escale.model import Article, ClaimType
from escale.reader.layers import Matter, TimeMention
from escale.reader.standing.standing import StandingReader
from training.examples import Example, examples

_PARTS = ("dev", "train", "fresh", "written")


def matter_of(doc: Doc, claim: dict[str, Any]) -> Matter | None:
    """The gold claim's trigger as a matter that implies nothing by itself."""
    span = doc.char_span(claim["trigger"][0], claim["trigger"][1], alignment_mode="expand")
    if span is None:
        return None
    return Matter(span.start, span.end, span.root.i, ClaimType(claim["type"]), None, None, {}, "gold")


def times_of(doc: Doc, claim: dict[str, Any]) -> list[TimeMention]:
    """The gold claim's own date, where its words occur in the sentence of the trigger."""
    time = claim["time"]
    if time is None:
        return []
    start = doc.text.find(time["text"], *claim["evidence"])
    span = doc.char_span(start, start + len(time["text"]), alignment_mode="expand") if start >= 0 else None
    if span is None:
        return []
    return [TimeMention(span.start, span.end, span.root.i, time["text"], time["edtf"], "gold")]


def measure(part: str, annotated: Iterable[Example], nlp: Pipeline, *, misses: bool, bare: bool) -> None:
    """Print accuracy of phase and modality on a part, by type and as confusions."""
    reader = StandingReader(lang.load("fr"))
    total = 0
    right: Counter[str] = Counter()
    by_type: dict[str, Counter[str]] = {}
    confusions: dict[str, Counter[tuple[str, str]]] = {"phase": Counter(), "modality": Counter()}
    for example in annotated:
        article = example.article
        doc = nlp(" " * article.body + article.text[article.body :])
        for claim in example.claims:
            matter = matter_of(doc, claim)
            if matter is None:
                continue
            total += 1
            times = [] if bare else times_of(doc, claim)
            standing = reader(doc, matter, times, article.published)
            counts = by_type.setdefault(claim["type"], Counter())
            counts["n"] += 1
            for field, value in (("phase", standing.phase), ("modality", standing.modality)):
                if claim[field] == value:
                    right[field] += 1
                    counts[field] += 1
                    continue
                confusions[field][claim[field], value.value] += 1
                if misses:
                    _miss(article, claim, field, value.value, standing.steps)
    print(
        f"{part}: {total} claims, "
        f"phase {right['phase'] / total:.3f}, modality {right['modality'] / total:.3f}"
    )
    for kind, counts in sorted(by_type.items()):
        n = counts["n"]
        print(f"  {kind:20} {n:4}  phase {counts['phase'] / n:.2f}  modality {counts['modality'] / n:.2f}")
    for field, table in confusions.items():
        print(f"  {field}: " + ", ".join(f"{g}→{r} {n}" for (g, r), n in table.most_common()))


def _miss(article: Article, claim: dict[str, Any], field: str, value: str, steps: tuple[Any, ...]) -> None:
    text = article.text
    start, end = claim["trigger"]
    around = f"{text[max(0, start - 170) : start]}[[{text[start:end]}]]{text[end : end + 110]}".replace(
        "\n", " "
    )
    why = "; ".join(f"{s.field[0]}:{s.rule}({s.words})" for s in steps)
    print(f"{field[0].upper()} {article.id[-6:]} {claim['type']} {claim[field]}→{value} {{{why}}} {around}")


def main() -> None:
    """Measure the parts named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("parts", nargs="*", default=list(_PARTS))
    parser.add_argument("--misses", action="store_true", help="show each miss with the reader's steps")
    parser.add_argument("--bare", action="store_true", help="give the reader no dates")
    options = parser.parse_args()
    nlp = spacy.load(lang.load("fr").pipeline)
    annotated = examples(data_folder())
    for part in options.parts:
        own = [example for example in annotated if example.part == part]
        measure(part, own, nlp, misses=options.misses, bare=options.bare)


if __name__ == "__main__":
    main()
