"""A page taken apart for verifying: every figure in it, with all that the words near it may mean.

The claims reader chooses one measure, one time and one source for a figure, and is sometimes wrong.
Here what it weighed is kept beside what it chose, so that a row is only said to differ where no
reading that the words support agrees with it.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from counterclaim.assembly import default_linker
from counterclaim.assembly.assemble import link
from counterclaim.assembly.claims import claim_of
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate
from counterclaim.assembly.scene import Scene
from counterclaim.languages import codes, load_pack
from counterclaim.model import Capture, Claim, Document, ProblemError
from counterclaim.pipeline import lay_out, no_pack
from counterclaim.readers import read_capture
from counterclaim.verifying.figures import ends_of

Likely = Mapping[Hashable, float]
NOTHING: Likely = {}


class _Listener:
    """Chooses as the linker does, and remembers how likely each answer was."""

    def __init__(self) -> None:
        self._linker = default_linker()
        self.heard: dict[str, Likely] = {}

    def choose(self, task: str, candidates: Sequence[Candidate]) -> Candidate:
        self.heard[task] = self._linker.likelihoods(task, candidates)
        return self._linker.choose(task, candidates)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A figure of a page as the reader took it, and how likely it thought other answers.

    ``accepted`` is how likely the figure is a claim at all. ``sentence`` is -1 in a caption.
    """

    claim: Claim
    sentence: int
    accepted: float
    measures: Likely
    modes: Likely
    modalities: Likely


@dataclass(frozen=True)
class Page:
    """One report that a row cites. ``address`` is where it stands, for people."""

    address: str
    scene: Scene
    sightings: tuple[Sighting, ...]

    @property
    def document(self) -> Document:
        """The report's words, in which all spans stand."""
        return self.scene.reading.document

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised names in the report."""
        text = self.document.text
        return frozenset(text[start:end] for start, end in self.scene.marks.names)

    @cached_property
    def by_number(self) -> Mapping[Decimal, Sequence[Sighting]]:
        """The figures by each number that they print."""
        found: dict[Decimal, list[Sighting]] = {}
        for sighting in self.sightings:
            for end in ends_of(sighting.claim.quantity):
                found.setdefault(end, []).append(sighting)
        return found


def page_of(capture: Capture) -> Page:
    """Take a capture apart.

    Raises ProblemError where nothing of it can be read, CC010 where no pack reads its language.
    """
    document, _ = read_capture(capture)
    language = document.imprint.language
    if language not in codes():
        raise ProblemError(no_pack(document, capture.address))
    scene = lay_out(document, load_pack(language))
    return Page(capture.address, scene, tuple(_sightings(scene)))


def _sightings(scene: Scene) -> list[Sighting]:
    """Link every figure as the pipeline does, and keep those too that it would not take."""
    listener = _Listener()
    history: list[Draft] = []
    found: list[Sighting] = []
    for figure in scene.marks.figures:
        sentence = scene.sentence_of(figure.start)
        if sentence < 0 or scene.in_time(figure):
            continue
        draft = Draft(figure, sentence, scene.sentences[sentence].headline)
        listener.heard = {}
        taken = link(scene, draft, history, listener.choose)
        if taken and not draft.absent:
            history.append(draft)
        heard = listener.heard
        found.append(
            Sighting(
                claim=claim_of(scene, draft),
                sentence=sentence,
                accepted=1.0 if draft.absent else heard["accept"].get(True, 0.0),
                measures=heard.get("measure", NOTHING),
                modes=heard.get("mode", NOTHING),
                modalities=heard.get("modality", NOTHING),
            )
        )
    return found
