"""The commands ``read`` and ``text``."""

import io
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TextIO

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from counterclaim.cli.explain import Explainer
from counterclaim.cli.figures import count
from counterclaim.cli.harmless import HarmlessConsole
from counterclaim.cli.page import page_line, print_page
from counterclaim.cli.reach import CLOSED, Reach
from counterclaim.cli.table import print_claims
from counterclaim.cli.trouble import Trouble
from counterclaim.drivers.copies import Copies
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.local import collect_seldom, read_many
from counterclaim.drivers.origins import Origin, read_sourced
from counterclaim.exporters import FORMATS
from counterclaim.model import Extraction, Problem

Result = Extraction | Problem
Sourcing = tuple[Result, Origin | None]
FORMS: Final = ("table", *FORMATS)


@dataclass(frozen=True, slots=True)
class Reading:
    """How ``read`` was asked to read, print and keep."""

    form: str
    ledger: Path | None
    keep_text: bool
    jobs: int
    explain: str
    reach: Reach = CLOSED
    fast: bool = False


def run_read(paths: Sequence[str], asked: Reading) -> int:
    """Read everything, print it in one form, keep it if asked; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    explainer = Explainer(out, asked.explain) if asked.explain else None
    show = explainer.take if explainer else _printer(out, asked.form)
    claims = reports = 0
    copies = Copies()
    collect_seldom()
    with ExitStack() as stack:
        keeping, reach = None, asked.reach
        if asked.ledger is not None:
            from counterclaim.cli.keeping import Keeping  # noqa: PLC0415 (loads a database)

            keeping = stack.enter_context(Keeping(asked.ledger, trouble, keep_text=asked.keep_text))
            reach = reach.beside(asked.ledger)
        gatherer = reach.gatherer(keeping.state if keeping else None)
        items = gatherer.open(paths, sys.stdin.buffer)
        for result, origin in _watched(read_sourced(items, jobs=asked.jobs, fast=asked.fast), err):
            trouble.take(result)
            # Before it is printed, so that an interruption keeps all that was seen.
            if keeping is not None:
                keeping.take(result, origin)
            if isinstance(result, Extraction):
                show(result)
                # Whoever reads along sees each report at once, and not every 8 KB.
                sys.stdout.flush()
                claims, reports = claims + len(result.claims), reports + 1
                copies.take(result.document)
    trouble.finish()
    if explainer:
        explainer.finish(trouble)
    elif asked.form == "table" and reports > 1:
        err.print(f"{claims:,} claims in {reports:,} reports.")
    _tell_gathered(err, copies, gatherer)
    if keeping is not None and (summary := keeping.summary()):
        err.print(summary, soft_wrap=True)
    return trouble.status


def _tell_gathered(err: Console, copies: Copies, gatherer: Gatherer) -> None:
    """Say what was read once for several outlets, and which archives were gone on with."""
    if copies.count:
        told = count(copies.count, "report")
        err.print(f"{told} word for word as in another outlet; read once, each outlet kept.")
    for name, done in gatherer.resumed:
        err.print(f"{name} was gone on with after {done:,} records.", soft_wrap=True, markup=False)


def run_text(
    paths: Sequence[str], *, form: str = "plain", reach: Reach = CLOSED, fast: bool = False
) -> int:
    """Print reports as they are read; gives the exit status."""
    out, err = consoles()
    stream = machine_output() if form == "jsonl" else None
    trouble = Trouble(err)
    for result in results_of(paths, reach=reach, fast=fast):
        trouble.take(result)
        if isinstance(result, Extraction):
            if stream is None:
                print_page(out, result.document)
            else:
                stream.write(page_line(result.document) + "\n")
            sys.stdout.flush()
    trouble.finish()
    return trouble.status


def consoles() -> tuple[Console, Console]:
    """Give the consoles of standard output and standard error."""
    return HarmlessConsole(highlight=False), HarmlessConsole(stderr=True, highlight=False)


def machine_output() -> TextIO:
    """Give standard output as files for machines are: UTF-8 whatever the terminal is, LF."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return sys.stdout


def results_of(
    paths: Sequence[str], jobs: int = 1, reach: Reach = CLOSED, *, fast: bool = False
) -> Iterator[Result]:
    """Read what a person named; "-" is standard input, and addresses are fetched."""
    collect_seldom()
    sourced = reach.gatherer().open(paths, sys.stdin.buffer)
    return read_many((item for item, _ in sourced), jobs=jobs, fast=fast)


def _printer(out: Console, form: str) -> Callable[[Extraction], None]:
    if form == "table":
        return lambda extraction: print_claims(out, extraction)
    exporter = FORMATS[form]
    stream = machine_output()
    if exporter.header:
        stream.write(exporter.header + "\n")

    def write(extraction: Extraction) -> None:
        for line in exporter.lines(extraction):
            stream.write(line + "\n")

    return write


def _watched(results: Iterable[Sourcing], err: Console) -> Iterator[Sourcing]:
    """Count the reports on a terminal, unless they are printed there themselves."""
    if not err.is_terminal or sys.stdout.isatty():
        yield from results
        return
    columns = (
        SpinnerColumn(),
        TextColumn("{task.completed:,.0f} reports read"),
        TimeElapsedColumn(),
        TextColumn("{task.description}", style="dim", markup=False),
    )
    with Progress(*columns, console=err, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)
        for result, origin in results:
            where = result.where if isinstance(result, Problem) else _name(result)
            progress.update(task, advance=1, description=where[-40:])
            yield result, origin


def _name(extraction: Extraction) -> str:
    about = extraction.document.imprint
    return about.name or about.address or about.title
