"""The days that the date of a row may mean."""

import re
from calendar import monthrange
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache
from typing import Final

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.timex import mark_times
from counterclaim.model import Document, Imprint, Sentence

_ISO: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?:[T ]\d{2}:.*)?")
_NUMERIC: Final = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")

Days = tuple[date, date]


@lru_cache(maxsize=1024)
def days_of(words: str) -> tuple[Days, ...]:
    """Give first and last day of each way to read a date: a day, month, year, or two with "/".

    "03/04/2025" can be read in two ways. None where it is no date.
    """
    words = words.strip()
    first, slash, last = words.partition("/")
    if slash and (begin := _iso(first)) and (end := _iso(last)):
        return ((begin[0], end[1]),) if begin[0] <= end[1] else ()
    if found := _iso(words):
        return (found,)
    if numeric := _NUMERIC.fullmatch(words):
        a, b, year = (int(part) for part in numeric.groups())
        return tuple(dict.fromkeys((*_day(year, b, a), *_day(year, a, b))))
    return tuple(dict.fromkeys(d for code in codes() for d in _worded(words, code)))


def _iso(words: str) -> Days | None:
    hit = _ISO.fullmatch(words.strip())
    if not hit:
        return None
    year, month, day = (int(part) if part else 0 for part in hit.groups())
    if day:
        return next(_day(year, month, day), None)
    with suppress(ValueError):
        first, last = month or 1, month or 12
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    return None


def _day(year: int, month: int, day: int) -> Iterator[Days]:
    with suppress(ValueError):
        yield date(year, month, day), date(year, month, day)


def _worded(words: str, code: str) -> Iterator[Days]:
    """Read a date in the words of one language, which must be the whole of them."""
    pack, form = load_pack(code), spaced(words)
    document = Document(words, Imprint(language=code))
    sentence = Sentence(0, len(words), 0, headline=False)
    found = pack.lexicon.find(words, form)
    times = mark_times(Reading(document, pack, form, (sentence,), found))
    if len(times) == 1:
        first, last = times[0].first or times[0].last, times[0].last or times[0].first
        if first and last:
            yield first, last
