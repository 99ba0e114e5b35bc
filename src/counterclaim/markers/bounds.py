"""Approximators and bounds on either side of a number."""

import re
from typing import Final, NamedTuple

from counterclaim.markers.neighbours import Neighbours
from counterclaim.model import Bound, Figure, Hit, Kind

# Tuples and a table, for an enum hashes and converts in Python code and these are asked often.
OPEN_HIGH: Final = (Bound.AT_LEAST, Bound.MORE_THAN, Bound.VAGUE)
OPEN_LOW: Final = (Bound.AT_MOST, Bound.LESS_THAN)
NAMED: Final = {bound.value: bound for bound in Bound}
_DEEPEST: Final = 5
"""Approximators in a row: "at least another estimated" is as long as they get."""
_STANDS_OUTSIDE: Final = "exact"
_CONVERTED: Final = (Kind.MONEY, Kind.MEASUREMENT)
_NOT_SHARED: Final = (Bound.EXACT, Bound.RANGE, Bound.VAGUE)
_NUMBER: Final = re.compile(r" (?:[A-Z]{0,3}[^\w\s])?\d")
"""A number, perhaps behind its currency."""


class Bounded(NamedTuple):
    """The bound of a figure, and how far its words widen the figure."""

    bound: Bound
    start: int
    end: int
    rules: tuple[str, ...]


def bound_of(start: int, end: int, unit_end: int, near: Neighbours) -> Bounded:
    """Read the words before a number, after it or its unit, and the verb before it, in that order.

    The outermost of several words before it wins: "setidaknya hampir 30" is at least 30.
    """
    bound = Bound.EXACT
    rules: list[str] = []
    place, begin = near.word_before(start), start
    befores = near.before["quantities.bound_before"]
    for _ in range(_DEEPEST):
        hit = befores.get(place)
        if hit is None:
            break
        if hit.cue.value != _STANDS_OUTSIDE:
            bound, begin = NAMED[hit.cue.value], hit.start
            rules.append(hit.cue.rule)
        place = near.word_before(hit.start)
    if bound is not Bound.EXACT:
        return Bounded(bound, begin, end, tuple(rules))
    return _bound_after(start, end, unit_end, near)


def _bound_after(start: int, end: int, unit_end: int, near: Neighbours) -> Bounded:
    if hit := _hit_after(end, near):
        # "100 orang lebih": the noun between the number and its bound stays outside the figure.
        noun = hit.start in near.after["nouns.counted"]
        return Bounded(NAMED[hit.cue.value], start, end if noun else hit.end, (hit.cue.rule,))
    if unit_end > end and (hit := _hit_after(unit_end, near)):
        return Bounded(NAMED[hit.cue.value], start, end, (hit.cue.rule,))
    if verb := near.before["quantities.verb_bound"].get(near.word_before(start)):
        return Bounded(NAMED[verb.cue.value], start, end, (verb.cue.rule,))
    return Bounded(Bound.EXACT, start, end, ())


def _hit_after(end: int, near: Neighbours) -> Hit | None:
    """Find a bound after a number that does not rather belong to another number after it."""
    hit = near.after["quantities.bound_after"].get(near.next_word(end))
    if hit is None or _NUMBER.match(near.text, hit.end):
        return None
    return hit


def converted(figure: Figure, last: Figure, text: str) -> Figure:
    """Give a conversion in brackets the bound of what it converts: "up to $7m (5m pounds)"."""
    if figure.bound is not Bound.EXACT or last.bound in _NOT_SHARED:
        return figure
    if figure.kind not in _CONVERTED or last.kind is not figure.kind:
        return figure
    bracket = figure.start - 1
    if text[bracket : figure.start] != "(" or text[last.unit_end : bracket].strip():
        return figure
    return figure._replace(
        bound=last.bound,
        low=None if last.bound in OPEN_LOW else figure.low,
        high=None if last.bound in OPEN_HIGH else figure.high,
    )
