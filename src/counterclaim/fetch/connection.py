"""One request to one machine: the only module that opens sockets.

The connection goes to an IP address that was checked before, while the host name stays the one that
the certificate is held against: the pin sits in ``connect``, which ``http.client`` documents as the
place to change.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Self

import certifi

from counterclaim.fetch.addresses import Target
from counterclaim.fetch.limits import Limits
from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Amount, Reason

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered, as it was sent but for the framing of chunks."""

    target: Target
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    ip: str

    def header(self, name: str) -> str:
        """Give the value of a header, several joined by commas, "" where there is none."""
        return ", ".join(value for key, value in self.headers if key.lower() == name)


def resolve(host: str, port: int) -> list[str]:
    """Ask the system for the IP addresses of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


@cache
def trust() -> ssl.SSLContext:
    """Give the authorities of this machine and those of certifi, for machines without any."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context


class _Pinned(http.client.HTTPConnection):
    """A connection to ``ip`` under the name of ``target``."""

    def __init__(
        self, target: Target, ip: str, idle: float, context: ssl.SSLContext | None
    ) -> None:
        super().__init__(target.host, target.port, timeout=idle)
        self.ip = ip
        self.held: socket.socket | None = None
        """The socket; ``sock`` is let go of before the body is read."""
        self._context = context

    def connect(self) -> None:
        self.held = socket.create_connection((self.ip, self.port), self.timeout)
        if self._context is not None:
            # The handshake as a whole may take no longer than the socket's timeout.
            self.held = self._context.wrap_socket(self.held, server_hostname=self.host)
        self.sock = self.held


class _Watchdog:
    """Ends a connection once its time is up, however slowly its bytes still come."""

    def __init__(self, connection: _Pinned, seconds: float) -> None:
        self._connection = connection
        self._timer = threading.Timer(max(0.0, seconds), self._end)
        self._timer.daemon = True
        self.barked = False

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _end(self) -> None:
        self.barked = True
        held = self._connection.held
        if held is not None:
            with suppress(OSError):
                # Not SSLSocket's own, which would take the session away under the reader.
                socket.socket.shutdown(held, socket.SHUT_RDWR)


def exchange(
    target: Target,
    ips: Sequence[str],
    headers: Mapping[str, str],
    limits: Limits,
    *,
    context: ssl.SSLContext,
    seconds: float,
    message: bytes | None = None,
) -> Reply:
    """Send one request, GET or with ``message`` POST, to the first of ``ips`` that can be reached.

    ``seconds`` are for all of them together. Redirects are not followed. Raises ProblemError CC032
    to CC034, CC036 and CC040.
    """
    unreached: ProblemError | None = None
    end = time.monotonic() + seconds
    for ip in ips:
        left = end - time.monotonic()
        if unreached is not None and left <= 0:
            raise _fault(TimeoutError(), target, limits, timed_out=True)
        secure = context if target.scheme == "https" else None
        connection = _Pinned(target, ip, min(limits.idle, max(left, 0.001)), secure)
        with _Watchdog(connection, left) as watchdog:
            try:
                connection.connect()
                if watchdog.barked:  # in mid-handshake, where it could end nothing
                    raise TimeoutError
            except OSError as failure:
                unreached = _fault(failure, target, limits, timed_out=watchdog.barked)
                connection.close()
                continue
            try:
                reply = _asked(connection, target, headers, message, limits.size)
                if watchdog.barked:  # what looks like the end of a body need not be one
                    raise TimeoutError
            except (OSError, http.client.HTTPException, ValueError) as failure:
                raise _fault(failure, target, limits, timed_out=watchdog.barked) from None
            else:
                return reply
            finally:
                connection.close()
    told = Reason("There is no address to try.")
    raise unreached or ProblemError(Problem("CC032", told, target.address))


def _asked(
    connection: _Pinned,
    target: Target,
    headers: Mapping[str, str],
    message: bytes | None,
    size: int,
) -> Reply:
    connection.putrequest(
        "GET" if message is None else "POST", target.path, skip_host=True, skip_accept_encoding=True
    )
    sent = {"Host": target.host_header, **headers, "Connection": "close"}
    if message is not None:
        sent["Content-Length"] = str(len(message))
    for name, value in sent.items():
        connection.putheader(name, value)
    connection.endheaders(message)
    with connection.getresponse() as response:
        body = _body(response, target, size)
        pairs = tuple((k, v) for k, v in response.getheaders())
        return Reply(target, response.status, response.reason, pairs, body, connection.ip)


def _body(response: http.client.HTTPResponse, target: Target, limit: int) -> bytes:
    """Read a body up to the limit; what is declared to be longer is not begun."""
    if (response.length or 0) > limit:
        raise _too_large(target, limit)
    parts: list[bytes] = []
    size = 0
    while part := response.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _too_large(target, limit)
    if response.length:
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(parts)


def _too_large(target: Target, limit: int) -> ProblemError:
    message = Reason("It is larger than {size} MB.", size=_amount(limit / 1_000_000))
    hint = Reason("Nothing of it was kept.")
    return ProblemError(Problem("CC036", message, target.address, hint))


def _amount(value: float) -> Amount:
    return Amount(Decimal(f"{value:g}"))


def _fault(failure: Exception, target: Target, limits: Limits, *, timed_out: bool) -> ProblemError:
    """Give the problem behind what the network or the server did."""
    if timed_out:
        seconds = _amount(limits.seconds)
        message = Reason("It was not done after {seconds} seconds.", seconds=seconds)
        code, hint = "CC034", Reason("Try again later; what had come was not kept.")
    elif isinstance(failure, TimeoutError):
        seconds = _amount(limits.idle)
        message = Reason("The server sent nothing for {seconds} seconds.", seconds=seconds)
        code, hint = "CC034", Reason("Try again later.")
    elif isinstance(failure, ssl.SSLCertVerificationError):
        message = Reason(
            "The certificate is not good for {host}: {reason}.",
            host=target.host,
            reason=failure.verify_message,
        )
        code, hint = "CC033", Reason("Do not trust the page; tell its owner, or try again later.")
    elif isinstance(failure, ssl.SSLError):
        reason = str(failure.reason or failure)
        message = Reason("No secure connection could be made ({reason}).", reason=reason)
        code, hint = "CC033", Reason("Check that the address should begin with https.")
    elif isinstance(failure, http.client.IncompleteRead):
        message = Reason("It ended before its end.")
        code, hint = "CC040", Reason("Try again.")
    elif isinstance(failure, OSError):
        reason = str(failure.strerror or failure)
        message = Reason("{host} could not be reached: {reason}.", host=target.host, reason=reason)
        code, hint = "CC032", Reason("Check the address and the connection.")
    else:
        reason = " ".join(str(failure).split())[:100] or type(failure).__name__
        message = Reason("The server's answer makes no sense ({reason}).", reason=reason)
        code, hint = "CC040", Reason("Try again.")
    return ProblemError(Problem(code, message, target.address, hint))
