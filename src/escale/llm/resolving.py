"""From the words a model quotes to parties, dates, places and sources, by the same tables as Escale's reader.

The model says which words of the article name a party or a date; what they stand for is looked up among what
the reader's steps find at those words. The model's own code counts only where the tables know none.
"""

from __future__ import annotations

from collections.abc import Iterable

from escale.lang import Language
from escale.llm.account import Account
from escale.llm.layer import Layer
from escale.llm.quotes import QuoteFinder
from escale.llm.schema import RawItem, RawParty, RawPerson, RawSource
from escale.model import Item, Money, Participant, Party, Place, Sector, Source, SourceKind, Span, When
from escale.reader.layers import Attribution, PartyForm, PartyMention
from escale.reader.scene import Scene
from escale.reader.sources.publisher import without_publisher
from escale.register.names import fold

__all__ = ["Resolver", "known_codes"]

_GROUP = "NSA"
_OPEN = ".."
_STATE = 3  # letters of a state's code
_PARTICLE = 3  # letters up to which a word of a title need not be in the name
_VOICES = frozenset({SourceKind.OFFICIAL, SourceKind.PERSON})


def known_codes(language: Language) -> frozenset[str]:
    """The codes of parties that the language's tables have."""
    return frozenset({*language.table("states"), *language.table("bodies"), _GROUP})


