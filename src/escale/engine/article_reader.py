"""What the engine needs of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from escale.errors import InputError
from escale.model import Article
from escale.reading import Aside, ReaderInfo, Reading

__all__ = ["ArticleReader", "MakeReader"]


class ArticleReader(Protocol):
    """What reads articles; `escale.reader.reader.Reader` does."""

    @property
    def info(self) -> ReaderInfo:
        """What its readings name as theirs."""
        ...

    def aside(self, article: Article) -> Aside | None:
        """Why an article is set aside unread; None if it is to be read."""
        ...

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading | InputError]:
        """The readings of the articles, in their order; in its turn an error for one that cannot be read."""
        ...


class MakeReader(Protocol):
    """What gives a reader. Where several processes read it is called in each, so it can be pickled."""

    def __call__(self, code: str, triage: bool, /) -> ArticleReader:
        """The reader of a language; with ``triage`` it sets aside what tells of nothing between states.

        Raises:
            UnknownLanguageError: the language is not shipped.
        """
        ...
