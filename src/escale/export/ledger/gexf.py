"""Ties over time as a dynamic graph in GEXF 1.3, the format of Gephi: parties are nodes, ties are edges.

An edge exists in the spells of its tie's intervals; its attribute ``status`` changes with them, as do
``origins`` and ``reports``. Its weight, which stays the same, is the largest number of origins. Days are
inclusive; an end that is left out is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from xml.sax.saxutils import quoteattr

from escale.export.ledger.untrusted import writable
from escale.ledger.ties.points import Status, TieKey

__all__ = ["TieSpan", "to_gexf"]

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta>
<creator>escale</creator>
<description>Ties between states and bodies, by status over time</description>
</meta>
<graph mode="dynamic" defaultedgetype="undirected" timeformat="date" timerepresentation="interval">
<attributes class="edge" mode="static">
<attribute id="type" title="type" type="string"/>
<attribute id="facet" title="facet" type="string"/>
</attributes>
<attributes class="edge" mode="dynamic">
<attribute id="status" title="status" type="string"/>
<attribute id="origins" title="origins" type="integer"/>
<attribute id="reports" title="reports" type="integer"/>
</attributes>
"""


@dataclass(frozen=True, slots=True)
class TieSpan:
    """An interval over which a tie has one status.

    Attributes:
        first, last: its first and last day; None is open.
        origins: how many independent origins support the status.
        reports: how many articles do.
    """

    key: TieKey
    status: Status
    first: date | None
    last: date | None
    origins: int
    reports: int


def to_gexf(spans: Iterable[TieSpan]) -> Iterator[str]:
    """The lines of the document. The spans are held, since a graph names its nodes before its edges.

    Spans without status (`Status.NONE`) are left out; a tie that has no others is no edge.

    Raises:
        ValueError: two spans of one tie overlap.
    """
    ties: dict[TieKey, list[TieSpan]] = {}
    for span in spans:
        if span.status is not Status.NONE:
            ties.setdefault(span.key, []).append(span)
    yield _HEAD
    yield "<nodes>\n"
    for code in sorted({code for key in ties for code in (key.first, key.second)}):
        yield f"<node id={_attribute(code)} label={_attribute(code)}/>\n"
    yield "</nodes>\n<edges>\n"
    for key in sorted(ties):
        yield from _edge(key, _in_order(ties[key]))
    yield "</edges>\n</graph>\n</gexf>\n"


def _in_order(spans: list[TieSpan]) -> list[TieSpan]:
    ordered = sorted(spans, key=lambda span: span.first or date.min)
    for before, after in pairwise(ordered):
        if (before.last or date.max) >= (after.first or date.min):
            raise ValueError(f"two spans of {before.key} overlap")
    return ordered


def _edge(key: TieKey, spans: list[TieSpan]) -> Iterator[str]:
    # Gephi keeps parallel edges apart by their kind.
    kind = _attribute(f"{key.type} {key.facet}".strip())
    weight = max(1, *(span.origins for span in spans))
    yield (
        f"<edge id={_attribute(str(key))} source={_attribute(key.first)} target={_attribute(key.second)}"
        f' type="{"directed" if key.directed else "undirected"}"'
        f' kind={kind} label={kind} weight="{weight}">\n'
    )
    yield "<attvalues>\n"
    yield f'<attvalue for="type" value="{key.type}"/>\n'
    if key.facet:
        yield f'<attvalue for="facet" value={_attribute(key.facet)}/>\n'
    for span in spans:
        when = _when(span)
        yield f'<attvalue for="status" value="{span.status}"{when}/>\n'
        yield f'<attvalue for="origins" value="{span.origins}"{when}/>\n'
        yield f'<attvalue for="reports" value="{span.reports}"{when}/>\n'
    yield "</attvalues>\n<spells>\n"
    for span in spans:
        yield f"<spell{_when(span)}/>\n"
    yield "</spells>\n</edge>\n"


def _when(span: TieSpan) -> str:
    start = f' start="{span.first.isoformat()}"' if span.first else ""
    return start + (f' end="{span.last.isoformat()}"' if span.last else "")


def _attribute(text: str) -> str:
    return quoteattr(writable(text))
