"""How many a story's event killed and injured, over all its questions and reports.

A question holds what is surely the same count. Readers ask for less and more: how many in all, where
one report counts the attacker, another lists the dead by groups, and a third says how many were hit.
Of each report one figure is taken, the one it is about; the story's toll is the one that most
reports are about.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from counterclaim.model import Bound, Finding, Kind, Modality, Mode, Report
from counterclaim.model.reason import Reason
from counterclaim.reconcile.answers import (
    ATTACKERS,
    Answer,
    names_others,
    quoted,
    read_answers,
    unbounded,
)
from counterclaim.reconcile.drift import in_title
from counterclaim.reconcile.echoes import copied_from, joined
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.slots import apart
from counterclaim.reconcile.trapezoid import EXACT
from counterclaim.vocabulary import Subject, measures

DEAD, HURT, HIT, TREATED = "killed", "injured", "casualties", "hospitalised"
BEFORE = timedelta(days=3)
"""What ended so long before the day of the event is an earlier event, told beside it."""
HEADLINE, WORD, MENTION = 3, 2, 1
"""What a report adds to the figure it is about, if in its headline or not, and to each other."""
ONE = Decimal(1)


@dataclass(frozen=True, slots=True)
class Toll:
    """How many a story counts; ``claims`` give the figure, or what it was worked out from.

    ``derived`` is "" for a figure that a report prints; else it says how it was worked out.
    ``settled`` tells that no later report is about more, so that the count no longer runs on.
    """

    measure: str
    value: Decimal
    claims: tuple[str, ...]
    derived: str = ""
    settled: bool = True


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of a report that may be its toll: read from ``answer``, or worked out of several."""

    answer: Answer
    value: Decimal
    claims: tuple[str, ...]
    derived: str = ""
    everybody: bool = False
    """Whether it is said, or was worked out, to count the attacker too."""


def tolls_of(reports: Iterable[Report]) -> dict[str, Toll]:
    """Give the toll of the dead and of the injured, each where a report of the story tells it.

    The reports are taken to be of one story. Of the dead the attacker is one. The injured are also
    those hit less the dead; where a report tells neither, those taken to hospital.
    """
    answers = fill(read_answers(reports))
    texts = {a.report.document_id: a.report.text or "" for a in answers}
    return tolls_in(answers, joined(copied_from(list(texts.items()))))


def tolls_in(answers: Iterable[Answer], copies: Mapping[str, str]) -> dict[str, Toll]:
    """Give the tolls of the filled answers of one story, in order of publication.

    ``copies`` give, for a report that copied another, that one.
    """
    by_report: dict[str, list[Answer]] = {}
    for a in answers:
        by_report.setdefault(a.report.document_id, []).append(a)
    told = list(by_report.values())
    day = _day(told)
    dead = [_with_attackers(_figures(held, DEAD, day)) for held in told]
    found = {DEAD: _weigh(DEAD, dict(zip(by_report, dead, strict=True)), copies)}
    killed = found[DEAD]
    hurt = [_hurt(held, d, killed, day) for held, d in zip(told, dead, strict=True)]
    found[HURT] = _weigh(HURT, dict(zip(by_report, hurt, strict=True)), copies)
    return {measure: toll for measure, toll in found.items() if toll}


def told_by_none(
    tolls: Mapping[str, Toll], shown: Mapping[str, Decimal], answers: Iterable[Answer]
) -> Iterator[Finding]:
    """Give the tolls that differ from what is ``shown`` of their measure.

    They are worked out, told of everybody who was hit, or what reports are about while a later one
    tells of less.
    """
    by_id = {a.id: a for a in answers}
    for measure, toll in tolls.items():
        how = toll.derived or _how(by_id[toll.claims[0]], toll)
        if how and shown.get(measure) != toll.value:
            told = Reason(
                "{how}: {amount} {measure} in all",
                how=how,
                amount=format(toll.value, ",f"),
                measure=Reason(measures()[measure].label),
            )
            yield Finding(f"{measure}_in_all", toll.claims, told, toll.value)


def _how(a: Answer, toll: Toll) -> str:
    """Say what a toll that is printed stands for; "" where it is none to be told.

    Such are an open one, patients of any cause, and one that later reports tell more than.
    """
    figure = quoted(a)
    if unbounded(a) or a.claim.quantity.bound == Bound.RANGE:
        return ""
    if a.measure == HIT:
        if names_others(a):
            return Reason("{figure} others hit", figure=figure)
        return Reason("{figure} hit, with nobody said to be dead", figure=figure)
    told = a.measure == toll.measure and toll.settled
    return Reason("reports are mostly about {figure}", figure=figure) if told else ""


def _day(told: Iterable[Sequence[Answer]]) -> date | None:
    """Give the day of the event: the one for which most reports give dead or injured.

    Of several the first: what else happened is told in later reports.
    """
    days: Counter[date] = Counter()
    for held in told:
        days.update(
            {
                a.event_day
                for a in held
                if a.event_day == a.claim.period.end and a.event_day
                if a.measure in {DEAD, HURT, HIT}
            }
        )
    return min(days, key=lambda d: (-days[d], d), default=None)


def _figures(held: Iterable[Answer], measure: str, day: date | None) -> list[_Figure]:
    """Give a report's figures of people for a measure, those that count a share left out."""
    plain = [
        _Figure(a, a.number, (a.id,), everybody=a.attacker is not None)
        for a in held
        if a.measure == measure and a.number and _counts(a, day)
    ]
    found = _added(plain)
    whole = [f for f in found if _whole(f) and (f.derived or not apart(f.answer.group))]
    most = max((f.value for f in whole), default=Decimal(0))
    return [f for f in found if f in whole or not apart(f.answer.group) or f.value >= most]


