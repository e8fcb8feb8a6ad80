"""Languages: a folder each, holding everything that is particular to one.

A language folder ships tables (TOML, CSV) and a trained pipeline; the reader's code asks for them by name and
holds no word of any language.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from escale.errors import UnknownLanguageError

__all__ = ["Language", "available", "load"]

_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Language:
    """The resources of one language, read from its folder.

    Attributes:
        code: ISO 639-1 code, the folder's name.
        folder: where its tables and pipeline lie.
    """

    code: str
    folder: Path

    def table(self, name: str) -> Mapping[str, Any]:
        """The TOML table ``name`` of the language, parsed."""
        with (self.folder / f"{name}.toml").open("rb") as file:
            return tomllib.load(file)

    def rows(self, name: str) -> Iterator[dict[str, str]]:
        """The rows of the CSV table ``name`` of the language."""
        with (self.folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    @property
    def pipeline(self) -> Path:
        """Folder of the trained spaCy pipeline."""
        return self.folder / "pipeline"


def available() -> tuple[str, ...]:
    """Codes of the languages that can be read."""
    return tuple(sorted(p.name for p in _HERE.iterdir() if (p / "pipeline").is_dir()))


def load(code: str) -> Language:
    """The language of that code.

    Raises:
        UnknownLanguageError: no folder of that name holds a pipeline.
    """
    if code not in available():
        raise UnknownLanguageError(code, available())
    return Language(code, _HERE / code)
