"""Reporting verbs with their auxiliaries, clitics and subjects."""

from __future__ import annotations

from dataclasses import dataclass

from escale.reader.sources.page import Page
from escale.reader.sources.speech import SpeechWords, Verb

__all__ = ["VerbGroups"]

_SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:caus"})


@dataclass(slots=True)
class VerbGroups:
    """Answers what a verb form is: active or passive, gerund, with which subjects."""

    page: Page
    lexicon: SpeechWords

    def entry(self, i: int) -> Verb | None:
        """The reporting verb that the form at `i` belongs to."""
        page = self.page
        for verb in self.lexicon.verbs[page.low[i]]:
            if verb.next is None:
                return verb
            if verb.next in page.low[i + 1 : i + 4]:
                return verb
        return None

    def group(self, i: int) -> int:
        """First token of the verb with its auxiliaries, clitics and adverbs."""
        page = self.page
        k = i
        while k > 0 and i - k < 8:
            pos, word = page.tree.pos[k - 1], page.low[k - 1]
            if (
                page.auxiliary[k - 1]
                or (pos == "PRON" and word not in self.lexicon.words["relative"] and self._is_clitic(word))
                or (
                    pos == "ADV"
                    and k - 1 > 0
                    and (page.auxiliary[k - 2] or page.tree.pos[k - 2] in {"PRON", "ADV"})
                    and self._has_auxiliary(k - 1)
                )
                or word in self.lexicon.words["negations"]
                or (word == "," and k - 1 > 0 and self._is_parted_clitic(k - 2))
            ):
                k -= 1
            elif self._parts_auxiliary(k):
                k -= 3
            else:
                break
        return k

    def _parts_auxiliary(self, k: int) -> bool:
        """True where «de son côté», «pour sa part» before `k` parts an auxiliary from its participle."""
        page = self.page
        return (
            k >= 4
            and self.page.participle[k]
            and page.tree.pos[k - 3] == "ADP"
            and page.low[k - 2] in self.lexicon.words["possessive"]
            and page.tree.lemmas[k - 4] in self.lexicon.words["auxiliaries"]
        )

    def _is_parted_clitic(self, k: int) -> bool:
        """True for «-t-on» after its auxiliary, which some set a comma after («a-t-on, appris»)."""
        low = self.page.low
        return low[k].startswith("-") and low[k] in self.lexicon.words["one"] and self._has_auxiliary(k)

    def _has_auxiliary(self, k: int) -> bool:
        return any(self.page.auxiliary[j] for j in range(max(0, k - 4), k))

    def _is_clitic(self, word: str) -> bool:
        words = self.lexicon.words
        return len(word) <= 3 or word.startswith("-") or word in words["one"]

    def subjects(self, i: int) -> list[int]:
        """Subjects of a verb, those the parser hung on its auxiliary included."""
        deps, dependents = self.page.tree.deps, self.page.tree.dependents
        own = [c for c in dependents[i] if deps[c] in _SUBJECTS]
        for c in dependents[i]:
            if deps[c].startswith("aux"):
                own += [d for d in dependents[c] if deps[d] in _SUBJECTS]
        return own

    def is_passive(self, i: int, group: int) -> bool:
        """True for a participle without «avoir»: the speaker, if any, follows «par»."""
        page = self.page
        if not page.participle[i] or page.genders[i] == "":
            return False
        relations = {page.tree.deps[c] for c in page.tree.dependents[i]}
        if (
            i > 0
            and page.tree.pos[i - 1] == "PRON"
            and not page.auxiliary[i - 1]
            and page.low[i - 1] not in self.lexicon.words["relative"]
        ):
            return False
        if "aux:pass" in relations:
            return True
        if self.parted_auxiliary(i) is not None:
            return False
        if "aux:tense" in relations or any(page.auxiliary[k] for k in range(group, i)):
            return False
        if "nsubj" in relations:
            # A participle with a subject and no auxiliary is a finite form that the tagger mistook.
            return False
        head = page.tree.heads[i]
        shared = any(page.tree.deps[c] == "aux:tense" for c in page.tree.dependents[head])
        return not (page.tree.deps[i] == "conj" and shared)

    def parted_auxiliary(self, i: int) -> int | None:
        """The auxiliary that the tree has parted from its participle («X a de son côté affirmé»)."""
        page = self.page
        noun = page.tree.heads[i]
        if page.tree.deps[i] != "acl" or not i - 4 <= noun < i:
            return None
        verb = page.tree.heads[noun]
        parted = i - 6 <= verb < noun and page.finite[verb]
        auxiliary = page.tree.lemmas[verb] in self.lexicon.words["auxiliaries"]
        return verb if parted and auxiliary and page.tree.pos[verb + 1] == "ADP" else None

    def gerund(self, i: int) -> bool:
        """True for a present participle, which goes on with the report of the clause it hangs on."""
        return self.page.participle[i] and self.page.genders[i] == "" and not self.page.finite[i]

    def is_prospect(self, i: int) -> bool:
        """True for what may or will yet be said («pourrait annoncer»)."""
        page = self.page
        head = page.tree.heads[i]
        infinitive = not page.finite[i] and not page.participle[i]
        return infinitive and page.finite[head] and page.tree.lemmas[head] in self.lexicon.words["modals"]

    def needs_auxiliary(self, i: int, group: int) -> bool:
        """True for a bare participle, which reports nothing by itself («…, annoncée par la junte»)."""
        return self.page.participle[i] and not any(self.page.auxiliary[k] for k in range(group, i))

    def agreeing(self, i: int) -> int:
        """The noun a participle belongs to: the outermost before it that agrees with it."""
        page = self.page
        noun = current = page.tree.heads[i]
        for _ in range(4):
            if page.tree.deps[current] != "nmod" or page.tree.pos[page.tree.heads[current]] != "NOUN":
                break
            current = page.tree.heads[current]
            if page.genders[current] == page.genders[i] and page.numbers[current] == page.numbers[i]:
                noun = current
        return noun

    def clause_before(self, group: int) -> bool:
        """True if a main clause with its verb stands before, so that a subject found there is its own."""
        page, words = self.page, self.lexicon.words
        subordinate = False
        for k in range(max(page.unit[group][0], group - 80), group):
            if page.words[k] == ",":
                subordinate = False
            elif page.low[k] in words["relative"] or page.tree.pos[k] == "SCONJ":
                subordinate = True
            elif page.finite[k] and not subordinate:
                return True
        return False

    def colon_between(self, low: int, high: int) -> bool:
        """True if a colon parts the two tokens."""
        return any(self.page.words[k] == ":" for k in range(max(low, high - 60), high))

    def continues(self, c: int) -> bool:
        """True if a coordinated clause has «que» or a subject of its own."""
        page, words = self.page, self.lexicon.words
        return any(page.low[k] in words["that"] for k in range(page.left[c], c)) or bool(self.subjects(c))
