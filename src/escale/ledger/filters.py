"""What an analyst asks for: filters on claims, as parametrised SQL; no word of a user's ever becomes SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from escale.errors import UsageError
from escale.ledger.occurrence import occurs
from escale.model import ClaimType, Modality, Phase
from escale.register.names import fold

__all__ = ["Filter"]

_MOST_WORDS = 20
_NAMES = {
    "place": "place",
    "vessel": "array_to_string(vessels, ' ')",
    "person": "array_to_string(participants, ' ')",
    "source": "array_to_string(sources, ' ')",
    "text": "quote",
}
_CALLED = f"concat_ws(' ', {', '.join(text for name, text in _NAMES.items() if name != 'text')})"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which claims are meant: those that meet everything given.

    Attributes:
        states: codes of parties, all of which take part.
        types, phases, modalities: any one of those.
        place, vessel, person, source, text: words that occur in the claim's place, a ship's name, a
            participant's name, a source's name or the evidence; case and accents do not matter.
        words: at most twenty words, each of which occurs in one of these, whichever.
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
    words: str | None = None
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

    @property
    def in_words(self) -> bool:
        """True if words are asked for, which are in the rows of claims alone."""
        return any(getattr(self, name) is not None for name in (*_NAMES, "words"))

    def sql(self) -> tuple[str, list[object]]:
        """The condition on the view ``claims`` and its parameters.

        Raises:
            UsageError: too many words are asked for.
        """
        conditions: list[str] = []
        parameters: list[object] = []

        def require(condition: str, *values: object) -> None:
            conditions.append(condition)
            parameters.extend(values)

        for state in self.states:
            require("(list_contains(actors, ?) OR list_contains(recipients, ?))", state, state)
        chosen = (("type", self.types), ("phase", self.phases), ("modality", self.modalities))
        for column, terms in chosen:
            if terms:
                require(f"{column} IN ({', '.join('?' * len(terms))})", *(str(term) for term in terms))
        for name, text in _NAMES.items():
            if (given := getattr(self, name)) is not None:
                condition, values = occurs(text, given)
                require(condition, *values)
        # The longest first: few claims have it, and the others are looked for in these alone.
        for word in sorted(self._words(), key=len, reverse=True):
            (said, in_quote), (called, in_names) = occurs(_NAMES["text"], word), occurs(_CALLED, word)
            require(f"({said} OR {called})", *in_quote, *in_names)
        if self.after is not None:
            require("(last_day IS NULL OR last_day >= ?)", self.after)
        if self.before is not None:
            require("(first_day IS NULL OR first_day <= ?)", self.before)
        if self.known is not None:
            require("known <= ?", self.known)
        if self.least is not None:
            require("(confidence IS NULL OR confidence >= ?)", self.least)
        return " AND ".join(conditions) or "true", parameters

    def _words(self) -> list[str]:
        words = list(dict.fromkeys(fold(self.words or "").split()))
        if len(words) > _MOST_WORDS:
            raise UsageError(f"{len(words)} words to look for; at most {_MOST_WORDS} can be")
        return words
