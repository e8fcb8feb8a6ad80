"""The guide is true: its commands run in its order, and what it shows of their output is there."""

from __future__ import annotations

import io
import os
import re
import shlex
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest

from escale.cli import main

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
LEFT_OUT = "…"
WIDTH = 120  # cells of the terminal that the guide shows
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b[ace][0-9a-f]{12,24}\b")
_PIECE = re.compile(rf"({_ID.pattern}|{LEFT_OUT})")


@dataclass(frozen=True, slots=True)
class Step:
    """A command of the guide and the lines shown below it."""

    command: str
    shown: tuple[str, ...]


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def steps(text: str) -> list[Step]:
    found = []
    for block in _CONSOLE.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            found.append(Step(command, tuple(shown)))
    return found


def renamed(words: str, ids: Mapping[str, str]) -> str:
    """The words with the ids of the ledger at hand in place of those of the guide."""
    return _ID.sub(lambda match: known(match[0], ids) or match[0], words)


def known(shown: str, ids: Mapping[str, str]) -> str | None:
    return next((real[: len(shown)] for own, real in ids.items() if own.startswith(shown)), None)


def same_line(shown: str, real: str, ids: dict[str, str]) -> bool:
    """Whether a line is as shown; ids that are new in it are taken into ``ids``."""
    new: list[str] = []
    pattern = ""
    for piece in _PIECE.split(shown.rstrip()):
        if piece == LEFT_OUT:
            pattern += ".*"
        elif not _ID.fullmatch(piece):
            pattern += re.escape(piece)
        elif own := known(piece, ids):
            pattern += own
        elif piece in new:
            pattern += rf"(?:\{new.index(piece) + 1})"
        else:
            new.append(piece)
            pattern += rf"({piece[0]}[0-9a-f]{{{len(piece) - 1}}})"
    match = re.fullmatch(pattern, real.rstrip())
    if match is None:
        return False
    ids.update(zip(new, match.groups(), strict=True))
    return True


def untrue(shown: Sequence[str], output: str, ids: dict[str, str]) -> str | None:
    """The first shown line that the output does not have in its place; None if all are there.

    A line of ``…`` alone stands for lines left out: what stands between two of them is in the output without
    a gap, and the first and last line shown are the first and last, unless ``…`` goes before or after.
    """
    real = output.rstrip("\n").split("\n") if output else []
    if not any(line.strip(f"{LEFT_OUT} ") for line in shown):
        return f"shows nothing of {real[0]!r}" if real else None
    at, open_before = 0, False
    lines = list(shown)
    while lines:
        if lines[0] == LEFT_OUT:
            open_before = True
            lines.pop(0)
            continue
        length = lines.index(LEFT_OUT) if LEFT_OUT in lines else len(lines)
        run, lines = lines[:length], lines[length:]
        last = len(real) - length
        places = range(at if lines else max(at, last), (last if open_before else at) + 1)
        found = next((place for place in places if _stands(run, real[place : place + length], ids)), None)
        if found is None:
            return run[0] if length == 1 else f"{run[0]!r} and the {length - 1} lines after it"
        at, open_before = found + length, False
    return None


def _stands(shown: Sequence[str], real: Sequence[str], ids: dict[str, str]) -> bool:
    trial = dict(ids)
    if len(shown) != len(real) or not all(same_line(s, r, trial) for s, r in zip(shown, real, strict=True)):
        return False
    ids.update(trial)
    return True


def run(command: str) -> str:
    """What a command of the guide writes, messages first."""
    program, *arguments = shlex.split(command)
    if program == "export":
        name, _, value = arguments[0].partition("=")
        os.environ[name] = value
        return ""
    assert program == "escale", command
    out, err = Terminal(), io.StringIO()
    with patch.object(sys, "stdout", out), patch.object(sys, "stderr", err):
        code = main(arguments)
    assert code == 0, f"{command}: {err.getvalue()}"
    return err.getvalue() + out.getvalue()


