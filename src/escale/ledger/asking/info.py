"""What a version of a ledger holds, in numbers."""

from __future__ import annotations

from escale.ledger.answers import Info
from escale.ledger.view import View

__all__ = ["info"]

_QUERY = """
SELECT
    (SELECT count(*) FROM articles),
    (SELECT count(*) FROM claims),
    (SELECT count(*) FROM corrections),
    (SELECT count(*) FROM superseded),
    (SELECT count(*) FROM earlier),
    (SELECT min(known) FROM articles),
    (SELECT max(known) FROM articles)
"""


def info(view: View) -> Info:
    """The numbers of a version."""
    articles, claims, corrections, superseded, earlier, first, last = (
        view.sql.ask(_QUERY).to_pylist()[0].values()
    )
    return Info(
        version=view.version,
        articles=articles,
        claims=claims,
        corrections=corrections,
        rejected=sum(change is None for change in view.verdicts.changed.values()),
        superseded=superseded,
        earlier=earlier,
        first_day=first,
        last_day=last,
        bytes=view.size,
    )
