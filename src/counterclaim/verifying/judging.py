"""One row against one page: whether the figure is there, and whether the page says the same of it."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from counterclaim.model import (
    Aspect,
    Bound,
    Check,
    Citation,
    Claim,
    Difference,
    Quantity,
    Verdict,
)
from counterclaim.reconcile.trapezoid import INFINITY, exactly, gap
from counterclaim.verifying.figures import Match, ends_of, match
from counterclaim.verifying.meaning import bound_of, measure_of, unit_of
from counterclaim.verifying.occasion import date_of, scope_of
from counterclaim.verifying.sighting import Page, Sighting
from counterclaim.verifying.voice import source_of

TAKEN: Final = 0.2
"""How likely a number must be a claim to be taken for the row's figure."""
SURE: Final = 0.5
"""The same, where the page's number is another one that the row's rounds."""
NEAR: Final = Decimal("0.7")
"""Logarithm of a ratio of about 2, up to which another figure is shown for an absent one."""
MOST: Final = 3
"""Aspects that differ from which on two figures have nothing but their number in common."""
APART: Final = (
    frozenset({Aspect.MEASURE, Aspect.UNIT}),
    frozenset({Aspect.DATE, Aspect.SCOPE}),
)
ASPECTS: Final = (measure_of, unit_of, bound_of, date_of, scope_of, source_of)

Found = tuple[tuple[Difference, ...], Match, Sighting]


def check(row: Citation, page: Page) -> Check:
    """Set a row against a page, where the page says most nearly what the row says."""
    best = min(_matches(row, page), key=_rank, default=None)
    if best is None:
        return Check(Verdict.ABSENT, page.address, nearest=_nearest(row, page))
    differences, how, seen = best
    verdict = Verdict.DIFFERS if differences else Verdict.PRESENT
    return Check(verdict, page.address, seen.claim, differences, rounded=how is Match.ROUNDED)


def _rank(found: Found) -> tuple[int, bool, float]:
    differences, how, seen = found
    return len(differences), how is not Match.SAME, -seen.accepted


def _matches(row: Citation, page: Page) -> Iterator[Found]:
    """Give each place where the number stands, and in what the page differs there."""
    for asked in row.figures:
        for seen, how in _standing(asked, page):
            told = (aspect(row, asked, seen, page) for aspect in ASPECTS)
            differences = tuple(d for d in told if d is not None)
            if not _another({d.aspect for d in differences}):
                yield differences, how, seen


def _another(told: AbstractSet[Aspect]) -> bool:
    """Tell whether so much differs that the same number stands for something else altogether.

    Something else is said of other things; or it was another time and another place.
    """
    return len(told) >= MOST or any(pair <= told for pair in APART)


def _standing(asked: Quantity, page: Page) -> Iterator[tuple[Sighting, Match]]:
    near = {id(s): s for end in ends_of(asked) for s in page.by_number.get(end, ())}
    sightings = page.sightings if asked.bound is Bound.ABOUT else tuple(near.values())
    for seen in sightings:
        how = match(asked, seen.claim.quantity)
        if how is not None and seen.accepted >= (SURE if how is Match.ROUNDED else TAKEN):
            yield seen, how


def _nearest(row: Citation, page: Page) -> Claim | None:
    """Find the figure of the row's measure that lies closest to the row's own."""
    found: list[tuple[Decimal, int, Claim]] = []
    for asked in row.figures:
        for seen in page.sightings:
            claim = seen.claim
            fits = claim.measure in row.measures and claim.quantity.kind is asked.kind
            if fits and seen.accepted >= TAKEN:
                found.append((_distance(asked, claim.quantity), claim.figure.start, claim))
    best = min(found, key=lambda f: f[:2], default=None)
    return best[2] if best and best[0] <= NEAR else None


def _distance(asked: Quantity, seen: Quantity) -> Decimal:
    """Give the gap between printed numbers, whatever bounds them."""
    pairs = ((exactly(a), exactly(b)) for a in ends_of(asked) for b in ends_of(seen))
    return min((gap(a, b) for a, b in pairs), default=INFINITY)
