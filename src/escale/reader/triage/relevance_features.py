"""What speaks for a suspicion, as named features of a linear model (`escale.reader.weights`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from escale.reader.matters.lexicon import Lexicon, Scope
from escale.reader.triage.sightings import Segment
from escale.reader.triage.suspicions import Suspect, Suspicion

__all__ = ["RelevanceFeatures"]

# Worlds in which the words of the lexicon mean something else, and the worlds it is about.
_FOREIGN = (
    *(
        "sport",
        "business",
        "trade",
        "labour",
        "justice",
        "politics",
        "tourism",
        "airline",
        "culture",
        "health",
    ),
    *("domestic", "motor", "migrant", "medical", "citizen", "press", "mountain", "space", "civil", "exit"),
)
_OWN = (
    *(
        "diplomacy",
        "military",
        "weapon",
        "navy",
        "official",
        "peace",
        "body",
        "troops",
        "envoy",
        "intelligence",
    ),
    *("craft", "airspace", "counterpart"),
)
_SILENT = frozenset({"it", "count", "number", "ordinal", "item", "vessel", "lands2", "states2", "abroad"})
_STEPS = ((12, 12), (7, 7), (4, 4))
_NEAR, _OBJECT, _SUBJECT = 5, 9, 10
_HOME = 3  # words of a distance that are told apart no further
_FAR = 6
_PAGE = 50


class RelevanceFeatures:
    """Names the features of suspicions."""

    def __init__(self, lexicon: Lexicon) -> None:
        names = lexicon.bits
        self._thresholds = lexicon.thresholds
        self._telling: Mapping[int, str] = {bit: name for name, bit in names.items() if name not in _SILENT}
        self._subjects = {names[name]: f"a:{name}" for name in (*_FOREIGN, *_OWN) if name in names}
        self._party = names["state"] | names["group"] | names["person"] | names["pair"]

    def of_article(self, suspect: Suspect) -> list[str]:
        """What the whole article shows."""
        heads = len({(one.segment, one.head) for one in suspect.suspicions})
        found = [
            f"words={_step(suspect.words // _PAGE)}",
            f"parties={_step(len(suspect.codes))}",
            f"named={_step(suspect.codes.total())}",
            f"suspicions={_step(heads)}",
        ]
        for bit, name in self._subjects.items():
            count = suspect.counts.get(bit, 0)
            if count:
                found.append(f"{name}={min(4, 2 * count // self._thresholds.get(bit, 2))}")
        return found

    def of(self, one: Suspicion, suspect: Suspect, article: Sequence[str]) -> Iterator[str]:
        """The features of a suspicion; ``article`` is what `of_article` gives."""
        segment: Segment = suspect.segments[one.segment]
        entry, head = one.entry, one.head
        name, kind = entry.name, one.kind.value
        word = segment.words[head].lower()
        before = segment.words[head - 1].lower() if head else "^"
        yield f"entry={name}"
        yield f"type={kind}"
        yield f"segment={min(one.segment, 3)}"
        yield f"{name}&word={word}"
        yield f"before={before}"
        yield f"{name}&before={before}"
        if head + 1 < len(segment.words):
            yield f"after={segment.words[head + 1].lower()}"
        yield f"here={min(len(segment.codes), 4)}"
        yield f"{name}&here={min(len(segment.codes), 3)}"
        away = f"away={self._away(segment, head)}"
        yield away
        yield f"{kind}&{away}"
        yield from article
        for feature in article:
            yield f"{kind}&{feature}"
        low, high = min(one.words), max(one.words) + 1
        bits = segment.bits
        for at, start, end in (
            ("near", low - _NEAR, high + _NEAR),
            ("object", head + 1, head + _OBJECT),
            ("subject", head - _SUBJECT, head),
        ):
            seen = 0
            for place in range(max(0, start), min(len(bits), end)):
                if at != "near" or place not in one.words:
                    seen |= bits[place]
            for other in self._named(seen):
                yield f"{name}&{at}:{other}"
        whole = segment.all
        for other in self._named(whole):
            yield f"{kind}&in:{other}"
        for veto in entry.unless:
            if not any(scope == Scope.ARTICLE or not whole & bit for scope, bit in veto.parts):
                yield f"{name}&veto:{self._telling.get(veto.parts[0][1], '')}"

    def _away(self, segment: Segment, head: int) -> int:
        """How far the nearest party is, in steps."""
        nearest = min(
            (abs(place - head) for place, bits in enumerate(segment.bits) if bits & self._party),
            default=_HOME * _FAR,
        )
        return min(nearest // _HOME, _FAR)

    def _named(self, bits: int) -> Iterator[str]:
        while bits:
            bit = bits & -bits
            bits ^= bit
            name = self._telling.get(bit)
            if name is not None:
                yield name


def _step(count: int) -> int:
    return next((step for least, step in _STEPS if count >= least), count)
