"""Which figures of a report count what several events did together.

"Seven were hurt in three shootings" tells nothing of any one of the three. A report that says so mostly
goes on with what each of them did.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from counterclaim.model import Bound, Kind, Mode
from counterclaim.reconcile.answers import Answer
from counterclaim.reconcile.telling import cues_in_sentence
from counterclaim.reconcile.unfigured import ONE, TWO

EVENTS = frozenset({"attacks", "other"})
"""Measures of what counts no people."""
OCCASIONS = frozenset(
    {
        "accident", "attack", "blast", "bombing", "crash", "event", "explosion", "fire", "incident",
        "raid", "scene", "shooting", "stabbing", "strike",
    }
)  # fmt: skip
"""Units that count events."""
LONGEST = timedelta(days=31)
"""What is counted over more than a month is no single event."""

Number = tuple[str, Decimal]
"""A measure and how many."""


def of_one_event(
    told: Sequence[Sequence[Answer]], measures: Collection[str]
) -> tuple[list[Sequence[Answer]], set[int]]:
    """Leave out, of each report's figures, those of some measures that count several events.

    A number that stands so in one sentence of a report is meant wherever it stands there; what
    another report gives without a word of several events is no such number. Where nothing else is
    told, all stay. Also gives the places of the reports that were about several events.
    """
    several = [_of_several(held, measures) for held in told]
    long = [_numbers(filter(_over_months, held), measures) for held in told]
    short = [_numbers((a for a in held if not _over_months(a)), measures) for held in told]
    alone = frozenset().union(*(s - n for s, n in zip(short, several, strict=True)))
    found: list[Sequence[Answer]] = [
        _without(held, (numbers | months) - alone, measures)
        for held, numbers, months in zip(told, several, long, strict=True)
    ]
    if any(a.measure in measures for held in found for a in held):
        return found, {place for place, numbers in enumerate(several) if numbers - alone}
    return list(told), set()


def _without(
    held: Sequence[Answer], numbers: Collection[Number], measures: Collection[str]
) -> list[Answer]:
    """Leave out numbers, and who is told as one beside them: "one dead, nine hurt"."""
    over = {a.claim.sentence.start for a in held if (a.measure, a.number) in numbers}
    return [
        a
        for a in held
        if (a.measure, a.number) not in numbers
        and not (a.measure in measures and a.number == ONE and a.claim.sentence.start in over)
    ]


def _of_several(held: Iterable[Answer], measures: Collection[str]) -> frozenset[Number]:
    """Give the numbers of a report that count several events: of a sentence the largest.

    A sentence says so that counts the events, or sets them apart ("in separate attacks").
    """
    told = list(held)
    counting = {a.claim.sentence.start for a in told if _counts_events(a)}
    most: dict[tuple[int, str], Decimal] = {}
    for a in told:
        start = a.claim.sentence.start
        if a.measure in measures and a.number and (start in counting or _sets_apart(a)):
            most[start, a.measure] = max(a.number, most.get((start, a.measure), a.number))
    return frozenset((measure, number) for (_, measure), number in most.items() if number >= TWO)


def _numbers(held: Iterable[Answer], measures: Collection[str]) -> frozenset[Number]:
    return frozenset((a.measure, a.number) for a in held if a.measure in measures and a.number)


def _over_months(a: Answer) -> bool:
    start, end = a.claim.period.start, a.claim.period.end
    return bool(start and end and end - start > LONGEST)


def _counts_events(a: Answer) -> bool:
    """Tell a number of events, two or more, that are not a part of others or added to them."""
    quantity = a.claim.quantity
    return (
        quantity.kind == Kind.COUNT
        and quantity.bound != Bound.UNKNOWN
        and a.claim.mode == Mode.TOTAL
        and a.measure in EVENTS
        and a.unit in OCCASIONS
        and a.number is not None
        and a.number >= TWO
    )


def _sets_apart(a: Answer) -> bool:
    return bool(cues_in_sentence(a, "tolls.several"))
