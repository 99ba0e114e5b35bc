"""When and where a figure holds, and of how much of the whole: row against page."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from counterclaim.model import Aspect, Citation, Claim, Difference, Period, Quantity, Timex
from counterclaim.verifying.sighting import Page, Sighting
from counterclaim.verifying.words import codes_in, comparable, spelt_alike, stands_in

SLACK: Final = timedelta(days=1)
"""Zones differ, and outlets print late: a day more or less is no other date."""
AROUND: Final = 1
"""Sentences before and after the figure's own whose times may be its own."""
SURE: Final = 0.8
"""How sure the reader must be of a kind of count to contradict a row."""
UNLIKELY: Final = 0.1

Days = tuple[date, date]


def date_of(row: Citation, _: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare dates with all times that may be the figure's own, and the day of publication."""
    if not row.days:
        return None
    near = [*_near(seen, page), *_printed(page)]
    if any(_meet(days, row.days) for days in near):
        return None
    claim = seen.claim
    inside = _fixed(claim, page)
    known = [days for time in page.scene.marks.times for days in _spans(time)]
    # Only a time in the figure's own sentence rules out one that stands somewhere else.
    if not (near or known) or (not inside and any(_meet(d, row.days) for d in known)):
        return None
    return Difference(Aspect.DATE, row.when, _told(claim.period, page))


def _fixed(claim: Claim, page: Page) -> bool:
    """Tell whether the figure's own sentence gives its day, and not only the day of the report."""
    period, sentence = claim.period, claim.sentence
    if period.span is None or period.end is None or period.start != period.end:
        return False
    printed = any(_meet((period.end, period.end), (days,)) for days in _printed(page))
    return not printed and sentence.start <= period.span.start < sentence.end


def _near(seen: Sighting, page: Page) -> Iterator[Days]:
    scene, at = page.scene, seen.sentence
    for sentence in range(at - AROUND, at + AROUND + 1):
        for index in scene.times[sentence]:
            yield from _spans(scene.marks.times[index])
    period = seen.claim.period
    first, last = period.start or period.end, period.end or period.start
    since = any(t.since and period.span and t.start == period.span.start for t in scene.marks.times)
    if first and last:
        yield (last, last) if since else (first, last)


def _spans(time: Timex) -> Iterator[Days]:
    """Give the days of a time; a count that has run since a day holds by then and by its end."""
    days = _days(time)
    if days and time.since:
        yield days[0], days[0]
        yield days[1], days[1]
    elif days:
        yield days


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
    return spelt_alike(place, form, language)
