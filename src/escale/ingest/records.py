"""From a JSON record ``{id, text, published?, lang?, outlet?, title?, url?}`` to an article, checked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from escale.errors import InputError
from escale.ingest.dates import publication_date
from escale.ingest.header import read_header
from escale.ingest.limits import TEXT_CHARACTERS
from escale.model import Article

__all__ = ["article", "article_of_record", "parse", "too_long"]

_NONE: Mapping[str, str] = MappingProxyType({})
_REMEDY = "a record is {id, text, published?, lang?, outlet?, title?, url?}"


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
    record: object, place: str, default_id: str, overrides: Mapping[str, str] = _NONE
) -> Article:
    """The article that a record holds; one without an id is called ``default_id``.

    ``overrides`` take the place of the record's own fields.

    Raises:
        InputError: the record has no text, or a field that is not what it should be.
    """
    if not isinstance(record, Mapping):
        raise InputError(place, "a JSON value that is no record", _REMEDY)
    record = {**record, **overrides}
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError(place, "a record without text", _REMEDY)
    identity = record.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if identity is not None and not isinstance(identity, str):
        raise InputError(place, "its id is neither a string nor a whole number", _REMEDY)
    return article(
        text,
        place,
        identity or default_id,
        published=_string(record, "published", place),
        lang=_string(record, "lang", place),
        outlet=_string(record, "outlet", place),
        title=_string(record, "title", place),
        url=_string(record, "url", place),
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
) -> Article:
    """An article of these parts, checked. A date given wins over the one in the text's header.

    Raises:
        InputError: the text is empty, too long or not writable as UTF-8, or the date is none.
    """
    if not text.strip():
        raise InputError(place, "empty, no text to read", "give an article's text")
    if len(text) > TEXT_CHARACTERS:
        raise too_long(place)
    for part in (text, identity, outlet, title, url):
        if part is not None and not _writable(part):
            raise InputError(place, "holds half a surrogate pair, no character", "repair the escapes")
    header = read_header(text)
    date = publication_date(published or header.date or "")
    if date is None and published is not None:
        cause = f"published is {published[:40]!r}, which is no date"
        raise InputError(place, cause, "write YYYY[-MM[-DD]]")
    if date is None and header.date is not None:
        raise InputError(
            place, f"its header says {header.date}, which is no date", "write: date YYYY[-MM[-DD]]"
        )
    return Article(
        id=identity,
        text=text,
        published=date,
        lang=_language_code(lang),
        outlet=outlet,
        title=title,
        url=url,
        body=header.body,
    )


def too_long(place: str) -> InputError:
    """The error for a text beyond the cap."""
    return InputError(place, f"longer than {TEXT_CHARACTERS:,} characters", "split it into articles")


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
