"""``escale serve``: what it refuses to start with, and how it starts and ends."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from server_process import serving

from escale.cli import main


def told(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """The exit code of the command and its last line."""
    code = main(["serve", *options])
    return code, capsys.readouterr().err.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("module", "library"),
    [
        ("fastapi", "fastapi"),
        ("uvicorn", "uvicorn"),
        ("jinja2", "jinja2"),
        ("python_multipart", "python-multipart"),
    ],
)
def test_a_missing_library_is_named_with_how_to_get_it(
    module: str,
    library: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    code, line = told(capsys, "--ledger", str(tmp_path))
    assert (code, line) == (2, f"escale: {library} is not installed; run: pip install 'escale[web]'")


def test_there_has_to_be_a_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = told(capsys, "--ledger", str(tmp_path / "none"))
    assert code == 2
    assert line.startswith(f"escale: {tmp_path / 'none'}: ")


def test_a_port_that_is_taken_is_said(ledger_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code, line = told(capsys, "--ledger", str(ledger_folder), "--port", str(port))
    assert code == 2
    assert line == f"escale: 127.0.0.1:{port}: address already in use; give another --host or --port"


@pytest.mark.parametrize("host", ["192.0.2.7", "x" * 300])
def test_a_host_that_is_none_is_said(
    host: str, ledger_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = told(capsys, "--ledger", str(ledger_folder), "--host", host)
    assert code == 2
    assert line.startswith(f"escale: {host}:8017: ")
    assert line.endswith("; give another --host or --port")


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_said(
    port: str, ledger_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(["serve", "--ledger", str(ledger_folder), "--port", port])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert "port" in capsys.readouterr().err


@pytest.mark.parametrize("token", ["", "short", "x" * 15])
def test_a_token_that_is_too_short_is_refused_and_not_shown(
    token: str, ledger_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ESCALE_TOKEN", token)
    assert told(capsys, "--ledger", str(ledger_folder)) == (2, "escale: ESCALE_TOKEN: at least 16 characters")


def test_it_says_where_it_is_and_ends_when_interrupted(ledger_folder: Path) -> None:
    with serving(ledger_folder) as server:
        assert server.ask("/session")[0] == 200
        code = server.stop()
        assert code in (0, 130)
    first, second, *rest = server.lines
    assert first == f"escale: {ledger_folder}: at http://127.0.0.1:{server.port}/ until Ctrl-C\n"
    assert second.startswith("escale: token to correct and add: ")
    assert rest in ([], ["escale: interrupted\n"])
