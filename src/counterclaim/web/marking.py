"""A report's words cut into pieces, each of which knows what claims make of it."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.model import Claim, Fence, Span

ROLES = ("source", "via", "cue", "place", "time", "what", "measure")
"""What words near a figure can be for its claim, in the order of their importance."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one and the same meaning throughout.

    ``figures`` are ids of the claims whose figure this is part of, ``roles`` pairs of a role and a
    claim id. ``figure`` is the first one's figure id, ``measure`` its measure, and ``first`` is set
    where that figure begins. ``opens`` and ``closes`` are set where pieces with the same figures
    begin and end.
    """

    text: str
    figures: tuple[str, ...] = ()
    figure: str = ""
    measure: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    fenced: bool = False
    first: bool = False
    opens: bool = False
    closes: bool = False

    @property
    def role(self) -> str:
        """The most important role, by which the piece is drawn; "" where it has none."""
        held = {role for role, _ in self.roles}
        return next((role for role in ROLES if role in held), "")

    @property
    def of_figure(self) -> str:
        """The claims whose figure this is, for scripts: "ID:figure ID:figure"."""
        return " ".join(f"{claim}:figure" for claim in self.figures)

    @property
    def parts(self) -> str:
        """What else the words are for which claim, for scripts: "ID:source ID:place"."""
        return " ".join(f"{claim}:{role}" for role, claim in self.roles)


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a report: its pieces; ``fence`` is the kind of furniture that all of it is."""

    pieces: tuple[Piece, ...]
    title: bool = False
    fence: str = ""
    gap: bool = False
    """Whether words that are not at hand stand before it."""


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    role: str
    claim: Claim


def blocks(
    text: str, claims: Sequence[Claim], fences: Sequence[Fence] = (), title: Span | None = None
) -> list[Block]:
    """Cut a whole text into its lines; empty ones are left out."""
    lines: list[tuple[int, str]] = []
    at = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((at, line))
        at += len(line) + 1
    return list(_blocks(lines, claims, fences, title, gaps=False))


def excerpts(claims: Sequence[Claim]) -> list[Block]:
    """Cut the sentences of the claims, where the whole text is not at hand."""
    held = {(c.sentence.start, c.sentence.text) for c in claims}
    return list(_blocks(sorted(held), claims, (), None, gaps=True))


def sentence(claim: Claim) -> Block:
    """Cut the sentence of one claim by what is what in it."""
    return next(
        _blocks([(claim.sentence.start, claim.sentence.text)], [claim], (), None, gaps=False)
    )


def runs(lines: Sequence[tuple[int, str]], claims: Sequence[Claim]) -> Iterator[Block]:
    """Cut runs of words, each with where it begins, that together hold a text."""
    return _blocks(lines, claims, (), None, gaps=False)


def _blocks(
    lines: Sequence[tuple[int, str]],
    claims: Sequence[Claim],
    fences: Sequence[Fence],
    title: Span | None,
    *,
    gaps: bool,
) -> Iterator[Block]:
    waiting = deque(sorted(_marks(claims), key=lambda m: m.start))
    held: list[_Mark] = []
    seen: set[str] = set()
    reached = 0
    for start, line in lines:
        end = start + len(line)
        held = [m for m in held if m.end > start]
        while waiting and waiting[0].start < end:
            held.append(waiting.popleft())
        within = [m for m in held if m.start < end and start < m.end]
        fenced = [f for f in fences if f.span.start < end and start < f.span.end]
        whole = next((f.kind for f in fenced if f.span.start <= start and end <= f.span.end), None)
        is_title = title is not None and title.start <= start < title.end
        pieces = tuple(_runs(list(_pieces(start, line, within, fenced, seen))))
        yield Block(pieces, is_title, str(whole or ""), gap=gaps and start > reached + 1)
        reached = end


def _runs(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Set where each run of pieces of the same figures begins and ends."""
    figures = [(), *(piece.figures for piece in pieces), ()]
    for i, piece in enumerate(pieces, 1):
        if piece.figures:
            here = figures[i]
            yield replace(piece, opens=here != figures[i - 1], closes=here != figures[i + 1])
        else:
            yield piece


def _marks(claims: Iterable[Claim]) -> Iterator[_Mark]:
    for claim in claims:
        said = claim.attribution
        spans = [
            ("figure", claim.figure),
            ("source", said.source),
            ("cue", said.cue),
            ("place", claim.place),
            ("time", claim.period.span),
            ("what", claim.what),
            ("measure", claim.measure_cue),
            *(("via", via) for via in said.via),
        ]
        for role, span in spans:
            if span is not None and span.start < span.end:
                yield _Mark(span.start, span.end, role, claim)


def _pieces(
    start: int, line: str, marks: Sequence[_Mark], fences: Sequence[Fence], seen: set[str]
) -> Iterator[Piece]:
    end = start + len(line)
    cuts = {start, end}
    cuts |= {at for m in marks for at in (m.start, m.end) if start < at < end}
    cuts |= {at for f in fences for at in (f.span.start, f.span.end) if start < at < end}
    # A sweep: a line may be as long as a report and hold as many figures.
    waiting = deque(sorted(marks, key=lambda m: m.start))
    held: list[_Mark] = []
    for left, right in pairwise(sorted(cuts)):
        held = [m for m in held if m.end > left]
        while waiting and waiting[0].start <= left:
            held.append(waiting.popleft())
        figures = [m.claim for m in held if m.role == "figure"]
        lead = figures[0] if figures else None
        first = lead is not None and lead.figure_id not in seen
        seen.update(c.figure_id for c in figures)
        yield Piece(
            text=line[left - start : right - start],
            figures=tuple(dict.fromkeys(c.id for c in figures)),
            figure=lead.figure_id if lead else "",
            measure=lead.measure if lead else "",
            roles=tuple((m.role, m.claim.id) for m in held if m.role != "figure"),
            fenced=any(f.span.start <= left and right <= f.span.end for f in fences),
            first=first,
        )
