"""The text as the pipeline is used to it, and the way back: offsets stay those of the article.

A text with decomposed letters is composed (Unicode NFC), because tables and models hold composed words; wide
and narrow spaces become plain ones, one for one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from escale.model import Claim, Span
from escale.reader.text.excerpt import Excerpt

__all__ = ["Canonical"]

_WIDE_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u2009\u202f", " "))
_CLUSTER = re.compile(r"[^\u0300-\u036f][\u0300-\u036f]{1,8}")


@dataclass(frozen=True, slots=True)
class Canonical:
    """A text made canonical.

    Attributes:
        text: what is parsed.
        starts: for each code point of ``text``, and for its end, the offset in what it was made from; None
            where the two run alike.
        excerpt: what it was made from, if that is no whole article.
    """

    text: str
    starts: Sequence[int] | None
    excerpt: Excerpt | None = None

    @classmethod
    def of_excerpt(cls, excerpt: Excerpt) -> Canonical:
        """The canonical form of parts of a text, whose offsets are those of the whole."""
        return replace(cls.of(excerpt.text), excerpt=excerpt)

    @classmethod
    def of(cls, text: str) -> Canonical:
        """The canonical form of ``text``."""
        plain = text.translate(_WIDE_SPACES)
        if unicodedata.is_normalized("NFC", plain):
            return cls(plain, None)
        pieces: list[str] = []
        starts: list[int] = []
        done = 0
        for cluster in _CLUSTER.finditer(plain):
            pieces.append(plain[done : cluster.start()])
            starts.extend(range(done, cluster.start()))
            composed = unicodedata.normalize("NFC", cluster[0])
            pieces.append(composed)
            starts.extend(min(cluster.start() + i, cluster.end() - 1) for i in range(len(composed)))
            done = cluster.end()
        pieces.append(plain[done:])
        starts.extend(range(done, len(plain) + 1))
        return cls("".join(pieces), starts)

    def original(self, span: Span) -> Span:
        """Where a span of the canonical text lies in the original."""
        if self.starts is not None:
            span = Span(self.starts[span.start], self.starts[span.end])
        return span if self.excerpt is None else self.excerpt.original(span)

    def restored(self, claim: Claim) -> Claim:
        """A claim read from the canonical text, with the offsets of the original."""
        return replace(
            claim,
            trigger=self.original(claim.trigger),
            evidence=self.original(claim.evidence),
            mentions=tuple(map(self.original, claim.mentions)),
        )
