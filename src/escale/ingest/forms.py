"""What the name of a file says of its form."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePath
from types import MappingProxyType

__all__ = ["SUFFIXES", "Form", "Named", "has_form", "named"]


class Form(Enum):
    """How articles lie in a file."""

    TEXT = auto()
    DOCUMENT = auto()
    LINES = auto()
    PAGE = auto()
    ARCHIVE = auto()
    CSV = auto()
    TSV = auto()
    PARQUET = auto()
    UNKNOWN = auto()


_FORMS: Mapping[str, Form] = MappingProxyType(
    {
        ".txt": Form.TEXT,
        ".json": Form.DOCUMENT,
        ".jsonl": Form.LINES,
        ".ndjson": Form.LINES,
        ".html": Form.PAGE,
        ".htm": Form.PAGE,
        ".xhtml": Form.PAGE,
        ".warc": Form.ARCHIVE,
        ".warc.zst": Form.ARCHIVE,
        ".warc.lz4": Form.ARCHIVE,
        ".csv": Form.CSV,
        ".tsv": Form.TSV,
        ".parquet": Form.PARQUET,
    }
)

SUFFIXES = tuple(_FORMS)
"""Of the files that a folder means; each may be followed by ``.gz``, but ``.parquet`` is packed in itself."""

_PACKED = ".gz"


@dataclass(frozen=True, slots=True)
class Named:
    """What the name of a file says.

    Attributes:
        name: the name without suffixes, safe to print.
        form: how articles lie in it.
        packed: whether it is packed with gzip.
    """

    name: str
    form: Form
    packed: bool


def named(path: str) -> Named:
    """What a path says; the form is unknown where its suffix is none of `SUFFIXES`."""
    name = PurePath(path).name
    packed = name.lower().endswith(_PACKED)
    if packed:
        name = name[: -len(_PACKED)]
    suffix = _suffix(name)
    form = _FORMS.get(suffix, Form.UNKNOWN)
    stem = name[: -len(suffix)] if suffix else PurePath(name).stem
    return Named(os.fsencode(stem).decode("utf-8", "replace"), form, packed)


def has_form(name: str) -> bool:
    """Whether a file of this name is one that a folder means."""
    return named(name).form is not Form.UNKNOWN


def _suffix(name: str) -> str:
    lower = name.lower()
    return max((suffix for suffix in _FORMS if lower.endswith(suffix)), key=len, default="")
