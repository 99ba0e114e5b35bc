"""The dispute card: one question, who answers what, and how the answers stand to each other."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from rich.cells import cell_len, set_cell_size
from rich.console import Console

from counterclaim.api import Card
from counterclaim.cli import figures
from counterclaim.cli.answers import Answer, Voices, answers_of, as_of, printed_on
from counterclaim.cli.lines import Words, emit, hanging
from counterclaim.cli.scale import CORE, OPEN, POINT, STRETCH, Scale, scale_for
from counterclaim.cli.standings import print_standings
from counterclaim.model import Claim, End, QuestionKind, Standing
from counterclaim.model.comparison import Basis

MOST_VOICES: Final = 16
MOST_ANSWERS: Final = 6
MOST_CARRIERS: Final = 5
"""Originators of a card, answers of each and outlets of each answer; the rest are counted."""
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


def print_card(console: Console, card: Card, *, everything: bool = False) -> None:
    """Print one card; the bars take what room the terminal leaves.

    What is long is cut short with a count of the rest, unless ``everything`` is wanted.
    """
    voices = Voices(card.voices)
    every = answers_of(card, voices)
    groups = every if everything else _foremost(card, every)
    _head(console, card)
    shown = [answer.figure for answers in groups for answer in answers if answer.known]
    scale = scale_for(shown, max(20, console.width - WHEN - FIGURE - 6))
    names, line = scale.axis()
    _row(console, "as of", "figure", names, style="dim")
    _row(console, "", "", line, style="dim")
    for answers in groups:
        hanging(console, "", [(voices.long(answers[0].voice), "bold")])
        few = answers if everything else answers[-MOST_ANSWERS:]
        _more(console, "  ", len(answers) - len(few), "earlier answer")
        for answer in few:
            bar = scale.bar(answer.figure) if answer.known else ""
            # A vague word stands with the outlets beneath.
            _row(console, as_of(answer.claims, card), answer.value.partition(" (")[0], bar)
            _carriers(console, card, answer, voices, everything=everything)
    _more(console, "", len(every) - len(groups), "originator")
    _legend(console, groups)
    _reading(console, card, scale)
    print_standings(console, card, voices, everything=everything)


def _foremost(card: Card, groups: list[list[Answer]]) -> list[list[Answer]]:
    """Keep the originators that are contradicted or carried most, in the order they stand in."""
    if len(groups) <= MOST_VOICES:
        return groups
    disputed = Counter(
        claim
        for c in card.comparisons
        if c.relation == Standing.CONTRADICTS
        for claim in (c.a, c.b)
    )

    def weight(index: int) -> tuple[int, int, int]:
        claims = [claim for answer in groups[index] for claim in answer.claims]
        carried = len({claim.document_id for claim in claims})
        return -sum(disputed[claim.id] for claim in claims), -carried, index

    return [groups[i] for i in sorted(sorted(range(len(groups)), key=weight)[:MOST_VOICES])]


def _more(console: Console, indent: str, left: int, noun: str) -> None:
    if left > 0:
        emit(console, [(f"{indent}and {figures.count(left, f'more {noun}')}: --all", "dim")])


def _head(console: Console, card: Card) -> None:
    question, tally = card.question, card.tally
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
    hanging(console, "", [(question.label.strip(), "bold underline")])
    emit(console, [(" · ".join(facts), "dim")])
    emit(console, [(" · ".join(counts), "dim")])
    emit(console, [])


def _row(console: Console, when: str, figure: str, bar: str, *, style: str = "") -> None:
    """Print one line of the drawing."""
    if cell_len(figure) > FIGURE:
        figure = set_cell_size(figure, FIGURE - 1) + "…"
    emit(
        console,
        [
            (f"  {when:{WHEN}}", style or "dim"),
            (set_cell_size(figure, FIGURE + 2), style or "bold"),
            (bar, style or "green"),
        ],
    )


def _carriers(
    console: Console, card: Card, answer: Answer, voices: Voices, *, everything: bool
) -> None:
    """Print the outlets that carry an answer, each report once."""
    by_report: dict[str, list[Claim]] = {}
    for claim in answer.claims:
        by_report.setdefault(claim.document_id, []).append(claim)
    carrying = list(by_report.values())
    few = carrying if everything else carrying[:MOST_CARRIERS]
    for claims in few:
        # A headline names no source where the body does: the claim that names one is shown.
        claim = min(claims, key=lambda c: voices.basis(c.id) != Basis.NAMED)
        hanging(console, "      └ ", _carrier(card, claim, len(claims), voices))
    _more(console, "      └ ", len(carrying) - len(few), "report")


def _carrier(card: Card, claim: Claim, times: int, voices: Voices) -> list[Words]:
    about = card.reports[claim.document_id].imprint
    printed = printed_on(claim, card)
    outlet = about.called
    told = [outlet, figures.day(printed) if printed else "undated"]
    notes = [f"via {', '.join(voices.via(claim.id))}"] if voices.via(claim.id) else []
    notes += [_BASES[voices.basis(claim.id)]] if _BASES[voices.basis(claim.id)] else []
    notes += [f"{times} times"] if times > 1 else []
    words = f"{', '.join(told)}: “{_words(claim)}”" + "".join(f", {note}" for note in notes)
    return [(words + "  ", "dim"), (claim.id[:8], "cyan")]


def _words(claim: Claim) -> str:
    """Give the figure with the noun that follows it, as printed."""
    figure, what = claim.figure, claim.what
    near = what is not None and 0 <= what.start - figure.end <= 1
    return figures.plain(f"{figure.text} {what.text}" if what and near else figure.text)


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
    emit(console, [])
    hanging(console, "  ", [(", ".join(told), "dim")])
    hanging(console, "  ", [("(day) printed then; the text names no day of counting", "dim")])


def _reading(console: Console, card: Card, scale: Scale) -> None:
    """Print low, best and high under the policy, each with the claims behind it."""
    tally = card.tally
    emit(console, [])
    emit(console, [(f"Read by {tally.policy}", "bold")])
    ends = {"low": tally.low, "best": tally.best, "high": tally.high}
    low, best, high = ends.values()
    if low and best and high:
        drawn = scale.marks(low.value, best.value, high.value)
        _row(console, str(tally.policy), figures.amount(best.value), drawn)
    named = {name: figures.amount(end.value) if end else "open" for name, end in ends.items()}
    room = max(map(len, named.values()))
    for name, end in ends.items():
        hanging(console, f"  {name:4}  {named[name]:>{room}}  ", _attesting(card, end))
    hanging(console, "  ", [(f"{tally.policy}: {card.rule.says}", "dim")])
    if card.sensitivity:
        hanging(console, "  ", [("between policies: ", ""), (card.sensitivity, "dim")])


def _attesting(card: Card, end: End | None) -> list[Words]:
    if end is None:
        return [("no claim bounds it", "dim")]
    names: dict[str, list[str]] = {}
    for claim in end.claims:
        about = card.reports[card.claims[claim].document_id].imprint
        names.setdefault(about.called, []).append(claim[:8])
    words: list[Words] = [(f"{end.derived}: ", "italic")] if end.derived else []
    for index, (outlet, ids) in enumerate(names.items()):
        words += [(("; " if index else "") + outlet + " ", ""), (" ".join(ids), "cyan")]
    return words
