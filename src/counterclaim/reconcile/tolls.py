"""How many a story's event killed and injured, over all its questions and reports.

A question holds what is surely the same count. Readers ask for less and more: how many in all, where
one report counts the attacker, another lists the dead by groups, and a third says how many were hit.
Of each report one figure is taken, the one it is about; the story's toll is the one that most
reports are about.
"""

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from counterclaim.model import Bound, Finding, Mode, Report
from counterclaim.model.reason import Amount, Reason
from counterclaim.reconcile.answers import Answer, quoted, read_answers, unbounded
from counterclaim.reconcile.drift import in_title
from counterclaim.reconcile.echoes import copied_from, joined
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.occasions import of_one_event
from counterclaim.reconcile.singles import DEAD, HIT, HURT
from counterclaim.reconcile.slots import apart
from counterclaim.reconcile.telling import sets_others_apart
from counterclaim.reconcile.toll_figures import (
    HEADLINE,
    MENTION,
    TREATED,
    WORD,
    Figure,
    Known,
    about_of,
    dead_in,
    hurt_in,
    quoted_words,
)
from counterclaim.reconcile.trapezoid import EXACT
from counterclaim.reconcile.unfigured import (
    ONE,
    Unfigured,
    most_counted_up,
    most_told,
    one_died,
    told_in,
)
from counterclaim.vocabulary import measures

COUNTED = frozenset({DEAD, HURT, HIT, TREATED})
NOBODY = Decimal(0)


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


def tolls_of(reports: Iterable[Report]) -> dict[str, Toll]:
    """Give the toll of the dead and of the injured, each where a report of the story tells it.

    The reports are taken to be of one story. Of the dead the attacker is one. The injured are also
    those hit less the dead; where a report tells neither, those taken to hospital.
    """
    held = list(reports)
    answers = fill(read_answers(held))
    texts = {a.report.document_id: a.report.text or "" for a in answers}
    return tolls_in(answers, joined(copied_from(list(texts.items()))), held)


def tolls_in(
    answers: Iterable[Answer], copies: Mapping[str, str], reports: Iterable[Report] = ()
) -> dict[str, Toll]:
    """Give the tolls of the filled answers of one story, in order of publication.

    ``copies`` give, for a report that copied another, that one. Where no figure tells a toll, the
    words of ``reports`` may ("a triple murder").
    """
    by_report: dict[str, list[Answer]] = {}
    for a in answers:
        by_report.setdefault(a.report.document_id, []).append(a)
    told, several = of_one_event(list(by_report.values()), COUNTED)
    reviews = {name for place, name in enumerate(by_report) if place in several}
    words = {r.document_id: told_in(r) for r in reports}
    plain = {name: found for name, found in words.items() if name not in reviews}
    known = Known(_day(told), words, one_died(plain))
    dead = [dead_in(held, known) for held in told]
    killed = _weigh(DEAD, dict(zip(by_report, dead, strict=True)), copies, reviews)
    taken = (killed.value, killed.claims) if killed else None
    hurt = [hurt_in(held, d, taken, known) for held, d in zip(told, dead, strict=True)]
    if killed:
        hurt = [[_since(f, killed, told) for f in figures] for figures in hurt]
    injured = _weigh(HURT, dict(zip(by_report, hurt, strict=True)), copies, reviews)
    found = _with_words(plain, killed, injured)
    return {toll.measure: toll for toll in found if toll}


def _with_words(
    words: Mapping[str, Sequence[Unfigured]], killed: Toll | None, injured: Toll | None
) -> tuple[Toll | None, Toll | None]:
    """Give the tolls with what words tell where no figure does.

    Persons who are told one by one are also more than a figure of one. Victims are at least as many
    as are counted up ("an eighth victim"). Of those hit one may be said to have died.
    """
    dead, hurt, hit = (most_told(words, measure) for measure in (DEAD, HURT, HIT))
    if dead and _untold(killed, dead):
        killed = Toll(DEAD, dead.number, (), quoted_words(dead))
    one = ONE if one_died(words) else NOBODY
    less, claims = (killed.value, killed.claims) if killed else (one, ())
    if hurt and _untold(injured, hurt):
        injured = Toll(HURT, hurt.number, (), quoted_words(hurt))
    elif hit and hit.number > less and _untold(injured, hit):
        injured = Toll(HURT, EXACT.subtract(hit.number, less), claims, quoted_words(hit))
    up = most_counted_up(words)
    if up and up.number > EXACT.add(less, injured.value if injured else NOBODY):
        injured = Toll(HURT, EXACT.subtract(up.number, less), claims, quoted_words(up))
    return killed, injured


