"""What is read: the inputs, and which column of a table, or key of a record, holds which field."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import fields

from escale.ingest.columns import Columns

__all__ = ["add_column_options", "add_places", "columns_of"]


def add_places(command: ArgumentParser) -> None:
    """``FILE …``, the inputs."""
    command.add_argument(
        "places",
        metavar="FILE",
        nargs="+",
        help=".txt, .json, .jsonl, .csv, .parquet, .html, .warc, most also as .gz; a folder means the files "
        "in it, - is standard input",
    )


def add_column_options(command: ArgumentParser) -> None:
    """``--text-column``, ``--published-column`` … one for each field."""
    group = command.add_argument_group("columns of tables and keys of records, where they have other names")
    for field in fields(Columns):
        group.add_argument(
            f"--{field.name.replace('_', '-')}-column",
            metavar="NAME",
            default=field.default,
            help=f"which one holds {_MEANINGS[field.name]}",
        )


def columns_of(options: Namespace) -> Columns:
    """The columns that the options of `add_column_options` name."""
    return Columns(**{field.name: getattr(options, f"{field.name}_column") for field in fields(Columns)})


_MEANINGS = {
    "text": "the text",
    "id": "the id",
    "published": "the date of publication",
    "title": "the title",
    "url": "the address",
    "outlet": "the publisher",
    "lang": "the language",
    "as_of": "the day or instant of this version of the text",
}
