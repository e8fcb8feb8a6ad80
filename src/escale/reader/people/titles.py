"""Office holders spoken of without their names, who stand for the state they serve.

Where the title does not say which state («le ministre»), it is that of the last person named with the office;
with none before, the state that the sentence is labelled with or set in, the one of the next such person, or
the state at home.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.lang import Language
from escale.reader.layers import PartyForm, PartyMention, PersonMention
from escale.reader.people.offices import OfficeFinder, Title
from escale.reader.text.words import Words

__all__ = ["TitleFinder", "Titles"]

# Offices whose holder speaks and acts for the state: judges, officers and members of parliament do not.
_FOR_THE_STATE = frozenset(
    {
        *("head_of_state", "head_of_government", "deputy_head_of_state", "monarch", "pope"),
        *("supreme_leader", "crown_prince"),
        *("foreign_minister", "defence_minister", "minister", "chief_of_defence", "army_chief"),
        *("security_adviser", "ambassador", "envoy", "spokesperson", "head_of_body"),
        *("foreign_policy_chief", "intelligence_chief", "official", "parliament_head", "commissioner"),
    }
)
# «Un porte-parole américain» speaks for the state, «un président américain» is any.
_INDEFINITE = frozenset({"spokesperson", "envoy", "ambassador", "official"})
_MINISTERS = frozenset({"foreign_minister", "defence_minister", "minister", "head_of_government"})
_NOBODY: tuple[PersonMention | None, str] = (None, "")
# Offices of which a state has one, or some that a portfolio tells apart.
_ONE_A_STATE = frozenset(
    {"head_of_state", "head_of_government", "foreign_minister", "defence_minister", "minister"}
)
_WITHIN = 400  # tokens back to the person whose office a title without a state repeats
_LABEL = 8  # a sentence's label or opening place is at most so many words before the title


@dataclass(frozen=True, slots=True)
class _Bare:
    """A title without a name, the states it stands for, and the person meant if the article names one."""

    title: Title
    codes: tuple[str, ...]
    person: PersonMention | None


@dataclass(frozen=True, slots=True)
class Titles:
    """What the bare titles of a text stand for.

    Attributes:
        parties: a mention (form `PERSON`) of each state that one stands for.
        people: those whose holder the article names elsewhere, as mentions of that person.
    """

    parties: tuple[PartyMention, ...]
    people: tuple[PersonMention, ...]


class TitleFinder:
    """Finds the titles that stand for a state without naming the holder."""

    def __init__(self, language: Language) -> None:
        self._offices = OfficeFinder(language)
        spoken = language.table("sources")
        self._home: str = spoken["home"]
        self._home_titles = frozenset(spoken["words"]["home_titles"])
        self._possessive = frozenset(language.table("people")["grammar"]["possessive"])

    def __call__(self, doc: Doc, parties: Sequence[PartyMention], people: Sequence[PersonMention]) -> Titles:
        """The bare titles, by where they start."""
        words = Words.of(doc, parties)
        found = list(self._bare(words, people))
        states = (
            PartyMention(
                bare.title.start,
                bare.title.end,
                bare.title.noun,
                code,
                bare.title.sector,
                PartyForm.PERSON,
                doc[bare.title.start : bare.title.end].text,
            )
            for bare in found
            for code in bare.codes
        )
        holders = (
            PersonMention(
                bare.title.start,
                bare.title.end,
                bare.title.noun,
                bare.person.name,
                bare.person.code,
                self._offices.wording(words, bare.title),
                bare.person.sector,
                bare.person.official,
            )
            for bare in found
            if bare.person is not None
        )
        return Titles(tuple(states), tuple(holders))

    def _bare(self, words: Words, people: Sequence[PersonMention]) -> Iterator[_Bare]:
        offices: dict[str, str] = {}
        by_office: dict[tuple[str, str], PersonMention] = {}
        first: dict[str, tuple[int, str]] = {}
        held: list[str] = []
        for person in people:
            office = person.office
            if person.role is not None:
                if person.role not in offices:
                    offices[person.role] = self._offices.named(person.role)
                office = offices[person.role] or office
            held.append(office)
            if office and person.code is not None:
                by_office.setdefault((office, person.code), person)
                if office not in first:
                    _note(first, office, person.start, person.code)
        named = {person.code for person in people} | {party.code for party in words.party if party}
        starts = {person.start for person in people}
        ends = {person.end for person in people}
        last: dict[str, tuple[int, str]] = {}
        coming = iter(zip(people, held, strict=True))
        person_ahead, office_ahead = next(coming, _NOBODY)
        for title in self._offices(words):
            while person_ahead is not None and person_ahead.start < title.start:
                if person_ahead.code is not None and office_ahead:
                    _note(last, office_ahead, person_ahead.start, person_ahead.code)
                person_ahead, office_ahead = next(coming, _NOBODY)
            if not title.official or title.office not in _FOR_THE_STATE:
                continue
            if not (title.definite or title.office in _INDEFINITE):
                continue
            if _beside_name(words, title, starts, ends):
                continue
            codes = title.codes
            if not codes and title.definite and not title.plural:
                place, code = last.get(title.office, (-_WITHIN, ""))
                if not code or title.start - place >= _WITHIN:
                    code = self._unnamed(words, title, first, named)
                codes = (code,) if code else ()
            if codes:
                _note(last, title.office, title.start, codes[0])
                meant = by_office.get((title.office, codes[0])) if len(codes) == 1 else None
                yield _Bare(title, codes, meant)

    def _unnamed(
        self, words: Words, title: Title, first: Mapping[str, tuple[int, str]], named: Set[str | None]
    ) -> str:
        """The state of a holder whom nobody named before the title holds the office of, or ""."""
        before = words.lower[title.start - 1] if title.start else ""
        if title.office not in _ONE_A_STATE or before in self._possessive:
            return ""
        phrase = words.lower[title.noun : title.end]
        at_home = not self._home_titles.isdisjoint(phrase)
        if title.office == "head_of_state" and len(phrase) > 1 and not at_home:
            return ""  # «le président du parti»
        told = _label(words, title.start) or first.get(title.office, (0, ""))[1]
        return told or (self._home if at_home or self._home in named else "")


def _note(last: dict[str, tuple[int, str]], office: str, place: int, code: str) -> None:
    """Remembers whose holder of an office was spoken of last; any minister is «le ministre»."""
    last[office] = (place, code)
    if office in _MINISTERS:
        last["minister"] = (place, code)


def _label(words: Words, place: int) -> str:
    """The state that opens the sentence of ``place``: «Chili : le président …», «Au Chili, le roi …»."""
    for at in range(place - 1, max(place - _LABEL, 0) - 1, -1):
        if words.texts[at] in {":", ","}:
            party = words.party[at - 1] if at else None
            if party is not None and party.form is PartyForm.NAME and len(party.code) == 3:
                begin = party.start
                opens = words.opens[begin] or (begin > 0 and words.opens[begin - 1])
                return party.code if opens else ""
        if words.opens[at]:
            break
    return ""


def _beside_name(words: Words, title: Title, starts: set[int], ends: set[int]) -> bool:
    """True if a name stands straight beside the title, or is set off from it by a comma only."""
    after = title.end
    if after in starts or after + 1 in starts:
        return True
    if after < len(words) and words.texts[after] == "," and (after + 2 in starts or after + 3 in starts):
        return True
    before = title.start
    return any(place in ends and words.texts[place] in {",", "("} for place in (before - 1, before - 2))
