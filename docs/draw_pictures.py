# ruff: noqa: INP001 (no package: scripts of the documents)
"""Draw the pictures of docs/pictures from what the program really prints.

Run by ``make docs``. A picture is the terminal's own output, colours and all, as SVG; lines that
a picture leaves out are left out at its end.
"""

import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

PROGRAM = Path(sys.executable).with_name("counterclaim")
PICTURES = Path(__file__).with_name("pictures")
WIDTH = 110
RULE = "the most contested question"
CARD_ENDS = ("Agrees", "Repeats", "Beside this question", "Not compared")
REPORTS = 3

FORMAT = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: "DejaVu Sans Mono", Menlo, Consolas, monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
    }}
    .{unique_id}-title {{ font-size: 18px; font-family: sans-serif; font-weight: bold; }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})"
       clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""
"""As rich's own, but for the fonts, which that fetches from the net."""


def printed(*command: str) -> list[str]:
    """Give the lines that a command prints on a terminal of colours, with their escape codes."""
    terminal = {
        "COLUMNS": str(WIDTH),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
        "FORCE_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
    }
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    done = subprocess.run(  # noqa: S603 (the program is this package's own)
        [PROGRAM, *command], env={**kept, **terminal}, capture_output=True, check=True
    )
    return done.stdout.decode("utf-8").splitlines()


def draw(lines: list[str], title: str) -> str:
    """Give the SVG of some printed lines."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=WIDTH + 2, file=nowhere, force_terminal=True)
        for line in lines:
            console.print(Text.from_ansi(line), soft_wrap=True, highlight=False)
        return console.export_svg(title=title, code_format=FORMAT, unique_id="cc")


def parts(lines: list[str]) -> tuple[list[str], list[str]]:
    """Cut the example's output into its first reports and the head of its card."""
    plain = [Text.from_ansi(line).plain for line in lines]
    rule = next(i for i, line in enumerate(plain) if RULE in line)
    blanks = [i for i, line in enumerate(plain[:rule]) if not line.strip()]
    ends = [i for i, line in enumerate(plain) if i > rule and line.startswith(CARD_ENDS)]
    return lines[: blanks[REPORTS - 1]], lines[rule + 1 : min(ends, default=len(lines))]


def main() -> None:
    """Write both pictures."""
    claims, card = parts(printed("example"))
    PICTURES.mkdir(exist_ok=True)
    for name, lines in {"claims": claims, "card": card}.items():
        picture = draw(lines, "counterclaim example")
        (PICTURES / f"{name}.svg").write_text(picture, encoding="utf-8")


if __name__ == "__main__":
    main()
