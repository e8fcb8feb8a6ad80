"""Order of EDTF values against a day of publication, at the precision both have."""

from __future__ import annotations

__all__ = ["lies_ahead", "lies_behind"]

# First month of EDTF's seasons (21–24, 25–32), quarters (33–36), quadrimesters (37–39) and halves (40–41).
_FIRST_MONTH = {
    **dict(zip(range(21, 25), (3, 6, 9, 12), strict=True)),
    **dict(zip(range(25, 33), (3, 6, 9, 12, 9, 12, 3, 6), strict=True)),
    **dict(zip(range(33, 37), (1, 4, 7, 10), strict=True)),
    **dict(zip(range(37, 40), (1, 5, 9), strict=True)),
    **dict(zip(range(40, 42), (1, 7), strict=True)),
}


def lies_ahead(edtf: str, published: str) -> bool:
    """True if the time begins after the publication (an open start counts by its end)."""
    start, end = _bounds(edtf)
    first = end if start == ".." else start
    return _after(_months(first), published)


def lies_behind(edtf: str, published: str) -> bool:
    """True if the time is over at the publication."""
    start, end = _bounds(edtf)
    last = start if end == ".." and "/" not in edtf else end
    return last not in {"", ".."} and _after(published, _months(last))


def _bounds(edtf: str) -> tuple[str, str]:
    start, slash, end = edtf.partition("/")
    return start, end if slash else start


def _months(value: str) -> str:
    plain = value.rstrip("~?%")
    year, _, rest = plain.partition("-")
    month, _, day = rest.partition("-")
    if month.isdecimal() and int(month) in _FIRST_MONTH:
        month = f"{_FIRST_MONTH[int(month)]:02d}"
    return "-".join(part for part in (year, month, day) if part)


def _after(late: str, early: str) -> bool:
    precision = min(len(late), len(early))
    return late[:precision] > early[:precision] and late[:1].isdecimal()
