"""Naming speakers: from the word that heads a phrase to a source with its canonical name.

The tree is trusted for what it does well (subjects), the order of words for the rest (the extent of a name).
Pronouns, «le journal» and bare titles are resolved against those who spoke before and the article's people.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from escale.model import Source, SourceKind
from escale.reader.extents import NOT_VOICES, Extents
from escale.reader.identities import Identities, Identity
from escale.reader.layers import PartyForm, PersonMention

__all__ = ["Speaker", "Speakers"]

_LOOK_AHEAD = 12


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as it was named, with what later pronouns need to find it again."""

    source: Source
    at: int
    gender: str = ""
    plural: bool = False
    code: str | None = None


@dataclass(slots=True)
class Speakers(Extents):
    """Names the speakers of one article, in the order of the text."""

    identities: Identities
    history: list[Speaker] = field(default_factory=list)
    _full_names: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self._runs():
            known = self._full_names.get(name[-1])
            if known is None or (len(known.split()) == 1 and len(name) > 1):
                self._full_names[name[-1]] = " ".join(name)

    def remember(self, speaker: Speaker) -> None:
        """Keep a speaker for the pronouns to come."""
        self.history.append(speaker)

    def last(self, before: int, kinds: frozenset[SourceKind] | None = None) -> Speaker | None:
        """The last speaker named before a token, of one of the kinds."""
        for steps, speaker in enumerate(reversed(self.history)):
            if steps > _LOOK_AHEAD:
                return None
            if (
                speaker.at < before
                and (kinds is None or speaker.source.kind in kinds)
                and self._heard(speaker, before)
            ):
                return speaker
        return None

    def _heard(self, speaker: Speaker, at: int) -> bool:
        """False for one who speaks inside a quotation only, as seen from outside it."""
        quote = self.page.quote[speaker.at]
        return quote is None or quote is self.page.quote[at]

    def name(self, head: int, start: int | None = None) -> Speaker | None:
        """The speaker that the phrase of `head` names, from its first word `start` if that is known."""
        page, words = self.page, self.lexicon.words
        low = page.low[head]
        if low in words["first_person"]:
            return None
        if page.tree.pos[head] == "PRON" or low in words["he"] or low in words["she"] or low in words["they"]:
            return self._pronoun(head)
        first = self.first(head) if start is None else start
        if self.lexicon.kind_of(low) is None and page.person[head] is None:
            # «Un officiel kényan», where the tagger takes the adjective for the noun.
            head = next((k for k in range(first, head) if self.lexicon.kind_of(page.low[k])), head)
        medium = self._medium(first, head)
        if medium is not None:
            return medium
        person = self._person(first, head)
        if person is not None:
            return person
        return self._noun(first, head)

    # -- media -----------------------------------------------------------------------------------------------

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

    # -- people ----------------------------------------------------------------------------------------------

    def _person(self, first: int, head: int) -> Speaker | None:
        page, lexicon = self.page, self.lexicon
        covering = page.person[head]
        gender, plural = self._gender(first, head), page.numbers[head] == "Plur"
        if covering is None and lexicon.kind_of(page.low[head]) is None and page.tree.pos[head] == "NOUN":
            # «Le romancier en exil Luc Ferrand»: a noun of no known kind, with a name beside it.
            beside = (c for c in page.tree.dependents[head] if c > head and page.tree.deps[c] == "appos")
            covering = next((one for c in beside if (one := page.person[c]) is not None), None)
        if covering is not None:
            speaker = self._of(self.identities.of(covering), head, gender)
            other = self._second_person(head)
            if other is None:
                return speaker
            both = Source(f"{speaker.source.text} {other[0]} {other[1].name}", speaker.source.kind)
            return Speaker(both, head, plural=True)
        kind = lexicon.kind_of(page.low[head])
        named = self._name_beside(first, head, kind, gender)
        if named is not None:
            return named
        if plural or page.low[first] in lexicon.words["indefinite"] or page.tree.pos[first] == "NUM":
            return None
        if kind is SourceKind.OFFICIAL or page.low[head] in lexicon.nouns["office"]:
            known = self._by_office(first, head, gender)
            if known is not None:
                return known
        definite = page.low[first] in lexicon.words["definite"] | lexicon.words["same_determiners"]
        if (
            kind in {SourceKind.PERSON, SourceKind.ANONYMOUS}
            and definite
            and page.low[head] not in lexicon.words["faceless"]
        ):
            return self.again(first, head, gender)
        return None

    def _of(self, identity: Identity, at: int, gender: str) -> Speaker:
        return Speaker(identity.source, at, gender or identity.gender, code=identity.code)

    def again(self, first: int, head: int, gender: str) -> Speaker | None:
        """«Le chercheur», «le milliardaire»: the person who spoke last, else the one named last."""
        spoke = self.last(first, frozenset({SourceKind.PERSON, SourceKind.OFFICIAL, SourceKind.ANONYMOUS}))
        if spoke is not None and spoke.gender in {"", gender}:
            return replace(spoke, at=head)
        named = self.identities.latest(first, gender)
        return self._of(named, head, gender) if named is not None else None

    def _second_person(self, head: int) -> tuple[str, PersonMention] | None:
        page = self.page
        for child in page.tree.dependents[head]:
            if page.tree.deps[child] == "conj" and child > head:
                person = page.person[child]
                if person is not None and person is not page.person[head]:
                    joints = [k for k in range(head, child) if page.low[k] in self.lexicon.words["and"]]
                    return (page.words[joints[-1]], person) if joints else None
        return None

    def _name_beside(self, first: int, head: int, kind: SourceKind | None, gender: str) -> Speaker | None:
        """The person whose name follows a title directly or after a comma («le porte-parole …, Ana Ruiz»)."""
        page, lexicon = self.page, self.lexicon
        titled = kind in {SourceKind.OFFICIAL, SourceKind.PERSON, SourceKind.ANONYMOUS}
        honorific = (
            page.low[first] in lexicon.words["honorifics"] or page.low[head] in lexicon.words["honorifics"]
        )
        party = page.party[head]
        beside = page.person[head + 1] if head + 1 < len(page.low) else None
        if (
            beside is not None
            and page.tree.pos[head] in {"NOUN", "PROPN", "ADJ"}
            and kind is not SourceKind.ORGANISATION
        ):
            return self._of(self.identities.of(beside), head, gender)
        named = party is not None and party.form not in NOT_VOICES
        if not titled and not honorific and (page.tree.pos[head] != "PROPN" or named):
            return None
        end = self.end_of(first, head)
        for k in range(first, end):
            person = page.person[k]
            if person is not None and (k == first or page.person[k - 1] is not person):
                if self._is_named_by(head, k, person):
                    return self._of(self.identities.of(person), head, gender)
                break
        if titled:
            k = end
            while (
                k < len(page.low)
                and k < end + 5
                and (
                    page.words[k] == ","
                    or page.tree.pos[k] in {"DET", "SPACE"}
                    or page.low[k] in lexicon.nouns["office"]
                )
            ):
                k += 1
            if k < len(page.low) and page.person[k] is not None:
                return self._of(self.identities.of(page.person[k]), head, gender)  # type: ignore[arg-type]
            if k > end and k < len(page.low) and page.tree.pos[k] == "PROPN" and page.party[k] is None:
                stop = k
                while stop < len(page.low) and page.tree.pos[stop] in {"PROPN", "X"} and stop < k + 5:
                    stop += 1
                if stop - k > 1:
                    return Speaker(Source(self.text(k, stop), SourceKind.OFFICIAL), head, gender)
        run = self._run(first, end, head if not honorific else first)
        if run is not None:
            full = self._full_names.get(run[-1], run[-1]) if len(run) == 1 else " ".join(run)
            official = kind in {SourceKind.OFFICIAL, SourceKind.ANONYMOUS}
            return Speaker(Source(full, SourceKind.OFFICIAL if official else SourceKind.PERSON), head, gender)
        return None

    def _is_named_by(self, head: int, k: int, person: PersonMention) -> bool:
        """True if the name at `k` is that of the phrase's head, not of someone in its complement."""
        page, lexicon = self.page, self.lexicon
        inner = [j for j in range(head + 1, k) if page.tree.pos[j] == "ADP"]
        if not inner:
            return True
        if k - 1 in inner or person.end - k < 2:
            return False
        return not any(page.low[j] in lexicon.nouns["office"] for j in range(inner[-1], k))

    def _run(self, first: int, end: int, head: int) -> list[str] | None:
        """A proper name inside a phrase that no preposition introduces."""
        page = self.page
        for k in range(first, end):
            capital = page.words[k][:1].isupper()
            if page.tree.pos[k] == "PROPN" and capital and page.party[k] is None:
                if k > first and page.tree.pos[k - 1] in {"ADP"}:
                    return None
                if k > first and page.tree.pos[k - 1] == "DET" and k - 1 > first:
                    return None
                governed = any(page.tree.pos[j] == "ADP" for j in range(head + 1, k))
                if governed and page.low[k - 1] in self.lexicon.nouns["office"]:
                    return None  # «un conseiller du président X» is not X
                stop = k
                while stop < end and page.tree.pos[stop] in {"PROPN", "X"} and page.words[stop][:1].isalpha():
                    stop += 1
                run = page.words[k:stop]
                whole = len(run) > 1 or (
                    run[0] in self._full_names and len(self._full_names[run[0]].split()) > 1
                )
                return run if whole or page.tree.pos[head] == "NOUN" else None
        return None

    def _by_office(self, first: int, head: int, gender: str) -> Speaker | None:
        """The person of the article who holds the office named, else the official who spoke last."""
        page = self.page
        end = self.end_of(first, head)
        nominal = (k for k in range(first, end) if page.tree.pos[k] in {"NOUN", "ADJ", "PROPN"})
        said = {page.low[k] for k in nominal if page.party[k] is None}
        states = frozenset(party.code for k in range(first, end) if (party := page.party[k]) is not None)
        if not states and page.low[first] in self.lexicon.words["possessive"]:
            start = page.unit[head][0]
            named = next((page.party[k] for k in range(start, first) if page.party[k] is not None), None)
            states = frozenset({named.code}) if named is not None else states
        phrase = self.text(first, end)
        if not states and page.low[first] in self.lexicon.words["possessive"]:
            return None
        known = self.identities.by_office(page.low[head], phrase, said, states, head, gender)
        if known is not None:
            return self._of(known, head, gender)
        spoke = self.last(first, frozenset({SourceKind.OFFICIAL}))
        if spoke is not None and end == head + 1 and spoke.gender in {"", gender}:
            return replace(spoke, at=head)
        return None

    def _gender(self, first: int, head: int) -> str:
        return self.page.genders[first] or self.page.genders[head]

    # -- everything else -------------------------------------------------------------------------------------

    def _noun(self, first: int, head: int) -> Speaker | None:
        page, lexicon = self.page, self.lexicon
        low = page.low
        noun, opening = low[head], low[first]
        plural = page.numbers[head] == "Plur"
        gender = self._gender(first, head)
        end = self.end_of(first, head)
        inner = set(low[first:head])
        if inner & lexicon.words["same"] or (
            noun in lexicon.nouns["anonymous"] and opening in lexicon.words["same_determiners"]
        ):
            known = self.last(first)
            return Speaker(known.source, head, gender) if known else None
        if noun in lexicon.words["last_named"]:
            return self._latest_person(head)
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
        return Speaker(Source(self.text(first, end), kind), head, gender, plural, code)

    def _document(self, first: int, head: int, end: int) -> Speaker | None:
        """Who issued the text named: the phrase after «de» or «par», the last speaker, or the text itself."""
        page, lexicon = self.page, self.lexicon
        gender = self._gender(first, head)
        if page.low[head] in lexicon.nouns["issued"]:
            for k in range(head + 1, min(head + _LOOK_AHEAD, page.unit[head][1])):
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
            for speaker in reversed(self.history[-_LOOK_AHEAD:]):
                if speaker.plural:
                    return replace(speaker, at=i)
            return None
        gender = "Masc" if low in words["he"] else "Fem" if low in words["she"] else ""
        if not gender:
            return None
        spoke = self.last(i)
        about = low.startswith("-") or spoke is None or spoke.source.kind is not SourceKind.MEDIA
        for speaker in reversed(self.history[-_LOOK_AHEAD:]):
            if (
                about
                and self._heard(speaker, i)
                and not speaker.plural
                and speaker.gender in {"", gender}
                and speaker.at < i
            ):
                return replace(speaker, at=i)
        topic = self._topic(i, gender)
        if topic is not None:
            return topic
        known = self.last(i)
        usable = known is not None and not known.plural and known.gender in {"", gender}
        return replace(known, at=i) if known is not None and usable else self._latest_person(i, gender)

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
                if self._gender(first, k) in {"", gender} and self.is_voice(first):
                    return self.name(k)
        return None

    def _latest_person(self, i: int, gender: str = "") -> Speaker | None:
        named = self.identities.latest(i, gender)
        return self._of(named, i, "") if named is not None else None

    def _runs(self) -> list[list[str]]:
        """The runs of proper names of the text: the stand-in for people that no finder knows."""
        page, runs = self.page, []
        current: list[str] = []
        for k, word in enumerate(page.words):
            if page.tree.pos[k] == "PROPN" and word[:1].isupper() and page.party[k] is None:
                current.append(word)
                continue
            if current:
                runs.append(current)
            current = []
        if current:
            runs.append(current)
        return [run for run in runs if len(run) <= 4]
