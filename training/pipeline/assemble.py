"""Put the shipped pipeline together: the trained tagger and parser, the sentence rule, the lemmatizer.

Usage: python -m training.pipeline.assemble TRAINED TOKENISED_TEXT OUTPUT
"""

import sys
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer, TrainablePipe
from spacy.util import load_model_from_config

from escale.reader.text import sentences
from training.pipeline.lemmas import lemma_tables, news_words
from training.pipeline.tokenizer import make_tokenizer, sentence_marks
from training.pipeline.treebanks import shipped_treebanks

META = {
    "name": "escale_fr",
    "version": "0.1.0",
    "description": "French tagger, parser and lemmatizer for news about defence and diplomacy",
    "license": "see ATTRIBUTION.md beside the pipeline",
}


def with_own_strings(trained: Language) -> Language:
    """The same pipeline without the words of its training texts, which its string store has gathered."""
    nlp = load_model_from_config(trained.config, auto_fill=True)
    nlp.tokenizer = make_tokenizer(nlp)
    nlp.vocab.vectors.from_bytes(trained.vocab.vectors.to_bytes(exclude=["strings"]))
    for name in trained.pipe_names:
        component, source = nlp.get_pipe(name), trained.get_pipe(name)
        assert isinstance(component, TrainablePipe)
        assert isinstance(source, TrainablePipe)
        component.from_bytes(source.to_bytes(exclude=["vocab"]), exclude=["vocab"])
    return nlp


def main(trained: Path, tokenised: Path, output: Path) -> None:
    """Write the pipeline folder."""
    nlp = with_own_strings(spacy.load(trained))
    nlp.add_pipe(sentences.FACTORY, first=True, config=sentence_marks())
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule", "overwrite": True})
    assert isinstance(lemmatizer, Lemmatizer)
    treebank_sentences = [sentence for part in shipped_treebanks() for sentence in part]
    lemmatizer.initialize(lookups=lemma_tables(news_words(tokenised), treebank_sentences))
    nlp.meta.update(META)
    nlp.to_disk(output)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:]))
