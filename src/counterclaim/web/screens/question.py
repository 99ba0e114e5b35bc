"""A question: who answers what, on one scale and over time; revisions, drift and ways."""

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException

from counterclaim.api import Card
from counterclaim.exporters.table import COLUMNS, claim_cells, safe_cell
from counterclaim.exporters.values import number
from counterclaim.ledger.derived_schema import QUESTION
from counterclaim.ledger.shelf import Asked
from counterclaim.model import Basis, End, Policy, QuestionKind, Tally
from counterclaim.web.answers import Answers, answers_of
from counterclaim.web.charts import (
    Drawn,
    lane_axis,
    lane_of,
    lanes_file,
    time_drawing,
    time_file,
)
from counterclaim.web.labels import N_
from counterclaim.web.pages import holdings, page, words_of
from counterclaim.web.pictures import picture
from counterclaim.web.retellings import FACETS, drifts, ladders, ways
from counterclaim.web.scale import days_for, scale_for
from counterclaim.web.screens.screen import Screen
from counterclaim.web.standings import standings_of

router = APIRouter(prefix="/questions", include_in_schema=False)
SCREEN = Screen(router, N_("Questions"), "/questions")
PER_PAGE: Final = 50
MOST_VOICES: Final = 24
MOST_ANSWERS: Final = 8
MOST_STEPS: Final = 60
"""Originators of a page, and answers of each on a card and a ladder, unless all are asked for."""
WAIT: Final = 3.0
"""Seconds that a reader waits for a ledger whose questions were never worked out."""

KINDS: Final = {
    QuestionKind.STOCK: N_("in all"),
    QuestionKind.FLOW: N_("within a period"),
    QuestionKind.PART: N_("a part"),
}
BASES: Final = {
    Basis.NAMED: "",
    Basis.OWN: N_("its own word"),
    Basis.ECHO: N_("names no source"),
    Basis.COPIED: N_("copied text"),
}
POLICIES: Final = {
    Policy.VOTE: N_("Vote"),
    Policy.RANGE: N_("Range"),
    Policy.LATEST: N_("Latest"),
    Policy.LOWEST: N_("Most cautious"),
    Policy.UCDP: N_("Like UCDP"),
    Policy.ACLED: N_("Like ACLED"),
    Policy.EMDAT: N_("Like EM-DAT"),
    Policy.IDMC: N_("Like IDMC"),
}
VIEWS: Final = (
    ("", N_("Answers")),
    ("time", N_("Over time")),
    ("revisions", N_("Revisions")),
    ("drift", N_("Drift")),
    ("ways", N_("Ways")),
)


@dataclass(frozen=True, slots=True)
class Seen:
    """A question as its pages show it."""

    card: Card
    asked: Asked
    answers: Answers
    drawn: Drawn


def see(request: Request, name: str, policy: Policy, each: int = MOST_STEPS) -> Seen:
    """Give a question by its id, with ``each`` originator's newest answers.

    All of them where the request asks for all. HTTPException 404 where there is no such question.
    """
    held = holdings(request)
    if not held.ready:
        held.refresh(WAIT)
    found = held.card(name, policy) if held.ready else None
    if found is None or not found[0].question.claims:
        raise HTTPException(404, "Not Found")
    card, asked = found
    everything = "all" in request.query_params
    answers = answers_of(card) if everything else answers_of(card, MOST_VOICES, each)
    wording = words_of(request)
    drawn = Drawn(
        wording=wording,
        heading=str(wording.label(card.question)),
        answers=answers,
        scale=scale_for(answers.figures),
        days=days_for(m.day for _, a in answers.all if a.known for m in a.moments),
        tally=card.tally,
        policy=str(wording.gettext(POLICIES[policy])),
    )
    return Seen(card, asked, answers, drawn)


def _shown(request: Request, seen: Seen, view: str, **more: Any) -> Response:  # noqa: ANN401
    everything = "all" in request.query_params
    return page(
        request,
        f"question-{view or 'answers'}.html",
        view=view,
        views=VIEWS,
        card=seen.card,
        asked=seen.asked,
        answers=seen.answers,
        drawn=seen.drawn,
        kinds=KINDS,
        bases=BASES,
        facets=FACETS,
        policies=POLICIES,
        everything=everything,
        **more,
    )


