"""Which states might be parties of a matter, and what speaks for each: the features of the learned cast.

A candidate is a code, not a mention: all its mentions in the sentence, the sentences before and the headline
speak for it together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from escale.model import SYMMETRIC, Sector
from escale.reader.claims.roles import Cast, as_host, in_label
from escale.reader.claims.slots import Slot, slots
from escale.reader.claims.turns import turned
from escale.reader.layers import Matter, PartyForm, PartyMention, PlaceMention, Role
from escale.reader.scene import Scene
from escale.reader.text.tree import FAR

__all__ = ["Candidate", "candidates", "is_mutual"]

_LOOK_BACK = 3
_SALIENT = 3
_NOWHERE = 9  # rank, depth or sentences back of what is not there
_IN_ROW = frozenset({"conj", "amod", "flat", "flat:name", "compound"})
_MOST_IN_ROW = 30
_BINS = (1.0, 2.0, 3.0, 4.5, 6.0, 8.0, 11.0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A code that may be a party, the mention that names it best, and its features.

    Attributes:
        rows: the first words of the rows that it stands in («la Chine, la Russie et l'Iran»), one for each of
            its mentions in the matter's sentence; none if it is not named there.
    """

    code: str
    mention: PartyMention
    features: tuple[str, ...]
    rows: frozenset[int]

    def stands_with(self, other: Candidate) -> bool:
        """True if the two are named in one row."""
        return not self.rows.isdisjoint(other.rows)


def candidates(scene: Scene, matter: Matter, place: PlaceMention | None, ruled: Cast) -> list[Candidate]:
    """The candidates of a matter, in the order of the text; ``ruled`` are the parties that the rules give."""
    sentence = scene.tree.sentence_of[matter.head]
    pool: dict[str, list[tuple[int, PartyMention]]] = defaultdict(list)
    for mention in scene.parties_in(sentence):
        pool[mention.code].append((0, mention))
    here = set(pool)
    for back in range(1, _LOOK_BACK + 1):
        for mention in scene.parties_in(sentence - back):
            pool[mention.code].append((back, mention))
    for code, mention in _salient(scene):
        pool[code].append((_NOWHERE, mention))
    if place is not None and place.country and place.country not in pool:
        pool[place.country].append((0, as_host(place)))
    own = slots(scene.doc, scene.tree, matter.head)
    filled = _filled(scene, own)
    in_slots = {code for _, code in filled}
    around = _Around(
        place=place,
        filled=filled,
        near=_ranks(scene, matter, sentence),
        here=len(here),
        in_slots=len(in_slots),
        depth=min((slot.depth for slot, _ in filled), default=_NOWHERE),
        meant=_meant(scene, matter, own),
        bodies=_bodies(scene, matter, own),
        ruled=ruled.sides,
        told=turned(scene, matter),
    )
    return [_candidate(scene, matter, code, found, around) for code, found in pool.items()]


def _candidate(
    scene: Scene, matter: Matter, code: str, found: Sequence[tuple[int, PartyMention]], around: _Around
) -> Candidate:
    """A code with all its mentions, each with how many sentences back it stands."""
    back, mention = _best(scene, matter, found)
    features = _Features(scene, matter, mention, back, around).all()
    rows = frozenset(_row(scene, other.head) for back, other in found if back == 0)
    return Candidate(code, mention, features, rows)


def is_mutual(matter: Matter) -> bool:
    """True where the matter is of a directed type but holds *between* its parties, who then all act."""
    frame = matter.frame
    return matter.type not in SYMMETRIC and frame.get("subject") is frame.get("object") is Role.PARTY


@dataclass(frozen=True, slots=True)
class _Around:
    """What all candidates of a matter share."""

    place: PlaceMention | None
    filled: Sequence[tuple[Slot, str]]
    near: dict[str, tuple[int, float]]
    meant: dict[str, str]
    here: int
    in_slots: int
    depth: int
    bodies: frozenset[str]
    ruled: dict[str, str]
    told: dict[str, Role]


def _salient(scene: Scene) -> list[tuple[str, PartyMention]]:
    first = {mention.code: mention for mention in reversed(scene.by_place)}
    return [(code, first[code]) for code, _ in scene.counts.most_common(_SALIENT)]


def _filled(scene: Scene, around: Sequence[Slot]) -> list[tuple[Slot, str]]:
    return [(slot, mention.code) for slot in around for mention in scene.parties_at(slot.token)]


