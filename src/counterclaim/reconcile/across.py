"""How answers to different questions stand: shares of a whole, look-alikes, changed meanings."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from counterclaim.model import (
    Basis,
    Bound,
    Comparison,
    Facet,
    Mode,
    NotCompared,
    QuestionKind,
    Standing,
    Voice,
)
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import Answer, quoted, unbounded
from counterclaim.reconcile.drift import drifted, headlines, moved, related
from counterclaim.reconcile.neighbours import TELLING
from counterclaim.reconcile.questions import Group
from counterclaim.reconcile.reasons import against
from counterclaim.reconcile.slots import DEAD_AND_MISSING, RARE, apart
from counterclaim.reconcile.trapezoid import compatible
from counterclaim.vocabulary import Subject, measures, parts_of

MANY_PAIRS = 600
"""Pairs of two questions beyond which only one answer of each report and figure is taken."""
MANY_QUESTIONS = 250
"""Questions of a story up to which each is set beside each."""
FEW = 60
"""Questions that share a report or figure beyond which sharing it tells nothing."""
NEAR = 500
"""Characters within which a part of a figure of another measure is told after it."""

Voices = Mapping[str, Voice]


def compare_across(groups: Sequence[Group], voices: Voices) -> Iterator[Comparison | NotCompared]:
    """Set answers of questions that could be taken for one another side by side."""
    yield from headlines([a for g in groups for a in g.answers])
    for first, second in _near(groups):
        if not _related(first, second):
            continue
        for a, b in _pairs(first, second):
            yield from _stand(first, second, a, b, voices)


def _near(groups: Sequence[Group]) -> Iterator[tuple[Group, Group]]:
    """Give all pairs of questions, or of very many those that share a report or a rare figure."""
    if len(groups) <= MANY_QUESTIONS:
        yield from combinations(groups, 2)
        return
    sharing: dict[object, dict[int, None]] = {}
    for i, group in enumerate(groups):
        for a in group.answers:
            sharing.setdefault(a.report.document_id, {})[i] = None
            if a.number is not None and a.number >= RARE:
                sharing.setdefault((a.number, a.unit), {})[i] = None
    pairs = {p for found in sharing.values() if len(found) <= FEW for p in combinations(found, 2)}
    for i, j in sorted(pairs):
        yield groups[i], groups[j]


def _related(first: Group, second: Group) -> bool:
    p, q = first.question, second.question
    if p.unit != q.unit:
        return p.measure == q.measure and _shared_figures(first, second)
    if p.measure == q.measure:
        return p.measure != "other" or p.unit != Subject.PERSON
    if p.unit != Subject.PERSON:
        return False
    if QuestionKind.PART in {p.kind, q.kind}:
        return True
    return related(p.measure, q.measure) or _shared_figures(first, second)


def _shared_figures(first: Group, second: Group) -> bool:
    numbers = {a.number for a in first.answers if a.number and a.number >= RARE}
    return any(b.number in numbers for b in second.answers)


def _pairs(first: Group, second: Group) -> Iterator[tuple[Answer, Answer]]:
    left, right = _few(first, second), _few(second, first)
    for x in left:
        for y in right:
            yield (x, y) if (x.order, x.id) <= (y.order, y.id) else (y, x)


def _few(group: Group, other: Group) -> Sequence[Answer]:
    if len(group.answers) * len(other.answers) <= MANY_PAIRS:
        return group.answers
    seen: dict[object, Answer] = {}
    for a in group.answers:
        seen.setdefault((a.values, a.claim.quantity.bound), a)
    return list(seen.values())[:24]


def _stand(
    first: Group, second: Group, a: Answer, b: Answer, voices: Voices
) -> Iterator[Comparison | NotCompared]:
    if a.number is None or b.number is None:
        return
    if _share_retold(a, b, first, second, voices):
        yield drifted(a, b, (Facet.SCOPE,), voices[a.id].name)
        return
    if facets := moved(a, b, voices):
        yield drifted(a, b, facets, voices[a.id].name)
        return
    if a.unit != b.unit:
        return
    own, other = (first, second) if a in first.answers else (second, first)
    for part, whole, p, q in ((a, b, own, other), (b, a, other, own)):
        if _is_part(part, whole, p, q, voices):
            reason = Reason("{part} is within {whole}", part=quoted(part), whole=quoted(whole))
            yield Comparison(part.id, whole.id, Standing.PART_OF, (), reason)
            break
    else:
        said = a.measure == b.group or b.measure == a.group
        if not (said or related(a.measure, b.measure) or _same_measure(a, b)):
            return
        facet, reason = _difference(first, second, a, b)
        yield Comparison(a.id, b.id, Standing.SCOPE_DIFFERS, (facet,), reason)
    if a.flow != b.flow:
        reason = Reason("an addition is never set against a total")
        yield NotCompared(a.id, b.id, Facet.KIND, reason)


def _same_measure(a: Answer, b: Answer) -> bool:
    return a.measure == b.measure


def _share_retold(a: Answer, b: Answer, first: Group, second: Group, voices: Voices) -> bool:
    """Tell whether a later report without a source gives a named part as the whole count."""
    part, whole = (first, second) if a in first.answers else (second, first)
    kinds = part.question.kind == QuestionKind.PART and whole.question.kind == QuestionKind.STOCK
    if not kinds or apart(part.group) or a.measure != b.measure or a.report is b.report:
        return False
    if voices[a.id].basis == Basis.OWN or voices[b.id].basis == Basis.NAMED:
        return False
    return _rounded(a, b) and not any(x.values == a.values for x in whole.answers if x is not b)


def _rounded(a: Answer, b: Answer) -> bool:
    """Tell whether a later figure is a telling earlier one again, rounded at most."""
    telling = a.number is not None and b.number is not None and a.number >= TELLING
    closed = Bound.VAGUE not in {a.claim.quantity.bound, b.claim.quantity.bound}
    return telling and closed and compatible(a.figure, b.figure) and not unbounded(b)


def _is_part(part: Answer, whole: Answer, p: Group, q: Group, voices: Voices) -> bool:
    """Tell whether a figure is said, by one voice or in one report, to be within another."""
    if part.number is None or whole.number is None:
        return False
    if part.number > (whole.claim.quantity.high or part.number):
        return False
    one_voice = voices[part.id].key == voices[whole.id].key
    if _same_measure(part, whole) and part.flow and not whole.flow:
        days = part.counted_on, whole.counted_on
        counted = not days[0] or not days[1] or days[1] >= days[0]
        near = (
            one_voice
            or part.grown_to == whole.number
            or (part.report is whole.report and _one_telling(part, whole, voices))
        )
        return bool(counted) and near and part.number < whole.number
    if part.report is not whole.report:
        return False
    if not _same_measure(part, whole):
        one_told = one_voice or not _both_named(part, whole, voices)
        return one_told and _told_within(part, whole)
    return _share_of_measure(part, whole, p, q)


def _one_telling(part: Answer, whole: Answer, voices: Voices) -> bool:
    """Tell whether an addition and a total in one report are not two originators' words."""
    return not _both_named(part, whole, voices) or voices[whole.id].name in voices[part.id].via


