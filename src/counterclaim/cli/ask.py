"""The commands ``questions``, ``show`` and ``compare``."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.api import (
    by_story,
    card,
    contested,
    disputes,
    named,
    open_ledger,
    reports,
    show,
)
from counterclaim.api import compare as api_compare
from counterclaim.cli import figures
from counterclaim.cli.asking import Asked, asked_for
from counterclaim.cli.card import print_card
from counterclaim.cli.lines import Words, hanging
from counterclaim.cli.read import consoles, machine_output, results_of
from counterclaim.cli.standings import section
from counterclaim.cli.trouble import Trouble
from counterclaim.exporters import standing_lines, story_lines
from counterclaim.model import (
    Claim,
    Policy,
    ProblemError,
    Question,
    Reconciliation,
    Report,
    Story,
)

_SHOWN: Final = 4
"""Answers shown of each question in the list."""
_FINDINGS: Final = 5


def run_questions(path: Path, asked: Asked, *, everything: bool) -> int:
    """List the questions of a ledger by story; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path, read_only=True) as ledger:
            held = reports(ledger)
            claims = {claim.id: claim for report in held for claim in report.claims}
            made = api_compare(ledger)
            meant = asked_for(asked, made, claims.values(), ledger)
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return trouble.status
    listed = by_story(made, everything=everything or asked.anything)
    stories = [(s, kept) for s, qs in listed if (kept := [q for q in qs if q.id in meant])]
    for index, (story, found) in enumerate(stories):
        if index:
            out.print()
        hanging(out, "", _story(story))
        out.print(_table(found, made, claims, out))
    left = len(meant) - sum(len(found) for _, found in stories)
    if asked.anything and made.questions and not meant:
        err.print("No question is like that.")
    if left:
        err.print(
            f"{figures.count(left, 'question')} answered by one voice in one report: "
            "--all lists them too."
        )
    if not made.questions:
        err.print("The ledger holds no claims.")
    return trouble.status


def _story(story: Story) -> list[Words]:
    """Name a story: where, when, how many reports and outlets, and its first headline."""
    days = [figures.day(day) for day in (story.first, story.last) if day]
    facts = [
        story.place,
        " to ".join(dict.fromkeys(days)) or "undated",
        figures.count(len(story.reports), "report"),
        figures.count(story.outlets, "outlet"),
    ]
    words: list[Words] = [(" · ".join(filter(None, facts)), "bold")]
    return words + ([(f" · {figures.plain(story.title)}", "dim")] if story.title else [])


def run_show(question: str, path: Path, policy: str, *, everything: bool = False) -> int:
    """Print the card of one question; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path, read_only=True) as ledger:
            found = show(question, ledger, policy=Policy(policy))
            print_card(out, found, everything=everything)
    except ProblemError as refused:
        trouble.tell(refused.problem)
    return trouble.status


def run_compare(
    paths: Sequence[str],
    *,
    ledger: Path | None = None,
    form: str,
    question: str,
    policy: str,
    everything: bool = False,
) -> int:
    """Set the reports of one story, or of a ledger, against each other; gives the exit status."""
    out, err = consoles()
    trouble = Trouble(err)
    try:
        held, made = _compared(paths, ledger, trouble)
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return trouble.status
    if form in {"gold", "jsonl"}:
        name = _story_name(paths) if ledger is None else ""
        lines = story_lines(name, held, made) if form == "gold" else standing_lines(held, made)
        machine_output().writelines(f"{line}\n" for line in lines)
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
    if not question:
        beside = [f for f in made.findings if not chosen or not {*chosen[0].claims} & {*f.claims}]
        section(
            out,
            "What parts and wholes imply, beside the card below",
            [[[(finding.reason, "")]] for finding in beside],
            most=None if everything else _FINDINGS,
        )
        if beside:
            out.print()
    for one in chosen:
        shown = card(one, made, held, policy=Policy(policy))
        print_card(out, shown, everything=everything)
    return trouble.status


def _compared(
    paths: Sequence[str], path: Path | None, trouble: Trouble
) -> tuple[list[Report], Reconciliation]:
    if path is not None:
        with open_ledger(path, read_only=True) as ledger:
            return reports(ledger), api_compare(ledger)
    found = trouble.gather(results_of(paths))
    return reports(found), api_compare(found, one_story=True)


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
