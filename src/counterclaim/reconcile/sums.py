"""Adding figures up, and refusing to where something would be counted twice or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import reduce
from itertools import combinations

from counterclaim.model import Basis, Bound, Facet, Finding, Modality, Mode, Period, Voice
from counterclaim.model.reason import Amount, Reason, listed
from counterclaim.reconcile.answers import Answer, quoted
from counterclaim.reconcile.trapezoid import EXACT, INFINITY, Trapezoid, total
from counterclaim.vocabulary import Measure, measures, parts_of

Voices = Mapping[str, Voice]
NEAR = timedelta(days=7)
"""An originator that states the whole within these days needs no sum of its parts."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why two figures are not added: the facet that forbids it, and a sentence for people."""

    a: str
    b: str
    facet: Facet
    reason: Reason


@dataclass(frozen=True, slots=True)
class Sum:
    """Figures added up, stated by nobody: ``claims`` are its parts, with their spans.

    ``measure`` is what the sum counts. ``figure`` is the sum of what the words assert and stretch
    to; ``amount`` that of the numbers as printed.
    """

    claims: tuple[str, ...]
    measure: str
    figure: Trapezoid
    amount: Decimal


def add_up(answers: Sequence[Answer], voices: Voices) -> Sum | Refusal:
    """Add figures that one originator gives for parts of one whole at one time.

    Raises ValueError for fewer than two figures.
    """
    if len(answers) < 2:
        raise ValueError("a sum has two parts or more")
    for a, b in combinations(answers, 2):
        if refusal := _refused(a, b, voices):
            return refusal
    measure = _whole_of({a.measure for a in answers})
    numbers = [a.number for a in answers if a.number is not None]
    return Sum(
        claims=tuple(a.id for a in answers),
        measure=measure.name if measure else answers[0].measure,
        figure=reduce(total, (a.figure for a in answers)),
        amount=reduce(EXACT.add, numbers),
    )


def _refused(a: Answer, b: Answer, voices: Voices) -> Refusal | None:
    """Say why two figures cannot be added; None where they can."""
    for check in (_incomparable, _double, _untimely):
        if why := check(a, b, voices):
            return Refusal(a.id, b.id, *why)
    return None


def _incomparable(a: Answer, b: Answer, voices: Voices) -> tuple[Facet, Reason] | None:
    """Refuse what is not of one kind, or not one originator's."""
    if a.number is None or b.number is None:
        return Facet.UNKNOWN, Reason("a number that is not known adds nothing")
    if a.unit != b.unit:
        return Facet.UNIT, Reason(
            "{one} and {other} have no common unit", one=_unit(a), other=_unit(b)
        )
    if Modality.DENIED in {a.claim.modality, b.claim.modality} or a.standing != b.standing:
        return Facet.MODALITY, Reason(
            "one figure is put forward otherwise than the other: {one} and {other}",
            one=Reason(a.claim.modality),
            other=Reason(b.claim.modality),
        )
    if voices[a.id].key != voices[b.id].key:
        return Facet.SCOPE, Reason(
            "{one} and {other} may count the same ones: no sum across originators",
            one=voices[a.id].name,
            other=voices[b.id].name,
        )
    return None


def _double(a: Answer, b: Answer, _voices: Voices) -> tuple[Facet, Reason] | None:
    """Refuse what would count the same ones twice."""
    if a.id == b.id:
        return Facet.SCOPE, Reason("{figure} is one and the same figure", figure=quoted(a))
    if a.flow != b.flow:
        added, held = (a, b) if a.flow else (b, a)
        reason = Reason(
            "{total} is a total that may hold the addition {added} already",
            total=quoted(held),
            added=quoted(added),
        )
        return Facet.KIND, reason
    if a.flow:
        return None
    return _two_measures(a, b) if a.measure != b.measure else _one_measure(a, b)


def _one_measure(a: Answer, b: Answer) -> tuple[Facet, Reason] | None:
    modes = {a.claim.mode, b.claim.mode}
    elsewhere = a.place and b.place and a.place.isdisjoint(b.place)
    if Mode.PART not in modes:
        reason = Reason("{one} and {other} both count all of them", **_both(a, b))
        return None if elsewhere else (Facet.SCOPE, reason)
    if len(modes) > 1:
        part, whole = (a, b) if a.claim.mode == Mode.PART else (b, a)
        return Facet.SCOPE, Reason(
            "{part} is a part and may be within {whole}", part=quoted(part), whole=quoted(whole)
        )
    named = a.group and b.group and a.group != b.group
    if named and a.report is b.report and a.claim.sentence == b.claim.sentence:
        return None
    return Facet.PEOPLE, Reason("{one} and {other} are parts that may overlap", **_both(a, b))


