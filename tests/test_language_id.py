# ruff: noqa: E501 (sample sentences read better on one line)
from __future__ import annotations

import json
from pathlib import Path

import pytest

import escale
from escale.lang import Language
from escale.language_id import LanguageCheck

CHECK = LanguageCheck(Language("fr", Path(escale.__file__).parent / "lang" / "fr"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2+2",
        "Poutine à Pékin",
        "Otan : sommet à Vilnius",
        "Sommet Biden-Poutine",
        "Sergueï Lavrov, Antony Blinken, Jean-Yves Le Drian, Wang Yi, Dominic Raab, Heiko Maas, Luigi Di Maio",
        "USS Gerald R. Ford, HMS Queen Elizabeth, INS Vikrant, Cavour, Juan Carlos I, Charles de Gaulle",
        "Exercice « Joint Warrior » : la Royal Navy et l'US Navy au large de l'Écosse",
        "« The war in Ukraine is not over and will not be over soon », a dit le ministre dans un entretien à la BBC, "
        "avant de quitter la salle où l'attendaient les journalistes de la presse étrangère.",
        "La marine est arrivée dans le port.",
        "Le président a reçu le vice-président de la junte ; El País et La Repubblica en parlent dans leurs éditions.",
        "Владимир Путин a reçu son homologue français à Moscou, où les deux présidents ont signé un accord.",
    ],
)
def test_french_and_what_proves_nothing_is_read(text: str) -> None:
    assert CHECK(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "The frigate has left the port of Brest and will take part in the exercise with the Greek navy.",
            "en",
        ),
        (
            "El buque de la Armada llegó ayer al puerto y permanecerá allí hasta el lunes, según los medios.",
            "es",
        ),
        (
            "La fregata è arrivata nel porto di Bari e partirà per la Grecia dopo una visita che non era prevista.",
            "it",
        ),
        (
            "A fragata chegou ao porto de Lisboa e não partirá antes de segunda, segundo o ministro. As visitas são raras e foram já duas em maio.",
            "pt",
        ),
        (
            "Die Fregatte ist am Montag im Hafen von Kiel eingelaufen und wird dort bis zum Freitag bleiben.",
            "de",
        ),
        (
            "Het fregat is maandag in de haven van Den Helder aangekomen en vertrekt niet voor het weekeinde.",
            "nl",
        ),
        (
            "Okręt przybył w poniedziałek do portu i jest tam od rana, ale nie wiadomo, jak długo zostanie.",
            "pl",
        ),
        (
            "Fırkateyn pazartesi günü limana geldi ve bir hafta daha kalacak; bu ziyaret için çok hazırlık yapıldı.",
            "tr",
        ),
        (
            "Nava a ajuns luni în port și este vizitată de public; oficialii spun că nu va pleca mai devreme.",
            "ro",
        ),
        ("Фрегат прибыл в порт Владивосток с деловым визитом.", None),
        ("وصلت الفرقاطة إلى ميناء الإسكندرية في زيارة رسمية", None),
        ("护卫舰于星期一抵达港口进行正式访问并将参加联合演习双方海军官员举行会谈", None),
    ],
)
def test_another_language_is_told(text: str, code: str | None) -> None:
    other = CHECK(text)
    assert other is not None
    assert other.code == code
    assert other.notice.startswith("not in French (")


def test_another_language_stated_is_believed_and_the_right_one_is_not() -> None:
    other = CHECK("Une escale à Brest.", "en")
    assert other is not None
    assert other.code == "en"
    assert CHECK("Une escale à Brest.", "fr") is None
    assert (
        CHECK("The frigate has left the port of Brest and will take part in the exercise.", "fr") is not None
    )


def test_a_megabyte_is_no_slower_than_its_first_words() -> None:
    assert CHECK("a" * 1_000_000) is None
    assert CHECK("« " * 500_000) is None


@pytest.mark.data
def test_no_french_article_is_set_aside(data: Path) -> None:
    for place in sorted((data / "gold" / "fr" / "dev").glob("*.json")):
        record = json.loads(place.read_text(encoding="utf-8"))
        assert CHECK(record["text"]) is None, place.name
        assert CHECK(record["text"].split("\n")[0]) is None, place.name
