"""Ids that come twice in a file: with the same text that is a repetition, with another one an error."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b

from escale.errors import InputError
from escale.ingest.limits import REPEATS
from escale.ingest.records import article_of_record
from escale.ingest.terms import Terms
from escale.model import Article

__all__ = ["Repeats"]


class Repeats:
    """The articles of one file, checked against those before it: the last 100,000.

    Args:
        terms: how they are taken.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._texts: OrderedDict[bytes, bytes] = OrderedDict()

    def article(self, record: object, place: str, default_id: str) -> Article | InputError:
        """The article that a record holds, or the reason why there is none to take."""
        terms = self._terms
        try:
            article = article_of_record(
                record, place, default_id, terms.overrides, today=terms.today, columns=terms.columns
            )
        except InputError as error:
            return error
        if self._is_other(article):
            cause = f"the id {article.id[:80]!r} again, with another text"
            return InputError(place, cause, "give each article an id of its own")
        return article

    def _is_other(self, article: Article) -> bool:
        identity, text = _digest(article.id), _digest(article.text)
        known = self._texts.setdefault(identity, text)
        if len(self._texts) > REPEATS:
            self._texts.popitem(last=False)
        return known != text


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8"), digest_size=8).digest()
