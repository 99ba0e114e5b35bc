"""Builds the package: as it stands or, with COUNTERCLAIM_COMPILE=1, with its hot rooms compiled.

Compiled by mypyc, which needs a C compiler, the same code reads half as fast again. Nothing else
differs: tests/test_compiled.py holds the two against each other.
"""

import os
from pathlib import Path

from setuptools import Extension, setup

SOURCES = Path("src/counterclaim")
ROOMS = ("assembly", "languages", "markers", "readers", "vocabulary")
"""Rooms that are compiled, as is the order of work. What they hand out is of ``model`` and stays as it
is: processes pass it to each other, which compiled classes do not allow."""
SINGLE = ("pipeline.py",)
PLAIN = frozenset({"languages/corpus.py"})
"""Not on the way from text to claims."""


def modules() -> list[str]:
    """Give the files that are compiled."""
    rooms = (path for room in ROOMS for path in sorted((SOURCES / room).rglob("*.py")))
    chosen = [*rooms, *(SOURCES / name for name in SINGLE)]
    return [
        path.as_posix()
        for path in chosen
        if path.name != "__init__.py" and path.relative_to(SOURCES).as_posix() not in PLAIN
    ]


def extensions() -> list[Extension]:
    """Give what a C compiler is asked for: nothing, unless it was wished."""
    if os.environ.get("COUNTERCLAIM_COMPILE") != "1":
        return []
    from mypyc.build import mypycify  # noqa: PLC0415 - only this build needs it

    # Where pip builds, the libraries are not installed yet, and what they give has no type there;
    # ``make lint`` has checked them. Its settings would also ask for rooms that are not compiled.
    os.environ["MYPYPATH"] = str(SOURCES.parent)
    return mypycify(
        ["--config-file=", "--ignore-missing-imports", *modules()], opt_level="2", multi_file=True
    )


setup(ext_modules=extensions())
