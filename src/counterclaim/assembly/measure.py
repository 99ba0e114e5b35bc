"""Which measure a figure asserts: the cue that governs it among those of its sentence."""

from collections.abc import Sequence
from typing import NamedTuple

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Relation, Scene
from counterclaim.model import Hit, Kind

_FAR = frozenset({"20", "30"})
"""Distances beyond which a mere hint at a measure is not looked at."""
_CUE_LETTERS = {
    "measures.active": "A",
    "measures.state": "S",
    "measures.noun": "N",
    "measures.weak": "W",
    "nouns.asserting": "P",
}


class _View(NamedTuple):
    """What can be seen of a figure whatever the cue: what stands before it and the verbs beside it."""

    lead: str
    verbs: tuple[str, str, str]
    previous: Draft | None


def _view(scene: Scene, draft: Draft, previous: Draft | None) -> _View:
    lead = scene.lead(draft.figure)
    left, right = scene.governing(draft.figure)
    return _View(lead, (f"L{left}", f"R{right}", f"L{left[:1]}R{right[:1]}:{lead}"), previous)


def measure_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The cues of the sentence, a measure carried over from earlier figures, or no cue ("other")."""
    cues = scene.cues[draft.sentence]
    previous = history[-1] if history else None
    view = _view(scene, draft, previous)
    candidates = [
        Candidate(("other", None), _default_features("other", view, draft, len(cues)), "other")
    ]
    if draft.figure.kind is Kind.MEASUREMENT:
        features = _default_features("measurement", view, draft, len(cues))
        candidates.append(Candidate(("measurement", None), features, "measurement"))
    for hit in cues:
        relation = scene.relation(draft.figure, hit.start, hit.end)
        if hit.cue.kind == "measures.weak" and (relation.figures > 1 or relation.distance in _FAR):
            continue
        features = _cue_features(scene, draft, hit, relation, view)
        features.append(f"{_CUE_LETTERS[hit.cue.kind]}rank{_rank(draft, hit, cues)}")
        candidates.append(Candidate((hit.cue.value, hit), features, hit.cue.value))
    if previous and previous.measure != "other":
        features = _carried_features(scene, draft, previous, len(cues), view.lead)
        candidates.append(
            Candidate((previous.measure, previous.measure_cue), features, previous.measure)
        )
    repeated = next((d for d in reversed(history) if _repeats(draft, d)), None)
    if repeated:
        features = _repeated_features(draft, repeated, len(cues))
        candidates.append(
            Candidate((repeated.measure, repeated.measure_cue), features, repeated.measure)
        )
    return candidates


def _carried_features(
    scene: Scene, draft: Draft, previous: Draft, cues: int, lead: str
) -> list[str]:
    gap, unit = min(draft.sentence - previous.sentence, 2), draft.unit_class
    features = [
        f"carry{gap}",
        f"carry{gap}:cues{min(cues, 2)}",
        f"carry:{unit}:{previous.unit_class}",
        f"carry{gap}:unit{int(draft.unit == previous.unit)}",
        f"m:{previous.measure}",
        f"u:{unit}:{previous.measure}",
        f"carry{gap}:{previous.measure}",
        f"carry{gap}:lead:{lead}",
    ]
    if gap == 0:
        relation = scene.relation(draft.figure, previous.figure.start, previous.figure.end)
        features += [f"carry:p{relation.pauses}", f"carry:j{relation.joins}"]
        features.append(f"carry:s{relation.clauses}")
        cue = previous.measure_cue
        if cue is not None:
            leading = cue.start < previous.figure.start
            features.append(f"carry:leading{int(leading)}:cues{min(cues, 2)}")
    return features


def _repeats(draft: Draft, earlier: Draft) -> bool:
    """Whether an earlier figure is this one again: the same value of the same sort of thing."""
    mine, theirs = draft.figure, earlier.figure
    value = mine.low if mine.low is not None else mine.high
    return (
        value is not None
        and value > 1
        and value == (theirs.low if theirs.low is not None else theirs.high)
        and draft.unit_class in {earlier.unit_class, "none"}
    )


def _repeated_features(draft: Draft, earlier: Draft, cues: int) -> list[str]:
    value = draft.figure.low or draft.figure.high or 0
    size = "large" if value > 20 else "middle" if value > 5 else "small"
    return [
        "repeat",
        f"repeat:{size}",
        f"repeat:{size}:cues{min(cues, 2)}",
        f"repeat:other{int(earlier.measure == 'other')}",
        f"repeat:unit{int(draft.unit == earlier.unit)}",
        f"repeat:headline{int(earlier.headline)}",
    ]


def _rank(draft: Draft, hit: Hit, cues: Sequence[Hit]) -> int:
    """How many cues stand nearer to the figure on the same side, at most 2."""
    if hit.start >= draft.figure.end:
        return min(2, sum(draft.figure.end <= c.start < hit.start for c in cues))
    return min(2, sum(hit.end < c.end <= draft.figure.start for c in cues))


def _default_features(measure: str, view: _View, draft: Draft, cues: int) -> list[str]:
    return [
        f"none:{measure}",
        f"none:{draft.unit_class}:{measure}",
        f"none:{draft.unit or 'nothing'}:{measure}",
        f"none:{measure}:cues{min(cues, 3)}",
        f"none:{measure}:headline{int(draft.headline)}",
        f"none:{measure}:group:{draft.group}",
        f"entry:{draft.noun.cue.rule if draft.noun else ''}:{measure}",
        f"none:{measure}:{draft.figure.bound}",
        f"none:{measure}:lead:{view.lead}",
        f"none:{measure}:{draft.unit_class}:lead:{view.lead}",
        *(f"none:{measure}:verb:{v}" for v in view.verbs),
    ]


def _cue_features(
    scene: Scene, draft: Draft, hit: Hit, relation: Relation, view: _View
) -> list[str]:
    measure, letter = hit.cue.value, _CUE_LETTERS[hit.cue.kind]
    side, distance, figures, pauses, joins, clauses = relation
    place, unit, noun = letter + side, draft.unit_class, draft.noun
    features = [
        letter,
        place,
        f"{place}d{distance}",
        f"{place}f{figures}",
        f"{side}p{pauses}",
        f"{place}j{joins}",
        f"{side}s{clauses}",
        f"{side}f{figures}p{pauses}j{joins}",
        f"{side}:{measure}",
        f"entry:{hit.cue.rule}",
        f"m:{measure}",
        f"u:{unit}:{measure}",
        f"{letter}:{measure}",
        f"{place}kind:{draft.figure.kind}",
        f"lead:{view.lead}:{place}",
        f"lead:{view.lead}:{side}:{measure}",
        f"{place}b{scene.before(hit.start)}",
        *(f"verb:{verb}:{place}" for verb in view.verbs),
    ]
    features += _clause_features(scene, draft, hit, relation)
    if noun:
        features.append(f"entry:{noun.cue.rule}:{measure}")
        if noun.start <= hit.start < noun.end:
            features += ["noun itself", f"noun itself:{letter}"]
        elif draft.what and draft.what[0] <= hit.start < draft.what[1]:
            features.append(f"in noun phrase:{letter}:{unit}")
    if draft.group:
        features.append(f"group:{draft.group}:{measure}")
    if unit == "thing":
        features.append(f"unit:{draft.unit}:{measure}")
    if draft.headline:
        features.append(f"headline:{place}")
    if view.previous and view.previous.sentence == draft.sentence:
        features += _parallel_features(hit, relation, place, view.previous)
    return features


def _clause_features(scene: Scene, draft: Draft, hit: Hit, relation: Relation) -> list[str]:
    """What tells whether the figure and the cue belong to one clause, and in which parts of it."""
    place = _CUE_LETTERS[hit.cue.kind] + relation.side
    gap = f"s{relation.clauses}p{relation.pauses}"
    if relation.side == "L":
        verbs = scene.verbs_between(hit.end, draft.figure.start)
        return [f"{place}v{verbs}", f"{place}v{verbs}{gap}"]
    verbs = scene.verbs_between(draft.figure.end, hit.start)
    features = [f"{place}v{verbs}", f"{place}v{verbs}{gap}"]
    if relation.side == "R":
        acts = f"{place}object{scene.has_object(hit)}"
        features += [acts, f"{acts}s{relation.clauses}"]
    return features


def _parallel_features(hit: Hit, relation: Relation, place: str, previous: Draft) -> list[str]:
    """How the cue stands to the one that the last figure of the sentence took."""
    cue = previous.measure_cue
    if cue is None:
        return [f"untaken:{place}"]
    side = "L" if cue.start < previous.figure.start else "R"
    return [
        f"taken{int(cue == hit)}:{place}j{relation.joins}",
        f"parallel:{side}{relation.side}f{relation.figures}",
    ]
