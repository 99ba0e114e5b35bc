"""When a figure holds: which time expression reaches it, the day of the report, or none."""

from collections.abc import Sequence

from counterclaim.assembly.around import Around, carried_figure, carried_on
from counterclaim.assembly.draft import PUBLISHED, STANDING, Draft
from counterclaim.assembly.earlier import earlier, is_alike, is_near, nearest, order, voice_of
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.setting import dates
from counterclaim.assembly.speech import beside_speech


def time_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The time expressions of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = [i for i in scene.times[draft.sentence] if dates(scene.marks.times[i])]
    own_count, voice = min(len(own), 1), voice_of(draft, previous)
    measure, alike = draft.measure, is_alike(draft, previous)
    nothing = ((_no_time, measure, voice, own_count),)
    candidates = [Candidate(None, nothing, None, NOTHING)]
    published = scene.reading.document.imprint.published
    if published is not None:
        evidence = _report_evidence(scene, draft, previous, voice, own_count)
        candidates.append(Candidate(PUBLISHED, evidence, published.date(), NOTHING))
    last = None if previous is None else previous.time
    candidates += _own_times(scene, draft, own, last)
    if draft.headline:
        return candidates
    sourced, standing = draft.statement is not None, measure in STANDING
    figure = (carried_figure, voice, alike, measure, sourced, draft.unit_class)
    near = is_near(draft, previous)
    for a in _times_around(scene, draft.sentence, own_count):
        carried = (*a.where, a.mention == last, near, alike, standing)
        candidates.append(Candidate(a.mention, (figure, carried, a.told), a.answer, NOTHING))
    return candidates


def _own_times(
    scene: Scene, draft: Draft, own: Sequence[int], carried: int | None
) -> list[Candidate]:
    beside = nearest(draft, [(i, scene.marks.times[i].start) for i in own])
    standing, candidates = draft.measure in STANDING, []
    for index in own:
        time = scene.marks.times[index]
        relation = scene.relation(draft.figure, time.start, time.end)
        speech = beside_speech(scene, draft.sentence, time.start, time.end)
        known = time.first is not None or time.last is not None
        first, last = index == own[0], index == own[-1]
        evidence = (
            (_own_time, relation, time.grain, index in beside),
            (_own_days, time.since, known, speech, standing, time.running, draft.measure),
            (_own_count, min(len(own), 3), carried == index, last, first),
        )
        answer = time.last or time.first or index
        candidates.append(Candidate(index, evidence, answer, NOTHING))
    return candidates


def _times_around(scene: Scene, sentence: int, own_count: int) -> Sequence[Around]:
    """The times that the figures of a sentence could have from others: before it, then the next."""
    known = scene.times_around.get(sentence)
    if known is None:
        following = sentence + 1
        found = earlier(scene, sentence, scene.times)
        found += [("next", following, i) for i in scene.times[following]]
        known = scene.times_around[sentence] = [
            _time_around(scene, own_count, *where)
            for where in found
            if dates(scene.marks.times[where[2]])
        ]
    return known


def _time_around(scene: Scene, own_count: int, back: str, other: int, index: int) -> Around:
    time = scene.marks.times[index]
    speech = beside_speech(scene, other, time.start, time.end)
    where = (_carried_time, back, own_count, *order(scene.times, other, index), time.running)
    answer = time.last or time.first or index
    return Around(index, answer, where, (_carried_grain, time.grain, speech), NOTHING)


def _report_evidence(
    scene: Scene, draft: Draft, previous: Draft | None, voice: str, own_count: int
) -> list[Evidence]:
    """What speaks for the day of the report itself."""
    lead, quoted = scene.lead(draft.figure), scene.quoted(draft.figure.start) >= 0
    return [
        (_day_of_report, draft.measure, voice, own_count, draft.headline),
        (_way_of_report, lead, quoted, scene.era(draft.sentence), draft.unit_class),
        (
            _report_carried,
            previous is not None and previous.time == PUBLISHED,
            previous is not None and previous.time is None,
            is_alike(draft, previous),
        ),
    ]


def _no_time(measure: str, voice: str, own: int) -> Sequence[str]:
    return "none", f"none:measure:{measure}", f"none:{voice}:own{own}"


def _day_of_report(measure: str, voice: str, own: int, headline: bool) -> Sequence[str]:
    return (
        "report",
        f"report:measure:{measure}",
        f"report:{voice}:own{own}",
        f"report:headline{int(headline)}",
    )


def _way_of_report(lead: str, quoted: bool, era: str, unit_class: str) -> Sequence[str]:
    return (
        f"report:after {lead}",
        f"report:quoted{int(quoted)}",
        f"report:era:{era}",
        f"report:unit:{unit_class}",
    )


def _report_carried(carried: bool, undated: bool, alike: bool) -> Sequence[str]:
    return (f"report:carried{int(carried)}undated{int(undated)}same{int(alike)}",)


def _own_time(relation: Relation, grain: str, nearest: bool) -> Sequence[str]:
    side, distance, _, pauses, joins, clauses = relation
    return (
        f"own:{side}d{distance}",
        f"own:{side}p{pauses}",
        f"own:{side}s{clauses}",
        f"own:{side}j{joins}",
        f"own:{side}{grain}",
        f"own:{side}nearest{int(nearest)}",
    )


def _own_days(
    since: bool, known: bool, speech: str, standing: bool, running: bool, measure: str
) -> Sequence[str]:
    return (
        f"own:since{int(since)}",
        f"own:known{int(known)}",
        f"own:speech{speech}",
        f"own:standing{int(standing)}running{int(running)}",
        f"own:measure:{measure}",
    )


def _own_count(count: int, carried: bool, last: bool, first: bool) -> Sequence[str]:
    return (
        f"own:count{count}",
        f"own:carried{int(carried)}",
        f"own:last{int(last)}first{int(first)}",
    )


def _carried_time(
    back: str,
    own: int,
    first: bool,
    last: bool,
    running: bool,
    carried: bool,
    near: bool,
    alike: bool,
    standing: bool,
) -> Sequence[str]:
    return (
        f"carry{back}:own{own}",
        f"carry{back}:order{int(first)}{int(last)}",
        f"carry{back}:carried{int(carried)}",
        f"carry:standing{int(standing)}running{int(running)}",
        *carried_on(carried, near, alike),
    )


def _carried_grain(grain: str, speech: str) -> Sequence[str]:
    return f"carry:{grain}", f"carry:speech{speech}"
