"""One article as the finder of sources looks at it: folded words, tree, quotations and mentions by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from escale.reader.layers import PartyMention, PersonMention
from escale.reader.sources.quotes import Quote, quotations
from escale.reader.sources.speech import Phrases, fold
from escale.reader.text.columns import words as column
from escale.reader.text.tree import Tree

__all__ = ["CLOSING", "MARKS", "OPENING", "Page"]

OPENING = frozenset({"«", "“", "„", '"', "‹"})
CLOSING = frozenset({"»", "”", '"', "›"})
MARKS = frozenset({",", "-", "–", "—", "--", "?", "!", "…", "...", "[...]", "(...)"})
_LAST_OF_CLAUSE = frozenset({";"})
_MAX_UNIT = 400


@dataclass(frozen=True, slots=True)
class Page:
    """An article by token.

    Attributes:
        words: the words as they stand.
        low: the words folded as the tables have them.
        left, right: first token and token after the last of what each token heads.
        unit: the sentence of each token, or its part between semicolons.
        numbers, genders: ``Sing``/``Plur`` and ``Masc``/``Fem`` where the tagger knows.
        paragraph: number of the paragraph of each token.
        quote: the outermost quotation that covers each token, or None.
        person, party: the mention that covers each token, or None.
    """

    tree: Tree
    words: list[str]
    low: list[str]
    numbers: list[str]
    genders: list[str]
    finite: list[bool]
    participle: list[bool]
    auxiliary: list[bool]
    left: list[int]
    right: list[int]
    unit: list[tuple[int, int]]
    paragraph: list[int]
    quotes: tuple[Quote, ...]
    quote: list[Quote | None]
    person: list[PersonMention | None]
    party: list[PartyMention | None]

    @classmethod
    def of(
        cls,
        doc: Doc,
        parties: Sequence[PartyMention],
        people: Sequence[PersonMention],
        names: Phrases[None],
    ) -> Page:
        """Read everything off once, so that no step asks spaCy twice.

        Args:
            doc: the tree.
            parties: the parties found in it.
            people: the people found in it.
            names: names that the press sets between marks, which quote nobody («au « Monde »»).
        """
        words = column(doc, "ORTH", str)
        paragraph, number, breaks = [], 0, []
        for i, word in enumerate(words):
            paragraph.append(number)
            if "\n" in word:
                number += 1
                breaks.append(i)
        if words:
            breaks.append(len(words) - 1)
        low = column(doc, "ORTH", fold)
        found = tuple(one for one in quotations(words, breaks) if not _is_name(low, one, names))
        quote: list[Quote | None] = [None] * len(words)
        for one in found:
            quote[one.start : one.end] = [one] * (one.end - one.start)
        person: list[PersonMention | None] = [None] * len(words)
        for named in people:
            person[named.start : named.end] = [named] * (named.end - named.start)
        party: list[PartyMention | None] = [None] * len(words)
        for mention in parties:
            # The widest mention names best: «la marine russe» rather than «russe».
            for i in range(mention.start, mention.end):
                held = party[i]
                if held is None or mention.end - mention.start > held.end - held.start:
                    party[i] = mention
        tree = Tree.of(doc)
        left, right = _edges(tree)
        return cls(
            tree=tree,
            words=words,
            low=low,
            numbers=column(doc, "MORPH", lambda morph: _value(morph, "Number=")),
            genders=column(doc, "MORPH", lambda morph: _value(morph, "Gender=")),
            finite=column(doc, "MORPH", lambda morph: "VerbForm=Fin" in morph),
            auxiliary=[p == "AUX" or d.startswith("aux") for p, d in zip(tree.pos, tree.deps, strict=True)],
            participle=column(doc, "MORPH", lambda morph: "VerbForm=Part" in morph),
            left=left,
            right=right,
            unit=_units(tree, words),
            paragraph=paragraph,
            quotes=found,
            quote=quote,
            person=person,
            party=party,
        )

    def quote_from(self, i: int) -> Quote | None:
        """The quotation that opens at a token."""
        quote = self.quote[i]
        return quote if quote is not None and quote.start == i else None

    def before(self, i: int) -> int:
        """The token before `i` that is no blank, or -1."""
        i -= 1
        while i >= 0 and self.tree.pos[i] == "SPACE":
            i -= 1
        return i

    def children(self, i: int, *relations: str) -> list[int]:
        """The dependents of a token in one of the relations (or a subtype of it), in order."""
        deps = self.tree.deps
        return [
            c for c in self.tree.dependents[i] if deps[c] in relations or deps[c].split(":")[0] in relations
        ]


def _units(tree: Tree, words: Sequence[str]) -> list[tuple[int, int]]:
    """For each token its sentence, or the part of it between semicolons, without blanks at the end.

    A part is never longer than `_MAX_UNIT` tokens, so that no input makes the work more than linear.
    """
    units: list[tuple[int, int]] = []
    for first, last in tree.sentences:
        start = first
        for i in range(first, last):
            if i + 1 == last or words[i] in _LAST_OF_CLAUSE or i + 1 - start == _MAX_UNIT:
                end = i + 1
                while end - 1 > start and (tree.pos[end - 1] == "SPACE" or words[end - 1] in _LAST_OF_CLAUSE):
                    end -= 1
                units += [(start, end)] * (i + 1 - start)
                start = i + 1
    return units


def _is_name(low: list[str], quote: Quote, names: Phrases[None]) -> bool:
    hit = names.at(low, quote.start + 1) if quote.start + 1 < len(low) else None
    return hit is not None and quote.start + 1 + hit[0] == quote.end - 1


def _value(morph: str, feature: str) -> str:
    at = morph.find(feature)
    return "" if at < 0 else morph[at + len(feature) :].split("|", 1)[0]


def _edges(tree: Tree) -> tuple[list[int], list[int]]:
    """For each token, the first token of its subtree and the one after the last."""
    left, right = list(range(len(tree.heads))), list(range(1, len(tree.heads) + 1))
    for start, end in tree.sentences:
        for token in _deepest_first(tree, start, end):
            head = tree.heads[token]
            left[head] = min(left[head], left[token])
            right[head] = max(right[head], right[token])
    return left, right


def _deepest_first(tree: Tree, start: int, end: int) -> list[int]:
    """The tokens of a sentence, each before its head."""
    order = [token for token in range(start, end) if tree.heads[token] == token]
    for token in order:
        order.extend(tree.dependents[token])
    return order[::-1]
