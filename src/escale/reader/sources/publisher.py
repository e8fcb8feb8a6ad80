"""The publisher of an article is never one of its sources: what it says is the article's own voice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from escale.model import Source, SourceKind
from escale.reader.layers import Attribution
from escale.register.names import fold

__all__ = ["without_publisher"]

# Words of one or two letters join those of a name («le ministère de la Défense»); three may be «les», «des».
_SHORT = 3


def without_publisher(attributions: Sequence[Attribution], outlet: str | None) -> list[Attribution]:
    """The attributions without the article's own publisher; one that names nobody else falls away.

    Args:
        attributions: those of one article, in order.
        outlet: who published the article, as its record names it, or its domain.
    """
    if not outlet:
        return list(attributions)
    kept = []
    for attribution in attributions:
        sources = tuple(one for one in attribution.sources if not _is_publisher(one, outlet))
        if sources:
            kept.append(replace(attribution, sources=sources))
    return kept


def _is_publisher(source: Source, outlet: str) -> bool:
    said, known = _words(source.text), _words(outlet)
    if not said or not known:
        return False
    if source.kind is SourceKind.MEDIA:
        # A domain is the name run together («lemonde.fr» is Le Monde).
        together = "".join(fold(source.text).split())
        return said == known or outlet.lower().split("/")[0].removeprefix("www.").split(".")[0] == together
    # A ministry's own press release calls it «le ministère».
    return source.kind is SourceKind.ORGANISATION and said[0] == known[0] and set(said) <= set(known)


def _words(name: str) -> list[str]:
    return [word for word in fold(name.replace("'", " ").replace("’", " ")).split() if len(word) > _SHORT - 1]
