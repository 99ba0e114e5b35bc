"""Plain text: the words as they are, and the first line as the title where it looks like one."""

from typing import Final

from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.model.reason import Reason
from counterclaim.readers.decoding import decode

_HEADLINE: Final = 200
"""Characters; a longer first line is a paragraph."""

_ENDINGS: Final = (".", "。", ",", ";", ":", "।", "۔")
"""How a first line that is no headline ends. Headlines may end with ? ! or a quotation mark."""


def read_text(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Read a text file; line ends become line feeds before any offset exists."""
    text, problems = decode(capture)
    # A NUL is no character of a text, yet would end strings in the libraries below.
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    if not text.strip():
        raise ProblemError(Problem("CC002", Reason("It holds no words."), capture.address))
    title = title_span(text)
    imprint = Imprint(title=title.text if title else "", address=capture.address)
    return Document(text=text, imprint=imprint, title=title), problems


def title_span(text: str) -> Span | None:
    """Give the first line with words, where it is short, ends like no sentence and has a body."""
    start = len(text) - len(text.lstrip())
    line_end = text.find("\n", start)
    if line_end < 0 or not text[line_end:].strip():
        return None
    end = start + len(text[start:line_end].rstrip())
    if end - start > _HEADLINE or text.endswith(_ENDINGS, start, end):
        return None
    return Span.of(text, start, end)
