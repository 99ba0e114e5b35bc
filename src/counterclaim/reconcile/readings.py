"""How one policy reads the latest words of a question's originators: low, best and high."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from counterclaim.model import Bound, End
from counterclaim.model.reason import Amount, Reason
from counterclaim.reconcile.answers import Answer, quoted
from counterclaim.reconcile.policies import Loose, Pick, Ranges, Rule, Ties
from counterclaim.reconcile.trapezoid import EXACT, HALF

Reading = tuple[End | None, End | None, End | None]
OPEN = frozenset({Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.LESS_THAN})


@dataclass(frozen=True, slots=True)
class Word:
    """An originator's latest word as a policy reads it.

    ``number`` stands for it; ``low`` or ``high`` is None at an open end. ``claims`` attest it, and
    ``derived`` says how the number was worked out, "" where it is printed. ``times`` is how often the
    question's claims give the number.
    """

    voice: str
    low: Decimal | None
    number: Decimal
    high: Decimal | None
    claims: tuple[str, ...]
    derived: str = ""
    times: int = 1


def aside(a: Answer, rule: Rule) -> bool:
    """Tell a figure that a policy counts only where no closed one stands."""
    bound = a.claim.quantity.bound
    if bound in {Bound.VAGUE, Bound.UNKNOWN}:
        return rule.vague == Loose.ASIDE
    return bound in OPEN and rule.open == Loose.ASIDE


def word_of(a: Answer, voice: str, rule: Rule, times: int = 1) -> Word:
    """Read one figure; it must have a number. ``times`` is how often the question gives it."""
    low, high = a.values
    number = a.number if a.number is not None else Decimal(0)
    bound, claims = a.claim.quantity.bound, (a.id,)
    if bound == Bound.VAGUE and rule.vague == Loose.FLOOR:
        read = rule.words.get(number, number)
        told = (
            ""
            if read == number
            else Reason("{figure} is counted as {number}", figure=quoted(a), number=Amount(read))
        )
        return Word(voice, read, read, read, claims, told, times)
    if bound in OPEN and rule.open == Loose.STATED:
        return Word(voice, number, number, number, claims, times=times)
    if low is None or high is None or low == high or rule.ranges == Ranges.ENDS:
        return Word(voice, low, number, high, claims, times=times)
    if rule.ranges == Ranges.LOWEST:
        return Word(voice, low, low, low, claims, times=times)
    middle = EXACT.multiply(EXACT.add(low, high), HALF)
    told = Reason("the middle of {figure}", figure=quoted(a))
    return Word(voice, middle, middle, middle, claims, told, times)


def read(words: Sequence[Word], rule: Rule, *, rises: bool = False) -> Reading:
    """Pick low, best and high; ``words`` are in order of time.

    ``rises`` says that the count does not fall, as that of the dead.
    """
    backing = _best(words, rule, rises=rises)
    best = _end([(w.number, w) for w in backing], min)
    low = _end([(w.low, w) for w in (backing if rule.low == Pick.BEST else words)], min)
    high = _end([(w.high, w) for w in (backing if rule.high == Pick.BEST else words)], max)
    return low, best, high


def _best(words: Sequence[Word], rule: Rule, *, rises: bool) -> Sequence[Word]:
    """Give the words whose number is taken for best."""
    if not words or rule.best == Pick.LATEST:
        return _newest(words, rises=rises)
    if rule.best == Pick.LOWEST:
        return [min(words, key=lambda w: w.number)]
    votes: dict[Decimal, set[str]] = {}
    for w in words:
        votes.setdefault(w.number, set()).add(w.voice)
    most = max(map(len, votes.values()))
    tied = sorted(value for value, voices in votes.items() if len(voices) == most)
    value = tied[0 if rule.ties == Ties.LOWEST else (len(tied) - 1) // 2]
    return [w for w in words if w.number == value]


def _newest(words: Sequence[Word], *, rises: bool) -> Sequence[Word]:
    """Give the last word that is news.

    A figure that nobody gives again is of something else more often than it is news; and so is, of
    a count that does not fall, a lower one that no more reports give. One more than that is the
    newest whoever says so: the others leave out the attacker, or whoever died last.
    """
    again = [w for w in words if w.times > 1] or words
    if not rises or not again:
        return again[-1:]
    most = max((w for w in again if w.times >= again[-1].times), key=lambda w: w.number)
    one_more = [w for w in words if w.number == most.number + 1]
    return one_more[-1:] or [most]


def _end(
    stated: Sequence[tuple[Decimal | None, Word]],
    pick: Callable[[Iterable[Decimal]], Decimal],
) -> End | None:
    """Give the least or most of some values with all claims that attest it; None where one is open."""
    values = [value for value, _ in stated if value is not None]
    if not values or len(values) < len(stated):
        return None
    value = pick(values)
    held = [w for stands, w in stated if stands == value]
    derived = "" if any(not w.derived for w in held) else held[0].derived
    return End(value, tuple(name for w in held for name in w.claims), derived)
