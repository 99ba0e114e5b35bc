"""Readers: captures become documents, with what is known of them beside their words."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from counterclaim.languages.detect import UNDETERMINED, detect_language
from counterclaim.model import Capture, Document, Problem, ProblemError
from counterclaim.model.reason import Amount, Reason
from counterclaim.readers.byline import published_in
from counterclaim.readers.furniture import fence
from counterclaim.readers.html import read_page
from counterclaim.readers.mail import read_mail
from counterclaim.readers.markdown import read_markdown
from counterclaim.readers.pdf import read_pdf
from counterclaim.readers.quick import read_page_quickly
from counterclaim.readers.records import read_record
from counterclaim.readers.text import read_text

__all__ = ["CHARACTERS", "READERS", "fence", "read_capture"]

CHARACTERS: Final = 5_000_000
"""Longest text taken as one report."""

Reader = Callable[[Capture], tuple[Document, tuple[Problem, ...]]]

READERS: Final[Mapping[str, Reader]] = MappingProxyType(
    {
        "text/plain": read_text,
        "text/html": read_page,
        "application/xhtml+xml": read_page,
        "application/json": read_record,
        "application/pdf": read_pdf,
        "message/rfc822": read_mail,
        "text/markdown": read_markdown,
    }
)
"""Which reader takes which media type."""


def read_capture(capture: Capture, *, fast: bool = False) -> tuple[Document, tuple[Problem, ...]]:
    """Read one capture; raises ProblemError when nothing of it can be read.

    ``fast`` reads pages several times as fast and less exactly; other media know no difference.

    A language that the carrier names is taken, otherwise it is detected ("und" where not sure). A
    publication time that the carrier lacks is taken from a byline, otherwise it is None.
    """
    media_type = capture.media_type.partition(";")[0].strip().lower()
    reader = READERS.get(media_type)
    if fast and reader is read_page:
        reader = read_page_quickly
    if reader is None:
        kinds = ", ".join(READERS)
        message = Reason("Media type {kind} is not read.", kind=repr(media_type))
        hint = Reason("These are: {kinds}.", kinds=kinds)
        raise ProblemError(Problem("CC003", message, capture.address, hint))
    document, problems = reader(capture)
    if len(document.text) > CHARACTERS:
        count, most = Amount(len(document.text)), Amount(CHARACTERS)
        message = Reason(
            "The text has {count} characters; {most} are read at most.", count=count, most=most
        )
        hint = Reason("One file or line is one report: split it.")
        raise ProblemError(Problem("CC009", message, capture.address, hint))
    return _completed(document), problems


def _completed(document: Document) -> Document:
    """Fill in language and publication time from the words where the carrier was silent."""
    imprint = document.imprint
    language, published = imprint.language, imprint.published
    if language == UNDETERMINED:
        language = detect_language(document.text)
    if published is None:
        # A date in the headline is one of the story's.
        below = document.title.end if document.title else 0
        published = published_in(document.text[below:], language)
    if language != imprint.language or published != imprint.published:
        document = replace(
            document, imprint=replace(imprint, language=language, published=published)
        )
    return document
