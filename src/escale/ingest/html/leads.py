"""The lead of an article: the paragraph between its title and its text, which extraction may leave out."""

from __future__ import annotations

import re

from escale.ingest.html.blocks import Block
from escale.ingest.html.titles import alike

__all__ = ["is_lead"]

_NAMES = re.compile(
    r"chapo|chapeau|stand-?first|(?<![a-z])lead(?![a-z])|(?<![a-z])lede|sub-?title|sub-?head|intro|summary"
    r"|excerpt|(?<![a-z])desc|(?<![a-z])de[ck]k?(?![a-z])|headnote|sous-?titre|preamble",
    re.IGNORECASE,
)
_APART = ("figure", "figcaption", "form", "table", "time", "blockquote")
_LEAST, _LEAST_NAMED = 80, 40  # characters
_SENTENCE_ENDS = (".", "!", "?", "\u2026", "\u00bb")
_LINKED_SHARE = 0.3


def is_lead(line: Block, description: str | None) -> bool:
    """True if a line that stands between title and text is the lead, or a part of it.

    It is what the page gives for networks to show, or is named as a lead, or is a sentence of some length.
    """
    if line.linked > _LINKED_SHARE * len(line.text) or len(line.text) < _LEAST_NAMED:
        return False
    if line.owner.tag in _APART or next(line.owner.iterancestors(*_APART), None) is not None:
        return False
    if description is not None and alike(line.text, description.rstrip(".\u2026 ")):
        return True
    if _NAMES.search(f"{line.owner.get('class') or ''} {line.owner.get('itemprop') or ''}"):
        return True
    return len(line.text) >= _LEAST and line.text.endswith(_SENTENCE_ENDS)
