"""The table of claims, one block for each report."""

from typing import Final

from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.cli import figures
from counterclaim.model import Claim, Extraction

ID_LENGTH: Final = 8
"""Letters of an id shown to people: enough to tell thousands of claims apart."""


def print_claims(console: Console, extraction: Extraction) -> None:
    """Print the claims of one report under a line that names it."""
    title = Text(figures.heading(extraction.document.imprint), style="bold", no_wrap=True)
    title.truncate(console.width, overflow="ellipsis")
    console.print(title)
    if not extraction.claims:
        console.print("  no claims\n")
        return
    console.print(_table(extraction.claims, console.width))
    console.print()


def _table(claims: tuple[Claim, ...], width: int) -> Table:
    """Two lines to a claim: what is said above, the words it is said in beneath."""
    table = Table(box=None, padding=(0, 1), show_header=True, header_style="dim", width=width)
    # The same share for every report, so that the columns of all blocks stand in one line.
    table.add_column("claim", width=ID_LENGTH, no_wrap=True, style="cyan")
    table.add_column("figure", ratio=17)
    table.add_column("of what", ratio=20)
    table.add_column("who says so", ratio=20)
    table.add_column("where, when", ratio=17)
    for claim in claims:
        what = claim.what.text if claim.what else claim.quantity.unit
        place = claim.place.text if claim.place else ""
        table.add_row(
            claim.id[:ID_LENGTH],
            _pair(figures.value(claim.quantity), f"“{_plain(claim.figure.text)}”"),
            _pair(figures.manner(claim), _plain(what)),
            Text(figures.speaker(claim) or "the report"),
            _pair(_plain(place), figures.period(claim)),
        )
    return table


def _pair(above: str, beneath: str) -> Text:
    lines = [(above, "bold" if beneath else ""), (beneath, "dim")]
    text = Text()
    for words, style in lines:
        if words:
            text.append("\n" if text else "").append(words, style)
    return text


def _plain(words: str) -> str:
    return " ".join(words.split())
