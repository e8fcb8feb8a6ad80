"""A text as lexemes and as tokens, and the way from one to the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Token

from escale.reader.text.columns import flags, offsets
from escale.reader.text.lexemes import Lexeme

__all__ = ["TextMap"]

_EMPTY = frozenset({"ADP", "DET", "PUNCT", "SPACE", "CCONJ"})


class TextMap:
    """The lexemes of a document, set beside its tokens."""

    def __init__(self, doc: Doc, lexemes: Sequence[Lexeme]) -> None:
        self.doc = doc
        self.lexemes = lexemes
        self.source = doc.text  # spaCy puts it together anew each time
        self._starts = offsets(doc, "IDX")
        self._sentences = [index for index, starts in enumerate(flags(doc)) if starts]

    def norm(self, at: int) -> str:
        """The form of a lexeme; empty outside the text."""
        return (self.lexemes[at].norm or "") if 0 <= at < len(self.lexemes) else ""

    def before(self, at: int) -> str:
        """The word before a lexeme, an elided one with its apostrophe."""
        word = self.norm(at - 1)
        return self.norm(at - 2) + word if word == "'" else word

    def text(self, start: int, end: int) -> str:
        """The words of the text from one lexeme to before another."""
        return self.source[self.lexemes[start].start : self.lexemes[end - 1].end]

    def gap(self, at: int) -> str:
        """What stands between a lexeme and the one before it."""
        return self.source[self.lexemes[at - 1].end : self.lexemes[at].start]

    def token(self, at: int) -> Token | None:
        """The token in which a lexeme begins."""
        if not 0 <= at < len(self.lexemes):
            return None
        return self.doc[bisect_right(self._starts, self.lexemes[at].start) - 1]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that lexemes ``[start, end)`` touch."""
        first = bisect_right(self._starts, self.lexemes[start].start) - 1
        last = bisect_right(self._starts, self.lexemes[end - 1].end - 1) - 1
        return first, last + 1

    def sentence(self, token: int) -> int:
        """Number of the sentence in which a token lies."""
        return bisect_right(self._sentences, token)

    def head(self, start: int, end: int) -> Token:
        """The word that heads a stretch of tokens in the tree."""
        tops = [t for t in self.doc[start:end] if not start <= t.head.i < end or t.head.i == t.i]
        content = [token for token in tops if token.pos_ not in _EMPTY]
        return (content or tops)[0]
