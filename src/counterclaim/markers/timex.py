"""Time expressions and the days they cover, anchored on the publication time, never on today."""

import re
from datetime import date
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.times.days import Anchor, days_of
from counterclaim.markers.times.draft import Draft
from counterclaim.markers.times.reader import TimeReader
from counterclaim.markers.times.words import RUNNING
from counterclaim.model import Timex

DATELESS: Final = frozenset(("time", "duration", "age", "set"))

LOOSE: Final = frozenset(("previous", "offset"))
"""Expressions that stand on the one before and so are no end of a period with it."""
LONGEST_JOIN: Final = 24
"""Characters between the two ends of a period."""
APART: Final = ("\n", ";", ":", "!", "?")
"""Signs over which no period runs."""
_NEW_SENTENCE: Final = re.compile(r"\.[)\"\u201d\u2019]*\s+[^\W\d_a-z]")
"""A stop and a capital: "on Friday. Until Monday" is no period."""


def mark_times(reading: Reading) -> list[Timex]:
    """Give the time expressions of a report in order of place.

    Without a publication time only absolute expressions have days; relative ones stand with open
    ends. Grain "time", "duration", "age" and "set" (a rate or frequency) never have days: they are
    marked because the figures inside them are no claims.
    """
    published = reading.document.imprint.published
    drafts = _drafts(reading)
    anchor = Anchor(published.date() if published else None, drafts)
    return [_timex(draft, anchor) for draft in drafts]


def _drafts(reading: Reading) -> list[Draft]:
    reader = TimeReader(reading)
    drafts: list[Draft] = []
    done = 0
    for place in reader.places():
        if place < done:
            continue
        draft = reader.read(place)
        if draft is None:
            continue
        done = draft.end
        before = drafts[-1] if drafts else None
        if before and before.end > draft.start:  # a count to the left was read before as a year
            drafts.pop()
            before = drafts[-1] if drafts else None
        joined = _join(reader, before, draft) if before else None
        if joined:
            drafts[-1] = joined
        else:
            drafts.append(_led(reader, draft, before.end if before else 0))
    return [_closed(reader.text, draft) for draft in drafts]


def _closed(text: str, draft: Draft) -> Draft:
    """Take in the end of a bracket that an expression opens: "yesterday (25/4/2021)"."""
    start, end = draft.start, draft.end
    opened = text.count("(", start, end) > text.count(")", start, end)
    return draft._replace(end=end + 1) if opened and text[end : end + 1] == ")" else draft


def _led(reader: TimeReader, draft: Draft, floor: int) -> Draft:
    """Take in a lead that belongs to the expression: since, as of, by, between.

    One that begins before ``floor`` is the end of the expression before: "in the days since".
    """
    if draft.unit in DATELESS or draft.how == "now" or draft.lead:
        return draft
    begin, key = reader.words.opening(reader.form, draft.start)
    if begin < floor:
        return draft
    if key == "since" or key in RUNNING:
        return draft._replace(start=begin, lead=key)
    return draft._replace(lead=key) if key == "openers" else draft


def _join(reader: TimeReader, first: Draft, last: Draft) -> Draft | None:
    """Join two ends of one period, or two neighbouring days; None where they stand apart."""
    if first.unit in DATELESS or last.unit in DATELESS or first.until or last.how in LOOSE:
        return None
    between = reader.text[first.end : last.start]
    if len(between) > LONGEST_JOIN or any(sign in between for sign in APART):
        return None
    if _NEW_SENTENCE.search(between):  # "pada Jumat. Hingga Senin"
        return None
    words = between.strip(" ()")
    if words not in ("-", "–"):
        certain = reader.words.joins.get(reader.form[first.end : last.start].strip())
        if certain is None or (
            not certain and first.lead != "openers" and not _neighbours(first, last)
        ):
            return None
    if first.lead in RUNNING:
        return None
    start = first.start
    if first.lead == "openers":
        start = reader.words.opening(reader.form, start)[0]
    return first._replace(start=start, end=last.end, until=last)


def _neighbours(first: Draft, last: Draft) -> bool:
    """Tell whether the second of two days is the day after the first."""
    if first.weekday is not None and last.weekday is not None:
        return (first.weekday + 1) % 7 == last.weekday
    return False


def _timex(draft: Draft, anchor: Anchor) -> Timex:
    first: date | None
    last: date | None
    first, last = days_of(draft, anchor)
    running, since = draft.lead in RUNNING, draft.lead == "since"
    if running:
        first = None
    elif since and not draft.until and not draft.last_day:
        last = anchor.day
    grain = "span" if draft.until or draft.unit in ("same", "since") else draft.unit
    relative = draft.how != "date" or (draft.year is None and draft.unit not in DATELESS)
    return Timex(
        draft.start, draft.end, first, last, grain, running, since,
        relative and draft.how != "none", draft.rule,
    )  # fmt: skip
