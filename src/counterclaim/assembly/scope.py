"""Where and when a figure holds: which place and which time expression reach it, or none."""

from collections.abc import Sequence

from counterclaim.assembly.around import Around
from counterclaim.assembly.draft import PUBLISHED, STANDING, Draft
from counterclaim.assembly.earlier import earlier, is_alike, is_near, nearest, order, voice_of
from counterclaim.assembly.linker import NOTHING, Candidate, Evidence, Standing
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.setting import dates
from counterclaim.assembly.speech import beside_speech, in_source


def place_candidates(scene: Scene, draft: Draft, history: Sequence[Draft]) -> list[Candidate]:
    """The places of this sentence, of those before it and of the lead, or none."""
    previous = history[-1] if history else None
    own = scene.places[draft.sentence]
    own_count, era = min(len(own), 1), scene.era(draft.sentence)
    voice, alike = voice_of(draft, previous), is_alike(draft, previous)
    measure, unit_class = draft.measure, draft.unit_class
    sourced, quoted = draft.statement is not None, scene.quoted(draft.figure.start) >= 0
    last = None if previous is None else previous.place
    nothing = (
        (_no_place, measure, unit_class, draft.sentence < 4, sourced),
        (_no_place_own, own_count, voice, era, quoted, draft.kind, last is not None, alike),
        (_no_place_entries, *_entries(draft)),
    )
    candidates = [Candidate(None, nothing, None, NOTHING)]
    beside = nearest(draft, [(i, scene.marks.places[i].start) for i in own])
    candidates += [_own_place_candidate(scene, draft, index, index in beside) for index in own]
    if draft.headline:
        return candidates
    figure = (_carried_figure, voice, alike, measure, sourced, unit_class)
    near, locality = is_near(draft, previous), -1 if last is None else scene.localities[last]
    for a in _places_around(scene, draft.sentence):
        carried = (_carried_era, era, a.told, a.answer == locality, near, alike)
        candidates.append(Candidate(a.mention, (figure, a.where, carried), a.answer, a.standing))
    return candidates


def _entries(draft: Draft) -> tuple[str, str]:
    """The entries of the pack for what is counted and for what happened to it, "" where there is none."""
    noun, cue = draft.noun, draft.measure_cue
    return "" if noun is None else noun.cue.rule, "" if cue is None else cue.cue.rule


def _no_place_entries(noun: str, cue: str) -> Sequence[str]:
    return f"entry:none:{noun}", f"entry:none:cue:{cue}"


def _own_place_candidate(scene: Scene, draft: Draft, index: int, near: bool) -> Candidate:
    place = scene.marks.places[index]
    start, end, _, preposition, level, _ = place
    relation = scene.relation(draft.figure, start, end)
    side, own = relation.side, scene.places[draft.sentence]
    sourced = in_source(scene, draft.sentence, start, end)
    what = _overlaps(draft.what, start, end)
    ends = index == own[-1], index == own[0]
    evidence = (
        (_own_place, relation, level, draft.headline),
        (_own_traits, *scene.traits(index), side),
        (_own_run, sourced, what, side, near, preposition),
        (_own_kind, level, scene.described(index), scene.borders.before(start), *ends),
        (_own_behind, side, level, scene.borders.behind(end), relation.clauses),
    )
    return Candidate(index, evidence, scene.localities[index], NOTHING)


def _places_around(scene: Scene, sentence: int) -> Sequence[Around]:
    """The places that the figures of a sentence could have from others, nearest first."""
    known = scene.places_around.get(sentence)
    if known is None:
        own_count = min(len(scene.places[sentence]), 1)
        known = scene.places_around[sentence] = [
            _place_around(scene, sentence, own_count, *where)
            for where in earlier(scene, sentence, scene.places)
        ]
    return known


def _place_around(
    scene: Scene, sentence: int, own_count: int, back: str, other: int, index: int
) -> Around:
    place, sentences = scene.marks.places[index], scene.sentences
    standing = scene.standing.get(index)
    if standing is None:
        traits = (_carried_place, *scene.traits(index)), (_carried_kind, scene.described(index))
        standing = scene.standing[index] = Standing(traits)
    paragraph = sentences[other].paragraph == sentences[sentence].paragraph
    before, ends = scene.borders.before(place.start), order(scene.places, other, index)
    where = (_carried_from, back, own_count, place.level, *ends, paragraph, before)
    return Around(index, scene.localities[index], where, scene.era(other), standing)


def _no_place(measure: str, unit_class: str, early: bool, sourced: bool) -> Sequence[str]:
    return (
        "none",
        f"none:measure:{measure}",
        f"none:unit:{unit_class}",
        f"none:early{int(early)}",
        f"none:sourced{int(sourced)}",
    )


def _no_place_own(
    own: int, voice: str, era: str, quoted: bool, kind: str, placed: bool, alike: bool
) -> Sequence[str]:
    return (
        f"none:{'placed' if placed else 'unplaced'}:alike{int(alike)}",
        f"none:{voice}:own{own}",
        f"none:era:{era}",
        f"none:era:{era}:own{own}",
        f"none:quoted{int(quoted)}:own{own}",
        f"none:kind:{kind}:own{own}",
    )


def _own_kind(level: str, kind: str, before: str, last: bool, first: bool) -> Sequence[str]:
    return (
        f"own:{level} after {before}",
        f"entry:own:{kind}",
        f"own:last{int(last)}first{int(first)}",
    )


def _own_behind(side: str, level: str, behind: str, clauses: int) -> Sequence[str]:
    return (
        f"own:{level} before {behind}",
        f"own:{side}s{clauses} before {behind}",
    )


def _carried_kind(kind: str) -> Sequence[str]:
    return (f"entry:carry:{kind}",)


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
    back: str, own: int, level: str, first: bool, last: bool, paragraph: bool, before: str
) -> Sequence[str]:
    return (
        f"carry{back}:after {before}",
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


def _carried_name(carried: bool, near: bool, alike: bool) -> Sequence[str]:
    return (f"carry:carried{int(carried)}near{int(near)}same{int(alike)}",)


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
    figure = (_carried_figure, voice, alike, measure, sourced, draft.unit_class)
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
        *_carried_name(carried, near, alike),
    )


def _carried_grain(grain: str, speech: str) -> Sequence[str]:
    return f"carry:{grain}", f"carry:speech{speech}"


def _overlaps(run: tuple[int, int] | None, start: int, end: int) -> bool:
    return run is not None and run[0] < end and start < run[1]
