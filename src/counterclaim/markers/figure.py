"""Figures: numbers with their approximators, ranges, currency or unit."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from counterclaim.markers.articles import counts_something
from counterclaim.markers.atoms import Sort
from counterclaim.markers.bounds import bound_of
from counterclaim.markers.exclusion import excluded
from counterclaim.markers.grammar import Grammar, compile_grammar
from counterclaim.markers.measurement import Unit, unit_of
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number, mark_numbers
from counterclaim.markers.reading import Reading
from counterclaim.model import Bound, Figure, Kind, Problem, Span

ONE: Final = Decimal(1)
_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014~")
_OPEN_HIGH: Final = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.VAGUE})
_CONVERTED: Final = frozenset({Kind.MONEY, Kind.MEASUREMENT})
_WHOLE: Final = frozenset({Bound.EXACT, Bound.RANGE, Bound.VAGUE})
_OPEN_LOW: Final = frozenset({Bound.AT_MOST, Bound.LESS_THAN})


class _Draft:
    """A number on its way to a figure."""

    __slots__ = ("end", "high", "low", "number", "out", "start", "unit")

    def __init__(self, number: Number, unit: Unit | None, *, out: bool) -> None:
        self.number, self.unit, self.out = number, unit, out
        self.low = self.high = number.value
        self.start = unit.start if unit else number.start
        self.end = unit.end if unit else number.end


def mark_figures(reading: Reading, *, absent: bool = False) -> list[Figure]:
    """Give the figures of a document in order of place.

    ``absent`` adds claims of zero ("no one was hurt") and explicit non-figures ("the exact number
    is not known", bound unknown), which count nothing but are asserted all the same.
    """
    return read_figures(reading, absent=absent)[0]


def read_figures(reading: Reading, *, absent: bool = False) -> tuple[list[Figure], list[Problem]]:
    """Give the figures of a document, and the numerals whose separators stay in doubt."""
    grammar = compile_grammar(reading.pack)
    near = Neighbours(reading)
    numbers = _repeated(reading.text, mark_numbers(reading, grammar, near))
    numbers = [n for n in _outside_phrases(reading, numbers) if _may_count(n, near)]
    drafts = [_draft(number, near, grammar) for number in numbers]
    figures: list[Figure] = []
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        index += 1
        opened = False
        if index < len(drafts):
            joined, opened = _range(draft, drafts[index], near)
            if joined is not None:
                draft = joined
                index += 1
        if not draft.out and (figure := _figure(draft, near, opened=opened)) is not None:
            figures.append(_converted(figure, figures[-1], near) if figures else figure)
    if absent:
        figures = sorted([*figures, *_absent(reading, near)])
    return figures, [_problem(n, reading) for n in numbers if n.doubtful]


def _may_count(number: Number, near: Neighbours) -> bool:
    """Drop most articles at once: they are the commonest number words and seldom count."""
    if number.sort is not Sort.ARTICLE or number.plain or number.value > ONE:
        return True
    if near.measured(near.next_word(number.end)) or counts_something(number, near):
        return True
    before = near.before["quantities.bound_before"].get(near.word_before(number.start))
    return before is not None and before.cue.value == Bound.AT_LEAST


def _draft(number: Number, near: Neighbours, grammar: Grammar) -> _Draft:
    if number.sort is Sort.ARTICLE and not near.measured(near.next_word(number.end)):
        return _Draft(number, Unit(Kind.COUNT, "", number.start, number.end, number.end), out=False)
    unit = unit_of(number, near, grammar)
    out = unit is None or excluded(number, unit, near, grammar)
    return _Draft(number, unit, out=out)


def _range(first: _Draft, second: _Draft, near: Neighbours) -> tuple[_Draft | None, bool]:
    """Join two numbers into one range; the figures of a rejected end are rejected together."""
    a, b = first.number, second.number
    if a.sort in {Sort.ARTICLE, Sort.FRACTION} or b.sort in {Sort.ARTICLE, Sort.FRACTION}:
        return None, False
    before = near.word_before(first.start)
    opener = near.before["quantities.range_open"].get(before)
    if opener is None and not b.joined and before in near.before["quantities.change_from"]:
        second.out = second.out or first.out
        return None, False
    if not b.joined and not _joins(first, second, near, opened=opener is not None):
        if second.out and _listed(first, second, near):
            first.out = True  # "the men, 22 and 23 years old", "over a three- or four-day period"
        return None, False
    if first.unit is None or second.unit is None:
        if b.joined:
            first.out = second.out = True
        return None, False
    low, high = _spread(a, b), b.value
    same = first.unit.kind is second.unit.kind or first.unit.kind is Kind.COUNT
    if second.unit.kind is Kind.COUNT and first.unit.kind is Kind.MONEY:
        same = True  # "$2-3 billion": the sign of the first end serves both
    if low >= high or not same or (b.joined and not low):
        if b.joined:  # a score, a season, a telephone number
            first.out = second.out = True
        return None, False
    unit = first.unit if second.unit.kind is Kind.COUNT else second.unit
    joined = _Draft(b, unit, out=first.out or second.out)
    joined.low, joined.high = low, high
    joined.start = opener.start if opener else first.start
    joined.end = max(second.end, first.end)
    joined.number = b._replace(start=a.start, rules=a.rules + b.rules)
    return joined, opener is not None


def _joins(first: _Draft, second: _Draft, near: Neighbours, *, opened: bool) -> bool:
    after = max(first.end, first.unit.unit_end if first.unit else 0)
    gap = near.text[after : second.start]
    if len(gap) > 40 or not gap:
        return False
    if gap.strip() in _DASHES and "\n" not in gap:
        return True
    place = near.next_word(after, BLANKS)
    before = near.word_before(second.start, BLANKS)
    hit = near.after["quantities.range_join"].get(place)
    if hit is None and opened:
        hit = near.after["quantities.range_join_open"].get(place)
    return hit is not None and hit.end == before


def _listed(first: _Draft, second: _Draft, near: Neighbours) -> bool:
    """Tell whether only a joining word stands between two numbers, which share what follows."""
    place = near.next_word(first.end)
    hit = near.after["quantities.range_join"].get(place)
    hit = hit or near.after["quantities.range_join_open"].get(place)
    return hit is not None and near.next_word(hit.end, BLANKS) == second.number.start


def _spread(a: Number, b: Number) -> Decimal:
    """Give the low end, over which a scale written once spreads: "two to three thousand"."""
    if a.scale == ONE and b.scale > ONE and a.value < b.rest:
        return a.value * b.scale
    return a.value


def _figure(draft: _Draft, near: Neighbours, *, opened: bool) -> Figure | None:
    number, unit = draft.number, draft.unit
    if unit is None:
        return None
    bounded = bound_of(draft.start, draft.end, unit.unit_end, near)
    article = number.sort is Sort.ARTICLE and bounded.bound is not Bound.AT_LEAST
    if article and unit.kind is not Kind.COUNT:
        article = bounded.bound is Bound.EXACT and unit.kind is not Kind.PERCENT
    bound, start, end = bounded.bound, bounded.start, bounded.end
    low: Decimal | None = draft.low
    high: Decimal | None = draft.high
    kind, name = unit.kind, unit.unit
    word = None
    if draft.low != draft.high:
        bound = Bound.RANGE
    elif number.sort is Sort.VAGUE:
        bound, word = Bound.VAGUE, near.text[number.start : number.end]
    elif number.sort is Sort.FRACTION:
        if not _is_part(number, near, bound):
            return None
        kind, name = Kind.PERCENT, "percent"
    elif number.sort is Sort.COLLECTIVE:
        article = _is_rank(number, near)
    if bound in _OPEN_HIGH:
        high = None
    elif bound in _OPEN_LOW:
        low = None
    return Figure(
        start,
        end,
        number.start,
        number.end,
        max(end, unit.unit_end),
        low,
        high,
        bound,
        kind,
        name,
        word,
        article,
        number.rules + bounded.rules,
    )


def _converted(figure: Figure, last: Figure, near: Neighbours) -> Figure:
    """Give a conversion in brackets the bound of what it converts: "up to $7m (5m pounds)"."""
    if figure.bound is not Bound.EXACT or figure.kind not in _CONVERTED:
        return figure
    text = near.text
    if text[figure.start - 1 : figure.start] != "(" or last.kind is not figure.kind:
        return figure
    if text[last.unit_end : figure.start - 1].strip() or last.bound in _WHOLE:
        return figure
    return figure._replace(
        bound=last.bound,
        low=None if last.bound in _OPEN_LOW else figure.low,
        high=None if last.bound in _OPEN_HIGH else figure.high,
    )


def _is_part(number: Number, near: Neighbours, bound: Bound) -> bool:
    """Tell whether a fraction is one of something: "a third of", not "a third attack"."""
    followers = near.after["quantities.fraction_of"]
    return bound is not Bound.EXACT or not near.needs_of or near.next_word(number.end) in followers


def _is_rank(number: Number, near: Neighbours) -> bool:
    """Tell whether a collective stands before no counted noun, where it is mostly an ordinal."""
    place = near.next_word(number.end, BLANKS)
    return place not in near.after["nouns.counted"] and place not in near.after["nouns.asserting"]


def _repeated(text: str, numbers: Sequence[Number]) -> list[Number]:
    """Join a numeral with its repetition in brackets: "5 (lima)"."""
    kept: list[Number] = []
    for number in numbers:
        if kept and text[number.end : number.end + 1] == ")":
            last = kept[-1]
            if text[last.end : number.start].strip() == "(" and last.value == number.value:
                kept[-1] = last._replace(end=number.end + 1, plain=False)
                continue
        kept.append(number)
    return kept


def _outside_phrases(reading: Reading, numbers: Sequence[Number]) -> list[Number]:
    """Leave out the number words of phrases that count nothing: "one of", "salah satu"."""
    spans = [(h.start, h.end) for h in reading.hits("quantities.not_figures")]
    if not spans:
        return list(numbers)
    kept: list[Number] = []
    at = 0
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        # The whole number must lie in the phrase: "forty-one of" holds "one of".
        inside = at < len(spans) and spans[at][0] <= number.start and number.end <= spans[at][1]
        if not inside:
            kept.append(number)
    return kept


def _absent(reading: Reading, near: Neighbours) -> list[Figure]:
    found: list[Figure] = []
    for hit in reading.hits("quantities.zero"):
        if near.next_word(hit.end, BLANKS) in near.after["measures.state"] or (
            near.next_word(hit.end, BLANKS) in near.after["nouns.counted"]
        ):
            found.append(_bare(hit.start, hit.end, Decimal(0), Bound.EXACT, hit.cue.rule))
    for hit in reading.hits("quantities.unknown"):
        found.append(_bare(hit.start, hit.end, None, Bound.UNKNOWN, hit.cue.rule))
    return found


def _bare(start: int, end: int, value: Decimal | None, bound: Bound, rule: str) -> Figure:
    rules = (rule,)
    return Figure(
        start, end, start, end, end, value, value, bound, Kind.COUNT, "", None, False, rules
    )


def _problem(number: Number, reading: Reading) -> Problem:
    words = reading.text[number.start : number.end]
    return Problem(
        "CC012",
        f'"{words}" is read as {number.value:f}, but this text also uses its separator the other way.',
        hint="Check this figure against the page.",
        span=Span(number.start, number.end, words),
    )
