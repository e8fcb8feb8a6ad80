"""The ties that stand otherwise than they did some days ago, as far as was known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from escale.errors import UsageError
from escale.ledger.among import among
from escale.ledger.answers import Change, Tie
from escale.ledger.asking.counting import meeting
from escale.ledger.asking.ties import compared
from escale.ledger.evidence import POINT_COLUMNS, points_of
from escale.ledger.filters import Filter
from escale.ledger.links import pair_of
from escale.ledger.outline import UNDATED
from escale.ledger.ties.memory import Memories
from escale.ledger.ties.pairs import pair_states
from escale.ledger.ties.points import Status, TieKey, TieState
from escale.ledger.view import View

__all__ = ["lately"]

_PAIRS = 200  # looked at, those of the newest claims
_CLAIMS = 50_000  # looked at: some milliseconds a hundred
_AT_ONCE = 32  # families read together, then twice as many: as a rule the first few hold enough changes
_COLUMNS = (*POINT_COLUMNS, "pair", "type")


class _Family(NamedTuple):
    """The ties of a type of a pair: what is said of the one may tell how another stands."""

    pair: str
    type: str


def lately(view: View, day: date, days: int, limit: int, memories: Memories) -> list[Change]:
    """The ties that stand otherwise on a day, as known then, than as known some days before.

    Those of the newest claims come first, then in order of pair, type and key; the first ``limit`` of them.
    What is looked at is bounded, as `escale.ledger.ledger.Ledger.lately` says.

    Raises:
        UsageError: ``days`` is less than one.
    """
    if days < 1:
        raise UsageError(f"{days} days: a change takes one day at least")
    earlier = date.fromordinal(max(1, day.toordinal() - days))
    asked = ("lately", earlier, day, limit)
    return list(view.noted(asked, lambda: tuple(_changes(view, earlier, day, limit, memories))))


def _changes(view: View, earlier: date, later: date, limit: int, memories: Memories) -> list[Change]:
    waiting = _with_news(view, earlier, later)
    found: list[Change] = []
    size = _AT_ONCE
    while waiting and len(found) < limit:
        found += _changed(view, waiting[:size], earlier, later, memories)
        waiting, size = waiting[size:], 2 * size
    return found[:limit]


def _changed(
    view: View, families: Sequence[_Family], earlier: date, later: date, memories: Memories
) -> list[Change]:
    """The ties of some families that stand otherwise, in order of the families."""
    then, now = (
        _states(_links(view, families, known), view.reprints(known), known, later, memories)
        for known in (earlier, later)
    )
    place = {family: number for number, family in enumerate(families)}
    changes = compared(then, now, (later, earlier, later), memories)
    otherwise = [change for change in changes if _stands(change.before) != _stands(change.after)]
    return sorted(otherwise, key=lambda change: place[_family(change.after.key)])


def _stands(tie: Tie) -> tuple[Status, Status, bool]:
    return tie.state.status, tie.state.standing, tie.state.partial


def _family(key: TieKey) -> _Family:
    return _Family(pair_of(key.first, key.second), str(key.type))


def _with_news(view: View, earlier: date, later: date) -> list[_Family]:
    """The families of which claims hold on one day and not on the other, those of the newest first."""
    outline = view.outline
    then, now = meeting(view, Filter(known=earlier)), meeting(view, Filter(known=later))
    claim = outline.pairs.claim
    types = outline.claims.column("type").combine_chunks()
    kinds = sorted(types.dictionary.to_pylist())
    kind = np.array([kinds.index(type_) for type_ in types.dictionary.to_pylist()], np.int64)
    family = outline.pairs.group * len(kinds) + kind[types.indices.to_numpy()][outline.row[claim]]
    news = (then != now)[claim]
    size = len(outline.pairs.names) * len(kinds)
    newest = np.zeros(size, np.int64)
    np.maximum.at(newest, family[news], outline.known[claim[news]].astype(np.int64) - UNDATED)
    told = np.flatnonzero(newest)
    ranked = told[np.argsort(-newest[told], kind="stable")]
    held = np.cumsum(np.bincount(family[(then | now)[claim]], minlength=size)[ranked])
    ranked = ranked[: 1 + np.searchsorted(held, _CLAIMS)]
    chosen = set(list(dict.fromkeys((ranked // len(kinds)).tolist()))[:_PAIRS])
    return [
        _Family(outline.pairs.names[one // len(kinds)], kinds[one % len(kinds)])
        for one in ranked.tolist()
        if one // len(kinds) in chosen
    ]


def _links(view: View, families: Sequence[_Family], known: date) -> pa.Table:
    """What was known of the ties of some families on a day."""
    pairs, types = ({family[place] for family in families} for place in (0, 1))
    where = (
        pc.field("tie").is_valid()
        & among("pair", pairs)
        & pc.field("type").isin(pa.array(sorted(types), pa.string()))
        & (pc.field("known") <= pa.scalar(known))
    )
    rows = view.links(where, _COLUMNS, known)
    named = pc.binary_join_element_wise(rows.column("pair"), rows.column("type"), " ")
    return rows.filter(pc.is_in(named, value_set=pa.array(map(" ".join, families), pa.string())))


def _states(
    links: pa.Table, reprints: Mapping[str, str], known: date, on: date, memories: Memories
) -> dict[TieKey, TieState]:
    return pair_states(points_of(links, reprints), on.toordinal(), known.toordinal(), memories)
