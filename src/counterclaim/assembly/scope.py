"""Where and when a figure holds: which place and which time expression reach it, or none."""

from collections.abc import Mapping, Sequence

from counterclaim.assembly.draft import STANDING, Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.setting import dates

_BACK = 3
"""Sentences looked back for a place or time; further off, the headline's or none."""


def place_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The places of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = scene.places[draft.sentence]
    era = scene.era(draft.sentence)
    nothing = [
        "none",
        f"none:measure:{draft.measure}",
        f"none:unit:{draft.unit_class}",
        f"none:early{int(draft.sentence < 4)}",
        f"none:sourced{int(draft.statement is not None)}",
        f"none:{_voice(draft, previous)}:own{min(len(own), 1)}",
        f"none:era:{era}",
        f"none:era:{era}:own{min(len(own), 1)}",
        f"none:quoted{int(scene.quoted(draft.figure.start) >= 0)}:own{min(len(own), 1)}",
        f"none:{_placed(previous)}:alike{int(_alike(draft, previous))}",
        f"none:kind:{draft.figure.kind}:own{min(len(own), 1)}",
    ]
    candidates = [Candidate(None, nothing)]
    nearest = _nearest(draft, [(i, scene.marks.places[i].start) for i in own])
    for index in own:
        features = _own_place(scene, draft, index, index in nearest)
        features.append(f"own:last{int(index == own[-1])}first{int(index == own[0])}")
        candidates.append(Candidate(index, features, scene.localities[index]))
    if draft.headline:
        return candidates
    for back, index in _earlier(scene, draft, scene.places):
        place = scene.marks.places[index]
        carried = _same_place(scene, previous, index)
        features = [
            _carried(draft, carried, previous),
            f"carry:{_voice(draft, previous)}:measure{int(_alike(draft, previous))}",
            f"carry:measure:{draft.measure}",
            f"carry:sourced{int(draft.statement is not None)}",
            f"carry:level:{place.level}",
            f"carry:prep:{place.preposition}level:{place.level}",
            f"carry{back}:order{_order(scene.places, scene.sentence_of(place.start), index)}",
            f"carry{back}:own{min(len(own), 1)}level:{place.level}",
            f"carry:prominence{scene.prominence(index)}",
            f"carry:era:{era}:{scene.era(scene.sentence_of(place.start))}",
            f"carry:chain:{scene.chains[index]}",
            f"carry:body{int(index in scene.bodies)}",
            f"carry{back}:paragraph{int(_same_paragraph(scene, draft, place.start))}",
            f"carry:unit:{draft.unit_class}",
            f"carry:named{int(index in scene.spoken)}",
        ]
        candidates.append(Candidate(index, features, scene.localities[index]))
    return candidates


def _own_place(scene: Scene, draft: Draft, index: int, nearest: bool) -> list[str]:
    place = scene.marks.places[index]
    relation = scene.relation(draft.figure, place.start, place.end)
    side = relation.side
    return [
        "own",
        f"own:{side}",
        f"own:{side}f{relation.figures}",
        f"own:{side}p{relation.pauses}",
        f"own:{side}s{relation.clauses}",
        f"own:{side}j{relation.joins}",
        f"own:headline{int(draft.headline)}",
        f"own:{side}level:{place.level}",
        f"own:prep:{place.preposition}level:{place.level}",
        f"own:source{int(_in_source(scene, draft, place.start, place.end))}",
        f"own:what{int(_overlaps(draft.what, place.start, place.end))}",
        f"own:{side}nearest{int(nearest)}:{place.preposition}",
        f"own:name{int(index in scene.spoken)}",
        f"own:prominence{scene.prominence(index)}",
        f"own:chain:{scene.chains[index]}:{side}",
        f"own:chain:{scene.chains[index]}:{place.level}",
        f"own:body{int(index in scene.bodies)}",
        f"own:d{relation.distance}:{place.level}",
    ]


def _placed(previous: Draft | None) -> str:
    return "placed" if previous is not None and previous.place is not None else "unplaced"


def _same_paragraph(scene: Scene, draft: Draft, place: int) -> bool:
    return (
        scene.sentences[scene.sentence_of(place)].paragraph
        == scene.sentences[draft.sentence].paragraph
    )


def _voice(draft: Draft, previous: Draft | None) -> str:
    """Whether the voice of the last figure still speaks; a new one seldom goes on with its place."""
    if previous is None or draft.statement is None:
        return "no voice"
    return "same voice" if previous.statement == draft.statement else "new voice"


def _alike(draft: Draft, previous: Draft | None) -> bool:
    return previous is not None and previous.measure == draft.measure


def _carried(draft: Draft, carried: bool, previous: Draft | None) -> str:
    """Whether the last figure was linked to the same, how near it stands, whether alike in measure."""
    same = _alike(draft, previous)
    near = previous is not None and previous.sentence >= draft.sentence - 1
    return f"carry:carried{int(carried)}near{int(near)}same{int(same)}"


def _same_place(scene: Scene, previous: Draft | None, index: int) -> bool:
    """Whether the last figure was placed in the same locality."""
    if previous is None or previous.place is None:
        return False
    return scene.localities[previous.place] == scene.localities[index]


