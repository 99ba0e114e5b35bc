"""The parts of numbers: digits by one pass of a compiled pattern, words by the hits of the pack."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from counterclaim.languages.reading import Reading
from counterclaim.markers.grammar import Grammar
from counterclaim.markers.money import scaled_sign_before, sign_before
from counterclaim.markers.neighbours import Neighbours
from counterclaim.markers.separators import GROUP, Separators

_RUN: Final = re.compile(
    r"\d\d*(?: \d{3}(?: \d{3})+(?!\d)| 000(?!\d)"
    r"|(?:[.,:/+'\u2019\-\u2010-\u2014]\d+|[\u00a0\u202f\u2009]\d{3}(?!\d))*)"
)
"""Digits with whatever joins them to more digits: a numeral, range, date, time, telephone number.

A plain blank groups digits only where two groups or three noughts follow: "40 000", "1 250 400".
The first digit is written apart so that the search can leap to it, six times as fast.
"""
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:/[^\W\d_]+)?[²³]?")
_FEET: Final = re.compile(r"['\u2019]\d{1,2}(?!\d)")
"""Feet and inches of a person's height, "5'9", which no groups of digits are."""
_DIGITS: Final = re.compile(r"\d+")
_DASHES: Final = re.compile(r"[\-\u2010-\u2014]")
_NOT_NUMERAL: Final = frozenset(":/+")
_SIGNS: Final = frozenset("%‰+")
_BLANKS: Final = frozenset(" \u00a0\u202f")
_DEGREES: Final = frozenset("°º")
_LONGEST: Final = 15
"""Digits of the longest numeral without separators; longer ones are accounts."""
ZERO: Final = Decimal(0)


class Sort:
    """How a number, or a part of one, is written.

    Plain numbers, for they are compared and hashed some thousand times for each report, and an
    enum hashes in Python code. Their order is that in which readings of the same words stand.
    """

    HALF: Final = 0
    FRACTION: Final = 1
    DIGITS: Final = 2
    WORD: Final = 3
    ARTICLE: Final = 4
    SCALE: Final = 5
    VAGUE: Final = 6
    TEENS: Final = 7
    COLLECTIVE: Final = 8
    POINT: Final = 9
    CLASSIFIER: Final = 10


_SORTS: Final = (
    ("quantities.fractions", Sort.FRACTION),
    ("numbers.words", Sort.WORD),
    ("numbers.articles", Sort.ARTICLE),
    ("numbers.classifiers", Sort.CLASSIFIER),
    ("quantities.vague", Sort.VAGUE),
    ("numbers.scales", Sort.SCALE),
    ("numbers.teens", Sort.TEENS),
    ("numbers.halves", Sort.HALF),
    ("numbers.collective", Sort.COLLECTIVE),
    ("numbers.points", Sort.POINT),
)


SMALL: Final = frozenset({Sort.ARTICLE, Sort.CLASSIFIER})
"""Small words that are a number only where they count a victim or an item."""


class Atom(NamedTuple):
    """A part of a number: digits, or one hit of the pack.

    ``tail`` are letters or a sign glued after digits, ``joined`` tells that a dash joins the digits
    to those before, ``doubtful`` that their separators can be read in two ways, ``plain`` that
    nothing but digits stands there, ``scale`` the value of a scale that follows right after.
    """

    start: int
    end: int
    sort: int
    value: Decimal
    rule: str = ""
    tail: str = ""
    joined: bool = False
    doubtful: bool = False
    plain: bool = False
    scale: Decimal | None = None


_BARE: Final = ("", False, False, False, None)
"""What an atom that is a word has of digits."""


def mark_atoms(reading: Reading, grammar: Grammar, near: Neighbours) -> list[Atom]:
    """Give all parts of numbers in order of place, the longest first where several begin."""
    atoms = [*_digits(reading, grammar, near)]
    make = tuple.__new__  # half the cost of calling the class
    for kind, sort in _SORTS:
        atoms += [
            make(Atom, (start, end, sort, cue.number or ZERO, cue.rule, *_BARE))
            for start, end, cue in reading.hits(kind)
        ]
    atoms.sort(key=_order)
    return atoms


def _order(atom: Atom) -> tuple[int, int, int]:
    return atom.start, -atom.end, atom.sort


def _digits(reading: Reading, grammar: Grammar, near: Neighbours) -> Iterator[Atom]:
    runs = list(_RUN.finditer(reading.text))
    if fences := reading.document.fences:
        runs = [m for m in runs if not any(f.span.start <= m.start() < f.span.end for f in fences)]
    numerals = [m.group() for m in runs]
    signs = grammar.separators.observe(
        n for n in numerals if not n.isdecimal() and _NOT_NUMERAL.isdisjoint(n)
    )
    for match, run in zip(runs, numerals, strict=True):
        if run.isdecimal() or (" " in run and len(run.partition(" ")[0]) <= GROUP):
            yield from _numerals([(match.start(), run)], signs, grammar, near)
        elif " " in run:
            for piece in _DIGITS.finditer(run):  # "in 2010 300 000": the first is too long a group
                part = (match.start() + piece.start(), piece.group())
                yield from _numerals([part], signs, grammar, near)
        elif _NOT_NUMERAL.isdisjoint(run):
            yield from _numerals(list(_parts(match.start(), run)), signs, grammar, near)


