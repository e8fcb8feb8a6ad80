"""Where the data lie, and the project's scorer beside them (``shared/tools/score.py``)."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from types import ModuleType

__all__ = ["data_folder", "load_scorer", "mixed_stream", "scorer_path"]


def data_folder() -> Path:
    """The data folder: ``ESCALE_DATA``, else ``../shared/data`` beside the repository."""
    return Path(os.environ.get("ESCALE_DATA", Path(__file__).parents[2] / "shared" / "data"))


def mixed_stream() -> Path:
    """The stream of real news on all subjects."""
    return data_folder() / "news" / "fr" / "orange-6000.jsonl.gz"


def scorer_path() -> Path:
    """Where the scorer lies."""
    return data_folder().parent / "tools" / "score.py"


def load_scorer() -> ModuleType:
    """The scorer, to pair and compare claims with.

    Raises:
        FileNotFoundError: it does not lie beside the data.
    """
    spec = importlib.util.spec_from_file_location("score", scorer_path())
    if spec is None or spec.loader is None:
        raise FileNotFoundError(scorer_path())
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
