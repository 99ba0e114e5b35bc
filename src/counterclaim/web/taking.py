"""Reading what a visitor gave: text, files, an address. Nothing of this machine can be named."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath

from counterclaim.captures.files import media_type_of
from counterclaim.captures.opening import open_body
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.origins import Origin, Sourced, read_sourced
from counterclaim.fetch import CaptureFolder, Fetcher
from counterclaim.fetch.addresses import is_address
from counterclaim.model import Capture, Extraction, Problem
from counterclaim.model.reason import Amount, Reason
from counterclaim.web.settings import Settings

Result = Extraction | Problem
REPORTS = 500
"""Reports read out of one request; an archive of more is for ``counterclaim read``."""


@dataclass(frozen=True, slots=True)
class Given:
    """What one form held: a text with what is known of it, files by name, an address."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    published: datetime | None = None
    files: tuple[tuple[str, bytes], ...] = ()
    address: str = ""


def take(given: Given, settings: Settings) -> Iterator[tuple[Result, Origin | None]]:
    """Read all that was given; what cannot be read is told, and the rest is read all the same.

    Each comes with its origin, for what was fetched.
    """
    for count, (result, origin) in enumerate(read_sourced(_captures(given, settings))):
        if count == REPORTS:
            hint = Reason("Use counterclaim read for the rest.")
            told = Reason("Only the first {count} reports were read.", count=Amount(REPORTS))
            yield Problem("CC009", told, "", hint), None
            return
        yield result, origin


def _captures(given: Given, settings: Settings) -> Iterator[Sourced]:
    if given.text.strip():
        yield _pasted(given), None
    for name, body in given.files:
        for item in _uploaded(name, body):
            yield item, None
    if given.address.strip():
        yield from _fetched(given.address.strip(), settings)


def _pasted(given: Given) -> Capture:
    record = {
        "title": given.title,
        "text": given.text,
        "outlet": given.outlet,
        "published": given.published.isoformat() if given.published else None,
    }
    return Capture("", "application/json", json.dumps(record).encode("ascii"))


def _uploaded(name: str, body: bytes) -> Iterator[Capture | Problem]:
    # The name is only a label: a browser may send a whole path, of which nothing is opened.
    label = PurePosixPath(name.replace("\\", "/")).name[:200] or "upload"
    return open_body(body, label, media_type_of(label))


def _fetched(address: str, settings: Settings) -> Iterator[Sourced]:
    if not settings.fetching:
        hint = Reason("Paste the text instead.")
        yield Problem("CC030", Reason("This server reads no addresses."), "", hint), None
    elif not is_address(address):
        hint = Reason("Give one that begins with https:// or http://.")
        yield Problem("CC030", Reason("This is not a web address."), address[:200], hint), None
    else:
        folder = CaptureFolder(settings.captures) if settings.captures else None
        yield from Gatherer(Fetcher(), folder=folder).page(address)
