from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escale.export.ledger.gexf import TieSpan, to_gexf
from escale.ledger.ties.points import Status, TieKey
from escale.model import ClaimType

SPACE = {"g": "http://gexf.net/1.3"}
CALLS = TieKey(ClaimType.PORT_VISIT, "CYP", "ISR", directed=True, facet="haifa")
TALKS = TieKey(ClaimType.TALKS, "CYP", "ISR", directed=False)
ACTIVE = TieSpan(CALLS, Status.ACTIVE, None, date(2021, 6, 30), 3, 5)
SUSPENDED = TieSpan(CALLS, Status.SUSPENDED, date(2021, 7, 1), None, 1, 2)


def graph(*spans: TieSpan) -> ElementTree.Element:
    root = ElementTree.fromstring("".join(to_gexf(spans)))
    found = root.find("g:graph", SPACE)
    assert root.get("version") == "1.3"
    assert found is not None
    return found


def edges(*spans: TieSpan) -> list[ElementTree.Element]:
    return graph(*spans).findall("g:edges/g:edge", SPACE)


def test_parties_are_nodes_before_the_edges() -> None:
    whole = graph(SUSPENDED, ACTIVE, TieSpan(TALKS, Status.NONE, None, None, 0, 0))
    assert whole.get("mode") == "dynamic"
    assert whole.get("timeformat") == "date"
    assert [node.get("label") for node in whole.findall("g:nodes/g:node", SPACE)] == ["CYP", "ISR"]
    assert [child.tag.partition("}")[2] for child in whole] == ["attributes", "attributes", "nodes", "edges"]


def test_a_tie_is_an_edge_with_the_spells_of_its_intervals() -> None:
    (edge,) = edges(SUSPENDED, ACTIVE)
    assert dict(edge.items()) == {
        "id": "port_visit:CYP>ISR#haifa",
        "source": "CYP",
        "target": "ISR",
        "type": "directed",
        "kind": "port_visit haifa",
        "label": "port_visit haifa",
        "weight": "3",
    }
    assert [dict(spell.items()) for spell in edge.findall("g:spells/g:spell", SPACE)] == [
        {"end": "2021-06-30"},
        {"start": "2021-07-01"},
    ]
    values = [dict(value.items()) for value in edge.findall("g:attvalues/g:attvalue", SPACE)]
    assert {"for": "type", "value": "port_visit"} in values
    assert {"for": "facet", "value": "haifa"} in values
    assert {"for": "status", "value": "suspended", "start": "2021-07-01"} in values
    assert {"for": "origins", "value": "3", "end": "2021-06-30"} in values


def test_every_attribute_is_declared() -> None:
    whole = graph(ACTIVE)
    declared = {entry.get("id") for entry in whole.findall("g:attributes/g:attribute", SPACE)}
    used = {value.get("for") for value in whole.findall(".//g:attvalue", SPACE)}
    assert used == declared


def test_parallel_ties_are_told_apart() -> None:
    kinds = {edge.get("kind") for edge in edges(ACTIVE, TieSpan(TALKS, Status.PLANNED, None, None, 0, 0))}
    assert kinds == {"port_visit haifa", "talks"}


def test_a_tie_without_status_is_no_edge() -> None:
    whole = graph(replace(ACTIVE, status=Status.NONE))
    assert whole.findall("g:nodes/g:node", SPACE) == []
    assert whole.findall("g:edges/g:edge", SPACE) == []


@pytest.mark.parametrize("first", [None, date(2021, 6, 30)])
def test_spans_that_overlap_are_refused(first: date | None) -> None:
    with pytest.raises(ValueError, match="two spans of port_visit:CYP>ISR#haifa overlap"):
        list(to_gexf([ACTIVE, replace(SUSPENDED, first=first)]))


@given(st.text(min_size=1), st.text())
def test_whatever_a_name_holds_the_document_is_xml(code: str, facet: str) -> None:
    (edge,) = edges(replace(ACTIVE, key=replace(CALLS, first=code, facet=facet)))
    assert edge.get("target") == "ISR"


def test_the_same_ties_give_the_same_bytes_in_any_order() -> None:
    assert list(to_gexf([ACTIVE, SUSPENDED])) == list(to_gexf(iter([SUSPENDED, ACTIVE])))
