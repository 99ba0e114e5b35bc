"""When and where a figure holds, and of how much of the whole: row against page."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from counterclaim.model import Aspect, Citation, Claim, Difference, Period, Quantity, Timex
from counterclaim.verifying.sighting import Page, Sighting
from counterclaim.verifying.words import codes_in, comparable, is_another_name, stands_in

SLACK: Final = timedelta(days=1)
"""Zones differ, and outlets print late: a day more or less is no other date."""
AROUND: Final = 1
"""Sentences before and after the figure's own whose times may be its own."""
LONG: Final = timedelta(days=45)
"""Times longer than this fit too many dates to speak for one."""
SURE: Final = 0.8
"""How sure the reader must be of a kind of count to contradict a row."""
UNLIKELY: Final = 0.1

Days = tuple[date, date]


def date_of(row: Citation, _: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare dates with all times that may be the figure's own, and the day of publication."""
    if not row.days:
        return None
    settled = _settled(seen.claim, page)
    near = [*_near(seen, page, settled=settled), *_printed(page)]
    if any(_meet(days, row.days) for days in near):
        return None
    far = [days for time in page.scene.marks.times for days in _spans(time) if _short(days)]
    # Only a day in the figure's own sentence rules out those that stand somewhere else.
    if not (near or far) or (not settled and any(_meet(days, row.days) for days in far)):
        return None
    return Difference(Aspect.DATE, row.when, _told(seen.claim.period, page))


def _settled(claim: Claim, page: Page) -> bool:
    """Tell whether the figure's own sentence gives its day; "now" is no day."""
    period, sentence = claim.period, claim.sentence
    if period.span is None or not sentence.start <= period.span.start < sentence.end:
        return False
    time = _linked(period, page)
    return time is not None and time.first == time.last is not None and not time.running


def _linked(period: Period, page: Page) -> Timex | None:
    times = page.scene.marks.times
    return next((t for t in times if period.span and t.start == period.span.start), None)


def _near(seen: Sighting, page: Page, *, settled: bool) -> Iterator[Days]:
    """Give the times of the sentence, those around it, and what the reader chose.

    Where the sentence has a day of its own, only other days count beside it, and no whole years.
    """
    scene, at = page.scene, seen.sentence
    for sentence in range(at - AROUND, at + AROUND + 1):
        for index in scene.times[sentence]:
            for days in _spans(scene.marks.times[index]):
                if sentence == at or not settled or _short(days):
                    yield days
    period = seen.claim.period
    time = _linked(period, page)
    first, last = period.start or period.end, period.end or period.start
    if time is not None and time.since:
        yield from _spans(time)
    elif first and last:
        yield first, last


def _spans(time: Timex) -> Iterator[Days]:
    """Give the days of a time; a count that has run for long holds by its end, and from its start."""
    days = _days(time)
    if days and time.since and not _short(days):
        yield days[0], days[0]
        yield days[1], days[1]
    elif days:
        yield days


def _short(days: Days) -> bool:
    return days[1] - days[0] <= LONG


def _days(time: Timex) -> Days | None:
    first, last = time.first or time.last, time.last or time.first
    return (first, last) if first and last else None


def _printed(page: Page) -> Iterator[Days]:
    published = page.document.imprint.published
    if published is not None:
        yield published.date(), published.date()


def _meet(days: Days, asked: tuple[Days, ...]) -> bool:
    return any(days[0] - SLACK <= last and first <= days[1] + SLACK for first, last in asked)


def _told(period: Period, page: Page) -> str:
    if period.span is not None:
        ends = dict.fromkeys(d.isoformat() for d in (period.start, period.end) if d)
        words = " ".join(period.span.text.split())
        return f"{words} ({' to '.join(ends)})" if ends else words
    published = page.document.imprint.published
    return f"published {published.date().isoformat()}" if published else "another time"


def scope_of(row: Citation, _: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare the place, and whether the figure is a total, an addition or a part."""
    if row.place and not _names_place(row.place, page):
        place = seen.claim.place.text if seen.claim.place else "a place that is not named"
        return Difference(Aspect.SCOPE, row.place, place)
    if row.mode is not None and seen.modes.get(row.mode, 1.0) < UNLIKELY:
        other = max(seen.modes, key=lambda mode: seen.modes[mode])
        if seen.modes[other] >= SURE:
            return Difference(Aspect.SCOPE, str(row.mode), str(other))
    return None


def _names_place(place: str, page: Page) -> bool:
    """Tell whether a page names a place, whatever it is called there; True where it cannot be told."""
    form, language = page.scene.reading.form, page.document.imprint.language
    if stands_in(place, form, language):
        return True
    codes = codes_in(place)
    held = {p.code for p in page.scene.marks.places if p.code}
    if any(c.startswith(h) or h.startswith(c) for c in codes for h in held):
        return True
    if not page.scene.marks.places or not comparable(place, language):
        return True
    return is_another_name(place, page.names, language)
