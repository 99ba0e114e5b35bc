"""Bytes to characters: byte order mark, then what was declared, then UTF-8, then a guess."""

import codecs
from typing import Final

from charset_normalizer import from_bytes

from counterclaim.model import Capture, Problem, ProblemError
from counterclaim.model.reason import Reason

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_SAMPLE: Final = 30_000
"""Bytes that the guess is made from; charset-normalizer takes seconds over megabytes."""


def decode(capture: Capture, declared: str | None = None) -> tuple[str, tuple[Problem, ...]]:
    """Decode a capture's bytes; ``declared`` is an encoding that the content itself names.

    Raises ProblemError (CC002) when there are no words and (CC004) when no encoding fits.
    """
    if not capture.body.strip():
        raise ProblemError(Problem("CC002", Reason("It holds no words."), capture.address))
    for mark, encoding in _MARKS:
        if capture.body.startswith(mark):
            return _by_mark(capture, encoding)
    problems: list[Problem] = []
    named = capture.encoding or declared
    if named and not capture.body.isascii() and (text := _tried(capture.body, "utf-8")) is not None:
        # A one-byte encoding fits whatever it is told of; words in one are hardly ever UTF-8 too.
        return text, _unlike(capture, named)
    for encoding in filter(None, (capture.encoding, declared, "utf-8")):
        text = _tried(capture.body, encoding)
        if text is not None:
            return text, tuple(problems)
        if encoding != "utf-8":
            message = Reason("It is not {encoding}, as was declared.", encoding=encoding)
            problems.append(Problem("CC004", message, capture.address))
    return _guessed(capture, problems)


def _unlike(capture: Capture, encoding: str) -> tuple[Problem, ...]:
    """Tell that bytes are UTF-8 which were declared to be something else."""
    try:
        if codecs.lookup(encoding).name in {"utf-8", "utf-8-sig"}:
            return ()
    except LookupError:
        pass
    message = Reason(
        "It was declared as {encoding}, but is UTF-8 and was read so.", encoding=encoding[:40]
    )
    return (Problem("CC004", message, capture.address),)


def _tried(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (LookupError, ValueError):  # no such encoding; bytes that are none of its
        return None


def _by_mark(capture: Capture, encoding: str) -> tuple[str, tuple[Problem, ...]]:
    text = _tried(capture.body, encoding)
    if text is not None:
        return text, ()
    message = Reason(
        "Its byte order mark says {encoding}, but some of its bytes are not.", encoding=encoding
    )
    hint = Reason("They stand as {sign}.", sign="\N{REPLACEMENT CHARACTER}")
    problem = Problem("CC004", message, capture.address, hint)
    return capture.body.decode(encoding, "replace"), (problem,)


def _guessed(capture: Capture, problems: list[Problem]) -> tuple[str, tuple[Problem, ...]]:
    # Cut at a space, lest half a character at the end speak against the right encoding.
    cut = capture.body.rfind(b" ", 0, _SAMPLE) if len(capture.body) > _SAMPLE else -1
    best = from_bytes(capture.body[:cut] if cut > 0 else capture.body).best()
    if best is None:
        message, hint = Reason("Its encoding could not be determined."), Reason("Save it as UTF-8.")
        raise ProblemError(Problem("CC004", message, capture.address, hint))
    message = Reason(
        "It is not UTF-8; it was read as {encoding}, which is a guess.", encoding=best.encoding
    )
    guess = Problem("CC004", message, capture.address, Reason("Save it as UTF-8 to be sure."))
    return capture.body.decode(best.encoding, "replace"), (*problems, guess)
