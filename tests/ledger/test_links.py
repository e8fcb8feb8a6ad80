"""Names in links are as printed, each once."""

from __future__ import annotations

import pytest

from escale.ledger.links import each_once

TABLE = [
    ((), ()),
    (("Aurore", "Borea"), ("Aurore", "Borea")),
    (("Borea", "AURORE", "Aurore"), ("Borea", "AURORE")),
    (("Cer\u00e8s-II", "Ceres II", "Ceres"), ("Cer\u00e8s-II", "Ceres")),
    (("L'Aurore", "L\u2019Aurore"), ("L'Aurore",)),
]


@pytest.mark.parametrize(("printed", "kept"), TABLE)
def test_names_come_once_in_the_order_of_print(printed: tuple[str, ...], kept: tuple[str, ...]) -> None:
    assert each_once(printed) == kept
    assert each_once(kept) == kept
