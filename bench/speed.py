"""How fast text becomes claims on one core, beside a bare number regex over the same articles.

usage: python bench/speed.py [--profile] [--articles N]

Measured: the step from a capture held in memory to its claims (reading, marking, assembly), without
disk or network, over the reports of the shared corpus in languages that have a pack, or over the
bundled example story, repeated, where the corpus is not here. After one warm-up pass come several
rounds, and in each the extractor and the regex take turns at every article, so that other load on
the machine meets both. The collector of cycles is set as the commands set it. Times are those of
the processor, so waiting for a core does not count. The rate is the median of the rounds; the ratio
to the regex is what can be compared between machines. Peak memory is the whole process's, packs and
articles included.
"""

import argparse
import cProfile
import json
import pstats
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from statistics import median, quantiles
from types import FunctionType, ModuleType
from typing import Any

import compiled
from counterclaim.drivers.local import collect_seldom
from counterclaim.languages import codes
from counterclaim.model import Capture
from extracting import Extract, default
from gold import AbsentError, Row, capture, rows, shared
from result import Result

ROUNDS = 5
NUMBER = re.compile(r"\d[\d.,]*")
REGEX_TURNS = 20
REPEATS = 20


@dataclass(frozen=True, slots=True)
class Speed:
    """Rates in articles a second, latencies in milliseconds, memory in MiB."""

    articles: int
    characters: int
    rate: float
    regex_rate: float
    p50: float
    p95: float
    slowest: float
    memory: float
    claims: int

    @property
    def ratio(self) -> float:
        """Share of the bare regex's rate."""
        return self.rate / self.regex_rate


def shared_corpus() -> list[Row]:
    """Load the shared corpus in languages with a pack; raises AbsentError where it is not here."""
    return [r for r in rows(shared("corpus", "articles.jsonl.gz")) if r["lang"] in codes()]


