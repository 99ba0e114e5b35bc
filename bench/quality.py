"""The page of quality, docs/quality.md: today's figures beside their floors.

``make quality`` measures everything, raises the floors that are exceeded and writes the page;
``python bench/quality.py`` writes it again from the results kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from floors import KEPT, NOISE, SPEED_NOISE, Floors
from peers import LACKS, SPEEDS
from result import Result, load

INTRO = (
    "Made by `make quality`; [measuring.md](measuring.md) says how each figure is counted. "
    "Floors are those of `bench/floors.json`, below which `make gate` fails "
    f"(by more than {NOISE}, or by {SPEED_NOISE:.0%} of the speed ratio)."
)
GOLD = (
    "Reports annotated by hand: `dev` was read twice and reviewed, `train` once. Two readers "
    "who worked apart agree at figure F1 0.99 and claim F1 0.92, which is the ceiling."
)
CORPORA = (
    "Examples that stand in the repository, each with all its claims; a case counts when it "
    "reads wholly right."
)
PEERS = (
    "What other tools gave on the founding report and six English texts with 82 figures. None "
    "of them links a figure to who said it, and none compares two claims."
)
RIGHT = (
    "Share of matched figures with the field right (an absent value that is rightly absent counts):"
)
SPEED = (
    "From a capture in memory to its claims, processor time on one core. Rates are those of the "
    "machine that wrote this page; the ratio to a bare number regex over the same articles travels."
)
TIMED = {
    "speed": "shared corpus",
    "speed-compiled": "shared corpus, compiled",
    "speed-example": "example story",
}
BESIDE = {
    "pages-both": "Saved pages to claims: how like the article's its text is, with care and fast, "
    "and pages a second on one core, of the sources and of the compiled build.",
    "gun-tally": "Gun incidents with two reports or more: the final number of the registry is the toll "
    "worked out, the latest tally of a card, the number that most claims give, the first report's; "
    "`printed` tells how often it is one of our claims.",
    "population": "Conflicting figures with a known truth: share within 1% of it.",
    "web": "The web application, 100,000 claims, 20 readers and judges: bounds kept (1).",
    "scale": "Reconciling invented ledgers: bounds kept (1), then what each size takes.",
}
NULLABLE = ("source", "via", "what", "place", "when")


def page(results: Sequence[Result], floors: Floors) -> str:
    """Lay out the page; its figures come from the results, the floors and the peers' table."""
    found = {r.name: r for r in results}
    parts = [
        "# Quality",
        INTRO,
        "## Gold claims",
        GOLD,
        *_gold(found, floors),
        "## Corpora of the language packs",
        CORPORA,
        _gated([r for r in results if r.name.startswith("corpus-")], floors),
        "## Public data sets",
        "Each set judges one part only, and few can reach 1; `bench/public_*.py` say why.",
        _gated([r for r in results if r.name.startswith("public-")], floors),
        *_rooms(results, floors),
        *_beside(found),
        "## Speed",
        *_speed(found, floors),
        "## Peers",
        PEERS,
        _table(("tool", "articles a second", "what it lacks, as seen"), _peers()),
        *_lowered(floors),
    ]
    return "\n\n".join(parts) + "\n"


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    out = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    cells = ([cell.replace("|", "\\|") for cell in line] for line in lines)
    return "\n".join([*out, *(f"| {' | '.join(line)} |" for line in cells)])


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _floor(floors: Floors, name: str, score: str) -> str:
    return _number(floors.pinned.get(name, {}).get("floors", {}).get(score))


