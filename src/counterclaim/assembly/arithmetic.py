"""How a figure stands to the others of its report by what it amounts to.

"Nineteen died: seven in tornadoes, seven in landslides, five at sea" has no word for "part". That the
three add up to the nineteen says it, and so does a larger figure of the same measure before.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Evidence
from counterclaim.assembly.scene import Scene
from counterclaim.model import Figure

_NEAR: Final = 2
"""Sentences back within which a whole is still what the report is telling of."""
_ADDENDS: Final = 5
"""Most figures that are tried together as parts of a whole."""
_BEFORE: Final = 60
"""Figures looked back on: more than reports have, and tables of thousands stay cheap."""
_LEAST: Final = 3
"""Least whole that is looked for: most small sums are chance."""


def arithmetic(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Evidence]:
    """What the amounts of the figures around tell of a figure's part in a whole."""
    mine = draft.figure.amount
    if mine is None:
        return ["counts:unknown"]
    history = history[-_BEFORE:]
    alike = [d for d in history if d.measure == draft.measure and d.unit_class == draft.unit_class]
    around, index = scene.marks.figures, scene.figure_at(draft.figure)
    sums = _adds_up(scene, draft, history, mine)
    larger, again = _larger(draft, alike, mine), _again(alike, mine)
    found: list[Evidence] = [(_counts, larger, again, sums)]
    for beside in (*around[index + 1 : index + 2], *around[max(0, index - 1) : index]):
        found += _joins(scene, draft, beside, mine)
    return found


def _larger(draft: Draft, alike: Sequence[Draft], mine: Decimal) -> str:
    """Where the last larger figure of the same measure stands."""
    for d in reversed(alike):
        whole = d.figure.amount
        if whole is not None and whole > mine:
            if d.headline:
                return "title"
            back = draft.sentence - d.sentence
            return "same" if back == 0 else "near" if back <= _NEAR else "far"
    return "none"


def _again(alike: Sequence[Draft], mine: Decimal) -> str:
    """How the same amount was put forward the last time, "new" for one not met before."""
    return next((d.mode._value_ for d in reversed(alike) if d.figure.amount == mine), "new")


def _adds_up(scene: Scene, draft: Draft, history: Sequence[Draft], mine: Decimal) -> bool:
    """Whether the figure and its neighbours in a row add up to a larger one told before."""
    wholes = {
        whole
        for d in history
        if d.unit_class == draft.unit_class
        and (whole := d.figure.amount) is not None
        and whole > mine
        and whole >= _LEAST
    }
    if not wholes:
        return False
    figures, most, index = scene.marks.figures, max(wholes), scene.figure_at(draft.figure)
    for first in range(max(0, index - _ADDENDS + 1), index + 1):
        summed = Decimal(0)
        for place in range(first, min(first + _ADDENDS, len(figures))):
            one = figures[place].amount
            if one is None or abs(scene.sentence_of(figures[place].start) - draft.sentence) > _NEAR:
                break
            summed += one
            if summed > most:
                break
            if first < place and place >= index and summed in wholes:
                return True
    return False


def _joins(scene: Scene, draft: Draft, whole: Figure, mine: Decimal) -> list[Evidence]:
    """``five of 161``, ``of the four, two remain``: what stands before a larger figure beside it."""
    theirs = whole.amount
    if theirs is None or theirs <= mine or scene.sentence_of(whole.start) != draft.sentence:
        return []
    relation = scene.relation(draft.figure, whole.start, whole.end)
    before, paused = scene.borders.before(whole.start), relation.pauses > 0
    return [(_joined, relation.side, before, relation.distance, paused)]


def _counts(larger: str, again: str, sums: bool) -> Sequence[str]:
    return (
        f"larger:{larger}",
        f"again:{again}",
        f"sums{int(sums)}",
        f"sums{int(sums)}:larger:{larger}",
    )


def _joined(side: str, before: str, distance: str, paused: bool) -> Sequence[str]:
    return f"whole:{side}:{before}:d{distance}", f"whole:{side}:{before}:p{int(paused)}"
