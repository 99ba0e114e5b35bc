"""What a measure gives back: named scores from 0 to 1 (or a ratio), counts, or why it is absent."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Result:
    """One set, measured.

    ``gated`` scores have a floor; ``shown`` are printed beside them only. ``counts`` say of how
    many. ``data`` is the digest of the data measured on, "" where they are part of the repository.
    ``absent`` says why nothing was measured; then there are no scores.
    """

    name: str
    gated: Mapping[str, float] = field(default_factory=dict)
    shown: Mapping[str, float] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    data: str = ""
    absent: str = ""

    def on(self, data: str) -> "Result":
        """Add the digest of its data."""
        return replace(self, data=data)


def share(part: float, whole: float) -> float:
    """Divide a part by its whole, 0 where there is no whole."""
    return part / whole if whole else 0.0


def f1(right: int, wanted: int, given: int) -> dict[str, float]:
    """Precision, recall and F1 of ``right`` among ``given`` answers to ``wanted`` questions."""
    p, r = share(right, given), share(right, wanted)
    return {"p": p, "r": r, "f1": share(2 * p * r, p + r)}


def save(results: Iterable[Result], path: Path) -> None:
    """Write results as JSON, rounded as they are printed, sets in the order measured."""
    table = {
        r.name: {
            "gated": {k: round(v, 4) for k, v in r.gated.items()},
            "shown": {k: round(v, 4) for k, v in r.shown.items()},
            "counts": dict(r.counts),
            "data": r.data,
            "absent": r.absent,
        }
        for r in results
    }
    path.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def load(path: Path) -> list[Result]:
    """Read what ``save`` wrote; nothing where there is no file."""
    if not path.exists():
        return []
    table = json.loads(path.read_text(encoding="utf-8"))
    return [Result(name=name, **kept) for name, kept in table.items()]


def merge(kept: Iterable[Result], measured: Iterable[Result]) -> list[Result]:
    """Put results measured now in the place of those kept; absent ones replace nothing.

    The order stays, whatever was measured; a set that is new comes last.
    """
    now = {r.name: r for r in measured if not r.absent}
    return [*(now.pop(r.name, r) for r in kept), *now.values()]
