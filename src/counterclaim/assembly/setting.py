"""Where things happen: which places of a text are one, hang together, or belong to a body's name."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.model import Place, Timex

_BODIES: Final = frozenset({"body", "outlet", "group"})
_LINK: Final = 6
"""Characters between the places of one chain: ", ", " di ", " in the "."""


def dates(time: Timex) -> bool:
    """Whether a time expression can date a figure; clock times, durations, rates and ages cannot."""
    return time.grain not in {"time", "duration", "age", "set"} or time.first is not None


def chains(text: str, places: Sequence[Place]) -> list[str]:
    """Where each place stands in a chain ("Mokwa, Niger State, Nigeria"): the first is narrowest."""
    links = [_linked(text[left.end : right.start]) for left, right in pairwise(places)]
    return [
        "middle" if before and after else "last" if before else "first" if after else "single"
        for before, after in zip([False, *links], [*links, False], strict=False)
    ][: len(places)]


def _linked(gap: str) -> bool:
    """Whether no more than a comma, or a small word of place, stands between two places."""
    return len(gap) <= _LINK and not any(c in gap for c in '.;:"(')


def localities(form: str, places: Sequence[Place]) -> list[int]:
    """Give each place the number of its locality: places that share half their words are one.

    "Kursk", "the Kursk region" and "Kursk, Russia" are one locality. Numbers follow the order of the
    text.
    """
    known: dict[frozenset[str], int] = {}
    naming: dict[str, list[frozenset[str]]] = {}
    numbers: list[int] = []
    met: dict[str, int] = {}
    for place in places:
        name = form[place.start : place.end]
        number = met.get(name)
        if number is not None:
            numbers.append(number)
            continue
        words = frozenset(name.split())
        number = known.get(words)
        if number is None:
            # Only what shares a word at all can share half; of several the first met.
            others = {w for word in words for w in naming.get(word, ())}
            alike = [w for w in others if _share_half(words, w)]
            number = len(known)
            if alike:
                order = list(known)
                number = known[min(alike, key=order.index)]
            known[words] = number
            for word in words:
                naming.setdefault(word, []).append(words)
        met[name] = number
        numbers.append(number)
    return numbers


def _share_half(words: frozenset[str], others: frozenset[str]) -> bool:
    shared = len(words & others)
    return shared > 0 and 2 * shared >= min(len(words), len(others))


def in_bodies(
    reading: Reading, places: Sequence[Place], names: Sequence[tuple[int, int]]
) -> frozenset[int]:
    """Indexes of the places in the name of a body ("Kursk police") or office ("Governor of Kursk")."""
    bodies = [h.start for h in reading.hits("attribution.source_nouns") if h.cue.value in _BODIES]
    heads = sorted([*bodies, *(h.start for h in reading.hits("attribution.titles"))])
    return frozenset(
        i
        for i, p in enumerate(places)
        if (at := bisect_right(heads, p.end - 1) - 1) >= 0
        and (heads[at] >= p.start or _one_name(names, heads[at], p.start))
    )


def offices(reading: Reading, runs: Sequence[tuple[int, int] | None]) -> list[str]:
    """Give the pack's last entry in each run that names a speaker ("police"), "" in a mere name."""
    hits = reading.hits("attribution.source_nouns")
    starts = [h[0] for h in hits]
    found = []
    for run in runs:
        at = -1 if run is None else bisect_right(starts, run[1] - 1) - 1
        within = run is not None and at >= 0 and run[0] <= starts[at] and hits[at].end <= run[1]
        found.append(hits[at].cue.rule if within else "")
    return found


def _one_name(names: Sequence[tuple[int, int]], left: int, right: int) -> bool:
    """Whether two places of a text stand in one capitalised run."""
    index = bisect_right(names, (left, len(names) and names[-1][1])) - 1
    return index >= 0 and names[index][1] > right
