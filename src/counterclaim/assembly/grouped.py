"""What stands in which sentence."""

from bisect import bisect_left
from operator import itemgetter
from typing import Final, Generic, TypeVar

from counterclaim.languages.reading import Reading
from counterclaim.model import Hit

T = TypeVar("T")
_START: Final = itemgetter(0)


class Grouped(dict[int, list[T]], Generic[T]):
    """Mentions by the index of their sentence; a sentence without any has an empty list."""

    def __missing__(self, sentence: int) -> list[T]:
        return []


class HitsBySentence(dict[int, list[Hit]]):
    """The hits of some kinds by the index of their sentence, sought when first asked for.

    In each sentence they stand in the order of the kinds, then of place.
    """

    def __init__(self, reading: Reading, *kinds: str) -> None:
        super().__init__()
        self._sentences = reading.sentences
        self._hits = [hits for kind in kinds if (hits := reading.hits(kind))]

    def __missing__(self, sentence: int) -> list[Hit]:
        found: list[Hit] = []
        if 0 <= sentence < len(self._sentences):
            start, end, _, _ = self._sentences[sentence]
            for hits in self._hits:
                # Few stand in one sentence: they are walked through, not searched for their end.
                index = bisect_left(hits, start, key=_START)
                while index < len(hits) and hits[index][0] < end:
                    found.append(hits[index])
                    index += 1
        self[sentence] = found
        return found
