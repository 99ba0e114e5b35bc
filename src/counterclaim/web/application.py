"""The application: its screens, its assets, what every request passes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import as_file, files

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from counterclaim import __version__
from counterclaim.model import ProblemError
from counterclaim.model.reason import Reason
from counterclaim.web.holdings import Holdings
from counterclaim.web.labels import BROKEN, MISSING
from counterclaim.web.pages import failure
from counterclaim.web.pending import Pending
from counterclaim.web.screens import SCREENS
from counterclaim.web.security import HEADERS, guard
from counterclaim.web.settings import Settings

_STATUS = {"CC023": 404, "CC024": 409, "CC020": 503}
"""HTTP status of problems that a reader can meet; of any other it is 422."""
_CODED = "{code} {message}"
"""Has no words of its own, and so no translation."""


def create(settings: Settings) -> FastAPI:
    """Make the application that serves one ledger, which is made where there is none.

    Raises ProblemError CC020 to CC022 where the ledger cannot be opened.
    """
    shelf = Holdings(settings)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        shelf.refresh()
        yield
        shelf.close()

    made = FastAPI(
        title="Counterclaim",
        version=__version__,
        description="Who said how many, and who says otherwise: the ledger over HTTP.",
        openapi_url="/api/openapi.json",
        # The pages that come with the framework load scripts from elsewhere.
        docs_url=None,
        redoc_url=None,
        lifespan=life,
    )
    made.state.settings = settings
    made.state.holdings = shelf
    made.state.screens = SCREENS
    made.state.pending = Pending()
    for screen in SCREENS:
        made.include_router(screen.router)
    with as_file(files("counterclaim.web") / "assets") as folder:
        made.mount("/assets", StaticFiles(directory=folder))
    made.middleware("http")(guard)
    made.add_exception_handler(HTTPException, _http)
    made.add_exception_handler(RequestValidationError, _invalid)
    made.add_exception_handler(ProblemError, _problem)
    made.add_exception_handler(Exception, _fault)
    return made


def _http(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, HTTPException)  # noqa: S101 (for the type checker)
    detail = str(fault.detail)
    return failure(request, fault.status_code, MISSING if detail == "Not Found" else detail)


def _fault(request: Request, _: Exception) -> Response:
    # The framework logs the fault itself. It answers outside of the guard, hence the headers.
    answer = failure(request, 500, BROKEN)
    answer.headers.update(HEADERS)
    return answer


def _invalid(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, RequestValidationError)  # noqa: S101 (ditto)
    told = "; ".join(
        f"{'.'.join(map(str, error['loc'][1:]))}: {error['msg']}" for error in fault.errors()
    )
    return failure(request, 422, told)


def _problem(request: Request, fault: Exception) -> Response:
    assert isinstance(fault, ProblemError)  # noqa: S101 (ditto)
    found = fault.problem
    # Where a problem is would name files of this machine, so only what it is goes out.
    told = Reason(_CODED, code=found.code, message=found.message)
    return failure(request, _STATUS.get(found.code, 422), told, found.hint)
