"""How a figure is put forward: total, increment or part, and how surely."""

from collections.abc import Sequence
from typing import Final

from counterclaim.assembly.arithmetic import arithmetic
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Evidence, Manners
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.model import Hit, Modality, Mode

_COARSE: Final = {"0": "0", "1": "1", "2": "2", "3": "3", "5": "5"}
_TOLD: Final = 8
"""Figures before within which a count of the same measure can be added to."""
# As plain text, which is hashed faster than an enum.
_MODES: Final = tuple((mode, f"{mode}") for mode in Mode)
_MODALITIES: Final = tuple((modality, f"{modality}") for modality in Modality)


def mode_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> Manners:
    """Total, increment and part, each with the cues near the figure."""
    previous = history[-1] if history else None
    whole = any(
        d.measure == draft.measure and d.sentence >= draft.sentence - 2 and _smaller(draft, d)
        for d in history[-4:]
    )
    told = any(d.measure == draft.measure for d in history[-_TOLD:])
    observed: list[Evidence] = [(_figure, draft.kind, draft.unit_class, draft.measure, whole)]
    for hit in scene.modes[draft.sentence]:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        if relation.figures < 2:
            name = hit.cue.kind.removeprefix("mode.")
            observed.append((_mode_cue, name, relation, told))
            observed.append((_entry, hit.cue.rule, relation.side, relation.figures))
    if previous and previous.sentence >= draft.sentence - 1:
        observed += _beside_previous(scene, draft, previous)
    observed += arithmetic(scene, draft, history)
    observed.append(_clause(scene, draft))
    return Manners(_MODES, observed)


def _entry(rule: str, side: str, figures: int) -> Sequence[str]:
    """The word itself: "including" makes a part more surely than "among" does."""
    return f"entry:{rule}", f"entry:{rule}:{side}f{figures}"


def _clause(scene: Scene, draft: Draft) -> Evidence:
    """Where the figure stands in its clause, and what sort of figure it is."""
    before, behind = scene.governing(draft.figure)
    sort = draft.unit_class, draft.headline, draft.figure.bound._value_
    return (_standing, scene.lead(draft.figure), before, behind, *sort)


def _standing(
    lead: str, before: str, behind: str, unit_class: str, headline: bool, bound: str
) -> Sequence[str]:
    return (
        f"lead:{lead}",
        f"lead:{lead}:{unit_class}",
        f"verbs:{before}",
        f"verbs:R{behind}",
        f"sort:{unit_class}",
        f"sort:{bound}",
        f"headline{int(headline)}",
    )


def _figure(kind: str, unit_class: str, measure: str, whole: bool) -> Sequence[str]:
    return (
        "bias",
        f"kind:{kind}",
        f"unit:{unit_class}",
        f"whole{int(whole)}",
        f"measure:{measure}",
    )


def _mode_cue(name: str, relation: Relation, told: bool) -> Sequence[str]:
    """``told``: "12 more" adds to a count of the same measure, and to nothing where none was told."""
    short = _short(relation)
    return (
        f"{name}:{short}",
        f"{name}:{short}p{relation.pauses}",
        f"{name}:{relation.side}told{int(told)}",
    )


def _beside_previous(scene: Scene, draft: Draft, previous: Draft) -> list[Evidence]:
    """How the figure stands to the one before it."""
    alike = previous.measure == draft.measure
    smaller = _smaller(draft, previous)
    where = "same" if previous.sentence == draft.sentence else "last"
    mode, unit = previous.mode._value_, previous.unit == draft.unit
    found: list[Evidence] = [(_previous, where, alike, unit, smaller, mode)]
    if where == "same":
        relation = scene.relation(draft.figure, previous.figure.start, previous.figure.end)
        found.append((_same_sentence, relation, alike, smaller))
    return found


def _previous(where: str, alike: bool, unit: bool, smaller: int, mode: str) -> Sequence[str]:
    return (
        f"previous:{where}:measure{int(alike)}:unit{int(unit)}",
        f"previous:{where}:measure{int(alike)}:smaller{smaller}",
        f"previous:mode:{mode}:{where}:measure{int(alike)}",
    )


def _same_sentence(relation: Relation, alike: bool, smaller: int) -> Sequence[str]:
    return (
        f"previous:p{relation.pauses}j{relation.joins}:measure{int(alike)}",
        f"previous:d{relation.distance}:smaller{smaller}",
    )


def _short(relation: Relation) -> str:
    return f"{relation.side}{_COARSE.get(relation.distance, 'far')}f{relation.figures}"


def _smaller(draft: Draft, previous: Draft) -> int:
    mine, theirs = draft.figure.amount, previous.figure.amount
    return int(mine is not None and theirs is not None and mine < theirs)


def modality_candidates(scene: Scene, draft: Draft) -> Manners:
    """Each modality, with the hedges near the figure and the verb of its attribution."""
    observed: list[Evidence] = [(_asserted, draft.measure, draft.figure.bound._value_)]
    cue = draft.measure_cue
    for hit in scene.hedges[draft.sentence]:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        before_cue = cue is not None and 0 <= cue.start - hit.end < 25
        observed.append((_hedge, hit.cue.value, relation, before_cue))
        observed.append((_entry, hit.cue.rule, relation.side, min(1, relation.figures)))
        if cue is not None:
            observed.append(_governs(scene, hit, cue, relation.side))
    if draft.statement is not None:
        statement = scene.marks.statements[draft.statement]
        own = int(statement.sentence == draft.sentence)
        observed.append(f"says:{statement.certainty}:own{own}")
    observed.append(_clause(scene, draft))
    return Manners(_MODALITIES, observed)


def _governs(scene: Scene, hedge: Hit, cue: Hit, side: str) -> Evidence:
    """Whether a hedge governs the word that tells the measure, or belongs to another clause."""
    if hedge.end <= cue.start:
        way, left, right = "L", hedge.end, cue.start
    elif hedge.start >= cue.end:
        way, left, right = "R", cue.end, hedge.start
    else:
        return (_governing, hedge.cue.value, "I", "0", 0, side)
    gap, verbs = scene.gap(left, right), scene.verbs_between(left, right)
    return (_governing, hedge.cue.value, way, gap, verbs, side)


def _governing(value: str, way: str, gap: str, verbs: int, side: str) -> Sequence[str]:
    return (
        f"{value}:cue:{way}{gap}",
        f"{value}:cue:{way}{gap}:{side}",
        f"{value}:cue:{way}v{verbs}",
    )


def _asserted(measure: str, bound: str) -> Sequence[str]:
    return "bias", f"measure:{measure}", f"bound:{bound}"


def _hedge(value: str, relation: Relation, before_cue: bool) -> Sequence[str]:
    near = (
        f"{value}:{_short(relation)}",
        f"{value}:{relation.side}p{relation.pauses}s{relation.clauses}",
    )
    return (*near, f"{value}:before cue") if before_cue else near
