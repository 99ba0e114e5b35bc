"""Small words that are numbers only where something happened to what they count."""

from bisect import bisect_left
from collections.abc import Iterable
from typing import Final

from counterclaim.markers.atoms import SMALL, Sort
from counterclaim.markers.fold import ONE
from counterclaim.markers.neighbours import BLANKS, REACH, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Bound

PERSON: Final = "person"
BEFORE: Final = 45
"""Characters before an article within which a verb says what happened: "killing a guard"."""
AFTER: Final = 70
"""Characters after an article within which a participle says so: "a man of 40 was shot"."""


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
    if number.start - last.end > LIST or last.sort in SMALL or number.sort == Sort.COLLECTIVE:
        return False
    word = near.text.rfind(" ", 0, number.start - 1) + 1
    joined = word > last.end and word in near.after["quantities.range_join_open"]
    return joined and near.counts(number.end)


def may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count.

    Number words ("one") stay whatever follows, and so does what "at least" stands before. Words
    with a classifier fused ("seorang") need a counted noun, and articles a person to whom something
    happened: of three hundred articles before other nouns none counted in annotated reports.
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
    if number.sort == Sort.CLASSIFIER:
        return (
            near.counts(number.end)
            or near.word_before(number.start) in near.before["measures.active"]
        )
    return _is_of_person(number.end, near) and _happened(number, near)


def _is_of_person(place: int, near: Neighbours) -> bool:
    """Tell whether a person, an age or a participle follows: "a young man", "a 15-year-old"."""
    nouns, states = near.after["nouns.counted"], near.after["measures.state"]
    first = near.next_word(place, BLANKS)
    if first in states or near.text[first : first + 1].isdecimal():
        return True
    for _ in range(REACH):
        start = near.next_word(place, BLANKS)
        if hit := nouns.get(start):
            return hit.cue.value == PERSON
        if start in near.after["nouns.asserting"]:
            return True
        place = near.word_end(start)
    return False


def _happened(number: Number, near: Neighbours) -> bool:
    """Tell whether a cue for what happened stands close on either side."""
    at = bisect_left(near.actions, number.start)
    if at and number.start - near.actions[at - 1] <= BEFORE:
        return True
    at = bisect_left(near.states, number.end)
    return at < len(near.states) and near.states[at] - number.end <= AFTER
