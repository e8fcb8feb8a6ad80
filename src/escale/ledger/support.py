"""How many independent origins stand behind links, and how many articles (``docs/ties.md``, Independence).

A publisher's own voice in a reprint is the voice of the article reprinted: within a family of near-identical
texts it counts for the publisher of the earliest article, wherever else the reprint appeared; and so does a
sentence that several articles have word for word.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from escale.ledger.rows import Link

__all__ = ["Support", "Voices", "heard_in", "key_of", "origin_key", "support", "voices"]

_NONE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a statement: independent origins, and the articles that report it."""

    origins: int
    reports: int


class Voices(NamedTuple):
    """Under whose key an article's own voice counts.

    Attributes:
        by_article: article id → key, for the articles that have kin.
        by_words: evidence (`Link.words`) → key, for what stands word for word in articles of several.
    """

    by_article: Mapping[str, str]
    by_words: Mapping[int, str]


_Told = tuple[str, date | int | None, str, int | None]


def voices(told: Iterable[_Told], families: Mapping[str, str]) -> Voices:
    """The voices of what articles say themselves.

    Args:
        told: article id, day of publication (all dates or all ordinals; None if unknown), origin key and
            words of the claims whose origin is the article's own, of all that is looked at together.
        families: article id → family id. The earliest article of a family, and the earliest that has the
            words, names the voice.
    """
    told = list(told)
    in_family: dict[str, tuple[bool, date | int, str, str]] = {}
    in_words: dict[int, tuple[bool, date | int, str, str]] = {}
    several: set[int] = set()
    for article, known, key, words in told:
        entry = (known is None, known or 0, article, key)
        family = families.get(article)
        if family is not None and (family not in in_family or entry < in_family[family]):
            in_family[family] = entry
        if words is not None:
            other = in_words.get(words)
            if other is not None and other[3] != key:
                several.add(words)
            if other is None or entry < other:
                in_words[words] = entry
    by_article = {article: in_family[families[article]][3] for article, *_ in told if article in families}
    return Voices(by_article, {w: by_article.get(in_words[w][2], in_words[w][3]) for w in several})


def heard_in(links: Iterable[Link], families: Mapping[str, str]) -> Voices:
    """The `voices` of links."""
    return voices(((x.article_id, x.known, x.origin.key, x.words) for x in links if x.origin.own), families)


def origin_key(origin_key: str, own: bool, article_id: str, words: int | None, voices: Voices) -> str:
    """The key that an origin counts under.

    Args:
        origin_key: the origin's own key.
        own: True for the article's own voice, or an anonymous one that its publisher vouches for
            (`Origin.own`); anyone else keeps the same key wherever he is quoted.
        article_id: the article that the claim stands in.
        words: those of its evidence.
        voices: what `voices` gives.
    """
    if not own:
        return origin_key
    if words is not None and words in voices.by_words:
        return voices.by_words[words]
    return voices.by_article.get(article_id, origin_key)


def support(links: Iterable[Link], families: Mapping[str, str] = _NONE) -> Support:
    """Counts the origins and articles behind links; ``families`` maps article id to family id."""
    links = tuple(links)
    heard = heard_in(links, families)
    return Support(len({key_of(link, heard) for link in links}), len({link.article_id for link in links}))


def key_of(link: Link, voices: Voices) -> str:
    """The key that a link's origin counts under."""
    return origin_key(link.origin.key, link.origin.own, link.article_id, link.words, voices)
