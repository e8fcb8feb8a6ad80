"""Articles of a ledger, as a table, JSON lines or CSV."""

from __future__ import annotations

from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.ledger.columns import Kind
from escale.export.terminal import plain
from escale.ledger.answers_articles import ArticleEntry

__all__ = ["ARTICLE_SHEET"]


def _record(entry: ArticleEntry) -> dict[str, Any]:
    return {
        "article": entry.id,
        "outlet": entry.outlet,
        "published": entry.published,
        "known": entry.known,
        "lang": entry.lang,
        "title": entry.title,
        "url": entry.url,
        "claims": entry.claims,
    }


ARTICLE_SHEET: Sheet[ArticleEntry] = Sheet(
    columns=(
        Column("article", lambda entry: plain(entry.id)),
        Column("published", lambda entry: plain(entry.published or "")),
        Column("outlet", lambda entry: plain(entry.outlet or ""), flexible=True),
        Column("title", lambda entry: plain(entry.title or ""), flexible=True),
        Column("claims", lambda entry: str(entry.claims)),
    ),
    keys=("article", "outlet", "published", "known", "lang", "title", "url", "claims"),
    record=_record,
    kinds={"known": Kind.DAY, "claims": Kind.WHOLE},
)
