"""From matters to claims: each matter gets its parties, place, time, sources and standing, or is dropped."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from escale.model import (
    Claim,
    ClaimType,
    Item,
    Participant,
    Place,
    Source,
    Span,
    Step,
    When,
)
from escale.reader.claims.attachment import Limits, attach, attach_all
from escale.reader.claims.merging import Wording, merge
from escale.reader.claims.roles import Cast
from escale.reader.claims.timeline import Timeline
from escale.reader.claims.timing import Timed, Timer
from escale.reader.claims.venues import Venues
from escale.reader.layers import Attribution, Matter, PlaceMention, Standing, TimeMention
from escale.reader.scene import Scene
from escale.reader.sources.sources import sources_at
from escale.reader.trust.confidence_features import Grounded

__all__ = ["PLACE", "Caster", "assemble", "ground"]

Caster = Callable[[Scene, Sequence[tuple[Matter, PlaceMention | None]]], list[Cast]]
"""Decides the parties of an article's matters: the rules (`roles.cast`) or trained weights (`Casting`)."""

PLACE = Limits(near=4.0, said=2.0)
_PEOPLE = Limits(near=4.0, said=6.0)
_THINGS = Limits(near=6.0, said=2.0)
_ALONE = frozenset({ClaimType.EXERCISE, ClaimType.TALKS, ClaimType.SANCTION, ClaimType.ASSISTANCE})
_LEAD_SENTENCES = 2


def assemble(
    scene: Scene, stated: Sequence[tuple[Matter, Standing]], caster: Caster, timer: Timer
) -> list[Claim]:
    """The claims of one article, numbered in the order of their triggers."""
    return [one.claim for one in ground(scene, stated, caster, timer)]


def ground(
    scene: Scene, stated: Sequence[tuple[Matter, Standing]], caster: Caster, timer: Timer
) -> list[Grounded]:
    """The claims as `assemble` gives them, each with what was found for its fullest statement."""
    timeline = Timeline.of(scene, (matter for matter, _ in stated))
    staged = [(matter, attach(scene, matter, scene.places, PLACE)) for matter, _ in stated]
    venues = Venues.of(scene)
    drafts = [
        _grounded(
            scene,
            matter,
            standing,
            venues.of_matter(matter, roles),
            roles,
            timer(timeline, matter, standing),
        )
        for (matter, standing), roles in zip(stated, caster(scene, staged), strict=True)
    ]
    homes = {party.text: party.home for party in scene.parties if party.home}
    drafts = [one for one in drafts if _between_states(one.claim) and not _domestic(one.claim, homes)]
    drafts.sort(key=lambda one: (one.claim.trigger, one.claim.type))
    wordings = [Wording.of(scene.doc[one.matter.head], one.matter.rule) for one in drafts]
    merged = merge([one.claim for one in drafts], _lead(scene), wordings)
    statements = {(one.claim.trigger, one.claim.type): one for one in drafts}
    return [
        _numbered(statements[claim.trigger, claim.type], claim, number, venues)
        for number, claim in enumerate(merged, 1)
    ]


def _numbered(statement: Grounded, claim: Claim, number: int, venues: Venues) -> Grounded:
    """A statement with its merged claim, which takes the place of its host if no mention gave one."""
    place = claim.place or _place(venues.of_host(statement.matter, statement.cast))
    return replace(statement, claim=replace(claim, id=f"c{number}", place=place))


def _grounded(
    scene: Scene,
    matter: Matter,
    standing: Standing,
    place: PlaceMention | None,
    roles: Cast,
    timed: Timed | None,
) -> Grounded:
    attribution = sources_at(scene.attributions, matter.head)
    claim = _claim(scene, matter, standing, place, roles, timed, attribution)
    return Grounded(claim, matter, roles, timed, attribution)


def _claim(
    scene: Scene,
    matter: Matter,
    standing: Standing,
    place: PlaceMention | None,
    roles: Cast,
    timed: Timed | None,
    attribution: Attribution | None,
) -> Claim:
    sources = attribution.sources if attribution else ()
    steps = [
        Step("type", matter.rule, scene.doc[matter.start : matter.end].text),
        *standing.steps,
        *roles.steps,
    ]
    if place:
        steps.append(Step("place", "attached", place.text))
    if timed:
        steps.append(timed.step)
    if attribution:
        steps.append(Step("sources", attribution.rule, scene.doc[attribution.cue].text))
    naval = {vessel.name: None for vessel in attach_all(scene, matter, scene.vessels, _THINGS)}
    things = attach_all(scene, matter, scene.items, _THINGS) if matter.type is ClaimType.ARMS_TRANSFER else []
    money = attach(scene, matter, scene.money, _THINGS)
    return Claim(
        id="",
        type=matter.type,
        phase=standing.phase,
        modality=standing.modality,
        trigger=_span(scene, matter.start, matter.end),
        evidence=_sentence(scene, scene.tree.sentence_of[matter.head]),
        actors=roles.actors,
        recipients=roles.recipients,
        participants=_participants(scene, matter, roles, sources),
        place=_place(place),
        time=_when(timed.date if timed else None),
        sources=sources,
        items=tuple(Item(thing.text, thing.quantity) for thing in things),
        value=money.money if money else None,
        vessels=tuple(naval),
        trace=tuple(steps),
    )


def _between_states(claim: Claim) -> bool:
    """The contract's scope: two parties, or one where the other side is left open by nature."""
    codes = {party.code for party in claim.actors + claim.recipients}
    return len(codes) >= 2 or (bool(codes) and claim.type in _ALONE)


def _domestic(claim: Claim, homes: Mapping[str, frozenset[str]]) -> bool:
    """True where a state faces only insurgents of its own; ``homes`` are their states by the group's name."""
    parties = claim.actors + claim.recipients
    at_home = frozenset[str]().union(*(homes.get(party.text or "", frozenset()) for party in parties))
    groups = {party.code for party in parties if (party.text or "") in homes}
    return bool(at_home) and {party.code for party in parties} - groups <= at_home


def _participants(
    scene: Scene, matter: Matter, roles: Cast, sources: Sequence[Source]
) -> tuple[Participant, ...]:
    if matter.type is not ClaimType.TALKS:
        return ()
    speakers = {source.text for source in sources}
    near = attach_all(scene, matter, scene.people, _PEOPLE)
    near.sort(key=lambda person: person.start)
    found: dict[str, Participant] = {}
    for person in near:
        if person.name in speakers or (person.code is not None and person.code not in roles.sides):
            continue
        found.setdefault(person.name, Participant(person.name, person.code, person.role))
    return tuple(found.values())


def _place(place: PlaceMention | None) -> Place | None:
    return Place(place.text, place.country) if place else None


def _when(time: TimeMention | None) -> When | None:
    return When(time.text, time.edtf) if time else None


def _span(scene: Scene, start: int, end: int) -> Span:
    first, last = scene.doc[start], scene.doc[end - 1]
    return Span(first.idx, last.idx + len(last))


def _sentence(scene: Scene, number: int) -> Span:
    start, end = scene.tree.sentences[number]
    while end - 1 > start and scene.doc[end - 1].is_space:
        end -= 1
    while start < end - 1 and scene.doc[start].is_space:
        start += 1
    return _span(scene, start, end)


def _lead(scene: Scene) -> Span | None:
    if not scene.tree.sentences:
        return None
    last = min(_LEAD_SENTENCES, len(scene.tree.sentences)) - 1
    return Span(0, _sentence(scene, last).end)
