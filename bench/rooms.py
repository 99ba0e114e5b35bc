"""Measures of single steps and of stories, brought to the form that the gate compares.

Each measuring script keeps its own functions and its own printed table; here its figures become
Results. A script whose function is not here yet is passed over.
"""

import importlib
import importlib.util
import json
import subprocess
import sys
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
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
                "value": share(count["value"], count["gold"]),
                "bound": share(count["bound"], count["gold"]),
            },
            {"precision": share(count["matched"], count["matched"] + count["extra"])},
            {"gold": count["gold"]},
            _gold(),
        )
        for language, count in sorted(tally.items())
    ]


def times(room: ModuleType) -> list[Result]:
    """Measure time expressions over the development claims of each language."""
    data = _gold()
    found = []
    for code in codes():
        score = room.measure(code, SPLIT, [])
        gated = {
            "covered": share(score.covered, score.timed),
            "dates right": share(score.right, score.timed),
            "figures kept": 1 - share(score.eaten, score.figures),
        }
        counts = {"timed claims": score.timed, "figures": score.figures}
        found.append(Result(f"times-{code}", gated, counts=counts, data=data))
    return found


def recognizers(room: ModuleType) -> list[Result]:
    """Measure the figure marker on public phrases: the share of each set read to its value."""
    names = ("recognizers-number", "recognizers-numberwithunit", "duckling-id")
    data = digest(*(shared("public", f"{name}.jsonl.gz") for name in names))
    total: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for name, language, text, words, value in room.phrases():
        at = text.lower().find(words.lower())
        found = room.mark_figures(room.read(text, language))
        there = [f for f in found if f.start < at + len(words) and at < f.end]
        total[name] += 1
        right[name] += any(_near(f.high if f.low is None else f.low, value) for f in there)
    gated = {name: share(right[name], total[name]) for name in total}
    return [Result("recognizers", gated, counts=total, data=data)]


def _near(found: Decimal | None, value: Decimal) -> bool:
    """Tell whether a value is the expected one within a thousandth, as converted units are."""
    return found is not None and abs(found - value) <= value / 1000


def stories(room: ModuleType) -> list[Result]:
    """Measure reconciling alone: gold stories from their gold claims, then mixed reports grouped."""
    gold = shared("gold", "stories.gold.jsonl")
    with TemporaryDirectory() as folder:
        ours = Path(folder) / "stories.jsonl"
        lines = [json.dumps(record) + "\n" for record in room.reconciled()]
        ours.write_text("".join(lines), encoding="utf-8")
        return [story_result("stories", gold, ours, digest(gold)), grouping_result(room)]


def grouping_result(room: ModuleType) -> Result:
    """Measure whether reports of one event, and no others, are grouped into one story."""
    files = [*sorted(shared("stories").glob("*.gz")), shared("corpus", "articles.jsonl.gz")]
    gated: dict[str, float] = {}
    counts: dict[str, int] = {}
    for grouped, pairs, _ in room.grouping():
        scores = pairs.scores()
        gated |= {f"{grouped} p": scores["p"], f"{grouped} f1": scores["f1"]}
        counts |= {f"strangers {grouped}": pairs.strangers}
    return Result("grouping", gated, counts=counts, data=digest(*files))


def story_result(name: str, gold: Path, ours: Path, data: str) -> Result:
    """Score story records beside the gold stories."""
    scored = story_scores(gold, ours)
    gated = {
        "found": scored["found"],
        "same question f1": scored["same"]["f1"],
        "relations": scored["relation"],
        "contradictions": scored["contradictions"],
        **{f"tally {word}": value for word, value in scored["tally"].items()},
    }
    counts = {
        "stories": scored["stories"],
        "claims": scored["claims"],
        "contradictions told": scored["contradictions_predicted"],
    }
    return Result(name, gated, counts=counts, data=data)


def story_scores(gold: Path, ours: Path) -> dict[str, Any]:
    """Run the scorer that stands with the gold stories, in a process of its own."""
    command = [sys.executable, str(shared("gold", "score_stories.py")), str(gold), str(ours)]
    done = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True)  # noqa: S603
    scored: dict[str, Any] = json.loads(done.stdout)
    return scored


ROOMS: dict[str, Callable[[ModuleType], list[Result]]] = {
    "stories": stories,
    "figures": figures,
    "times": times,
    "recognizers": recognizers,
}


def here() -> list[str]:
    """Name the rooms whose measuring script exists, as jobs of the gate."""
    return [name for name in ROOMS if importlib.util.find_spec(name)]


def score(name: str) -> list[Result]:
    """Run one room's measure; raises AbsentError where its data are not here."""
    return ROOMS[name](importlib.import_module(name))
