"""Where the phrase that names a speaker begins and ends, and which word heads it.

The order of words decides: the tree errs on long names and titles.
"""

from __future__ import annotations

from dataclasses import dataclass

from escale.reader.layers import PartyForm
from escale.reader.sources.page import CLOSING, OPENING, Page
from escale.reader.sources.speech import SpeechWords

__all__ = ["NOT_VOICES", "Extents"]

NOT_VOICES = frozenset({PartyForm.ADJECTIVE, PartyForm.ANAPHOR})

_NAME_LIMIT = 14


@dataclass(slots=True)
class Extents:
    """Reads the phrases of one article that may name a speaker."""

    page: Page
    lexicon: SpeechWords

    def is_voice(self, i: int) -> bool:
        """True if the phrase that begins at `i` names someone or something that can speak."""
        page, low = self.page, self.page.low
        if i >= len(low) or page.words[i] in CLOSING:
            return False
        if page.person[i] is not None or self.lexicon.media.at(low, i) is not None:
            return True
        for k in range(i, min(i + 5, len(low))):
            word, pos = low[k], page.tree.pos[k]
            party = page.party[k]
            if party is not None and party.form not in NOT_VOICES:
                return True
            if page.person[k] is not None or word in self.lexicon.words["honorifics"]:
                return True
            if self.lexicon.kind_of(word) is not None:
                return True
            if pos == "PROPN" and page.words[k][:1].isupper():
                return True
            if pos == "NOUN":
                return page.numbers[k] == "Plur"
            if pos == "PRON" and not (
                word in self.lexicon.words["indefinite"]
                and k + 1 < len(low)
                and low[k + 1] in self.lexicon.words["of"]
            ):
                return False
            if pos in {"PUNCT", "VERB", "SPACE"}:
                return False
        return False

    def head_from(self, start: int) -> int:
        """The word that heads the phrase beginning at `start`: its first noun or name."""
        page = self.page
        for k in range(start, min(start + 6, len(page.low))):
            pos = page.tree.pos[k]
            if pos == "PRON" and page.low[k] in self.lexicon.words["indefinite"]:
                continue
            if pos in {"NOUN", "PRON"} or page.low[k] in self.lexicon.words["honorifics"]:
                return k
            if pos in {"PROPN", "X"}:
                return k
            if self.lexicon.kind_of(page.low[k]) is not None:
                return k
            if pos in {"PUNCT", "VERB", "SPACE"}:
                break
        return start

    def first(self, head: int) -> int:
        """First word of the phrase: the determiner and what stands between it and the head."""
        page = self.page
        low = max(page.left[head], head - _NAME_LIMIT)
        first = head
        for k in range(head - 1, low - 1, -1):
            pos = page.tree.pos[k]
            if pos in {"DET", "NUM"} or (
                pos in {"ADJ", "NOUN", "PROPN", "X"} and page.words[k] not in OPENING
            ):
                first = k
            else:
                break
        return first

    def end_of(self, first: int, head: int) -> int:
        """The token after the last of the name that begins at `first`."""
        page, inside = self.page, self.lexicon.words["inside_names"]
        tree = page.tree
        k = max(head, first) + 1
        limit = min(len(page.low), k + _NAME_LIMIT, page.unit[head][1])
        while k < limit:
            pos, word = tree.pos[k], page.low[k]
            if word in self.lexicon.words["times"]:
                break
            if pos in {"NOUN", "PROPN", "ADJ", "X", "NUM"} or (pos == "VERB" and page.words[k][:1].isupper()):
                k += 1
            elif pos in {"ADP", "DET"} and word in inside and k + 1 < limit:
                if tree.pos[k + 1] in {"NOUN", "PROPN", "ADJ", "DET", "X", "NUM"} and not self._leaves(
                    k, word
                ):
                    k += 1
                else:
                    break
            elif word in self.lexicon.words["and"] and k + 1 < limit and self._joins(head, k):
                k += 1
            elif word == "(" and k + 2 < limit and page.words[k + 2] == ")" and page.words[k + 1].isupper():
                k += 3
                break
            else:
                break
        while (
            k - 1 > head and tree.pos[k - 1] in {"ADP", "DET", "CCONJ", "PUNCT"} and page.words[k - 1] != ")"
        ):
            k -= 1
        return k

    def _leaves(self, k: int, word: str) -> bool:
        """True if the preposition at `k` opens a circumstance (a time, a city), not more of the name."""
        page = self.page
        after = k + 2 if page.tree.pos[k + 1] == "DET" else k + 1
        if page.low[after : after + 1] and page.low[after] in self.lexicon.words["times"]:
            return True
        if word in self.lexicon.words["of"]:
            return False
        return page.tree.pos[k + 1] == "PROPN" and page.tree.pos[k] == "ADP"

    def _joins(self, head: int, k: int) -> bool:
        """True if the conjunction at `k` joins a second speaker to the one of `head`."""
        page = self.page
        if page.tree.pos[k + 1] not in {"DET", "PROPN", "NOUN"}:
            return False
        return any(c > k and page.tree.deps[c] == "conj" for c in page.tree.dependents[head])

    def text(self, first: int, end: int) -> str:
        """The words ``[first, end)`` as a name."""
        page = self.page
        parts: list[str] = []
        for k in range(first, end):
            word = page.words[k]
            if page.tree.pos[k] == "SPACE":
                continue
            glued = not parts or parts[-1].endswith(("'", "’", "(")) or word == ")"
            parts.append(word if glued else f" {word}")
        return "".join(parts)
