"""Two numbers that are the ends of one range, and pairs that stand or fall together."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from counterclaim.markers.atoms import SMALL, Sort
from counterclaim.markers.exclusion import LAST_YEAR, OLDEST, YEAR_DIGITS, labelled
from counterclaim.markers.fold import HUNDRED, ONE, TEN, THOUSAND
from counterclaim.markers.measurement import Unit
from counterclaim.markers.neighbours import BLANKS, DASHES, Neighbours
from counterclaim.markers.number import Number
from counterclaim.model import Hit, Kind

_DASHES: Final = frozenset("-\u2010\u2011\u2012\u2013\u2014~")
_FARTHEST: Final = 50
"""Characters between two ends: a unit, a currency and the longest joining word."""
_SENTENCE_END: Final = frozenset(".,;:!?\n")
_TELEPHONE: Final = re.compile(r"-[A-Z]")
"""Letters after two groups of digits: the end of "call 305-471-TIPS"."""
_LOCAL_CALL: Final = (3, 4)
"""Digits of the two groups of a telephone number within one town."""
_SET_BEFORE: Final = re.compile(r"(?<!\d)\d{1,2}[-\u2013]\d{1,2}\)?,? \(?\Z")
_SET_AFTER: Final = re.compile(r"\)?,? \(?\d{1,2}[-\u2013]\d{1,2}(?!\d)")
"""Another pair of small numbers, in brackets or not, on either side of a pair."""
_ROUND: Final = "round"
"""A word that joins a share to a round number only: "in 10", "in 1,000", but not "in 12"."""
_LINK: Final = re.compile(r"(?:,|,? [^\W\dA-Z_]{2,4}) ")
"""A comma or a short word in small type: "and", "of", "dan", "dari"."""


class Draft:
    """A number on its way to a figure: its ends, its unit, and whether it is out."""

    __slots__ = ("end", "high", "low", "named", "number", "out", "start", "unit")

    def __init__(self, number: Number, unit: Unit | None, *, out: bool) -> None:
        self.number, self.unit, self.out = number, unit, out
        self.named = False  # after a name, as those before it in a list: "Articles 3, 4 and 5"
        self.low = self.high = number.value
        self.start = unit.start if unit else number.start
        self.end = unit.end if unit else number.end


def join(first: Draft, second: Draft, near: Neighbours) -> Draft | None:
    """Give the range that two numbers make, or None.

    Numbers that share a word which rules one of them out ("aged 8 to 15", "22 and 23 years old")
    are both ruled out, and so are the ends of a score, a season or a telephone number.
    """
    a, b = first.number, second.number
    if second.start - first.end > _FARTHEST or not (_is_end(a) and _is_end(b)):
        return None
    before = near.word_before(first.start)
    opener = near.before["quantities.range_open"].get(before)
    if not b.joined:
        if before in near.before["quantities.change_from"]:
            second.out = second.out or first.out
            return None
        if not _joins(first, second, near, opened=opener is not None):
            _rule_out(first, second, near)
            return None
    numbered = _years(a, b) or _is_local_call(a, b) or _is_score(a, b, near)
    if b.joined and ((numbered and not _counts(b, near)) or _TELEPHONE.match(near.text, b.end)):
        first.out = second.out = True
        return None
    low = _spread(a, b)
    unit = _shared_unit(first.unit, second.unit)
    # "10 million or 10 billion" are two readings, not a range.
    scaled = THOUSAND <= a.scale < b.scale and a.rest == b.rest
    if unit is None or scaled or low >= b.value or (b.joined and not low):
        if b.joined:
            first.out = second.out = True
        return None
    joined = Draft(b, unit, out=first.out or second.out)
    # "ratusan hingga ribuan" stays as vague as its lower end.
    joined.low, joined.high = low, low if b.sort == Sort.VAGUE else b.value
    joined.start = opener.start if opener else first.start
    joined.end = max(second.end, first.end)
    joined.number = b._replace(start=a.start, rules=a.rules + b.rules)
    return joined


def _is_end(number: Number) -> bool:
    """Tell whether a number may end a range: "one or two", but not "a" or a fraction."""
    return number.sort != Sort.FRACTION and (number.sort not in SMALL or number.plain)


def mark_rates(drafts: Sequence[Draft], near: Neighbours) -> None:
    """Make a number before "per 100,000" a rate, and one before "in 10" a share of what follows.

    The base of either is no figure of its own.
    """
    pers, ratios = near.before["quantities.per"], near.before["quantities.ratio"]
    if not pers and not ratios:
        return
    for place, base in enumerate(drafts):
        at = near.word_before(base.number.start)
        rated = drafts[place - 1] if place else None
        hit = pers.get(at)
        if hit is not None and base.number.value >= HUNDRED:
            base.out = True
            if rated is not None and rated.unit is not None:
                _rate(rated, rated.unit, base, hit, near)
            continue
        hyphened = near.text[at - 1 : at] in DASHES  # "8-in-10"
        hit = ratios.get(at - hyphened)
        if hit is not None and rated is not None and rated.unit and _shares(rated, hit, base, near):
            base.out = True
            rated.unit = rated.unit._replace(unit_end=base.end)


def _rate(rated: Draft, unit: Unit, base: Draft, hit: Hit, near: Neighbours) -> None:
    """Make a number a rate where no sentence ends between it and the word before its base."""
    if hit.start - rated.end > _FARTHEST:
        return
    if _SENTENCE_END.isdisjoint(near.text[rated.end : hit.start]):
        rate = f"per {base.number.value:f}"
        rated.unit = unit._replace(kind=Kind.MEASUREMENT, unit=rate)


def _shares(rated: Draft, hit: Hit, base: Draft, near: Neighbours) -> bool:
    """Tell whether two numbers are one share: "seven in 10 voters", not "killed two in 10 raids"."""
    share, whole = rated.number, base.number
    counts = rated.unit is not None and base.unit is not None
    if not counts or near.next_word(share.end) != hit.start or share.value >= whole.value:
        return False
    if hit.cue.value == _ROUND and whole.value.normalize().as_tuple().digits != (1,):
        return False
    if hit.cue.value == _ROUND and whole.value < TEN:
        return False
    before = near.word_before(share.start)
    bound = near.before["quantities.bound_before"].get(before)
    before = near.word_before(bound.start) if bound else before
    return before not in near.before["measures.active"]


def _joins(first: Draft, second: Draft, near: Neighbours, *, opened: bool) -> bool:
    """Tell whether a dash or a joining word is all that stands between two numbers."""
    after = max(first.end, first.unit.unit_end if first.unit else 0)
    gap = near.text[after : second.start]
    if not gap:
        return False
    if gap.strip() in _DASHES and "\n" not in gap:
        return True
    place = near.next_word(after, BLANKS)
    hit = near.after["quantities.range_join"].get(place)
    if hit is None and opened:
        hit = near.after["quantities.range_join_open"].get(place)
    return hit is not None and hit.end == near.word_before(second.start, BLANKS)


def _rule_out(first: Draft, second: Draft, near: Neighbours) -> None:
    """Let two numbers share a word that rules one of them out, for a joining word links them.

    "The men, 22 and 23 years old"; "Articles 12 and 14"; "Slide 3 of 12".
    """
    a, b = first.number, second.number
    named = first.named or near.word_before(a.start) in near.before["quantities.not_before"]
    if first.out and (named or labelled(a, near)):
        linked = _LINK.fullmatch(near.text, a.end, b.start) is not None
        counts = _counts(b, near) if first.named else near.counts(b.end)
        second.named = linked and not counts
        second.out = second.out or second.named
    elif second.out and not first.out:
        first.out = _listed(first, second, near)
    elif _shares_percent(first, second, near) and _listed(first, second, near):
        first.unit = second.unit and second.unit._replace(
            start=first.start, end=first.end, unit_end=first.end
        )


def _shares_percent(first: Draft, second: Draft, near: Neighbours) -> bool:
    """Tell whether a bare number stands before a percentage: "21 and 22 per cent"."""
    if first.unit is None or second.unit is None or first.out or not first.number.plain:
        return False
    if near.word_before(first.start) in near.before["measures.active"]:
        return False  # "killed 21 and 40 percent fled"
    return second.unit.kind is Kind.PERCENT and first.unit.kind is Kind.COUNT


def mark_series(drafts: Sequence[Draft], near: Neighbours) -> None:
    """Rule out the numbers of a series whose last one is a duration: "three, six or 12 months"."""
    for place in range(len(drafts) - 1, 1, -1):
        last = drafts[place]
        if (
            not last.out
            or near.next_word(last.number.end) not in near.after["quantities.not_after"]
        ):
            continue
        if _listed(drafts[place - 1], last, near):
            at = place - 1
            while at and near.text[drafts[at - 1].end : drafts[at].start] == ", ":
                at -= 1
                drafts[at].out = True


def _listed(first: Draft, second: Draft, near: Neighbours) -> bool:
    """Tell whether only a joining word stands between two numbers, which share what follows."""
    place = near.next_word(first.end)
    hit = near.after["quantities.range_join"].get(place)
    hit = hit or near.after["quantities.range_join_open"].get(place)
    return hit is not None and near.next_word(hit.end, BLANKS) == second.number.start


def _is_local_call(a: Number, b: Number) -> bool:
    """Tell whether a joined pair has the digits of a telephone number: "937-5594"."""
    return a.plain and b.plain and (a.end - a.start, b.end - b.start) == _LOCAL_CALL


def _years(a: Number, b: Number) -> bool:
    """Tell whether a joined pair is a span of years of any century: "1450-1456"."""
    digits = a.plain and b.plain and a.end - a.start == b.end - b.start == YEAR_DIGITS
    return digits and b.value <= LAST_YEAR and b.value - a.value <= OLDEST


def _is_score(a: Number, b: Number, near: Neighbours) -> bool:
    """Tell whether a joined pair stands beside another one, as the sets of a match do: "3-6 6-4"."""
    if not (a.plain and b.plain):
        return False
    before = _SET_BEFORE.search(near.text, max(0, a.start - 8), a.start)
    return before is not None or _SET_AFTER.match(near.text, b.end) is not None


def _counts(number: Number, near: Neighbours) -> bool:
    return near.next_word(number.end, BLANKS) in near.after["nouns.counted"]


def _spread(a: Number, b: Number) -> Decimal:
    """Give the low end, over which a scale written once spreads: "two to three thousand"."""
    if a.scale == ONE and b.scale > ONE and a.value < b.rest:
        return a.value * b.scale
    if b.joined and a.plain and not b.value % THOUSAND and a.value * THOUSAND < b.value:
        return a.value * THOUSAND  # "80-90,000"
    return a.value


def _shared_unit(first: Unit | None, second: Unit | None) -> Unit | None:
    """Give the unit of a range, which either end may carry: "$2-3 billion", "5 to 10 km"."""
    if first is None or second is None:
        return None
    if second.kind is Kind.COUNT and first.kind is Kind.MONEY:
        return first
    return second if first.kind in {second.kind, Kind.COUNT} else None
