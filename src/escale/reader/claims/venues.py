"""Where a matter happens, once its parties are known.

The parties are decided with the nearest place in view; who they are then tells which places were none: whom
arms are sold to, what a treaty is called after, what is talked about. Of the places left, the nearest is the
venue, and a town wins over the state it lies in. Forces and ships are somewhere in their host's country:
where nothing near says where, a place of that country just named does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from escale.model import ClaimType
from escale.reader.claims.roles import Cast
from escale.reader.layers import Matter, PartyForm, PlaceMention, PlaceUse
from escale.reader.scene import Scene
from escale.reader.text.columns import words

__all__ = ["Venues"]

_NEAR = 4.5
_SAID = 2.0
_PARTICIPLE = 2.5  # from the place over its participle to the noun: "the talks opened in Ankara"
_ASIDE = 3.0  # for an origin, or a place beyond a semicolon
_TOWN = 2.0  # how much further off than its state a town may stand
_BACK = {ClaimType.DEPLOYMENT: 4, ClaimType.PORT_VISIT: 5, ClaimType.INCIDENT: 1}  # sentences
# Verbs that share the adverbs of the one above.
_WITHIN = frozenset({"xcomp", "aux", "cop", "aux:pass", "conj"})
_NAMED = frozenset({PlaceUse.NAME, PlaceUse.DATELINE})
# What a headline's label says where it happens, not only whom it is about.
_LABELLED = frozenset({ClaimType.DEPLOYMENT, ClaimType.EXERCISE, ClaimType.INCIDENT})
_ABOUT = frozenset({PlaceUse.TOPIC, PlaceUse.TO})
# What a state is spoken of for, given or denied wherever that is done.
_GIVEN = frozenset(
    {
        ClaimType.ASSISTANCE,
        ClaimType.SANCTION,
        ClaimType.INTELLIGENCE_SHARING,
        ClaimType.COOPERATION,
        ClaimType.AGREEMENT,
    }
)
# What goes to a state, not what happens there.
_SENT = frozenset({ClaimType.ARMS_TRANSFER, ClaimType.DIPLOMATIC_STATUS})
# What may be about a place far off.
_SPOKEN = _GIVEN - {ClaimType.ASSISTANCE} | {ClaimType.TALKS, ClaimType.DIPLOMATIC_STATUS}


@dataclass(frozen=True, slots=True)
class Venues:
    """The places of an article by sentence, the adverbs that stand for them, and its semicolons."""

    scene: Scene
    places: Mapping[int, Sequence[PlaceMention]]
    taken_up: Mapping[int, PlaceMention]
    breaks: Sequence[int]

    @classmethod
    def of(cls, scene: Scene) -> Venues:
        """Sort the places of an article once."""
        places: dict[int, list[PlaceMention]] = defaultdict(list)
        for place in scene.places:
            places[scene.tree.sentence_of[place.head]].append(place)
        adverbs = {at: place for place in scene.places for at in place.taken_up}
        breaks = [at for at, word in enumerate(words(scene.doc, "ORTH", str)) if word == ";"]
        return cls(scene, dict(places), adverbs, breaks)

    def of_matter(self, matter: Matter, cast: Cast) -> PlaceMention | None:
        """The place that the text gives a matter in its own sentence, or None."""
        sentence = self.scene.tree.sentence_of[matter.head]
        here = [p for p in self.places.get(sentence, ()) if not self._is_named_only(matter, cast, p)]
        return self._of_adverb(matter, cast) or self._nearest(matter, here)

    def _nearest(self, matter: Matter, here: Sequence[PlaceMention]) -> PlaceMention | None:
        ranked = [
            (cost, abs(place.start - matter.start), place)
            for place in here
            if not self._is_aside(matter, place) and (cost := self._cost(matter, place)) <= _NEAR
        ]
        if not ranked:
            return None
        cost, _, best = min(ranked, key=lambda row: row[:2])
        if self._party_form(best) is not PartyForm.NAME:
            return best
        towns = [
            row
            for row in ranked
            if row[2].country == best.country
            and row[0] <= cost + _TOWN
            and self._party_form(row[2]) is not PartyForm.NAME
        ]
        return min(towns, key=lambda row: row[:2])[2] if towns else best

    def _of_adverb(self, matter: Matter, cast: Cast) -> PlaceMention | None:
        """The place that an adverb of the matter's clause stands for."""
        if not self.taken_up:
            return None
        tree = self.scene.tree
        for token in (matter.head, *tree.ancestors(matter.head)):
            for child in tree.dependents[token]:
                place = self.taken_up.get(child)
                if place is not None:
                    return None if self._is_named_only(matter, cast, place) else place
            if tree.is_verb(token) and tree.deps[token] not in _WITHIN:
                return None
        return None

    def of_host(self, matter: Matter, cast: Cast) -> PlaceMention | None:
        """The place of the host's country named last, in the matter's sentence or shortly before."""
        sentence = self.scene.tree.sentence_of[matter.head]
        back = _BACK.get(matter.type)
        hosts = {party.code for party in cast.recipients}
        if back is None or len(hosts) != 1:
            return None
        towns = matter.type is ClaimType.PORT_VISIT
        for place in self._before(sentence, back):
            if place.country in hosts and place.use not in _NAMED:
                form = self._party_form(place)
                if form is None or (form is PartyForm.NAME) is not towns:
                    return place
        return None

    def _before(self, sentence: int, back: int) -> Iterator[PlaceMention]:
        for number in range(sentence, max(-1, sentence - back - 1), -1):
            yield from reversed(self.places.get(number, ()))

    def _party_form(self, place: PlaceMention) -> PartyForm | None:
        """Whether the place's words name a state or a capital too."""
        for mention in self.scene.parties_at(place.head):
            named = mention.form in (PartyForm.NAME, PartyForm.CAPITAL)
            if named and mention.code == place.country and mention.end == place.end:
                return mention.form
        return None

    def _is_named_only(self, matter: Matter, cast: Cast, place: PlaceMention) -> bool:
        """True if the place is named for another reason than that the matter happens there."""
        if place.use in _NAMED or (place.use is PlaceUse.LABEL and matter.type not in _LABELLED):
            return True
        if place.use is PlaceUse.TOPIC and matter.type in _SPOKEN:
            return True
        form = self._party_form(place)
        if form is None:
            return False
        if matter.type in _GIVEN:
            signed = matter.type is ClaimType.AGREEMENT and form is PartyForm.CAPITAL
            return place.use in _ABOUT and not signed
        if matter.type in _SENT:
            return form is PartyForm.NAME or (matter.type is ClaimType.ARMS_TRANSFER and place.use in _ABOUT)
        return place.use is PlaceUse.BARE and any(
            party.code == place.country for party in (*cast.actors, *cast.recipients)
        )

    def _is_aside(self, matter: Matter, place: PlaceMention) -> bool:
        tree = self.scene.tree
        return (
            place.aside is not None
            and place.aside != matter.head
            and place.aside not in tree.ancestors(matter.head)
        )

    def _cost(self, matter: Matter, place: PlaceMention) -> float:
        """How far off a place is, a participle of the matter's noun being no clause of its own."""
        tree = self.scene.tree
        at = place.head if place.anchor is None else place.anchor
        cost = tree.distance(at, matter.head)
        verb = tree.heads[at]
        if tree.deps[verb] == "acl":
            cost = min(cost, _PARTICIPLE + tree.distance(tree.heads[verb], matter.head))
        meeting = tree.meeting_point(at, matter.head)
        if meeting in self.scene.cues and meeting != matter.head:
            cost += _SAID
        if cost > _NEAR:
            return cost
        beyond = bisect_left(self.breaks, place.start) != bisect_left(self.breaks, matter.head)
        return cost + _ASIDE if beyond or place.use is PlaceUse.ORIGIN else cost
