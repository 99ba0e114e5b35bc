"""Where and when a figure holds: which place and which time expression reach it, or none."""

from collections.abc import Mapping, Sequence

from counterclaim.assembly.draft import PUBLISHED, STANDING, Draft
from counterclaim.assembly.linker import Candidate, Evidence
from counterclaim.assembly.scene import Relation, Scene
from counterclaim.assembly.setting import dates
from counterclaim.assembly.speech import beside_speech, in_source

_BACK = 3
"""Sentences looked back for a place or time; further off, the headline's or none."""


def place_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The places of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = scene.places[draft.sentence]
    own_count, era = min(len(own), 1), scene.era(draft.sentence)
    voice, alike = _voice(draft, previous), _alike(draft, previous)
    sourced, quoted = draft.statement is not None, scene.quoted(draft.figure.start) >= 0
    nothing = (
        (_no_place, draft.measure, draft.unit_class, draft.sentence < 4, sourced),
        (_no_place_own, own_count, voice, era, quoted, draft.kind),
        f"none:{_placed(previous)}:alike{int(alike)}",
    )
    candidates = [Candidate(None, nothing)]
    nearest = _nearest(draft, [(i, scene.marks.places[i].start) for i in own])
    for index in own:
        evidence = _own_place_evidence(scene, draft, index, index in nearest)
        evidence.append((_end_of_own, index == own[-1], index == own[0]))
        place = scene.marks.places[index]
        evidence.append((_own_kind, place.level, scene.described(index), scene.before(place.start)))
        candidates.append(Candidate(index, evidence, scene.localities[index]))
    if draft.headline:
        return candidates
    figure = (_carried_figure, voice, alike, draft.measure, sourced, draft.unit_class)
    for back, sentence, index in _earlier(scene, draft, scene.places):
        place = scene.marks.places[index]
        where = (
            _carried_from, back, own_count, place.level,
            *_order(scene.places, sentence, index), _same_paragraph(scene, draft, sentence),
        )  # fmt: skip
        carried = _carried(draft, _same_place(scene, previous, index), previous)
        evidence = [
            figure,
            where,
            (_carried_place, *scene.traits(index)),
            (_carried_kind, back, scene.described(index), scene.before(place.start)),
            (_carried_era, era, scene.era(sentence), *carried),
        ]
        candidates.append(Candidate(index, evidence, scene.localities[index]))
    return candidates


def _no_place(measure: str, unit_class: str, early: bool, sourced: bool) -> Sequence[str]:
    return (
        "none",
        f"none:measure:{measure}",
        f"none:unit:{unit_class}",
        f"none:early{int(early)}",
        f"none:sourced{int(sourced)}",
    )


def _no_place_own(own: int, voice: str, era: str, quoted: bool, kind: str) -> Sequence[str]:
    return (
        f"none:{voice}:own{own}",
        f"none:era:{era}",
        f"none:era:{era}:own{own}",
        f"none:quoted{int(quoted)}:own{own}",
        f"none:kind:{kind}:own{own}",
    )


def _own_kind(level: str, kind: str, before: str) -> Sequence[str]:
    return f"own:{level} after {before}", f"entry:own:{kind}"


def _carried_kind(back: str, kind: str, before: str) -> Sequence[str]:
    return f"carry{back}:after {before}", f"entry:carry:{kind}"


def _end_of_own(last: bool, first: bool) -> Sequence[str]:
    return (f"own:last{int(last)}first{int(first)}",)


def _carried_figure(
    voice: str, alike: bool, measure: str, sourced: bool, unit_class: str
) -> Sequence[str]:
    return (
        f"carry:{voice}:measure{int(alike)}",
        f"carry:measure:{measure}",
        f"carry:sourced{int(sourced)}",
        f"carry:unit:{unit_class}",
    )


def _carried_from(
    back: str, own: int, level: str, first: bool, last: bool, paragraph: bool
) -> Sequence[str]:
    return (
        f"carry{back}:order{int(first)}{int(last)}",
        f"carry{back}:own{own}level:{level}",
        f"carry{back}:paragraph{int(paragraph)}",
    )


