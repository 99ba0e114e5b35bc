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
_SHARES: Final = ((Decimal("0.02"), "tiny"), (Decimal("0.2"), "small"), (Decimal("0.6"), "half"))
"""What share of a larger figure the figure amounts to, by what it is less than."""


def arithmetic(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Evidence]:
    """What the amounts of the figures around tell of a figure's part in a whole."""
    mine = draft.figure.amount
    if mine is None:
        return ["counts:unknown"]
    history = history[-_BEFORE:]
    alike = [d for d in history if d.measure == draft.measure and d.unit_class == draft.unit_class]
    around, index = scene.marks.figures, scene.figure_at(draft.figure)
    sums = _adds_up(scene, draft, history, mine)
    whole = _larger(alike, mine)
    larger, again = _where(draft, whole), _again(alike, mine)
    found: list[Evidence] = [(_counts, larger, again, sums)]
    found.append((_within, larger, _share(whole, mine), draft.measure, draft.kind, draft.group))
    for beside in (*around[index + 1 : index + 2], *around[max(0, index - 1) : index]):
        found += _joins(scene, draft, beside, mine)
    return found


def _larger(alike: Sequence[Draft], mine: Decimal) -> Draft | None:
    """The last larger figure of the same measure."""
    return next((d for d in reversed(alike) if (d.figure.amount or 0) > mine), None)


def _where(draft: Draft, whole: Draft | None) -> str:
    """Where the last larger figure of the same measure stands."""
    if whole is None:
        return "none"
    if whole.headline:
        return "title"
    back = draft.sentence - whole.sentence
    return "same" if back == 0 else "near" if back <= _NEAR else "far"


def _share(whole: Draft | None, mine: Decimal) -> str:
    """How much of a larger figure the figure amounts to."""
    amount = None if whole is None else whole.figure.amount
    if not amount:
        return "none"
    return next((name for most, name in _SHARES if mine / amount < most), "most")


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


def _within(larger: str, share: str, measure: str, kind: str, group: str) -> Sequence[str]:
    """``group``: children and women are mostly a part of people told before."""
    return (
        f"larger:{larger}:{share}",
        f"larger:{larger}:{measure}",
        f"larger:{larger}:{kind}",
        f"larger:{larger}:group{int(bool(group))}",
        f"group:{group}",
    )


def _joined(side: str, before: str, distance: str, paused: bool) -> Sequence[str]:
    return f"whole:{side}:{before}:d{distance}", f"whole:{side}:{before}:p{int(paused)}"
