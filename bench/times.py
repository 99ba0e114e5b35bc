"""How well time expressions are found and dated, beside the gold claims and public phrases.

usage: python bench/times.py [train|dev] [--misses N] [--phrases]

For each language of the gold claims: of those with words for their time, the share that a Timex
covers and, of those covered, the share with a right end (the gold scorer's rule); the gold figures
that a Timex overlaps and so would lose; milliseconds for each 4,000 characters. With --phrases also
English phrases of the Recognizers-Text tests: days and calendar units, past reading first.
"""

import argparse
import collections
import re
import time
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from counterclaim.languages import load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.sentence import mark_sentences
from counterclaim.markers.timex import mark_times
from counterclaim.model import Document, Imprint, Span, Timex
from gold import AbsentError, rows, shared

ORDINAL = re.compile(r"\d+(st|nd|rd|th|s)?")
ROUNDS = 3
CHARACTERS = 4000
"""Length of a usual report."""


class Score(NamedTuple):
    """Counts over the claims of one language, and the seconds a character takes."""

    timed: int
    covered: int
    right: int
    figures: int
    eaten: int
    seconds: float


def reading_of(title: str, text: str, language: str, published: str | None) -> Reading:
    """Read an article without fences, as the marker is given it."""
    pack = load_pack(language)
    whole = f"{title}\n\n{text}" if title else text
    when = datetime.fromisoformat(published) if published else None
    document = Document(
        whole, Imprint(published=when, language=language), Span.of(whole, 0, len(title))
    )
    form = spaced(whole)
    found = pack.lexicon.find(whole, form)
    return Reading(document, pack, form, mark_sentences(document, pack), found)


def ends_right(gold: Mapping[str, Any], timex: Timex) -> bool:
    """Tell whether both ends agree or one that is known does, as the gold scorer does."""
    said = [(gold.get(k) or "")[:10] for k in ("from", "to")]
    ours = [d.isoformat() if d else "" for d in (timex.first, timex.last)]
    return said == ours or any(a and a == b for a, b in zip(said, ours, strict=True))


def measure(language: str, part: str, misses: list[str]) -> Score:
    """Score one language of one part of the gold claims."""
    articles = {r["id"]: r for r in rows(shared("gold", f"{part}.articles.jsonl"))}
    count: collections.Counter[str] = collections.Counter()
    seconds, characters = 0.0, 0
    for row in rows(shared("gold", f"{part}.gold.jsonl")):
        article = articles[row["id"]]
        if article["lang"] != language:
            continue
        reading = reading_of(article["title"], article["text"], language, article.get("published"))
        quickest = 1.0
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            found = mark_times(reading)
            quickest = min(quickest, time.perf_counter() - begun)
        seconds += quickest
        characters += len(reading.text)
        for claim in row["claims"]:
            _judge(claim, found, count, misses, article)
    return Score(
        count["timed"], count["covered"], count["right"], count["figures"], count["eaten"],
        seconds / max(characters, 1),
    )  # fmt: skip


def _judge(
    claim: Mapping[str, Any],
    found: list[Timex],
    count: collections.Counter[str],
    misses: list[str],
    article: Mapping[str, Any],
) -> None:
    name = f"{article['id']} {(article.get('published') or '')[:10]}"
    start, end = claim["figure"]
    count["figures"] += 1
    if any(t.start < end and start < t.end for t in found):
        count["eaten"] += 1
        misses.append(f"EATEN {name} {claim['text']!r} at {start}")
    when = claim.get("when")
    if not when or not when.get("text"):
        return
    count["timed"] += 1
    over = [t for t in found if t.start < when["end"] and when["start"] < t.end]
    if not over:
        misses.append(f"MISSED {name} {when['text']!r} {when.get('from')} {when.get('to')}")
        return
    count["covered"] += 1
    # A claim takes one expression: the dated one if the words hold others too.
    best = max(over, key=lambda t: (t.first is not None or t.last is not None, t.end - t.start))
    if ends_right(when, best):
        count["right"] += 1
    else:
        ours = f"{best.first} {best.last} {best.rule}"
        misses.append(
            f"WRONG {name} {when['text']!r} {when.get('from')} {when.get('to')} not {ours}"
        )


def in_scope(words: str) -> bool:
    """Tell whether a phrase has words for times that the pack knows, and else only digits.

    Numbers spelled out and dates in mere figures are left out: an assistant hears them, news has
    them in other forms.
    """
    cues = (cue for cue in load_pack("en").cues if cue.kind.startswith("times."))
    known = {part for cue in cues for part in spaced(cue.surface).split()}
    said = spaced(words).split()
    return any(word.isalpha() for word in said) and all(
        word in known or ORDINAL.fullmatch(word) for word in said
    )


def phrases() -> Iterator[tuple[str, str, str, date, date]]:
    """Give (text, words, reference, first, last) of the public English phrases in scope.

    The reading is the past one, since news tells of the past. Ends of periods are exclusive there.
    """
    for row in rows(shared("public", "recognizers-datetime.jsonl.gz")):
        parser = row["model"] in ("DateParser", "DatePeriodParser")
        reference = row.get("context", {}).get("ReferenceDateTime")
        if row["lang"] != "English" or not parser or not reference or len(row["results"]) != 1:
            continue
        result = row["results"][0]
        past = (result.get("Value") or {}).get("PastResolution") or {}
        if not in_scope(result["Text"]):
            continue
        if "date" in past:
            day = date.fromisoformat(past["date"])
            yield row["text"], result["Text"], reference, day, day
        elif "startDate" in past and "endDate" in past:
            first, last = (date.fromisoformat(past[k]) for k in ("startDate", "endDate"))
            yield row["text"], result["Text"], reference, first, last - timedelta(days=1)


def measure_phrases(misses: list[str]) -> tuple[int, int, int]:
    """Count the public phrases, those found, and those with a right end (the scorer's rule)."""
    total = found = right = 0
    for text, words, reference, first, last in phrases():
        total += 1
        times = mark_times(reading_of("", text, "en", reference))
        at = text.lower().find(words.lower())
        over = [t for t in times if t.start < at + len(words) and at < t.end and t.first]
        found += bool(over)
        if any(t.first == first or t.last == last for t in over):
            right += 1
        else:
            misses.append(f"PHRASE {text!r} {reference[:10]} {first} {last} {over[:1]}")
    return total, found, right


def main() -> None:
    """Print the figures, then as many misses as asked for."""
    asked = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    asked.add_argument("part", nargs="?", default="train", choices=("train", "dev"))
    asked.add_argument("--misses", type=int, default=0)
    asked.add_argument("--phrases", action="store_true")
    given = asked.parse_args()
    misses: list[str] = []
    try:
        for language in ("en", "id"):
            s = measure(language, given.part, misses)
            print(
                f"{given.part} {language}: {s.timed} timed claims, covered "
                f"{s.covered / s.timed:.3f}, right of covered {s.right / s.covered:.3f}; "
                f"{s.eaten} of {s.figures} figures eaten; "
                f"{s.seconds * CHARACTERS * 1000:.3f} ms for {CHARACTERS} characters"
            )
        if given.phrases:
            total, found, right = measure_phrases(misses)
            print(
                f"phrases en: {total}, found {found / total:.3f}, an end right {right / total:.3f}"
            )
    except AbsentError as absent:
        print(absent)
    print(*misses[: given.misses], sep="\n")


if __name__ == "__main__":
    main()
