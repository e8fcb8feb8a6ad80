"""A web archive into a ledger: pages and megabytes a second, cost as the archive grows, memory.

    python -m benchmarks.archive [--pages 20000] [--jobs 1] [--engine local]

Real texts of the mixed stream, each put into a news page with menus, metadata and a footer, go into archives
of a sixteenth, a quarter and all of the pages; `escale add` reads each into a new ledger, as a user would.
Memory is the largest of a process. The texts stay in a temporary folder.
"""

from __future__ import annotations

import argparse
import gzip
import html
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from fastwarc.warc import WarcRecord, WarcRecordType

from benchmarks.places import data_folder

__all__ = ["main"]

_PARTS = (16, 4, 1)
_LINKS = 150
_PAGE = """<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>{title} - La Gazette</title>
<link rel="canonical" href="{url}"><meta property="og:site_name" content="La Gazette">
<meta property="og:title" content="{title}">
<meta property="article:published_time" content="{published}T08:00:00+00:00">
<style>{style}</style><script>{script}</script></head><body>
<header><nav><ul>{menu}</ul></nav></header>
<main><article><h1>{title}</h1><p class="date"><time datetime="{published}">{published}</time></p>
{paragraphs}
</article></main>
<aside><h2>Sur le même sujet</h2><ul>{links}</ul></aside>
<footer><ul>{menu}</ul><p>Tous droits réservés. Mentions légales. Contact.</p></footer></body></html>
"""
_STYLE = "".join(f".bloc-{n}{{margin:{n}px;padding:{n}px;color:#{n:06x}}}" for n in range(150))
_SCRIPT = "".join(f"var mesure{n}=function(a){{return a*{n};}};" for n in range(150))
_MENU = "".join(f'<li><a href="/rubrique/{n}">Rubrique {n}</a></li>' for n in range(40))


@dataclass(frozen=True, slots=True)
class Run:
    """One archive: its pages, bytes of HTML and of the file, seconds, MB of memory, what came of it."""

    pages: int
    html: int
    file: int
    seconds: float
    memory: float
    taken: dict[str, Any]


def pages() -> Iterator[tuple[str, str]]:
    """Addresses and pages of the stream's articles that have a date."""
    for number, record in enumerate(_records()):
        if not record.get("published"):
            continue
        title, _, text = record["text"].partition("\n")
        url = f"https://gazette.example/articles/{number}"
        yield (
            url,
            _PAGE.format(
                title=html.escape(title),
                url=url,
                published=record["published"],
                style=_STYLE,
                script=_SCRIPT,
                menu=_MENU,
                paragraphs="\n".join(
                    f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip()
                ),
                links="".join(
                    f'<li><a href="/articles/{number + n}">À lire {n}</a></li>' for n in range(_LINKS)
                ),
            ),
        )


def _records() -> Iterator[dict[str, Any]]:
    for name in ("orange-6000", "orange-rest"):
        with gzip.open(data_folder() / "news" / "fr" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
            yield from map(json.loads, file)


def write_archive(place: Path, count: int) -> tuple[int, int]:
    """Writes that many pages as WARC.gz, and gives how many there were and their bytes of HTML."""
    size = made = 0
    with place.open("wb") as file:
        for url, page in islice(pages(), count):
            body = page.encode()
            head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            record = WarcRecord()
            record.init_headers(WarcRecordType.response)
            record.headers["WARC-Target-URI"] = url
            record.headers["WARC-Date"] = "2021-06-01T00:00:00Z"
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(head + body)
            plain = io.BytesIO()
            record.write(plain, checksum_data=True)
            file.write(gzip.compress(plain.getvalue(), 6))
            size += len(body)
            made += 1
    return made, size


def run(archive: Path, made: int, size: int, ledger: Path, options: Sequence[str]) -> Run:
    """Adds an archive to a new ledger."""
    command = [
        sys.executable,
        "-m",
        "escale",
        "add",
        str(archive),
        "--ledger",
        str(ledger),
        "--format",
        "jsonl",
    ]
    start = time.perf_counter()
    done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - start
    if not done.stdout:
        raise SystemExit(done.stderr)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e3
    return Run(made, size, archive.stat().st_size, seconds, memory, json.loads(done.stdout))


def main(argv: Sequence[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--engine", default="local")
    given = parser.parse_args(argv)
    options = ["--jobs", str(given.jobs), "--engine", given.engine]
    runs: list[Run] = []
    with tempfile.TemporaryDirectory() as folder:
        for part in _PARTS:
            archive = Path(folder, f"pages-{part}.warc.gz")
            made, size = write_archive(archive, given.pages // part)
            one = run(archive, made, size, Path(folder, f"ledger-{part}"), options)
            runs.append(one)
            print(
                f"{one.pages} pages, {one.html / 1e6:.0f} MB of HTML ({one.file / 1e6:.0f} MB file): "
                f"{one.seconds:.1f} s, {one.pages / one.seconds:.1f} pages/s, "
                f"{one.html / 1e6 / one.seconds:.2f} MB/s, {one.memory:.0f} MB; {one.taken}",
                flush=True,
            )
    first, last = runs[0], runs[-1]
    ratio = (last.seconds / last.pages) / (first.seconds / first.pages)
    print(f"cost of a page, {last.pages} pages over {first.pages}: {ratio:.2f}")


if __name__ == "__main__":
    main()
