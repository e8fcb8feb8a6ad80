"""Whether confidences are frequencies: reliability table and Brier score of the claim and each field.

    python -m benchmarks.confidence

Every claim is read by parties and times trained on other articles and appraised by weights trained on claims
of other articles (eight folds by article over all annotated ones). ``docs/confidence.md`` holds the figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.places import data_folder
from escale.reader.trust.confidence_features import DECISIONS
from training.examples import examples
from training.learn_confidence import FOLDS, Judged, held_out, train

__all__ = ["Outcome", "appraised", "brier", "main", "reliability"]

_BINS = 10
_THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A probability that was given, and what came of it."""

    part: str
    given: float
    right: bool


def appraised(judged: Sequence[Judged]) -> dict[str, list[Outcome]]:
    """For each decision, the confidences by weights trained on the other folds."""
    found: dict[str, list[Outcome]] = {name: [] for name in DECISIONS}
    for fold in range(FOLDS):
        decisions = train(one for one in judged if one.fold != fold)
        for one in judged:
            if one.fold == fold:
                for name, right in one.right.items():
                    given = decisions[name].probability(one.features[name])
                    found[name].append(Outcome(one.part, given, right))
    return found


def brier(outcomes: Sequence[Outcome]) -> float:
    """Mean squared distance between what was given and what came."""
    return sum((one.given - one.right) ** 2 for one in outcomes) / len(outcomes)


def reliability(outcomes: Sequence[Outcome]) -> list[tuple[int, float, float]]:
    """For each tenth of the scale: how many, their mean confidence, and how many of them were right."""
    bins: list[list[Outcome]] = [[] for _ in range(_BINS)]
    for one in outcomes:
        bins[min(int(one.given * _BINS), _BINS - 1)].append(one)
    return [
        (len(own), _mean([one.given for one in own]), _mean([float(one.right) for one in own]))
        for own in bins
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / max(1, len(values))


def _summary(name: str, outcomes: Sequence[Outcome]) -> str:
    rate = _mean([float(one.right) for one in outcomes])
    given = _mean([one.given for one in outcomes])
    apart = sum(count * abs(mean - right) for count, mean, right in reliability(outcomes)) / len(outcomes)
    numbers = (rate, given, brier(outcomes), rate * (1 - rate), apart)
    return f"| {name} | {len(outcomes)} | " + " | ".join(f"{number:.3f}" for number in numbers) + " |"


def _print_reliability(outcomes: dict[str, list[Outcome]]) -> None:
    print("\n| confidence | " + " | ".join(DECISIONS) + " |\n" + "| --- " * (len(DECISIONS) + 1) + "|")
    tables = [reliability(outcomes[name]) for name in DECISIONS]
    for tenth, row in enumerate(zip(*tables, strict=True)):
        cells = (f"{right:.2f} ({count})" if count else "" for count, _, right in row)
        print(f"| {tenth / _BINS:.1f} – {(tenth + 1) / _BINS:.1f} | " + " | ".join(cells) + " |")


def _print_thresholds(outcomes: Sequence[Outcome], gold: int) -> None:
    print("\n| --min-confidence | claims kept | precision | recall | F1 |\n| --- | --- | --- | --- | --- |")
    for least in _THRESHOLDS:
        kept = [one for one in outcomes if one.given >= least]
        hits = sum(one.right for one in kept)
        precision, recall = hits / max(1, len(kept)), hits / gold
        both = 2 * precision * recall / max(1e-9, precision + recall)
        print(f"| {least:.1f} | {len(kept)} | {precision:.3f} | {recall:.3f} | {both:.3f} |")


def main() -> None:
    """Print the figures as the tables of the documentation."""
    data = data_folder()
    annotated = examples(data)
    outcomes = appraised(held_out(data))
    print("| | judged | right | mean confidence | Brier | Brier of the rate | mean gap |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name in DECISIONS:
        print(_summary(name, outcomes[name]))
    for part in sorted({one.part for one in outcomes["claim"]}):
        print(_summary(f"claim, {part}", [one for one in outcomes["claim"] if one.part == part]))
    _print_reliability(outcomes)
    _print_thresholds(outcomes["claim"], sum(len(example.claims) for example in annotated))


if __name__ == "__main__":
    main()
