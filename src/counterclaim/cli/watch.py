"""The command ``watch`` and its options."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim.cli.ending import end_with
from counterclaim.cli.web_options import AllowPrivate, CapturesFolder, Pace


class WatchForm(StrEnum):
    """How changes are printed."""

    LINES = "lines"
    JSONL = "jsonl"


Feeds = Annotated[
    Path,
    typer.Argument(metavar="FEEDS.toml", help="The list of feeds; docs/web.md shows one."),
]
LedgerFile = Annotated[
    Path,
    typer.Option(
        "--ledger",
        "-l",
        metavar="FILE",
        help="The ledger to keep what is read in; made if new. It remembers where watching "
        "stands too.",
    ),
]
Once = Annotated[bool, typer.Option("--once", help="Poll once and stop, as for cron.")]
Every = Annotated[
    str,
    typer.Option(
        metavar="SPAN",
        help="Poll each feed so often: 90s, 15m, 6h, 1d. In place of what the list says.",
    ),
]
Form = Annotated[
    WatchForm,
    typer.Option("--format", "-f", help="lines for people; jsonl, one change a line."),
]
Lines = Annotated[
    Path | None,
    typer.Option("--jsonl", metavar="FILE", help="Add each change to this file too, once."),
]
Atom = Annotated[
    Path | None,
    typer.Option("--atom", metavar="FILE", help="Keep an Atom feed of the changes here."),
]
Webhook = Annotated[
    str, typer.Option("--webhook", metavar="URL", help="POST each change there as JSON.")
]
KeepText = Annotated[
    bool, typer.Option("--keep-text", help="Keep whole texts too, which tell stories apart.")
]


def watch(
    feeds: Feeds,
    ledger: LedgerFile,
    *,
    once: Once = False,
    every: Every = "",
    form: Form = WatchForm.LINES,
    jsonl: Lines = None,
    atom: Atom = None,
    webhook: Webhook = "",
    keep_text: KeepText = False,
    allow_private: AllowPrivate = False,
    captures: CapturesFolder = None,
    pace: Pace = 1.0,
) -> None:
    """Poll feeds, read what is new, and tell what changed.

    Tells of new figures, revisions, contradictions, drifts, copies in other outlets, and cited
    pages that no longer hold their figure. Reads RSS, Atom, JSON Feed and sitemaps. Whenever it is
    stopped, the next run goes on where it was: nothing is lost, and nothing read twice.
    """
    from counterclaim.drivers.plan import is_target, span_of  # noqa: PLC0415 (--help loads nothing)

    span = span_of(every) if every else None
    if every and span is None:
        raise typer.BadParameter(
            '--every takes a time such as "90s", "15m" or "6h", from one second to ten years'
        )
    if webhook and not is_target(webhook):
        raise typer.BadParameter("--webhook takes an address that begins with https:// or http://")
    from counterclaim.cli.reach import Reach  # noqa: PLC0415
    from counterclaim.cli.watching import Sinks, run_watch  # noqa: PLC0415

    end_with(
        lambda: run_watch(
            feeds,
            ledger,
            once=once,
            every=span,
            keep_text=keep_text,
            machine=form is WatchForm.JSONL,
            reach=Reach(allow_private=allow_private, captures=captures, pace=pace),
            sinks=Sinks(jsonl, atom, webhook),
        )
    )
