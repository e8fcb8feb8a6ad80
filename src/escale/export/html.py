"""Readings as one page: the article with its claims marked, each claim's fields and sources beside it.

The page needs nothing but itself: no script, no font, no image; every word of an article is escaped.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from zlib import crc32

from escale.export.highlight import Segment, segments
from escale.export.style import STYLE
from escale.model import Claim, Confidence, Money, Party
from escale.reading import Reading

__all__ = ["fragment", "to_html"]

_HEAD = f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="generator" content="escale">
<title>Claims read by Escale</title>
<style>
body{{margin:0}}
{STYLE}</style>
</head>
<body class="escale">
"""

# Characters that HTML does not allow, even escaped.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def to_html(readings: Iterable[Reading], *, explain: bool = False) -> Iterator[str]:
    """One page, written as the readings come; with ``explain`` the reasons of each claim too."""
    yield _HEAD
    for number, reading in enumerate(readings, 1):
        yield from _article(reading, f"a{number}", explain)
    yield "</body>\n</html>\n"


def fragment(reading: Reading) -> str:
    """The reading as part of another page, with its own style: what a notebook shows."""
    name = f"n{_checksum(reading):08x}"
    return (
        f'<style>{STYLE}</style><div class="escale">{"".join(_article(reading, name, explain=False))}</div>'
    )


def _checksum(reading: Reading) -> int:
    # Two readings in one notebook must not share their anchors; the same reading gives the same bytes.
    return crc32(f"{reading.article.id}\n{reading.article.text}".encode("utf-8", "replace"))


def _article(reading: Reading, name: str, explain: bool) -> Iterator[str]:
    article = reading.article
    parts = (article.outlet, article.published or "no date", f"{len(reading.claims)} claims")
    meta = " · ".join(_safe(part) for part in parts if part)
    yield f'<article id="{name}">\n<h2>{_safe(article.title or article.id)}</h2>\n'
    yield f'<p class="meta">{meta}{_link(article.url)}</p>\n'
    yield from (f'<p class="notice">{_safe(notice)}</p>\n' for notice in reading.notices)
    lang = f' lang="{_safe(reading.lang)}"' if reading.lang else ""
    yield f'<div class="both">\n<div class="text"{lang}>'
    for segment in segments(len(article.text), reading.claims):
        if segment.end > article.body:
            yield _segment(reading, segment, name)
    yield '</div>\n<div class="claims"><ol>\n'
    for number, claim in enumerate(reading.claims, 1):
        yield from _card(number, claim, name, explain)
    yield "</ol></div>\n</div>\n</article>\n"


def _link(url: str | None) -> str:
    # Only web addresses: a record could hold javascript:.
    if url is None or not url.lower().startswith(("http://", "https://")):
        return ""
    return f' · <a href="{_safe(url)}" rel="noreferrer">original</a>'


def _segment(reading: Reading, segment: Segment, name: str) -> str:
    claims = reading.claims
    piece = _safe(reading.article.text[max(segment.start, reading.article.body) : segment.end])
    if segment.triggers:
        kind = claims[segment.triggers[0]].type.value
        piece = f'<mark class="t-{kind}">{piece}</mark>'
    for place in segment.ends:
        number, kind = place + 1, claims[place].type.value
        piece += f'<sup class="t-{kind}"><a id="{name}t{number}" href="#{name}c{number}">{number}</a></sup>'
    if segment.evidence:
        kind = claims[segment.evidence[0]].type.value
        numbers = ", ".join(str(place + 1) for place in segment.evidence)
        piece = f'<span class="ev t-{kind}" title="claim {numbers}">{piece}</span>'
    return piece


def _card(number: int, claim: Claim, name: str, explain: bool) -> Iterator[str]:
    kind = claim.type.value
    yield (
        f'<li id="{name}c{number}" class="t-{kind}"><p class="kind">'
        f'<a href="#{name}t{number}">{number} {kind.replace("_", " ")}</a>'
        f'<span class="chip">{claim.phase.value}</span>'
        f'<span class="chip m-{claim.modality.value}">{claim.modality.value}</span>'
        f"{_sure(claim.confidence)}</p>\n<dl>"
    )
    for label, value in _fields(claim):
        yield f"<dt>{label}</dt><dd>{value}</dd>\n"
    yield "</dl>"
    if explain and claim.trace:
        rows = "".join(
            f"<tr><td>{_safe(step.field)}</td><td>{_safe(step.rule)}</td><td>{_safe(step.words)}</td></tr>"
            for step in claim.trace
        )
        yield f"<details><summary>why</summary><table>{rows}</table></details>"
    yield "</li>\n"


def _sure(confidence: Confidence | None) -> str:
    """The confidence of the claim, with that of each field where the pointer rests on it."""
    if confidence is None:
        return ""
    each = " · ".join(f"{name} {given:.2f}" for name, given in asdict(confidence).items())
    return f'<small title="confidence: {each}">{confidence.claim:.2f}</small>'


def _fields(claim: Claim) -> Iterator[tuple[str, str]]:
    """The fields that hold something, as label and safe HTML."""
    if claim.recipients:
        yield "actor", _parties(claim.actors) or "?"
        yield "recipient", _parties(claim.recipients)
    elif claim.actors:
        yield "parties" if len(claim.actors) > 1 else "actor", _parties(claim.actors)
    if claim.participants:
        people = ((p.name, ", ".join(part for part in (p.role, p.code) if part)) for p in claim.participants)
        yield "people", "<br>".join(f"{_safe(who)} <small>{_safe(what)}</small>" for who, what in people)
    if claim.place:
        yield "where", f"{_safe(claim.place.text)} <small>{_safe(claim.place.country or '')}</small>"
    if claim.time:
        yield "when", f"{_safe(claim.time.edtf)} <small>{_safe(claim.time.text)}</small>"
    if claim.items:
        pieces = (f"{item.quantity} × {item.text}" if item.quantity else item.text for item in claim.items)
        yield "items", _safe(", ".join(pieces))
    if claim.value:
        yield "value", _safe(_money(claim.value))
    if claim.vessels:
        yield "vessels", _safe(", ".join(claim.vessels))
    chain = "".join(
        f"<span>{_safe(source.text)} <small>{source.kind.value}</small></span>" for source in claim.sources
    )
    yield "according to", f'<span class="chain">{chain}</span>' if chain else "the article itself"


def _parties(parties: Iterable[Party]) -> str:
    return "<br>".join(
        f"{_safe(party.code)} {party.sector.value} <small>{_safe(party.text or '')}</small>"
        for party in parties
    )


def _money(value: Money) -> str:
    return f"{value.amount:,.0f} {value.currency}".replace(",", "\u202f")


def _safe(text: str) -> str:
    return html.escape(_UNPRINTABLE.sub("\ufffd", text), quote=True)
