"""States, intergovernmental bodies and armed groups in every form that the text gives them.

Tables say what names, adjectives, cities, palaces and services stand for which party; the longest listed name
wins, and longer names that merely hold one (newspapers, seas, treaties) hide it. What the text leaves open,
such as an adjective that two states share, is settled by what else the article names.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyForm, PartyMention
from escale.reader.parties.holders import Holder, Holders
from escale.reader.parties.party_index import Known, PartyIndex
from escale.reader.text.gazetteer import Hit, Words

__all__ = ["PartyFinder"]

_PARTS = 6
_NAMED = frozenset({PartyForm.NAME, PartyForm.CAPITAL})
_QUALIFYING = frozenset({PartyForm.ADJECTIVE, PartyForm.GROUP})
_EXTENDED = frozenset({PartyForm.NAME, PartyForm.CAPITAL, PartyForm.SEAT, PartyForm.GROUP})


@dataclass(frozen=True, slots=True)
class _Found:
    """A hit in the text: its tokens and what it may stand for, the likeliest first."""

    start: int
    end: int
    known: tuple[Known, ...]
    inhabitant: bool = False


class PartyFinder:
    """Finds the mentions of parties in a document."""

    def __init__(self, language: Language) -> None:
        self._holders = Holders(language)
        index = PartyIndex(language)
        self._trie, self._prefixes = index.trie, index.prefixes
        self._before_language = frozenset(language.table("sectors")["language"]["before"])
        self._before_surname = frozenset(language.table("sectors")["persons"]["before"]) | {
            row["name"] for row in language.rows("firstnames") if row["kind"] == "given"
        }
        self._before_place = frozenset(language.table("sectors")["persons"]["places"]) | frozenset(
            language.table("sectors")["links"]["articles"]
        )
        self._prepositions = frozenset(language.table("places")["cues"]["prepositions"])
        self._regions = frozenset(language.table("places")["across"]["names"])

    def __call__(self, doc: Doc) -> list[PartyMention]:
        """The mentions, by where they start."""
        found = self._merged(self._without_surnames(doc, list(self._scan(doc))))
        if not found:
            return []
        clear = Counter(f.known[0].code for f in found if len({k.code for k in f.known}) == 1)
        taken = frozenset(i for f in found for i in range(f.start, f.end) if _form(f) is PartyForm.ADJECTIVE)
        mentions: list[PartyMention] = []
        named = frozenset(k.code for f in found for k in f.known if k.beside is None)
        for one in found:
            if one.known[0].beside is not None and one.known[0].beside not in named:
                continue
            known = max(one.known, key=lambda k: clear[k.code])
            mention = self._mention(doc, one, known, taken)
            if mention is not None:
                mentions.append(mention)
        mentions.sort(key=lambda m: (m.start, m.end))
        return mentions

    def _scan(self, doc: Doc) -> Iterable[_Found]:
        words = Words.of(doc)
        token, size, at = words.token, len(words), 0
        while at < size:
            hit = self._trie.longest(words, at)
            if hit is None:
                end = words.token_end(at)
                if 1 < end - at <= _PARTS:
                    yield from self._compound(words, at, end)
                at = end
                continue
            start, end = token[hit.first], token[hit.last - 1] + 1
            at = hit.last
            known = tuple(_ranked(hit))
            other = self._is_language(doc, start, known[0]) or self._is_region(doc, start, end)
            if known[0].code and not other:
                capital = words.raw[hit.first][0].isupper()
                if known[0].joint:
                    yield from (_Found(start, end, (k,), capital) for k in known)
                else:
                    yield _Found(start, end, known, capital)

    def _compound(self, words: Words, first: int, end: int) -> Iterable[_Found]:
        """Adjectives and names joined in one token: both halves stand for a party, or none does."""
        index = words.token[first]
        last = self._trie.longest(words, end - 1)
        halves = [self._prefixes.get(words.folded[i]) for i in range(first, end - 1)]
        if last is not None and last.last == end and last.values[0].form in _QUALIFYING:
            if all(halves):
                for half in (*halves, last.values[0]):
                    if half is not None:
                        yield _Found(index, index + 1, (half,))
            return
        at = first
        joined: list[Known] = []
        while at < end:
            hit = self._trie.longest(words, at, inside=True)
            known = None if hit is None else _ranked(hit)[0]
            if hit is None or known is None or known.form not in _NAMED or not known.code:
                return
            joined.append(known)
            at = hit.last
        for known in joined:
            yield _Found(index, index + 1, (known,))

    def _is_language(self, doc: Doc, start: int, known: Known) -> bool:
        if known.form is not PartyForm.ADJECTIVE or start == 0:
            return False
        return doc[start].text[0].islower() and doc[start - 1].lower_ in self._before_language

    def _is_region(self, doc: Doc, start: int, end: int) -> bool:
        """True for a body that bears the name of a region, where the region is meant."""
        if end - start > 1 or start == 0 or doc[start].text not in self._regions:
            return False
        return doc[start - 1].lower_ in self._prepositions

    def _without_surnames(self, doc: Doc, found: list[_Found]) -> list[_Found]:
        """Leaves out the names of states that are a person's here, wherever they stand without an article."""
        single = {f for f in found if f.end - f.start == 1 and f.start and _form(f) in _NAMED}
        persons = {f for f in single if doc[f.start - 1].text in self._before_surname}
        if not persons:
            return found
        surnames = {doc[f.start].text for f in persons}
        return [
            f
            for f in found
            if f not in persons
            and not (
                f in single
                and doc[f.start].text in surnames
                and doc[f.start - 1].lower_ not in self._before_place
            )
        ]

    @staticmethod
    def _merged(found: list[_Found]) -> list[_Found]:
        """An organ followed by the adjective of a state is that state's own, whoever has one of that name."""
        merged: list[_Found] = []
        for one in found:
            before = merged[-1] if merged else None
            if (
                before is not None
                and before.end == one.start
                and before.end - before.start > 1
                and _form(one) is PartyForm.ADJECTIVE
                and not one.inhabitant
                and _form(before) in (PartyForm.SEAT, PartyForm.NAME)
                and (_form(before) is PartyForm.SEAT or before.known[0].sector is not Sector.GOV)
            ):
                sector = before.known[0].sector
                own = Sector.GOV if sector is Sector.IGO else sector
                known = tuple(replace(k, sector=own, form=PartyForm.SEAT) for k in one.known)
                merged[-1] = _Found(before.start, one.end, known)
            else:
                merged.append(one)
        return merged

    def _mention(self, doc: Doc, one: _Found, known: Known, taken: frozenset[int]) -> PartyMention | None:
        start, end, sector, form = one.start, one.end, known.sector, known.form
        holder: Holder | None = None
        if form is PartyForm.ADJECTIVE and one.inhabitant and not doc[start].is_sent_start:
            form = PartyForm.INHABITANT
        elif form is PartyForm.ADJECTIVE:
            holder = self._holders.of_adjective(doc, start, taken)
        elif known.people and not one.inhabitant:
            holder = self._holders.of_adjective(doc, start, taken)
            if holder is None:
                return None
        elif form in _EXTENDED:
            holder = self._holders.of_name(doc, start, taken)
        if holder is not None:
            start = holder.index
            if holder.sector is not Sector.GOV and sector in (Sector.GOV, Sector.IGO):
                sector = holder.sector
            head = holder.index
        else:
            head = _head(doc, start, end)
        text = doc[start:end].text
        return PartyMention(start, end, head, known.code, sector, form, text, known.home)


def _form(found: _Found) -> PartyForm:
    return found.known[0].form


def _ranked(hit: Hit[Known]) -> list[Known]:
    """The entries of a hit that count: a name hides an adjective of the same letters, anything a mask."""
    known = [k for k in hit.values if k.code]
    named = [k for k in known if k.form is not PartyForm.ADJECTIVE]
    return named or known or list(hit.values)


def _head(doc: Doc, start: int, end: int) -> int:
    for index in range(start, end):
        if not start <= doc[index].head.i < end or doc[index].head.i == index:
            return index
    return start
