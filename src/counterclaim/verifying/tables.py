"""Every row of a table against the pages it cites; pages come from whoever opens them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache
from typing import Final, Protocol

from counterclaim.model import Check, Citation, Problem, ProblemError, Verdict
from counterclaim.verifying.citing import citation_of
from counterclaim.verifying.csv_table import CsvTable
from counterclaim.verifying.json_table import JsonTable
from counterclaim.verifying.judging import check
from counterclaim.verifying.lines import Line, Sort, Table
from counterclaim.verifying.markdown_table import MarkdownTable
from counterclaim.verifying.roles import Roles, roles_of
from counterclaim.verifying.sighting import Page

BEST: Final = (Verdict.PRESENT, Verdict.DIFFERS, Verdict.ABSENT, Verdict.UNREACHABLE)
"""Of several pages that a row cites, or reports that a file holds, the first of these counts."""


ADDED: Final = ("verified", "verified_why", "verified_words", "verified_span")
"""The columns that are added to a table."""
UNREAD: Final = "unread"
"""What stands in place of a verdict where a row could not be checked."""
WRITTEN: Final = frozenset({"", UNREAD, *Verdict})


class Form(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


ENDINGS: Final[Mapping[str, Form]] = {
    ".csv": Form.CSV,
    ".tsv": Form.CSV,
    ".tab": Form.CSV,
    ".jsonl": Form.JSONL,
    ".ndjson": Form.JSONL,
    ".md": Form.MARKDOWN,
    ".markdown": Form.MARKDOWN,
}


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands at a cited place: the reports there, or why none could be read."""

    pages: Sequence[Page] = ()
    problem: Problem | None = None


class Library(Protocol):
    """Opens what rows cite."""

    def open(self, cite: str) -> Opened:
        """Give the reports at an address or in a file, as they are now."""

    def earlier(self, cite: str) -> Iterable[tuple[str, Page]]:
        """Give the same page as it was kept before, the newest first, where it was another."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A line of a table. ``outcome`` is None where it is no row to be checked."""

    line: Line
    citation: Citation | None = None
    outcome: Check | Problem | None = None


def table_of(form: Form, name: str = "") -> Table:
    """Give the reader of a form; the ending of a name may tell the delimiter."""
    if form is Form.JSONL:
        return JsonTable()
    if form is Form.MARKDOWN:
        return MarkdownTable()
    return CsvTable("\t" if name.lower().endswith((".tsv", ".tab")) else "")


@dataclass(slots=True)
class Verifier:
    """Checks the rows of one table. ``named`` gives columns by field, as the user named them.

    ``suited`` counts headers that hold a figure and a page; ``unsuited`` is the problem of the first
    that does not.
    """

    table: Table
    library: Library
    named: Mapping[str, str] = field(default_factory=dict)
    suited: int = 0
    unsuited: Problem | None = None

    def checked(self, lines: Iterable[str]) -> Iterator[Checked]:
        """Give every line of the table in order, rows with their outcome.

        A Markdown page may hold tables that cite nothing; those are passed over.
        """
        suits = True
        for line in self.table.read(lines):
            if line.sort is Sort.HEAD:
                suits = self._suits(line)
            if line.sort is not Sort.ROW or not suits:
                yield Checked(line if suits or line.sort is Sort.OTHER else _passed(line))
            elif line.fault:
                hint = "Mend the row; all others are checked."
                yield Checked(line, None, Problem("CC071", line.fault, hint=hint))
            else:
                yield self._row(line)

    def _suits(self, line: Line) -> bool:
        try:
            _roles(tuple(line.cells), tuple(self.named.items()))
        except ProblemError as stopped:
            self.unsuited = self.unsuited or stopped.problem
            return False
        self.suited += 1
        return True

    def _row(self, line: Line) -> Checked:
        if line.cells.get(ADDED[0], "") not in WRITTEN:
            # A record that was too long before columns were added: what stands there is its own.
            fault = f"Its column {ADDED[0]!r} holds what verifying never writes."
            hint = "Mend the row; it is left as it is."
            return Checked(replace(line, fault=fault), None, Problem("CC071", fault, hint=hint))
        try:
            citation = citation_of(line.cells, _roles(tuple(line.cells), tuple(self.named.items())))
        except ProblemError as stopped:
            return Checked(line, None, stopped.problem)
        outcomes = (self._cited(citation, cite) for cite in citation.cites)
        best = min(outcomes, key=lambda c: BEST.index(c.verdict))
        return Checked(line, citation, best)

    def _cited(self, row: Citation, cite: str) -> Check:
        opened = self.library.open(cite)
        found = [check(row, page) for page in opened.pages]
        now = min(found, key=lambda c: (BEST.index(c.verdict), len(c.differences)), default=None)
        if now is None:
            now = Check(Verdict.UNREACHABLE, cite, problem=opened.problem)
        if now.verdict is Verdict.PRESENT:
            return now
        before = [(seen, check(row, page)) for seen, page in self.library.earlier(cite)]
        others = [(seen, c) for seen, c in before if c.verdict is not now.verdict]
        if not others:
            return now
        seen, earlier = min(others, key=lambda o: BEST.index(o[1].verdict))
        return replace(now, earlier=earlier, seen=seen)


def _passed(line: Line) -> Line:
    """Take a line for none of a table's, so that nothing is added to it."""
    return Line(line.raw, line.at)


@lru_cache(maxsize=64)
def _roles(columns: tuple[str, ...], named: tuple[tuple[str, str], ...]) -> Roles:
    return roles_of(columns, dict(named))