def _meant(scene: Scene, matter: Matter, around: Sequence[Slot]) -> dict[str, str]:
    """The states that pronouns and possessives around the matter stand for, and where."""
    found: dict[str, str] = {}
    for token in (matter.head, *(slot.token for slot in around)):
        for child in scene.tree.dependents[token]:
            if "Yes" in scene.doc[child].morph.get("Poss", []):
                where = "trigger" if token == matter.head else "filler"
                for mention in scene.antecedents(child):
                    found.setdefault(mention.code, f"possessive:{where}")
    for slot in around:
        if scene.tree.pos[slot.token] == "PRON" and not scene.parties_at(slot.token):
            for mention in scene.antecedents(slot.token):
                found.setdefault(mention.code, f"{slot.name}:{min(slot.depth, 2)}")
    return found


def _bodies(scene: Scene, matter: Matter, around: Sequence[Slot]) -> frozenset[str]:
    """The bodies whose own the matter is («a summit of the G7»), so that it needs no other party."""
    tokens = (*range(matter.start, matter.end), *(slot.token for slot in around if slot.depth == 0))
    found = (mention for token in tokens for mention in scene.parties_at(token))
    return frozenset(mention.code for mention in found if mention.sector is Sector.IGO)


def _ranks(scene: Scene, matter: Matter, sentence: int) -> dict[str, tuple[int, float]]:
    """For each code of the sentence, its rank by distance in the tree and that distance."""
    best: dict[str, tuple[float, int]] = {}
    for mention in scene.parties_in(sentence):
        key = (scene.tree.distance(mention.head, matter.head), abs(mention.head - matter.head))
        if mention.code not in best or key < best[mention.code]:
            best[mention.code] = key
    order = sorted(best, key=lambda code: best[code])
    return {code: (rank, best[code][0]) for rank, code in enumerate(order)}


def _best(
    scene: Scene, matter: Matter, found: Sequence[tuple[int, PartyMention]]
) -> tuple[int, PartyMention]:
    def key(row: tuple[int, PartyMention]) -> tuple[int, float, int]:
        back, mention = row
        distance = scene.tree.distance(mention.head, matter.head) if back == 0 else FAR
        return back, distance, abs(mention.head - matter.head)

    return min(found, key=key)


