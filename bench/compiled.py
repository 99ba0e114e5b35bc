"""The compiled build beside the sources, where ``make compile`` has made one of these very sources."""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "compiled"
STAMP = BUILD / ".made"
ABSENT = "no compiled build of these sources: make compile"


def is_fresh() -> bool:
    """Tell whether there is a build, and no source that is newer."""
    if not STAMP.exists():
        return False
    made = STAMP.stat().st_mtime
    files = (path for path in (ROOT / "src" / "counterclaim").rglob("*") if path.suffix != ".pyc")
    return all(path.stat().st_mtime <= made for path in files if path.is_file())


def run(function: Callable[..., Any], *given: object) -> Any:
    """Call a function in a process of its own that imports the compiled package."""
    # A process that is spawned imports from where this one would.
    sys.path.insert(0, str(BUILD))
    try:
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            return pool.submit(function, *given).result()
    finally:
        sys.path.remove(str(BUILD))
