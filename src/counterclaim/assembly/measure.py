"""Which measure a figure asserts: the cue that governs it among those of its sentence."""

from collections.abc import Iterator, Sequence

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Relation, Scene
from counterclaim.model import Hit, Kind

_CUE_LETTERS = {
    "measures.active": "A",
    "measures.state": "S",
    "measures.noun": "N",
    "measures.weak": "W",
    "nouns.asserting": "P",
}


def measure_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The cues of the sentence, a measure carried over from earlier figures, or no cue ("other")."""
    cues = scene.cues[draft.sentence]
    previous = history[-1] if history else None
    candidates = [
        Candidate(("other", None), _default_features("other", scene, draft, len(cues)), "other")
    ]
    if draft.figure.kind is Kind.MEASUREMENT:
        features = _default_features("measurement", scene, draft, len(cues))
        candidates.append(Candidate(("measurement", None), features, "measurement"))
    for hit in cues:
        features = list(_cue_features(scene, draft, hit, previous))
        features.append(f"{_CUE_LETTERS[hit.cue.kind]}rank{_rank(draft, hit, cues)}")
        candidates.append(Candidate((hit.cue.value, hit), features, hit.cue.value))
    if previous and previous.measure != "other":
        features = _carried_features(scene, draft, previous, len(cues))
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


def _carried_features(scene: Scene, draft: Draft, previous: Draft, cues: int) -> list[str]:
    gap, unit = min(draft.sentence - previous.sentence, 2), draft.unit_class
    features = [
        f"carry{gap}",
        f"carry{gap}:cues{min(cues, 2)}",
        f"carry:{unit}:{previous.unit_class}",
        f"carry{gap}:unit{int(draft.unit == previous.unit)}",
        f"m:{previous.measure}",
        f"u:{unit}:{previous.measure}",
        f"carry{gap}:{previous.measure}",
        f"carry{gap}:lead:{scene.lead(draft.figure)}",
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


def _governed(scene: Scene, draft: Draft) -> tuple[str, str, str]:
    left, right = scene.governing(draft.figure)
    return f"L{left}", f"R{right}", f"L{left[:1]}R{right[:1]}:{scene.lead(draft.figure)}"


def _default_features(measure: str, scene: Scene, draft: Draft, cues: int) -> list[str]:
    return [
        f"none:{measure}",
        f"none:{draft.unit_class}:{measure}",
        f"none:{draft.unit or 'nothing'}:{measure}",
        f"none:{measure}:cues{min(cues, 3)}",
        f"none:{measure}:headline{int(draft.headline)}",
        f"none:{measure}:group:{draft.group}",
        f"entry:{draft.noun.cue.rule if draft.noun else ''}:{measure}",
        f"none:{measure}:{draft.figure.bound}",
        f"none:{measure}:lead:{scene.lead(draft.figure)}",
        f"none:{measure}:{draft.unit_class}:lead:{scene.lead(draft.figure)}",
        *(f"none:{measure}:verb:{v}" for v in _governed(scene, draft)),
    ]


def _cue_features(scene: Scene, draft: Draft, hit: Hit, previous: Draft | None) -> Iterator[str]:
    measure, letter = hit.cue.value, _CUE_LETTERS[hit.cue.kind]
    relation = scene.relation(draft.figure, hit.start, hit.end)
    place = letter + relation.side
    yield letter
    yield place
    yield f"{place}d{relation.distance}"
    yield f"{place}f{relation.figures}"
    yield f"{relation.side}p{relation.pauses}"
    yield f"{place}j{relation.joins}"
    yield f"{relation.side}s{relation.clauses}"
    yield f"{relation.side}f{relation.figures}p{relation.pauses}j{relation.joins}"
    yield f"{relation.side}:{measure}"
    yield f"entry:{hit.cue.rule}"
    if draft.noun:
        yield f"entry:{draft.noun.cue.rule}:{measure}"
    if draft.group:
        yield f"group:{draft.group}:{measure}"
    yield f"m:{measure}"
    yield f"u:{draft.unit_class}:{measure}"
    yield f"{letter}:{measure}"
    yield f"{place}kind:{draft.figure.kind}"
    yield from _clause_features(scene, draft, hit, relation, place)
    if draft.unit_class == "thing":
        yield f"unit:{draft.unit}:{measure}"
    if draft.noun and draft.noun.start <= hit.start < draft.noun.end:
        yield "noun itself"
        yield f"noun itself:{letter}"
    elif draft.what and draft.what[0] <= hit.start < draft.what[1]:
        yield f"in noun phrase:{letter}:{draft.unit_class}"
    if draft.headline:
        yield f"headline:{place}"
    if previous and previous.sentence == draft.sentence:
        yield from _parallel_features(hit, relation, place, previous)


def _clause_features(
    scene: Scene, draft: Draft, hit: Hit, relation: Relation, place: str
) -> Iterator[str]:
    """What tells whether the figure and the cue belong to one clause, and in which parts of it."""
    lead = scene.lead(draft.figure)
    yield f"lead:{lead}:{place}"
    yield f"lead:{lead}:{relation.side}:{hit.cue.value}"
    yield f"{place}b{scene.before(hit.start)}"
    if relation.side == "L":
        verbs = scene.verbs_between(hit.end, draft.figure.start)
    else:
        verbs = scene.verbs_between(draft.figure.end, hit.start)
    yield f"{place}v{verbs}"
    yield f"{place}v{verbs}s{relation.clauses}p{relation.pauses}"
    for verb in _governed(scene, draft):
        yield f"verb:{verb}:{place}"
    if relation.side == "R":
        yield f"{place}object{scene.has_object(hit)}"
        yield f"{place}object{scene.has_object(hit)}s{relation.clauses}"


def _parallel_features(hit: Hit, relation: Relation, place: str, previous: Draft) -> Iterator[str]:
    """How the cue stands to the one that the last figure of the sentence took."""
    cue = previous.measure_cue
    if cue is None:
        yield f"untaken:{place}"
        return
    yield f"taken{int(cue == hit)}:{place}j{relation.joins}"
    side = "L" if cue.start < previous.figure.start else "R"
    yield f"parallel:{side}{relation.side}f{relation.figures}"
