from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from timelines import EVIL, day, empty, full, hostile, mark, segment

from escale.export.phrases import TEXTS, Phrases
from escale.export.timeline_axis import Axis
from escale.export.timeline_look import timeline_css
from escale.export.timeline_svg import to_svg
from escale.ledger.ties.points import Status
from escale.ledger.timeline import Bar, Mark, Timeline
from escale.model import ClaimType

SVG = "{http://www.w3.org/2000/svg}"


def drawn(
    timeline: Timeline, width: int = 960, links: Callable[[str], str] | None = None
) -> ElementTree.Element:
    return ElementTree.fromstring(to_svg(timeline, width=width, links=links))


def words(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def groups(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [group for group in root.iter(f"{SVG}g") if name in group.get("class", "").split()]


def titles(root: ElementTree.Element) -> list[str]:
    return [title.text or "" for title in root.iter(f"{SVG}title")]


def one(status: str, *, certain: bool = True, standing: str = "") -> ElementTree.Element:
    """The group of a tie's only segment."""
    key = full().bars[0].key
    bar = Bar(key, (segment(status, "2014-01-01", "2015-12-31", certain=certain, standing=standing),))
    (group,) = groups(drawn(replace(full(), bars=(bar,))), status)
    return group


def looks(group: ElementTree.Element) -> set[str]:
    """Classes, and kinds of patterns, of what a group is made of."""
    found: set[str] = set()
    for part in group.iter():
        found.update(part.get("class", "").split())
        found.update(re.findall(r"-(\w+)\)", part.get("fill", "")))
    return found


@pytest.mark.parametrize(
    ("status", "certain", "standing", "has", "lacks"),
    [
        ("active", True, "", {"fill"}, {"hatch", "dash", "pale"}),
        ("active", False, "", {"fill", "dash", "pale"}, {"hatch"}),
        ("suspended", True, "", {"hatch", "edge"}, {"fill", "dash", "pale"}),
        ("suspended", False, "", {"hatch", "dash", "pale"}, {"fill"}),
        ("ended", True, "", {"edge", "fill"}, {"dash", "hatch"}),
        ("ended", False, "", {"edge", "dash", "hollow"}, {"fill"}),
        ("planned", True, "active", {"dots", "dash"}, {"fill"}),
        ("planned", True, "suspended", {"hatch", "dash"}, {"fill", "dots"}),
        ("planned", True, "ended", {"hollow", "dash"}, {"fill", "dots"}),
        ("possible", True, "active", {"dot", "hollow"}, {"fill", "dots", "dash"}),
        ("contested", True, "active", {"cross", "doubt", "fill"}, {"hatch"}),
        ("contested", True, "suspended", {"cross", "doubt", "hatch"}, {"fill"}),
    ],
)
def test_each_status_has_a_look_of_its_own(
    status: str, certain: bool, standing: str, has: set[str], lacks: set[str]
) -> None:
    found = looks(one(status, certain=certain, standing=standing))
    assert has <= found
    assert not lacks & found


def test_an_end_that_nothing_marks_fades() -> None:
    key = full().bars[0].key
    ran_out = Bar(key, (segment("active", "", "2012-12-31"), segment("active", "2014-01-01", "2015-12-31")))
    stopped = Bar(key, (segment("active", "2014-01-01", "2015-12-31"), segment("ended", "2016-01-01", "")))
    first, second = groups(drawn(replace(full(), bars=(ran_out,))), "active")
    assert {"in", "out"} <= looks(first)
    assert "out" in looks(second)
    assert "in" not in looks(second)
    (whole,) = groups(drawn(replace(full(), bars=(stopped,))), "active")
    assert not {"in", "out"} & looks(whole)


@pytest.mark.parametrize("width", [960, 358])
def test_it_says_what_it_is_and_names_all(width: int) -> None:
    timeline = full()
    root = drawn(timeline, width)
    assert root.get("role") == "img"
    ids = {part.get("id"): part for part in root.iter() if part.get("id")}
    title, description = (ids[name] for name in (root.get("aria-labelledby") or "").split())
    assert title.text == "Timeline of GRC – CYP"
    assert "sanction CYP → GRC: ended 2017-01-01 to still." in (description.text or "")
    assert len(groups(root, "tie")) == len(timeline.bars)
    assert [len(groups(root, status)) for status in ("active", "suspended", "planned")] == [3, 2, 2]
    for label in ("port visit GRC → CYP", "port visit GRC → CYP · limassol", "talks", "on 2019-09-10"):
        assert label in words(root)
    assert "2015" in " ".join(words(root)) or width < 600
    hints = "\n".join(titles(root))
    for hint in (
        "port visit GRC → CYP: suspended, 2014-01-01 to 2014-12-30 · days uncertain · 2 origins, 3 reports",
        "talks: planned suspension, 2020-03-01 to 2020-03-31 · days uncertain",
        "sanction CYP → GRC: contested (active, 1 against), 2015-01-01 to 2016-12-31",
        "2011-05-01/2011-05-03 port visit occur · limassol · 1 origin, 4 reports",
        "told 2015-02-02 agreement occur denied",
    ):
        assert hint in hints


def test_marks_tell_their_kind_by_shape() -> None:
    root = drawn(full())
    marks = {
        title.removeprefix("told ").split(" ")[1]: group
        for group in groups(root, "event")
        for title in titles(group)
    }
    assert marks["talks"].find(f"{SVG}circle") is not None
    assert marks["sanction"].find(f"{SVG}circle[@class='doubt none dash']") is not None
    assert {"hollow", "gap"} <= looks(marks["agreement"])
    assert "hollow" not in looks(marks["talks"])
    assert len(groups(root, "event")) == 6


def test_marks_that_would_overlap_are_one_with_their_number() -> None:
    days = [mark("talks", f"2015-03-{d:02}", f"2015-03-{d:02}", name=f"e{d}") for d in range(1, 21)]
    root = drawn(replace(full(), marks=(*days, mark("talks", "2018-01-01", "2018-01-01"))))
    several, single = groups(root, "event")
    assert words(several) == ["20"]
    assert "20 events\n2015-03-01 talks occur" in titles(several)[0]
    assert titles(several)[0].endswith("and 8 more")
    assert words(single) == []


@given(st.lists(st.integers(day("2011-01-01"), day("2021-01-01")), max_size=40))
@settings(max_examples=40, deadline=None)
def test_no_two_marks_lie_on_one_another(days: list[int]) -> None:
    template = mark("talks", "2015-01-01", "2015-01-01")
    marks = tuple(replace(template, first=when, last=when) for when in days)
    root = drawn(replace(full(), marks=marks))
    centres = [float(group.find(f"{SVG}circle").get("cx", "0")) for group in groups(root, "event")]  # type: ignore[union-attr]
    assert all(right - left >= 15.8 for left, right in pairwise(centres))
    told = [title for group in groups(root, "event") for title in titles(group)]
    assert sum(int(t.split(" ")[0]) if " events\n" in t else 1 for t in told) == len(days)


@pytest.mark.parametrize("width", [960, 358])
@pytest.mark.parametrize("timeline", [full(), empty(), hostile()], ids=["full", "empty", "hostile"])
def test_it_needs_nothing_but_itself(timeline: Timeline, width: int) -> None:
    text = to_svg(timeline, width=width)
    root = ElementTree.fromstring(text)
    tags = {part.tag.removeprefix(SVG) for part in root.iter()}
    assert not tags & {"script", "image", "use", "foreignObject", "a"}
    assert not any(name.startswith("on") or "href" in name for part in root.iter() for name in part.attrib)
    ids = [part.get("id") for part in root.iter() if part.get("id")]
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)
    assert not re.search(r"url\([^#]|@import|https?:(?!//www\.w3\.org/2000/svg)", text)
    assert to_svg(timeline, width=width) == text


def test_a_name_is_never_markup() -> None:
    text = to_svg(hostile())
    assert "<script" not in text
    assert not set(text) & set("\u202e\x00\x1b\uffff")
    text.encode("utf-8")
    assert any("alert" in title for title in titles(ElementTree.fromstring(text)))


def test_two_drawings_on_a_page_share_no_id() -> None:
    ids = [
        {part.get("id") for part in drawn(timeline, width).iter() if part.get("id")}
        for timeline in (full(), empty())
        for width in (960, 358)
    ]
    assert len(set().union(*ids)) == sum(map(len, ids))


def test_marks_and_ties_lead_somewhere() -> None:
    root = drawn(full(), links=lambda name: f"https://example.org/why?what={name}&x=1")
    targets = [link.get("href") for link in root.iter(f"{SVG}a")]
    assert "https://example.org/why?what=talks:CYP-GRC&x=1" in targets
    assert "https://example.org/why?what=e2&x=1" in targets
    assert root.get("role") == "group"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:x", "data:text/html,x", ""]
)
def test_an_address_is_of_the_web_or_none(target: str) -> None:
    links = [link.get("href") for link in drawn(full(), links=lambda name: target).iter(f"{SVG}a")]
    assert not any(re.match(r"(?i)\s*(javascript|data):|^$", link or "") for link in links)


