"""A table line by line: what each line says, and the characters it is written in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

Run = tuple[int, int]


class Sort(StrEnum):
    """What a line is. A rule is what Markdown draws under a header; other is no part of a table."""

    HEAD = "head"
    RULE = "rule"
    ROW = "row"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Line:
    """A line, or several where a cell runs over line ends.

    ``raw`` is written as it was read, line end included. ``at`` counts lines from 1, ``number`` rows
    from 1. ``cells`` are by column; ``runs`` say where in ``raw`` each stands. ``fault`` says why a
    row cannot be read, "" where it can.
    """

    raw: str
    at: int
    sort: Sort = Sort.OTHER
    number: int = 0
    cells: Mapping[str, str] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    fault: str = ""


class Table(Protocol):
    """One way to write tables."""

    def read(self, lines: Iterable[str]) -> Iterator[Line]:
        """Give everything in order; what is no row is passed on as it is."""

    def extended(self, line: Line, added: Mapping[str, str]) -> str:
        """Give a line with cells set, all else as it was: replaced if there, else at its end.

        For a header ``added`` gives each name under itself. Call it line by line while reading.
        """


def column_names(cells: Iterable[str]) -> tuple[str, ...]:
    """Give the names of columns, the second of two alike as "name (2)"."""
    found: list[str] = []
    for cell in cells:
        name, turn = " ".join(cell.split()), 2
        while name in found:
            name, turn = again(" ".join(cell.split()), turn), turn + 1
        found.append(name)
    return tuple(found)


def again(name: str, turn: int = 2) -> str:
    """Give the name of the second, or a later, column of a name."""
    return f"{name} ({turn})"


def one_line(value: str) -> str:
    """Give words as one line, so that a cell that is added breaks no table."""
    return " ".join(value.split())
