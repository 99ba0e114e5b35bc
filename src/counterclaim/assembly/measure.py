"""Which measure a figure asserts: the cue that governs it among those of its sentence."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from sys import intern
from typing import Final

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.model import Figure, Hit, Kind

_FAR: Final = frozenset({"20", "30"})
"""Distances beyond which a mere hint at a measure is not looked at."""
_MANY: Final = 4
"""Figures from which on a share of them says what a report is about."""
_CUE_LETTERS: Final = {
    "measures.active": "A",
    "measures.state": "S",
    "measures.noun": "N",
    "measures.weak": "W",
    "nouns.asserting": "P",
}
_PLACES: Final = {
    kind: {side: letter + side for side in "LRI"} for kind, letter in _CUE_LETTERS.items()
}


class _Nearer:
    """The cues of a sentence by how near they stand to a figure on either side."""

    __slots__ = ("_after", "_before")

    def __init__(self, figure: Figure, cues: Sequence[Hit]) -> None:
        edge, floor = figure.end, figure.start
        self._after = sorted([h[0] for h in cues if h[0] >= edge])
        self._before = sorted([h[1] for h in cues if h[1] <= floor])

    def rank(self, hit: Hit, side: str) -> int:
        """How many cues stand nearer to the figure on the same side, at most 2."""
        if side == "R":
            return min(2, bisect_left(self._after, hit.start))
        return min(2, len(self._before) - bisect_right(self._before, hit.end))


class _View:
    """What can be seen of a figure whatever the cue: what stands before it and the verbs beside it.

    ``told`` counts the measures of the ``whole`` figures before it, ``titled`` are those of the headline.
    """

    __slots__ = (
        "kind",
        "lead",
        "nearer",
        "previous",
        "titled",
        "told",
        "unit_class",
        "verbs",
        "whole",
    )

    def __init__(
        self,
        lead: str,
        kind: str,
        unit_class: str,
        verbs: tuple[str, str, str],
        history: Sequence[Draft],
        nearer: "_Nearer",
    ) -> None:
        self.lead = lead
        self.kind = kind
        self.unit_class = unit_class
        self.verbs = verbs
        self.previous = history[-1] if history else None
        self.nearer = nearer
        self.told: dict[str, int] = {}
        for draft in history:
            self.told[draft.measure] = self.told.get(draft.measure, 0) + 1
        self.whole = len(history)
        self.titled = {d.measure for d in history if d.headline}

    def share(self, measure: str) -> str:
        """How much of what was told before is of a measure: "none" told yet, "0", or few or many."""
        count, whole = self.told.get(measure, 0), self.whole
        if not count:
            return "0" if whole else "none"
        return f"{'few' if whole < _MANY else 'many'}{min(3, 4 * count // whole)}"


def _view(scene: Scene, draft: Draft, history: Sequence[Draft]) -> _View:
    lead = scene.lead(draft.figure)
    left, right = scene.governing(draft.figure)
    verbs = f"L{left}", f"R{right}", f"L{left[:1]}R{right[:1]}:{lead}"
    nearer = _Nearer(draft.figure, scene.cues[draft.sentence])
    # Interned, they are known at sight among the many keys that weights are looked up by.
    known = intern(verbs[0]), intern(verbs[1]), intern(verbs[2])
    return _View(lead, draft.kind, draft.unit_class, known, history, nearer)


def measure_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The cues of the sentence, a measure carried over from earlier figures, or no cue ("other")."""
    cues = scene.cues[draft.sentence]
    view = _view(scene, draft, history)
    previous = view.previous
    nothing = _default_evidence("other", view, draft, len(cues))
    candidates = [Candidate(("other", None), nothing, "other", NOTHING)]
    if draft.figure.kind is Kind.MEASUREMENT:
        evidence = _default_evidence("measurement", view, draft, len(cues))
        candidates.append(Candidate(("measurement", None), evidence, "measurement"))
    for hit in cues:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        if hit.cue.kind == "measures.weak" and (relation.figures > 1 or relation.distance in _FAR):
            continue
        evidence = _cue_evidence(scene, draft, hit, relation, view)
        measure = hit.cue.value
        candidates.append(Candidate((measure, hit), evidence, measure, NOTHING))
    if previous and previous.measure != "other":
        evidence = _carried_evidence(scene, draft, previous, len(cues), view.lead)
        candidates.append(
            Candidate((previous.measure, previous.measure_cue), evidence, previous.measure)
        )
    repeated = _repeated_by(draft, history)
    if repeated:
        evidence = [_repeated_evidence(draft, repeated, len(cues))]
        candidates.append(
            Candidate((repeated.measure, repeated.measure_cue), evidence, repeated.measure)
        )
    return candidates


