"""Measures of single steps and of stories, brought to the form that the gate compares.

Each measuring script keeps its own functions and its own printed table; here its figures become
Results. A script whose function is not here yet is passed over.
"""

import importlib
import importlib.util
from collections.abc import Callable
from types import ModuleType

from counterclaim.languages import codes
from gold import digest, shared
from result import Result, share


def times(room: ModuleType) -> list[Result]:
    """Measure time expressions over the development claims of each language."""
    files = [shared("gold", f"dev.{kind}.jsonl") for kind in ("articles", "gold")]
    found = []
    for code in codes():
        score = room.measure(code, "dev", [])
        gated = {
            "covered": share(score.covered, score.timed),
            "dates right": share(score.right, score.covered),
            "figures kept": 1 - share(score.eaten, score.figures),
        }
        counts = {"timed claims": score.timed, "figures": score.figures}
        found.append(Result(f"times-{code}", gated, counts=counts, data=digest(*files)))
    return found


ROOMS: dict[str, Callable[[ModuleType], list[Result]]] = {"times": times}


def here() -> list[str]:
    """Name the rooms whose measuring script exists, as jobs of the gate."""
    return [name for name in ROOMS if importlib.util.find_spec(name)]


def score(name: str) -> list[Result]:
    """Run one room's measure; raises AbsentError where its data are not here."""
    return ROOMS[name](importlib.import_module(name))
