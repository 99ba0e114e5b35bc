"""What each figure counts, read beside the other figures of its report."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from counterclaim.model import Bound, Mode, QuestionKind
from counterclaim.reconcile.answers import Answer, unbounded
from counterclaim.vocabulary import Nature, Subject, groups

PRESUMED_OF, PRESUMED = "killed", "missing"
DEAD_AND_MISSING = "dead and missing"
WITH_ATTACKER = "attacker counted"
RARE = 20
"""A smaller number often recurs by chance."""
PAIR = 2
LARGE = 10
"""A smaller figure often is the sum of two others by chance."""
DWARFED = Decimal(3)
"""A figure that its report's own total exceeds so many times counts a share of it."""
FAR_APART = Decimal(20)
"""Neighbouring figures of one toll are within this factor; a war and one attack are not."""


@dataclass(frozen=True, slots=True, eq=False)
class Slotted:
    """An answer with the kind and group that it has once its neighbours were looked at."""

    answer: Answer
    kind: QuestionKind
    group: str


def settle(answers: Sequence[Answer]) -> list[Slotted]:
    """Decide for every answer whether it counts all, a share or an addition, and of which group."""
    stated = _Stated(answers)
    attacked = _attacker_counted(answers)
    return [_with_attacker(Slotted(a, *stated.kind_and_group(a)), attacked) for a in answers]


def _attacker_counted(answers: Iterable[Answer]) -> frozenset[Hashable]:
    """Give the figures said, in any report, to hold the attacker.

    "Nine, one adult and eight pupils, including the gunman": the figure nearest before the words
    does, and so does a larger one of its sentence.
    """
    beside: dict[Hashable, list[Answer]] = {}
    for a in answers:
        if a.attacker is not None and a.number is not None:
            beside.setdefault((a.report.document_id, a.attacker), []).append(a)
    held: set[Hashable] = set()
    for found in beside.values():
        nearest = max(found, key=lambda a: a.claim.figure.start)
        for a in found:
            if a is nearest or (a.number or 0) > (nearest.number or 0):
                held.add(_toll(a))
    return frozenset(held)


def _toll(a: Answer) -> Hashable:
    return a.measure, a.unit, a.number, a.group if apart(a.group) else ""


def _with_attacker(slotted: Slotted, attacked: frozenset[Hashable]) -> Slotted:
    if _toll(slotted.answer) not in attacked or slotted.kind == QuestionKind.FLOW:
        return slotted
    group = f"{slotted.group}, {WITH_ATTACKER}" if slotted.group else WITH_ATTACKER
    return Slotted(slotted.answer, slotted.kind, group)


