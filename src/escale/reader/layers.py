"""What the steps of the reader find in a text and hand on: mentions anchored to the tokens of its tree.

Each mention covers the tokens ``[start, end)`` of a spaCy ``Doc`` and names the token that heads it, so that
a later step can ask the tree how mentions relate. Nothing here outlives the reading of one article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from escale.model import ClaimType, Modality, Money, Phase, Sector, Source, Step

__all__ = [
    "About",
    "Attribution",
    "ItemMention",
    "Matter",
    "MoneyMention",
    "PartyForm",
    "PartyMention",
    "PersonMention",
    "PlaceMention",
    "PlaceUse",
    "Role",
    "Standing",
    "TimeMention",
    "VesselMention",
    "as_party",
]


class PartyForm(StrEnum):
    """How the text speaks of a party."""

    NAME = "name"  # la France, Taïwan, l'Otan
    ADJECTIVE = "adjective"  # français, russes, onusien, franco-russe (one mention for each half)
    INHABITANT = "inhabitant"  # les Américains, des Saoudiens
    CAPITAL = "capital"  # Paris, Moscou: the city may stand for its state or be a mere place
    SEAT = "seat"  # le Kremlin, l'Élysée, le Pentagone, Foggy Bottom
    GROUP = "group"  # les talibans, le Hezbollah: armed groups and movements (NSA)
    PERSON = "person"  # an office holder standing for the state served
    ANAPHOR = "anaphor"  # les deux pays, son homologue, les deux capitales


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A state, body or armed group named in the text; ``home`` are the states whose insurgents a group is."""

    start: int
    end: int
    head: int
    code: str
    sector: Sector
    form: PartyForm
    text: str
    home: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A named person. ``name`` is the fullest form in the article, ``role`` the words of the text.

    ``office`` is what the register knows the person to hold on the day, "" if it knows none.
    """

    start: int
    end: int
    head: int
    name: str
    code: str | None
    role: str | None
    sector: Sector
    official: bool
    office: str = ""


def as_party(person: PersonMention) -> PartyMention:
    """A person as a mention of the state served."""
    return PartyMention(
        person.start, person.end, person.head, person.code or "", person.sector, PartyForm.PERSON, person.name
    )


class PlaceUse(StrEnum):
    """What the words around a place make of it."""

    SITE = "site"  # in, off, near it; the default
    TO = "to"  # at or to it: what is there, or whom something goes to
    TOPIC = "topic"  # on, for or against it: what is spoken of
    ORIGIN = "origin"  # out of it
    NAME = "name"  # part of a name: a treaty, a school, a ship, a fleet
    LABEL = "label"  # before the colon of a headline
    DATELINE = "dateline"  # where an article was written
    BARE = "bare"  # a name with no preposition, such as a capital that stands for its state


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, with the code of the country it lies in (None at sea or across borders).

    ``anchor`` heads the phrase that the place describes (the *port* of Brest); ``aside`` heads the phrase of
    cause or sequel that it stands in (after the *attack* of Brest), outside which nothing happens there;
    ``taken_up`` are the adverbs that stand for it (Brest, *where* it lies).
    """

    start: int
    end: int
    head: int
    text: str
    country: str | None
    use: PlaceUse = PlaceUse.SITE
    anchor: int | None = None
    aside: int | None = None
    taken_up: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and its EDTF value; ``rule`` names the rule that gave it."""

    start: int
    end: int
    head: int
    text: str
    edtf: str
    rule: str


@dataclass(frozen=True, slots=True)
class VesselMention:
    """A ship or class of ships: its name, or ``classe X`` for a class; ``hull`` number if given."""

    start: int
    end: int
    head: int
    name: str
    hull: str | None


@dataclass(frozen=True, slots=True)
class ItemMention:
    """Equipment with its quantity."""

    start: int
    end: int
    head: int
    text: str
    quantity: int | None


@dataclass(frozen=True, slots=True)
class MoneyMention:
    """An amount of money."""

    start: int
    end: int
    head: int
    money: Money


@dataclass(frozen=True, slots=True)
class Attribution:
    """A stretch of text laid to a chain of sources, outermost first.

    Attributes:
        start, end: the tokens of the content (what is said, not who says it).
        cue: the token of the reporting verb or preposition.
        sources: the chain, outermost first, origin last.
        rule: the rule that found it.
    """

    start: int
    end: int
    cue: int
    sources: tuple[Source, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class About:
    """What an article is about as a whole, where no more than parts of it are parsed.

    Attributes:
        classes: bits of the context classes that are its own subjects (`escale.reader.matters.lexicon`).
        several: True if it names more than one state or body.
    """

    classes: int
    several: bool


class Role(StrEnum):
    """What a syntactic slot of a matter's word holds."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    PARTY = "party"  # either side of a symmetric matter
    PLACE = "place"
    NONE = "none"  # the slot never holds a party


@dataclass(frozen=True, slots=True)
class Matter:
    """A word or words that name a matter of one of the types.

    Attributes:
        start, end: the tokens of the trigger.
        head: the token whose subtree and path to the root carry roles, phase and modality.
        type: the type of claim.
        phase: the phase that the words imply by themselves (``signature`` starts), or None.
        modality: the modality that the words imply by themselves (``projet``), or None.
        frame: role of each slot: ``subject``, ``object``, ``agent``, ``adjective``, or a preposition's lemma.
        rule: name of the lexicon entry.
        turns: role of each slot of other words about matters of this type, by their lemma.
        settled: True if phase and modality are known and the words around say no more of them.
    """

    start: int
    end: int
    head: int
    type: ClaimType
    phase: Phase | None
    modality: Modality | None
    frame: Mapping[str, Role]
    rule: str
    settled: bool = False
    turns: Mapping[str, Mapping[str, Role]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """Phase and modality of a matter where the text speaks of it, and why."""

    phase: Phase
    modality: Modality
    steps: tuple[Step, ...]
