"""What a pack says of times, compiled for looking left and right of an expression."""

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final, NamedTuple

from counterclaim.languages import LanguagePack, spaced
from counterclaim.languages.calendar import day_first

PREFIX: Final = "times."
TRIGGERS: Final = (
    "months", "weekdays", "units", "one_unit", "ordinals", "seasons", "dayparts", "parts",
    "shift_before", "shift_after", "window_after", "ago", "later", "earlier", "present", "previous",
    "now", "holidays", "eras", "fiscal_year", "clock_before", "clock_after", "age_after",
)  # fmt: skip
"""Keys whose words are looked for as hits; the others are looked up beside these."""

ROLES: Final = tuple((role, PREFIX + role) for role in TRIGGERS)
LEADS: Final = ("leads_year", "leads_weak", "leads", "openers", "by", "until", "since")
"""Keys of words before an expression; a word under two of them counts for the later."""
RUNNING: Final = frozenset({"by", "until"})
"""Leads of a period of which only the end is told."""
OUTSIDE: Final = ("", "leads", "leads_weak", "leads_year")
LONGEST_LEAD: Final = 4
"""Words in the longest lead that is looked up ("in the period from")."""

# A word and what it moves or counts have a space or hyphen between them, no comma.
BESIDE: Final = re.compile(r"[ \u00a0-]{0,2}")
# Up to three signs of punctuation may stand between two parts: "Senin (31/3)", "27, 2025".
_SIGNS: Final = r"[ ,()\u00a0–-]{0,3}"
# Begins with one plain digit class, for which the engine skips ahead fast.
DIGITS: Final = re.compile(r"\d[\d.,:/–-]*")
NUMERAL: Final = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)+|\d+)(?![\d:/–-]|[.,]\d|\s?[–-]\d)"
    r"|(?P<iso>\d{4}-\d\d?-\d\d?)(?![\d-])"
    r"|(?P<dotted>\d{1,2}-\d{1,2}-\d{4})(?![\d-])"
    r"|(?P<ymd>\d{4}/\d\d?/\d\d?)(?![\d/])"
    r"|(?P<slash>\d{1,2}/\d{1,2}(?:/(?:\d{4}|\d\d))?)(?![\d/])"
    r"|(?P<clock>\d{1,2}:\d\d)(?![\d:.,]\d|\d)"
    r"|(?P<pair>\d{1,4}\s?[–-]\s?\d{1,4}|\d{4}/(?:\d{4}|\d\d))(?![\d.,/-]\d|\d|/)"
    r"|(?P<loose>\d+(?:[.,]\d+)*)"
)
DATE_SHAPES: Final = frozenset(("iso", "ymd", "slash", "dotted"))
_PAIR_SIGNS: Final = (" -", " –")
_DOTTED: Final = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}$")
_CLOCK: Final = re.compile(r"\d{1,2}\.\d\d$")


class Numeral(NamedTuple):
    """A run of digits at ``text[start:end]``; ``shape`` is the name of NUMERAL's group that fits.

    ``suffix_end`` is where letters written right after it end ("29th", "1990s").
    """

    start: int
    end: int
    shape: str
    words: str
    suffix: str
    suffix_end: int


@dataclass(frozen=True, slots=True, eq=False)
class TimeWords:
    """Look-ups of one pack; all words are in the form of ``spaced``.

    ``tight`` and ``loose`` match what may stand between two parts of one expression, the second
    with a filler word. ``leads`` gives the key under which a lead stands.
    """

    day_first: bool
    tight: re.Pattern[str]
    loose: re.Pattern[str]
    leads: Mapping[str, str]
    fillers: frozenset[str]
    joins: Mapping[str, bool]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    every: frozenset[str]
    age_before: frozenset[str]
    weak: frozenset[str]
    clock_after: frozenset[str]
    ordinal_suffixes: frozenset[str]
    decade_suffixes: frozenset[str]

    def lead(self, form: str, start: int, among: Container[str]) -> int:
        """Give where the words of ``among`` begin that end right before ``start``, or -1."""
        for begin, words in _left(form, start):
            if words in among:
                return begin
        return -1

    def opening(self, form: str, start: int) -> tuple[int, str]:
        """Give where the lead before ``start`` begins and its key; (start, "") without one.

        A filler may stand between ("sejak tahun", "hingga hari"); then the lead before it counts.
        """
        found, filler = (start, ""), start
        for begin, words in _left(form, start):
            if words in self.leads:
                found = (begin, self.leads[words])
            if words in self.fillers:
                filler = begin
        if filler != start and found[1] in OUTSIDE:
            for begin, words in _left(form, filler):
                key = self.leads.get(words, "")
                if key not in OUTSIDE:
                    found = (begin, key)
        return found

    def count(self, form: str, start: int) -> tuple[int, int] | None:
        """Read number words backwards from ``start``: where they begin, the value (0: a few)."""
        begin, total, times = start, 0, 1
        while True:
            first, words = begin, ""
            for place, said in _left(form, begin):
                if said in self.numbers or said in self.scales:
                    first, words = place, said
            if not words:
                break
            begin = first
            if words in self.scales:
                times *= self.scales[words]
            else:
                total, times = total + self.numbers[words] * times, 1
        return None if begin == start else (begin, total + (times if times > 1 else 0))


