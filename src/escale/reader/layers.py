"""What the steps of the reader find in a text and hand on: mentions anchored to the tokens of its tree.

Each mention covers the tokens ``[start, end)`` of a spaCy ``Doc`` and names the token that heads it, so that
a later step can ask the tree how mentions relate. Nothing here outlives the reading of one article.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from escale.model import ClaimType, Modality, Money, Phase, Sector, Source, Step

__all__ = [
    "Attribution",
    "ItemMention",
    "Matter",
    "MoneyMention",
    "PartyForm",
    "PartyMention",
    "PersonMention",
    "PlaceMention",
    "Role",
    "Standing",
    "TimeMention",
    "VesselMention",
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
    """A state, body or armed group named in the text."""

    start: int
    end: int
    head: int
    code: str
    sector: Sector
    form: PartyForm
    text: str


@dataclass(frozen=True, slots=True)
class PersonMention:
    """A named person. ``name`` is the fullest form in the article, ``role`` the words of the text."""

    start: int
    end: int
    head: int
    name: str
    code: str | None
    role: str | None
    sector: Sector
    official: bool


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place, with the code of the country it lies in (None at sea or across borders)."""

    start: int
    end: int
    head: int
    text: str
    country: str | None


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
    """

    start: int
    end: int
    head: int
    type: ClaimType
    phase: Phase | None
    modality: Modality | None
    frame: Mapping[str, Role]
    rule: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Phase and modality of a matter where the text speaks of it, and why."""

    phase: Phase
    modality: Modality
    steps: tuple[Step, ...]
