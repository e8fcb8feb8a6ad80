"""Office holders spoken of without their names, who stand for the state they serve.

Where the title does not say which state («le ministre»), it is that of the last person named with the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.lang import Language
from escale.reader.layers import PartyForm, PartyMention, PersonMention
from escale.reader.offices import OfficeFinder, Title
from escale.reader.words import Words

__all__ = ["TitleFinder"]

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
# How far back the person may be whose office a title without a state repeats.
_WITHIN = 400


@dataclass(frozen=True, slots=True)
class _Bare:
    """A title without a name, the states it stands for, and the person meant if the article names one."""

    title: Title
    codes: tuple[str, ...]
    person: PersonMention | None


class TitleFinder:
    """Finds the titles that stand for a state without naming the holder."""

    def __init__(self, language: Language) -> None:
        self._offices = OfficeFinder(language)

    def __call__(
        self, doc: Doc, parties: Sequence[PartyMention], people: Sequence[PersonMention]
    ) -> list[PartyMention]:
        """A mention (form `PERSON`) of each state that a bare title stands for."""
        words = Words.of(doc, parties)
        return [
            PartyMention(
                bare.title.start,
                bare.title.end,
                bare.title.noun,
                code,
                bare.title.sector,
                PartyForm.PERSON,
                doc[bare.title.start : bare.title.end].text,
            )
            for bare in self._bare(words, people)
            for code in bare.codes
        ]

    def people(
        self, doc: Doc, parties: Sequence[PartyMention], people: Sequence[PersonMention]
    ) -> list[PersonMention]:
        """The bare titles whose holder the article names elsewhere, as mentions of that person."""
        words = Words.of(doc, parties)
        return [
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
            for bare in self._bare(words, people)
            if bare.person is not None
        ]

    def _bare(self, words: Words, people: Sequence[PersonMention]) -> Iterator[_Bare]:
        offices: dict[str, str] = {}
        by_office: dict[tuple[str, str], PersonMention] = {}
        for person in people:
            if person.role is not None and person.role not in offices:
                offices[person.role] = self._offices.named(person.role)
            if person.role is not None and person.code is not None:
                by_office.setdefault((offices[person.role], person.code), person)
        starts = {person.start for person in people}
        ends = {person.end for person in people}
        last: dict[str, tuple[int, str]] = {}
        coming = iter(people)
        person_ahead = next(coming, None)
        for title in self._offices(words):
            while person_ahead is not None and person_ahead.start < title.start:
                if person_ahead.code is not None and person_ahead.role is not None:
                    _note(last, offices[person_ahead.role], person_ahead.start, person_ahead.code)
                person_ahead = next(coming, None)
            if not title.official or title.office not in _FOR_THE_STATE:
                continue
            if not (title.definite or title.office in _INDEFINITE):
                continue
            if _beside_name(words, title, starts, ends):
                continue
            codes = title.codes
            if not codes and title.definite and not title.plural:
                place, code = last.get(title.office, (-_WITHIN, ""))
                if code and title.start - place < _WITHIN:
                    codes = (code,)
            if codes:
                _note(last, title.office, title.start, codes[0])
                meant = by_office.get((title.office, codes[0])) if len(codes) == 1 else None
                yield _Bare(title, codes, meant)


def _note(last: dict[str, tuple[int, str]], office: str, place: int, code: str) -> None:
    """Remembers whose holder of an office was spoken of last; any minister is «le ministre»."""
    last[office] = (place, code)
    if office in _MINISTERS:
        last["minister"] = (place, code)


def _beside_name(words: Words, title: Title, starts: set[int], ends: set[int]) -> bool:
    """True if a name stands straight beside the title, or is set off from it by a comma only."""
    after = title.end
    if after in starts or after + 1 in starts:
        return True
    if after < len(words) and words.texts[after] == "," and (after + 2 in starts or after + 3 in starts):
        return True
    before = title.start
    return any(place in ends and words.texts[place] in {",", "("} for place in (before - 1, before - 2))
