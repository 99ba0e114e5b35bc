"""The commands ``questions``, ``show`` and ``compare``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.api import (
    card,
    compare,
    contested,
    disputes,
    named,
    open_ledger,
    reports,
    show,
)
from counterclaim.cli import figures
from counterclaim.cli.card import print_card
from counterclaim.cli.read import consoles, machine_output, results_of
from counterclaim.cli.trouble import Trouble
from counterclaim.exporters import story_line
from counterclaim.model import Claim, Extraction, Policy, ProblemError, Question, Reconciliation
from counterclaim.reconcile import reconcile

_SHOWN: Final = 4
"""Answers shown of each question in the list."""


def run_questions(path: Path, *, everything: bool) -> int:
    """List the questions of a ledger; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path, read_only=True) as ledger:
            claims = {claim.id: claim for claim in ledger.claims()}
            made = compare(ledger)
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return trouble.status
    asked = contested(made)
    several = [q for q in asked if everything or len(q.claims) > 1]
    if several:
        out.print(_table(several, made, claims, out))
    single = len(asked) - len(several)
    if single:
        err.print(f"{figures.count(single, 'question')} with one claim: --all lists them too.")
    if not asked:
        err.print("The ledger holds no claims.")
    return trouble.status


def run_show(question: str, path: Path, policy: str) -> int:
    """Print the card of one question; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path, read_only=True) as ledger:
            print_card(out, show(question, ledger, policy=Policy(policy)))
    except ProblemError as refused:
        trouble.tell(refused.problem)
    return trouble.status


def run_compare(paths: Sequence[str], *, form: str, question: str, policy: str) -> int:
    """Set the reports of one story against each other; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    found: list[Extraction] = []
    for result in results_of(paths):
        trouble.take(result)
        if isinstance(result, Extraction):
            found.append(result)
    trouble.finish()
    held = reports(found)
    made = reconcile(held)
    if form == "gold":
        machine_output().write(story_line(_story_name(paths), held, made) + "\n")
        return trouble.status
    asked = contested(made)
    try:
        chosen = [named(question, asked)] if question else asked[:1]
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return trouble.status
    several = [q for q in asked if len(q.claims) > 1]
    if several and not question:
        claims = {claim.id: claim for report in held for claim in report.claims}
        out.print(_table(several, made, claims, out))
        out.print()
    if not asked:
        err.print("There are no claims to compare.")
    for one in chosen:
        print_card(out, card(one, made, held, policy=Policy(policy)))
    return trouble.status


def _story_name(paths: Sequence[str]) -> str:
    """Give the first file's name up to its first dot."""
    return Path(paths[0]).name.partition(".")[0] if paths else ""


def _table(
    asked: Iterable[Question], made: Reconciliation, claims: dict[str, Claim], out: Console
) -> Table:
    voices = {claim: voice.key for claim, voice in made.voices}
    quarrels = disputes(made)
    table = Table(box=None, padding=(0, 1), header_style="dim", width=out.width)
    table.add_column("id", no_wrap=True, style="cyan")
    table.add_column("question", ratio=3)
    table.add_column("answers", ratio=2)
    for name in ("claims", "originators", "disputes"):
        table.add_column(name, justify="right", no_wrap=True)
    for question in asked:
        table.add_row(
            question.id[:8],
            question.label.strip(),
            _values(claims[name] for name in question.claims),
            f"{len(question.claims):,}",
            f"{len({voices[name] for name in question.claims}):,}",
            f"{quarrels[question.id]:,}" if quarrels[question.id] else "",
        )
    return table


def _values(claims: Iterable[Claim]) -> Text:
    """Give the first few answers in order of time, and how many more there are."""
    values = list(dict.fromkeys(figures.value(claim.quantity) for claim in claims))
    text = Text(", ".join(values[:_SHOWN]), style="bold")
    if len(values) > _SHOWN:
        text.append(f" and {len(values) - _SHOWN} more", "dim")
    return text
