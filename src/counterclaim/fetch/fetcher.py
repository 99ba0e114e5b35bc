"""Fetch one address, politely: robots.txt, pace, redirects hop by hop, Retry-After, validators."""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from hashlib import sha256
from typing import Final

from counterclaim import __version__
from counterclaim.captures.coding import decoded
from counterclaim.fetch.addresses import Resolver, Target, checked, parse
from counterclaim.fetch.connection import Reply, exchange, resolve, trust
from counterclaim.fetch.limits import ComeBackError, Limits, StatusError
from counterclaim.fetch.robots import AGENT, Robots
from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Amount, Reason

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
_ASKED_AGAIN: Final = 300.0
"""Seconds after which a server that is busy and names no time is asked again."""
_UNREACHED: Final = 60.0
"""Seconds for which a host that could not be reached is not tried again."""
_LONGEST: Final = 7 * 86400.0
"""Seconds of a Retry-After that are believed."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page by which it can tell whether the page has changed since."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as a server gave it. ``body`` is unpacked; ``reply.body`` is as it was sent.

    ``asked`` is the address asked for, ``address`` the one that answered after ``hops``.
    ``digest`` is SHA-256 of ``body``, in hex.
    """

    asked: str
    address: str
    body: bytes
    media_type: str
    encoding: str | None
    digest: str
    fetched_at: datetime
    validators: Validators
    reply: Reply
    sent: Mapping[str, str]
    hops: tuple[Reply, ...] = ()


@dataclass(frozen=True, slots=True)
class Unchanged:
    """The server says that the page is as it was when ``Validators`` were given out."""

    asked: str
    checked_at: datetime


class Fetcher:
    """Fetches addresses, one host never faster than its pace; may be used by several threads.

    ``contact`` is an address at which whoever runs this can be reached, told to every server.
    ``resolver``, ``context``, ``clock`` and ``sleep`` are for tests.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        contact: str = "",
        resolver: Resolver = resolve,
        context: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits or Limits()
        told = "".join(c for c in contact if c.isprintable() and c.isascii() and c not in "()")
        self.agent = f"{AGENT}/{__version__}" + (f" (+{told})" if told else "")
        self._resolve, self._context = resolver, context
        self._clock, self._sleep = clock, sleep
        self._next: dict[str, float] = {}
        self._resting: dict[str, tuple[float, Problem]] = {}
        self._lock = threading.Lock()
        self._robots = Robots(self._robots_of, clock)

    def fetch(self, address: str, validators: Validators | None = None) -> Fetched | Unchanged:
        """Fetch one address with GET, or learn that it is as it was.

        Raises ProblemError with codes CC013 and CC030 to CC040; ComeBackError, which is one, where
        the server asks for more patience than the limits have.
        """
        headers = {
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "gzip, br",
        }
        if validators is not None and validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators is not None and validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        try:
            hops = self._followed(parse(address), headers, robots=True)
            return self._made(address, hops, headers)
        except ProblemError as stopped:
            told = stopped.problem
            asked = told.where.removesuffix("/robots.txt")  # of which nobody need know
            if told.where and not address.startswith((told.where, asked)):
                message = Reason(
                    "{problem} The request was sent on to {address}.",
                    problem=told.message,
                    address=told.where,
                )
                told = replace(told, message=message)
            told = replace(told, where=address)
            if isinstance(stopped, ComeBackError):
                raise ComeBackError(told, stopped.seconds) from None
            if isinstance(stopped, StatusError):
                raise StatusError(told, stopped.status) from None
            raise ProblemError(told) from None

    def post(self, address: str, message: bytes, headers: Mapping[str, str]) -> None:
        """Send a message to an address of one's own; no redirects, no robots.txt, no pace.

        Raises ProblemError where it cannot be sent or the answer is not a success.
        """
        target = parse(address)
        sent = {"User-Agent": self.agent, **headers}
        reply = self._once(target, sent, self.limits.seconds, message)
        if not 200 <= reply.status < 300:
            raise _status(reply)

    def _made(
        self, asked: str, hops: list[Reply], headers: Mapping[str, str]
    ) -> Fetched | Unchanged:
        reply, now = hops[-1], datetime.now(UTC)
        if reply.status == 304:
            return Unchanged(asked, now)
        if reply.status != 200:
            raise _status(reply)
        codings = reply.header("content-encoding").split(",")
        body = decoded(reply.body, codings, self.limits.size)
        media_type, charset = _content_type(reply.header("content-type"))
        return Fetched(
            asked=asked,
            address=reply.target.address,
            body=body,
            media_type=media_type,
            encoding=charset,
            digest=sha256(body).hexdigest(),
            fetched_at=now,
            validators=Validators(reply.header("etag"), reply.header("last-modified")),
            reply=reply,
            sent=headers,
            hops=tuple(hops[:-1]),
        )

    def _followed(self, target: Target, headers: dict[str, str], *, robots: bool) -> list[Reply]:
        """Follow redirects, each hop parsed, resolved and checked anew; gives every reply."""
        replies: list[Reply] = []
        seen: set[str] = set()
        left = self.limits.seconds
        while True:
            if target.address in seen:
                raise _astray(target, Reason("The redirects go round in a circle."))
            if len(seen) > self.limits.redirects:
                most = str(self.limits.redirects)
                message = Reason("It was sent on more than {most} times.", most=most)
                raise _astray(target, message)
            seen.add(target.address)
            delay = self._robots.check(target) if robots else 0.0
            reply, spent = self._patiently(target, headers, delay, left)
            left -= spent
            replies.append(reply)
            if reply.status not in _REDIRECTS:
                return replies
            if not (place := reply.header("location")):
                message = Reason("It was sent on without being told where to.")
                raise _astray(target, message)
            target = parse(_as_sent(place), came_from=target.address)

    def _patiently(
        self, target: Target, headers: dict[str, str], delay: float, left: float
    ) -> tuple[Reply, float]:
        """Ask at the host's pace, and again where it is busy; gives the seconds of network too."""
        spent = 0.0
        self._check_rest(target)
        for attempt in range(self.limits.retries + 1):
            self._wait_turn(target, delay)
            began = self._clock()
            try:
                reply = self._once(target, headers, left - spent)
            except ProblemError as stopped:
                if stopped.problem.code == "CC032":
                    self._rest(target, _UNREACHED, stopped.problem)
                raise
            spent += self._clock() - began
            if reply.status not in _BUSY:
                return reply, spent
            pause = _retry_after(reply.header("retry-after"))
            if pause is None or pause > self.limits.patience or attempt == self.limits.retries:
                busy = _busy(reply, pause)
                self._rest(target, busy.seconds, busy.problem)
                raise busy
            self._sleep(pause)
        raise AssertionError("unreachable")  # pragma: no cover

    def _rest(self, target: Target, seconds: float, problem: Problem) -> None:
        """Leave a host alone for a while."""
        self._resting[target.origin] = self._clock() + seconds, problem

    def _check_rest(self, target: Target) -> None:
        """Raise again, without asking the host, what it was left alone for."""
        until, problem = self._resting.get(target.origin, (0.0, None))
        left = until - self._clock()
        if problem is None or left <= 0:
            return
        problem = replace(problem, where=target.address)
        if problem.code == "CC038":
            raise ComeBackError(replace(problem, hint=_try_again(left)), left)
        raise ProblemError(problem)

    def _once(
        self,
        target: Target,
        headers: Mapping[str, str],
        seconds: float,
        message: bytes | None = None,
    ) -> Reply:
        ips = checked(target, self._resolve, self.limits.allow)
        return exchange(
            target,
            ips,
            headers,
            self.limits,
            context=self._context or trust(),
            seconds=seconds,
            message=message,
        )

    def _wait_turn(self, target: Target, delay: float) -> None:
        """Take the host's next turn and wait for it; several threads queue up."""
        pace = max(delay, self.limits.pace)
        with self._lock:
            now = self._clock()
            turn = max(now, self._next.get(target.host, now))
            self._next[target.host] = turn + pace
        if turn > now:
            self._sleep(turn - now)

    def _robots_of(self, target: Target) -> Reply:
        headers = {"User-Agent": self.agent, "Accept": "text/plain", "Accept-Encoding": "gzip, br"}
        try:
            reply = self._followed(target, headers, robots=False)[-1]
            if reply.status == 200:
                codings = reply.header("content-encoding").split(",")
                reply = replace(reply, body=decoded(reply.body, codings, self.limits.size))
        except ComeBackError:
            raise
        except ProblemError as stopped:
            # Nonsense in place of a robots.txt forbids nothing; a host that cannot be reached is
            # told as such.
            if stopped.problem.code not in {"CC013", "CC035", "CC036", "CC040"}:
                raise
            reply = Reply(target, 404, "", (), b"", "")
        return reply


