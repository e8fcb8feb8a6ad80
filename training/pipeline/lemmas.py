"""Make the lemmatizer's tables: suffix rules, known lemmas, and the exceptions the rules get wrong.

The forms come from the French tables of spacy-lookups-data, cut down to the words of the raw news, and from
the shipped treebanks, which have the last word. The tables are those of spaCy's rule lemmatizer.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from spacy.lookups import Lookups

from training.pipeline.treebanks import Sentence

OPEN_CLASSES = ("noun", "verb", "adj")
CLOSED_CLASSES = ("adp", "adv", "aux", "cconj", "det", "pron", "sconj", "punct")
FEWEST_FOR_RULE = 40
FEWEST_IN_NEWS = 2
INFINITIVE_ENDINGS = ("er", "ir", "re")
UNACCENTED = {"é": "e", "ê": "e", "è": "e", "à": "a", "â": "a", "î": "i", "ô": "o", "œ": "oe", "ç": "c"}
CONTRACTIONS = {"du": "de", "des": "de", "au": "à", "aux": "à"}
GUESSES: dict[str, list[tuple[str, str]]] = {
    "noun": [("s", "")],
    "adj": [("s", "")],
    "verb": [
        (ending, "er")
        for ending in [
            "eraient",
            "èrent",
            "eront",
            "aient",
            "erait",
            "ées",
            "ent",
            "ait",
            "ant",
            "era",
            "ée",
            "és",
            "é",
            "es",
            "e",
            "a",
        ]
    ],
}
CORRECTIONS = {
    "verb": {
        "admirent": "admirer",
        "admirait": "admirer",
        "croise": "croiser",
        "croises": "croiser",
        "durent": "durer",
        "fonde": "fonder",
        "fondent": "fonder",
        "jointe": "joindre",
        "moule": "mouler",
        "moulent": "mouler",
        "méprise": "mépriser",
        "pressent": "presser",
        "rentrait": "rentrer",
        "rentraient": "rentrer",
        "retraite": "retraiter",
        "traite": "traiter",
        "traites": "traiter",
        "tue": "tuer",
        "tues": "tuer",
    },
    "noun": {
        "gardes-côtes": "garde-côte",
        "gardes-frontières": "garde-frontière",
        "états-majors": "état-major",
        "escales": "escale",
    },
}

Forms = dict[str, dict[str, str]]
Rule = tuple[str, str]
UNCHANGED: Rule = ("", "")


def news_words(tokenised: Path) -> Counter[str]:
    """How often each lower-case word stands in the tokenised raw text."""
    counts: Counter[str] = Counter()
    with tokenised.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    return counts


def table(name: str) -> dict[str, dict[str, list[str]]]:
    """One French table of spacy-lookups-data."""
    path = files("spacy_lookups_data") / "data" / f"fr_lemma_{name}.json.gz"
    content: dict[str, dict[str, list[str]]] = json.loads(gzip.decompress(path.read_bytes()))
    return content


def lexicon_forms(frequent: Mapping[str, int]) -> Forms:
    """Form to lemma, by class, from the tables: all forms of verbs in the news, other forms in the news."""
    exceptions = table("exc")
    lemmas_of_class = table("index")
    verbs = {form: found[0] for form, found in exceptions["verb"].items()}
    attested: Counter[str] = Counter()
    for form, verb in verbs.items():
        attested[verb] += frequent.get(form, 0)
    forms: Forms = {
        "verb": {form: verb for form, verb in verbs.items() if attested[verb] >= FEWEST_IN_NEWS},
        "aux": {form: found[0] for form, found in exceptions["aux"].items()},
    }
    forms["verb"].update({verb: verb for verb in (*lemmas_of_class["verb"], *forms["verb"].values())})
    for word_class in ("noun", "adj"):
        lemmas = set(lemmas_of_class[word_class])
        known = {lemma: lemma for lemma in lemmas if word_class == "noun" or not lemma.endswith("es")}
        for form, found in exceptions[word_class].items():
            is_participle = word_class == "adj" and found[0].endswith(INFINITIVE_ENDINGS) and form != found[0]
            known[form] = masculine_singular(form) if is_participle else found[0]
        for form in frequent:
            singular = form[:-1] if form.endswith(("s", "x")) else form
            if form not in known and singular in lemmas:
                known[form] = singular
        forms[word_class] = {
            form: lemma for form, lemma in known.items() if frequent.get(form, 0) >= FEWEST_IN_NEWS
        }
    return forms


def masculine_singular(participle: str) -> str:
    """The citation form of a participle used as an adjective: ``signées`` is ``signé``."""
    for ending in ("ées", "és", "ée"):
        if participle.endswith(ending):
            return participle[: -len(ending)] + "é"
    for ending in ("es", "e", "s"):
        if participle.endswith(ending) and participle[: -len(ending)][-1:] in "iut":
            return participle[: -len(ending)]
    return participle


def treebank_forms(sentences: Iterable[Sentence]) -> Forms:
    """Form to most frequent lemma, by class, in the treebanks."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence:
            if word.lemma == "_":
                continue
            counts[word.pos.lower(), word.form.lower()][word.lemma.lower()] += 1
    forms: Forms = defaultdict(dict)
    for (word_class, form), lemmas in counts.items():
        if word_class in OPEN_CLASSES + CLOSED_CLASSES:
            forms[word_class][form] = lemmas.most_common(1)[0][0]
    return forms


