"""How the claims of a card stand to each other, echoes counted once."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from rich.console import Console

from counterclaim.api import Card
from counterclaim.cli import figures
from counterclaim.cli.answers import Answer, Key, Voices, answers_of, as_of, key_of
from counterclaim.cli.lines import Words, emit, hanging
from counterclaim.model import Comparison, Stale, Standing
from counterclaim.reconcile.trapezoid import Relation

Entry = Sequence[Sequence[Words]]
"""One or more lines of words; those after the first are indented."""
_MOST: Final = 12
"""Entries of a section before the rest are only counted."""
_HAIR: Final = Decimal("0.005")


def print_standings(
    console: Console, card: Card, voices: Voices, *, everything: bool = False
) -> None:
    """Print the sections under the drawing; empty ones are left out."""
    most = None if everything else _MOST
    own = frozenset(card.question.claims)
    within: dict[Standing, list[Comparison]] = {relation: [] for relation in Standing}
    across: list[Comparison] = []
    for comparison in card.comparisons:
        inside = comparison.a in own and comparison.b in own
        (within[comparison.relation] if inside else across).append(comparison)
    revised = within[Standing.REVISES]
    section(
        console, "Contradicts", _pairs(card, voices, within[Standing.CONTRADICTS], "×"), most=most
    )
    section(console, "Revises", _ladders(card, voices, revised), most=most)
    section(console, "Moved on", _pairs(card, voices, _of_two(revised, voices), "→"), most=most)
    section(console, "Drifts", _drifts(card, voices, within[Standing.DRIFTS]), most=most)
    camps = _camps(card, voices)
    title = (
        "Agrees" if len(camps) < 2 else "Agrees, in camps of figures that can all be true at once"
    )
    section(console, title, camps, numbered=len(camps) > 1, most=most)
    section(console, "Repeats", _repeats(within[Standing.REPEATS]), most=most)
    section(
        console, "Is a part of", _pairs(card, voices, within[Standing.PART_OF], "within"), most=most
    )
    scoped = within[Standing.SCOPE_DIFFERS]
    section(console, "Has another scope than", _pairs(card, voices, scoped, "beside"), most=most)
    section(console, "Beside this question", _beside(card, across), most=most)
    section(console, "Not compared", _barred(card, voices, most), most=most)
    undated = [_stale(card, s) for s in card.stale]
    section(console, "Printed again without its date", undated, most=most)
    implied = [[[(finding.reason, "")]] for finding in card.findings]
    section(console, "What parts and wholes imply", implied, most=most)


def _stale(card: Card, stale: Stale) -> Entry:
    """Say how old a figure was that a report printed as if it were new."""
    claim = card.claims[stale.claim]
    outlet = card.reports[claim.document_id].imprint.called
    told = (
        f", counted on {figures.day(stale.as_of)}, printed {figures.count(stale.days, 'day')} later"
    )
    line: list[Words] = [(f"{outlet} ", ""), (figures.value(claim.quantity), "bold")]
    return [[*line, (told, ""), ("  " + stale.claim[:8], "cyan")]]


def section(
    console: Console,
    title: str,
    entries: Sequence[Entry],
    *,
    numbered: bool = False,
    most: int | None = None,
) -> None:
    """Print a title and entries under it, at most so many; nothing where there are none."""
    if not entries:
        return
    emit(console, [])
    emit(console, [(title, "bold")])
    for number, (first, *rest) in enumerate(entries[:most], 1):
        mark = f"{number:4}  " if numbered else "  "
        hanging(console, mark, first, turn=0 if numbered else 2)
        for line in rest:
            hanging(console, "      ", line)
    left = len(entries[most:]) if most else 0
    if left:
        emit(console, [(f"  and {left} more: --all", "dim")])


def _of_two(comparisons: Iterable[Comparison], voices: Voices) -> list[Comparison]:
    return [c for c in comparisons if voices.key(c.a) != voices.key(c.b)]


def _pairs(card: Card, voices: Voices, comparisons: Iterable[Comparison], sign: str) -> list[Entry]:
    """Give a line for each answer and rival, with all the rival's answers that stand so to it."""
    grouped: dict[tuple[Key, str], list[Comparison]] = {}
    for comparison in comparisons:
        a = key_of(card.claims[comparison.a], voices)
        grouped.setdefault((a, voices.key(comparison.b)), []).append(comparison)
    entries: list[Entry] = []
    for (_, rival), found in grouped.items():
        values = dict.fromkeys(figures.value(card.claims[c.b].quantity) for c in found)
        line = _answer(card, voices, found[0].a)
        line += [(f"  {sign}  {voices.short(rival)} ", ""), (", ".join(values), "bold")]
        if distance := _distance(found):
            line.append((f"   {distance}", "dim"))
        entries.append([line])
    return entries


