"""Small words that are numbers only where something happened to what they count."""

from typing import Final

from counterclaim.markers.atoms import Sort
from counterclaim.markers.fold import ONE
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Bound

_REACH: Final = 3
"""Words after the article among which the counted noun stands: "one elderly local man"."""


def may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count.

    Number words ("one") stay whatever follows, and so does what "at least" stands before.
    """
    if number.sort is not Sort.ARTICLE or number.plain or number.value > ONE:
        return True
    if near.measured(near.next_word(number.end)) or _counts_something(number, near):
        return True
    before = near.before["quantities.bound_before"].get(near.word_before(number.start))
    return before is not None and before.cue.value == Bound.AT_LEAST


def _counts_something(number: Number, near: Neighbours) -> bool:
    """Tell whether a counted noun or a word for what happened stands close to an article."""
    text, place = near.text, number.end
    if near.word_before(number.start) in near.before["measures.active"]:
        return True
    nouns, asserting = near.after["nouns.counted"], near.after["nouns.asserting"]
    states = near.after["measures.state"]
    for _ in range(_REACH):
        start = near.next_word(place, BLANKS)
        if start in nouns or start in asserting or start in states:
            return True
        place = near.word_end(start)
        if place == start or text[place : place + 1] not in BLANKS:
            return False
    return False
