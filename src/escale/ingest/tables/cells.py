"""The value of one cell of an Arrow table, as a record of JSON would hold it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pyarrow as pa

from escale.errors import InputError
from escale.ingest.decoding import decode
from escale.ingest.limits import TEXT_BYTES
from escale.ingest.records import too_long

__all__ = ["cell"]


def cell(scalar: pa.Scalar, place: str) -> Any:
    """The value: dates and instants in ISO 8601, bytes as the text they hold, None for a missing one.

    Raises:
        InputError: the value is too long, no text in an encoding that is read, or a date that is none.
    """
    if isinstance(scalar, pa.DictionaryScalar):
        scalar = scalar.value
    if not scalar.is_valid:
        return None
    kind = scalar.type
    if pa.types.is_timestamp(kind):
        scalar = scalar.cast(pa.timestamp("us", kind.tz), safe=False)
    elif hasattr(scalar, "as_buffer") and scalar.as_buffer().size > TEXT_BYTES:
        raise too_long(place)
    try:
        value = scalar.as_py()
    except (ValueError, OverflowError, pa.ArrowException):
        raise InputError(place, f"a value of type {kind} that cannot be read", "mend it") from None
    if isinstance(value, bytes):
        return decode(value, place)
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return None if isinstance(value, float) and value != value else value
