"""One tenure of an office, with every form of the holder's name, and how it lies in time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from escale.register.names import fold

__all__ = ["Holder", "Office"]


class Office(StrEnum):
    """The offices that the register tells apart, the weightiest first."""

    HEAD_OF_STATE = "head_of_state"
    SUPREME_LEADER = "supreme_leader"
    HEAD_OF_GOVERNMENT = "head_of_government"
    HEAD_OF_BODY = "head_of_body"
    FOREIGN_MINISTER = "foreign_minister"
    FOREIGN_POLICY_CHIEF = "foreign_policy_chief"
    DEFENCE_MINISTER = "defence_minister"
    DEPUTY_HEAD_OF_STATE = "deputy_head_of_state"
    CHIEF_OF_DEFENCE = "chief_of_defence"
    ARMY_CHIEF = "army_chief"
    MILITARY_COMMANDER = "military_commander"
    INTELLIGENCE_CHIEF = "intelligence_chief"
    SECURITY_ADVISER = "security_adviser"
    SECURITY_COUNCIL_SECRETARY = "security_council_secretary"
    PARLIAMENT_HEAD = "parliament_head"
    MINISTER = "minister"
    ENVOY = "envoy"
    AMBASSADOR = "ambassador"
    SPOKESPERSON = "spokesperson"
    OTHER = "other"

    @property
    def weight(self) -> int:
        """Place in the order of precedence, 0 first."""
        return _WEIGHTS[self]


_WEIGHTS = {office: place for place, office in enumerate(Office)}


@dataclass(frozen=True, slots=True)
class Holder:
    """A person in an office of a state or body.

    Attributes:
        id: stable name of the row.
        code: state (ISO 3166-1 alpha-3) or body served.
        office: the office held.
        start: first day, month or year in office (EDTF), or empty if unknown.
        end: last day, month or year in office, or empty if still held or unknown.
        name_fr: the name as the French press writes it.
        name_en: the name as the English press writes it.
        name_ru: the name in Russian, or empty.
        aliases: other spellings in use.
        family: the surname where it is not the last word of the name.
    """

    id: str
    code: str
    office: Office
    start: str
    end: str
    name_fr: str
    name_en: str = ""
    name_ru: str = ""
    aliases: tuple[str, ...] = ()
    family: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every form of the name."""
        return tuple(name for name in (self.name_fr, self.name_en, self.name_ru, *self.aliases) if name)

    @property
    def person(self) -> str:
        """What two tenures of one person share."""
        return fold(self.name_fr)

    def began(self, on: str) -> bool:
        """True if the office may have been taken up by that date (EDTF day, month or year)."""
        return not self.start or self.start[: len(on)] <= on[: len(self.start)]

    def ended(self, on: str) -> bool:
        """True if the office had surely been left before that date."""
        return bool(self.end) and self.end[: len(on)] < on[: len(self.end)]

    def holds(self, on: str) -> bool:
        """True if the office may have been held on that date."""
        return self.began(on) and not self.ended(on)
