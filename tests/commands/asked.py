"""The command line run in this process, on a ledger."""

from __future__ import annotations

import csv
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from escale.cli import main

__all__ = ["Run", "ask"]


@dataclass(frozen=True)
class Run:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def records(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def only(self) -> dict[str, Any]:
        (record,) = self.records
        return record

    @property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.out, newline="")))

    @property
    def messages(self) -> list[str]:
        lines = self.err.splitlines()
        assert all(line.startswith("escale: ") for line in lines), self.err
        return [line.removeprefix("escale: ") for line in lines]


def ask(ledger: Path | None, *arguments: str | Path, stdin: bytes = b"") -> Run:
    """Runs ``escale`` with the arguments, and with ``--ledger`` if there is one."""
    named = [] if ledger is None else ["--ledger", str(ledger)]
    out, err = io.BytesIO(), io.StringIO()
    with (
        patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        patch.object(sys, "stdout", io.TextIOWrapper(out, encoding="ascii", newline="\n")) as stdout,
        patch.object(sys, "stderr", err),
    ):
        code = main([*map(str, arguments), *named])
        stdout.flush()
        return Run(code, out.getvalue().decode("utf-8"), err.getvalue())
