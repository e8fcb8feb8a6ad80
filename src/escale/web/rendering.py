"""The templates: HTML with everything escaped, and an error for a name that a template does not know."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from escale.export.claim_words import (
    chain_words,
    parties_words,
    place_words,
    time_words,
    what_words,
    when_words,
)
from escale.export.phrases import LANGUAGES, TEXTS, Phrases, number_words
from escale.geo.states import StateNames
from escale.model import ClaimType, Modality, Phase
from escale.web.correcting import changed_fields, fields_of

__all__ = ["environment", "phrases"]

_FOLDER = Path(__file__).parent


def phrases() -> dict[str, Phrases]:
    """The words of the interface by language."""
    return {lang: Phrases.load(lang, TEXTS, _FOLDER / "texts") for lang in LANGUAGES}


def environment(names: StateNames) -> Environment:
    """The templates; ``names`` names the parties in them (``state_name(code, lang)``)."""
    made = Environment(
        loader=FileSystemLoader(_FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["state_name"] = names.name
    made.globals["choices"] = {"type": tuple(ClaimType), "phase": tuple(Phase), "modality": tuple(Modality)}
    made.filters |= {
        "parties": parties_words,
        "place": place_words,
        "when": when_words,
        "what": what_words,
        "chain": chain_words,
        "number": number_words,
        "time": time_words,
        "settable": fields_of,
        "changed_fields": changed_fields,
    }
    return made
