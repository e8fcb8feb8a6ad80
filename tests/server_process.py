"""``escale serve`` as a process of its own, with what it writes to standard error."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["ServerProcess", "serving"]

_STARTED = re.compile(r"at http://(\S+):(\d+)/")
_SECONDS = 60


@dataclass
class ServerProcess:
    """A server that runs.

    Attributes:
        lines: what it has written to standard error.
    """

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def token(self) -> str:
        """The token that it showed at its start."""
        return next(line.rsplit(" ", 1)[1].strip() for line in self.lines if "token to" in line)

    def ask(
        self,
        target: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: str | None = None,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """Status, headers and body; the target goes out as it is written here."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_SECONDS)
        try:
            connection.putrequest(method, target, skip_host=True)
            given = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
            if body is not None:
                given["Content-Length"] = str(len(body.encode()))
            for name, value in given.items():
                connection.putheader(name, value)
            connection.endheaders(body.encode() if body else None)
            answer = connection.getresponse()
            return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
        finally:
            connection.close()

    def stop(self) -> int:
        """Interrupts it as Ctrl-C does, and gives its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_SECONDS)


@contextmanager
def serving(folder: Path, *options: str, environ: Mapping[str, str] | None = None) -> Iterator[ServerProcess]:
    """A server over a ledger, at any free port, once it listens."""
    kept = {name: value for name, value in os.environ.items() if name != "ESCALE_TOKEN"}
    command = [sys.executable, "-m", "escale", "serve", "--ledger", str(folder), "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env={**kept, **(environ or {})})
    server = ServerProcess(process)
    started = threading.Event()

    def listen() -> None:
        assert process.stderr is not None
        for line in process.stderr:
            server.lines.append(line)
            if found := _STARTED.search(line):
                server.port = int(found[2])
            if "token to" in line or (environ and server.port):
                started.set()
        started.set()

    reader = threading.Thread(target=listen, daemon=True)
    reader.start()
    try:
        assert started.wait(_SECONDS)
        assert server.port, server.lines
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(_SECONDS)
        reader.join(_SECONDS)
