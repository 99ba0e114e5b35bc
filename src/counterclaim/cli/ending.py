"""How a run ends: its exit status, Ctrl-C, and a reader of the output who leaves early."""

import codecs
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

LOST: Final = 1
"""Exit status where some input was lost; status 2, for wrong usage, is the argument parser's."""
INTERRUPTED: Final = 130
CLOSED: Final = 141
"""What a shell gives for SIGINT and SIGPIPE."""

_PLAIN: Final = {
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "–": "-",
    "…": "...",
    "·": "-",
    "“": '"',
    "”": '"',
    "’": "'",
    "×": "x",
    "→": "->",
    "━": "=",
    "─": "-",
    "╌": ".",
    "●": "o",
    "▶": ">",
    "┼": "+",
    "│": "|",
    "├": "+",
    "└": "+",
    "┬": "+",
}


def _plain_signs(fault: UnicodeError) -> tuple[str, int]:
    """Stand-ins of ASCII for what a terminal of another encoding cannot show."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    signs = fault.object[fault.start : fault.end]
    return "".join(_PLAIN.get(sign, "?") for sign in signs), fault.end


codecs.register_error("counterclaim_signs", _plain_signs)


def end_with(run: Callable[[], int]) -> NoReturn:
    """Run a command and end the program with its exit status.

    Ctrl-C and a closed pipe are exit statuses too, without a traceback.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="counterclaim_signs")
    try:
        status = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was read before is printed and kept.\n")
        status = INTERRUPTED
    except BrokenPipeError:
        _give_up_output()
        status = CLOSED
    except OSError as fault:
        output_lost(fault)
    sys.exit(status)


def output_lost(fault: OSError) -> NoReturn:
    """Say that the output could not be written, and end the program with status 1."""
    _give_up_output()
    sys.stderr.write(f"The output could not be written: {fault.strerror or fault}.\n")
    sys.exit(LOST)


def take_closed_streams() -> None:
    """Open what the program was started without, as by ``<&-`` or a scheduler.

    Nothing is read from such an input, and writing to such an output fails. Otherwise the next file
    that is opened, be it a ledger, would take the place of the stream.
    """
    nothing = Path(os.devnull)
    # In this order: the lowest number that is free is given out first.
    if sys.stdin is None:
        sys.stdin = nothing.open(encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = nothing.open(encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = nothing.open("w", encoding="utf-8")


def _give_up_output() -> None:
    # The interpreter flushes standard output once more at its end, which would fail again.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
