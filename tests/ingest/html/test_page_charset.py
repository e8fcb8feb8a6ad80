from __future__ import annotations

import pytest

from escale.errors import InputError
from escale.ingest.html.charset import text_of_page

FRENCH = "La frégate a quitté Brest\u00a0; « l’équipage » était à bord – dès l’été, pour 3 € et un œuf."
LATIN_9 = "Un vœu du chœur : 3 € pour l'équipage de la frégate, à Brest."
RUSSIAN = "Министр обороны прибыл в порт на борту фрегата, сообщила пресс-служба флота. " * 3
SHOUTED = "«CAFÉ» est le nom du navire."  # in Windows-1252 the letter and the quotation mark form UTF-8
CHINESE = "国防部长访问港口"


def page(text: str, encoding: str, declared: str | None = None) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}</head><body><p>{text}</p></body></html>".encode(encoding)


@pytest.mark.parametrize(
    "server", [None, "utf-8", "ISO-8859-1", "us-ascii", "windows-1251", "none", "x" * 90]
)
@pytest.mark.parametrize("declared", [None, "utf-8", "iso-8859-1", "utf-16", "unknown"])
@pytest.mark.parametrize(
    ("text", "encoding"), [(FRENCH, "utf-8"), (RUSSIAN, "utf-8"), (FRENCH, "utf-8-sig"), (FRENCH, "cp1252")]
)
def test_what_the_bytes_say_counts(
    text: str, encoding: str, declared: str | None, server: str | None
) -> None:
    assert f"<p>{text}</p>" in text_of_page(page(text, encoding, declared), server, "p")


@pytest.mark.parametrize(
    ("text", "encoding", "declared", "server"),
    [
        (FRENCH, "utf-16", None, "utf-8"),
        (FRENCH, "utf-16-le", None, None),
        (LATIN_9, "iso8859-15", "iso-8859-15", None),
        (LATIN_9, "iso8859-15", None, "latin9"),
        (LATIN_9, "iso8859-15", "iso-8859-1", None),  # the ligature shows it
        (FRENCH, "cp1252", "iso-8859-15", None),  # dashes where ISO-8859-15 has nothing
        (RUSSIAN, "cp1251", "windows-1251", None),
        (RUSSIAN, "cp1251", None, None),
        (RUSSIAN, "cp1251", "utf-8", "iso-8859-1"),
        (RUSSIAN, "cp1251", "koi8-r", None),
        (RUSSIAN, "koi8-r", "koi8-r", None),
        (RUSSIAN, "koi8-r", "windows-1251", "KOI8-R"),
        (SHOUTED, "cp1252", "windows-1252", None),
        (SHOUTED, "utf-8", "windows-1252", None),
        (CHINESE * 9, "utf-8", "iso-8859-1", None),
        ("Rien que de l'ASCII.", "ascii", "shift_jis", None),
    ],
)
def test_the_encodings_read(text: str, encoding: str, declared: str | None, server: str | None) -> None:
    assert f"<p>{text}</p>" in text_of_page(page(text, encoding, declared), server, "p")


def test_the_declaration_of_xml() -> None:
    body = f'<?xml version="1.0" encoding="KOI8-R"?><html><p>{RUSSIAN}</p></html>'.encode("koi8-r")
    assert RUSSIAN in text_of_page(body, None, "p")


def test_a_damaged_sequence_is_marked_and_the_rest_is_kept() -> None:
    body = page(FRENCH, "utf-8").replace("équipage".encode(), b"\xc3quipage")
    assert FRENCH.replace("équipage", "\ufffdquipage") in text_of_page(body, None, "p")


def test_stray_zero_bytes_are_left_out() -> None:
    assert FRENCH in text_of_page(page(FRENCH, "utf-8").replace(b"<p>", b"\0<p>") + b" " * 200, None, "p")


@pytest.mark.parametrize(
    ("body", "server", "cause"),
    [
        (page(FRENCH, "utf-8") + page("été, où, là", "cp1252"), None, "mixes UTF-8 with another encoding"),
        (page("Les frégates étaient déjà là", "mac_roman"), None, "not in UTF-8, UTF-16 or Windows-1252"),
        (page(RUSSIAN, "koi8-r"), None, "in an encoding that is not read"),
        (page("Ο υπουργός επισκέφθηκε το λιμάνι", "iso8859-7"), None, "in an encoding that is not read"),
        (page("Minister odwiedził bazę", "iso8859-2"), "ISO_8859-2",
         "in iso-8859-2, an encoding that is not read"),
        (page(CHINESE, "gb18030"), "GB18030", "in gb18030, an encoding that is not read"),
        (page(CHINESE * 4, "gb18030"), None, "not in UTF-8, UTF-16 or Windows-1252"),
        (bytes(range(1, 32)) * 20, None, "binary data, not a page"),
        (b"GIF89a" + b"\0\1" * 40, None, "binary data, not text"),
        (b"\x1f\x8b\x08" + b"x" * 90, None, "gzip data, not text"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(body: bytes, server: str | None, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        text_of_page(body, server, "p")
    assert (caught.value.place, caught.value.cause) == ("p", cause)
