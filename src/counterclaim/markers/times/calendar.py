"""Days that calendar units, parts, feasts and half-said dates cover. Weeks begin on Monday."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

Days = tuple[date, date]
"""First and last day, both included."""

AHEAD: Final = timedelta(days=14)
"""How far after publication a date without a year may lie. Reports announce the coming days, but a
figure for a date further on is rather that of the year before."""
TO_COME_MONTHS: Final = 5
"""As AHEAD, for a month by or until which something is to be."""
TO_COME: Final = timedelta(days=30 * TO_COME_MONTHS)
"""As AHEAD, for such a day."""
NEAR: Final = timedelta(days=90)
"""A full date further from publication than this may have a mistyped year."""
AHEAD_NAMED: Final = timedelta(days=60)
"""As AHEAD, for a date whose weekday fits."""

WEEKDAY_NAMES: Final = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)
MONTHS_IN: Final = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
DAYS_IN: Final = {"day": 1, "week": 7, "weekend": 7}


def month_days(year: int, month: int, months: int = 1) -> Days:
    """Give the first day of a month and the last of the ``months`` from it."""
    count = year * 12 + month - 1 + months
    after = date(count // 12, count % 12 + 1, 1) if count // 12 <= date.max.year else date.max
    return date(year, month, 1), after - timedelta(days=1)


def unit_days(unit: str, day: date) -> Days:
    """Give the calendar unit that holds ``day``; a weekend is the latest begun by then."""
    if unit == "week":
        first = day - timedelta(days=day.weekday())
        return first, first + timedelta(days=6)
    if unit == "weekend":
        first = day - timedelta(days=(day.weekday() - 5) % 7)
        return first, first + timedelta(days=1)
    months = MONTHS_IN.get(unit)
    if months is None:
        return day, day
    if months > 12:
        years = months // 12
        return month_days(day.year // years * years, 1, months)
    return month_days(day.year, (day.month - 1) // months * months + 1, months)


def moved(unit: str, day: date, amount: int) -> date:
    """Move a day by some units; the day of the month is clamped (31 March less a month)."""
    months = MONTHS_IN.get(unit)
    if months is None:
        return day + timedelta(days=amount * DAYS_IN.get(unit, 0))
    count = day.year * 12 + day.month - 1 + amount * months
    first, last = month_days(count // 12, count % 12 + 1)
    return min(first + timedelta(days=day.day - 1), last)


def window(unit: str, day: date, amount: int) -> Days:
    """Give the days from ``day`` over some units back (amount below 0) or on."""
    if unit == "hour":
        other = day + timedelta(days=-(-abs(amount) // 24) * (1 if amount > 0 else -1))
    else:
        other = moved(unit, day, amount)
    return min(day, other), max(day, other)


def part_days(unit: str, days: Days, part: str) -> Days:
    """Cut the early, mid or late part out of a month, year or longer.

    Early is to the 10th, mid the 15th, late from the 21st; of a year late is from 1 October. Other
    units have no agreed parts and stay whole.
    """
    first, last = days
    if unit == "month":
        mid = first.replace(day=15)
        return {
            "early": (first, first.replace(day=10)),
            "mid": (mid, mid),
            "late": (first.replace(day=21), last),
        }[part]
    if unit == "year":
        return {
            "early": month_days(first.year, 1, 3),
            "mid": month_days(first.year, 5, 4),
            "late": month_days(first.year, 10, 3),
        }[part]
    if unit == "decade":
        start = {"early": 0, "mid": 4, "late": 7}[part]
        return month_days(first.year + start, 1, 36)
    return days


def nth_unit(unit: str, days: Days, number: int, count: int = 1) -> Days:
    """Give the n-th (-1: the last) week, quarter, half or decade of a period, or ``count`` from it.

    The n-th week of a month is its n-th seven days, as news counts them.
    """
    first, last = days
    day = timedelta(days=1)
    if number < 0:
        return moved(unit, last + day, -count), last
    start = moved(unit, first, number - 1)
    return start, min(moved(unit, start, count) - day, last)


def weekday_by(day: date, weekday: int) -> date:
    """Give the nearest such weekday on or before ``day``."""
    return day - timedelta(days=(day.weekday() - weekday) % 7)


def dated(year: int, month: int, day: int) -> date | None:
    """Give the date, or None where the calendar has none (31/2)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def nearest_year(
    month: int, day: int, anchor: date, *, ahead: timedelta = AHEAD, weekday: int | None = None
) -> date | None:
    """Date a day of a month said without its year: this year's, or last year's if that is to come.

    A day up to ``ahead`` after publication stays in the future, one whose weekday fits up to
    AHEAD_NAMED; none does without ``ahead``.
    """
    for year in range(anchor.year + 1, anchor.year - 9, -1):  # 29 February may be 8 years back
        found = dated(year, month, day)
        fits = ahead and found and found.weekday() == weekday
        if found and found <= anchor + (max(ahead, AHEAD_NAMED) if fits else ahead):
            return found
    return None


def mended(day: date, weekday: int, anchor: date | None) -> date:
    """Correct a date that contradicts its weekday: the weekday is trusted first.

    A mistyped year is seen where another year beside publication fits the weekday; else the nearest
    day with that weekday is meant, and not one after publication unless the date was.
    """
    if day.weekday() == weekday:
        return day
    if anchor and abs(anchor - day) > NEAR:
        for year in (anchor.year, anchor.year - 1):
            other = dated(year, day.month, day.day)
            if other and other.weekday() == weekday and timedelta() <= anchor - other < NEAR:
                return other
    near = min(_week_around(day), key=lambda d: (d.weekday() != weekday, abs(d - day)))
    if anchor and day <= anchor < near:
        return near - timedelta(days=7)
    return near


def _week_around(day: date) -> Iterator[date]:
    yield from (day + timedelta(days=offset) for offset in range(-3, 4))


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holiday(rule: str, year: int) -> date:
    """Date a feast in a year by its rule in a pack: "12-25", "5 monday -1", "easter 1"."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.split()[1]))
    if "-" in rule and " " not in rule:
        month, day = rule.split("-")
        return date(year, int(month), int(day))
    month, name, number = rule.split()
    weekday = WEEKDAY_NAMES.index(name)
    first, last = month_days(year, int(month))
    if int(number) < 0:
        return weekday_by(last, weekday)
    return weekday_by(first + timedelta(days=6), weekday) + timedelta(days=7 * (int(number) - 1))
