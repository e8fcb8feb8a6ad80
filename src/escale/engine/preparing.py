"""Before anything is read: articles are taken from pages, and those that need no reading are told apart."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from escale.engine.article_reader import ArticleReader
from escale.errors import InputError
from escale.ingest.articles import articles_of
from escale.ingest.inputs import Input
from escale.ingest.terms import Terms
from escale.model import Article
from escale.reading import Aside

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of some inputs, each kind in their order.

    Attributes:
        articles: those to be read.
        aside: those set aside: which of the inputs it was, why, and the article.
        rejects: inputs that are no article.
    """

    articles: tuple[Article, ...]
    aside: tuple[tuple[int, Aside, Article], ...]
    rejects: tuple[InputError, ...]


def prepare(items: Iterable[Input], reader: ArticleReader, terms: Terms) -> Prepared:
    """Takes the articles from pages, and sets aside what the reader says."""
    articles: list[Article] = []
    aside: list[tuple[int, Aside, Article]] = []
    rejects: list[InputError] = []
    for number, item in enumerate(articles_of(items, terms.overrides, terms.today)):
        if isinstance(item, InputError):
            rejects.append(item)
        elif (reason := reader.aside(item)) is not None:
            aside.append((number, reason, item))
        else:
            articles.append(item)
    return Prepared(tuple(articles), tuple(aside), tuple(rejects))
