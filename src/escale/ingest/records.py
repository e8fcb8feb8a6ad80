"""From a record ``{id, text, published?, lang?, outlet?, title?, url?, as_of?}`` to an article, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from escale.errors import InputError
from escale.ingest.columns import Columns
from escale.ingest.dates import is_to_come, publication_date, version_date
from escale.ingest.header import read_header
from escale.ingest.limits import PAGE_BYTES, TEXT_CHARACTERS
from escale.model import Article

__all__ = ["article", "article_of_record", "page_too_long", "parse", "too_long"]

_NONE: Mapping[str, str] = MappingProxyType({})
_REMEDY = "a record is {id, text, published?, lang?, outlet?, title?, url?, as_of?}"
_OWN = Columns()


def parse(source: str, place: str) -> Any:
    """The JSON value that ``source`` writes.

    Raises:
        InputError: it writes none.
    """
    try:
        return json.loads(source)
    except json.JSONDecodeError as error:
        cause = f"not JSON ({error.msg.lower()} at character {error.pos + 1})"
    except RecursionError:
        cause = "JSON nested too deeply"
    except ValueError:
        cause = "JSON with a number that is too long"
    raise InputError(place, cause, _REMEDY)


def article_of_record(
    record: object,
    place: str,
    default_id: str,
    overrides: Mapping[str, str] = _NONE,
    *,
    today: date | None = None,
    columns: Columns = _OWN,
) -> Article:
    """The article that a record holds; one without an id is called ``default_id``.

    ``overrides`` take the place of the record's own fields.

    Raises:
        InputError: the record has no text, or a field that is not what it should be.
    """
    if not isinstance(record, Mapping):
        raise InputError(place, "a JSON value that is no record", _REMEDY)
    given = {**columns.fields_of(record), **overrides}
    text = given.get("text")
    if not isinstance(text, str):
        raise InputError(place, _without_text(columns), _REMEDY)
    return article(
        text,
        place,
        _id(given, place) or default_id,
        published=_string(given, "published", place),
        lang=_string(given, "lang", place),
        outlet=_string(given, "outlet", place),
        title=_string(given, "title", place),
        url=_string(given, "url", place),
        as_of=_string(given, "as_of", place),
        today=today,
    )


def article(
    text: str,
    place: str,
    identity: str,
    *,
    published: str | None = None,
    lang: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    as_of: str | None = None,
    today: date | None = None,
) -> Article:
    """An article of these parts, checked. A date given wins over the one in the text's header.

    Args:
        text: its text.
        place: what messages call it.
        identity: its id.
        published: date of publication as its writer gives it, with or without a time of day.
        lang: its language, ISO 639-1, with or without a region.
        outlet: who published it.
        title: its title.
        url: its address.
        as_of: day or instant of this version of the text, ISO 8601.
        today: the day on which it is read; dates after the next day are refused. None: none are.

    Raises:
        InputError: the text is empty, too long or not writable as UTF-8, or a date is none or yet to come.
    """
    if not text.strip():
        raise InputError(place, "empty, no text to read", "give an article's text")
    if len(text) > TEXT_CHARACTERS:
        raise too_long(place)
    for part in (text, identity, outlet, title, url):
        if part is not None and not _writable(part):
            raise InputError(place, "holds half a surrogate pair, no character", "repair the escapes")
    header = read_header(text)
    return Article(
        id=identity,
        text=text,
        published=_published(published, header.date, place, today),
        lang=_language_code(lang),
        outlet=outlet,
        title=title,
        url=url,
        body=header.body,
        as_of=_version(as_of, place, today),
    )


def _published(given: str | None, header: str | None, place: str, today: date | None) -> str | None:
    day = publication_date(given or header or "")
    if day is None and given is not None:
        cause = f"published is {given[:40]!r}, which is no date"
        raise InputError(place, cause, "write YYYY[-MM[-DD]]")
    if day is None and header is not None:
        raise InputError(place, f"its header says {header}, which is no date", "write: date YYYY[-MM[-DD]]")
    if day is not None and today is not None and is_to_come(day, today):
        raise InputError(place, f"published {day} is yet to come", "give the day it came out")
    return day


def _version(given: str | None, place: str, today: date | None) -> str | None:
    if given is None:
        return None
    version = version_date(given)
    if version is None:
        cause = f"as_of is {given[:40]!r}, which is no day and no instant"
        raise InputError(place, cause, "write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ")
    if today is not None and is_to_come(version, today):
        raise InputError(place, f"as_of {version} is yet to come", "give the day this text was found")
    return version


def _without_text(columns: Columns) -> str:
    if columns.text == _OWN.text:
        return "a record without text"
    return f"a record without text (no string in {columns.text!r})"


def too_long(place: str) -> InputError:
    """The error for a text beyond the cap."""
    return InputError(place, f"longer than {TEXT_CHARACTERS:,} characters", "split it into articles")


def page_too_long(place: str) -> InputError:
    """The error for a page beyond the cap."""
    return InputError(place, f"a page beyond {PAGE_BYTES >> 20} MB", "it is left out")


def _id(record: Mapping[str, Any], place: str) -> str | None:
    identity = record.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        return str(identity)
    if identity is not None and not isinstance(identity, str):
        raise InputError(place, "its id is neither a string nor a whole number", _REMEDY)
    return identity or None


def _string(record: Mapping[str, Any], field: str, place: str) -> str | None:
    value = record.get(field)
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if not isinstance(value, str):
        raise InputError(place, f"its {field} is not a string", _REMEDY)
    return value


def _language_code(lang: str | None) -> str | None:
    # "fr-FR" and "FR" are French; a longer name is no code, and the text itself has to tell.
    code = (lang or "").strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else None


def _writable(part: str) -> bool:
    try:
        part.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
