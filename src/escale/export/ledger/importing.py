"""Our own JSON lines read back into the records of a ledger, each line checked first."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any, NoReturn

from escale import edtf
from escale.errors import InputError
from escale.export.ledger.forms import Malformed, decoded
from escale.export.ledger.records import FORMAT
from escale.ledger.extent import instant_of
from escale.ledger.rows import Correction, Record, StoredArticle, StoredClaim, StoredReading

__all__ = ["LONGEST_LINE", "read_records"]

LONGEST_LINE = 16 * 1024 * 1024
"""Characters of the longest line that is taken in: many times a reading of the longest article."""

_REMEDY = "write the file again with: escale export --as jsonl"
# Narrow enough to name a file with.
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


def read_records(lines: Iterable[str], place: str) -> Iterator[Record]:
    """The records that `escale.export.ledger.records.write_records` wrote, each as its line comes.

    A file that was cut off is known only at its end: what makes a ledger of the records should keep it
    from view until the iterator is through.

    Args:
        lines: the lines, with or without their ends; who reads them from a file should cap them by
            `LONGEST_LINE`.
        place: what the file is called in an error.

    Raises:
        InputError: a line is not what an export holds; says which, why and what to do.
    """
    check = _Check()
    kind = None
    number = 0
    for number, line in enumerate(lines, 1):
        here = f"{place}:{number}"
        if not line.strip():
            continue
        try:
            record = _parsed(line.removeprefix("\ufeff") if number == 1 else line)
            if kind == "end":
                raise Malformed("", "a line after the end")
            made = check.record(record) if kind else check.header(record)
        except Malformed as error:
            raise InputError(here, str(error), _REMEDY) from None
        kind = record["kind"]
        if made is not None:
            yield made
    if kind is None:
        raise InputError(place, "empty, no ledger in it", _REMEDY)
    if kind != "end":
        raise InputError(f"{place}:{number}", "the file ends here, cut off", _REMEDY)


def _parsed(line: str) -> dict[str, Any]:
    if len(line) > LONGEST_LINE:
        raise Malformed("", f"a line of more than {LONGEST_LINE:,} characters")
    try:
        record = json.loads(line, object_pairs_hook=_unique, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        cause = f"not JSON ({error.msg.lower()} at character {error.pos + 1})"
        raise Malformed("", cause) from None
    except RecursionError:
        raise Malformed("", "JSON nested too deeply") from None
    except Malformed:
        raise
    except ValueError:
        raise Malformed("", "JSON with a number that is too long") from None
    if not isinstance(record, dict) or not isinstance(record.get("kind"), str):
        raise Malformed("", "not a record with a kind")
    return record


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise Malformed("", "JSON with the same field twice")
    return record


def _no_constant(name: str) -> NoReturn:
    raise Malformed("", f"{name} is no number of JSON")


class _Check:
    """Makes records and remembers the ids that were taken, with the length of each article's text."""

    def __init__(self) -> None:
        self._articles: dict[str, int] = {}
        self._readings: set[str] = set()
        self._corrections: set[str] = set()

    def header(self, record: dict[str, Any]) -> Record | None:
        if record["kind"] != "ledger":
            raise Malformed("", "the first line is no header of a ledger")
        version = record.get("format")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            raise Malformed("format", "not the number of a format")
        if version > FORMAT:
            raise Malformed(
                "",
                f"format {str(version)[:20]}, newer than {FORMAT}, the newest this version of escale reads",
            )
        return None

    def record(self, record: dict[str, Any]) -> Record | None:
        match record["kind"]:
            case "article":
                return self._article(record)
            case "reading":
                return self._reading(record)
            case "correction":
                return self._correction(record)
            case "end":
                return self._end(record)
            case "ledger":
                raise Malformed("", "a second header")
            case other:
                raise Malformed("", f"an unknown kind of record {other[:40]!r}")

    def _article(self, record: dict[str, Any]) -> StoredArticle:
        stored = decoded(StoredArticle, _without(record, "kind"))
        _is_id(stored.id)
        _is_date(stored.article.published, "article.published")
        _is_instant(stored.article.as_of, "article.as_of")
        if stored.id in self._articles:
            raise Malformed("", f"article {stored.id} a second time")
        if not 0 <= stored.article.body <= len(stored.article.text):
            raise Malformed("article.body", "outside the text")
        self._articles[stored.id] = len(stored.article.text)
        return stored

    def _reading(self, record: dict[str, Any]) -> tuple[StoredReading, tuple[StoredClaim, ...]]:
        claims = record.get("claims")
        if not isinstance(claims, list) or "count" not in record:
            raise Malformed("claims", "not a list, or without its count")
        rest = _without(record, "kind", "count", "claims")
        reading = decoded(StoredReading, {**rest, "claims": record["count"]})
        _is_id(reading.id)
        if reading.id in self._readings:
            raise Malformed("", f"reading {reading.id} a second time")
        length = self._articles.get(reading.article_id)
        if length is None:
            raise Malformed("article_id", f"no article {reading.article_id[:40]!r} before this line")
        self._readings.add(reading.id)
        taken: set[str] = set()
        stored = []
        for number, claim in enumerate(claims):
            try:
                stored.append(_claim(claim, reading, length, taken))
            except Malformed as error:
                raise error.within(f"claims[{number}]") from None
        return reading, tuple(stored)

    def _correction(self, record: dict[str, Any]) -> Correction:
        rest = _without(record, "kind", "action")
        correction = decoded(Correction, {**rest, "kind": record.get("action")})
        _is_id(correction.id)
        if correction.id in self._corrections:
            raise Malformed("", f"correction {correction.id} a second time")
        for claim in correction.claims:
            _is_id(claim)
        if correction.fields and not isinstance(_parsed_object(correction.fields), dict):
            raise Malformed("fields", "not a JSON object")
        _is_instant(correction.at, "at")
        self._corrections.add(correction.id)
        return correction

    def _end(self, record: dict[str, Any]) -> Record | None:
        counts = {
            "articles": len(self._articles),
            "readings": len(self._readings),
            "corrections": len(self._corrections),
        }
        for name, count in counts.items():
            if record.get(name) != count:
                raise Malformed(name, f"{count} were read, the file says {str(record.get(name))[:20]!r}")
        return None