@dataclass(frozen=True, slots=True)
class _Features:
    """What speaks for one candidate: its best mention, and how many sentences back that stands."""

    scene: Scene
    matter: Matter
    mention: PartyMention
    back: int
    around: _Around

    def all(self) -> tuple[str, ...]:
        """All features, each once."""
        matter, code = self.matter, self.mention.code
        mutual = is_mutual(matter)
        kind = "sym" if matter.type in SYMMETRIC else "mut" if mutual else "dir"
        mine = (slot for slot, filler in self.around.filled if filler == code)
        slot = min(mine, key=lambda slot: slot.depth, default=None)
        filled = slot is not None
        features = (
            self._in_slot(slot) if slot is not None else self._without_slot(kind),
            self._in_sentence(kind, filled) if code in self.around.near else self._elsewhere(kind),
            self._by_pronoun(kind),
            self._beside_bodies(kind, filled),
            self._mutual(filled) if mutual else (),
            self._told(),
            self._in_article(),
        )
        return tuple(dict.fromkeys(chain.from_iterable(features)))

    def _in_slot(self, slot: Slot) -> Iterator[str]:
        matter, mention = self.matter, self.mention
        role = matter.frame.get(slot.name)
        depth = min(slot.depth, 3)
        yield f"slot={slot.name}:{depth}"
        yield f"role={role}:{depth}"
        yield f"{matter.type}&slot={slot.name}"
        yield f"{matter.type}&role={role}"
        yield f"slot={slot.name}&sector={mention.sector}&{matter.type}"
        yield f"rule={matter.rule}&slot={slot.name}"
        yield f"lemma={self.scene.tree.lemmas[matter.head]}&slot={slot.name}"
        yield f"slots&form={mention.form}"
        yield f"first={slot.depth == self.around.depth}"

    def _without_slot(self, kind: str) -> Iterator[str]:
        yield f"noslot&back={self.back}&inslots={min(self.around.in_slots, 3)}&{kind}"
        yield f"noslot&back={self.back}&{self.matter.type}"
        yield f"noslot&form={self.mention.form}&back={min(self.back, 1)}"

    def _in_sentence(self, kind: str, filled: bool) -> Iterator[str]:
        scene, matter, mention = self.scene, self.matter, self.mention
        rank, distance = self.around.near[mention.code]
        yield f"rank={min(rank, 4)}&{kind}"
        yield f"rank={min(rank, 4)}&here={min(self.around.here, 4)}&{kind}"
        yield f"distance={_bin(distance)}"
        yield f"distance={_bin(distance)}&{matter.type}"
        yield f"gap={min(abs(mention.head - matter.head) // 3, 8)}"
        yield f"above={_above(scene, mention)}"
        yield f"clause={_clause(scene, mention.head) == _clause(scene, matter.head)}&slot={filled}"
        side = "before" if mention.head < matter.head else "after"
        yield f"{side}&{matter.type}"
        yield f"{side}&rank={min(rank, 3)}&{kind}"
        yield f"dep={scene.tree.deps[mention.head]}&{kind}"
        case = _case(scene, mention)
        yield f"case={case}&{kind}"
        yield f"case={case}&{matter.type}"
        if mention.form is PartyForm.NAME:
            # «de Syrie» is where from, «de la France» is whose.
            yield f"case={case}&bare={_bare(scene, mention)}&{matter.type}"
        if scene.tree.heads[mention.head] in scene.cues:
            yield f"speaker&{matter.type}"
            yield "speaker"
        if in_label(scene, mention):
            yield "label"
            yield f"label&{matter.type}"

    def _elsewhere(self, kind: str) -> Iterator[str]:
        if self.back > 0:
            yield f"absent&here={min(self.around.here, 3)}&{kind}"

    def _by_pronoun(self, kind: str) -> Iterator[str]:
        where = self.around.meant.get(self.mention.code)
        if where is not None:
            yield f"meant={where}"
            yield f"meant={where}&{self.matter.type}"
            yield f"meant={where}&role={self.matter.frame.get(where.partition(':')[0])}"
        elif self.around.meant:
            yield f"another meant&{kind}"

    def _beside_bodies(self, kind: str, filled: bool) -> Iterator[str]:
        code, around = self.mention.code, self.around
        if not around.bodies:
            return
        where = "own" if code in around.bodies else str(filled) if self.back == 0 else "away"
        rank = min(around.near[code][0], 2) if code in around.near else _NOWHERE
        yield f"bodies={where}&{self.matter.type}"
        yield f"bodies={where}&{kind}&rank={rank}"

    def _mutual(self, filled: bool) -> Iterator[str]:
        yield f"mutual&back={min(self.back, 1)}&slot={filled}"
        yield f"mutual&ruled={self.around.ruled.get(self.mention.code, 'none')}"

    def _told(self) -> Iterator[str]:
        """What the rules and other words of the sentence say."""
        code, kind = self.mention.code, self.matter.type
        ruled = self.around.ruled.get(code, "none")
        yield f"ruled={ruled}"
        yield f"ruled={ruled}&{kind}"
        told = self.around.told.get(code, "another" if self.around.told else "none")
        yield f"told={told}"
        yield f"told={told}&{kind}"

    def _in_article(self) -> Iterator[str]:
        """How the candidate is named, and how much of the article is about it."""
        scene, matter, mention = self.scene, self.matter, self.mention
        code, place = mention.code, self.around.place
        yield f"form={mention.form}"
        yield f"sector={mention.sector}&{matter.type}"
        yield f"body={mention.form is PartyForm.NAME and len(code) != 3}&{matter.type}"
        share = scene.counts[code] / max(1, len(scene.by_place))
        yield f"share={_bin(share * 10)}"
        away = "here" if self.back == 0 else "away"
        yield f"salience={min(scene.order.get(code, _NOWHERE), 4)}&{away}"
        if place is not None and place.country == code:
            yield f"host&{matter.type}"
            yield f"host&{matter.rule}"
        if code in scene.title_codes:
            yield f"title&{away}"


def _row(scene: Scene, token: int) -> int:
    """The first word of the coordination that a mention stands in, adjectives counted with their nouns."""
    tree = scene.tree
    for _ in range(_MOST_IN_ROW):
        if tree.deps[token] not in _IN_ROW:
            break
        token = tree.heads[token]
    return token


def _bin(value: float) -> int:
    return sum(value > edge for edge in _BINS)


def _above(scene: Scene, mention: PartyMention) -> str:
    """How the mention hangs on what is above it: its relation, and the verb's lemma or the word's class."""
    tree, above = scene.tree, scene.tree.heads[mention.head]
    word = tree.lemmas[above] if tree.is_verb(above) else tree.pos[above]
    return f"{tree.deps[mention.head]}:{word}"


def _clause(scene: Scene, token: int) -> int:
    """The verb of the clause that a word stands in, or -1."""
    tree = scene.tree
    return next((at for at in (token, *tree.ancestors(token)) if tree.is_verb(at)), -1)


def _case(scene: Scene, mention: PartyMention) -> str:
    for child in scene.tree.dependents[mention.head]:
        if scene.tree.deps[child] == "case":
            return scene.tree.lemmas[child]
    return ""


def _bare(scene: Scene, mention: PartyMention) -> bool:
    return not any(scene.tree.deps[child] == "det" for child in scene.tree.dependents[mention.head])
