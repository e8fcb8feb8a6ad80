from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from escale.ledger import origins
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
        ((), "name:la vigie", False, True),
        ((MEDIUM,), "name:le phare", False, False),
        ((Source("LE PHARE", SourceKind.MEDIA),), "name:le phare", False, False),
        ((MEDIUM, NAMELESS), "name:le phare", True, False),
        ((NAMELESS,), "name:la vigie", True, True),
        ((SAILORS,), "name:la vigie", True, True),
        ((MEDIUM, Source("l'Otan", SourceKind.ORGANISATION)), "name:lotan", False, False),
        ((Source("Le Phare", SourceKind.ORGANISATION),), "name:le phare", False, False),
        ((Source("le rapport Duclert", SourceKind.DOCUMENT),), "name:le rapport duclert", False, False),
        ((Source("Moscou", SourceKind.ORGANISATION),), "name:moscou", False, False),
        # What has no name is nobody in particular: whoever prints it vouches for it.
        ((Source("le quotidien", SourceKind.MEDIA),), "name:la vigie", True, True),
        ((Source("Le ministère", SourceKind.ORGANISATION),), "name:la vigie", True, True),
        ((MEDIUM, Source("un rapport", SourceKind.DOCUMENT)), "name:le phare", True, False),
        ((Source("le quotidien", SourceKind.MEDIA), NAMELESS), "name:la vigie", True, True),
        ((Source("Anne Le Goff", SourceKind.PERSON),), "person:anne le goff", False, False),
    ],
)
def test_origin(sources: tuple[Source, ...], key: str, anonymous: bool, own: bool) -> None:
    origin = found(*sources)
    assert (origin.key, origin.anonymous, origin.own) == (key, anonymous, own)


def test_an_office_holder_is_one_however_spelt() -> None:
    names = ("Jean-Yves Le Drian", "Le Drian", "JEAN-YVES LE DRIAN")
    assert {found(Source(name, SourceKind.OFFICIAL)).key for name in names} == {"person:jean yves le drian"}


def test_a_medium_that_cites_itself_speaks_in_its_own_voice() -> None:
    assert found(MEDIUM, outlet="Le Phare").key == found(outlet="Le Phare").key
    assert found(MEDIUM, outlet="Le Phare").own


def test_without_an_outlet_the_article_is_its_own_publisher() -> None:
    assert found(outlet=None).key == "article:a1"


@pytest.mark.parametrize("outlet", ["La Vigie / AFP", "La Vigie - Agence France-Presse", "AFP"])
def test_an_outlet_that_prints_a_dispatch_speaks_with_the_voice_of_the_agency(outlet: str) -> None:
    assert found(outlet=outlet).key == "name:afp"
    assert found(NAMELESS, outlet=outlet).key == "name:afp"
    assert found(MEDIUM, outlet=outlet).key == "name:le phare"


def test_every_agency_is_found_in_its_example() -> None:
    table = tomllib.loads((Path(origins.__file__).parent / "agencies.toml").read_text(encoding="utf-8"))
    for agency, entry in table.items():
        assert found(outlet=entry["example"]).key == f"name:{agency}"


def test_part_of_a_word_is_no_agency() -> None:
    assert found(outlet="Le Sanatorium").key == "name:le sanatorium"
