"""The tree of one article as flat lists, and how far two of its words stand from each other.

Distance is counted along the tree, dear where the path leaves a clause: a date in a subordinate clause says
nothing of a matter outside it, while a date in the main clause often holds for what depends on that clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.reader.text.columns import flags, offsets, words

__all__ = ["FAR", "Tree"]

FAR = 99.0
"""A distance that no path within one sentence reaches: the two are not related."""

_MAX_CLIMB = 40

# Cost of climbing by a relation, one where it is not listed. Verbless and infinitive complements share the
# circumstances of the clause above; adjuncts and finite subordinate clauses have their own.
_LEAVE_MATTER = {
    "obl": 2.5,
    "obl:mod": 2.5,
    "obl:arg": 2.5,
    "appos": 3.0,
    "xcomp": 1.0,
    "acl": 4.0,
    "conj": 2.0,
    "ccomp": 3.5,
    "advcl": 4.0,
    "acl:relcl": 5.0,
    "parataxis": 6.0,
    "csubj": 2.0,
    "csubj:pass": 2.0,
}
_LEAVE_OTHER = {
    "xcomp": 2.5,
    "acl": 3.0,
    "conj": 4.0,
    "ccomp": 6.0,
    "advcl": 6.0,
    "acl:relcl": 6.0,
    "parataxis": 8.0,
    "csubj": 5.0,
    "csubj:pass": 5.0,
}
_VERBAL = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Tree:
    """Heads, relations, parts of speech and sentence bounds of a parsed text, indexed by token."""

    heads: tuple[int, ...]
    deps: tuple[str, ...]
    pos: tuple[str, ...]
    lemmas: tuple[str, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]
    dependents: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, doc: Doc) -> Tree:
        """Read the tree off a parsed text once, so that later steps need not go through spaCy."""
        heads = tuple(index + head for index, head in enumerate(offsets(doc, "HEAD")))
        starts = [index for index, starts in enumerate(flags(doc)) if starts or index == 0]
        sentences = tuple(zip(starts, [*starts[1:], len(doc)], strict=True)) if len(doc) else ()
        sentence_of = [0] * len(doc)
        for number, (start, end) in enumerate(sentences):
            sentence_of[start:end] = [number] * (end - start)
        below: list[list[int]] = [[] for _ in heads]
        for index, head in enumerate(heads):
            if head != index:
                below[head].append(index)
        return cls(
            heads=heads,
            deps=tuple(words(doc, "DEP", str)),
            pos=tuple(words(doc, "POS", str)),
            lemmas=tuple(words(doc, "LEMMA", str.lower)),
            sentence_of=tuple(sentence_of),
            sentences=sentences,
            dependents=tuple(map(tuple, below)),
        )

    def ancestors(self, token: int) -> Iterator[int]:
        """The tokens above, nearest first."""
        for _ in range(_MAX_CLIMB):
            head = self.heads[token]
            if head == token:
                return
            yield head
            token = head

    def is_verb(self, token: int) -> bool:
        """True for verbs, auxiliaries and participles that head a clause."""
        return self.pos[token] in _VERBAL

    def distance(self, other: int, matter: int) -> float:
        """Cost of the path from `other` (a date, place, party) to `matter`; `FAR` across sentences."""
        if self.sentence_of[other] != self.sentence_of[matter]:
            return FAR
        costs = self._climb(matter, _LEAVE_MATTER)
        token, cost = other, 0.0
        for _ in range(_MAX_CLIMB):
            if token in costs:
                return cost + costs[token]
            if self.heads[token] == token:
                break
            cost += _LEAVE_OTHER.get(self.deps[token], 1.0)
            token = self.heads[token]
        return FAR

    def meeting_point(self, other: int, matter: int) -> int | None:
        """The lowest token above (or equal to) both, or None across sentences."""
        above = {matter, *self.ancestors(matter)}
        if other in above:
            return other
        return next((token for token in self.ancestors(other) if token in above), None)

    def _climb(self, token: int, leave: dict[str, float]) -> dict[int, float]:
        costs = {token: 0.0}
        cost = 0.0
        for head in self.ancestors(token):
            cost += leave.get(self.deps[token], 1.0)
            costs.setdefault(head, cost)
            token = head
        return costs
