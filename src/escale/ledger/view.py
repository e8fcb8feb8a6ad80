"""What holds at one version of a ledger: the current reading of each article, with the latest corrections."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar, cast

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from escale.errors import UsageError
from escale.ledger import codec
from escale.ledger.corrections import Change, Verdicts, corrected
from escale.ledger.deriving import Deriver
from escale.ledger.rows import Kinship, StoredArticle, StoredClaim, StoredReading
from escale.ledger.schema import Kind
from escale.ledger.sketch import families
from escale.ledger.sql import Sql
from escale.ledger.store.contract import Snapshot

__all__ = ["View"]

T = TypeVar("T")

_REMEMBERED = 4  # answers in the making: the evidence of a busy pair takes some 20 MB
_BEYOND = "~"  # after every character of an id


class View:
    """A version of a ledger as it reads.

    Args:
        snapshot: the version's rows.
        deriver: derives anew what follows from a corrected field.
    """

    def __init__(self, snapshot: Snapshot, deriver: Deriver) -> None:
        self._snapshot = snapshot
        self._deriver = deriver
        self._made: dict[Hashable, object] = {}
        self._families: dict[date | None, dict[str, str]] = {}

    @property
    def version(self) -> int:
        """The version's number."""
        return self._snapshot.version

    @property
    def size(self) -> int:
        """Bytes of the version's data files."""
        return self._snapshot.size

    @cached_property
    def latest_day(self) -> date | None:
        """The day of the newest article; None if no article has a date."""
        day: date | None = pc.max(self._snapshot.scan(Kind.ARTICLE, ["known"]).column("known")).as_py()
        return day

    @cached_property
    def verdicts(self) -> Verdicts:
        """What corrections say, the latest of each claim."""
        return Verdicts.of(codec.corrections(self._snapshot.scan(Kind.CORRECTION)))

    def families(self, known: date | None) -> dict[str, str]:
        """Article id → family of near-identical texts, as known on a day."""
        if known not in self._families:
            self._families = {known: families(self._kinships, known)}
        return self._families[known]

    def count(self, kind: Kind) -> int:
        """How many rows of a kind hold."""
        if kind in (Kind.CLAIM, Kind.LINK, Kind.READING) and len(self._replaced):
            return len(self._scan(kind, ["reading_id"], None))
        return self._snapshot.rows(kind)

    def published(self, known: date | None) -> int:
        """How many articles were public by a day; all of them, if none is given."""
        if known is None:
            return self.count(Kind.ARTICLE)
        by_then = pc.field("known") <= pa.scalar(known)
        return len(self._snapshot.scan(Kind.ARTICLE, ["known"], by_then))

    def links(self, where: Any = None, columns: Sequence[str] | None = None) -> pa.Table:
        """The links that meet an Arrow expression, as corrected, as an Arrow table."""
        return self._with_mended(Kind.LINK, where, columns)

    def claims(self, where: Any = None, columns: Sequence[str] | None = None) -> pa.Table:
        """The claims that meet an Arrow expression, as corrected, as an Arrow table."""
        return self._with_mended(Kind.CLAIM, where, columns)

    def by_id(self, ids: Sequence[str]) -> list[StoredClaim]:
        """Claims by id, as corrected, in order of id; those rejected are absent."""
        return list(self._decoded(_among("claim_id", ids)))

    def all_claims(self) -> Iterator[StoredClaim]:
        """All claims, as corrected, in order of id."""
        return self._decoded(None)

    def as_read(self, ids: Sequence[str]) -> dict[str, StoredClaim]:
        """Claims of the current readings by id, without corrections."""
        return {
            claim.id: claim for claim in codec.claims(self._scan(Kind.CLAIM, None, _among("claim_id", ids)))
        }

    def full_id(self, start: str) -> str:
        """The id of the claim of the current readings that begins so.

        Raises:
            UsageError: no id does, or several do.
        """
        between = (pc.field("claim_id") >= start) & (pc.field("claim_id") < start + _BEYOND)
        found = sorted(set(self._scan(Kind.CLAIM, ["claim_id"], between).column(0).to_pylist()))
        if len(found) == 1 or start in found:
            return start if start in found else str(found[0])
        cause = f"{len(found)} claims whose ids begin so" if found else "no such claim in this ledger"
        raise UsageError(f"{start}: {cause}")

    def articles_of(self, claims: Iterable[StoredClaim]) -> Iterator[StoredArticle]:
        """The articles of claims, in order of id."""
        return self.articles(_among("article_id", [claim.article_id for claim in claims]))

    def articles(self, where: Any = None) -> Iterator[StoredArticle]:
        """The articles that meet an Arrow expression."""
        return codec.articles(self._snapshot.scan(Kind.ARTICLE, None, where))

    def readings(self, where: Any = None) -> Iterator[StoredReading]:
        """The current readings that meet an Arrow expression."""
        return codec.readings(self._scan(Kind.READING, None, where))

    def dataset(self, kind: Kind) -> ds.Dataset:
        """All rows of a kind, those of superseded readings too."""
        return self._snapshot.dataset(kind)

    def overlay(self, kind: Kind) -> pa.Table:
        """The rows of a kind that corrections give, in place of those of `changed` claims."""
        return self._overlay[kind]

    def changed(self) -> pa.Table:
        """The ids of the claims that corrections change or reject."""
        return pa.table({"claim_id": pa.array(sorted(self.verdicts.changed), pa.string())})

    def remembered(self, asked: Hashable, make: Callable[[], T]) -> T:
        """What was made for the same thing asked of this version before, if it is one of the last few."""
        if asked not in self._made:
            while len(self._made) >= _REMEMBERED:
                del self._made[next(iter(self._made))]
            self._made[asked] = make()
        return cast("T", self._made[asked])

    def forget(self) -> None:
        """Gives the memory of `remembered` back."""
        self._made.clear()

    @cached_property
    def sql(self) -> Sql:
        """The version as tables of a DuckDB of its own."""
        return Sql(self)

    @cached_property
    def _kinships(self) -> tuple[Kinship, ...]:
        return tuple(codec.kinships(self._snapshot.scan(Kind.KINSHIP)))

    @cached_property
    def _replaced(self) -> pa.Array:
        rows = self._snapshot.scan(Kind.READING, ["replaces"], pc.field("replaces").is_valid())
        return rows.column("replaces").combine_chunks()

    @cached_property
    def _mended(self) -> tuple[StoredClaim, ...]:
        """The claims that corrections change, as they now are; rejected ones are absent."""
        touched = self.verdicts.changed
        if not touched:
            return ()
        read = self.as_read(sorted(touched))
        articles = {
            a.id: a for a in self.articles(_among("article_id", [c.article_id for c in read.values()]))
        }
        readings = {
            r.id: r for r in self.readings(_among("reading_id", [c.reading_id for c in read.values()]))
        }
        return tuple(
            self._as_corrected(claim, change, articles[claim.article_id], readings[claim.reading_id])
            for identity, claim in sorted(read.items())
            if (change := touched[identity]) is not None
        )

    def _as_corrected(
        self, claim: StoredClaim, change: Change, about: StoredArticle, reading: StoredReading
    ) -> StoredClaim:
        """The claim as corrected; as read, where no claim comes of its corrections."""
        try:
            made = corrected(claim, change, about, reading, self._deriver)
            codec.encoded(Kind.CLAIM, [made])
            if not (made.claim.actors or made.claim.recipients):
                return claim
        except (AttributeError, KeyError, TypeError, ValueError, OverflowError, pa.ArrowException):
            return claim
        return made

    def _decoded(self, where: Any) -> Iterator[StoredClaim]:
        mended = {claim.id: claim for claim in self._mended}
        for claim in codec.claims(self.claims(where).sort_by("claim_id")):
            yield mended.get(claim.id, claim)

    @cached_property
    def _overlay(self) -> dict[Kind, pa.Table]:
        return {
            Kind.CLAIM: codec.encoded(Kind.CLAIM, self._mended),
            Kind.LINK: codec.encoded(Kind.LINK, self._deriver.links(self._mended)),
        }

    def _with_mended(self, kind: Kind, where: Any, columns: Sequence[str] | None) -> pa.Table:
        table = self._scan(kind, columns, where, without=self.verdicts.changed)
        if not self._mended:
            return table
        overlay = self._overlay[kind] if where is None else self._overlay[kind].filter(where)
        return pa.concat_tables([table, overlay.select(table.column_names)])

    def _scan(self, kind: Kind, columns: Sequence[str] | None, where: Any, without: Any = ()) -> pa.Table:
        """Rows of current readings; ``without`` the claims of those ids."""
        dropped = []
        if len(self._replaced):
            dropped.append(("reading_id", self._replaced))
        if without:
            dropped.append(("claim_id", pa.array(sorted(without), pa.string())))
        names = None if columns is None else [*columns, *(n for n, _ in dropped if n not in columns)]
        table = self._snapshot.scan(kind, names, where)
        for name, ids in dropped:
            table = table.filter(pc.invert(pc.is_in(table.column(name), value_set=ids)))
        return table if columns is None else table.select(list(columns))


def _among(column: str, ids: Sequence[str]) -> Any:
    return pc.field(column).isin(pa.array(sorted(set(ids)), pa.string()))
