"""Parse raw news with the teacher, for the shipped network to learn from.

Usage: python -m training.pipeline.silver TEACHER WORDS OUTPUT.conllu
"""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.tokens import Span, Token

from escale.reader.text import sentences
from training.pipeline.places import data_folder
from training.pipeline.raw_text import paragraphs
from training.pipeline.tokenizer import sentence_marks

SEED = 1
SHORTEST, LONGEST = 4, 60


def relation(token: Token) -> str:
    """The label, as the treebanks write it."""
    return "root" if token.dep_ == "ROOT" else token.dep_


def conllu(sentence: Span) -> str:
    """The sentence as a CoNLL-U block."""
    rows = []
    for token in sentence:
        head = 0 if token.head.i == token.i else token.head.i - sentence.start + 1
        space = "_" if token.whitespace_ else "SpaceAfter=No"
        columns = (
            str(token.i - sentence.start + 1), token.text, "_", token.pos_, "_",
            str(token.morph) or "_", str(head), relation(token), "_", space,
        )  # fmt: skip
        rows.append("\t".join(columns))
    return "\n".join(rows) + "\n\n"


def sampled(words: int) -> Iterator[str]:
    """Paragraphs of the news in random order, until they hold so many words."""
    pool = sorted({text for text in paragraphs(data_folder() / "news" / "fr") if len(text) > 30})
    random.Random(SEED).shuffle(pool)
    count = 0
    for text in pool:
        if count >= words:
            return
        count += len(text.split())
        yield text


def main(teacher: Path, words: int, output: Path) -> None:
    """Parse the paragraphs and write their sentences, but very short and very long ones."""
    nlp = spacy.load(teacher)
    nlp.add_pipe(sentences.FACTORY, first=True, config=sentence_marks())
    with output.open("w", encoding="utf-8") as out:
        for doc in nlp.pipe(sampled(words)):
            for sentence in doc.sents:
                if SHORTEST <= len(sentence) <= LONGEST and not any(token.is_space for token in sentence):
                    out.write(conllu(sentence))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
