"""The first page: disputed questions first, and what changed lately."""

from typing import Any

from fastapi import APIRouter, Request, Response

from counterclaim.ledger.shelf import Kept, Shelf
from counterclaim.model import Comparison, Policy, Standing
from counterclaim.web.holdings import Holdings
from counterclaim.web.pages import holdings, page
from counterclaim.web.screens.screen import Screen

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router, "Home", "/")
QUESTIONS = 12
REPORTS = 12
_TELLING = (Standing.CONTRADICTS, Standing.DRIFTS, Standing.REVISES)


@router.get("/")
def home(request: Request) -> Response:
    """Show the first page."""
    held = holdings(request)
    fresh = held.refresh()
    shown = held.memory.recall("home", lambda: _shown(held))
    return page(request, "home.html", behind=not fresh, **shown)


def _shown(held: Holdings) -> dict[str, Any]:
    ready = held.ready
    with held.shelf() as shelf:
        recent = shelf.recent(REPORTS)
        questions = shelf.questions(limit=QUESTIONS) if ready else []
        tallies = shelf.tallies(q.question.id for q in questions) if ready else {}
        return {
            "recent": recent,
            "questions": questions,
            "tallies": {name: found[Policy.RANGE] for name, found in tallies.items()},
            "counts": shelf.count() if ready else {},
            "changes": _changes(shelf, recent) if ready else {},
        }


def _changes(shelf: Shelf, recent: list[Kept]) -> dict[str, list[Comparison]]:
    """Give what each recent report contradicts, revises or retells otherwise, by document id."""
    documents = [kept.reading.report.document_id for kept in recent]
    homes = shelf.claims_in(documents)
    told: dict[str, dict[str, Comparison]] = {}
    found = [c for c in shelf.comparisons(homes) if c.relation in _TELLING and c.b in homes]
    for c in sorted(found, key=lambda c: _TELLING.index(c.relation)):
        # One reason may stand between several claims: a figure printed twice, or in two languages.
        told.setdefault(homes[c.b], {}).setdefault(c.reason, c)
    return {document: list(reasons.values()) for document, reasons in told.items()}
