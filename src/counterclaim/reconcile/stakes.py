"""Which claims hang a question's range on themselves: what to check first by hand."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from counterclaim.model import Claim, End, Policy, Question, Reconciliation, Standing
from counterclaim.model.comparison import Stake


def stakes(made: Reconciliation, claims: Iterable[Claim]) -> tuple[Stake, ...]:
    """Give what hangs on each claim that alone attests an end of its question's range.

    The end without the claim is told from the other figures that no later count has replaced; how
    far it moves in truth also depends on what else the claim holds together, which only reconciling
    without it tells. Each claim comes once, with the end that moves more.
    """
    held = {claim.id: claim for claim in claims}
    replaced = {c.a for c in made.comparisons if c.relation == Standing.REVISES}
    questions = {q.id: q for q in made.questions}
    found: dict[str, Stake] = {}
    for tally in made.tallies:
        if tally.policy != Policy.RANGE:
            continue
        for name, end in (("low", tally.low), ("high", tally.high)):
            stake = _stake(questions[tally.question], name, end, held, replaced)
            if stake and (stake.claim not in found or found[stake.claim].moves < stake.moves):
                found[stake.claim] = stake
    return tuple(found.values())


def _stake(
    question: Question,
    name: str,
    end: End | None,
    held: Mapping[str, Claim],
    replaced: set[str],
) -> Stake | None:
    if end is None or len(end.claims) != 1:
        return None
    (own,) = end.claims
    others = [
        value
        for claim in question.claims
        if claim != own and claim not in replaced
        if (value := _end_of(held[claim], name)) is not None
    ]
    if not others:
        return Stake(own, question.id, name, end.value, None, 0)
    without = min(others) if name == "low" else max(others)
    if without == end.value:  # an echo stands by to take its place
        return None
    return Stake(own, question.id, name, end.value, without, _apart(end.value, without))


def _end_of(claim: Claim, name: str) -> Decimal | None:
    """Give the end of a claim's figure; an open one counts by the end that it has."""
    q = claim.quantity
    ends = (q.low, q.high) if name == "low" else (q.high, q.low)
    return next((value for value in ends if value is not None), None)


def _apart(one: Decimal, other: Decimal) -> int:
    """Give how far two figures lie apart, in thousandths of a natural logarithm; 0 counts as 1."""
    least, most = sorted(max(abs(value), Decimal(1)) for value in (one, other))
    # Differences of logarithms, for a ratio of hostile figures overflows a float.
    return round(1000 * float(most.ln() - least.ln())) if most > least else 0
