"""Lines of styled words, laid out in columns and wrapped with their indent kept."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from counterclaim.cli.harmless import harmless

Words = tuple[str, str]
"""Words and the style they are printed in."""
_GAP: Final = 2


def emit(console: Console, words: Iterable[Words]) -> None:
    """Print one line, without wrapping it and without blanks at its end."""
    if console.is_terminal:
        line = Text(no_wrap=True, overflow="ignore", end="\n")
        for piece, style in words:
            line.append(piece, style)
        line.rstrip()
        console.print(line, soft_wrap=True)
    else:
        # Styling words that will not be styled takes most of the time of a long run.
        console.file.write(harmless("".join(piece for piece, _ in words).rstrip()) + "\n")


def wrap(words: str, width: int) -> list[str]:
    """Break a line at blanks into lines of at most ``width`` cells; longer words are cut."""
    if cell_len(words) <= width:
        return [words] if words else []
    lines: list[str] = []
    line = ""
    for word in words.split():
        rest = word
        if line and cell_len(line) + 1 + cell_len(rest) <= width:
            line = f"{line} {rest}"
            continue
        if line:
            lines.append(line)
        while cell_len(rest) > width:
            head = set_cell_size(rest, width).rstrip()
            lines.append(head)
            rest = rest[len(head) :]
        line = rest
    return [*lines, line] if line else lines


def columns(cells: Sequence[Sequence[Words]], widths: Sequence[int]) -> Iterator[list[Words]]:
    """Lay cells side by side; each is some paragraphs, wrapped to the width of its column."""
    wrapped = [
        [(line, style) for words, style in cell for line in wrap(words, width)]
        for cell, width in zip(cells, widths, strict=True)
    ]
    for row in zip_longest(*wrapped, fillvalue=("", "")):
        yield [
            (set_cell_size(line, width + _GAP), style)
            for (line, style), width in zip(row, widths, strict=True)
        ]


def hanging(console: Console, mark: str, words: Sequence[Words], *, turn: int = 0) -> None:
    """Print words after ``mark``, wrapped lines under the first of them or ``turn`` cells on."""
    room = max(20, console.width - cell_len(mark))
    lead: Words = (mark, "dim")
    line: list[Words] = []
    used = 0
    for piece, style in _split(words):
        size = cell_len(piece)
        if line and used + len(piece.rstrip()) > room:
            emit(console, [lead, *line])
            lead, line, used = (" " * (cell_len(mark) + turn), ""), [], turn
        line.append((piece, style))
        used += size
    emit(console, [lead, *line])


def _split(words: Iterable[Words]) -> Iterator[Words]:
    """Give the words one by one, each with the blank after it; pieces without one stay together."""
    for text, style in words:
        start = 0
        while (blank := text.find(" ", start)) >= 0:
            while blank + 1 < len(text) and text[blank + 1] == " ":
                blank += 1
            yield text[start : blank + 1], style
            start = blank + 1
        if start < len(text):
            yield text[start:], style
