"""The articles of inputs, those of pages taken from them here and now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from escale.errors import InputError
from escale.ingest.inputs import Input
from escale.ingest.page import Page
from escale.model import Article

__all__ = ["articles_of"]


def articles_of(
    inputs: Iterable[Input], overrides: Mapping[str, str], today: date
) -> Iterator[Article | InputError]:
    """The inputs with the article of each page in its place, or the reason why there is none.

    Args:
        inputs: what was read.
        overrides: fields that take the place of the articles' own (``published``, ``lang``).
        today: the day of the run.
    """
    for item in inputs:
        if not isinstance(item, Page):
            yield item
            continue
        from escale.ingest.article_page import article_of_page  # loads a library of some weight

        try:
            yield article_of_page(item, overrides, today)
        except InputError as error:
            yield error
