"""From claims to questions: which claims count the same thing.

Precision comes first: a claim in the wrong question makes more false conflict than any later step
can remove. A slot that a text leaves open, though, splits nothing.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from counterclaim.model import Mode, Question, QuestionKind
from counterclaim.model.identity import content_id
from counterclaim.reconcile.answers import Answer, retells
from counterclaim.reconcile.places import Scene
from counterclaim.reconcile.trapezoid import camps, compatible
from counterclaim.vocabulary import Counts, Nature, Subject, groups, measures

DEAD_AND_MISSING = "dead and missing"
RARE = 20
"""A smaller number often recurs by chance."""
LARGE = 10
"""A smaller figure often is the sum of two others by chance."""
SAME_EVENT = 31
"""Days between the first days of what is taken for one event."""
SERIES = 4
"""Days with a toll of their own from which a series is told."""
RHYTHM = 7
"""Days between the events of a series, on average, at most."""
FAR_APART = Decimal(20)
"""Neighbouring figures of one toll are within this factor; a war and one attack are not."""
THINGS_APART = Decimal(3)
AMOUNTS_APART = Decimal("1.6")
"""Figures without a people or event to tell them apart are one question only if they are near."""

NAMED_BY_NOUN = frozenset({"deployed", "other"})
"""Measures that do not tell who is counted, so that the noun phrase must."""

Cluster = list[Answer]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A question with its answers in order, as the later steps need them.

    ``group`` is set where the question is of a share of the people only, or of the dead and the
    missing added up.
    """

    question: Question
    answers: tuple[Answer, ...]
    group: str = ""


def ask(answers: Sequence[Answer]) -> list[Group]:
    """Group answers into questions, in order of their first answer."""
    found: list[Group] = []
    scene = Scene(answers)
    for block in _split(_settle(answers), _block_key):
        kind, group = block[0].kind, block[0].group
        found += [_group(sorted(c, key=_position), kind, group) for c in _clusters(block, scene)]
    return sorted(found, key=lambda g: (g.answers[0].order, g.question.id))


def _position(answer: Answer) -> tuple[object, str]:
    return answer.order, answer.id


def _block_key(slotted: "_Slotted") -> Hashable:
    claim = slotted.answer.claim
    return claim.measure, slotted.answer.unit, slotted.answer.standing, slotted.kind, slotted.group


@dataclass(frozen=True, slots=True, eq=False)
class _Slotted:
    """An answer with the kind and group that it has once its neighbours were looked at."""

    answer: Answer
    kind: QuestionKind
    group: str


def _settle(answers: Sequence[Answer]) -> list[_Slotted]:
    """Decide for every answer whether it counts all, a share or an addition, and of which group."""
    stated = _Stated(answers)
    return [_Slotted(a, *stated.kind_and_group(a)) for a in answers]


