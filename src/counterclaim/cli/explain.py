"""Why a claim says what it says: its sentence, its fields and the rules that made them."""

import re
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from counterclaim.cli import figures
from counterclaim.cli.rules import entry_of
from counterclaim.cli.trouble import Trouble
from counterclaim.model import Claim, Document, Extraction, Problem, Span


class Explainer:
    """Explains, of all claims that pass, those that a person named by an id or a figure."""

    def __init__(self, console: Console, wanted: str) -> None:
        self._console = console
        self._wanted = wanted.strip()
        self._found = 0

    def take(self, extraction: Extraction) -> None:
        """Explain the claims of one report that are meant."""
        for claim in extraction.claims:
            if means(self._wanted, claim):
                self._found += 1
                print_explanation(self._console, claim, extraction.document)

    def finish(self, trouble: Trouble) -> None:
        """Say so where no claim was meant."""
        if not self._found:
            trouble.tell(
                Problem(
                    "CC023",
                    f"No claim has an id or a figure like {self._wanted!r}.",
                    "",
                    "Give the first letters of an id, or a figure as it is printed.",
                )
            )


def means(wanted: str, claim: Claim) -> bool:
    """Whether a person's words name a claim: first letters of an id, the figure or a number."""
    lowered = wanted.casefold()
    if len(lowered) >= 4 and (claim.id.startswith(lowered) or claim.figure_id.startswith(lowered)):
        return True
    if re.search(rf"(?<!\w){re.escape(lowered)}(?!\w)", claim.figure.text.casefold()):
        return True
    ends = (claim.quantity.low, claim.quantity.high)
    return any(end is not None and wanted in {figures.amount(end), f"{end:f}"} for end in ends)


def spans_of(claim: Claim) -> Iterator[tuple[str, Span]]:
    """Give every field of a claim that has words, with them."""
    said = claim.attribution
    named = {
        "figure": claim.figure,
        "measure": claim.measure_cue,
        "what": claim.what,
        "source": said.source,
        "cue": said.cue,
        "place": claim.place,
        "when": claim.period.span,
    }
    yield from ((name, span) for name, span in named.items() if span)
    yield from (("via", span) for span in said.via)


def print_explanation(console: Console, claim: Claim, document: Document) -> None:
    """Print one claim at length."""
    console.print(Text(figures.heading(document.imprint), style="bold"), soft_wrap=True)
    console.print(Text(f"claim {claim.id}, figure {claim.figure_id}", style="dim"))
    console.print()
    console.print(marked(claim))
    console.print()
    console.print(_fields(claim))
    console.print()
    console.print(_rules(claim), soft_wrap=True)
    console.print()


def marked(claim: Claim) -> Text:
    """Give the sentence with each field's words in brackets under the field's name."""
    sentence = claim.sentence
    inside = sorted(
        (
            (span.start, -span.end, name)
            for name, span in spans_of(claim)
            if sentence.start <= span.start and span.end <= sentence.end
        ),
    )
    text, at = Text("  "), sentence.start
    for start, minus_end, name in inside:
        end = -minus_end
        if start < at:  # words within another field's words are marked once
            continue
        text.append(_cut(sentence, at, start))
        text.append(f"[{name}: ", "dim").append(_cut(sentence, start, end), "bold underline")
        text.append("]", "dim")
        at = end
    return text.append(_cut(sentence, at, sentence.end))


def _cut(sentence: Span, start: int, end: int) -> str:
    return sentence.text[start - sentence.start : end - sentence.start].replace("\n", " ")


def _fields(claim: Claim) -> Table:
    quantity = claim.quantity
    ends = [
        figures.amount(end) if end is not None else "open" for end in (quantity.low, quantity.high)
    ]
    table = Table(box=None, padding=(0, 2), show_header=True, header_style="dim")
    table.add_column("field", style="dim", no_wrap=True)
    table.add_column("read as")
    table.add_column("words of the report")
    place = claim.place_code or ("named" if claim.place else "not said")
    rows = {
        "figure": (f"{quantity.bound}, {ends[0]} to {ends[1]}", claim.figure),
        "kind": (" of ".join(filter(None, (str(quantity.kind), quantity.unit))), None),
        "measure": (claim.measure, claim.measure_cue),
        "what": ("" if claim.what else "not said", claim.what),
        "mode": (str(claim.mode), None),
        "modality": (str(claim.modality), None),
        "source": ("" if claim.attribution.source else "the report", claim.attribution.source),
        "cue": ("" if claim.attribution.cue else "none", claim.attribution.cue),
        "place": (place, claim.place),
        "when": (figures.period(claim) or "not said", claim.period.span),
    }
    for name, (read, span) in rows.items():
        table.add_row(name, read, _quoted(span, claim))
    for via in claim.attribution.via:
        table.add_row("via", "", _quoted(via, claim))
    return table


def _quoted(span: Span | None, claim: Claim) -> Text:
    if span is None:
        return Text()
    text = Text(f"“{' '.join(span.text.split())}”")
    text.append(f" {span.start}–{span.end}", "dim")
    if span.start < claim.sentence.start or span.end > claim.sentence.end:
        text.append(" outside the sentence", "dim")
    return text


def _rules(claim: Claim) -> Text:
    """Give each rule with the line of the pack it stands in."""
    text = Text("  made by", style="dim")
    for rule in claim.rules:
        entry = entry_of(rule)
        kind, _, surface = rule.partition(":")[2].partition(":")
        if not entry.line:
            text.append("\n  ").append(rule, "none")
            continue
        text.append(f"\n  {entry.file}:{entry.line}", "cyan").append(f"  {kind}  ", "none")
        text.append(f"“{surface}”", "bold").append(f"\n      {_window(entry.text, surface)}")
    return text


def _window(line: str, surface: str, width: int = 70) -> str:
    """Cut a long line of a pack down to the surroundings of one entry."""
    at = line.find(surface)
    if len(line) <= width or at < 0:
        return line[:width]
    start = max(0, min(at - width // 3, len(line) - width))
    before, after = "…" if start else "", "…" if start + width < len(line) else ""
    return f"{before}{line[start : start + width]}{after}"
