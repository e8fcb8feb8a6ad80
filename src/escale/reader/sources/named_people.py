"""The people that a phrase names: by name, by a title beside the name, by an office held in the article."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from escale.model import Source, SourceKind
from escale.reader.layers import PersonMention
from escale.reader.sources.extents import NOT_VOICES
from escale.reader.sources.heard import Heard, Speaker

__all__ = ["NamedPeople"]

# How many tokens a complement may stand between a title and the name set after it.
_COMPLEMENT = 8
_NOMINAL = frozenset({"DET", "NOUN", "PROPN", "ADJ", "ADP", "PRON", "CCONJ"})


@dataclass(slots=True)
class NamedPeople(Heard):
    """Finds the person whom a phrase names."""

    _full_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self._runs():
            known = self._full_names.get(name[-1])
            if known is None or (len(known.split()) == 1 and len(name) > 1):
                self._full_names[name[-1]] = " ".join(name)

    def person_of(self, first: int, head: int) -> Speaker | None:
        """The person that the phrase from `first`, headed by `head`, names or stands for, if any."""
        page, lexicon = self.page, self.lexicon
        covering = page.person[head]
        gender, plural = self.gender_of(first, head), page.numbers[head] == "Plur"
        if covering is None and lexicon.kind_of(page.low[head]) is None and page.tree.pos[head] == "NOUN":
            # «Le romancier en exil Luc Ferrand»: a noun of no known kind, with a name beside it.
            beside = (c for c in page.tree.dependents[head] if c > head and page.tree.deps[c] == "appos")
            covering = next((one for c in beside if (one := page.person[c]) is not None), None)
        if covering is not None:
            speaker = self.of(self.identities.of(covering), head, gender)
            other = self._second_person(head)
            if other is None:
                return speaker
            both = Source(f"{speaker.source.text} {other[0]} {other[1].name}", speaker.source.kind)
            return Speaker(both, head, plural=True)
        kind = lexicon.kind_of(page.low[head])
        named = self._name_beside(first, head, kind, gender)
        if named is not None:
            return named
        if plural or page.low[first] in lexicon.words["indefinite"] or page.tree.pos[first] == "NUM":
            return None
        if kind is SourceKind.OFFICIAL or page.low[head] in lexicon.nouns["office"]:
            known = self._by_office(first, head, gender)
            if known is not None:
                return known
        definite = page.low[first] in lexicon.words["definite"] | lexicon.words["same_determiners"]
        if (
            kind in {SourceKind.PERSON, SourceKind.ANONYMOUS}
            and definite
            and page.low[head] not in lexicon.words["faceless"]
        ):
            return self.again(first, head, gender)
        return None

    def named_last(self, start: int) -> Speaker | None:
        """The person whose full name ends the phrase at `start` («le passeur de livres Luc Ferrand»)."""
        page = self.page
        head = self.head_from(start)
        end = self.end_of(start, head)
        person = page.person[end - 1] if page.tree.pos[start] == "DET" else None
        if person is None or person.end != end or end - person.start < 2 or person.start <= head:
            return None
        if self.lexicon.kind_of(page.low[head]) is SourceKind.ORGANISATION:
            return None
        return self.of(self.identities.of(person), head, self.gender_of(start, head))

    def _second_person(self, head: int) -> tuple[str, PersonMention] | None:
        page = self.page
        for child in page.tree.dependents[head]:
            if page.tree.deps[child] == "conj" and child > head:
                person = page.person[child]
                if person is not None and person is not page.person[head]:
                    joints = [k for k in range(head, child) if page.low[k] in self.lexicon.words["and"]]
                    return (page.words[joints[-1]], person) if joints else None
        return None

    def _name_beside(self, first: int, head: int, kind: SourceKind | None, gender: str) -> Speaker | None:
        """The person whose name follows a title directly or after a comma («le porte-parole …, Ana Ruiz»)."""
        page, lexicon = self.page, self.lexicon
        titled = kind in {SourceKind.OFFICIAL, SourceKind.PERSON, SourceKind.ANONYMOUS}
        honorific = (
            page.low[first] in lexicon.words["honorifics"] or page.low[head] in lexicon.words["honorifics"]
        )
        party = page.party[head]
        beside = page.person[head + 1] if head + 1 < len(page.low) else None
        if (
            beside is not None
            and page.tree.pos[head] in {"NOUN", "PROPN", "ADJ"}
            and kind is not SourceKind.ORGANISATION
        ):
            return self.of(self.identities.of(beside), head, gender)
        named = party is not None and party.form not in NOT_VOICES
        if not titled and not honorific and (page.tree.pos[head] != "PROPN" or named):
            return None
        end = self.end_of(first, head)
        for k in range(first, end):
            person = page.person[k]
            if person is not None and (k == first or page.person[k - 1] is not person):
                if self._is_named_by(head, k, person):
                    return self.of(self.identities.of(person), head, gender)
                break
        if titled:
            apposed = self._apposed(end, head, gender)
            if apposed is not None:
                return apposed
        run = self._run(first, end, head if not honorific else first)
        if run is not None:
            full = self._full_names.get(run[-1], run[-1]) if len(run) == 1 else " ".join(run)
            official = kind in {SourceKind.OFFICIAL, SourceKind.ANONYMOUS}
            return Speaker(Source(full, SourceKind.OFFICIAL if official else SourceKind.PERSON), head, gender)
        return None

    def _apposed(self, end: int, head: int, gender: str) -> Speaker | None:
        """The name set after a title that ends at `end`: «…, Ana Ruiz», «… de celle-ci, le général Vega»."""
        page, lexicon = self.page, self.lexicon
        past = self._past_complement(end)
        k, size = past, len(page.low)
        while (
            k < size
            and k < past + 5
            and (
                page.words[k] == ","
                or page.tree.pos[k] in {"DET", "SPACE"}
                or page.low[k] in lexicon.nouns["office"]
            )
        ):
            k += 1
        if k >= size or (past > end and k == past):
            return None
        person = page.person[k]
        if person is not None:
            return self.of(self.identities.of(person), head, gender)
        if k == end or page.tree.pos[k] != "PROPN" or page.party[k] is not None:
            return None
        stop = k
        while stop < size and page.tree.pos[stop] in {"PROPN", "X"} and stop < k + 5:
            stop += 1
        # A single name must be one for the tree too: «…, Wiranto, …» but not «…, Paris a annoncé».
        single = page.tree.deps[k] in {"appos", "flat:name"} and page.words[stop : stop + 1] != ["-"]
        if stop - k > 1 or (single and page.words[k][:1].isupper()):
            return Speaker(Source(self.text(k, stop), SourceKind.OFFICIAL), head, gender)
        return None

    def _past_complement(self, end: int) -> int:
        """The comma after a complement that is no part of a title: «(chef) en Corée du Sud, …»."""
        page = self.page
        if end >= len(page.low) or not (page.tree.pos[end] == "ADP" or page.participle[end]):
            return end
        for k in range(end + 1, min(end + _COMPLEMENT, len(page.low))):
            if page.words[k] == ",":
                return k
            if not (page.tree.pos[k] in _NOMINAL or page.participle[k]) or page.person[k] is not None:
                break
        return end

    def _is_named_by(self, head: int, k: int, person: PersonMention) -> bool:
        """True if the name at `k` is that of the phrase's head, not of someone in its complement."""
        page, lexicon = self.page, self.lexicon
        inner = [j for j in range(head + 1, k) if page.tree.pos[j] == "ADP"]
        if not inner:
            return True
        if k - 1 in inner or person.end - k < 2:
            return False
        return not any(page.low[j] in lexicon.nouns["office"] for j in range(inner[-1], k))

    def _run(self, first: int, end: int, head: int) -> list[str] | None:
        """A proper name inside a phrase that no preposition introduces."""
        page = self.page
        for k in range(first, end):
            capital = page.words[k][:1].isupper()
            if page.tree.pos[k] == "PROPN" and capital and page.party[k] is None:
                if k > first and page.tree.pos[k - 1] == "ADP":
                    return None
                if k > first and page.tree.pos[k - 1] == "DET" and k - 1 > first:
                    return None
                governed = any(page.tree.pos[j] == "ADP" for j in range(head + 1, k))
                if governed and page.low[k - 1] in self.lexicon.nouns["office"]:
                    return None  # «un conseiller du président X» is not X
                stop = k
                while stop < end and page.tree.pos[stop] in {"PROPN", "X"} and page.words[stop][:1].isalpha():
                    stop += 1
                run = page.words[k:stop]
                whole = len(run) > 1 or (
                    run[0] in self._full_names and len(self._full_names[run[0]].split()) > 1
                )
                return run if whole or page.tree.pos[head] == "NOUN" else None
        return None

    def _by_office(self, first: int, head: int, gender: str) -> Speaker | None:
        """The person of the article who holds the office named, else the official who spoke last."""
        page = self.page
        end = self.end_of(first, head)
        nominal = (k for k in range(first, end) if page.tree.pos[k] in {"NOUN", "ADJ", "PROPN"})
        said = {page.low[k] for k in nominal if page.party[k] is None}
        states = frozenset(party.code for k in range(first, end) if (party := page.party[k]) is not None)
        if not states and page.low[first] in self.lexicon.words["possessive"]:
            start = page.unit[head][0]
            named = next((page.party[k] for k in range(start, first) if page.party[k] is not None), None)
            states = frozenset({named.code}) if named is not None else states
        phrase = self.text(first, end)
        if not states and page.low[first] in self.lexicon.words["possessive"]:
            return None
        known = self.identities.by_office(page.low[head], phrase, said, states, head, gender)
        if known is not None:
            return self.of(known, head, gender)
        spoke = self.last(first, frozenset({SourceKind.OFFICIAL}))
        if spoke is not None and end == head + 1 and spoke.gender in {"", gender}:
            return replace(spoke, at=head)
        return None

    def _runs(self) -> list[list[str]]:
        """The runs of proper names of the text: the stand-in for people that no finder knows."""
        page, runs = self.page, []
        current: list[str] = []
        for k, word in enumerate(page.words):
            if page.tree.pos[k] == "PROPN" and word[:1].isupper() and page.party[k] is None:
                current.append(word)
                continue
            if current:
                runs.append(current)
            current = []
        if current:
            runs.append(current)
        return [run for run in runs if len(run) <= 4]
