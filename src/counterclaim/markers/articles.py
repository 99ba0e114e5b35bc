"""Small words that are numbers only where something happened to what they count."""

from collections.abc import Iterable
from typing import Final

from counterclaim.markers.atoms import SMALL, Sort
from counterclaim.markers.fold import ONE
from counterclaim.markers.neighbours import Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Bound

LIST: Final = 30
"""Characters from a number to an article that ends the same list: "two schools and a clinic"."""


def kept(numbers: Iterable[Number], near: Neighbours) -> list[Number]:
    """Drop the articles that count nothing, from all numbers of a document in order."""
    found: list[Number] = []
    for number in numbers:
        if may_count(number, near) or (found and _ends_list(found[-1], number, near)):
            found.append(number)
    return found


def _ends_list(last: Number, number: Number, near: Neighbours) -> bool:
    """Tell whether an article closes a list that a number began, and a counted noun follows."""
    if number.start - last.end > LIST or last.sort in SMALL or number.sort != Sort.CLASSIFIER:
        return False
    word = near.text.rfind(" ", 0, number.start - 1) + 1
    joined = word > last.end and word in near.after["quantities.range_join_open"]
    return joined and near.counts(number.end)


def may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count.

    Number words ("one") stay whatever follows, and so does what "at least" stands before. Words
    with a classifier fused ("seorang") need a counted noun. A bare article ("a man was shot") is no
    figure: readers who settled their differences left all of them out.
    """
    if number.sort == Sort.COLLECTIVE:  # a noun may follow; a rank ends its phrase
        return near.text[number.end + 1 : number.end + 2].isalpha()
    if number.sort not in SMALL or number.plain or number.value > ONE:
        return True
    before = near.before["quantities.bound_before"].get(near.word_before(number.start))
    if before is not None and before.cue.value == Bound.AT_LEAST:
        return True
    if near.measured(near.next_word(number.end)):
        return True
    return number.sort == Sort.CLASSIFIER and (
        near.counts(number.end) or near.word_before(number.start) in near.before["measures.active"]
    )