def _gold(found: Mapping[str, Result], floors: Floors) -> list[str]:
    sets = [r for r in found.values() if r.name.startswith("gold-")]
    here = [r for r in sets if not r.absent]
    if not here:
        return ["Not measured: the gold claims were not here."]
    whole = [
        (
            r.name,
            str(r.counts["gold"]),
            *(
                _number(x)
                for k in ("figure", "claim", "full")
                for x in (r.shown[f"{k} p"], r.shown[f"{k} r"], r.gated[f"{k} f1"])
            ),
        )
        for r in here
    ]
    columns = [f"{k} {m}" for k in ("figure", "claim", "full") for m in ("P", "R", "F1")]
    pinned = [
        (r.name, *(_floor(floors, r.name, f"{k} f1") for k in ("figure", "claim", "full")))
        for r in here
    ]
    fields = [k.removeprefix("right ") for k in here[0].shown if k.startswith("right ")]
    right = [(r.name, *(_number(r.shown[f"right {k}"]) for k in fields)) for r in here]
    given = [
        (r.name, *(f"{r.shown[f'{k} p']:.3f} / {r.shown[f'{k} r']:.3f}" for k in NULLABLE))
        for r in here
    ]
    return [
        _table(("set", "claims", *columns), whole),
        "Floors of F1:",
        _table(("set", "figure", "claim", "full"), pinned),
        RIGHT,
        _table(("set", *fields), right),
        "Precision / recall of the fields that may be absent, over matched figures:",
        _table(("set", *NULLABLE), given),
    ]


def _gated(results: Sequence[Result], floors: Floors) -> str:
    lines = []
    for r in results:
        if r.absent:
            lines.append((r.name, "", "not here", "", ""))
        of = ", ".join(f"{v:,} {k}" for k, v in r.counts.items())
        for score, value in r.gated.items():
            lines.append((r.name, score, _number(value), _floor(floors, r.name, score), of))
    return _table(("set", "score", "now", "floor", "of"), lines)


def _rooms(results: Sequence[Result], floors: Floors) -> list[str]:
    """Give a section to the measures of single rooms, where there are any."""
    named = ("gold-", "corpus-", "public-", "speed")
    rooms = [r for r in results if not r.name.startswith(named)]
    return ["## Single steps and stories", _gated(rooms, floors)] if rooms else []


def _beside(found: Mapping[str, Result]) -> list[str]:
    """Give what is measured beside baselines or bounds, each with all of its figures."""
    parts: list[str] = []
    for name, told in BESIDE.items():
        r = found.get(name)
        if r is not None and not r.absent:
            lines = [(k, _number(v)) for k, v in {**r.gated, **r.shown}.items()]
            parts += [told, _table((name, "now"), lines)]
    return ["## Tallies and cost", *parts] if parts else []


def _speed(found: Mapping[str, Result], floors: Floors) -> list[str]:
    lines = []
    for name, told in TIMED.items():
        r = found.get(name)
        if r is None or r.absent:
            continue
        pinned = floors.pinned.get(name, {}).get("floors", {}).get("speed ratio", 0.0)
        lines.append(
            (
                told,
                f"{r.counts['articles']:,}",
                f"{r.shown['articles a second']:,.0f}",
                f"{r.shown['regex articles a second']:,.0f}",
                f"{r.gated['speed ratio']:.4f}",
                f"{pinned:.4f}",
                *(f"{r.shown[k]:.2f}" for k in ("p50 ms", "p95 ms")),
                f"{r.shown['peak MiB']:.0f}",
            )
        )
    head = ("articles", "number", "a second", "regex a second", "ratio", "floor", "p50 ms")
    return [
        SPEED,
        _table((*head, "p95 ms", "peak MiB"), lines),
    ]


def _peers() -> list[tuple[str, str, str]]:
    return [(tool, SPEEDS.get(tool, "-"), lacks) for tool, lacks in LACKS.items()]


def _lowered(floors: Floors) -> list[str]:
    if not floors.lowered:
        return []
    lines = [(x["name"], _number(x["from"]), _number(x["to"]), x["reason"]) for x in floors.lowered]
    return ["## Floors that were let down", _table(("floor", "from", "to", "why"), lines)]


def write(results: Sequence[Result], floors: Floors, path: Path) -> None:
    """Write the page."""
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(results, floors), encoding="utf-8")


if __name__ == "__main__":
    write(load(KEPT.results), Floors.load(KEPT.floors), KEPT.page)
