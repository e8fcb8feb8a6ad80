"""Under which flag a ship sails: its state is named once, the ship many times.

A ship's state is the one named in its phrase (an adjective, a navy), else that of its prefix (HMS, USS);
later mentions of the name, and of «the ship», stand for the same state's navy.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyForm, PartyMention, VesselMention

__all__ = ["FlagFinder"]

_WITHIN = 4  # tokens after a ship's name in which its navy may follow


class FlagFinder:
    """Finds the states that ships stand for."""

    def __init__(self, language: Language) -> None:
        table = language.table("flags")
        self._prefixes: dict[str, str] = {k: v for k, v in table["prefixes"].items() if k != "example"}
        self._determiners = frozenset(table["ship"]["determiners"])
        self._nouns = frozenset(table["ship"]["nouns"])

    def __call__(
        self, doc: Doc, parties: Sequence[PartyMention], vessels: Sequence[VesselMention]
    ) -> list[PartyMention]:
        """A mention of its state for each ship that has none in its own words."""
        if not vessels:
            return []
        by_token = {i: party for party in reversed(parties) for i in range(party.start, party.end)}
        flags = self._flags(doc, by_token, vessels)
        named = {vessel.start: vessel for vessel in vessels}
        bare = {
            name: code for vessel in vessels if (code := flags.get(_key(vessel))) and (name := _bare(vessel))
        }
        inside = {i for vessel in vessels for i in range(vessel.start, vessel.end)}
        found: list[PartyMention] = []
        last: str | None = None
        for token in doc:
            vessel = named.get(token.i)
            if vessel is not None:
                last = flags.get(_key(vessel), last)
                if _key(vessel) in flags and not any(i in by_token for i in range(vessel.start, vessel.end)):
                    found.append(_mention(doc, vessel.start, vessel.end, vessel.head, flags[_key(vessel)]))
            elif (
                token.text in bare
                and token.i > 0
                and doc[token.i - 1].lower_ in self._determiners
                and token.i not in inside
                and token.i not in by_token
            ):
                last = bare[token.text]
                found.append(_mention(doc, token.i - 1, token.i + 1, token.i, last))
            elif (
                last is not None
                and token.lower_ in self._nouns
                and token.i > 0
                and doc[token.i - 1].lower_ in self._determiners
                and not {token.i, token.i + 1} & (inside | by_token.keys())
            ):
                found.append(_mention(doc, token.i - 1, token.i + 1, token.i, last))
        return found

    def _flags(
        self, doc: Doc, by_token: dict[int, PartyMention], vessels: Sequence[VesselMention]
    ) -> dict[str, str]:
        flags: dict[str, str] = {}
        for vessel in vessels:
            after = min(vessel.end + _WITHIN, len(doc))
            code = next(
                (
                    by_token[i].code
                    for i in (*range(vessel.start - 1, vessel.end), *range(vessel.end, after))
                    if i in by_token and (i < vessel.end or by_token[i].sector is Sector.MIL)
                ),
                None,
            )
            code = code or next((self._prefixes[w] for w in vessel.name.split() if w in self._prefixes), None)
            if code is not None:
                flags.setdefault(_key(vessel), code)
        return flags


def _key(vessel: VesselMention) -> str:
    """The name as the ship is called later: without its navy's prefix, which stands in capitals."""
    words = vessel.name.lower().split()
    return words[-1] if words else ""


def _bare(vessel: VesselMention) -> str | None:
    """The last word of a name, if it is a name by itself: «le Kent» after «le HMS Kent»."""
    word = vessel.name.split()[-1]
    return word if word[0].isupper() and word.isalpha() else None


def _mention(doc: Doc, start: int, end: int, head: int, code: str) -> PartyMention:
    return PartyMention(start, end, head, code, Sector.MIL, PartyForm.ANAPHOR, doc[start:end].text)
