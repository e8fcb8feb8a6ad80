"""The French tokenizer of the pipeline: spaCy's own, brought close to the Universal Dependencies words.

It differs from the stock French tokenizer as follows: a hyphen inside a word or a number is no boundary
(``état-major``, ``franco-britannique``, ``F-16``, ``2+2``), an inverted clitic is one token with its hyphens
(``a|-t-il``), an elided word is cut off before a quotation mark or a digit too, and no emoticons are known.
"""

from itertools import product

from spacy.lang.char_classes import (
    ALPHA,
    ALPHA_LOWER,
    ALPHA_UPPER,
    CONCAT_QUOTES,
    CURRENCY,
    LIST_ELLIPSES,
    LIST_PUNCT,
    LIST_QUOTES,
)
from spacy.lang.punctuation import TOKENIZER_PREFIXES
from spacy.language import Language
from spacy.symbols import ORTH  # type: ignore[import-not-found]
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

CONCAT_QUOTES_GROUP = f"[{CONCAT_QUOTES}]"
UNITS = "km[²³]?|[cmn]?m[²³]?|[km]?g|ha|[kMG]W|°C"
APOSTROPHES = "'’"
HYPHENS = "-‐‑"
DASHES = "–—"
ELIDED = "[cdjlmnstCDJLMNST]|[Qq]u|QU|[Jj]usqu|[Ll]orsqu|[Pp]uisqu|[Qq]uoiqu|[Pp]resqu|[Qq]uelqu"
SUBJECT_CLITICS = "je|tu|il|elle|on|nous|vous|ils|elles|ce"
OTHER_CLITICS = "moi|toi|lui|leur|le|la|les|en|y|là"

ABBREVIATIONS = [
    "M.",
    "MM.",
    "Mr.",
    "Mme.",
    "Mmes.",
    "Mlle.",
    "Dr.",
    "Pr.",
    "St.",
    "Ste.",
    "Cie.",
    "Inc.",
    "Ltd.",
    "Corp.",
    "Jr.",
    "Sr.",
    "Gal.",
    "Cdt.",
    "Cne.",
    "av.",
    "apr.",
    "cf.",
    "etc.",
    "ex.",
    "pp.",
    "Vol.",
    "No.",
    "tél.",
    "env.",
    "éd.",
    "janv.",
    "févr.",
    "avr.",
    "juill.",
    "oct.",
    "nov.",
    "déc.",
    "J.-C.",
    "n°",
    "d°",
]
WHOLE_WORDS = [
    "aujourd'hui",
    "quelqu'un",
    "quelqu'une",
    "l'on",
    "c'est-à-dire",
    "main-d'œuvre",
    "main-d'oeuvre",
    "presqu'île",
    "prud'homme",
    "prud'hommes",
    "prud'homal",
    "prud'homale",
    "entr'ouvert",
    "grand'rue",
    "rendez-vous",
    "là-bas",
    "là-dessus",
    "là-haut",
    "au-delà",
    "va-t-en-guerre",
    "chef-d'œuvre",
    "chefs-d'œuvre",
    "Côte-d'Or",
    "Côtes-d'Armor",
    "Val-d'Oise",
    "Villeneuve-d'Ascq",
]


def whole_words() -> list[str]:
    """Words that stay whole, with either apostrophe, in lower case and with a capital."""
    forms = {
        form.replace("'", apostrophe)
        for word, apostrophe in product(WHOLE_WORDS, APOSTROPHES)
        for form in (word, word[0].upper() + word[1:])
    }
    return sorted(forms) + ABBREVIATIONS


def make_tokenizer(nlp: Language) -> Tokenizer:
    """The tokenizer for a blank French pipeline; it is stored with the pipeline and needs no code of ours."""
    prefixes = [*TOKENIZER_PREFIXES, rf"(?:{ELIDED})[{APOSTROPHES}](?=[0-9{ALPHA}]|{CONCAT_QUOTES_GROUP})"]
    suffixes = [
        *LIST_PUNCT,
        *LIST_ELLIPSES,
        *LIST_QUOTES,
        rf"[{DASHES}]",
        r"(?<=[0-9])\+",
        r"(?<=°[FfCcKk])\.",
        r"(?<=[0-9])%",
        rf"(?<=[0-9])(?:{CURRENCY})",
        rf"(?<=[0-9])(?:{UNITS})(?![{ALPHA}])",
        rf"(?<=[0-9{ALPHA_LOWER}%²\-\+)\]])\.",
        rf"(?<={CONCAT_QUOTES_GROUP})\.",
        rf"(?<=[0-9{ALPHA_UPPER}][{ALPHA_UPPER}])\.",
        rf"(?<=[{ALPHA}])(?:[{HYPHENS}][tT])?[{HYPHENS}](?:{SUBJECT_CLITICS}|{SUBJECT_CLITICS.upper()})",
        rf"(?<=[{ALPHA}])[{HYPHENS}](?:{OTHER_CLITICS})",
    ]
    infixes = [
        *LIST_ELLIPSES,
        rf"(?<=[{ALPHA_LOWER}{CONCAT_QUOTES}])\.(?=[{ALPHA_UPPER}{CONCAT_QUOTES}])",
        rf"(?<=[{ALPHA}]),(?=[{ALPHA}])",
        rf"(?<=[{ALPHA}0-9])[{DASHES}](?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}0-9])[:<>=/](?=[{ALPHA}])",
        rf"(?<=[{ALPHA}][{APOSTROPHES}])(?=[{ALPHA}0-9])",
        rf"(?<=[{ALPHA}])[\"«»“”(](?=[{ALPHA}])",
    ]
    stock: Tokenizer = nlp.tokenizer
    return Tokenizer(
        nlp.vocab,
        rules={word: [{ORTH: word}] for word in whole_words()},
        prefix_search=compile_prefix_regex(prefixes).search,
        suffix_search=compile_suffix_regex(suffixes).search,
        infix_finditer=compile_infix_regex(infixes).finditer,
        token_match=None,
        url_match=stock.url_match,
    )


def sentence_marks() -> dict[str, list[str]]:
    """The configuration of the sentence rule: ``etc.`` may end a sentence, the other abbreviations do not."""
    return {
        "final_marks": [".", "?", "!", "…", "..."],
        "opening_marks": ["«", "“", "‘", "(", "[", "-", "–", "—"],
        "closing_marks": ["»", "”", "’", "'", ")", "]"],
        "abbreviations": [word for word in ABBREVIATIONS if word != "etc."],
    }
