from __future__ import annotations

import pytest

from escale.ledger.origins import OriginFinder
from escale.ledger.rows import Origin
from escale.model import Source, SourceKind
from escale.register import Register

MEDIUM = Source("Le Phare", SourceKind.MEDIA)
NAMELESS = Source("une source proche", SourceKind.ANONYMOUS)
SAILORS = Source("les marins", SourceKind.GROUP)


def found(*sources: Source, outlet: str | None = "La Vigie", published: str = "2019-09-10") -> Origin:
    finder = OriginFinder(Register.default())
    return finder(sources, outlet=outlet, article="a1", published=published)


@pytest.mark.parametrize(
    ("sources", "key", "anonymous", "own"),
    [
        ((), "media:la vigie", False, True),
        ((MEDIUM,), "media:le phare", False, False),
        ((Source("LE PHARE", SourceKind.MEDIA),), "media:le phare", False, False),
        ((MEDIUM, NAMELESS), "media:le phare", True, False),
        ((NAMELESS,), "media:la vigie", True, True),
        ((SAILORS,), "media:la vigie", True, True),
        (
            (MEDIUM, Source("le ministère", SourceKind.ORGANISATION)),
            "organisation:le ministere",
            False,
            False,
        ),
        ((Source("un rapport", SourceKind.DOCUMENT),), "document:un rapport", False, False),
        ((Source("Anne Le Goff", SourceKind.PERSON),), "person:anne le goff", False, False),
    ],
)
def test_origin(sources: tuple[Source, ...], key: str, anonymous: bool, own: bool) -> None:
    origin = found(*sources)
    assert (origin.key, origin.anonymous, origin.own) == (key, anonymous, own)


def test_an_office_holder_is_one_however_spelt() -> None:
    names = ("Jean-Yves Le Drian", "Le Drian", "jean-yves le drian")
    assert {found(Source(name, SourceKind.OFFICIAL)).key for name in names} == {"person:jean yves le drian"}


def test_a_medium_that_cites_itself_speaks_in_its_own_voice() -> None:
    assert found(MEDIUM, outlet="Le Phare").key == found(outlet="Le Phare").key
    assert found(MEDIUM, outlet="Le Phare").own


def test_without_an_outlet_the_article_is_its_own_publisher() -> None:
    assert found(outlet=None).key == "article:a1"
