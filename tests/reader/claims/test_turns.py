"""Which side the words of a sentence give a party, whatever word names the matter."""

from __future__ import annotations

from dataclasses import replace

import pytest

from escale.lang import load
from escale.model import Article, ClaimType
from escale.reader.claims.candidates import candidates
from escale.reader.claims.roles import Cast
from escale.reader.claims.turns import turned
from escale.reader.layers import Matter, Role
from escale.reader.matters.lexicon import load_lexicon
from escale.reader.reader import Reader

ACTOR, RECIPIENT = Role.ACTOR, Role.RECIPIENT
TURNS = {entry.type: entry.turns for entry in load_lexicon(load("fr")).entries}


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader("fr")


def matter(kind: ClaimType, at: int) -> Matter:
    return Matter(at, at + 1, at, kind, None, None, {}, "made up", turns=TURNS[kind])


@pytest.mark.parametrize(
    ("kind", "text", "word", "expected"),
    [
        (
            ClaimType.ARMS_TRANSFER,
            "La Norvège a commandé six frégates à la Grande-Bretagne.",
            "frégates",
            {"NOR": RECIPIENT, "GBR": ACTOR},
        ),
        (
            ClaimType.DIPLOMATIC_STATUS,
            "Plusieurs pays, dont le Chili et le Pérou, ont reconnu le Kosovo.",
            "reconnu",
            {"CHL": ACTOR, "PER": ACTOR, "XKX": RECIPIENT},
        ),
        (
            ClaimType.ARMS_TRANSFER,
            "Les chars commandés par la Pologne seront livrés mardi.",
            "livrés",
            {"POL": RECIPIENT},
        ),
        (
            ClaimType.ARMS_TRANSFER,
            "La Russie reste le premier fournisseur de l'Algérie.",
            "fournisseur",
            {"RUS": ACTOR, "DZA": RECIPIENT},
        ),
        (
            ClaimType.ARMS_TRANSFER,
            "La Grèce confirme l'achat de vingt avions.",
            "avions",
            {"GRC": RECIPIENT},
        ),
        (
            ClaimType.INCIDENT,
            "L'Estonie accuse la Russie d'avoir pénétré dans son espace.",
            "espace",
            {"EST": RECIPIENT, "RUS": ACTOR},
        ),
        (
            ClaimType.ASSISTANCE,
            "Le Liban a demandé une aide militaire à la France.",
            "militaire",
            {"LBN": RECIPIENT, "FRA": ACTOR},
        ),
        (ClaimType.TALKS, "La Norvège a commandé six frégates.", "frégates", {}),
    ],
)
def test_words_tell_the_sides(
    reader: Reader, kind: ClaimType, text: str, word: str, expected: dict[str, Role]
) -> None:
    scene = reader.scene(reader.pipeline(text), "2021-05-04", None)
    at = next(token.i for token in scene.doc if token.text == word)
    assert turned(scene, matter(kind, at)) == expected


def test_the_nearest_word_tells(reader: Reader) -> None:
    text = "La Turquie, qui a acheté des missiles à la Russie, a livré mardi des drones à la Pologne."
    scene = reader.scene(reader.pipeline(text), "2021-05-04", None)
    at = {word: next(token.i for token in scene.doc if token.text == word) for word in ("acheté", "livré")}
    sold = turned(scene, matter(ClaimType.ARMS_TRANSFER, at["livré"]))
    bought = turned(scene, matter(ClaimType.ARMS_TRANSFER, at["acheté"]))
    assert (sold["TUR"], bought["TUR"]) == (ACTOR, RECIPIENT)


def test_matters_carry_the_turns_of_their_type(reader: Reader) -> None:
    text = "La Norvège a commandé six frégates à la Grande-Bretagne."
    scene, stated = reader.stated(Article("a", text, "2021-05-04"))
    [(found, _)] = stated
    pool = {c.code: c.features for c in candidates(scene, found, None, Cast((), (), ()))}
    assert {"told=recipient", "told=recipient&arms_transfer"} <= set(pool["NOR"])
    assert "told=actor" in pool["GBR"]
    untold = candidates(scene, replace(found, turns={}), None, Cast((), (), ()))
    assert all("told=none" in c.features for c in untold)


@pytest.mark.parametrize(
    ("text", "code", "bare"),
    [
        ("Le retrait de Syrie continue.", "SYR", True),
        ("Le retrait de la France continue.", "FRA", False),
    ],
)
def test_a_name_without_article_is_told_apart(reader: Reader, text: str, code: str, bare: bool) -> None:
    scene = reader.scene(reader.pipeline(text), "2021-05-04", None)
    found = matter(ClaimType.DEPLOYMENT, 1)
    pool = {c.code: c.features for c in candidates(scene, found, None, Cast((), (), ()))}
    assert f"case=de&bare={bare}&deployment" in pool[code]
