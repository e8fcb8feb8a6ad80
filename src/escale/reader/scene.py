"""Everything the steps found in one article, with quick ways to ask what stands at a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc

from escale.reader.layers import (
    Attribution,
    ItemMention,
    MoneyMention,
    PartyForm,
    PartyMention,
    PersonMention,
    PlaceMention,
    TimeMention,
    VesselMention,
)
from escale.reader.tree import Tree

__all__ = ["Scene"]

_INSIDE = frozenset(
    {"amod", "appos", "flat", "flat:name", "flat:foreign", "conj", "compound", "nmod", "fixed", "dep"}
)
_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "ROOT", "root"})
_MAX_DEPTH = 3


@dataclass(frozen=True, slots=True)
class Scene:
    """The layers of one article over its tree."""

    doc: Doc
    tree: Tree
    published: str | None
    parties: Sequence[PartyMention]
    people: Sequence[PersonMention]
    places: Sequence[PlaceMention]
    times: Sequence[TimeMention]
    vessels: Sequence[VesselMention]
    items: Sequence[ItemMention]
    money: Sequence[MoneyMention]
    attributions: Sequence[Attribution]
    _parties_at: dict[int, list[PartyMention]] = field(default_factory=dict)
    _people_at: dict[int, PersonMention] = field(default_factory=dict)
    _in_sentence: dict[int, list[PartyMention]] = field(default_factory=dict)
    by_place: list[PartyMention] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    order: dict[str, int] = field(default_factory=dict)
    title_codes: set[str] = field(default_factory=set)
    cues: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        at: dict[int, list[PartyMention]] = defaultdict(list)
        sentences: dict[int, list[PartyMention]] = defaultdict(list)
        named = [_as_party(person) for person in self.people if person.code]
        self.by_place.extend(sorted([*self.parties, *named], key=lambda m: (m.start, m.end)))
        self.counts.update(mention.code for mention in self.by_place)
        self.order.update((code, rank) for rank, (code, _) in enumerate(self.counts.most_common()))
        self.cues.update(attribution.cue for attribution in self.attributions)
        for mention in self.by_place:
            for token in range(mention.start, mention.end):
                at[token].append(mention)
            sentences[self.tree.sentence_of[mention.start]].append(mention)
        self.title_codes.update(mention.code for mention in sentences[0])
        self._parties_at.update(at)
        self._in_sentence.update(sentences)
        for person in self.people:
            self._people_at.update(dict.fromkeys(range(person.start, person.end), person))

    def parties_in(self, sentence: int) -> Sequence[PartyMention]:
        """The parties named in a sentence (people stand for their states), in order."""
        return self._in_sentence.get(sentence, [])

    def parties_at(self, token: int) -> Sequence[PartyMention]:
        """The parties named by the phrase that `token` heads, coordinated ones included.

        The word's own party wins over one inside its complements: «la marine russe», not the state of a
        relative clause about it.
        """
        found: list[PartyMention] = []
        self._collect(token, found, _MAX_DEPTH)
        return found

    def antecedents(self, token: int) -> Sequence[PartyMention]:
        """The parties that a pronoun or possessive at `token` most likely stands for.

        The nearest earlier subject of its sentence, else the subject of the sentence before, that agrees in
        number; subjects are what a text goes on speaking of.
        """
        number = self.doc[token].morph.get("Number", [])
        sentence = self.tree.sentence_of[token]
        earlier = [m for m in self.parties_in(sentence) if m.end <= token]
        for pool in (reversed(earlier), self.parties_in(sentence - 1)):
            for mention in pool:
                if self.tree.deps[mention.head] not in _SUBJECTS:
                    continue
                theirs = self.doc[mention.head].morph.get("Number", [])
                if not number or not theirs or number == theirs:
                    return self.parties_at(mention.head)
        return []

    def person_at(self, token: int) -> PersonMention | None:
        """The person whose name covers `token`."""
        return self._people_at.get(token)

    def people_under(self, token: int) -> Iterable[PersonMention]:
        """The people named in the phrase that `token` heads."""
        seen: list[PersonMention] = []
        stack, steps = [token], 0
        while stack and steps < 40:
            steps += 1
            current = stack.pop()
            person = self._people_at.get(current)
            if person is not None and person not in seen:
                seen.append(person)
            stack += [c for c in self.tree.dependents[current] if self.tree.deps[c] in _INSIDE]
        return seen

    def _collect(self, token: int, found: list[PartyMention], depth: int) -> None:
        own = self._parties_at.get(token, [])
        found += [mention for mention in own if mention not in found]
        if depth == 0:
            return
        for child in self.tree.dependents[token]:
            dep = self.tree.deps[child]
            if dep == "conj" or (not own and dep in _INSIDE):
                self._collect(child, found, depth - 1)


def _as_party(person: PersonMention) -> PartyMention:
    return PartyMention(
        person.start, person.end, person.head, person.code or "", person.sector, PartyForm.PERSON, person.name
    )
