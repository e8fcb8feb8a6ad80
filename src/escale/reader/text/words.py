"""The tokens of one article as flat lists of forms, read off the ``Doc`` once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.reader.layers import PartyMention
from escale.reader.text.columns import flags, words

__all__ = ["Words"]

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, indexed by token.

    Attributes:
        texts: the forms as written.
        lower: the forms in lower case, with straight apostrophes.
        pos: the coarse parts of speech.
        capital: True where the form begins with a capital letter.
        opens: True for the first token of a sentence.
        party: the mention of a party that covers the token, if any.
    """

    texts: tuple[str, ...]
    lower: tuple[str, ...]
    pos: tuple[str, ...]
    capital: tuple[bool, ...]
    opens: tuple[bool, ...]
    party: tuple[PartyMention | None, ...]

    @classmethod
    def of(cls, doc: Doc, parties: Sequence[PartyMention]) -> Words:
        """The words of a parsed text, with the parties found in it."""
        texts = tuple(words(doc, "ORTH", str))
        covered: list[PartyMention | None] = [None] * len(texts)
        for mention in parties:
            for place in range(mention.start, mention.end):
                if covered[place] is None:
                    covered[place] = mention
        return cls(
            texts,
            tuple(words(doc, "ORTH", _plain)),
            tuple(words(doc, "POS", str)),
            tuple(words(doc, "ORTH", _capital)),
            tuple(flags(doc)),
            tuple(covered),
        )

    def __len__(self) -> int:
        return len(self.texts)

    def is_break(self, place: int) -> bool:
        """True where the token is white space (a line's end) or lies outside the text."""
        return not 0 <= place < len(self.texts) or self.texts[place].isspace()

    def joined(self, start: int, end: int) -> str:
        """The forms of a stretch as one line, elided words put together again."""
        return " ".join(self.texts[start:end]).replace("' ", "'").replace("’ ", "’")


def _plain(text: str) -> str:
    return text.lower().translate(_APOSTROPHES)


def _capital(text: str) -> bool:
    return text[0].isupper()
