"""Inserted and final reporting clauses, whose content stands before them: «…, affirme Le Monde»."""

from __future__ import annotations

from dataclasses import dataclass

from escale.model import SourceKind
from escale.reader.sources.chains import Chains, Cue
from escale.reader.sources.page import CLOSING, MARKS, OPENING, Page
from escale.reader.sources.quotes import Quote
from escale.reader.sources.speakers import Speaker, Speakers
from escale.reader.sources.speech import SpeechWords, Verb
from escale.reader.sources.verbgroups import VerbGroups

__all__ = ["InsertedClauses"]


@dataclass(slots=True)
class InsertedClauses:
    """Finds reporting clauses with their subject after the verb.

    Commas and quotation marks tell them first, the tree second: it errs most on inverted clauses.
    """

    page: Page
    lexicon: SpeechWords
    speakers: Speakers
    verbs: VerbGroups
    chains: Chains

    def inverted(self, i: int, group: int, verb: Verb) -> Cue | None:
        """«…, affirme Le Monde», «…», a-t-il ajouté: the content stands before, or around it."""
        page, words = self.page, self.lexicon.words
        before = page.before(group)
        clitic = next(
            (k for k in range(group, min(i + 2, len(page.low))) if page.low[k].startswith("-")), None
        )
        if page.low[group] in words["that"] or self._is_infinitive(i, group, verb):
            return None
        mark = before
        if mark >= 0 and page.words[mark] in MARKS:
            mark = page.before(mark)
        ended = page.quote[mark] if mark >= 0 and page.words[mark] in CLOSING else None
        closed = ended is not None and ended.end == mark + 1
        if not closed and not (before >= 0 and page.words[before] in MARKS) and clitic is None:
            return None
        if page.low[i + 1 : i + 2] and page.low[i + 1] in words["that"]:
            return None
        if clitic is not None and not closed and page.words[before] not in MARKS and self._asks(i):
            return None
        subjects = [c for c in self.verbs.subjects(i) if c != clitic]
        if clitic is not None:
            speaker, subject_end = self._clitic_speaker(i, clitic)
        else:
            start = self._subject_start(i, verb, closed)
            if start is None:
                return None
            if not closed and any(c < group for c in subjects) and not self.verbs.clause_before(group):
                return None
            if page.tree.pos[i] not in {"VERB", "AUX"} and not closed and page.words[before] != ",":
                return None
            if self.verbs.needs_auxiliary(i, group) and not (
                closed and page.tree.pos[i + 1] in {"DET", "PROPN"}
            ):
                return None
            head = self.speakers.head_from(start)
            speaker = self.speakers.name(head, start)
            if speaker is None:
                speaker = self.speakers.by_phrase(start, head)
            subject_end = self.speakers.end_of(start, head)
        if speaker is None:
            return None
        chain, end = self.chains.chain(speaker, subject_end)
        pieces = self._reported(group, max(end, subject_end, i + 1), closed, mark)
        inside = page.quote[group]
        stop = page.unit[group][1] if inside is None else 0
        return Cue(i, chain, pieces, f"{verb.lemma} after", stop)

    def _is_infinitive(self, i: int, group: int, verb: Verb) -> bool:
        """True for the bare infinitive, which never follows its content («…, conseiller de Lima, …»)."""
        return self.page.low[i] == verb.lemma and not any(self.page.auxiliary[k] for k in range(group, i))

    def _asks(self, i: int) -> bool:
        """True in a question, whose verb stands before its pronoun for that reason alone."""
        return self.page.words[self.page.unit[i][1] - 1] == "?"

    def _clitic_speaker(self, i: int, clitic: int) -> tuple[Speaker | None, int]:
        page = self.page
        end = max(i, clitic) + 1
        if page.low[clitic] in self.lexicon.words["one"]:
            for k in range(end, min(end + 6, page.unit[i][1])):
                if page.low[k] in self.lexicon.words["at"]:
                    # «auprès de», «de»: the name begins past both.
                    start = k + 2 if page.low[k + 1] in self.lexicon.words["of"] else k + 1
                    head = self.speakers.head_from(start)
                    speaker = self.speakers.name(head, start) or self.speakers.by_phrase(start, head)
                    return speaker, self.speakers.end_of(start, head)
                if page.tree.pos[k] == "PUNCT" and page.words[k] != ",":
                    break
            return None, end
        return self.speakers.name(clitic), end

    def _subject_start(self, i: int, verb: Verb, closed: bool) -> int | None:
        """Where the phrase of the inverted subject begins, past adverbs, times and addressees."""
        page, words = self.page, self.lexicon.words
        k, stop = i + 1, page.unit[i][1]
        if verb.next is not None:
            while k < stop and page.low[k] != verb.next:
                k += 1
            k += 1
        limit = min(stop, k + 14)
        skipped = 0
        while k < limit:
            pos, word = page.tree.pos[k], page.low[k]
            aside = self._past_aside(k, stop)
            if aside is not None:
                k, limit = aside, min(stop, aside + 14)
                continue
            if pos in {"ADV", "SPACE"} or word in words["times"] or pos == "NUM":
                k += 1
                continue
            if (
                pos == "DET"
                and k + 1 < limit
                and (
                    page.low[k + 1] in words["times"]
                    or (
                        page.tree.pos[k + 1] == "NUM"
                        and page.low[k + 2 : k + 3]
                        and page.low[k + 2] in words["times"]
                    )
                )
            ):
                k += 2
                continue
            if skipped and self._opens_unnamed(k):
                break
            if pos == "ADP" or (word in words["between"] and pos != "DET"):
                k = self._past_circumstance(k, limit)
                skipped += 1
                if skipped > 3:
                    return None
                continue
            break
        if (
            k >= limit
            or page.words[k] in {",", ".", ":"}
            or page.words[k] in OPENING
            or page.words[k] in CLOSING
        ):
            return None
        if page.tree.pos[k] == "SCONJ" or page.low[k] in words["relative"]:
            return None
        known = self.speakers.is_voice(k) or self._has_name(k)
        return k if known or self._is_subject(i, k, closed) else None

    def _has_name(self, k: int) -> bool:
        """True for a phrase whose noun has a name beside it («le groupe d'études Vega Institute»)."""
        page = self.page
        if page.tree.pos[k] != "DET":
            return False
        head = self.speakers.head_from(k)
        end = self.speakers.end_of(k, head)
        return any(
            page.tree.pos[j] == "PROPN"
            and page.words[j][:1].isupper()
            and page.party[j] is None
            and page.tree.pos[j - 1] not in {"ADP", "DET"}
            for j in range(head + 1, end)
        )

    def _is_subject(self, i: int, k: int, closed: bool) -> bool:
        """True if the tree has the phrase at `k` for the subject of the inserted verb, whatever it names."""
        page = self.page
        inserted = page.tree.deps[i].startswith("parataxis") and (closed or page.auxiliary[i - 1])
        definite = page.low[k] in self.lexicon.words["definite"]
        return inserted and definite and any(page.left[c] <= k <= c for c in self.verbs.subjects(i) if c > i)

    def _past_aside(self, k: int, stop: int) -> int | None:
        """The token after «, dans un entretien au Monde,» that begins at `k`."""
        page = self.page
        if page.words[k] != "," or k + 1 >= stop or page.tree.pos[k + 1] != "ADP":
            return None
        for j in range(k + 2, min(k + 16, stop)):
            if page.words[j] == ",":
                return j + 1
            if page.finite[j]:
                return None
        return None

    def _past_circumstance(self, k: int, limit: int) -> int:
        """The token after the phrase that the preposition at `k` opens."""
        page = self.page
        k += 1
        started = False
        while k < limit:
            pos = page.tree.pos[k]
            if page.quote[k] is None and (page.words[k] in OPENING or page.words[k] in CLOSING):
                k += 1  # the marks of a name, as in «au « Monde »»
                continue
            if started and (
                pos == "DET" or page.person[k] is not None or page.low[k] in self.lexicon.words["honorifics"]
            ):
                return k
            told = self.lexicon.media.at(page.low, k) if page.words[k][:1].isupper() else None
            if told is not None or page.low[k] in self.lexicon.words["platforms"]:
                return k + (told[0] if told is not None else 1)
            if pos in {"NOUN", "PROPN", "X"}:
                started = True
            elif (
                (pos == "PUNCT" and started)
                or (started and pos not in {"ADJ", "ADP", "NUM"})
                or (pos == "ADP" and started and page.low[k] not in self.lexicon.words["of"])
            ):
                return k
            elif started and pos == "ADP":
                if self._opens_unnamed(k):
                    return k
                k += 1
            k += 1
        return k

    def _opens_unnamed(self, k: int) -> bool:
        """True for «des sources …» after an addressee, which the tree takes for its complement."""
        words, low = self.lexicon.words, self.page.low
        if low[k] not in words["indefinite"] or k + 1 >= len(low):
            return False
        return self.lexicon.kind_of(low[k + 1]) is SourceKind.ANONYMOUS and self.page.numbers[k + 1] == "Plur"

    def _reported(self, group: int, end: int, closed: bool, mark: int) -> tuple[tuple[int, int], ...]:
        """The sentence without its reporting clause, with all of the quotation that ends or goes on there."""
        page = self.page
        start, stop = page.unit[group]
        quote: Quote | None = page.quote[mark] if closed and mark >= 0 else None
        inside = page.quote[group]
        if inside is not None:
            start, stop = max(start, inside.start), min(stop, inside.end)
        elif quote is not None:
            start = min(start, quote.start)
        pieces = [(start, group)]
        resumed = self._resumes(group, end, stop, start, closed)
        if resumed is not None:
            pieces.append(resumed)
        if inside is not None and inside.start >= page.unit[group][0] and inside.end > stop:
            # «"Le pacte tient, a dit Vega. Nous restons."»: the marks stand around the reporting clause too.
            pieces.append((page.unit[group][1], inside.end))
        return tuple(p for p in pieces if p[0] < p[1])

    def _resumes(self, group: int, end: int, stop: int, start: int, closed: bool) -> tuple[int, int] | None:
        """Where the content goes on after the inserted clause, if it does."""
        page = self.page
        comma = next((k for k in range(end, min(stop, end + 30)) if page.words[k] in {",", ":"}), None)
        if comma is None or comma + 1 >= len(page.low):
            return None
        following = page.quote[comma + 1]
        if following is not None and following.start == comma + 1 and page.quote[group] is None:
            return following.start, max(following.end, following.start)
        if page.words[comma] == ":" and comma == end:
            return comma + 1, stop
        if closed or any(page.finite[k] for k in range(start, group)):
            return None
        return comma + 1, stop
