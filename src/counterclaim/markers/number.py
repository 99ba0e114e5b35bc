"""Bare numbers in digits and words, composed over mentions and never over raw text.

Digits come from one pass of a compiled pattern, words and scales from the hits of the pack; both
are merged in order of place and folded into numbers: "2,5" "juta", "two" "hundred" "and" "five".
"""

from decimal import Decimal
from typing import Final, NamedTuple

from counterclaim.markers.atoms import Atom, Sort, mark_atoms
from counterclaim.markers.grammar import Grammar
from counterclaim.markers.neighbours import Neighbours
from counterclaim.markers.reading import Reading

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
TEN: Final = Decimal(10)
HUNDRED: Final = Decimal(100)
THOUSAND: Final = Decimal(1000)

GAPS: Final = frozenset(
    {" ", "-", "\u00a0", "\n", "  ", " \n", "\n ", "\u2010", "\u2011", "\u202f", ""}
)
"""What may stand between the words of one number."""
_NEAR: Final = 12
"""Characters within which an article's number may go on: over a blank and a joining word."""
_SECOND_READING: Final = frozenset({Sort.SCALE, Sort.WORD})
"""Sorts that an entry has inside a number only, where it has another sort of its own as well."""
_STARTS: Final = frozenset({Sort.DIGITS, Sort.WORD, Sort.ARTICLE, Sort.VAGUE, Sort.SCALE})


class Number(NamedTuple):
    """A bare number at ``text[start:end]``.

    ``scale`` is the scale that it ends with (1 without one) and ``rest`` the value before that
    scale. ``tail`` are letters glued to the digits that are no scale. ``joined`` is set for a
    numeral joined by a dash to the one before. ``plain`` is set for digits without any sign, and for an article that is a number word as well
    ("one", not "a").
    """

    start: int
    end: int
    value: Decimal
    sort: Sort
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
    index, count = 0, len(atoms)
    covered = -1
    while index < count:
        atom = atoms[index]
        if atom.start < covered:  # a word inside a longer entry: "two" in "two thirds"
            index += 1
            continue
        following = atoms[index + 1] if index + 1 < count else None
        if following and following[:2] == atom[:2] and atom.sort in _SECOND_READING:
            index += 1  # "dozens" alone is vague and a scale only after a number; so is "one"
            continue
        if atom.sort is Sort.ARTICLE and index and atoms[index - 1][:2] == atom[:2]:
            atom = atom._replace(plain=True)
        if atom.sort is Sort.ARTICLE and (following is None or following.start > atom.end + _NEAR):
            numbers.append(_single(atom))
            covered = atom.end
            index += 1
            continue
        if atom.sort not in _STARTS:
            if atom.sort in {Sort.COLLECTIVE, Sort.FRACTION}:
                numbers.append(_single(atom))
                covered = atom.end
            index += 1
            continue
        fold = _Fold(atom, text, grammar)
        index += 1
        while index < count and fold.take(atoms[index]):
            index += 1
        number = fold.number()
        if number is not None:
            numbers.append(number)
        covered = fold.end
    return numbers


def _single(atom: Atom) -> Number:
    rules = (atom.rule,)
    return Number(
        atom.start, atom.end, atom.value, atom.sort, ONE, atom.value, "", False, False, atom.plain, rules
    )


def room(value: Decimal) -> int:
    """Give the largest power of ten that divides a whole number: what may still be added to it."""
    power, whole = 1, int(value)
    while whole and whole % (power * 10) == 0:
        power *= 10
    return power


