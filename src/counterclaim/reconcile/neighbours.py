"""Slots that one text leaves open, filled from the same figure elsewhere in the story."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from counterclaim.model import Modality
from counterclaim.reconcile.answers import Answer

TELLING = Decimal(100)
"""A number this large hardly recurs by chance in one story."""
UNTOLD = "other"


def fill(answers: Sequence[Answer]) -> list[Answer]:
    """Give the answers with unit, measure and standing taken over where only one can be meant."""
    known = _Figures(answers)
    return [known.filled(a) for a in answers]


class _Figures:
    """Which units, measures and standings each figure is given under."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._units: dict[tuple[object, ...], set[str]] = {}
        self._measures: dict[tuple[object, ...], set[str]] = {}
        self._asserted: set[tuple[object, ...]] = set()
        for a in answers:
            if a.number is None:
                continue
            if a.unit:
                self._units.setdefault((a.report.document_id, a.measure, a.number), set()).add(
                    a.unit
                )
                self._units.setdefault((a.measure, a.number), set()).add(a.unit)
            if a.measure != UNTOLD:
                self._measures.setdefault((a.unit, a.number), set()).add(a.measure)
            if a.standing == Modality.ASSERTED:
                self._asserted.add((a.measure, a.unit, a.values))

    def filled(self, a: Answer) -> Answer:
        """Fill the open slots of one answer."""
        number = a.number
        if number is None:
            return a
        if not a.unit:
            units = self._units.get((a.report.document_id, a.measure, number), set())
            if not units and number >= TELLING:
                units = self._units.get((a.measure, number), set())
            a = replace(a, unit=min(units)) if len(units) == 1 else a
        if a.measure == UNTOLD and number >= TELLING and not a.flow:
            said = self._measures.get((a.unit, number), set())
            a = replace(a, measure=min(said)) if len(said) == 1 else a
        if a.standing == Modality.HYPOTHETICAL and (a.measure, a.unit, a.values) in self._asserted:
            a = replace(a, standing=Modality.ASSERTED)
        return a
