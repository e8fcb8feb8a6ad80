"""The ledger: what stands between two states, since when, who says so, and what was known at the time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Self

import duckdb

from escale.errors import ConflictError, UsageError
from escale.ledger.adding import Added, Adder
from escale.ledger.address_book import AddressBook
from escale.ledger.answers import Change, ClaimPlace, Family, Info, SourceRecord, Tie, Why
from escale.ledger.answers_activity import PairActivity, PartyActivity, PlaceActivity
from escale.ledger.answers_articles import ArticleEntry, ArticleFilter, ArticlePlace, ArticleSheet
from escale.ledger.asking.activity import activity, parties
from escale.ledger.asking.articles import article, articles
from escale.ledger.asking.claims import claims
from escale.ledger.asking.events import events
from escale.ledger.asking.families import families_of
from escale.ledger.asking.info import info
from escale.ledger.asking.lately import lately
from escale.ledger.asking.places import places
from escale.ledger.asking.records import records
from escale.ledger.asking.sources import sources
from escale.ledger.asking.ties import changes, points, ties
from escale.ledger.asking.why import why
from escale.ledger.codec import encoded
from escale.ledger.deriving import Deriver
from escale.ledger.events import Event
from escale.ledger.filters import Filter
from escale.ledger.ids import digest
from escale.ledger.kin.shelf import Shelf
from escale.ledger.outlines import Outlines
from escale.ledger.rows import Correction, CorrectionKind, Record, StoredClaim
from escale.ledger.schema import Kind
from escale.ledger.sql import Sql
from escale.ledger.store.contract import Commit
from escale.ledger.store.delta import DeltaStore
from escale.ledger.store.retrying import retried
from escale.ledger.store.verifying import Finding, verify
from escale.ledger.taking import take
from escale.ledger.ties.memory import load_memories
from escale.ledger.ties.pairs import Standing
from escale.ledger.ties.points import Status
from escale.ledger.timeline import WORK, Timeline, timeline_of
from escale.ledger.view import View
from escale.model import Article, ClaimType
from escale.reading import Reading
from escale.register import Register

__all__ = ["Ledger"]

_MANY = 64  # files of a kind, beyond which an import puts them together
_SMALL = 200_000  # rows of a file that is put together with others


class Ledger:
    """A ledger in a folder.

    Every method that asks takes ``version``, the number of the state to ask (the latest if not given).

    Args:
        store: the rows.
        register: office holders; the shipped register if not given.
        outlines: shared with the same ledger opened for other threads; its own, if not given.
    """

    def __init__(
        self, store: DeltaStore, register: Register | None = None, outlines: Outlines | None = None
    ) -> None:
        self._store = store
        self._deriver = Deriver(register or Register.default())
        self._shelf = Shelf.beside(store.folder)
        self._adder = Adder(store, self._deriver, self._shelf)
        self._addresses = AddressBook(store)
        self._memories = load_memories()
        self._outlines = outlines or Outlines()
        self._view: View | None = None
        self._past: View | None = None

    @classmethod
    def create(cls, folder: str | Path, register: Register | None = None) -> Self:
        """A new, empty ledger.

        Raises:
            LedgerError: the folder holds something already, or cannot be written.
        """
        return cls(DeltaStore.create(Path(folder)), register)

    @classmethod
    def open(
        cls, folder: str | Path, register: Register | None = None, outlines: Outlines | None = None
    ) -> Self:
        """The ledger in a folder; see `Ledger`.

        Raises:
            LedgerError: there is none.
        """
        return cls(DeltaStore.open(Path(folder)), register, outlines)

    def view(self, version: int | None = None) -> View:
        """What holds at a version."""
        snapshot = self._store.snapshot(version)
        for held in (self._view, self._past):
            if held is not None and held.version == snapshot.version:
                return held
        made = View(snapshot, self._deriver, self._outlines)
        if self._view is None or made.version > self._view.version:
            self._view = made
        else:
            # Apart: who looks back does not make those wait who ask for the latest.
            self._past = made
        return made

    # Writing

    def unread(self, articles: Sequence[Article], reader: str) -> list[Article]:
        """Those of the articles that have no current reading by the reader of that name, each once."""
        return self._adder.unread(articles, reader)

    def holds(self, urls: Iterable[str]) -> set[str]:
        """Those of the URLs that lead to the address of an article that is there (`escale.ledger.addresses`).

        Raises:
            LedgerError: the ledger cannot be read.
        """
        return self._addresses.held(urls)

    def add(self, readings: Iterable[Reading]) -> Added:
        """Adds readings, all of them in one version; articles that are there already stay as they are.

        Raises:
            LedgerError: the ledger cannot be written; nothing was added.
        """
        return self._adder.add(readings)

    def correct(
        self,
        kind: CorrectionKind,
        claims: Sequence[str],
        *,
        by: str,
        note: str,
        fields: str = "{}",
        at: datetime | None = None,
    ) -> Correction:
        """Appends a correction of claims, given by their ids or how these begin; ``at`` is now if not given.

        Raises:
            UsageError: a claim is not in the ledger, or nobody is named.
            LedgerError: the ledger cannot be written.
        """
        if not by.strip():
            raise UsageError("--by NAME is needed: a correction says whose it is")
        moment = (at or datetime.now(UTC)).astimezone(UTC).isoformat(timespec="seconds")

        def attempt() -> Correction:
            view = self.view()
            order = view.verdicts.last + 1
            whole = tuple(sorted({view.full_id(claim) for claim in claims}))
            identity = digest("k", str(order), kind, *whole, fields, by, note, moment)
            made = Correction(identity, order, kind, whole, fields, by.strip(), note.strip(), moment)
            rows = {Kind.CORRECTION: encoded(Kind.CORRECTION, [made])}
            self._store.append(rows, after=view.version, note=f"{kind} by {by.strip()}")
            return made

        return retried(attempt)

    def take(self, found: Iterable[Record]) -> Added:
        """Adds the records of another ledger; what is there already stays as it is.

        Raises:
            InputError: passed on from ``found``; the whole batches before it were added.
            LedgerError: the ledger cannot be written.
        """
        added = take(self._store, self._adder, found)
        self.tidy(_MANY)
        return added

    # Asking

    def day(self, on: date | None, known: date | None, version: int | None = None) -> date:
        """The day asked: ``on``, else ``known``, else that of the newest article, else today."""
        return on or known or self.view(version).latest_day or datetime.now(UTC).date()

    def claims(
        self,
        wanted: Filter | None = None,
        *,
        limit: int | None = None,
        newest: bool = False,
        after: ClaimPlace | None = None,
        version: int | None = None,
    ) -> list[StoredClaim]:
        """The claims that meet a filter, in order of publication (without a date last), then of id.

        Args:
            wanted: the filter; all claims, if not given.
            limit: the first so many.
            newest: the latest publication first; those without a date are last all the same.
            after: only what comes after that place in this order, to go on from the last one had.
            version: see `Ledger`.
        """
        return claims(self.view(version), wanted or Filter(), limit, newest=newest, after=after)

    def article(self, start: str, *, version: int | None = None) -> ArticleSheet:
        """All that the ledger says of an article, given by its id or how that begins; earlier texts too.

        Raises:
            NotFoundError: no article has that id, or several begin so.
        """
        return article(self.view(version), start)

    def articles(
        self,
        wanted: ArticleFilter | None = None,
        *,
        limit: int | None = None,
        after: ArticlePlace | None = None,
        version: int | None = None,
    ) -> list[ArticleEntry]:
        """The articles that meet a filter, the newest first, without a date last, then in order of id.

        Args:
            wanted: the filter; all that hold, if not given.
            limit: the first so many.
            after: only what comes after that place, to go on from the last one had.
            version: see `Ledger`.
        """
        return articles(self.view(version), wanted or ArticleFilter(), limit, after)

    def events(self, wanted: Filter | None = None, *, version: int | None = None) -> list[Event]:
        """The events of which a claim meets a filter, in order of time."""
        return events(self.view(version), wanted or Filter())

    def ties(
        self,
        *states: str,
        on: date | None = None,
        known: date | None = None,
        wanted: Filter | None = None,
        statuses: Sequence[Status] = (),
        version: int | None = None,
    ) -> list[Tie]:
        """How the ties of one state, of a pair, or all, stand ``on`` a day as ``known`` on a day.

        Args:
            states: codes; the ties are those that all of them have.
            on: see `day`.
            known: all that is known, if not given.
            wanted: a filter beside; its states and known day are those given here.
            statuses: any one of those.
            version: see `Ledger`.
        """
        wanted = replace(wanted or Filter(), states=states, known=known)
        asked = self.day(on, known, version)
        return ties(self.view(version), wanted, asked, self._memories, statuses)

    def timeline(
        self,
        first: str,
        second: str,
        *,
        on: date | None = None,
        known: date | None = None,
        work: int = WORK,
        version: int | None = None,
    ) -> Timeline:
        """What the ties of two states were from day to day up to ``on``, with their plans and events.

        ``work`` is as in `escale.ledger.timeline.timeline_of`.
        """
        view = self.view(version)
        wanted = Filter(states=(first, second), known=known)
        until = known.toordinal() if known else None
        return timeline_of(
            (first, second),
            points(view, wanted),
            events(view, wanted),
            self.day(on, known, version).toordinal(),
            until,
            lambda family: Standing.of(family, until, self._memories).on,
            self._memories,
            work,
        )

    def why(
        self,
        subject: str,
        *,
        on: date | None = None,
        known: date | None = None,
        limit: int | None = None,
        version: int | None = None,
    ) -> Why:
        """What is behind a claim, an event or a tie, by its id or how that begins.

        Args:
            subject: the id, or the key of a tie.
            on: see `day`.
            known: all that is known, if not given.
            limit: of an event, and of each thing that claims do for a tie, at most so many claims, of as many
                origins as there are; all, if not given.
            version: see `Ledger`.

        Raises:
            NotFoundError: there is no such thing in the ledger, or none was known by then.
        """
        asked = self.day(on, known, version)
        return why(self.view(version), subject, asked, known, self._memories, limit)

    def sources(self, wanted: Filter | None = None, *, version: int | None = None) -> list[SourceRecord]:
        """Who claims what, and how often others confirm or contradict it; most claims first."""
        return sources(self.view(version), wanted or Filter())

    def families(
        self, article: str | None = None, *, known: date | None = None, version: int | None = None
    ) -> list[Family]:
        """The families of near-identical articles, or the one of an article, those of most articles first.

        Args:
            article: id of an article, or how it begins; all families, if not given.
            known: as known on that day; all that is known, if not given.
            version: see `Ledger`.

        Raises:
            UsageError: no article has that id, or several begin so.
        """
        return families_of(self.view(version), article, known)

    def diff(
        self,
        first: str,
        second: str,
        *,
        earlier: date,
        later: date,
        on: date | None = None,
        version: int | None = None,
    ) -> list[Change]:
        """What changed in what is known of a pair's ties on a day (``later`` if not given)."""
        return changes(self.view(version), (first, second), on or later, earlier, later, self._memories)

    def lately(
        self, *, days: int = 30, known: date | None = None, limit: int = 20, version: int | None = None
    ) -> list[Change]:
        """The ties that stand otherwise, as known on the last day, than as known so many days before.

        That is: of another status, contested where they were not (or the other way about), or partial where
        they were not. Both times it is asked how they stand on the last day. Those of the newest claims come
        first. Only ties of which a claim was published between, or a text took the place of another, are
        looked at; and of these only those of the 200 pairs with the newest such claims, up to some 50,000
        claims that are said of them, so that the work is bounded on a large ledger.

        Args:
            days: at least 1.
            known: the last day; that of the newest article, if not given.
            limit: the first so many.
            version: see `Ledger`.

        Raises:
            UsageError: ``days`` is less than one.
        """
        return lately(self.view(version), self.day(None, known, version), days, limit, self._memories)

    def activity(
        self,
        *,
        state: str | None = None,
        types: Sequence[ClaimType] = (),
        after: date | None = None,
        before: date | None = None,
        known: date | None = None,
        limit: int | None = None,
        version: int | None = None,
    ) -> list[PairActivity]:
        """How much is told of each two parties, most claims first, then in order of their codes.

        Args:
            state: only pairs of this party.
            types: any one of those.
            after: as in `Filter`, which has the other days too.
            before: its like.
            known: its like.
            limit: the first so many.
            version: see `Ledger`.
        """
        wanted = Filter(types=tuple(types), after=after, before=before, known=known)
        return activity(self.view(version), wanted, state, limit)

    def parties(
        self,
        *,
        types: Sequence[ClaimType] = (),
        after: date | None = None,
        before: date | None = None,
        known: date | None = None,
        version: int | None = None,
    ) -> list[PartyActivity]:
        """How much is told of each party; most claims first, then by code; see `activity`."""
        wanted = Filter(types=tuple(types), after=after, before=before, known=known)
        return parties(self.view(version), wanted)

    def places(
        self,
        *,
        types: Sequence[ClaimType] = (),
        after: date | None = None,
        before: date | None = None,
        known: date | None = None,
        version: int | None = None,
    ) -> list[PlaceActivity]:
        """What of each type is told of each place; most claims first, then by place; see `activity`."""
        wanted = Filter(types=tuple(types), after=after, before=before, known=known)
        return places(self.view(version), wanted)

    def sql(
        self, query: str, parameters: Sequence[object] = (), *, version: int | None = None
    ) -> duckdb.DuckDBPyRelation:
        """The answer to a SELECT over the views of ``docs/ledger.md``, as a DuckDB relation.

        Files, network and settings are out of its reach.

        Raises:
            UsageError: it is no single SELECT, or cannot be answered.
        """
        return Sql(self.view(version)).read(query, parameters)

    def records(self, *, version: int | None = None) -> Iterator[Record]:
        """Everything the ledger holds, to export: articles, readings (superseded ones too), corrections."""
        return records(self._store.snapshot(version))

    def versions(self) -> Sequence[Commit]:
        """Every state of the ledger, the latest first."""
        return self._store.history()

    def compact(self) -> int:
        """Rewrites the files of the ledger into few, in order, and gives the version that came of it."""
        return self._store.compact(after=self._store.snapshot().version)

    def tidy(self, files: int) -> int:
        """Puts small files together where a kind of row has more than so many, and gives the version."""
        snapshot = self._store.snapshot()
        version = snapshot.version
        # Where another writer is at it, it will do so at its own end.
        with suppress(ConflictError):
            version = self._store.compact(after=version, smaller_than=_SMALL, more_than=files)
        self._adder.save()
        return version

    def info(self, *, version: int | None = None) -> Info:
        """What the ledger holds."""
        return info(self.view(version))

    def verify(self) -> list[Finding]:
        """What is wrong with the ledger's files and rows; nothing, if it is sound."""
        cause = f"damaged: remove {self._shelf.folder}, which is made anew from the ledger"
        return [*verify(self._store), *(Finding(str(path), cause) for path in self._shelf.damaged())]
