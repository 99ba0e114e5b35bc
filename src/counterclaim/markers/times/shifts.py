"""Units and names that are moved from the present: "last week", "pekan lalu", "next Friday"."""

from typing import Final

from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.places import NOTHING, Places
from counterclaim.model import Hit

SHIFTS: Final = {"last": -1, "past": -1, "this": 0, "next": 1}
CALENDAR_UNITS: Final = frozenset(
    ("day", "week", "weekend", "month", "quarter", "half", "year", "decade")
)


class Shifts(Places):
    """Reads units and names with a word that moves them."""

    def _shifted_unit(self, place: int) -> Draft | None:
        found = self.hits.get(place, NOTHING)
        if "shift_before" in found:
            return self._shift_before(found["shift_before"])
        if "units" in found:
            return self._unit_shifted_after(found["units"])
        return None

    def _unit_shifted_after(self, hit: Hit) -> Draft | None:
        unit, shift = hit.cue.value, self.next_to(hit.end).get("shift_after")
        if not shift or unit not in CALENDAR_UNITS or shift.cue.value not in SHIFTS:
            return None
        amount = SHIFTS[shift.cue.value]
        return Draft(hit.start, shift.end, "shift", unit, hit.cue.rule, amount=amount)

    def _shift_before(self, hit: Hit) -> Draft | None:
        """Read "last week", "last three weeks", "last Wednesday", "next March"."""
        word, rule = hit.cue.value, hit.cue.rule
        place = self.beside(hit.end)
        found = self.hits.get(place, NOTHING)
        unit = found.get("units")
        if word == "recent":
            if unit is None:
                return None
            return Draft(hit.start, unit.end, "window", unit.cue.value, rule, amount=0, nth=-1)
        amount = SHIFTS[word]
        if unit and word == "past":
            return Draft(hit.start, unit.end, "window", unit.cue.value, rule, amount=-1, nth=-1)
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
        counted = self._counted_after(place)
        if counted is None or not amount:
            return None
        unit, count = counted
        return Draft(
            hit.start, unit.end, "window", unit.cue.value, hit.cue.rule,
            amount=count * amount, nth=amount,
        )  # fmt: skip
