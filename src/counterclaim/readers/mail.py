"""Newsletters: a message as it came by mail, its words those of the HTML part where it has one."""

import re
from contextlib import suppress
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import default
from typing import Final

from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.model.reason import Reason
from counterclaim.readers.dates import parse_time
from counterclaim.readers.html import read_page
from counterclaim.readers.text import read_text

_FLOWED: Final = re.compile(r"(?<=\S) \n(?=\S)")
"""A soft line end of a plain part with format=flowed (RFC 3676)."""
_REPLY: Final = re.compile(r"^(?:\s*(?:re|fwd?|fw)\s*:\s*)+", re.IGNORECASE)


def read_mail(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Read a message; its subject is the title, its sender the outlet, its date the publication.

    Raises ProblemError CC002 where it holds no words. Attachments are not read.
    """
    message = message_from_bytes(capture.body, policy=default)
    words, problems = _words(message, capture)
    title = " ".join(_REPLY.sub("", _header(message, "Subject")).split())
    if title and words.startswith(title):
        words = words[len(title) :].lstrip()
    text = f"{title}\n\n{words}" if title else words
    imprint = Imprint(
        title=title,
        outlet=_sender(message),
        published=parse_time(_header(message, "Date")),
        address=capture.address,
        name=_header(message, "Message-ID").strip("<> "),
    )
    return Document(text, imprint, Span(0, len(title), title) if title else None), problems


def _words(message: EmailMessage, capture: Capture) -> tuple[str, tuple[Problem, ...]]:
    """Give the words of the best part that has any, without a title of its own."""
    fault: ProblemError | None = None
    for kind in ("html", "plain"):
        part = message.get_body((kind,))
        if part is None:
            continue
        body = part.get_payload(decode=True)
        if not isinstance(body, bytes):
            continue
        inner = Capture(capture.address, f"text/{kind}", body, part.get_content_charset())
        try:
            document, problems = (read_page if kind == "html" else read_text)(inner)
        except ProblemError as stopped:
            fault = fault or stopped
            continue
        text = document.text
        if kind == "html" and document.title:
            text = text[document.title.end :].lstrip()
        if part.get_param("format") == "flowed":
            text = _FLOWED.sub(" ", text)
        return text.strip(), problems
    told = Reason("It holds no words.")
    hint = Reason("Save the message as .eml with its text.")
    raise fault or ProblemError(Problem("CC002", told, capture.address, hint))


def _header(message: EmailMessage, name: str) -> str:
    """Give a header's words; "" where it is missing or cannot be understood."""
    with suppress(ValueError, LookupError, TypeError, AttributeError, IndexError):
        return str(message.get(name, "")).replace("\r", "").replace("\n", "")
    return ""


def _sender(message: EmailMessage) -> str:
    """Give the outlet: the name under which it was sent, else the host."""
    addresses: tuple[Address, ...] = ()
    with suppress(ValueError, LookupError, TypeError, AttributeError, IndexError):
        addresses = message["From"].addresses
    if not addresses:
        return ""
    name = " ".join(addresses[0].display_name.split())
    return name or addresses[0].domain
