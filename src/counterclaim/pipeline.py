"""The order of work, written once: a capture in, its claims out; no disk, network, clock or chance."""

from counterclaim.assembly import Marks, Scene, assemble, default_linker
from counterclaim.languages import LanguagePack, codes, load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.attribution import mark_statements
from counterclaim.markers.figure import read_figures
from counterclaim.markers.glue import with_glued
from counterclaim.markers.label import with_turns
from counterclaim.markers.name import mark_names
from counterclaim.markers.phrase import PhraseFinder
from counterclaim.markers.place import mark_places
from counterclaim.markers.quotation import mark_quotations
from counterclaim.markers.sentence import mark_sentences
from counterclaim.markers.speaker import introductions, speakers
from counterclaim.markers.timex import mark_times
from counterclaim.model import Capture, Document, Extraction, Problem
from counterclaim.model.reason import Reason
from counterclaim.readers import fence, read_capture


def extract_claims(capture: Capture, *, fast: bool = False) -> Extraction:
    """Read one capture and give everything found in it.

    ``fast`` reads pages faster and less exactly, for archives.
    Raises ProblemError where the capture holds no report; whatever else was not understood stands in
    the extraction's problems.
    """
    document, problems = read_capture(capture, fast=fast)
    return read_claims(document, problems)


def read_claims(document: Document, problems: tuple[Problem, ...] = ()) -> Extraction:
    """Give the claims of a document already read."""
    language = document.imprint.language
    if language not in codes():
        return Extraction(document, (), (*problems, no_pack(document, document.imprint.address)))
    scene = lay_out(document, load_pack(language))
    claims = tuple(assemble(scene, default_linker()))
    noted = (*problems, *scene.marks.doubts, *_undated(scene))
    return Extraction(scene.reading.document, claims, noted)


def lay_out(document: Document, pack: LanguagePack) -> Scene:
    """Fence the furniture and lay every marker's mentions on what is left."""
    form = spaced(document.text)
    found = with_glued(document.text, form, pack, pack.lexicon.find(document.text, form))
    document = fence(document, pack, found)
    reading = Reading(document, pack, form, mark_sentences(document, pack), found)
    figures, doubts = read_figures(reading, zeros=True, unknown=True)
    names = mark_names(reading)
    times = mark_times(reading)
    finder = PhraseFinder(reading, names, times)
    statements = mark_statements(reading, names, finder)
    quotations = with_turns(mark_quotations(document), statements, len(document.text))
    marks = Marks(
        figures=figures,
        times=times,
        places=mark_places(reading, names),
        statements=statements,
        speakers=speakers(
            statements, reading.sentences, quotations, introductions(reading, finder, statements)
        ),
        quotations=quotations,
        names=names,
        doubts=doubts,
    )
    return Scene(reading, marks)


def no_pack(document: Document, where: str) -> Problem:
    """Say that no pack reads the language of a document."""
    language, known = document.imprint.language, ", ".join(codes())
    message = (
        Reason("No claims were read: its language could not be told.")
        if language == "und"
        else Reason("No claims were read: it is in {language}.", language=repr(language))
    )
    hint = Reason("Counterclaim reads {known}; a language is two data files.", known=known)
    return Problem("CC010", message, where, hint)


def _undated(scene: Scene) -> tuple[Problem, ...]:
    """Say that the publication time is missing where a relative time needed it."""
    imprint = scene.reading.document.imprint
    if imprint.published is not None or not any(t.anchored for t in scene.marks.times):
        return ()
    return (
        Problem(
            "CC011",
            Reason("No publication time was found, so relative times are given no dates."),
            imprint.address,
            Reason('Give "published" in a JSON record, or keep the byline in the text.'),
        ),
    )
