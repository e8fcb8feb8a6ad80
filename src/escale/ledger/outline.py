"""A version of a ledger in outline: whom, where and when each claim is about, in columns of numbers.

What is counted over all claims is counted here, and the newest of them are found: some 115 bytes a claim,
held as long as its version is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from escale.register.names import fold

__all__ = [
    "CLAIM_COLUMNS",
    "EPOCH",
    "LINK_COLUMNS",
    "UNDATED",
    "Flags",
    "Groups",
    "Ints",
    "Outline",
    "Spot",
]

T = TypeVar("T")
Ints = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

CLAIM_COLUMNS = (
    *("claim_id", "article_id", "type", "phase", "modality", "first_day", "last_day", "known"),
    *("actors", "recipients", "place", "country", "confidence"),
)
LINK_COLUMNS = ("pair", "claim_id")
EPOCH = date(1970, 1, 1)
UNDATED = int(np.iinfo(np.int32).min)
"""Stands for the day of publication of an article without one; other days are counted from 1970-01-01."""
_TERMS = ("type", "phase", "modality")
_ASKED = (*_TERMS, "first_day", "last_day", "known", "confidence")
_SHIFT = 32  # bits of an index
_ALONE = "|"  # ends the pair of a claim with one party


class Spot(NamedTuple):
    """What happens at a place: its name folded, its country, the type of the claims."""

    folded: str
    country: str | None
    type: str


@dataclass(frozen=True, slots=True)
class Groups(Generic[T]):
    """Which claims are of which group; a claim may be of several, and is of each once.

    Attributes:
        names: of the groups, in order.
        group, claim: one entry a group and claim of it: indices of ``names`` and of the outline's claims, in
            order of group, then of claim (and so of article).
    """

    names: Sequence[T]
    group: Ints
    claim: Ints

    def of(self, name: T) -> Ints:
        """The claims of a group, in order; none, if there is no such group."""
        if name not in self.names:
            return self.claim[:0]
        place = self.names.index(name)
        start, end = np.searchsorted(self.group, [place, place + 1])
        return self.claim[start:end]


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Outline:
    """The claims of the current readings as corrected, of earlier editions too.

    Attributes:
        claims: the newest first (without a date last), then in order of id: what
            `escale.ledger.filters.Filter` asks for, but parties and words, under its names, and ``number``,
            the index of the claim in all that follows but ``ids``.
        ids: of the claims, in the order of ``claims``.
        row: of ``claims``, by claim.
        known: day of publication by claim, or `UNDATED`.
        article: number of the article by claim, in order.
        articles: ids of the articles by number.
        pairs: by two parties, ``FRA|RUS``.
        parties: by code.
        places: by what happens where; a claim without place is of none.
        spellings: of places, as printed, in order.
        spelling: index of ``spellings`` by claim; -1 without place.
    """

    claims: pa.Table
    ids: pa.Array
    row: Ints
    known: Ints
    article: Ints
    articles: pa.Array
    pairs: Groups[str]
    parties: Groups[str]
    places: Groups[Spot]
    spellings: Sequence[str]
    spelling: Ints

    @classmethod
    def of(cls, claims: pa.Table, links: pa.Table) -> Outline:
        """The outline of claims with `CLAIM_COLUMNS` and their links with `LINK_COLUMNS`."""
        articles, told_in = _coded(claims.column("article_id"))
        # Numbered in order of article, so that what is in order of claim is in order of article too.
        order = np.argsort(told_in, kind="stable")
        number = np.empty(len(order), np.int32)
        number[order] = np.arange(len(order), dtype=np.int32)
        spellings, spelling = _in_order(*_coded(claims.column("place")))
        newest = _newest(claims)
        row = np.empty(len(order), np.int32)
        row[number[newest]] = np.arange(len(order), dtype=np.int32)
        asked = pa.table([_compact(claims.column(name)) for name in _ASKED], _ASKED).take(pa.array(newest))
        return cls(
            asked.append_column("number", pa.array(number[newest])).combine_chunks(),
            claims.column("claim_id").combine_chunks().take(pa.array(newest)),
            row,
            claims.column("known").cast(pa.int32()).fill_null(UNDATED).to_numpy()[order],
            told_in[order],
            articles,
            _pairs(claims, links, number),
            _parties(claims, number),
            _places(claims, spellings, spelling, number),
            spellings,
            spelling[order],
        )


def _newest(claims: pa.Table) -> Ints:
    """The claims in order of publication, the latest first and those without a date last, then of id."""
    by_id = pc.sort_indices(claims.column("claim_id")).to_numpy()
    known = claims.column("known").cast(pa.int32()).fill_null(UNDATED).to_numpy()[by_id].astype(np.int64)
    newest: Ints = by_id[np.argsort(-known, kind="stable")].astype(np.int32)
    return newest


def _compact(column: pa.ChunkedArray) -> pa.Array:
    """Terms as small numbers; anything else as it is."""
    whole = column.combine_chunks()
    if whole.type != pa.string():
        return whole
    return whole.dictionary_encode().cast(pa.dictionary(pa.int8(), pa.string()))


def _pairs(claims: pa.Table, links: pa.Table, number: Ints) -> Groups[str]:
    pairs, pair = _coded(links.column("pair"))
    ids = claims.column("claim_id").combine_chunks()
    claim = number[pc.index_in(links.column("claim_id"), value_set=ids).to_numpy()]
    names: list[str] = pairs.to_pylist()
    of_two = np.array([not name.endswith(_ALONE) for name in names], dtype=np.bool_)[pair]
    return _grouped(names, pair[of_two], claim[of_two])


def _parties(claims: pa.Table, number: Ints) -> Groups[str]:
    roles = [claims.column(name).combine_chunks() for name in ("actors", "recipients")]
    parties, party = _coded(pa.concat_arrays([role.flatten() for role in roles]))
    claim = pa.concat_arrays([pc.list_parent_indices(role) for role in roles]).to_numpy()
    return _grouped(parties.to_pylist(), party, number[claim])


def _places(claims: pa.Table, spellings: Sequence[str], spelling: Ints, number: Ints) -> Groups[Spot]:
    """The groups of the claims with a place."""
    somewhere = np.flatnonzero(spelling >= 0)
    folded = [fold(words) for words in spellings]
    countries, country = _coded(claims.column("country"))
    types, type_ = _coded(claims.column("type"))
    across, down = len(types), len(countries) + 1  # and one for no country
    where = (spelling[somewhere].astype(np.int64) * down + country[somewhere] + 1) * across + type_[somewhere]
    told, group = np.unique(where, return_inverse=True)
    named = [
        Spot(
            folded[one // across // down],
            countries[at - 1].as_py() if (at := one // across % down) else None,
            types[one % across].as_py(),
        )
        for one in told.tolist()
    ]
    return _grouped(named, group, number[somewhere], key=_in_words)


def _grouped(
    names: Sequence[T],
    group: npt.NDArray[Any],
    claim: Ints,
    *,
    key: Callable[[T], Any] | None = None,
) -> Groups[T]:
    """The groups in order of name, those of one name as one, each with each claim once."""
    ordered: list[T] = sorted(set(names), key=key)  # type: ignore[type-var,arg-type]
    place = {name: number for number, name in enumerate(ordered)}
    renamed = np.array([place[name] for name in names], dtype=np.int64)[group]
    both = np.sort(renamed << _SHIFT | claim)  # np.unique takes fifty times as long
    again = np.zeros(len(both), dtype=np.bool_)
    again[1:] = both[1:] == both[:-1]
    once = both[~again]
    return Groups(ordered, (once >> _SHIFT).astype(np.int32), once.astype(np.int32))


def _in_order(words: pa.Array, index: Ints) -> tuple[list[str], Ints]:
    """The same words in order, with the indices of them; -1 stays."""
    order = pc.sort_indices(words).to_numpy()
    place = np.append(np.argsort(order), -1).astype(np.int32)
    return words.take(order).to_pylist(), place[index]


def _in_words(spot: Spot) -> tuple[str, bool, str, str]:
    return spot.folded, spot.country is not None, spot.country or "", spot.type


def _coded(column: Any) -> tuple[pa.Array, Ints]:
    """The distinct values of a column, and the index of each value among them; -1 is null."""
    whole = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    coded = whole.dictionary_encode()
    return coded.dictionary, coded.indices.fill_null(-1).to_numpy(zero_copy_only=False)
