from __future__ import annotations

import logging
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from escale.errors import InputError
from escale.ingest.article_page import article_of_page
from escale.ingest.page import Page
from escale.model import Article

PAGES = Path(__file__).parent / "pages"
TODAY = date(2026, 6, 1)
TITLE = "Le patrouilleur est au port"
TEXT = "Le patrouilleur est entré au port lundi matin, a indiqué la préfecture maritime. " * 4


def read(
    body: str | bytes,
    *,
    url: str | None = None,
    charset: str | None = None,
    fetched: str | None = None,
    **overrides: str,
) -> Article:
    data = body.encode() if isinstance(body, str) else body
    return article_of_page(Page("p.html", "p", data, url, charset, fetched), overrides, TODAY)


def saved(name: str) -> Article:
    encoding = "cp1252" if name == "old" else "utf-8"
    return read((PAGES / f"{name}.html").read_text("utf-8").encode(encoding))


def page(head: str = "", body: str = "", lead: str = f"<h1>{TITLE}</h1>") -> str:
    head = f"<head><meta charset=utf-8>{head}</head>"
    return f"<!DOCTYPE html><html>{head}<body>{lead}{body}<p>{TEXT}</p></body></html>"


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def canonical(address: str) -> str:
    return f'<link rel="canonical" href="{address}">'


def ld(json: str) -> str:
    return f'<script type="application/ld+json">{json}</script>'


FETCHED = "2026-05-01T10:00:00Z"
MODIFIED = "article:modified_time"
PUBLISHED = meta("article:published_time", "2026-01-15T07:00:00+01:00")


@pytest.mark.parametrize(
    ("name", "title", "outlet", "published", "as_of", "lang", "url"),
    [
        (
            "gazette",  # JSON-LD in a list, lead apart, cookies, menus, comments, teasers with older dates
            "La frégate Belmont fait escale à Port-Saline",
            "La Gazette du Ponant",
            "2026-01-15",
            "2026-01-15T18:40:00Z",
            "fr",
            "https://www.gazette-ponant.example/monde/2026/01/15/belmont-port-saline.html",
        ),
        (
            "wordpress",  # @graph, publisher by reference, comments with a form
            "Accord de défense entre Karst et Valdorie",
            "Le Fil Stratégique",
            "2026-02-03",
            "2026-02-04T09:00:00Z",
            "fr",
            "https://fil-strategique.example/accord-karst-valdorie/",
        ),
        (
            "metas",  # Dublin Core only, tracking in og:url, lead in a div
            "Orsenne refuse l'accès de sa base à la flotte de Karst",
            "Radio Levant",
            "2026-03-02",
            None,
            None,
            "http://radio-levant.example/actu/article.php?id=5512",
        ),
        (
            "visible",  # the date only by the name of the author; another is that of the page
            "Les deux armées reprennent leurs patrouilles communes",
            None,
            "2026-02-12",
            None,
            "fr",
            None,
        ),
        (
            "amp",
            "Valdorie : deux avions ravitailleurs livrés",
            "Matin d'Arvan",
            "2026-01-20",
            "2026-01-20T05:00:00Z",
            "fr",
            "https://www.matin-arvan.example/defense/ravitailleurs-livres-1182.html",
        ),
        (
            "old",
            "Manœuvres au large du cap Noir",
            None,
            "2004-05-14",
            None,
            None,
            None,
        ),  # tables, Windows-1252
        (
            "paywall",  # changed before it was published: not believed
            "Enquête sur un contrat de drones très discret",
            "L'Observateur naval",
            "2026-02-21",
            None,
            "fr",
            None,
        ),
        (
            "dispatch",  # one sentence, beside a long notice of consent
            "Escale du patrouilleur Aiguille à Tamerin",
            "Agence Littoral",
            "2026-02-11",
            None,
            "fr",
            None,
        ),
        (
            "live",
            "DIRECT. Sommet d'Orsenne : suivez la deuxième journée",
            "Info Baie",
            "2026-03-10",
            "2026-03-10T16:45:12Z",
            "fr",
            "https://info-baie.example/direct/sommet-orsenne_4410.html",
        ),
        (
            "scripted",  # the text only in JSON-LD
            "Karst ferme son consulat militaire",
            "Nouvelles d'Arvan",
            "2026-01-30",
            None,
            "fr",
            None,
        ),
    ],
)
def test_a_page_gives_its_article(
    name: str,
    title: str,
    outlet: str | None,
    published: str,
    as_of: str | None,
    lang: str | None,
    url: str | None,
) -> None:
    article = saved(name)
    assert article.text == (PAGES / f"{name}.txt").read_text("utf-8").rstrip("\n")
    assert article.text.startswith(f"{title}\n")
    assert (article.title, article.outlet, article.url) == (title, outlet, url)
    assert (article.published, article.as_of, article.lang) == (published, as_of, lang)
    assert article.id == (url or "p")


