"""The marks of a report: names, words, numbers and places by which its story may be known."""

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import NamedTuple, TypeVar

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.model import Report

T = TypeVar("T")
_TOKEN = re.compile(r"([^\W\d_]+|\d+(?:[.,]\d+)*)")
_BEGINS = re.compile(r"[.!?:;\"“”‘«„()\[\]|–—•…\n]")
"""What stands before a word whose capital says nothing: it begins a sentence or a quotation."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]{2}")
"""Two letters of a script that puts no spaces between words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
LONGEST_BETWEEN = 4
"""Characters between two words; what is longer is seldom met again."""
SHORTEST_WORD = 4
SHORTEST_NUMBER = 3
SURE = 4
"""A word that has a capital this many times as often as not is a name."""
NO_MARK = -1
TELLING = 20
"""A smaller figure is claimed of many things."""


class Mark(NamedTuple):
    """One mark: its kind, a key of ``stories.WEIGHTS``, and itself."""

    kind: str
    word: str


@dataclass(frozen=True, slots=True)
class Marked:
    """The marks of some reports: each mark once, and for each report the places of its own.

    ``places[i]`` and ``counts[i]`` are of one length: a ledger has millions, so they are packed.
    """

    marks: Sequence[Mark]
    places: "Sequence[array[int]]"
    counts: "Sequence[array[int]]"


CAPITAL, BEGINS, FOLLOWS, SHIFT = 1, 2, 4, 3
"""A token is packed as the number of its word, shifted, and flags: it has a capital, begins a
sentence, and only a space stands between it and the word before."""


class MarkBook:
    """Counts the marks of some reports, and what it takes to count those of one report more.

    Read are the title, the text and the claims; of a report whose text is not kept, the sentences
    of its claims. Which words are names is told from all reports of a language: those hardly met
    without a capital within a sentence, days and months aside.
    """

    def __init__(self, reports: Sequence[Report]) -> None:
        self._words = _Words()
        self._known: dict[Mark, int] = {}
        self._tellers: dict[str, _Teller] = {}
        read = [self._words.tokens(report) for report in reports]
        self._spelled = list(self._words.numbers)
        self._tell(zip(reports, read, strict=True))
        places, counts = [], []
        for report, tokens in zip(reports, read, strict=True):
            found = self._count(report, tokens)
            places.append(array("I", found))
            counts.append(array("I", found.values()))
        self.marks = list(self._known)
        self.marked = Marked(self.marks, places, counts)

    def read(self, report: Report) -> Counter[int]:
        """Count the marks of a report that came later, by their places; new marks come last.

        Words new to its language are names by the capitals of this report alone.
        """
        numbers = self._words.numbers
        before = len(numbers)
        tokens = self._words.tokens(report)
        self._spelled += _last(numbers, len(numbers) - before)
        self._tell([(report, tokens)])
        found = self._count(report, tokens)
        self.marks += _last(self._known, len(self._known) - len(self.marks))
        return found

    def _tell(self, read: "Iterable[tuple[Report, array[int]]]") -> None:
        for language, names in _names(read).items():
            if language in self._tellers:
                self._tellers[language].learn(names)
            else:
                teller = _Teller(names, self._spelled, language, self._known)
                self._tellers[language] = teller

    def _count(self, report: Report, tokens: "array[int]") -> Counter[int]:
        found = self._tellers[report.imprint.language].count(tokens)
        for mark in _claimed(report):
            found[self._known.setdefault(mark, len(self._known))] += 1
        return found


def _last(known: dict[T, int], count: int) -> list[T]:
    """Give the keys that were added last, in the order they were added in."""
    return list(islice(reversed(known), count))[::-1]


def _passages(report: Report) -> Iterator[str]:
    if report.text:
        yield report.text
        return
    yield report.imprint.title
    yield from {c.sentence.start: c.sentence.text for c in report.claims}.values()


