"""The command ``seen``: in which captures a claim was seen, and whether they hold its words."""

from datetime import UTC
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from counterclaim.cli.ending import end_with
from counterclaim.cli.web_options import CapturesFolder

ClaimName = Annotated[
    str, typer.Argument(metavar="CLAIM", help="The claim's id, or its first letters.")
]
LedgerFile = Annotated[
    Path,
    typer.Option("--ledger", "-l", metavar="FILE", help="The ledger that read or watch made."),
]


def seen(claim: ClaimName, ledger: LedgerFile, *, captures: CapturesFolder = None) -> None:
    """Show a claim against what was seen: each kept page that it was read from.

    Nothing is fetched: a page that has changed or gone since is still shown as it was.
    """
    end_with(lambda: run_seen(claim, ledger, captures))


def run_seen(name: str, path: Path, captures: Path | None) -> int:
    """Print the captures of a claim's report; the exit status is 1 where none holds it."""
    from counterclaim.cli.reach import Reach  # noqa: PLC0415 (--help loads nothing)
    from counterclaim.cli.read import consoles  # noqa: PLC0415
    from counterclaim.cli.trouble import Trouble  # noqa: PLC0415
    from counterclaim.drivers.showing import sightings  # noqa: PLC0415
    from counterclaim.ledger import open_ledger  # noqa: PLC0415
    from counterclaim.ledger.web import WebState  # noqa: PLC0415
    from counterclaim.model import Problem, ProblemError  # noqa: PLC0415

    out, err = consoles()
    trouble = Trouble(err)
    try:
        with open_ledger(path) as held:
            state = WebState(held)
            claim = held.claim(name)
            gatherer = Reach(captures=captures).beside(path).gatherer(state)
            _say(out, f"{claim.figure.text}: {' '.join(claim.sentence.text.split())}", "bold")
            found = list(sightings(claim, state, gatherer))
            for capture, problem in found:
                when = capture.fetched_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
                _say(out, f"seen {when} at {capture.answered_by}")
                _say(out, f"    {capture.file or 'not kept'}, SHA-256 {capture.digest}", "dim")
                if problem is None:
                    _say(out, "    The capture holds these words.", "green")
                else:
                    trouble.tell(problem)
            if not found:
                hint = "Only pages that were fetched are captured; files are where they were."
                message = "The report was read from no page that was fetched."
                trouble.tell(Problem("CC041", message, name, hint))
    except ProblemError as stopped:
        trouble.tell(stopped.problem)
    return trouble.status


def _say(out: Console, words: str, style: str = "") -> None:
    out.print(Text(words, style), soft_wrap=True)