def _carried_place(
    level: str, preposition: str, prominence: str, chain: str, body: bool, spoken: bool
) -> Sequence[str]:
    return (
        f"carry:level:{level}",
        f"carry:prep:{preposition}level:{level}",
        f"carry:prominence{prominence}",
        f"carry:chain:{chain}",
        f"carry:body{int(body)}",
        f"carry:named{int(spoken)}",
    )


def _carried_era(era: str, earlier: str, carried: bool, near: bool, alike: bool) -> Sequence[str]:
    return f"carry:era:{era}:{earlier}", *_carried_name(carried, near, alike)


def _own_place_evidence(scene: Scene, draft: Draft, index: int, nearest: bool) -> list[Evidence]:
    place = scene.marks.places[index]
    relation = scene.relation(draft.figure, place.start, place.end)
    source = in_source(scene, draft.sentence, place.start, place.end)
    what = _overlaps(draft.what, place.start, place.end)
    return [
        (_own_place, relation, place.level, draft.headline),
        (_own_traits, *scene.traits(index), relation.side),
        (_own_run, source, what, relation.side, nearest, place.preposition),
    ]


def _own_place(relation: Relation, level: str, headline: bool) -> Sequence[str]:
    side, distance, figures, pauses, joins, clauses = relation
    return (
        "own",
        f"own:{side}",
        f"own:{side}f{figures}",
        f"own:{side}p{pauses}",
        f"own:{side}s{clauses}",
        f"own:{side}j{joins}",
        f"own:headline{int(headline)}",
        f"own:{side}level:{level}",
        f"own:d{distance}:{level}",
    )


def _own_traits(
    level: str, preposition: str, prominence: str, chain: str, body: bool, spoken: bool, side: str
) -> Sequence[str]:
    return (
        f"own:prep:{preposition}level:{level}",
        f"own:name{int(spoken)}",
        f"own:prominence{prominence}",
        f"own:chain:{chain}:{side}",
        f"own:chain:{chain}:{level}",
        f"own:body{int(body)}",
    )


def _own_run(source: bool, what: bool, side: str, nearest: bool, preposition: str) -> Sequence[str]:
    return (
        f"own:source{int(source)}",
        f"own:what{int(what)}",
        f"own:{side}nearest{int(nearest)}:{preposition}",
    )


def _placed(previous: Draft | None) -> str:
    return "placed" if previous is not None and previous.place is not None else "unplaced"


def _same_paragraph(scene: Scene, draft: Draft, sentence: int) -> bool:
    return scene.sentences[sentence].paragraph == scene.sentences[draft.sentence].paragraph


def _voice(draft: Draft, previous: Draft | None) -> str:
    """Whether the voice of the last figure still speaks; a new one seldom goes on with its place."""
    if previous is None or draft.statement is None:
        return "no voice"
    return "same voice" if previous.statement == draft.statement else "new voice"


def _alike(draft: Draft, previous: Draft | None) -> bool:
    return previous is not None and previous.measure == draft.measure


def _carried(draft: Draft, carried: bool, previous: Draft | None) -> tuple[bool, bool, bool]:
    """Whether the last figure was linked to the same, stands near, and is alike in measure."""
    near = previous is not None and previous.sentence >= draft.sentence - 1
    return carried, near, _alike(draft, previous)


def _carried_name(carried: bool, near: bool, alike: bool) -> Sequence[str]:
    return (f"carry:carried{int(carried)}near{int(near)}same{int(alike)}",)


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


def _order(
    by_sentence: Mapping[int, Sequence[int]], sentence: int, index: int
) -> tuple[bool, bool]:
    """Whether a mention is the first, and whether the last, of its sentence."""
    group = by_sentence[sentence]
    return bool(group) and group[0] == index, bool(group) and group[-1] == index