@pytest.mark.parametrize(
    ("target", "kept"), [("/tie/x", True), ("#x", True), ("why.html", True), ("vbscript:x", False)]
)
def test_relative_addresses_are_kept(target: str, kept: bool) -> None:
    assert (drawn(full(), links=lambda name: target).find(f".//{SVG}a") is not None) is kept


def test_a_long_name_is_cut_and_whole_in_its_hint() -> None:
    name = "a port with a name that goes on and on until nobody reads it any more"
    bar = Bar(replace(full().bars[0].key, facet=name), full().bars[0].segments)
    for width in (960, 358):
        root = drawn(replace(full(), bars=(bar,)), width)
        assert any(label.endswith("…") for label in words(root))
        assert f"port visit GRC → CYP · {name}" in titles(root)


def test_forty_ties_have_a_row_each() -> None:
    key = full().bars[0].key
    bars = tuple(
        Bar(replace(key, facet=f"port {n}"), (segment("active", "2014-01-01", ""),)) for n in range(40)
    )
    tops = [
        float(group.findall(f".//{SVG}rect")[0].get("y", "0"))
        for group in groups(drawn(replace(full(), bars=bars)), "active")
    ]
    assert len(tops) == 40
    assert all(lower - upper >= 20 for upper, lower in pairwise(tops))


