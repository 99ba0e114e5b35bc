"""Which reports copy which: shared wording by winnowed runs of characters.

News is copied in part, so what counts is how much of one report stands in the other (containment),
not how alike the two are. Winnowing after Schleimer, Wilkerson and Aiken (2003).
"""

import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

GRAM = 24
WIDE = 2
"""Bytes of a character in UTF-16."""
WINDOW = 16
COMMON = 20
"""Prints found in more reports than this are boilerplate, or a text that everybody prints."""
LEAST_SHARED = 8
COPIED = 0.04
"""Share of the shorter report's prints that stand in the other."""
JOINED = 0.15
"""Share of a report's prints from which what it tells without a source is the copied outlet's."""
WHOLE = 0.5
"""Share of a report from which what it has in common with many is no boilerplate."""


@dataclass(frozen=True, slots=True)
class Echo:
    """A later report that holds words of an earlier one.

    ``shared`` counts the prints that both have; ``of_later`` is their share of the later report's.
    """

    earlier: str
    later: str
    shared: int
    of_later: float


def prints_of(text: str) -> frozenset[int]:
    """Winnowed hashes of all runs of GRAM characters, white space and case aside."""
    # UTF-16, so that a run is as long in every script: 24 bytes of UTF-8 are 12 Arabic letters.
    data = " ".join(text.split()).casefold().encode("utf-16-le", "surrogatepass")
    size = WIDE * GRAM
    hashes = [zlib.crc32(data[i : i + size]) for i in range(0, len(data) - size + 1, WIDE)]
    if len(hashes) <= WINDOW:
        return frozenset(hashes[:1])
    least = min(hashes[:WINDOW])
    at = WINDOW - 1 - hashes[WINDOW - 1 :: -1].index(least)
    kept = {least}
    for i in range(WINDOW, len(hashes)):
        if hashes[i] <= least:
            least, at = hashes[i], i
            kept.add(least)
        elif i - at >= WINDOW:
            run = hashes[i - WINDOW + 1 : i + 1]
            least = min(run)
            at = i - run[::-1].index(least)
            kept.add(least)
    return frozenset(kept)


def find_echoes(texts: Sequence[tuple[str, str]]) -> Iterator[Echo]:
    """Give all pairs of reports that share wording, in order of the later and the earlier one.

    ``texts`` are (document id, text) in order of publication.
    """
    if len(texts) < 2:
        return
    prints = [prints_of(text) for _, text in texts]
    shared = _shared(prints)
    for later, earlier in sorted((j, i) for i, j in shared):
        count = shared[earlier, later]
        shorter = min(len(prints[earlier]), len(prints[later]))
        if count >= LEAST_SHARED and count >= COPIED * shorter:
            yield Echo(texts[earlier][0], texts[later][0], count, count / len(prints[later]))


def _shared(prints: Sequence[frozenset[int]]) -> Mapping[tuple[int, int], int]:
    """Count the prints that two reports share, by their places, the earlier one first."""
    times = Counter(chain.from_iterable(prints))
    several = {mark for mark, count in times.items() if count > 1}
    holders: dict[int, list[int]] = defaultdict(list)
    for place, found in enumerate(prints):
        for mark in found & several:
            holders[mark].append(place)
    shared: Counter[tuple[int, int]] = Counter()
    common: dict[int, Counter[int]] = defaultdict(Counter)
    for places in holders.values():
        if len(places) <= COMMON:
            shared.update(combinations(places, 2))
        else:
            # Each of all pairs would be a square; the first to print it is the one that counts.
            for later in places[1:]:
                common[later][places[0]] += 1
    for later, first in common.items():
        if first.total() >= WHOLE * len(prints[later]):
            for earlier, count in first.items():
                shared[earlier, later] += count
    return shared


def copied_from(texts: Sequence[tuple[str, str]]) -> Mapping[str, Echo]:
    """Give for each copying report the echo of the earlier one that holds most of its words.

    ``texts`` are (document id, text) in order of publication.
    """
    best: dict[str, Echo] = {}
    for echo in find_echoes(texts):
        held = best.get(echo.later)
        if held is None or echo.shared > held.shared:
            best[echo.later] = echo
    return best


def joined(copies: Mapping[str, Echo]) -> Mapping[str, str]:
    """Name for each report that is a copy in large part the first report of its words.

    Such reports share a vote: what they tell without a source is one outlet's word.
    """
    found: dict[str, str] = {}
    for later, echo in copies.items():
        if echo.of_later >= JOINED:
            # Copies are in order of publication, so the earlier one's own source is known.
            found[later] = found.get(echo.earlier, echo.earlier)
    return found
