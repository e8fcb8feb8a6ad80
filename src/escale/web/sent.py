"""What a form sends of an article, pasted or as a file, and the article that is in it."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Annotated, Self

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from escale.errors import InputError
from escale.ingest.articles import articles_of
from escale.ingest.columns import Columns
from escale.ingest.dates import publication_date
from escale.ingest.forms import Form
from escale.ingest.opening import open_stream
from escale.ingest.recognising import recognised
from escale.ingest.records import article
from escale.ingest.terms import Terms
from escale.model import Article
from escale.web.form_fields import form_fields

__all__ = ["Sent", "article_of", "sent"]

_PLACE = "upload"  # what messages call a file: its own name may say anything
_FORMS = frozenset({Form.TEXT, Form.PAGE, Form.DOCUMENT, Form.LINES})
_LONGEST = 2000  # characters of one that is no text
_Word = Annotated[str, StringConstraints(max_length=_LONGEST, strip_whitespace=True)]


class Sent(BaseModel):
    """The fields of the form.

    Attributes:
        text: pasted.
        file: the bytes of a file, which come before ``text``; empty without one.
        published, outlet, title, url: take the place of what the file says itself, if they are given.
        lang, as_of: what a file said, on its way to be added.
        csrf: of who adds.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: str = ""
    file: Annotated[bytes, Field(repr=False)] = b""
    published: _Word = ""
    outlet: _Word = ""
    title: _Word = ""
    url: _Word = ""
    lang: _Word = ""
    as_of: _Word = ""
    csrf: Annotated[_Word, Field(repr=False)] = ""

    @classmethod
    def of(cls, article: Article) -> Self:
        """The fields that an article is sent with again."""
        return cls(
            text=article.text,
            published=article.published or "",
            outlet=article.outlet or "",
            title=article.title or "",
            url=article.url or "",
            lang=article.lang or "",
            as_of=article.as_of or "",
        )


async def sent(request: Request) -> Sent:
    """The fields that a request sends.

    Raises:
        RequestValidationError, HTTPException: as `form_fields`.
    """
    return await form_fields(request, Sent)


def article_of(given: Sent, today: date) -> Article | InputError:
    """The article in what was sent, or why there is none.

    Forms change the ends of lines on their way, so those of the text are always a line feed alone.

    Args:
        given: the fields.
        today: an article from after the next day is refused.
    """
    try:
        found = _of_file(given, today) if given.file.strip() else _of_text(given, today)
        parts = (found.title, found.url, found.outlet)
        if any(len(part) > _LONGEST for part in parts if part):
            return InputError(_PLACE, f"a title, address or outlet beyond {_LONGEST} characters", "cut it")
        return article(
            found.text.replace("\r\n", "\n").replace("\r", "\n"),
            _PLACE,
            given.url or found.id,
            published=found.published,
            lang=found.lang,
            outlet=given.outlet or _stripped(found.outlet),
            title=given.title or _stripped(found.title),
            url=given.url or _stripped(found.url),
            as_of=found.as_of,
            today=today,
        )
    except InputError as error:
        return error


def _of_text(given: Sent, today: date) -> Article:
    return article(
        given.text,
        "text",
        given.title or "text",
        published=given.published or None,
        lang=given.lang or None,
        as_of=given.as_of or None,
        today=today,
    )


def _of_file(given: Sent, today: date) -> Article:
    """The first article of a file, by its bytes: what its name says is not asked."""
    columns = Columns()
    form, _ = recognised(BytesIO(given.file), columns)
    if form not in _FORMS:
        raise InputError(_PLACE, "neither text nor a page nor a record", "give .txt, .html or .json")
    published = publication_date(given.published)
    if given.published and published is None:
        raise InputError(_PLACE, f"{given.published[:40]!r} is no date", "write YYYY[-MM[-DD]]")
    overrides = {"published": published} if published else {}
    inputs = open_stream(BytesIO(given.file), _PLACE, Terms(overrides, today, columns))
    found = next(iter(articles_of(inputs, overrides, today)))
    if isinstance(found, InputError):
        raise found
    return found


def _stripped(word: str | None) -> str | None:
    return (word or "").strip() or None
