"""Places: names a gazetteer knows, names after a locative preposition, and described places."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from counterclaim.markers.reading import Reading
from counterclaim.model import Hit, Place

_SHORT_GAP = re.compile(r"\s+(?:\w+\s+)?")
"""Between a preposition and the place stands nothing, or an article or the like."""


def mark_places(reading: Reading, names: Sequence[tuple[int, int]]) -> list[Place]:
    """Give the places of a text, none overlapping another, in order."""
    prepositions = {h.end for h in reading.hits("places.prepositions")}
    known = _known(reading, names)
    found: dict[int, Place] = {}
    for start, end in names:
        code, rule = known.get((start, end), ("", ""))
        after = _follows(reading.text, start, prepositions)
        headed = _has_kind(reading, start, end)
        if after or code or headed:
            found[start] = Place(start, end, code, after, rule or "names")
    for hit in reading.hits("places.kinds"):
        _add_described(reading, hit, prepositions, found)
    for hit in reading.hits("places.names"):
        after = _follows(reading.text, hit.start, prepositions)
        _add(found, Place(hit.start, hit.end, hit.cue.value, after, hit.cue.rule))
    return [found[start] for start in sorted(found)]


def _known(
    reading: Reading, names: Sequence[tuple[int, int]]
) -> dict[tuple[int, int], tuple[str, str]]:
    """Names that hold a gazetteer entry, with its code: the last entry in a run is the widest."""
    known: dict[tuple[int, int], tuple[str, str]] = {}
    for hit in reading.hits("places.names"):
        index = bisect_right(names, (hit.start, len(reading.text))) - 1
        if index >= 0 and names[index][1] >= hit.end:
            known[names[index]] = (hit.cue.value, hit.cue.rule)
    return known


def _follows(text: str, start: int, prepositions: set[int]) -> bool:
    """Whether a preposition ends just before ``start``, an article between them or not."""
    if start - 1 in prepositions:
        return True
    space = text.rfind(" ", 0, max(start - 1, 0))
    return space in prepositions and start - space < 8


def _has_kind(reading: Reading, start: int, end: int) -> bool:
    hits = (*reading.hits("places.kinds"), *reading.hits("places.kinds_after"))
    return any(start <= h.start and h.end <= end for h in hits)


def _add_described(
    reading: Reading, hit: Hit, prepositions: set[int], found: dict[int, Place]
) -> None:
    """``in a hospital``, ``di rumah sakit``: a place by its kind, after a preposition only."""
    if _follows(reading.text, hit.start, prepositions):
        _add(found, Place(hit.start, hit.end, "", prepositional=True, rule=hit.cue.rule))


def _add(found: dict[int, Place], place: Place) -> None:
    if all(p.end <= place.start or p.start >= place.end for p in found.values()):
        found[place.start] = place
