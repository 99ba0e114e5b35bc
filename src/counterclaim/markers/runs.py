"""Runs of words in a text: read backwards, in sorted lists of spans, before an age or a dot, broken."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from counterclaim.languages.pack import LanguagePack
from counterclaim.model import Timex

WORD: Final = re.compile(r"\w+(?:[-’'.&]\w+)*")
_OWNER: Final = re.compile(r"(?:['’]s)? ")
_ARTICLE: Final = re.compile(r" [^\W\dA-Z_]{1,3} ")
_YEAR: Final = re.compile(r"(?: [^\W\dA-Z_]{1,3})? (?:19|20)\d\d (?=[^\W\d])")
"""The year before a document: "according to a 2031 study by the ministry"."""
_AGE: Final = re.compile(r"\s*\(\d+\)\s*$")
_ENDING: Final = re.compile("[’']")
_BROKEN: Final = re.compile(r"[^\s\-’'(.&*\[]|\.\s")
"""Between two words of one phrase only spaces, hyphens and an opening bracket may stand, and the marks
of emphasis or of a link before a word: ``dikutip dari *Harian Pagi*``."""
_STRETCH: Final = 50
"""Characters read backwards at a time."""


@cache
def dotted(abbreviations: frozenset[str]) -> frozenset[str]:
    """Abbreviations as they stand before a name, with their dot: "Rd.", "U.S."."""
    bare = (a.rstrip(".") for a in abbreviations)
    return frozenset(f"{a.upper() if '.' in a else a.capitalize()}." for a in bare)


@cache
def definite(pack: LanguagePack) -> frozenset[str]:
    """The words of a pack that open a definite phrase: "the", "these"."""
    cues = (cue for cue in pack.cues if cue.kind == "clauses.roles")
    return frozenset(cue.surface for cue in cues if cue.value == "definite")


def stem(word: str) -> str:
    """A word without the ending behind an apostrophe: "WHO's"."""
    return _ENDING.split(word, 1)[0]


def shouted(word: str) -> bool:
    """Whether a word is a short form in capitals, perhaps with an ending: WHO, WHO's."""
    return len(stem(word)) > 1 and stem(word).isupper()


def any_within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether some span of a sorted list lies in ``start:end``, at least by its beginning."""
    index = bisect_left(spans, (start, 0))
    # A run that begins left of the phrase, cut by a stepped-over word, still names it.
    inside_previous = index > 0 and spans[index - 1][1] > start
    return inside_previous or (index < len(spans) and spans[index][0] < end)


def words_before(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The words of ``text[start:end]``, the last one first; seldom are more than a few asked for."""
    while end > start:
        begin = max(text.rfind(" ", start, max(end - _STRETCH, start)) + 1, start)
        yield from reversed([m.span() for m in WORD.finditer(text, begin, end)])
        end = begin


def before_age(text: str, place: int, floor: int) -> int:
    """Step back over an age: in "Ali Tahir (35), said" it is no word of the phrase."""
    begin = max(floor, place - 12)
    age = _AGE.search(text[begin:place].rstrip(", "))
    return begin + age.start() if age else place


def word_from(text: str, start: int, end: int) -> int:
    """Where the next word begins at or behind ``start``; ``end`` where none does before it."""
    while start < end and not text[start].isalnum():
        start += 1
    return start


def before_time(text: str, times: Sequence[Timex], place: int, floor: int) -> int:
    """Step back over a time right before a place, no comma before it: "the ministry in 2031 said"."""
    index = bisect_left(times, (place,)) - 1
    start, end = (times[index].start, times[index].end) if index >= 0 else (floor, place)
    if start <= floor or end != place - 1 or text[start - 2] in ",;":
        return place
    return start


def behind_time(text: str, times: Sequence[Timex], place: int) -> int:
    """Where a phrase begins behind a time that says more of it: "according to (a June 2031) poll"."""
    year = _YEAR.match(text, place)
    if year:
        return year.end()
    article = _ARTICLE.match(text, place)
    starts = {place + 1, article.end()} if article else {place + 1}
    index = bisect_left(times, (place + 1,))
    if index == len(times) or times[index].start not in starts:
        return place
    owner = _OWNER.match(text, times[index].end)
    return owner.end() if owner else place


def broken(text: str, left: int, right: int, abbreviations: frozenset[str]) -> bool:
    """Whether what stands between two words ends a phrase; the dot of "Rd." does not."""
    gap = text[left:right]
    if gap == "/" and (text[left - 1].isdigit() or text[right : right + 1].isupper()):
        return False  # "Kodim 0712/Zenda", "a Norda/Tarvik Press poll"
    if gap == ") ":
        return not text[right : right + 1].isupper()
    if gap == ". " and text[max(0, left - 4) : left + 1].rsplit(maxsplit=1)[-1] in abbreviations:
        return False
    return _BROKEN.search(gap) is not None
