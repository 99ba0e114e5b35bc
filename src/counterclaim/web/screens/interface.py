"""The ledger over HTTP as JSON, and the page that describes it."""

from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.exceptions import HTTPException

from counterclaim.api import read_text
from counterclaim.exporters.jsonl import claim_record, imprint_record
from counterclaim.exporters.standings import standing_records, tally_record
from counterclaim.ledger.derived_schema import QUESTION
from counterclaim.ledger.shelf import Asked
from counterclaim.model import Claim, Policy, Problem, Reconciliation, Report, Story, Tally
from counterclaim.vocabulary import measures
from counterclaim.web import shapes
from counterclaim.web.pages import holdings, page
from counterclaim.web.replies import answer
from counterclaim.web.screens.screen import Screen

pages = APIRouter()
REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    304: {"description": "The asker has it: If-None-Match named its ETag."},
    401: {"model": shapes.Fault, "description": "The asker has not signed in."},
    404: {"model": shapes.Fault, "description": "The ledger holds nothing of this name."},
    422: {"model": shapes.Fault, "description": "A value is not one that is taken."},
}
router = APIRouter(prefix="/api/v1", tags=["ledger"], responses=REFUSED)

Name = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="An id.")]
Many = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
After = Annotated[
    str, Query(pattern="^([0-9a-f]{16}(-[0-9]{1,9})?)?$", description="Where to go on.")
]


@router.get("/reports", responses={200: {"model": shapes.Reports}})
def reports(request: Request, limit: Many = 50, after: After = "") -> Response:
    """List the reports, by id."""
    with holdings(request).shelf() as shelf:
        found = shelf.reports(limit, after)
    items = [{"id": r.document_id, "report": imprint_record(r.imprint)} for r in found]
    last = found[-1].document_id if len(found) == limit else ""
    return answer(request, {"items": items, "next": _next(request, after=last)})


@router.get("/reports/{document}", responses={200: {"model": shapes.ReportFound}})
def report(request: Request, document: Name) -> Response:
    """Give one report with its claims, as people corrected them."""
    held = holdings(request)
    ready = held.ready
    with held.shelf() as shelf:
        readings = shelf.readings([document])
        story = shelf.story_of(document) if ready else ""
    if not readings:
        raise HTTPException(404, "The ledger holds no such report.")
    reading, (corrected,) = readings[0], held.corrected(readings)
    body = {
        "id": document,
        "story": story,
        "report": imprint_record(corrected.imprint),
        "read_at": reading.stamp.read_at.isoformat(),
        "extractor": reading.stamp.extractor,
        "pack": reading.stamp.pack,
        "text": corrected.text,
        "claims": [claim_record(claim, corrected.imprint) for claim in corrected.claims],
        "problems": [_trouble(p) for p in reading.problems],
    }
    return answer(request, body)


@router.get("/claims", responses={200: {"model": shapes.Claims}})
def claims(
    request: Request,
    limit: Many = 50,
    after: After = "",
    measure: Annotated[str, Query(max_length=40, description="killed, injured, ...")] = "",
) -> Response:
    """List the claims, by report and place in it, as people corrected them."""
    _known(measure)
    held = holdings(request)
    document, _, place = after.partition("-")
    # Without a place, all of that report has been seen.
    start = (document, int(place) if place else 10**9) if document else ("", -1)
    with held.shelf() as shelf:
        found = shelf.claims(limit, start, measure=measure)
        about = shelf.imprints(c.document_id for _, c in found)
    own: dict[str, list[Claim]] = {}
    for _, claim in found:
        own.setdefault(claim.document_id, []).append(claim)
    items = [
        claim_record(claim, r.imprint)
        for r in held.corrected_reports(
            Report(name, about[name], tuple(those)) for name, those in own.items()
        )
        for claim in r.claims
    ]
    last = f"{found[-1][1].document_id}-{found[-1][0]}" if len(found) == limit else ""
    return answer(request, {"items": items, "next": _next(request, after=last)})


@router.get("/claims/{name}", responses={200: {"model": shapes.Claimed}})
def claim(request: Request, name: Name) -> Response:
    """Give one claim by its id or its figure's, as last read."""
    held = holdings(request)
    found = held.ledger.claim(name)
    with held.shelf() as shelf:
        about = shelf.imprints([found.document_id])[found.document_id]
    return answer(request, claim_record(found, about))


