"""What speaks for and against a claim and each of its fields, as named features of linear models.

A claim is more to be trusted where its parties were found with good odds in its own sentence, its word hardly
ever means anything else and it does not repeat what stands above; a field, where the words that decide it are
plain. Everything is read from what the steps have decided already.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from escale.model import Claim, ClaimType
from escale.reader.claims.roles import Cast
from escale.reader.claims.timing import Timed
from escale.reader.layers import Attribution, Matter
from escale.reader.scene import Scene

__all__ = ["DECISIONS", "Grounded", "evidence_for"]

DECISIONS = ("claim", "phase", "modality", "parties", "date", "origin")
"""What a confidence is given in, each by a model of its own."""

_ODDS = (0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0)
_SHARES = (0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_DISTANCES = (0.5, 1.5, 2.5, 3.5, 5.0, 7.0, 10.0)
_SHORT = 5  # sentences of an article that is a mere notice
_PLACES = ("title", "lead")
_MODIFIERS = frozenset({"det", "amod", "case"})
_EDTF = {len("2019"): "year", len("2019-09"): "month", len("2019-09-09"): "day"}


@dataclass(frozen=True, slots=True)
class Grounded:
    """A claim with what the steps found for its fullest statement."""

    claim: Claim
    matter: Matter
    cast: Cast
    timed: Timed | None
    attribution: Attribution | None


def evidence_for(scene: Scene, grounded: Sequence[Grounded]) -> list[dict[str, tuple[str, ...]]]:
    """For each claim of an article, the features of each of `DECISIONS`.

    What nearly every claim shares is left unsaid: it would stand first among the reasons and tell nothing.
    """
    article = _Article.of(scene, grounded)
    seen: Counter[tuple[ClaimType, frozenset[str]]] = Counter()
    found = []
    for one in grounded:
        key = one.claim.type, _codes(one.claim)
        found.append(_View(article, one, key[1], seen[key]).features())
        seen[key] += 1
    return found


def _codes(claim: Claim) -> frozenset[str]:
    return frozenset(party.code for party in claim.actors + claim.recipients)


@dataclass(frozen=True, slots=True)
class _Article:
    """What all claims of an article share."""

    scene: Scene
    types: Mapping[ClaimType, int]
    crowd: Mapping[int, int]
    dates: Mapping[int, Sequence[int]]
    voices: Mapping[int, int]
    people: Mapping[int, int]
    mentions: int

    @classmethod
    def of(cls, scene: Scene, grounded: Sequence[Grounded]) -> _Article:
        sentence_of = scene.tree.sentence_of
        dates: dict[int, list[int]] = {}
        for time in scene.times:
            dates.setdefault(sentence_of[time.head], []).append(time.head)
        return cls(
            scene=scene,
            types=Counter(one.claim.type for one in grounded),
            crowd=Counter(sentence_of[one.matter.head] for one in grounded),
            dates=dates,
            voices=Counter(sentence_of[attribution.cue] for attribution in scene.attributions),
            people=Counter(sentence_of[person.head] for person in scene.people),
            mentions=max(1, sum(scene.counts.values())),
        )


@dataclass(frozen=True, slots=True)
class _View:
    """One claim in its article; ``before`` counts claims of the same type and parties above it."""

    article: _Article
    grounded: Grounded
    codes: frozenset[str]
    before: int

    def features(self) -> dict[str, tuple[str, ...]]:
        common = (*self._word(), *self._setting())
        parties = tuple(self._parties())
        return {
            "claim": (*common, *parties, *self._whole()),
            "phase": (*common, *self._standing("phase", self.grounded.claim.phase)),
            "modality": (*common, *self._standing("modality", self.grounded.claim.modality)),
            "parties": (f"type={self._kind}", f"rule={self.grounded.matter.rule}", *parties),
            "date": (*common, *self._date()),
            "origin": (*common, *self._origin()),
        }

    @property
    def _kind(self) -> str:
        return self.grounded.claim.type.value

    @property
    def _sentence(self) -> int:
        return self.article.scene.tree.sentence_of[self.grounded.matter.head]

    def _word(self) -> Iterator[str]:
        """The words that name the matter and what hangs on them."""
        tree, matter = self.article.scene.tree, self.grounded.matter
        head = matter.head
        yield f"type={self._kind}"
        yield f"rule={matter.rule}"
        yield f"lemma={tree.lemmas[head]}"
        yield f"{self._kind}&pos={tree.pos[head]}"
        yield f"dep={tree.deps[head]}"
        yield f"{self._kind}&dep={tree.deps[head]}"
        if matter.end - matter.start > 1:
            yield f"words={min(matter.end - matter.start, 4)}"
        above = tree.heads[head]
        if above != head:
            yield f"above={tree.lemmas[above]}"
            yield f"{self._kind}&above={tree.pos[above]}"
        for child in tree.dependents[head]:
            if tree.deps[child] in _MODIFIERS:
                yield f"{tree.deps[child]}={tree.lemmas[child]}"

    def _setting(self) -> Iterator[str]:
        """Where in the article the claim stands and how often it is stated."""
        claim, number = self.grounded.claim, self._sentence
        count = len(self.article.scene.tree.sentences)
        where = _PLACES[number] if number < len(_PLACES) else "body"
        yield f"{where}&{'short' if count <= _SHORT else 'long'}"
        yield f"{self._kind}&{where}"
        yield f"depth={min(4, 5 * number // max(1, count))}"
        if self.article.crowd[number] > 1:
            yield f"crowd={min(self.article.crowd[number], 4)}"
        if claim.mentions:
            yield f"mentions={min(len(claim.mentions), 3)}"
        yield f"{claim.phase}&{claim.modality}"
        yield f"{self._kind}&{claim.phase}"
        yield f"{self._kind}&{claim.modality}"

    def _whole(self) -> Iterator[str]:
        """What the claim holds beside its parties, and what else the article claims."""
        claim, scene = self.grounded.claim, self.article.scene
        where = "title" if self._sentence == 0 else "below"
        share = sum(scene.counts[code] for code in self.codes) / self.article.mentions
        yield f"share={int(share * 5)}"
        yield f"states={min(len(scene.counts), 8)}"
        yield f"in title={min(len(scene.title_codes & self.codes), 2)}"
        yield f"{self._kind}&same={min(self.article.types[claim.type], 4)}"
        yield f"{self._kind}&before={min(self.before, 3)}"
        yield f"before={min(self.before, 3)}&{where}"
        yield f"{self._kind}&mentions={min(len(claim.mentions), 2)}"
        yield f"{self._kind}&time={claim.time is not None}"
        yield f"{self._kind}&place={claim.place is not None}"
        yield f"{self._kind}&sources={min(len(claim.sources), 2)}"
        yield f"{self._kind}&items={bool(claim.items)}"
        yield f"{self._kind}&people={min(len(claim.participants), 2)}"
        yield f"{self._kind}&vessels={bool(claim.vessels)}"
        for field in ("phase", "modality"):
            for step in claim.trace:
                if step.field == field:
                    yield f"{field} by {step.rule}"

    def _parties(self) -> Iterator[str]:
        """How the parties were found."""
        scene, cast = self.article.scene, self.grounded.cast
        here = {mention.code for mention in scene.parties_in(self._sentence)}
        inside, away = len(here & self.codes), len(self.codes - here)
        yield f"{self._kind}&parties={min(len(self.codes), 4)}"
        yield f"{self._kind}&here={min(inside, 3)}"
        yield f"rule={self.grounded.matter.rule}&here={min(inside, 2)}"
        yield f"{self._kind}&elsewhere={min(away, 2)}"
        for code in sorted(self.codes):
            yield f"{self._kind}&party={code}"
        support = cast.support
        if support is None:
            yield "unweighed"
            return
        yield f"as the rules={support.ruled}"
        yield f"{self._kind}&as the rules={support.ruled}"
        yield from _steps("weakest party", support.weakest)
        yield from _steps("margin", support.weakest - support.rival)
        yield from _steps("all parties", support.joint, _SHARES)
        yield f"{self._kind}&all parties={sum(support.joint > share for share in _SHARES) // 2}"

    def _standing(self, field: str, value: str) -> Iterator[str]:
        """Which rules gave phase or modality, and the words they went by."""
        claim, matter = self.grounded.claim, self.grounded.matter
        steps = [step for step in claim.trace if step.field == field]
        other = "modality" if field == "phase" else "phase"
        yield f"{field}={value}&rule={matter.rule}"
        yield f"{field}={value}&lemma={self.article.scene.tree.lemmas[matter.head]}"
        yield f"{field}={value}&steps={min(len(steps), 3)}"
        for step in steps:
            yield f"{field} by {step.rule}"
            yield f"{field}={value} by {step.rule}"
            yield f"{self._kind}&{field} by {step.rule}"
        if not steps:
            yield f"{field}={value} by default"
            yield f"{self._kind}&{field} by default"
        for step in claim.trace:
            if step.field == other:
                yield f"{field}={value}&{other} by {step.rule}"
        yield f"{field}={value}&time={claim.time is not None}"
        yield f"{field}={value}&sources={min(len(claim.sources), 2)}"

    def _date(self) -> Iterator[str]:
        """How the time was found, or what dates stood near and were not taken."""
        claim, timed, tree = self.grounded.claim, self.grounded.timed, self.article.scene.tree
        near = self.article.dates.get(self._sentence, ())
        above = self.article.dates.get(self._sentence - 1, ())
        kind = _edtf(claim.time.edtf) if claim.time else "none"
        around = f"dates={min(len(near), 3)}&above={min(len(above), 2)}"
        yield f"time={kind}"
        yield f"{kind}&{around}"
        yield f"{self._kind}&time={kind}"
        yield f"{claim.phase}&time={kind}"
        yield f"{claim.modality}&time={kind}"
        yield f"{kind}&sources={min(len(claim.sources), 2)}"
        if claim.time is None:
            gap = min((tree.distance(date, self.grounded.matter.head) for date in near), default=None)
            yield "date left" if gap is not None else "no date near"
            if gap is not None:
                yield from (f"date left beyond {edge}" for edge in _DISTANCES if gap > edge)
        elif timed is None:
            yield "time of another mention"
        else:
            yield f"time by {timed.date.rule}"
            yield f"time elsewhere={tree.sentence_of[timed.date.head] != self._sentence}"
            if timed.odds is None:
                yield "time of a heading"
            else:
                yield from _steps("time", timed.odds)

    def _origin(self) -> Iterator[str]:
        """How the sources were found, or what voices stood near."""
        claim, attribution = self.grounded.claim, self.grounded.attribution
        voices = min(self.article.voices[self._sentence], 2)
        people = min(self.article.people[self._sentence], 2)
        origin = claim.sources[-1].kind.value if claim.sources else "none"
        yield f"origin={origin}"
        yield f"origin={origin}&chain={min(len(claim.sources), 3)}"
        yield f"origin={origin}&voices={voices}"
        yield f"origin={origin}&people={people}"
        yield f"origin={origin}&{claim.modality}"
        yield f"{self._kind}&origin={origin}"
        yield f"origin={origin}&voices above={min(self.article.voices[self._sentence - 1], 1)}"
        yield f"origin={origin}&{'title' if self._sentence == 0 else 'below'}"
        if attribution is not None:
            apart = self.article.scene.tree.sentence_of[attribution.cue] != self._sentence
            yield f"origin by {attribution.rule}"
            yield f"origin by {attribution.rule}&elsewhere={apart}"
            yield f"cue={self.article.scene.tree.lemmas[attribution.cue]}"
        elif claim.sources:
            yield "origin of another mention"


def _steps(name: str, value: float, edges: Sequence[float] = _ODDS) -> Iterator[str]:
    """A number as the steps of a stair, so that a weight for each gives any rising curve."""
    yield from (f"{name}>{edge:g}" for edge in edges if value > edge)


def _edtf(edtf: str) -> str:
    first, slash, last = edtf.partition("/")
    if not slash:
        return _EDTF.get(len(edtf.strip("~")), "other")
    return "until" if first == ".." else "since" if last == ".." else "interval"
