"""A sentence rule for news, as a spaCy component that stands before the parser.

It decides the clear cases (a new line, a full stop and a capital, the middle of a sentence) and leaves the
others, such as the sentences inside a quotation, to the parser, which keeps to what is decided. The marks and
abbreviations it goes by are the language's and come with the pipeline's configuration.
"""

import re
from collections.abc import Sequence
from typing import cast

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Token
from thinc.types import Ints2d

__all__ = ["SentenceRule"]

FACTORY = "escale_sentences"
NEUTRAL_QUOTE = '"'
# Lengths in tokens beyond which a sentence ends at the first doubtful place, and at any: nobody writes one so
# long, and what stands in one sentence is compared pair by pair.
_LONG, _LONGEST = 400, 800
_MARK = {True: 1, False: -1, None: 0}
INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+")


class SentenceRule:
    """Sets ``is_sent_start`` of every token: true, false, or none where the parser shall decide."""

    def __init__(
        self,
        final_marks: Sequence[str],
        opening_marks: Sequence[str],
        closing_marks: Sequence[str],
        abbreviations: Sequence[str],
    ) -> None:
        """``abbreviations`` are the tokens with a full stop of their own after which no sentence ends."""
        self._final = frozenset(final_marks)
        self._opening = frozenset(opening_marks)
        self._closing = frozenset(closing_marks)
        self._abbreviations = frozenset(abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        """Decide each token in turn; a white-space token goes with the sentence before it."""
        capitals = self._capitals(doc)
        starts: list[bool | None] = [None] * len(doc)
        line_ended = False
        depth = 0
        begun = 0  # where the last sentence surely began
        previous: Token | None = None
        last: Token | None = None  # the last token that is no closing mark
        for token in doc:
            if token.is_space:
                line_ended = line_ended or "\n" in token.text
                starts[token.i] = False
                continue
            closing = self._is_closing(token)
            if previous is None or line_ended:
                starts[token.i] = True
                depth = 0
            elif closing or not capitals[token.i]:
                starts[token.i] = False
            else:
                starts[token.i] = self._ends(last or previous, depth > 0)
            if token.i - begun > (_LONG if starts[token.i] is None else _LONGEST):
                starts[token.i] = True
            if starts[token.i]:
                begun = token.i
            depth = max(0, depth + self._is_opening(token) - closing)
            line_ended = False
            previous = token
            if not closing:
                last = token
        # Token by token, spaCy would look through the whole text for a parse each time.
        marks = np.array([[_MARK[start]] for start in starts], "i8").reshape(-1, 1).astype("u8")
        doc.from_array(["SENT_START"], cast("Ints2d", marks))
        return doc

    def _ends(self, last: Token, quoted: bool) -> bool | None:
        """Whether a sentence ends with ``last``, before a capital; none if the rule cannot tell."""
        if last.text in self._final:
            return None if quoted else True
        if last.text in self._abbreviations or INITIALS.fullmatch(last.text):
            return False
        return None if last.text.endswith(".") else False

    def _capitals(self, doc: Doc) -> list[bool]:
        """For each token, whether the first word from it on, opening marks apart, is a capital or figure."""
        found = [False] * len(doc)
        following = False
        for token in reversed(list(doc)):
            if not (token.is_space or self._is_opening(token)) or token.i + 1 == len(doc):
                following = token.text[0].isupper() or token.text[0].isdigit()
            found[token.i] = following
        return found

    def _is_opening(self, token: Token) -> bool:
        if token.text == NEUTRAL_QUOTE:
            return _follows_gap(token)
        return token.text in self._opening

    def _is_closing(self, token: Token) -> bool:
        if token.text == NEUTRAL_QUOTE:
            return not _follows_gap(token)
        return token.text in self._closing


def _follows_gap(token: Token) -> bool:
    """Whether white space, an elided word or nothing stands before the token."""
    if token.i == 0:
        return True
    before = token.nbor(-1)
    return bool(before.whitespace_) or before.is_space or before.text[-1] in "'’("


@Language.factory(FACTORY)
def make_sentence_rule(
    nlp: Language,  # noqa: ARG001
    name: str,  # noqa: ARG001
    final_marks: list[str],
    opening_marks: list[str],
    closing_marks: list[str],
    abbreviations: list[str],
) -> SentenceRule:
    """The component with the marks and abbreviations of the pipeline's language."""
    return SentenceRule(final_marks, opening_marks, closing_marks, abbreviations)
