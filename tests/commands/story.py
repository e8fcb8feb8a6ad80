"""Three invented articles about port visits and talks between two states, and the ledger of them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from builders import claim, ledger_of, reading

from escale.ledger.ledger import Ledger

__all__ = ["story"]

PHARE = ("Le Phare", "media")
NOBODY = ("ses propres sources", "anonymous")
PORT = ("Vladivostok", "RUS")
visit = partial(claim, "port_visit", actors=("FRA:MIL",), recipients=("RUS",), place=PORT)


def story(folder: Path) -> Ledger:
    """The ledger: two articles that both cite Le Phare, and a third that says otherwise months later."""
    return ledger_of(
        folder,
        reading(
            "Un article de septembre.",
            [
                visit(
                    "suspend",
                    time="2014",
                    sources=(PHARE, NOBODY),
                    quote="Escales interrompues en 2014, affirme Le Phare citant ses propres sources.",
                    sure=0.9,
                ),
                visit(
                    "resume",
                    "possible",
                    time="2020/..",
                    sources=(PHARE, NOBODY),
                    quote="Reprise possible des escales dès 2020, affirme Le Phare.",
                    sure=0.4,
                ),
            ],
            "La Vigie",
            "2019-09-10",
            title="Les escales",
            url="https://vigie.example/escales",
        ),
        reading(
            "Un article du lendemain.",
            [
                visit(
                    "suspend",
                    time="2014",
                    sources=(PHARE,),
                    quote="Interruption des escales depuis 2014, selon Le Phare.",
                ),
                claim(
                    "talks",
                    actors=("RUS", "FRA"),
                    time="2019-09-09",
                    quote="Rencontre des ministres le 9 septembre.",
                    people=("Anne Le Goff",),
                ),
            ],
            "Le Courrier",
            "2019-09-11",
        ),
        reading(
            "Un article de mars.",
            [
                visit(
                    "occur",
                    time="2020-03-02/2020-03-05",
                    quote="Escale de la frégate du 2 au 5 mars.",
                    vessels=("Surcouf",),
                ),
            ],
            "L'Ancre",
            "2020-03-06",
        ),
    )
