"""Approximators and bounds on either side of a number."""

from typing import Final, NamedTuple

from counterclaim.markers.neighbours import Neighbours
from counterclaim.model import Bound

_DEEPEST: Final = 5
"""Approximators in a row: "at least another estimated" is as long as they get."""
_STANDS_OUTSIDE: Final = "exact"


class Bounded(NamedTuple):
    """The bound of a figure, and how far its words widen the figure."""

    bound: Bound
    start: int
    end: int
    rules: tuple[str, ...]


def bound_of(start: int, end: int, unit_end: int, near: Neighbours) -> Bounded:
    """Read the words before ``start``, after ``end`` or the unit, and the verb; the outermost wins."""
    bound = Bound.EXACT
    rules: list[str] = []
    place, begin = near.word_before(start), start
    befores = near.before["quantities.bound_before"]
    for _ in range(_DEEPEST):
        hit = befores.get(place)
        if hit is None:
            break
        if hit.cue.value != _STANDS_OUTSIDE:
            bound, begin = Bound(hit.cue.value), hit.start
            rules.append(hit.cue.rule)
        place = near.word_before(hit.start)
    if bound is not Bound.EXACT:
        return Bounded(bound, begin, end, tuple(rules))
    afters = near.after["quantities.bound_after"]
    if hit := afters.get(near.next_word(end)):
        # "100 orang lebih": the noun between the number and its bound stays outside the figure.
        noun = hit.start in near.after["nouns.counted"]
        return Bounded(Bound(hit.cue.value), start, end if noun else hit.end, (hit.cue.rule,))
    if unit_end > end and (hit := afters.get(near.next_word(unit_end))):
        return Bounded(Bound(hit.cue.value), start, end, (hit.cue.rule,))
    if near.text[end - 1 : end] == "+":
        return Bounded(Bound.AT_LEAST, start, end, ("+",))
    if hit := near.before["quantities.verb_bound"].get(near.word_before(start)):
        return Bounded(Bound(hit.cue.value), start, end, (hit.cue.rule,))
    return Bounded(Bound.EXACT, start, end, ())
