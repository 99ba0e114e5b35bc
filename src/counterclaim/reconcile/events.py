"""Tolls of one event, of several, and of a series, told apart by the days they are given for."""

from collections import Counter
from collections.abc import Hashable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from counterclaim.reconcile.answers import Answer
from counterclaim.vocabulary import Counts, measures

SAME_EVENT = 31
"""Days between the first days of what is taken for one event."""
SERIES = 4
"""Days with a toll of their own from which a series is told."""
CROWD = "present"
"""Who is somewhere is there on the day of counting; arrests are counted up to it as well."""
RARE = 20
"""A smaller number often recurs by chance."""
RECURRING = 4
"""Of one toll, more than one of so many figures is given for several days."""
FALLING = 3
"""A series falls at least at one of so many steps; a running toll hardly ever falls."""
RHYTHM = 7
"""Days between the events of a series, on average, at most."""

Cluster = list[Answer]


def by_day_counted(cluster: Cluster) -> list[Cluster]:
    """Additions of different days answer different questions."""
    days = Counter(a.counted_on for a in cluster if a.counted_on)
    usual = min(days, key=lambda d: (-days[d], d), default=None)
    figures: dict[Decimal | None, date] = {}
    for a in cluster:
        if a.counted_on and a.counted_on == usual:
            figures[a.number] = usual
        elif a.counted_on:
            figures.setdefault(a.number, a.counted_on)
    found: dict[Hashable, Cluster] = {}
    for a in cluster:
        # One without a day is of the day that has its figure, else of a day of its own.
        day = a.counted_on or figures.get(a.number)
        found.setdefault(day or (a.report.document_id, a.number), []).append(a)
    return list(found.values())


def by_event(cluster: Cluster) -> list[Cluster]:
    """Split by the days on which things happened."""
    if measures()[cluster[0].measure].counts == Counts.EVENT:
        return _by_occasion(cluster)
    past = sorted((a for a in cluster if a.past), key=lambda a: (a.event_day, a.order, a.id))
    running = [a for a in cluster if not a.past]
    if _is_series(running):
        return [*_events(past), *_by_occasion(running)]
    if not past:
        return [cluster]
    events = _events(past)
    news = [a.event_day for a in running if a.event_day]
    if news:
        # What is news now is one event; older ones stand in the background.
        recent = [e for e in events if _within_reach(e[-1].event_day, min(news))]
        older = [e for e in events if e not in recent]
        return [*older, [a for part in (*recent, running) for a in part]]
    main = max(events, key=lambda e: len({a.report.document_id for a in e}))
    return [*(e for e in events if e is not main), main + running]


def _events(past: Sequence[Answer]) -> list[Cluster]:
    """Part answers in order of the day at every gap of more than a month."""
    events: list[Cluster] = []
    for a in past:
        if not events or _days(events[-1][-1], a) > SAME_EVENT:
            events.append([])
        events[-1].append(a)
    return events


def _is_series(cluster: Cluster) -> bool:
    """Tell a series of events, each with a toll, from one toll that goes on.

    Told of several days close together, the tolls of a series fall about as often as they rise.
    """
    days: dict[date, Decimal] = {}
    for a in cluster:
        if a.event_day and a.number is not None:
            days[a.event_day] = max(days.get(a.event_day, a.number), a.number)
    if len(days) < SERIES or (max(days) - min(days)).days > RHYTHM * (len(days) - 1):
        return False
    if _recurs(cluster):
        return False
    tolls = [days[day] for day in sorted(days)]
    falls = sum(later < earlier for earlier, later in pairwise(tolls))
    return falls * FALLING >= len(tolls) - 1


def _recurs(cluster: Cluster) -> bool:
    """Tell whether many figures are given for several days, as one toll is that reports go on with.

    The tolls of a series are each of their day.
    """
    found: dict[Decimal, set[date]] = {}
    for a in cluster:
        if a.event_day and a.number is not None and a.number >= RARE:
            found.setdefault(a.number, set()).add(a.event_day)
    again = sum(len(days) > 1 for days in found.values())
    return again * RECURRING > len(found)


def _by_occasion(cluster: Cluster) -> list[Cluster]:
    """Split what holds of one day by that day; counts so far are a question of their own."""
    days = {(a.report.document_id, a.number): a.event_day for a in cluster if a.event_day}
    found: dict[date | None, Cluster] = {}
    for a in cluster:
        # A headline has no date, but the sentence that gives its figure again has.
        day = a.event_day or days.get((a.report.document_id, a.number))
        if day is None and a.measure == CROWD:
            day = a.claim.period.end
        found.setdefault(day, []).append(a)
    return list(found.values())


def _days(earlier: Answer, later: Answer) -> int:
    if earlier.event_day is None or later.event_day is None:
        return 0
    return (later.event_day - earlier.event_day).days


def _within_reach(day: date | None, news: date) -> bool:
    return day is not None and (news - day).days <= SAME_EVENT
