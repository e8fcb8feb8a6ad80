"""Where the data and the intermediate products lie."""

import os
from pathlib import Path

TRAINING = Path(__file__).resolve().parent


def data_folder() -> Path:
    """The shared data: ESCALE_DATA, by default ../shared/data beside the repository."""
    return Path(os.environ.get("ESCALE_DATA", TRAINING.parents[1] / ".." / "shared" / "data")).resolve()


def treebank(name: str, part: str) -> Path:
    """One file of a French Universal Dependencies treebank, e.g. ``treebank("Sequoia", "dev")``."""
    folder = data_folder() / "treebanks" / "fr" / f"UD_French-{name}"
    return folder / f"fr_{name.lower()}-ud-{part}.conllu"
