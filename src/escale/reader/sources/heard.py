"""Who has spoken so far in an article: what pronouns, «le journal» and bare titles are resolved against."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from escale.model import Source, SourceKind
from escale.reader.sources.extents import Extents
from escale.reader.sources.identities import Identities, Identity

__all__ = ["LOOK_BACK", "Heard", "Speaker"]

LOOK_BACK = 12  # speakers back among whom a pronoun finds its own


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as it was named, with what later pronouns need to find it again."""

    source: Source
    at: int
    gender: str = ""
    plural: bool = False
    code: str | None = None


@dataclass(slots=True)
class Heard(Extents):
    """Remembers the speakers of one article in the order of the text."""

    identities: Identities
    history: list[Speaker] = field(default_factory=list)

    def remember(self, speaker: Speaker) -> None:
        """Keep a speaker for the pronouns to come."""
        self.history.append(speaker)

    def last(self, before: int, kinds: frozenset[SourceKind] | None = None) -> Speaker | None:
        """The last speaker named before a token, of one of the kinds."""
        for steps, speaker in enumerate(reversed(self.history)):
            if steps > LOOK_BACK:
                return None
            if (
                speaker.at < before
                and (kinds is None or speaker.source.kind in kinds)
                and self.is_heard(speaker, before)
            ):
                return speaker
        return None

    def is_heard(self, speaker: Speaker, at: int) -> bool:
        """False for one who speaks inside a quotation only, as seen from outside it."""
        quote = self.page.quote[speaker.at]
        return quote is None or quote is self.page.quote[at]

    def of(self, identity: Identity, at: int, gender: str) -> Speaker:
        """A person of the article as the speaker at a token."""
        return Speaker(identity.source, at, gender or identity.gender, code=identity.code)

    def again(self, first: int, head: int, gender: str) -> Speaker | None:
        """«Le chercheur», «le milliardaire»: the person who spoke last, else the one named last."""
        # Whoever is quoted in the same sentence is named there, not «le chercheur» who quotes them.
        start = self.page.tree.sentences[self.page.tree.sentence_of[first]][0]
        kinds = frozenset({SourceKind.PERSON, SourceKind.OFFICIAL, SourceKind.ANONYMOUS})
        spoke = self.last(start, kinds) or self.last(first, kinds)
        if spoke is not None and spoke.gender in {"", gender}:
            return replace(spoke, at=head)
        named = self.identities.latest(first, gender)
        return self.of(named, head, gender) if named is not None else None

    def latest_person(self, i: int, gender: str = "") -> Speaker | None:
        """The person named last before a token, if of that gender or of none known."""
        named = self.identities.latest(i, gender)
        return self.of(named, i, "") if named is not None else None

    def gender_of(self, first: int, head: int) -> str:
        """The gender that the determiner of a phrase tells, or else its head."""
        return self.page.genders[first] or self.page.genders[head]
