from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.geo.outline import world
from escale.geo.projection import Bounds, View, around, equal_earth, wrapped

LONGITUDE = st.floats(-180, 180)
LATITUDE = st.floats(-90, 90)
POINT = st.tuples(LONGITUDE, LATITUDE)


@pytest.mark.parametrize(
    ("longitude", "latitude", "x", "y"),
    # From the equations of the paper, as PROJ's eqearth gives them.
    [(0, 0, 0, 0), (180, 0, 2.70663, 0), (0, 90, 0, 1.31737), (-180, 0, -2.70663, 0), (0, -90, 0, -1.31737)],
)
def test_known_points(longitude: float, latitude: float, x: float, y: float) -> None:
    assert equal_earth(longitude, latitude) == pytest.approx((x, y), abs=1e-4)


@given(LONGITUDE, LATITUDE)
def test_it_is_the_same_on_both_sides(longitude: float, latitude: float) -> None:
    x, y = equal_earth(longitude, latitude)
    assert equal_earth(-longitude, latitude) == pytest.approx((-x, y))
    assert equal_earth(longitude, -latitude) == pytest.approx((x, -y))


@given(LONGITUDE, st.floats(-89, 88), st.floats(0.01, 1))
def test_north_is_up(longitude: float, latitude: float, step: float) -> None:
    assert equal_earth(longitude, latitude + step)[1] > equal_earth(longitude, latitude)[1]


@given(st.floats(-89, 88))
def test_areas_keep_their_proportion(latitude: float) -> None:
    """A thin band of a degree of longitude is as large as on the globe."""
    step = 1e-3
    width = equal_earth(1, latitude + step / 2)[0]
    height = equal_earth(0, latitude + step)[1] - equal_earth(0, latitude)[1]
    globe = math.radians(1) * (math.sin(math.radians(latitude + step)) - math.sin(math.radians(latitude)))
    assert width * height == pytest.approx(globe, rel=1e-3)


@given(st.floats(-1000, 1000), LONGITUDE)
def test_a_wrapped_longitude_is_the_same_meridian(longitude: float, middle: float) -> None:
    found = wrapped(longitude, middle)
    assert -180 <= found <= 180
    assert math.cos(math.radians(found + middle - longitude)) == pytest.approx(1)


@given(st.lists(POINT, min_size=1, max_size=8))
def test_bounds_hold_their_points_and_a_view_shows_them(points: list[tuple[float, float]]) -> None:
    bounds = around(points)
    assert bounds is not None
    assert 0 <= bounds.east - bounds.west <= 360
    for longitude, latitude in points:
        assert abs(wrapped(longitude, bounds.middle)) <= (bounds.east - bounds.west) / 2 + 1e-6
        assert bounds.south <= latitude <= bounds.north
    view = View.of(bounds, 800, 0.45, 0.75)
    assert 0.45 * 800 - 1e-6 <= view.height <= 0.75 * 800 + 1e-6
    for longitude, latitude in points:
        if abs(wrapped(longitude, view.middle)) < 179.9:
            x, y = view.at(longitude, latitude)
            assert -0.01 <= x <= 800.01
            assert -0.01 <= y <= view.height + 0.01


def test_bounds_may_pass_the_antimeridian() -> None:
    bounds = around([(131.9, 43.1), (-158.0, 21.3)])
    assert bounds == pytest.approx(Bounds(131.9, 21.3, 202.0, 43.1))
    assert around([]) is None
    assert around([(5.93, 43.1)]) == pytest.approx(Bounds(5.93, 43.1, 5.93, 43.1))


def test_the_outline_lies_on_the_globe_and_does_not_leap() -> None:
    outline = world()
    assert len(outline.land) > 100
    assert len(outline.borders) > 250
    for line in (*outline.land, *outline.borders):
        assert all(abs(longitude) <= 195 and abs(latitude) <= 90 for longitude, latitude in line)
        steps = pairwise(line)
        assert all(abs(b[0] - a[0]) < 60 or a[1] == b[1] == -90 for a, b in steps)
