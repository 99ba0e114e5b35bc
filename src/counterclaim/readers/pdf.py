"""PDF: the words of each page, lines joined to paragraphs; a form feed begins each further page."""

import io
import logging
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.model.reason import Reason
from counterclaim.readers.text import title_span

PAGE: Final = "\f"
"""Stands before each page but the first, as pdftotext has it: the page of a character is one more
than the form feeds before it."""
_PAGES: Final = 5_000
"""Pages that are read of one file."""
_CHARACTERS: Final = 5_000_001
_FULL: Final = 0.75
"""A line shorter than this share of the page's usual one may be the last of its paragraph."""
_ENDING: Final = tuple(".!?…:;\"”»’')")
_HYPHEN: Final = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
_BLANKS: Final = re.compile(r"[^\S\n]+")


def read_pdf(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Read the words of a PDF; raises ProblemError CC053 where there are none to be had.

    Title, authors and time of publication are what the file says of itself; the title else is the
    first line where it looks like one.
    """
    reader = _opened(capture)
    pages: list[str] = []
    problems: list[Problem] = []
    size = 0
    for number, page in enumerate(reader.pages[:_PAGES], 1):
        try:
            words = _paragraphs(str(page.extract_text()))
        except Exception as failure:  # noqa: BLE001  the library raises whatever its parts raise
            problems.append(_page_lost(capture, number, failure))
            words = ""
        pages.append(words)
        size += len(words)
        if size > _CHARACTERS:
            break
    text = _joined(pages)
    if not text.strip():
        hint = Reason("Run a text recognition (OCR) over it first.")
        raise _unread(capture, Reason("Its pages hold no words, only pictures."), hint)
    title, published, authors = _stated(reader)
    found = title_span(text)
    if title and text.casefold().startswith(title.casefold()):
        found = Span.of(text, 0, len(title))
    imprint = Imprint(
        title=title or (found.text if found else ""),
        authors=authors,
        published=published,
        address=capture.address,
    )
    return Document(text=text, imprint=imprint, title=found), tuple(problems)


def page_of(text: str, place: int) -> int:
    """Give the number of the page, from 1, on which a character of a PDF's text stands."""
    return text.count(PAGE, 0, place + 1) + 1


def _opened(capture: Capture) -> Any:  # noqa: ANN401  the library is loaded only for a PDF
    from pypdf import PdfReader  # noqa: PLC0415

    # It tells on standard error what it mends.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(capture.body))
        locked = reader.is_encrypted and not reader.decrypt("")
        len(reader.pages)
    except Exception as failure:  # noqa: BLE001  damaged files raise errors of every kind
        if type(failure).__name__ == "DependencyError":
            locked = True
        else:
            reason = " ".join(str(failure).split())[:100] or type(failure).__name__
            message = Reason("The file is damaged or cut off ({reason}).", reason=reason)
            raise _unread(capture, message, Reason("Fetch or save it again.")) from None
    if locked:
        hint = Reason("Save it without its password.")
        raise _unread(capture, Reason("The file is locked."), hint)
    return reader


def _unread(capture: Capture, message: Reason, hint: Reason) -> ProblemError:
    return ProblemError(Problem("CC053", message, capture.address, hint))


def _page_lost(capture: Capture, number: int, failure: Exception) -> Problem:
    message = Reason(
        "Page {number} could not be read ({reason}).",
        number=str(number),
        reason=type(failure).__name__,
    )
    return Problem("CC053", message, capture.address, Reason("The other pages were read."))


def _stated(reader: Any) -> tuple[str, datetime | None, tuple[str, ...]]:  # noqa: ANN401
    """Give title, time and author as the file states them; what makes no sense is left out."""
    try:
        about = reader.metadata
        if about is None:
            return "", None, ()
        title = " ".join(str(about.title or "").split())
        author = " ".join(str(about.author or "").split())
        published = about.creation_date
    except Exception:  # noqa: BLE001  as above
        return "", None, ()
    # Programs put the name of a file where a title should be.
    if re.search(r"\.\w{2,5}$|^untitled", title, re.IGNORECASE):
        title = ""
    return title, published, (author,) if author else ()


def _paragraphs(page: str) -> str:
    """Join the lines of a page: words divided at a line's end, and lines that run on."""
    lines = [_BLANKS.sub(" ", line).strip() for line in page.replace("\0", " ").splitlines()]
    usual = _usual_length(lines)
    text = ""
    for line in lines:
        if not line:
            text = text.rstrip("\n") + "\n\n" if text else ""
        elif not text or text.endswith("\n"):
            text += line
        elif _HYPHEN.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text += " " + line
        if line and len(line) < _FULL * usual and (line.endswith(_ENDING) or len(line) < usual / 2):
            text += "\n\n"
    return text.strip()


def _usual_length(lines: Sequence[str]) -> int:
    lengths = sorted(len(line) for line in lines if line)
    return lengths[int(len(lengths) * 0.8)] if lengths else 0


def _joined(pages: Sequence[str]) -> str:
    """Put pages together; a sentence that runs on to the next page is not cut."""
    text = ""
    for number, words in enumerate(pages):
        # One blank character, or the sentence would be taken to end at a gap.
        glue = PAGE if not words or (text[-1:].isalnum() or text[-1:] == ",") else f"\n\n{PAGE}"
        text += (glue if number else "") + words
    return text
