"""A ledger whose every word is hostile: no page of it holds an element, attribute or address not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from builders import claim, ledger_of, reading
from lxml import etree, html
from served_client import BASE, TOKEN, csrf_of, served
from starlette.testclient import TestClient

from escale.ledger.ledger import Ledger
from escale.ledger.rows import CorrectionKind
from escale.model import Item, Party
from escale.reading import Reading
from escale.web.security.headers import POLICY

EVIL = (
    """</p></title></textarea></script></style>"'><xss evil=1><script>evil()</script>"""
    """<img src=x onerror=evil()><svg onload=evil()>"""
    """<a href="javascript:evil()" style="color:red">x</a>{{7*7}}{%raw%}&lt;xss&gt;"""
)
# A picture brings its style along, and is shown by itself: nothing in it may run.
PICTURE = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
START = ("/", "/search?q=evil", "/claims", "/events", "/articles", "/sources", "/map", "/read", "/session")
MOST = 250  # pages of one walk
_GOES = ("href", "src", "action", "formaction", "data", "xlink:href", "{http://www.w3.org/1999/xlink}href")


def hostile() -> Iterator[Reading]:
    """Readings of two articles that are hostile in every field that is text."""
    for number, published in enumerate(("2019-09-10", "2019-09-12")):
        quote = f"{EVIL} négocie {number}"
        told = claim(
            "talks" if number else "port_visit",
            actors=("FRA", "RUS") if number else ("FRA",),
            recipients=() if number else ("RUS",),
            time="2019-09",
            sources=[(EVIL, "person"), (f"{EVIL} {number}", "media")],
            place=(EVIL, "RUS"),
            quote=quote,
            vessels=[EVIL],
            people=[EVIL],
            sure=0.5,
        )
        made = reading(
            EVIL, [told], EVIL, published, title=EVIL, url=f"javascript:evil('{number}')//{EVIL}", name=EVIL
        )
        (whole,) = made.claims
        whole = replace(
            whole,
            items=(Item(EVIL, 3),),
            actors=tuple(Party(party.code, party.sector, EVIL) for party in whole.actors),
        )
        yield replace(made, claims=(whole,), notices=(EVIL,))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, tuple[str, bytes]]]:
    """Every page that is found from the first ones, by address: its media type and body."""
    folder = tmp_path_factory.mktemp("hostile") / "ledger"
    ledger = ledger_of(folder, *hostile())
    ids = [stored.id for stored in ledger.claims()]
    ledger.correct(CorrectionKind.ACCEPT, ids, by=EVIL, note=EVIL)
    fields = json.dumps({"place": {"text": EVIL, "country": None}})
    ledger.correct(CorrectionKind.SET, ids[:1], by=EVIL, note=EVIL, fields=fields)
    with served(folder) as client:
        assert client.post("/session", data={"token": TOKEN}).status_code == 303
        pages = walk(client)
        pages["/read (sent)"] = sent(client, "/read", text=EVIL, title=EVIL, outlet=EVIL, url=EVIL)
        pages["/read (refused)"] = sent(client, "/read", text=EVIL, title=EVIL, published=EVIL)
        pages["/session (refused)"] = sent(client, "/session", token=EVIL, next=EVIL)
        refused = {"kind": "set", "time": EVIL, "place": EVIL, "by": EVIL, "note": EVIL}
        pages["/claims/… (refused)"] = sent(
            client, f"/claims/{ids[0]}/corrections", csrf=csrf_of(client), **refused
        )
        ledger.correct(CorrectionKind.REJECT, ids[1:], by=EVIL, note=EVIL)
        for path in ("/articles/" + ledger.claims()[0].article_id, f"/claims/{ids[1]}"):
            pages[f"{path} (rejected)"] = (client.get(path).headers["content-type"], client.get(path).content)
        for address in (f"/claims/{EVIL}", f"/claims?state={EVIL}", f"/search?lang=fr&q={EVIL}", f"/{EVIL}"):
            answer = client.get(address.replace("%", "%25").replace("#", "%23"))
            pages[address] = (answer.headers["content-type"], answer.content)
        yield pages


def sent(client: TestClient, path: str, **fields: str) -> tuple[str, bytes]:
    answer = client.post(path, data=fields)
    assert answer.headers["content-security-policy"] == POLICY
    return answer.headers["content-type"], answer.content


