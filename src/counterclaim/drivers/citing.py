"""Open what the rows of a table cite: addresses, and files beside the table."""

import re
from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

from counterclaim.captures import open_captures
from counterclaim.captures.opening import open_body
from counterclaim.drivers.gathering import Gatherer
from counterclaim.fetch import CaptureFolder
from counterclaim.fetch.addresses import is_address
from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.verifying.sighting import Page, page_of
from counterclaim.verifying.tables import Opened

HELD: Final = 64
"""Cited places that are held ready: neighbouring rows often cite the same page."""
REPORTS: Final = 200
"""Reports of one cited file that are searched for a figure."""
_PLACED: Final = re.compile(r"(.+?)([:#]\d+)")


class CitedPages:
    """Opens cited pages, each once as long as it is held.

    ``folder`` is where relative files are looked for first. ``captures`` keeps what is fetched, and
    has what was fetched before.
    """

    def __init__(
        self, gatherer: Gatherer, folder: Path, captures: CaptureFolder | None = None
    ) -> None:
        self._gatherer = gatherer
        self._folder = folder
        self._captures = captures
        self._held: OrderedDict[str, tuple[Opened, str]] = OrderedDict()

    def open(self, cite: str) -> Opened:
        """Give the reports at an address or in a file, as they are now.

        "reports.jsonl:12" is line 12 of a file, "reports.json#3" its third report.
        """
        if cite not in self._held:
            self._held[cite] = self._address(cite) if is_address(cite) else (self._file(cite), "")
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        self._held.move_to_end(cite)
        return self._held[cite][0]

    def earlier(self, cite: str) -> Iterator[tuple[str, Page]]:
        """Give an address as it was kept before, the newest first, but not as it is now."""
        self.open(cite)
        now = self._held[cite][1]
        if self._captures is None or not is_address(cite):
            return
        for path in self._captures.kept(cite):
            for item in open_captures([str(path)]):
                if isinstance(item, Capture) and sha256(item.body).hexdigest() != now:
                    day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
                    pages = _pages(item)
                    yield from ((f"{path.name}, kept {day}", page) for page in pages.pages)

    def _address(self, cite: str) -> tuple[Opened, str]:
        try:
            visit = self._gatherer.visit(cite)
        except ProblemError as stopped:
            return Opened(problem=stopped.problem), ""
        items = open_body(visit.body, visit.address, visit.media_type, visit.encoding)
        return _opened(items, cite), visit.digest

    def _file(self, cite: str) -> Opened:
        path, place = self._found(cite)
        if path.is_dir():  # the reports of a whole disk may lie below it
            problem = Problem("CC001", "This is a folder.", cite, "Cite a file in it.")
            return Opened(problem=problem)
        items: Iterator[Capture | Problem] = open_captures([str(path)])
        if place:
            wanted = f"{path}{place}"
            items = (i for i in items if _where(i) == wanted)
            return _opened(islice(items, 1), cite)
        return _opened(items, cite)

    def _found(self, cite: str) -> tuple[Path, str]:
        """Find a file beside the table, else from here; its place is taken off if it is no file."""
        placed = _PLACED.fullmatch(cite)
        names = [(cite, ""), *([placed.groups()] if placed else [])]
        for name, place in names:
            for path in (self._folder / name, Path(name)):
                if "\0" not in name and path.exists():
                    return path, place
        return self._folder / cite, ""


def _where(item: Capture | Problem) -> str:
    return item.address if isinstance(item, Capture) else item.where


def _opened(items: Iterator[Capture | Problem], cite: str) -> Opened:
    pages: list[Page] = []
    problem: Problem | None = None
    for item in items:
        found = Opened(problem=item) if isinstance(item, Problem) else _pages(item)
        pages += found.pages
        problem = problem or found.problem
        if len(pages) > REPORTS:
            message = f"It holds more than {REPORTS} reports."
            hint = "Cite the line as well: reports.jsonl:12."
            return Opened(problem=Problem("CC071", message, cite, hint))
    if not pages and problem is None:
        problem = Problem("CC002", "No report is there.", cite)
    return Opened(pages, problem)


def _pages(capture: Capture) -> Opened:
    try:
        return Opened((page_of(capture),))
    except ProblemError as stopped:
        return Opened(problem=stopped.problem)
