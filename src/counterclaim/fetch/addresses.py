"""Which addresses may be fetched, and which machines they lead to."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from counterclaim.fetch.limits import Network
from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Reason

Resolver = Callable[[str, int], Sequence[str]]
"""Gives the IP addresses of a host name; raises OSError where there are none."""

_PORTS: Final = {"http": 80, "https": 443}
_SAFE: Final = "/%:=&?~+!$,;'@()*[]|"
_GIVEN_OUT: Final = IPv6Network("2000::/3")
"""All IPv6 addresses of the public internet that there are; older forms lead elsewhere."""
_TRANSLATED: Final = IPv6Network("64:ff9b::/96")
"""IPv6 addresses that a gateway turns into the IPv4 address at their end."""
_CONTROL: Final = re.compile(r"[\0-\x20\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart. ``host`` is in ASCII, ``path`` begins with "/" and has the query."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, the port only where it is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self._usual else f":{self.port}")

    @property
    def address(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.path

    @property
    def host_header(self) -> str:
        """The value of the Host header."""
        return self.origin.partition("://")[2]

    @property
    def _usual(self) -> bool:
        return self.port == _PORTS[self.scheme]


def is_address(name: str) -> bool:
    """Whether a person means an address rather than a file: it begins with a scheme and "//"."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", name) is not None


def parse(address: str, came_from: str = "") -> Target:
    """Take an address apart; ``came_from`` is the page that redirected to it, if one did.

    Raises ProblemError CC030 for any scheme but http and https, a user name, a malformed address.
    """
    try:
        parts = urlsplit(urljoin(came_from, address.strip()) if came_from else address.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
        name = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError as failure:  # UnicodeError is one
        raise _refused(
            address, Reason("This is no address: {reason}.", reason=str(failure))
        ) from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        other = repr(scheme or "this")
        message = Reason("Only http and https are fetched, not {other}.", other=other)
        raise _refused(address, message)
    if not name or _CONTROL.search(name):
        raise _refused(address, Reason("The address names no host."))
    if parts.username is not None or parts.password is not None:
        raise _refused(address, Reason("An address with a user name is not fetched."))
    path = quote(parts.path or "/", safe=_SAFE)
    query = quote(parts.query, safe=_SAFE)
    where = f"{path}?{query}" if query else path
    return Target(scheme, name.lower(), _PORTS[scheme] if port is None else port, where)


def checked(target: Target, resolve: Resolver, allow: Sequence[Network]) -> list[str]:
    """Give the IP addresses of a target that may be connected to, in the resolver's order.

    Raises ProblemError CC032 where the name is not known and CC031 where no address is allowed.
    """
    try:
        found = list(dict.fromkeys(resolve(target.host, target.port)))
    except (OSError, UnicodeError) as failure:
        message = Reason(
            "The host {host} was not found: {reason}.",
            host=repr(target.host),
            reason=str(getattr(failure, "strerror", None) or failure),
        )
        hint = Reason("Check the spelling and the connection.")
        raise ProblemError(Problem("CC032", message, target.address, hint)) from None
    allowed = [ip for ip in found if is_public(ip) or any(_within(ip, net) for net in allow)]
    if not allowed:
        message = Reason(
            "{host} is {shown}, which is not a public address.",
            host=target.host,
            shown=", ".join(found[:3]) or Reason("no address"),
        )
        hint = Reason("Give --allow-private if you mean to read from your own network.")
        raise ProblemError(Problem("CC031", message, target.address, hint))
    return allowed


def is_public(ip: str) -> bool:
    """Whether an IP address is one of the public internet, also where it hides another."""
    try:
        return all(map(_is_given_out, _meant(ip)))
    except ValueError:
        return False


def _is_given_out(address: IPv4Address | IPv6Address) -> bool:
    if isinstance(address, IPv6Address) and address not in _GIVEN_OUT:
        return False
    return address.is_global and not address.is_multicast


def _within(ip: str, network: Network) -> bool:
    try:
        return _bare(ip) in network
    except ValueError:
        return False


def _bare(ip: str) -> IPv4Address | IPv6Address:
    return ip_address(ip.partition("%")[0])  # "fe80::1%eth0"


def _meant(ip: str) -> list[IPv4Address | IPv6Address]:
    """Give an address and those that stand inside it."""
    address = _bare(ip)
    if isinstance(address, IPv4Address):
        return [address]
    inner = address.ipv4_mapped
    if inner is not None:
        return [inner]
    hidden = [address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        return [IPv4Address(int(address) & 0xFFFFFFFF)]
    return [address, *(a for a in hidden if a is not None)]


def _refused(address: str, message: Reason) -> ProblemError:
    hint = Reason("An address begins with http:// or https://.")
    return ProblemError(Problem("CC030", message, address[:300], hint))