class _Fold:
    """Folds adjacent atoms into one number.

    ``total`` holds what a scale of a thousand or more has closed, ``group`` what is below a
    thousand and closed by hundreds or tens, ``pending`` the word that a scale may still multiply.
    """

    __slots__ = (
        "end", "first", "fraction", "group", "grammar", "last", "pending", "pointed", "rest", "rules", "scale", "text", "total"
    )  # fmt: skip

    def __init__(self, first: Atom, text: str, grammar: Grammar) -> None:
        self.text, self.grammar, self.first, self.last = text, grammar, first, first
        self.end = first.end
        self.total = self.group = self.pending = ZERO
        self.scale, self.rest = ONE, ZERO
        self.fraction: Decimal | None = None
        self.pointed = 0
        self.rules = [first.rule] if first.rule else []
        if first.sort is Sort.WORD and first.value >= HUNDRED:
            self._close(first.value)
        elif first.sort is Sort.SCALE:
            self.pending = ONE
            self._multiply(first.value)
        else:
            self.pending = first.value

    def take(self, atom: Atom) -> bool:
        """Fold the next atom in if it goes on with the number."""
        if atom.start < self.end:
            return atom.end <= self.end  # covered already
        gap = self.text[max(self.end, self.pointed) : atom.start]
        if gap not in GAPS:
            joined = " ".join(gap.split()).lower() in self.grammar.joiners
            if not joined or not (self.group or self.total) or self.pending:
                return False
            if atom.sort is not Sort.WORD:
                return False
        if atom.sort is Sort.POINT and self.fraction is None and atom.start == self.end + 1:
            return self._point(atom)
        if not self._fits(atom):
            return False
        self.end, self.last = atom.end, atom
        if atom.rule:
            self.rules.append(atom.rule)
        return True

    def _point(self, atom: Atom) -> bool:
        """Begin the decimals of a number in words: "two point five"; the point may end nothing."""
        if self.first.sort in {Sort.VAGUE, Sort.SCALE} or self.total:
            return False
        self.fraction = ONE
        self.pointed = atom.end
        return True

    def _decimal(self, value: Decimal) -> bool:
        if self.fraction is None or value >= HUNDRED:
            return False
        self.fraction /= TEN if value < TEN else HUNDRED
        self.pending += value * self.fraction
        return True

    def _fits(self, atom: Atom) -> bool:
        if self.fraction is not None and atom.sort in {Sort.WORD, Sort.DIGITS}:
            return self._decimal(atom.value)
        if atom.sort is Sort.SCALE:
            return self._multiply(atom.value)
        if atom.sort is Sort.WORD:
            return self.first.sort is not Sort.VAGUE and self._add(atom.value)
        if atom.sort is Sort.TEENS:
            if not ZERO < self.pending < TEN:
                return False
            self.pending += atom.value
            return True
        if atom.sort is Sort.HALF:
            if not self.pending and not self.group:
                return False
            self.pending += atom.value
            return True
        if atom.sort is Sort.DIGITS:
            return self.scale >= THOUSAND and not self.pending and self._small(atom)
        return False

    def _small(self, atom: Atom) -> bool:
        """Tell whether digits after a scale go on with the number: "1 miliar 200 juta"."""
        if (
            self.first.sort is not Sort.DIGITS
            or atom.value >= THOUSAND
            or self.text[self.end] != " "
        ):
            return False
        if not atom.scale or atom.scale >= self.scale:
            return False
        self.pending = atom.value
        return True

    def _add(self, value: Decimal) -> bool:
        if self.first.sort is Sort.DIGITS and self.last.sort is Sort.DIGITS:
            return False
        if value >= HUNDRED:
            if self.pending or self.group or (self.total and value >= self.scale):
                return False
            self._close(value)
            return True
        if self.pending:
            if self.pending < 20 or self.pending % TEN or value >= TEN or not value:
                return False
            self.pending += value
            return True
        if (self.group and value >= room(self.group)) or not value:
            return False
        if not self.group and not self.total:
            return False
        self.pending = value
        return True

    def _close(self, value: Decimal) -> None:
        """Take a word that holds its own scale: seratus, seribu, half a million."""
        if value >= THOUSAND:
            self.total += value
            self.scale, self.rest = value, ONE
        else:
            self.group += value

    def _multiply(self, scale: Decimal) -> bool:
        if scale < THOUSAND:
            if not self.pending:
                return False
            product = self.pending * scale
            if self.group and product >= room(self.group):
                return False
            self.group += product
            self.pending = ZERO
            return True
        below = self.group + self.pending
        if self.total and (not below or scale > self.scale):
            below += self.total
            self.total = ZERO
        if not below:
            return False
        self.total += below * scale
        self.rest = below
        self.group = self.pending = ZERO
        self.scale = scale
        return True

    def number(self) -> Number | None:
        """Give what was folded."""
        first = self.first
        value = self.total + self.group + self.pending
        # "dozen people" counts, but a lone "million" or "rb" has lost its number.
        if first.sort is Sort.SCALE and self.last is first and not TEN < value < THOUSAND:
            return None
        sort = first.sort
        if sort is Sort.SCALE or (sort is Sort.ARTICLE and self.last is not first):
            sort = Sort.WORD
        ends_with_scale = self.scale > ONE and not self.group and not self.pending
        scale = self.scale if ends_with_scale else ONE
        if self.last.sort is Sort.SCALE and self.last.value < THOUSAND and not self.total:
            scale = self.last.value
        return Number(
            first.start,
            self.end,
            value,
            sort,
            scale,
            self.rest if scale >= THOUSAND else value / scale,
            self.last.tail if self.last.sort is Sort.DIGITS else "",
            first.joined,
            first.doubtful,
            first.plain and self.last is first,
            tuple(self.rules),
        )
