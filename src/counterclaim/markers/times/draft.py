"""A time expression as its words say it, before the publication time gives it days."""

from typing import NamedTuple


class Draft(NamedTuple):
    """What the words at ``text[start:end]`` say.

    ``how`` tells how the days are found:
    "date" from year, month, day, weekday, nth and season, as far as given;
    "shift" the calendar ``unit``, ``amount`` units from the present;
    "ago" the calendar unit that lay ``amount`` units from the present;
    "window" the ``amount`` units up to or from the present (0: a few, so one end is open);
    "previous" as "shift" from the time told before, "offset" likewise but to the day;
    "holiday" by ``rule_of_days``; "now" up to the present; "none" has no days.
    ``unit`` is the grain. ``year_shift`` counts years from the present. ``lead`` is the key of the
    pack's lead ("since", "by", "until", "openers"). ``until`` is the other end of a joined period.
    """

    start: int
    end: int
    how: str
    unit: str
    rule: str
    year: int | None = None
    year_shift: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    amount: int | None = None
    months: int = 1
    nth_unit: str = ""
    nth: int = 0
    nth_count: int = 1
    part: str = ""
    rule_of_days: str = ""
    lead: str = ""
    until: "Draft | None" = None
