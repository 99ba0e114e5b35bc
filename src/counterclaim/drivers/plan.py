"""The list of feeds to watch, and where to tell what changed: a TOML file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from counterclaim.fetch.addresses import parse
from counterclaim.model import Problem, ProblemError

EVERY: Final = timedelta(minutes=15)
RECHECK: Final = tuple(timedelta(hours=h) for h in (1, 6, 24, 72, 168, 720))
"""After what time a page is looked at again, each counted from the look before it."""
SHORTEST: Final = timedelta(seconds=1)
LONGEST: Final = timedelta(days=3653)
"""Between which times may lie: none would ask a host without end, more is beyond the calendar."""
_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}
_FIELDS: Final = frozenset({"every", "recheck", "contact", "feed", "tell"})
_HINT: Final = "docs/web.md shows a whole list of feeds."


@dataclass(frozen=True, slots=True)
class FeedPlan:
    """A feed to poll; ``outlet`` is taken for reports that name none themselves.

    Entries that say that they are older than ``since`` are left out; None reads all.
    """

    address: str
    outlet: str = ""
    every: timedelta = EVERY
    since: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is watched and where changes are told; paths are whole."""

    feeds: tuple[FeedPlan, ...]
    recheck: tuple[timedelta, ...] = RECHECK
    contact: str = ""
    jsonl: Path | None = None
    atom: Path | None = None
    webhook: str = ""


def read_plan(path: Path, every: timedelta | None = None) -> Plan:
    """Read a list of feeds; ``every`` overrides how often each is polled.

    Raises ProblemError CC050 with the field that is wrong.
    """
    where = str(path)
    try:
        given = tomllib.loads(path.read_text("utf-8"))
    except OSError as failure:
        raise _wrong(where, f"It could not be opened: {failure.strerror}.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as failure:
        raise _wrong(where, f"It is not valid TOML: {failure}.") from None
    if unknown := sorted(set(given) - _FIELDS):
        raise _wrong(where, f"There is no field {unknown[0]!r}.")
    usual = every or _span(given.get("every", EVERY), "every", where)
    feeds = given.get("feed", [])
    if not isinstance(feeds, list) or not feeds:
        raise _wrong(where, "It lists no feed.")
    tell = given.get("tell", {})
    if not isinstance(tell, dict) or (set(tell) - {"jsonl", "atom", "webhook"}):
        raise _wrong(where, "[tell] takes jsonl, atom and webhook.")
    return Plan(
        feeds=tuple(_feed(feed, usual, every, where) for feed in feeds),
        recheck=_rechecks(given.get("recheck"), where),
        contact=str(given.get("contact", "")),
        jsonl=_beside(path, tell.get("jsonl")),
        atom=_beside(path, tell.get("atom")),
        webhook=_address(tell["webhook"], "The webhook", where) if tell.get("webhook") else "",
    )


def span_of(text: str) -> timedelta | None:
    """Read "90s", "15m", "6h", "2d" or "1w", from SHORTEST to LONGEST; None for anything else."""
    match = re.fullmatch(r"(\d{1,6}(?:\.\d+)?)\s*([smhdw])", text.strip())
    span = timedelta(seconds=float(match[1]) * _UNITS[match[2]]) if match else None
    return span if span and SHORTEST <= span <= LONGEST else None


def is_target(address: str) -> bool:
    """Whether an address can be fetched or sent to, as far as its form tells."""
    try:
        parse(address)
    except ProblemError:
        return False
    return True


def _feed(given: Any, usual: timedelta, forced: timedelta | None, where: str) -> FeedPlan:  # noqa: ANN401
    if isinstance(given, str):
        given = {"address": given}
    if not isinstance(given, Mapping) or set(given) - {*("address", "outlet", "every", "since")}:
        raise _wrong(where, "A [[feed]] takes address, outlet, every and since.")
    address = _address(given.get("address", ""), "A feed", where)
    every = usual if forced or "every" not in given else _span(given["every"], "every", where)
    since = _span(given["since"], "since", where) if "since" in given else None
    return FeedPlan(address, str(given.get("outlet", "")), every, since)


def _rechecks(given: object, where: str) -> tuple[timedelta, ...]:
    if given is None:
        return RECHECK
    if not isinstance(given, list):
        raise _wrong(where, 'recheck is a list such as ["1h", "1d"], and [] for never.')
    return tuple(_span(value, "recheck", where) for value in given)


def _span(value: object, name: str, where: str) -> timedelta:
    if isinstance(value, timedelta):
        return value
    span = span_of(str(value))
    if span is None:
        told = 'it is written as "90s", "15m", "6h" or "2d", from one second to ten years'
        raise _wrong(where, f"{name} is {value!r}; {told}.")
    return span


def _address(given: object, what: str, where: str) -> str:
    """Give an address that can be fetched or sent to."""
    address = str(given)
    if not is_target(address):
        raise _wrong(where, f"{what} has the address {address!r}, which is none of http or https.")
    return address


def _beside(path: Path, given: object) -> Path | None:
    return path.parent / str(given) if given else None


def _wrong(where: str, message: str) -> ProblemError:
    return ProblemError(Problem("CC050", message, where, _HINT))
