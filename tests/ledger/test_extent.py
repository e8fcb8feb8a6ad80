from __future__ import annotations

from datetime import date

import pytest

from escale.ledger.extent import extent_of, known_by
from escale.ledger.rows import Extent
from escale.model import Modality

PUBLISHED = date(2019, 9, 10)


@pytest.mark.parametrize(
    ("edtf", "first", "last", "throughout"),
    [
        ("2019-09-09", date(2019, 9, 9), date(2019, 9, 9), False),
        ("2014", date(2014, 1, 1), date(2014, 12, 31), False),
        ("2012~", date(2012, 1, 1), date(2012, 12, 31), False),
        ("2019-22", date(2019, 6, 1), date(2019, 8, 31), False),
        ("2019-09-09/2019-09-11", date(2019, 9, 9), date(2019, 9, 11), True),
        ("2020/..", date(2020, 1, 1), None, True),
        ("../2014", None, date(2014, 12, 31), True),
    ],
)
def test_a_time_of_its_own(edtf: str, first: date | None, last: date | None, throughout: bool) -> None:
    assert extent_of(edtf, Modality.ASSERTED, PUBLISHED) == Extent(first, last, throughout, dated=True)


@pytest.mark.parametrize("modality", list(Modality))
def test_without_a_time_the_publication_stands_in(modality: Modality) -> None:
    extent = extent_of(None, modality, PUBLISHED)
    future = modality in (Modality.PLANNED, Modality.POSSIBLE)
    assert extent == Extent(PUBLISHED, None if future else PUBLISHED, throughout=future, dated=False)


@pytest.mark.parametrize(
    ("published", "day"),
    [("2019-09-10", PUBLISHED), ("2019-09", date(2019, 9, 30)), ("2019", date(2019, 12, 31)), (None, None)],
)
def test_an_article_is_public_by_the_last_day_of_its_date(published: str | None, day: date | None) -> None:
    assert known_by(published) == day
