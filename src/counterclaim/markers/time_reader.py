"""The grammar of time expressions over cue hits and numerals, in no language in particular."""

from collections.abc import Callable, Mapping, Sequence

from counterclaim.languages.calendar import SHORT
from counterclaim.markers.reading import Reading
from counterclaim.markers.time_draft import Draft
from counterclaim.markers.time_words import ROLES, Numeral, TimeWords, numerals, time_words
from counterclaim.model import Hit

Found = Mapping[str, Hit]
NOTHING: Found = {}
SHIFTS = {"last": -1, "this": 0, "next": 1}
CALENDAR_UNITS = frozenset(("day", "week", "weekend", "month", "quarter", "half", "year", "decade"))
PERIODS = frozenset(("month", "year", "quarter", "half", "decade", "season"))
FRACTIONS = frozenset(("quarter", "half"))
"""Units whose words are fractions too: "a quarter of voters" is no duration."""
CENTURY = 100
FIRST_YEAR, LAST_YEAR = 1000, 2199


class TimeReader:
    """Reads drafts at the places of one report where a cue or numeral stands."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.form = reading.form
        self.words: TimeWords = time_words(reading.pack)
        self.hits: dict[int, dict[str, Hit]] = {}
        self.numerals: dict[int, Numeral] = {}
        self._numeral_ends: dict[int, int] = {}
        for role, kind in ROLES:
            for hit in reading.hits(kind):
                self.hits.setdefault(hit.start, {})[role] = hit
        fences = reading.document.fences
        for numeral in numerals(self.text):
            if fences and any(f.span.start <= numeral.start < f.span.end for f in fences):
                continue
            self.numerals[numeral.start] = numeral
            self._numeral_ends[numeral.suffix_end] = numeral.start
        self._readers: Sequence[tuple[str, Callable[[Hit], Draft | None]]] = (
            ("previous", self._previous),
            ("present", self._present),
            ("now", self._now),
            ("holidays", self._holiday),
            ("weekdays", self._weekday),
            ("months", self._month),
            ("shift_before", self._shift_before),
            ("ordinals", self._ordinal),
            ("parts", self._part),
            ("seasons", self._season),
            ("fiscal_year", self._fiscal),
            ("clock_before", self._clock_before),
            ("one_unit", self._one_unit),
            ("units", self._unit),
        )

    def places(self) -> list[int]:
        """Give all places where an expression may begin, in order."""
        return sorted(self.hits.keys() | self.numerals.keys())

    def read(self, place: int) -> Draft | None:
        """Read the longest expression at a place, with what belongs to it on the right."""
        best: Draft | None = None
        numeral = self.numerals.get(place)
        if numeral:
            best = self._numeral(numeral)
        found = self.hits.get(place)
        if found:
            for role, reader in self._readers:
                hit = found.get(role)
                if hit:
                    draft = reader(hit)
                    if draft and (best is None or draft.end > best.end):
                        best = draft
        return self._widened(best) if best else None

    # What stands to the right of a place.

    def after(self, end: int, *, loose: bool = True) -> int:
        """Give where the next part may begin, past signs and, if loose, one filler."""
        pattern = self.words.loose if loose else self.words.tight
        match = pattern.match(self.text, end)
        return match.end() if match else end

    def next(self, end: int) -> Found:
        """Give the hits right after ``end``, with nothing but signs between."""
        return self.hits.get(self.after(end, loose=False), NOTHING)

    def _next_loose(self, end: int) -> int:
        """Give the place of the next part: right after ``end`` if there is one, else past a filler."""
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

    def _with_year(self, draft: Draft) -> Draft:
        """Add a year said after a date: "2025", "last year", "tahun lalu"."""
        place = self._next_loose(draft.end)
        year = self._year(place)
        if year:
            return draft._replace(year=year[0], end=year[1])
        shifted = self._shifted_unit(place)
        if shifted and shifted.how == "shift" and shifted.unit == "year":
            return draft._replace(year_shift=shifted.amount, end=shifted.end)
        return draft

    def _shifted_unit(self, place: int) -> Draft | None:
        found = self.hits.get(place, NOTHING)
        if "shift_before" in found:
            return self._shift_before(found["shift_before"])
        if "units" in found:
            return self._unit_shifted_after(found["units"])
        return None

    # Dates.

    def _numeral(self, numeral: Numeral) -> Draft | None:
        if numeral.suffix_end != numeral.end and numeral.suffix in self.words.decade_suffixes:
            return self._decade(numeral, numeral.suffix_end)
        if numeral.shape in ("iso", "slash", "dotted"):
            return self._numeric_date(numeral)
        if numeral.shape == "clock" or self._is_clock(numeral):
            return self._clock(numeral)
        if numeral.shape == "pair":
            return self._pair(numeral)
        return self._day_first(numeral) or self._bare_year(numeral)

    def _decade(self, numeral: Numeral, end: int) -> Draft | None:
        if len(numeral.words) != 4 or numeral.words[3] != "0":
            return None
        year = int(numeral.words)
        return Draft(numeral.start, end, "date", "decade", "times.decade", year=year)

    def _numeric_date(self, numeral: Numeral) -> Draft | None:
        parts = [int(p) for p in numeral.words.replace("/", "-").replace(".", "-").split("-")]
        year: int | None = None
        if numeral.shape == "iso":
            year, month, day = parts
        else:
            day, month = parts[:2] if self.words.day_first else (parts[1], parts[0])
            if month > 12 >= day:
                day, month = month, day
            if len(parts) > 2:
                year = parts[2] + (2000 if parts[2] < CENTURY else 0)
        if not (1 <= month <= 12 and 1 <= day <= 31):
            return None
        rule = f"times.{numeral.shape}"
        if year is None and not self._in_brackets(numeral):
            return None  # a fraction or a score
        return Draft(
            numeral.start, numeral.end, "date", "day", rule, year=year, month=month, day=day
        )

    def _in_brackets(self, numeral: Numeral) -> bool:
        before = self.text[max(0, numeral.start - 1) : numeral.start]
        return before == "(" and self.text[numeral.end : numeral.end + 1] in (")", ",", " ", "-")

    def _pair(self, numeral: Numeral) -> Draft | None:
        """Read "28-29 June" and "2012-2014"."""
        first, last = (int(p) for p in numeral.words.replace("–", "-").split("-"))
        if first < last <= 31 and not numeral.suffix:
            month = self.hits.get(self._next_loose(numeral.end), NOTHING).get("months")
            if month:
                return self._with_year(
                    Draft(
                        numeral.start, month.end, "date", "day", month.cue.rule,
                        month=int(month.cue.number or 0), day=first, last_day=last,
                    )
                )  # fmt: skip
        if FIRST_YEAR + 700 < first < last <= LAST_YEAR:
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

    def _month_end(self, month: Hit) -> int:
        """Give the end of a month's name, with the full stop of a short one."""
        dotted = month.end - month.start <= 4 and self.text[month.end : month.end + 2] == ". "
        return month.end + dotted

    def _joined_place(self, end: int) -> int | None:
        """Give the place after a join word or dash that follows ``end``."""
        between = self.text[end : end + 3].lstrip()[:1]
        if between in ("-", "–"):
            return self.after(end, loose=False)
        start = end + 1
        stop = self.form.find(" ", start)
        if stop > start and self.form[start:stop] in self.words.joins:
            return self.after(stop)
        return None

    def _bare_year(self, numeral: Numeral) -> Draft | None:
        year = self._year(numeral.start)
        if year is None or not 1600 <= year[0] <= LAST_YEAR:
            return None
        lead = self.words.opening(self.form, numeral.start)[1]
        after = self.text[numeral.end : numeral.end + 1]
        bracketed = self.text[numeral.start - 1 : numeral.start] == "(" and after == ")"
        if not lead and not bracketed and not self._joined_years(numeral):
            return None
        if after == "-" and self.text[numeral.end + 1 : numeral.end + 2].isalpha():
            suffix = self.text[numeral.end + 1 :].split(" ", 1)[0].lower()
            for ending in self.words.decade_suffixes:
                if suffix.rstrip(".,;)") == ending:
                    return self._decade(numeral, numeral.end + 1 + len(ending))
        return Draft(numeral.start, numeral.end, "date", "year", "times.year", year=year[0])

    def _joined_years(self, numeral: Numeral) -> bool:
        """Tell whether a join word follows and then another year: "2012 to 2014"."""
        place = self._joined_place(numeral.end)
        return place is not None and self._year(place) is not None

    def _month(self, hit: Hit) -> Draft | None:
        """Read "February 27, 2025", "March 2011", "April"."""
        month, rule = int(hit.cue.number or 0), hit.cue.rule
        end = self._month_end(hit)
        place = self.after(end, loose=False)
        day = self._day(place)
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
            first, last = (int(p) for p in pair.words.replace("–", "-").split("-"))
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
        shift = self.next(hit.end).get("shift_after")
        if shift and shift.cue.value in SHIFTS:
            return dated._replace(end=shift.end, amount=SHIFTS[shift.cue.value])
        return dated._replace(end=hit.end) if self._strong(hit) else None

    def _unlikely(self, hit: Hit) -> bool:
        """Tell a word in small letters that is a name only with a capital: "may", "minggu"."""
        if not self.text[hit.start].islower() or self.text[hit.start : hit.end] == hit.cue.surface:
            return False
        return (
            hit.cue.value == SHORT
            or "units" in self.hits[hit.start]
            or self.form[hit.start : hit.end] in self.words.weak
        )

    def _month_at(self, end: int) -> bool:
        return "months" in self.hits.get(self._next_loose(end), NOTHING)

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
        key = self.words.opening(self.form, hit.start)[1]
        return bool(key) and self.form[: hit.start].rstrip().rsplit(" ", 1)[-1] not in ("the",)

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
        after = self.next(hit.end)
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
            numeral = self.numerals.get(place)
            found = self.hits.get(place, NOTHING)
            date: Draft | None = None
            if numeral and numeral.shape in ("iso", "slash", "dotted"):
                date = self._numeric_date(numeral)
            elif numeral and numeral.shape == "number":
                date = self._day_first(numeral)
            elif "months" in found:
                date = self._month(found["months"])
            if date and date.day:
                closed = date.end + (self.text[date.end : date.end + 1] == ")")
                return date._replace(start=hit.start, end=closed, weekday=draft.weekday)
            if "dayparts" not in found:
                return None
            end = found["dayparts"].end
        return None

    def _is_weekday(self, hit: Hit) -> bool:
        """Tell a weekday's name from a unit of the same letters ("Minggu") by its neighbours."""
        after = self.next(hit.end)
        if "shift_after" in after or "window_after" in after or "ago" in after:
            sentence_start = self.text[max(0, hit.start - 2) : hit.start].strip() in ("", ".", '"')
            title = not hit.start or self.text[hit.start - 1] in "\n"
            return not (sentence_start or title) and self._count(hit.start) is None
        return "ordinals" not in after and self._count(hit.start) is None

    # Units.

    def _count(self, start: int) -> tuple[int, int] | None:
        """Read the number before a unit: where it begins, and its value (0: a few)."""
        end = start
        while end > 0 and self.text[end - 1] in " -\u00a0":
            end -= 1
        if end == start or start - end > 2:
            return None
        begin = self._numeral_ends.get(end)
        if begin is not None:
            words = self.numerals[begin].words
            return begin, int(words) if words.isdigit() and len(words) < 5 else 0
        return self.words.count(self.form, start)

    def _unit(self, hit: Hit) -> Draft | None:
        unit = hit.cue.value
        count = self._count(hit.start)
        if count:
            return self._counted(count[0], hit, unit, count[1])
        begin = self.words.lead(self.form, hit.start, self.words.every)
        if begin >= 0:
            return Draft(begin, hit.end, "none", "set", hit.cue.rule)
        draft = self._unit_shifted_after(hit)
        return draft or self._unit_numbered(hit)

    def _one_unit(self, hit: Hit) -> Draft | None:
        return self._counted(hit.start, hit, hit.cue.value, 1)

    def _counted(self, start: int, hit: Hit, unit: str, amount: int) -> Draft | None:
        after = self.next(hit.end)
        rule = hit.cue.rule
        for role, how, sign in (
            ("ago", "ago", -1), ("later", "offset", 1), ("earlier", "offset", -1)
        ):  # fmt: skip
            if role in after:
                return Draft(start, after[role].end, how, unit, rule, amount=amount * sign)
        if "window_after" in after:
            said = after["window_after"]
            sign = SHIFTS[said.cue.value]
            return Draft(start, said.end, "window", unit, rule, amount=amount * sign, nth=sign)
        if unit == "year":
            if "age_after" in after:
                return Draft(start, after["age_after"].end, "none", "age", rule)
            begin = self.words.lead(self.form, start, self.words.age_before)
            if begin >= 0:
                return Draft(start, hit.end, "none", "age", rule)
        if unit in FRACTIONS:
            return None
        return Draft(start, hit.end, "none", "duration", rule)

    def _unit_shifted_after(self, hit: Hit) -> Draft | None:
        unit, shift = hit.cue.value, self.next(hit.end).get("shift_after")
        if not shift or unit not in CALENDAR_UNITS or shift.cue.value not in SHIFTS:
            return None
        amount = SHIFTS[shift.cue.value]
        return Draft(hit.start, shift.end, "shift", unit, hit.cue.rule, amount=amount)

    def _unit_numbered(self, hit: Hit) -> Draft | None:
        """Read "kuartal I 2024", "pekan pertama Juni", "tahun 2024"."""
        unit = hit.cue.value
        ordinal = self.next(hit.end).get("ordinals")
        if ordinal and unit in ("week", "quarter", "half", "decade"):
            period = self._period(self._next_loose(ordinal.end))
            nth = int(ordinal.cue.number or 0)
            if period:
                return period._replace(start=hit.start, nth_unit=unit, nth=nth)
            if unit in ("quarter", "half"):
                return Draft(
                    hit.start, ordinal.end, "date", "year", hit.cue.rule,
                    year_shift=0, nth_unit=unit, nth=nth,
                )  # fmt: skip
        return None

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

    def _shift_before(self, hit: Hit) -> Draft | None:
        """Read "last week", "last three weeks", "last Wednesday", "next March"."""
        word, rule = hit.cue.value, hit.cue.rule
        place = self.after(hit.end, loose=False)
        found = self.hits.get(place, NOTHING)
        unit = found.get("units")
        if word == "recent":
            if unit is None:
                return None
            return Draft(hit.start, unit.end, "window", unit.cue.value, rule, amount=0, nth=-1)
        amount = SHIFTS[word]
        if unit and unit.cue.value in CALENDAR_UNITS:
            return Draft(hit.start, unit.end, "shift", unit.cue.value, rule, amount=amount)
        for role in ("weekdays", "months", "seasons", "holidays", "fiscal_year"):
            if role in found:
                return self._shifted_name(hit, role, found[role], amount)
        return self._window_before(hit, place, amount)

    def _shifted_name(self, hit: Hit, role: str, name: Hit, amount: int) -> Draft | None:
        number, end, rule = int(name.cue.number or 0), name.end, name.cue.rule
        draft = Draft(hit.start, end, "date", "day", rule, amount=amount)
        if role == "weekdays":
            return draft._replace(weekday=number)
        if role == "months":
            # "Last July" said in August is a year old; the month just past is "last month".
            return draft._replace(unit="month", month=number, nth=-1)
        if role == "seasons":
            return draft._replace(unit="season", month=number, months=3)
        if role == "fiscal_year":
            return draft._replace(
                unit="year", year_shift=amount, amount=None, month=number, months=12, nth=-2
            )
        return draft._replace(how="holiday", rule_of_days=name.cue.value)

    def _window_before(self, hit: Hit, place: int, amount: int) -> Draft | None:
        """Read the count and unit after "last": "three weeks", "few days", "24 hours"."""
        for start in range(place + 1, min(place + 24, len(self.form))):
            unit = self.hits.get(start, NOTHING).get("units")
            if unit:
                count = self._count(start)
                if count is None or count[0] != place or not amount:
                    return None
                return Draft(
                    hit.start, unit.end, "window", unit.cue.value, hit.cue.rule,
                    amount=count[1] * amount, nth=amount,
                )  # fmt: skip
        return None

    def _ordinal(self, hit: Hit) -> Draft | None:
        """Read "first quarter of 2024", "last week of June", "second of August"."""
        nth, after = int(hit.cue.number or 0), self.next(hit.end)
        unit = after.get("units")
        if unit and unit.cue.value in ("week", "quarter", "half", "decade"):
            period = self._period(self._next_loose(unit.end))
            if period:
                return period._replace(start=hit.start, nth_unit=unit.cue.value, nth=nth)
            if unit.cue.value in ("quarter", "half") and nth > 0:
                return Draft(
                    hit.start, unit.end, "date", "year", hit.cue.rule,
                    year_shift=0, nth_unit=unit.cue.value, nth=nth,
                )  # fmt: skip
        return None

    def _part(self, hit: Hit) -> Draft | None:
        """Read "late November", "awal tahun ini", "early Friday"."""
        place = self.after(hit.end)
        found = self.hits.get(self.after(hit.end, loose=False), NOTHING)
        if "weekdays" in found:
            day = self._weekday(found["weekdays"])
            return day._replace(start=hit.start) if day else None
        period = self._period(self.after(hit.end, loose=False)) or self._period(place)
        if period is None:
            day_hit = self.hits.get(place, NOTHING).get("weekdays")
            day = self._weekday(day_hit) if day_hit else None
            return day._replace(start=hit.start) if day else None
        return period._replace(start=hit.start, part=hit.cue.value)

    def _season(self, hit: Hit) -> Draft | None:
        draft = Draft(
            hit.start, hit.end, "date", "season", hit.cue.rule,
            month=int(hit.cue.number or 0), months=3,
        )  # fmt: skip
        dated = self._with_year(draft)
        if dated.end != hit.end:
            return dated
        shift = self.next(hit.end).get("shift_after")
        if shift and shift.cue.value in SHIFTS:
            return draft._replace(end=shift.end, amount=SHIFTS[shift.cue.value])
        return None

    def _fiscal(self, hit: Hit) -> Draft | None:
        year = self._year(self.after(hit.end, loose=False))
        if year is None:
            return None
        return Draft(
            hit.start, year[1], "date", "year", hit.cue.rule,
            year=year[0], month=int(hit.cue.number or 0), months=12, nth=-2,
        )  # fmt: skip

    # Whole phrases.

    def _present(self, hit: Hit) -> Draft:
        unit, amount = hit.cue.value.split()
        return Draft(hit.start, hit.end, "shift", unit, hit.cue.rule, amount=int(amount))

    def _previous(self, hit: Hit) -> Draft:
        unit, amount = hit.cue.value.split()
        return Draft(hit.start, hit.end, "previous", unit, hit.cue.rule, amount=int(amount))

    def _now(self, hit: Hit) -> Draft:
        draft = Draft(hit.start, hit.end, "now", "day", hit.cue.rule, lead="by")
        period = self._shifted_unit(self.after(hit.end, loose=False))
        if period and period.how == "shift" and period.amount == 0:
            return period._replace(start=hit.start)
        return draft

    def _holiday(self, hit: Hit) -> Draft:
        return self._with_year(
            Draft(hit.start, hit.end, "holiday", "day", hit.cue.rule, rule_of_days=hit.cue.value)
        )

    # Times of day.

    def _is_clock(self, numeral: Numeral) -> bool:
        if numeral.shape != "number" or len(numeral.words) > 4:
            return False
        if numeral.suffix:
            return numeral.suffix in self.words.clock_after
        place = self.after(numeral.end, loose=False)
        return "clock_after" in self.hits.get(place, NOTHING)

    def _clock(self, numeral: Numeral) -> Draft | None:
        after = self.next(numeral.end).get("clock_after")
        if after is None and ":" not in numeral.words and not self._is_clock(numeral):
            return None
        end = after.end if after else numeral.suffix_end
        end += self.text[end : end + 1] == "." and self.text[end - 2 : end - 1] == "."
        draft = Draft(numeral.start, end, "none", "time", "times.clock")
        return self._time_of(draft)

    def _clock_before(self, hit: Hit) -> Draft | None:
        numeral = self.numerals.get(self.after(hit.end, loose=False))
        if numeral is None or numeral.shape not in ("clock", "number", "pair"):
            return None
        after = self.next(numeral.end).get("clock_after")
        end = after.end if after else numeral.suffix_end
        return self._time_of(Draft(hit.start, end, "none", "time", hit.cue.rule))

    def _time_of(self, draft: Draft) -> Draft:
        """Join a time of day with the day that follows it: "8 a.m. on Friday"."""
        place = self._next_loose(draft.end)
        found = self.hits.get(place, NOTHING)
        for role, reader in (
            ("weekdays", self._weekday), ("present", self._present), ("months", self._month)
        ):  # fmt: skip
            if role in found:
                day = reader(found[role])
                if day and day.unit == "day":
                    return day._replace(start=draft.start)
        return draft

    def _widened(self, draft: Draft) -> Draft:
        """Take in parts of the day and times of day on the right of a day."""
        if draft.unit != "day" or draft.how == "none":
            return draft
        for _ in range(3):
            place = self._next_loose(draft.end)
            found = self.hits.get(place, NOTHING)
            numeral = self.numerals.get(place)
            time: Draft | None = None
            if "dayparts" in found:
                draft = draft._replace(end=found["dayparts"].end)
                continue
            if "clock_before" in found:
                time = self._clock_before(found["clock_before"])
            elif numeral and (numeral.shape == "clock" or self._is_clock(numeral)):
                time = self._clock(numeral)
            if time is None or time.unit != "time":
                break
            closed = (
                self.text[time.end : time.end + 1] == ")"
                and "(" in self.text[draft.end : time.start]
            )
            draft = draft._replace(end=time.end + closed)
        return draft
