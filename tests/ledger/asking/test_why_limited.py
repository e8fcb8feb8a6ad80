"""The evidence of what many tell of, asked for in part."""

from __future__ import annotations

import pytest
from builders import claim, ledger_of, reading

from escale.ledger.ledger import Ledger


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    """Talks that La Vigie tells of four times, then Le Phare once."""
    quotes = [f"Entretiens franco-russes, compte rendu numéro {number}." for number in range(5)]
    papers = ["La Vigie"] * 4 + ["Le Phare"]
    return ledger_of(
        tmp_path_factory.mktemp("many") / "ledger",
        *(
            reading(
                quote,
                [claim("talks", actors=("FRA", "RUS"), time="2019-09-09", quote=quote)],
                outlet,
                f"2019-09-{10 + day}",
            )
            for day, (quote, outlet) in enumerate(zip(quotes, papers, strict=True))
        ),
    )


@pytest.mark.parametrize(("limit", "expected"), [(None, 5), (5, 5), (3, 3), (2, 2), (1, 1)])
def test_a_limit_leaves_out_repetitions_first(ledger: Ledger, limit: int | None, expected: int) -> None:
    (event,) = ledger.events()
    for subject in (event.id, "talks:FRA-RUS"):
        why = ledger.why(subject, limit=limit)
        assert len(why.claims) == expected
        assert len({stored.outlet for stored in why.claims}) == min(expected, 2)


def test_what_is_counted_is_all_of_it(ledger: Ledger) -> None:
    limited, whole = (ledger.why("talks:FRA-RUS", limit=limit) for limit in (1, None))
    assert limited.subject == whole.subject
    assert limited.claims[0] in whole.claims