@pytest.mark.parametrize(
    ("html", "published"),
    [
        (page(ld('{"@type":"NewsArticle","datePublished":"2026-01-15T23:30:00-05:00"}')), "2026-01-15"),
        # JSON-LD before other metadata, and the article before the page and before what it links to
        (page(ld('{"@type":"Article","datePublished":"2026-01-16"}') + PUBLISHED), "2026-01-16"),
        (
            page(ld('{"@graph":[{"@type":"WebPage","datePublished":"2026-01-01"},{"@type":"Article","datePublished":"2026-01-17"}]}')),
            "2026-01-17",
        ),
        (page(ld('{"itemListElement":[{"@type":"Article","datePublished":"2025-01-01"}]}') + PUBLISHED),
         "2026-01-15"),
        # of several articles the one that is at the page's address
        (
            page(
                canonical("https://a.example/2")
                + ld('[{"@type":"Article","url":"https://a.example/1","datePublished":"2026-01-02"},{"@type":"Article","url":"https://a.example/2","datePublished":"2026-01-03"}]')
            ),
            "2026-01-03",
        ),
        # a quotation mark that breaks the JSON
        (page(ld('{"@type":"NewsArticle","headline":"Le "Cap"","datePublished": "2026-01-18T10:00:00Z"}')),
         "2026-01-18"),
        (page(ld('<!-- {"@type":"Article","datePublished":"2026-01-19"} -->')), "2026-01-19"),
        (page(meta("DC.Date", "2026-01") + meta("date", "2026-01-20")), "2026-01"),
        (page('<meta itemprop="datePublished" content="Thu, 22 Jan 2026 08:00:00 +0100">'), "2026-01-22"),
        (page(meta("pubdate", "22/01/2026 à 08h00")), "2026-01-22"),
        (page(meta("pubdate", "1768464000")), "2026-01-15"),
        (page("", '<time pubdate datetime="2026-01-23T10:00">vendredi</time>'), "2026-01-23"),
        (page("", '<span itemprop="datePublished">23 janvier 2026</span>'), "2026-01-23"),
        # what stands for no date is none
        (page(meta("article:published_time", "0001-01-01T00:00") + meta("date", "2026-01-24")), "2026-01-24"),
        (page(meta("article:published_time", "null") + meta("date", "1er février 2026")), "2026-02-01"),
        # the address, before what can be read
        (page(canonical("https://a.example/2026/01/25/escale.html"), "<p>Le 3 mars 2025</p>"), "2026-01-25"),
        (page(canonical("https://a.example/fr/20260126-escale")), "2026-01-26"),
        # read by the title
        (page("", "<p>Publié le 27 janvier 2026 à 18h - Mis à jour le 28 janvier 2026</p>"), "2026-01-27"),
        (page("", "<p>27.01.2026</p>"), "2026-01-27"),
        (page("", "<p>Par A. Adel | 27 janv. 2026</p>"), "2026-01-27"),
        (page("", "<p>January 27, 2026</p>"), "2026-01-27"),
        (page("", "<p>27 января 2026</p>"), "2026-01-27"),
        (page("", "<p>Rendez-vous le 27 juillet 2026</p><p>28 janvier 2026</p>"), "2026-01-28"),
    ],
)  # fmt: skip
def test_the_date_of_publication(html: str, published: str) -> None:
    assert read(html).published == published