def time_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The time expressions of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = [i for i in scene.times[draft.sentence] if dates(scene.marks.times[i])]
    own_count, voice = min(len(own), 1), _voice(draft, previous)
    candidates = [Candidate(None, [(_no_time, draft.measure, voice, own_count)])]
    published = scene.reading.document.imprint.published
    if published is not None:
        evidence = _report_evidence(scene, draft, previous, voice, own_count)
        candidates.append(Candidate(PUBLISHED, evidence, published.date()))
    nearest = _nearest(draft, [(i, scene.marks.times[i].start) for i in own])
    standing = draft.measure in STANDING
    for index in own:
        time = scene.marks.times[index]
        relation = scene.relation(draft.figure, time.start, time.end)
        speech = beside_speech(scene, draft.sentence, time.start, time.end)
        known = time.first is not None or time.last is not None
        carried = previous is not None and previous.time == index
        first, last = index == own[0], index == own[-1]
        evidence = [
            (_own_time, relation, time.grain, index in nearest),
            (_own_days, time.since, known, speech, standing, time.running, draft.measure),
            (_own_count, min(len(own), 3), carried, last, first),
        ]
        candidates.append(Candidate(index, evidence, time.last or time.first or index))
    if draft.headline:
        return candidates
    sourced, alike = draft.statement is not None, _alike(draft, previous)
    figure = (_carried_figure, voice, alike, draft.measure, sourced, draft.unit_class)
    around = _earlier(scene, draft, scene.times) + _later(draft, scene.times)
    for back, sentence, index in around:
        time = scene.marks.times[index]
        if not dates(time):
            continue
        carried = previous is not None and previous.time == index
        speech = beside_speech(scene, sentence, time.start, time.end)
        order = _order(scene.times, sentence, index)
        evidence = [
            figure,
            (_carried_time, back, own_count, *order, *_carried(draft, carried, previous)),
            (_carried_days, time.grain, speech, standing, time.running),
        ]
        candidates.append(Candidate(index, evidence, time.last or time.first or index))
    return candidates


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
            _alike(draft, previous),
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
    back: str, own: int, first: bool, last: bool, carried: bool, near: bool, alike: bool
) -> Sequence[str]:
    return (
        f"carry{back}:own{own}",
        f"carry{back}:carried{int(carried)}",
        f"carry{back}:order{int(first)}{int(last)}",
        *_carried_name(carried, near, alike),
    )


def _carried_days(grain: str, speech: str, standing: bool, running: bool) -> Sequence[str]:
    return (
        f"carry:{grain}",
        f"carry:speech{speech}",
        f"carry:standing{int(standing)}running{int(running)}",
    )


def _earlier(
    scene: Scene, draft: Draft, by_sentence: Mapping[int, Sequence[int]]
) -> list[tuple[str, int, int]]:
    """Give (how far back, sentence, index) of the mentions before this sentence, nearest first.

    The nearest sentences count 1 to _BACK; beyond them the first mentions of the body are the "lead",
    and where nothing is near the last mention of all is "far".
    """
    found: list[tuple[str, int, int]] = []
    for back in range(1, _BACK + 1):
        sentence = draft.sentence - back
        if sentence >= 0:
            name = "title" if scene.sentences[sentence].headline else str(back)
            found += [(name, sentence, i) for i in by_sentence[sentence]]
    floor = draft.sentence - _BACK - 1
    if not found:
        sentence = next((s for s in range(floor, -1, -1) if s in by_sentence), -1)
        found = [("far", sentence, i) for i in by_sentence[sentence]]
    known = {i for _, _, i in found}
    lead = next((s for s in range(scene.body, floor + 1) if s in by_sentence), -1)
    found += [("lead", lead, i) for i in by_sentence[lead] if i not in known]
    return found


def _later(draft: Draft, by_sentence: Mapping[int, Sequence[int]]) -> list[tuple[str, int, int]]:
    """Give ("next", sentence, index) of the mentions of the sentence after this one."""
    following = draft.sentence + 1
    return [("next", following, i) for i in by_sentence[following]]


def _overlaps(run: tuple[int, int] | None, start: int, end: int) -> bool:
    return run is not None and run[0] < end and start < run[1]