def _carried_evidence(
    scene: Scene, draft: Draft, previous: Draft, cues: int, lead: str
) -> list[Evidence]:
    gap = min(draft.sentence - previous.sentence, 2)
    alike, unit, last_unit = draft.unit == previous.unit, draft.unit_class, previous.unit_class
    evidence: list[Evidence] = [
        (_carried, gap, min(cues, 2), unit, last_unit, alike, previous.measure),
        (_carried_lead, gap, lead),
    ]
    if gap == 0:
        relation = scene.relation(draft.figure, previous.figure.start, previous.figure.end)
        evidence.append((_carried_within, relation))
        cue = previous.measure_cue
        if cue is not None:
            leading = cue.start < previous.figure.start
            evidence.append((_carried_leading, leading, min(cues, 2)))
    return evidence


def _carried(
    gap: int, cues: int, unit: str, last_unit: str, alike: bool, measure: str
) -> Sequence[str]:
    return (
        f"carry{gap}",
        f"carry{gap}:cues{cues}",
        f"carry:{unit}:{last_unit}",
        f"carry{gap}:unit{int(alike)}",
        f"m:{measure}",
        f"u:{unit}:{measure}",
        f"carry{gap}:{measure}",
    )


def _carried_lead(gap: int, lead: str) -> Sequence[str]:
    return (f"carry{gap}:lead:{lead}",)


def _carried_leading(leading: bool, cues: int) -> Sequence[str]:
    return (f"carry:leading{int(leading)}:cues{cues}",)


def _carried_within(relation: Relation) -> Sequence[str]:
    return f"carry:p{relation.pauses}", f"carry:j{relation.joins}", f"carry:s{relation.clauses}"


def _repeated_by(draft: Draft, history: Sequence[Draft]) -> Draft | None:
    """The last figure that this one repeats; small numbers repeat nothing."""
    value = draft.figure.amount
    if value is None or value <= 1:
        return None
    return next((d for d in reversed(history) if _repeats(draft, value, d)), None)


def _repeats(draft: Draft, value: Decimal, earlier: Draft) -> bool:
    """Whether an earlier figure is this one again: the same value of the same sort of thing."""
    return value == earlier.figure.amount and draft.unit_class in {earlier.unit_class, "none"}


def _repeated_evidence(draft: Draft, earlier: Draft, cues: int) -> Evidence:
    value = draft.figure.low or draft.figure.high or 0
    size = "large" if value > 20 else "middle" if value > 5 else "small"
    other, alike = earlier.measure == "other", draft.unit == earlier.unit
    return _repeated, size, min(cues, 2), other, alike, earlier.headline


def _repeated(size: str, cues: int, other: bool, alike: bool, headline: bool) -> Sequence[str]:
    return (
        "repeat",
        f"repeat:{size}",
        f"repeat:{size}:cues{cues}",
        f"repeat:other{int(other)}",
        f"repeat:unit{int(alike)}",
        f"repeat:headline{int(headline)}",
    )


def _default_evidence(measure: str, view: _View, draft: Draft, cues: int) -> list[Evidence]:
    bound, rule = draft.figure.bound._value_, draft.noun.cue.rule if draft.noun else ""
    return [
        (_default, measure, view.unit_class, min(cues, 3), draft.headline, bound),
        (_default_noun, measure, draft.unit, draft.group, rule),
        (_default_lead, measure, view.unit_class, view.lead),
        (_default_share, measure, view.share(measure)),
        (_default_verb, measure, view.verbs[0]),
        (_default_verb, measure, view.verbs[1]),
        (_default_verb, measure, view.verbs[2]),
    ]


def _default(measure: str, unit_class: str, cues: int, headline: bool, bound: str) -> Sequence[str]:
    return (
        f"none:{measure}",
        f"none:{unit_class}:{measure}",
        f"none:{measure}:cues{cues}",
        f"none:{measure}:headline{int(headline)}",
        f"none:{measure}:{bound}",
    )


def _default_noun(measure: str, unit: str, group: str, rule: str) -> Sequence[str]:
    return (
        f"none:{unit or 'nothing'}:{measure}",
        f"none:{measure}:group:{group}",
        f"entry:{rule}:{measure}",
    )


def _default_lead(measure: str, unit_class: str, lead: str) -> Sequence[str]:
    return f"none:{measure}:lead:{lead}", f"none:{measure}:{unit_class}:lead:{lead}"


def _default_share(measure: str, share: str) -> Sequence[str]:
    return (f"none:share{share}:{measure}",)


def _default_verb(measure: str, verb: str) -> Sequence[str]:
    return (f"none:{measure}:verb:{verb}",)


