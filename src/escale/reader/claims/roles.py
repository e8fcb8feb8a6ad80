"""The parties of a matter: who acts, who is acted on.

The slots around the matter's word come first, read by the frame of its lexicon entry; then the country where
it happens; then the nearest parties of the sentence; last, those the article spoke of just before.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from escale.model import SYMMETRIC, ClaimType, Party, Sector, Step
from escale.reader.claims.slots import Slot, slots
from escale.reader.layers import Matter, PartyForm, PartyMention, PlaceMention, Role
from escale.reader.scene import Scene
from escale.reader.text.tree import FAR

__all__ = ["Cast", "Support", "as_host", "cast", "in_label"]

_HOSTED = frozenset({ClaimType.PORT_VISIT, ClaimType.DEPLOYMENT})
_BODY_SUFFICES = frozenset({ClaimType.TALKS, ClaimType.EXERCISE, ClaimType.COOPERATION})
_LOOK_BACK = 3
_LABEL = 6  # a headline's opening label («Guerre en Ukraine : …») is at most this many words
_LABELLED = 6.0


@dataclass(frozen=True, slots=True)
class Support:
    """How clearly weighed evidence decided on parties.

    Attributes:
        weakest: log-odds of the party with the least, of those taken.
        rival: log-odds of the best that was not taken.
        joint: probability that all candidates were decided rightly, were they independent.
        ruled: whether the rules would have taken the same.
    """

    weakest: float
    rival: float
    joint: float
    ruled: bool


@dataclass(frozen=True, slots=True)
class Cast:
    """The parties of one matter and why they are; ``support`` where evidence was weighed."""

    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    steps: tuple[Step, ...]
    support: Support | None = None

    @property
    def sides(self) -> dict[str, str]:
        """The side of each party, by its code."""
        return {
            **{party.code: Role.RECIPIENT.value for party in self.recipients},
            **{party.code: Role.ACTOR.value for party in self.actors},
        }


@dataclass(slots=True)
class _Draft:
    sides: dict[Role, dict[str, Party]] = field(default_factory=lambda: {Role.ACTOR: {}, Role.RECIPIENT: {}})
    steps: list[Step] = field(default_factory=list)

    def put(self, role: Role, mention: PartyMention, why: str) -> None:
        if mention.code in self.sides[role]:
            return
        if role is Role.RECIPIENT and mention.code in self.sides[Role.ACTOR]:
            return
        self.sides[role][mention.code] = Party(mention.code, mention.sector, mention.text)
        self.steps.append(Step(f"{role.value}s", why, mention.text))

    def put_all(self, role: Role, mentions: Iterable[PartyMention], why: str) -> None:
        for mention in mentions:
            self.put(role, mention, why)

    def has(self, role: Role) -> bool:
        return bool(self.sides[role])

    @property
    def codes(self) -> set[str]:
        return {*self.sides[Role.ACTOR], *self.sides[Role.RECIPIENT]}


def cast(scene: Scene, staged: Sequence[tuple[Matter, PlaceMention | None]]) -> list[Cast]:
    """The parties of each matter of an article, given with its place."""
    return [_cast(scene, matter, place) for matter, place in staged]


def _cast(scene: Scene, matter: Matter, place: PlaceMention | None) -> Cast:
    draft = _Draft()
    around = slots(scene.doc, scene.tree, matter.head)
    if matter.type in SYMMETRIC:
        _symmetric(scene, matter, place, around, draft)
        both = {**draft.sides[Role.ACTOR], **draft.sides[Role.RECIPIENT]}
        return Cast(tuple(both.values()), (), tuple(draft.steps))
    _directed(scene, matter, place, around, draft)
    return Cast(
        tuple(draft.sides[Role.ACTOR].values()),
        tuple(draft.sides[Role.RECIPIENT].values()),
        tuple(draft.steps),
    )


def _symmetric(
    scene: Scene, matter: Matter, place: PlaceMention | None, around: Sequence[Slot], draft: _Draft
) -> None:
    depths = sorted({slot.depth for slot in around})
    for depth in depths:
        for slot in around:
            role = matter.frame.get(slot.name, Role.PARTY if slot.name in {"subject", "object"} else None)
            if slot.depth != depth or role is None or role is Role.NONE:
                continue
            mentions = scene.parties_at(slot.token)
            if role is Role.PLACE:
                mentions = [m for m in mentions if m.form in {PartyForm.NAME, PartyForm.CAPITAL}]
            draft.put_all(Role.ACTOR, mentions, f"slot:{slot.name}")
        if len(draft.codes) >= 2 or _complete_alone(matter, draft):
            return
    if place is not None and place.country and Role.PLACE in matter.frame.values():
        draft.put(Role.ACTOR, as_host(place), "host")
    _fill_nearby(scene, matter, draft, Role.ACTOR, 2)


def _complete_alone(matter: Matter, draft: _Draft) -> bool:
    """A body's own summit, or one state's own manoeuvres, need no second party."""
    if matter.type is ClaimType.EXERCISE:
        return bool(draft.codes)
    named = draft.sides[Role.ACTOR].values()
    return matter.type in _BODY_SUFFICES and any(party.sector is Sector.IGO for party in named)


def _directed(
    scene: Scene, matter: Matter, place: PlaceMention | None, around: Sequence[Slot], draft: _Draft
) -> None:
    for slot in around:
        role = matter.frame.get(slot.name)
        if slot.depth > 0 and slot.name == "subject" and role is None:
            role = Role.ACTOR
        if role is None or role in {Role.NONE, Role.PLACE}:
            continue
        side = Role.ACTOR if role is Role.PARTY else role
        mentions = scene.parties_at(slot.token)
        if matter.type is ClaimType.DEPLOYMENT and slot.depth == 0:
            # «le départ des forces françaises»: forces are who moves, whatever the preposition.
            forces = [m for m in mentions if m.sector is Sector.MIL]
            if forces:
                side, mentions = Role.ACTOR, forces
        if draft.has(side) and slot.depth > 0:
            continue
        draft.put_all(side, mentions, f"slot:{slot.name}")
    if matter.type in _HOSTED and not draft.has(Role.RECIPIENT) and place is not None and place.country:
        draft.put(Role.RECIPIENT, as_host(place), "host")
    for role in (Role.ACTOR, Role.RECIPIENT):
        if not draft.has(role):
            _fill_nearby(scene, matter, draft, role, 1)


def as_host(place: PlaceMention) -> PartyMention:
    """The country of a place as a party named there."""
    return PartyMention(
        place.start, place.end, place.head, place.country or "", Sector.GOV, PartyForm.NAME, place.text
    )


def _fill_nearby(scene: Scene, matter: Matter, draft: _Draft, role: Role, wanted: int) -> None:
    """Take the nearest other parties of the sentence, then of the sentences before."""
    sentence = scene.tree.sentence_of[matter.head]
    cues = {a.cue for a in scene.attributions}
    ranked = sorted(
        (
            (_nearness(scene, matter, mention, role, cues), mention.start, mention)
            for mention in scene.parties_in(sentence)
        ),
        key=lambda row: row[:2],
    )
    for cost, _, mention in ranked:
        if _enough(draft, role, wanted):
            return
        if cost < FAR:
            draft.put(role, mention, "sentence")
    for back in range(1, _LOOK_BACK + 1):
        for mention in scene.parties_in(sentence - back):
            if _enough(draft, role, wanted):
                return
            draft.put(role, mention, "before")


def _enough(draft: _Draft, role: Role, wanted: int) -> bool:
    return len(draft.codes if wanted > 1 else draft.sides[role]) >= wanted


def _nearness(scene: Scene, matter: Matter, mention: PartyMention, role: Role, cues: set[int]) -> float:
    cost = scene.tree.distance(mention.head, matter.head)
    before = mention.start < matter.start
    if (role is Role.RECIPIENT) == before:
        cost += 1.0
    if scene.tree.heads[mention.head] in cues:
        cost += 2.0
    if in_label(scene, mention):
        cost += _LABELLED
    return cost


def in_label(scene: Scene, mention: PartyMention) -> bool:
    """True for a party that a headline sets before its colon, as what it is about."""
    start, end = scene.tree.sentences[scene.tree.sentence_of[mention.start]]
    return any(scene.doc[i].text == ":" for i in range(mention.end, min(start + _LABEL + 1, end)))