def _counts(a: Answer, day: date | None) -> bool:
    """Tell a number of people of whom it is said that it was so, in the event and not before it."""
    quantity, until = a.claim.quantity, a.claim.period.end
    return (
        a.unit == Subject.PERSON
        and quantity.kind == Kind.COUNT
        and quantity.bound not in {Bound.VAGUE, Bound.UNKNOWN}
        and not a.flow
        and a.standing == Modality.ASSERTED
        and not (day and a.claim.period.start and until and until < day - BEFORE)
    )


def _added(figures: Sequence[_Figure]) -> list[_Figure]:
    """Add up the groups of a sentence that counts nobody else: "two men and three women died"."""
    by_sentence: dict[int, list[_Figure]] = {}
    for f in figures:
        by_sentence.setdefault(f.answer.claim.sentence.start, []).append(f)
    found: list[_Figure] = []
    for held in by_sentence.values():
        groups = {f.answer.group for f in held if f.answer.claim.mode != Mode.PART}
        if len(held) < 2 or len(groups) < len(held) or "" in groups:
            found += held
            continue
        value = Decimal(0)
        for f in held:
            value = EXACT.add(value, f.value)
        sums = " and ".join(f"“{f.answer.claim.figure.text}”" for f in held)
        claims = tuple(c for f in held for c in f.claims)
        found.append(_Figure(held[0].answer, value, claims, f"{sums} added up"))
    return found


def _with_attackers(figures: Sequence[_Figure]) -> list[_Figure]:
    """Add the attackers whose death a report counts apart to the toll it gives without them.

    An open number of them ("at least one suspect") is of those sought, not of dead.
    """
    attacking = [f for f in figures if f.answer.group in ATTACKERS and not f.derived]
    apart_counted = [f for f in attacking if not unbounded(f.answer)]
    rest = [f for f in figures if f not in attacking]
    toll = _about(rest)
    if not apart_counted or toll is None or toll.everybody:
        return rest or list(figures)
    times = Counter(f.value for f in apart_counted)
    attackers = max(apart_counted, key=lambda f: times[f.value])
    if attackers.value > toll.value:
        return rest
    value = EXACT.add(toll.value, attackers.value)
    told = Reason(
        "{one} and {other} added up", one=quoted(toll.answer), other=quoted(attackers.answer)
    )
    claims = (*toll.claims, *attackers.claims)
    made = _Figure(toll.answer, value, claims, told, everybody=True)
    return [made, *(f for f in rest if f.value != toll.value)]


def _hurt(
    held: Sequence[Answer], dead: Sequence[_Figure], killed: Toll | None, day: date | None
) -> list[_Figure]:
    """Give a report's figures for the injured: as it says, and those hit less the dead."""
    own = _about(dead)
    less = own.value if own else killed.value if killed else Decimal(0)
    by = own.claims if own else killed.claims if killed else ()
    found = _figures(held, HURT, day)
    for f in _figures(held, HIT, day):
        # "One killed, six others shot": the six are the injured.
        if not less or names_others(f.answer):
            found.append(f)
        elif f.value > less:
            told = Reason(
                "{figure} hit less {dead} dead", figure=quoted(f.answer), dead=format(less, ",f")
            )
            value = EXACT.subtract(f.value, less)
            found.append(_Figure(f.answer, value, (*f.claims, *by), told))
    return found or _figures(held, TREATED, day)


def _about(figures: Sequence[_Figure]) -> _Figure | None:
    """Give the figure that a report is about.

    One that counts everybody, else the one that stands in the headline or is given most often,
    else the first; a closed figure before an open one, a whole before a part.
    """
    closed = [f for f in figures if not unbounded(f.answer)]
    held = [f for f in figures if _whole(f)] or closed or list(figures)
    times = Counter(f.value for f in held)

    def rank(f: _Figure) -> tuple[bool, int, int]:
        headline = HEADLINE - MENTION if in_title(f.answer) else 0
        return f.everybody, times[f.value] + headline, -f.answer.claim.figure.start

    return max(held, key=rank, default=None)


def _whole(f: _Figure) -> bool:
    return f.answer.claim.mode != Mode.PART and not unbounded(f.answer)


def _weigh(
    measure: str, told: Mapping[str, list[_Figure]], copies: Mapping[str, str]
) -> Toll | None:
    """Give the figure that most reports are about; ``told`` is in order of publication.

    What a report gives beside it counts a little, so that a review of many events does not decide.
    What is a part of one report and the whole of another is the toll where the one tells of several
    events. A copy adds nothing to what it copied. Of figures with equal weight the one of the
    newest day stands, of one day the highest; of the dead the highest, since their number does not
    fall, and one more if a report is about that: the lower count leaves out the attacker or whoever
    died last.
    """
    weights: Counter[Decimal] = Counter()
    words: dict[Decimal, _Figure] = {}
    newest: dict[Decimal, date] = {}
    about = {name: found for name, figures in told.items() if (found := _about(figures))}
    for name, word in about.items():
        original = about.get(copies.get(name, ""))
        if original is not None and original.value == word.value:
            continue
        beside = {f.value for f in told[name]}
        weights.update(dict.fromkeys(beside - {word.value}, MENTION))
        weights[word.value] += HEADLINE if in_title(word.answer) else WORD
        newest[word.value] = word.answer.order[0].date()
        # The newest, and of several a printed one.
        held = words.pop(word.value, word)
        words[word.value] = held if word.derived and not held.derived else word
    if not words:
        return None
    rises = measure == DEAD
    value = max(words, key=lambda v: (weights[v], date.min if rises else newest[v], v))
    if rises and value + ONE in words:
        value += ONE
    settled = all(v <= value or newest[v] <= newest[value] for v in words)
    return Toll(measure, value, words[value].claims, words[value].derived, settled)
