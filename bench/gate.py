"""Every score beside its pinned floor; fails where one has fallen.

usage: python bench/gate.py [--update] [--allow-lower SET[:SCORE] --reason TEXT] [--only MEASURE]

Exit status 0: no score is below its floor. 1: one is, or a floor's data or measure have changed.
--update pins what is new and raises what is exceeded; only --allow-lower with a reason lets a
floor down, and floors.json keeps the reason. Either one also keeps the results and writes
docs/quality.md anew. Sets whose data are not here are named and skipped.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence

import quality
import result
from floors import FAILING, KEPT, NOISE, SPEED_NOISE, STATES, Files, Floors, Row
from measures import jobs, measure_all
from result import Result


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
    parser.add_argument("--only", choices=jobs(), action="append", help="run only these measures")
    return parser


def main(
    arguments: Sequence[str] | None = None,
    measure: Callable[[Sequence[str]], list[Result]] = measure_all,
    files: Files = KEPT,
) -> int:
    """Run the gate; a test puts other measures and files in place."""
    parser = options()
    chosen = parser.parse_args(arguments)
    if chosen.allow_lower and not chosen.reason:
        parser.error("--allow-lower needs --reason TEXT")
    if chosen.allow_lower and chosen.only:
        parser.error("--allow-lower needs a whole run: a set left out looks like one given up")
    started = time.perf_counter()
    results = measure(chosen.only or jobs())
    floors = Floors.load(files.floors)
    for name in chosen.allow_lower:
        try:
            floors.lower(name, chosen.reason, results)
        except KeyError:
            parser.error(f"--allow-lower: {name!r} is not measured here")
    if chosen.update:
        floors.raise_to(results)
    if chosen.update or chosen.allow_lower:
        keep(results, floors, files)
    rows = floors.compare(results) + ([] if chosen.only else floors.missing(results))
    code = verdict(rows)
    print(f"measured in {time.perf_counter() - started:.0f} s")
    return code


def keep(results: Sequence[Result], floors: Floors, files: Files) -> None:
    """Write floors, results and page; a set not measured now keeps the result it had."""
    floors.save(files.floors)
    result.save(result.merge(result.load(files.results), results), files.results)
    # From the file, so that page and file show the same rounded figures.
    quality.write(result.load(files.results), floors, files.page)


if __name__ == "__main__":
    sys.exit(main())