def _cue_evidence(
    scene: Scene, draft: Draft, hit: Hit, relation: Relation, view: _View
) -> list[Evidence]:
    cue, noun, unit, side = hit.cue, draft.noun, view.unit_class, relation.side
    letter, measure = _CUE_LETTERS[cue.kind], cue.value
    place, rank, verbs = _PLACES[cue.kind][side], view.nearer.rank(hit, side), view.verbs
    evidence: list[Evidence] = [
        (_standing, letter, relation, *_between(scene, draft, hit, side)),
        (_meaning, letter, side, measure, unit, cue.rule),
        (_led, letter, side, measure, view.lead),
        (_told, measure, view.share(measure), measure in view.titled),
        (_placed, letter, side, view.kind, scene.borders.before(hit.start), draft.headline, rank),
        (_beside, place, verbs[0]),
        (_beside, place, verbs[1]),
        (_beside, place, verbs[2]),
    ]
    if noun:
        evidence.append((_entry_measure, noun.cue.rule, measure, place))
        if noun.start <= hit.start < noun.end:
            evidence.append((_noun_itself, letter))
        elif draft.what and draft.what[0] <= hit.start < draft.what[1]:
            evidence.append((_in_noun_phrase, letter, unit))
    if draft.group:
        evidence.append((_of_group, draft.group, measure))
    if unit == "thing":
        evidence.append((_of_things, draft.unit, measure))
    if view.previous and view.previous.sentence == draft.sentence:
        evidence.append(_parallel_evidence(hit, relation, place, view.previous))
    return evidence


def _between(scene: Scene, draft: Draft, hit: Hit, side: str) -> tuple[int, int]:
    """How many verbs stand between figure and cue, and whether a cue after it acts on an object.

    Together with what else stands between, they tell whether the two belong to one clause. The second
    is -1 for a cue that does not stand after the figure.
    """
    if side == "L":
        return scene.verbs_between(hit.end, draft.figure.start), -1
    verbs = scene.verbs_between(draft.figure.end, hit.start)
    return verbs, scene.has_object(hit) if side == "R" else -1


def _standing(letter: str, relation: Relation, verbs: int, object_: int) -> Sequence[str]:
    side, distance, figures, pauses, joins, clauses = relation
    place = letter + side
    names = (
        letter,
        place,
        f"{place}d{distance}",
        f"{place}f{figures}",
        f"{side}p{pauses}",
        f"{place}j{joins}",
        f"{side}s{clauses}",
        f"{side}f{figures}p{pauses}j{joins}",
        f"{place}v{verbs}",
        f"{place}v{verbs}s{clauses}p{pauses}",
    )
    if object_ < 0:
        return names
    acts = f"{place}object{object_}"
    return (*names, acts, f"{acts}s{clauses}")


def _meaning(letter: str, side: str, measure: str, unit: str, rule: str) -> Sequence[str]:
    return (
        f"{side}:{measure}",
        f"entry:{rule}",
        f"entry:{rule}:{side}",
        f"m:{measure}",
        f"u:{unit}:{measure}",
        f"{letter}:{measure}",
    )


def _led(letter: str, side: str, measure: str, lead: str) -> Sequence[str]:
    return f"lead:{lead}:{letter}{side}", f"lead:{lead}:{side}:{measure}"


def _told(measure: str, share: str, titled: bool) -> Sequence[str]:
    return f"share{share}", f"share{share}:{measure}", f"titled{int(titled)}"


def _placed(
    letter: str, side: str, kind: str, before: str, headline: bool, rank: int
) -> Sequence[str]:
    place = letter + side
    names = (f"{place}kind:{kind}", f"{place}b{before}", f"{letter}rank{rank}")
    return (*names, f"headline:{place}") if headline else names


def _beside(place: str, verb: str) -> Sequence[str]:
    return (f"verb:{verb}:{place}",)


def _entry_measure(rule: str, measure: str, place: str) -> Sequence[str]:
    return f"entry:{rule}:{measure}", f"entry:{rule}:{place}"


def _noun_itself(letter: str) -> Sequence[str]:
    return "noun itself", f"noun itself:{letter}"


def _in_noun_phrase(letter: str, unit: str) -> Sequence[str]:
    return (f"in noun phrase:{letter}:{unit}",)


def _of_group(group: str, measure: str) -> Sequence[str]:
    return (f"group:{group}:{measure}",)


def _of_things(unit: str, measure: str) -> Sequence[str]:
    return (f"unit:{unit}:{measure}",)


def _parallel_evidence(hit: Hit, relation: Relation, place: str, previous: Draft) -> Evidence:
    """How the cue stands to the one that the last figure of the sentence took."""
    cue = previous.measure_cue
    if cue is None:
        return _untaken, place
    side = "L" if cue.start < previous.figure.start else "R"
    return _parallel, place, side, relation.side, cue == hit, relation.joins, relation.figures


def _untaken(place: str) -> Sequence[str]:
    return (f"untaken:{place}",)


def _parallel(
    place: str, side: str, own: str, taken: bool, joins: int, figures: int
) -> Sequence[str]:
    return f"taken{int(taken)}:{place}j{joins}", f"parallel:{side}{own}f{figures}"
