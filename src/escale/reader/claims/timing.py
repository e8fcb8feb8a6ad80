"""The time of a matter by weighed evidence: which of the dates around it, if any, is when it happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from escale.lang import Language
from escale.model import Step
from escale.reader.claims.stays import Stays
from escale.reader.claims.time_features import dated_by
from escale.reader.claims.timeline import Timeline
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.weights import Weights

__all__ = ["Timed", "Timer", "Timing"]

_LEAST = -0.1  # log-odds from which a date is taken; chosen by cross-validation over articles


@dataclass(frozen=True, slots=True)
class Timed:
    """A matter's time and why, with the log-odds where evidence was weighed."""

    date: TimeMention
    step: Step
    odds: float | None = None


Timer = Callable[[Timeline, Matter, Standing], Timed | None]
"""Decides when a matter happens."""


@dataclass(frozen=True, slots=True)
class Timing:
    """Chooses times with trained weights."""

    weights: Weights
    stays: Stays

    @classmethod
    def of(cls, language: Language) -> Timing:
        """With the weights that the language ships."""
        weights = Weights.read(language.folder / "models" / "times.json")
        return cls(weights["time"], Stays(language))

    def __call__(self, timeline: Timeline, matter: Matter, standing: Standing) -> Timed | None:
        """The time of a matter, or None where the text gives none."""
        chosen: tuple[float, TimeMention, tuple[str, ...]] | None = None
        for candidate in dated_by(timeline, matter, standing):
            odds = self.weights.odds(candidate.features)
            if odds > _LEAST and (chosen is None or odds > chosen[0]):
                chosen = odds, candidate.date, candidate.features
        if chosen is None:
            sentence = timeline.scene.tree.sentence_of[matter.head]
            heading = timeline.headings.get(sentence)
            return Timed(heading, Step("time", "heading", heading.text)) if heading else None
        odds, date, features = chosen
        stay = self.stays(timeline, matter, standing, date)
        why = stay.rule if stay is not date else " ".join((date.rule, *self.weights.reasons(features)))
        return Timed(stay, Step("time", why, stay.text), odds)
