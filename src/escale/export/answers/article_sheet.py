"""All that a ledger says of an article, as a record."""

from __future__ import annotations

from typing import Any

from escale.export.answers.claims import claim_record
from escale.export.answers.corrections import correction_record
from escale.ledger.answers_articles import ArticleSheet

__all__ = ["article_record"]


def article_record(sheet: ArticleSheet) -> dict[str, Any]:
    """The article as a JSON object: its text, its claims, what was corrected, its near-identical ones."""
    stored, edition, family = sheet.stored, sheet.edition, sheet.family
    article = stored.article
    return {
        "article": stored.id,
        "source_id": article.id,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "published": article.published,
        "known": stored.known,
        "lang": sheet.reading.lang if sheet.reading else article.lang,
        "as_of": article.as_of,
        "until": edition.until if edition else None,
        "later": edition.later if edition else None,
        "text": article.text,
        "claims": [claim_record(claim) for claim in sheet.claims],
        "rejected": [claim_record(claim) for claim in sheet.rejected],
        "as_read": [claim_record(claim) for claim in sheet.as_read],
        "corrections": [correction_record(made) for made in sheet.corrections],
        "family": [member.article_id for member in family.members] if family else [],
    }
