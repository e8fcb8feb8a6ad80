"""What a run has come to so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from escale.ledger.adding import Added
from escale.reading import Aside

__all__ = ["Tally"]


@dataclass(slots=True)
class Tally:
    """Counts of a run.

    Attributes:
        added: what came of the articles that were to be read.
        aside: articles set aside, by reason.
        rejected: inputs that are no article.
    """

    added: Added = field(default_factory=Added)
    aside: Counter[Aside] = field(default_factory=Counter)
    rejected: int = 0

    @property
    def documents(self) -> int:
        """How many inputs were dealt with."""
        added = self.added
        return added.new + added.superseded + added.unchanged + self.aside.total() + self.rejected

    def take(self, other: Tally) -> None:
        """Adds the counts of another."""
        self.added += other.added
        self.aside.update(other.aside)
        self.rejected += other.rejected
