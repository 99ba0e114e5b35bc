"""Which cue begins or ends at a place of a text: constant-time looks to either side of a number."""

from collections.abc import Mapping
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.model import Hit

BLANKS: Final = " \u00a0\u202f\u2009\n"
QUOTES: Final = "\"'\u201c\u201d\u2018\u2019("
DASHES: Final = "-\u2010\u2011"

REACH: Final = 3
"""Words after a number among which the counted noun stands: "one elderly local man"."""
_AFTER: Final = (
    "quantities.percent",
    "quantities.bound_after",
    "quantities.not_after",
    "quantities.models",
    "quantities.compass",
    "quantities.range_join",
    "quantities.range_join_open",
    "quantities.fraction_of",
    "units.money",
    "units.physical",
    "numbers.scales",
    "numbers.ordinals",
    "numbers.speaks",
    "nouns.counted",
    "nouns.asserting",
    "measures.state",
)
_BEFORE: Final = (
    "quantities.bound_before",
    "quantities.verb_bound",
    "quantities.not_before",
    "quantities.not_before_alone",
    "quantities.range_open",
    "quantities.change_from",
    "quantities.per",
    "quantities.ratio",
    "quantities.aged",
    "quantities.craft",
    "units.before",
    "numbers.articles",
    "numbers.ordinals",
    "numbers.speaks",
    "nouns.counted",
    "measures.active",
    "measures.noun",
)


class Neighbours:
    """Hits of one document by where they start (``after``) and where they end (``before``)."""

    __slots__ = ("after", "before", "capitals", "needs_of", "text")

    def __init__(self, reading: Reading) -> None:
        self.text = reading.text
        self.capitals = reading.text.isupper()
        self.needs_of = bool(reading.pack.words("quantities.fraction_of"))
        self.after: Mapping[str, Mapping[int, Hit]] = {
            kind: {hit[0]: hit for hit in reading.hits(kind)} for kind in _AFTER
        }
        self.before: Mapping[str, Mapping[int, Hit]] = {
            kind: {hit[1]: hit for hit in reading.hits(kind)} for kind in _BEFORE
        }

    def next_word(self, place: int, skip: str = BLANKS + DASHES) -> int:
        """Where the next word begins, over blanks and one dash but over no paragraph break."""
        return _forward(self.text, place, skip)

    def word_end(self, place: int) -> int:
        """Where the word that begins at a place ends, hyphens and apostrophes within."""
        text, size = self.text, len(self.text)
        while place < size and (text[place].isalnum() or text[place] in "-'\u2019"):
            place += 1
        return place

    def counts(self, place: int, reach: int = REACH) -> bool:
        """Tell whether a counted noun, or a word for what happened, is among the next words."""
        nouns, asserting = self.after["nouns.counted"], self.after["nouns.asserting"]
        states, text = self.after["measures.state"], self.text
        for _ in range(reach):
            start = self.next_word(place, BLANKS)
            if start in nouns or start in asserting or start in states:
                return True
            if start in self.after["quantities.range_join_open"]:
                return False  # "in Square 5 and four cottages": what follows "and" is not counted
            place = self.word_end(start)
            if place == start or text[place : place + 1] not in BLANKS:
                return False
        return False

    def measured(self, place: int) -> bool:
        """Tell whether a word for percent, money or a unit of measurement begins here."""
        return (
            place in self.after["quantities.percent"]
            or place in self.after["units.physical"]
            or place in self.after["units.money"]
        )

    def word_before(self, place: int, skip: str = BLANKS + QUOTES) -> int:
        """Where the word before ends, over blanks, quotation marks and opening brackets."""
        text = self.text
        at = place
        while at > 0 and text[at - 1] in skip:
            at -= 1
        return place if "\n\n" in text[at:place] else at


def _forward(text: str, place: int, skip: str) -> int:
    at, size = place, len(text)
    while at < size and text[at] in skip:
        at += 1
    return place if "\n\n" in text[place:at] else at
