"""Links out of Arrow are those that went in."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from escale.ledger.codec import encoded
from escale.ledger.link_rows import links
from escale.ledger.rows import Extent, Link, Origin
from escale.ledger.schema import Kind
from escale.model import ClaimType, Modality, Phase, SourceKind

name = st.sampled_from(("", "a", "aurore", "\u00e9t\u00e9", "x\x1fy"))
day = st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31))
names = st.lists(name, max_size=3).map(tuple)
link = st.builds(
    Link,
    pair=name,
    tie=st.none() | name,
    claim_id=name,
    article_id=name,
    reading_id=name,
    type=st.sampled_from(ClaimType),
    phase=st.sampled_from(Phase),
    modality=st.sampled_from(Modality),
    actors=names,
    recipients=names,
    place=st.none() | name,
    country=st.none() | name,
    facet=st.none() | name,
    vessels=names,
    participants=names,
    edtf=st.none() | name,
    extent=st.builds(Extent, day, day, st.booleans(), st.booleans()),
    known=day,
    outlet=st.none() | name,
    words=st.none() | st.integers(-(2**63), 2**63 - 1),
    origin=st.builds(
        Origin, name, name, st.none() | st.sampled_from(SourceKind), st.booleans(), st.booleans()
    ),
)


@given(st.lists(link, max_size=12), st.integers(0, 12), st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_links_come_back(rows: list[Link], cut: int, start: int) -> None:
    tables = [encoded(Kind.LINK, rows[:cut]), encoded(Kind.LINK, rows[cut:])]
    found = list(links(pa.concat_tables(tables).slice(start)))
    assert found == rows[start:]
    for one, other in zip(found, rows[start:], strict=True):
        assert repr(one) == repr(other)
