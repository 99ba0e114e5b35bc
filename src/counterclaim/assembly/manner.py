"""How a figure is put forward: total, increment or part, and how surely."""

from collections.abc import Sequence

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Relation, Scene
from counterclaim.model import Modality, Mode

_COARSE = {"0": "0", "1": "1", "2": "2", "3": "3", "5": "5"}


def mode_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """Total, increment and part, each with the cues near the figure."""
    previous = history[-1] if history else None
    observed = ["bias", f"kind:{draft.figure.kind}", f"unit:{draft.unit_class}"]
    for hit in scene.modes[draft.sentence]:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        if relation.figures < 2:
            name = hit.cue.kind.removeprefix("mode.")
            observed.append(f"{name}:{_short(relation)}")
            observed.append(f"{name}:{_short(relation)}p{relation.pauses}")
    if previous and previous.sentence >= draft.sentence - 1:
        same = previous.measure == draft.measure
        where = "same" if previous.sentence == draft.sentence else "last"
        observed.append(
            f"previous:{where}:measure{int(same)}:unit{int(previous.unit == draft.unit)}"
        )
        smaller = _smaller(draft, previous)
        observed.append(f"previous:{where}:measure{int(same)}:smaller{smaller}")
        observed.append(f"previous:mode:{previous.mode}:{where}:measure{int(same)}")
        if where == "same":
            relation = scene.relation(draft.figure, previous.figure.start, previous.figure.end)
            observed.append(f"previous:p{relation.pauses}j{relation.joins}:measure{int(same)}")
            observed.append(f"previous:d{relation.distance}:smaller{smaller}")
    whole = any(
        d.measure == draft.measure and d.sentence >= draft.sentence - 2 and _smaller(draft, d)
        for d in history[-4:]
    )
    observed.append(f"whole{int(whole)}")
    observed.append(f"measure:{draft.measure}")
    return [Candidate(mode, [f"{mode}:{o}" for o in observed], mode) for mode in Mode]


def _short(relation: Relation) -> str:
    return f"{relation.side}{_COARSE.get(relation.distance, 'far')}f{relation.figures}"


def _smaller(draft: Draft, previous: Draft) -> int:
    mine = draft.figure.low if draft.figure.low is not None else draft.figure.high
    theirs = previous.figure.low if previous.figure.low is not None else previous.figure.high
    return int(mine is not None and theirs is not None and mine < theirs)


def modality_candidates(scene: Scene, draft: Draft) -> list[Candidate]:
    """Each modality, with the hedges near the figure and the verb of its attribution."""
    observed = ["bias", f"measure:{draft.measure}", f"bound:{draft.figure.bound}"]
    for hit in scene.hedges[draft.sentence]:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        observed.append(f"{hit.cue.value}:{_short(relation)}")
        observed.append(f"{hit.cue.value}:{relation.side}p{relation.pauses}s{relation.clauses}")
        cue = draft.measure_cue
        if cue is not None and 0 <= cue.start - hit.end < 25:
            observed.append(f"{hit.cue.value}:before cue")
    if draft.statement is not None:
        statement = scene.marks.statements[draft.statement]
        observed.append(
            f"says:{statement.certainty}:own{int(statement.sentence == draft.sentence)}"
        )
    return [Candidate(m, [f"{m}:{o}" for o in observed], m) for m in Modality]
