"""One stream of bytes, from a file, standard input or the web, opened as what it holds."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from counterclaim.captures.archives import MARK, Archive
from counterclaim.captures.records import line_captures, record_captures
from counterclaim.captures.streams import LIMIT, head_of, is_binary, read_whole, unpacked
from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.model.reason import Reason

PDF: Final = "application/pdf"
_VAGUE: Final = frozenset(
    {
        *("text/plain", "text/xml", "application/xml", "application/octet-stream"),
        *("binary/octet-stream", "application/gzip", "application/x-gzip"),
    }
)
"""Media types that servers give to whatever they do not know."""
_ALIASES: Final = {
    "application/x-ndjson": "application/jsonl",
    "application/ndjson": "application/jsonl",
    "application/x-pdf": PDF,
    "text/x-markdown": "text/markdown",
}
_FEEDS: Final = ("<rss", "<feed", "<rdf:rdf", "<urlset", "<sitemapindex")


def open_stream(
    stream: io.BufferedReader, address: str, media_type: str, encoding: str | None = None
) -> Iterator[Capture | Problem]:
    """Give each report that a stream holds.

    Without a ``media_type`` its first bytes tell what it is; an archive and a PDF always say so.
    """
    head, stream = head_of(stream)
    if not head:
        yield Problem("CC002", Reason("It is empty."), address)
        return
    kind = _kind(media_type, head)
    if head.startswith(MARK):
        yield from Archive(stream, address)
    elif kind == PDF:
        yield Capture(address, PDF, read_whole(stream, LIMIT))
    elif is_binary(head):
        hint = Reason("Save the report as text or HTML first.")
        yield Problem("CC003", Reason("It holds bytes that are not text."), address, hint)
    elif kind == "text/xml" and any(mark in _start(head) for mark in _FEEDS):
        hint = Reason("counterclaim watch reads feeds, and what they lead to.")
        yield Problem("CC003", Reason("This is a feed and no report."), address, hint)
    elif kind == "application/jsonl":
        yield from line_captures(stream, address)
    elif kind == "application/json":
        yield from record_captures(stream, address)
    else:
        body = read_whole(stream, LIMIT)
        if body.strip():
            yield Capture(address, "text/html" if kind == "text/xml" else kind, body, encoding)
        else:
            yield Problem("CC002", Reason("It holds nothing but white space."), address)


def open_body(
    body: bytes, address: str, media_type: str, encoding: str | None = None
) -> Iterator[Capture | Problem]:
    """Open what a server sent, which may say less of it than a file's suffix.

    What is damaged or too long is a problem at ``address``, after what came before it.
    """
    kind = media_type.partition(";")[0].strip().lower()
    known = "" if kind in _VAGUE else kind
    try:
        yield from open_stream(unpacked(io.BytesIO(body)), address, known, encoding)
    except ProblemError as stopped:
        yield replace(stopped.problem, where=address)


def _kind(media_type: str, head: bytes) -> str:
    if head.startswith(b"%PDF-"):
        return PDF
    kind = _ALIASES.get(media_type, media_type)
    if kind.endswith("+xml") and kind != "application/xhtml+xml":
        return "text/xml"
    return kind or _sniffed(head)


def _start(head: bytes) -> str:
    return head.replace(b"\0", b"")[:2000].decode("latin-1").lower()


def _sniffed(head: bytes) -> str:
    """Media type by the first bytes, for standard input and files without a telling suffix."""
    start = head.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start[:1] in {b"{", b"["} and start[1:].lstrip()[:1] in {b'"', b"{", b"}", b"]"}:
        return "application/json"
    lowered = start[:1000].lower()
    if lowered.startswith(b"<?xml") and b"<html" not in lowered:
        return "text/xml"
    if lowered.startswith((b"<!doctype html", b"<html", b"<?xml")) or b"<body" in lowered:
        return "text/html"
    return "text/plain"
