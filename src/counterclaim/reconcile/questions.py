"""From claims to questions: which claims count the same thing.

Precision comes first: a claim in the wrong question makes more false conflict than any later step
can remove. A slot that a text leaves open, though, splits nothing.
"""

from bisect import insort
from collections.abc import Callable, Hashable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from decimal import Decimal

from counterclaim.model import Facet, Question, QuestionKind
from counterclaim.reconcile.answers import Answer, unbounded
from counterclaim.reconcile.events import by_day_counted, by_event
from counterclaim.reconcile.judged import Rulings
from counterclaim.reconcile.labels import NAMED_BY_NOUN, label, place_named, usual
from counterclaim.reconcile.likeness import average, choose
from counterclaim.reconcile.naming import Names, name_questions
from counterclaim.reconcile.neighbours import UNTOLD
from counterclaim.reconcile.places import Scene
from counterclaim.reconcile.slots import FAR_APART, RARE, Slotted, settle
from counterclaim.reconcile.trapezoid import camps, compatible
from counterclaim.vocabulary import Counts, Subject, measures

THINGS_APART = Decimal(3)
AMOUNTS_APART = Decimal("1.6")
"""Figures without a people or event to tell them apart are one question only if they are near."""

PASSING = Decimal(10)
"""A toll that fell below this part of what two reports gave is another."""
OPEN_FITS = 2
FIGHTERS = frozenset({"soldier", "militant", "police"})
FEW_TELL = 3
"""A role is told of by few reports if so many times as many tell of nobody in particular."""
Cluster = list[Answer]
Step = Callable[[Cluster], list[Cluster]]


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """A question with its answers in order, as the later steps need them.

    ``group`` is set where the question is of a share of the people only, or of the dead and the
    missing added up.
    """

    question: Question
    answers: tuple[Answer, ...]
    group: str = ""


def ask(
    answers: Sequence[Answer],
    rulings: Rulings | None = None,
    known: Names | None = None,
    taken: AbstractSet[str] = frozenset(),
) -> list[Group]:
    """Group answers into questions, in order of their first answer.

    ``rulings`` join and part what people said; ``known`` are ids given before, by claim or figure,
    and those ``taken`` are no new question's.
    """
    found: list[tuple[Cluster, tuple[QuestionKind, str]]] = []
    scene = Scene(answers)
    for block in blocks_of(answers):
        slots = block[0].kind, block[0].group
        found += [(c, slots) for c in _clusters(block, scene)]
    found = rulings.regroup(found) if rulings else found
    ordered = sorted(((sorted(c, key=_position), s) for c, s in found), key=_first)
    names = name_questions([members for members, _ in ordered], known or {}, taken)
    return [_group(c, *slots, name) for (c, slots), name in zip(ordered, names, strict=True)]


def _first(found: tuple[Cluster, object]) -> tuple[object, str]:
    return _position(found[0][0])


def _position(answer: Answer) -> tuple[object, str]:
    return answer.order, answer.id


def blocks_of(answers: Sequence[Answer]) -> list[list[Slotted]]:
    """Part answers that cannot be of one question, whatever else is alike."""
    return _split(settle(answers), _block_key)


def _block_key(slotted: Slotted) -> Hashable:
    a = slotted.answer
    return a.measure, a.unit, a.standing, slotted.kind, slotted.group


def _split(items: Iterable[Slotted], key: Callable[[Slotted], Hashable]) -> list[list[Slotted]]:
    found: dict[Hashable, list[Slotted]] = {}
    for item in items:
        found.setdefault(key(item), []).append(item)
    return list(found.values())


def _clusters(block: list[Slotted], scene: Scene) -> list[Cluster]:
    """Split a block by role, place, time and size, each only where the texts settle it."""
    clusters = [[s.answer for s in block]]
    for _, step in steps_of(block, scene):
        clusters = [part for cluster in clusters for part in step(cluster)]
    return clusters


def steps_of(block: Sequence[Slotted], scene: Scene) -> list[tuple[Facet, Step]]:
    """Give the steps that split a block, in order, each with what it looks at."""
    kind, group, first = block[0].kind, block[0].group, block[0].answer
    steps: list[tuple[Facet, Step]] = [
        (Facet.PEOPLE, _by_role),
        (Facet.PLACE, _by_country),
        (Facet.PLACE, scene.by_place),
    ]
    if first.unit == Subject.PERSON and first.measure in NAMED_BY_NOUN:
        steps.append((Facet.SCOPE, _by_words))
    if kind == QuestionKind.PART and not group:
        steps.append((Facet.SCOPE, _by_likeness))
    elif kind == QuestionKind.FLOW:
        steps.append((Facet.PERIOD, by_day_counted))
    else:
        steps += [(Facet.PERIOD, by_event), (Facet.VALUE, _by_size), (Facet.VALUE, _by_lateness)]
    return steps


