"""From what the words of a time expression say to the days they cover."""

from collections.abc import Iterable
from datetime import date, timedelta

from counterclaim.markers.times import calendar
from counterclaim.markers.times.draft import Draft

Ends = tuple[date | None, date | None]
OPEN: Ends = (None, None)
FISCAL = -2
"""``nth`` of a draft for a fiscal year that begins in ``month``."""


class Anchor:
    """Where the days of a report are counted from, as it is read from front to back.

    ``day`` is the publication day or None; ``told`` is the time expression before, for "the day
    before" and its like. ``years`` has the year of each day that the report dates in full somewhere,
    ``weekdays`` the first such day of each weekday, for reports without a publication day.
    """

    __slots__ = ("day", "told", "weekdays", "years")

    def __init__(self, day: date | None, drafts: Iterable[Draft] = ()) -> None:
        self.day = day
        self.told: Ends = OPEN
        self.years: dict[tuple[int, int], int] = {}
        self.weekdays: dict[int, date] = {}
        for draft in drafts:
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
    today = anchor.day
    how = draft.how
    if how == "date":
        return _parted(draft, _date(draft, anchor))
    if how == "previous" or how == "offset":
        return _from_told(draft, anchor.told)
    if how == "none" or today is None:
        return OPEN
    if how == "now":
        return None, today
    amount = draft.amount or 0
    if how == "window":
        return _window(draft, today, amount)
    if how == "holiday":
        return _holiday(draft, today)
    days = calendar.unit_days(draft.unit, calendar.moved(draft.unit, today, amount))
    if how == "ago":
        return days if amount else OPEN
    if amount == 0 and draft.unit != "weekend" and not draft.part:
        days = days[0], today
    return _parted(draft, days)


def _parted(draft: Draft, days: Ends) -> Ends:
    first, last = days
    if first is None or last is None:
        return days
    if draft.nth_unit and draft.nth and draft.unit != "day":
        return calendar.nth_unit(draft.nth_unit, (first, last), draft.nth, draft.nth_count)
    if draft.part:
        return calendar.part_days(draft.unit, (first, last), draft.part)
    return days


def _window(draft: Draft, today: date, amount: int) -> Ends:
    if amount == 0:
        return (None, today) if draft.nth < 0 else (today, None)
    return calendar.window(draft.unit, today, amount)


def _holiday(draft: Draft, today: date) -> Ends:
    if draft.year:
        day = calendar.holiday(draft.rule_of_days, draft.year)
        return day, day
    for year in (today.year + 1, today.year, today.year - 1):
        day = calendar.holiday(draft.rule_of_days, year)
        if day <= today or (day <= today + calendar.AHEAD and draft.amount != -1):
            return day, day
    return OPEN


def _from_told(draft: Draft, told: Ends) -> Ends:
    first, last = told
    if first is None or last is None or draft.amount == 0 and draft.how == "offset":
        return OPEN
    amount = draft.amount or 0
    if draft.unit in ("same", "since"):
        return told
    origin = last if amount > 0 else first
    day = calendar.moved(draft.unit, origin, amount)
    if draft.how == "offset" and draft.unit in ("week", "month"):
        return day, day
    return calendar.unit_days(draft.unit, day)


def _date(draft: Draft, anchor: Anchor) -> Ends:
    today = anchor.day
    year = draft.year
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
    if year is None:
        return OPEN
    if draft.unit == "decade":
        return calendar.month_days(year, 1, 120)
    days = calendar.month_days(year, 1, 12)
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
        found = calendar.nearest_year(month, day, today, past=draft.lead == "since")
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
    """Give a date's year, without a publication day, from one the report names if the weekday fits."""
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
    if draft.nth_unit:
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
    if year is None:
        if today is None:
            return OPEN
        if draft.amount == 0:
            year = today.year
        elif draft.amount == 1:
            year = today.year + (month <= today.month)
        else:
            first = calendar.nearest_year(month, 1, today, past=True)
            year = first.year if first else today.year
            if draft.amount == -1:
                gap = (today.year - year) * 12 + today.month - month
                year -= gap <= (1 if draft.nth else 0)
    if draft.nth == FISCAL:
        return calendar.month_days(year - (month > 1), month, 12)
    return calendar.month_days(year, month, draft.months)
