"""Why two claims were set against each other or were not, gate by gate.

The gates are those that group claims into questions, run again on the same story and watched.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.model import Facet, Reconciliation, Report
from counterclaim.reconcile.answers import Answer, read_answers
from counterclaim.reconcile.likeness import Evidence, evidence
from counterclaim.reconcile.neighbours import fill
from counterclaim.reconcile.places import Scene
from counterclaim.reconcile.questions import Cluster, blocks_of, steps_of
from counterclaim.reconcile.slots import Slotted
from counterclaim.vocabulary import measures


@dataclass(frozen=True, slots=True)
class Gate:
    """One thing that was looked at: what either claim says of it, and whether it keeps them apart.

    "" is a slot that a claim leaves open, which parts nothing by itself.
    """

    facet: Facet
    a: str
    b: str
    parts: bool


@dataclass(frozen=True, slots=True)
class Why:
    """How two claims came to be of one question or of two.

    ``gates`` end with the first that parts. ``evidence`` is what each field tells where nothing
    settles it. ``outcome`` is how they stand, or why that is not told. ``judged`` tells whether
    people changed what the gates made of them.
    """

    together: bool
    gates: tuple[Gate, ...]
    evidence: tuple[Evidence, ...]
    outcome: str
    judged: bool = False


def why(reports: Iterable[Report], made: Reconciliation, a: str, b: str) -> Why:
    """Explain two claims, by their ids; KeyError where the reports hold no such claim.

    ``made`` is what was made of the reports.
    """
    held = {r.document_id: r for r in reports}
    homes = {name: story.id for story in made.stories for name in story.reports}
    where = {c.id: r.document_id for r in held.values() for c in r.claims}
    if homes.get(where[a]) != homes.get(where[b]):
        return Why(False, (), (), "their reports are of two stories, which share too little")
    home = homes.get(where[a])
    story = [held[name] for s in made.stories if s.id == home for name in s.reports]
    answers = fill(read_answers(sorted(story, key=lambda r: r.document_id)))
    one, other = (next(x for x in answers if x.id == name) for name in (a, b))
    # Several gates look at one facet; it is told once unless one of them parts.
    seen = dict.fromkeys(_gates(answers, one, other))
    gates = tuple(g for g in seen if g.parts or g.a or g.b)
    asked = {c: q.id for q in made.questions for c in q.claims}
    together = asked[a] == asked[b]
    return Why(
        together=together,
        gates=gates,
        evidence=evidence(one, other),
        outcome=_outcome(made, a, b, together=together),
        judged=together == any(g.parts for g in gates),
    )


def _gates(answers: Sequence[Answer], a: Answer, b: Answer) -> Iterable[Gate]:
    slots = {s.answer.id: s for block in blocks_of(answers) for s in block}
    for facet, read in _SLOTS.items():
        said = read(slots[a.id]), read(slots[b.id])
        parts = said[0] != said[1]
        yield Gate(facet, *said, parts)
        if parts:
            return
    scene = Scene(answers)
    block = next(x for x in blocks_of(answers) if any(s.answer.id == a.id for s in x))
    cluster = [s.answer for s in block]
    for facet, step in steps_of(block, scene):
        found = step(cluster)
        cluster = next(c for c in found if _holds(c, a))
        parts = not _holds(cluster, b)
        yield Gate(facet, _SAID[facet](a), _SAID[facet](b), parts)
        if parts:
            return


def _holds(cluster: Cluster, a: Answer) -> bool:
    return any(x.id == a.id for x in cluster)


def _outcome(made: Reconciliation, a: str, b: str, *, together: bool) -> str:
    pair = {a, b}
    told = [f"{c.relation}: {c.reason}" for c in made.comparisons if {c.a, c.b} == pair]
    told += [
        f"not compared ({n.facet}): {n.reason}" for n in made.not_compared if {n.a, n.b} == pair
    ]
    if told:
        return "; ".join(told)
    if together:
        return "one question, and nothing to tell: one report or one voice says both"
    return "two questions that nobody would take for one"


def _place(a: Answer) -> str:
    return " ".join(a.claim.place.text.split()) if a.claim.place else ""


def _noun(a: Answer) -> str:
    return " ".join(a.claim.what.text.split()) if a.claim.what else ""


def _day(a: Answer) -> str:
    day = a.event_day or a.counted_on
    return day.isoformat() if day else ""


_SLOTS: Mapping[Facet, Callable[[Slotted], str]] = {
    Facet.MEASURE: lambda s: measures()[s.answer.measure].label,
    Facet.UNIT: lambda s: s.answer.unit,
    Facet.MODALITY: lambda s: s.answer.standing,
    Facet.KIND: lambda s: str(s.kind),
    Facet.PEOPLE: lambda s: s.group,
}
"""What claims of one question must have in common, and how it reads."""
_SAID: Mapping[Facet, Callable[[Answer], str]] = {
    Facet.PEOPLE: lambda a: a.group,
    Facet.PLACE: _place,
    Facet.SCOPE: _noun,
    Facet.PERIOD: _day,
    Facet.VALUE: lambda a: a.claim.figure.text,
}
