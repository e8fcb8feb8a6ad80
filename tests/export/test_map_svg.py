from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import EVIL

from escale.export.map_look import LOOKS, OTHER, map_css
from escale.export.map_marks import Mark, Sizes, placed
from escale.export.map_svg import MapPlace, to_svg
from escale.export.phrases import TEXTS, Phrases
from escale.model import ClaimType

SVG = "{http://www.w3.org/2000/svg}"
SIZES = Sizes.of(400, 960)

COUNTS = st.dictionaries(st.sampled_from(ClaimType), st.integers(1, 5000), min_size=1)
PLACE = st.builds(MapPlace, st.text(), st.floats(-180, 180), st.floats(-90, 90), COUNTS, st.text(max_size=20))


def place(label: str = "Toulon", /, **counts: int) -> MapPlace:
    kinds = {ClaimType(kind): number for kind, number in (counts or {"port_visit": 3}).items()}
    return MapPlace(label, 5.93, 43.12, kinds, label)


def drawn(*places: MapPlace, **how: object) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(places, **how))  # type: ignore[arg-type]


def marks(root: ElementTree.Element) -> list[ElementTree.Element]:
    """The marks of places, without those of the legend."""
    groups = [one for one in root.iter() if one.get("class") == "place"]
    return [one for group in groups for one in group if "mark" in one.get("class", "").split()]


def texts(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


@settings(max_examples=25, deadline=None)
@given(st.lists(PLACE, max_size=6), st.integers(0, 1500), st.booleans())
def test_any_places_make_a_drawing(places: list[MapPlace], width: int, crop: bool) -> None:
    root = drawn(*places, width=width, crop=crop)
    assert root.get("width") == str(max(width, 280))
    assert sum(1 for one in root.iter() if one.get("class") == "place") == len(places)


def test_hostile_words_stay_words() -> None:
    root = drawn(place(EVIL), links=lambda key: f"/map?place={key}")
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {
        *("svg", "title", "desc", "style", "rect", "path", "circle", "g", "a", "text", "clipPath")
    }
    assert all(not name.startswith("on") for one in root.iter() for name in one.attrib)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " JavaScript:alert(1)"])
def test_no_link_leads_to_a_script(address: str) -> None:
    assert list(drawn(place(), links=lambda _: address).iter(f"{SVG}a")) == []


def test_a_place_is_a_link_with_a_name() -> None:
    root = drawn(place(port_visit=3, exercise=1), links=lambda key: f"/claims?place={key}")
    (link,) = root.iter(f"{SVG}a")
    assert link.get("href") == "/claims?place=Toulon"
    assert link.get("aria-label") == "Toulon: port visit (3), exercise (1)"
    assert root.get("role") == "group"
    assert drawn(place()).get("role") == "img"


@pytest.mark.parametrize("kind", ClaimType)
def test_types_are_told_by_shape_and_colour(kind: ClaimType) -> None:
    root = drawn(place(**{kind.value: 2}))
    (mark,) = marks(root)
    look = LOOKS.get(kind, OTHER)
    assert look in mark.get("class", "").split()
    assert map_css().count(f".escale-map .{look}{{fill:") == 2
    assert ("other matters" if look == OTHER else kind.replace("_", " ")) in texts(root)


def test_no_two_looks_share_a_shape_or_a_colour() -> None:
    looks = (*LOOKS.values(), OTHER)
    shapes = {Mark(look, 0, 0, 10).svg().partition("d=")[2] for look in looks}
    colours = {map_css().partition(f".escale-map .{look}{{fill:")[2][:7] for look in looks}
    assert len(shapes) == len(colours) == len(looks)


@given(COUNTS, st.floats(0, 960))
def test_marks_of_a_place_stand_side_by_side(counts: dict[ClaimType, int], x: float) -> None:
    row = placed(counts, x, 100, SIZES, 960)
    assert all(before.box.right < after.box.left for before, after in pairwise(row))
    assert max(mark.box.right for mark in row) <= 960.001
    assert row[0].radius == max(mark.radius for mark in row)


def test_the_largest_mark_is_at_the_place() -> None:
    assert placed({ClaimType.EXERCISE: 9, ClaimType.PORT_VISIT: 2}, 50, 80, SIZES, 960)[0] == Mark(
        "triangle", 50, 80, SIZES.radius(9)
    )


