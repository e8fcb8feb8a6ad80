"""The files that a table becomes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import Response

from escale.commands.addresses import addresses
from escale.export.answers.claims import claim_record
from escale.export.answers.parquet import to_parquet
from escale.export.answers.tabular import Form, Sheet, json_line, written
from escale.export.ledger import flat_parquet
from escale.export.ledger.flat_csv import to_csv
from escale.ledger.rows import StoredClaim
from escale.web.answering import Attachment, answered
from escale.web.page import Page

__all__ = ["TableForm", "attachment", "claims_file", "sheet_file"]

T = TypeVar("T")
_WIDTH = 0  # of a table for the terminal, which is no file


class TableForm(StrEnum):
    """What a table is written as; the suffix of the file."""

    CSV = "csv"
    JSONL = "jsonl"
    PARQUET = "parquet"


_MEDIA = {
    TableForm.CSV: "text/csv; charset=utf-8; header=present",
    TableForm.JSONL: "application/jsonl; charset=utf-8",
    TableForm.PARQUET: "application/vnd.apache.parquet",
}


async def sheet_file(
    request: Request,
    name: str,
    form: TableForm,
    sheet: Sheet[T],
    rows: Callable[[Page], Sequence[T]],
    *,
    version: int | None,
) -> Response:
    """Rows as a file, as many as the limits of the server let through.

    Args:
        request: what is asked.
        name: what the file is of.
        form: how the rows are written.
        sheet: describes them.
        rows: gives them.
        version: of the ledger; the latest if not given.
    """

    def written_as(_page: Page, shown: Sequence[T]) -> bytes:
        if form is TableForm.PARQUET:
            return to_parquet(sheet, shown)
        return "".join(written(sheet, shown, Form(form), _WIDTH)).encode()

    return await _file(request, name, form, rows, written_as, version)


async def claims_file(
    request: Request,
    form: TableForm,
    rows: Callable[[Page], Sequence[StoredClaim]],
    *,
    version: int | None,
) -> Response:
    """Claims as a file: CSV and Parquet with the columns of ``escale export``; see `sheet_file`."""

    def written_as(page: Page, shown: Sequence[StoredClaim]) -> bytes:
        if form is TableForm.JSONL:
            return "".join(json_line(claim_record(claim)) for claim in shown).encode()
        url_of = addresses(page.ledger, page.version)
        if form is TableForm.CSV:
            return "".join(to_csv(shown, url_of=url_of)).encode()
        sink = io.BytesIO()
        flat_parquet.to_parquet(shown, sink, url_of=url_of)
        return sink.getvalue()

    return await _file(request, "claims", form, rows, written_as, version)


def attachment(page: Page, name: str, suffix: str) -> dict[str, str]:
    """The header by which a browser saves the file under a name that tells the version."""
    return {"Content-Disposition": f'attachment; filename="escale-{name}-v{page.version}.{suffix}"'}


async def _file(
    request: Request,
    name: str,
    form: TableForm,
    rows: Callable[[Page], Sequence[T]],
    written_as: Callable[[Page, Sequence[T]], bytes],
    version: int | None,
) -> Response:
    def make(page: Page) -> Attachment:
        found = rows(page)
        headers = attachment(page, name, form)
        if len(found) > page.limits.download:
            headers["X-Escale-Truncated"] = "true"
        return Attachment(written_as(page, found[: page.limits.download]), headers)

    return await answered(request, make, version=version, media=_MEDIA[form])
