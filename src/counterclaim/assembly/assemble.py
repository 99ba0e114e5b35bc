"""The order in which a figure becomes a claim; each step may look at those before it."""

from collections.abc import Iterator, Sequence
from typing import Final

from counterclaim.assembly.claims import claim_of
from counterclaim.assembly.counted import accept_candidates, unit_of, what_candidates
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Choose, Linker
from counterclaim.assembly.manner import modality_candidates, mode_candidates
from counterclaim.assembly.measure import measure_candidates
from counterclaim.assembly.period import time_candidates
from counterclaim.assembly.place import place_candidates
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.source import source_candidates
from counterclaim.model import Claim, Kind
from counterclaim.vocabulary.measures import measures

PERSON: Final = "person"


def assemble(scene: Scene, linker: Linker) -> list[Claim]:
    """Give the claims of one document in order of their figures."""
    return [claim_of(scene, draft) for draft in drafts(scene, linker)]


def drafts(scene: Scene, linker: Linker) -> Iterator[Draft]:
    """Link every figure that stands in a sentence and is not part of a time expression."""
    history: list[Draft] = []
    for figure in scene.marks.figures:
        sentence = scene.sentence_of(figure.start)
        if sentence < 0 or scene.in_time(figure):
            continue
        draft = Draft(figure, sentence, scene.sentences[sentence].headline)
        if link(scene, draft, history, linker.choose):
            # What says that nothing is known hands nothing on to later figures.
            if not draft.absent:
                history.append(draft)
            yield draft


def link(scene: Scene, draft: Draft, history: Sequence[Draft], choose: Choose) -> bool:
    """Fill a draft; False where the figure is no claim. ``choose`` is mostly a linker's."""
    draft.what, draft.noun = choose("what", what_candidates(scene, draft, history)).value
    draft.unit = unit_of(draft)
    draft.group = scene.group_of(draft.noun)
    accepted = draft.absent or choose("accept", accept_candidates(scene, draft)).value
    if not accepted:
        return False
    candidates = measure_candidates(scene, draft, history)
    draft.measure, draft.measure_cue = choose("measure", candidates).value
    if not draft.unit and draft.figure.kind is Kind.COUNT:
        draft.unit = _implied_unit(draft.measure)
    untold = draft.measure_cue is None or draft.measure == "other"
    if draft.figure.low == 0 and draft.absent and untold:
        return False  # "no one knows": none of what happened is denied
    draft.statement = choose("source", source_candidates(scene, draft, history)).value
    draft.place = choose("place", place_candidates(scene, draft, history)).value
    draft.time = choose("time", time_candidates(scene, draft, history)).value
    draft.mode = choose("mode", mode_candidates(scene, draft, history)).value
    draft.modality = choose("modality", modality_candidates(scene, draft)).value
    return True


def _implied_unit(measure: str) -> str:
    """What a measure can only be said of: the killed are persons where nothing else is named."""
    known = measures().get(measure)
    return PERSON if known is not None and known.of == PERSON else ""
