"""Attributes of a parsed text as whole columns: one call to spaCy instead of one for each token."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from spacy.tokens import Doc

__all__ = ["flags", "offsets", "words"]

T = TypeVar("T")


def words(doc: Doc, attribute: str, made: Callable[[str], T]) -> list[T]:
    """A string attribute (``ORTH``, ``LEMMA``, ``DEP``) of each token, put through ``made`` once a value."""
    values = doc.to_array(attribute).tolist()
    strings = doc.vocab.strings
    known = {value: made(strings[value] if value else "") for value in set(values)}
    return [known[value] for value in values]


def offsets(doc: Doc, attribute: str) -> list[int]:
    """A number of each token: ``IDX`` its place in the text, ``HEAD`` how far off its head is."""
    column: list[int] = doc.to_array(attribute).astype("int64").tolist()
    return column


def flags(doc: Doc) -> list[bool]:
    """Whether each token starts a sentence."""
    return [value == 1 for value in doc.to_array("SENT_START").tolist()]
