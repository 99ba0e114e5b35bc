"""Days, months and years told by the calendar, in whichever order and script of figures."""

from typing import Final

from counterclaim.languages.calendar import SHORT
from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.places import LAST_YEAR, NOTHING
from counterclaim.markers.times.shifts import SHIFTS, Shifts
from counterclaim.markers.times.words import DATE_SHAPES, RUNNING, Numeral
from counterclaim.model import Hit

CENTURY: Final = 100
LAST_SHORT_YEAR: Final = 68
"""Two digits of a year up to it are in the 21st century, as POSIX reads them."""
LARGEST_DENOMINATOR: Final = 10
APOSTROPHES: Final = ("'", "’", "‘")
FIRST_YEAR_IN_NAMES: Final = 1900
LONGEST_NAME: Final = 40
FIRST_LIKELY_YEAR: Final = 1600
"""Four digits below it are a year only beside a day or month."""


class Dates(Shifts):
    """Reads dates, weekdays, months and years."""

    def _date_at(self, place: int) -> Draft | None:
        """Read a day at a place: a weekday, or a date in figures or with a month's name."""
        numeral, found = self.numerals.get(place), self.hits.get(place, NOTHING)
        if numeral and numeral.shape in DATE_SHAPES:
            return self._numeric_date(numeral)
        if numeral and numeral.shape == "number":
            return self._day_first(numeral)
        if "weekdays" in found:
            return self._weekday(found["weekdays"])
        return self._month(found["months"]) if "months" in found else None

    def _with_year(self, draft: Draft) -> Draft:
        """Add a year said after a date: "2025", "last year", "tahun lalu"."""
        place = self._next_loose(draft.end)
        year = self._year(place)
        if year:
            return draft._replace(year=year[0], end=year[1])
        shifted = self._shifted_unit(place)
        if shifted and shifted.how == "shift" and shifted.unit == "year":
            return draft._replace(year_shift=shifted.amount, end=shifted.end)
        shift = self.next_to(draft.end).get("shift_after") if draft.day else None
        return draft._replace(end=shift.end) if shift and shift.cue.value == "last" else draft

    def _decade(self, numeral: Numeral, end: int) -> Draft | None:
        if len(numeral.words) == 2 and numeral.words[1] == "0":  # "the '40s"; else "in his 70s"
            if self.text[numeral.start - 1 : numeral.start] in APOSTROPHES and numeral.start:
                year = 1900 + int(numeral.words)
                return Draft(numeral.start, end, "date", "decade", "times.decade", year=year)
            return Draft(numeral.start, end, "none", "age", "times.decade")
        if len(numeral.words) != 4 or numeral.words[3] != "0":
            return None
        year = int(numeral.words)
        return Draft(numeral.start, end, "date", "decade", "times.decade", year=year)

    def _hyphened_decade(self, numeral: Numeral) -> Draft | None:
        """Read "1990-an"."""
        start = numeral.end + 1
        if self.text[numeral.end : start] != "-":
            return None
        end = self.form.find(" ", start)
        if self.form[start:end] not in self.words.decade_suffixes:
            return None
        return self._decade(numeral, end)

    def _numeric_date(self, numeral: Numeral) -> Draft | None:
        parts = [int(p) for p in numeral.words.replace("/", "-").replace(".", "-").split("-")]
        year: int | None = None
        if numeral.shape in ("iso", "ymd"):
            year, month, day = parts
        else:
            day, month = parts[:2] if self.words.day_first else (parts[1], parts[0])
            if month > 12 >= day:
                day, month = month, day
            if len(parts) > 2:
                year = parts[2] + (0 if parts[2] >= CENTURY else _century(parts[2]))
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        rule = f"times.{numeral.shape}"
        if year is None and not self._in_brackets(numeral) and not self._led_date(numeral, parts):
            return None  # a fraction or a score
        return Draft(
            numeral.start, numeral.end, "date", "day", rule, year=year, month=month, day=day
        )

    def _led_date(self, numeral: Numeral, parts: list[int]) -> bool:
        """Tell "on 22/4" from the fractions "in 2/3 of cases" and "1/10"."""
        fraction = parts[0] < parts[1] <= LARGEST_DENOMINATOR
        key = self.words.opening(self.form, numeral.start)[1]
        return not fraction and (key in RUNNING or key in ("leads", "since"))

    def _in_brackets(self, numeral: Numeral) -> bool:
        before = self.text[max(0, numeral.start - 1) : numeral.start]
        return before == "(" and self.text[numeral.end : numeral.end + 1] in (")", ",", " ", "-")

    def _pair(self, numeral: Numeral) -> Draft | None:
        """Read "28-29 June", "2012-2014", "2012-13" and "2012/13"."""
        first, last = _two(numeral.words)
        if first < last <= 31 and not numeral.suffix:
            month = self.hits.get(self._next_loose(numeral.end), NOTHING).get("months")
            if month:
                return self._with_year(
                    Draft(
                        numeral.start, month.end, "date", "day", month.cue.rule,
                        month=int(month.cue.number or 0), day=first, last_day=last,
                    )
                )  # fmt: skip
        likely = FIRST_LIKELY_YEAR <= first < last <= LAST_YEAR
        # "2012-13" and "2012/2013", one year after the other, are no amounts whatever follows.
        seasons = last == first + 1 and not numeral.words.endswith(str(last))
        if "/" in numeral.words:
            seasons = likely = likely and last == first + 1
        if likely and (seasons or not self._counts_something(numeral.end)):
            rule = "times.years"
            until = Draft(numeral.start, numeral.end, "date", "year", rule, year=last)
            return Draft(numeral.start, numeral.end, "date", "year", rule, year=first, until=until)
        return None

    def _day_first(self, numeral: Numeral) -> Draft | None:
        """Read "27 Februari 2025", "29th of November", "28 and 29 June"."""
        day = self._day(numeral.start)
        if day is None:
            return None
        place, last_day = self._next_loose(day[1]), None
        month = self.hits.get(place, NOTHING).get("months")
        if month is None:
            other = self._joined_place(day[1])
            second = self._day(other) if other else None
            if second is None or second[0] <= day[0]:
                return None
            last_day = second[0]
            month = self.hits.get(self._next_loose(second[1]), NOTHING).get("months")
            if month is None:
                return None
        return self._with_year(
            Draft(
                numeral.start, self._month_end(month), "date", "day", month.cue.rule,
                month=int(month.cue.number or 0), day=day[0], last_day=last_day,
            )
        )  # fmt: skip

    def _bare_year(self, numeral: Numeral) -> Draft | None:
        year = self._year(numeral.start)
        if year is None or not FIRST_LIKELY_YEAR <= year[0] <= LAST_YEAR:
            return None
        decade = self._hyphened_decade(numeral)
        if decade:
            return decade
        lead = self.words.opening(self.form, numeral.start)[1]
        after = self.text[numeral.end : numeral.end + 1]
        bracketed = self.text[numeral.start - 1 : numeral.start] == "(" and after == ")"
        shift = self.next_to(numeral.end).get("shift_after")  # "2006 silam"
        named = not lead and (
            self._after_name(numeral) or bool(shift and shift.cue.value == "last")
        )
        if not (lead or bracketed or named or self._joined_years(numeral)):
            return None
        exact = self._joined_years(numeral) and not numeral.words.endswith("0")
        if not exact and lead not in ("leads", "leads_year", "since"):
            other = self._joined_place(numeral.end)
            last = self.numerals.get(other) if other is not None else None
            if self._counts_something((last or numeral).end):
                return None  # "of 2000 people", "between 1800 and 2000 people"
        return Draft(numeral.start, numeral.end, "date", "year", "times.year", year=year[0])

    def _after_name(self, numeral: Numeral) -> bool:
        """Tell whether digits end a name, as in "Miss Universe 2025"; round ones may be a count."""
        if numeral.words.endswith("00") or int(numeral.words) < FIRST_YEAR_IN_NAMES:
            return False
        before = self.text[max(0, numeral.start - LONGEST_NAME) : numeral.start]
        words = before.split(" ")
        # The name needs a word before it in the same sentence, or its capital may mean nothing.
        return (
            len(words) > 2
            and self._capitalised(numeral.start - 1)
            and len(words[-2]) > 2
            and words[-3][-1:].isalpha()
        )

    def _joined_years(self, numeral: Numeral) -> bool:
        """Tell whether a join word and another year follow or stand before: "2012 to 2014"."""
        place = self._joined_place(numeral.end)
        if place is not None and self._year(place):
            return True
        begin = self.words.lead(self.form, numeral.start, self.words.joins.keys())
        before = self._numeral_ends.get(begin - 1)
        return before is not None and self._year(before) is not None

    def _month(self, hit: Hit) -> Draft | None:
        """Read "February 27, 2025", "March 2011", "April"."""
        month, rule = int(hit.cue.number or 0), hit.cue.rule
        end = self._month_end(hit)
        place = self.after(end, loose=False)
        day = self._day(place) or self._ordinal_day(place)
        if day and not (self.text[day[1] : day[1] + 1] == " " and self._month_at(day[1])):
            draft = Draft(hit.start, day[1], "date", "day", rule, month=month, day=day[0])
            other = self._joined_place(day[1])
            second = self._day(other) if other else None
            if second and second[0] > day[0] and not self._month_at(second[1]):
                draft = draft._replace(last_day=second[0], end=second[1])
            dated = self._with_year(draft)
            if not self.words.day_first or dated.year:
                return dated
        pair = self.numerals.get(place)
        if pair and pair.shape == "pair" and not self.words.day_first:
            first, last = _two(pair.words)
            if first < last <= 31:
                return self._with_year(
                    Draft(
                        hit.start, pair.end, "date", "day", rule,
                        month=month, day=first, last_day=last,
                    )
                )  # fmt: skip
        if self._unlikely(hit):
            return None
        dated = self._with_year(Draft(hit.start, end, "date", "month", rule, month=month))
        if dated.end != end:
            return dated
        shift = self.next_to(hit.end).get("shift_after")
        if shift and shift.cue.value in SHIFTS:
            return dated._replace(end=shift.end, amount=SHIFTS[shift.cue.value])
        return dated._replace(end=hit.end) if self._strong(hit) and not self._name(hit) else None

    def _name(self, hit: Hit) -> bool:
        """Tell whether a month is a person's name: "April Jones", with no lead before it."""
        after = self.text[hit.end : hit.end + 2]
        named = after[:1] == " " and after[1:].isupper() and self.text[hit.start + 1].islower()
        return named and not self.words.opening(self.form, hit.start)[1]

    def _ordinal_day(self, place: int) -> tuple[int, int] | None:
        """Read the day in "January first"."""
        hit = self.hits.get(place, NOTHING).get("ordinals")
        day = int(hit.cue.number or 0) if hit else 0
        after = self.next(hit.end) if hit else NOTHING
        return (day, hit.end) if hit and day > 0 and "units" not in after else None

    def _month_end(self, month: Hit) -> int:
        """Give the end of a month's name, with the full stop of a short one before digits."""
        short = month.cue.value == SHORT or not month.cue.rule.startswith("CLDR")
        after = self.text[month.end : month.end + 3]
        return month.end + (short and after[:2] == ". " and after[2:].isdigit())

    def _month_at(self, end: int) -> bool:
        return "months" in self.hits.get(self._next_loose(end), NOTHING)

    def _unlikely(self, hit: Hit) -> bool:
        """Tell a word in small letters that is a name only with a capital: "may", "minggu"."""
        if not self.text[hit.start].islower() or self.text[hit.start : hit.end] == hit.cue.surface:
            return False
        return (
            hit.cue.value == SHORT
            or "units" in self.hits[hit.start]
            or self.form[hit.start : hit.end] in self.words.weak
        )

    def _strong(self, hit: Hit) -> bool:
        """Tell whether a name alone is a time: not one that is another word too, without a lead."""
        weak = hit.cue.value == SHORT or self.form[hit.start : hit.end] in self.words.weak
        if not weak:
            return True
        joined = self._joined_place(hit.end)
        if joined and "months" in self.hits.get(joined, NOTHING):
            return True
        if hit.cue.value == SHORT and hit.end - hit.start < 3:
            return False
        return self.words.opening(self.form, hit.start)[1] not in ("", "leads_year")

    def _weekday(self, hit: Hit) -> Draft | None:
        """Read "Senin (26/4/2021)", "Kamis dini hari, 27 Februari 2025", "Rabu lalu"."""
        if self._unlikely(hit) or ("units" in self.hits[hit.start] and not self._is_weekday(hit)):
            return None
        draft = Draft(
            hit.start, hit.end, "date", "day", hit.cue.rule, weekday=int(hit.cue.number or 0)
        )
        dated = self._weekday_date(draft, hit)
        if dated:
            return dated
        after = self.next_to(hit.end)
        shift = after.get("shift_after")
        if shift and shift.cue.value in SHIFTS:
            return draft._replace(end=shift.end, amount=SHIFTS[shift.cue.value])
        week = self._shifted_unit(self._next_loose(hit.end))
        if week and week.how == "shift" and week.unit == "week":
            return draft._replace(end=week.end, nth_unit="week", amount=week.amount)
        return draft if hit.cue.value != SHORT else None

    def _weekday_date(self, draft: Draft, hit: Hit) -> Draft | None:
        """Add the date that follows a weekday, with parts of the day between."""
        end = hit.end
        for _ in range(3):
            place = self._next_loose(end)
            found = self.hits.get(place, NOTHING)
            date = None if "weekdays" in found else self._date_at(place)
            if date and date.day:
                opened = "(" in self.text[hit.start : date.end]
                closed = opened and self.text[date.end : date.end + 1] == ")"
                return date._replace(start=hit.start, end=date.end + closed, weekday=draft.weekday)
            if "dayparts" not in found:
                return None
            end = found["dayparts"].end
        return None

    def _is_weekday(self, hit: Hit) -> bool:
        """Tell a weekday's name from a unit of the same letters ("Minggu") by its neighbours."""
        after = self.next_to(hit.end)
        if "shift_after" in after or "window_after" in after or "ago" in after:
            sentence_start = self.text[max(0, hit.start - 2) : hit.start].strip() in ("", ".", '"')
            title = not hit.start or self.text[hit.start - 1] == "\n"
            return not (sentence_start or title) and self._count(hit.start) is None
        return "ordinals" not in after and self._count(hit.start) is None


def _two(words: str) -> tuple[int, int]:
    """Give the two numbers of a pair; the second of "2012-13" is the year after."""
    first, last = (int(p) for p in words.replace("–", "-").replace("/", "-").split("-"))
    after = first >= FIRST_LIKELY_YEAR and last == (first + 1) % CENTURY
    return first, first + 1 if after else last


def _century(year: int) -> int:
    return 2000 if year <= LAST_SHORT_YEAR else 1900
