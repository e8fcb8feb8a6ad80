"""Write the raw news as tokenised lines of words, the text the vectors are learnt from.

Usage: python -m training.pipeline.raw_text OUTPUT
"""

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import spacy

from training.pipeline.places import data_folder
from training.pipeline.tokenizer import make_tokenizer

FILES = ("orange-6000", "orange-rest", "bbc-afrique", "lemonde-rss-2022")


def paragraphs(folder: Path) -> Iterator[str]:
    """Every paragraph of the news files, in their order."""
    for name in FILES:
        with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                for field in ("title", "lead", "text"):
                    yield from (article.get(field) or "").splitlines()


def main(output: Path) -> None:
    """Tokenise each paragraph once, in lower case."""
    nlp = spacy.blank("fr")
    nlp.tokenizer = make_tokenizer(nlp)
    seen: set[str] = set()
    with output.open("w", encoding="utf-8") as out:
        for paragraph in paragraphs(data_folder() / "news" / "fr"):
            if paragraph not in seen and paragraph.strip():
                seen.add(paragraph)
                words = [token.lower_ for token in nlp.make_doc(paragraph) if not token.is_space]
                out.write(" ".join(words) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