def _content_type(header: str) -> tuple[str, str | None]:
    """Give the media type, "" where none is told, and the charset."""
    if not header:
        return "", None
    message = Message()
    message["Content-Type"] = header
    kind = header.partition(";")[0].strip().lower()
    charset = message.get_param("charset")
    return kind, charset.strip(" \"'") if isinstance(charset, str) and charset else None


def _retry_after(value: str) -> float | None:
    """Give the seconds that a Retry-After asks for; None where it asks for nothing sensible."""
    if value.strip().isdecimal():
        return min(_LONGEST, float(value))
    try:
        when = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return min(_LONGEST, max(0.0, (when - datetime.now(UTC)).total_seconds()))


def _busy(reply: Reply, pause: float | None) -> ComeBackError:
    seconds = _ASKED_AGAIN if pause is None else pause
    status = str(reply.status)
    message = Reason("The server answered {status} and asks to be left alone.", status=status)
    return ComeBackError(
        Problem("CC038", message, reply.target.address, _try_again(seconds)), seconds
    )


def _try_again(seconds: float) -> Reason:
    return Reason("Try again in {seconds} seconds.", seconds=Amount(round(seconds)))


def _as_sent(location: str) -> str:
    """Give a Location in the characters it was written in; headers are read as Latin-1."""
    try:
        return location.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location


def _status(reply: Reply) -> ProblemError:
    reason = " ".join(reply.reason.split())[:60]
    told = f"{reply.status} {reason}".strip()
    message = Reason("The server answered {told}.", told=told)
    hint = Reason("Try again later.")
    if reply.status in {404, 410}:
        hint = Reason("The page is gone.")
    elif reply.status in {401, 402, 403, 451}:
        hint = Reason("The page is not open to everybody; save it by hand if you may read it.")
    return StatusError(Problem("CC039", message, reply.target.address, hint), reply.status)


def _astray(target: Target, message: Reason) -> ProblemError:
    hint = Reason("Open it in a browser to see.")
    return ProblemError(Problem("CC035", message, target.address, hint))
