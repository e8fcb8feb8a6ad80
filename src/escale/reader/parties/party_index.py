"""The tables of parties as one index: every listed name and what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from escale.lang import Language
from escale.model import Sector
from escale.reader.layers import PartyForm
from escale.reader.text.gazetteer import NameTrie, fold

__all__ = ["Known", "PartyIndex"]

_GROUP_CODE = "NSA"
_EXAMPLE = "example"


@dataclass(frozen=True, slots=True)
class Known:
    """What an entry stands for; without a code it hides the names inside it.

    ``people`` entries need a noun that acts or a capital; all the ``joint`` entries of one name count at
    once; one with ``beside`` counts only in an article that names that other party. ``home`` are the states
    whose own insurgents a group is.
    """

    code: str
    sector: Sector
    form: PartyForm
    people: bool = False
    joint: bool = False
    beside: str | None = None
    home: frozenset[str] = frozenset()


_MASK = Known("", Sector.GOV, PartyForm.NAME)


class PartyIndex:
    """What each listed name stands for.

    Attributes:
        trie: names, adjectives, cities, seats, bodies and groups, and the longer names that hide them.
        prefixes: first halves of compound adjectives, folded.
    """

    def __init__(self, language: Language) -> None:
        self.trie: NameTrie[Known] = NameTrie()
        self.prefixes: dict[str, Known] = {}
        self._states = frozenset(language.table("states"))
        self._enter_states(language.table("states"))
        self._enter_seats(language.table("seats"))
        self._enter_bodies(language.table("bodies"))
        self._enter_groups(language.table("groups"))
        self._enter_companies(language.table("companies"))
        self._enter_sets(language.table("sets"))
        self._enter_masks(language.table("places"))

    def _enter_states(self, table: Mapping[str, Any]) -> None:
        for code, record in table.items():
            self._enter(record, code, Sector.GOV)

    def _enter_seats(self, table: Mapping[str, Any]) -> None:
        for sector in (s for s in Sector if s in table):
            for code, names in table[sector].items():
                if code != _EXAMPLE:
                    self.trie.add_all(names, Known(code, sector, PartyForm.SEAT))

    def _enter_bodies(self, table: Mapping[str, Any]) -> None:
        for code, record in table.items():
            self._enter(record, code, Sector.IGO)
            for part in record.values():
                if isinstance(part, Mapping):
                    self._enter(part, code, Sector.IGO)

    def _enter(self, record: Mapping[str, Any], code: str, default: Sector) -> None:
        sector = Sector(record.get("sector", default))
        add = self.trie.add_all
        add(record.get("names", ()), Known(code, sector, PartyForm.NAME))
        add(record.get("common", ()), Known(code, sector, PartyForm.NAME))
        add(record.get("forces", ()), Known(code, Sector.MIL, PartyForm.NAME))
        add(record.get("adjectives", ()), Known(code, sector, PartyForm.ADJECTIVE))
        add(record.get("capitals", ()), Known(code, sector, PartyForm.CAPITAL))
        add(record.get("seats", ()), Known(code, sector, PartyForm.CAPITAL))
        for prefix in record.get("prefixes", ()):
            self.prefixes.setdefault(fold(prefix), Known(code, sector, PartyForm.ADJECTIVE))

    def _enter_groups(self, table: Mapping[str, Any]) -> None:
        for record in table.values():
            home = frozenset(record.get("home", ()))
            group = Known(_GROUP_CODE, Sector.GOV, PartyForm.GROUP, home=home)
            self.trie.add_all(record.get("names", ()), group)
            self.trie.add_all(record.get("leaders", ()), group)
            self.trie.add_all(record.get("adjectives", ()), replace(group, people=True))

    def _enter_companies(self, table: Mapping[str, Any]) -> None:
        for code, names in table["makers"].items():
            if code != _EXAMPLE:
                self.trie.add_all(names, Known(code, Sector.GOV, PartyForm.SEAT))

    def _enter_sets(self, table: Mapping[str, Any]) -> None:
        for name, codes in table["sets"].items():
            if name != _EXAMPLE:
                for code in codes:
                    self.trie.add(name, Known(code, Sector.GOV, PartyForm.NAME, joint=True))
        for name, codes in table["beside"].items():
            if name != _EXAMPLE:
                sector = Sector.GOV if codes[0] in self._states else Sector.IGO
                self.trie.add(name, Known(codes[0], sector, PartyForm.NAME, beside=codes[1]))
        self.trie.add_all(table["none"]["names"], _MASK)

    def _enter_masks(self, table: Mapping[str, Any]) -> None:
        self.trie.add_all((*table["masks"]["names"], *table["masks"]["treaties"]), _MASK)
        for names in (*table["state"].values(), table["across"]["names"]):
            self.trie.add_all((name for name in names if " " in name or "-" in name), _MASK)