class _Stated:
    """What each report states, so that a figure can be read beside its neighbours."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._largest: dict[Hashable, Decimal] = {}
        self._groups: dict[Hashable, set[str]] = {}
        self._shares: set[Hashable] = set()
        self._partitives: set[Hashable] = set()
        self._totals: dict[Hashable, set[str]] = {}
        self._by_report: dict[tuple[str, str, str], set[Decimal]] = {}
        self._places: dict[Hashable, set[str]] = {}
        self._exact: dict[Hashable, set[Decimal]] = {}
        self._added: dict[Hashable, list[Answer]] = {}
        self._by_kind: dict[Hashable, list[Answer]] = {}
        self._by_sentence: dict[Hashable, list[Answer]] = {}
        for a in answers:
            self._add(a)

    def _add(self, a: Answer) -> None:
        name, measure = a.report.document_id, a.measure
        if a.group:
            self._groups.setdefault((name, measure, a.unit, a.values), set()).add(a.group)
        if a.flow:
            self._added.setdefault((name, measure, a.unit), []).append(a)
        if a.partitive:
            self._partitives.add((name, measure, a.unit, a.values))
        if a.claim.mode == Mode.PART:
            self._shares.add((name, measure, a.unit, a.values))
        if a.claim.mode == Mode.TOTAL and a.number is not None:
            for scope in ((name, measure, a.unit), (name, a.unit)):
                self._largest[scope] = max(self._largest.get(scope, a.number), a.number)
            if a.claim.quantity.bound != Bound.VAGUE:
                self._totals.setdefault((measure, a.unit, a.number), set()).add(name)
            self._by_report.setdefault((name, measure, a.unit), set()).add(a.number)
            self._by_kind.setdefault((name, measure, a.unit), []).append(a)
            if a.claim.quantity.bound == Bound.EXACT:
                # Round and hedged figures add up to one another by chance.
                self._exact.setdefault((name, measure, a.unit), set()).add(a.number)
            self._places.setdefault((name, measure, a.unit, a.number), set()).update(a.place)
            sentence = (name, measure, a.unit, a.claim.sentence.start)
            self._by_sentence.setdefault(sentence, []).append(a)

    def kind_and_group(self, a: Answer) -> tuple[QuestionKind, str]:
        """Give the kind of count, and the group where it is never the same as everybody."""
        here = (a.report.document_id, a.measure, a.unit, a.values)
        group = a.group if apart(a.group) else ""
        if a.flow:
            return QuestionKind.PART if self._part_of_added(a) else QuestionKind.FLOW, group
        if not group and not a.group:
            # The same figure twice in one report is the same count told with fewer words.
            told = {g for g in self._groups.get(here, ()) if apart(g)}
            group = told.pop() if len(told) == 1 else ""
        if not group and self._adds_missing(a):
            group = DEAD_AND_MISSING
        if not group and self._presumed(a):
            group = PRESUMED
        often = a.number is None or a.number < RARE
        share = a.claim.mode == Mode.PART or (here in self._shares and not often)
        share = share or self._reads_as_share(a)
        surely = self._named_share(a) or self._addend(a)
        if group or surely or (share and self._has_whole(a)):
            return QuestionKind.PART, group
        return QuestionKind.STOCK, ""

    def _named_share(self, a: Answer) -> bool:
        """Tell whether the noun phrase names a whole, and nobody else counts just these things.

        The same figure again in that report is that share too.
        """
        here = (a.report.document_id, a.measure, a.unit, a.values)
        return here in self._partitives and (a.unit == Subject.PERSON or not self._elsewhere(a))

    def _reads_as_share(self, a: Answer) -> bool:
        """Tell a share that no word marks: beside a larger figure, or one of two that add up.

        A figure that other reports give for the whole is none.
        """
        if a.number is None or self._elsewhere(a):
            return False
        name, measure = a.report.document_id, a.measure
        beside = self._by_sentence.get((name, measure, a.unit, a.claim.sentence.start), ())
        if any(_within_reach_of(a, b) and not _rivals(a, b) for b in beside):
            return True
        if self._dwarfed(a):
            return True
        stated = self._exact.get((name, measure, a.unit), set())
        if a.number not in stated:
            return False
        sums = (a.number + other for other in stated if other and other != a.number)
        return any(number >= LARGE and number in stated for number in sums)

    def _addend(self, a: Answer) -> bool:
        """Tell one of two figures of a sentence that add up to what another report gives for all.

        "Six women and three men", where others count nine. Of three, one may be their whole.
        """
        if a.number is None or a.claim.quantity.bound != Bound.EXACT or self._elsewhere(a):
            return False
        name, measure = a.report.document_id, a.measure
        beside = self._by_sentence.get((name, measure, a.unit, a.claim.sentence.start), ())
        if len(beside) != PAIR:
            return False
        other = next(b for b in beside if b is not a)
        if not other.number or other.claim.quantity.bound != Bound.EXACT or _rivals(a, other):
            return False
        return (measure, a.unit, a.number + other.number) in self._totals

    def _dwarfed(self, a: Answer) -> bool:
        """Tell whether the report's own total is so much larger that this is of a share of it.

        Open figures are none: "at least 100" may be the total itself.
        """
        if a.number is None or unbounded(a) or a.claim.mode != Mode.TOTAL:
            return False
        totals = self._by_kind.get((a.report.document_id, a.measure, a.unit), ())
        return any(
            b.number is not None
            and b.number >= a.number * DWARFED
            and not unbounded(b)
            and not _rivals(a, b)
            and not _before(a, b)
            for b in totals
        )

    def _part_of_added(self, a: Answer) -> bool:
        """Tell whether an addition is a share of a larger one of its report and day."""
        beside = self._added.get((a.report.document_id, a.measure, a.unit), ())
        return any(
            _within_reach_of(a, b)
            and not _rivals(a, b)
            and (a.counted_on == b.counted_on or not a.claim.period.end)
            for b in beside
        )

    def _elsewhere(self, a: Answer) -> bool:
        totals = self._totals.get((a.measure, a.unit, a.number), set())
        return bool(totals - {a.report.document_id})

    def _has_whole(self, a: Answer) -> bool:
        """Tell whether a share has its whole: in its own report, unless others give it as one."""
        if a.number is None:
            return False
        name, measure = a.report.document_id, a.measure
        where = self._places.get((name, measure, a.unit, a.number))
        if where is not None and self._elsewhere(a):
            return bool(a.place and where and a.place.isdisjoint(where))
        if a.unit not in {"", Subject.PERSON} and self._elsewhere(a):
            return False
        if a.number < self._largest.get((name, measure, a.unit), a.number):
            return True
        if self._elsewhere(a):
            return False
        return a.number < self._largest.get((name, a.unit), a.number)

    def _adds_missing(self, a: Answer) -> bool:
        """Tell whether the dead are the found and the missing added up, as some agencies do."""
        if a.measure != PRESUMED_OF or a.number is None or a.number < LARGE:
            return False
        name = a.report.document_id
        missing = self._by_report.get((name, PRESUMED, a.unit), set())
        return any(
            a.number == dead + lost
            for dead in self._by_report.get((name, PRESUMED_OF, a.unit), set())
            for lost in missing
            if dead and lost
        )

    def _presumed(self, a: Answer) -> bool:
        """Tell whether the dead are the missing of the same report, held to be dead.

        They are where the report also counts dead that were found.
        """
        if a.measure != PRESUMED_OF or a.number is None or a.number < LARGE:
            return False
        name = a.report.document_id
        dead = self._by_report.get((name, PRESUMED_OF, a.unit), set())
        missing = self._by_report.get((name, PRESUMED, a.unit), set())
        return a.number in missing and len(dead) > 1 and not self._elsewhere(a)


def _within_reach_of(a: Answer, b: Answer) -> bool:
    """Tell whether one figure is smaller than another, but not of another order."""
    return (
        a.number is not None and b.number is not None and a.number < b.number < a.number * FAR_APART
    )


def _before(a: Answer, b: Answer) -> bool:
    """Tell whether one figure was counted before another."""
    return a.counted_on is not None and b.counted_on is not None and a.counted_on < b.counted_on


def _rivals(a: Answer, b: Answer) -> bool:
    """Tell whether two figures of one sentence are put down to two sources."""
    source, other = a.claim.attribution.source, b.claim.attribution.source
    return source is not None and other is not None and source != other


def apart(group: str) -> bool:
    """Tell whether a group is never the same count as everybody."""
    group = group.removesuffix(WITH_ATTACKER).removesuffix(", ")
    return bool(group) and groups().get(group, Nature.SHARE) == Nature.SHARE