@router.get("")
def listed(
    request: Request,
    *,
    disputed: Annotated[bool, Query()] = False,
    number: Annotated[int, Query(alias="page", ge=1, le=10**6)] = 1,
) -> Response:
    """List the questions, the most contested first."""
    held = holdings(request)
    if not held.ready:
        held.refresh(WAIT)
    where = [QUESTION.c.disputed == 1] if disputed else []
    questions: list[Asked] = []
    tallies: dict[str, dict[Policy, Tally]] = {}
    count = 0
    if held.ready:
        with held.shelf() as shelf:
            count = shelf.how_many(*where)
            offset = PER_PAGE * (number - 1)
            questions = shelf.questions(*where, limit=PER_PAGE, offset=offset)
            tallies = shelf.tallies(q.question.id for q in questions)
    return page(
        request,
        "questions.html",
        questions=questions,
        tallies={name: found[Policy.RANGE] for name, found in tallies.items()},
        count=count,
        number=number,
        pages=max(1, -(-count // PER_PAGE)),
        disputed=disputed,
        kinds=KINDS,
    )


@router.get("/{name}")
def answers(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Show who answers what, on one scale."""
    seen = see(request, name, policy, MOST_ANSWERS)
    return _shown(
        request,
        seen,
        "",
        standings=standings_of(seen.card, seen.answers.leading),
        axis=lane_axis(seen.drawn),
        lane=lane_of,
    )


@router.get("/{name}/time")
def time(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Show the answers over time."""
    seen = see(request, name, policy)
    return _shown(request, seen, "time", plot=time_drawing(seen.drawn))


@router.get("/{name}/revisions")
def revisions(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Show how each originator revised its figure."""
    seen = see(request, name, policy)
    return _shown(
        request, seen, "revisions", ladders=ladders(seen.card, seen.answers), lane=lane_of
    )


@router.get("/{name}/drift")
def drift(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Show original wordings beside retellings that changed them."""
    seen = see(request, name, policy)
    return _shown(request, seen, "drift", drifts=drifts(seen.card, words_of(request)))


@router.get("/{name}/ways")
def chain(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Show through whom each figure came."""
    seen = see(request, name, policy)
    return _shown(request, seen, "ways", ways=ways(seen.answers))


@router.get("/{name}/answers.csv")
def as_csv(request: Request, name: str) -> Response:
    """Give the answers as CSV: originator, basis, way and question, then the claim's columns."""
    card = see(request, name, Policy.VOTE).card
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("question", "originator", "basis", "way", *COLUMNS))
    for claim in (card.claims[c] for c in card.question.claims):
        voice = card.voices[claim.id]
        own = card.question.id, safe_cell(voice.name), voice.basis, safe_cell("; ".join(voice.via))
        writer.writerow((*own, *claim_cells(claim, card.reports[claim.document_id].imprint)))
    return PlainTextResponse(
        out.getvalue().encode("utf-8", "replace"),
        media_type="text/csv; charset=utf-8",
        headers=_saved(f"{card.question.id}.csv"),
    )


@router.get("/{name}/answers.json")
def as_json(request: Request, name: str, policy: Policy = Policy.VOTE) -> Response:
    """Give the answers and the tally of one policy as JSON."""
    card = see(request, name, policy).card
    rows: list[dict[str, object]] = []
    for claim in (card.claims[c] for c in card.question.claims):
        voice, about = card.voices[claim.id], card.reports[claim.document_id].imprint
        rows.append(
            {
                "originator": voice.name,
                "basis": voice.basis,
                "way": voice.via,
                **dict(zip(COLUMNS, claim_cells(claim, about), strict=True)),
                "low": number(claim.quantity.low),
                "high": number(claim.quantity.high),
            }
        )
    tally = card.tally
    made = {
        "question": card.question.id,
        "label": card.question.label,
        "policy": policy,
        "says": card.rule.says,
        "low": _end(tally.low),
        "best": _end(tally.best),
        "high": _end(tally.high),
        "disputed": tally.disputed,
        "answers": rows,
    }
    body = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
    return Response(body, media_type="application/json")


def _end(end: End | None) -> dict[str, object] | None:
    if end is None:
        return None
    return {"value": number(end.value), "claims": end.claims, "derived": end.derived}


@router.get("/{name}/{drawing}.{form}")
def files(
    request: Request, name: str, drawing: str, form: str, policy: Policy = Policy.VOTE
) -> Response:
    """Give a drawing as a file: answers.svg, answers.png, time.svg, time.png."""
    makers: dict[str, Callable[[Drawn, Card], str]] = {"answers": lanes_file, "time": time_file}
    if drawing not in makers or form not in {"svg", "png"}:
        raise HTTPException(404, "Not Found")
    seen = see(request, name, policy, MOST_ANSWERS)
    svg = makers[drawing](seen.drawn, seen.card)
    return picture(svg, form, f"{seen.card.question.id}-{drawing}-{policy}")


def _saved(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'inline; filename="{name}"'}