@pytest.mark.parametrize("width", [100, 280, 390, 599, 600, 960, 2000])
def test_everything_lies_within_the_frame(width: int) -> None:
    root = drawn(full(), width)
    shown = max(width, 280)
    assert root.get("viewBox") == f"0 0 {shown} {root.get('height')}"
    for rect in [r for g in groups(root, "tie") for r in g.iter(f"{SVG}rect")]:
        left, top = float(rect.get("x", "0")), float(rect.get("y", "0"))
        assert left >= 0
        assert left + float(rect.get("width", "0")) <= shown
        assert top + float(rect.get("height", "0")) <= float(root.get("height", "0"))


def test_nothing_known_is_said() -> None:
    assert "No tie is known on this day." in words(drawn(empty()))


def test_days_asked_and_known_are_named_once_if_they_are_one() -> None:
    same = replace(full(), known=full().on)
    assert "on and as known on 2019-09-10" in words(drawn(same))
    assert "as known on 2019-12-01" in words(drawn(full()))
    assert not any("known" in label for label in words(drawn(replace(full(), known=None))))


def luminance(colour: str) -> float:
    full_form = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(full_form[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("look", "least"),
    [("text", 4.5), ("soft", 4.5), ("edge", 3), ("fill", 3), ("doubt", 3), ("mark", 3), ("now", 3)],
)
def test_colours_stand_out(scheme: int, look: str, least: float) -> None:
    css = timeline_css().split("@media (prefers-color-scheme:dark)")[scheme]

    def colour(name: str) -> str:
        found = re.search(rf"\.escale-timeline \.?{name}\{{(?:fill|stroke):(#\w+)\}}", css)
        assert found, name
        return found[1]

    for ground in ("paper", "future"):
        lighter, darker = sorted((luminance(colour(look)), luminance(colour(ground))), reverse=True)
        assert (lighter + 0.05) / (darker + 0.05) >= least


def test_the_dark_scheme_sets_every_colour_that_the_light_one_sets() -> None:
    light, dark = timeline_css().split("@media (prefers-color-scheme:dark)")
    rule = re.compile(r"^(.*)\{(fill|stroke|stop-color):#", re.MULTILINE)
    assert rule.findall(light) == rule.findall(dark)
    assert len(rule.findall(dark)) > 10


AXES = [
    ("2010-01-01", "2021-01-01", 600, "2010", "2011"),
    ("2010-01-01", "2021-01-01", 120, "2010", "2015"),
    ("1950-01-01", "2021-01-01", 300, "1950", "1960"),
    ("2019-01-01", "2019-12-31", 720, "2019-01", "2019-02"),
    ("2019-01-01", "2019-12-31", 250, "2019-01", "2019-04"),
    ("2019-09-02", "2019-10-10", 600, "2019-09-02", "2019-09-09"),
    ("2019-09-09", "2019-09-13", 600, "2019-09-09", "2019-09-10"),
]


@pytest.mark.parametrize(("start", "stop", "length", "first", "second"), AXES)
def test_ticks_fit_the_range(start: str, stop: str, length: float, first: str, second: str) -> None:
    ticks = Axis(day(start), day(stop), 0, length).ticks(6)
    assert [label for _, label in ticks[:2]] == [first, second]


@given(st.integers(1, 3_000_000), st.integers(0, 600_000), st.floats(50, 2000))
@settings(max_examples=60, deadline=None)
def test_labels_never_meet(start: int, days: int, length: float) -> None:
    axis = Axis(start, start + days, 10, length)
    ticks = axis.ticks(6)
    for (one_day, label), (next_day, _) in pairwise(ticks):
        assert axis.at(next_day) - axis.at(one_day) >= len(label) * 6
    assert axis.at(start) == 10
    assert axis.at(start + days + 1) == pytest.approx(10 + length)
    assert axis.at(start - 5) == 10


def test_the_legend_explains_what_occurs_and_nothing_else() -> None:
    everything = words(drawn(full()))
    assert {"active", "suspended", "days uncertain", "denied"} <= set(everything)
    bar = Bar(full().bars[0].key, (segment("active", "2014-01-01", ""),))
    plain = words(drawn(replace(full(), bars=(bar,), marks=())))
    assert "active" in plain
    assert not {status.value for status in Status if status is not Status.ACTIVE} & set(plain)
    assert not {"denied", "days uncertain"} & set(plain)


def test_every_type_has_a_shape() -> None:
    marks: tuple[Mark, ...] = tuple(
        mark(kind.value, "2015-01-01", "2015-01-01", name=kind.value) for kind in ClaimType
    )
    root = drawn(replace(full(), marks=marks))
    assert len(groups(root, "lane")) == len(ClaimType)
    assert EVIL not in "".join(words(root))


FRENCH = Phrases.load("fr", TEXTS)


def test_the_words_are_in_the_language_asked_for() -> None:
    root = ElementTree.fromstring(to_svg(full(), phrases=FRENCH))
    said = words(root)
    for label in ("escale GRC → CYP · limassol", "entretiens", "Événements", "actif", "dates incertaines"):
        assert label in said
    hints = "\n".join(titles(root))
    for hint in (
        "escale GRC → CYP : suspendu, 2014-12-31 – à ce jour · 2 origines, 3 articles",
        "entretiens : suspension prévue, 2020-03-01 – 2020-03-31 · dates incertaines",
        "sanction CYP → GRC : contesté (actif, 1 contre), 2015-01-01 – 2016-12-31",
        "2011-05-01/2011-05-03 escale, a lieu · limassol · 1 origine, 4 articles",
        "rapporté le 2015-02-02 accord, a lieu · démenti",
    ):
        assert hint in hints


@pytest.mark.parametrize("timeline", [full(), empty()], ids=["full", "empty"])
def test_in_a_page_it_has_no_style_of_its_own(timeline: Timeline) -> None:
    text = to_svg(timeline, standalone=False, prefix="wide", links=lambda name: f"/{name}")
    assert not re.search(r"<style|style=", text)
    ids = re.findall(r'id="([^"]*)"', text)
    assert ids
    assert all(name.startswith("wide-") for name in ids)
    assert set(re.findall(r"url\(#([^)]*)\)", text)) <= set(ids)
    assert f"<style>\n{timeline_css()}</style>" in to_svg(timeline)


@pytest.mark.parametrize("width", [960, 358])
def test_what_leads_somewhere_has_a_name_and_can_be_hit(width: int) -> None:
    days = [mark("talks", f"2015-{m:02}-01", f"2015-{m:02}-01", name=f"e{m}") for m in range(1, 13)]
    timeline = replace(full(), marks=(*full().marks, *days))
    text = to_svg(timeline, width=width, links=lambda name: f"/{name}", group_links=lambda some: "/several")
    links = list(ElementTree.fromstring(text).iter(f"{SVG}a"))
    assert {"/talks:CYP-GRC", "/e2", "/several"} <= {link.get("href") for link in links}
    boxes = []
    for link in links:
        assert len(link.get("aria-label", "")) > 10
        area = link[0]
        assert (area.get("fill"), area.get("pointer-events")) == ("none", "all")
        left, top, wide, high = (float(area.get(name, "0")) for name in ("x", "y", "width", "height"))
        assert wide >= 24
        assert high >= 24
        boxes.append((left, top, left + wide, top + high))
    for one, other in combinations(boxes, 2):
        apart = (one[2] - other[0], other[2] - one[0], one[3] - other[1], other[3] - one[1])
        assert min(apart) <= 0.2


def test_events_drawn_as_one_lead_where_all_of_them_are() -> None:
    days = tuple(mark("talks", f"2015-03-{d:02}", f"2015-03-{d:02}", name=f"e{d}") for d in range(1, 4))
    given: list[list[str]] = []

    def several(marks: Sequence[Mark]) -> str:
        given.append([one.event for one in marks])
        return "/three"

    text = to_svg(replace(full(), marks=days), group_links=several)
    (link,) = ElementTree.fromstring(text).iter(f"{SVG}a")
    assert given == [["e1", "e2", "e3"]]
    assert (link.get("aria-label") or "").startswith("3 events, 2015-03-01 talks occur")
