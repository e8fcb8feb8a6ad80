"""Naming speakers: from the word that heads a phrase to a source with its canonical name.

The tree is trusted for what it does well (subjects), the order of words for the rest (the extent of a name).
Pronouns, «le journal» and bare titles are resolved against those who spoke before and the article's people.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from escale.model import Source, SourceKind
from escale.reader.layers import PartyForm
from escale.reader.sources.extents import NOT_VOICES
from escale.reader.sources.heard import LOOK_BACK, Speaker
from escale.reader.sources.named_people import NamedPeople

__all__ = ["Speaker", "Speakers"]

# How many sentences back one may be named and still be «il».
_FOCUS = 3
_ISSUER = 12  # tokens from a text named to who issued it
# Whom «la même source» may stand for, before anyone else.
_UNNAMED = frozenset({SourceKind.ANONYMOUS, SourceKind.GROUP})


@dataclass(slots=True)
class Speakers(NamedPeople):
    """Names the speakers of one article, in the order of the text."""

    _seats: list[Speaker] = field(default_factory=list)

    def name(self, head: int, start: int | None = None) -> Speaker | None:
        """The speaker that the phrase of `head` names, from its first word `start` if that is known."""
        page, words = self.page, self.lexicon.words
        low = page.low[head]
        if low in words["first_person"]:
            return None
        if self._is_some_of(head):
            start, head = head, self.head_from(head)
            low = page.low[head]
        if page.tree.pos[head] == "PRON" or low in words["he"] or low in words["she"] or low in words["they"]:
            return self._pronoun(head)
        first = self.first(head) if start is None else start
        if self.lexicon.kind_of(low) is None and page.person[head] is None:
            # «Un officiel kényan», where the tagger takes the adjective for the noun.
            head = next((k for k in range(first, head) if self.lexicon.kind_of(page.low[k])), head)
        medium = self._medium(first, head)
        if medium is not None:
            return medium
        person = self.person_of(first, head)
        if person is not None:
            return person
        return self._noun(first, head)

    def by_phrase(self, start: int, head: int) -> Speaker | None:
        """A phrase of no known kind that nevertheless stands where the speaker does."""
        person = self.named_last(start)
        if person is not None:
            return person
        end = self.end_of(start, head)
        if end == head + 1 and self.page.low[start] in self.lexicon.words["definite"]:
            known = self.again(start, head, self.page.genders[head])
            if known is not None:
                return known
        text = self.text(start, end)
        if not text or not text[0].isalpha():
            return None
        speaker = Speaker(Source(text, SourceKind.PERSON), head, self.page.genders[head])
        self.remember(speaker)
        return speaker

    def _is_some_of(self, head: int) -> bool:
        """True for «plusieurs» of «plusieurs de ses généraux»: the noun tells who speaks."""
        low, words = self.page.low, self.lexicon.words
        return (
            low[head] in words["indefinite"]
            and low[head + 1 : head + 2] != []
            and (self.page.tree.pos[head] == "PRON" and low[head + 1] in words["of"])
        )

    def _medium(self, first: int, head: int) -> Speaker | None:
        page, lexicon = self.page, self.lexicon
        for k in range(first, min(head + 3, len(page.low))):
            hit = lexicon.media.at(page.low, k)
            if hit is not None and page.words[k][:1].isupper():
                return Speaker(Source(hit[1], SourceKind.MEDIA), k, "Masc")
            if k > first and page.tree.pos[k] in {"VERB", "SPACE"}:
                break
        noun = page.low[head]
        if noun not in lexicon.nouns["media"]:
            return None
        end = self.end_of(first, head)
        if noun in lexicon.nouns["issued"] and end == head + 1:
            return None
        for k in range(head + 1, end):
            if page.tree.pos[k] == "PROPN" and page.words[k][:1].isupper() and page.party[k] is None:
                begin = k - 1 if page.tree.pos[k - 1] == "DET" and page.words[k - 1][:1].isupper() else k
                return Speaker(Source(self.text(begin, end), SourceKind.MEDIA), k, page.genders[head])
        bare = end == head + 1 or page.low[first] in lexicon.words["same_determiners"]
        known = (
            self.last(first, frozenset({SourceKind.MEDIA}))
            if page.low[first] not in lexicon.words["indefinite"]
            else None
        )
        if known is None and bare:
            known = self._named_medium(first)
        if known is not None and page.numbers[head] != "Plur":
            return Speaker(known.source, head, page.genders[head])
        if noun in lexicon.nouns["organisation"] and not bare:
            return None
        return Speaker(Source(self.text(first, end), SourceKind.MEDIA), head, page.genders[head])

    def _named_medium(self, before: int) -> Speaker | None:
        """The last medium named in the text at all before a token."""
        low = self.page.low
        for k in range(before - 1, max(-1, before - 250), -1):
            hit = self.lexicon.media.at(low, k)
            if hit is not None and self.page.words[k][:1].isupper():
                return Speaker(Source(hit[1], SourceKind.MEDIA), k, "Masc")
        return None

    def _noun(self, first: int, head: int) -> Speaker | None:
        page, lexicon = self.page, self.lexicon
        low = page.low
        noun, opening = low[head], low[first]
        plural = page.numbers[head] == "Plur"
        gender = self.gender_of(first, head)
        end = self.end_of(first, head)
        inner = set(low[first:head])
        if inner & lexicon.words["same"] or (
            noun in lexicon.nouns["anonymous"] and opening in lexicon.words["same_determiners"]
        ):
            unnamed = noun in lexicon.nouns["anonymous"]
            known = (self.last(first, _UNNAMED) if unnamed else None) or self.last(first)
            return Speaker(known.source, head, gender) if known else None
        if noun in lexicon.words["last_named"]:
            return self.latest_person(head)
        if noun in lexicon.nouns["issued"] or noun in lexicon.nouns["document"]:
            return self._document(first, head, end)
        party = page.party[head]
        indefinite = opening in lexicon.words["indefinite"] or page.tree.pos[first] == "NUM" or first == head
        possessive = opening in lexicon.words["possessive"]
        kind = lexicon.kind_of(noun)
        if kind is SourceKind.ANONYMOUS or (
            kind is not None and plural and indefinite and kind is not SourceKind.ORGANISATION
        ):
            if not (indefinite or possessive) and plural:
                kind = SourceKind.GROUP
            elif not (indefinite or possessive):
                kind = SourceKind.OFFICIAL if kind is SourceKind.ANONYMOUS else kind
        elif party is not None and party.form not in NOT_VOICES and kind is None:
            group = party.form in {PartyForm.GROUP, PartyForm.INHABITANT}
            kind = SourceKind.GROUP if group else SourceKind.ORGANISATION
        elif kind is None:
            if page.tree.pos[head] == "PROPN":
                kind = SourceKind.ORGANISATION
            else:
                kind = SourceKind.GROUP if plural else None
        if kind is None:
            return None
        code = next((m.code for k in range(first, end) if (m := page.party[k]) is not None), None)
        speaker = Speaker(Source(self.text(first, end), kind), head, gender, plural, code)
        return self._same_seat(speaker, noun, bare=end == head + 1)

    def _same_seat(self, speaker: Speaker, noun: str, bare: bool) -> Speaker:
        """The speaker by the name its palace or presidency had first («l'Elysée», then «la présidence»)."""
        if noun not in self.lexicon.words["presidency"] or speaker.source.kind is not SourceKind.ORGANISATION:
            return speaker
        for known in self._seats:
            if known.code == speaker.code or (bare and speaker.code is None):
                return replace(speaker, source=known.source, code=known.code)
        if speaker.code is not None:
            self._seats.append(speaker)
        return speaker

    def _document(self, first: int, head: int, end: int) -> Speaker | None:
        """Who issued the text named: the phrase after «de» or «par», the last speaker, or the text itself."""
        page, lexicon = self.page, self.lexicon
        gender = self.gender_of(first, head)
        if page.low[head] in lexicon.nouns["issued"]:
            for k in range(head + 1, min(head + _ISSUER, page.unit[head][1])):
                if page.tree.pos[k] == "PUNCT" and page.words[k] not in {"(", ")"}:
                    break
                if page.low[k] in lexicon.words["of"] or page.low[k] in lexicon.words["by"]:
                    bare = (
                        page.tree.pos[k + 1] == "NOUN"
                        and page.tree.pos[k] != "DET"
                        and page.low[k] not in lexicon.words["contracted"]
                    )
                    if bare:
                        break
                    if self.is_voice(k + 1):
                        issuer = self.name(self.head_from(k + 1), k + 1)
                        if issuer is not None:
                            return issuer
            known = self.last(first, frozenset({SourceKind.ORGANISATION})) or self.last(first)
            if known is not None and page.low[first] in lexicon.words["definite"] and end == head + 1:
                return replace(known, at=head)
            if (
                page.low[head] not in lexicon.nouns["document"]
                and end == head + 1
                and known is None
                and first != head
            ):
                return None
        return Speaker(Source(self.text(first, end), SourceKind.DOCUMENT), head, gender)

    def _pronoun(self, i: int) -> Speaker | None:
        words, low = self.lexicon.words, self.page.low[i]
        if low in words["they"]:
            for speaker in reversed(self.history[-LOOK_BACK:]):
                if speaker.plural:
                    return replace(speaker, at=i)
            return None
        gender = "Masc" if low in words["he"] else "Fem" if low in words["she"] else ""
        if not gender:
            return None
        subject = self._named_since(i, gender)
        if subject is not None:
            return subject
        spoke = self.last(i)
        about = low.startswith("-") or spoke is None or spoke.source.kind is not SourceKind.MEDIA
        for speaker in reversed(self.history[-LOOK_BACK:]):
            if (
                about
                and speaker.source.kind is not SourceKind.DOCUMENT
                and self.is_heard(speaker, i)
                and not speaker.plural
                and speaker.gender in {"", gender}
                and speaker.at < i
            ):
                return replace(speaker, at=i)
        topic = self._topic(i, gender)
        if topic is not None:
            return topic
        known = self.last(i)
        if known is not None and known.source.kind is SourceKind.MEDIA:
            person = self.latest_person(i, gender)
            known = person if person is not None else known
        usable = known is not None and not known.plural and known.gender in {"", gender}
        return replace(known, at=i) if known is not None and usable else self.latest_person(i, gender)

    def _named_since(self, i: int, gender: str) -> Speaker | None:
        """The person who is the subject of a sentence after the last report: the one in focus by now."""
        tree, person = self.page.tree, self.page.person
        spoke = self.last(i)
        number = tree.sentence_of[i]
        since = max(number - _FOCUS, tree.sentence_of[spoke.at] + 1 if spoke is not None else 0)
        for sentence in range(number - 1, since - 1, -1):
            start, end = tree.sentences[sentence]
            for k in range(start, min(end, start + 40)):
                named = person[k]
                if named is None or tree.deps[k] != "nsubj" or tree.deps[tree.heads[k]] != "ROOT":
                    continue
                identity = self.identities.of(named)
                if identity.may_be(gender) and self.page.quote[k] is None:
                    return self.of(identity, i, gender)
        return None

    def _topic(self, i: int, gender: str) -> Speaker | None:
        """The subject of one of the sentences before, if it can speak: who «il» is before anyone spoke."""
        tree = self.page.tree
        number = tree.sentence_of[i]
        for sentence in range(number, max(-1, number - 4), -1):
            start, end = tree.sentences[sentence]
            for k in range(start, min(end, start + 40, i)):
                if not (tree.deps[k] in {"nsubj", "nsubj:pass"} and tree.pos[k] in {"NOUN", "PROPN"}):
                    continue
                first = self.first(k)
                singular = self.page.numbers[k] != "Plur" and tree.pos[first] != "NUM"
                if singular and self.gender_of(first, k) in {"", gender} and self.is_voice(first):
                    return self.name(k)
        return None
