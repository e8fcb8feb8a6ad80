from __future__ import annotations

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from timelines import EVIL

from escale.export.chain_svg import chain_to_svg
from escale.export.phrases import TEXTS, Phrases
from escale.ledger.publishers import name_key
from escale.ledger.rows import Extent, Origin, StoredClaim
from escale.model import Claim, ClaimType, Modality, Phase, Source, SourceKind, Span

SVG = "{http://www.w3.org/2000/svg}"


def told(*sources: tuple[str, str], vouching: str = "", anonymous: bool = False) -> StoredClaim:
    """A claim of the paper Le Phare with those names and kinds in its chain."""
    chain = tuple(Source(name, SourceKind(kind)) for name, kind in sources)
    claim = Claim(
        "c1", ClaimType.TALKS, Phase.OCCUR, Modality.ASSERTED, Span(0, 1), Span(0, 9), sources=chain
    )
    name = chain[-1].text if chain else "Le Phare"
    return StoredClaim(
        id="c1",
        article_id="a1",
        reading_id="r1",
        claim=claim,
        published=None,
        known=None,
        outlet="Le Phare",
        lang="fr",
        quote="",
        facet=None,
        origin=Origin(name_key(vouching or name), name, None, anonymous=anonymous, own=not chain),
        extent=Extent(None, None, throughout=False, dated=False),
    )


def drawn(stored: StoredClaim, **asked: int) -> ElementTree.Element:
    return ElementTree.fromstring(chain_to_svg(stored, **asked))  # type: ignore[arg-type]


def boxes(root: ElementTree.Element) -> list[tuple[str, str, set[str]]]:
    """Name, roles and look of each box."""
    found = []
    for group in root.iter(f"{SVG}g"):
        name, roles = (text.text or "" for text in group.iter(f"{SVG}text"))
        (rect,) = group.iter(f"{SVG}rect")
        found.append((name, roles, set(rect.get("class", "").split())))
    return found


NAMED = ("un amiral", "official")
NAMELESS = ("un marin", "anonymous")
MEDIUM = ("Radio Sud", "media")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        (told(), [("Le Phare", "article · origin", {"box", "thick"})]),
        (
            told(MEDIUM, NAMED),
            [
                ("Le Phare", "article", {"box"}),
                ("Radio Sud", "media", {"box"}),
                ("un amiral", "official · origin", {"box", "thick"}),
            ],
        ),
        (
            told(MEDIUM, NAMELESS, vouching="radio sud", anonymous=True),
            [
                ("Le Phare", "article", {"box"}),
                ("Radio Sud", "media · vouches", {"box"}),
                ("un marin", "anonymous · origin", {"box", "thick", "dash"}),
            ],
        ),
        (
            told(NAMELESS, vouching="le phare", anonymous=True),
            [
                ("Le Phare", "article · vouches", {"box"}),
                ("un marin", "anonymous · origin", {"box", "thick", "dash"}),
            ],
        ),
    ],
    ids=["own voice", "named", "a medium vouches", "the article vouches"],
)
def test_the_chain_runs_from_the_article_to_the_origin(
    stored: StoredClaim, shown: list[tuple[str, str, set[str]]]
) -> None:
    root = drawn(stored)
    assert boxes(root) == shown
    assert len([path for path in root.iter(f"{SVG}path") if path.get("class") == "arrow"]) == len(shown) - 1


def test_it_is_described_for_those_who_do_not_see_it() -> None:
    root = drawn(told(MEDIUM, NAMELESS, vouching="radio sud", anonymous=True))
    assert root.get("role") == "img"
    ids = {part.get("id"): part.text or "" for part in root.iter() if part.get("id")}
    named = [ids[name] for name in (root.get("aria-labelledby") or "").split()]
    assert named == [
        "Chain of sources",
        "Chain of sources, from the article to its origin: Le Phare (article) → Radio Sud (media, vouches) "
        "→ un marin (anonymous, origin).",
    ]


def test_it_speaks_french() -> None:
    text = chain_to_svg(told(NAMELESS, anonymous=True), phrases=Phrases.load("fr", TEXTS))
    assert "source anonyme · origine" in text
    assert "Chaîne des sources" in text


@pytest.mark.parametrize("width", [100, 200, 358, 640, 1400])
@pytest.mark.parametrize("count", [0, 1, 3, 8])
def test_everything_lies_within_the_frame(width: int, count: int) -> None:
    root = drawn(
        told(*[(f"{place}: a name that goes on and on", "media") for place in range(count)]), width=width
    )
    right, bottom = float(root.get("width", "0")), float(root.get("height", "0"))
    assert right <= max(width, 200)
    rects = [rect for group in root.iter(f"{SVG}g") for rect in group.iter(f"{SVG}rect")]
    assert len(rects) == count + 1
    for rect in rects:
        assert float(rect.get("x", "0")) + float(rect.get("width", "0")) <= right
        assert float(rect.get("y", "0")) + float(rect.get("height", "0")) <= bottom


def test_a_phone_has_the_chain_downwards_and_a_desk_to_the_right() -> None:
    stored = told(MEDIUM, NAMED)
    phone, desk = (drawn(stored, width=width) for width in (358, 900))
    assert float(phone.get("height", "0")) > 150 > float(desk.get("height", "0"))


def test_a_long_name_is_cut_and_whole_in_its_hint() -> None:
    name = "Le Journal de la Défense nationale, de la Marine et des Affaires stratégiques"
    root = drawn(told((name, "media")), width=358)
    assert boxes(root)[1][0].endswith("…")
    assert any(title.text == f"{name} (media, origin)" for title in root.iter(f"{SVG}title"))


def test_a_name_is_never_markup() -> None:
    text = chain_to_svg(replace(told((EVIL, "person")), outlet=EVIL))
    assert "<script" not in text
    assert not set(text) & set("\u202e\x00\x1b\uffff")
    ElementTree.fromstring(text)


def test_in_a_page_it_has_no_style_of_its_own() -> None:
    text = chain_to_svg(told(MEDIUM), standalone=False, prefix="c7")
    assert not re.search(r"<style|style=", text)
    assert set(re.findall(r'id="([^"]*)"', text)) == {"c7-title", "c7-desc"}
    assert "<style>" in chain_to_svg(told(MEDIUM))
