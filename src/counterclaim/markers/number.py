"""Bare numbers in digits and words, composed over mentions and never over raw text.

Digits come from one pass of a compiled pattern, words and scales from the hits of the pack; both
are merged in order of place and folded into numbers: "2,5" "juta", "two" "hundred" "and" "five".
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from counterclaim.languages.reading import Reading
from counterclaim.markers.atoms import SMALL, Atom, Sort, mark_atoms
from counterclaim.markers.fold import HUNDRED, ONE, TEN, THOUSAND, Fold
from counterclaim.markers.grammar import Grammar
from counterclaim.markers.neighbours import Neighbours

_NEAR: Final = 12
"""Characters within which an article's number may go on: over a blank and a joining word."""
_SECOND_READING: Final = frozenset({Sort.SCALE, Sort.WORD})
"""Sorts that an entry has inside a number only, where it has another sort of its own as well."""
_STARTS: Final = frozenset(
    {Sort.DIGITS, Sort.WORD, Sort.ARTICLE, Sort.CLASSIFIER, Sort.VAGUE, Sort.SCALE}
)
_COUNTING: Final = frozenset({Sort.DIGITS, Sort.WORD, Sort.VAGUE})
_ALONE: Final = frozenset({Sort.COLLECTIVE, Sort.FRACTION})


class Number(NamedTuple):
    """A bare number at ``text[start:end]``.

    ``scale`` is the scale that it ends with (1 without one) and ``rest`` the value before that
    scale. ``tail`` are letters glued to the digits that are no scale. ``joined`` is set for a
    numeral joined by a dash to the one before, ``doubtful`` where its separators can be read in two
    ways. ``plain`` is set for digits without any sign, and for an article that is a number word as
    well ("one", not "a").
    """

    start: int
    end: int
    value: Decimal
    sort: int
    scale: Decimal
    rest: Decimal
    tail: str
    joined: bool
    doubtful: bool
    plain: bool
    rules: tuple[str, ...]


def mark_numbers(reading: Reading, grammar: Grammar, near: Neighbours) -> list[Number]:
    """Give every number of a document in order of place, whatever it may count or name."""
    text = reading.text
    atoms = mark_atoms(reading, grammar, near)
    numbers: list[Number] = []
    index, count, covered = 0, len(atoms), -1
    while index < count:
        atom = atoms[index]
        index += 1
        following = atoms[index] if index < count else None
        if atom.start < covered or (following and _is_second(atom, following, near)):
            continue
        if atom.sort in SMALL:
            atom = _told_apart(atom, atoms, index)
            if following is None or following.start > atom.end + _NEAR:
                numbers.append(_alone(atom))
                continue
        if atom.sort == Sort.FRACTION and following and _scaled(atom, following):
            atom = atom._replace(sort=Sort.WORD, value=atom.value / HUNDRED)
        if atom.sort in _STARTS:
            fold = Fold(atom, text, grammar.joiners)
            while index < count and fold.take(atoms[index]):
                index += 1
            covered = fold.end
            if (number := _folded(fold)) is not None:
                numbers.append(number)
        elif atom.sort in _ALONE:
            covered = atom.end
            numbers.append(_alone(atom))
    return numbers


def _is_second(atom: Atom, following: Atom, near: Neighbours) -> bool:
    """Tell whether an atom is no number of its own beside the one that follows.

    "dozens" alone is vague and a scale only after a number, and "one" has two readings too; an
    article that may stand between a bound and a number only opens it: "at least another five".
    """
    if atom.sort in _SECOND_READING:
        return following[:2] == atom[:2]
    if atom.sort not in SMALL or following.start != atom.end + 1:
        return False
    opens = atom.end in near.before["quantities.bound_before"]
    return opens and following.sort in _COUNTING


def _scaled(atom: Atom, following: Atom) -> bool:
    """Tell whether a fraction, which stands in percent, is one of a scale: "setengah juta"."""
    adjacent = following.start == atom.end + 1
    return adjacent and following.sort == Sort.SCALE and following.value >= THOUSAND


def _told_apart(atom: Atom, atoms: Sequence[Atom], index: int) -> Atom:
    """Mark an article that is a number word as well, whose other reading stands just before it."""
    before = atoms[index - 2] if index > 1 else None
    return atom._replace(plain=True) if before and before[:2] == atom[:2] else atom


def _alone(atom: Atom) -> Number:
    return Number(
        atom.start,
        atom.end,
        atom.value,
        atom.sort,
        scale=ONE,
        rest=atom.value,
        tail="",
        joined=False,
        doubtful=False,
        plain=atom.plain,
        rules=(atom.rule,),
    )


def _folded(fold: Fold) -> Number | None:
    """Give the number that was folded; None for a scale that has lost its number."""
    first, last, value = fold.first, fold.last, fold.value
    # "dozen people" counts, but nothing stands before a lone "million" or "rb".
    if first.sort == Sort.SCALE and last is first and not TEN < value < THOUSAND:
        return None
    sort = first.sort
    if sort == Sort.SCALE or (sort in SMALL and last is not first):
        sort = Sort.WORD
    scale = ONE if fold.group or fold.pending else fold.scale
    if last.sort == Sort.SCALE and last.value < THOUSAND and value == fold.product:
        scale = last.value
    return Number(
        first.start,
        fold.end,
        value,
        sort,
        scale,
        rest=fold.rest if scale >= THOUSAND else value / scale,
        tail=last.tail if last.sort == Sort.DIGITS else "",
        joined=first.joined,
        doubtful=first.doubtful,
        plain=first.plain and last is first,
        rules=tuple(fold.rules),
    )
