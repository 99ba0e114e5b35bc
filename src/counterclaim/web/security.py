"""What every request passes: host, size, who it is, forms of our own; and what every answer says."""

import hmac
from collections.abc import Awaitable, Callable
from hashlib import sha256
from secrets import token_urlsafe
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from counterclaim.web.labels import N_
from counterclaim.web.settings import LOOPBACK_NAMES, Settings

Call = Callable[[Request], Awaitable[Response]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
SESSION = "counterclaim_session"
VISITOR = "counterclaim_visitor"
FIELD = "csrf"
"""The form field, and HEADER the header, that show a request to come from a page of ours."""
HEADER = "x-counterclaim-csrf"
OPEN_PATHS = ("/assets/", "/sign-in")
"""Served to people who have not signed in: nothing of the ledger stands there."""
_OLD_FORM = N_("This form is out of date. Go back, load the page again, and retry.")
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def signature(settings: Settings, purpose: str, text: str) -> str:
    """Sign a text so that only this server, until it stops, can have done so."""
    message = f"{purpose}\0{text}".encode()
    return hmac.new(settings.secret, message, sha256).hexdigest()


def give_cookie(
    request: Request,
    answer: Response,
    name: str,
    value: str,
    *,
    strict: bool = True,
    seconds: int | None = None,
) -> None:
    """Give a cookie that no script reads; until the browser closes, or for so many seconds.

    Asked for over TLS, it is never sent without. What a proxy says of that is believed from anyone:
    who makes it up only keeps their own cookie from being sent.
    """
    over_tls = "https" in {request.url.scheme, request.headers.get("x-forwarded-proto", "")}
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=over_tls,
        httponly=True,
        samesite="strict" if strict else "lax",
    )


def csrf_token(request: Request) -> str:
    """Give the token that a form of this visitor must carry."""
    settings: Settings = request.app.state.settings
    return signature(settings, "form", request.state.visitor)


def check_form(request: Request, form: FormData) -> None:
    """Refuse a form that no page of ours gave this visitor: HTTPException 403."""
    given = form.get(FIELD) or request.headers.get(HEADER, "")
    if not isinstance(given, str) or not same(given, csrf_token(request)):
        raise HTTPException(403, _OLD_FORM)


def same(given: str, wanted: str) -> bool:
    """Compare secrets without telling by the time taken how far they are alike."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def session_of(settings: Settings) -> str:
    """Give the value of the session cookie of somebody who knows the token."""
    return signature(settings, "session", settings.token)


def _host_of(request: Request) -> str:
    name = urlsplit(f"//{request.headers.get('host', '')}")
    try:
        return (name.hostname or "").casefold()
    except ValueError:
        return ""


def _user(request: Request, settings: Settings) -> str | None:
    """Give who asks: "" where nobody needs to say, None where they must and have not."""
    if not settings.guarded:
        return ""
    peer = request.client.host if request.client else ""
    if settings.user_header and peer in settings.proxies:
        name = request.headers.get(settings.user_header, "").strip()
        if name:
            return name[:200]
    if settings.token:
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and same(given.strip(), settings.token):
            return ""
        if same(request.cookies.get(SESSION, ""), session_of(settings)):
            return ""
    return None


def _foreign(request: Request) -> bool:
    """Tell whether another site's page sent this request."""
    if request.headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("origin", "")
    return bool(origin) and urlsplit(origin).netloc != request.headers.get("host", "")


def refused(request: Request, settings: Settings) -> tuple[int, str] | None:
    """Say with which status and words a request is turned away, None where it is let in."""
    # Another site may name our address as its own (DNS rebinding); its pages must see nothing.
    if not settings.guarded and _host_of(request) not in LOOPBACK_NAMES:
        return 421, N_("This address is not served here.")
    if request.method not in SAFE:
        if _foreign(request):
            return 403, N_("Another site sent this request.")
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or len(length) > 15:
            return 411, N_("The request does not say how long it is.")
        if int(length) > settings.upload_bytes:
            return 413, N_("The request is larger than is taken.")
    return None


async def guard(request: Request, call_next: Call) -> Response:
    """Let a request in or turn it away, and put the headers on the answer."""
    from counterclaim.web.pages import failure  # noqa: PLC0415 (pages need the tokens made here)

    settings: Settings = request.app.state.settings
    visitor = request.cookies.get(VISITOR, "")
    fresh = not (16 <= len(visitor) <= 64 and visitor.isascii())
    request.state.visitor = token_urlsafe(24) if fresh else visitor
    request.state.user = ""
    turned = refused(request, settings)
    user = _user(request, settings)
    if turned:
        answer = failure(request, *turned)
    elif user is None and not request.url.path.startswith(OPEN_PATHS):
        answer = failure(request, 401, N_("Sign in first."))
    else:
        request.state.user = user or ""
        answer = await call_next(request)
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/assets/"):
        answer.headers.setdefault("Cache-Control", "no-cache, private")
        answer.headers.setdefault("Vary", "Cookie, Accept-Language")
        if fresh:
            give_cookie(request, answer, VISITOR, request.state.visitor)
    return answer