def _untold(toll: Toll | None, words: Unfigured) -> bool:
    return toll is None or (toll.value == ONE and words.listed)


def told_by_none(
    tolls: Mapping[str, Toll], shown: Mapping[str, Decimal], answers: Iterable[Answer]
) -> Iterator[Finding]:
    """Give the tolls worked out of figures that differ from what is ``shown`` of their measure.

    They are worked out, told of everybody who was hit, or what reports are about while a later one
    tells of less.
    """
    by_id = {a.id: a for a in answers}
    for measure, toll in tolls.items():
        if not toll.claims:
            continue  # told by words alone: a finding cites figures
        how = toll.derived or _how(by_id[toll.claims[0]], toll)
        if how and shown.get(measure) != toll.value:
            told = Reason(
                "{how}: {amount} {measure} in all",
                how=how,
                amount=Amount(toll.value),
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
        if sets_others_apart(a):
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


def _since(f: Figure, killed: Toll, told: Iterable[Sequence[Answer]]) -> Figure:
    """Take off who died since, where another sentence tells the dead and the rest of the injured.

    Not where a sentence tells the injured beside the dead, or as many were hit as both together.
    """
    rest = EXACT.subtract(f.value, killed.value)
    if f.derived or f.answer.measure != HURT or rest <= NOBODY:
        return f
    together = EXACT.add(f.value, killed.value)
    beside = {n for held in told for n in _beside(held, killed.value)}
    hit = any(a.measure == HIT and a.number == together for held in told for a in held)
    if hit or f.value in beside or rest not in beside:
        return f
    how = Reason(
        "{figure} less {dead} who died",
        figure=quoted(f.answer),
        dead=Amount(killed.value),
    )
    return replace(f, value=rest, claims=(*f.claims, *killed.claims), derived=how)


def _beside(held: Sequence[Answer], dead: Decimal) -> set[Decimal]:
    """Give the numbers of injured that a report's sentences tell beside a number of dead."""
    places = {a.claim.sentence.start for a in held if a.measure == DEAD and a.number == dead}
    return {
        a.number
        for a in held
        if a.measure == HURT and a.number and a.claim.sentence.start in places
        if a.claim.mode == Mode.TOTAL and not apart(a.group)
    }


def _weigh(
    measure: str,
    told: Mapping[str, list[Figure]],
    copies: Mapping[str, str],
    reviews: Container[str] = (),
) -> Toll | None:
    """Give the figure that most reports are about; ``told`` is in order of publication.

    ``reviews`` are reports of several events, which tell of each only beside the others.

    What a report gives beside it counts a little, so that a review of many events does not decide.
    What is a part of one report and the whole of another is the toll where the one tells of several
    events. A copy adds nothing to what it copied. Of figures with equal weight one that is told
    stands before a remainder, then the one of the newest day, of one day the highest; of the dead
    the highest, since their number does not fall, and one more if a report is about that: the lower
    count leaves out the attacker or whoever died last.
    """
    weights: Counter[Decimal] = Counter()
    words: dict[Decimal, Figure] = {}
    newest: dict[Decimal, date] = {}
    about = {name: found for name, figures in told.items() if (found := about_of(figures))}
    for name, word in about.items():
        original = about.get(copies.get(name, ""))
        if original is not None and original.value == word.value:
            continue
        beside = {f.value for f in told[name]}
        weights.update(dict.fromkeys(beside - {word.value}, MENTION))
        most = HEADLINE if in_title(word.answer) else WORD
        weights[word.value] += MENTION if name in reviews else most
        newest[word.value] = word.answer.order[0].date()
        # The newest, and of several a printed one.
        held = words.pop(word.value, word)
        words[word.value] = held if word.derived and not held.derived else word
    if not words:
        return None
    rises = measure == DEAD

    def rank(v: Decimal) -> tuple[int, bool, date, Decimal]:
        return weights[v], not words[v].remainder, date.min if rises else newest[v], v

    value = max(words, key=rank)
    if rises and value + ONE in words:
        value += ONE
    settled = all(v <= value or newest[v] <= newest[value] for v in words)
    return Toll(measure, value, words[value].claims, words[value].derived, settled)
