"""Value accuracy of time expressions: on the ``time`` fields of the gold, and on Recognizers-Text.

usage: python benchmarks/dates.py [--data FOLDER] [--part dev|train] [--misses N]

Gold: the time of a claim counts as right if its EDTF value (less ``~?%``, as the scorer compares) is among
the values of the expressions that overlap an occurrence of its words in the evidence, else near it. Whether
the assembly then picks that expression for the claim is not measured here. Times whose words do not stand
in the text (the annotator put them together from several places) are left out.

Recognizers-Text (892 cases): kept are the results that are dates, or ranges of days or longer. Left out,
because a claim's time has no such values or the press does not write so: times of day, durations and sets;
expressions that need a reference date in cases that give none; fiscal and school years, numbered weeks;
results that Recognizers leaves unresolved; and notations that are no French prose ("Oct/2", "sep-23-2020",
"18 8 78", "<=2019", "2017-trimestre1") and machine-translated inputs that are not French ("sortir cette
février"). A value is right if its first and last day, at its own precision, are those of one of the
readings given (they list a past and a future one). Expressions that the contract of claims makes coarser
("il y a deux ans" is the year) may have that precision; open ranges need only the end that they name.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc

import escale.reader.text.sentences  # noqa: F401  (registers a component of the pipeline)
from benchmarks.places import data_folder
from escale import lang
from escale.reader.layers import TimeMention
from escale.reader.times.times import TimeFinder

NEAR = 300  # characters around the evidence in which the words of a time may stand
KINDS = ("datetimeV2.date", "datetimeV2.daterange")
ODD = re.compile(
    r"[<>=/~]|\b(?:fy|cy|sy)|\bq\d|exerci|scolaire|fiscal|trimestre ?-?\d|\d ?-?trimestre"
    r"|semaine \d|\bw\d|\bdec\b|-\d{4}|\d{4}-(?!\d{4})|\d{4}s|\.\d$|\d \d|supérieure",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"hier|demain|maintenant|aujourd|prochain|dernier|dernière|\bce\b|\bcette\b", re.IGNORECASE
)
ENGLISH = re.compile(r"\bI'll\b|\bil ya\b|reviendrai lendemain|sortir cette (?!été)", re.IGNORECASE)

COARSER = re.compile(r"\b(?:ans?|années?|mois)\b", re.IGNORECASE)  # counted in years or months
DAY = len("2019-09-09")


def main() -> None:
    """Prints the figures and, if asked, the first misses of each set."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--data", type=Path, default=data_folder())
    parser.add_argument("--part", action="append", choices=("dev", "train"))
    parser.add_argument("--misses", type=int, default=0)
    options = parser.parse_args()
    french = lang.load("fr")
    nlp, finder = spacy.load(french.pipeline), TimeFinder(french)
    for part in options.part or ("dev", "train"):
        show(f"gold {part}", list(gold(options.data / "gold" / "fr" / part, nlp, finder)), options.misses)
    cases = json.loads((options.data / "dates/fr/recognizers-DateTimeModel.json").read_text("utf-8-sig"))
    show("recognizers", list(recognizers(cases, nlp, finder)), options.misses)


def show(name: str, outcomes: list[str | None], misses: int) -> None:
    """Prints the share of outcomes that are right (None) and the first that are not."""
    wrong = [outcome for outcome in outcomes if outcome is not None]
    print(f"{name:12} {1 - len(wrong) / len(outcomes):.3f} of {len(outcomes)}")
    for outcome in wrong[:misses]:
        print("   ", outcome)


# --- gold ---


def gold(folder: Path, nlp: Language, finder: TimeFinder) -> Iterator[str | None]:
    """For each time of a gold folder None if it is right, else a line on it."""
    for file in sorted(folder.glob("*.json")):
        article = json.loads(file.read_text(encoding="utf-8"))
        times = [claim for claim in article["claims"] if claim["time"]]
        if not times:
            continue
        doc = nlp(article["text"])
        mentions = finder(doc, article["published"])
        for claim in times:
            wanted = claim["time"]
            places = occurrences(article["text"], wanted["text"], claim["evidence"])
            if places:
                given = [m for m in mentions if any(overlap(doc, m, place) for place in places)]
                yield verdict(wanted["text"], wanted["edtf"], given, article["published"])


