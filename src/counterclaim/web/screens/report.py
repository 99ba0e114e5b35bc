"""A report: its words with every figure marked, its claims beside them, what was not understood."""

from collections import Counter
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from counterclaim.ledger import StoredReading
from counterclaim.model import Claim, Document, Imprint, Problem, Report, Span
from counterclaim.pipeline import read_claims
from counterclaim.web.labels import MISSING
from counterclaim.web.marking import Block, blocks, excerpts, sentence
from counterclaim.web.pages import holdings, page
from counterclaim.web.screens.screen import Screen

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router)


@dataclass(frozen=True, slots=True)
class Read:
    """A report as a page shows it. ``whole`` tells whether all its words are at hand.

    ``questions`` gives the question of each claim's id, for those that have one.
    """

    imprint: Imprint
    claims: tuple[Claim, ...]
    blocks: list[Block]
    problems: tuple[Problem, ...]
    whole: bool
    questions: dict[str, str]
    document_id: str = ""

    @property
    def headline(self) -> Block | None:
        """Give the line of the text that is its title, None where it has none."""
        return next((block for block in self.blocks if block.title), None)

    @property
    def figures(self) -> dict[str, list[tuple[Claim, Block]]]:
        """Give the claims of each figure, by its id, each with its sentence marked for it alone."""
        found: dict[str, list[tuple[Claim, Block]]] = {}
        for claim in self.claims:
            found.setdefault(claim.figure_id, []).append((claim, sentence(claim)))
        return found

    @property
    def measures(self) -> list[tuple[str, int]]:
        """Give the measures that the claims name and how many do, the most frequent first."""
        return Counter(claim.measure for claim in self.claims).most_common()


def read_of(document: Document, claims: tuple[Claim, ...], problems: tuple[Problem, ...]) -> Read:
    """Lay a document out that has just been read."""
    marked = blocks(document.text, claims, document.fences, document.title)
    return Read(document.imprint, claims, marked, problems, whole=True, questions={})


def stored(reading: StoredReading, report: Report, questions: dict[str, str]) -> Read:
    """Lay a report of the ledger out: its whole text where it was kept, else its sentences."""
    text = reading.report.text
    about = reading.report.imprint
    if text is None:
        marked = excerpts(report.claims)
    else:
        # Fences are not stored: they follow from the text, and are found again in it.
        document = Document(text, about, _title(text, about))
        again = read_claims(document).document
        marked = blocks(text, report.claims, again.fences, document.title)
    return Read(
        about,
        report.claims,
        marked,
        reading.problems,
        whole=text is not None,
        questions=questions,
        document_id=reading.report.document_id,
    )


@router.get("/reports/{document}")
def show(request: Request, document: str) -> Response:
    """Show one report."""
    held = holdings(request)
    with held.shelf() as shelf:
        readings = shelf.readings([document])
        if not readings:
            raise HTTPException(404, MISSING)
        (report,) = held.corrected(readings)
        questions = shelf.asked_of(c.id for c in report.claims) if held.ready else {}
    read = stored(readings[0], report, questions)
    return page(request, "report.html", read=read)


@router.get("/claims/{name}")
def claim(request: Request, name: str) -> Response:
    """Lead from a claim, by its id or the first letters of it, to its words."""
    found = holdings(request).ledger.claim(name)
    return RedirectResponse(f"/reports/{found.document_id}#c-{found.figure_id}", 307)


def _title(text: str, about: Imprint) -> Span | None:
    title = about.title
    return Span(0, len(title), title) if title and text.startswith(title) else None
