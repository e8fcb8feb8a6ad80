"""What the scene binds: words for the speaker to the state of whoever speaks."""

from __future__ import annotations

import pytest

from escale.reader.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Nous recevrons l\'Inde et nos forces seront prêtes", a déclaré le ministre turc.', {"TUR"}),
        ("Nous recevrons l'Inde.", set()),
    ],
)
def test_we_are_the_state_of_the_speaker(reader: Reader, text: str, expected: set[str]) -> None:
    scene = reader.scene(reader.pipeline(text), "2020-01-01", None)
    ours = {mention.code for mention in scene.by_place if mention.text.lower() in {"nous", "nos forces"}}
    assert ours == expected
    assert all(mention.code for mention in scene.by_place)


def test_members_named_after_their_noun_are_meant_by_it(reader: Reader) -> None:
    text = "Plusieurs pays, dont le Portugal et la Grèce, ont reconnu le Kosovo."
    scene = reader.scene(reader.pipeline(text), "2020-01-01", None)
    (noun,) = (token.i for token in scene.doc if token.text == "pays")
    assert [mention.code for mention in scene.parties_at(noun)] == ["PRT", "GRC"]


def test_a_leader_named_in_full_stands_for_the_movement(reader: Reader) -> None:
    scene = reader.scene(reader.pipeline("Le maréchal Khalifa Haftar a signé la trêve."), "2020-01-01", None)
    assert {mention.code for mention in scene.by_place} == {"NSA"}