def _both_named(a: Answer, b: Answer, voices: Voices) -> bool:
    return voices[a.id].basis == Basis.NAMED == voices[b.id].basis


def _share_of_measure(part: Answer, whole: Answer, p: Group, q: Group) -> bool:
    if q.group == DEAD_AND_MISSING:
        return part.values != whole.values
    if whole.flow:
        return _says_share(part, p) and part.counted_on in {None, whole.counted_on}
    return (_says_share(part, p) or apart(p.group)) and not apart(q.group)


def _says_share(part: Answer, p: Group) -> bool:
    added = part.flow and p.question.kind == QuestionKind.PART
    return added or part.claim.mode == Mode.PART or part.partitive


def _told_within(part: Answer, whole: Answer) -> bool:
    """Tell whether a figure of one measure is a share of those counted under another."""
    if part.measure in parts_of(whole.measure):
        return True
    distance = part.claim.figure.start - whole.claim.figure.end
    larger = part.number is not None and whole.number is not None and whole.number > part.number
    return part.claim.mode == Mode.PART and larger and 0 <= distance <= NEAR


def _difference(first: Group, second: Group, a: Answer, b: Answer) -> tuple[Facet, Reason]:
    """Name the first slot that keeps two answers apart, in the order that tells most."""
    p, q = first.question, second.question
    names = [Reason(measures()[x.measure].label) for x in (a, b)]
    if names[0] != names[1]:
        return Facet.MEASURE, against(*names)
    if a.standing != b.standing:
        return Facet.MODALITY, against(Reason(a.claim.modality), Reason(b.claim.modality))
    if QuestionKind.FLOW in (p.kind, q.kind) and p.kind != q.kind:
        return Facet.KIND, Reason("an addition, against a total")
    return _difference_of_slots(p.what, q.what, a, b)


def _difference_of_slots(what: str, other: str, a: Answer, b: Answer) -> tuple[Facet, Reason]:
    if a.country and b.country and a.country != b.country:
        return Facet.PLACE, against(_place(a), _place(b))
    if what != other:
        return Facet.PEOPLE, against(what, other)
    if a.event_day != b.event_day or a.counted_on != b.counted_on:
        return Facet.PERIOD, against(*(str(x.event_day or x.counted_on) for x in (a, b)))
    return Facet.SCOPE, Reason("figures this far apart are hardly of one thing")


def _place(a: Answer) -> str:
    return a.claim.place.text if a.claim.place else ""


def nominal(a: Answer) -> Decimal:
    """Give the number as printed, for sums that are shown to people."""
    return a.number if a.number is not None else Decimal(0)
