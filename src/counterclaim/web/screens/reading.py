"""Read something new: text, files or an address; the claims are seen before they are kept."""

from collections.abc import Sequence
from datetime import datetime

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from counterclaim.model import Extraction, Problem
from counterclaim.model.reason import Reason
from counterclaim.web.labels import N_
from counterclaim.web.pages import holdings, page
from counterclaim.web.pending import Pending, Result
from counterclaim.web.screens.report import read_of
from counterclaim.web.screens.screen import Screen
from counterclaim.web.security import check_form
from counterclaim.web.settings import Settings
from counterclaim.web.taking import Given, take

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router, "Read", "/read")
SHOWN = 20
"""Reports of one upload that are shown at length; of the rest only the title stands there."""


@router.get("/read")
def ask(request: Request) -> Response:
    """Ask what to read."""
    return page(request, "read.html", trouble=[])


@router.post("/read")
async def read(request: Request) -> Response:
    """Read what was given, and lead to the page that shows it."""
    settings: Settings = request.app.state.settings
    async with request.form(
        max_files=settings.upload_files, max_part_size=settings.upload_bytes
    ) as form:
        check_form(request, form)
        given = await _given(form)
    found = await run_in_threadpool(lambda: list(take(given, settings)))
    if not any(isinstance(result, Extraction) for result, _ in found):
        told = [result for result, _ in found if isinstance(result, Problem)]
        trouble = told or [Problem("CC002", Reason("Nothing was given to read."))]
        return page(request, "read.html", 422, trouble=trouble)
    name = _pending(request).put(request.state.visitor, found)
    return RedirectResponse(f"/read/{name}", 303)


@router.get("/read/{name}")
def preview(request: Request, name: str) -> Response:
    """Show what was read and is not kept yet."""
    found = _held(request, name)
    read = [r for r, _ in found if isinstance(r, Extraction)]
    return page(
        request,
        "preview.html",
        name=name,
        reads=[read_of(r.document, r.claims, r.problems) for r in read[:SHOWN]],
        rest=[r.document.imprint for r in read[SHOWN:]],
        claims=sum(len(r.claims) for r in read),
        trouble=[r for r, _ in found if isinstance(r, Problem)],
    )


@router.post("/read/{name}")
async def keep(request: Request, name: str) -> Response:
    """Keep what was read, or throw it away."""
    async with request.form() as form:
        check_form(request, form)
        wanted, whole = form.get("do") == "keep", form.get("text") == "on"
    found = _held(request, name)
    if not wanted:
        _pending(request).drop(name)
        return RedirectResponse("/", 303)
    await run_in_threadpool(_kept, request, found, whole=whole)
    _pending(request).drop(name)
    documents = {r.document.id for r, _ in found if isinstance(r, Extraction)}
    one = documents.pop() if len(documents) == 1 else ""
    return RedirectResponse(f"/reports/{one}" if one else "/", 303)


def _kept(request: Request, found: Sequence[Result], *, whole: bool) -> None:
    held = holdings(request)
    held.keep((pair for pair in found if isinstance(pair[0], Extraction)), keep_text=whole)
    held.refresh(wait=2.0)


def _pending(request: Request) -> Pending:
    found: Pending = request.app.state.pending
    return found


def _held(request: Request, name: str) -> tuple[Result, ...]:
    found = _pending(request).get(request.state.visitor, name)
    if found is None:
        raise HTTPException(404, N_("What was read here is no longer held. Read it again."))
    return found


async def _given(form: FormData) -> Given:
    files = [
        (value.filename or "", await value.read())
        for value in form.getlist("files")
        if isinstance(value, UploadFile) and (value.filename or value.size)
    ]
    return Given(
        text=_said(form, "text"),
        title=_said(form, "title").strip(),
        outlet=_said(form, "outlet").strip(),
        published=_day(_said(form, "published")),
        files=tuple(files),
        address=_said(form, "address"),
    )


def _said(form: FormData, name: str) -> str:
    value = form.get(name)
    return value.replace("\r\n", "\n") if isinstance(value, str) else ""


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        raise HTTPException(422, N_("This is not a day of publication.")) from None
