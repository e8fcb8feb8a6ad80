"""Where a matter happens: what the parties and the words around a name leave of the places of an article."""

from __future__ import annotations

import pytest

from escale.model import Article
from escale.reader.reader import Reader

CASES = [
    # A state or capital that something goes to, that is spoken of or that a treaty is called after.
    ("La France a vendu vingt avions Rafale à l'Inde.", "arms_transfer", None),
    ("L'Italie va fournir une aide militaire à Kiev.", "assistance", None),
    ("La Russie et la Turquie ont signé un accord sur la Syrie.", "agreement", None),
    ("La Russie et l'Ukraine bafouent l'accord de Minsk.", "agreement", None),
    # What came before happened elsewhere.
    (
        "L'Inde a gelé sa coopération militaire avec la Chine après un incident à Brest.",
        "cooperation",
        None,
    ),
    ("LORIENT, 3 mai 2021 - La France et l'Italie ont signé un accord de défense.", "agreement", None),
    # A town wins over its state.
    ("La frégate française Surcouf fait escale en Croatie, à Split.", "port_visit", "Split"),
    # A participle of the matter's noun, and the noun that a place only describes.
    ("Les pourparlers ouverts lundi à Genève entre la Grèce et la Turquie ont échoué.", "talks", "Genève"),
    ("Un avion russe est entré en collision avec un avion turc au large de Chypre.", "incident", "Chypre"),
    # Adverbs.
    ("Elle se rend à Toulon, où les ministres grec et turc se réuniront.", "talks", "Toulon"),
    ("La Syrie attend. La Russie y a déployé deux bataillons.", "deployment", None),
    ("La guerre dure en Syrie. La Russie y a déployé deux bataillons.", "deployment", "Syrie"),
    # The host's country, named just before.
    ("Trois bases ferment en Irak. Les États-Unis ont retiré leurs troupes de l'Irak.", "deployment", "Irak"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


@pytest.mark.parametrize(("text", "kind", "place"), CASES, ids=[c[0] for c in CASES])
def test_place(reader: Reader, text: str, kind: str, place: str | None) -> None:
    claims = reader.read(Article(id="a", text=text, published="2021-05-04")).claims
    assert {c.place.text if c.place else None for c in claims if c.type == kind} == {place}
