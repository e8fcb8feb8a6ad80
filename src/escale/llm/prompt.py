"""The prompt: a template file of the language, by version, and the messages it makes of an article.

A template is cut into messages by lines ``<!-- system -->``, ``<!-- user -->`` and ``<!-- assistant -->``;
``$published`` and ``$text`` stand for the article's.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from escale.lang import Language
from escale.llm.schema import answer_schema

__all__ = ["VERSION", "Prompt"]

VERSION = 1

_MARK = re.compile(r"^<!-- (system|user|assistant) -->$", re.MULTILINE)
_UNKNOWN_DATE = "?"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A versioned prompt.

    Attributes:
        version: its number and a hash of its words and of the schema asked for, so that an answer to another
            wording is never taken for an answer to this one.
        turns: role and template of each message.
    """

    version: str
    turns: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, language: Language, number: int = VERSION) -> Prompt:
        """The prompt of that number in a language."""
        template = (language.folder / "llm" / f"prompt-{number}.md").read_text(encoding="utf-8")
        asked = json.dumps([template, answer_schema()], sort_keys=True)
        pieces = _MARK.split(template)
        turns = tuple((role, words.strip()) for role, words in zip(pieces[1::2], pieces[2::2], strict=True))
        return cls(f"{number}-{hashlib.sha256(asked.encode()).hexdigest()[:12]}", turns)

    def messages(self, text: str, published: str | None) -> list[Mapping[str, str]]:
        """The messages that ask for the claims of a text."""
        *before, (role, last) = self.turns
        asked = Template(last).substitute(text=text, published=published or _UNKNOWN_DATE)
        return [*({"role": r, "content": words} for r, words in before), {"role": role, "content": asked}]
