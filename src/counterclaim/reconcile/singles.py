"""Persons told one by one: "a man and a teenager were hurt", "killed his son, then himself"."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from counterclaim.languages import LanguagePack
from counterclaim.model import Hit

ENDS = re.compile(r"[.!?;:\n]")
"""What no list of persons goes beyond."""
DIGITS = re.compile(r"(?<![\w.,-])(\d{1,3})$")
WORD = re.compile(r"\w+|[^\w\s]")
JOINING = "quantities.range_join_open"
SMALL = (
    "numbers.articles",
    "clauses.roles",
    JOINING,
    "mode.increment",
    "times.units",
    "times.age_before",
    "times.age_after",
)
"""Kinds of words that stand between the persons of a list."""
DEAD, HURT, HIT = "killed", "injured", "casualties"
HARMED = frozenset({DEAD, HURT, HIT})
HARMS = ("measures.active", "measures.state")
FARTHEST = 60
"""Characters between two persons of a list, or between the list and its verb."""


@dataclass(frozen=True, slots=True)
class Listed:
    """How many persons a list names, of which measure, and where in the text."""

    measure: str
    count: int
    start: int
    end: int


class _Item(NamedTuple):
    """One or several persons of a list, or a whole list."""

    start: int
    end: int
    number: int
    coordinated: bool = False
    """Whether a word joins the last of the list; an apposition has commas only."""


def listed_in(
    text: str, pack: LanguagePack, found: Mapping[str, Sequence[Hit]]
) -> Iterator[Listed]:
    """Give the lists of persons that are told dead or hit: before a state, or after a verb.

    ``found`` are the cues of the text. Each list has a person told singly, and more beside: "a man
    and three women". Who killed one and then himself makes two.
    """
    singles = [h for h in found.get("tolls.one", ()) if not _number_before(text, h.start, found)]
    items = [_Item(h.start, h.end, 1) for h in singles]
    lists = list(_lists(text, sorted([*items, *_groups(text, found)]), pack))
    begins = [x.start for x in lists]
    single = {h.start for h in singles}
    own_hand = found.get("tolls.own_hand", ())
    for kind in HARMS:
        for cue in found.get(kind, ()):
            near = _beside(text, cue, lists, begins, pack) if cue.cue.value in HARMED else None
            if near is None or not any(near.start <= s < near.end for s in single):
                continue
            active = cue.end <= near.start
            if active != (kind == HARMS[0]):
                continue
            count = near.number
            if active and cue.cue.value == DEAD and _follows(text, near.end, own_hand):
                count += 1
            if count > 1:
                start, end = min(near.start, cue.start), max(near.end, cue.end)
                yield Listed(cue.cue.value, count, start, end)


def _number_before(text: str, start: int, found: Mapping[str, Sequence[Hit]]) -> int:
    """Give the number that stands right before a place, 0 where none does."""
    before = text[max(0, start - FARTHEST) : start].rstrip()
    digits = DIGITS.search(before)
    if digits:
        return int(digits[1])
    numbers = found.get("numbers.words", ())
    place = bisect_left(numbers, start, key=lambda h: h.start) - 1
    if place < 0 or text[numbers[place].end : start].strip():
        return 0
    number = numbers[place].cue.number
    return int(number) if number else 0


def _groups(text: str, found: Mapping[str, Sequence[Hit]]) -> Iterator[_Item]:
    """Give the persons counted in figures: "three women"."""
    counted = (h for h in found.get("nouns.counted", ()) if h.cue.value == "person")
    for noun in {h.start: h for h in (*found.get("nouns.groups", ()), *counted)}.values():
        number = _number_before(text, noun.start, found)
        if number > 1:
            yield _Item(noun.start, noun.end, number)


def _lists(text: str, items: Sequence[_Item], pack: LanguagePack) -> Iterator[_Item]:
    """Join what stands in one list; also gives those that stand alone."""
    held: _Item | None = None
    for item in items:
        if held and item.start < held.end:
            continue
        joint = _joint(text[held.end : item.start], pack) if held else None
        if held and joint is not None:
            held = _Item(held.start, item.end, held.number + item.number, joint)
            continue
        if held:
            yield held
        held = item
    if held:
        yield held


def _joint(between: str, pack: LanguagePack) -> bool | None:
    """Tell whether a word joins two persons, or a comma; None where nothing does."""
    words = WORD.findall(between.casefold())
    if len(between) > FARTHEST or not _small(words, pack):
        return None
    if any(w in pack.words(JOINING) or w == "&" for w in words):
        return True
    return False if "," in words else None


def _small(words: Sequence[str], pack: LanguagePack) -> bool:
    """Tell whether words are only such as stand between persons: articles, ages, numbers."""
    small = _small_words(pack)
    numbers = pack.words("numbers.words")
    return not any(ENDS.match(w) for w in words) and all(
        w in small or w in numbers or w.isdigit() or not w.isalnum() for w in words
    )


def _beside(
    text: str, cue: Hit, lists: Sequence[_Item], begins: Sequence[int], pack: LanguagePack
) -> _Item | None:
    """Give the list right behind a cue, else the one right before it."""
    place = bisect_left(begins, cue.end)
    if place < len(lists):
        between = text[cue.end : begins[place]]
        if "," not in between and _near(between, pack):
            return lists[place]
    place = bisect_left(begins, cue.start) - 1
    if place < 0 or lists[place].end > cue.start:
        return None
    between = text[lists[place].end : cue.start]
    apposed = "," in between and not lists[place].coordinated
    return lists[place] if _near(between, pack) and not apposed else None


def _near(between: str, pack: LanguagePack) -> bool:
    words = WORD.findall(between.casefold())
    return len(between) <= FARTHEST and "\n" not in between and _small(words, pack)


def _follows(text: str, end: int, own_hand: Sequence[Hit]) -> bool:
    later = next((h for h in own_hand if h.start >= end), None)
    return later is not None and not ENDS.search(text, end, later.start)


@cache
def _small_words(pack: LanguagePack) -> frozenset[str]:
    surfaces = (c.surface for c in pack.cues if c.kind in SMALL)
    return frozenset(w for s in surfaces for w in s.casefold().split())
