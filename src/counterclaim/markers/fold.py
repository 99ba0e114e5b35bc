"""Folding adjacent parts into one number: "dua" "puluh" "ribu", "2.5" "million"."""

from decimal import Decimal
from typing import Final

from counterclaim.markers.atoms import Atom, Sort

ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)
TEN: Final = Decimal(10)
TWENTY: Final = Decimal(20)
HUNDRED: Final = Decimal(100)
THOUSAND: Final = Decimal(1000)

GAPS: Final = frozenset(
    {" ", "-", "\u00a0", "\n", "  ", " \n", "\n ", "\u2010", "\u2011", "\u202f", ""}
)
"""What may stand between the words of one number."""


def room(value: Decimal) -> int:
    """Give the largest power of ten that divides a whole number: what may still be added to it."""
    power, whole = 1, int(value)
    while whole and whole % (power * 10) == 0:
        power *= 10
    return power


class Fold:
    """One number in the making.

    ``total`` holds what a scale of a thousand or more has closed, ``group`` what is below a
    thousand and closed by hundreds or tens, ``pending`` the word that a scale may still multiply.
    ``scale`` is the last scale of a thousand or more and ``rest`` what it multiplied, ``product``
    what the last scale below a thousand made.
    """

    __slots__ = (
        "end",
        "first",
        "fraction",
        "group",
        "joiners",
        "last",
        "pending",
        "pointed",
        "product",
        "rest",
        "rules",
        "scale",
        "text",
        "total",
    )

    def __init__(self, first: Atom, text: str, joiners: frozenset[str]) -> None:
        self.text, self.joiners, self.first, self.last = text, joiners, first, first
        self.end, self.pointed = first.end, 0
        self.total = self.group = self.pending = self.product = ZERO
        self.scale, self.rest = ONE, ZERO
        self.fraction: Decimal | None = None
        self.rules = [first.rule] if first.rule else []
        if first.sort == Sort.WORD and first.value >= HUNDRED:
            self._close(first.value)
        elif first.sort == Sort.SCALE:
            self.pending = ONE
            self._multiply(first.value)
        else:
            self.pending = first.value

    @property
    def value(self) -> Decimal:
        """What has been folded so far."""
        return self.total + self.group + self.pending

    def take(self, atom: Atom) -> bool:
        """Fold the next atom in if it goes on with the number."""
        if atom.start < self.end:
            return True  # another reading of words already folded
        if not self._adjacent(atom):
            return False
        if atom.sort == Sort.POINT:
            return self._point(atom)
        if not self._fits(atom):
            return False
        self.end, self.last = atom.end, atom
        if atom.rule:
            self.rules.append(atom.rule)
        return True

    def _adjacent(self, atom: Atom) -> bool:
        """Tell whether only a gap, or "and" after hundreds, stands before an atom."""
        gap = self.text[max(self.end, self.pointed) : atom.start]
        if gap in GAPS:
            return True
        closed = (self.group or self.total) and not self.pending
        joined = bool(closed) and atom.sort == Sort.WORD
        return joined and " ".join(gap.split()).lower() in self.joiners

    def _point(self, atom: Atom) -> bool:
        """Begin the decimals of "two point five"; a point that nothing follows ends no number."""
        if self.fraction is not None or self.total or self.first.sort in {Sort.VAGUE, Sort.SCALE}:
            return False
        self.fraction, self.pointed = ONE, atom.end
        return True

    def _fits(self, atom: Atom) -> bool:
        fits = False
        if self.fraction is not None and atom.sort in {Sort.WORD, Sort.DIGITS}:
            fits = self._add_decimal(self.fraction, atom.value)
        elif atom.sort == Sort.SCALE:
            fits = self._multiply(atom.value)
        elif atom.sort == Sort.WORD:
            fits = self.first.sort != Sort.VAGUE and self._add(atom.value)
        elif atom.sort == Sort.DIGITS:
            fits = self._go_on(atom)
        elif atom.sort in {Sort.TEENS, Sort.HALF}:
            unit = ZERO < self.pending < TEN
            fits = unit if atom.sort == Sort.TEENS else bool(self.pending or self.group)
            self.pending += atom.value if fits else ZERO
        return fits

    def _add_decimal(self, fraction: Decimal, value: Decimal) -> bool:
        if value >= HUNDRED:
            return False
        self.fraction = fraction / (TEN if value < TEN else HUNDRED)
        self.pending += value * self.fraction
        return True

    def _go_on(self, atom: Atom) -> bool:
        """Tell whether digits after a scale go on with the number: "1 miliar 200 juta"."""
        digits = self.first.sort == Sort.DIGITS and self.text[self.end] == " "
        if not digits or self.pending or self.scale < THOUSAND or atom.value >= THOUSAND:
            return False
        if not atom.scale or atom.scale >= self.scale:
            return False
        self.pending = atom.value
        return True

    def _add(self, value: Decimal) -> bool:
        """Add a word below what is there: "five" after "twenty", "seratus" after "seribu"."""
        if not value or self.last.sort == Sort.DIGITS:
            return False
        if value >= HUNDRED:
            if self.pending or self.group or (self.total and value >= self.scale):
                return False
            self._close(value)
            return True
        if self.pending:
            tens = self.pending >= TWENTY and not self.pending % TEN and value < TEN
            self.pending += value if tens else ZERO
            return tens
        if (self.group and value >= room(self.group)) or not (self.group or self.total):
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
            product = self.pending * scale
            if not product or (self.group and product >= room(self.group)):
                return False
            self.group += product
            self.product, self.pending = product, ZERO
            return True
        below = self.group + self.pending
        if self.total and (not below or scale > self.scale):
            below += self.total
            self.total = ZERO
        if not below:
            return False
        self.total += below * scale
        self.rest, self.scale = below, scale
        self.group = self.pending = ZERO
        return True
