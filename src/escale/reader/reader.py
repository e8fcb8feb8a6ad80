"""The reader: an article goes in, its claims come out. The main loop reads as the flow of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import spacy
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  # registers the pipeline's component before it is loaded
from escale import lang
from escale.language_id import LanguageCheck, Other
from escale.model import Article
from escale.reader.claims.assembly import Caster, ground
from escale.reader.claims.casting import Casting
from escale.reader.claims.timing import Timer, Timing
from escale.reader.equipment.equipment import EquipmentFinder
from escale.reader.layers import Matter, PartyForm, PartyMention, PersonMention, Standing
from escale.reader.matters.matters import MatterFinder
from escale.reader.parties.anaphors import AnaphorFinder
from escale.reader.parties.flags import FlagFinder
from escale.reader.parties.parties import PartyFinder
from escale.reader.people.people import PeopleFinder
from escale.reader.people.titles import TitleFinder
from escale.reader.places.places import PlaceFinder
from escale.reader.scene import Scene
from escale.reader.sources.publisher import without_publisher
from escale.reader.sources.sources import SourceFinder
from escale.reader.standing.standing import StandingReader
from escale.reader.text.antecedents import mend_antecedents
from escale.reader.text.canonical import Canonical
from escale.reader.text.tokens import BoundedTokenizer
from escale.reader.text.tree import Tree
from escale.reader.times.times import TimeFinder
from escale.reader.trust.confidence import Appraiser
from escale.reading import ReaderInfo, Reading
from escale.register import Register

__all__ = ["Reader"]

_BATCH = 16


class Reader:
    """Reads articles of one language into claims.

    Args:
        code: language, ISO 639-1.
        pipeline: name or folder of another spaCy pipeline with UD labels, in place of the shipped one.
        register: office holders; the shipped register if not given.
        casting: decides the parties of an article's matters; the shipped weights if not given.
        timing: decides the time of a matter; the shipped weights if not given.

    Raises:
        UnknownLanguageError: the language is not shipped.
    """

    def __init__(
        self,
        code: str = "fr",
        *,
        pipeline: str | Path | None = None,
        register: Register | None = None,
        casting: Caster | None = None,
        timing: Timer | None = None,
    ) -> None:
        self.language = lang.load(code)
        self.pipeline = spacy.load(pipeline or self.language.pipeline)
        self.pipeline.tokenizer = BoundedTokenizer(self.pipeline.tokenizer, self.pipeline.vocab)
        self._model = "{lang}_{name}-{version}".format(**self.pipeline.meta)
        self._check = LanguageCheck(self.language)
        self._parties = PartyFinder(self.language)
        self._anaphors = AnaphorFinder(self.language)
        self._places = PlaceFinder(self.language)
        people = register or Register.default()
        self._people = PeopleFinder(self.language, people)
        self._titles = TitleFinder(self.language)
        self._times = TimeFinder(self.language)
        self._equipment = EquipmentFinder(self.language)
        self._flags = FlagFinder(self.language)
        self._sources = SourceFinder(self.language)
        self._matters = MatterFinder(self.language)
        self._standing = StandingReader(self.language)
        self._casting: Caster = casting or Casting.of(self.language)
        self._timing: Timer = timing or Timing.of(self.language)
        self._appraiser = Appraiser.of(self.language)

    @property
    def info(self) -> ReaderInfo:
        """What this reader's readings name as theirs."""
        return ReaderInfo.here(self._model)

    def read(self, article: Article) -> Reading:
        """The claims of one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The claims of many articles, in their order; one in another language gives a notice and none."""
        pairs = ((text.text, (article, other, text)) for article, other, text in self._checked(articles))
        for doc, (article, other, text) in self.pipeline.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            if other is None:
                yield self._reading(doc, article, text)
            else:
                yield Reading.of(article, (), other.code, model=self._model, notices=[other.notice])

    def _checked(self, articles: Iterable[Article]) -> Iterator[tuple[Article, Other | None, Canonical]]:
        for article in articles:
            other = self._check(article.text[article.body :], article.lang)
            yield article, other, _body(article, other)

    def scene(self, doc: Doc, published: str | None, outlet: str | None) -> Scene:
        """All that the steps before assembly find in a parsed text, whose tree is mended first."""
        mend_antecedents(doc)
        parties = self._parties(doc)
        named = self._people(doc, parties, published)
        parties = [party for party in parties if not _within(party, named)]
        titles = self._titles(doc, parties, named)
        anaphors = self._anaphors(
            doc, sorted([*parties, *titles.parties], key=lambda mention: mention.start), named
        )
        places = self._places(doc, sorted([*parties, *anaphors], key=lambda mention: mention.start))
        times = self._times(doc, published)
        equipment = self._equipment(doc, parties, places)
        flags = self._flags(doc, parties, equipment.vessels)
        everyone = sorted(
            [*parties, *titles.parties, *anaphors, *flags], key=lambda mention: (mention.start, mention.end)
        )
        return Scene(
            doc=doc,
            tree=Tree.of(doc),
            published=published,
            parties=everyone,
            people=[*named, *titles.people],
            places=places,
            times=times,
            vessels=equipment.vessels,
            items=equipment.items,
            money=equipment.money,
            attributions=without_publisher(self._sources(doc, parties, named), outlet),
        )

    def stated(self, article: Article) -> tuple[Scene, list[tuple[Matter, Standing]]]:
        """An article's scene and its matters with their standing: all before the parties are decided."""
        return self._stated(self.pipeline(_body(article, None).text), article)

    def _stated(self, doc: Doc, article: Article) -> tuple[Scene, list[tuple[Matter, Standing]]]:
        scene = self.scene(doc, article.published, article.outlet)
        matters = self._matters(
            doc,
            scene.by_place,
            vessels=scene.vessels,
            items=scene.items,
            places=scene.places,
            times=scene.times,
        )
        standings = (self._standing(doc, matter, scene.times, article.published) for matter in matters)
        return scene, list(zip(matters, standings, strict=True))

    def _reading(self, doc: Doc, article: Article, text: Canonical) -> Reading:
        scene, stated = self._stated(doc, article)
        grounded = ground(scene, stated, self._casting, self._timing)
        found = self._appraiser(scene, grounded) if self._appraiser else [one.claim for one in grounded]
        claims = [text.restored(claim) for claim in found]
        return Reading.of(article, claims, self.language.code, model=self._model)


def _body(article: Article, other: Other | None) -> Canonical:
    """What is parsed: the text with its header blanked out, so that offsets stay those of the text."""
    return Canonical.of("" if other else " " * article.body + article.text[article.body :])


def _within(party: PartyMention, people: Sequence[PersonMention]) -> bool:
    """True for a party found inside a person's name, such as a state's name borne as a surname.

    A leader of a movement stays one: nobody else gives that person a side.
    """
    covering = [person for person in people if person.start <= party.start and party.end <= person.end]
    return any(party.form is not PartyForm.GROUP or person.code is not None for person in covering)
