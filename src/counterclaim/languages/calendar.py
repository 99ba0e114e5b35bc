"""Month and weekday names of a language, from CLDR through Babel."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from counterclaim.model import Cue

MONTHS: Final = "times.months"
WEEKDAYS: Final = "times.weekdays"
SHORT: Final = "short"
"""Value of a cue for an abbreviated name, which alone is too weak to be a time ("Sun", "Min")."""


def calendar_cues(code: str) -> Iterator[Cue]:
    """Give the names CLDR has: months numbered 1 to 12, weekdays 0 (Monday) to 6.

    A language unknown to CLDR has none, and its pack has to list its own.
    """
    try:
        locale = Locale.parse(code)
    except (UnknownLocaleError, ValueError):
        return
    for kind, names in ((MONTHS, locale.months), (WEEKDAYS, locale.days)):
        seen: set[str] = set()
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[context][width].items():
                    surface = name.rstrip(".")
                    if surface not in seen:
                        seen.add(surface)
                        yield _cue(kind, surface, number, short=width == "abbreviated")


def _cue(kind: str, surface: str, number: int, *, short: bool) -> Cue:
    value = SHORT if short else ""
    # Names are met in small letters too; a short weekday in them is some other word ("sun", "min").
    cased = short and kind == WEEKDAYS and surface != surface.lower()
    return Cue(kind, value, surface, f"CLDR:{kind}:{surface}", Decimal(number), cased)


@cache
def day_first(code: str) -> bool:
    """Whether the language writes 28/5 (True) or 5/28 (False), by CLDR's short date."""
    try:
        pattern = str(Locale.parse(code).date_formats["short"].pattern)
    except (UnknownLocaleError, ValueError):
        return True
    return pattern.find("d") < pattern.find("M")
