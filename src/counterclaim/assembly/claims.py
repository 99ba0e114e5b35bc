"""A finished draft as a claim: every field bound to its words, every rule named."""

from datetime import date

from counterclaim.assembly.draft import PUBLISHED, STANDING, Draft
from counterclaim.assembly.passing import passed_on_by
from counterclaim.assembly.scene import Scene
from counterclaim.model import Attribution, Claim, Period, Place, Quantity, Span, Statement, Timex


def claim_of(scene: Scene, draft: Draft) -> Claim:
    """Bind a draft to the words of its document."""
    text, figure = scene.reading.text, draft.figure
    sentence = scene.sentences[draft.sentence]
    place = None if draft.place is None else scene.marks.places[draft.place]
    return Claim(
        document_id=scene.reading.document.id,
        figure=Span.of(text, figure.start, figure.end),
        sentence=Span.of(text, sentence.start, sentence.end),
        quantity=Quantity(
            figure.low, figure.high, figure.bound, figure.kind, draft.unit, figure.word
        ),
        measure=draft.measure,
        measure_cue=_cut(text, draft.measure_cue),
        what=None if draft.what is None else Span.of(text, *draft.what),
        mode=draft.mode,
        modality=draft.modality,
        attribution=_attribution(scene, draft),
        place=None if place is None else Span.of(text, place.start, place.end),
        place_code="" if place is None else place.code,
        period=_period(scene, draft),
        rules=_rules(scene, draft, place),
    )


def _cut(text: str, hit: object) -> Span | None:
    return Span.of(text, hit[0], hit[1]) if isinstance(hit, tuple) else None


def _attribution(scene: Scene, draft: Draft) -> Attribution:
    if draft.statement is None:
        return Attribution()
    statement: Statement = scene.marks.statements[draft.statement]
    speaker = scene.marks.speakers[draft.statement]
    text = scene.reading.text
    return Attribution(
        source=None if speaker is None else Span.of(text, *speaker),
        cue=Span.of(text, statement.cue_start, statement.cue_end),
        via=tuple(Span.of(text, *run) for run in passed_on_by(scene, draft)),
    )


def _period(scene: Scene, draft: Draft) -> Period:
    if draft.time is None:
        return Period()
    if draft.time == PUBLISHED:
        published = scene.reading.document.imprint.published
        return Period(end=None if published is None else published.date())
    time: Timex = scene.marks.times[draft.time]
    first: date | None = time.first
    standing = draft.measure in STANDING and time.grain == "day" and time.first == time.last
    if (time.running and not time.since) or standing:
        first = None
    return Period(Span.of(scene.reading.text, time.start, time.end), first, time.last)


def _rules(scene: Scene, draft: Draft, place: Place | None) -> tuple[str, ...]:
    """The lines of the pack that made the claim, in the order of the claim's fields."""
    rules = [*draft.figure.rules]
    if draft.noun is not None:
        rules.append(draft.noun.cue.rule)
    if draft.measure_cue is not None:
        rules.append(draft.measure_cue.cue.rule)
    if draft.statement is not None:
        rules.append(scene.marks.statements[draft.statement].rule)
    if place is not None:
        rules.append(place.rule)
    if draft.time is not None and draft.time != PUBLISHED:
        rules.append(scene.marks.times[draft.time].rule)
    return tuple(dict.fromkeys(filter(None, rules)))
