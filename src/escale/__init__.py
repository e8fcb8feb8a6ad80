"""Escale reads news into a ledger of defence diplomacy: who did what with whom, according to whom.

>>> import escale
>>> reading = escale.read("La frégate Surcouf fait escale à Split depuis lundi.", published="2021-05-04")
>>> [claim.type.value for claim in reading.claims]
['port_visit']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escale.errors import UsageError
from escale.model import Article, Claim

if TYPE_CHECKING:
    from escale.ledger.ledger import Ledger
    from escale.reader.reader import Reader
    from escale.reading import Reading

__all__ = ["Article", "Claim", "Ledger", "Reader", "Reading", "read"]


def read(text: str, *, published: str | None = None, lang: str = "fr") -> Reading:
    """The claims of one text.

    Args:
        text: an article.
        published: its date of publication, ``YYYY[-MM[-DD]]``; without one relative dates stay empty.
        lang: language to read it as.

    Raises:
        UnknownLanguageError: the language is not shipped.
        UsageError: ``published`` is no date of the calendar.

    For many articles build one `Reader` and use its `pipe`: a reader takes a second to load.
    """
    from escale.ingest.dates import publication_date
    from escale.reader.reader import Reader

    date = publication_date(published) if published is not None else None
    if published is not None and date is None:
        raise UsageError(f"{published!r} is no date of the calendar; give YYYY, YYYY-MM or YYYY-MM-DD")
    return Reader(lang).read(Article(id="text", text=text, published=date))


def __getattr__(name: str) -> object:
    # The reader loads spaCy, which takes a second: only who asks for it pays.
    if name == "Reader":
        from escale.reader.reader import Reader

        return Reader
    if name == "Ledger":
        from escale.ledger.ledger import Ledger

        return Ledger
    if name == "Reading":
        from escale.reading import Reading

        return Reading
    raise AttributeError(f"module 'escale' has no attribute {name!r}")
