"""All measures by name, run one a core, with what they cannot find told plainly."""

import importlib
import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import rooms
import score
from extracting import default
from gold import AbsentError
from result import Result

PUBLIC = (
    "public_numhg",
    "public_gun",
    "public_muc4",
    "public_polnear",
    "public_pfsa",
    "public_re3d",
    "public_idetect",
)
RECONCILING = ("echo", "population", "gun_tally", "scale")
WORKERS = os.cpu_count() or 1
ALONE = ("web", "speed")
"""Measures of time, run at the end, one by one, each in a process that has done nothing before."""


def jobs() -> list[str]:
    """Name the measures, in the order in which they are told."""
    gold = [f"gold-{split}" for split in reversed(score.SPLITS)]
    return [
        *gold,
        "annotations",
        "compared",
        "corpora",
        *PUBLIC,
        *RECONCILING,
        "pages",
        "verify",
        *rooms.here(),
        *ALONE,
    ]


def run(name: str) -> list[Result]:
    """Run one measure; absent data make a result that says so."""
    try:
        return _measure(name)
    except AbsentError as absent:
        return [Result(name.replace("_", "-"), absent=str(absent))]


def _measure(name: str) -> list[Result]:
    if name.startswith("gold-"):
        return score.score(name.removeprefix("gold-"), default())
    if name in rooms.ROOMS:
        return rooms.score(name)
    return list(importlib.import_module(name).score(default()))


def measure_all(names: Sequence[str]) -> list[Result]:
    """Run measures one a core, and those of time at the end."""
    with ProcessPoolExecutor(max_workers=WORKERS) as pool:
        batches = list(pool.map(run, [name for name in names if name not in ALONE]))
    batches += [_run_alone(name) for name in ALONE if name in names]
    return [result for batch in batches for result in batch]


def _run_alone(name: str) -> list[Result]:
    # Forked or used again, a process keeps the heap of other measures, which costs a tenth of speed.
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(run, name).result()
