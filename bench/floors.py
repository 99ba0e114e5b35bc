"""Pinned floors: how a score stands to its own, and how a floor may move."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from gold import ROOT
from result import Result

NOISE = 0.002
"""Scores are deterministic; this much below a floor is a case or two of the largest sets."""

SPEED_NOISE = 0.25
"""Share of its floor that the speed ratio may lose: what other load on a machine makes of it."""

STEP = 10_000


@dataclass(frozen=True, slots=True)
class Files:
    """Where floors, results and the page made of them are kept."""

    floors: Path = ROOT / "bench" / "floors.json"
    results: Path = ROOT / "bench" / "results.json"
    page: Path = ROOT / "docs" / "quality.md"


KEPT = Files()


class Row(NamedTuple):
    """One line of the gate's table. ``state`` is one of STATES."""

    set: str
    score: str
    value: float | None
    floor: float | None
    state: str


STATES = {
    "ok": "at its floor or above",
    "LOW": "below its floor",
    "new": "has no floor yet; --update pins one",
    "DATA": "the floor was pinned on other data; pin it anew with --allow-lower SET --reason TEXT",
    "GONE": "has a floor and is no longer measured",
    "skipped": "its data are not here",
}
FAILING = frozenset({"LOW", "DATA", "GONE"})


@dataclass
class Floors:
    """The content of floors.json.

    ``pinned`` is {set: {"data": digest, "floors": {score: value}}}; ``lowered`` records every
    floor that was let down and why, oldest first.
    """

    pinned: dict[str, dict[str, Any]] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def load(cls, path: Path) -> "Floors":
        """Read floors.json; an absent file holds no floors."""
        if not path.exists():
            return cls()
        table = json.loads(path.read_text(encoding="utf-8"))
        return cls(table["pinned"], table["lowered"])

    def save(self, path: Path) -> None:
        """Write floors.json, sets in order of name."""
        table = {"pinned": dict(sorted(self.pinned.items())), "lowered": self.lowered}
        path.write_text(json.dumps(table, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    def compare(self, results: Iterable[Result]) -> list[Row]:
        """Every gated score beside its floor, then the floors of sets that were not measured."""
        table: list[Row] = []
        for result in results:
            table += self._compare_one(result)
        return table

    def _compare_one(self, result: Result) -> list[Row]:
        pin = self.pinned.get(result.name, {"data": result.data, "floors": {}})
        floors = pin["floors"]
        if result.absent:
            return [Row(result.name, result.absent, None, None, "skipped")]
        other_data = pin["data"] != result.data
        table = [
            Row(
                result.name, k, v, floors.get(k), _state(k, v, floors.get(k), other_data=other_data)
            )
            for k, v in result.gated.items()
        ]
        gone = [k for k in floors if k not in result.gated]
        return table + [Row(result.name, k, None, floors[k], "GONE") for k in gone]

    def missing(self, results: Iterable[Result]) -> list[Row]:
        """Floors of sets that no measure gave a result for.

        An absent result stands for its parts too: "gold-dev" for "gold-dev-en".
        """
        found = list(results)
        seen = {r.name for r in found}
        absent = tuple(f"{r.name}-" for r in found if r.absent)
        return [
            Row(name, score, None, floor, "GONE")
            for name, pin in self.pinned.items()
            if name not in seen and not name.startswith(absent)
            for score, floor in pin["floors"].items()
        ]

    def raise_to(self, results: Iterable[Result]) -> None:
        """Pin new scores and raise floors that are exceeded; a floor on other data stays."""
        for result in results:
            if result.absent:
                continue
            pin = self.pinned.setdefault(result.name, {"data": result.data, "floors": {}})
            if pin["data"] != result.data:
                continue
            for score, value in result.gated.items():
                pin["floors"][score] = max(_floored(value), pin["floors"].get(score, 0.0))

    def lower(self, name: str, reason: str, results: Sequence[Result]) -> None:
        """Pin a set, or SET:SCORE, to what it scores now, whatever its floor was.

        Keeps the reason. A score no longer measured loses its floor, and so does a set of which
        nothing is measured and nothing absent. Raises KeyError for any other name.
        """
        set_name, _, score = name.partition(":")
        found = {r.name: r for r in results if not r.absent}
        gone = {row.set for row in self.missing(results)}
        if set_name not in found and set_name not in gone:
            raise KeyError(name)
        pin = self.pinned.setdefault(set_name, {"data": "", "floors": {}})
        old = dict(pin["floors"])
        now = found.get(set_name)
        scores = {k: _floored(v) for k, v in now.gated.items()} if now else {}
        if score and score not in {*old, *scores}:
            raise KeyError(name)
        chosen = [score] if score else sorted({*old, *scores})
        pin["floors"] = {k: v for k, v in old.items() if k not in chosen}
        pin["floors"] |= {k: scores[k] for k in chosen if k in scores}
        if now and not score:
            pin["data"] = now.data
        self.lowered += [
            {"name": f"{set_name}:{k}", "from": old[k], "to": scores.get(k), "reason": reason}
            for k in chosen
            if k in old and (k not in scores or scores[k] < old[k])
        ]
        if not pin["floors"]:
            del self.pinned[set_name]


def _floored(value: float) -> float:
    """Four digits, rounded down, so that a pinned score never lies above the score itself."""
    return int(value * STEP) / STEP


def _state(score: str, value: float, floor: float | None, *, other_data: bool) -> str:
    if other_data:
        return "DATA"
    if floor is None:
        return "new"
    noise = floor * SPEED_NOISE if score.startswith("speed") else NOISE
    return "LOW" if value < floor - noise else "ok"
