"""How a mention stands to a figure, one object for each way there is.

What is seen of a figure is met again and again as a key of weights. Were each relation made anew, its
parts would be hashed and compared at every look; of these few one need only know which it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

_BUCKETS: Final = ("0", "1", "2", "3", "5", "8", "13", "20", "30")
_BY_WORDS: Final = (0, 1, 2, *[3] * 2, *[4] * 3, *[5] * 5, *[6] * 7, *[7] * 10)
_MANY, _FAR = len(_BY_WORDS), 8
_WAYS: Final = 3**4
"""How many figures, pauses, joins and clauses stand between, each counted up to 2."""


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """How a mention stands to a figure: its side and what stands between, as features name it.

    ``side`` is L (before the figure), R (after) or I (overlapping). ``distance`` is a bucket of words;
    ``figures``, ``pauses``, ``joins`` and ``clauses`` count, up to 2, other figures, commas and the like,
    coordinating and subordinating words between the two.
    """

    side: str
    distance: str
    figures: int
    pauses: int
    joins: int
    clauses: int

    def __iter__(self) -> Iterator[Any]:
        yield from (self.side, self.distance)
        yield from (self.figures, self.pauses, self.joins, self.clauses)


_BETWEEN: Final = tuple(product(range(3), repeat=4))
_ALL: Final = {
    side: tuple(Relation(side, far, *between) for far in _BUCKETS for between in _BETWEEN)
    for side in "LR"
}
OVERLAPPING: Final = Relation("I", "0", 0, 0, 0, 0)

_GAPS: Final = {
    near: tuple(
        near + "c" * bool(clauses or joins) + "p" * bool(pauses) + "f" * bool(figures)
        for figures, pauses, joins, clauses in _BETWEEN
    )
    for near in "0259"
}


def relation_of(side: str, words: int, between: int) -> Relation:
    """The relation of a mention so many words off; ``between`` is a place in the ways there are."""
    bucket = 0 if words < 1 else _BY_WORDS[words] if words < _MANY else _FAR
    return _ALL[side][bucket * _WAYS + between]


def gap_of(words: int, between: int) -> str:
    """How far off something stands and what is between, in few words: "2c"."""
    near = "0" if words < 1 else "2" if words < 3 else "5" if words < 6 else "9"
    return _GAPS[near][between]
