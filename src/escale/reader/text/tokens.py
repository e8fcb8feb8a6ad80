"""A tokenizer that stays linear: what has no space for too long is cut before spaCy peels its affixes.

spaCy takes prefixes and suffixes off a word one at a time and looks at all that is left after each, which is
quadratic in the length of a run such as ten thousand quotation marks. No word of a language is that long.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc
from spacy.vocab import Vocab

__all__ = ["BoundedTokenizer"]

_LONGEST_RUN = 200
_LONG_RUN = re.compile(rf"\S{{{_LONGEST_RUN + 1},}}")


class BoundedTokenizer:
    """Tokenizes like ``inner``; runs of more than 200 characters without a space are cut every 200."""

    def __init__(self, inner: Callable[[str], Doc], vocab: Vocab) -> None:
        self.inner = inner
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The tokens of ``text``, which they spell out exactly."""
        if _LONG_RUN.search(text) is None:
            return self.inner(text)
        words: list[str] = []
        spaces: list[bool] = []
        for piece in _pieces(text):
            for token in self.inner(piece):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)


def _pieces(text: str) -> list[str]:
    pieces: list[str] = []
    done = 0
    for run in _LONG_RUN.finditer(text):
        pieces.append(text[done : run.start()])
        pieces += [text[at : min(at + _LONGEST_RUN, run.end())] for at in range(*run.span(), _LONGEST_RUN)]
        done = run.end()
    pieces.append(text[done:])
    return [piece for piece in pieces if piece]
