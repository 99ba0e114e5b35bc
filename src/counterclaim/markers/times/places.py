"""Where the hits and numerals of a report stand, and what lies left and right of a place."""

from collections.abc import Mapping
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.times.words import BESIDE, ROLES, Numeral, TimeWords, numerals, time_words
from counterclaim.model import Hit

Found = Mapping[str, Hit]
NOTHING: Found = {}
FIRST_YEAR, LAST_YEAR = 1000, 2199
LONGEST_INITIALS: Final = 3
LONGEST_JOIN: Final = 3
"""Words in the longest join ("sampai dengan")."""
LONGEST_COUNT: Final = 24
"""Characters that a count in words and its unit are looked for in."""
NOUNS: Final = ("nouns.counted", "nouns.asserting", "units.money", "units.physical")
"""Kinds of words before which digits are an amount."""


class Places:
    """Hits and numerals of one report by the place where they begin."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.form = reading.form
        self.words: TimeWords = time_words(reading.pack)
        self.hits: dict[int, dict[str, Hit]] = {}
        self.numerals: dict[int, Numeral] = {}
        self._numeral_ends: dict[int, int] = {}
        self._nouns: set[int] | None = None
        for role, kind in ROLES:
            for hit in reading.hits(kind):
                self.hits.setdefault(hit[0], {})[role] = hit
        fences = reading.document.fences
        for numeral in numerals(self.text):
            if fences and any(f.span.start <= numeral.start < f.span.end for f in fences):
                continue
            self.numerals[numeral.start] = numeral
            self._numeral_ends[numeral.suffix_end] = numeral.start

    def places(self) -> list[int]:
        """Give all places where an expression may begin, in order."""
        return sorted(self.hits.keys() | self.numerals.keys())

    def after(self, end: int, *, loose: bool = True) -> int:
        """Give where the next part may begin, past signs and, if loose, one filler."""
        pattern = self.words.loose if loose else self.words.tight
        match = pattern.match(self.text, end)
        return match.end() if match else end

    def beside(self, end: int) -> int:
        """Give where the next word begins, with only a space or hyphen between."""
        match = BESIDE.match(self.text, end)
        return match.end() if match else end

    def next_to(self, end: int) -> Found:
        """Give the hits right after ``end``, with only a space or hyphen between."""
        return self.hits.get(self.beside(end), NOTHING)

    def next(self, end: int) -> Found:
        """Give the hits right after ``end``, with nothing but signs between."""
        return self.hits.get(self.after(end, loose=False), NOTHING)

    def _next_loose(self, end: int) -> int:
        """Give the place of the next part, past a filler if nothing is right after ``end``."""
        place = self.after(end, loose=False)
        if place in self.hits or place in self.numerals:
            return place
        return self.after(end)

    def _day(self, place: int) -> tuple[int, int] | None:
        numeral = self.numerals.get(place)
        if numeral is None or numeral.shape != "number" or len(numeral.words) > 2:
            return None
        if numeral.suffix and numeral.suffix not in self.words.ordinal_suffixes:
            return None
        day = int(numeral.words)
        return (day, numeral.suffix_end) if 1 <= day <= 31 else None

    def _year(self, place: int) -> tuple[int, int] | None:
        numeral = self.numerals.get(place)
        if numeral is None or len(numeral.words) != 4 or not numeral.words.isdigit():
            return None
        year = int(numeral.words)
        if numeral.suffix or not FIRST_YEAR <= year <= LAST_YEAR:
            return None
        return year, numeral.end

    def _joined_place(self, end: int) -> int | None:
        """Give the place after a join word or dash that follows ``end``."""
        between = self.text[end : end + 3].lstrip()[:1]
        if between in ("-", "–"):
            return self.after(end, loose=False)
        start = stop = end + 1
        place = None
        for _ in range(LONGEST_JOIN):
            stop = self.form.find(" ", stop)
            if stop <= start:
                break
            if self.form[start:stop] in self.words.joins:
                place = self.after(stop)
            stop += 1
        return place

    def _count(self, start: int) -> tuple[int, int] | None:
        """Read the number before a unit: where it begins, and its value (0: a few)."""
        end = start
        while end > 0 and self.text[end - 1] in " -\u00a0":
            end -= 1
        if end == start or start - end > 2:
            return None
        begin = self._numeral_ends.get(end)
        if begin is not None:
            if self.numerals[begin].suffix in self.words.ordinal_suffixes:
                return None
            words = self.numerals[begin].words
            return begin, int(words) if words.isdigit() and len(words) < 5 else 0
        return self.words.count(self.form, start)

    def _counted_after(self, place: int) -> tuple[Hit, int] | None:
        """Read the count at a place and the unit after it: "three weeks", "24 hours"."""
        for start in range(place + 1, min(place + LONGEST_COUNT, len(self.form))):
            unit = self.hits.get(start, NOTHING).get("units")
            if unit:
                count = self._count(start)
                return (unit, count[1]) if count and count[0] == place else None
        return None

    def _counts_something(self, end: int) -> bool:
        """Tell whether a counted noun or a unit follows: "2000 people" is no year."""
        if self.text[end : end + 1] not in (" ", "\u00a0"):
            return False
        if self._nouns is None:
            self._nouns = {hit.start for kind in NOUNS for hit in self.reading.hits(kind)}
        return end + 1 in self._nouns

    def _capitalised(self, end: int) -> bool:
        """Tell whether the word that ends about ``end`` begins with a capital."""
        word = self.text[max(0, end - 24) : end].rstrip(" (,").rsplit(" ", 1)[-1]
        return word[:1].isupper() and (word[1:].islower() or len(word) <= LONGEST_INITIALS)
