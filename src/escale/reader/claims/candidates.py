"""Which states might be parties of a matter, and what speaks for each: the features of the learned cast.

A candidate is a code, not a mention: all its mentions in the sentence, the sentences before and the headline
speak for it together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from escale.model import SYMMETRIC, Sector
from escale.reader.claims.roles import Cast, as_host
from escale.reader.claims.slots import Slot, slots
from escale.reader.claims.turns import turned
from escale.reader.layers import Matter, PartyForm, PartyMention, PlaceMention, Role
from escale.reader.scene import Scene
from escale.reader.text.tree import FAR

__all__ = ["Candidate", "candidates", "is_mutual"]

_LOOK_BACK = 3
_SALIENT = 3
_LABEL = 6  # a headline's opening label («Guerre en Ukraine : …») is at most this many words
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
        pool[code].append((9, mention))
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
        depth=min((slot.depth for slot, _ in filled), default=9),
        meant=_meant(scene, matter, own),
        bodies=_bodies(scene, matter, own),
        ruled=ruled.sides,
        told=turned(scene, matter),
    )
    return [
        Candidate(
            code,
            _best(scene, matter, found),
            _features(scene, matter, code, found, around),
            frozenset(_row(scene, mention.head) for back, mention in found if back == 0),
        )
        for code, found in pool.items()
    ]


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


def _best(scene: Scene, matter: Matter, found: Sequence[tuple[int, PartyMention]]) -> PartyMention:
    def key(row: tuple[int, PartyMention]) -> tuple[int, float, int]:
        back, mention = row
        distance = scene.tree.distance(mention.head, matter.head) if back == 0 else FAR
        return back, distance, abs(mention.head - matter.head)

    return min(found, key=key)[1]


def _features(
    scene: Scene, matter: Matter, code: str, found: Sequence[tuple[int, PartyMention]], around: _Around
) -> tuple[str, ...]:
    mutual = is_mutual(matter)
    kind = "sym" if matter.type in SYMMETRIC else "mut" if mutual else "dir"
    mention = _best(scene, matter, found)
    back = min(row[0] for row in found)
    mine = [slot for slot, filler in around.filled if filler == code]
    features: list[str] = []
    add = features.append
    if mine:
        slot = min(mine, key=lambda s: s.depth)
        role = matter.frame.get(slot.name)
        depth = min(slot.depth, 3)
        add(f"slot={slot.name}:{depth}")
        add(f"role={role}:{depth}")
        add(f"{matter.type}&slot={slot.name}")
        add(f"{matter.type}&role={role}")
        add(f"slot={slot.name}&sector={mention.sector}&{matter.type}")
        add(f"rule={matter.rule}&slot={slot.name}")
        add(f"lemma={scene.tree.lemmas[matter.head]}&slot={slot.name}")
        add(f"slots&form={mention.form}")
        add(f"first={slot.depth == around.depth}")
    else:
        add(f"noslot&back={back}&inslots={min(around.in_slots, 3)}&{kind}")
        add(f"noslot&back={back}&{matter.type}")
        add(f"noslot&form={mention.form}&back={min(back, 1)}")
    if code in around.near:
        rank, distance = around.near[code]
        add(f"rank={min(rank, 4)}&{kind}")
        add(f"rank={min(rank, 4)}&here={min(around.here, 4)}&{kind}")
        add(f"distance={_bin(distance)}")
        add(f"distance={_bin(distance)}&{matter.type}")
        add(f"gap={min(abs(mention.head - matter.head) // 3, 8)}")
        add(f"above={_above(scene, mention)}")
        add(f"clause={_clause(scene, mention.head) == _clause(scene, matter.head)}&slot={bool(mine)}")
        side = "before" if mention.head < matter.head else "after"
        add(f"{side}&{matter.type}")
        add(f"{side}&rank={min(rank, 3)}&{kind}")
        add(f"dep={scene.tree.deps[mention.head]}&{kind}")
        add(f"case={_case(scene, mention)}&{kind}")
        add(f"case={_case(scene, mention)}&{matter.type}")
        if mention.form is PartyForm.NAME:
            # «de Syrie» is where from, «de la France» is whose.
            add(f"case={_case(scene, mention)}&bare={_bare(scene, mention)}&{matter.type}")
        if scene.tree.heads[mention.head] in scene.cues:
            add(f"speaker&{matter.type}")
            add("speaker")
        if _in_label(scene, mention):
            add("label")
            add(f"label&{matter.type}")
    elif back > 0:
        add(f"absent&here={min(around.here, 3)}&{kind}")
    if code in around.meant:
        where = around.meant[code]
        add(f"meant={where}")
        add(f"meant={where}&{matter.type}")
        add(f"meant={where}&role={matter.frame.get(where.partition(':')[0])}")
    elif around.meant:
        add(f"another meant&{kind}")
    if around.bodies:
        where = "own" if code in around.bodies else (f"{bool(mine)}" if back == 0 else "away")
        add(f"bodies={where}&{matter.type}")
        add(f"bodies={where}&{kind}&rank={min(around.near[code][0], 2) if code in around.near else 9}")
    if mutual:
        add(f"mutual&back={min(back, 1)}&slot={bool(mine)}")
        add(f"mutual&ruled={around.ruled.get(code, 'none')}")
    ruled = around.ruled.get(code, "none")
    add(f"ruled={ruled}")
    add(f"ruled={ruled}&{matter.type}")
    told = around.told.get(code, "another" if around.told else "none")
    add(f"told={told}")
    add(f"told={told}&{matter.type}")
    add(f"form={mention.form}")
    add(f"sector={mention.sector}&{matter.type}")
    add(f"body={mention.form is PartyForm.NAME and len(code) != 3}&{matter.type}")
    share = scene.counts[code] / max(1, sum(scene.counts.values()))
    away = "here" if back == 0 else "away"
    add(f"share={_bin(share * 10)}")
    order = scene.order.get(code, 9)
    add(f"salience={min(order, 4)}&{away}")
    if around.place is not None and around.place.country == code:
        add(f"host&{matter.type}")
        add(f"host&{matter.rule}")
    if code in scene.title_codes:
        add(f"title&{away}")
    return tuple(dict.fromkeys(features))


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


def _in_label(scene: Scene, mention: PartyMention) -> bool:
    start, end = scene.tree.sentences[scene.tree.sentence_of[mention.start]]
    return any(scene.doc[i].text == ":" for i in range(mention.end, min(start + _LABEL + 1, end)))


def _bare(scene: Scene, mention: PartyMention) -> bool:
    return not any(scene.tree.deps[child] == "det" for child in scene.tree.dependents[mention.head])
