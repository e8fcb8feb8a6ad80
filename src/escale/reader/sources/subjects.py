"""Who the subject of a reporting verb is: the speaker before it, through the mistakes of the tree."""

from __future__ import annotations

from dataclasses import dataclass, replace

from escale.model import SourceKind
from escale.reader.sources.page import Page
from escale.reader.sources.speakers import Speaker, Speakers
from escale.reader.sources.speech import SpeechWords, Verb, VerbClass
from escale.reader.sources.verbgroups import VerbGroups

__all__ = ["Subjects"]

_CLIMB = 5
_APPOSED = 12


@dataclass(slots=True)
class Subjects:
    """Finds the speaker who is the subject of a verb."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    verbs: VerbGroups

    def speaker(self, i: int, verb: Verb) -> Speaker | None:
        """The speaker who is the subject of the verb at `i`."""
        page, words = self.page, self.lexicon.words
        if self.verbs.gerund(i):
            spoke = self.speakers.last(i)
            before = page.before(i)
            loose = before >= 0 and (page.words[before] == "," or page.low[before] in words["gerund"])
            if loose and spoke is not None and spoke.at >= page.unit[i][0]:
                return replace(spoke, at=i)
        subject = self._subject(i)
        if subject is None:
            return None
        voiced = self._voiced(i)
        if voiced is not None:
            return voiced
        low = page.low[subject]
        if low in words["who"]:
            antecedent = self._antecedent(i, subject)
            if antecedent is None:
                return None
            subject = antecedent
        speaker = self.speakers.name(subject)
        if speaker is None:
            speaker = self._apposed(subject, i)
        if (
            speaker is None
            and page.tree.pos[subject] == "NOUN"
            and verb.kind in {VerbClass.SAY, VerbClass.DENY}
        ):
            return None
        if speaker is not None and speaker.source.kind is SourceKind.GROUP and verb.kind is VerbClass.FEEL:
            return None
        return speaker

    def _voiced(self, i: int) -> Speaker | None:
        """Whoever speaks for the subject, where the sentence begins so: «Par la voix de X, Lima a …»."""
        page = self.page
        start = page.unit[i][0]
        voiced = self.lexicon.voiced.at(page.low, start)
        if voiced is None or start + voiced[0] >= i:
            return None
        return self.speakers.name(self.speakers.head_from(start + voiced[0]), start + voiced[0])

    def _subject(self, i: int) -> int | None:
        """The subject of a verb, through auxiliaries, infinitives, participles and coordination."""
        page, words = self.page, self.lexicon.words
        current = i
        before = page.before(i)
        loose = self.verbs.gerund(i) and before >= 0 and page.words[before] == ","
        for _ in range(5):
            for own in self.verbs.subjects(current):
                if not self.verbs.colon_between(own, i):
                    return own
            expletive = next(
                (c for c in page.tree.dependents[current] if page.tree.deps[c] == "expl:subj"), None
            )
            if expletive is not None and page.low[expletive] in words["he"] | words["she"]:
                return expletive
            dep, head = page.tree.deps[current].split(":")[0], page.tree.heads[current]
            if head == current:
                break
            parted = self.verbs.parted_auxiliary(current)
            if parted is not None:
                current = parted
                continue
            if dep == "amod" and head < current:
                return head
            if current == i and loose and dep in {"acl", "nmod"} and page.tree.pos[head] in {"NOUN", "PROPN"}:
                above = self._clause_above(head, i)
                if above is not None:
                    current = above
                    continue
            if (
                dep == "acl"
                and page.tree.deps[current] != "acl:relcl"
                and page.tree.pos[head] in {"NOUN", "PROPN"}
            ):
                return head
            if dep not in {"xcomp", "conj", "advcl", "acl", "parataxis", "ccomp", "aux"}:
                break
            current = head
        return self._first_phrase(i) if page.finite[i] or page.participle[i] else None

    def _apposed(self, subject: int, i: int) -> Speaker | None:
        """The name set off after a subject that says nothing by itself («Autre rival, Lima, a demandé …»)."""
        page = self.page
        if page.tree.pos[subject] != "NOUN":
            return None
        for k in range(subject + 1, min(i - 1, subject + _APPOSED)):
            if page.finite[k] or page.tree.pos[k] == "PRON":
                return None
            if page.words[k] != "," or not (page.party[k + 1] or page.person[k + 1]):
                continue
            head = self.speakers.head_from(k + 1)
            end = self.speakers.end_of(k + 1, head)
            if head < i and page.tree.pos[head] == "PROPN" and page.words[end : end + 1] == [","]:
                return self.speakers.name(head, k + 1)
        return None

    def _clause_above(self, noun: int, i: int) -> int | None:
        """The verb with a subject whose clause holds a noun that the tree gave a gerund: «…, jugeant …»."""
        page = self.page
        current = noun
        for _ in range(_CLIMB):
            head = page.tree.heads[current]
            if head == current or head > i:
                return None
            if page.finite[head] or self.verbs.subjects(head):
                return head
            current = head
        return None

    def _first_phrase(self, i: int) -> int | None:
        """The phrase that opens the verb's clause, where the tree has lost its subject."""
        page = self.page
        start = max(page.unit[i][0], i - 60)
        for k in range(i - 1, start, -1):
            if page.words[k] == ":":
                start = k + 1
                break
        while start < i and page.tree.pos[start] in {"CCONJ", "SPACE"}:
            start += 1
        if start < i and page.tree.pos[start] in {"ADP", "ADV"}:
            comma = next((k for k in range(start, i) if page.words[k] == ","), None)
            if comma is None:
                return None
            start = comma + 1
        if (
            start >= i
            or page.tree.pos[start] not in {"DET", "PROPN", "NOUN", "NUM", "X", "ADJ"}
            or not self.speakers.is_voice(start)
        ):
            return None
        if any(page.finite[k] for k in range(start, self.verbs.group(i))):
            return None
        return self.speakers.head_from(start)

    def _antecedent(self, i: int, relative: int) -> int | None:
        """What a relative pronoun stands for: the tree's choice if it can speak, else the noun before."""
        page = self.page
        choices: list[int] = []
        current = i
        for _ in range(3):
            if page.tree.deps[current] == "acl:relcl":
                choices.append(page.tree.heads[current])
                break
            if page.tree.heads[current] == current:
                break
            current = page.tree.heads[current]
        before = page.before(relative)
        if before >= 0 and page.words[before] == ",":
            before = page.before(before)
        if before >= 0:
            choices.append(before)
            choices.append(page.tree.heads[before])
        for choice in choices:
            noun = choice < relative and page.tree.pos[choice] in {"NOUN", "PROPN"}
            if noun and self.speakers.is_voice(self.speakers.first(choice)):
                return choice
        return None
