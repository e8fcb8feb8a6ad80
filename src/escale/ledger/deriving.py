"""From a reading to the rows that a ledger keeps of it: ids, origins, facets, days and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from escale import lang
from escale.ledger.extent import extent_of, instant_of, known_by
from escale.ledger.facets import Names, facet_of, title_of
from escale.ledger.ids import article_id, claim_ids, reading_id
from escale.ledger.kin.sketch import sketch
from escale.ledger.links import links_of
from escale.ledger.origins import OriginFinder
from escale.ledger.rows import Link, StoredArticle, StoredClaim, StoredReading
from escale.model import Claim
from escale.reading import ReaderInfo, Reading
from escale.register import Register

__all__ = ["Deriver", "Entry", "reader_name"]


def reader_name(info: ReaderInfo) -> str:
    """What a ledger calls a reader: readings under one name are taken to be the same."""
    return f"escale {info.version} {info.model}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One article with one reading of it: what a ledger takes in whole or not at all."""

    article: StoredArticle
    reading: StoredReading
    claims: tuple[StoredClaim, ...]
    links: tuple[Link, ...]

    def replacing(self, superseded: str | None) -> Entry:
        """The same, superseding that reading of the article, if there is one."""
        if superseded == self.reading.replaces:
            return self
        own = reading_id(self.article.id, self.reading.reader, superseded)
        return Entry(
            self.article,
            replace(self.reading, id=own, replaces=superseded),
            tuple(replace(claim, reading_id=own) for claim in self.claims),
            tuple(link._replace(reading_id=own) for link in self.links),
        )


class Deriver:
    """Derives rows.

    Args:
        register: office holders, for the origin of claims.
    """

    def __init__(self, register: Register) -> None:
        self._origin = OriginFinder(register)
        self._names: dict[str | None, Names] = {}

    def entry(self, reading: Reading) -> Entry:
        """The rows of a reading.

        Raises:
            ValueError: a date of it is none.
        """
        article = reading.article
        if article.as_of is not None:
            instant_of(article.as_of)
        own = article_id(article)
        known = known_by(article.published)
        reader = reader_name(reading.reader)
        stored = StoredReading(
            reading_id(own, reader, None),
            own,
            reader,
            reading.lang,
            reading.notices,
            len(reading.claims),
            None,
        )
        about = StoredArticle(own, article, known, sketch(article.text))
        ids = claim_ids(own, article.text, reading.claims)
        claims = tuple(
            self.claim(identity, about, stored, claim)
            for identity, claim in zip(ids, reading.claims, strict=True)
        )
        return Entry(about, stored, claims, self.links(claims))

    def claim(self, identity: str, about: StoredArticle, reading: StoredReading, claim: Claim) -> StoredClaim:
        """The row of a claim, with all that follows from its fields and its article."""
        article = about.article
        names = self._names_of(reading.lang)
        title = title_of(claim, article.text, names)
        return StoredClaim(
            id=identity,
            article_id=about.id,
            reading_id=reading.id,
            claim=claim,
            published=article.published,
            known=about.known,
            outlet=article.outlet,
            lang=reading.lang,
            quote=claim.evidence.of(article.text),
            facet=facet_of(claim, title, names),
            origin=self._origin(
                claim.sources, outlet=article.outlet, article=about.id, published=article.published
            ),
            extent=extent_of(claim.time.edtf if claim.time else None, claim.modality, about.known),
        )

    @staticmethod
    def links(claims: Sequence[StoredClaim]) -> tuple[Link, ...]:
        """The links of claims."""
        return tuple(link for claim in claims for link in links_of(claim))

    def _names_of(self, code: str | None) -> Names:
        if code not in self._names:
            known = code in lang.available()
            self._names[code] = Names.of(lang.load(str(code))) if known else Names.none()
        return self._names[code]