def example() -> list[Row]:
    """Load the story that comes with the package."""
    story = files("counterclaim").joinpath("example", "story.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in story.splitlines()]


def corpus() -> list[Row]:
    """Load the shared corpus, or repeat the example story."""
    try:
        return shared_corpus()
    except AbsentError:
        return example() * REPEATS


def measure(extract: Extract, articles: Sequence[Row], rounds: int = ROUNDS) -> Speed:
    """Time the extractor and the regex over the articles, in turns."""
    collect_seldom()
    captures = [capture(row) for row in articles]
    texts = [row["title"] + "\n\n" + row["text"] for row in articles]
    claims = sum(len(extract(c).claims) for c in captures)  # the warm-up
    times: list[list[float]] = []
    bare: list[float] = []
    for _ in range(rounds):
        turns = [
            (_timed(extract, one), _timed(_numbers, text))
            for one, text in zip(captures, texts, strict=True)
        ]
        times.append([ours for ours, _ in turns])
        bare.append(sum(regex for _, regex in turns) / REGEX_TURNS)
    each = [median(t) * 1000 for t in zip(*times, strict=True)]
    cuts = quantiles(each, n=20, method="inclusive")
    return Speed(
        articles=len(captures),
        characters=sum(map(len, texts)),
        rate=len(captures) / median(map(sum, times)),
        regex_rate=len(captures) / median(bare),
        p50=cuts[9],
        p95=cuts[18],
        slowest=max(each),
        memory=_memory(),
        claims=claims,
    )


def _numbers(text: str) -> None:
    """Find all numbers, as often as makes the time long enough to be told."""
    for _ in range(REGEX_TURNS):
        for match in NUMBER.finditer(text):
            match.group()


def _timed(do: Callable[[Any], object], what: object) -> float:
    start = time.thread_time()
    do(what)
    return time.thread_time() - start


def _memory() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def score(extract: Extract) -> list[Result]:
    """Measure for the gate: the ratio has a floor, what depends on the machine has none."""
    results = [_result("speed-example", measure(extract, example() * REPEATS))]
    try:
        results.append(_result("speed", measure(extract, shared_corpus())))
    except AbsentError as absent:
        results.append(Result("speed", absent=str(absent)))
    if compiled.is_fresh():
        return [*results, _result("speed-compiled", compiled.run(measured))]
    return [*results, Result("speed-compiled", absent=compiled.ABSENT)]


def measured() -> Speed:
    """Time the package that this process imports."""
    return measure(default(), corpus())


def _result(name: str, speed: Speed) -> Result:
    shown = {
        "articles a second": speed.rate,
        "regex articles a second": speed.regex_rate,
        "p50 ms": speed.p50,
        "p95 ms": speed.p95,
        "peak MiB": speed.memory,
    }
    counts = {"articles": speed.articles, "claims": speed.claims}
    return Result(name, {"speed ratio": speed.ratio}, shown, counts)


def stages(order: ModuleType, captures: Sequence[Capture]) -> list[tuple[str, float]]:
    """Time the stages that a module sets in order, in milliseconds an article, the longest first.

    A stage is a function that the module imports from elsewhere in the package; while measured, a
    timer stands in its place. What remains of the whole is "the rest".
    """
    spent: dict[str, float] = defaultdict(float)
    imported = {
        name: value
        for name, value in vars(order).items()
        if isinstance(value, FunctionType) and value.__module__ != order.__name__
    }
    for name, do in imported.items():
        setattr(order, name, _clocked(name, do, spent))
    try:
        whole = sum(_timed(order.extract_claims, one) for one in captures)
    finally:
        for name, do in imported.items():
            setattr(order, name, do)
    spent["the rest"] = whole - sum(spent.values())
    each = ((name, 1000 * seconds / len(captures)) for name, seconds in spent.items())
    return sorted(each, key=lambda stage: -stage[1])


def _clocked(
    name: str, do: Callable[..., object], spent: dict[str, float]
) -> Callable[..., object]:
    def clocked(*given: object, **named: object) -> object:
        start = time.thread_time()
        try:
            result = do(*given, **named)
            # A stage that yields works only when it is drained.
            return list(result) if isinstance(result, Iterator) else result
        finally:
            spent[name] += time.thread_time() - start

    return clocked


def profile(extract: Extract, captures: Sequence[Capture]) -> list[tuple[str, float]]:
    """Give the own time of each module, as shares of all, the largest first."""
    profiler = cProfile.Profile()
    profiler.enable()
    for one in captures:
        extract(one)
    profiler.disable()
    own: dict[str, float] = defaultdict(float)
    entries: dict[tuple[str, int, str], tuple[int, int, float, float, object]]
    entries = pstats.Stats(profiler).stats  # type: ignore[attr-defined]
    for (path, _, function), (_, _, seconds, _, callers) in entries.items():
        if path != "~":
            own[_stage(path)] += seconds
            continue
        # Time inside a built-in belongs to the module that calls it.
        shares: dict[tuple[str, int, str], tuple[int, int, float, float]] = callers  # type: ignore[assignment]
        for (caller, _, _), (_, _, part, _) in shares.items():
            own[_stage(caller)] += part
        if not shares:
            own[function] += seconds
    whole = sum(own.values())
    return sorted(((k, v / whole) for k, v in own.items()), key=lambda kv: -kv[1])


def _stage(path: str) -> str:
    """Name a file: "markers/numbers" of ".../counterclaim/markers/numbers.py", or its library."""
    parts = path.removesuffix(".py").split("/")
    if "counterclaim" in parts:
        return "/".join(parts[len(parts) - parts[::-1].index("counterclaim") :])
    if "site-packages" in parts:
        return parts[parts.index("site-packages") + 1]
    return f"python: {parts[-1]}"


def show(speed: Speed) -> None:
    """Print one measurement for a person."""
    size = speed.characters / speed.articles
    print(f"{speed.articles} articles of {size:.0f} characters on average, {speed.claims} claims")
    print(f"  claims       {speed.rate:8.0f} articles a second, median of {ROUNDS} rounds")
    print(f"  bare regex   {speed.regex_rate:8.0f} articles a second; ratio {speed.ratio:.4f}")
    print(
        f"  an article   p50 {speed.p50:.2f} ms, p95 {speed.p95:.2f} ms, "
        f"slowest {speed.slowest:.1f} ms"
    )
    print(f"  peak memory  {speed.memory:.0f} MiB")


def main() -> None:
    """Measure and print; with --profile also the own time of each module."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument(
        "--profile", action="store_true", help="show each module's share of the time"
    )
    parser.add_argument("--articles", type=int, default=None, help="measure only the first N")
    options = parser.parse_args()
    articles = corpus()[: options.articles]
    extract = default()
    show(measure(extract, articles))
    if options.profile:
        show_profile([capture(row) for row in articles])
    elif compiled.is_fresh():
        print("compiled:")
        show(compiled.run(measured))
    else:
        print(compiled.ABSENT)


def show_profile(captures: Sequence[Capture]) -> None:
    """Print where the pipeline's time goes, by stage and by module."""
    from counterclaim import pipeline  # noqa: PLC0415 - measured code loads late

    print("stages of the pipeline, milliseconds an article:")
    for name, each in stages(pipeline, captures):
        print(f"  {each:6.3f}  {name}")
    print("own time of modules (under a profiler, which weighs on small functions):")
    for name, part in profile(pipeline.extract_claims, captures)[:20]:
        print(f"  {part:6.1%}  {name}")


if __name__ == "__main__":
    main()
