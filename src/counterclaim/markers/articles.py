"""Small words that are numbers only where something happened to what they count."""

import re
from collections.abc import Iterable
from typing import Final

from counterclaim.markers.atoms import SMALL, Sort
from counterclaim.markers.fold import ONE
from counterclaim.markers.neighbours import BLANKS, QUOTES, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Bound

LIST: Final = 30
"""Characters from a number to an article that ends the same list: "two schools and a clinic"."""
_OTHERS: Final = ("measures.state", "quantities.range_join", "quantities.range_join_open")
"""Words after which others may speak: "one person died", "one and", "one or"."""
_WORDS: Final = 4
"""Words after a noun within which it speaks: "one resident of the old port told"."""
_PAUSES: Final = frozenset(",.;")
_NAMED: Final = re.compile(r", [A-Z][\w .'\u2019-]{2,40}, ")
"""A name between a noun and its verb: "one resident, Ira Novak, said"."""
_AGED: Final = re.compile(r"\(\d{1,3}(?: [^\W\d_]+)?\),(?: [^\W\dA-Z_]{2,4})? \Z")
"""The age of a person who was named, a comma and perhaps a joining word: who that is, or the next."""


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
    return joined and near.counts(number.end) and not _explains(number, near)


def may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count.

    Number words ("one") stay whatever follows, and so does what "at least" stands before. Words
    with a classifier fused ("seorang") need a counted noun. A bare article ("a man was shot") is no
    figure: readers who settled their differences left all of them out.
    """
    if number.sort == Sort.COLLECTIVE:  # a noun may follow; a rank ends its phrase
        return near.text[number.end + 1 : number.end + 2].isalpha() and not _ranks(number, near)
    if number.sort not in SMALL or number.value > ONE:
        return True
    before = near.before["quantities.bound_before"].get(near.word_before(number.start))
    if before is not None and before.cue.value == Bound.AT_LEAST:
        return number.plain or number.sort == Sort.CLASSIFIER or near.counts(number.end)
    pronoun = number.sort == Sort.ARTICLE and _stands_for(number, near)
    if pronoun or _speaks(number, near) or _explains(number, near):
        return False
    if number.plain or near.measured(near.next_word(number.end)):
        return True
    return number.sort == Sort.CLASSIFIER and (
        near.counts(number.end) or near.word_before(number.start) in near.before["measures.active"]
    )


def _ranks(number: Number, near: Neighbours) -> bool:
    """Tell whether a collective ranks the noun before it and counts none after: "korban kedua"."""
    if near.word_before(number.start, BLANKS) not in near.before["nouns.counted"]:
        return False
    place = near.next_word(number.end, BLANKS)
    return place not in near.after["nouns.counted"] and place not in near.after["nouns.asserting"]


def _speaks(number: Number, near: Neighbours) -> bool:
    """Tell whether a small word stands with one who speaks: "one resident said", "kata seorang"."""
    text = near.text
    before = near.before["numbers.speaks"].get(near.word_before(number.start, BLANKS))
    opener = text[before.start - 2 : before.start - 1] if before is not None else ""
    if opener and opener in QUOTES:
        return True
    place = near.word_end(near.next_word(number.end, BLANKS))
    for _ in range(_WORDS):
        if opener == "," and text[place : place + 1] in _PAUSES:
            return True  # "..., said one officer, who"; not "Novak, the mayor, said one man died"
        if name := _NAMED.match(text, place):
            return name.end() in near.after["numbers.speaks"]
        start = near.next_word(place, BLANKS)
        if start in near.after["numbers.speaks"]:
            return text[place] in BLANKS
        place = near.word_end(start)
        if place == start or any(start in near.after[kind] for kind in _OTHERS):
            return False
    return False


def _stands_for(number: Number, near: Neighbours) -> bool:
    """Tell whether a small word stands for a noun told before: "a notable one", "the eighth one"."""
    last = near.word_before(number.start, " ")
    if last in near.before["numbers.ordinals"]:
        return True
    if near.counts(number.end):
        return False
    word = near.text.rfind(" ", max(0, last - 24), last) + 1
    if not near.text[word:last].islower():
        return False
    return word - 1 in near.before["numbers.articles"]


def _explains(number: Number, near: Neighbours) -> bool:
    """Tell whether a fused word tells who somebody just named is: "Mira (32), seorang dosen"."""
    start = number.start
    aged = number.sort == Sort.CLASSIFIER and ")" in near.text[max(0, start - 8) : start]
    return aged and _AGED.search(near.text, max(0, start - 20), start) is not None
