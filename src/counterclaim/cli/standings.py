"""How the claims of a card stand to each other, echoes counted once."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from counterclaim.api import Card
from counterclaim.cli import figures
from counterclaim.cli.answers import Key, Voices, key_of
from counterclaim.cli.lines import hanging
from counterclaim.model import Comparison, Standing

_TITLES: Final = {
    Standing.CONTRADICTS: ("Contradicts", "×"),
    Standing.REVISES: ("Revises", "→"),
    Standing.DRIFTS: ("Drifts in the retelling", "→"),
    Standing.AGREES: ("Agrees", "·"),
    Standing.PART_OF: ("Is a part", "→"),
    Standing.SCOPE_DIFFERS: ("Has another scope", "·"),
}
_SYMMETRIC: Final = frozenset({Standing.CONTRADICTS, Standing.AGREES, Standing.SCOPE_DIFFERS})
_MOST: Final = 12
"""Lines of a section before the rest are only counted."""
_ONE_LINE: Final = 72
_HAIR: Final = Decimal("0.005")


def print_standings(console: Console, card: Card, voices: Voices) -> None:
    """Print the sections under the drawing; empty ones are left out."""
    own = frozenset(card.question.claims)
    within = [c for c in card.comparisons if c.a in own and c.b in own]
    across = [c for c in card.comparisons if not (c.a in own and c.b in own)]
    for relation, (title, sign) in _TITLES.items():
        found = [c for c in within if c.relation == relation]
        _section(console, title, _pairs(card, found, voices, sign))
    repeats = sum(c.relation == Standing.REPEATS for c in within)
    if repeats:
        told = f"{figures.count(repeats, 'pair')} of claims; who repeats whom is indented above."
        _section(console, "Repeats", [Text(told)])
    _section(console, "Beside this question", _beside(card, across))
    _section(console, "Not compared", _barred(card, voices))
    _section(console, "What parts and wholes imply", [Text(f.reason) for f in card.findings])


def _section(console: Console, title: str, entries: Sequence[Text]) -> None:
    if not entries:
        return
    console.print()
    console.print(Text(title, style="bold"))
    for entry in entries[:_MOST]:
        hanging(console, 2, "", entry)
    if len(entries) > _MOST:
        console.print(Text(f"  and {len(entries) - _MOST} more", style="dim"))


def _pairs(card: Card, comparisons: Iterable[Comparison], voices: Voices, sign: str) -> list[Text]:
    """Give a line for each pair of answers, however many outlets carry them."""
    grouped: dict[tuple[Key, Key], list[Comparison]] = {}
    for comparison in comparisons:
        a, b = (key_of(card.claims[c], voices) for c in (comparison.a, comparison.b))
        if comparison.relation in _SYMMETRIC and (b, a) in grouped:
            a, b = b, a
        grouped.setdefault((a, b), []).append(comparison)
    return [_pair(card, found, voices, sign) for found in grouped.values()]


def _pair(card: Card, found: Sequence[Comparison], voices: Voices, sign: str) -> Text:
    first = found[0]
    text = Text()
    _name(text, card, voices, first.a)
    text.append(f"  {sign}  ")
    _name(text, card, voices, first.b)
    notes = [note for note in (_distance(first), _more(first)) if note]
    if len(found) > 1:
        notes.append(f"{len(found)} pairs of claims")
    if notes:
        note = "; ".join(notes)
        # Beside the pair where it is short, else beneath.
        gap = "   " if cell_len(text.plain) + cell_len(note) < _ONE_LINE else "\n  "
        text.append(gap + note, "dim")
    return text


def _name(text: Text, card: Card, voices: Voices, name: str) -> None:
    claim = card.claims[name]
    text.append(f"{voices.short(voices.key(name))} ")
    text.append(figures.value(claim.quantity), "bold")


def _distance(comparison: Comparison) -> str:
    """Say how far apart two figures are: 2.5 times, and whether rounding may explain a part."""
    gap, degree = comparison.gap, comparison.contradiction
    if comparison.relation != Standing.CONTRADICTS or gap is None or gap < _HAIR:
        return ""
    times = f"{gap.exp():.2f}".rstrip("0").rstrip(".")
    rounding = f", degree {float(degree):.2f}" if degree is not None and degree < 1 else ""
    return f"{times} times apart{rounding}"


def _more(comparison: Comparison) -> str:
    """Give the reason where it says more than the line above it."""
    if comparison.relation in {Standing.CONTRADICTS, Standing.AGREES}:
        return ""
    return comparison.reason


def _beside(card: Card, across: Iterable[Comparison]) -> list[Text]:
    """Give a line for each other question and way of standing to it."""
    own = frozenset(card.question.claims)
    grouped: dict[tuple[str, str, str], list[tuple[Comparison, str]]] = {}
    for comparison in across:
        other = comparison.b if comparison.a in own else comparison.a
        question = card.asked.get(other)
        how = _how(comparison, is_part=comparison.a in own)
        key = (question.id if question else other, str(comparison.relation), how)
        grouped.setdefault(key, []).append((comparison, other))
    lines: list[Text] = []
    for (_, _, how), found in grouped.items():
        first, other = found[0]
        question = card.asked.get(other)
        values = dict.fromkeys(figures.value(card.claims[name].quantity) for _, name in found)
        text = Text(f"{how}: ").append(question.label if question else other)
        text.append(f" ({', '.join(values)})", "bold")
        text.append(f"\n  {first.reason}", "dim")
        if len({comparison.reason for comparison, _ in found}) > 1:
            text.append(", among others", "dim")
        lines.append(text)
    return lines


def _how(comparison: Comparison, *, is_part: bool) -> str:
    facets = ", ".join(facet.replace("_", " ") for facet in comparison.facets)
    if comparison.relation == Standing.PART_OF:
        return "a part of" if is_part else "the whole of"
    if comparison.relation == Standing.SCOPE_DIFFERS:
        return f"another {facets}"
    if comparison.relation == Standing.DRIFTS:
        return f"drift in {facets}"
    return f"{comparison.relation} across questions"


def _barred(card: Card, voices: Voices) -> list[Text]:
    grouped: dict[tuple[str, Key, Key], int] = {}
    shown: dict[tuple[str, Key, Key], Text] = {}
    for barred in card.not_compared:
        a, b = (key_of(card.claims[c], voices) for c in (barred.a, barred.b))
        key = (barred.reason, a, b)
        grouped[key] = grouped.get(key, 0) + 1
        if key not in shown:
            text = Text()
            _name(text, card, voices, barred.a)
            text.append("  with  ")
            _name(text, card, voices, barred.b)
            text.append(f"\n  {barred.facet}: {barred.reason}", "dim")
            shown[key] = text
    for key, times in grouped.items():
        if times > 1:
            shown[key].append(f"; {times} pairs of claims", "dim")
    return list(shown.values())
