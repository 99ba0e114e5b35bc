"""The grammar of time expressions over cue hits and numerals, in no language in particular."""
# ruff: noqa: SLF001 - the table of readers names methods of the class of this file

from collections.abc import Callable, Sequence
from typing import Final

from counterclaim.markers.times.clocks import Clocks
from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.words import DATE_SHAPES, Numeral
from counterclaim.model import Hit

SAME_DAY: Final = "day 0"
"""What a pack says of the day told before: "in the evening", "that night"."""


class TimeReader(Clocks):
    """Reads drafts at the places of one report where a cue or numeral stands."""

    def read(self, place: int) -> Draft | None:
        """Read the longest expression at a place, with what belongs to it on the right."""
        best: Draft | None = None
        numeral = self.numerals.get(place)
        if numeral:
            best = self._numeral(numeral)
        found = self.hits.get(place)
        if found:
            for role, reader in _READERS:
                hit = found.get(role)
                if hit:
                    draft = reader(self, hit)
                    if draft and (best is None or _fuller(draft, best)):
                        best = draft
        return self._widened(best) if best else None

    def _numeral(self, numeral: Numeral) -> Draft | None:
        if numeral.suffix_end != numeral.end and numeral.suffix in self.words.decade_suffixes:
            return self._decade(numeral, numeral.suffix_end)
        if numeral.shape in DATE_SHAPES:
            return self._numeric_date(numeral)
        if numeral.shape == "clock" or self._is_clock(numeral):
            return self._clock(numeral)
        if numeral.shape == "pair":
            return self._pair(numeral)
        return self._day_first(numeral) or self._bare_year(numeral) or self._age(numeral)

    def _previous(self, hit: Hit) -> Draft:
        unit, amount = hit.cue.value.split()
        dated = self._date_at(self._next_loose(hit.end)) if hit.cue.value == SAME_DAY else None
        if dated and dated.day:  # "the evening of 5 June"
            return dated._replace(start=hit.start)
        lead = "since" if unit == "since" else ""
        return Draft(
            hit.start, hit.end, "previous", unit, hit.cue.rule, amount=int(amount), lead=lead
        )

    def _now(self, hit: Hit) -> Draft:
        if self.words.leads.get(self.form[hit.start : hit.end].split()[0]) == "since":
            place = self._next_loose(hit.end)
            begun = self._date_at(place) or self._period(place)
            if begun:  # "since the war began in June"
                return begun._replace(start=hit.start, lead="since")
        draft = Draft(hit.start, hit.end, "now", "day", hit.cue.rule, lead="by")
        period = self._shifted_unit(self.after(hit.end, loose=False))
        if period and period.how == "shift" and period.amount == 0:
            return period._replace(start=hit.start)
        return draft

    def _era(self, hit: Hit) -> Draft:
        return Draft(hit.start, hit.end, "none", "span", hit.cue.rule)

    def _holiday(self, hit: Hit) -> Draft:
        return self._with_year(
            Draft(hit.start, hit.end, "holiday", "day", hit.cue.rule, rule_of_days=hit.cue.value)
        )


def _fuller(draft: Draft, best: Draft) -> bool:
    """Tell whether a draft takes in a count to the left that another does not, or runs further."""
    return (draft.start < best.start, draft.end) > (best.start < draft.start, best.end)


_READERS: Final[Sequence[tuple[str, Callable[[TimeReader, Hit], Draft | None]]]] = (
    ("previous", TimeReader._previous),
    ("present", TimeReader._present),
    ("now", TimeReader._now),
    ("holidays", TimeReader._holiday),
    ("eras", TimeReader._era),
    ("weekdays", TimeReader._weekday),
    ("months", TimeReader._month),
    ("dayparts", TimeReader._daypart),
    ("shift_before", TimeReader._shift_before),
    ("ordinals", TimeReader._ordinal),
    ("parts", TimeReader._part),
    ("seasons", TimeReader._season),
    ("fiscal_year", TimeReader._fiscal),
    ("clock_before", TimeReader._clock_before),
    ("one_unit", TimeReader._one_unit),
    ("units", TimeReader._unit),
)
"""What reads a hit of each role. Not kept by a reader, bound to it: it would hold itself, and the hits of
its report, until cycles are looked for."""
