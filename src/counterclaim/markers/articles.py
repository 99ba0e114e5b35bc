"""Small words that are numbers only where something happened to what they count."""

from counterclaim.markers.atoms import Sort
from counterclaim.markers.fold import ONE
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Bound


def may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count.

    Number words ("one") stay whatever follows, and so does what "at least" stands before.
    """
    if number.sort is Sort.COLLECTIVE:  # a noun may follow; a rank ends its phrase
        return near.text[number.end + 1 : number.end + 2].isalpha()
    if number.sort is not Sort.ARTICLE or number.plain or number.value > ONE:
        return True
    if near.measured(near.next_word(number.end)) or near.counts(number.end):
        return True
    text, end = near.text, number.end
    if text[end : end + 1] in BLANKS and text[end + 1 : end + 2].isdecimal():
        return True  # "a 15-year-old was shot"
    place = near.word_before(number.start)
    if place in near.before["measures.active"]:
        return True
    before = near.before["quantities.bound_before"].get(place)
    return before is not None and before.cue.value == Bound.AT_LEAST
