"""Publication times: machine formats, and the date stamps that outlets print."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

EDITORIAL_LOCALE: Final = "en"
"""Publishing systems are often left in this language, whatever the articles are written in."""


def parse_time(value: object) -> datetime | None:
    """Read an ISO 8601 or RFC 2822 time; None for anything else. It stays naive without a zone."""
    if not isinstance(value, str) or not value.strip():
        return None
    text = value.strip()
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None


@dataclass(frozen=True, slots=True)
class Stamp:
    """A printed date at ``line[start:end]``, with the time of day beside it if there is one."""

    start: int
    end: int
    time: datetime
    timed: bool


def find_stamp(line: str, language: str) -> Stamp | None:
    """Find the first full date (day, month and year) printed in a line, with its time of day."""
    pattern, months, day_first = _grammar(language)
    for match in pattern.finditer(line):
        moment = _moment(match, months, day_first=day_first)
        if moment is not None:
            timed = match["hour"] is not None or match["hour0"] is not None
            return Stamp(match.start(), match.end(), moment, timed)
    return None


_CLOCK: Final = (
    r"(?P<hour{n}>\d{{1,2}})[:.](?P<minute{n}>\d\d)(?::\d\d)?(?:\s?(?P<half{n}>[ap])\.?m\b\.?)?"
)
_ZONE: Final = r"(?:\s?(?:(?P<utc>Z|UTC|GMT)\b)?\s?(?P<offset>[+-]\d\d:?\d\d)?)"


@cache
def _grammar(language: str) -> tuple[re.Pattern[str], Mapping[str, int], bool]:
    """Give the date pattern, month names, and whether numeric dates begin with the day."""
    months: dict[str, int] = {}
    day_first = True
    for code in (EDITORIAL_LOCALE, language):
        try:
            locale = Locale.parse(code)
        except (UnknownLocaleError, ValueError):
            continue
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in locale.months[use][width].items():
                    months[name.lower().rstrip(".")] = number
        pattern = locale.date_formats["short"].pattern.lower()
        day_first = pattern.find("d") < pattern.find("m")
    names = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    date = (
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:\w{{1,2}}\s)?(?P<month>{names})\b\.?,?"
        rf"\s(?:\w{{1,2}}\s)?(?P<year>\d{{4}})\b"
        rf"|\b(?P<month1>{names})\b\.?\s(?P<day1>\d{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year1>\d{{4}})\b"
        r"|(?<!\d)(?P<day2>\d{1,2})(?P<mark>[/.-])(?P<month2>\d{1,2})(?P=mark)(?P<year2>\d{4})\b"
        r"|(?<!\d)(?P<year3>\d{4})-(?P<month3>\d\d)-(?P<day3>\d\d)(?!\d)"
    )
    before = rf"(?:(?<!\d){_CLOCK.format(n=0)}\s?(?:[A-Z]{{2,5}})?,?\s(?:\w{{2,4}}\s)?)?"
    after = rf"(?:(?:,|\s|T|[|•·–—-]){{1,4}}(?:\w{{2,5}}\s)?{_CLOCK.format(n='')}{_ZONE})?"
    return re.compile(f"{before}(?:{date}){after}", re.IGNORECASE), months, day_first


def _moment(match: re.Match[str], months: Mapping[str, int], *, day_first: bool) -> datetime | None:
    year = int(match["year"] or match["year1"] or match["year2"] or match["year3"])
    day = int(match["day"] or match["day1"] or match["day2"] or match["day3"])
    name = match["month"] or match["month1"]
    month = months[name.lower()] if name else int(match["month2"] or match["month3"])
    if match["mark"] and not day_first and day != month:
        # Month-first dates are one territory's: where both readings are dates neither is taken.
        if day <= 12 and month <= 12:
            return None
        if day <= 12:
            day, month = month, day
    hour, minute = _clock(match)
    try:
        moment = datetime(year, month, day, hour, minute, tzinfo=_zone(match))
    except ValueError:
        return None
    return moment if 1800 <= year <= 2200 else None


def _clock(match: re.Match[str]) -> tuple[int, int]:
    n = "" if match["hour"] else "0"
    if match["hour" + n] is None:
        return 0, 0
    hour, half = int(match["hour" + n]), (match["half" + n] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour, int(match["minute" + n])


def _zone(match: re.Match[str]) -> timezone | None:
    if match["offset"]:
        sign = -1 if match["offset"][0] == "-" else 1
        digits = match["offset"][1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timezone(sign * timedelta(minutes=minutes)) if minutes < 24 * 60 else None
    return UTC if match["utc"] else None
