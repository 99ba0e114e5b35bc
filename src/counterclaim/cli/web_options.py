"""Options of every command that fetches."""

from pathlib import Path
from typing import Annotated

import typer

AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        help="Fetch from this machine and private networks too, which is refused otherwise.",
    ),
]
Pace = Annotated[
    float,
    typer.Option(
        min=0.0,
        metavar="SECONDS",
        help="Wait so long between two requests to one host; longer where its robots.txt asks.",
    ),
]
CapturesFolder = Annotated[
    Path | None,
    typer.Option(
        "--captures",
        metavar="DIR",
        help="Keep fetched pages here. Without it they are kept beside the ledger, in "
        "LEDGER.captures, and without a ledger not at all.",
    ),
]
Fast = Annotated[
    bool,
    typer.Option(
        "--fast", help="Take web pages apart several times as fast and less exactly, for archives."
    ),
]
