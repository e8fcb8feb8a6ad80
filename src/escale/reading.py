"""What reading an article gives: the article's particulars, its claims, and which reader took them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Self

from escale.model import Article, Claim

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NO_DATE", "Aside", "ReaderInfo", "Reading"]

NO_DATE = "no date of publication, so relative dates stay empty; --published DATE gives one"


class Aside(StrEnum):
    """Why an article is set aside unread."""

    LANGUAGE = "language"  # it is in another one
    MATTER = "matter"  # it tells of nothing between states


@dataclass(frozen=True, slots=True)
class ReaderInfo:
    """Which reader took the claims: the version of Escale and the name of its model."""

    version: str
    model: str

    @classmethod
    def here(cls, model: str) -> Self:
        """This version of Escale with that model."""
        return cls(version("escale"), model)


@dataclass(frozen=True, slots=True)
class Reading:
    """An article and the claims taken from it.

    Attributes:
        lang: language that the article was read as, or is in where it could not be read; None if unknown.
        notices: what a user should know about this reading, one line each.
    """

    article: Article
    claims: tuple[Claim, ...]
    lang: str | None
    reader: ReaderInfo
    notices: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        article: Article,
        claims: Iterable[Claim],
        lang: str | None,
        *,
        model: str | None = None,
        notices: Iterable[str] = (),
    ) -> Reading:
        """The reading of an article by this version of Escale, with a notice if the article has no date."""
        said = tuple(notices)
        if article.published is None and not said:
            said = (NO_DATE,)
        info = ReaderInfo.here(model or lang or "none")
        return cls(article, tuple(claims), lang, info, said)

    def to_dict(self, *, explain: bool = False) -> dict[str, Any]:
        """The reading as the contract's JSON object; with ``explain`` the trace of each claim too."""
        article = self.article
        return {
            "id": article.id,
            "lang": self.lang,
            "outlet": article.outlet,
            "published": article.published,
            "title": article.title,
            "url": article.url,
            "claims": [claim.to_dict(explain=explain) for claim in self.claims],
            "reader": {"name": "escale", "version": self.reader.version, "model": self.reader.model},
        }

    def to_arrow(self) -> Any:
        """The claims as a `pyarrow.Table`, one row a claim.

        Raises:
            MissingLibraryError: pyarrow is not installed.
        """
        from escale.export.frame import to_arrow

        return to_arrow([self])

    def to_pandas(self) -> pd.DataFrame:
        """The claims as a `pandas.DataFrame`, one row a claim.

        Raises:
            MissingLibraryError: pandas is not installed.
        """
        from escale.export.frame import to_pandas

        return to_pandas([self])

    def _repr_html_(self) -> str:
        from escale.export.html import fragment

        return fragment(self)
