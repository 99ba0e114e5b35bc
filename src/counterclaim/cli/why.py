"""The commands ``why`` and ``rebuild``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from rich.console import Console

from counterclaim.api import Source, open_ledger, why
from counterclaim.api import rebuild as rebuild_tables
from counterclaim.api import reports as reports_of
from counterclaim.cli import figures
from counterclaim.cli.lines import Words, columns, emit, hanging
from counterclaim.cli.read import consoles, results_of
from counterclaim.cli.trouble import Trouble
from counterclaim.model import Claim, ProblemError
from counterclaim.reconcile.why import Why

_UNSAID: Final = "not said"
_ROOM: Final = 12


def run_why(a: str, b: str, paths: Sequence[str], path: Path | None) -> int:
    """Explain two claims of files of one story, or of a ledger; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        if path is not None:
            with open_ledger(path, read_only=True) as ledger:
                _explain(out, a, b, ledger)
            return trouble.status
        _explain(out, a, b, trouble.gather(results_of(paths)))
    except ProblemError as refused:
        trouble.tell(refused.problem)
    return trouble.status


def run_rebuild(path: Path) -> int:
    """Make the derived tables of a ledger anew; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path) as ledger:
            made = rebuild_tables(ledger)
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return trouble.status
    told = (
        figures.count(len(made.questions), "question"),
        f"{len(made.stories):,} {'story' if len(made.stories) == 1 else 'stories'}",
        figures.count(len(made.comparisons), "comparison"),
    )
    out.print(f"{told[0]} in {told[1]}, {told[2]}.")
    return trouble.status


def _explain(out: Console, a: str, b: str, source: Source) -> None:
    one_story = not hasattr(source, "judgements")
    one, other, told = why(a, b, source, one_story=one_story)
    imprints = {c.id: r.imprint for r in reports_of(source) for c in r.claims}
    for claim in (one, other):
        hanging(out, "", [(figures.heading(imprints[claim.id]), "dim")])
        hanging(out, "  ", _said(claim), turn=2)
        emit(out, [])
    emit(out, [("One question" if told.together else "Two questions", "bold")])
    _gates(out, told)
    if told.judged:
        hanging(out, "  ", [("people decided otherwise than the gates", "bold")])
    if told.evidence:
        emit(out, [])
        emit(out, [("What each field tells where nothing settles it", "bold")])
        for e in told.evidence:
            emit(out, [(f"  {e.weight:+3}  ", "cyan"), (e.field.replace("_", " "), "")])
        emit(out, [(f"  {sum(e.weight for e in told.evidence):+3}  in all", "dim")])
    emit(out, [])
    hanging(out, "", [("How they stand: ", "bold"), (told.outcome, "")])


def _said(claim: Claim) -> list[Words]:
    speaker = figures.speaker(claim) or "the report itself"
    words: list[Words] = [
        (figures.value(claim.quantity), "bold"),
        (f" {figures.manner(claim)}, says {speaker}, ", ""),
        (figures.period(claim) or "at no stated time", ""),
        ("  ", ""),
        (claim.id[:8], "cyan"),
    ]
    return words


def _gates(out: Console, told: Why) -> None:
    room = max(_ROOM, (out.width - 32) // 2)
    widths = (_ROOM, room, room, 6)
    for gate in told.gates:
        verdict = "parts" if gate.parts else "passes"
        cells: list[list[Words]] = [
            [(str(gate.facet), "dim")],
            [(gate.a or _UNSAID, "")],
            [(gate.b or _UNSAID, "")],
            [(verdict, "bold red" if gate.parts else "green")],
        ]
        for line in columns(cells, widths):
            emit(out, [("  ", ""), *line])
