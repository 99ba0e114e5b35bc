"""What was told before a figure: the mentions of other sentences, and how the last figure goes on."""

from collections.abc import Mapping, Sequence
from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.scene import Scene

_BACK: Final = 3
"""Sentences looked back for a place or time; further off, the headline's or none."""


def earlier(
    scene: Scene, sentence: int, by_sentence: Mapping[int, Sequence[int]]
) -> list[tuple[str, int, int]]:
    """Give (how far back, sentence, index) of the mentions before a sentence, nearest first.

    The nearest sentences count 1 to _BACK; beyond them the first mentions of the body are the "lead",
    and where nothing is near the last mention of all is "far".
    """
    found: list[tuple[str, int, int]] = []
    for back in range(1, _BACK + 1):
        before = sentence - back
        if before >= 0 and before in by_sentence:
            name = "title" if scene.sentences[before].headline else str(back)
            found += [(name, before, i) for i in by_sentence[before]]
    floor = sentence - _BACK - 1
    if not found:
        far = next((s for s in range(floor, -1, -1) if s in by_sentence), -1)
        found = [("far", far, i) for i in by_sentence[far]]
    known = {i for _, _, i in found}
    lead = next((s for s in range(scene.body, floor + 1) if s in by_sentence), -1)
    found += [("lead", lead, i) for i in by_sentence[lead] if i not in known]
    return found


def order(by_sentence: Mapping[int, Sequence[int]], sentence: int, index: int) -> tuple[bool, bool]:
    """Whether a mention is the first, and whether the last, of its sentence."""
    group = by_sentence[sentence]
    return bool(group) and group[0] == index, bool(group) and group[-1] == index


def nearest(draft: Draft, starts: Sequence[tuple[int, int]]) -> set[int]:
    """Indexes of the mentions nearest to the figure on either side; ``starts`` in order of place."""
    found = set()
    for index, start in starts:
        if start >= draft.figure.start:
            found.add(index)
            break
        last = index
    if starts and starts[0][1] < draft.figure.start:
        found.add(last)
    return found


def voice_of(draft: Draft, previous: Draft | None) -> str:
    """Whether the voice of the last figure still speaks; a new one seldom goes on with its place."""
    if previous is None or draft.statement is None:
        return "no voice"
    return "same voice" if previous.statement == draft.statement else "new voice"


def is_near(draft: Draft, previous: Draft | None) -> bool:
    """Whether the last figure stands in this sentence or the one before."""
    return previous is not None and previous.sentence >= draft.sentence - 1


def is_alike(draft: Draft, previous: Draft | None) -> bool:
    """Whether the last figure is of the same measure."""
    return previous is not None and previous.measure == draft.measure