def _by_role(cluster: Cluster) -> list[Cluster]:
    """Split by role; nobody in particular goes with the usual one, unless those are few fighters.

    Patients or civilians are whoever is hit. The soldiers of whom two reports tell are not the
    people of whom twenty do, if no figure comes again.
    """
    found = _by_slot(cluster, lambda a: a.group)
    parts: list[Cluster] = []
    for role, members in found.items():
        named = [a for a in members if a.group == role]
        open_ones = [a for a in members if a.group != role]
        few = role in FIGHTERS and len(_reports(named)) * FEW_TELL < len(_reports(open_ones))
        alone = few and not _same_figure(named, open_ones)
        parts += [named, open_ones] if alone else [members]
    return parts


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
    return all(any(_fits_one(a, b) for b in main) for a in part)


def _fits_one(a: Answer, b: Answer) -> bool:
    """Tell whether two figures may be of one count; nearly every figure fits an open one.

    "More than 1,400" and 1,429 may be, "at least 60" and 1,429 are not likely to.
    """
    if not compatible(a.figure, b.figure):
        return False
    near = a.number is not None and b.number is not None and a.number <= b.number * OPEN_FITS
    return near or not unbounded(b)


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
    """Part what only the noun phrase tells apart; nobody in particular goes with whom it is like.

    Of a measure that one group stands for (the deployed), those like none go with the most told.
    """
    told = [a for a in cluster if a.words or a.group]
    plain = [a for a in cluster if not (a.words or a.group)]
    homes = choose(sorted(told, key=_position))
    found = choose(sorted(plain, key=_position), homes)
    if homes and cluster[0].measure != UNTOLD:
        known, rest = found[: len(homes)], found[len(homes) :]
        most = max(known, key=lambda c: len(_reports(c)))
        alike = [c for c in rest if (average(c[0], most) or 0) >= 0]
        most += [a for c in alike for a in c]
        return [*known, *(c for c in rest if c not in alike)]
    return found


def _by_likeness(cluster: Cluster) -> list[Cluster]:
    """Shares of a whole that no group names are alike only as far as their words and figures are."""
    return choose(sorted(cluster, key=_position))


def _by_size(cluster: Cluster) -> list[Cluster]:
    """Split where neighbouring figures, in order of size, are too far apart to be of one thing."""
    a = cluster[0]
    measure = measures()[a.measure]
    apart = FAR_APART
    if a.measure == "other" and a.unit != Subject.PERSON:
        apart = THINGS_APART
    elif a.measure == "other" or measure.of in (Subject.MONEY, Subject.AMOUNT):
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


def _by_lateness(cluster: Cluster) -> list[Cluster]:
    """Part small tolls told after two reports gave one ten times as large.

    A toll does not fall so far: they are of something told in passing.
    """
    if measures()[cluster[0].measure].counts != Counts.STOCK or cluster[0].measure == UNTOLD:
        return [cluster]
    ordered = sorted(cluster, key=_position)
    told: list[tuple[Decimal, str]] = []
    toll: Cluster = []
    passing: Cluster = []
    for a in ordered:
        closed = a.number is not None and not unbounded(a)
        (passing if closed and _outgrown(a, told) else toll).append(a)
        if a.number is not None and closed:
            insort(told, (a.number, a.report.document_id))
    return [toll, *choose(passing)] if passing else [cluster]


def _outgrown(a: Answer, told: Sequence[tuple[Decimal, str]]) -> bool:
    """Tell whether two other reports gave a toll ten times as large; ``told`` is in order."""
    first = ""
    for number, name in reversed(told):
        if a.number is None or number < a.number * PASSING:
            return False
        if name not in {a.report.document_id, first}:
            if first:
                return True
            first = name
    return False


def _group(answers: Sequence[Answer], kind: QuestionKind, group: str, name: str) -> Group:
    first = answers[0]
    role = usual(a.group for a in answers)
    noun = usual(a.claim.what.text for a in answers if a.claim.what)
    place = place_named(answers)
    question = Question(
        id=name,
        label=label(answers, group or role, place),
        measure=first.measure,
        unit=first.unit,
        what=group or role or noun or first.unit,
        place=place,
        kind=kind,
        claims=tuple(a.id for a in answers),
        camps=_camps(answers),
    )
    return Group(question, tuple(answers), group)


def _camps(answers: Sequence[Answer]) -> tuple[tuple[str, ...], ...]:
    told = [a for a in answers if a.number is not None]
    found = camps([a.figure for a in told])
    return tuple(tuple(told[i].id for i in sorted(camp)) for camp in found)
