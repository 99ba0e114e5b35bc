"""What each policy reads out of one question; only attested figures are published."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from counterclaim.model import Comparison, End, Policy, Standing, Tally, Voice
from counterclaim.reconcile.answers import UNDATED, Answer, unbounded
from counterclaim.reconcile.questions import Group

Voices = Mapping[str, Voice]
FEW = 4
"""Figures of a question up to which each counts as it stands."""
Reading = tuple[End | None, End | None, End | None]


def tally(group: Group, voices: Voices, comparisons: Iterable[Comparison]) -> Iterator[Tally]:
    """Read one question by every policy; ``comparisons`` are those within the question."""
    stands = list(comparisons)
    standing = _standing(group.answers, stands)
    current = _current(standing, voices)
    disputed = _disputed(standing, voices, stands)
    outlets = {a.report.imprint.publisher or a.report.document_id for a in group.answers}
    for policy, read in POLICIES.items():
        low, best, high = read(current, voices)
        yield Tally(
            question=group.question.id,
            policy=policy,
            low=low,
            best=best,
            high=high,
            latest=_latest(group.answers).id,
            reports=len({a.report.document_id for a in group.answers}),
            outlets=len(outlets),
            originators=len({voices[a.id].key for a in group.answers}),
            disputed=disputed,
        )


def _latest(answers: Sequence[Answer]) -> Answer:
    """Give the last word on a question: of the last report's figures, one that is given twice.

    A figure that nobody gives again often is of something else, in passing.
    """
    told = [a for a in answers if a.number is not None] or list(answers)
    told = [a for a in told if a.order[0] != UNDATED] or told
    last = [a for a in told if a.report is told[-1].report]
    times = Counter(a.number for a in told)
    again = [a for a in last if times[a.number] > 1]
    return again[-1] if again and len(told) > FEW else last[-1]


def _standing(answers: Iterable[Answer], comparisons: Iterable[Comparison]) -> list[Answer]:
    """Give the figures that no later count has replaced."""
    replaced = {c.a for c in comparisons if c.relation == Standing.REVISES}
    return [a for a in answers if a.number is not None and a.id not in replaced]


def _current(standing: Iterable[Answer], voices: Voices) -> list[Answer]:
    """Give each originator's latest word.

    Figures with both ends come before open and vague ones, which only count where nothing else is.
    """
    latest: dict[str, Answer] = {}
    for a in standing:
        held = latest.get(voices[a.id].key)
        if held is None or unbounded(held) or not unbounded(a):
            latest[voices[a.id].key] = a
    words = sorted(latest.values(), key=lambda a: (a.order, a.id))
    closed = [a for a in words if not unbounded(a)]
    return closed or words


def _disputed(
    standing: Sequence[Answer], voices: Voices, comparisons: Iterable[Comparison]
) -> bool:
    """Tell whether the latest words of two originators contradict each other.

    Open figures count here, though no end is read from them: "at least 40" is disputed by "25". A
    latest word also stands where the same was said before.
    """
    last = {voices[a.id].key: a for a in standing}
    words = {a.id for a in standing if a.values == last[voices[a.id].key].values}
    words |= {a.id for a in _current(standing, voices)}
    clashes = (c for c in comparisons if c.relation == Standing.CONTRADICTS)
    return any(c.a in words and c.b in words for c in clashes)


def _ends(answers: Sequence[Answer], side: int, pick: Callable[..., Decimal]) -> End | None:
    values = [(a.values[side], a.id) for a in answers]
    stated = [(value, name) for value, name in values if value is not None]
    if len(stated) < len(values) or not stated:
        return None
    value = pick(v for v, _ in stated)
    return End(value, tuple(name for v, name in stated if v == value))


def _range(current: Sequence[Answer], voices: Voices) -> Reading:
    return _ends(current, 0, min), _vote(current, voices), _ends(current, 1, max)


def _vote(current: Sequence[Answer], voices: Voices) -> End | None:
    """Give the value that most originators give; of several, their lower median."""
    votes: dict[Decimal, set[str]] = {}
    claims: dict[Decimal, list[str]] = {}
    for a in current:
        if a.number is not None:
            votes.setdefault(a.number, set()).add(voices[a.id].key)
            claims.setdefault(a.number, []).append(a.id)
    if not votes:
        return None
    most = max(len(v) for v in votes.values())
    tied = sorted(value for value, v in votes.items() if len(v) == most)
    value = tied[(len(tied) - 1) // 2]
    return End(value, tuple(claims[value]))


def _by_vote(current: Sequence[Answer], voices: Voices) -> Reading:
    best = _vote(current, voices)
    backing = [a for a in current if best and a.id in best.claims]
    return _ends(backing, 0, min), best, _ends(backing, 1, max)


def _by_latest(current: Sequence[Answer], _voices: Voices) -> Reading:
    return _of_one(current[-1:])


def _by_lowest(current: Sequence[Answer], _voices: Voices) -> Reading:
    told = [a for a in current if a.number is not None]
    return _of_one([min(told, key=lambda a: (a.number, a.order, a.id))] if told else [])


def _of_one(answers: Sequence[Answer]) -> Reading:
    best = [End(a.number, (a.id,)) for a in answers if a.number is not None]
    return _ends(answers, 0, min), best[0] if best else None, _ends(answers, 1, max)


POLICIES: Mapping[Policy, Callable[[Sequence[Answer], Voices], Reading]] = {
    Policy.VOTE: _by_vote,
    Policy.RANGE: _range,
    Policy.LATEST: _by_latest,
    Policy.LOWEST: _by_lowest,
}
