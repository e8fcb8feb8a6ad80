from __future__ import annotations

import time

import pytest

from escale.ingest.html.peek import declared_language


@pytest.mark.parametrize(
    ("body", "language"),
    [
        (b'<!DOCTYPE html>\n<html lang="fr">', "fr"),
        (b"<HTML LANG=FR-ca class=x>", "fr"),
        (b"<html class='a b' xml:lang='ru' dir=ltr>", "ru"),
        (b'<html xmlns="http://www.w3.org/1999/xhtml" lang = " en_US ">', "en"),
        ('<html lang="fr">'.encode("utf-16"), "fr"),
        (b'<html data-lang="de">', None),
        (b"<html hreflang=de>", None),
        (b"<html><body lang=fr>", None),
        (b"<html lang=french>", None),
        (b"<html lang=''>", None),
        (b"<htmlx lang=fr>", None),
        (b" " * 5000 + b"<html lang=fr>", None),
        (b"", None),
    ],
)
def test_the_language_a_page_declares(body: bytes, language: str | None) -> None:
    assert declared_language(body) == language


def test_it_is_cheap_whatever_comes() -> None:
    start = time.process_time()
    for body in (b"<html lang" * 800_000, b"<html " + b"lang =" * 1_000_000, b"<html" + b" " * 8_000_000):
        assert declared_language(body) is None
    assert time.process_time() - start < 0.2
