"""Everything the steps found in one article, with quick ways to ask what stands at a word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

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
    as_party,
)
from escale.reader.text.tree import Tree

__all__ = ["Scene"]

_INSIDE = frozenset(
    {"amod", "appos", "flat", "flat:name", "flat:foreign", "conj", "compound", "nmod", "fixed", "dep"}
)
_RELATIVE = "acl:relcl"  # without a verb it names members: «several states, among them Chile, …»
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
    _in_sentence: dict[int, list[PartyMention]] = field(default_factory=dict)
    by_place: list[PartyMention] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    order: dict[str, int] = field(default_factory=dict)
    title_codes: set[str] = field(default_factory=set)
    cues: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        at: dict[int, list[PartyMention]] = defaultdict(list)
        sentences: dict[int, list[PartyMention]] = defaultdict(list)
        named = [as_party(person) for person in self.people if person.code]
        parties = list(self._bound(named))
        self.by_place.extend(sorted([*parties, *named], key=lambda m: (m.start, m.end)))
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

    def _bound(self, named: Sequence[PartyMention]) -> Iterator[PartyMention]:
        """The parties, where one without a code («we») gets that of whoever speaks there, or falls away."""
        spoken = [mention for mention in self.parties if not mention.code]
        if not spoken:
            yield from self.parties
            return
        codes = {person.name: person.code for person in self.people if person.code and person.official}
        acting = {mention.head: mention.code for mention in [*self.parties, *named] if mention.code}
        voices: dict[int, str | None] = {}
        for attribution in self.attributions:
            name = attribution.sources[-1].text
            subject = next((i for i in self.tree.dependents[attribution.cue] if i in acting), None)
            code = codes.get(name) or (acting[subject] if subject is not None else None)
            voices.update(dict.fromkeys(range(attribution.start, attribution.end), code))
        for mention in self.parties:
            code = mention.code or voices.get(mention.head)
            if code:
                yield mention if mention.code else replace(mention, code=code)

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
        own = [mention for mention in self._parties_at.get(token, ()) if mention.form is PartyForm.ANAPHOR]
        if own:
            return own
        morph = self.doc[token].morph
        number = [] if "Yes" in morph.get("Poss", []) else morph.get("Number", [])
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

    def _collect(self, token: int, found: list[PartyMention], depth: int) -> None:
        own = self._parties_at.get(token, [])
        found += [mention for mention in own if mention not in found]
        if depth == 0:
            return
        for child in self.tree.dependents[token]:
            dep = self.tree.deps[child]
            named = dep in _INSIDE or (dep == _RELATIVE and not self.tree.is_verb(child))
            if dep == "conj" or (not own and named):
                self._collect(child, found, depth - 1)
