"""What an analyst asks for: filters on claims, as parametrised SQL; no word of a user's ever becomes SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from escale.model import ClaimType, Modality, Phase
from escale.register.names import fold

__all__ = ["Filter"]


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are meant: those that meet everything given.

    Attributes:
        states: codes of parties, all of which take part.
        types, phases, modalities: any one of those.
        place, vessel, person, source, text: words that occur in the claim's place, a ship's name, a
            participant's name, a source's name or the evidence; case and accents do not matter.
        after, before: the matter's time overlaps the days from the one to the other, both included; a claim
            without a time counts on its day of publication.
        known: published by that day.
        least: confidence of the claim at least that (a claim without confidence passes).
    """

    states: tuple[str, ...] = ()
    types: tuple[ClaimType, ...] = ()
    phases: tuple[Phase, ...] = ()
    modalities: tuple[Modality, ...] = ()
    place: str | None = None
    vessel: str | None = None
    person: str | None = None
    source: str | None = None
    text: str | None = None
    after: date | None = None
    before: date | None = None
    known: date | None = None
    least: float | None = None

    @property
    def asks(self) -> bool:
        """True if anything at all is asked."""
        return self != Filter(known=self.known)

    @property
    def beyond_links(self) -> bool:
        """True if anything is asked that parties, types and the day as known on do not tell."""
        return self != Filter(states=self.states, types=self.types, known=self.known)

    def sql(self) -> tuple[str, list[object]]:
        """The condition on the view ``claims`` and its parameters."""
        conditions: list[str] = []
        parameters: list[object] = []

        def require(condition: str, *values: object) -> None:
            conditions.append(condition)
            parameters.extend(values)

        for state in self.states:
            require("(list_contains(actors, ?) OR list_contains(recipients, ?))", state, state)
        chosen = (("type", self.types), ("phase", self.phases), ("modality", self.modalities))
        for column, values in chosen:
            if values:
                require(f"{column} IN ({', '.join('?' * len(values))})", *(str(value) for value in values))
        for words, text in (
            (self.place, "place"),
            (self.vessel, "array_to_string(vessels, ' ')"),
            (self.person, "array_to_string(participants, ' ')"),
            (self.source, "array_to_string(sources, ' ')"),
            (self.text, "quote"),
        ):
            if words is not None:
                require(f"contains(folded({text}), ?)", fold(words))
        if self.after is not None:
            require("(last_day IS NULL OR last_day >= ?)", self.after)
        if self.before is not None:
            require("(first_day IS NULL OR first_day <= ?)", self.before)
        if self.known is not None:
            require("known <= ?", self.known)
        if self.least is not None:
            require("(confidence IS NULL OR confidence >= ?)", self.least)
        return " AND ".join(conditions) or "true", parameters
