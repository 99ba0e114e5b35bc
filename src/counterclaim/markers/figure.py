"""Figures: numbers with their approximators, ranges, currency or unit."""

from collections.abc import Sequence
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.absence import mark_unknown, mark_zeros
from counterclaim.markers.articles import kept
from counterclaim.markers.atoms import SMALL, Sort
from counterclaim.markers.bounds import NAMED, OPEN_HIGH, OPEN_LOW, Bounded, bound_of, converted
from counterclaim.markers.exclusion import excluded, follows_name, in_address, outside_phrases
from counterclaim.markers.fold import HUNDRED
from counterclaim.markers.grammar import Grammar, compile_grammar
from counterclaim.markers.measurement import Unit, unit_of
from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.number import Number, mark_numbers
from counterclaim.markers.ranges import Draft, join, mark_rates, mark_series
from counterclaim.model import Bound, Figure, Kind, Problem, Span
from counterclaim.model.reason import Reason

PERCENT: Final = "percent"


def mark_figures(reading: Reading, *, zeros: bool = False, unknown: bool = False) -> list[Figure]:
    """Give the figures of a document in order of place.

    ``zeros`` adds claims of zero ("no one was hurt"), ``unknown`` explicit non-figures ("the exact
    number is not known"), whose bound is unknown.
    """
    return read_figures(reading, zeros=zeros, unknown=unknown)[0]


def read_figures(
    reading: Reading, *, zeros: bool = False, unknown: bool = False
) -> tuple[list[Figure], list[Problem]]:
    """Give the figures of a document, and the numerals whose separators stay in doubt (CC012)."""
    grammar = compile_grammar(reading.pack)
    near = Neighbours(reading)
    numbers = _repeated(reading.text, mark_numbers(reading, grammar, near))
    phrases = reading.hits("quantities.not_figures")
    numbers = kept(outside_phrases(phrases, numbers), near)
    drafts = [_draft(number, near, grammar) for number in numbers]
    mark_rates(drafts, near)
    mark_series(drafts, near)
    figures: list[Figure] = []
    index = 0
    while index < len(drafts):
        draft = drafts[index]
        index += 1
        if index < len(drafts) and (joined := join(draft, drafts[index], near)) is not None:
            draft = joined
            index += 1
        if not draft.out and draft.unit and (figure := _figure(draft, draft.unit, near)):
            figures.append(converted(figure, figures[-1], near.text) if figures else figure)
    if zeros:
        figures += mark_zeros(reading, near)
    if unknown:
        figures += mark_unknown(reading, near)
    if zeros or unknown:
        figures.sort(key=lambda figure: figure.start)
    problems = [_problem(d.number, reading) for d in drafts if _unsettled(d, near)]
    return figures, problems


def _draft(number: Number, near: Neighbours, grammar: Grammar) -> Draft:
    if number.sort in SMALL and not near.measured(near.next_word(number.end)):
        bare = Unit(Kind.COUNT, "", number.start, number.end, number.end)
        return Draft(number, bare, out=in_address(number.start, near.text))
    unit = unit_of(number, near, grammar)
    out = unit is None or excluded(number, unit, near, grammar)
    return Draft(number, unit, out=out)


def _figure(draft: Draft, unit: Unit, near: Neighbours) -> Figure | None:
    number = draft.number
    bounded = _bounded(draft, unit, near)
    bound, kind, name, word = bounded.bound, unit.kind, unit.unit, None
    if kind is Kind.COUNT and follows_name(bounded.start, near):
        return None  # "aged over 60"
    if draft.low != draft.high:
        bound = Bound.RANGE
    elif number.sort == Sort.VAGUE:
        word = near.text[number.start : number.end]
        if bound in OPEN_LOW:  # "hingga ratusan": the bound says nothing that the word does not
            bounded = bounded._replace(start=draft.start)
        if bound not in OPEN_HIGH:  # "at least a few dozen" keeps its own
            bound = Bound.VAGUE
    elif number.sort == Sort.FRACTION and kind is not Kind.COUNT:  # "setengah ton" is no share
        draft.low = draft.high = draft.low / HUNDRED
    elif number.sort == Sort.FRACTION:
        kind, name = Kind.PERCENT, PERCENT
        if not _is_part(number, near, bound):
            return None
    return Figure(
        bounded.start,
        bounded.end,
        number.start,
        number.end,
        max(bounded.end, unit.unit_end),
        None if bound in OPEN_LOW else draft.low,
        None if bound in OPEN_HIGH else draft.high,
        bound,
        kind,
        name,
        word,
        _is_article(number, unit, bounded.bound, near),
        number.rules + bounded.rules,
    )


def _bounded(draft: Draft, unit: Unit, near: Neighbours) -> Bounded:
    """Read the bound of a figure from the words around it and from what is glued to its digits."""
    number = draft.number
    bounded = bound_of(draft.start, draft.end, unit.unit_end, near)
    if unit.bound and bounded.bound is Bound.EXACT:
        return bounded._replace(bound=NAMED[unit.bound])
    small = number.sort in SMALL and not number.plain and unit.kind is Kind.COUNT
    if small and bounded.bound is not Bound.AT_LEAST:  # "a dispute over a debt"
        return Bounded(Bound.EXACT, draft.start, draft.end, ())
    return bounded


def _is_article(number: Number, unit: Unit, bound: Bound, near: Neighbours) -> bool:
    """Tell whether only its context can say that a small word counts."""
    if number.sort == Sort.COLLECTIVE:
        return _is_rank(number, near)
    if number.sort not in SMALL or bound is Bound.AT_LEAST:
        return False
    return unit.kind is Kind.COUNT or (bound is Bound.EXACT and unit.kind is not Kind.PERCENT)


def _is_part(number: Number, near: Neighbours, bound: Bound) -> bool:
    """Tell whether a fraction is one of something: "a third of", not "a third attack"."""
    if not near.needs_of or near.next_word(number.end) in near.after["quantities.fraction_of"]:
        return True
    # "More than half, she said" but not "about a quarter mile".
    return bound is not Bound.EXACT and not near.text[number.end : number.end + 2].strip().isalpha()


def _is_rank(number: Number, near: Neighbours) -> bool:
    """Tell whether a collective stands before no counted noun, where it is mostly an ordinal."""
    place = near.next_word(number.end, BLANKS)
    return place not in near.after["nouns.counted"] and place not in near.after["nouns.asserting"]


def _unsettled(draft: Draft, near: Neighbours) -> bool:
    """Tell whether a numeral may be read in two ways: people and houses come in whole numbers."""
    if draft.out or not draft.number.doubtful:
        return False
    return near.next_word(draft.number.end) not in near.after["nouns.counted"]


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


def _problem(number: Number, reading: Reading) -> Problem:
    words = reading.text[number.start : number.end]
    value = f"{number.value:f}"
    return Problem(
        "CC012",
        Reason(
            '"{words}" is read as {value}, but the text does not settle what its separator means.',
            words=words,
            value=value,
        ),
        reading.document.imprint.address,
        Reason("Check this figure against the page."),
        Span(number.start, number.end, words),
    )
