"""Measure the figure marker on the public phrase sets of Recognizers-Text and Duckling.

usage: python bench/recognizers.py [--misses]

In scope is what a figure of a news report can be: English (Recognizers) and Indonesian (Duckling)
whole numbers, decimals, percentages, money and physical measures. Out of scope, by rule: negative
numbers, powers, ordinals, fractions and parts of a unit, numbers inside an address, date, list or
telephone number, durations, a bare article, compounds of two units ("thirteen dollars and five cents"),
words for nought, numerals that begin with nought or have more than four decimals (codes and
coordinates), and the SI letters M and G glued to a number, which no report writes and which Indonesian
reads as milliard. A phrase counts as read when some figure at the place of the expected words has the
expected value.
"""

import argparse
import collections
import gzip
import json
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from counterclaim.markers.figure import mark_figures
from figures import SHARED, read

MODELS = {
    "NumberModel": "number",
    "PercentModel": "percent",
    "PercentageModel": "percent",
    "CurrencyModel": "money",
    "DimensionModel": "measure",
}
OUT_OF_SCOPE = re.compile(
    r"^[-\u2212]|^\W*(minus|negative)\b|/|\^|\d[eE][-+]?\d|[\u00bc-\u00be\u2150-\u215e]|\d+\.\d+\.\d+|"
    r"\b(half|quarter|third|quarters|thirds|tablespoon|tablespoons|cup|cups)\b|"
    r"^\W*0\d|\.\d{5}|illionth\b|\b(kosong|nought|naught)\b",
    re.IGNORECASE,
)
NOT_A_FIGURE = re.compile(
    r"\d ?[MG]$|\d+\.\d+\.\d+|\d+,\d\d,\d\d|\b(in|over) \d+ years\b|nought|naught|0000"
)
COMPOUND = re.compile(r"\d\D+\s\d|\bdollars?\b (?:and )?\w")


def phrases() -> Iterator[tuple[str, str, str, str, Decimal]]:
    """Give (set, language, text, expected words, expected value)."""
    for name in ("recognizers-number", "recognizers-numberwithunit"):
        with gzip.open(SHARED / f"public/{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["lang"] != "English" or row["model"] not in MODELS:
                    continue
                for result in row["results"]:
                    value = _value(result["Resolution"])
                    if value is not None and _in_scope(row["text"], result):
                        yield MODELS[row["model"]], "en", row["text"], result["Text"], value
    with gzip.open(SHARED / "public/duckling-id.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            match = re.fullmatch(r"(?:NumeralValue|simple \w+) ([\d.e]+)", row["value"])
            for text in row["texts"] if match else ():
                if NOT_A_FIGURE.search(text) or OUT_OF_SCOPE.search(text):
                    continue
                yield "duckling", "id", text, text, Decimal(match[1])


def _value(resolution: dict) -> Decimal | None:
    try:
        return Decimal(str(resolution.get("value")).rstrip("%").replace(",", ""))
    except InvalidOperation:
        return None


def _in_scope(text: str, result: dict) -> bool:
    words = result["Text"]
    fraction = result["Resolution"].get("subtype") in {"fraction", "power"}
    if (
        fraction
        or NOT_A_FIGURE.search(text)
        or OUT_OF_SCOPE.search(words)
        or COMPOUND.search(words)
    ):
        return False
    place = text.lower().find(words.lower())
    before, after = text[max(0, place - 1) : place], text[place + len(words) :][:1]
    glued = "-/.+:\u2212"
    return not (before and before in glued) and not (after and after in "/:-")


def main() -> None:
    """Print the share of phrases read, by set."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--misses", action="store_true")
    wanted = parser.parse_args()
    count: collections.Counter[str] = collections.Counter()
    right: collections.Counter[str] = collections.Counter()
    for name, language, text, words, value in phrases():
        count[name] += 1
        figures = mark_figures(read(text, language))
        place = text.lower().find(words.lower())
        found = [f for f in figures if f.start < place + len(words) and f.end > place]
        if any(
            abs((f.low if f.low is not None else f.high) - value) <= value / 1000 for f in found
        ):
            right[name] += 1
        elif wanted.misses:
            print(name, repr(text), repr(words), value, [(str(f.low), str(f.high)) for f in found])
    for name in count:
        print(f"{name}: {right[name]} of {count[name]} ({right[name] / count[name]:.3f})")


if __name__ == "__main__":
    main()
