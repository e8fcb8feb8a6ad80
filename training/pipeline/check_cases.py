"""Check the pipeline on a table of constructions that news depends on (cases.tsv: text, word, head, label).

Usage: python -m training.pipeline.check_cases PIPELINE
"""

import sys

import spacy

from escale.reader.text import sentences as _registered  # noqa: F401
from training.pipeline.places import TRAINING


def main(pipeline: str) -> None:
    """Print every case that is not analysed as the table says, and how many are."""
    nlp = spacy.load(pipeline)
    lines = (TRAINING / "cases.tsv").read_text(encoding="utf-8").splitlines()
    right = 0
    for line in lines:
        text, word, head, label = line.split("\t")
        found = [(token.head.text, token.dep_) for token in nlp(text) if token.text == word]
        if (head, label) in found:
            right += 1
        else:
            print(f"{text}\n    {word}: {found}, not {head} {label}")
    print(f"{right} of {len(lines)} right")


if __name__ == "__main__":
    main(sys.argv[1])
