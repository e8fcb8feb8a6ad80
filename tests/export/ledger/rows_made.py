"""Rows of a ledger for the tests of exporters: one claim by hand, and any by Hypothesis."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from escale.ledger.rows import (
    Correction,
    CorrectionKind,
    Extent,
    Origin,
    Record,
    StoredArticle,
    StoredClaim,
    StoredReading,
)
from escale.model import (
    SYMMETRIC,
    Article,
    Claim,
    ClaimType,
    Confidence,
    Item,
    Modality,
    Money,
    Participant,
    Party,
    Phase,
    Place,
    Sector,
    Source,
    SourceKind,
    Span,
    Step,
    When,
)

__all__ = ["ARTICLE", "CLAIM", "READING", "records", "told"]

TEXT = "Le Phare 🚢 écrit qu'une frégate chypriote a fait escale à Haïfa en mai 2022."

ARTICLE = StoredArticle(
    "a1",
    Article("phare-7", TEXT, "2022-06-03", "fr", "Le Phare", "Une escale", "https://example.org/7", 0),
    date(2022, 6, 3),
    b"\x01\xff",
)
READING = StoredReading("r1", "a1", "escale 0.1 fr", "fr", ("a notice",), 1, None)


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


CLAIM = StoredClaim(
    id="c1",
    article_id="a1",
    reading_id="r1",
    claim=Claim(
        id="c1",
        type=ClaimType.PORT_VISIT,
        phase=Phase.OCCUR,
        modality=Modality.ASSERTED,
        trigger=_span(TEXT, "escale"),
        evidence=Span(0, len(TEXT)),
        actors=(Party("CYP", Sector.MIL, "une frégate chypriote"),),
        recipients=(Party("ISR", Sector.GOV, "Haïfa"),),
        participants=(Participant("Eleni Markou", "CYP", "capitaine"),),
        place=Place("Haïfa", "ISR"),
        time=When("en mai 2022", "2022-05"),
        sources=(Source("Radio Sud", SourceKind.MEDIA), Source("un marin", SourceKind.ANONYMOUS)),
        items=(Item("missiles", 4), Item("radars")),
        value=Money(1_500_000, "EUR"),
        vessels=("Ioannidis",),
        trace=(Step("type", "port-visit", "escale"),),
        confidence=Confidence(0.9, 0.8, 0.7, 0.6, 0.5, 0.25),
    ),
    published="2022-06-03",
    known=date(2022, 6, 3),
    outlet="Le Phare",
    lang="fr",
    quote=TEXT,
    facet="haifa",
    origin=Origin("media:radio sud", "un marin", SourceKind.ANONYMOUS, anonymous=True, own=False),
    extent=Extent(date(2022, 5, 1), date(2022, 5, 31), throughout=False, dated=True),
)

_EXAMPLE = re.compile(
    r"(?P<type>\w+) (?P<phase>\w+) (?P<modality>\w+) (?P<actors>[^>@|]+?)"
    r"(?: > (?P<recipients>[^@|]+?))?(?: @ (?P<country>\w+))? \| (?P<quote>.*)"
)


def told(example: str) -> StoredClaim:
    """The claim that an example in the notation of ``lang/fr/plover.toml`` describes."""
    match = _EXAMPLE.fullmatch(example)
    assert match is not None, example
    before, trigger, after = re.fullmatch(r"(.*)\[(.*)\](.*)", match["quote"]).groups()  # type: ignore[union-attr]
    quote = before + trigger + after
    claim = Claim(
        id="c1",
        type=ClaimType(match["type"]),
        phase=Phase(match["phase"]),
        modality=Modality(match["modality"]),
        trigger=Span(len(before), len(before) + len(trigger)),
        evidence=Span(0, len(quote)),
        actors=_parties(match["actors"]),
        recipients=_parties(match["recipients"] or ""),
        place=Place("là", match["country"]) if match["country"] else None,
    )
    return replace(CLAIM, claim=claim, quote=quote)


def _parties(codes: str) -> tuple[Party, ...]:
    pairs = (code.partition(":") for code in codes.split())
    return tuple(Party(code, Sector(sector or "GOV")) for code, _, sector in pairs)


_words = st.text(max_size=12)
_some = st.none() | _words
_days = st.none() | st.dates()
_codes = st.sampled_from(["FRA", "RUS", "NATO", "NSA"])
_times = st.sampled_from(["2014", "2020-05-03", "../2014-02", "2020/..", "2012~", "2019-21/2019-23"])
_published = st.none() | st.sampled_from(["2020", "2020-02", "2020-02-29"])


def _several(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=2).map(tuple)


@st.composite
def _claims(draw: st.DrawFn, length: int) -> Claim:
    offsets = st.integers(0, length - 1)

    def span() -> Span:
        start = draw(offsets)
        return Span(start, draw(st.integers(start + 1, length)))

    kind = draw(st.sampled_from(ClaimType))
    parties = _several(st.builds(Party, _codes, st.sampled_from(Sector), _some))
    return Claim(
        id="c1",
        type=kind,
        phase=draw(st.sampled_from(Phase)),
        modality=draw(st.sampled_from(Modality)),
        trigger=span(),
        evidence=span(),
        actors=draw(parties),  # type: ignore[arg-type]
        recipients=() if kind in SYMMETRIC else draw(parties),  # type: ignore[arg-type]
        participants=draw(_several(st.builds(Participant, _words, _some, _some))),  # type: ignore[arg-type]
        place=draw(st.none() | st.builds(Place, _words, _some)),
        time=draw(st.none() | st.builds(When, _words, _times)),
        sources=draw(_several(st.builds(Source, _words, st.sampled_from(SourceKind)))),  # type: ignore[arg-type]
        items=draw(_several(st.builds(Item, _words, st.none() | st.integers(0, 99)))),  # type: ignore[arg-type]
        value=draw(
            st.none()
            | st.builds(Money, st.integers(0, 10**12) | st.floats(0, 1e12, allow_nan=False), st.just("EUR"))
        ),
        vessels=draw(_several(_words)),  # type: ignore[arg-type]
        mentions=(span(),) if draw(st.booleans()) else (),
        trace=draw(_several(st.builds(Step, _words, _words, _words))),  # type: ignore[arg-type]
        confidence=draw(st.none() | st.builds(Confidence, *[st.floats(0, 1)] * 6)),
    )


_origins = st.builds(
    Origin, _words, _words, st.none() | st.sampled_from(SourceKind), st.booleans(), st.booleans()
)
_extents = st.builds(Extent, _days, _days, st.booleans(), st.booleans())


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """All that a ledger may hold, in the order of an export."""
    made: list[Record] = []
    for number in range(draw(st.integers(0, 2))):
        text = draw(st.text(min_size=1, max_size=30))
        body = st.integers(0, len(text))
        article = draw(
            st.builds(Article, _words, st.just(text), _published, _some, _some, _some, _some, body)
        )
        made.append(StoredArticle(f"a{number}", article, draw(_days), draw(st.binary(max_size=9))))
        for again in range(draw(st.integers(0, 2))):
            reading = f"r{number}-{again}"
            claims = tuple(
                StoredClaim(
                    f"c{place}",
                    f"a{number}",
                    reading,
                    draw(_claims(len(text))),
                    draw(_published),
                    draw(_days),
                    draw(_some),
                    draw(_some),
                    draw(_words),
                    draw(_some),
                    draw(_origins),
                    draw(_extents),
                    draw(st.booleans()),
                )
                for place in range(draw(st.integers(0, 2)))
            )
            notices = draw(st.lists(_words, max_size=1).map(tuple))
            taken = StoredReading(
                reading, f"a{number}", draw(_words), draw(_some), notices, len(claims), draw(_some)
            )
            made.append((taken, claims))
    for number in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(CorrectionKind))
        fields = '{"phase": "end"}' if kind is CorrectionKind.SET else ""
        made.append(
            Correction(
                f"k{number}",
                number,
                kind,
                ("c0",),
                fields,
                draw(_words),
                draw(_words),
                "2024-05-06T07:08:09Z",
            )
        )
    return made
