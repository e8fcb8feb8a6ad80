"""``escale serve``: a ledger in the browser and over HTTP."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from escale.commands.arguments import number
from escale.commands.console import Console
from escale.commands.ledger_options import add_ledger_option, ledger_folder
from escale.commands.register import combined_register
from escale.engine.article_reader import MakeReader
from escale.errors import MissingLibraryError, UsageError

__all__ = ["add_serve", "serve"]

_PORT = 8017
_LIBRARIES = {
    "fastapi": "fastapi",
    "jinja2": "jinja2",
    "python_multipart": "python-multipart",
    "uvicorn": "uvicorn",
}
_TOKEN = "ESCALE_TOKEN"  # noqa: S105  # the name of a variable
_SHORTEST = 16


def add_serve(command: ArgumentParser) -> None:
    """``serve``."""
    command.description = "Shows a ledger in the browser, and serves it to programs under /api/v1."
    add_ledger_option(command)
    command.add_argument("--host", metavar="HOST", default="127.0.0.1", help="where to listen (127.0.0.1)")
    command.add_argument(
        "--port", metavar="N", type=number, default=_PORT, help=f"({_PORT}); 0 takes any free one"
    )
    command.add_argument(
        "--private", action="store_true", help="reading needs the token too; always so beyond this machine"
    )
    command.add_argument(
        "--allow-host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name that the server is reached by, such as behind a proxy; may be repeated",
    )


def serve(options: Namespace, make_reader: MakeReader, console: Console) -> int:
    """Serves the ledger that the options name until interrupted.

    Raises:
        UsageError: a library is missing, the place to listen on cannot be had, or the token is too short.
        LedgerError: there is no ledger.
    """
    for module, library in _LIBRARIES.items():
        try:
            import_module(module)
        except ImportError:
            raise MissingLibraryError(library, "web") from None
    from escale.ledger.ledger import Ledger
    from escale.ledger.outlines import Outlines
    from escale.web.serving import bound, run
    from escale.web.settings import Settings, new_token

    folder = Path(ledger_folder(options.ledger))
    register = combined_register()
    Ledger.open(folder, register).view()
    settings = Settings(
        folder,
        host=options.host,
        port=options.port,
        private=options.private,
        token=_given_token() or new_token(),
        names=tuple(options.allow_host),
    )
    listening = bound(settings)
    settings = replace(settings, port=listening.getsockname()[1])
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    console.say(f"{folder}: at http://{shown}:{settings.port}/ until Ctrl-C")
    if not _given_token():
        what = "read and correct" if settings.closed else "correct and add"
        console.say(f"token to {what}: {settings.token}")
    outlines = Outlines()
    run(settings, lambda: Ledger.open(folder, register, outlines), make_reader, listening)
    return 0


def _given_token() -> str | None:
    """The token that the environment gives; it is never shown.

    Raises:
        UsageError: it is too short to be a secret.
    """
    given = os.environ.get(_TOKEN)
    if given is not None and len(given) < _SHORTEST:
        raise UsageError(f"{_TOKEN}: at least {_SHORTEST} characters")
    return given
