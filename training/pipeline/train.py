"""Train the tagger and parser on the treebanks.

Usage: python -m training.pipeline.train CONFIG OUTPUT EPOCHS [--vectors FOLDER] [--parsed CONLLU]

The learning rate rises over the first steps and falls to zero at the last epoch; the weights kept are the
running averages. Automatically parsed sentences, if any, are spread over all epochs but the last ones, and
seen twice. Sequoia dev is scored on the way and never trained on.
"""

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

from spacy import util
from spacy.language import Language
from spacy.training import Example
from spacy.training.initialize import load_vectors_into_model
from thinc.api import Adam, fix_random_seed

from training.pipeline.corpus import example, texts, varied
from training.pipeline.evaluate import score
from training.pipeline.places import treebank
from training.pipeline.reporting import Reporting
from training.pipeline.tokenizer import make_tokenizer
from training.pipeline.treebanks import Sentence, read_conllu, shipped_treebanks

SEED = 1
PEAK_RATE = 0.002
FIRST_RATE = 0.0002
WARM_STEPS = 250
DROPOUT = 0.15
BATCH_WORDS = 900
MEAN_BATCH_WORDS = 968
PARSED_PASSES = 2
GOLD_EPOCHS = 2


def blank_pipeline(config: Path, vectors: Path | None) -> Language:
    """The untrained pipeline of the configuration, with our tokenizer and the vectors."""
    loaded = util.load_config(config, interpolate=False)
    nlp = util.load_model_from_config(loaded, auto_fill=True)
    nlp.tokenizer = make_tokenizer(nlp)
    if vectors:
        load_vectors_into_model(nlp, vectors)
    return nlp


def epoch_examples(
    nlp: Language, parts: list[list[Sentence]], reporting: Reporting, rng: random.Random
) -> Iterator[Example]:
    """One pass over the treebanks, written differently each time."""
    for run in texts(parts, rng):
        yield example(nlp, list(varied(run, rng, reporting)))


def batches(examples: Iterator[Example]) -> Iterator[list[Example]]:
    """Examples in batches of roughly equal numbers of words."""
    batch: list[Example] = []
    words = 0
    for item in examples:
        batch.append(item)
        words += len(item)
        if words >= BATCH_WORDS:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch


def rate(step: int, last_step: float) -> float:
    """Linear rise, then linear fall."""
    if step < WARM_STEPS:
        return FIRST_RATE + (PEAK_RATE - FIRST_RATE) * step / WARM_STEPS
    return max(PEAK_RATE * (last_step - step) / (last_step - WARM_STEPS), PEAK_RATE / 50)


def train(options: argparse.Namespace) -> None:
    """The whole run; prints the scores on Sequoia dev and writes the pipeline at the end."""
    fix_random_seed(SEED)
    rng = random.Random(SEED)
    parts = shipped_treebanks()
    reporting = Reporting([sentence for part in parts for sentence in part])
    nlp = blank_pipeline(options.config, options.vectors)
    first_pass = list(epoch_examples(nlp, parts, reporting, rng))
    nlp.initialize(lambda: first_pass)
    optimizer = Adam(PEAK_RATE, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0, use_averages=True)
    parsed = read_conllu(options.parsed) if options.parsed else []
    mixed_epochs = options.epochs - GOLD_EPOCHS
    share = len(parsed) * PARSED_PASSES // mixed_epochs
    words = options.epochs * sum(map(len, first_pass)) + PARSED_PASSES * sum(map(len, parsed))
    last_step = words / MEAN_BATCH_WORDS
    development = read_conllu(treebank("Sequoia", "dev"))
    step = 0
    for epoch in range(options.epochs):
        losses: dict[str, float] = {}
        extra = (
            [parsed[at % len(parsed)] for at in range(epoch * share, (epoch + 1) * share)] if parsed else []
        )
        epoch_parts = [*parts, extra] if epoch < mixed_epochs else parts
        for batch in batches(epoch_examples(nlp, epoch_parts, reporting, rng)):
            optimizer.learn_rate = rate(step, last_step)
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
            step += 1
        if epoch % 3 == 2 or epoch == options.epochs - 1:
            with nlp.use_params(optimizer.averages):
                scores = score(nlp, development, "lines")
                nlp.to_disk(options.output)
            print(epoch, step, f"{optimizer.learn_rate:.5f}", losses, scores, flush=True)


def main() -> None:
    """Read the command line and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("epochs", type=int)
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--parsed", type=Path)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
