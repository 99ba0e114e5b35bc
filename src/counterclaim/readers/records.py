"""JSON records: one object with id, lang, outlet, url, published, title and text."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from counterclaim.languages.detect import UNDETERMINED
from counterclaim.model import Capture, Document, Imprint, Problem, ProblemError, Span
from counterclaim.model.reason import Reason
from counterclaim.readers.dates import parse_time

_SEPARATOR: Final = "\n\n"
_SURROGATES: Final = re.compile(r"[\ud800-\udfff]")


def read_record(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Read one JSON object; the text is exactly title, two line feeds and text.

    A record without a title is its text alone.

    Nothing is normalised, so that offsets are those of every other program that joins the two so.
    """
    record = _object(capture)
    title, body = _string(record, "title", capture), _string(record, "text", capture)
    if "text" not in record:
        keys = ", ".join(sorted(record)[:8]) or "none"
        message = Reason('The record has no "text"; its fields are: {fields}.', fields=keys)
        hint = Reason('A report needs "text", and should have "title" and "published".')
        raise ProblemError(Problem("CC006", message, capture.address, hint))
    if not body.strip() and not title.strip():
        raise ProblemError(Problem("CC002", Reason("The record holds no words."), capture.address))
    text = title + _SEPARATOR + body if title else body
    published = parse_time(record.get("published"))
    problems: tuple[Problem, ...] = ()
    if published is None and record.get("published"):
        said = repr(str(record["published"])[:60])
        message = Reason("{said} is no publication time in ISO 8601.", said=said)
        hint = Reason("Write it as {example}.", example="2025-02-27T16:59")
        problems = (Problem("CC006", message, capture.address, hint),)
    imprint = Imprint(
        title=title,
        outlet=_string(record, "outlet", capture),
        authors=_authors(record.get("authors")),
        published=published,
        language=_language(_string(record, "lang", capture)),
        address=_string(record, "url", capture) or capture.address,
        name=_name(record.get("id")),
    )
    span = Span(0, len(title), title) if title.strip() else None
    return Document(text=text, imprint=imprint, title=span), problems


def _object(capture: Capture) -> Mapping[str, Any]:
    if not capture.body.strip():
        raise ProblemError(Problem("CC002", Reason("It holds no words."), capture.address))
    try:
        value = json.loads(capture.body)
    except (ValueError, RecursionError) as failure:
        message = Reason("It is not valid JSON: {reason}.", reason=str(failure))
        raise ProblemError(Problem("CC005", message, capture.address)) from None
    if not isinstance(value, dict):
        message = Reason("It holds a value that is not an object.")
        raise ProblemError(Problem("CC006", message, capture.address))
    return value


def _string(record: Mapping[str, Any], field: str, capture: Capture) -> str:
    value = record.get(field)
    if value is None:
        return ""
    if not isinstance(value, str):
        message = Reason('"{field}" is not a string.', field=field)
        raise ProblemError(Problem("CC006", message, capture.address))
    return _whole(value)


def _whole(value: str) -> str:
    """A string without halves of surrogate pairs, which are valid JSON but no characters."""
    try:
        value.encode()  # mostly there are none, and this tells it in a seventh of a search's time
    except UnicodeEncodeError:
        # One for one, so that offsets stay.
        return _SURROGATES.sub("\N{REPLACEMENT CHARACTER}", value)
    return value


def _name(value: object) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _authors(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list):
        return tuple(name for name in value if isinstance(name, str) and name)
    return ()


def _language(given: str) -> str:
    return given.strip().replace("_", "-").partition("-")[0].lower() or UNDETERMINED
