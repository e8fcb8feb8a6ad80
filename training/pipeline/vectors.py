"""Learn floret vectors from tokenised raw text.

Usage: python -m training.pipeline.vectors TOKENISED_TEXT OUTPUT
then:  python -m spacy init vectors xx OUTPUT FOLDER --mode floret --attr LOWER
"""

import sys

import floret

ROWS = 22_000
WIDTH = 64


def main(text: str, output: str) -> None:
    """One thread, so that the same text gives the same vectors."""
    model = floret.train_unsupervised(
        text,
        model="cbow",
        mode="floret",
        hashCount=2,
        bucket=ROWS,
        dim=WIDTH,
        minn=4,
        maxn=5,
        minCount=5,
        ws=3,
        neg=10,
        epoch=5,
        lr=0.05,
        thread=1,
    )
    model.save_floret_vectors(output)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
