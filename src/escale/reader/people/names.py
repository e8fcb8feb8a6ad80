"""Runs of capitalised tokens that may be the name of a person, and the words that can be no part of one."""

from __future__ import annotations

from dataclasses import dataclass

from escale.lang import Language
from escale.reader.layers import PartyForm
from escale.reader.text.words import Words
from escale.register.names import fold
from escale.register.register import Register

__all__ = ["NameScanner", "Run"]

_LONGEST = 8
_FUNCTION = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "PART", "INTJ", "NUM"})
_ROMAN = frozenset("IVX")


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens ``[start, end)`` that may be a name.

    Attributes:
        key: the folded words.
        given: True if it begins with a known first name (or a family name that stands first).
        tainted: True if a word in it belongs to organisations.
        civil: True if a civil title is written together with the name («M.Durand»).
    """

    start: int
    end: int
    key: str
    given: bool
    tainted: bool
    civil: bool


class NameScanner:
    """Finds the runs of a text that may be names."""

    def __init__(self, language: Language, register: Register) -> None:
        table = language.table("people")
        grammar = table["grammar"]
        self._register = register
        self._civil = {form for entry in table["civil"] for form in entry["forms"]}
        self._roles = {noun for entry in table["role"] for noun in entry["nouns"]}
        self._institutions = frozenset(word.lower() for word in table["institutions"]["words"])
        self._organisations = frozenset(word.lower() for word in table["institutions"]["organisations"])
        self._particles = frozenset(grammar["particles"])
        self._noble = frozenset(grammar["noble"])
        self._articles = frozenset(grammar["articles"])
        self._given: set[str] = set()
        self._family_first: set[str] = set()
        for row in language.rows("firstnames"):
            (self._given if row["kind"] == "given" else self._family_first).add(fold(row["name"]))

    def __call__(self, words: Words) -> list[Run]:
        """The runs of the text, in order."""
        runs: list[Run] = []
        place = 0
        while place < len(words):
            if not self._begins(words, place):
                place += 1
                continue
            end = self._end(words, place)
            start = self._cut(words, place, end)
            name, civil = self.bare(words.joined(start, end))
            key = fold(name)
            if key:
                tainted = any(word in self._organisations for word in words.lower[start:end])
                runs.append(Run(start, end, key, self.is_given(words.texts[start]), tainted, civil))
            place = end
        return runs

    def bare(self, name: str) -> tuple[str, bool]:
        """A name without a civil title that is written together with it, and whether there was one."""
        title, dot, rest = name.partition(".")
        if dot and title.lower() + "." in self._civil and rest[:1].isupper():
            return rest, True
        return name, False

    def is_given(self, text: str) -> bool:
        """True for a first name, a hyphenated one by its first part, or a family name that stands first."""
        key = fold(text)
        if not key:
            return False
        return key in self._given or key in self._family_first or key.split()[0] in self._given

    def _begins(self, words: Words, place: int) -> bool:
        if not words.capital[place]:
            return words.lower[place][:3] in {"al-", "el-"} and words.lower[place][3:4].isalpha()
        if not self._may_stand(words, place):
            return self._known_despite_party(words, place)
        if words.lower[place] in self._articles or words.lower[place] in self._noble:
            after_civil = place > 0 and words.lower[place - 1] in self._civil
            named = after_civil or (words.texts[place] == "Le" and not words.opens[place])
            return named and self._next_capital(words, place, len(words))
        if words.opens[place] or (place > 0 and not words.texts[place - 1][-1].isalnum()):
            following = place + 1 < len(words) and words.capital[place + 1]
            return words.pos[place] == "PROPN" or (
                words.pos[place] not in _FUNCTION and following and self.is_given(words.texts[place])
            )
        return True

    def _may_stand(self, words: Words, place: int) -> bool:
        """True if a capitalised token may be part of a name at all."""
        form, text = words.lower[place], words.texts[place]
        if words.party[place] is not None or form in self._institutions or form in self._civil:
            return False
        if form in self._roles or not text[0].isalpha() or any(c.isdigit() for c in text):
            return False
        if len(text) == 2 and form[1] == "'":
            return True
        # An acronym is no name; initials («J.-M.») and Roman numbers may be part of one.
        return not (text.isupper() and len(text) > 1 and "." not in text and not set(text) <= _ROMAN)

    def _known_despite_party(self, words: Words, place: int) -> bool:
        """True for a first name that also names a state («Israel»), where the register knows the whole."""
        party = words.party[place]
        if party is None or party.form is PartyForm.ADJECTIVE or place + 1 >= len(words):
            return False
        if not words.capital[place + 1] or words.party[place + 1] is not None:
            return False
        return self._register.knows(words.joined(place, place + 2))

    def _end(self, words: Words, start: int) -> int:
        """The end of the run that begins at `start`."""
        end = start + 1
        limit = min(len(words), start + _LONGEST)
        while end < limit and not words.is_break(end):
            if words.capital[end]:
                after_article = words.capital[end - 1] and words.lower[end - 1] in self._articles
                apart = not (after_article or self._shouted(words, end) or self._surname(words, start, end))
                if apart and not self._may_stand(words, end):
                    break
                if words.lower[end] in self._articles and not self._next_capital(words, end, limit):
                    break
                end += 1
                continue
            after = self._past_particles(words, end, limit, start)
            if after == end:
                break
            end = after
        return end

    def _surname(self, words: Words, start: int, place: int) -> bool:
        """True for a lone word that may name a state or company too, straight after a first name."""
        party = words.party[place]
        lone = party is not None and party.end - party.start == 1 and party.form is not PartyForm.ADJECTIVE
        return lone and place - start == 1 and self.is_given(words.texts[start])

    def _shouted(self, words: Words, place: int) -> bool:
        """True for a surname in capitals after a first name."""
        text = words.texts[place]
        return len(text) > 3 and text.isupper() and self.is_given(words.texts[place - 1])

    def _next_capital(self, words: Words, place: int, limit: int) -> bool:
        """True if a capitalised word follows an article of the name («Le Maire», whatever the word means)."""
        return place + 1 < limit and words.capital[place + 1] and words.party[place + 1] is None

    def _past_particles(self, words: Words, place: int, limit: int, start: int) -> int:
        """The token after particles that a capitalised word of the name follows, or `place`."""
        form = words.lower[place]
        if form[:3] in {"al-", "el-"} and len(form) > 4:
            return place + 1
        for step in range(place, min(place + 3, limit)):
            form = words.lower[step]
            if words.capital[step]:
                return step if step > place and self._may_stand(words, step) else place
            if form in self._noble and step == place and self._ennobles(words, start, place, limit):
                continue
            if form not in self._particles:
                return place
        return place

    def _ennobles(self, words: Words, start: int, place: int, limit: int) -> bool:
        """True for «de» after a first name, or inside a longer name that the register knows."""
        if place - start == 1:
            return self.is_given(words.texts[start])
        return place + 1 < limit and self._register.knows(words.joined(start, place + 2))

    def _cut(self, words: Words, start: int, end: int) -> int:
        """Where the name begins inside a run that another name leads («de Renault Carlos Ghosn»)."""
        if self.is_given(words.texts[start]) or end - start < 3:
            return start
        if start == 0 or words.lower[start - 1] not in self._noble:
            return start
        for place in range(start + 1, end - 1):
            if self.is_given(words.texts[place]):
                return place
        return start