class _Words:
    """Numbers the words of reports in the order in which they are met, however they are written."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        """By the word, its case folded."""
        self._packed: dict[str, int] = {}
        """By the word as it is written: its number, shifted, and whether it has a capital."""
        self._between: dict[str, int] = {" ": FOLLOWS}
        """What is told by what stands before a word: nothing but a space, or the end of a sentence."""

    def tokens(self, report: Report) -> "array[int]":
        """Give the words of a report in order; new ones are numbered."""
        found = array("I")
        packed, told = self._packed, self._between
        for passage in _passages(report):
            # By turns what stands between two words, and a word.
            parts = _TOKEN.split(passage)
            for i in range(1, len(parts), 2):
                word, before = parts[i], parts[i - 1]
                token = packed[word] if word in packed else self._pack(word)
                flag = told[before] if before in told else self._tell(before)
                found.append(token | (BEGINS if i == 1 else flag))
        return found

    def _pack(self, word: str) -> int:
        number = self.numbers.setdefault(word.casefold(), len(self.numbers))
        token = self._packed[word] = number << SHIFT | (CAPITAL if word[0].isupper() else 0)
        return token

    def _tell(self, between: str) -> int:
        flag = BEGINS if _BEGINS.search(between) else 0
        if len(between) <= LONGEST_BETWEEN:
            self._between[between] = flag
        return flag


def _names(read: "Iterable[tuple[Report, array[int]]]") -> Mapping[str, frozenset[int]]:
    """Give the names of each language: words whose capital is no matter of where they stand."""
    seen: dict[str, tuple[Counter[int], Counter[int]]] = {}
    for report, tokens in read:
        big, small = seen.setdefault(report.imprint.language, (Counter(), Counter()))
        title = len(_TOKEN.findall(report.imprint.title))
        # A headline may set all its words in capitals.
        body = tokens[title:]
        big.update(t >> SHIFT for t in body if t & (CAPITAL | BEGINS) == CAPITAL)
        small.update(t >> SHIFT for t in body if not t & (CAPITAL | BEGINS))
    return {
        language: frozenset(w for w in big if big[w] >= SURE * small[w])
        for language, (big, small) in seen.items()
    }


@cache
def _listed(language: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words in a pack's names of countries, and in its names of days and months."""
    countries: set[str] = set()
    days: set[str] = set()
    for cue in load_pack(language).cues if language in codes() else ():
        if cue.kind == "places.names" and len(cue.value) == len("XX"):
            countries.update(spaced(cue.surface).split())
        elif cue.kind in {"times.months", "times.weekdays"}:
            days.update(spaced(cue.surface).split())
    return frozenset(countries), frozenset(days)


class _Teller:
    """Tells the marks of one language's words; each word is looked at once."""

    def __init__(
        self,
        names: frozenset[int],
        words: Sequence[str],
        language: str,
        known: dict[Mark, int],
    ) -> None:
        self._names = names
        self._words = words
        self._countries, self._days = _listed(language)
        self._known = known
        self._told: dict[int, int] = {}
        self._pairs: dict[int, tuple[int, ...]] = {}
        """Words of a script without spaces, by their pairs of letters."""

    def learn(self, names: frozenset[int]) -> None:
        """Take names of a later report, unless their words are known already."""
        self._names |= names.difference(self._told)

    def count(self, tokens: Sequence[int]) -> Counter[int]:
        """Count the marks of one report, by their places."""
        numbers = [t >> SHIFT for t in tokens]
        for number in set(numbers).difference(self._told):
            self._told[number] = self._place(number)
        found = Counter(map(self._told.__getitem__, numbers))
        del found[NO_MARK]
        if self._pairs:
            for number in numbers:
                found.update(self._pairs.get(number, ()))
        for a, b in pairwise(tokens):
            if b & FOLLOWS and a >> SHIFT in self._names and b >> SHIFT in self._names:
                two = f"{self._words[a >> SHIFT]} {self._words[b >> SHIFT]}"
                found[self._known.setdefault(Mark("names", two), len(self._known))] += 1
        return found

    def _place(self, number: int) -> int:
        """Give the place of a word's mark, NO_MARK where it has none or several."""
        word = self._words[number]
        mark = None
        if word[0].isdigit():
            digits = _number(word)
            mark = Mark("number", digits) if digits else None
        elif _UNSPACED.match(word):
            pairs = (Mark("pair", a + b) for a, b in pairwise(word))
            self._pairs[number] = tuple(self._known.setdefault(p, len(self._known)) for p in pairs)
        elif number in self._names and word not in self._days:
            mark = Mark("country" if word in self._countries else "name", word)
        elif len(word) >= SHORTEST_WORD:
            mark = Mark("word", word)
        return NO_MARK if mark is None else self._known.setdefault(mark, len(self._known))


def _number(word: str) -> str:
    """Give the digits of a number that is no year; separators differ between languages."""
    digits = word.replace(".", "").replace(",", "")
    return "" if len(digits) < SHORTEST_NUMBER or _YEAR.fullmatch(word) else digits


def _claimed(report: Report) -> Iterator[Mark]:
    """Give what the claims tell in any language: places by code, and figures by measure."""
    for claim in report.claims:
        if claim.place_code:
            yield Mark("place", claim.place_code)
        low = claim.quantity.low
        if low is not None and low >= TELLING:
            yield Mark("figure", f"{claim.measure} {low.normalize():f}")
