"""What a reporting verb governs: the clause, infinitive, quotation or noun that is its content."""

from __future__ import annotations

from dataclasses import dataclass

from escale.reader.sources.page import OPENING, Page
from escale.reader.sources.quotes import Quote
from escale.reader.sources.speakers import Speakers
from escale.reader.sources.speech import SpeechWords, Verb, VerbClass
from escale.reader.sources.verbgroups import VerbGroups

__all__ = ["Contents"]

_REACH = 16
_ASIDE = 16
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "parataxis"})


@dataclass(slots=True)
class Contents:
    """Finds the stretch that stands as content after a verb."""

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    verbs: VerbGroups

    def content(self, i: int, verb: Verb) -> tuple[int, int] | None:
        """The stretch after the verb that is its content, or None if it reports nothing here."""
        page, words = self.page, self.lexicon.words
        stop = page.unit[i][1]
        that, opened, infinitive, colon = None, None, None, None
        k = i + 1
        limit = min(stop, i + _REACH)
        while k < limit:
            word, pos = page.low[k], page.tree.pos[k]
            if word in words["that"] and (page.tree.deps[k] != "obj" or not verb.object):
                that = k
                break
            if page.quote_from(k) is not None:
                opened = k
                break
            if word == ":":
                colon = k
                break
            if pos in {"VERB", "AUX"}:
                if page.tree.deps[k] == "acl" and page.participle[k]:
                    # «disait dans un entretien publié jeudi que …»
                    that = self._clause_mark(k + 1, limit)
                    break
                if not page.finite[k] and not page.participle[k]:
                    infinitive = k
                break
            if word in words["relative"] or (
                page.tree.deps[k] == "obj"
                and pos == "NOUN"
                and not verb.object
                and word not in words["times"]
            ):
                break
            k += 1
        end = self._content_end(i, stop, inner=that is not None)
        if (
            page.tree.deps[i].split(":")[0] in {"advcl", "acl"}
            and not self.verbs.gerund(i)
            and not (that == i + 1 and page.tree.heads[i] > i and not self._is_subordinate(i))
            and page.right[i] > i + 2
        ):
            end = min(end, page.right[i])
        if (
            that is not None
            and verb.kind is not VerbClass.HOPE
            and (verb.clause or verb.kind in {VerbClass.WANT, VerbClass.DENY, VerbClass.ACCUSE})
        ):
            return that, max(end, self._quoted_to(that, end))
        via = self._via(i, verb, limit)
        if verb.kind in {VerbClass.WANT, VerbClass.ACCUSE} or (verb.via and via is not None):
            if via is None and verb.object:
                return (i + 1, end) if self._object(i) is not None else None
            if verb.kind is VerbClass.WANT:
                ruled = via is not None or infinitive is not None or self._object(i) is not None
                return (i + 1, end) if ruled else None
            return (via, max(end, self._quoted_to(via, end))) if via is not None else None
        if (
            infinitive is not None
            and (verb.clause or verb.kind is VerbClass.DENY)
            and verb.kind is not VerbClass.HOPE
        ):
            return infinitive, end
        if opened is not None and colon is None and verb.kind is not VerbClass.HOPE:
            quote = page.quote_from(opened)
            if quote is not None and (
                verb.object or (verb.clause and verb.kind is not VerbClass.FEEL) or self._is_sentence(quote)
            ):
                start = opened
                if verb.object:
                    # «annonce une réduction "immédiate" de …»: the noun before the mark is content too.
                    governed = self._object(i)
                    start = min(opened, governed[0]) if governed is not None else opened
                return start, max(end, quote.end) if verb.clause else quote.end
        spoken = self.verbs.gerund(i) and (verb.clause or verb.kind is VerbClass.FEEL)
        if verb.object or spoken or self._voices_attitude(i, verb):
            governed = self._object(i)
            if governed is not None and not (verb.kind is VerbClass.DENY and self._is_party(governed)):
                start, last = governed[0], self._with_participle(i, governed[1])
                return start, self._before_occasion(start, last)
        mark = next(
            (k for k in range(i + 1, min(stop, i + 12)) if page.words[k] == ":" or page.finite[k]), None
        )
        if mark is not None and page.words[mark] == ":" and mark + 1 < stop:
            return mark + 1, max(stop, self._quoted_to(mark + 1, stop))
        if verb.clause and verb.kind is VerbClass.SAY and i > 0 and page.tree.pos[i - 1] == "PRON":
            said = next(
                (c for c in page.tree.dependents[i] if i < c <= i + 3 and page.tree.deps[c] == "xcomp"), None
            )
            if said is not None:
                return i + 1, end
        if verb.clause and verb.kind is VerbClass.SAY:
            complement = next(
                (c for c in page.tree.dependents[i] if c > i and page.tree.deps[c] in _CLAUSES), None
            )
            if complement is not None and page.tree.pos[complement] == "ADJ" and complement <= i + 3:
                return max(i + 1, page.left[complement]), page.right[complement]
        return None

    def _is_subordinate(self, i: int) -> bool:
        """True for a verb with a conjunction of its own; without one, the tree hangs it wrongly."""
        page = self.page
        marked = any(page.tree.deps[c] == "mark" and c < i for c in page.tree.dependents[i])
        return marked or page.tree.deps[i] == "acl:relcl"

    def _clause_mark(self, start: int, limit: int) -> int | None:
        """The «que» of a clause past a participle that belongs to a circumstance."""
        page = self.page
        for k in range(start, limit):
            if page.low[k] in self.lexicon.words["that"]:
                return k
            if page.tree.pos[k] in {"VERB", "AUX"}:
                return None
        return None

    def _object(self, i: int) -> tuple[int, int] | None:
        """The stretch of the nouns that a verb governs directly."""
        page = self.page
        governed = [
            c
            for c in page.tree.dependents[i]
            if c > i
            and page.tree.deps[c] in {"obj", "xcomp", "ccomp", "obl:arg"}
            and page.tree.pos[c] != "PRON"
        ]
        if not governed:
            return self._next_phrase(i)
        start = max(i + 1, min(page.left[c] for c in governed))
        return start, self._before_clause(start, max(page.right[c] for c in governed))

    def _voices_attitude(self, i: int, verb: Verb) -> bool:
        """True where the verb governs a need, a will or a refusal: «souligner la nécessité de …»."""
        page, attitudes = self.page, self.lexicon.words["attitudes"]
        if verb.kind is not VerbClass.SAY:
            return False
        governed = [c for c in page.tree.dependents[i] if page.tree.deps[c] == "obj"]
        if governed:
            return any(page.low[c] in attitudes for c in governed)
        following = self._next_phrase(i)
        return following is not None and page.low[self.speakers.head_from(following[0])] in attitudes

    def _with_participle(self, i: int, end: int) -> int:
        """The end of an object with the participle that goes on about it («une aide, comprenant …»)."""
        page = self.page
        stop = page.unit[i][1]
        if end + 1 >= stop or page.words[end] != ",":
            return end
        k = end + 1
        goes_on = self.verbs.gerund(k) and page.low[k] not in self.lexicon.verbs
        return min(stop, max(page.right[k], k + 1)) if goes_on else end

    def _before_clause(self, start: int, end: int) -> int:
        """Where a noun phrase ends: before a clause that the tree has hung on it by «et» or a comma."""
        page = self.page
        for k in range(start, end):
            joined = page.finite[k] and page.tree.deps[k].split(":")[0] in {"conj", "parataxis"}
            if joined and page.quote[k] is None and self.verbs.subjects(k):
                return max(start + 1, page.left[k])
        return end

    def _before_occasion(self, start: int, end: int) -> int:
        """Where a noun phrase ends before the occasion on which it is said («… lors d'un sommet»)."""
        page, occasions = self.page, self.lexicon.words["occasions"]
        said = (k for k in range(start + 1, end) if page.low[k] in occasions and page.quote[k] is None)
        return next(said, end)

    def _next_phrase(self, i: int) -> tuple[int, int] | None:
        """The noun phrase after a verb, past times and adverbs, where the tree has it elsewhere."""
        page, times = self.page, self.lexicon.words["times"]
        k, stop = i + 1, page.unit[i][1]
        limit = min(stop, i + 8)
        while k < limit:
            timed = page.tree.pos[k] == "DET" and k + 1 < stop and page.low[k + 1] in times
            aside = self._past_aside(k, stop)
            if aside > k:
                k, limit = aside, min(stop, aside + 8)
                continue
            if not (page.tree.pos[k] in {"ADV", "NUM"} or page.low[k] in times or timed):
                break
            k += 1
        if k >= stop or page.tree.pos[k] not in {"DET", "NOUN", "ADJ"}:
            return None
        head = self.speakers.head_from(k)
        return k, max(page.right[head], head + 1)

    def _past_aside(self, k: int, stop: int) -> int:
        """The token after «, lors d'une visite,» or «de son côté» at `k`, or `k` itself."""
        page, words = self.page, self.lexicon.words
        if page.words[k] == ",":
            for j in range(k + 1, min(k + _ASIDE, stop - 1)):
                if page.words[j] == ",":
                    return j + 1
                if page.finite[j]:
                    break
            return k
        if page.tree.pos[k] == "ADP" and k + 3 < stop and page.low[k + 1] in words["possessive"]:
            return k + 3
        return k

    def _is_party(self, span: tuple[int, int]) -> bool:
        """True for a phrase that is no more than a state or body («exclure la Russie» is an act)."""
        page = self.page
        return all(page.party[k] is not None or page.tree.pos[k] in {"DET", "PUNCT"} for k in range(*span))

    def acts_on_party(self, i: int) -> bool:
        """True where the verb governs no more than a state or body."""
        governed = self._object(i)
        return governed is not None and self._is_party(governed)

    def _via(self, i: int, verb: Verb, limit: int) -> int | None:
        """The preposition that leads to the content, if it stands near."""
        page = self.page
        if not verb.via:
            return None
        for k in range(i + 1, limit):
            if page.low[k] in verb.via:
                if (
                    verb.kind is VerbClass.ACCUSE
                    and k + 1 < limit
                    and page.tree.pos[k + 1] not in {"VERB", "AUX", "PRON"}
                    and page.words[k + 1] not in OPENING
                    and page.low[k + 1] not in self.lexicon.words["negations"]
                    and not self._charges(i, k)
                ):
                    continue
                return k
            if page.finite[k]:
                return None
        return None

    def _charges(self, i: int, k: int) -> bool:
        """True where the preposition at `k` leads to the deed someone is accused of («Lima d'espionnage»)."""
        page = self.page
        accused = k - 1 > i and (page.party[k - 1] is not None or page.person[k - 1] is not None)
        deed = page.tree.pos[k + 1] == "NOUN" and page.party[k] is None and page.party[k + 1] is None
        return accused and deed

    def _content_end(self, i: int, stop: int, inner: bool) -> int:
        """Where what the verb governs ends: before a verb coordinated with it or a gerund that reports on."""
        page = self.page
        end = stop
        for c in page.tree.dependents[i]:
            if c <= i:
                continue
            dep = page.tree.deps[c].split(":")[0]
            if (dep == "conj" and page.tree.pos[c] in {"VERB", "AUX"} and not self.verbs.continues(c)) or (
                dep == "advcl" and self.verbs.gerund(c) and page.low[c] in self.lexicon.verbs
            ):
                end = min(end, max(page.left[c], i + 1))
        if self.verbs.gerund(i) and page.low[i - 1] in self.lexicon.words["gerund"]:
            # «en affirmant que …, et en ordonnant …»: two things done, the second not said.
            for k in range(i + 2, end - 1):
                parallel = page.low[k] in self.lexicon.words["gerund"] and self.verbs.gerund(k + 1)
                if parallel and page.low[k - 1] in self.lexicon.words["and"] and page.quote[k] is None:
                    end = k - 1
                    break
        if not inner:
            first = i + 1
            if page.words[first : first + 1] == [","]:
                # «demande, dans une lettre, le départ …»: what stands between the commas ends nothing.
                first = next((k + 1 for k in range(first + 1, end) if page.words[k] == ","), end)
            for k in range(first, end - 1):
                if page.words[k] == "," and self._opens_circumstance(k + 1, end):
                    return k
        return end

    def _opens_circumstance(self, k: int, end: int) -> bool:
        """True before «après …», «une semaine après …»: the report's own circumstance."""
        page, words = self.page, self.lexicon.words
        if page.low[k] in words["circumstances"]:
            return True
        if page.tree.pos[k] not in {"DET", "NUM"}:
            return False
        after = next((j for j in range(k + 1, min(k + 4, end)) if page.low[j] not in words["times"]), end)
        return k + 1 < after < end and page.low[after] in words["circumstances"]

    def _quoted_to(self, start: int, end: int) -> int:
        """The end of the last quotation begun inside ``[start, end)``."""
        quote = self.page.quote[end - 1] if 0 < end <= len(self.page.quote) else None
        return quote.end if quote is not None and quote.start >= start else end

    def _is_sentence(self, quote: Quote) -> bool:
        return any(self.page.finite[k] for k in range(quote.start, min(quote.end, quote.start + 60)))

    def asides(self, start: int, end: int, verb: Verb) -> list[tuple[int, int]]:
        """Relative clauses on a noun that is content by itself: background in the article's own voice."""
        page = self.page
        if page.low[start] in self.lexicon.words["that"]:
            return []
        asides = []
        for k in range(start, end):
            if page.tree.deps[k] == "acl:relcl" and page.tree.heads[k] < k and page.quote[k] is None:
                low = page.left[k]
                if low > start and (
                    verb.kind is VerbClass.SAY or page.words[low - 1] == "," or page.words[low] == ","
                ):
                    asides.append((low, min(page.right[k], end)))
        return asides
