"""Readings with claims in realistic proportions, as many as wanted, streamed and the same for the same seed.

    for reading in Invention(claims=1_000_000).readings(): ...

Measured (`benchmarks.proportions`): claims of an article, types, their phases and modalities, numbers of
parties, forms of times and their lag before publication, chains of sources and their kinds, places, items,
amounts, ships, participants and facets by type, how often a claim has the parties of an earlier one of its
article, and the law of frequency of pairs. Measured on the examples with ``escale read --explain``: eleven
steps of reasoning a claim, of 65 characters.

Assumed, since one portal cannot tell: publications spread evenly over 20 years, in order; 200 outlets and 224
states and bodies (`benchmarks.world`), outlets by a law of 1 / rank; 35 % of articles repeat what another
outlet published within the last three days, most of it, with sources of their own; 2 % are reprints, word for
word; in three of four claims of a directed type the same one of a pair acts. Texts are short: a line of their
own and a sentence of some 25 words for each claim; ``words`` adds words that hold no claim.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from benchmarks.proportions import FACTS, Proportions
from benchmarks.world import Chance, State, World
from escale.model import (
    SYMMETRIC,
    Article,
    Claim,
    ClaimType,
    Confidence,
    Item,
    Modality,
    Money,
    Participant,
    Party,
    Phase,
    Place,
    Sector,
    Source,
    SourceKind,
    Span,
    Step,
    When,
)
from escale.reading import ReaderInfo, Reading

__all__ = ["ECHO", "REPRINTS", "Invention"]

ECHO = 0.35
"""Share of articles that repeat what another outlet published."""
REPRINTS = 0.02
"""Share of articles that are another one word for word."""
_FIRST_DAY = date(2000, 1, 1)
_DAYS = 20 * 365
_ECHO_DAYS = 3
_ECHOED = 0.8  # of what an article says, how much another repeats
_SAME_WAY = 0.75
_MENTIONED = 0.15
_COARSE = 700  # days of lag beyond which an open time is given by its year
_WORDS = 14  # of a sentence, that say nothing
_READER = ReaderInfo("0", "invented")
_STEPS = ("type", "phase", "modality", "actors", "recipients")
_SURE = ("", " in phase", " in modality", " in parties", " in date", " in origin")


@dataclass(frozen=True, slots=True)
class _Matter:
    """What several articles may say."""

    type: ClaimType
    phase: Phase
    modality: Modality
    actors: tuple[State, ...]
    recipients: tuple[State, ...]
    edtf: str | None
    place: Place | None
    items: tuple[Item, ...]
    value: Money | None
    vessels: tuple[str, ...]
    participants: tuple[Participant, ...]
    title: str | None


@dataclass(frozen=True, slots=True)
class _Report:
    """An article that others may repeat."""

    day: date
    outlet: str
    matters: Sequence[_Matter]
    reading: Reading


class Invention:
    """A stream of readings.

    Args:
        claims: how many in all; the last article may bring some more.
        seed: another one gives another world and other articles.
        empty: share of articles without claims.
        words: words of each article that hold no claim.
    """

    def __init__(self, claims: int, *, seed: int = 1, empty: float = 0.0, words: int = 0) -> None:
        self.claims = claims
        self._empty = empty
        self._words = words
        self._random = Random(f"claims {seed}")
        shares = Proportions.load()
        self._shares = shares
        self._world = World(shares.pair_law, seed)
        self._counts = _chance(shares.claims_of_article, int)
        self._types = _chance(shares.type, ClaimType)
        self._phases = {ClaimType(key): _chance(counts, Phase) for key, counts in shares.phase.items()}
        self._modalities = {
            ClaimType(key): _chance(counts, Modality) for key, counts in shares.modality.items()
        }
        self._symmetric = _chance(shares.symmetric, _sides)
        self._directed = _chance(shares.directed, _sides)
        self._sectors = _chance(shares.sector, Sector)
        self._forms = {Modality(key): _chance(counts, str) for key, counts in shares.form.items()}
        self._chains = _chance(shares.chain, int)
        self._kinds = _chance(shares.source, SourceKind)
        self._details = {
            type_: {key: count / shares.type[type_] for key, count in shares.details.get(type_, {}).items()}
            for type_ in ClaimType
        }
        self._facets = {type_: shares.facet.get(type_, 0) / shares.type[type_] for type_ in ClaimType}
        self._repeated = shares.repeated[0] / shares.repeated[1]
        self._reasons = {name: [self._step(name) for _ in range(300)] for name in _STEPS}
        self._sureties = {name: [self._surety(name) for _ in range(1_000)] for name in _SURE}
        self._confidences = [self._confidence() for _ in range(2_000)]

    def readings(self) -> Iterator[Reading]:
        """The readings, in order of publication."""
        draw = self._random.random
        recent: deque[_Report] = deque()
        made = number = 0
        while made < self.claims:
            day = _FIRST_DAY + timedelta(days=made * _DAYS // self.claims)
            while recent and (day - recent[0].day).days > _ECHO_DAYS:
                recent.popleft()
            outlet = self._world.outlets.pick(draw())
            chance = draw()
            others = recent and chance < ECHO + REPRINTS
            report = self._random.choice(recent) if others else None
            if draw() < self._empty:
                yield self._reading(number, day, outlet, ())
            else:
                if report is not None and report.outlet != outlet and chance >= ECHO:
                    again = replace(report.reading.article, **_particulars(number, day, outlet))
                    made_of = _Report(day, outlet, report.matters, replace(report.reading, article=again))
                else:
                    matters = self._matters(day) if report is None else self._echoed(report.matters)
                    made_of = _Report(day, outlet, matters, self._reading(number, day, outlet, matters))
                recent.append(made_of)
                made += len(made_of.reading.claims)
                yield made_of.reading
            number += 1

    def _matters(self, day: date) -> list[_Matter]:
        draw = self._random.random
        matters: list[_Matter] = []
        parties: list[tuple[State, State]] = []
        for _ in range(self._counts.pick(draw())):
            if parties and draw() < self._repeated:
                pair = self._random.choice(parties)
            else:
                pair = self._world.pair.pick(draw())
                parties.append(pair)
            matters.append(self._matter(pair, day))
        return matters

    def _echoed(self, matters: Sequence[_Matter]) -> list[_Matter]:
        return [m for m in matters if self._random.random() < _ECHOED] or [self._random.choice(matters)]

    def _matter(self, pair: tuple[State, State], day: date) -> _Matter:
        draw = self._random.random
        type_ = self._types.pick(draw())
        modality = self._modalities[type_].pick(draw())
        sides = self._symmetric if type_ in SYMMETRIC else self._directed
        acting, acted = sides.pick(draw())
        named = list(pair if type_ in SYMMETRIC or draw() < _SAME_WAY else pair[::-1])
        while len(named) < acting + acted:
            other = self._world.by_weight.pick(draw())
            if other not in named:
                named.insert(1, other)
        named = named[: acting + acted]
        details = self._details[type_]
        has = {name: draw() < share for name, share in details.items()}
        host, faceted = named[-1], draw() < self._facets[type_]
        title = host.titles.pick(draw())
        what = "missiles"
        if faceted and type_ is ClaimType.ARMS_TRANSFER:
            has["items"], what = True, f"{title} {what}"
        if faceted and type_ is ClaimType.PORT_VISIT:
            has["place"] = True
        return _Matter(
            type_,
            self._phases[type_].pick(draw()),
            modality,
            tuple(named[:acting]),
            tuple(named[acting:]),
            self._time(modality, day),
            Place(host.places.pick(draw()), host.code) if has.get("place") else None,
            (Item(what, int(draw() * 40) or None),) if has.get("items") else (),
            Money(int(draw() * 900) * 1_000_000, "USD") if has.get("value") else None,
            (named[0].ships.pick(draw()),) if has.get("vessels") else (),
            self._people(named) if has.get("participants") else (),
            title if faceted and type_ in (ClaimType.AGREEMENT, ClaimType.EXERCISE) else None,
        )

    def _people(self, states: Sequence[State]) -> tuple[Participant, ...]:
        chosen = states[: 1 if self._random.random() < 0.8 else 2]
        names = [
            (state.voices[SourceKind.OFFICIAL].pick(self._random.random()).text, state) for state in chosen
        ]
        return tuple(Participant(name, state.code, "minister") for name, state in names)

    def _time(self, modality: Modality, day: date) -> str | None:
        draw = self._random.random
        form = self._forms[modality].pick(draw())
        if form == "none":
            return None
        side = "fact" if modality in FACTS else "plan"
        lag = _between(self._shares.lag[f"{form} {side}"], draw())
        first = day - timedelta(days=lag)
        if form == "interval":
            last = first + timedelta(days=_between(self._shares.length, draw()))
            return f"{first}/{last}"
        if form in ("since", "until"):
            known = str(first.year) if abs(lag) > _COARSE else str(first)
            return f"{known}/.." if form == "since" else f"../{known}"
        if form == "season":
            return f"{first.year}-{21 + first.month % 12 // 3}"
        return str(first)[: {"day": 10, "month": 7, "year": 4}[form]]

    def _reading(self, number: int, day: date, outlet: str, matters: Sequence[_Matter]) -> Reading:
        parts = [f"Sheet {number}."]
        length = len(parts[0])
        claims = []
        for order, matter in enumerate(matters, 1):
            sources = self._sources(matter)
            lead = matter.type.replace("_", " ").capitalize()
            begin, sentence = length + 1, self._sentence(lead, matter, sources)
            parts.append(sentence)
            length = begin + len(sentence)
            mentions: tuple[Span, ...] = ()
            if self._random.random() < _MENTIONED:
                again = self._filler(_WORDS)
                mentions = (Span(length + 1, length + 1 + len(again)),)
                parts.append(again)
                length = mentions[0].end
            spans = (Span(begin, begin + len(lead)), Span(begin, begin + len(sentence)))
            claims.append(self._claim(f"c{order}", matter, spans, sources, mentions))
        if self._words:
            parts.append(self._filler(self._words))
        article = Article(text=" ".join(parts), lang="fr", **_particulars(number, day, outlet))
        # As of a language with tables, so that names of states are known to be none of titles and ports.
        return Reading(article, tuple(claims), "fr", _READER)

    def _sentence(self, lead: str, matter: _Matter, sources: Sequence[Source]) -> str:
        # What says nothing stands between what does, so that few texts have four words in a row in common.
        filler = self._random.choices(self._world.vocabulary, k=_WORDS)
        telling = [
            matter.phase,
            matter.modality,
            *(state.code for state in (*matter.actors, *matter.recipients)),
        ]
        telling += [matter.place.text] if matter.place else []
        telling += [matter.edtf] if matter.edtf else []
        telling += [source.text for source in sources]
        words = [lead, *([matter.title] if matter.title else []), *filler[len(telling) :]]
        for word, gap in zip(telling, filler, strict=False):
            words += [gap, word]
        return f"{' '.join(words)}."

    def _filler(self, words: int) -> str:
        return " ".join(self._random.choices(self._world.vocabulary, k=words)) + "."

    def _sources(self, matter: _Matter) -> tuple[Source, ...]:
        draw = self._random.random
        length = self._chains.pick(draw())
        if not length:
            return ()
        kind = self._kinds.pick(draw())
        last = self._voice(kind, matter)
        outer = tuple(self._world.media.pick(draw()) for _ in range(length - 1))
        return (*outer, last)

    def _voice(self, kind: SourceKind, matter: _Matter) -> Source:
        draw = self._random.random
        if kind is SourceKind.MEDIA:
            return self._world.media.pick(draw())
        state = self._random.choice((*matter.actors, *matter.recipients))
        return state.voices[kind].pick(draw())

    def _claim(
        self,
        identity: str,
        matter: _Matter,
        spans: tuple[Span, Span],
        sources: tuple[Source, ...],
        mentions: tuple[Span, ...],
    ) -> Claim:
        choice = self._random.choice
        reasons = (choice(self._reasons[name]) for name in _STEPS)
        sureties = (choice(self._sureties[name]) for name in _SURE)
        return Claim(
            identity,
            matter.type,
            matter.phase,
            matter.modality,
            *spans,
            actors=self._parties(matter.actors),
            recipients=self._parties(matter.recipients),
            participants=matter.participants,
            place=matter.place,
            time=When(matter.edtf, matter.edtf) if matter.edtf else None,
            sources=sources,
            items=matter.items,
            value=matter.value,
            vessels=matter.vessels,
            mentions=mentions,
            trace=(*reasons, *sureties),
            confidence=choice(self._confidences),
        )

    def _parties(self, states: Sequence[State]) -> tuple[Party, ...]:
        draw = self._random.random
        return tuple(Party(state.code, self._sectors.pick(draw()), state.code) for state in states)

    def _step(self, name: str) -> Step:
        words = self._random.choices(self._world.vocabulary, k=6)
        return Step(name, " ".join(f"{word}={number}" for number, word in enumerate(words[:4])), words[5])

    def _surety(self, name: str) -> Step:
        words = self._random.choices(self._world.vocabulary[:200], k=3)
        sure = f"{self._random.random():.3f} by +"
        return Step(f"confidence{name}", sure + ", +".join(f"{word}=1" for word in words))

    def _confidence(self) -> Confidence:
        return Confidence(*(round(self._random.betavariate(6, 2), 3) for _ in _SURE))


def _particulars(number: int, day: date, outlet: str) -> dict[str, Any]:
    return {
        "id": f"n{number}",
        "published": str(day),
        "outlet": outlet,
        "title": f"Sheet {number}",
        "url": f"https://news.invalid/{number}",
    }


def _chance(counts: Any, made: Any) -> Chance[Any]:
    return Chance([made(value) for value in counts], list(counts.values()))


def _sides(text: str) -> tuple[int, int]:
    acting, _, acted = text.partition(">")
    return int(acting), int(acted)


def _between(quantiles: Sequence[int], number: float) -> int:
    """The value at a quantile, straight between those measured."""
    at = number * (len(quantiles) - 1)
    low = int(at)
    high = min(low + 1, len(quantiles) - 1)
    return round(quantiles[low] + (quantiles[high] - quantiles[low]) * (at - low))
