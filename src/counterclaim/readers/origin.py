"""Where a document's words stand in the page they were read from.

Worked out when asked for, from the page and the text alone, so that nothing of it need be stored: the
same capture gives the same answer. ``docs/decisions/0016-page-offsets.md`` says why.
"""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Final

from counterclaim.model import Capture, Document
from counterclaim.readers.blocks import UNSEEN
from counterclaim.readers.html import markup_of

_RAW: Final = "script|style|noscript|template|svg|iframe|select|textarea|title|math|object|canvas"
_INSIDE: Final = r"(?:=\s*+\"[^\"]*+\"|=\s*+'[^']*+'|[^>])*+>"
"""The rest of a tag: a quoted value may hold its end; a quotation mark elsewhere means nothing."""
_SILENT: Final = re.compile(
    rf"<!--.*?(?:-->|\Z)|<({_RAW})\b{_INSIDE}.*?(?:</\1\s*>|\Z)|<[A-Za-z/!?]{_INSIDE}",
    re.IGNORECASE | re.DOTALL,
)
"""Comments, elements without words, and tags."""
_TOKEN: Final = re.compile(r"&(?:#\d+;?|#[xX][0-9A-Fa-f]+;?|\w+;?)|[^\s&]+|&", re.ASCII)
_LINE: Final = re.compile(r"[^\n]+")
_UNIT: Final = re.compile(r"\S")


@dataclass(frozen=True, slots=True)
class Run:
    """``text[start:end]`` reads as ``markup[source_start:source_end]`` once that is unescaped.

    Where both have the same length the characters are the same one by one; otherwise the source is
    one character reference, which is not to be cut. All offsets count code points.
    """

    start: int
    end: int
    source_start: int
    source_end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """The runs of a text that stand in its page, in order of the text.

    What has no run does not stand in the page in these words: white space that was made single, or
    an article that only its scripts hold.
    """

    runs: tuple[Run, ...]

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give the stretches of the page's source where ``text[start:end]`` stands."""
        found: list[tuple[int, int]] = []
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        for run in self.runs[first:]:
            if run.start >= end:
                break
            if run.end <= start:
                continue
            if run.source_end - run.source_start == run.end - run.start:
                shift = run.source_start - run.start
                found.append((max(start, run.start) + shift, min(end, run.end) + shift))
            else:
                found.append((run.source_start, run.source_end))
        return found


def origin_of(capture: Capture, document: Document) -> Origin:
    """Trace a document to the page of its capture; offsets are those of the decoded page."""
    return trace(markup_of(capture)[0], document.text)


def highlighted(markup: str, ranges: Sequence[tuple[int, int]]) -> str:
    """Put ``<mark>`` around stretches of a page; they must be those of an ``Origin``."""
    pieces, at = [], 0
    for start, end in sorted(set(ranges)):
        if start >= at:
            pieces += [markup[at:start], "<mark>", markup[start:end], "</mark>"]
            at = end
    return "".join((*pieces, markup[at:]))


def trace(markup: str, text: str) -> Origin:
    """Find each line of a text among the words that a page shows."""
    shown = _Shown(markup)
    runs: list[Run] = []
    cursor = 0
    for line in _LINE.finditer(text):
        wanted = "".join(line[0].split())
        at = shown.words.find(wanted, cursor) if wanted else -1
        if at < 0 < len(wanted):
            at = shown.words.find(wanted)
        if at >= 0:
            runs.extend(_runs(shown, text, line, at))
            cursor = at + len(wanted)
    return Origin(tuple(runs))


class _Shown:
    """The characters of a page that are shown, white space left out, each with its source."""

    def __init__(self, markup: str) -> None:
        self.markup = markup
        self.starts, self.ends = array("L"), array("L")
        words: list[str] = []
        for begin, end in _stretches(markup):
            words.extend(
                self._taken(token[0], token.start())
                for token in _TOKEN.finditer(markup, begin, end)
            )
        self.words = "".join(words)

    def _taken(self, token: str, start: int) -> str:
        read = unescape(token) if token[0] == "&" else token
        if read == token:
            kept = [i for i, c in enumerate(token) if not UNSEEN.match(c) and not c.isspace()]
            if "\0" in token:
                kept = [i for i in kept if token[i] != "\0"]
            self.starts.extend(start + i for i in kept)
            self.ends.extend(start + i + 1 for i in kept)
            return "".join(token[i] for i in kept)
        seen = UNSEEN.sub("", "".join(read.split()))
        self.starts.extend(start for _ in seen)
        self.ends.extend(start + len(token) for _ in seen)
        return seen


def _stretches(markup: str) -> Iterator[tuple[int, int]]:
    """Give the stretches of a page that are neither tags nor without words."""
    at = 0
    for silent in _SILENT.finditer(markup):
        if at < silent.start():
            yield at, silent.start()
        at = silent.end()
    if at < len(markup):
        yield at, len(markup)


def _runs(shown: _Shown, text: str, line: re.Match[str], at: int) -> Iterator[Run]:
    """Join the characters of one line into runs."""
    open_run: Run | None = None
    for unit in _joined(shown, line, at):
        if open_run is not None and _continues(shown.markup, text, open_run, unit):
            open_run = Run(open_run.start, unit.end, open_run.source_start, unit.source_end)
            continue
        if open_run is not None:
            yield open_run
        open_run = unit
    if open_run is not None:
        yield open_run


def _joined(shown: _Shown, line: re.Match[str], at: int) -> Iterator[Run]:
    """Give a run for each character; those that one reference stands for are one."""
    held: Run | None = None
    for i, unit in enumerate(_UNIT.finditer(line[0]), at):
        start = line.start() + unit.start()
        found = Run(start, start + 1, shown.starts[i], shown.ends[i])
        if held is not None and held.source_start == found.source_start:
            held = Run(held.start, found.end, held.source_start, held.source_end)
            continue
        if held is not None and _reads(shown.markup, line, held):
            yield held
        held = found
    if held is not None and _reads(shown.markup, line, held):
        yield held


def _reads(markup: str, line: re.Match[str], run: Run) -> bool:
    """Whether a run is whole: a line may begin or end amid what one reference stands for."""
    text = line[0][run.start - line.start() : run.end - line.start()]
    return unescape(markup[run.source_start : run.source_end]) == text


def _continues(markup: str, text: str, run: Run, unit: Run) -> bool:
    """Whether a character follows on a run in text and source alike."""
    literal = run.end - run.start == run.source_end - run.source_start
    if not literal or unit.source_end - unit.source_start != 1:
        return False
    between = text[run.end : unit.start]
    return markup[run.source_end : unit.source_start] == between and (
        unit.source_start - run.source_end == len(between)
    )