@pytest.mark.parametrize(
    "html",
    [
        page(),
        page("", "", "<p>Mardi 7 avril 2026</p><h1>Le patrouilleur est au port</h1>"),  # the page's day
        page("", "<p>© 2026 La Gazette</p><p>Mars 2026</p><p>Saison 2025-2026</p>"),
        page("", "<p>12 navires 2026</p><p>31 février 2026</p>"),
        page("", f"<p>{TEXT}</p><p>Archives du 12 mars 2019</p>"),  # below the text
        page(meta("og:image", "https://a.example/2019/03/12/photo.jpg")),
        page("<script>var built = '2026-01-01T00:00:00Z';</script>"),
        page("", "<aside><time datetime='2019-03-12T00:00:00Z'>12 mars 2019</time></aside>"),
    ],
)
def test_no_date_is_guessed(html: str) -> None:
    with pytest.raises(InputError) as caught:
        read(html)
    assert caught.value.cause == "a page without a date of publication"
    assert "--published" in caught.value.remedy
    assert read(html, published="2026-01-15").published == "2026-01-15"


def test_the_users_word_wins() -> None:
    article = read(page(PUBLISHED).replace("<html>", '<html lang="en">'), published="2024-05", lang="fr")
    assert (article.published, article.lang) == ("2024-05", "fr")


@pytest.mark.parametrize(
    "head",
    [
        ld('{"@type":"Article","datePublished":"2031-01-01"}') + PUBLISHED,
        meta("date", "2031-01-01"),
        canonical("https://a.example/2031/01/01/x"),
    ],
)
def test_a_date_yet_to_come_is_no_date(head: str) -> None:
    with pytest.raises(InputError, match="published 2031-01-01 is yet to come"):
        read(page(head))


def test_tomorrow_has_come_east_of_here() -> None:
    assert read(page(meta("date", "2026-06-02"))).published == "2026-06-02"


@pytest.mark.parametrize(
    ("head", "fetched", "as_of"),
    [
        (meta(MODIFIED, "2026-01-15T09:00:00+01:00"), None, "2026-01-15T08:00:00Z"),
        (meta("og:updated_time", "2026-01-16"), "2026-05-01T00:00:00Z", "2026-01-16"),
        # in UTC still the day before it came out, but later all the same
        (meta(MODIFIED, "2026-01-15T06:00:01Z"), None, "2026-01-15T06:00:01Z"),
        # before it came out, in the future, no day, none
        (meta(MODIFIED, "2026-01-15T05:59:59Z"), FETCHED, FETCHED),
        (meta(MODIFIED, "2031-01-15"), FETCHED, FETCHED),
        (meta(MODIFIED, "2026-02"), None, None),
        ("", FETCHED, FETCHED),
        ("", "2031-05-01T10:00:00Z", None),
        ("", "yesterday", None),
    ],
)  # fmt: skip
def test_the_version_of_a_text(head: str, fetched: str | None, as_of: str | None) -> None:
    assert read(page(PUBLISHED + head), fetched=fetched).as_of == as_of


@pytest.mark.parametrize(
    ("head", "lead", "title"),
    [
        ("<title>x</title>", f"<h1>{TITLE}</h1>", TITLE),
        # the site's name is a heading too
        (
            meta("og:title", TITLE),
            f"<h1>La Gazette du Ponant</h1><h1>{TITLE}</h1>",
            TITLE,
        ),
        # cut off by the template
        (meta("og:title", "Le patrouilleur est au"), f"<h1>{TITLE}</h1>", TITLE),
        (
            meta("og:site_name", "La Gazette") + f"<title>{TITLE} | La Gazette</title>",
            "",
            TITLE,
        ),
        (ld('{"@type":"Article","headline":"L&#039;escale &amp; la suite"}'), "", "L'escale & la suite"),
        # a blog: the title is a heading of the second level that links to itself
        ("<title>Escale au port de Saline</title>", "<h2><a href='/x'>Escale au port de Saline</a></h2>",
         "Escale au port de Saline"),
        ("", "", None),
    ],
)  # fmt: skip
def test_the_title(head: str, lead: str, title: str | None) -> None:
    article = read(page(PUBLISHED + head, "", lead))
    assert article.title == title
    if title is not None:
        assert article.text.startswith(f"{title}\n")
        assert article.text.count(title) == 1


@pytest.mark.parametrize(
    ("attribute", "head", "lang"),
    [
        ("lang=fr-CA", "", "fr"),
        ("", meta("og:locale", "ru_RU"), "ru"),
        ("lang=en", meta("og:locale", "fr_FR"), None),  # a template's and the page's
        ("", "", None),
        ("lang=x-default", "", None),
    ],
)
def test_the_language(attribute: str, head: str, lang: str | None) -> None:
    assert read(page(PUBLISHED + head).replace("<html>", f"<html {attribute}>")).lang == lang


