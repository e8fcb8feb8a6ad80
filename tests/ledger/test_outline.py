"""The outline of claims and links, small enough to be seen."""

from __future__ import annotations

from pathlib import Path

from builders import claim, ledger_of, reading

from escale.ledger.outline import UNDATED, Spot

TWO = reading(
    "Deux choses.",
    [
        claim("talks", actors=("RUS", "FRA", "DEU"), place=("Sébastopol", None), quote="Ils se sont vus."),
        claim("talks", actors=("FRA",), place=("SEBASTOPOL", None), quote="Paris consulte."),
    ],
    published="1970-01-03",
)
UNDATED_ONE = reading(
    "Une chose.",
    [claim("sanction", actors=("FRA",), recipients=("RUS", "FRA"), quote="Des sanctions.")],
    published=None,
)


def test_what_is_counted(tmp_path: Path) -> None:
    outline = ledger_of(tmp_path / "ledger", TWO, UNDATED_ONE).view().outline
    quotes = {2: "talks", UNDATED: "sanction"}
    numbers = outline.claims.column("number").to_pylist()
    assert sorted(numbers) == [0, 1, 2]
    assert [quotes[outline.known[number]] for number in numbers] == outline.claims.column("type").to_pylist()
    assert [outline.row[number] for number in numbers] == [0, 1, 2]
    assert outline.article.tolist() in ([0, 0, 1], [0, 1, 1])
    assert len(outline.articles) == 2
    assert outline.pairs.names == ["DEU|FRA", "DEU|RUS", "FRA|", "FRA|RUS"]
    assert outline.pairs.group.tolist() == [0, 1, 3, 3]
    assert outline.parties.names == ["DEU", "FRA", "RUS"]
    assert outline.parties.group.tolist() == [0, 1, 1, 1, 2, 2]
    assert outline.places.names == [Spot("sebastopol", None, "talks")]
    assert sorted(outline.spellings[index] for index in outline.spelling[outline.places.claim]) == [
        "SEBASTOPOL",
        "Sébastopol",
    ]
    assert sorted(outline.spelling.tolist()) == [-1, 0, 1]
