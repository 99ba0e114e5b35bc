"""Measures of single steps and of stories, brought to the form that the gate compares.

Each measuring script keeps its own functions and its own printed table; here its figures become
Results. A script whose function is not here yet is passed over.
"""

import importlib
import importlib.util
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable
from statistics import mean
from types import ModuleType
from typing import Any

from counterclaim.languages import codes
from gold import digest, rows, shared
from result import Result, share

SPLIT = "dev"


def _gold() -> str:
    """Digest of the split that single steps are measured on."""
    return digest(*(shared("gold", f"{SPLIT}.{kind}.jsonl") for kind in ("articles", "gold")))


def figures(room: ModuleType) -> list[Result]:
    """Measure the figure marker alone: gold figures found, their values and bounds."""
    articles = {row["id"]: row for row in rows(shared("gold", f"{SPLIT}.articles.jsonl"))}
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    quiet = Namespace(misses=False, extras=False, articles=False)
    for row in rows(shared("gold", f"{SPLIT}.gold.jsonl")):
        article = articles[row["id"]]
        text, language = f"{article['title']}\n\n{article['text']}", article["lang"]
        marked = room.mark_figures(room.read(text, language))
        room.judge(text, row["claims"], marked, tally[language], quiet)
    return [
        Result(
            f"figures-{language}",
            {
                "found": share(count["matched"], count["gold"]),
                "value": share(count["value"], count["matched"]),
                "bound": share(count["bound"], count["matched"]),
            },
            {"precision": share(count["matched"], count["matched"] + count["extra"])},
            {"gold": count["gold"]},
            _gold(),
        )
        for language, count in sorted(tally.items())
    ]


def pages(room: ModuleType) -> list[Result]:
    """Measure the page reader: text, title and day of saved pages."""
    sets: dict[str, Any] = {}
    files = []
    for name in ("gold", "wild"):
        folder = shared("pages", name)
        files.append(folder / "index.jsonl")
        for row, page in room.pages(folder):
            sets.setdefault(row.get("set", name), room.Scores()).add(row, page)
    return [
        Result(
            f"pages-{name}",
            {k: mean(v) for k in ("text", "title", "day") if (v := getattr(scores, k))},
            counts={"pages": max(len(scores.text), len(scores.day))},
            data=digest(*files),
        )
        for name, scores in sets.items()
    ]


def times(room: ModuleType) -> list[Result]:
    """Measure time expressions over the development claims of each language."""
    data = _gold()
    found = []
    for code in codes():
        score = room.measure(code, SPLIT, [])
        gated = {
            "covered": share(score.covered, score.timed),
            "dates right": share(score.right, score.covered),
            "figures kept": 1 - share(score.eaten, score.figures),
        }
        counts = {"timed claims": score.timed, "figures": score.figures}
        found.append(Result(f"times-{code}", gated, counts=counts, data=data))
    return found


ROOMS: dict[str, Callable[[ModuleType], list[Result]]] = {
    "figures": figures,
    "times": times,
    "pages": pages,
}


def here() -> list[str]:
    """Name the rooms whose measuring script exists, as jobs of the gate."""
    return [name for name in ROOMS if importlib.util.find_spec(name)]


def score(name: str) -> list[Result]:
    """Run one room's measure; raises AbsentError where its data are not here."""
    return ROOMS[name](importlib.import_module(name))