def test_areas_keep_the_proportion_of_the_numbers() -> None:
    assert SIZES.radius(400) == pytest.approx(2 * SIZES.radius(100))
    assert SIZES.radius(1) == SIZES.least
    assert Sizes.of(400, 390).most < SIZES.most


def test_labels_meet_no_mark_and_no_label() -> None:
    many = [
        MapPlace(f"place {at}", 2.0 * (at % 9), 40 + 1.5 * (at // 9), {ClaimType.TALKS: 1 + at}, "")
        for at in range(60)
    ]
    root = drawn(*many, width=900)
    rows = [
        (float(text.get("x", "")), float(text.get("y", "")), len(text.text or "") * 6.2)
        for text in root.iter(f"{SVG}text")
        if text.get("class") == "t"
    ]
    assert 0 < len(rows) <= 24
    for at, (x, y, long) in enumerate(rows):
        assert all(abs(y - b) >= 13 or x + long <= a or a + wide <= x for a, b, wide in rows[:at])


def test_a_crop_shows_the_part_that_the_places_lie_in() -> None:
    black_sea = [
        MapPlace(name, longitude, latitude, {ClaimType.PORT_VISIT: 1}, name)
        for name, longitude, latitude in [("Odessa", 30.73, 46.48), ("Batoumi", 41.64, 41.64)]
    ]
    apart = []
    for crop in (False, True):
        first, second = marks(drawn(*black_sea, width=960, crop=crop))
        apart.append(abs(float(first.get("cx", "")) - float(second.get("cx", ""))))
    assert apart[0] < 40
    assert apart[1] > 480


def test_places_on_both_sides_of_the_antimeridian_are_near() -> None:
    pacific = [MapPlace("", longitude, 0, {ClaimType.PORT_VISIT: 1}, "") for longitude in (170.0, -170.0)]
    first, second = marks(drawn(*pacific, width=900, crop=True))
    assert float(first.get("cx", "")) < float(second.get("cx", ""))


def test_a_place_without_claims_is_left_out() -> None:
    root = drawn(MapPlace("Toulon", 5.9, 43.1, {ClaimType.TALKS: 0}, ""))
    assert marks(root) == []
    assert "No place of these claims can be put on the map." in texts(root)


def test_of_very_many_places_those_with_the_fewest_claims_are_left_out() -> None:
    many = [MapPlace("", at % 170, at % 80, {ClaimType.TALKS: at + 1}, f"k{at}") for at in range(501)]
    root = drawn(*many, links=lambda key: f"/{key}")
    addresses = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert len(addresses) == 500
    assert "/k0" not in addresses
    assert "The 500 places with the most claims are shown." in texts(root)


def test_the_source_is_credited_in_both_languages() -> None:
    for lang in ("en", "fr"):
        words = " ".join(texts(drawn(place(), phrases=Phrases.load(lang, TEXTS))))
        assert "GeoNames (CC BY 4.0)" in words
        assert "Natural Earth" in words


def test_a_drawing_alone_brings_its_look_in_light_and_dark() -> None:
    alone = to_svg([place()])
    assert f"<style>\n{map_css()}</style>" in alone
    assert "prefers-color-scheme:dark" in alone


def test_a_drawing_in_a_page_brings_no_style() -> None:
    inline = to_svg([place()], standalone=False, prefix="m2")
    assert "<style" not in inline
    assert "style=" not in inline
    assert 'aria-labelledby="m2-title m2-desc"' in inline
    ids = [one.get("id", "") for one in ElementTree.fromstring(inline).iter() if one.get("id")]
    assert sorted(ids) == sorted({"m2-title", "m2-desc", "m2-globe"})


def _light(colour: str) -> float:
    digits = colour.removeprefix("#")
    digits = "".join(2 * digit for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_marks_and_words_stand_out(scheme: int) -> None:
    css = map_css().split("@media")[scheme]

    def of(name: str) -> float:
        return _light(css.partition(f".escale-map {name}{{fill:")[2].partition("}")[0])

    def contrast(first: float, second: float) -> float:
        high, low = max(first, second), min(first, second)
        return (high + 0.05) / (low + 0.05)

    grounds = [of(".sea"), of(".land")]
    for look in (*LOOKS.values(), OTHER):
        assert min(contrast(of(f".{look}"), ground) for ground in grounds) >= 3, look
    assert min(contrast(of("text"), ground) for ground in grounds) >= 4.5
    assert contrast(of(".soft"), of(".paper")) >= 4.5