def _left(form: str, start: int) -> Iterator[tuple[int, str]]:
    """Give the one, two, three ... words before ``start`` with their beginnings."""
    end = start
    while end > 0 and form[end - 1] == " ":
        end -= 1
    if start - end > 2 or not end:
        return
    begin = end
    for _ in range(LONGEST_LEAD):
        begin = form.rfind(" ", 0, begin) + 1
        yield begin, form[begin:end]
        if begin < 2 or form[begin - 2] == " ":
            return
        begin -= 1


@cache
def time_words(pack: LanguagePack) -> TimeWords:
    """Compile the look-ups of a pack, once."""
    said: dict[str, dict[str, int]] = {}
    for cue in pack.cues:
        form = " ".join(spaced(cue.surface).split())
        said.setdefault(cue.kind, {})[form] = int(cue.number or 0)

    def words(key: str) -> frozenset[str]:
        return frozenset(said.get(PREFIX + key, ()))

    leads = {word: key for key in LEADS for word in words(key)}
    fillers = sorted((re.escape(w) for w in words("fillers")), key=len, reverse=True)
    numbers = dict(said.get("numbers.words", {}))
    numbers |= said.get("numbers.teens", {}) | said.get("numbers.articles", {})
    return TimeWords(
        day_first=day_first(pack.code),
        tight=re.compile(_SIGNS),
        loose=re.compile(rf"{_SIGNS}(?:(?:{'|'.join(fillers)})[ \u00a0]\(?)?", re.IGNORECASE),
        leads=leads,
        fillers=words("fillers"),
        joins=dict.fromkeys(words("joins_open"), False) | dict.fromkeys(words("joins"), True),
        numbers=numbers | said.get(PREFIX + "counts", {}),
        scales=said.get("numbers.scales", {}),
        every=words("every"),
        age_before=words("age_before"),
        weak=words("weak"),
        clock_after=words("clock_after"),
        ordinal_suffixes=words("ordinal_suffixes"),
        decade_suffixes=words("decade_suffixes"),
    )


def numerals(text: str) -> Iterator[Numeral]:
    """Give the runs of digits that are not glued to a letter before them."""
    done = 0
    for digits in DIGITS.finditer(text):
        first, stop = digits.span()
        if first < done or (first and text[first - 1].isalnum()):
            continue
        if digits[0].isdigit() and text[stop : stop + 2] not in _PAIR_SIGNS:
            done = stop
            yield _numeral(text, first, stop, "number")
            continue
        while first < stop:
            match = NUMERAL.match(text, first)
            if match is None:
                break
            done = match.end()
            yield _numeral(text, first, done, match.lastgroup or "")
            first = done
            while first < stop and not text[first].isdecimal():
                first += 1


def _numeral(text: str, start: int, end: int, shape: str) -> Numeral:
    words = text[start:end]
    if shape in ("number", "loose"):
        shape = "number"
        if "." in words:
            shape = "dotted" if _DOTTED.match(words) else shape
            shape = "clock" if _CLOCK.match(words) else shape
    size, suffix_end = len(text), end
    while suffix_end < size and text[suffix_end].isalpha():
        suffix_end += 1
    return Numeral(start, end, shape, words, text[end:suffix_end].lower(), suffix_end)
