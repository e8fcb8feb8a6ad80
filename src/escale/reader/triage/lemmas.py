"""The lemmas that a form can have, whatever part of speech it turns out to be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from spacy.lookups import Lookups
from spacy.strings import get_string_id

__all__ = ["Lemmas"]

_LONGEST = 40  # letters; what is longer is no word


class Lemmas:
    """spaCy's rule lemmatizer over all its parts of speech at once.

    Args:
        tables: the lemmatizer's own (``lemma_rules``, ``lemma_index``, ``lemma_exc``).
    """

    def __init__(self, tables: Lookups) -> None:
        rules, index, exceptions = (
            tables.get_table(name) for name in ("lemma_rules", "lemma_index", "lemma_exc")
        )
        self._parts = {
            part: _Part(rules[part], frozenset(index.get(part, ())), exceptions.get(part, {}))
            for part in rules
        }
        self._verb = next(
            (self._parts[key] for key in ("verb", get_string_id("verb")) if key in self._parts), None
        )

    def __call__(self, form: str) -> set[str]:
        """The lemmas of a form in lower case, in lower case."""
        if len(form) > _LONGEST:
            return {form}
        return {part.lemma(form).lower() for part in self._parts.values()}

    def may_be_verb(self, form: str) -> bool:
        """True for a form of a known verb."""
        return self._verb is None or self._verb.knows(form)


class _Part:
    """One part of speech."""

    def __init__(
        self, rules: Iterable[Any], index: frozenset[str], exceptions: Mapping[str, Iterable[str]]
    ) -> None:
        self._index = index
        self._exceptions = exceptions
        self._rules: dict[str, list[tuple[int, str]]] = {}
        for number, (old, new) in enumerate(rules):
            self._rules.setdefault(old, []).append((number, new))
        self._deepest = max(map(len, self._rules), default=0)

    def knows(self, form: str) -> bool:
        """True if the form is an exception's or leads to a known word."""
        return form in self._exceptions or self.lemma(form) in self._index

    def lemma(self, form: str) -> str:
        """The lemma that spaCy would take: an exception's, a known word, else the first that results."""
        exceptions = tuple(self._exceptions.get(form, ()))
        if exceptions:
            return exceptions[-1]
        found = []
        for size in range(min(len(form), self._deepest) + 1):
            ending = form[len(form) - size :]
            for number, new in self._rules.get(ending, ()):
                made = form[: len(form) - size] + new
                if made:
                    found.append((number, made))
        found.sort()
        known = [made for _, made in found if made in self._index]
        if known:
            return known[-1]
        odd = [made for _, made in found if not made.isalpha()]
        return odd[0] if odd else found[0][1] if found else form
