"""Families of near-identical articles, as a table, JSON lines or CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

from escale.export.answers.tabular import Column, Sheet
from escale.export.ledger.columns import Kind
from escale.export.terminal import plain
from escale.ledger.answers import Family, Member

__all__ = ["FAMILY_SHEET", "MEMBER_SHEET"]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _member(member: Member) -> dict[str, Any]:
    return {
        "article": member.article_id,
        "outlet": member.outlet,
        "published": member.published,
        "title": member.title,
        "url": member.url,
    }


def _record(family: Family) -> dict[str, Any]:
    return {
        "family": family.id,
        "articles": len(family.members),
        "outlets": list(family.outlets),
        "first": family.first,
        "last": family.last,
        "title": family.members[0].title,
        "members": [_member(member) for member in family.members],
    }


FAMILY_SHEET: Sheet[Family] = Sheet(
    columns=(
        Column("family", lambda family: plain(family.id)),
        Column("articles", lambda family: str(len(family.members))),
        Column("outlets", lambda family: str(len(family.outlets))),
        Column("first", lambda family: _day(family.first)),
        Column("last", lambda family: _day(family.last)),
        Column("earliest article", lambda family: plain(family.members[0].title or ""), flexible=True),
    ),
    keys=("family", "articles", "outlets", "first", "last", "title", "members"),
    record=_record,
    kinds={"articles": Kind.WHOLE, "outlets": Kind.LIST, "first": Kind.DAY, "last": Kind.DAY},
)

MEMBER_SHEET: Sheet[Member] = Sheet(
    columns=(
        Column("article", lambda member: plain(member.article_id)),
        Column("published", lambda member: plain(member.published or "")),
        Column("outlet", lambda member: plain(member.outlet or ""), flexible=True),
        Column("title", lambda member: plain(member.title or ""), flexible=True),
    ),
    keys=("article", "outlet", "published", "title", "url"),
    record=_member,
)
"""The articles of one family, for the table."""