def test_the_outlet_is_the_host_where_no_name_is_given() -> None:
    assert read(page(PUBLISHED), url="https://www2.gazette.example/a").outlet == "gazette.example"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        (  # inline elements do not part words, nor do unseen characters
            "<p>L'<a href='/x'>accord</a>, <b>signé</b> à Tamerin, pré&shy;voit des visi\u200btes.</p>",
            ["L'accord, signé à Tamerin, prévoit des visites."],
        ),
        (  # one form of each letter
            "<p>Une e\u0301tape a\u0300 Tamerin est prévue par la marine valdorienne.</p>",
            ["Une étape à Tamerin est prévue par la marine valdorienne."],
        ),
        (  # a line end in the source is none of the text
            "<p>Le croiseur\n   «&nbsp;Intrépide&nbsp;»\nmouille au large du cap Noir depuis mardi.</p>",
            ["Le croiseur « Intrépide » mouille au large du cap Noir depuis mardi."],
        ),
        (  # lines parted by breaks: paragraphs, or one sentence
            "<p>Il partira jeudi, selon le port.<br>Deux remorqueurs<br>l'aideront jusqu'à la passe.</p>",
            ["Il partira jeudi, selon le port.", "Deux remorqueurs l'aideront jusqu'à la passe."],
        ),
        # links to other articles
        ("<p>À lire aussi : <a href='/y'>Le port de Saline agrandi pour les frégates</a></p>", []),
        (
            "<ul><li><a href='/y'>Le port de Saline agrandi</a></li><li><a href='/z'>Un amiral</a></li></ul>",
            [],
        ),
    ],
)
def test_the_lines_of_the_text(body: str, lines: list[str]) -> None:
    assert read(page(PUBLISHED, body)).text.split("\n")[1:-1] == lines


def test_a_text_cut_in_two_by_an_advertisement_is_whole() -> None:
    lines = [f"Le {n} mai, la flotte de Karst a fait sa {n}e escale à Tamerin. " * 3 for n in (2, 3, 4, 5)]
    halves = [f'<div class="text-body"><p>{a}</p><p>{b}</p></div>' for a, b in (lines[:2], lines[2:])]
    article = (
        f'<article><h1>Quatre escales</h1>{halves[0]}<div class="ad-x">Publicité</div>{halves[1]}</article>'
    )
    text = read(f"<html><head>{PUBLISHED}</head><body>{article}</body></html>").text
    assert text.split("\n")[1:] == [line.strip() for line in lines]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "no HTML in it"),
        (b"<html><body></body></html>", "a page without text"),
        (page(PUBLISHED, "", "").replace(TEXT, "").encode(), "a page without text"),
        (
            b"<html><body><script>alert(1)</script><nav><a href=x>Une</a></nav></body></html>",
            "a page without text",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "binary data, not a page"),
        (b"%PDF-1.7 x", "a PDF, not text"),
        (page(PUBLISHED, f"<p>{'La flotte part. ' * 13_000}</p>").encode(), "longer than 200,000 characters"),
        (b"<p>x</p>" * (1 + 8 * 1024 * 1024 // 8), "a page beyond 8 MB"),
    ],
)
def test_what_is_no_article_is_refused(body: bytes, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        read(body)
    assert (caught.value.place, caught.value.cause) == ("p.html", cause)


def test_articles_do_not_depend_on_what_was_read_before() -> None:
    names = sorted(path.stem for path in PAGES.glob("*.html"))
    alone = [saved(name) for name in names]
    assert len(alone) > 1
    assert [saved(name) for name in reversed(names)] == alone[::-1]
    assert [saved(name) for name in names for _ in range(4)][::4] == alone


def test_the_libraries_say_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    for body in (
        page(PUBLISHED),
        "<html><body><p>x</p></body></html>",
        "<p>" * 100,
        page("", "", "").replace(TEXT, "?"),
    ):
        try:
            read(body, published="2026-01-15")
        except InputError:
            continue
    assert capfd.readouterr() == ("", "")
    assert (list(root.handlers), root.level) == (handlers, level)


def test_reading_plain_text_does_not_load_the_libraries() -> None:
    code = "import sys, escale.ingest.inputs; print('trafilatura' in sys.modules, 'htmldate' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.split() == ["False", "False"]