class _Stated:
    """What each report states, so that a figure can be read beside its neighbours."""

    def __init__(self, answers: Iterable[Answer]) -> None:
        self._largest: dict[Hashable, Decimal] = {}
        self._groups: dict[Hashable, set[str]] = {}
        self._shares: set[Hashable] = set()
        self._totals: dict[Hashable, set[str]] = {}
        self._by_report: dict[tuple[str, str, str], set[Decimal]] = {}
        self._by_sentence: dict[Hashable, list[Answer]] = {}
        for a in answers:
            self._add(a)

    def _add(self, a: Answer) -> None:
        name, measure = a.report.document_id, a.claim.measure
        if a.group:
            self._groups.setdefault((name, measure, a.unit, a.values), set()).add(a.group)
        if a.claim.mode == Mode.PART:
            self._shares.add((name, measure, a.unit, a.values))
        if a.claim.mode == Mode.TOTAL and a.number is not None:
            for scope in ((name, measure, a.unit), (name, a.unit)):
                self._largest[scope] = max(self._largest.get(scope, a.number), a.number)
            self._totals.setdefault((measure, a.unit, a.number), set()).add(name)
            self._by_report.setdefault((name, measure, a.unit), set()).add(a.number)
            sentence = (name, measure, a.unit, a.claim.sentence.start)
            self._by_sentence.setdefault(sentence, []).append(a)

    def kind_and_group(self, a: Answer) -> tuple[QuestionKind, str]:
        """Give the kind of count, and the group where it is never the same as everybody."""
        here = (a.report.document_id, a.claim.measure, a.unit, a.values)
        group = a.group if apart(a.group) else ""
        if a.flow:
            return QuestionKind.FLOW, group
        if not group and not a.group:
            # The same figure twice in one report is the same count told with fewer words.
            told = {g for g in self._groups.get(here, ()) if apart(g)}
            group = told.pop() if len(told) == 1 else ""
        if not group and self._adds_missing(a):
            group = DEAD_AND_MISSING
        often = a.number is None or a.number < RARE
        share = a.claim.mode == Mode.PART or (here in self._shares and not often)
        share = share or self._reads_as_share(a)
        if group or (share and self._has_whole(a)):
            return QuestionKind.PART, group
        return QuestionKind.STOCK, ""

    def _reads_as_share(self, a: Answer) -> bool:
        """Tell a share that no word marks: beside a larger figure, or one of two that add up.

        A figure that other reports give for the whole is none.
        """
        if a.number is None or self._elsewhere(a):
            return False
        name, measure = a.report.document_id, a.claim.measure
        beside = self._by_sentence.get((name, measure, a.unit, a.claim.sentence.start), ())
        if any(_within_reach_of(a, b) and not _rivals(a, b) for b in beside):
            return True
        stated = self._by_report.get((name, measure, a.unit), set())
        sums = (a.number + other for other in stated if other and other != a.number)
        return any(number >= LARGE and number in stated for number in sums)

    def _elsewhere(self, a: Answer) -> bool:
        totals = self._totals.get((a.claim.measure, a.unit, a.number), set())
        return bool(totals - {a.report.document_id})

    def _has_whole(self, a: Answer) -> bool:
        """Tell whether a share has its whole: in its own report, unless others give it as one."""
        if a.number is None:
            return False
        name, measure = a.report.document_id, a.claim.measure
        if a.number < self._largest.get((name, measure, a.unit), a.number):
            return True
        if self._elsewhere(a):
            return False
        return a.number < self._largest.get((name, a.unit), a.number)

    def _adds_missing(self, a: Answer) -> bool:
        """Tell whether the dead are the found and the missing added up, as some agencies do."""
        if a.claim.measure != "killed" or a.number is None or a.number < LARGE:
            return False
        name = a.report.document_id
        missing = self._by_report.get((name, "missing", a.unit), set())
        return any(
            a.number == dead + lost
            for dead in self._by_report.get((name, "killed", a.unit), set())
            for lost in missing
            if dead and lost
        )


def _within_reach_of(a: Answer, b: Answer) -> bool:
    """Tell whether one figure is smaller than another, but not of another order."""
    return (
        a.number is not None and b.number is not None and a.number < b.number < a.number * FAR_APART
    )


def _rivals(a: Answer, b: Answer) -> bool:
    """Tell whether two figures of one sentence are put down to two sources."""
    source, other = a.claim.attribution.source, b.claim.attribution.source
    return source is not None and other is not None and source != other


def apart(group: str) -> bool:
    """Tell whether a group is never the same count as everybody."""
    return bool(group) and groups().get(group, Nature.SHARE) == Nature.SHARE


