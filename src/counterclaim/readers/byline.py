"""Byline and timestamp lines: who wrote the report and when it appeared."""

import re
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from counterclaim.languages import codes, listed_words
from counterclaim.readers.dates import EDITORIAL_LOCALE, Stamp, find_stamp

_LINES: Final = 12
"""Lines from the top, and half as many from the bottom, among which a byline may stand."""

_LINE: Final = 160
"""Characters; a longer line is a paragraph."""

_WORD: Final = re.compile(r"[^\W\d_][\w'’.-]*")
_DIGIT: Final = re.compile(r"\d")
_READING_TIME: Final = re.compile(r"[•·|-]\s?(?:[^\W\d_]+\s){0,3}\d{1,2}\s[^\W\d_]+(?=\s|$)")
"""How long the reading takes, between bullets: "· waktu baca 2 menit", "| 4 min read"."""

_DATELINE: Final = 60
"""Characters of a line among which a dateline's date stands."""
_DATELINE_END: Final = re.compile(r"\)?,? ?(?:\([^()\d]{2,30}\) ?)?[-\u2013\u2014]{1,2}\s")
"""Behind a dateline's date: perhaps the agency, and a dash."""


class Line(NamedTuple):
    """A line with words at ``text[start:end]``, white space around it left out."""

    start: int
    end: int
    words: str


def lines_of(text: str) -> Iterator[Line]:
    """Give the lines of a text that are not blank, in order."""
    start = 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            begin = start + len(raw) - len(raw.lstrip())
            yield Line(begin, begin + len(words), words)
        start += len(raw) + 1


def published_in(text: str, language: str) -> datetime | None:
    """Give the time in a byline or timestamp near top or end; None where none stands."""
    lines = list(lines_of(text))
    known = byline_words(language)
    for line in [*lines[:_LINES], *lines[_LINES:][-_LINES // 2 :]]:
        stamp = stamp_of(line.words, language, known)
        if stamp is not None:
            return stamp.time
    for line in lines[:3]:
        opening = opening_stamp(line.words, language) or dateline_stamp(line.words, language)
        if opening is not None:
            return opening.time
    return None


@cache
def byline_words(language: str) -> frozenset[str]:
    """Words allowed in a byline beside names, of the text's language and of publishing systems."""
    entries = _listed(language, "furniture.byline")
    return frozenset(word for entry in entries for word in entry.split())


def persons_of(names: Collection[str], language: str) -> tuple[str, ...]:
    """Tell the persons in what a page calls its authors: "By Ana Reyes and Budi" are two."""
    found: dict[str, None] = {}
    known, joining = byline_words(language), _joining(language)
    for name in names:
        words = name.split()
        if words and words[0].lower() in known and len(words) > 1:
            words = words[1:]
        cuts = [i for i, word in enumerate(words) if word in joining]
        for start, end in pairwise([-1, *cuts, len(words)]):
            person = " ".join(words[start + 1 : end])
            if person:
                found.setdefault(person)
    return tuple(found)


@cache
def _joining(language: str) -> frozenset[str]:
    """Words that stand between names in by-lines: those of by-lines that also join clauses."""
    joining = _listed(language, "clauses.coordinate")
    return frozenset({"&"} | (joining & byline_words(language)))


def _listed(language: str, kind: str) -> set[str]:
    """Words of the text's language and of publishing systems, of which no whole pack is needed."""
    known = [code for code in (EDITORIAL_LOCALE, language) if code in codes()]
    return {word for code in known for word in listed_words(code, kind)}


def stamp_of(line: str, language: str, known: Collection[str]) -> Stamp | None:
    """Find the date stamp of a byline: a short line of nothing but names, a full date and a time.

    A sentence with a date in it has words that are no names and stands for none.
    """
    if len(line) > _LINE or not _DIGIT.search(line) or line.endswith((".", ",", ";")):
        return None
    if "@" in line:  # a quoted post, dated on its own account
        return None
    stamp = find_stamp(line, language)
    if stamp is None:
        return None
    rest = _READING_TIME.sub(" ", line[: stamp.start] + " " + line[stamp.end :])
    if _DIGIT.search(rest):
        return _updated(stamp, rest, language, known)
    return stamp if _names_only(rest, known) else None


def _updated(stamp: Stamp, rest: str, language: str, known: Collection[str]) -> Stamp | None:
    """Allow a second date ("Updated 3 May 2024") after the first, and nothing else with digits."""
    second = find_stamp(rest, language)
    if second is None:
        return None
    left = rest[: second.start] + rest[second.end :]
    return stamp if not _DIGIT.search(left) and _names_only(left, known) else None


def _names_only(rest: str, known: Collection[str]) -> bool:
    unknown = [w for w in _WORD.findall(rest) if w.lower().rstrip(".") not in known]
    # More capitals than this are a headline with its date: a list of other stories.
    return len(unknown) <= 7 and not any(word[0].islower() for word in unknown)


def opening_stamp(line: str, language: str) -> Stamp | None:
    """Find a date with a time of day at the very start of a line that runs on into the body."""
    if len(line) <= 100 or not _DIGIT.search(line[:40]):  # shorter, it is a link to a story
        return None
    stamp = find_stamp(line[:100], language)
    if stamp is None or not stamp.timed or len(_WORD.findall(line[: stamp.start])) > 1:
        return None
    return stamp if not _DIGIT.search(line[: stamp.start]) else None


def dateline_stamp(line: str, language: str) -> Stamp | None:
    """Find the date of a dateline: ``ZENDA, 19 April 2031 (ZNA) – ...``, ``7 May 2031 - ...``."""
    if not _DIGIT.search(line[:_DATELINE]):
        return None
    stamp = find_stamp(line[:_DATELINE], language)
    end = _DATELINE_END.match(line, stamp.end) if stamp is not None else None
    if stamp is None or end is None or line[end.end() : end.end() + 1].islower():
        return None  # "5 May 2031 – the day of the flood – changed the town"
    before = line[: stamp.start]
    places = not any(word[0].islower() for word in _WORD.findall(before))
    return stamp if places and not _DIGIT.search(before) else None