def _claim(record: Any, reading: StoredReading, length: int, taken: set[str]) -> StoredClaim:
    if not isinstance(record, dict):
        raise Malformed("", "not a record")
    if inherited := {"article_id", "reading_id"} & record.keys():
        raise Malformed("", f"an unknown field {min(inherited)!r}")
    owner = {"article_id": reading.article_id, "reading_id": reading.id}
    stored = decoded(StoredClaim, {**record, **owner})
    _is_id(stored.id)
    if stored.id in taken:
        raise Malformed("", f"claim {stored.id} a second time")
    taken.add(stored.id)
    claim = stored.claim
    _is_date(stored.published, "published")
    if claim.time:
        _is_date(claim.time.edtf, "claim.time.edtf")
    if max(span.end for span in (claim.trigger, claim.evidence, *claim.mentions)) > length:
        raise Malformed("claim", "a span outside the text of its article")
    confidence = claim.confidence
    if confidence and not all(0 <= getattr(confidence, field.name) <= 1 for field in fields(confidence)):
        raise Malformed("claim.confidence", "not all between 0 and 1")
    return stored


def _without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


def _is_id(text: str) -> None:
    if not _ID.fullmatch(text):
        raise Malformed("", f"{text[:40]!r} is no id")


def _is_date(text: str | None, where: str) -> None:
    if text is None:
        return
    try:
        edtf.parse(text)
    except ValueError:
        raise Malformed(where, f"{text[:40]!r} is no EDTF date") from None


def _is_instant(text: str | None, where: str) -> None:
    if text is None:
        return
    try:
        instant_of(text)
    except ValueError:
        raise Malformed(where, "not a time of ISO 8601") from None


def _parsed_object(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Malformed("fields", "not JSON") from None
