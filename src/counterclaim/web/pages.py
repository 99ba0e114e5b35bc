"""Pages out of templates, in the reader's language and theme."""

from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from fastapi import Request, Response
from fastapi.responses import HTMLResponse, JSONResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from counterclaim import __version__
from counterclaim.model import PROBLEMS
from counterclaim.web.colours import family
from counterclaim.web.holdings import Holdings
from counterclaim.web.labels import FURNITURE, MODALITIES, MODES, RELATIONS
from counterclaim.web.security import FIELD, csrf_token
from counterclaim.web.wording import Wording, chosen, languages, wording

THEMES = ("auto", "light", "dark")
LANGUAGE, THEME = "counterclaim_language", "counterclaim_theme"
"""Cookies of what a reader picked."""
LONGEST = 4000
"""Characters of one report's field that a list shows; the report's own page shows all of it."""


def holdings(request: Request) -> Holdings:
    """Give the ledger that the application serves."""
    found: Holdings = request.app.state.holdings
    return found


def words_of(request: Request) -> Wording:
    """Give the interface in the language of this request."""
    accepted = request.headers.get("accept-language", "")
    return wording(chosen(request.cookies.get(LANGUAGE, ""), accepted))


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:  # noqa: ANN401
    """Give a page. The template sees ``values`` and what docs/web-application.md lists."""
    said = words_of(request)
    theme = request.cookies.get(THEME, "")
    known: dict[str, Any] = {
        "request": request,
        "wording": said,
        "gettext": said.gettext,
        "ngettext": said.ngettext,
        "languages": [wording(code) for code in languages()],
        "theme": theme if theme in THEMES else "auto",
        "themes": THEMES,
        "csrf": _csrf_field(request),
        "user": request.state.user,
        "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        "screens": request.app.state.screens,
        "fetching": request.app.state.settings.fetching,
        "guarded": request.app.state.settings.guarded,
    }
    body = environment().get_template(template).render(known | values)
    # A text may hold half a surrogate pair, which no encoding can write.
    return HTMLResponse(body.encode("utf-8", "replace"), status)


def failure(request: Request, status: int, message: str, hint: str = "") -> Response:
    """Give an error as a page, or as JSON to who asked the API."""
    if request.url.path.startswith("/api/"):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
        return JSONResponse({"error": message, "hint": hint}, status, headers)
    return page(request, "error.html", status, code=status, message=message, hint=hint)


def _csrf_field(request: Request) -> Markup:
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, csrf_token(request))


@cache
def environment() -> Environment:
    """Give the environment that all templates are rendered in."""
    made = Environment(
        loader=PackageLoader("counterclaim.web"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
    made.policies["ext.i18n.trimmed"] = True
    made.filters["words"] = words
    made.filters["line"] = line
    made.filters["isoday"] = isoday
    made.globals["modes"] = MODES
    made.globals["modalities"] = MODALITIES
    made.globals["furniture"] = FURNITURE
    made.globals["relations"] = RELATIONS
    made.globals["meanings"] = PROBLEMS
    made.globals["family"] = family
    made.globals["asset"] = asset
    made.globals["version"] = __version__
    return made


def words(text: str) -> Markup:
    """Put words of a report into a page: escaped, and their direction kept to themselves."""
    shown = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return Markup('<bdi dir="auto">{}</bdi>').format(shown)


def line(text: str) -> Markup:
    """Do as ``words`` does, with all white space as single blanks."""
    return words(" ".join(text[: 2 * LONGEST].split()))


def isoday(found: date | None) -> Markup:
    """Write a day as machines read it, for the ``datetime`` of a time element."""
    return escape(found.isoformat() if found else "")


@cache
def asset(name: str) -> str:
    """Give the address of a file of ``assets``, with its digest, so that it may be cached."""
    body = files("counterclaim.web").joinpath("assets", name).read_bytes()
    return f"/assets/{name}?v={sha256(body).hexdigest()[:12]}"