def walk(client: TestClient) -> dict[str, tuple[str, bytes]]:
    """Follows every link of this site, each kind of address with some of its questions."""
    waiting = [*START]
    pages: dict[str, tuple[str, bytes]] = {}
    kinds: dict[str, int] = {}
    while waiting and len(pages) < MOST:
        address = waiting.pop(0)
        kind = re.sub(r"[0-9a-f]{16,}", "ID", urlsplit(address).path)
        if address in pages or kinds.setdefault(kind, 0) >= 6:
            continue
        kinds[kind] += 1
        answer = client.get(address)
        picture = answer.headers.get("content-type", "").startswith("image/svg") and "/download/" in address
        assert answer.headers["content-security-policy"] == (PICTURE if picture else POLICY), address
        assert answer.headers["x-content-type-options"] == "nosniff", address
        assert answer.status_code < 500, address
        pages[address] = (answer.headers.get("content-type", ""), answer.content)
        if answer.headers.get("content-type", "").startswith("text/html") and answer.content:
            tree = html.fromstring(answer.content)
            for link in tree.xpath("//@href | //@src"):
                whole = urldefrag(urljoin(BASE + address, link))[0]
                if whole.startswith(BASE + "/"):
                    waiting.append(whole.removeprefix(BASE))
    return pages


def injected(body: bytes) -> list[str]:
    """What in a page is not ours: elements, attributes, scripts, styles, addresses."""
    tree = html.fromstring(body)
    found = []
    for element in tree.iter(etree.Element):
        name = str(element.tag)
        if name in ("xss", "style", "iframe", "object", "embed", "base"):
            found.append(name)
        if name == "script" and (not str(element.get("src", "")).startswith("/static/") or element.text):
            found.append("script")
        for attribute, value in element.attrib.items():
            if attribute.startswith("on") or attribute in ("style", "evil"):
                found.append(attribute)
            goes = value.strip().lower()
            if attribute in _GOES and not goes.startswith(("/", "#", "?", "http://", "https://")):
                found.append(f"{attribute}={value}"[:60])
            if attribute in _GOES and goes.startswith("//"):
                found.append(f"{attribute}={value}"[:60])
    return found


def test_every_kind_of_page_is_walked(walked: dict[str, tuple[str, bytes]]) -> None:
    paths = {urlsplit(address).path for address in walked}
    kinds = (
        "/articles/a",
        "/claims/c",
        "/events/e",
        "/ties/FRA/RUS",
        "/tie",
        "/parties/FRA",
        "/download/",
        "/static/",
    )
    for kind in kinds:
        assert any(path.startswith(kind) for path in paths), kind
    assert sum(b"evil" in body for _, body in walked.values()) > 15


def test_no_page_holds_what_a_text_brought(walked: dict[str, tuple[str, bytes]]) -> None:
    for address, (media, body) in walked.items():
        if media.startswith("text/html") and body:
            assert injected(body) == [], address
            assert b"49{%raw" not in body, address


def test_no_picture_holds_what_a_text_brought(walked: dict[str, tuple[str, bytes]]) -> None:
    pictures = {address: body for address, (media, body) in walked.items() if media.startswith("image/svg")}
    assert pictures
    for address, body in pictures.items():
        for element in etree.fromstring(body).iter(etree.Element):
            name = etree.QName(element).localname
            assert name not in ("script", "foreignObject", "xss", "img"), address
            for attribute, value in element.attrib.items():
                assert not str(attribute).startswith("on"), address
                assert "javascript:" not in str(value).lower() or etree.QName(attribute).localname != "href"


def test_without_escaping_the_same_pages_would_hold_it(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path / "ledger", *hostile())
    (stored, *_) = ledger.claims()
    with served(tmp_path / "ledger") as client:
        client.app.state.site.templates.autoescape = False  # type: ignore[attr-defined]
        for path in (
            f"/articles/{stored.article_id}",
            f"/claims/{stored.id}",
            "/claims",
            "/articles",
            "/sources",
        ):
            assert injected(client.get(path).content), path


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/claims?after=x",
        "/claims/c0",
        "/api/v1/nothing",
        "/static/nothing",
        "/static/app.css",
        "/session",
    ],
)
def test_every_answer_carries_the_policy(path: str, client: TestClient) -> None:
    assert client.get(path).headers["content-security-policy"] == POLICY


def test_so_does_the_answer_to_an_error_of_our_own(
    ledger_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("secret")

    monkeypatch.setattr(Ledger, "claims", broken)
    with served(ledger_folder) as client:
        for path in ("/claims", "/api/v1/claims"):
            answer = client.get(path)
            assert answer.status_code == 500
            assert answer.headers["content-security-policy"] == POLICY
            assert "secret" not in answer.text
