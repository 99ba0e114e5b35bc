"""The figures of one report that may be how many a story's event killed or injured.

A figure is as printed, or worked out of several and of the words beside them: groups of a sentence
added up, persons told one by one beside a figure, attackers counted apart, those hit less the dead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from counterclaim.model import Bound, Kind, Modality, Mode
from counterclaim.model.reason import Amount, Reason
from counterclaim.reconcile.answers import ATTACKERS, Answer, quoted, unbounded
from counterclaim.reconcile.drift import in_title
from counterclaim.reconcile.singles import DEAD, HIT, HURT
from counterclaim.reconcile.slots import apart
from counterclaim.reconcile.telling import (
    counts_charges,
    counts_the_worst,
    is_one_of_those_hit,
    marks_a_note,
    only_attempted,
    sets_others_apart,
    stands_in_label,
    then_himself,
)
from counterclaim.reconcile.trapezoid import EXACT
from counterclaim.reconcile.unfigured import ONE, Unfigured
from counterclaim.vocabulary import Subject

TREATED = "hospitalised"
BEFORE = timedelta(days=3)
"""What ended so long before the day of the event is an earlier event, told beside it."""
HEADLINE, WORD, MENTION = 3, 2, 1
"""What a report adds to the figure it is about, if in its headline or not, and to each other."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a report that may be its toll: read from ``answer``, or worked out of several."""

    answer: Answer
    value: Decimal
    claims: tuple[str, ...]
    derived: str = ""
    everybody: bool = False
    """Whether it is said, or was worked out, to count the attacker too."""
    remainder: bool = False
    """Whether it is what is left of those hit: of figures with equal weight the other one stands."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a story beside its figures: the day, and by report what words tell."""

    day: date | None
    words: Mapping[str, Sequence[Unfigured]]
    death: bool
    """Whether a report of this event alone tells of a single death."""


Taken = tuple[Decimal, tuple[str, ...]]
"""A number, and the claims that give it."""


def figures_in(held: Iterable[Answer], measure: str, known: Known) -> list[Figure]:
    """Give a report's figures of people for a measure, those that count a share left out."""
    plain = [
        Figure(a, a.number, (a.id,), everybody=a.attacker is not None)
        for a in held
        if a.measure == measure and a.number and _counts(a, known.day)
    ]
    counted = [f for f in plain if not counts_charges(f.answer)] or plain
    found = [_listed(f, known) for f in _added(counted)]
    whole = [f for f in found if _whole(f) and (f.derived or not apart(f.answer.group))]
    most = max((f.value for f in whole), default=Decimal(0))
    return [f for f in found if f in whole or not apart(f.answer.group) or f.value >= most]


def _listed(f: Figure, known: Known) -> Figure:
    """Count the persons told beside a figure in one list: "a man and three women"."""
    a = f.answer
    for u in known.words.get(a.report.document_id, ()):
        inside = u.words.start <= a.claim.figure.start < u.words.end
        if u.listed and inside and u.measure == a.measure and u.number > f.value:
            return replace(f, value=u.number, derived=quoted_words(u))
    return f


def _counts(a: Answer, day: date | None) -> bool:
    """Tell a number of people of whom it is said that it was so, in the event and not before it."""
    quantity, until = a.claim.quantity, a.claim.period.end
    return (
        a.unit == Subject.PERSON
        and quantity.kind == Kind.COUNT
        and quantity.bound not in {Bound.VAGUE, Bound.UNKNOWN}
        and not a.flow
        and a.standing == Modality.ASSERTED
        and not (marks_a_note(a) or stands_in_label(a) or only_attempted(a))
        and not (day and a.claim.period.start and until and until < day - BEFORE)
    )


def _added(figures: Sequence[Figure]) -> list[Figure]:
    """Add up the groups of a sentence that counts nobody else: "two men and three women died"."""
    by_sentence: dict[int, list[Figure]] = {}
    for f in figures:
        by_sentence.setdefault(f.answer.claim.sentence.start, []).append(f)
    found: list[Figure] = []
    for held in by_sentence.values():
        groups = {f.answer.group for f in held if f.answer.claim.mode != Mode.PART}
        beside = len(held) == 2 and _are_others(*held)
        if len(held) < 2 or (not beside and (len(groups) < len(held) or "" in groups)):
            found += held
            continue
        value = Decimal(0)
        for f in held:
            value = EXACT.add(value, f.value)
        sums = " and ".join(f"“{f.answer.claim.figure.text}”" for f in held)
        claims = tuple(c for f in held for c in f.claims)
        found.append(Figure(held[0].answer, value, claims, f"{sums} added up"))
    return found


