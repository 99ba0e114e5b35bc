"""NumHG: figures of headlines and of the bodies below them (numhg-tune, 6,812 reports, English).

Each headline has one number marked. Judged are those that can be a figure here: a number with no
letter or hyphen joined to it other than a scale, not a year, not at the headline's end (an age),
not before a unit of time (CLDR's names).

Counted: ``headline``, the share of the judged numbers that a claim's figure overlaps; of these
``value``, those whose low end is the number (times its scale, where one is joined or follows);
and ``body`` (shown only), those whose value a claim of the body has too.

Not counted: other numbers of headline and body. Numbers in titles of works and in slogans are
still among those judged, so the ceiling lies below 1.
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import cache

from babel.units import format_unit

from extracting import Extract, moved, read
from gold import Row, digest, rows, shared
from result import Result, share

FILE = "numhg-tune.jsonl.gz"
LANGUAGE = "en"
GAP = "____"
TIME_UNITS = ("second", "minute", "hour", "day", "night", "week", "month", "year", "decade")
SCALES = {"k": 3, "m": 6, "b": 9, "t": 12}
"""Letters joined to a headline's number, with their power of ten."""


def judge(extract: Extract, reports: Iterable[Row]) -> Result:
    """Score reports, each with "summary" (the headline), "cloze", "cloze_gt" and "text"."""
    never = _time_units()
    total = headline = value = body = 0
    for number, row in enumerate(reports):
        amount = _amount(row, never)
        if amount is None:
            continue
        total += 1
        at = row["cloze"].index(GAP)
        article = {"id": f"numhg-{number}", "lang": LANGUAGE, "title": row["summary"]}
        extraction, claims = read(extract, {**article, "text": row["text"]})
        at += moved(extraction, row["summary"])
        ours = [
            c for c in claims if c["figure"][0] < at + len(row["cloze_gt"]) and at < c["figure"][1]
        ]
        headline += bool(ours)
        if any(c["low"] in _readings(row, amount) for c in ours):
            value += 1
            body += any(c["low"] == ours[0]["low"] for c in claims if c is not ours[0])
    gated = {"headline": share(headline, total), "value": share(value, total)}
    return Result("public-numhg", gated, {"body": share(body, value)}, {"headlines": total})


def _amount(row: Row, never: frozenset[str]) -> Decimal | None:
    """Give the marked number where it is judged, else None."""
    before, gap, after = row["cloze"].partition(GAP)
    joined = re.match(r"[^\W\d_]*", after)
    tail = joined.group().lower() if joined else ""
    next_word = re.match(r"[^\w]*(\w+)", after)
    try:
        amount = Decimal(row["cloze_gt"].replace(",", ""))
    except InvalidOperation:
        return None
    outside = (
        not gap
        or not row["summary"].startswith(before + row["cloze_gt"])
        or (before and (before[-1].isalnum() or before[-1] in "-'#:.,"))
        or (tail and tail not in SCALES)
        or not after.strip(" .!?'\"")
        or after.startswith(("-", ":", ".", ","))
        or (next_word and not tail and next_word.group(1).lower() in never)
        or (len(row["cloze_gt"]) == 4 and 1800 <= amount <= 2100)
    )
    return None if outside else amount


@cache
def _time_units() -> frozenset[str]:
    """Collect the names of units of time, singular and plural, in lower case."""
    lines = [format_unit(n, f"duration-{u}", locale=LANGUAGE) for u in TIME_UNITS for n in (1, 2)]
    return frozenset(line.split()[-1].lower() for line in lines)


def _readings(row: Row, amount: Decimal) -> set[float]:
    """Give the number bare and with the scale joined to it."""
    after = row["cloze"].partition(GAP)[2]
    power = SCALES.get(after[:1].lower(), 0) if not after[1:2].isalpha() else 0
    spelled = {float(amount * 10**p) for p in SCALES.values() if after.startswith(" ")}
    return {float(amount.scaleb(power)), *spelled}


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
