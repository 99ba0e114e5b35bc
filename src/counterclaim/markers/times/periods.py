"""Counted units, and parts of months, years and decades."""

from typing import Final

from counterclaim.markers.times.dates import Dates
from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.places import NOTHING
from counterclaim.markers.times.shifts import SHIFTS
from counterclaim.model import Hit

FRACTIONS: Final = frozenset(("quarter", "half"))
"""Units whose words are fractions too: "a quarter of voters" is no duration."""
POINTERS: Final = (("ago", "ago", -1), ("later", "offset", 1), ("earlier", "offset", -1))
"""Words after a count of units, how they point, and which way."""
NTH_UNITS: Final = frozenset(("day", "week", "month", "quarter", "half", "decade"))


class Periods(Dates):
    """Reads counts of units and parts of periods."""

    def _period(self, place: int) -> Draft | None:
        """Read a month, year or shifted unit that something before it is a part of."""
        year = self._year(place)
        if year:
            return Draft(place, year[1], "date", "year", "times.year", year=year[0])
        numeral = self.numerals.get(place)
        if numeral and numeral.suffix and numeral.suffix in self.words.decade_suffixes:
            return self._decade(numeral, numeral.suffix_end)
        found = self.hits.get(place, NOTHING)
        if "months" in found:
            return self._month(found["months"])
        return self._shifted_unit(place)

    def _unit(self, hit: Hit) -> Draft | None:
        named = self.hits[hit.start].get("weekdays")
        if named and not self._unlikely(named) and self._is_weekday(named):
            return None
        unit = hit.cue.value
        count = self._count(hit.start)
        if count:
            return self._counted(count[0], hit, unit, count[1])
        begin = self.words.lead(self.form, hit.start, self.words.every)
        if begin >= 0:
            return Draft(begin, hit.end, "none", "set", hit.cue.rule)
        draft = self._unit_shifted_after(hit)
        return draft or self._unit_numbered(hit) or self._numbered_unit(hit)

    def _one_unit(self, hit: Hit) -> Draft | None:
        return self._counted(hit.start, hit, hit.cue.value, 1)

    def _counted(self, start: int, hit: Hit, unit: str, amount: int) -> Draft | None:
        after = self.next_to(hit.end)
        rule = hit.cue.rule
        for role, how, sign in POINTERS:
            if role in after:
                return Draft(start, after[role].end, how, unit, rule, amount=amount * sign)
        if "window_after" in after:
            said = after["window_after"]
            sign = SHIFTS[said.cue.value]
            return Draft(start, said.end, "window", unit, rule, amount=amount * sign, nth=sign)
        if unit == "year" and "age_after" in after:
            return Draft(start, after["age_after"].end, "none", "age", rule)
        ordinal = after.get("ordinals")
        if ordinal and amount and abs(int(ordinal.cue.number or 0)) == 1:
            period = self._nth(start, hit, int(ordinal.cue.number or 0), amount, ordinal.end)
            if period:
                return period
        if unit in FRACTIONS:
            return None
        aged = unit == "year" and self.words.lead(self.form, start, self.words.age_before) >= 0
        return Draft(start, hit.end, "none", "age" if aged else "duration", rule)

    def _unit_numbered(self, hit: Hit) -> Draft | None:
        """Read "kuartal I 2024", "pekan pertama Juni", "tahun 2024"."""
        ordinal = self.next_to(hit.end).get("ordinals")
        if ordinal is None:
            return None
        return self._nth(hit.start, hit, int(ordinal.cue.number or 0), 1, ordinal.end)

    def _numbered_unit(self, hit: Hit) -> Draft | None:
        """Read "3rd week of January"."""
        numeral = self.numerals.get(self._numeral_ends.get(hit.start - 1, -1))
        if numeral is None or numeral.suffix not in self.words.ordinal_suffixes:
            return None
        day = self._day(numeral.start)
        return self._nth(numeral.start, hit, day[0], 1, hit.end) if day else None

    def _ordinal(self, hit: Hit) -> Draft | None:
        """Read "first quarter of 2024", "last week of June", "second of August"."""
        nth, place = int(hit.cue.number or 0), self.beside(hit.end)
        month = self.hits.get(self._next_loose(hit.end), NOTHING).get("months")
        sure = month and (self._strong(month) or month.start > hit.end + 2)
        # "the first on February 19" is no first of February
        sure = sure and month and not self._day(self.after(self._month_end(month), loose=False))
        if month and sure and nth > 0 and not self._unlikely(month):
            return self._with_year(
                Draft(
                    hit.start, self._month_end(month), "date", "day", month.cue.rule,
                    month=int(month.cue.number or 0), day=nth,
                )
            )  # fmt: skip
        unit, count = self.hits.get(place, NOTHING).get("units"), 1
        if unit is None and abs(nth) == 1:
            counted = self._counted_after(place)
            unit, count = counted or (None, 0)
        if unit is None or not count:
            return None
        return self._nth(hit.start, unit, nth, count, unit.end)

    def _nth(self, start: int, unit: Hit, nth: int, count: int, end: int) -> Draft | None:
        """Read the period that the n-th unit is part of; a quarter alone is this year's."""
        name = unit.cue.value
        if name not in NTH_UNITS:
            return None
        period = self._period(self._next_loose(end))
        if period:
            return period._replace(start=start, nth_unit=name, nth=nth, nth_count=count)
        if name not in FRACTIONS or nth < 0:
            return None
        return Draft(
            start, end, "date", "year", unit.cue.rule, year_shift=0, nth_unit=name, nth=nth
        )

    def _part(self, hit: Hit) -> Draft | None:
        """Read "late November", "awal tahun ini", "early Friday"."""
        if self.text[hit.end : hit.end + 1] not in (" ", "-", "\u00a0"):
            return None
        for place in dict.fromkeys((self.beside(hit.end), self.after(hit.end))):
            named = self.hits.get(place, NOTHING).get("weekdays")
            day = self._weekday(named) if named else None
            if day:
                return day._replace(start=hit.start)
            period = self._period(place)
            if period:
                return period._replace(start=hit.start, part=hit.cue.value)
        return None

    def _season(self, hit: Hit) -> Draft | None:
        draft = Draft(
            hit.start, hit.end, "date", "season", hit.cue.rule,
            month=int(hit.cue.number or 0), months=3,
        )  # fmt: skip
        dated = self._with_year(draft)
        if dated.end != hit.end:
            return dated
        shift = self.next_to(hit.end).get("shift_after")
        if shift and shift.cue.value in SHIFTS:
            return draft._replace(end=shift.end, amount=SHIFTS[shift.cue.value])
        return None

    def _fiscal(self, hit: Hit) -> Draft | None:
        year = self._year(self.beside(hit.end))
        if year is None:
            return None
        return Draft(
            hit.start, year[1], "date", "year", hit.cue.rule,
            year=year[0], month=int(hit.cue.number or 0), months=12, nth=-2,
        )  # fmt: skip
