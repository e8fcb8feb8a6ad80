"""Invented articles with their readings, as many as a test wants; the same number gives the same reading."""

from __future__ import annotations

from escale.model import Article, Claim, ClaimType, Modality, Party, Phase, Place, Source, SourceKind, Span
from escale.reading import ReaderInfo, Reading

__all__ = ["READER", "invented", "reprint"]

READER = ReaderInfo("1", "invented")
_STATES = ("FRA", "RUS", "TUR", "GRC", "JPN")
_TYPES = (ClaimType.PORT_VISIT, ClaimType.DEPLOYMENT, ClaimType.SANCTION, ClaimType.TALKS)
_PORTS = ("Kalamor", "Vestrand", "Port-Huss")
_MOST = 4  # claims of an article; one in five has none


def invented(number: int) -> Reading:
    """The article of that number, of the years 2015 to 2020, with none to four claims."""
    sentences = [_sentence(number, order) for order in range(number % (_MOST + 1))]
    head = f"Sheet {number}."
    text = " ".join([head, *sentences])
    claims, at = [], len(head) + 1
    for order, sentence in enumerate(sentences):
        claims.append(_claim(number, order, Span(at, at + len(sentence))))
        at += len(sentence) + 1
    published = f"{2015 + number % 6}-{1 + number % 12:02}-{1 + number % 28:02}"
    article = Article(f"sheet-{number}", text, published, "fr", f"The Bulletin {number % 7}", head)
    return Reading(article, tuple(claims), "fr", READER)


def reprint(reading: Reading, outlet: str) -> Reading:
    """The same article in another outlet, word for word."""
    told = reading.article
    again = Article(f"{told.id}-again", told.text, told.published, told.lang, outlet, told.title)
    return Reading(again, reading.claims, reading.lang, reading.reader)


def _sentence(number: int, order: int) -> str:
    words = " ".join(f"w{number * 31 + order * 7 + place}" for place in range(12))
    return f"Matter {order} of {words}."


def _claim(number: int, order: int, evidence: Span) -> Claim:
    first, second = number % len(_STATES), (number + 1 + order) % len(_STATES)
    parties = tuple(Party(_STATES[at]) for at in dict.fromkeys((first, second)))
    type_ = _TYPES[(number + order) % len(_TYPES)]
    talks = type_ is ClaimType.TALKS
    return Claim(
        f"c{order}",
        type_,
        Phase.OCCUR,
        Modality.ASSERTED if number % 3 else Modality.PLANNED,
        Span(evidence.start, evidence.start + 6),
        evidence,
        actors=parties if talks else parties[:1],
        recipients=() if talks else parties[1:],
        place=Place(_PORTS[number % len(_PORTS)]) if type_ is ClaimType.PORT_VISIT else None,
        sources=(Source("The Herald", SourceKind.MEDIA),) if number % 4 == 0 else (),
    )
