"""Roles: a noun that says what someone is («ministre», «porte-parole») and the words that belong to it.

The phrase is read along the surface, which survives wrong trees: from the noun through its adjectives and its
complements, up to the point where a name, another clause or punctuation begins.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyForm
from escale.reader.text.words import Words
from escale.register.names import fold

__all__ = ["OfficeFinder", "Title"]

_LONGEST = 24
_WEAK = frozenset({"officer", "counterpart"})
_NOMINAL = frozenset({"NOUN", "PROPN", "X", "NUM"})
_NAMED = frozenset({PartyForm.NAME, PartyForm.SEAT, PartyForm.CAPITAL})


@dataclass(frozen=True, slots=True)
class Title:
    """A role in the text.

    Attributes:
        start, end: its tokens, without determiner.
        noun: the token of its head noun.
        office: the office it names, or "" if it is none.
        official: True if it is an office of a state or body that is still held.
        sector: the sector of the office.
        codes: the states or bodies served, as far as the role says it; several only if the noun is plural.
        plural: True if it speaks of several people.
        definite: True if a definite or possessive determiner stands before it.
    """

    start: int
    end: int
    noun: int
    office: str
    official: bool
    sector: Sector
    codes: tuple[str, ...]
    plural: bool
    definite: bool

    @property
    def weak(self) -> bool:
        """True for a mere rank, or a word that only says that another holds the same office."""
        return self.office in _WEAK


@dataclass(frozen=True, slots=True)
class _Role:
    """An entry of the table of roles."""

    with_: tuple[str, ...]
    prefix: frozenset[str]
    office: str
    official: bool
    sector: Sector
    takes: frozenset[str]
    body: bool
    served: bool


class OfficeFinder:
    """Finds the roles in a text."""

    def __init__(self, language: Language) -> None:
        table = language.table("people")
        grammar = table["grammar"]
        self._roles: dict[str, list[_Role]] = {}
        self._singular: dict[str, str] = {}
        for entry in table["role"]:
            role = _role(entry)
            for noun in entry["nouns"]:
                self._roles.setdefault(noun, []).append(role)
        for noun in self._roles:
            for plural, singular in grammar["plurals"].items():
                one = noun.removesuffix(plural) + singular
                if noun.endswith(plural) and one in self._roles:
                    self._singular[noun] = one
                    break
        self._before = {form: entry["former"] for entry in table["before"] for form in entry["forms"]}
        self._stripped: tuple[str, ...] = tuple(grammar["stripped"])
        self._of = frozenset(grammar["of"])
        self._and = frozenset(grammar["and"])
        self._participles = frozenset(grammar["participles"])
        self._determiners = frozenset(grammar["determiners"])
        self._definite = frozenset([*grammar["definite"], *grammar["contracted"], *grammar["possessive"]])
        self._articles = self._definite - frozenset(grammar["contracted"])
        self._institutions = frozenset(word.lower() for word in table["institutions"]["words"])
        self._given = {fold(row["name"]) for row in language.rows("firstnames")}

    def __call__(self, words: Words) -> list[Title]:
        """The roles in the text, in order; none overlaps another."""
        titles: list[Title] = []
        place = 0
        while place < len(words):
            noun, former = self._noun(words.lower[place])
            title = self._title(words, place, noun, former) if noun else None
            if title:
                titles.append(title)
                place = title.end
            else:
                place += 1
        return titles

    def _noun(self, form: str) -> tuple[str, bool]:
        """The role noun that a form is, with the prefix it was freed of read as «former» or not."""
        if form in self._roles:
            return form, False
        for prefix in self._stripped:
            if form.startswith(prefix) and form[len(prefix) :] in self._roles:
                return form[len(prefix) :], self._before.get(prefix.rstrip("-"), False)
        return "", False

    def _title(self, words: Words, place: int, noun: str, former: bool) -> Title | None:
        start = place
        prefixes: set[str] = set()
        while start > 0 and words.lower[start - 1] in self._before:
            start -= 1
            prefixes.add(words.lower[start])
            former = former or self._before[words.lower[start]]
        candidates = self._roles[noun]
        takes = frozenset(form for role in candidates for form in role.takes)
        end = self._end(words, place, takes)
        phrase = _folded(" ".join(words.texts[place:end]))
        codes = self._codes(words, place, end, body=True, several=noun in self._singular)
        role = next((role for role in candidates if _fits(role, phrase, prefixes, codes)), None)
        if role is None:
            return None
        if role.takes != takes:
            end = self._end(words, place, role.takes)
        before = words.lower[start - 1] if start else ""
        return Title(
            start,
            end,
            place,
            role.office,
            role.official and not former,
            role.sector,
            self._codes(words, place, end, body=role.body, several=noun in self._singular),
            noun in self._singular,
            before in self._definite,
        )

    def _end(self, words: Words, noun: int, takes: frozenset[str]) -> int:
        """Where the phrase that `noun` begins ends."""
        end = place = noun + 1
        limit = min(len(words), noun + _LONGEST)
        nominal = False  # inside a complement, where nouns may stand
        while place < limit and not words.is_break(place):
            form = words.lower[place]
            if form in self._of or form in takes:
                inside = self._complement(words, place + 1, limit)
                if inside == place + 1:
                    break
                end = place = inside
                nominal = True
            elif form in self._and and place + 1 < limit and self._links(words, place, takes, nominal):
                place += 1
            elif self._modifies(words, place) or (nominal and self._continues(words, place)):
                place += 1
                end = place
            elif nominal and form == "(" and place + 2 < limit and words.lower[place + 2] == ")":
                place += 3
                end = place
            else:
                break
        return end

    def _complement(self, words: Words, place: int, limit: int) -> int:
        """The end of the determiner and first noun that a preposition governs, or `place` if none."""
        begin = place
        if place < limit and words.lower[place] in self._determiners:
            place += 1
        if place >= limit or words.is_break(place):
            return begin
        party = words.party[place]
        if party is not None and words.capital[place]:
            return min(party.end, limit)
        if words.capital[place]:
            return self._capitals(words, place, limit)
        return place + 1 if words.pos[place] in _NOMINAL or words.pos[place] == "ADJ" else begin

    def _capitals(self, words: Words, place: int, limit: int) -> int:
        """The end of a capitalised name of a body: before the first name or party that follows it."""
        if words.lower[place] in self._institutions:
            return place + 1
        end = place + 1
        while end < limit and words.capital[end] and words.party[end] is None:
            if self.is_given(words.texts[end]):
                return end
            end += 1
        return end if end - place <= 2 else place + 1

    def _links(self, words: Words, place: int, takes: frozenset[str], nominal: bool) -> bool:
        """True if «et» goes on with another complement of the role, or another state beside the first."""
        following = words.lower[place + 1]
        if nominal and (following in self._of or following in takes):
            return True
        sides = (words.party[place - 1], words.party[place + 1])
        return all(side is not None and side.form is PartyForm.ADJECTIVE for side in sides)

    def _modifies(self, words: Words, place: int) -> bool:
        """True for an adjective or participle beside the noun."""
        if words.capital[place]:
            return False
        party = words.party[place]
        if party is not None and party.form is PartyForm.ADJECTIVE and place == party.end - 1:
            return True
        return words.pos[place] == "ADJ" or words.lower[place] in self._participles

    def _continues(self, words: Words, place: int) -> bool:
        """True for a noun that goes on with a complement, capitalised only if it names a body or state."""
        if not words.capital[place]:
            return words.pos[place] == "NOUN"
        party = words.party[place]
        if party is not None and party.form in _NAMED:
            return words.lower[place - 1] in self._of
        return words.lower[place] in self._institutions

    def wording(self, words: Words, title: Title, *, until: int | None = None) -> str:
        """The words of a role as one holder's: its noun in the singular; ``until`` cuts it short."""
        texts = list(words.texts[title.start : until or title.end])
        noun = title.noun - title.start
        if title.plural:
            texts[noun] = self._singular.get(words.lower[title.noun], texts[noun])
        return " ".join(texts).replace("' ", "'").replace("’ ", "’").replace("( ", "(").replace(" )", ")")

    def named(self, role: str) -> str:
        """The office that the words of a role name, or ""."""
        forms = role.lower().split()
        for place, form in enumerate(forms):
            noun, former = self._noun(form)
            if noun:
                prefixes = set(forms[:place])
                if former or any(self._before.get(prefix, False) for prefix in prefixes):
                    return ""
                phrase = _folded(" ".join(forms[place:]))
                roles = self._roles[noun]
                return next((one.office for one in roles if _fits(one, phrase, prefixes, ("",))), "")
        return ""

    def is_given(self, text: str) -> bool:
        """True for a first name, or for the first part of a hyphenated one."""
        key = fold(text)
        return bool(key) and (key in self._given or key.split()[0] in self._given)

    def _codes(self, words: Words, noun: int, end: int, *, body: bool, several: bool) -> tuple[str, ...]:
        """Who the phrase says is served: adjectives, or a name that «de» governs."""
        codes: list[str] = []
        governed = False
        for place in range(noun + 1, end):
            form = words.lower[place]
            party = words.party[place]
            if form in self._of:
                governed = True
                continue
            if form in self._determiners:
                continue
            if party is None or party.code == "NSA":
                if words.pos[place] == "ADP":
                    governed = False
                continue
            # «La Vienne» is a river or a department: a capital takes no article.
            city = party.form is PartyForm.CAPITAL and words.lower[place - 1] in self._articles
            serves = party.form is PartyForm.ADJECTIVE or (governed and party.form in _NAMED and not city)
            if serves and party.code not in codes and (body or party.sector is not Sector.IGO):
                codes.append(party.code)
                if not several:
                    break
        return tuple(codes)


def _role(entry: Mapping[str, Any]) -> _Role:
    return _Role(
        tuple(entry.get("with", ())),
        frozenset(entry.get("prefix", ())),
        entry.get("office", ""),
        entry.get("official", True),
        Sector(entry.get("sector", "GOV")),
        frozenset(entry.get("takes", ())),
        entry.get("body", False),
        entry.get("served", False),
    )


def _folded(phrase: str) -> str:
    """The phrase folded, with elided words as words of their own and a space at both ends."""
    apart = fold(phrase.replace("'", " ").replace("’", " "))
    return f" {apart} "


def _fits(role: _Role, phrase: str, prefixes: set[str], codes: tuple[str, ...]) -> bool:
    if role.served and not codes:
        return False
    if role.prefix and not role.prefix & prefixes:
        return False
    return not role.with_ or any(f" {part} " in phrase for part in role.with_)
