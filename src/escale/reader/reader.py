"""The reader: an article goes in, its claims come out. The main loop reads as the flow of the product."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import spacy
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  # registers the pipeline's component before it is loaded
from escale import lang
from escale.language_id import LanguageCheck
from escale.model import Article, Span
from escale.reader.claims.assembly import Caster, ground
from escale.reader.claims.casting import Casting
from escale.reader.claims.timing import Timer, Timing
from escale.reader.equipment.equipment import EquipmentFinder
from escale.reader.layers import About, Matter, PartyForm, PartyMention, PersonMention, Standing
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
from escale.reader.text.excerpt import Excerpt
from escale.reader.text.tokens import BoundedTokenizer
from escale.reader.text.tree import Tree
from escale.reader.times.times import TimeFinder
from escale.reader.triage.triage import Triage
from escale.reader.trust.confidence import Appraiser
from escale.reading import Aside, ReaderInfo, Reading
from escale.register import Register

__all__ = ["OFF_TOPIC", "Reader"]

OFF_TOPIC = "speaks of nothing between states at first sight, so it was not read"
_BATCH = 16


class Reader:
    """Reads articles of one language into claims.

    Args:
        code: language, ISO 639-1.
        pipeline: name or folder of another spaCy pipeline with UD labels, in place of the shipped one.
        register: office holders; the shipped register if not given.
        casting: decides the parties of an article's matters; the shipped weights if not given.
        timing: decides the time of a matter; the shipped weights if not given.
        triage: only what speaks of dealings between states at first sight is parsed.

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
        triage: bool = False,
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
        self._register = people
        self._sorts = triage
        if triage:
            self._model += "+triage"

    @cached_property
    def triage(self) -> Triage:
        """What tells which articles are worth parsing."""
        lemmatizer = (
            self.pipeline.get_pipe("lemmatizer") if "lemmatizer" in self.pipeline.pipe_names else None
        )
        return Triage(self.language, self._register, getattr(lemmatizer, "lookups", None))

    def aside(self, article: Article) -> Aside | None:
        """Why an article is set aside, before it is parsed; None if it is read."""
        body = article.text[article.body :]
        if self._check(body, article.lang) is not None:
            return Aside.LANGUAGE
        return Aside.MATTER if self._sorts and self.triage(body) is None else None

    @property
    def info(self) -> ReaderInfo:
        """What this reader's readings name as theirs."""
        return ReaderInfo.here(self._model)

    def read(self, article: Article) -> Reading:
        """The claims of one article."""
        return next(self.pipe([article]))

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """The claims of many articles, in their order; one in another language gives a notice and none."""
        works = (self._work(article) for article in articles)
        for doc, work in self.pipeline.pipe(
            ((work.text.text, work) for work in works), as_tuples=True, batch_size=_BATCH
        ):
            yield self._reading(doc, work) if work.none is None else work.none

    def _work(self, article: Article) -> _Work:
        """What is parsed of an article."""
        body = article.text[article.body :]
        other = self._check(body, article.lang)
        if other is not None:
            return _Work.unread(
                Reading.of(article, (), other.code, model=self._model, notices=[other.notice])
            )
        if not self._sorts:
            return _Work(article, _body(article))
        relevant = self.triage(body)
        if relevant is None:
            code = self.language.code
            return _Work.unread(Reading.of(article, (), code, model=self._model, notices=[OFF_TOPIC]))
        stretches = [Span(one.start + article.body, one.end + article.body) for one in relevant.stretches]
        excerpt = Excerpt.of(article.text, stretches)
        return _Work(article, Canonical.of_excerpt(excerpt), relevant.about)

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
        return self._stated(self.pipeline(_body(article).text), article, None)

    def _stated(
        self, doc: Doc, article: Article, about: About | None
    ) -> tuple[Scene, list[tuple[Matter, Standing]]]:
        scene = self.scene(doc, article.published, article.outlet)
        matters = self._matters(
            doc,
            scene.by_place,
            vessels=scene.vessels,
            items=scene.items,
            places=scene.places,
            times=scene.times,
            about=about,
        )
        standings = (self._standing(doc, matter, scene.times, article.published) for matter in matters)
        return scene, list(zip(matters, standings, strict=True))

    def _reading(self, doc: Doc, work: _Work) -> Reading:
        scene, stated = self._stated(doc, work.article, work.about)
        grounded = ground(scene, stated, self._casting, self._timing)
        found = self._appraiser(scene, grounded) if self._appraiser else [one.claim for one in grounded]
        claims = [work.text.restored(claim) for claim in found]
        return Reading.of(work.article, claims, self.language.code, model=self._model)


@dataclass(frozen=True, slots=True)
class _Work:
    """An article on its way through the pipeline.

    Attributes:
        text: what is parsed of it.
        about: what the whole is about, if that is but a part.
        none: the reading of one that is not read.
    """

    article: Article
    text: Canonical
    about: About | None = None
    none: Reading | None = None

    @classmethod
    def unread(cls, none: Reading) -> _Work:
        """One that is not read, with nothing to parse."""
        return cls(none.article, Canonical.of(""), none=none)


def _body(article: Article) -> Canonical:
    """What is parsed: the text with its header blanked out, so that offsets stay those of the text."""
    return Canonical.of(" " * article.body + article.text[article.body :])


def _within(party: PartyMention, people: Sequence[PersonMention]) -> bool:
    """True for a party found inside a person's name, such as a state's name borne as a surname.

    A leader of a movement stays one: nobody else gives that person a side.
    """
    covering = [person for person in people if person.start <= party.start and party.end <= person.end]
    return any(party.form is not PartyForm.GROUP or person.code is not None for person in covering)
