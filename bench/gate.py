"""Every score beside its pinned floor; fails where one has fallen.

usage: python bench/gate.py [--update] [--allow-lower SET[:SCORE] --reason TEXT] [--only SET]

Exit status 0: no score is below its floor. 1: one is, or a floor's data or measure have changed.
--update pins what is new and raises what is exceeded; only --allow-lower with a reason lets a
floor down, and floors.json keeps the reason. Sets whose data are not here are named and skipped.
"""

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import result
import score
from extracting import default
from floors import FAILING, NOISE, SPEED_NOISE, STATES, Floors, Row
from gold import AbsentError
from result import Result

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
RESULTS = HERE / "results.json"

PUBLIC = (
    "public_numhg",
    "public_gun",
    "public_muc4",
    "public_polnear",
    "public_pfsa",
    "public_re3d",
    "public_idetect",
)
ROOMS = ("recognizers", "figures", "times", "stories", "pages")
"""Measures of single rooms. Each has ``measure() -> Mapping[str, float]``, and raises AbsentError
or gives an empty mapping where its data are not here."""


def jobs() -> list[str]:
    """Names of the measures that can run side by side, the longest first."""
    rooms = [r for r in ROOMS if importlib.util.find_spec(r)]
    return [*PUBLIC, "gold-train", "gold-dev", *rooms, "corpora"]


def run(name: str) -> list[Result]:
    """Run one measure; absent data make a result that says so."""
    try:
        return _measure(name)
    except AbsentError as absent:
        return [Result(name.replace("_", "-"), absent=str(absent))]


def _measure(name: str) -> list[Result]:
    if name.startswith("gold-"):
        return score.score(name.removeprefix("gold-"), default())
    module = importlib.import_module(name)
    if name in ROOMS:
        scores = module.measure()
        return [Result(name, dict(scores), absent="" if scores else "its data are not here")]
    return list(module.score(default()))


def measure_all(names: Sequence[str], *, speed: bool) -> list[Result]:
    """Run measures two at a time, then speed alone, so that nothing of ours disturbs it."""
    with ProcessPoolExecutor(max_workers=2) as pool:
        found = [r for batch in pool.map(run, names) for r in batch]
        if speed:
            found += pool.submit(run, "speed").result()
    return found


def table(rows: Sequence[Row]) -> str:
    """Lay the scores out as text, one a line."""
    lines = [f"{'set':22} {'score':22} {'now':>8} {'floor':>8}  state"]
    for row in rows:
        if row.state == "skipped":
            lines.append(f"{row.set:22} not here: skipped ({row.score})")
            continue
        now, floor = ("       -" if x is None else f"{x:8.4f}" for x in (row.value, row.floor))
        lines.append(f"{row.set:22} {row.score:22} {now} {floor}  {row.state}")
    return "\n".join(lines)


def verdict(rows: Sequence[Row]) -> int:
    """Print the table and what its states mean; 1 where a row fails, else 0."""
    print(table(rows))
    bad = [row for row in rows if row.state in FAILING]
    shown = {row.state for row in rows} - {"ok", "skipped"}
    for state in sorted(shown):
        print(f"  {state}: {STATES[state]}")
    print(f"  (noise allowed: {NOISE} of a score, {SPEED_NOISE:.0%} of the speed ratio)")
    print(f"{len(bad)} of {len(rows)} below their floors" if bad else "no score is below its floor")
    return 1 if bad else 0


def options() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--update", action="store_true", help="pin new scores and raise floors")
    parser.add_argument("--allow-lower", metavar="SET[:SCORE]", action="append", default=[])
    parser.add_argument("--reason", metavar="TEXT", help="why a floor may be lowered")
    parser.add_argument("--only", metavar="SET", action="append", help="run only these measures")
    parser.add_argument("--save", action="store_true", help="write bench/results.json")
    return parser


def main(
    arguments: Sequence[str] | None = None,
    measure: Callable[..., list[Result]] = measure_all,
    path: Path = FLOORS,
) -> int:
    """Run the gate; the measures and the file of floors can be put in place by a test."""
    parser = options()
    chosen = parser.parse_args(arguments)
    if chosen.allow_lower and not chosen.reason:
        parser.error("--allow-lower needs --reason TEXT")
    names = [n for n in jobs() if not chosen.only or n in chosen.only]
    started = time.perf_counter()
    results = measure(names, speed=not chosen.only or "speed" in chosen.only)
    floors = Floors.load(path)
    for name in chosen.allow_lower:
        try:
            floors.lower(name, chosen.reason, results)
        except KeyError:
            parser.error(f"--allow-lower: there is no set {name!r}")
    if chosen.update:
        floors.raise_to(results)
    if chosen.update or chosen.allow_lower:
        floors.save(path)
    if chosen.save:
        result.save(results, RESULTS)
    rows = floors.compare(results) + ([] if chosen.only else floors.missing(results))
    code = verdict(rows)
    print(f"measured in {time.perf_counter() - started:.0f} s")
    return code


if __name__ == "__main__":
    sys.exit(main())