def _nearest(draft: Draft, starts: Sequence[tuple[int, int]]) -> set[int]:
    """Indexes of the mentions nearest to the figure on either side."""
    left = [i for i, start in starts if start < draft.figure.start]
    right = [i for i, start in starts if start >= draft.figure.start]
    return {*left[-1:], *right[:1]}


def _order(by_sentence: Mapping[int, Sequence[int]], sentence: int, index: int) -> str:
    """Whether a mention is the first or last of its sentence."""
    group = by_sentence[sentence]
    return f"{int(bool(group) and group[0] == index)}{int(bool(group) and group[-1] == index)}"


def time_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The time expressions of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = [i for i in scene.times[draft.sentence] if dates(scene.marks.times[i])]
    voice = f"none:{_voice(draft, previous)}:own{min(len(own), 1)}"
    candidates = [Candidate(None, ["none", f"none:measure:{draft.measure}", voice])]
    nearest = _nearest(draft, [(i, scene.marks.times[i].start) for i in own])
    for index in own:
        time = scene.marks.times[index]
        features = _own_time(scene, draft, index, index in nearest)
        features += [
            f"own:count{min(len(own), 3)}",
            f"own:carried{int(previous is not None and previous.time == index)}",
            f"own:last{int(index == own[-1])}first{int(index == own[0])}",
        ]
        candidates.append(Candidate(index, features, time.last or time.first or index))
    if draft.headline:
        return candidates
    for back, index in _earlier(scene, draft, scene.times):
        if not dates(scene.marks.times[index]):
            continue
        time = scene.marks.times[index]
        sentence = scene.sentence_of(time.start)
        carried = previous is not None and previous.time == index
        features = [
            f"carry{back}:own{min(len(own), 1)}",
            f"carry{back}:carried{int(carried)}",
            _carried(draft, carried, previous),
            f"carry:{_voice(draft, previous)}:measure{int(_alike(draft, previous))}",
            f"carry:measure:{draft.measure}",
            f"carry:sourced{int(draft.statement is not None)}",
            f"carry:unit:{draft.unit_class}",
            f"carry:{time.grain}",
            f"carry:speech{_beside_speech(scene, sentence, time.start, time.end)}",
            f"carry:standing{int(draft.measure in STANDING)}running{int(time.running)}",
            f"carry{back}:order{_order(scene.times, sentence, index)}",
        ]
        candidates.append(Candidate(index, features, time.last or time.first or index))
    return candidates


def _own_time(scene: Scene, draft: Draft, index: int, nearest: bool) -> list[str]:
    time = scene.marks.times[index]
    relation = scene.relation(draft.figure, time.start, time.end)
    side = relation.side
    return [
        f"own:{side}d{relation.distance}",
        f"own:{side}p{relation.pauses}",
        f"own:{side}s{relation.clauses}",
        f"own:{side}j{relation.joins}",
        f"own:{side}{time.grain}",
        f"own:{side}nearest{int(nearest)}",
        f"own:since{int(time.since)}",
        f"own:known{int(time.first is not None or time.last is not None)}",
        f"own:speech{_beside_speech(scene, draft.sentence, time.start, time.end)}",
        f"own:standing{int(draft.measure in STANDING)}running{int(time.running)}",
        f"own:measure:{draft.measure}",
    ]


def _earlier(
    scene: Scene, draft: Draft, by_sentence: Mapping[int, Sequence[int]]
) -> list[tuple[str, int]]:
    """Give (how far back, index) of the mentions before this sentence, nearest first.

    The nearest sentences count 1 to _BACK; beyond them the first mentions of the body are the "lead",
    and where nothing is near the last mention of all is "far".
    """
    found: list[tuple[str, int]] = []
    for back in range(1, _BACK + 1):
        sentence = draft.sentence - back
        if sentence >= 0:
            name = "title" if scene.sentences[sentence].headline else str(back)
            found += [(name, i) for i in by_sentence[sentence]]
    floor = draft.sentence - _BACK - 1
    if not found:
        sentence = next((s for s in range(floor, -1, -1) if s in by_sentence), -1)
        found = [("far", i) for i in by_sentence[sentence]]
    known = {i for _, i in found}
    lead = next((s for s in range(scene.body, floor + 1) if s in by_sentence), -1)
    found += [("lead", i) for i in by_sentence[lead] if i not in known]
    return found


def _in_source(scene: Scene, draft: Draft, start: int, end: int) -> bool:
    for index in scene.statements[draft.sentence]:
        statement = scene.marks.statements[index]
        if statement.source_start < end and start < statement.source_end:
            return True
    return False


def _overlaps(run: tuple[int, int] | None, start: int, end: int) -> bool:
    return run is not None and run[0] < end and start < run[1]


def _beside_speech(scene: Scene, sentence: int, start: int, end: int) -> str:
    """Whether a time stands by a speech verb, and so may only be the time of speaking."""
    for index in scene.statements[sentence]:
        statement = scene.marks.statements[index]
        named = statement.source_start >= 0
        left = min(statement.cue_start, statement.source_start) if named else statement.cue_start
        right = max(statement.cue_end, statement.source_end)
        if 0 <= start - right < 6 or (end <= left and left - end < 6):
            return "touching"
        if 0 <= start - right < 40:
            return "near"
    return "apart"
