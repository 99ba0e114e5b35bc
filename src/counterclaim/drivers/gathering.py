"""Gather captures from all that a person may name: files, folders, standard input, addresses."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from counterclaim import __version__
from counterclaim.captures import open_captures
from counterclaim.captures.archives import MEDIA_TYPE as ARCHIVE
from counterclaim.captures.archives import Archive, Position, bodies_in
from counterclaim.captures.files import media_type_of
from counterclaim.captures.opening import open_body
from counterclaim.drivers.origins import Origin, Sourced, Visit
from counterclaim.fetch import CaptureFolder, Fetched, Fetcher, Validators
from counterclaim.fetch.addresses import is_address
from counterclaim.model import Problem, ProblemError
from counterclaim.model.identity import content_id
from counterclaim.model.reason import Reason
from counterclaim.model.web import SeenCapture, SeenPage


class Memory(Protocol):
    """What is remembered of pages and archives; ``ledger.web.WebState`` is one."""

    def page(self, address: str) -> SeenPage | None:
        """Give what is known of a page."""

    def captures(self, *, document_id: str = "", address: str = "") -> list[SeenCapture]:
        """Give the captures of a report or of an address, oldest first."""

    def progress(self, archive: str) -> list[int] | None:
        """Give where the reading of an archive stands."""


class Gatherer:
    """Opens what a person named, in the order named; one that fails never stops the rest.

    ``folder`` keeps every page that is fetched, ``state`` remembers pages and archives: a page that
    has not changed is read from its capture, and an archive is gone on with where reading stopped.
    """

    def __init__(
        self,
        fetcher: Fetcher | None = None,
        *,
        folder: CaptureFolder | None = None,
        state: Memory | None = None,
    ) -> None:
        self._fetcher = fetcher or Fetcher()
        self._folder = folder
        self._state = state
        self.resumed: list[tuple[str, int]] = []
        """Archives gone on with, and how many of their records were done before."""

    def open(self, names: Sequence[str], stdin: BinaryIO | None = None) -> Iterator[Sourced]:
        """Give each report, or what is wrong with it, with its origin."""
        for name in names:
            if is_address(name):
                yield from self.page(name)
            elif (
                self._state is not None and media_type_of(name) == ARCHIVE and Path(name).is_file()
            ):
                yield from self._archive(Path(name), self._state)
            else:
                for item in open_captures([name], stdin):
                    yield item, None

    def page(self, address: str) -> Iterator[Sourced]:
        """Fetch a page, keep it, and give what it holds."""
        try:
            visit = self.visit(address)
        except ProblemError as stopped:
            yield stopped.problem, None
            return
        for item in open_body(visit.body, visit.address, visit.media_type, visit.encoding):
            yield item, Origin(visit)

    def visit(self, address: str) -> Visit:
        """Fetch a page and keep it; one that has not changed is taken from its capture.

        Raises ProblemError with the codes of ``Fetcher.fetch`` and CC041.
        """
        kept = self._kept(address)
        found = self._fetcher.fetch(address, kept.validators if kept else None)
        if not isinstance(found, Fetched):
            if kept is not None:
                return kept
            message = Reason("The server says that nothing changed, without having been asked.")
            raise ProblemError(Problem("CC040", message, address, Reason("Try again later.")))
        return Visit(
            asked=found.asked,
            address=found.address,
            body=found.body,
            media_type=found.media_type,
            encoding=found.encoding,
            digest=found.digest,
            file=self._folder.keep(found).name if self._folder else "",
            fetched_at=found.fetched_at,
            validators=found.validators,
            changed=kept is None or kept.digest != found.digest,
        )

    def stored(self, capture: SeenCapture) -> bytes:
        """Give the body of a kept capture.

        Raises ProblemError CC041 where it is gone or is not what was kept.
        """
        hint = Reason("Restore the folder of captures from a copy.")
        if self._folder is None or not capture.file:
            message = Reason("No capture was kept.")
            raise ProblemError(Problem("CC041", message, capture.address, hint))
        path = self._folder.path(capture.file)
        with suppress(OSError), path.open("rb") as stream:
            for body in bodies_in(stream):
                if sha256(body).hexdigest() == capture.digest:
                    return body
        message = Reason("The capture is gone or was changed.")
        raise ProblemError(Problem("CC041", message, str(path), hint))

    def _kept(self, address: str) -> Visit | None:
        """Give a page as it was last seen, None where its capture is not at hand."""
        seen = self._state.page(address) if self._state else None
        if seen is None or self._state is None:
            return None
        held = self._state.captures(address=address)
        capture = next((c for c in reversed(held) if c.digest == seen.digest), None)
        if capture is None:
            return None
        with suppress(ProblemError):
            return Visit(
                asked=address,
                address=capture.answered_by,
                body=self.stored(capture),
                media_type=capture.media_type,
                encoding=capture.encoding,
                digest=capture.digest,
                file=capture.file,
                fetched_at=capture.fetched_at,
                validators=Validators(seen.etag, seen.last_modified),
                changed=False,
            )
        return None

    def _archive(self, path: Path, state: Memory) -> Iterator[Sourced]:
        """Read an archive from where it was left, if this version has begun it."""
        key = _key(path)
        start = Position(*(state.progress(key) or ()))
        if start.done:
            self.resumed.append((str(path), start.done))
        try:
            with path.open("rb") as stream:
                archive = Archive(stream, str(path), start)
                for item in archive:
                    yield item, Origin(archive=key, position=archive.position)
        except OSError as failure:
            reason = str(failure.strerror)
            message = Reason("It could not be opened: {reason}.", reason=reason)
            yield Problem("CC001", message, str(path)), None


def _key(path: Path) -> str:
    """Tell an archive by where it lies and how it begins, as read by this version."""
    with suppress(OSError), path.open("rb") as stream:
        head = sha256(stream.read(512)).hexdigest()
        return content_id(["archive", str(path.resolve()), head, __version__])
    return content_id(["archive", str(path)])
