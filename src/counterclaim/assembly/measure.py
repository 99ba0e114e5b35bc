"""Which measure a figure asserts: the cue that governs it among those of its sentence."""

from collections.abc import Iterator

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Scene
from counterclaim.model import Hit, Kind

_CUE_LETTERS = {
    "measures.active": "A",
    "measures.state": "S",
    "measures.noun": "N",
    "measures.weak": "W",
    "nouns.asserting": "P",
}


def measure_candidates(
    scene: Scene, draft: Draft, previous: Draft | None
) -> list[Candidate]:
    """The cues of the sentence, the last figure's measure, the headline's, or no cue ("other")."""
    cues = scene.cues.get(draft.sentence, ())
    unit = f"{draft.unit_class}"
    candidates = [Candidate(("other", None), _default_features("other", draft, len(cues)))]
    if draft.figure.kind is Kind.MEASUREMENT:
        features = _default_features("measurement", draft, len(cues))
        candidates.append(Candidate(("measurement", None), features))
    nearest = _nearest(scene, draft, cues)
    for hit in cues:
        candidates.append(Candidate((hit.cue.value, hit), list(_cue_features(scene, draft, hit, nearest))))
    if previous and previous.measure != "other":
        same = previous.sentence == draft.sentence
        gap = draft.sentence - previous.sentence
        features = [
            f"carry{min(gap, 2)}",
            f"carry{min(gap, 2)}:cues{min(len(cues), 2)}",
            f"carry:{unit}:{previous.unit_class}",
            f"m:{previous.measure}",
            f"u:{unit}:{previous.measure}",
            f"carry:{previous.measure}:{int(same)}",
        ]
        if same:
            relation = scene.relation(draft.figure, previous.figure.start, previous.figure.end)
            features += [f"carry:p{relation.pauses}", f"carry:j{relation.joins}"]
            features.append(f"carry:s{relation.clauses}")
        candidates.append(Candidate((previous.measure, previous.measure_cue), features))
    return candidates


def _default_features(measure: str, draft: Draft, cues: int) -> list[str]:
    return [
        f"none:{measure}",
        f"none:{draft.unit_class}:{measure}",
        f"none:{draft.unit or 'nothing'}:{measure}",
        f"none:{measure}:cues{min(cues, 3)}",
        f"none:{measure}:headline{int(draft.headline)}",
    ]


def _nearest(scene: Scene, draft: Draft, cues: list[Hit] | tuple[Hit, ...]) -> set[int]:
    """The starts of the nearest cue on either side."""
    left = [h.start for h in cues if h.end <= draft.figure.start]
    right = [h.start for h in cues if h.start >= draft.figure.end]
    return {*left[-1:], *right[:1]} | ({max(left)} if left else set()) | (
        {min(right)} if right else set()
    )


def _cue_features(scene: Scene, draft: Draft, hit: Hit, nearest: set[int]) -> Iterator[str]:
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
    yield f"{place}near{int(hit.start in nearest)}"
    yield f"{relation.side}f{relation.figures}p{relation.pauses}j{relation.joins}"
    yield f"m:{measure}"
    yield f"u:{draft.unit_class}:{measure}"
    yield f"{letter}:{measure}"
    yield f"{place}kind:{draft.figure.kind}"
    if draft.unit_class == "thing":
        yield f"unit:{draft.unit}:{measure}"
    if draft.noun and draft.noun.start <= hit.start < draft.noun.end:
        yield "noun itself"
        yield f"noun itself:{letter}"
    if draft.headline:
        yield f"headline:{place}"
