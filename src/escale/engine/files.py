"""The files of a run: taken in order, and looked at again where something in them turned out to matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BufferedIOBase

from escale.engine.chunks import Found, chunked, found_in
from escale.engine.local import LocalEngine
from escale.engine.passed import Passed, Wanted
from escale.ingest.folders import place_files
from escale.ingest.inputs import STDIN
from escale.ingest.meter import Meter
from escale.ingest.opening import open_file, open_stream
from escale.ingest.terms import Terms
from escale.ledger.ledger import Ledger

__all__ = ["add_files"]


def add_files(
    engine: LocalEngine, ledger: Ledger, places: Sequence[str], stdin: BufferedIOBase, terms: Terms
) -> int:
    """Reads what the ledger has not of some places, and gives the ledger's version.

    An article that is set aside before another text of its address is taken is read after all, in a second
    look at its file: so what the ledger holds in the end does not depend on the order of the inputs. Standard
    input is not there for a second look.

    Args:
        engine: reads.
        ledger: what it adds to.
        places: files, folders, ``-``.
        stdin: standard input.
        terms: how inputs are taken.

    Raises:
        EscaleError: the ledger cannot be read or written, or a reading process died.
    """
    meter = Meter.of(places)
    with Passed() as passed:
        found = _found(place_files(places), stdin, terms, meter)
        version = engine.run(chunked(found, meter), terms, total=meter.total, passed=passed)
        wanted = passed.at(ledger.holds)
    if wanted:
        found = _found(place_files(places), stdin, terms, Meter(), wanted)
        version = engine.run(chunked(found, Meter()), terms, again=True)
    return version


def _found(
    files: Iterable[str], stdin: BufferedIOBase, terms: Terms, meter: Meter, wanted: Wanted | None = None
) -> Iterator[Found]:
    for number, file in enumerate(files):
        if wanted is None:
            items = open_stream(stdin, "stdin", terms) if file == STDIN else open_file(file, terms, meter)
            yield from found_in(number, items)
        elif number in wanted and file != STDIN:
            yield from found_in(number, open_file(file, terms, meter), wanted[number])
