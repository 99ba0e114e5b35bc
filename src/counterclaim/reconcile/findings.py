"""What several claims together imply: parts against wholes, additions against totals."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import reduce

from counterclaim.model import Basis, Finding, QuestionKind, Voice
from counterclaim.model.reason import Amount, Reason, listed
from counterclaim.reconcile.across import nominal
from counterclaim.reconcile.answers import Answer
from counterclaim.reconcile.questions import Group
from counterclaim.reconcile.trapezoid import compatible, total
from counterclaim.vocabulary import measures, parts_of

LATER = timedelta(days=7)
"""A whole counted longer than this before its parts says nothing against them."""

Voices = Mapping[str, Voice]


def find(groups: Sequence[Group], voices: Voices) -> Iterator[Finding]:
    """Give all findings, parts against wholes first."""
    stocks = [g for g in groups if g.question.kind == QuestionKind.STOCK]
    for whole in stocks:
        below = parts_of(whole.question.measure)
        parts = [g for g in stocks if g.question.measure in below and _alike(g, whole)]
        if parts:
            yield from _against_whole(parts, whole, voices)
    yield from _additions(groups)


def _alike(part: Group, whole: Group) -> bool:
    return part.question.unit == whole.question.unit


def _against_whole(parts: Sequence[Group], whole: Group, voices: Voices) -> Iterator[Finding]:
    """Set the sum of one originator's parts against each originator's latest whole.

    Parts are added only if one originator gives them in one report.
    """
    wholes = _latest_by_voice(whole.answers, voices)
    latest: dict[str, dict[str, dict[str, Answer]]] = {}
    for group in parts:
        for a in group.answers:
            if a.number is not None and voices[a.id].basis == Basis.NAMED:
                said = latest.setdefault(voices[a.id].key, {})
                said.setdefault(a.report.document_id, {})[a.measure] = a
    for _, reports in sorted(latest.items()):
        for _, stated in sorted(wholes.items()):
            in_time = [list(s.values()) for s in reports.values() if _in_time(s.values(), stated)]
            if in_time:
                fullest = max(in_time, key=lambda said: (len(said), _last(said)))
                if finding := _sum_against(fullest, stated, voices):
                    yield finding


def _in_time(said: Iterable[Answer], stated: Answer) -> bool:
    """Tell whether a whole was counted late enough to hold its parts."""
    counted = [a.counted_on for a in said if a.counted_on]
    return not stated.counted_on or not counted or stated.counted_on >= max(counted) - LATER


def _latest_by_voice(answers: Iterable[Answer], voices: Voices) -> dict[str, Answer]:
    return {voices[a.id].key: a for a in answers if a.number is not None}


def _last(answers: Iterable[Answer]) -> tuple[object, str]:
    last = max(answers, key=lambda a: (a.order, a.id))
    return last.order, last.id


def _sum_against(said: Sequence[Answer], stated: Answer, voices: Voices) -> Finding | None:
    summed = reduce(total, (a.figure for a in said))
    claims = tuple(a.id for a in (*said, stated))
    against = Reason(
        "{parts} by {source} against {whole} by {other}",
        parts=listed([_counted(a) for a in said], " + "),
        source=voices[said[0].id].name,
        whole=_counted(stated),
        other=voices[stated.id].name,
    )
    amount = nominal(stated) - sum(nominal(a) for a in said)
    if summed.least > stated.figure.most:
        reason = Reason("{against}: the parts exceed it", against=against)
        return Finding("parts_exceed_whole", claims, reason, -amount)
    whole_measure = stated.measure
    told = {a.measure for a in said}
    if len(said) < 2 or amount <= 0 or compatible(summed, stated.figure):
        return None
    absent = sorted(parts_of(whole_measure) - told - _parts_of_all(told))
    labels = [Reason(measures()[m].label) for m in absent]
    reason = Reason(
        "{against}: compatible only if {amount} more were {absent} or counted later",
        against=against,
        amount=Amount(amount),
        absent=listed(labels) if labels else Reason("left out"),
    )
    return Finding("parts_short_of_whole", claims, reason, amount)


def _counted(a: Answer) -> Reason:
    label = Reason(measures()[a.measure].label)
    return Reason("{figure} {measure}", figure=a.claim.figure.text, measure=label)


def _parts_of_all(names: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(parts_of(name) for name in names))


def _additions(groups: Sequence[Group]) -> Iterator[Finding]:
    """Check within each report that an earlier total and an addition give the later total."""
    for flow in (g for g in groups if g.question.kind == QuestionKind.FLOW):
        for stock in groups:
            p, q = flow.question, stock.question
            if q.kind == QuestionKind.STOCK and (p.measure, p.unit) == (q.measure, q.unit):
                for added in flow.answers:
                    yield from _addition(added, stock)


def _addition(added: Answer, stock: Group) -> Iterator[Finding]:
    here = [a for a in stock.answers if a.report is added.report and a.counted_on]
    day = added.counted_on
    if day is None or added.number is None:
        return
    before = [a for a in here if a.counted_on and a.counted_on < day]
    after = [a for a in here if a.counted_on == day]
    if not before or not after:
        return
    old, new = before[-1], after[-1]
    summed = total(old.figure, added.figure)
    if not (summed.least <= new.figure.most and new.figure.least <= summed.most):
        reason = Reason(
            "{total} and {added} more do not give {sum}",
            total=old.claim.figure.text,
            added=added.claim.figure.text,
            sum=new.claim.figure.text,
        )
        amount = nominal(new) - nominal(old) - nominal(added)
        yield Finding("sum_differs", (old.id, added.id, new.id), reason, amount)
