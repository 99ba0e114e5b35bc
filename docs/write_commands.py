# ruff: noqa: INP001 (no package: scripts of the documents)
"""Print the page of commands, docs/commands.md, from the texts that --help prints.

Run by ``make docs``; ``tests/test_docs.py`` tells when the page is stale.
"""

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.executable).with_name("counterclaim")
WIDTH = "92"
COLOURS = frozenset({"FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"})
"""Any of these in the environment has typer colour its help."""
HEAD = """# Commands

Made by `make docs` from what `--help` prints. Codes such as `CC001` on standard error are explained
in [problems.md](problems.md).

| exit status | means |
|---|---|
| 0 | done, and nothing was lost |
| 1 | some input could not be read, a name fits nothing or several things, or output was lost |
| 2 | the command itself is wrong |
| 130 | stopped by Ctrl-C; what was read before is printed and kept |
| 141 | whoever read the output left early, as `head` does |
"""


def help_of(*command: str) -> str:
    """Give what ``counterclaim COMMAND --help`` prints."""
    terminal = {"COLUMNS": WIDTH, "TERM": "dumb", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    kept = {name: value for name, value in os.environ.items() if name not in COLOURS}
    done = subprocess.run(  # noqa: S603 (the program is this package's own)
        [PROGRAM, *command, "--help"],
        env={**kept, **terminal},
        capture_output=True,
        check=True,
    )
    return "\n".join(line.rstrip() for line in done.stdout.decode("utf-8").splitlines()).strip("\n")


def commands() -> list[str]:
    """Give the names that stand in the box of commands."""
    box = help_of().partition("─ Commands ─")[2].splitlines()[1:]
    return [line[2:].split()[0] for line in box if line.startswith("│ ") and line[2] != " "]


def page() -> str:
    """Give the whole page."""
    parts = [HEAD, f"## counterclaim\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## counterclaim {c}\n\n```text\n{help_of(c)}\n```\n" for c in commands()]
    return "\n".join(parts)


if __name__ == "__main__":
    sys.stdout.write(page())
