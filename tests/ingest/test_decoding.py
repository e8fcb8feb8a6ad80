from __future__ import annotations

import pytest

from escale.errors import InputError
from escale.ingest.decoding import decode

TEXT = "La frégate a quitté Brest\u00a0; « l’équipage » était à bord – dès l’été.\n"
# In Windows-1252 its guillemets after accented letters happen to be well-formed UTF-8 sequences.
LOOKS_LIKE_UTF8 = "Le navire « CAFÉ» est arrivé au port, l'exercice est « terminé\u00a0» à présent."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode("utf-8"), TEXT),
        (TEXT.encode("utf-8-sig"), TEXT),
        (TEXT.encode("utf-16"), TEXT),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("utf-16-le"), TEXT),
        (TEXT.encode("utf-16-be"), TEXT),
        (TEXT.encode("cp1252"), TEXT),
        (LOOKS_LIKE_UTF8.encode("cp1252"), LOOKS_LIKE_UTF8),
        (b"Plain ASCII.", "Plain ASCII."),
        ("e\u0301tat 🚢".encode(), "e\u0301tat 🚢"),
        (b"", ""),
        (b"a\r\nb", "a\r\nb"),
    ],
)
def test_text_is_recognised(data: bytes, text: str) -> None:
    assert decode(data, "x") == text


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "binary"),
        (b"%PDF-1.7\n", "a PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\x1f\x8b\x08rest", "gzip"),
        ("café ".encode() + "café".encode("cp1252"), "mixes UTF-8 with another encoding (first at byte 9)"),
        ("tronqué à la fin".encode()[:-1] + b"\xc3", "mixes UTF-8"),
        ("Переговоры в Москве прошли успешно".encode("cp1251"), "not in UTF-8"),
        ("Les frégates françaises étaient déjà à Brest".encode("mac_roman"), "not in UTF-8"),
        ("Les frégates françaises étaient déjà à Brest".encode("cp850"), "not in UTF-8"),
        (b"\xff\xfe" + "abc".encode("utf-16-le") + b"\x00", "damaged UTF-16"),
        (b"\x01\x02\x03\x04\x05 abc", "binary"),
    ],
)
def test_anything_else_is_refused_with_its_cause(data: bytes, cause: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data, "file.txt")
    assert str(caught.value).startswith("file.txt: ")
    assert cause in str(caught.value)
