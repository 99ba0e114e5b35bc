"""Which reports copy which: shared wording by winnowed runs of characters.

News is copied in part, so what counts is how much of the later report stands in the earlier one
(containment), not how alike the two are. Winnowing after Schleimer, Wilkerson and Aiken (2003).
"""

import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

GRAM = 24
WINDOW = 16
COMMON = 20
"""Prints found in more reports than this are boilerplate."""
LEAST_SHARED = 8
COPIED = 0.15
"""Share of the later report's prints that stand in the earlier one."""


def prints_of(text: str) -> frozenset[int]:
    """Winnowed hashes of all runs of GRAM characters, white space and case aside."""
    data = " ".join(text.split()).casefold().encode("utf-8", "surrogatepass")
    hashes = [zlib.crc32(data[i : i + GRAM]) for i in range(len(data) - GRAM + 1)]
    if len(hashes) <= WINDOW:
        return frozenset(hashes[:1])
    kept: set[int] = set()
    least, at = hashes[0], -1
    for i, mark in enumerate(hashes):
        if mark <= least or at < 0:
            least, at = mark, i
        elif i - at >= WINDOW:
            run = hashes[i - WINDOW + 1 : i + 1]
            least = min(run)
            at = i - run[::-1].index(least)
        if i >= WINDOW - 1:
            kept.add(least)
    return frozenset(kept)


def copied_from(texts: Sequence[tuple[str, str]]) -> Mapping[str, str]:
    """Name for each copying report the earlier one that holds most of its words.

    ``texts`` are (document id, text) in order of publication.
    """
    prints = {name: prints_of(text) for name, text in texts}
    place = {name: i for i, (name, _) in enumerate(texts)}
    holders: dict[int, list[str]] = defaultdict(list)
    for name, _ in texts:
        for mark in prints[name]:
            holders[mark].append(name)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    for names in holders.values():
        if 1 < len(names) <= COMMON:
            for pair in combinations(names, 2):
                shared[pair] += 1
    best: dict[str, tuple[int, int, str]] = {}
    for (earlier, later), count in shared.items():
        if count >= LEAST_SHARED and count >= COPIED * len(prints[later]):
            candidate = (count, -place[earlier], earlier)
            best[later] = max(best.get(later, candidate), candidate)
    return {later: earlier for later, (_, _, earlier) in best.items()}
