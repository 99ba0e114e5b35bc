"""The command ``verify`` and its options."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.ending import end_with
from counterclaim.cli.web_options import AllowPrivate, Pace

OUTCOMES = ("absent", "differs", "unreachable", "unread")
ALL = ",".join(OUTCOMES)
"""What a row may come to beside present; unread is a row that could not be checked."""


class VerdictForm(StrEnum):
    """How verdicts are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    GITHUB = "github"


class TableForm(StrEnum):
    """How a table is written."""

    CSV = "csv"
    JSONL = "jsonl"
    MARKDOWN = "markdown"


TableFile = Annotated[
    str,
    typer.Argument(
        metavar="TABLE", help="A CSV, JSON Lines or Markdown file; - for standard input."
    ),
]
Column = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        "-c",
        metavar="FIELD=NAME",
        help="Which column holds a field, where its name does not tell: figure, cite, measure, "
        "bound, what, place, date, source, mode, low, high. May be given several times.",
    ),
]
Printed = Annotated[
    VerdictForm,
    typer.Option(
        "--format",
        "-f",
        help="table for people; jsonl, one row a line; github, annotations of the table's lines "
        "for a workflow.",
    ),
]
Reads = Annotated[
    TableForm | None,
    typer.Option("--table", help="How the table is written, where its name does not tell."),
]
Write = Annotated[
    bool,
    typer.Option(
        "--write",
        "-w",
        help="Add the columns verified, verified_why, verified_words and verified_span to the "
        "table itself; everything else stays byte for byte.",
    ),
]
FailOn = Annotated[
    str,
    typer.Option(
        "--fail-on",
        metavar="LIST",
        help="Which outcomes make the exit status 1: any of absent, differs, unreachable and "
        "unread, with commas; or none.",
    ),
]
Kept = Annotated[
    Path | None,
    typer.Option(
        "--captures",
        metavar="DIR",
        help="Keep fetched pages here, and check against those kept before where a page does "
        "not hold its figure. LEDGER.captures is such a folder.",
    ),
]


def verify(
    table: TableFile,
    *,
    column: Column = None,
    form: Printed = VerdictForm.TABLE,
    reads: Reads = None,
    write: Write = False,
    fail_on: FailOn = ALL,
    allow_private: AllowPrivate = False,
    captures: Kept = None,
    pace: Pace = 1.0,
) -> None:
    """Check whether the pages that a table cites hold its figures, and mean the same by them.

    Each row has a figure and a cited address or file; it may have a measure, place, date, unit,
    source and bound. A row is present; or it differs, when the page has the figure with another
    measure, bound, date, scope, unit or source; or it is absent; or the page is unreachable.

    The exit status is 0 where every row is present, else 1.
    """
    failing = frozenset(filter(None, (name.strip() for name in fail_on.split(",")))) - {"none"}
    if unknown := sorted(failing - set(OUTCOMES)):
        raise typer.BadParameter(f"--fail-on knows {', '.join(OUTCOMES)}, not {unknown[0]!r}")
    named = dict(told.partition("=")[::2] for told in column or ())
    if not all(named.values()):
        raise typer.BadParameter("--column takes FIELD=NAME, as in figure=Deaths")
    if write and table == "-":
        raise typer.BadParameter("--write needs a file to write to")
    from counterclaim.cli.reach import Reach  # noqa: PLC0415 (--help loads nothing)
    from counterclaim.cli.verdicts import run_verify  # noqa: PLC0415

    reach = Reach(allow_private=allow_private, captures=captures, pace=pace)
    end_with(
        lambda: run_verify(
            table,
            named=named,
            form=form,
            reads=reads,
            write=write,
            failing=failing,
            reach=reach,
        )
    )