def suffix_rules(forms: Mapping[str, str]) -> list[Rule]:
    """The suffix changes that many forms share, the longest suffix last."""
    counts: Counter[Rule] = Counter()
    for form, lemma in forms.items():
        shared = next(
            (at for at, pair in enumerate(zip(form, lemma, strict=False)) if pair[0] != pair[1]), None
        )
        cut = min(len(form), len(lemma)) if shared is None else shared
        for start in range(max(cut - 2, 0), cut + 1):
            if form[start:] != lemma[start:]:
                counts[form[start:], lemma[start:]] += 1
    kept = [rule for rule, count in counts.items() if count >= FEWEST_FOR_RULE and rule[0]]
    return sorted(kept, key=lambda rule: (len(rule[0]), counts[rule], rule))


def by_rule(form: str, rules: list[Rule], index: Mapping[str, object]) -> list[str]:
    """What spaCy's rule lemmatizer makes of a form without exceptions, the best lemma first.

    Of the rules that make a known lemma it prefers the last, otherwise the first: so the guesses for unknown
    words come first, and the rule that leaves the form as it is comes last.
    """
    made = [form[: len(form) - len(old)] + new for old, new in rules if form.endswith(old)]
    known = [lemma for lemma in made if lemma in index]
    return list(dict.fromkeys(reversed(known))) or [lemma for lemma in made if lemma]


def unambiguous(known: Mapping[str, str], rules: list[Rule], index: dict[str, int]) -> dict[str, int]:
    """The index without the lemmas that would win over the right one: an exception cannot reverse that."""
    while True:
        made = ((by_rule(form, rules, index), lemma) for form, lemma in known.items())
        winners = {found[0] for found, lemma in made if lemma in found[1:] and lemma in index}
        if not winners & index.keys():
            return index
        index = {lemma: one for lemma, one in index.items() if lemma not in winners}


def lemma_tables(news: Mapping[str, int], sentences: list[Sentence]) -> Lookups:
    """All tables of the lemmatizer."""
    forms = lexicon_forms(news)
    for word_class, found in treebank_forms(sentences).items():
        forms.setdefault(word_class, {}).update(found)
    forms["adp"].update(CONTRACTIONS)
    for word_class, corrections in CORRECTIONS.items():
        forms[word_class].update(corrections)
    rules: dict[str, list[Rule]] = {}
    index: dict[str, dict[str, int]] = {}
    exceptions: dict[str, dict[str, list[str]]] = {}
    for word_class, known in forms.items():
        known.update({form.replace("'", "’"): lemma for form, lemma in known.items() if "'" in form})
        for form, lemma in list(known.items()):
            plain = UNACCENTED.get(form[0], form[0]) + form[1:]
            if news.get(plain, 0) >= FEWEST_IN_NEWS:
                known.setdefault(plain, lemma)
        is_open = word_class in OPEN_CLASSES
        guesses = [*GUESSES.get(word_class, []), UNCHANGED]
        rules[word_class] = [*guesses, *(suffix_rules(known) if is_open else []), UNCHANGED]
        lemmas = set(known.values()) if is_open else set()
        index[word_class] = unambiguous(
            known,
            rules[word_class],
            {lemma: 1 for lemma in sorted(lemmas) if known.get(lemma, lemma) == lemma},
        )
        exceptions[word_class] = {
            form: [lemma]
            for form, lemma in sorted(known.items())
            if by_rule(form, rules[word_class], index[word_class])[0] != lemma
        }
    lookups = Lookups()
    lookups.add_table("lemma_rules", rules)
    lookups.add_table("lemma_index", index)
    lookups.add_table("lemma_exc", exceptions)
    return lookups
