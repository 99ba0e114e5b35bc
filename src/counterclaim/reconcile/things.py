"""What became of things, where a report says little more than what they are."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from counterclaim.model import Kind
from counterclaim.reconcile.answers import UNSAID, Answer, hinted
from counterclaim.vocabulary import Subject

LOST, RUINED = "missing", "destroyed"
NEARLY = Decimal("1.6")
"""Counts of one thing within this factor are more often of one loss than of two."""


def read_things(answers: Sequence[Answer]) -> list[Answer]:
    """Give each answer, things with the measure that other reports tell of the same or nearly.

    A word for a thing says little of what became of it: "nine lorries" is of one question with the
    nine lorries of another report, whatever its noun hints at. Things that are lost, buried or
    sunk, are destroyed where another report says so of nearly as many, and their own of none.
    """
    hints: dict[str, Answer] = {}
    told: dict[str, list[Answer]] = {}
    for a in answers:
        if not _of_things(a):
            continue
        if hinted(a):
            hints[a.id] = a
        else:
            told.setdefault(a.unit, []).append(a)
    return [
        _as_told(a, told.get(a.unit, ())) if a.id in hints else _ruined(a, told.get(a.unit, ()))
        for a in answers
    ]


def _of_things(a: Answer) -> bool:
    counted = a.claim.quantity.kind == Kind.COUNT and a.number is not None
    return counted and a.unit not in UNSAID and a.unit != Subject.PERSON


def _as_told(a: Answer, told: Sequence[Answer]) -> Answer:
    measures = {b.measure for b in told if b.number == a.number}
    return replace(a, measure=measures.pop()) if len(measures) == 1 else a


def _ruined(a: Answer, told: Sequence[Answer]) -> Answer:
    if a.claim.measure != LOST or not _of_things(a):
        return a
    ruined = [b for b in told if b.measure == RUINED]
    apart = any(b.report is a.report for b in ruined)
    near = any(_nearly(a, b) for b in ruined)
    return replace(a, measure=RUINED) if near and not apart else a


def _nearly(a: Answer, b: Answer) -> bool:
    low, high = sorted((a.number or Decimal(0), b.number or Decimal(0)))
    return high <= low * NEARLY
