"""The commands and their options."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from counterclaim import __version__
from counterclaim.cli.ending import end_with
from counterclaim.cli.seen import seen
from counterclaim.cli.serve import serve
from counterclaim.cli.verify import verify
from counterclaim.cli.watch import watch
from counterclaim.cli.web_options import AllowPrivate, CapturesFolder, Fast, Pace

app = typer.Typer(
    name="counterclaim",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""Who said how many, and who says otherwise.

    Counterclaim reads news reports and keeps a ledger of the figures they assert: who said how
    many of what, where, when, through whom and how surely, each bound to its exact words. Then it
    sets the claims against each other. It never says what is true.

    Start with: counterclaim example""",
)


class Form(StrEnum):
    """How claims are printed."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    GOLD = "gold"


class StoryForm(StrEnum):
    """How a story is printed."""

    CARD = "card"
    JSONL = "jsonl"
    GOLD = "gold"


class TextForm(StrEnum):
    """How a report is printed as it was read."""

    PLAIN = "plain"
    JSONL = "jsonl"


class PolicyName(StrEnum):
    """A named way to read one low, best and high out of a question."""

    VOTE = "vote"
    RANGE = "range"
    LATEST = "latest"
    LOWEST = "lowest"
    UCDP = "ucdp"
    ACLED = "acled"
    EMDAT = "emdat"
    IDMC = "idmc"


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files (text, HTML, Markdown, PDF, mail, JSON, JSON Lines, web archives, each also "
        ".gz), folders, patterns or addresses (https://...); - for standard input.",
    ),
]
ClaimForm = Annotated[
    Form,
    typer.Option(
        "--format",
        "-f",
        help="table for people; jsonl, one claim a line with every field; csv, one claim a "
        "row; gold, one report a line as the scorer reads it.",
    ),
]
OneClaim = Annotated[
    str,
    typer.Option(
        metavar="CLAIM",
        help="Explain one claim instead of listing all: the first letters of its id, or its "
        "figure as printed. Shows its sentence, every field and the rules behind it.",
    ),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", min=1, metavar="N", help="Read with N processes.")
]
LedgerFile = Annotated[
    Path,
    typer.Option("--ledger", "-l", metavar="FILE", help="The ledger that read --ledger made."),
]
MaybePaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files, folders or patterns; none with --ledger."),
]
MaybeLedger = Annotated[
    Path | None,
    typer.Option("--ledger", "-l", metavar="FILE", help="Take the reports of this ledger."),
]
Policy = Annotated[
    PolicyName,
    typer.Option(
        help="How low, best and high are read out of the answers: vote, the figure that most "
        "independent originators give, ties to the lower attested median; range, from the lowest "
        "to the highest; latest, the newest word; lowest, the most cautious figure; ucdp, acled, "
        "emdat and idmc, as those data sets count. The card says how far they lie apart.",
    ),
]
Everything = Annotated[
    bool,
    typer.Option(
        "--all", "-a", help="Leave nothing out of a card: every originator, outlet and pair."
    ),
]


def _one_source(paths: list[str] | None, ledger: Path | None) -> None:
    if bool(paths) == bool(ledger):
        raise typer.BadParameter("name files, or a ledger with --ledger, and not both")


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_version, is_eager=True, help="Print the version and stop."
        ),
    ] = False,
) -> None:
    """Take the options that stand before any command."""


@app.command()
def read(
    paths: Paths,
    *,
    form: ClaimForm = Form.TABLE,
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger", "-l", metavar="FILE", help="Keep the claims in this ledger; made if new."
        ),
    ] = None,
    keep_text: Annotated[
        bool,
        typer.Option(
            "--keep-text",
            help="Keep whole texts too. Without it the ledger holds short quotes and a digest, "
            "since a report's text is its outlet's.",
        ),
    ] = False,
    jobs: Jobs = 1,
    explain: OneClaim = "",
    allow_private: AllowPrivate = False,
    captures: CapturesFolder = None,
    pace: Pace = 1.0,
    fast: Fast = False,
) -> None:
    """Read reports and print the figures they assert.

    A page that is fetched is kept as it was sent, in a folder of captures beside the ledger; read
    again it is fetched anew only if it has changed. Reading an archive into a ledger goes on where
    it stopped.

    What cannot be read is told on standard error with a code, and everything else is read all the
    same. The exit status is then 1; it is 2 for a wrong command, else 0.
    """
    if keep_text and ledger is None:
        raise typer.BadParameter("--keep-text needs --ledger: texts are kept there")
    from counterclaim.cli.reach import Reach  # noqa: PLC0415 (--help loads nothing)
    from counterclaim.cli.read import Reading, run_read  # noqa: PLC0415

    reach = Reach(allow_private=allow_private, captures=captures, pace=pace)
    asked = Reading(form, ledger, keep_text, jobs, explain, reach, fast)
    end_with(lambda: run_read(paths, asked))


@app.command()
def text(
    paths: Paths,
    *,
    form: Annotated[
        TextForm,
        typer.Option(
            "--format",
            "-f",
            help="plain for people; jsonl, one report a line: address, canonical address, title, "
            "outlet, authors, published, modified, language, and the text.",
        ),
    ] = TextForm.PLAIN,
    allow_private: AllowPrivate = False,
    pace: Pace = 1.0,
    fast: Fast = False,
) -> None:
    """Print reports as they are read: what is known of them, and their words.

    Captions, bylines, related links, advertisements and other page furniture are left out; no
    claim comes from them.
    """
    from counterclaim.cli.reach import Reach  # noqa: PLC0415
    from counterclaim.cli.read import run_text  # noqa: PLC0415

    reach = Reach(allow_private=allow_private, pace=pace)
    end_with(lambda: run_text(paths, form=form, reach=reach, fast=fast))


@app.command()
def questions(
    ledger: LedgerFile,
    *,
    everything: Annotated[
        bool,
        typer.Option("--all", "-a", help="List too what only one voice says in only one report."),
    ] = False,
    measure: Annotated[
        str, typer.Option("--measure", "-m", help="Only those of this measure: killed, missing.")
    ] = "",
    place: Annotated[
        str, typer.Option("--place", help="Only those whose claims name this place, or its code.")
    ] = "",
    disputed: Annotated[
        bool, typer.Option("--disputed", help="Only those whose latest words contradict.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            help="Only those with a claim that was read, or judged by a person, since this day.",
        ),
    ] = None,
) -> None:
    """List the questions that a ledger's claims answer, story by story, the most contested first.

    A story is the reports of one event or situation, told from what they name and when they were
    printed. Claims answer one question when they say the same of the same people or things, at the
    same place, as the same kind of count. A ledger that keeps no texts (see read --keep-text) has
    only the sentences of its claims to tell stories by, and joins fewer reports.
    """
    from counterclaim.cli.ask import run_questions  # noqa: PLC0415
    from counterclaim.cli.asking import Asked  # noqa: PLC0415

    asked = Asked(measure, place, disputed, since.date() if since else None)
    end_with(lambda: run_questions(ledger, asked, everything=everything))


@app.command()
def show(
    question: Annotated[
        str,
        typer.Argument(
            metavar="QUESTION",
            help="The question's id, its first letters, or words of the question.",
        ),
    ],
    ledger: LedgerFile,
    *,
    policy: Policy = PolicyName.VOTE,
    everything: Everything = False,
) -> None:
    """Show the dispute card of one question.

    Each originator with its answers, drawn on one scale; beneath each answer the outlets that
    carry it. Then what contradicts, revises, agrees and repeats; what is part of what; what was
    not compared and why; and low, best and high under a named policy, with the claims behind each.
    """
    from counterclaim.cli.ask import run_show  # noqa: PLC0415

    end_with(lambda: run_show(question, ledger, policy, everything=everything))


@app.command()
def compare(
    paths: MaybePaths = None,
    *,
    ledger: MaybeLedger = None,
    question: Annotated[
        str,
        typer.Option(
            "--question", "-q", help="Show this question: its id, first letters, or words of it."
        ),
    ] = "",
    form: Annotated[
        StoryForm,
        typer.Option(
            "--format",
            "-f",
            help="card for people; jsonl, one line for each story, question, pair and tally; gold, "
            "one line for each story as the scorer reads it.",
        ),
    ] = StoryForm.CARD,
    policy: Policy = PolicyName.VOTE,
    everything: Everything = False,
) -> None:
    """Set the reports of one story, or all of a ledger, against each other.

    Lists the questions that several claims answer, then shows the dispute card of the most
    contested one, or of the one named. Files are taken to be of one story; the reports of a ledger
    are compared within the stories that they tell.
    """
    _one_source(paths, ledger)
    from counterclaim.cli.ask import run_compare  # noqa: PLC0415

    end_with(
        lambda: run_compare(
            paths or (),
            ledger=ledger,
            form=form,
            question=question,
            policy=policy,
            everything=everything,
        )
    )


@app.command()
def why(
    a: Annotated[str, typer.Argument(metavar="A", help="A claim: the first letters of its id.")],
    b: Annotated[str, typer.Argument(metavar="B", help="Another claim.")],
    paths: MaybePaths = None,
    *,
    ledger: MaybeLedger = None,
) -> None:
    """Say why two claims were set against each other, or why not.

    Shows what each says, the gates that claims of one question must pass and the one that parts
    these two, what each field tells where nothing settles it, and how the two stand. The claims
    are those of files of one story, or of a ledger.
    """
    _one_source(paths, ledger)
    from counterclaim.cli.why import run_why  # noqa: PLC0415

    end_with(lambda: run_why(a, b, paths or (), ledger))


@app.command()
def rebuild(ledger: LedgerFile) -> None:
    """Make the derived tables of a ledger anew: stories, questions, how claims stand, tallies.

    They hold nothing that is not made from the claims and from what people decided. Questions keep
    the ids they had. No other table is touched.
    """
    from counterclaim.cli.why import run_rebuild  # noqa: PLC0415

    end_with(lambda: run_rebuild(ledger))


app.command()(watch)
app.command()(verify)
app.command()(serve)
app.command()(seen)


@app.command()
def example(policy: Policy = PolicyName.VOTE) -> None:
    """Read the story that comes with Counterclaim: its claims, then its most contested question.

    Every outlet in it is invented; the figures and who gave them are on public record.
    """
    from counterclaim.cli.example import run_example  # noqa: PLC0415

    end_with(lambda: run_example(policy))
