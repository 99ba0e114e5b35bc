"""Find the files a person named and open each as captures; one bad input never stops the rest."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from counterclaim.captures.archives import MEDIA_TYPE as ARCHIVE
from counterclaim.captures.archives import Archive
from counterclaim.captures.opening import open_stream
from counterclaim.captures.streams import unpacked
from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.model.reason import Reason

MEDIA_TYPES = {
    ".txt": "text/plain",
    ".html": "text/html",
    ".htm": "text/html",
    ".json": "application/json",
    ".jsonl": "application/jsonl",
    ".ndjson": "application/jsonl",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".eml": "message/rfc822",
    ".pdf": "application/pdf",
    ".warc": ARCHIVE,
}
"""What a folder is searched for, each also with ``.gz`` after it."""

STANDARD_INPUT = "-"


def open_captures(
    paths: Sequence[str], stdin: BinaryIO | None = None
) -> Iterator[Capture | Problem]:
    """Give each report, or what is wrong with it, in the order named; folders in order of name.

    ``paths`` are files, folders (searched throughout), globs, or "-" for ``stdin``. A line of a
    JSON Lines file is one capture with the address "path:LINE", an item of a JSON array one with
    "path#ITEM". Files are opened one at a time and JSON Lines are never held whole.
    """
    for path in paths:
        if path == STANDARD_INPUT:
            yield from _standard_input(stdin)
        else:
            yield from _named(path)


def media_type_of(path: str) -> str:
    """Media type by the file's suffix; "" where the suffix says nothing."""
    name = Path(path.lower().removesuffix(".gz"))
    return MEDIA_TYPES.get(name.suffix, "")


def _standard_input(stdin: BinaryIO | None) -> Iterator[Capture | Problem]:
    if stdin is None:
        yield Problem("CC001", Reason("There is no standard input to read."), STANDARD_INPUT)
        return
    yield from _guarded(stdin, STANDARD_INPUT, "")


def _named(path: str) -> Iterator[Capture | Problem]:
    if "\0" in path:
        yield Problem("CC001", Reason("This is not a file name."), repr(path))
        return
    if Path(path).is_dir():
        yield from _folder(path)
    elif os.path.lexists(path) or not glob.has_magic(path):
        yield from _file(path, listed=False)
    else:
        matches = sorted(glob.glob(path, recursive=True))  # noqa: PTH207  absolute patterns
        if not matches:
            hint = Reason("Check the pattern; quote it if the shell should leave it alone.")
            yield Problem("CC001", Reason("No file matches this pattern."), path, hint)
        for match in matches:
            # "**" gives a folder and then all that is in it, which would be read twice.
            if not Path(match).is_dir():
                yield from _file(match, listed=True)
            elif "**" not in path:
                yield from _folder(match)


def _folder(path: str) -> Iterator[Capture | Problem]:
    failures: list[OSError] = []
    seen = False
    for folder, subfolders, names in os.walk(path, onerror=failures.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if media_type_of(name) and not name.startswith("."):
                seen = True
                yield from _file(str(Path(folder) / name), listed=True)
    for failure in failures:
        yield _unopened(str(failure.filename), failure, listed=False)
    if not seen and not failures:
        kinds = ", ".join(MEDIA_TYPES)
        message = Reason("The folder holds no file of a kind that is read.")
        hint = Reason(
            "Folders are searched for {kinds}, each also with .gz; name other files one by one.",
            kinds=kinds,
        )
        yield Problem("CC002", message, path, hint)


def _file(path: str, *, listed: bool) -> Iterator[Capture | Problem]:
    """Open one file; ``listed`` tells that it was there when its folder was listed."""
    # A pipe that nobody writes to would be waited for without end; one that is named is meant.
    if listed and Path(path).exists() and not Path(path).is_file():
        message = Reason("This is no file but a pipe or a device.")
        yield Problem("CC001", message, path, Reason("Name it itself."))
        return
    try:
        with Path(path).open("rb") as stream:
            if media_type_of(path) == ARCHIVE:
                yield from Archive(stream, path)
            else:
                yield from _guarded(stream, path, media_type_of(path))
    except OSError as failure:
        yield _unopened(path, failure, listed=listed)


def _unopened(path: str, failure: OSError, *, listed: bool) -> Problem:
    if isinstance(failure, FileNotFoundError):
        if listed:
            vanished = Reason("The file vanished before it could be read.")
            return Problem("CC008", vanished, path, Reason("Try again."))
        hint = Reason("Check the spelling.")
        return Problem("CC001", Reason("There is no such file or folder."), path, hint)
    if isinstance(failure, PermissionError):
        hint = Reason("Ask its owner for leave to read it.")
        return Problem("CC001", Reason("It may not be read by this user."), path, hint)
    reason = str(failure.strerror or failure)
    return Problem("CC001", Reason("It could not be opened: {reason}.", reason=reason), path)


def _guarded(stream: BinaryIO, address: str, media_type: str) -> Iterator[Capture | Problem]:
    """Read a stream to its end or its first fault; what was read before the fault stands."""
    try:
        yield from open_stream(unpacked(stream), address, media_type)
    except ProblemError as stopped:
        found = stopped.problem
        yield Problem(found.code, found.message, address, found.hint)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        message = Reason("Reading stopped midway: {reason}.", reason=reason)
        yield Problem("CC008", message, address, Reason("Try again."))
