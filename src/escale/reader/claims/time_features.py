"""What speaks for and against a date being the time of a matter, as named features of a linear model.

A date may belong to the matter, to another matter, or to the act of saying; the path between the two in the
tree, the clauses of both, the kind of date and its order beside publication tell them apart. The features are
few and coarse on purpose: what names a path or a pair more finely was weighed and fits only what it has seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from escale.edtf import Moment
from escale.reader.claims.time_clauses import ClauseOf, between_clauses, free_commas
from escale.reader.claims.timeline import Timeline
from escale.reader.layers import Matter, Standing, TimeMention
from escale.reader.sources.sources import sources_at
from escale.reader.text.tree import Tree
from escale.reader.times.dating import lies_ahead, lies_behind

__all__ = ["DatedBy", "dated_by"]

_BINS = (0.5, 1.5, 2.5, 3.5, 5.0, 7.0, 10.0)
_PATH = 4
_BACK = 3  # sentences before the matter's own in which its date may stand
_FAR = 40
_SCALE = (1, 7, 45, 400)  # days
_CLAUSES = frozenset({"acl", "acl:relcl", "advcl", "ccomp", "parataxis", "parataxis:insert", "csubj"})
_KINDS = {len("2019"): "year", len("2019-09"): "month", len("2019-09-09"): "day"}
_BRACKETS = frozenset('()«»"“”;:–—')
_LONGEST_WORD = 8  # of a preposition named in a feature


@dataclass(frozen=True, slots=True)
class DatedBy:
    """A date that may be a matter's, and its features."""

    date: TimeMention
    back: int
    features: tuple[str, ...]


def dated_by(timeline: Timeline, matter: Matter, standing: Standing) -> list[DatedBy]:
    """The dates of the matter's sentence and of those before it, with their features."""
    tree = timeline.scene.tree
    here = timeline.dates_near(matter.head)
    order = sorted(here, key=lambda d: (tree.distance(d.head, matter.head), abs(d.head - matter.head)))
    view = _View(timeline, matter, standing, order)
    found = [DatedBy(date, 0, view.near(date)) for date in here]
    known = {date.edtf for date in here}
    for back in range(1, _BACK + 1):
        earlier = [d for d in timeline.dates_near(matter.head, back=back) if d.edtf not in known]
        found += [DatedBy(date, back, view.far(date, back)) for date in earlier]
        known.update(date.edtf for date in earlier)
    return found


