"""Interviews in questions and answers: what stands after a question is said by the one who is asked."""

from __future__ import annotations

from escale.reader.layers import PersonMention
from escale.reader.sources.chains import Cue
from escale.reader.sources.identities import Identities
from escale.reader.sources.page import Page
from escale.reader.sources.speakers import Speaker
from escale.reader.sources.speech import SpeechWords

__all__ = ["answers"]

_LONGEST_QUESTION = 80
_FEWEST = 2
# One paragraph in so many asks, at the least: an article may put a question of its own now and then.
_SPARSEST = 8
_MARKS = frozenset({"?"})


def answers(page: Page, identities: Identities, lexicon: SpeechWords) -> list[Cue]:
    """A cue for each paragraph that answers: all of them after the first question, questions apart.

    Two questions that fill a paragraph each make an interview if someone answers them in the first person;
    the one asked is the person named first before them, in the title or the lines that introduce the talk.
    """
    paragraphs = _paragraphs(page)
    asked = [number for number, span in enumerate(paragraphs) if number and _is_question(page, *span)]
    followed = [number for number in asked if number + 1 < len(paragraphs) and number + 1 not in asked]
    if len(followed) < _FEWEST or len(asked) * 2 > len(paragraphs) + 1:
        return []
    replies = [paragraphs[number + 1] for number in followed]
    spoken = sum(_is_first_person(page, lexicon, *span) for span in replies)
    if len(asked) * _SPARSEST < len(paragraphs) or spoken * 2 < len(replies):
        return []
    first = paragraphs[followed[0]][0]
    person = _first_person(page, first)
    if person is None:
        return []
    identity = identities.of(person)
    speaker = Speaker(identity.source, person.start, identity.gender, code=identity.code)
    return [
        Cue(start, (speaker,), ((start, end),), "answer")
        for number, (start, end) in enumerate(paragraphs)
        if number > followed[0] and number not in asked
    ]


def _is_first_person(page: Page, lexicon: SpeechWords, start: int, end: int) -> bool:
    """True for a paragraph that says «je» or «nous» outside any quotation."""
    words = lexicon.words["first_person"]
    return any(page.low[k] in words and page.quote[k] is None for k in range(start, end))


def _first_person(page: Page, before: int) -> PersonMention | None:
    return next((person for person in page.person[:before] if person is not None), None)


def _paragraphs(page: Page) -> list[tuple[int, int]]:
    """The paragraphs with words in them, without the blanks around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    size = len(page.words)
    for i in range(1, size + 1):
        if i < size and page.paragraph[i] == page.paragraph[start]:
            continue
        low, high = start, i
        while low < high and page.words[low].isspace():
            low += 1
        while high > low and page.words[high - 1].isspace():
            high -= 1
        if low < high:
            spans.append((low, high))
        start = i
    return spans


def _is_question(page: Page, start: int, end: int) -> bool:
    """True for a paragraph that ends with a question mark of its own, outside any quotation."""
    return (
        end - start <= _LONGEST_QUESTION
        and page.words[end - 1] in _MARKS
        and page.quote[end - 1] is None
        and page.quote[start] is None
    )
