"""Verify a table on the disk, and write what was found into it."""

import codecs
import io
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final, TextIO

from counterclaim.drivers.citing import CitedPages
from counterclaim.drivers.gathering import Gatherer
from counterclaim.model import Problem, ProblemError
from counterclaim.verifying.adding import written
from counterclaim.verifying.lines import Sort
from counterclaim.verifying.tables import (
    ENDINGS,
    Checked,
    Form,
    Library,
    Verifier,
    table_of,
)

_SAMPLE: Final = 1 << 16


def verify_table(
    path: Path,
    *,
    library: Library | None = None,
    named: Mapping[str, str] | None = None,
    form: Form | None = None,
    write: bool = False,
) -> Iterator[Checked]:
    """Give each row of a table with its outcome, one at a time; a table may be of any length.

    ``named`` gives columns by field where their names do not tell. With ``write`` the table is
    replaced once all is done: columns added, everything else byte for byte as it was. Raises
    ProblemError CC001 or CC070 where the table cannot be read.
    """
    library = library or CitedPages(Gatherer(), path.parent)
    with ExitStack() as stack:
        try:
            raw = stack.enter_context(path.open("rb"))
            encoding = _encoding(raw)
            lines = io.TextIOWrapper(raw, encoding, "surrogateescape", newline="")
        except OSError as failure:
            raise ProblemError(_unopened(path, failure)) from None
        form = form or ENDINGS.get(path.suffix.lower()) or _form(lines)
        out = stack.enter_context(_replacing(path, encoding)) if write else None
        yield from verify_lines(lines, form, library, name=str(path), named=named, out=out)


def verify_lines(
    lines: TextIO,
    form: Form,
    library: Library,
    *,
    name: str,
    named: Mapping[str, str] | None = None,
    out: IO[str] | None = None,
) -> Iterator[Checked]:
    """Verify a table that is open, and write it with its outcomes to ``out``."""
    table = table_of(form, name)
    verifier = Verifier(table, library, named or {})
    empty = True
    for checked in verifier.checked(lines):
        empty = empty and checked.line.sort is Sort.OTHER
        if checked.line.sort is Sort.HEAD or form is not Form.MARKDOWN:
            _suited(verifier, form, name)
        if out is not None:
            out.write(written(checked, table))
        if checked.outcome is not None:
            yield checked
    if verifier.unsuited and not verifier.suited and form is Form.MARKDOWN:
        raise _placed(verifier.unsuited, name)
    if empty and not verifier.unsuited:
        hint = "Name the file that holds it, or say with --table how it is written."
        raise ProblemError(Problem("CC070", "The file holds no table.", name, hint))


def _unopened(path: Path, failure: OSError) -> Problem:
    if isinstance(failure, FileNotFoundError):
        return Problem("CC001", "There is no such file.", str(path), "Check the spelling.")
    if isinstance(failure, IsADirectoryError):
        return Problem("CC001", "This is a folder.", str(path), "Name the table in it.")
    message = f"It could not be opened: {failure.strerror or failure}."
    return Problem("CC001", message, str(path), "Check who may read it.")


def _suited(verifier: Verifier, form: Form, name: str) -> None:
    if form is Form.CSV and verifier.unsuited is not None:
        raise _placed(verifier.unsuited, name)


def _placed(problem: Problem, name: str) -> ProblemError:
    return ProblemError(Problem(problem.code, problem.message, name, problem.hint))


def _encoding(raw: IO[bytes]) -> str:
    """Tell the encoding by a byte order mark, else UTF-8 if that fits, else Latin-1, which fits all.

    The mark itself stays in the text, so that it is written again.
    """
    sample = raw.read(_SAMPLE)
    raw.seek(0)
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if sample.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return "latin-1"
    return "utf-8"


def _form(lines: TextIO) -> Form:
    """Tell the form by the first characters."""
    start = lines.read(2000).lstrip("\ufeff \t\r\n")
    lines.seek(0)
    if start.startswith("{"):
        return Form.JSONL
    piped = start.startswith("|") or "\n|" in start
    return Form.MARKDOWN if piped and "---" in start else Form.CSV


@contextmanager
def _replacing(path: Path, encoding: str) -> Iterator[IO[str]]:
    """Write beside a file and put it in the file's place at the end; if anything fails, not at all."""
    target = path.resolve()
    # What a page says may not fit the table's encoding; what the table says always does.
    errors = "surrogateescape" if encoding.startswith("utf") else "replace"
    try:
        with NamedTemporaryFile(
            "w", dir=target.parent, encoding=encoding, errors=errors, newline="", delete=False
        ) as stream:
            beside = Path(stream.name)
            try:
                yield stream
                stream.flush()
                os.fsync(stream.fileno())
                shutil.copymode(target, beside)
                beside.replace(target)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError as failure:
        reason = failure.strerror or str(failure)
        hint = "Make room, or check who may write there."
        message = f"It could not be written: {reason}."
        raise ProblemError(Problem("CC070", message, str(path), hint)) from None
