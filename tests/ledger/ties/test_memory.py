"""How long an occurrence speaks for a tie."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from escale.ledger.ties import memory
from escale.ledger.ties.memory import Memory, load_memories, parse_memories
from escale.model import ClaimType

TABLE = Path(memory.__file__).with_name("memory.toml").read_text(encoding="utf-8")
OCCASIONS = {"port_visit", "talks", "exercise", "exchange", "incident"}


def test_every_type_has_an_entry_and_every_entry_an_example() -> None:
    table = tomllib.loads(TABLE)
    assert set(table) == {type_.value for type_ in ClaimType}
    assert all(entry["example"].strip() for entry in table.values())
    assert set(load_memories()) == set(ClaimType)


def test_occasions_take_place_and_are_over() -> None:
    assert {type_.value for type_, entry in load_memories().items() if entry.occasion} == OCCASIONS


def test_forever_has_no_number_of_days() -> None:
    memories = load_memories()
    assert memories[ClaimType.SANCTION] == Memory(occasion=False, opened=None, seen=None)
    assert memories[ClaimType.PORT_VISIT] == Memory(occasion=True, opened=730, seen=365)


def test_what_was_loaded_can_not_be_altered() -> None:
    with pytest.raises(TypeError):
        load_memories()[ClaimType.TALKS] = Memory(True, 1, 1)  # type: ignore[index]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[talks]", "[chats]", "no memory for talks"),
        ("[talks]", "[chats]\n[talks]", "chats"),
        ("opened = 3650", "opened = -1", "-1 is neither"),
        ("opened = 3650", 'opened = "long"', "'long' is neither"),
        ("opened = 3650", "opened = true", "True is neither"),
        ("seen = 1095", "", "an entry has"),
        ("occasion = true", "occasion = 1", "occasion is true or false"),
        ('example = "Cadets trained in 2018 speak for exchanges to 2019."', 'example = " "', "example"),
        ("[talks]", "[talks", "Expected"),
    ],
)
def test_a_faulty_table_is_refused(old: str, new: str, message: str) -> None:
    assert old in TABLE
    with pytest.raises(ValueError, match=message):
        parse_memories(TABLE.replace(old, new, 1))
