"""Print what ``verify`` finds: for people, for machines, and as annotations of a workflow."""

import io
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from rich.console import Console

from counterclaim.cli.ending import LOST
from counterclaim.cli.figures import count, plain
from counterclaim.cli.lines import emit, hanging
from counterclaim.cli.reach import Reach
from counterclaim.cli.read import consoles, machine_output
from counterclaim.cli.trouble import Trouble
from counterclaim.drivers.citing import CitedPages
from counterclaim.drivers.verifying import verify_lines, verify_table
from counterclaim.fetch import CaptureFolder
from counterclaim.model import Check, Citation, Claim, Problem, ProblemError, Verdict
from counterclaim.verifying.adding import reasons, words_of
from counterclaim.verifying.tables import UNREAD, Checked, Form

STYLES: Final = {
    Verdict.PRESENT: "green",
    Verdict.DIFFERS: "bold yellow",
    Verdict.ABSENT: "bold red",
    Verdict.UNREACHABLE: "magenta",
}
_WIDTH: Final = max(len(verdict) for verdict in Verdict)

Show = Callable[[Checked], None]


def run_verify(
    name: str,
    *,
    named: Mapping[str, str],
    form: str,
    reads: str | None,
    write: bool,
    failing: AbstractSet[str],
    reach: Reach,
) -> int:
    """Verify a table and print each row's outcome; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    show = {
        "table": lambda: _for_people(out, name),
        "jsonl": lambda: _for_machines(machine_output()),
        "github": lambda: _annotations(machine_output(), name, failing),
    }[form]()
    tally: Counter[str] = Counter()
    try:
        for checked in _checked(name, named, reads, reach, write=write):
            outcome = checked.outcome
            if isinstance(outcome, Problem):
                placed = replace(outcome, where=f"{name}:{checked.line.at}")
                trouble.tell(placed)
                checked = replace(checked, outcome=placed)  # noqa: PLW2901 (with its place)
            show(checked)
            sys.stdout.flush()
            tally[_outcome(checked)] += 1
    except ProblemError as stopped:
        trouble.tell(stopped.problem)
        return LOST
    trouble.finish()
    err.print(_summary(tally), soft_wrap=True)
    return LOST if failing & tally.keys() else 0


def _checked(
    name: str, named: Mapping[str, str], reads: str | None, reach: Reach, *, write: bool
) -> Iterator[Checked]:
    form = Form(reads) if reads else None
    kept = CaptureFolder(reach.captures) if reach.captures else None
    if name == "-":
        library = CitedPages(reach.gatherer(), Path(), kept)
        lines = io.TextIOWrapper(sys.stdin.buffer, "utf-8-sig", "surrogateescape", newline="")
        return verify_lines(lines, form or Form.CSV, library, name=name, named=named)
    library = CitedPages(reach.gatherer(), Path(name).parent, kept)
    return verify_table(Path(name), library=library, named=named, form=form, write=write)


def _outcome(checked: Checked) -> str:
    return str(checked.outcome.verdict) if isinstance(checked.outcome, Check) else UNREAD


def _summary(tally: Mapping[str, int]) -> str:
    told = ", ".join(f"{tally[v]:,} {v}" for v in (*Verdict, UNREAD) if tally.get(v))
    return f"{count(sum(tally.values()), 'row')}: {told}." if told else "No rows."


# For people


def _for_people(out: Console, name: str) -> Show:
    def show(checked: Checked) -> None:
        row, check = checked.citation, checked.outcome
        if row is None or not isinstance(check, Check):
            return  # told on standard error
        style = STYLES[check.verdict]
        place = f"{name}:{checked.line.at}"
        verdict = f"{check.verdict:{_WIDTH}}"
        emit(out, [(f"{place}  ", "dim"), (verdict, style), (f"  {_row(row)}", "bold")])
        for reason in filter(None, reasons(check)):
            hanging(out, "    ", [(plain(reason), "")])
        words = words_of(check)
        if words:
            hanging(out, "    ", [(f"“{words}” ", "dim"), (check.address, "dim")])
        elif check.verdict is Verdict.ABSENT:
            hanging(out, "    ", [(check.address, "dim")])

    return show


def _row(row: Citation) -> str:
    parts = (row.said, row.measure, row.what, row.place, row.when, row.source)
    return " · ".join(plain(part) for part in parts if part)


# For machines


def _for_machines(stream: Any) -> Show:  # noqa: ANN401 (a text stream)
    def show(checked: Checked) -> None:
        stream.write(json.dumps(record(checked), ensure_ascii=False, separators=(",", ":")) + "\n")

    return show


def record(checked: Checked) -> dict[str, Any]:
    """Give the record of one row."""
    row, outcome = checked.citation, checked.outcome
    found: dict[str, Any] = {"row": checked.line.number, "line": checked.line.at}
    if not isinstance(outcome, Check) or row is None:
        problem = outcome if isinstance(outcome, Problem) else None
        return {**found, "verdict": UNREAD, "problem": _problem(problem)}
    asked = {
        "figure": row.said,
        "measure": row.measure,
        "what": row.what,
        "place": row.place,
        "date": row.when,
        "source": row.source,
        "cites": list(row.cites),
    }
    return {**found, **_check(outcome), "asked": {k: v for k, v in asked.items() if v}}


def _check(check: Check) -> dict[str, Any]:
    differences = [
        {"aspect": str(d.aspect), "row": d.row, "page": d.page} for d in check.differences
    ]
    return {
        "verdict": str(check.verdict),
        "differences": differences,
        "rounded": check.rounded,
        "address": check.address,
        "found": _claim(check.claim),
        "nearest": _claim(check.nearest),
        "problem": _problem(check.problem),
        "earlier": {**_check(check.earlier), "seen": check.seen} if check.earlier else None,
    }


def _claim(claim: Claim | None) -> dict[str, Any] | None:
    if claim is None:
        return None
    return {
        "document": claim.document_id,
        "figure": {"start": claim.figure.start, "end": claim.figure.end, "text": claim.figure.text},
        "sentence": claim.sentence.text,
        "measure": claim.measure,
        "bound": str(claim.quantity.bound),
    }


def _problem(problem: Problem | None) -> dict[str, str] | None:
    if problem is None:
        return None
    told = {"code": problem.code, "message": problem.message}
    return {**told, "where": problem.where, "hint": problem.hint}


# For workflows


def _annotations(stream: Any, name: str, failing: AbstractSet[str]) -> Show:  # noqa: ANN401
    def show(checked: Checked) -> None:
        outcome, row = checked.outcome, checked.citation
        if isinstance(outcome, Check) and outcome.verdict is Verdict.PRESENT:
            return
        said = _outcome(checked)
        level = "error" if said in failing else "warning"
        if isinstance(outcome, Check) and row is not None:
            told = [f"{_row(row)}", *reasons(outcome), words_of(outcome), outcome.address]
        else:
            told = [str(outcome)]
        message = "\n".join(plain(part) for part in told if part)
        title = f"Figure {said}" if said != UNREAD else "Row not checked"
        where = f"file={_property(name)},line={checked.line.at},title={_property(title)}"
        stream.write(f"::{level} {where}::{_data(message)}\n")

    return show


def _data(words: str) -> str:
    """Escape a message as workflow commands want it, so that no page can give a command."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