@dataclass(frozen=True, slots=True)
class _View:
    """The dates as one matter sees them."""

    timeline: Timeline
    matter: Matter
    standing: Standing
    order: Sequence[TimeMention]

    def near(self, date: TimeMention) -> tuple[str, ...]:
        """Features of a date in the matter's own sentence."""
        scene, matter, standing = self.timeline.scene, self.matter, self.standing
        tree, doc = scene.tree, scene.doc
        distance = sum(tree.distance(date.head, matter.head) > edge for edge in _BINS)
        rank, count = min(self.order.index(date), 2), min(len(self.order), 3)
        meeting = tree.meeting_point(date.head, matter.head)
        ours, theirs = _climb(tree, matter.head, meeting), _climb(tree, date.head, meeting)
        up, down = [tree.deps[i] for i in ours], [tree.deps[i] for i in theirs]
        clauses = min(sum(dep in _CLAUSES for dep in up), 2), min(sum(dep in _CLAUSES for dep in down), 2)
        relation = "self" if meeting == matter.head else "under" if meeting == date.head else "top"
        governor, content = self._governor(date), self._content(date)
        said = meeting in scene.cues and meeting != matter.head
        first, last = sorted((date.head, matter.head))
        side = "before" if date.head < matter.head else "after"
        between = doc[first:last]
        commas = min(free_commas(tree, [token.i for token in between if token.text == ","]), 3)
        joined = min(sum(token.pos_ == "CCONJ" for token in between), 2)
        bracket = any(token.text in _BRACKETS for token in between)
        finite = min(sum("Fin" in token.morph.get("VerbForm", []) for token in between[1:]), 3)
        form = "verb" if tree.is_verb(matter.head) else "noun"
        kind, order, days = _kind(date.edtf), self._beside(date), self._days(date)
        initial = date.start - tree.sentences[tree.sentence_of[date.head]][0] <= 1
        dated = ClauseOf.at(tree, date.head)
        clause = between_clauses(tree, dated.verb, ClauseOf.at(tree, matter.head).verb)
        fronted = date.head < dated.verb and dated.depth == 1
        carrier = self._carrier(dated.verb)
        return (
            f"distance={distance}",
            f"distance={distance}&rank={rank}&of={count}",
            f"rank={rank}&of={count}",
            f"date={'/'.join(down[:_PATH])}",
            f"path={'/'.join(up)}|{'/'.join(down)}" if len(up) + len(down) <= _PATH else "path=long",
            f"{relation}&governor={governor}",
            f"{relation}&{standing.phase}&clauses={clauses[1]}",
            f"said={said}&content={content}",
            f"today={date.edtf == scene.published}&content={content}",
            f"{side}&commas={commas}",
            f"{side}&joined={joined}",
            f"{side}&bracket={bracket}",
            f"{side}&finite={finite}",
            f"{side}&words={min((last - first) // 4, 5)}",
            f"rivals={self._rivals(date)}",
            f"{matter.type}&{kind}",
            f"{matter.type}&distance={min(distance, 4)}",
            f"{matter.type}&{standing.phase}&{standing.modality}",
            f"rule={date.rule}",
            f"preposition={self._preposition(date)}&{side}&distance={min(distance, 3)}",
            f"determiner={self._determiner()}&{standing.phase}",
            f"{order}&{standing.modality}",
            f"{order}&{standing.phase}",
            f"{days}&governor={governor}",
            f"initial={initial}&said={said}&clauses={clauses[0]}",
            f"own={self._own(date)}&distance={min(distance, 4)}",
            f"operator={self._operator(tree.heads[date.head])}&{relation}",
            f"rule={matter.rule}&{relation}",
            f"clause={clause}&fronted={fronted}",
            f"clause={clause}&place={dated.role}{min(dated.depth, 3)}",
            f"carrier={carrier}&{relation}",
            f"carrier={carrier}&{form}",
        )

    def far(self, date: TimeMention, back: int) -> tuple[str, ...]:
        """Features of a date in a sentence before the matter's."""
        scene, matter, standing = self.timeline.scene, self.matter, self.standing
        tree, doc = scene.tree, scene.doc
        sentence = tree.sentence_of[date.head]
        start, _ = tree.sentences[sentence]
        opening, _ = tree.sentences[tree.sentence_of[matter.head]]
        place = f"back={back}"
        undated = not self.order
        same = any(other.type == matter.type for other in self.timeline.matters_near(date.head))
        governor, kind = self._governor(date), _kind(date.edtf)
        initial = date.start - start <= 1
        form = "verb" if tree.is_verb(matter.head) else "noun"
        dated = ClauseOf.at(tree, date.head)
        rest = self.timeline.dates_near(date.head)
        which = "only" if len(rest) == 1 else "first" if rest[0] is date else "later"
        spaces = (i for i in range(date.end, opening) if tree.pos[i] == "SPACE")
        lines = min(sum("\n" in doc[i].text for i in spaces), 2)
        return (
            f"{place}&undated={undated}",
            f"{place}&rule={date.rule}",
            f"{place}&governor={governor}",
            f"{place}&initial={initial}",
            f"{place}&same={same}&{kind}",
            f"{place}&sentence={min(sentence, 4)}",
            f"back&{form}&determiner={self._determiner()}",
            f"back&{standing.modality}&{self._beside(date)}",
            f"back&{matter.type}",
            f"back&{matter.type}&{kind}",
            f"back&{self._days(date)}&{kind}",
            f"back&initial={initial}&governor={governor}&undated={undated}",
            f"back&{form}&early={matter.head - opening < 4}",
            f"back&words={min((matter.head - date.head) // 15, 5)}",
            f"back&carrier={self._carrier(dated.verb)}&{kind}",
            f"back&place={dated.role}{min(dated.depth, 2)}",
            f"back&which={which}",
            f"back&lines={lines}",
        )

    def _carrier(self, verb: int) -> str:
        """What the verb that has the date is to the matter and to the text."""
        scene = self.timeline.scene
        if verb == self.matter.head:
            return "itself"
        if verb in scene.cues:
            return "cue"
        if any(other.head == verb for other in self.timeline.matters_near(verb)):
            return "matter"
        operator = self._operator(verb)
        return scene.tree.pos[verb] if operator == "none" else operator

    def _governor(self, date: TimeMention) -> str:
        head = self.timeline.scene.tree.heads[date.head]
        if head == self.matter.head:
            return "matter"
        if head == date.head:
            return "none"
        return "cue" if head in self.timeline.scene.cues else self.timeline.scene.tree.pos[head]

    def _content(self, date: TimeMention) -> str:
        attributions = self.timeline.scene.attributions
        ours, theirs = sources_at(attributions, self.matter.head), sources_at(attributions, date.head)
        if ours is theirs:
            return "same" if ours else "none"
        return "matter" if theirs is None else "date" if ours is None else "apart"

    def _rivals(self, date: TimeMention) -> str:
        """Whether another matter of the sentence stands nearer to the date, in the tree and in the text."""
        tree = self.timeline.scene.tree
        rivals = [m for m in self.timeline.matters_near(date.head) if m.head != self.matter.head]
        gap = abs(self.matter.head - date.head)
        closer = any(abs(rival.head - date.head) < gap for rival in rivals)
        if any(rival.head == tree.heads[date.head] for rival in rivals):
            return f"governor,{closer}"
        cost = tree.distance(date.head, self.matter.head)
        nearer = any(tree.distance(date.head, rival.head) < cost for rival in rivals)
        return f"{'nearer' if nearer else 'some' if rivals else 'none'},{closer}"

    def _own(self, date: TimeMention) -> str:
        """Whether a date hangs on the matter's word itself: this one, another or none."""
        tree = self.timeline.scene.tree
        direct = [d for d in self.order if tree.heads[d.head] == self.matter.head]
        return "this" if date in direct else "other" if direct else "none"

    def _operator(self, token: int) -> str:
        """Which of phase and modality the word that governs the date has given the matter."""
        text = self.timeline.scene.doc[token].text
        return next((step.field for step in self.standing.steps if step.words == text), "none")

    def _preposition(self, date: TimeMention) -> str:
        doc = self.timeline.scene.doc
        for token in (doc[date.start], doc[max(date.start - 1, 0)]):
            if token.pos_ == "ADP":
                return token.lower_ if len(token.text) <= _LONGEST_WORD else "long"
        return "none"

    def _determiner(self) -> str:
        scene = self.timeline.scene
        for child in scene.tree.dependents[self.matter.head]:
            if scene.tree.deps[child] == "det":
                morph = scene.doc[child].morph
                kind = morph.get("Definite", []) or morph.get("PronType", [])
                return "poss" if morph.get("Poss", []) else "".join(kind)
        return "none"

    def _beside(self, date: TimeMention) -> str:
        published = self.timeline.scene.published
        if not published:
            return "undated"
        if lies_ahead(date.edtf, published):
            return "ahead"
        return "behind" if lies_behind(date.edtf, published) else "now"

    def _days(self, date: TimeMention) -> str:
        """How far the date lies from publication, and on which side, on a coarse scale."""
        published = self.timeline.scene.published
        begin, _, end = date.edtf.partition("/")
        try:
            moment = Moment.parse((end if begin == ".." else begin).strip("~"))
            days = (moment.first - Moment.parse(published or "").first).days
        except ValueError:
            return "days=unknown"
        scale = sum(abs(days) > edge for edge in _SCALE)
        return f"days={'+' if days > 0 else '-' if days else ''}{scale}"


def _climb(tree: Tree, token: int, top: int | None) -> list[int]:
    found: list[int] = []
    for _ in range(_FAR):
        if token == top:
            break
        found.append(token)
        if tree.heads[token] == token:
            break
        token = tree.heads[token]
    return found


def _kind(edtf: str) -> str:
    first, slash, last = edtf.partition("/")
    if not slash:
        return _KINDS.get(len(edtf.strip("~")), "other")
    return "until" if first == ".." else "since" if last == ".." else "interval"