def _are_others(f: Figure, g: Figure) -> bool:
    """Tell whether the second of two figures counts others than the first."""
    plain = f.answer.claim.mode == g.answer.claim.mode == Mode.TOTAL
    return plain and sets_others_apart(g.answer) and not sets_others_apart(f.answer)


def dead_in(held: Iterable[Answer], known: Known) -> list[Figure]:
    """Give a report's figures for the dead, the attackers among them."""
    return _with_attackers([_with_killer(f) for f in figures_in(held, DEAD, known)])


def _with_killer(f: Figure) -> Figure:
    """Add who killed those counted and then himself; of those hit count the one who died."""
    if f.derived:
        return f
    if is_one_of_those_hit(f.answer):
        how = Reason("one of {figure}", figure=quoted(f.answer))
        return replace(f, value=ONE, derived=how)
    if then_himself(f.answer) and not f.everybody:
        how = Reason("{figure} and who killed them", figure=quoted(f.answer))
        return replace(f, value=EXACT.add(f.value, ONE), derived=how, everybody=True)
    return f


def _with_attackers(figures: Sequence[Figure]) -> list[Figure]:
    """Add the attackers whose death a report counts apart to the toll it gives without them.

    An open number of them ("at least one suspect") is of those sought, not of dead.
    """
    attacking = [f for f in figures if f.answer.group in ATTACKERS and not f.derived]
    apart_counted = [f for f in attacking if not unbounded(f.answer)]
    rest = [f for f in figures if f not in attacking]
    toll = about_of(rest)
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
    made = Figure(toll.answer, value, claims, told, everybody=True)
    return [made, *(f for f in rest if f.value != toll.value)]


def hurt_in(
    held: Sequence[Answer], dead: Sequence[Figure], killed: Taken | None, known: Known
) -> list[Figure]:
    """Give a report's figures for the injured: as it says, and those hit less the dead.

    The dead are its own, else those ``killed`` by the story's toll, else one who is said to have
    died. Suspects are no injured where others are.
    """
    own = about_of(dead)
    less, by = (own.value, own.claims) if own else killed or (Decimal(known.death), ())
    hit = figures_in(held, HIT, known)
    # Who was hit and who was hurt are the same people, the dead among them, where none is told.
    alike = less and own is None and not _tells_of_death(held, known)
    same = {f.value for f in hit if alike and not sets_others_apart(f.answer)}
    found = [f for f in figures_in(held, HURT, known) if f.value not in same]
    for f in hit:
        # "One killed, six others shot": the six are the injured.
        if not less or sets_others_apart(f.answer):
            found.append(f)
        elif f.value > less:
            told = Reason(
                "{figure} hit less {dead} dead", figure=quoted(f.answer), dead=Amount(less)
            )
            value = EXACT.subtract(f.value, less)
            made = Figure(f.answer, value, (*f.claims, *by), told, remainder=True)
            found.append(made)
    found = [f for f in found if f.answer.group not in ATTACKERS] or found
    most = max((f.value for f in found), default=Decimal(0))
    found = [f for f in found if f.value == most or not counts_the_worst(f.answer)]
    return found or figures_in(held, TREATED, known)


def _tells_of_death(held: Sequence[Answer], known: Known) -> bool:
    names = {a.report.document_id for a in held}
    return any(u.measure == DEAD for name in names for u in known.words.get(name, ()))


def about_of(figures: Sequence[Figure]) -> Figure | None:
    """Give the figure that a report is about.

    One that counts everybody, else the one that stands in the headline or is given most often,
    else the first; a closed figure before an open one, a whole before a part.
    """
    closed = [f for f in figures if not unbounded(f.answer)]
    held = [f for f in figures if _whole(f)] or closed or list(figures)
    times = Counter(f.value for f in held)

    def rank(f: Figure) -> tuple[bool, int, int]:
        headline = HEADLINE - MENTION if in_title(f.answer) else 0
        return f.everybody, times[f.value] + headline, -f.answer.claim.figure.start

    return max(held, key=rank, default=None)


def _whole(f: Figure) -> bool:
    return f.answer.claim.mode != Mode.PART and not unbounded(f.answer)


def quoted_words(told: Unfigured) -> Reason:
    """Give words of a report between quotation marks, on one line."""
    return Reason("“{words}”", words=" ".join(told.words.text.split()))
