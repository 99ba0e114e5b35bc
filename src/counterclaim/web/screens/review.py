"""Review: what to check first, one claim or one question at a time, and all that was decided."""

from urllib.parse import quote, unquote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from counterclaim.ledger.desk import Desk
from counterclaim.model import Act, Judgement
from counterclaim.web.docket import (
    LABELS,
    claim_view,
    form_view,
    known_claims,
    meant,
    question_view,
    trial_of,
)
from counterclaim.web.judging import Clerk, RefusedError
from counterclaim.web.marking import sentence
from counterclaim.web.pages import holdings, page, words_of
from counterclaim.web.screens.screen import Screen
from counterclaim.web.security import check_form, give_cookie

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router, "Review", "/review")
PAGE = 20
FURTHEST = 10_000
"""Claims of the queue that can be paged through; it is shorter by then."""
NAME = "counterclaim_name"
"""Cookie of the name that a person judges under."""
_YEAR = 365 * 86400


@router.get("/review")
def queue(request: Request, start: int = 0) -> Response:
    """Show the claims on which most hangs."""
    held = holdings(request)
    fresh, ready, records = held.refresh(), held.ready, held.records()
    start = max(0, min(start, FURTHEST))
    with held.ledger.begin(writing=False) as link:
        found = Desk(link).waiting(records.judged, PAGE + 1, start) if ready else []
    return page(
        request,
        "review.html",
        waiting=[(w, sentence(w.claim)) for w in found[:PAGE]],
        start=start,
        before=max(0, start - PAGE) if start else None,
        after=start + PAGE if len(found) > PAGE else None,
        done=len(records.judged),
        behind=not fresh,
        kept=records.record(request.query_params.get("kept", "")),
    )


@router.get("/review/next")
def following(request: Request, after: str = "", kept: str = "") -> Response:
    """Lead to the claim that comes after another in the queue, or to the first."""
    held = holdings(request)
    ready, judged = held.ready, held.records().judged
    with held.ledger.begin(writing=False) as link:
        # The claim judged just now is no longer in the queue, so its successor is the first.
        names = Desk(link).order(judged, 10 * PAGE) if ready else []
    at = names.index(after) + 1 if after in names else 0
    where = f"/review/claims/{names[at]}" if at < len(names) else "/review"
    return RedirectResponse(where + (f"?kept={kept}" if kept.isalnum() else ""), 303)


@router.get("/review/claims/{name}")
def claim(request: Request, name: str, act: str = "") -> Response:
    """Show one claim with the machine's word, people's, and forms for another."""
    return page(
        request,
        "review-claim.html",
        **claim_view(holdings(request), name),
        **form_view(request, {"act": act, "name": _name(request)}),
    )


@router.get("/review/questions/{name}")
def question(request: Request, name: str) -> Response:
    """Show the claims of a question, to part it, to merge it, and to overrule how they stand."""
    return page(
        request,
        "review-question.html",
        **question_view(holdings(request), name),
        **form_view(request, {"name": _name(request)}),
    )


@router.get("/review/history")
def history(request: Request, start: int = 0) -> Response:
    """Show all that was decided, the newest first."""
    held = holdings(request)
    records = held.records()
    start = max(0, start)
    found = records.latest(PAGE, start)
    return page(
        request,
        "review-history.html",
        records=found,
        claims=known_claims(held, [r.judgement for r in found]),
        **LABELS,
        count=len(records),
        start=start,
        before=max(0, start - PAGE) if start else None,
        after=start + PAGE if start + PAGE < len(records) else None,
    )


@router.get("/review/judgements/{name}")
def judgement(request: Request, name: str) -> Response:
    """Show one judgement, and let it be undone."""
    return _judgement(request, name, {"name": _name(request)})


def _judgement(request: Request, name: str, said: dict[str, str], status: int = 200) -> Response:
    held = holdings(request)
    record = held.records().record(name)
    if record is None:
        raise HTTPException(404, "Not Found")
    shown = [record.judgement, *filter(None, (record.first, record.undone))]
    return page(
        request,
        "review-judgement.html",
        status,
        record=record,
        claims=known_claims(held, shown),
        **form_view(request, said),
    )


@router.get("/review/keys")
def keys(request: Request) -> Response:
    """List the keys that the screens of review know."""
    return page(request, "review-keys.html")


@router.post("/review/judge")
async def judge(request: Request) -> Response:
    """Keep what a form says, or show what it would change."""
    form = await request.form(max_files=0, max_fields=2000, max_part_size=20_000)
    check_form(request, form)
    return await run_in_threadpool(_judge, request, form)


def _judge(request: Request, form: FormData) -> Response:
    held = holdings(request)
    said = {name: value for name, value in form.multi_items() if isinstance(value, str)}
    ticked = [value for value in form.getlist("leave") if isinstance(value, str)]
    try:
        clerk = Clerk(request.state.user or said.get("name", ""), said.get("reason", ""))
        made = meant(held, clerk, said, ticked)
    except RefusedError as refused:
        return _again(request, said, ticked, str(refused))
    if "try" in said:
        return page(
            request,
            "review-trial.html",
            made=made,
            claims=known_claims(held, made),
            trial=trial_of(held, made),
            **LABELS,
            again=[
                (field, clerk.who if field == "name" else value)
                for field, value in form.multi_items()
                if field not in {"try", "csrf"}
            ],
            back=_back(said),
        )
    for entry in made:
        held.ledger.judge(entry)
    held.refresh()
    answer = RedirectResponse(_onward(said, made), 303)
    give_cookie(request, answer, NAME, quote(clerk.who), seconds=_YEAR)
    return answer


def _again(request: Request, said: dict[str, str], ticked: list[str], trouble: str) -> Response:
    """Show the form once more with what was filled in, and why it was not kept."""
    held = holdings(request)
    told = str(words_of(request).gettext(trouble))
    filled = form_view(request, said, told)
    if said.get("judgement"):
        return _judgement(request, said["judgement"], {**said, "trouble": told}, 422)
    if said.get("question"):
        view = question_view(held, said["question"])
        return page(request, "review-question.html", 422, **view, **filled, ticked=ticked)
    view = claim_view(held, said.get("claim", ""))
    return page(request, "review-claim.html", 422, **view, **filled)


def _name(request: Request) -> str:
    """Give the name that this person judged under last; a cookie holds no other letters than ASCII."""
    return unquote(request.cookies.get(NAME, ""))


def _back(said: dict[str, str]) -> str:
    for field, place in (
        ("question", "questions"),
        ("claim", "claims"),
        ("judgement", "judgements"),
    ):
        if said.get(field, "").isalnum():
            return f"/review/{place}/{said[field]}"
    return "/review"


def _onward(said: dict[str, str], made: list[Judgement]) -> str:
    kept = made[-1].id
    if made[-1].act == Act.UNDO:
        return f"/review/judgements/{made[-1].undoes}?kept={kept}"
    if "next" in said and said.get("claim", "").isalnum():
        return f"/review/next?after={said['claim']}&kept={kept}"
    return f"{_back(said)}?kept={kept}"
