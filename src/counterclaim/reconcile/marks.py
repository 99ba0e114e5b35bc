"""The marks of a report: names, words, numbers and places by which its story may be known."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.model import Report

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*")
_BEGINS = re.compile(r"[.!?:;\"“”‘«„()\[\]|–—•…\n]")
"""What stands before a word whose capital says nothing: it begins a sentence or a quotation."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff]{2}")
"""Two letters of a script that puts no spaces between words."""
_YEAR = re.compile(r"(?:19|20)\d\d")
SHORTEST_WORD = 4
SHORTEST_NUMBER = 3
SURE = 4
"""A word that has a capital this many times as often as not is a name."""
TELLING = 20
"""A smaller figure is claimed of many things."""


class Mark(NamedTuple):
    """One mark: its kind, a key of ``stories.WEIGHTS``, and itself."""

    kind: str
    word: str


class _Token(NamedTuple):
    word: str
    capital: bool
    begins: bool
    follows: bool
    """Whether only a space stands between the word and the one before."""


def marks_of(reports: Sequence[Report]) -> list[Counter[Mark]]:
    """Count the marks of each report, in its title, its text and its claims.

    Of a report whose text is not kept, the sentences of its claims are all that is read. Which
    words are names is told from all reports of a language: those hardly met without a capital
    within a sentence, days and months aside.
    """
    read = [_tokens(report) for report in reports]
    names = _names(zip(reports, read, strict=True))
    return [
        _marks(tokens, names[report.imprint.language], report.imprint.language) + _claimed(report)
        for report, tokens in zip(reports, read, strict=True)
    ]


def _passages(report: Report) -> Iterator[str]:
    if report.text:
        yield report.text
        return
    yield report.imprint.title
    yield from {c.sentence.start: c.sentence.text for c in report.claims}.values()


def _tokens(report: Report) -> list[_Token]:
    found: list[_Token] = []
    for passage in _passages(report):
        last = 0
        for hit in _TOKEN.finditer(passage):
            start, word = hit.start(), hit[0]
            between = passage[last:start]
            begins = last == 0 or _BEGINS.search(between) is not None
            found.append(_Token(word.casefold(), word[0].isupper(), begins, between == " "))
            last = hit.end()
    return found


def _names(read: Iterable[tuple[Report, Sequence[_Token]]]) -> Mapping[str, frozenset[str]]:
    """Give the names of each language: words whose capital is no matter of where they stand."""
    seen: dict[str, tuple[Counter[str], Counter[str]]] = {}
    for report, tokens in read:
        big, small = seen.setdefault(report.imprint.language, (Counter(), Counter()))
        title = len(_TOKEN.findall(report.imprint.title))
        # A headline may set all its words in capitals.
        for token in tokens[title:]:
            if not token.begins:
                (big if token.capital else small)[token.word] += 1
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


def _marks(tokens: Sequence[_Token], names: frozenset[str], language: str) -> Counter[Mark]:
    found: Counter[Mark] = Counter()
    countries, days = _listed(language)
    for token in tokens:
        word = token.word
        if word[0].isdigit():
            if digits := _number(word):
                found[Mark("number", digits)] += 1
        elif _UNSPACED.match(word):
            found.update(Mark("pair", a + b) for a, b in pairwise(word))
        elif word in names and word not in days:
            found[Mark("country" if word in countries else "name", word)] += 1
        elif len(word) >= SHORTEST_WORD:
            found[Mark("word", word)] += 1
    for a, b in pairwise(tokens):
        if b.follows and a.word in names and b.word in names:
            found[Mark("names", f"{a.word} {b.word}")] += 1
    return found


def _number(word: str) -> str:
    """Give the digits of a number that is no year; separators differ between languages."""
    digits = word.replace(".", "").replace(",", "")
    return "" if len(digits) < SHORTEST_NUMBER or _YEAR.fullmatch(word) else digits


def _claimed(report: Report) -> Counter[Mark]:
    """Give what the claims tell in any language: places by code, and figures by measure."""
    found: Counter[Mark] = Counter()
    for claim in report.claims:
        if claim.place_code:
            found[Mark("place", claim.place_code)] += 1
        low = claim.quantity.low
        if low is not None and low >= TELLING:
            found[Mark("figure", f"{claim.measure} {low.normalize():f}")] += 1
    return found
