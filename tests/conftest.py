"""Fixtures shared by all tests: the French pipeline (loaded once) and the data folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import spacy
from spacy.language import Language as Pipeline

import escale.reader.text.sentences  # noqa: F401  # registers the pipeline's component
from escale import lang

pytest_plugins = ("served_client", "served_browser")


@pytest.fixture(scope="session")
def french() -> lang.Language:
    return lang.load("fr")


@pytest.fixture(scope="session")
def nlp(french: lang.Language) -> Pipeline:
    return spacy.load(french.pipeline)


@pytest.fixture(scope="session")
def data() -> Path:
    """The data folder: skips where a clone has none, fails in CI."""
    place = Path(os.environ.get("ESCALE_DATA", Path(__file__).parents[2] / "shared" / "data"))
    if not (place / "gold").is_dir():
        reason = f"no data folder at {place} (set ESCALE_DATA)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return place
