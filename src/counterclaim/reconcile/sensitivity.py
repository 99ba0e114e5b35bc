"""How far the answer to one question moves with the policy by which it is read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from counterclaim.model import End, Policy, Tally
from counterclaim.model.reason import Amount, Reason, listed
from counterclaim.reconcile.trapezoid import ROUNDED

NAMES = ("low", "best", "high")


@dataclass(frozen=True, slots=True)
class Move:
    """The least and the most that policies give for one end, and which give them.

    ``unread`` are the policies that leave the end open.
    """

    name: str
    least: Decimal
    most: Decimal
    lowest: tuple[Policy, ...]
    highest: tuple[Policy, ...]
    unread: tuple[Policy, ...]

    @property
    def times(self) -> Decimal | None:
        """How many times the least goes into the most, to 12 digits; None where it is 0."""
        return ROUNDED.divide(self.most, self.least) if self.least else None

    @property
    def said(self) -> Reason:
        """A clause for people: "best 12 (acled, lowest) to 19 (latest)"."""
        name, least = Reason(self.name), Amount(self.least)
        if self.least == self.most:
            return Reason("{end} {value}", end=name, value=least)
        return Reason(
            "{end} {least} ({lowest}) to {most} ({highest})",
            end=name,
            least=least,
            lowest=", ".join(self.lowest),
            most=Amount(self.most),
            highest=", ".join(self.highest),
        )


def moves(tallies: Iterable[Tally]) -> tuple[Move, ...]:
    """Give low, best and high of one question as far as any policy reads them."""
    held = list(tallies)
    found = (_move(name, [(t.policy, _end(t, name)) for t in held]) for name in NAMES)
    return tuple(move for move in found if move is not None)


def sensitivity(tallies: Iterable[Tally]) -> Reason | Literal[""]:
    """Say in one line how far the policies lie apart; "" where none reads anything."""
    found = moves(tallies)
    if not found:
        return ""
    moved = [move for move in found if move.least != move.most]
    if not moved:
        return Reason("no policy reads it otherwise")
    best = next((m for m in found if m.name == "best"), None)
    clauses = [move.said for move in moved]
    if best in moved and best and best.times:
        clauses.append(
            Reason("best by {times} times", times=Amount(Decimal(format(best.times, ".2f"))))
        )
    clauses += [
        Reason("{end} the same by all", end=Reason(move.name))
        for move in found
        if move not in moved
    ]
    return listed(clauses, "; ")


def _end(tally: Tally, name: str) -> End | None:
    return {"low": tally.low, "best": tally.best, "high": tally.high}[name]


def _move(name: str, read: list[tuple[Policy, End | None]]) -> Move | None:
    told = [(policy, end.value) for policy, end in read if end is not None]
    if not told:
        return None
    values = [value for _, value in told]
    least, most = min(values), max(values)
    return Move(
        name=name,
        least=least,
        most=most,
        lowest=tuple(policy for policy, value in told if value == least),
        highest=tuple(policy for policy, value in told if value == most),
        unread=tuple(policy for policy, end in read if end is None),
    )