def _parts(start: int, run: str) -> Iterator[tuple[int, str]]:
    """Split a run at its dashes."""
    place = 0
    for dash in _DASHES.finditer(run):
        yield start + place, run[place : dash.start()]
        place = dash.end()
    yield start + place, run[place:]


def _numerals(
    parts: Sequence[tuple[int, str]], signs: Separators, grammar: Grammar, near: Neighbours
) -> Iterator[Atom]:
    """Give the numerals of one run; none where it is a date or a telephone number."""
    if len(parts) > 2:  # a range has two ends
        return
    atoms: list[Atom] = []
    for place, (start, numeral) in enumerate(parts):
        found = _numeral(start, numeral, signs, grammar, near, joined=place > 0)
        if not found:
            return
        atoms += found
    yield from atoms


def _numeral(
    start: int,
    numeral: str,
    signs: Separators,
    grammar: Grammar,
    near: Neighbours,
    *,
    joined: bool,
) -> tuple[Atom, ...]:
    """Read one numeral and the scale glued to it; none where its signs fit no number."""
    text, end = near.text, start + len(numeral)
    tail, after = glued(text, end) or _spaced_tail(start, end, grammar, near)
    scale = _scale(tail, start, after, grammar, near) if tail else None
    word = None
    if numeral.isdecimal():
        value, doubtful = Decimal(numeral), False
        if not joined and _opens_with_point(text, start, signs):
            start, value = start - 1, Decimal("0." + numeral)
        elif _is_code(numeral):
            return ()
        if not tail:
            word = near.after["numbers.scales"].get(near.next_word(end))
    elif _FEET.search(numeral):
        return ()
    else:
        place = near.next_word(end)
        word = None if tail else near.after["numbers.scales"].get(place)
        symbol = _LETTERS.match(text, place)
        measured = near.measured(place) or (symbol and symbol.group() in grammar.symbols)
        read, doubtful = signs.read(numeral, fine=bool(tail or word or measured))
        if read is None or _is_code(numeral):
            return ()
        value = read
    plain = not tail and numeral.isdecimal()
    if tail and scale is not None:
        digits = Atom(start, end, Sort.DIGITS, value, "", "", joined, doubtful, plain, scale)
        return digits, Atom(after - len(tail), after, Sort.SCALE, scale)
    if word is not None:
        scale = word.cue.number
    return (Atom(start, end, Sort.DIGITS, value, "", tail, joined, doubtful, plain, scale),)


def glued(text: str, end: int) -> tuple[str, int] | None:
    """Give letters or a sign glued to the end of digits, and where they end."""
    following = text[end : end + 1]
    if following.isalpha():
        match = _LETTERS.match(text, end)
        return (match.group(), match.end()) if match else None
    if following in _SIGNS:
        return following, end + 1
    if following in _DEGREES:
        match = _LETTERS.match(text, end + 1)
        return (following + match.group(), match.end()) if match else (following, end + 1)
    return None


def _spaced_tail(start: int, end: int, grammar: Grammar, near: Neighbours) -> tuple[str, int]:
    """Give a short scale after a blank, which only a currency sign makes one: "Rp 2,6 T"."""
    text = near.text
    if text[end : end + 1] in _BLANKS and sign_before(text, start, grammar)[1]:
        match = _LETTERS.match(text, end + 1)
        if match and match.group() in grammar.abbreviations:
            return match.group(), match.end()
    return "", end


def _scale(tail: str, start: int, after: int, grammar: Grammar, near: Neighbours) -> Decimal | None:
    """Give the scale that letters glued to digits stand for; "m" may be metres or millions."""
    scale = grammar.abbreviations.get(tail) or grammar.abbreviations.get(tail.lower())
    if scale is None or tail not in grammar.symbols:
        return scale
    signs = (sign_before, scaled_sign_before)
    if any(before(near.text, start, grammar)[1] for before in signs):
        return scale
    return scale if near.next_word(after) in near.after["nouns.counted"] else None


def _opens_with_point(text: str, start: int, signs: Separators) -> bool:
    """Tell whether the decimal sign opens a numeral: ".5 percent", ",77 persen"."""
    if text[start - 1 : start] != signs.decimal:
        return False
    return start == 1 or text[start - 2].isspace() or text[start - 2] in "($"


def _is_code(numeral: str) -> bool:
    if len(numeral) > _LONGEST and numeral.isdecimal():
        return True
    return len(numeral) > 1 and numeral[0] == "0" and numeral[1].isdecimal()