class Resolver:
    """Resolves the quotes of one article.

    Args:
        scene: what the reader's steps found in it.
        quotes: finds quotes in its text.
        codes: the codes that a party may have.
        outlet: its publisher.
        account: counts what is refused.
    """

    def __init__(
        self, scene: Scene, quotes: QuoteFinder, codes: frozenset[str], outlet: str | None, account: Account
    ) -> None:
        self._text = scene.doc.text
        self._quotes, self._codes, self._outlet, self._account = quotes, codes, outlet, account
        self._parties = Layer(scene.doc, scene.by_place)
        self._people = Layer(scene.doc, scene.people)
        self._places = Layer(scene.doc, scene.places)
        self._times = Layer(scene.doc, scene.times)
        self._vessels = Layer(scene.doc, scene.vessels)
        self._money = Layer(scene.doc, scene.money)
        self._named = {mention.code: mention for mention in reversed(scene.by_place)}
        self._sources = {
            fold(source.text): source for attribution in scene.attributions for source in attribution.sources
        }
        self._words = frozenset(fold(self._text).split())

    def party(self, raw: RawParty, near: Span) -> Party | None:
        """The party that the quoted words name; None if they are not in the text or name none."""
        place = self._quotes.nearest(raw.text, near)
        code = raw.code.strip()
        if place is None:
            # Models like to write a state's name where the text has an adjective: its code must be named.
            mention = self._named.get(code)
            if mention is None:
                self._account.refused_quotes += 1
                return None
            return Party(code, raw.sector, mention.text)
        found = self._code(code, raw.sector, self._parties.under(place))
        if found is None:
            self._account.refused_values += 1
            return None
        return Party(found, raw.sector, place.of(self._text))

    def _code(self, said: str, sector: Sector, mentions: Iterable[PartyMention]) -> str | None:
        """The code of a party whose words hold those mentions, the model having said one."""
        named = [mention.code for mention in mentions if mention.form is not PartyForm.ANAPHOR]
        if said in named or (not named and self._is_code(said, sector)):
            return said
        everyone = named or [mention.code for mention in mentions]
        return everyone[0] if everyone else None

    def _is_code(self, said: str, sector: Sector) -> bool:
        """True for a listed code, or the acronym of another body that the article itself has."""
        if said in self._codes:
            return True
        return sector is Sector.IGO and said.isupper() and self._quotes.first(said) is not None

    def time(self, quote: str | None, until: str | None, near: Span) -> When | None:
        """The date that the quoted words give, up to that of the words that say until when.

        None without one, or where the finder of dates reads none.
        """
        begun, ended = self._date(quote, near), self._date(until, near)
        if begun is None or ended is None:
            return begun or ended
        start, end = begun.edtf.split("/")[0], ended.edtf.split("/")[-1]
        return When(begun.text, f"{start}/{end}") if _is_interval(start, end) else begun

    def _date(self, quote: str | None, near: Span) -> When | None:
        place = self._located(quote, near)
        if place is None:
            return None
        mention = self._times.best(place)
        if mention is None:
            self._account.unread += 1
            return None
        return When(mention.text, mention.edtf)

    def place(self, quote: str | None, near: Span) -> Place | None:
        """The place that the quoted words name, with its country if the tables know it."""
        found = self._located(quote, near)
        if found is None:
            return None
        mention = self._places.best(found)
        if mention is not None:
            return Place(found.of(self._text), mention.country)
        states = [party.code for party in self._parties.under(found) if len(party.code) == _STATE]
        country = next((code for code in states if code != _GROUP), None)
        return Place(found.of(self._text), country)

    def value(self, quote: str | None, near: Span) -> Money | None:
        """The amount that the quoted words give."""
        place = self._located(quote, near)
        if place is None:
            return None
        mention = self._money.best(place)
        if mention is None:
            self._account.unread += 1
            return None
        return mention.money

    def item(self, raw: RawItem, near: Span) -> Item | None:
        """The equipment that the quoted words name."""
        place = self._located(raw.text, near)
        return Item(place.of(self._text), raw.quantity) if place else None

    def vessel(self, quote: str, near: Span) -> str | None:
        """The ship that the quoted words name."""
        place = self._located(quote, near)
        if place is None:
            return None
        mention = self._vessels.best(place)
        return mention.name if mention else place.of(self._text)

    def participant(self, raw: RawPerson, near: Span) -> Participant | None:
        """The person that the quoted name means, under the fullest name."""
        place = self._located(raw.name, near)
        if place is None:
            return None
        mention = self._people.best(place)
        said = raw.code.strip() if raw.code else ""
        code = said if said in self._codes else None
        role = self._quotes.nearest(raw.role, near) if raw.role else None
        words = role.of(self._text) if role else None
        if mention is None:
            return Participant(place.of(self._text), code, words)
        return Participant(mention.name, mention.code or code, words or mention.role)

    def chain(self, raw: Iterable[RawSource], near: Span) -> tuple[Source, ...] | None:
        """The chain of sources without the publisher; None if the model names voices and none is in the text.

        A claim without any of its voices would pass for the article's own.
        """
        named = list(raw)
        found = [source for one in named if (source := self._source(one, near)) is not None]
        if named and not found:
            return None
        chain = Attribution(0, 1, 0, tuple(dict.fromkeys(found)), "llm")
        kept = without_publisher([chain], self._outlet) if found else []
        return kept[0].sources if kept else ()

    def _source(self, raw: RawSource, near: Span) -> Source | None:
        known = self._sources.get(fold(raw.text))
        if known is not None:
            return known
        place = self._quotes.nearest(raw.text, near)
        if place is not None:
            person = self._people.best(place) if raw.kind in _VOICES else None
            if person is not None and _is_name(raw.text, f"{person.name} {person.role or ''}"):
                return Source(person.name, SourceKind.OFFICIAL if person.official else SourceKind.PERSON)
            return Source(place.of(self._text), raw.kind)
        # A canonical name need not stand in one piece (an adjective for a noun), but its words must.
        words = {word for word in fold(raw.text).split() if len(word) > _PARTICLE}
        if words and words <= self._words:
            return Source(" ".join(raw.text.split()), raw.kind)
        self._account.refused_quotes += 1
        return None

    def _located(self, quote: str | None, near: Span) -> Span | None:
        if quote is None:
            return None
        place = self._quotes.nearest(quote, near)
        if place is None:
            self._account.refused_quotes += 1
        return place


def _is_interval(start: str, end: str) -> bool:
    """True for two dates in order; both are EDTF, whose order is that of their characters."""
    return _OPEN not in (start, end) and start < end


def _is_name(words: str, name: str) -> bool:
    """True if the words are those of a name and its title, and nothing more."""
    known = set(fold(name).split())
    return all(word in known or len(word) <= _PARTICLE for word in fold(words).split())