def occurrences(text: str, words: str, evidence: list[int]) -> list[tuple[int, int]]:
    """Where words stand in the evidence, else near it, else anywhere."""
    found = [match.span() for match in re.finditer(re.escape(words), text, re.IGNORECASE)]
    start, end = evidence[:2]
    inside = [(a, b) for a, b in found if start <= a and b <= end]
    return inside or [(a, b) for a, b in found if start - NEAR <= a and b <= end + NEAR] or found


def overlap(doc: Doc, mention: TimeMention, place: tuple[int, int]) -> bool:
    """True if a mention shares a character with a place of the text."""
    last = doc[mention.end - 1]
    return doc[mention.start].idx < place[1] and place[0] < last.idx + len(last)


def verdict(words: str, wanted: str, given: list[TimeMention], published: str | None) -> str | None:
    """None if a mention has the value wanted, else a line on what was given."""
    if any(plain(mention.edtf) == plain(wanted) for mention in given):
        return None
    return f"{published} {words!r} {wanted}: " + (
        ", ".join(f"{m.text!r} {m.edtf} [{m.rule}]" for m in given) or "nothing"
    )


def plain(edtf: str) -> str:
    """A value without its qualifiers, as the scorer compares them."""
    return re.sub(r"[~?%]", "", edtf).strip()


# --- Recognizers-Text ---


def recognizers(cases: list[dict[str, Any]], nlp: Language, finder: TimeFinder) -> Iterator[str | None]:
    """For each result that is kept None if it is right, else a line on it."""
    for case in cases:
        reference = (case.get("Context") or {}).get("ReferenceDateTime", "")[:10] or None
        if ENGLISH.search(case["Input"]):
            continue
        kept = [result for result in case["Results"] if keeps(result, reference)]
        if not kept:
            continue
        doc = nlp(case["Input"])
        mentions = finder(doc, reference)
        for result in kept:
            start = result.get("Start", case["Input"].lower().find(result["Text"].lower()))
            place = (start, start + len(result["Text"]))
            given = [m for m in mentions if overlap(doc, m, place)]
            fine = result["TypeName"] == "datetimeV2.date" and not COARSER.search(result["Text"])
            right = [m for m in given if "/" in m.edtf or not fine or len(plain(m.edtf)) == DAY]
            if any(agrees(m.edtf, value) for m in right for value in result["Resolution"]["values"]):
                yield None
            else:
                wanted = result["Resolution"]["values"][0].get("timex")
                yield f"{case['Input']!r} " + str(verdict(result["Text"], str(wanted), given, reference))


def keeps(result: dict[str, Any], reference: str | None) -> bool:
    """True for a result that a claim's time could have."""
    if result.get("TypeName") not in KINDS or ODD.search(result["Text"]):
        return False
    values = (result.get("Resolution") or {}).get("values") or []
    dated = [v for v in values if re.match(r"\d{4}-", v.get("value") or v.get("start") or v.get("end") or "")]
    absolute = all(re.match(r"\(?\d{4}(?!\d)", value.get("timex") or "") for value in values)
    if reference is None and RELATIVE.search(result["Text"]):
        return False
    named = re.search(r"(?<!\d)\d{4}(?!\d)", result["Text"]) is not None
    return bool(dated) and (reference is not None or (absolute and named))


def agrees(edtf: str, value: dict[str, Any]) -> bool:
    """True if an EDTF value has the first and last day of a reading, each at its own precision."""
    start, _, end = plain(edtf).partition("/")
    end = end or start
    first = value.get("value") or value.get("start")
    last = value.get("value") or value.get("end")
    ends = (last, day_before(last) if last else None)
    starts = (
        first,
        day_before(first) if first and end == ".." else None,
    )  # "after 2016" begins with 2017 for them
    return (
        (start == ".." or first is None or any(other and coarse(other, start) for other in starts))
        and (end == ".." or last is None or any(other and coarse(other, end) for other in ends))
        and not (start == ".." and first and not last)
        and not (end == ".." and last and not first)
    )


def coarse(day: str, edtf: str) -> bool:
    """True if a day lies in an EDTF year, month, season, quarter, half-year, decade or day."""
    year, month = day[:4], int(day[5:7])
    fields = edtf.split("-")
    if not all(a in (b, "X") for a, b in zip(fields[0], year, strict=True)):
        return False
    if len(fields) == 1:
        return True
    part = int(fields[1])
    if part > 12:
        return part in (21 + month // 3 - 1, 33 + (month - 1) // 3, 40 + (month - 1) // 6)
    return part == month and (len(fields) == 2 or fields[2] == day[8:10])


def day_before(day: str) -> str | None:
    """The day before, in ISO 8601."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:
        return None


if __name__ == "__main__":
    main()
