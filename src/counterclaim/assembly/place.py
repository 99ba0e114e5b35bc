"""Where a figure holds: which place reaches it, or none."""

from collections.abc import Sequence

from counterclaim.assembly.around import Around, carried_figure, carried_on
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.earlier import earlier, is_alike, is_near, nearest, order, voice_of
from counterclaim.assembly.linker import NOTHING, Candidate, Standing
from counterclaim.assembly.relation import Relation
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.speech import in_source


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
    figure = (carried_figure, voice, alike, measure, sourced, unit_class)
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
    return f"carry:era:{era}:{earlier}", *carried_on(carried, near, alike)


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


def _overlaps(run: tuple[int, int] | None, start: int, end: int) -> bool:
    return run is not None and run[0] < end and start < run[1]
