"""The table of claims, one block for each report."""

from typing import Final

from rich.console import Console
from rich.text import Text

from counterclaim.cli import figures
from counterclaim.cli.lines import Words, columns, emit
from counterclaim.model import Claim, Extraction

ID_LENGTH: Final = 8
"""Letters of an id shown to people: enough to tell thousands of claims apart."""
_SHARES: Final = (22, 25, 28, 25)
"""In hundredths of the room beside the ids: figure, of what, who says so, where and when."""
_TITLES: Final = ("claim", "figure", "of what", "who says so", "where, when")


def print_claims(console: Console, extraction: Extraction) -> None:
    """Print the claims of one report under a line that names it."""
    title = Text(figures.heading(extraction.document.imprint))
    title.truncate(console.width, overflow="ellipsis")
    emit(console, [(title.plain, "bold")])
    widths = _widths(console.width)
    if not extraction.claims:
        emit(console, [("  no claims", "dim")])
    else:
        for line in columns([[(title, "dim")] for title in _TITLES], widths):
            emit(console, [("  ", ""), *line])
    for claim in extraction.claims:
        for line in columns(_cells(claim), widths):
            emit(console, [("  ", ""), *line])
    emit(console, [])


def _widths(width: int) -> list[int]:
    # Two blanks before the first column and after each: the same for every report.
    room = max(40, width - ID_LENGTH - 2 - 2 * len(_TITLES))
    return [ID_LENGTH, *(room * share // 100 for share in _SHARES)]


def _cells(claim: Claim) -> list[list[Words]]:
    """Two lines or more to a claim: what is said above, the words it is said in beneath."""
    what = claim.what.text if claim.what else claim.quantity.unit
    place = claim.place.text if claim.place else ""
    said = figures.speaker(claim)
    return [
        [(claim.id[:ID_LENGTH], "cyan")],
        [
            (figures.value(claim.quantity), "bold"),
            (f"“{figures.plain(claim.figure.text)}”", "dim"),
        ],
        [(figures.manner(claim), "bold"), (figures.plain(what), "")],
        [(said, "")] if said else [("the report", "dim")],
        [(figures.plain(place), ""), (figures.period(claim), "dim")],
    ]
