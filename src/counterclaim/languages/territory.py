"""Country names of a language, from CLDR through Babel; the pack adds short names and exonyms."""

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from counterclaim.model import Cue

PLACES = "places.names"


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
