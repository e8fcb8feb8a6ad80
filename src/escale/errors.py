"""Every error a user can cause, as one tree, each with one clear line: where, what, what to do.

EscaleError
├── UsageError                 the command or call itself is wrong
│   ├── NotFoundError          an id, a key or a version that the ledger does not have
│   ├── UnknownLanguageError   a language that is not shipped
│   └── MissingLibraryError    an optional library that is not installed
├── InputError                 one input cannot be read; the others can
└── LedgerError                a ledger cannot be opened, read or written
    └── ConflictError          another writer was first; what was to be added has to be made anew
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = [
    "ConflictError",
    "EscaleError",
    "InputError",
    "LedgerError",
    "MissingLibraryError",
    "NotFoundError",
    "UnknownLanguageError",
    "UsageError",
]


class EscaleError(Exception):
    """Base of all errors that Escale raises on purpose; its text is one line for the user."""


class UsageError(EscaleError):
    """The command or the call is wrong: nothing was read."""


class NotFoundError(UsageError):
    """What was asked for by its id, key or number is not there."""


class UnknownLanguageError(UsageError):
    """A language was asked for that is not shipped."""

    def __init__(self, code: str, known: Sequence[str]) -> None:
        super().__init__(f"language {code!r} is not shipped; known: {', '.join(known) or 'none'}")


class MissingLibraryError(UsageError):
    """An optional library is needed for what was asked."""

    def __init__(self, library: str, extra: str) -> None:
        super().__init__(f"{library} is not installed; run: pip install 'escale[{extra}]'")


class InputError(EscaleError):
    """One input cannot be read. Carries its place, the cause and what to do."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(f"{place}: {cause}; {remedy}")
        self.place = place
        self.cause = cause
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[InputError], tuple[str, str, str]]:
        # By its parts, not by its line: it goes from one process to another.
        return type(self), (self.place, self.cause, self.remedy)


class LedgerError(EscaleError):
    """A ledger cannot be opened, read or written, and holds what it held. Carries place, cause, remedy."""

    def __init__(self, place: str, cause: str, remedy: str) -> None:
        super().__init__(f"{place}: {cause}; {remedy}")
        self.place = place
        self.cause = cause
        self.remedy = remedy


class ConflictError(LedgerError):
    """Another writer made a version of the ledger first; nothing was added."""

    def __init__(self, place: str) -> None:
        super().__init__(place, "another writer was first", "run the command again")
