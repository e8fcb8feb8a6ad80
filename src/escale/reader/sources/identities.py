"""The people of one article as one can refer back to them: by surname, by office, by the state they serve."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from escale.model import Source, SourceKind
from escale.reader.layers import PersonMention
from escale.reader.sources.page import Page
from escale.reader.sources.speech import SpeechWords, fold

__all__ = ["Identities", "Identity"]

_NEAR = 400  # tokens back to one who may still be meant by a pronoun
_OFTEN = 20  # mentions beyond which a person is no likelier to be the one meant
_MOST = 200  # people looked through, so that a list of names costs no more than linear time
# How far before a name the determiner of its title may stand.
_TITLE_REACH = 12
# Offices that many hold at once: the office alone does not tell who is meant.
_SHARED = frozenset(
    {
        "",
        "minister",
        "officer",
        "official",
        "diplomat",
        "member_of_parliament",
        "local",
        "envoy",
        "counterpart",
    }
)
# What a title may leave open about the office held («son homologue»), or no office at all.
_UNTOLD = frozenset({"", "counterpart"})
_MINISTERS = frozenset({"foreign_minister", "defence_minister", "minister"})


@dataclass(slots=True)
class Identity:
    """One person of the article, gathered from all mentions."""

    name: str
    code: str | None = None
    gender: str = ""
    official: bool = False
    office: set[str] = field(default_factory=set)
    offices: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)

    @property
    def source(self) -> Source:
        """The person as a source."""
        return Source(self.name, SourceKind.OFFICIAL if self.official else SourceKind.PERSON)

    def nearest(self, at: int) -> int:
        """Distance in tokens to the last mention before `at`, or beyond all others if all come after it."""
        k = bisect_left(self.places, at)
        return at - self.places[k - 1] if k else 1_000_000 + self.places[0] - at

    def may_be(self, gender: str) -> bool:
        """False for someone of the other gender."""
        return not gender or self.gender in {"", gender}


class Identities:
    """Looks up the people of an article.

    Args:
        page: the article.
        people: the people named in it.
        lexicon: the words of reporting; its `home` is the state that «le chef de l'État» alone means.
        named: the office that the words of a role name, or "".
    """

    def __init__(
        self, page: Page, people: Sequence[PersonMention], lexicon: SpeechWords, named: Callable[[str], str]
    ) -> None:
        self._page = page
        self._lexicon = lexicon
        self._heads = lexicon.words["heads_of_state"]
        self._named = named
        self._by_name: dict[str, Identity] = {}
        for mention in sorted(people, key=lambda p: p.start):
            identity = self._by_name.setdefault(mention.name, Identity(mention.name))
            identity.code = identity.code or mention.code
            identity.gender = identity.gender or self._gender(mention)
            identity.official = identity.official or mention.official
            identity.places.append(mention.start)
            if mention.role:
                words = set(_split(mention.role))
                if not words <= identity.office:
                    identity.offices.add(named(mention.role))
                    identity.office |= words

    def _gender(self, mention: PersonMention) -> str:
        """The gender that the title or «M.» straight before a name tells."""
        page, words = self._page, self._lexicon.words
        before = mention.start - 1
        title = _split(mention.role) if mention.role else []
        for end in range(mention.start, max(-1, mention.start - _TITLE_REACH), -1):
            start = end - len(title)
            if title and start > 0 and page.low[start:end] == title:
                before = start - 1
                break
        if before < 0:
            return ""
        word = page.low[before]
        if word in words["honorifics"]:
            return "Masc" if word in words["sirs"] else "Fem"
        determined = word in words["definite"] or word in words["contracted"]
        return page.genders[before] if determined and page.numbers[before] != "Plur" else ""

    def of(self, mention: PersonMention) -> Identity:
        """The person a mention speaks of."""
        return self._by_name[mention.name]

    def by_office(
        self, noun: str, phrase: str, said: set[str], states: frozenset[str], at: int, gender: str
    ) -> Identity | None:
        """The person meant by a title without a name.

        Args:
            noun: the noun of the title.
            phrase: the words of the title.
            said: its nouns and adjectives, those that name a state apart.
            states: codes of the states the phrase names.
            at: where the phrase stands; those named shortly before are preferred.
            gender: the gender of the phrase, if it tells.
        """
        wanted = set(said) - {noun}
        meant = self._named(phrase)
        at_home = not states and bool(said & self._lexicon.words["home_titles"])
        ranked: list[tuple[tuple[int, ...], Identity]] = []
        for identity in islice(self._by_name.values(), _MOST):
            if not identity.may_be(gender):
                continue
            if states and identity.code is not None and identity.code not in states:
                continue
            told = meant in identity.offices and meant not in _SHARED
            holds = noun in identity.office or told
            if not holds and meant == "minister" and not wanted:
                holds = not identity.offices.isdisjoint(_MINISTERS)
            may_hold = noun in self._heads and self._may_hold(identity, said, bool(states) or at_home)
            if not holds and not may_hold:
                continue
            rank = (
                int(at_home and identity.official and identity.code == self._lexicon.home),
                int(holds),
                int(told) + len(wanted & identity.office),
                int(identity.code in states if states else identity.code == self._lexicon.home),
                min(len(identity.places), _OFTEN) if not holds else 0,
                -identity.nearest(at),
                -identity.places[0],
            )
            ranked.append((rank, identity))
        return max(ranked, key=lambda row: row[0])[1] if ranked else None

    def _may_hold(self, identity: Identity, said: set[str], told: bool) -> bool:
        """True for one of whom no other office is known, if the title tells the state or was held once."""
        if identity.code is None:
            return False
        if said & self._lexicon.words["former"]:
            return not identity.office
        untold = not identity.office or (told and identity.offices <= _UNTOLD)
        return identity.official and untold

    def latest(self, at: int, gender: str = "") -> Identity | None:
        """The person named last before a place, if not too far off and not of the other gender."""
        found = min(
            (one for one in islice(self._by_name.values(), _MOST) if one.may_be(gender)),
            key=lambda i: (i.nearest(at), i.name),
            default=None,
        )
        return found if found is not None and found.nearest(at) <= _NEAR else None


def _split(role: str) -> list[str]:
    return fold(role).replace("'", "' ").split()
