from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from support import full_claim, reading

from escale.export.highlight import segments
from escale.export.html import fragment, to_html
from escale.model import Article, Claim, ClaimType, Modality, Phase, Source, SourceKind, Span

TEXT = "date 2021 Paris & Rome <b>gèlent</b> l'accord, selon « Le Phare ».\nRien d'autre."
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Keeps the words, classes, ids and links of a page, and fails where tags do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.marks: list[str] = []
        self.words = ""
        self.article = ""
        self._depth = 0
        self.feed(page)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if "href" in given:
            self.links.append(given["href"] or "")
        assert not any(name.startswith("on") or name == "src" for name in given)
        if tag in VOID:
            return
        self.open.append(f"{tag}.{given.get('class', '')}")
        if tag == "mark":
            self.marks.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().split(".")[0] == tag

    def handle_data(self, data: str) -> None:
        if any(name.startswith(("style", "title")) for name in self.open):
            return
        self.words += data
        if "div.text" in self.open and not any(name.startswith("sup") for name in self.open):
            self.article += data
        if self.open and self.open[-1].startswith("mark"):
            self.marks[-1] += data


def page(article: Article, *claims: Claim, explain: bool = False) -> Page:
    return Page("".join(to_html([reading(article, *claims)], explain=explain)))


def test_the_text_stands_whole_without_its_header() -> None:
    shown = page(
        Article("a", TEXT, body=10), full_claim(TEXT, "gèlent", "Paris & Rome <b>gèlent</b> l'accord")
    )
    assert shown.article == TEXT[10:]
    assert shown.marks == ["gèlent"]


def test_each_field_and_the_chain_stand_beside() -> None:
    shown = page(Article("a", TEXT), full_claim(TEXT, "gèlent", "gèlent"), explain=True)
    for words in (
        "arms transfer",
        "possible",
        "start",
        "FRA GOV Paris",
        "GRC MIL la marine grecque",
        "Anne Le Goff",
    ):
        assert words in shown.words
    for words in (
        "Brest FRA",
        "2021-03 en mars",
        "2 × frégates, missiles",
        "1\u202f200\u202f000 EUR",
        "Kimon",
    ):
        assert words in shown.words
    assert "Le Phare mediaun officier anonymous" in shown.words
    assert "typesalegèlent" in shown.words


def test_words_of_an_article_are_never_markup() -> None:
    evil = '<script>alert("x")</script>'
    claim = replace(
        full_claim(TEXT, "gèlent", "gèlent"), sources=(Source(evil, SourceKind.MEDIA),), vessels=(evil,)
    )
    article = Article(
        "<i>", TEXT + evil, outlet=evil, title=evil, url="javascript:alert(1)", published='"><i>'
    )
    shown = page(article, claim, explain=True)
    assert not shown.tags & {"script", "b", "i", "img", "link"}
    assert shown.words.count(evil) == 5
    assert not any("javascript" in link for link in shown.links)


def test_the_page_asks_for_nothing_from_outside() -> None:
    html = "".join(to_html([reading(Article("a", TEXT), full_claim(TEXT, "gèlent", "gèlent"))]))
    for sign in ("http:", "https:", "url(", "@import", "<script", "<link", "<img"):
        assert sign not in html
    assert "prefers-color-scheme:dark" in html
    assert 'name="viewport"' in html


def test_links_lead_from_text_to_claim_and_back() -> None:
    article = Article("a", TEXT, url="https://example.org/?a=1&b=2")
    claims = (full_claim(TEXT, "gèlent", "gèlent"), full_claim(TEXT, "accord", "l'accord", 2))
    shown = Page("".join(to_html([reading(article, *claims)] * 2)))
    assert len(shown.ids) == len(set(shown.ids))
    assert {link[1:] for link in shown.links if link.startswith("#")} <= set(shown.ids)
    assert shown.links.count("https://example.org/?a=1&b=2") == 2


def test_a_notebook_gets_a_fragment() -> None:
    read = reading(Article("a", TEXT), full_claim(TEXT, "gèlent", "gèlent"))
    html = read._repr_html_()
    assert html == fragment(read)
    assert html.startswith("<style>")
    assert "<body" not in html
    Page(html)


def test_overlapping_spans_are_split_at_their_edges() -> None:
    text = "abcdefghij"
    one = replace(full_claim(text, "cde", "abcdef"), mentions=(Span(8, 10),))
    two = full_claim(text, "def", "defghij", 2)
    parts = [(s.start, s.end, s.evidence, s.triggers, s.ends) for s in segments(10, [one, two])]
    assert parts == [
        (0, 2, (0,), (), ()),
        (2, 3, (0,), (0,), ()),
        (3, 5, (0, 1), (0, 1), (0,)),
        (5, 6, (0, 1), (1,), (1,)),
        (6, 8, (1,), (), ()),
        (8, 10, (0, 1), (), ()),
    ]


SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))
CLAIMS = st.builds(
    Claim,
    id=st.just("c"),
    type=st.sampled_from(ClaimType),
    phase=st.just(Phase.OCCUR),
    modality=st.just(Modality.ASSERTED),
    trigger=SPANS,
    evidence=SPANS,
    mentions=st.lists(SPANS, max_size=3).map(tuple),
)


@given(st.text(min_size=1, max_size=50), st.lists(CLAIMS, max_size=6))
def test_whatever_the_spans_the_text_stays_whole(text: str, claims: list[Claim]) -> None:
    cut = list(segments(len(text), claims))
    assert "".join(text[s.start : s.end] for s in cut) == text
    for place, claim in enumerate(claims):
        covered = [i for s in cut if place in s.triggers for i in range(s.start, s.end)]
        inside = claim.trigger.end <= len(text)
        assert covered == (list(range(claim.trigger.start, claim.trigger.end)) if inside else [])
        assert sum(place in s.ends for s in cut) == inside
