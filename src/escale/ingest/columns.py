"""Which column of a table, or key of a record, holds which field of an article."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, fields
from typing import Any

from escale.errors import InputError
from escale.ingest.limits import COLUMNS

__all__ = ["Columns"]

_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """The name of the column of each field; if not given, the field's own name.

    Two fields may have the same column.
    """

    text: str = "text"
    id: str = "id"
    published: str = "published"
    title: str = "title"
    url: str = "url"
    outlet: str = "outlet"
    lang: str = "lang"
    as_of: str = "as_of"

    @property
    def named(self) -> tuple[str, ...]:
        """The columns that a table has to have: that of the text, and each that was named."""
        mine = ((field.default, getattr(self, field.name)) for field in fields(self))
        return tuple(dict.fromkeys((self.text, *(column for default, column in mine if column != default))))

    @property
    def all(self) -> tuple[str, ...]:
        """All columns that are read, each once."""
        return tuple(dict.fromkeys(astuple(self)))

    def fields_of(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record with the names of the fields; keys that are none are left out."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: record[column] for name, column in pairs if column in record}

    def check(self, have: Collection[str], place: str) -> None:
        """Looks whether a table with the columns ``have`` can be read.

        Raises:
            InputError: there are too many columns, or one is missing; says which there are.
        """
        if len(have) > COLUMNS:
            cause = f"a table of more than {COLUMNS:,} columns"
            raise InputError(place, cause, "leave out what is not needed")
        missing = [column for column in self.named if column not in have]
        if not missing:
            return
        option = next(field.name for field in fields(self) if getattr(self, field.name) == missing[0])
        names = [name[:40] for name in list(have)[:_SHOWN]]
        more = f" and {len(have) - _SHOWN} more" if len(have) > _SHOWN else ""
        raise InputError(
            place,
            f"a table without the column {missing[0]!r}; it has {', '.join(names) or 'none'}{more}",
            f"name the right one with --{option.replace('_', '-')}-column NAME",
        )
