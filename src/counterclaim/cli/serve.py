"""The command ``serve`` and its options."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counterclaim.cli.ending import LOST, end_with
from counterclaim.model import Problem, ProblemError

if TYPE_CHECKING:
    from counterclaim.web.settings import Settings

TOKEN = "COUNTERCLAIM_TOKEN"  # noqa: S105 (the name of a variable)


def serve(
    ledger: Annotated[
        Path,
        typer.Option(
            "--ledger", "-l", metavar="FILE", help="The ledger to show; made if there is none."
        ),
    ],
    *,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS",
            help="Where to listen. Anything but this machine alone needs --token-file or "
            "--user-header.",
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, metavar="PORT")] = 8000,
    token_file: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help=f"A file that holds the token readers sign in with. ${TOKEN} does as well.",
        ),
    ] = None,
    user_header: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Believe this header of a reverse proxy that signs people in, such as "
            "X-Forwarded-User.",
        ),
    ] = "",
    proxy: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ADDRESS", help="Where the reverse proxy connects from; this machine if unsaid."
        ),
    ] = None,
    no_fetch: Annotated[
        bool, typer.Option("--no-fetch", help="Read no addresses, only text and files.")
    ] = False,
) -> None:
    """Show a ledger in a browser: reports, questions, and what to read next.

    Listens on this machine only, and stops at Ctrl-C. docs/web-application.md says how to let others
    in.
    """
    given = {"host": host, "port": port, "user_header": user_header, "fetching": not no_fetch}
    end_with(lambda: run_serve(lambda: _settings(ledger, token_file, proxy, given)))


def _settings(
    ledger: Path, token_file: Path | None, proxy: list[str] | None, given: dict[str, Any]
) -> "Settings":
    from counterclaim.web.settings import LOOPBACK, Settings  # noqa: PLC0415

    return Settings(
        ledger=ledger,
        token=_token(token_file),
        proxies=tuple(proxy) if proxy else LOOPBACK,
        captures=ledger.with_name(ledger.name + ".captures"),
        **given,
    )


def run_serve(told: Callable[[], "Settings"]) -> int:
    """Serve until stopped; gives the exit status."""
    from counterclaim.cli.read import consoles  # noqa: PLC0415 (--help loads nothing)
    from counterclaim.cli.trouble import Trouble  # noqa: PLC0415

    out, err = consoles()
    trouble = Trouble(err)
    try:
        run = _runner()
        settings = told()
        shown = f"[{settings.host}]" if ":" in settings.host else settings.host
        where = f"http://{shown}:{settings.port}/ shows {settings.ledger}. Ctrl-C stops it."
        run(settings, lambda: out.print(where, soft_wrap=True, markup=False))
    except ProblemError as refused:
        trouble.tell(refused.problem)
        return LOST
    return 0


def _runner() -> Callable[["Settings", Callable[[], None]], None]:
    try:
        from counterclaim.web import serve as run  # noqa: PLC0415
    except ImportError as absent:
        hint = 'Install the web application: pip install "counterclaim[web]".'
        told = f"The package {absent.name} is not installed."
        raise ProblemError(Problem("CC060", told, "", hint)) from absent
    return run


def _token(file: Path | None) -> str:
    if file is None:
        return os.environ.get(TOKEN, "").strip()
    try:
        found = file.read_text("utf-8").strip()
    except (OSError, UnicodeError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise ProblemError(
            Problem("CC001", f"It could not be opened: {reason}.", str(file))
        ) from fault
    if not found:
        raise ProblemError(Problem("CC060", "The file of the token is empty.", str(file)))
    return found
