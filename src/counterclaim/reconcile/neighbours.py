"""Slots that one text leaves open, filled from the same figure elsewhere in the story."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from counterclaim.model import Bound, Kind, Modality, Mode
from counterclaim.reconcile.answers import Answer
from counterclaim.reconcile.things import read_things
from counterclaim.reconcile.trapezoid import EXACT
from counterclaim.reconcile.wording import words_around
from counterclaim.vocabulary import Subject

TELLING = Decimal(100)
"""A number this large hardly recurs by chance in one story."""
RECURRING = Decimal(10)
"""A number this large, if it is not round, hardly recurs by chance in one report."""
RARE = Decimal(20)
NEAR = 300
"""Characters before "five of them" within which those are told of whom it is a part."""
AROUND, LEAST_AROUND = 3, 5
"""Words on either side of a figure, and on both, that are read alike wherever they stand."""
SUMMED, WHOLE = ("killed", "injured"), "casualties"
UNTOLD = "other"


def fill(answers: Sequence[Answer]) -> list[Answer]:
    """Give the answers with unit, measure and standing taken over where only one can be meant."""
    # What a report makes of its own figures comes first: others that print its words go by it.
    read = read_things(_read_alike(_with_wholes(answers)))
    known = _Figures(read)
    wholes = _Wholes(read)
    return [wholes.summed(known.filled(a)) for a in _with_wholes(read)]


def _with_wholes(answers: Sequence[Answer]) -> list[Answer]:
    wholes = _Wholes(answers)
    return [wholes.named(wholes.added(a)) for a in answers]


def _read_alike(answers: Sequence[Answer]) -> list[Answer]:
    """Read the same words around the same figure alike, as most reports that print them are read.

    Where two readings are as frequent, the first one stands that tells a measure.
    """
    alike: dict[Hashable, list[Answer]] = {}
    for a in answers:
        if words := words_around(a, AROUND, LEAST_AROUND):
            alike.setdefault((words, a.values, a.flow), []).append(a)
    taken: dict[str, Answer] = {}
    for found in alike.values():
        if len({a.report.document_id for a in found}) < 2:
            continue
        times = Counter((a.measure, a.unit) for a in found)
        best = max(found, key=lambda a: (times[a.measure, a.unit], a.measure != UNTOLD))
        for a in found:
            if (a.measure, a.unit) != (best.measure, best.unit):
                taken[a.id] = replace(a, measure=best.measure, unit=best.unit)
    return [taken.get(a.id, a) for a in answers]


class _Wholes:
    """Figures in order of text, by report, to tell what "five of them" are a part of."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._by_report: dict[str, list[Answer]] = {}
        self._added: dict[Hashable, set[Decimal]] = {}
        self._totals: dict[Hashable, set[Decimal]] = {}
        for a in answers:
            self._by_report.setdefault(a.report.document_id, []).append(a)
            if a.number and _exact(a):
                told = self._added if a.flow else self._totals
                told.setdefault((a.report.document_id, a.measure, a.unit), set()).add(a.number)

    def named(self, a: Answer) -> Answer:
        """Give a part that says neither whom nor what it counts those of the whole before it."""
        open_part = a.claim.mode == Mode.PART and a.measure == UNTOLD and not a.unit and not a.words
        if not open_part or a.number is None:
            return a
        wholes = [
            b
            for b in self._by_report[a.report.document_id]
            if b.unit == Subject.PERSON
            and b.number is not None
            and b.number > a.number
            and 0 < a.claim.figure.start - b.claim.figure.end <= NEAR
        ]
        if not wholes:
            return a
        return replace(a, measure=wholes[-1].measure, unit=wholes[-1].unit)

    def added(self, a: Answer) -> Answer:
        """Give an addition, and what it is added to, the measure of the total that both make.

        "Eight at first; then three more, which makes 11 missing."
        """
        if a.number is None:
            return a
        if a.measure != UNTOLD or a.unit:
            grown = None if a.flow or a.grown_to else self._grown_to(a, a.number)
            return replace(a, grown_to=grown) if grown else a
        beside = self._by_report[a.report.document_id]
        others = {b.number for b in beside if b.measure == UNTOLD and b.flow != a.flow and b.number}
        totals = [
            b
            for b in beside
            if b.unit == Subject.PERSON
            and b.measure != UNTOLD
            and not b.flow
            and (b.number or 0) >= RECURRING
            and (b.number or 0) - a.number in others
        ]
        if len({(b.measure, b.unit) for b in totals}) != 1:
            return a
        made = {b.number for b in totals}
        total = made.pop() if len(made) == 1 else None
        return replace(a, measure=totals[0].measure, unit=totals[0].unit, grown_to=total)

    def _grown_to(self, a: Answer, number: Decimal) -> Decimal | None:
        """Give the total that a report makes of an earlier one: "25 more, which makes 33".

        Hedged figures add up to one another by chance, and so do small ones.
        """
        if not _exact(a):
            return None
        key = a.report.document_id, a.measure, a.unit
        totals = self._totals.get(key, set())
        sums = (EXACT.add(number, more) for more in self._added.get(key, ()))
        made = {total for total in sums if total >= RECURRING and total in totals}
        return made.pop() if len(made) == 1 else None

    def summed(self, a: Answer) -> Answer:
        """Count as casualties what is the sum of the dead and the hurt of its own sentence."""
        if a.measure not in SUMMED or a.number is None:
            return a
        beside = [
            b
            for b in self._by_report[a.report.document_id]
            if b.claim.sentence == a.claim.sentence and b.number and b.unit == a.unit and b is not a
        ]
        parts = [{b.number for b in beside if b.measure == measure} for measure in SUMMED]
        if any(a.number - (x or 0) in parts[1] for x in parts[0]):
            return replace(a, measure=WHOLE)
        return a


