"""Claims that nothing was counted, and words that a number is not known."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.neighbours import Neighbours
from counterclaim.model import Bound, Figure, Hit, Kind

_APART: Final = 50
"""Characters between "the exact number" and "is not known": what is counted, in a few words."""
_CLAUSE_END: Final = frozenset(".,;:!?\n")


def mark_zeros(reading: Reading, near: Neighbours) -> list[Figure]:
    """Give claims of zero: "no one was hurt", "tidak ada korban"."""
    zeros = [hit for hit in reading.hits("quantities.zero") if near.counts(hit.end, reach=2)]
    return [
        _figure(h.start, h.end, Decimal(0), Bound.EXACT, h.cue.rule)._replace(
            word=near.text[h.start : h.end]
        )
        for h in zeros
    ]


def mark_unknown(reading: Reading, near: Neighbours) -> list[Figure]:
    """Give explicit non-figures: a whole phrase, or a subject and its state in one clause."""
    found = [
        _figure(h.start, h.end, None, Bound.UNKNOWN, h.cue.rule)
        for h in reading.hits("quantities.unknown")
    ]
    taken = [(f.start, f.end) for f in found]
    for start, end, rule in _pairs(reading, near):
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            found.append(_figure(start, end, None, Bound.UNKNOWN, rule))
    return sorted(found, key=lambda f: f.start)


def _pairs(reading: Reading, near: Neighbours) -> Iterator[tuple[int, int, str]]:
    """Pair each subject ("exact number") with the nearest state ("is not known") on either side."""
    states = reading.hits("quantities.unknown_state")
    for subject in reading.hits("quantities.unknown_subject"):
        for state in states:
            first, last = sorted((subject, state), key=_place)
            gap = near.text[first.end : last.start]
            apart = last.start - first.end
            if 0 <= apart <= _APART and _CLAUSE_END.isdisjoint(gap):
                yield first.start, last.end, f"{subject.cue.rule} + {state.cue.rule}"
                break


def _place(hit: Hit) -> int:
    return hit.start


def _figure(start: int, end: int, value: Decimal | None, bound: Bound, rule: str) -> Figure:
    return Figure(
        start,
        end,
        number_start=start,
        number_end=end,
        unit_end=end,
        low=value,
        high=value,
        bound=bound,
        kind=Kind.COUNT,
        unit="",
        word=None,
        article=False,
        rules=(rule,),
    )
