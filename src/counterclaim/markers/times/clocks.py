"""Times of day and parts of the day, alone and beside their day; ages."""

from typing import Final

from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.periods import Periods
from counterclaim.markers.times.places import NOTHING
from counterclaim.markers.times.words import Numeral
from counterclaim.model import Hit

LONGEST_CLOCK: Final = 5
YOUNGEST: Final = 10
"""Least number in brackets after a name that is taken for an age; less is a count or a note."""


class Clocks(Periods):
    """Reads what is smaller than a day."""

    def _present(self, hit: Hit) -> Draft:
        unit, amount = hit.cue.value.split()
        dated = self._date_at(self.after(hit.end, loose=False)) if unit == "day" else None
        if dated and dated.day:
            return dated._replace(start=hit.start)
        return Draft(hit.start, hit.end, "shift", unit, hit.cue.rule, amount=int(amount))

    def _daypart(self, hit: Hit) -> Draft | None:
        """Read a part of the day before its day: "midnight on Saturday", "the night of 5 June"."""
        place = self._next_loose(hit.end)
        found = self.hits.get(place, NOTHING)
        day = self._present(found["present"]) if "present" in found else self._date_at(place)
        return day._replace(start=hit.start) if day and day.unit == "day" else None

    def _age(self, numeral: Numeral) -> Draft | None:
        """Read the bare age of a person: "aged 43", "Budi (43)", "Ann Lee, 43,"."""
        if len(numeral.words) > 2 or numeral.suffix or not numeral.words.isdigit():
            return None
        if "units" in self.next(numeral.end):
            return None  # an age of its own, or no age at all
        begin = self.words.lead(self.form, numeral.start, self.words.age_before)
        if begin >= 0:
            return Draft(begin, numeral.end, "none", "age", "times.age_before")
        signs = self.text[numeral.start - 1], self.text[numeral.end : numeral.end + 1]
        apposed = signs == ("(", ")") or (
            self.text[numeral.start - 2 : numeral.start] == ", " and signs[1] in ",."
        )
        if apposed and int(numeral.words) >= YOUNGEST and self._capitalised(numeral.start - 2):
            return Draft(numeral.start, numeral.end, "none", "age", "times.age")
        return None

    def _is_clock(self, numeral: Numeral) -> bool:
        if numeral.shape not in ("number", "clock") or len(numeral.words) > LONGEST_CLOCK:
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
        other = self._joined_place(end)
        if other in self.numerals:
            after = self.next(self.numerals[other].end).get("clock_after")
            end = after.end if after else self.numerals[other].end
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