def _exact(a: Answer) -> bool:
    return a.claim.quantity.bound == Bound.EXACT


class _Figures:
    """Which units, measures and standings each figure is given under."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._units: dict[Hashable, set[str]] = {}
        self._measures: dict[Hashable, set[str]] = {}
        self._asserted: set[Hashable] = set()
        for a in answers:
            if a.number is None:
                continue
            if a.unit:
                for where in (a.report.document_id, ""):
                    self._units.setdefault((where, a.measure, a.number), set()).add(a.unit)
            if a.measure != UNTOLD and not a.flow:
                for key in _measure_keys(a):
                    self._measures.setdefault(key, set()).add(a.measure)
            if a.standing == Modality.ASSERTED:
                self._asserted.update(_standing_keys(a))

    def filled(self, a: Answer) -> Answer:
        """Fill the open slots of one answer."""
        number = a.number
        if number is None:
            return a
        if a.measure == UNTOLD and not a.flow:
            a = self._measured(a)
        if not a.unit:
            units = self._units.get((a.report.document_id, a.measure, number), set())
            if not units and number >= (RARE if a.claim.what is None else TELLING):
                units = self._units.get(("", a.measure, number), set())
            a = replace(a, unit=min(units)) if len(units) == 1 else a
        if self._asserted_elsewhere(a):
            a = replace(a, standing=Modality.ASSERTED)
        return a

    def _asserted_elsewhere(self, a: Answer) -> bool:
        """Tell whether the figure that may be is said to be so in other words.

        What is planned is not what has been; but of those of whom nothing is told ("they must let
        the five members in") the plan is about something else.
        """
        if a.standing == Modality.PLANNED and a.measure == UNTOLD:
            return any(key in self._asserted for key in _standing_keys(a)[1:])
        return a.standing == Modality.HYPOTHETICAL and _standing_keys(a)[0] in self._asserted

    def _measured(self, a: Answer) -> Answer:
        """Take the one measure of the same figure: in its report, of its noun, or of its size."""
        for key in _measure_keys(a):
            said = self._measures.get(key, set())
            if len(said) == 1:
                unit = a.unit or (Subject.PERSON if a.claim.quantity.kind == Kind.COUNT else "")
                return replace(a, measure=min(said), unit=unit)
        return a


def _standing_keys(a: Answer) -> list[Hashable]:
    """Give what two mentions share if one tells how the other stands: the figure, then more."""
    figure = a.measure, a.unit, a.values
    report = (a.report.document_id, *figure)
    return [figure, report, *(("noun", word, *figure) for word in sorted(a.words))]


def _measure_keys(a: Answer) -> Iterator[Hashable]:
    """Give what two mentions must share to be one figure, the surest first."""
    number = a.number or Decimal(0)
    # What counts nobody in particular may count people.
    unit = a.unit or Subject.PERSON
    if number >= RECURRING and len(number.normalize().as_tuple().digits) > 1:
        yield a.report.document_id, unit, number
    if number and a.words:
        for word in sorted(a.words):
            yield "noun", word, unit, number
    if number >= TELLING:
        yield "", unit, number
