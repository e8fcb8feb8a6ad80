from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree

import pytest
from timelines import EVIL

from escale.export.matrix_svg import matrix_to_svg
from escale.export.phrases import TEXTS, Phrases
from escale.export.picture import picture_css

SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Told:
    first: str
    second: str
    claims: int


THREE = (Told("CYP", "GRC", 4), Told("EGY", "GRC", 16), Told("CYP", "MLT", 1))
MANY = tuple(
    Told(one, other, 1 + place % 7)
    for place, (one, other) in enumerate(combinations("ABCDEFGHIJKLMNOPQRSTUVWX", 2))
)


def pairs(text: str) -> dict[str, float]:
    """What is said of each pair shown → area of its square."""
    found = {}
    for group in ElementTree.fromstring(text).iter(f"{SVG}g"):
        if group.get("class") == "pair":
            title, rect = list(group)
            found[title.text or ""] = float(rect.get("width", "0")) * float(rect.get("height", "0"))
    return found


def headings(text: str) -> list[str]:
    """The names of the rows."""
    groups = [group for group in ElementTree.fromstring(text).iter(f"{SVG}g") if not group.get("class")]
    return [group.find(f"{SVG}title").text or "" for group in groups]  # type: ignore[union-attr]


def test_an_area_is_a_number_of_claims() -> None:
    areas = pairs(matrix_to_svg(THREE))
    assert list(areas) == ["EGY – GRC: 16 claims", "CYP – GRC: 4 claims", "CYP – MLT: 1 claim"]
    largest, middle, least = areas.values()
    assert largest / middle == pytest.approx(4, rel=0.02)
    assert middle / least == pytest.approx(4, rel=0.02)


def test_the_most_active_come_first_unless_others_are_asked_for() -> None:
    assert headings(matrix_to_svg(THREE)) == ["GRC", "EGY", "CYP", "MLT"]
    assert headings(matrix_to_svg(THREE, ("MLT", "CYP"))) == ["MLT", "CYP"]
    assert list(pairs(matrix_to_svg(THREE, ("MLT", "CYP")))) == ["CYP – MLT: 1 claim"]


@pytest.mark.parametrize(
    ("width", "shown"), [(100, 8), (358, 11), (374, 11), (600, 14), (960, 20), (2000, 20)]
)
def test_a_narrow_picture_shows_fewer(width: int, shown: int) -> None:
    text = matrix_to_svg(MANY, width=width, links=lambda pair: "/t")
    assert len(headings(text)) == shown
    assert f"The {shown} parties with the most claims are shown." in text
    for area in ElementTree.fromstring(text).iter(f"{SVG}a"):
        rect = area.find(f"{SVG}rect")
        assert rect is not None
        assert float(rect.get("width", "0")) >= 24
        assert float(rect.get("height", "0")) >= 24
        assert float(rect.get("x", "0")) + float(rect.get("width", "0")) <= max(width, 280)


def test_a_pair_leads_to_its_page_and_says_where() -> None:
    text = matrix_to_svg(THREE, links=lambda pair: f"/ties/{pair[0]}/{pair[1]}", names={"CYP": "Cyprus"})
    links = {a.get("href"): a.get("aria-label") for a in ElementTree.fromstring(text).iter(f"{SVG}a")}
    assert links["/ties/CYP/GRC"] == "Cyprus – GRC: 4 claims"
    assert len(links) == 3
    assert ElementTree.fromstring(text).get("role") == "group"
    assert ElementTree.fromstring(matrix_to_svg(THREE)).get("role") == "img"
    assert "<a " not in matrix_to_svg(THREE, links=lambda pair: "javascript:x")


def test_it_says_what_it_shows_in_both_languages() -> None:
    french = matrix_to_svg(THREE, phrases=Phrases.load("fr", TEXTS), names={"EGY": "Égypte", "GRC": "Grèce"})
    assert "le plus grand nombre porte sur Égypte – Grèce : 16 affirmations." in french
    assert "the most are on EGY – GRC: 16 claims." in matrix_to_svg(THREE)


@pytest.mark.parametrize("activity", [(), (Told("CYP", "CYP", 3),), (Told("CYP", "GRC", 0),)])
def test_nothing_known_is_said(activity: tuple[Told, ...]) -> None:
    assert "No claim on two parties." in matrix_to_svg(activity)
    assert not pairs(matrix_to_svg(activity))


def test_a_name_is_never_markup() -> None:
    text = matrix_to_svg((Told(EVIL, "GRC", 3),), names={"GRC": EVIL}, links=lambda pair: f"/{pair[0]}")
    assert "<script" not in text
    assert not set(text) & set("\u202e\x00\x1b\uffff")
    ElementTree.fromstring(text)


def test_in_a_page_it_has_no_style_of_its_own() -> None:
    text = matrix_to_svg(THREE, standalone=False, prefix="m3")
    assert not re.search(r"<style|style=", text)
    assert set(re.findall(r'id="([^"]*)"', text)) == {"m3-title", "m3-desc"}
    classes = {name for names in re.findall(r'class="([^"]*)"', text) for name in names.split()} - {"pair"}
    assert all(f".{name}" in picture_css() for name in classes)