def _camps(card: Card, voices: Voices) -> list[Entry]:
    """Give a line for each largest set of answers that can all be true at once."""
    entries: list[Entry] = []
    for camp in sorted(card.question.camps, key=len, reverse=True):
        values: dict[str, dict[str, None]] = {}
        for name in camp:
            said = values.setdefault(voices.key(name), {})
            said[figures.value(card.claims[name].quantity)] = None
        if len(values) < 2:
            continue
        line: list[Words] = []
        for voice, said in values.items():
            line += [("  ·  " if line else "", ""), (f"{voices.short(voice)} ", "")]
            line.append((", ".join(said), "bold"))
        held = frozenset(camp)
        inside = [c for c in card.comparisons if {c.a, c.b} <= held and _lies_within(c)]
        entries.append([line, *_within(card, inside)])
    return entries


def _lies_within(comparison: Comparison) -> bool:
    narrow = comparison.position in {Relation.NARROWER, Relation.WIDER}
    return comparison.relation == Standing.AGREES and narrow


def _within(card: Card, inside: Iterable[Comparison]) -> list[list[Words]]:
    """Say which figures of a camp lie within which."""
    told: dict[str, None] = {}
    for c in inside:
        a, b = (figures.value(card.claims[name].quantity) for name in (c.a, c.b))
        told[
            f"{a} lies within {b}" if c.position == Relation.NARROWER else f"{b} lies within {a}"
        ] = None
    few = list(told)[:3]
    return [[("; ".join([*few, "…"] if len(told) > len(few) else few), "dim")]] if told else []


def _answer(card: Card, voices: Voices, name: str) -> list[Words]:
    value = figures.value(card.claims[name].quantity)
    return [(f"{voices.short(voices.key(name))} ", ""), (value, "bold")]


def _distance(found: Iterable[Comparison]) -> str:
    """Say how far apart figures are: "2.5 times apart", or "2 to 3 times"."""
    gaps = sorted(
        c.gap for c in found if c.gap and c.gap > _HAIR and c.relation == Standing.CONTRADICTS
    )
    if not gaps:
        return ""
    ends = [f"{gap.exp():.2f}".rstrip("0").rstrip(".") for gap in (gaps[0], gaps[-1])]
    return f"{' to '.join(dict.fromkeys(ends))} times apart"


def _ladders(card: Card, voices: Voices, revised: Sequence[Comparison]) -> list[Entry]:
    """Give one line for each originator that revised itself: its answers in order of time."""
    pairs = {frozenset((c.a, c.b)) for c in revised if voices.key(c.a) == voices.key(c.b)}
    moved = {name for pair in pairs for name in pair}
    entries: list[Entry] = []
    for answers in answers_of(card, voices):
        steps = _steps([a for a in answers if any(c.id in moved for c in a.claims)], pairs)
        if not steps:
            continue
        line: list[Words] = [(f"{voices.short(answers[0].voice)} ", "")]
        for index, step in enumerate(steps):
            values = dict.fromkeys(answer.value for answer in step)
            line += [("  →  " if index else "", ""), (", ".join(values), "bold")]
            line.append((f" ({as_of(step[0].claims, card).strip('()')})", "dim"))
        entries.append([line])
    return entries


