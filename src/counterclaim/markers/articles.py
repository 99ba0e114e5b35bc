"""Small words that are numbers only where something happened to what they count."""

from typing import Final

from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number

_REACH: Final = 3
"""Words after the article among which the counted noun stands: "one elderly local man"."""


def counts_something(number: Number, near: Neighbours) -> bool:
    """Tell whether a counted noun or a word for what happened follows an article closely."""
    text, place = near.text, number.end
    if near.word_before(number.start) in near.before["measures.active"]:
        return True
    nouns, asserting = near.after["nouns.counted"], near.after["nouns.asserting"]
    states = near.after["measures.state"]
    for _ in range(_REACH):
        start = near.next_word(place, BLANKS)
        if start in nouns or start in asserting or start in states:
            return True
        place = start
        while place < len(text) and (text[place].isalnum() or text[place] in "-'\u2019"):
            place += 1
        if place == start:
            return False
    return False
