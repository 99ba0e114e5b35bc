"""Country names of a language, from CLDR through Babel; the pack adds short names and exonyms."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError

from counterclaim.model import Cue

PLACES: Final = "places.names"
PEOPLE: Final = "en"
"""The language in which labels and messages are written."""


@cache
def territory_name(code: str) -> str:
    """Give the name of a country for people; "" for a code that CLDR does not know."""
    name: str = Locale.parse(PEOPLE).territories.get(code, "")
    return name.partition(" (")[0]


def territory_cues(code: str, known: frozenset[str]) -> Iterator[Cue]:
    """Give each country CLDR names in a language with its ISO 3166 code.

    ``known`` are the names the pack gives itself, in lower case: the pack knows better. Regions of the
    world have numbers for codes and are left out, as are the marks CLDR puts in brackets.
    """
    try:
        territories = Locale.parse(code).territories
    except (UnknownLocaleError, ValueError):
        return
    for territory, name in territories.items():
        surface = name.partition(" (")[0]
        if (
            len(territory) == 2
            and surface.lower() not in known
            and territory not in {"ZZ", "XA", "XB"}
        ):
            yield Cue(PLACES, territory, surface, f"CLDR:{PLACES}:{surface}", None, cased=True)
