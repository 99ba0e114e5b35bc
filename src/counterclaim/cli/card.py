"""The dispute card: one question, who answers what, and how the answers stand to each other."""

from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.api import Card
from counterclaim.cli import figures
from counterclaim.cli.answers import Answer, Voices, answers_of, as_of, printed_on
from counterclaim.cli.lines import hanging
from counterclaim.cli.scale import CORE, OPEN, POINT, STRETCH, Scale, scale_for
from counterclaim.cli.standings import print_standings
from counterclaim.model import Claim, End, QuestionKind
from counterclaim.model.comparison import Basis

WHEN: Final = 13
FIGURE: Final = 17
_KINDS: Final = {
    QuestionKind.STOCK: "in all",
    QuestionKind.FLOW: "within a period",
    QuestionKind.PART: "a part",
}
_BASES: Final = {
    Basis.NAMED: "",
    Basis.OWN: "its own word",
    Basis.ECHO: "names no source",
    Basis.COPIED: "copied text",
}


def print_card(console: Console, card: Card) -> None:
    """Print one card; the bars take what room the terminal leaves."""
    voices = Voices(card.voices)
    groups = answers_of(card, voices)
    _head(console, card)
    shown = [answer.figure for answers in groups for answer in answers if answer.known]
    scale = scale_for(shown, max(20, console.width - WHEN - FIGURE - 6))
    _axis(console, scale)
    for answers in groups:
        console.print(Text(voices.long(answers[0].voice), style="bold"), soft_wrap=True)
        for answer in answers:
            _answer(console, card, answer, scale)
            _carriers(console, card, answer, voices)
    _legend(console, groups)
    _reading(console, card, scale)
    print_standings(console, card, voices)


def _head(console: Console, card: Card) -> None:
    question, tally = card.question, card.tally
    console.print(Text(question.label, style="bold underline"))
    facts = (
        f"question {question.id[:8]}",
        _KINDS[question.kind],
        "disputed" if tally.disputed else "not disputed",
    )
    counts = (
        figures.count(len(question.claims), "claim"),
        figures.count(tally.reports, "report"),
        figures.count(tally.outlets, "outlet"),
        figures.count(tally.originators, "originator"),
    )
    console.print(Text(" · ".join(facts), style="dim"))
    console.print(Text(" · ".join(counts), style="dim"))
    console.print()


def _axis(console: Console, scale: Scale) -> None:
    names, line = scale.axis()
    console.print(_row("as of", "figure", names, style="dim"))
    console.print(_row("", "", line, style="dim"))


def _row(when: str, figure: str, bar: str, *, style: str = "") -> Text:
    """Lay out one line of the drawing."""
    if cell_len(figure) > FIGURE:
        figure = set_cell_size(figure, FIGURE - 1) + "…"
    text = Text(no_wrap=True, overflow="crop")
    text.append(f"  {when:{WHEN}}", style or "dim").append(
        set_cell_size(figure, FIGURE + 2), style or "bold"
    )
    return text.append(bar, style or "green")


def _answer(console: Console, card: Card, answer: Answer, scale: Scale) -> None:
    bar = scale.bar(answer.figure) if answer.known else ""
    console.print(_row(as_of(answer.claims, card), answer.value, bar))


def _carriers(console: Console, card: Card, answer: Answer, voices: Voices) -> None:
    """Print the outlets that carry an answer, each report once."""
    by_report: dict[str, list[Claim]] = {}
    for claim in answer.claims:
        by_report.setdefault(claim.document_id, []).append(claim)
    for claims in by_report.values():
        # A headline names no source where the body does: the claim that names one is shown.
        claim = min(claims, key=lambda c: voices.basis(c.id) != Basis.NAMED)
        hanging(console, 6, "└ ", _carrier(card, claim, len(claims), voices))


def _carrier(card: Card, claim: Claim, times: int, voices: Voices) -> Text:
    about = card.reports[claim.document_id].imprint
    printed = printed_on(claim, card)
    text = Text(style="dim")
    text.append(about.outlet or about.name or about.address)
    text.append(f", {figures.day(printed)}" if printed else ", undated")
    text.append(f": “{_words(claim)}”")
    notes = [f"via {', '.join(voices.via(claim.id))}"] if voices.via(claim.id) else []
    notes += [_BASES[voices.basis(claim.id)]] if _BASES[voices.basis(claim.id)] else []
    notes += [f"{times} times"] if times > 1 else []
    text.append("".join(f", {note}" for note in notes))
    return text.append(f" {claim.id[:8]}", "cyan")


def _words(claim: Claim) -> str:
    """Give the figure with the noun that follows it, as printed."""
    figure, what = claim.figure, claim.what
    near = what is not None and 0 <= what.start - figure.end <= 1
    words = f"{figure.text} {what.text}" if what and near else figure.text
    return " ".join(words.split())


def _legend(console: Console, groups: Iterable[Iterable[Answer]]) -> None:
    """Explain the signs that the drawing used, and only those."""
    drawn = "".join(
        scale_for([answer.figure], 40).bar(answer.figure)
        for answers in groups
        for answer in answers
        if answer.known
    )
    signs = {
        POINT: "one value",
        CORE: "what the words assert",
        STRETCH: "what rounding allows",
        OPEN: "open",
    }
    told = [f"{sign} {meaning}" for sign, meaning in signs.items() if sign in drawn]
    console.print()
    console.print(Text("  " + ", ".join(told), style="dim"))
    console.print(Text("  (day) printed then; the text names no day of counting", style="dim"))


def _reading(console: Console, card: Card, scale: Scale) -> None:
    """Print low, best and high under the policy, each with the claims behind it."""
    tally = card.tally
    console.print()
    console.print(Text(f"Read by {tally.policy}", style="bold"))
    ends = {"low": tally.low, "best": tally.best, "high": tally.high}
    low, best, high = ends.values()
    if low and best and high:
        drawn = scale.marks(low.value, best.value, high.value)
        console.print(_row("", figures.amount(best.value), drawn))
    grid = Table.grid(padding=(0, 2))
    for name, end in ends.items():
        figure = figures.amount(end.value) if end else "no claim bounds it"
        grid.add_row(f"  {name}", Text(figure, style="bold"), _attesting(card, end))
    console.print(grid)


def _attesting(card: Card, end: End | None) -> Text:
    text = Text(style="dim")
    if end is None:
        return text
    names: dict[str, list[str]] = {}
    for claim in end.claims:
        about = card.reports[card.claims[claim].document_id].imprint
        names.setdefault(about.outlet or about.name or about.address, []).append(claim[:8])
    for index, (outlet, ids) in enumerate(names.items()):
        text.append("; " if index else "").append(f"{outlet} ").append(" ".join(ids), "cyan")
    return text