def _steps(answers: Sequence[Answer], revised: AbstractSet[frozenset[str]]) -> list[list[Answer]]:
    """Part answers where one revises another; those that only repeat it share a step."""
    steps: list[list[Answer]] = []
    for answer in answers:
        before = [claim.id for old in steps[-1] for claim in old.claims] if steps else []
        after = [claim.id for claim in answer.claims]
        if not steps or any(frozenset((a, b)) in revised for a in before for b in after):
            steps.append([])
        steps[-1].append(answer)
    return steps


def _drifts(card: Card, voices: Voices, drifts: Iterable[Comparison]) -> list[Entry]:
    entries: dict[str, Entry] = {}
    for drift in drifts:
        line = _answer(card, voices, drift.a)
        line += [("  →  ", ""), (figures.value(card.claims[drift.b].quantity), "bold")]
        about = card.reports[card.claims[drift.b].document_id].imprint
        line.append((f" in {about.called}", ""))
        entries.setdefault(str(line), [line, [(drift.reason, "dim")]])
    return list(entries.values())


def _repeats(repeats: Sequence[Comparison]) -> list[Entry]:
    if not repeats:
        return []
    pairs = figures.count(len(repeats), "pair")
    return [[[(f"{pairs} of claims; who repeats whom is indented above", "")]]]


def _beside(card: Card, across: Iterable[Comparison]) -> list[Entry]:
    """Give a line for each other question and way of standing to it."""
    own = frozenset(card.question.claims)
    grouped: dict[tuple[str, str], list[tuple[Comparison, str]]] = {}
    for comparison in across:
        other = comparison.b if comparison.a in own else comparison.a
        how = _how(comparison, is_part=comparison.a in own)
        question = card.asked.get(other)
        grouped.setdefault((question.id if question else other, how), []).append(
            (comparison, other)
        )
    entries: list[Entry] = []
    for (_, how), found in grouped.items():
        first, other = found[0]
        question = card.asked.get(other)
        values = dict.fromkeys(figures.value(card.claims[name].quantity) for _, name in found)
        label = question.label.strip() if question else other
        more = len({comparison.reason for comparison, _ in found}) > 1
        entries.append(
            [
                [(f"{how}: {label}  ", ""), (", ".join(values), "bold")],
                [(first.reason + (", among others" if more else ""), "dim")],
            ]
        )
    return entries


def _how(comparison: Comparison, *, is_part: bool) -> str:
    facets = ", ".join(facet.replace("_", " ") for facet in comparison.facets)
    if comparison.relation == Standing.PART_OF:
        return "a part of" if is_part else "the whole of"
    if comparison.relation == Standing.SCOPE_DIFFERS:
        return f"another {facets}"
    if comparison.relation == Standing.DRIFTS:
        return f"drift in {facets}"
    return f"{comparison.relation} across questions"


def _barred(card: Card, voices: Voices, most: int | None) -> list[Entry]:
    """Give a line for each answer and rival that were kept apart, under the reason."""
    grouped: dict[str, dict[tuple[Key, str], tuple[str, dict[str, None]]]] = {}
    for barred in card.not_compared:
        reason = f"{barred.facet}: {barred.reason}"
        a, b = card.claims[barred.a], card.claims[barred.b]
        key = (key_of(a, voices), voices.key(b.id))
        _, values = grouped.setdefault(reason, {}).setdefault(key, (a.id, {}))
        values[figures.value(b.quantity)] = None
    entries: list[Entry] = []
    for reason, rivals in grouped.items():
        entry: list[Sequence[Words]] = [[(reason, "")]]
        for (_, rival), (name, values) in list(rivals.items())[:most]:
            line = _answer(card, voices, name)
            line += [(f"  with  {voices.short(rival)} ", ""), (", ".join(values), "bold")]
            entry.append(line)
        if most and len(rivals) > most:
            entry.append([(f"and {len(rivals) - most} more: --all", "dim")])
        entries.append(entry)
    return entries
