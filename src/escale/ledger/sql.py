"""The ledger as tables for DuckDB: the views that queries are written against, and the user's own, read-only.

The views are in ``views.sql``, and described in ``docs/ledger.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from escale.errors import LedgerError, UsageError
from escale.ledger.schema import SCHEMAS, Kind

if TYPE_CHECKING:
    from escale.ledger.view import View

__all__ = ["Sql"]

_CONFIGURATION: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "python_enable_replacements": "false",
    "threads": "2",
}
_VIEWS = Path(__file__).with_name("views.sql")


class Sql:
    """A DuckDB of its own over one view of a ledger, without access to files, network or settings."""

    def __init__(self, view: View) -> None:
        self._connection = duckdb.connect(":memory:", config=_CONFIGURATION)
        for kind in SCHEMAS:
            self._connection.register(f"stored_{kind}", view.dataset(kind))
        for kind in (Kind.CLAIM, Kind.LINK):
            self._connection.register(f"mended_{kind}", view.overlay(kind))
        self._connection.register("changed", view.changed())
        self._connection.register("editions", view.editions.table())
        self._connection.execute(_VIEWS.read_text(encoding="utf-8"))
        self._connection.execute("SET lock_configuration = true")

    def ask(
        self,
        query: str,
        parameters: Sequence[object] = (),
        tables: Mapping[str, pa.Table] = MappingProxyType({}),
    ) -> Any:
        """The answer to a query of our own, as a `pyarrow.Table`; ``tables`` are there for this one.

        Raises:
            LedgerError: the rows cannot be read.
        """
        try:
            for name, table in tables.items():
                self._connection.register(name, table)
            return self._connection.sql(query, params=list(parameters)).to_arrow_table()
        except duckdb.Error as error:
            told = " ".join(str(error).split())[:200]
            raise LedgerError("the ledger", f"cannot be read ({told})", "run: escale ledger verify") from None
        finally:
            for name in tables:
                self._connection.unregister(name)

    def read(self, query: str, parameters: Sequence[object] = ()) -> duckdb.DuckDBPyRelation:
        """The answer to a user's query, as a DuckDB relation (``.df()``, ``.arrow()``, ``.fetchall()``).

        Raises:
            UsageError: it is no single SELECT, or DuckDB cannot answer it.
        """
        try:
            statements = self._connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
                raise UsageError(
                    "a query is one SELECT statement; a ledger is changed by its own commands only"
                )
            # Run here, so that a mistake that shows only in some row is told as any other.
            return self._connection.sql(query, params=list(parameters) or None).materialize()
        except duckdb.Error as error:
            raise UsageError(f"the query cannot be answered: {' '.join(str(error).split())[:300]}") from None
