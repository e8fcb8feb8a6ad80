"""The people of one article as one can refer back to them: by surname, by office, by the state they serve."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from escale.model import Source, SourceKind
from escale.reader.layers import PersonMention
from escale.reader.speech import fold

__all__ = ["Identities", "Identity"]

_NEAR = 400
_OFTEN = 20
_MOST = 200


@dataclass(slots=True)
class Identity:
    """One person of the article, gathered from all mentions."""

    name: str
    code: str | None = None
    official: bool = False
    office: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """The person as a source."""
        return Source(self.name, SourceKind.OFFICIAL if self.official else SourceKind.PERSON)

    def nearest(self, at: int) -> int:
        """Distance in tokens to the last mention before `at`, or beyond all others if all come after it."""
        k = bisect_left(self.places, at)
        return at - self.places[k - 1] if k else 1_000_000 + self.places[0] - at


class Identities:
    """Looks up the people of an article."""

    def __init__(self, people: Sequence[PersonMention], heads_of_state: frozenset[str], home: str) -> None:
        """`home` is the state that the press of the language means by «le chef de l'État» alone."""
        self._heads = heads_of_state
        self._home = home
        self._by_name: dict[str, Identity] = {}
        for mention in sorted(people, key=lambda p: p.start):
            identity = self._by_name.setdefault(mention.name, Identity(mention.name))
            identity.code = identity.code or mention.code
            identity.official = identity.official or mention.official
            identity.places.append(mention.start)
            if mention.role:
                identity.office.update(_words(mention.role))

    def of(self, mention: PersonMention) -> Identity:
        """The person a mention speaks of."""
        return self._by_name[mention.name]

    def by_office(self, noun: str, said: Iterable[str], states: frozenset[str], at: int) -> Identity | None:
        """Who holds the office that a phrase names.

        Args:
            noun: the word that heads the phrase (``ministre``).
            said: all the words of the phrase.
            states: codes of the states the phrase names.
            at: where the phrase stands; those named shortly before are preferred.
        """
        wanted = set(said) - {noun}
        best: tuple[int, int, int, int, int, int, Identity] | None = None
        for identity in islice(self._by_name.values(), _MOST):
            holds = noun in identity.office
            if states and identity.code is not None and identity.code not in states:
                continue
            may_hold = (
                noun in self._heads
                and identity.official
                and not identity.office
                and identity.code is not None
            )
            if not holds and not may_hold:
                continue
            rank = (
                int(holds),
                len(wanted & identity.office),
                int(identity.code in states if states else identity.code == self._home),
                min(len(identity.places), _OFTEN) if not holds else 0,
                -identity.nearest(at),
                -identity.places[0],
            )
            if best is None or rank > best[:6]:
                best = (*rank, identity)
        return best[6] if best else None

    def latest(self, at: int) -> Identity | None:
        """The person named last before a place, if not too far off."""
        found = min(
            islice(self._by_name.values(), _MOST), key=lambda i: (i.nearest(at), i.name), default=None
        )
        return found if found is not None and found.nearest(at) <= _NEAR else None


def _words(role: str) -> set[str]:
    return set(fold(role).replace("'", "' ").split())
