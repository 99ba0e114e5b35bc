"""From what the words of a time expression say to the days they cover."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from typing import Final

from counterclaim.markers.times import calendar
from counterclaim.markers.times.draft import Draft

Ends = tuple[date | None, date | None]
OPEN: Final[Ends] = (None, None)
FISCAL: Final = -2
"""``nth`` of a draft for a fiscal year that begins in ``month``."""


class Anchor:
    """Where the days of a report are counted from, as it is read from front to back.

    ``day`` is the publication day or None; ``told`` is the time expression before, for "the day
    before" and its like. ``years`` has the year of each day that the report dates in full
    somewhere, ``weekdays`` the first such day of each weekday, for reports without a publication
    day. ``begun`` has the days since which something has been going on, so that they are past.
    """

    __slots__ = ("begun", "day", "told", "weekdays", "years")

    def __init__(self, day: date | None, drafts: Iterable[Draft] = ()) -> None:
        self.day = day
        self.told: Ends = OPEN
        self.years: dict[tuple[int, int], int] = {}
        self.weekdays: dict[int, date] = {}
        self.begun: set[tuple[int, int]] = set()
        for draft in drafts:
            if draft.lead == "since" and draft.month and draft.day:
                self.begun.add((draft.month, draft.day))
            if draft.year and draft.month and draft.day and draft.how == "date":
                self.years.setdefault((draft.month, draft.day), draft.year)
                found = calendar.dated(draft.year, draft.month, draft.day)
                if found:
                    self.weekdays.setdefault(found.weekday(), found)


def days_of(draft: Draft, anchor: Anchor) -> Ends:
    """Give the first and last day, None at an end that the words or the anchor leave open."""
    try:
        ends = _joined(draft, anchor) if draft.until else _one(draft, anchor)
    except (ValueError, OverflowError):  # 30 February, or a million years ago
        return OPEN
    if ends[0] and draft.how not in ("now", "window"):
        anchor.told = ends
    return ends


def _joined(draft: Draft, anchor: Anchor) -> Ends:
    last_draft = draft.until
    if last_draft is None:
        return OPEN
    first_draft = draft._replace(until=None)
    if last_draft.month is None and last_draft.day is None and last_draft.year and draft.month:
        last_draft = last_draft._replace(month=draft.month)
    last = _one(last_draft, anchor)[1]
    if draft.year is None and draft.month and last_draft.year:
        first_draft = first_draft._replace(year=last_draft.year)
    within = Anchor(last) if last and draft.how == "date" and draft.year is None else anchor
    first = _one(first_draft, within)[0]
    if first and last and first > last:
        if draft.year is None and draft.month:
            first = calendar.moved("year", first, -1)
        else:
            first, last = last, first
    return first, last


def _one(draft: Draft, anchor: Anchor) -> Ends:
    how = draft.how
    if how == "date":
        return _parted(draft, _date(draft, anchor))
    if how in ("previous", "offset"):
        return _from_told(draft, anchor.told)
    if how == "holiday" and draft.year:
        day = calendar.holiday(draft.rule_of_days, draft.year)
        return day, day
    reader = _FROM_TODAY.get(how)
    return reader(draft, anchor.day) if reader and anchor.day else OPEN


def _now(_: Draft, today: date) -> Ends:
    return None, today


def _shift(draft: Draft, today: date) -> Ends:
    amount = draft.amount or 0
    if draft.unit == "decade" and amount < 0:  # "the last decade" is ten years up to now
        return calendar.window("decade", today, amount)
    first, last = calendar.unit_days(draft.unit, calendar.moved(draft.unit, today, amount))
    if amount == 0 and draft.unit != "weekend" and not draft.part:
        last = today
    return _parted(draft, (first, last))


def _ago(draft: Draft, today: date) -> Ends:
    amount = draft.amount or 0
    if not amount:
        return OPEN
    unit = "year" if draft.unit == "decade" else draft.unit  # "three decades ago" is a year
    return calendar.unit_days(unit, calendar.moved(draft.unit, today, amount))


def _parted(draft: Draft, days: Ends) -> Ends:
    first, last = days
    if first is None or last is None:
        return days
    if draft.nth_unit and draft.nth and draft.unit != "day":
        return calendar.nth_unit(draft.nth_unit, (first, last), draft.nth, draft.nth_count)
    if draft.part:
        return calendar.part_days(draft.unit, (first, last), draft.part)
    return days


def _window(draft: Draft, today: date) -> Ends:
    amount = draft.amount or 0
    if amount == 0:
        return (None, today) if draft.nth < 0 else OPEN
    return calendar.window(draft.unit, today, amount)


def _holiday(draft: Draft, today: date) -> Ends:
    for year in (today.year + 1, today.year, today.year - 1):
        day = calendar.holiday(draft.rule_of_days, year)
        if day <= today or (day <= today + calendar.AHEAD and draft.amount != -1):
            return day, day
    return OPEN


_FROM_TODAY: Final[Mapping[str, Callable[[Draft, date], Ends]]] = {
    "now": _now,
    "shift": _shift,
    "ago": _ago,
    "window": _window,
    "holiday": _holiday,
}


def _from_told(draft: Draft, told: Ends) -> Ends:
    first, last = told
    amount = draft.amount or 0
    if first is None or last is None or (not amount and draft.how == "offset"):
        return OPEN
    if draft.unit in ("same", "since"):
        return told
    if last > calendar.unit_days(draft.unit, first)[1]:
        return OPEN  # no one day or month is meant by "that day" after "in 1948"
    day = calendar.moved(draft.unit, last if amount > 0 else first, amount)
    if draft.how == "offset" and draft.unit in ("week", "month"):
        return day, day
    return calendar.unit_days(draft.unit, day)


def _date(draft: Draft, anchor: Anchor) -> Ends:
    today, year = anchor.day, draft.year
    if year is None and draft.year_shift is not None and today:
        # A fiscal year has the name of the year in which it ends.
        ahead = draft.nth == FISCAL and 1 < (draft.month or 1) <= today.month
        year = today.year + draft.year_shift + ahead
    if draft.day and draft.month:
        return _day(draft, year, anchor)
    if draft.weekday is not None:
        return _weekday(draft, anchor)
    if draft.month:
        return _month(draft, year, today)
    return OPEN if year is None else _year(draft, year, today)


def _year(draft: Draft, year: int, today: date | None) -> Ends:
    days = calendar.month_days(year, 1, 120 if draft.unit == "decade" else 12)
    if draft.year_shift == 0 and today and not draft.nth and not draft.part:
        return days[0], min(days[1], today)
    return days


def _day(draft: Draft, year: int | None, anchor: Anchor) -> Ends:
    today = anchor.day
    month, day = draft.month or 1, draft.day or 1
    if year is not None:
        found = calendar.dated(year, month, day)
    elif (month, day) in anchor.years:
        found = calendar.dated(anchor.years[month, day], month, day)
    elif today is not None:
        past = draft.lead == "since" or (month, day) in anchor.begun
        ahead = calendar.TO_COME if draft.lead == "until" else calendar.AHEAD
        found = calendar.nearest_year(
            month, day, today, ahead=timedelta() if past else ahead, weekday=draft.weekday
        )
    else:
        found = _by_weekday(draft, anchor)
    if found is None:
        return OPEN
    if draft.weekday is not None:
        found = calendar.mended(found, draft.weekday, today)
    if draft.last_day:
        return found, calendar.dated(found.year, found.month, draft.last_day)
    return found, found


def _by_weekday(draft: Draft, anchor: Anchor) -> date | None:
    """Give a date the year of another date of the report with which its weekday fits."""
    for year in anchor.years.values():
        found = calendar.dated(year, draft.month or 1, draft.day or 1)
        if found and found.weekday() == draft.weekday:
            return found
    return None


def _weekday(draft: Draft, anchor: Anchor) -> Ends:
    today = anchor.day
    if today is None or draft.weekday is None:
        named = anchor.weekdays.get(-1 if draft.weekday is None else draft.weekday)
        return (named, named) if named and draft.amount is None else OPEN
    amount = draft.amount or 0
    if draft.nth_unit or draft.amount == 0:
        monday = calendar.unit_days("week", today)[0]
        day = monday + timedelta(days=7 * amount + draft.weekday)
    elif draft.amount == 1:
        day = calendar.weekday_by(today + timedelta(days=7), draft.weekday)
    else:
        origin = today - timedelta(days=1) if draft.amount == -1 else today
        day = calendar.weekday_by(origin, draft.weekday)
    return day, day


def _month(draft: Draft, year: int | None, today: date | None) -> Ends:
    month = draft.month or 1
    if year is None and today:
        year = _year_of_month(draft, month, today)
    if year is None:
        return OPEN
    if draft.nth == FISCAL:
        return calendar.month_days(year - (month > 1), month, 12)
    return calendar.month_days(year, month, draft.months)


def _year_of_month(draft: Draft, month: int, today: date) -> int:
    if draft.amount == 0:
        return today.year
    if draft.amount == 1:
        return today.year + (month <= today.month)
    year = today.year - (month > today.month)
    to_come = draft.lead == "until" and draft.amount is None  # not "until last June"
    if to_come and 0 < (month - today.month) % 12 <= calendar.TO_COME_MONTHS:
        return year + 1  # "by June", said in April
    if draft.amount == -1:
        gap = (today.year - year) * 12 + today.month - month
        year -= gap <= (1 if draft.nth else 0)
    return year
