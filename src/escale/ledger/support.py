"""How many independent origins stand behind links, and how many articles (``docs/ties.md``, Independence).

A publisher's own voice in a reprint is the voice of the article reprinted: within a family of near-identical
texts it counts for the publisher of the earliest article, wherever else the reprint appeared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from escale.ledger.rows import Link

__all__ = ["Support", "heard_in", "origin_key", "support", "voices"]

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a statement: independent origins, and the articles that report it."""

    origins: int
    reports: int


def voices(told: Iterable[tuple[str, date | int | None, str]], families: Mapping[str, str]) -> dict[str, str]:
    """Article id → key under which its own voice counts, for the articles that have kin.

    Args:
        told: article id, day of publication (all dates or all ordinals; None if unknown) and origin key of
            the claims whose origin is the article's own, of all that is looked at together.
        families: article id → family id.
    """
    earliest: dict[str, tuple[bool, date | int, str, str]] = {}
    family_of: dict[str, str] = {}
    for article, known, key in told:
        family = families.get(article)
        if family is None:
            continue
        family_of[article] = family
        entry = (known is None, known or 0, article, key)
        if family not in earliest or entry < earliest[family]:
            earliest[family] = entry
    return {article: earliest[family][3] for article, family in family_of.items()}


def heard_in(links: Iterable[Link], families: Mapping[str, str]) -> dict[str, str]:
    """The `voices` of links."""
    if not families:
        return {}
    return voices(((x.article_id, x.known, x.origin.key) for x in links if x.origin.own), families)


def origin_key(origin_key: str, own: bool, article_id: str, voices: Mapping[str, str]) -> str:
    """The key that an origin counts under.

    Args:
        origin_key: the origin's own key.
        own: True for the article's own voice, or an anonymous one that its publisher vouches for
            (`Origin.own`); anyone else keeps the same key wherever he is quoted.
        article_id: the article that the claim stands in.
        voices: what `voices` gives.
    """
    return voices.get(article_id, origin_key) if own else origin_key


def support(links: Iterable[Link], families: Mapping[str, str] = _NONE) -> Support:
    """Counts the origins and articles behind links; ``families`` maps article id to family id."""
    links = tuple(links)
    heard = heard_in(links, families)
    return Support(
        len({origin_key(link.origin.key, link.origin.own, link.article_id, heard) for link in links}),
        len({link.article_id for link in links}),
    )
