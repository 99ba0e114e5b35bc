"""How a document writes its numerals: which of "." and "," groups digits, decided by evidence.

One text mixes conventions (an Indonesian report that copies "1.5 million" and "172,588" from a
wire), so the evidence settles only the numerals that can be read in two ways.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

GROUP: Final = 3
"""Digits in a group."""
SPACES: Final = "\u00a0\u202f\u2009"
"""No-break, narrow and thin space, with which some typesetters group digits."""
_SINGLE: Final = str.maketrans("", "", "' \u2019" + SPACES)


@dataclass(frozen=True, slots=True)
class Separators:
    """The decimal and grouping sign of a language, and what a document shows of its own use.

    ``as_decimal`` and ``as_group`` hold the signs that the document uses beyond doubt in that way.
    """

    decimal: str
    group: str
    as_decimal: frozenset[str] = frozenset()
    as_group: frozenset[str] = frozenset()

    def observe(self, numerals: Iterable[str]) -> "Separators":
        """Collect what the numerals of a document show beyond doubt."""
        decimals: set[str] = set()
        groups: set[str] = set()
        for numeral in numerals:
            decimal, group = certain_use(numeral)
            if _value(numeral, decimal, group) is None:
                continue  # "1,2,3": a list whose blanks are lost
            if decimal == self.group and len(numeral.partition(decimal)[2]) > 1:
                continue  # a time of day, "15.45", or a date, "29,2018"
            decimals.update(decimal)
            groups.update(group)
        return Separators(self.decimal, self.group, frozenset(decimals), frozenset(groups))

    def read(self, numeral: str, *, fine: bool = False) -> tuple[Decimal | None, bool]:
        """Give the value of a numeral and whether the text leaves it in doubt.

        ``fine`` says that a percent sign, a unit or a scale follows, with which three decimals are
        common ("1.125 million"); without one they are not ("11.000 people" in an English text).
        The value is None where the signs fit no number (a date, a version, an address).
        """
        numeral = numeral.translate(_SINGLE)
        decimal, group = certain_use(numeral)
        if decimal == self.group and len(numeral.partition(decimal)[2]) > GROUP:
            # "100,0000" in an English text: a slip of the hand, for no decimals are meant.
            return _value(numeral.replace(decimal, ""), "", ""), True
        if decimal or group:
            return _value(numeral, decimal, group), False
        sign = "." if "." in numeral else "," if "," in numeral else ""
        return self._read_one(numeral, sign, fine=fine) if sign else (Decimal(numeral), False)

    def _read_one(self, numeral: str, sign: str, *, fine: bool) -> tuple[Decimal | None, bool]:
        """Read a numeral with one sign and three digits after it, which may be either."""
        head, _, tail = numeral.partition(sign)
        if not tail.isdecimal() or len(tail) != GROUP:
            return None, False
        shows_decimal = sign in self.as_decimal and sign not in self.as_group
        shows_group = sign in self.as_group and sign not in self.as_decimal
        if fine and sign != self.group and not shows_group:
            return Decimal(f"{head}.{tail}"), False
        doubtful = shows_decimal if sign == self.group else not shows_group
        return Decimal(head + tail), doubtful


def certain_use(numeral: str) -> tuple[str, str]:
    """Give the decimal and the grouping sign that a numeral shows beyond doubt, "" for none."""
    points, commas = numeral.count("."), numeral.count(",")
    if not points and not commas:
        return "", ""
    if points and commas:
        last = "." if numeral.rfind(".") > numeral.rfind(",") else ","
        other = "," if last == "." else "."
        return ("", "") if numeral.count(last) > 1 else (last, other)
    sign = "." if points else ","
    if points + commas > 1:
        return "", sign
    head, _, tail = numeral.partition(sign)
    if len(tail) == GROUP and 1 <= len(head) <= GROUP and head[0] != "0":
        return "", ""
    return sign, ""


def _value(numeral: str, decimal: str, group: str) -> Decimal | None:
    """Read a numeral whose signs are known; None where its groups have the wrong lengths."""
    whole, _, fraction = numeral.partition(decimal) if decimal else (numeral, "", "")
    if group:
        groups = whole.split(group)
        # South Asian grouping has pairs before the last three digits.
        middles = {len(g) for g in groups[1:-1]}
        if len(groups[-1]) != GROUP or not middles <= {2, GROUP} or len(groups[0]) > GROUP:
            return None
        whole = "".join(groups)
    if not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    return Decimal(f"{whole}.{fraction}" if fraction else whole)
