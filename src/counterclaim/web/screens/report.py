"""A report: its words with every figure marked, its claims beside them, what was not understood."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.ledger import StoredReading
from counterclaim.ledger.desk import Desk
from counterclaim.model import Claim, Document, Imprint, Problem, Report, Span
from counterclaim.model.web import SeenCapture
from counterclaim.readers import fence
from counterclaim.web.captured import captured
from counterclaim.web.holdings import Holdings
from counterclaim.web.labels import MISSING
from counterclaim.web.marking import Block, blocks, excerpts, sentence
from counterclaim.web.pages import holdings, page
from counterclaim.web.screens.screen import Screen

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router)
MOST_CLAIMS = 400
MOST_CHARACTERS = 1_200_000
"""Of one report that a page shows; the API gives all of it."""


@dataclass(frozen=True)
class Read:
    """A report as a page shows it. ``whole`` tells whether all its words are at hand.

    ``questions`` gives the question of each claim's id, for those that have one. ``left_out`` counts
    the claims past what one page shows.
    """

    imprint: Imprint
    claims: tuple[Claim, ...]
    blocks: list[Block]
    problems: tuple[Problem, ...]
    whole: bool
    questions: dict[str, str]
    document_id: str = ""
    left_out: int = 0
    captures: tuple[SeenCapture, ...] = ()

    @cached_property
    def headline(self) -> Block | None:
        """Give the line of the text that is its title, None where it has none."""
        return next((block for block in self.blocks if block.title), None)

    @cached_property
    def figures(self) -> dict[str, list[tuple[Claim, Block]]]:
        """Give the claims of each figure, by its id, each with its sentence marked for it alone."""
        found: dict[str, list[tuple[Claim, Block]]] = {}
        for claim in self.claims:
            found.setdefault(claim.figure_id, []).append((claim, sentence(claim)))
        return found

    @cached_property
    def measures(self) -> list[tuple[str, int]]:
        """Give the measures that the claims name and how many do, the most frequent first."""
        return Counter(claim.measure for claim in self.claims).most_common()


def read_of(document: Document, claims: tuple[Claim, ...], problems: tuple[Problem, ...]) -> Read:
    """Lay a document out that has just been read."""
    shown, text = _bounded(claims, document.text)
    marked = blocks(text, shown, document.fences, document.title)
    left = len(claims) - len(shown)
    return Read(document.imprint, shown, marked, problems, whole=True, questions={}, left_out=left)


def stored(reading: StoredReading, report: Report, questions: dict[str, str]) -> Read:
    """Lay a report of the ledger out: its whole text where it was kept, else its sentences."""
    text = reading.report.text
    about = reading.report.imprint
    shown, cut = _bounded(report.claims, text or "")
    if text is None:
        shown = report.claims[:MOST_CLAIMS]
        marked = excerpts(shown)
    else:
        # Fences are not stored: they follow from the text, and are found again in it.
        document = _fenced(Document(text, about, _title(text, about)))
        marked = blocks(cut, shown, document.fences, document.title)
    return Read(
        about,
        shown,
        marked,
        reading.problems,
        whole=text is not None,
        questions=questions,
        document_id=reading.report.document_id,
        left_out=len(report.claims) - len(shown),
    )


def _bounded(claims: tuple[Claim, ...], text: str) -> tuple[tuple[Claim, ...], str]:
    """Give as many claims, and as much of a text, as one page shows."""
    within = tuple(c for c in claims if c.sentence.end <= MOST_CHARACTERS)[:MOST_CLAIMS]
    return within, text[:MOST_CHARACTERS]


@router.get("/reports/{document}")
def show(request: Request, document: str) -> Response:
    """Show one report."""
    held = holdings(request)
    read = held.memory.recall(("report", document), lambda: looked_up(held, document))
    if read is None:
        raise HTTPException(404, MISSING)
    return page(request, "report.html", read=read)


def looked_up(held: Holdings, document: str) -> Read | None:
    """Give a report of the ledger as its page shows it, None where there is none."""
    # Asked before the shelf is: tables made while it is looked through do not stand on it.
    ready = held.ready
    with held.shelf() as shelf:
        readings = shelf.readings([document])
        if not readings:
            return None
        (report,) = held.corrected(readings)
        questions = shelf.asked_of(c.id for c in report.claims) if ready else {}
    seen = tuple(c for c in held.web.captures(document_id=document) if c.file)
    return replace(stored(readings[0], report, questions), captures=seen)


@router.get("/reports/{document}/captured")
def as_captured(
    request: Request, document: str, seen: Annotated[str, Query(max_length=64)] = ""
) -> Response:
    """Show the page that a report was read from, as it was captured; the newest one unless named."""
    held = holdings(request)
    with held.shelf() as shelf:
        readings = shelf.readings([document])
    captures = [c for c in held.web.captures(document_id=document) if c.file]
    wanted = [c for c in captures if not seen or c.digest == seen]
    if not readings or not wanted:
        raise HTTPException(404, MISSING)
    (report,) = held.corrected(readings)
    capture = wanted[-1]
    body = held.stored(capture)
    found = captured(body, report.claims[:MOST_CLAIMS], capture)
    read = replace(stored(readings[0], report, {}), captures=tuple(captures))
    return page(request, "captured.html", read=read, found=found, capture=capture)


@router.get("/claims/{name}")
def claim(request: Request, name: str) -> Response:
    """Lead from a claim, by its id or the first letters of it, to its words."""
    held = holdings(request)
    ready = held.ready
    with held.ledger.begin(writing=False) as link:
        # Corrected claims go by ids that only the derived tables know.
        known = Desk(link).named(name, built=ready)
    found = known[0] if known else held.ledger.claim(name)
    return RedirectResponse(f"/reports/{found.document_id}#c-{found.figure_id}", 307)


def _title(text: str, about: Imprint) -> Span | None:
    title = about.title
    return Span(0, len(title), title) if title and text.startswith(title) else None


def _fenced(document: Document) -> Document:
    if document.imprint.language not in codes():
        return document
    pack = load_pack(document.imprint.language)
    found = pack.lexicon.find(document.text, spaced(document.text))
    return fence(document, pack, found)
