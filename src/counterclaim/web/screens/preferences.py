"""Language and theme, kept in a cookie; signing in with the token."""

from urllib.parse import urlsplit

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from counterclaim.web.pages import LANGUAGE, THEME, THEMES, page
from counterclaim.web.screens.screen import Screen
from counterclaim.web.security import SESSION, check_form, give_cookie, same, session_of
from counterclaim.web.settings import Settings
from counterclaim.web.wording import languages

router = APIRouter(include_in_schema=False)
SCREEN = Screen(router)
_YEAR = 365 * 86400


@router.post("/preferences")
async def prefer(request: Request) -> Response:
    """Keep what a reader picked and lead back to where they were."""
    form = await request.form()
    check_form(request, form)
    answer = RedirectResponse(_local(str(form.get("back", "/"))), 303)
    for name, allowed in ((LANGUAGE, languages()), (THEME, THEMES)):
        value = form.get(name.removeprefix("counterclaim_"))
        if isinstance(value, str) and value in allowed:
            give_cookie(request, answer, name, value, strict=False, seconds=_YEAR)
    return answer


@router.get("/sign-in")
def ask(request: Request) -> Response:
    """Ask for the token."""
    return page(request, "sign-in.html", wrong=False)


@router.post("/sign-in")
async def sign_in(request: Request) -> Response:
    """Let in who knows the token."""
    form = await request.form()
    check_form(request, form)
    settings: Settings = request.app.state.settings
    given = form.get("token")
    if not settings.token or not isinstance(given, str) or not same(given, settings.token):
        return page(request, "sign-in.html", 403, wrong=True)
    answer = RedirectResponse("/", 303)
    give_cookie(request, answer, SESSION, session_of(settings))
    return answer


def _local(address: str) -> str:
    """Give an address of this application, "/" for any other."""
    parts = urlsplit(address)
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    plain = address.isprintable() and "\\" not in address
    return address if inside and plain and not parts.netloc else "/"