@router.get("/questions", responses={200: {"model": shapes.Questions}})
def questions(
    request: Request,
    limit: Many = 50,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    measure: Annotated[str, Query(max_length=40)] = "",
    disputed: Annotated[bool | None, Query(description="Only those that are, or are not.")] = None,
) -> Response:
    """List the questions, the disputed ones first, then the most contested."""
    _known(measure)
    held = holdings(request)
    where = []
    if measure:
        where.append(QUESTION.c.measure == measure)
    if disputed is not None:
        where.append(QUESTION.c.disputed == int(disputed))
    if not held.ready:
        return answer(request, {"items": [], "total": 0, "next": None})
    with held.shelf() as shelf:
        found = shelf.questions(*where, limit=limit, offset=offset)
        total = shelf.how_many(*where)
        tallies = shelf.tallies(asked.question.id for asked in found)
    items = [_line(asked, tallies[asked.question.id][Policy.RANGE]) for asked in found]
    more = offset + limit if offset + limit < total else None
    return answer(request, {"items": items, "total": total, "next": _next(request, offset=more)})


@router.get("/questions/{name}", responses={200: {"model": shapes.QuestionFound}})
def question(request: Request, name: Name) -> Response:
    """Give all that the ledger says of one question."""
    held = holdings(request)
    found = held.card(name) if held.ready else None
    if found is None:
        raise HTTPException(404, "The ledger holds no such question.")
    card, asked = found
    with held.shelf() as shelf:
        tallies = shelf.tallies([name])[name]
    made = Reconciliation(
        questions=(card.question,),
        comparisons=card.comparisons,
        not_compared=card.not_compared,
        findings=card.findings,
        tallies=tuple(tallies.values()),
        voices=tuple(card.voices.items()),
        stale=card.stale,
    )
    records: dict[str, list[dict[str, object]]] = {}
    for record in standing_records(list(card.reports.values()), made):
        kind = str(record["type"])
        records.setdefault(kind, []).append(record)
    told = {"type": "question", **records["question"][0], "story": asked.story or None}
    body: dict[str, object] = {"question": told}
    for name_, kind in _LISTS.items():
        body[name_] = [{k: v for k, v in r.items() if k != "type"} for r in records.get(kind, [])]
    return answer(request, body)


_LISTS: Final = {
    "comparisons": "comparison",
    "not_compared": "not_compared",
    "findings": "finding",
    "stale": "stale",
}


@router.get("/stories", responses={200: {"model": shapes.Stories}})
def stories(request: Request, limit: Many = 50, after: After = "") -> Response:
    """List the stories, by id."""
    held = holdings(request)
    ready = held.ready
    with held.shelf() as shelf:
        found = shelf.stories(limit, after) if ready else []
    last = found[-1].id if len(found) == limit else ""
    return answer(request, {"items": list(map(_story, found)), "next": _next(request, after=last)})


@router.get("/stories/{name}", responses={200: {"model": shapes.StoryFound}})
def story(request: Request, name: Name) -> Response:
    """Give one story."""
    held = holdings(request)
    ready = held.ready
    with held.shelf() as shelf:
        found = shelf.story(name) if ready else None
    if found is None:
        raise HTTPException(404, "The ledger holds no such story.")
    return answer(request, _story(found))


@router.post("/read", responses={200: {"model": shapes.ReadFound}})
def read(request: Request, given: shapes.Text) -> Response:
    """Read a text and give its claims. Nothing is kept."""
    found = read_text(given.text, title=given.title, outlet=given.outlet, published=given.published)
    about = found.document.imprint
    body = {
        "text": found.document.text,
        "report": imprint_record(about),
        "claims": [claim_record(claim, about) for claim in found.claims],
        "problems": [_trouble(p) for p in found.problems],
    }
    return answer(request, body)


@pages.get("/api", include_in_schema=False)
def describe(request: Request) -> Response:
    """Show what the API offers."""
    return page(request, "api.html", schema=request.app.openapi())


def _known(measure: str) -> None:
    if measure and measure not in measures():
        raise HTTPException(422, f"There is no such measure. There are {', '.join(measures())}.")


def _next(request: Request, **where: object) -> str | None:
    """Give the address of the next page, None where ``where`` names none."""
    ((name, value),) = where.items()
    if not value:
        return None
    asked = {**dict(request.query_params), name: value}
    return f"{request.url.path}?{urlencode(asked, errors='replace')}"


def _line(asked: Asked, tally: Tally) -> dict[str, object]:
    q = asked.question
    return {
        "id": q.id,
        "story": asked.story,
        "label": q.label,
        "measure": q.measure,
        "unit": q.unit,
        "what": q.what,
        "place": q.place,
        "kind": str(q.kind),
        "answers": asked.answers,
        "originators": asked.voices,
        "contradictions": asked.contradictions,
        "disputed": asked.disputed,
        "published": asked.published.isoformat() if asked.published else None,
        "range": tally_record(tally),
    }


def _story(found: Story) -> dict[str, object]:
    return {
        "id": found.id,
        "title": found.title,
        "place": found.place,
        "from": found.first.isoformat() if found.first else None,
        "to": found.last.isoformat() if found.last else None,
        "reports": list(found.reports),
        "questions": list(found.questions),
    }


def _trouble(found: Problem) -> dict[str, object]:
    return {"code": found.code, "message": found.message, "hint": found.hint}


pages.include_router(router)
SCREEN = Screen(pages)
