"""Reconcile ledgers of 1,000, 10,000 and 100,000 claims, and one report more.

usage: python bench/scale.py [CLAIMS]

The reports are invented, the same on every machine: stories of some twelve reports, each with eleven
claims by a few originators on tolls that rise, some copied from the report before. Each size is
measured in a process of its own. Counted: seconds of processor time, peak memory, growth (the power
of n by which the time grows between the two largest sizes: n log n is about 1.1), and the seconds
that one report more takes with a ledger already reconciled.
"""

import json
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import accumulate, count, islice, product
from math import log

from counterclaim.model import (
    Attribution,
    Bound,
    Claim,
    Imprint,
    Kind,
    Period,
    Quantity,
    Report,
    Span,
)
from counterclaim.reconcile import Growing, reconcile
from extracting import Extract
from result import Result

SIZES = (1_000, 10_000, 100_000)
CLAIMS = 11
FILLER = 450
"""Claims of a report and words beside them: as in the shared corpus, 11 claims in 4,000 characters."""
STORY = 12
SYLLABLES = (
    "ba",
    "de",
    "gi",
    "ko",
    "lu",
    "ma",
    "ne",
    "po",
    "ri",
    "sa",
    "tu",
    "va",
    "we",
    "xo",
    "yi",
)
MEASURES = (
    "killed",
    "injured",
    "missing",
    "arrested",
    "displaced",
    "evacuated",
    "rescued",
    "infected",
    "recovered",
    "captured",
    "deployed",
)
KINDS = len(MEASURES)
MEBIBYTES = 1024.0
"""What 100,000 claims may take."""
STEEPEST = 1.15
"""Power of n by which the time may grow; n log n grows by 1.09 from 10,000 to 100,000."""


def words() -> list[str]:
    """Invent a vocabulary of small words, the first the most frequent."""
    return ["".join(parts) for parts in product(SYLLABLES, repeat=3)] + [
        "".join(parts) for parts in product(SYLLABLES[:14], repeat=4)
    ]


def name(chance: random.Random) -> str:
    """Invent a proper name."""
    return "".join(chance.choices(SYLLABLES, k=3)).capitalize()


def report(
    number: int, story: int, chance: random.Random, names: list[str], filler: Iterator[str]
) -> Report:
    """Write one report of a story, with claims that point into its text."""
    day = date(2030, 1, 1) + timedelta(days=story % 900)
    published = datetime.combine(day, datetime.min.time()) + timedelta(hours=number % 50)
    document = f"report-{number:07d}"
    text = f"{names[0]} {names[1]} was hit by a storm, {names[2]} {names[3]} said.\n\n"
    claims = []
    for k in range(CLAIMS):
        value = 20 + story % 50 + (number % STORY) * 2 + k % KINDS * 30 + chance.randint(0, 2)
        source = names[2 + chance.randint(0, 3)] if chance.random() < 0.7 else None
        place = names[0]
        start = len(text)
        told = f", {source} said" if source else ""
        text += f"{value} people were {MEASURES[k % KINDS]} in {place}{told}. "
        sentence = Span(start, len(text) - 1, text[start : len(text) - 1])
        at = text.find(place, start)
        said = text.find(source, at + len(place)) if source else 0
        claims.append(
            Claim(
                document_id=document,
                figure=Span.of(text, start, start + len(str(value))),
                sentence=sentence,
                quantity=Quantity(
                    Decimal(value), Decimal(value), Bound.EXACT, Kind.COUNT, "person"
                ),
                measure=MEASURES[k % KINDS],
                what=Span.of(text, start + len(str(value)) + 1, start + len(str(value)) + 7),
                attribution=Attribution(Span(said, said + len(source), source) if source else None),
                place=Span(at, at + len(place), place),
                period=Period(None, day, day),
            )
        )
    text += " ".join(islice(filler, FILLER)) + "."
    imprint = Imprint(f"{names[0]} storm", f"Paper {chance.randint(0, 400)}", (), published, "en")
    return Report(document, imprint, tuple(claims), text)


def reports(claims: int) -> Iterator[Report]:
    """Write reports with so many claims."""
    chance = random.Random(4)  # noqa: S311
    numbers, filler = count(), _filler(chance)
    for story in range(-(-claims // (CLAIMS * STORY))):
        names = [name(chance) for _ in range(6)]
        for _ in range(STORY):
            number = next(numbers)
            if number * CLAIMS < claims:
                yield report(number, story, chance, names, filler)


def _filler(chance: random.Random) -> Iterator[str]:
    """Give words as frequent as words of news are: the nth by 1 / n (Zipf's law)."""
    known = words()
    chance.shuffle(known)
    weights = list(accumulate(1 / n for n in range(1, len(known) + 1)))
    while True:
        yield from chance.choices(known, cum_weights=weights, k=1000)


def measure(claims: int) -> dict[str, float]:
    """Give seconds of processor time, peak MiB, and seconds for one report more, in this process."""
    *held, late = reports(claims)
    by_id = {r.document_id: r for r in (*held, late)}
    started = time.process_time()
    ledger = Growing(held, lambda names: reconcile([by_id[name] for name in names]))
    ledger.made()
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    ledger.add(late)
    ledger.made_of([late.document_id])
    return {"seconds": seconds, "MiB": peak, "one more": time.perf_counter() - started}


def apart(claims: int) -> dict[str, float]:
    """Measure in a process of its own, so that the peak is that of one size."""
    command = [sys.executable, __file__, str(claims)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def power(sizes: Sequence[int], seconds: Sequence[float]) -> float:
    """Give the power of n by which time grows from the last size but one to the last."""
    return log(seconds[-1] / seconds[-2]) / log(sizes[-1] / sizes[-2])


def score(_extract: Extract) -> list[Result]:
    """Measure all sizes; what is gated is 1 where a bound is kept.

    Seconds are shown but not gated: a slow or busy machine would fail on them.
    """
    found = [apart(size) for size in SIZES]
    last, grows = found[-1], power(SIZES, [f["seconds"] for f in found])
    gated = {
        "below 1 GiB": float(last["MiB"] < MEBIBYTES),
        "grows like n log n": float(grows < STEEPEST),
    }
    shown = {
        f"{k} at {size:,}": v for size, f in zip(SIZES, found, strict=True) for k, v in f.items()
    }
    return [Result("scale", gated, {**shown, "growth": grows}, {"claims": SIZES[-1]})]


def main() -> None:
    """Measure and print; with a number, only that size, as JSON."""
    if sys.argv[1:]:
        print(json.dumps(measure(int(sys.argv[1]))))
        return
    print(f"{'claims':>9} {'seconds':>9} {'MiB':>6} {'one more':>9}")
    seconds = []
    for size in SIZES:
        found = apart(size)
        seconds.append(found["seconds"])
        told = f"{found['seconds']:9.2f} {found['MiB']:6.0f} {found['one more']:7.3f} s"
        print(f"{size:9,} {told}", flush=True)
    print(f"time grows with n to the power of {power(SIZES, seconds):.2f}")


if __name__ == "__main__":
    main()