@dataclass(frozen=True, slots=True)
class Walk:
    """What came of the guide: each step with its output and the ids known after it; all ids in the end."""

    taken: Sequence[tuple[Step, str, Mapping[str, str]]]
    untrue: Sequence[str]
    ids: Mapping[str, str]
    folder: Path


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(ROOT / "examples", folder / "examples")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ESCALE_")}
    before = Path.cwd()
    taken, wrong, ids = [], [], dict[str, str]()
    with patch.dict(os.environ, {**kept, "COLUMNS": str(WIDTH)}, clear=True):
        os.chdir(folder)
        try:
            for step in steps(GUIDE):
                output = run(renamed(step.command, ids))
                if line := untrue(step.shown, output, ids):
                    wrong.append(f"$ {step.command}\n{line}\n--- but\n{output}")
                taken.append((step, output, dict(ids)))
        finally:
            os.chdir(before)
    return Walk(taken, wrong, ids, folder)


def test_what_the_guide_shows_is_so(walk: Walk) -> None:
    assert not walk.untrue, "\n".join(walk.untrue)
    assert len(walk.taken) > 20


def test_any_other_line_would_not_be(walk: Walk) -> None:
    """Each line that the guide shows, altered in one letter, is found untrue."""
    altered = 0
    for step, output, ids in walk.taken:
        for i, line in enumerate(step.shown):
            letter = re.search(r"[^\W\d_](?![0-9a-f]{6})", _ID.sub(lambda match: " " * len(match[0]), line))
            if letter is None:
                continue
            at = letter.start()
            wrong = line[:at] + ("y" if line[at] == "x" else "x") + line[at + 1 :]
            assert untrue([*step.shown[:i], wrong, *step.shown[i + 1 :]], output, dict(ids)), line
            altered += 1
    assert altered > 100


def test_every_claim_that_the_brief_cites_is_shown(walk: Walk) -> None:
    prose = _CONSOLE.sub("", GUIDE)
    cited = set(_ID.findall(prose))
    assert len(cited) > 10
    assert [own for own in sorted(cited) if known(own, walk.ids) is None] == []


def test_every_file_that_the_guide_writes_is_there(walk: Walk) -> None:
    named = re.findall(r"-o (\S+)", "\n".join(step.command for step in steps(GUIDE)))
    assert len(named) > 3
    assert [name for name in named if not (walk.folder / name).stat().st_size] == []


def test_every_link_of_the_guide_leads_somewhere() -> None:
    for link in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", GUIDE):
        assert (ROOT / "docs" / link).exists(), link


A, B = "c0123456789abcdef01234567", "cffffffffffffffffffffffff"


@pytest.mark.parametrize(
    ("shown", "output", "true"),
    [
        ("", "", True),
        ("", "one\n", False),
        ("…", "one\n", False),
        ("one", "", False),
        ("one\ntwo", "one\ntwo\n", True),
        ("one", "one\ntwo\n", False),
        ("two", "one\ntwo\n", False),
        ("one\n…", "one\ntwo\n", True),
        ("…\ntwo", "one\ntwo\n", True),
        ("…\none", "one\ntwo\n", False),
        ("…\ntwo\n…\nfour\n…", "one\ntwo\nthree\nfour\nfive\n", True),
        ("…\nfour\n…\ntwo\n…", "one\ntwo\nthree\nfour\nfive\n", False),
        ("one\nthree\n…", "one\ntwo\nthree\n", False),
        ("one\ntwo\n…", "one\n", False),
        ("two  … 1", "two  37.5  1\n", True),
        ("two  … 1", "two  37.5  2\n", False),
        ("a.c", "abc\n", False),
        (f"{A} x", f"{B} x\n", True),
        (f"{A} x", "x\n", False),
        (f"{A}\n{A}", f"{B}\n{B}\n", True),
        (f"{A}\n{A}", f"{A}\n{B}\n", False),
        (f"{A} {A}", f"{B} {A}\n", False),
        (f"{A}\n{A[:13]}", f"{B}\n{B[:13]}\n", True),
        (f"{A}\n{A[:13]}", f"{B}\n{A[:13]}\n", False),
        (A, f"e{B[1:]}", False),
    ],
)
def test_the_check_tells_true_from_untrue(shown: str, output: str, true: bool) -> None:
    assert (untrue(shown.split("\n") if shown else [], output, {}) is None) == true


def test_commands_name_the_ids_of_the_ledger_at_hand() -> None:
    ids: dict[str, str] = {}
    assert untrue([f"{A} x"], f"{B} x", ids) is None
    assert renamed(f"escale why {A} {A[:14]} c1", ids) == f"escale why {B} {B[:14]} c1"
