"""All that people decided, with what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from counterclaim.model import Act, Claim, Imprint, Judgement, Report
from counterclaim.reconcile import corrected

ALONE = frozenset({Act.ACCEPT, Act.REJECT, Act.CORRECT})
"""What can be said of one claim by itself."""


@dataclass(frozen=True, slots=True)
class Record:
    """A judgement; ``undone`` is the one that took it back, ``first`` the one that it takes back."""

    judgement: Judgement
    undone: Judgement | None = None
    first: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """A claim as the machine read it, as people left it, and what they said of it.

    ``rejected`` tells whether it counts no longer. ``said`` are the records of its figure, the
    oldest first.
    """

    machine: Claim
    person: Claim
    rejected: bool
    said: tuple[Record, ...]

    @property
    def changed(self) -> bool:
        """Whether a person corrected it."""
        return self.person != self.machine


@dataclass(frozen=True)
class Records:
    """The judgements of a ledger in order of time, looked up in every way that screens need."""

    judgements: tuple[Judgement, ...] = ()
    _by_id: dict[str, Record] = field(init=False, default_factory=dict)
    _by_figure: dict[str, list[str]] = field(init=False, default_factory=dict)
    judged: set[str] = field(init=False, default_factory=set)
    """Figure ids of claims that a judgement which holds is about, and it alone."""

    def __post_init__(self) -> None:
        for j in self.judgements:
            first = self._by_id.get(j.undoes) if j.act == Act.UNDO else None
            if first:
                self._by_id[j.undoes] = Record(first.judgement, undone=first.undone or j)
            self._by_id[j.id] = Record(j, first=first.judgement if first else None)
            for figure in j.figures or (first.judgement.figures if first else ()):
                self._by_figure.setdefault(figure, []).append(j.id)
        for record in self._by_id.values():
            j = record.judgement
            if j.act in ALONE and len(j.figures) == 1 and record.undone is None:
                self.judged.update(j.figures)

    def __len__(self) -> int:
        return len(self.judgements)

    def record(self, name: str) -> Record | None:
        """Give the record of a judgement's id."""
        return self._by_id.get(name)

    def latest(self, limit: int, offset: int = 0) -> list[Record]:
        """Give the newest records first."""
        found = self.judgements[::-1][offset : offset + limit]
        return [self._by_id[j.id] for j in found]

    def of(self, figures: Sequence[str]) -> tuple[Record, ...]:
        """Give what was said of these figures, the oldest first."""
        names = dict.fromkeys(name for f in figures for name in self._by_figure.get(f, ()))
        found = [self._by_id[name] for name in names]
        return tuple(sorted(found, key=lambda r: (r.judgement.when, r.judgement.id)))

    def words(self, claims: Sequence[Claim]) -> list[Word]:
        """Set claims as the machine read them beside what people made of them.

        All claims of a figure must be among them.
        """
        said = self.of([c.figure_id for c in claims])
        held = [r.judgement for r in said if r.undone is None]
        rejecting = [j for j in held if j.act == Act.REJECT]
        correcting = [j for j in held if j.act == Act.CORRECT]
        left = {c.id for c in _corrected(claims, rejecting)}
        return [
            Word(machine, person, machine.id not in left, self.of([machine.figure_id]))
            for machine, person in zip(claims, _corrected(claims, correcting), strict=True)
        ]


def _corrected(claims: Sequence[Claim], judgements: Sequence[Judgement]) -> tuple[Claim, ...]:
    (report,) = corrected([Report("", Imprint(), tuple(claims))], judgements)
    return report.claims
