"""What holds at one version of a ledger: of the texts of an address the latest, read last, as corrected."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from escale.errors import NotFoundError
from escale.ledger import codec
from escale.ledger.among import among
from escale.ledger.corrections import Change, Verdicts, corrected
from escale.ledger.deriving import Deriver
from escale.ledger.editions import Editions
from escale.ledger.kin.families import families
from escale.ledger.outline import CLAIM_COLUMNS, LINK_COLUMNS, Outline
from escale.ledger.outlines import Outlines
from escale.ledger.publishers import publisher_key
from escale.ledger.recent import Recent
from escale.ledger.rows import Kinship, StoredArticle, StoredClaim, StoredReading
from escale.ledger.schema import SCHEMAS, Kind
from escale.ledger.sql import Sql
from escale.ledger.store.contract import Snapshot

__all__ = ["View"]

T = TypeVar("T")

_REMEMBERED = 4  # answers in the making: the evidence of a busy pair takes some 20 MB
_NOTED = 32  # answers of some hundred kB
_BEYOND = "~"  # after every character of an id


class View:
    """A version of a ledger as it reads.

    Args:
        snapshot: the version's rows.
        deriver: derives anew what follows from a corrected field.
        outlines: those that views of the same ledger have made.
    """

    def __init__(self, snapshot: Snapshot, deriver: Deriver, outlines: Outlines) -> None:
        self._snapshot = snapshot
        self._deriver = deriver
        self._outlines = outlines
        self._made = Recent(_REMEMBERED)
        self._noted = Recent(_NOTED)
        self._reprints = Recent(_REMEMBERED)

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
        rows = self._scan(Kind.ARTICLE, ["known"], None, hidden=self.editions.hidden(None))
        day: date | None = pc.max(rows.column("known")).as_py()
        return day

    @cached_property
    def editions(self) -> Editions:
        """The articles that are not alone at their address."""
        return Editions.of(self._snapshot)

    @cached_property
    def verdicts(self) -> Verdicts:
        """What corrections say, the latest of each claim."""
        return Verdicts.of(codec.corrections(self._snapshot.scan(Kind.CORRECTION)))

    def reprints(self, known: date | None) -> dict[str, str]:
        """Article id → publisher of the earliest article of near-identical text, as known on a day.

        Articles without kin are absent. The publisher is a key as in `escale.ledger.publishers`.
        """
        return self._reprints.get(known, lambda: self._reprinted(families(self.kinships(known), known)))

    def kinships(self, known: date | None) -> Sequence[Kinship]:
        """The kinships of articles that hold, as known on a day; some may be of articles public later."""
        hidden = frozenset(self.editions.hidden(known).to_pylist())
        if not hidden:
            return self._kinships
        return [kin for kin in self._kinships if kin.first not in hidden and kin.second not in hidden]

    def _reprinted(self, family_of: Mapping[str, str]) -> dict[str, str]:
        where = among("article_id", family_of)
        columns = self._snapshot.scan(Kind.ARTICLE, ["article_id", "known", "outlet"], where).columns
        earliest: dict[str, tuple[date, str, str | None]] = {}
        for article, known, outlet in zip(*(column.to_pylist() for column in columns), strict=True):
            entry = (known or date.max, article, outlet)
            family = family_of[article]
            if family not in earliest or entry[:2] < earliest[family][:2]:
                earliest[family] = entry
        voices = {family: publisher_key(outlet, article) for family, (_, article, outlet) in earliest.items()}
        return {article: voices[family] for article, family in family_of.items()}

    def count(self, kind: Kind) -> int:
        """How many rows of a kind hold."""
        hidden = self.editions.hidden(None)
        if kind is Kind.ARTICLE:
            return self._snapshot.rows(kind) - len(hidden)
        if kind in (Kind.CLAIM, Kind.LINK, Kind.READING) and len(self._replaced) + len(hidden):
            return len(self._scan(kind, ["reading_id"], None, hidden=hidden))
        return self._snapshot.rows(kind)

    def published(self, known: date | None) -> int:
        """How many articles were public by a day; all of them, if none is given. An address has one."""
        if known is None:
            return self.count(Kind.ARTICLE)
        by_then = pc.field("known") <= pa.scalar(known)
        return len(self._scan(Kind.ARTICLE, ["known"], by_then, hidden=self.editions.hidden(known)))

    def links(
        self, where: Any = None, columns: Sequence[str] | None = None, known: date | None = None
    ) -> pa.Table:
        """The links that meet an Arrow expression, as corrected, as an Arrow table.

        Of the texts of an address, only those of the one that holds as known on a day. The day
        of publication is left to the expression.
        """
        return self._with_mended(Kind.LINK, where, columns, self.editions.hidden(known))

    def by_id(self, ids: Sequence[str]) -> list[StoredClaim]:
        """Claims by id, as corrected, in order of id, also of earlier texts; those rejected are absent."""
        mended = {claim.id: claim for claim in self._mended}
        rows = self._with_mended(Kind.CLAIM, among("claim_id", ids), codec.CLAIM_COLUMNS)
        return [mended.get(claim.id, claim) for claim in codec.claims(rows.sort_by("claim_id"))]

    def as_read(self, ids: Sequence[str]) -> dict[str, StoredClaim]:
        """Claims of the current readings by id, also of earlier texts, without corrections."""
        return {
            claim.id: claim
            for claim in codec.claims(self._scan(Kind.CLAIM, codec.CLAIM_COLUMNS, among("claim_id", ids)))
        }

    def full_id(self, start: str) -> str:
        """The id of the claim of the current readings, also of earlier texts, that begins so.

        Raises:
            NotFoundError: no id does, or several do.
        """
        between = (pc.field("claim_id") >= start) & (pc.field("claim_id") < start + _BEYOND)
        found = sorted(set(self._scan(Kind.CLAIM, ["claim_id"], between).column(0).to_pylist()))
        if len(found) == 1 or start in found:
            return start if start in found else str(found[0])
        cause = f"{len(found)} claims whose ids begin so" if found else "no such claim in this ledger"
        raise NotFoundError(f"{start}: {cause}")

    def articles_of(self, claims: Iterable[StoredClaim]) -> Iterator[StoredArticle]:
        """The articles of claims, in order of id."""
        return self.articles(among("article_id", [claim.article_id for claim in claims]))

    def articles(self, where: Any = None) -> Iterator[StoredArticle]:
        """The articles that meet an Arrow expression, earlier texts of an address too."""
        return codec.articles(self._snapshot.scan(Kind.ARTICLE, None, where))

    def readings(self, where: Any = None) -> Iterator[StoredReading]:
        """The current readings that meet an Arrow expression, those of earlier texts too."""
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
        return self._made.get(asked, make)

    def noted(self, asked: Hashable, make: Callable[[], T]) -> T:
        """As `remembered`, for what takes little room: the evidence of pairs does not push it out."""
        return self._noted.get(asked, make)

    def forget(self) -> None:
        """Gives the memory of `remembered` back."""
        self._made.clear()
        self._noted.clear()

    @cached_property
    def outline(self) -> Outline:
        """Whom, where and when each claim is about; those of earlier texts too."""
        return self._outlines.of(self.version, self._outline)

    @property
    def outlined(self) -> Outline | None:
        """The outline, if this view or another has it: it takes long to make for one question."""
        return self._outlines.made(self.version)

    def _outline(self) -> Outline:
        made = Outline.of(
            self._with_mended(Kind.CLAIM, None, CLAIM_COLUMNS),
            self._with_mended(Kind.LINK, None, LINK_COLUMNS),
        )
        pa.default_memory_pool().release_unused()  # the rows it was made from: five times as much
        return made

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
            a.id: a for a in self.articles(among("article_id", [c.article_id for c in read.values()]))
        }
        readings = {
            r.id: r for r in self.readings(among("reading_id", [c.reading_id for c in read.values()]))
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

    @cached_property
    def _overlay(self) -> dict[Kind, pa.Table]:
        return {
            Kind.CLAIM: codec.encoded(Kind.CLAIM, self._mended),
            Kind.LINK: codec.encoded(Kind.LINK, self._deriver.links(self._mended)),
        }

    def _with_mended(
        self, kind: Kind, where: Any, columns: Sequence[str] | None, hidden: Sequence[Any] = ()
    ) -> pa.Table:
        table = self._scan(kind, columns, where, without=self.verdicts.changed, hidden=hidden)
        if not self._mended:
            return table
        overlay = self._overlay[kind] if where is None else self._overlay[kind].filter(where)
        overlay = _without(overlay, "article_id", hidden)
        return pa.concat_tables([table, overlay.select(table.column_names)])

    def _scan(
        self,
        kind: Kind,
        columns: Sequence[str] | None,
        where: Any,
        *,
        without: Iterable[str] = (),
        hidden: Sequence[Any] = (),
    ) -> pa.Table:
        """Rows of current readings; ``without`` the claims of those ids, and the ``hidden`` articles."""
        dropped = [("claim_id", sorted(without)), ("article_id", hidden)]
        if "reading_id" in SCHEMAS[kind].names:
            dropped.append(("reading_id", self._replaced))
        asked = [name for name, ids in dropped if len(ids)]
        names = None if columns is None else [*columns, *(name for name in asked if name not in columns)]
        table = self._snapshot.scan(kind, names, where)
        for name, ids in dropped:
            table = _without(table, name, ids)
        return table if columns is None else table.select(list(columns))


def _without(table: pa.Table, column: str, ids: Sequence[Any]) -> pa.Table:
    """The rows that have none of the ids in a column."""
    if not len(ids):
        return table
    value_set = ids if isinstance(ids, pa.Array) else pa.array(ids, pa.string())
    return table.filter(pc.invert(pc.is_in(table.column(column), value_set=value_set)))