def _two_measures(a: Answer, b: Answer) -> tuple[Facet, Reason] | None:
    for part, whole in ((a, b), (b, a)):
        if part.measure in parts_of(whole.measure):
            return Facet.MEASURE, Reason(
                "a part is not added to its whole: {part} ({measure}) is within {whole}",
                part=quoted(part),
                measure=_label(part.measure),
                whole=quoted(whole),
            )
    if _whole_of({a.measure, b.measure}) is None:
        return Facet.MEASURE, Reason(
            "{one} and {other} are parts of no common whole",
            one=_label(a.measure),
            other=_label(b.measure),
        )
    if Mode.PART in {a.claim.mode, b.claim.mode}:
        return Facet.SCOPE, Reason("a part of one count and another count leave people out")
    return None


def _untimely(a: Answer, b: Answer, _voices: Voices) -> tuple[Facet, Reason] | None:
    """Refuse additions whose periods may overlap, and counts of two days."""
    if not a.flow:
        if a.counted_on != b.counted_on:
            return Facet.DATE, Reason(
                "counted on two days: {one} and {other}", one=_day(a), other=_day(b)
            )
        return None
    p, q = a.claim.period, b.claim.period
    if p.end is None or q.end is None:
        return Facet.PERIOD, Reason("additions without their days may be of the same days")
    if (p.start or p.end) <= q.end and (q.start or q.end) <= p.end:
        return Facet.PERIOD, Reason(
            "their periods overlap: {one} and {other}", one=_days(p), other=_days(q)
        )
    return None


def _days(period: Period) -> str:
    if period.start is None:
        return str(period.end)
    return Reason("{first} to {last}", first=str(period.start), last=str(period.end))


def _day(a: Answer) -> str:
    return str(a.counted_on) if a.counted_on else Reason("an unknown day")


def _unit(a: Answer) -> str:
    return a.unit or Reason("an unnamed unit")


def _both(a: Answer, b: Answer) -> dict[str, str]:
    return {"one": quoted(a), "other": quoted(b)}


def _label(measure: str) -> Reason:
    return Reason(measures()[measure].label)


def _whole_of(parts: set[str]) -> Measure | None:
    """Give the measure that all of some measures are parts of; None where there is none."""
    if len(parts) == 1:
        return measures()[next(iter(parts))]
    return next((m for m in measures().values() if parts <= parts_of(m.name)), None)


def sums_in(answers: Sequence[Answer], voices: Voices) -> Iterator[Finding]:
    """Give, for each originator and report that state parts of a whole but not the whole, the sum.

    ``answers`` are those of a story's questions on totals, in order of publication. A sum already
    given for the same originator and figures is left out.
    """
    told: dict[tuple[str, str], dict[str, Answer]] = {}
    wholes: dict[tuple[str, str], list[Answer]] = {}
    for a in answers:
        wholes.setdefault((voices[a.id].key, a.measure), []).append(a)
    for a in answers:
        if a.claim.mode == Mode.TOTAL and not a.flow and voices[a.id].basis == Basis.NAMED:
            said = told.setdefault((voices[a.id].key, a.report.document_id), {})
            said.setdefault(a.measure, a)
    given: set[tuple[object, ...]] = set()
    for (key, _), said in told.items():
        for whole in measures().values():
            parts = sorted(
                (said[m] for m in said if m in parts_of(whole.name)),
                key=lambda a: (a.order, a.id),
            )
            shown = (key, whole.name, *(p.values for p in parts))
            if len(parts) < 2 or shown in given:
                continue
            if any(_about_when(parts[0], w) for w in wholes.get((key, whole.name), ())):
                continue
            made = add_up(parts, voices)
            if isinstance(made, Sum) and made.figure.high < INFINITY and _plain(parts):
                given.add(shown)
                yield _finding(made, parts, voices[parts[0].id])


def _about_when(part: Answer, whole: Answer) -> bool:
    """Tell whether an originator gives the whole itself, near the time of its parts."""
    if part.report is whole.report or part.counted_on is None or whole.counted_on is None:
        return True
    return abs(whole.counted_on - part.counted_on) <= NEAR


def _plain(parts: Sequence[Answer]) -> bool:
    return all(p.claim.quantity.bound not in {Bound.VAGUE, Bound.UNKNOWN} for p in parts)


def _finding(made: Sum, parts: Sequence[Answer], voice: Voice) -> Finding:
    counted = [
        Reason("{figure} {measure}", figure=quoted(p), measure=_label(p.measure)) for p in parts
    ]
    reason = Reason(
        "{source}: {parts} = {amount} {measure}; a sum that nobody states",
        source=voice.name,
        parts=listed(counted, " + "),
        amount=Amount(made.amount),
        measure=_label(made.measure),
    )
    return Finding("sum", made.claims, reason, made.amount)
