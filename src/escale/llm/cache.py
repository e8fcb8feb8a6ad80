"""Answers kept on disk by what was asked, so that a run taken up again asks nothing twice."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from escale.errors import UsageError

__all__ = ["AnswerCache"]


@dataclass(frozen=True, slots=True)
class AnswerCache:
    """A folder of answers.

    Attributes:
        folder: where they lie; made when the first one is kept.
    """

    folder: Path

    @staticmethod
    def key(prompt: str, model: str, text: str, published: str | None) -> str:
        """The key of what is asked: SHA-256 over prompt version, model, text and date of publication."""
        return hashlib.sha256(json.dumps([prompt, model, text, published]).encode()).hexdigest()

    def get(self, key: str) -> str | None:
        """The answer kept under a key; None where there is none, or it is damaged."""
        try:
            record = json.loads(self._place(key).read_bytes())
        except (OSError, ValueError):
            return None
        content = record.get("content") if isinstance(record, dict) and record.get("key") == key else None
        return content if isinstance(content, str) else None

    def put(self, key: str, content: str) -> None:
        """Keeps an answer; whoever reads at the same time sees the whole of it or nothing.

        Raises:
            UsageError: the folder cannot be written.
        """
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                json.dump({"key": key, "content": content}, file)
            Path(name).replace(place)
        except OSError as error:
            reason = (error.strerror or "failed").lower()
            raise UsageError(f"{self.folder}: cannot be written ({reason}); give another --cache") from None

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / f"{key}.json"
