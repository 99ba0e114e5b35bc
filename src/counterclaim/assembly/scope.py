"""Where and when a figure holds: which place and which time expression reach it, or none."""

from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Relation, Scene

_BACK = 3
"""Sentences looked back for a place or time; further off, the headline's or none."""


def place_candidates(scene: Scene, draft: Draft, previous: Draft | None) -> list[Candidate]:
    """The places of this sentence and of those before it, or none."""
    own = scene.places.get(draft.sentence, ())
    candidates = [Candidate(None, _none_features("place", draft, len(own)))]
    for index in own:
        place = scene.marks.places[index]
        relation = scene.relation(draft.figure, place.start, place.end)
        features = _own_features(draft, relation, len(own))
        features += [
            f"own:{relation.side}prep{int(place.prepositional)}",
            f"own:{relation.side}coded{int(bool(place.code))}",
            f"own:source{int(_in_source(scene, draft, place.start, place.end))}",
            f"own:what{int(_overlaps(draft.what, place.start, place.end))}",
            f"own:last{int(index == own[-1])}first{int(index == own[0])}",
        ]
        candidates.append(Candidate(index, features))
    if draft.headline:
        return candidates
    for back, index in _earlier(scene, draft, scene.places):
        place = scene.marks.places[index]
        carried = previous is not None and previous.place == index
        group = scene.places[draft.sentence - back] if back <= _BACK else ()
        features = _carried_features(draft, back, carried, len(own), previous)
        features += [
            f"carry:prep{int(place.prepositional)}",
            f"carry:coded{int(bool(place.code))}",
            f"carry{back}:last{int(bool(group) and index == group[-1])}first{int(bool(group) and index == group[0])}",
        ]
        candidates.append(Candidate(index, features))
    return candidates


def time_candidates(scene: Scene, draft: Draft, previous: Draft | None) -> list[Candidate]:
    """The time expressions of this sentence and of those before it, or none."""
    own = [i for i in scene.times.get(draft.sentence, ()) if _dates(scene, i)]
    candidates = [Candidate(None, _none_features("time", draft, len(own)))]
    for index in own:
        time = scene.marks.times[index]
        relation = scene.relation(draft.figure, time.start, time.end)
        features = _own_features(draft, relation, len(own))
        features += [
            f"own:{relation.side}{time.grain}",
            f"own:running{int(time.running)}",
            f"own:since{int(time.since)}",
            f"own:known{int(time.first is not None or time.last is not None)}",
            f"own:speech{_beside_speech(scene, draft.sentence, time.start, time.end)}",
            f"own:last{int(index == own[-1])}first{int(index == own[0])}",
        ]
        candidates.append(Candidate(index, features))
    if draft.headline:
        return candidates
    for back, index in _earlier(scene, draft, scene.times):
        if not _dates(scene, index):
            continue
        time = scene.marks.times[index]
        carried = previous is not None and previous.time == index
        features = _carried_features(draft, back, carried, len(own), previous)
        sentence = scene.sentence_of(time.start)
        features += [
            f"carry:{time.grain}",
            f"carry:running{int(time.running)}",
            f"carry:since{int(time.since)}",
            f"carry:speech{_beside_speech(scene, sentence, time.start, time.end)}",
        ]
        candidates.append(Candidate(index, features))
    return candidates


def _dates(scene: Scene, index: int) -> bool:
    """Whether a time expression can date a figure; clock times, durations and ages cannot."""
    time = scene.marks.times[index]
    return time.grain not in {"time", "duration", "age"} or time.first is not None


def _none_features(task: str, draft: Draft, own: int) -> list[str]:
    return [
        "none",
        f"none:own{min(own, 2)}",
        f"none:headline{int(draft.headline)}:own{min(own, 1)}",
        f"none:measure:{draft.measure}",
        f"none:unit:{draft.unit_class}",
        f"none:{task}:article{int(draft.figure.article)}",
        f"none:early{int(draft.sentence < 4)}",
        f"none:sourced{int(draft.statement is not None)}",
    ]


def _own_features(draft: Draft, relation: Relation, count: int) -> list[str]:
    side = relation.side
    return [
        "own",
        f"own:{side}",
        f"own:{side}d{relation.distance}",
        f"own:{side}f{relation.figures}",
        f"own:{side}p{relation.pauses}",
        f"own:{side}s{relation.clauses}",
        f"own:{side}j{relation.joins}",
        f"own:{side}count{min(count, 3)}",
        f"own:headline{int(draft.headline)}",
        f"own:measure:{draft.measure}",
    ]


def _carried_features(
    draft: Draft, back: int, carried: bool, own: int, previous: Draft | None
) -> list[str]:
    same = previous is not None and previous.measure == draft.measure
    near = previous is not None and previous.sentence >= draft.sentence - 1
    return [
        f"carry{back}",
        f"carry{back}:own{min(own, 1)}",
        f"carry{back}:carried{int(carried)}",
        f"carry:carried{int(carried)}near{int(near)}same{int(same)}",
        f"carry:measure:{draft.measure}",
        f"carry:sourced{int(draft.statement is not None)}",
        f"carry:unit:{draft.unit_class}",
    ]


def _earlier(
    scene: Scene, draft: Draft, by_sentence: dict[int, list[int]]
) -> list[tuple[int, int]]:
    """Give (sentences back, index) of the mentions before this sentence, nearest first.

    Beyond the nearest sentences, the last mention of all is kept as "far" (back = _BACK + 1).
    """
    found: list[tuple[int, int]] = []
    for back in range(1, _BACK + 1):
        if draft.sentence >= back:
            found += [(back, i) for i in by_sentence.get(draft.sentence - back, ())]
    if not found:
        for sentence in range(draft.sentence - _BACK - 1, -1, -1):
            if sentence in by_sentence:
                found = [(_BACK + 1, i) for i in by_sentence[sentence]]
                break
    return found


def _in_source(scene: Scene, draft: Draft, start: int, end: int) -> bool:
    for index in scene.statements.get(draft.sentence, ()):
        statement = scene.marks.statements[index]
        if statement.source_start < end and start < statement.source_end:
            return True
    return False


def _overlaps(run: tuple[int, int] | None, start: int, end: int) -> bool:
    return run is not None and run[0] < end and start < run[1]


def _beside_speech(scene: Scene, sentence: int, start: int, end: int) -> str:
    """Whether a time stands by a speech verb, and so may only be the time of speaking."""
    for index in scene.statements.get(sentence, ()):
        statement = scene.marks.statements[index]
        left = min(statement.cue_start, *(x for x in (statement.source_start,) if x >= 0), start)
        right = max(statement.cue_end, statement.source_end)
        if 0 <= start - right < 6 or (end <= left and left - end < 6):
            return "touching"
        if 0 <= start - right < 40:
            return "near"
    return "apart"