def _split(items: Iterable[_Slotted], key: Callable[[_Slotted], Hashable]) -> list[list[_Slotted]]:
    found: dict[Hashable, list[_Slotted]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def _clusters(block: list[_Slotted], scene: Scene) -> list[Cluster]:
    """Split a block by role, place, time and size, each only where the texts settle it."""
    kind, group = block[0].kind, block[0].group
    clusters = [[s.answer for s in block]]
    steps: list[Callable[[Cluster], list[Cluster]]] = [
        _by_role,
        _by_country,
        scene.by_place,
    ]
    if block[0].answer.unit == Subject.PERSON and block[0].answer.claim.measure in NAMED_BY_NOUN:
        steps.append(_by_words)
    if kind == QuestionKind.PART and not group:
        steps.append(_by_figure)
    elif kind == QuestionKind.FLOW:
        steps.append(_by_day_counted)
    else:
        steps += [_by_event, _by_size]
    for step in steps:
        clusters = [part for cluster in clusters for part in step(cluster)]
    return clusters


def _by_role(cluster: Cluster) -> list[Cluster]:
    return list(_by_slot(cluster, lambda a: a.group).values())


def _by_country(cluster: Cluster) -> list[Cluster]:
    """Split by country, unless the texts themselves show that two of them mean one count.

    They do where a figure of one comes again under the other, and where one report alone names a
    country for a figure that fits: the place of a speaker is often taken for that of what happened.
    """
    found = _by_slot(cluster, lambda a: a.country)
    if len(found) < 2:
        return [cluster]
    usual = max(found, key=lambda code: (len(_reports(found[code])), code))
    main = found.pop(usual)
    rest: list[Cluster] = []
    for code in sorted(found):
        part = found[code]
        if _same_figure(part, main) or (len(_reports(part)) == 1 and _fits(part, main)):
            main = main + part
        else:
            rest.append(part)
    return [main, *rest]


def _reports(cluster: Cluster) -> set[str]:
    return {a.report.document_id for a in cluster}


def _same_figure(part: Cluster, main: Cluster) -> bool:
    numbers = {a.number for a in main if a.number and a.number >= RARE}
    return any(a.number in numbers for a in part)


def _fits(part: Cluster, main: Cluster) -> bool:
    figures = {a.figure for a in main}
    return all(any(compatible(a.figure, f) for f in figures) for a in part)


def _by_slot(cluster: Cluster, slot: Callable[[Answer], str]) -> dict[str, Cluster]:
    """Split by a slot; answers that leave it open go with the value that most reports give."""
    reports: dict[str, set[str]] = {}
    for a in cluster:
        if slot(a):
            reports.setdefault(slot(a), set()).add(a.report.document_id)
    usual = max(reports, key=lambda value: (len(reports[value]), value), default="")
    found: dict[str, Cluster] = {}
    for a in cluster:
        found.setdefault(slot(a) or usual, []).append(a)
    return found


def _by_words(cluster: Cluster) -> list[Cluster]:
    """Join answers whose noun phrases share a word or group; those without go with the nearest."""
    parts: list[tuple[set[str], Cluster]] = []
    plain: Cluster = []
    for a in cluster:
        marks = set(a.words) | ({a.group} if a.group else set())
        if not marks:
            plain.append(a)
            continue
        merged: Cluster = [a]
        for words, members in (p for p in parts if p[0] & marks):
            marks = marks | words
            merged += members
        parts = [p for p in parts if not p[0] & marks] + [(marks, merged)]
    rest: Cluster = []
    for a in plain:
        near = [members for _, members in parts if any(_near(a, m) for m in members)]
        (near[0] if near else rest).append(a)
    return [members for members in (*(m for _, m in parts), rest) if members]


def _near(a: Answer, b: Answer) -> bool:
    if a.number is None or b.number is None:
        return False
    low, high = sorted((a.number, b.number))
    return high <= low * AMOUNTS_APART


def _by_figure(cluster: Cluster) -> list[Cluster]:
    """Shares of a whole that no group names are alike only if their figures are."""
    found: list[Cluster] = []
    for a in cluster:
        home = next((c for c in found if retells(c[0], a) or retells(a, c[0])), None)
        if home is None:
            found.append([a])
        else:
            home.append(a)
    return found


def _by_day_counted(cluster: Cluster) -> list[Cluster]:
    """Additions of different days answer different questions."""
    days = Counter(a.counted_on for a in cluster if a.counted_on)
    usual = min(days, key=lambda d: (-days[d], d), default=None)
    found: dict[date | None, Cluster] = {}
    for a in cluster:
        found.setdefault(a.counted_on or usual, []).append(a)
    return list(found.values())


def _by_event(cluster: Cluster) -> list[Cluster]:
    """Split by the days on which things happened."""
    if measures()[cluster[0].claim.measure].counts == Counts.EVENT:
        return _by_occasion(cluster)
    past = sorted((a for a in cluster if a.past), key=lambda a: (a.event_day, *_position(a)))
    running = [a for a in cluster if not a.past]
    if _is_series(running):
        return [*_events(past), *_by_occasion(running)]
    if not past:
        return [cluster]
    events = _events(past)
    news = [a.event_day for a in running if a.event_day]
    if news:
        # What is news now is one event; older ones stand in the background.
        recent = [e for e in events if _within_reach(e[-1].event_day, min(news))]
        older = [e for e in events if e not in recent]
        return [*older, [a for part in (*recent, running) for a in part]]
    main = max(events, key=lambda e: len(_reports(e)))
    return [*(e for e in events if e is not main), main + running]


def _events(past: Sequence[Answer]) -> list[Cluster]:
    """Part answers in order of the day at every gap of more than a month."""
    events: list[Cluster] = []
    for a in past:
        if not events or _days(events[-1][-1], a) > SAME_EVENT:
            events.append([])
        events[-1].append(a)
    return events


def _is_series(cluster: Cluster) -> bool:
    """Tell a series of events, each with a toll, from one toll that goes on.

    Told of several days close together, the tolls of a series fall as often as they rise.
    """
    days: dict[date, Decimal] = {}
    for a in cluster:
        if a.event_day and a.number is not None:
            days[a.event_day] = max(days.get(a.event_day, a.number), a.number)
    if len(days) < SERIES or (max(days) - min(days)).days > RHYTHM * (len(days) - 1):
        return False
    tolls = [days[day] for day in sorted(days)]
    falls = sum(later < earlier for earlier, later in pairwise(tolls))
    return falls * 2 >= len(tolls) - 1


def _by_occasion(cluster: Cluster) -> list[Cluster]:
    """Split what holds of one day by that day; counts so far are a question of their own."""
    days = {(a.report.document_id, a.number): a.event_day for a in cluster if a.event_day}
    found: dict[date | None, Cluster] = {}
    for a in cluster:
        # A headline has no date, but the sentence that gives its figure again has.
        day = a.event_day or days.get((a.report.document_id, a.number))
        found.setdefault(day, []).append(a)
    return list(found.values())


def _days(earlier: Answer, later: Answer) -> int:
    if earlier.event_day is None or later.event_day is None:
        return 0
    return (later.event_day - earlier.event_day).days


def _within_reach(day: date | None, news: date) -> bool:
    return day is not None and (news - day).days <= SAME_EVENT


def _by_size(cluster: Cluster) -> list[Cluster]:
    """Split where neighbouring figures, in order of size, are too far apart to be of one thing."""
    a = cluster[0]
    measure = measures()[a.claim.measure]
    apart = FAR_APART
    if a.claim.measure == "other" and a.unit != Subject.PERSON:
        apart = THINGS_APART
    elif a.claim.measure == "other" or measure.of in (Subject.MONEY, Subject.AMOUNT):
        apart = AMOUNTS_APART
    numbered = sorted(
        ((x.number, x) for x in cluster if x.number is not None),
        key=lambda pair: (pair[0], *_position(pair[1])),
    )
    found: list[Cluster] = []
    last: Decimal | None = None
    for number, x in numbered:
        if last is None or number > max(last, Decimal(1)) * apart:
            found.append([])
        found[-1].append(x)
        last = number
    silent = [x for x in cluster if x.number is None]
    if not found:
        return [silent]
    max(found, key=len).extend(silent)
    return found


def _group(answers: Sequence[Answer], kind: QuestionKind, group: str) -> Group:
    first = answers[0]
    claim = first.claim
    role = _usual(a.group for a in answers)
    noun = _usual(a.claim.what.text for a in answers if a.claim.what)
    what = group or role or noun or first.unit
    place = _usual(a.claim.place.text for a in answers if a.claim.place)
    label = f"{what} {measures()[claim.measure].label}" + (f", {place}" if place else "")
    question = Question(
        id=content_id(["question", claim.measure, first.unit, kind, group or role, first.id]),
        label=label,
        measure=claim.measure,
        unit=first.unit,
        what=what,
        place=place,
        kind=kind,
        claims=tuple(a.id for a in answers),
        camps=_camps(answers),
    )
    return Group(question, tuple(answers), group)


def _usual(words: Iterable[str]) -> str:
    """Give the most frequent of some words, the first of several in order of the alphabet."""
    counted = Counter(w for w in words if w)
    return min(counted, key=lambda w: (-counted[w], w), default="")


def _camps(answers: Sequence[Answer]) -> tuple[tuple[str, ...], ...]:
    told = [a for a in answers if a.number is not None]
    found = camps([a.figure for a in told])
    return tuple(tuple(told[i].id for i in sorted(camp)) for camp in found)
