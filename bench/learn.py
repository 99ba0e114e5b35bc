"""Learn the linking weights from annotated reports and write ``assembly/weights.tsv``.

usage: python bench/learn.py [--folds K] [--write [--task TASK ...]] [--penalty L2]

Annotated are the reports of ../shared/gold/train and those that the project annotated itself
(``annotations``).

For every figure that the markers find and the annotation names, each task's candidates are built by
the very functions that the pipeline uses, and those that the annotation bears out are its right
answers. The weights are those of a conditional logit over the candidates of a figure (McFadden 1974),
with an L2 penalty, found by Adam. Where several candidates are right, their probabilities are summed.
The earlier tasks of a figure are given their right answers, as far as a candidate bears them out.

``--folds`` learns K times on all but one part of the reports and scores the part left out with the
scorer of ../shared/gold: the honest figure, since no report scores the weights that it taught.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from annotated import Report, load_examples, load_reports
from annotations import load_annotations
from counterclaim.assembly.assemble import drafts, link
from counterclaim.assembly.claims import claim_of
from counterclaim.assembly.counted import accept_candidates, unit_of, what_candidates
from counterclaim.assembly.draft import Draft
from counterclaim.assembly.linker import Candidate, Linker, parse_weights
from counterclaim.assembly.manner import modality_candidates, mode_candidates
from counterclaim.assembly.measure import measure_candidates
from counterclaim.assembly.period import time_candidates
from counterclaim.assembly.place import place_candidates
from counterclaim.assembly.scene import Scene
from counterclaim.assembly.source import source_candidates
from counterclaim.exporters.gold import gold_record as record
from gold import scorer

WEIGHTS = Path(__file__).parents[1] / "src/counterclaim/assembly/weights.tsv"
FIELDS = {"time": "when"}
"""Tasks that are called otherwise than the field they fill."""
PARTS = 4
"""Parts into which the reports are cut for the second round of learning."""
EMPHASIS = 3
"""How many times a worked example of a pack counts."""
RARE = 3
"""A feature seen fewer times than this is not learned: it would only remember a report."""
RARE_ENTRY = 5
"""The same for features that name an entry of a language pack: a reliable cue, a telling noun."""
ENTRY = "entry:"


@dataclass
class Examples:
    """The choices of one task: features of each candidate and which candidates are right."""

    choices: list[tuple[list[Candidate], list[bool]]] = field(default_factory=list)
    met: int = 0
    covered: int = 0

    def add(self, candidates: Sequence[Candidate], right: Callable[[Any], bool]) -> Any:
        """Keep a choice, and give the value of the first right candidate (None without one)."""
        verdicts = [right(c.value) for c in candidates]
        self.met += 1
        self.covered += any(verdicts)
        if any(verdicts):
            if not all(verdicts):
                self.choices.append((list(candidates), verdicts))
            return candidates[verdicts.index(True)]
        return None


def collect(
    reports: Iterable[Report], tasks: dict[str, Examples], linker: Linker, *, free: bool
) -> None:
    """Build the choices of all tasks over some reports.

    ``free`` lets the linker's own choices stand as what later choices look back on, as they will when
    it reads alone; otherwise the right ones do.
    """
    for report in reports:
        _collect_report(report, tasks, linker, free=free)


def _collect_report(
    report: Report, tasks: dict[str, Examples], linker: Linker, *, free: bool
) -> None:
    scene = report.scene
    history: list[Draft] = []
    figures = [
        f for f in scene.marks.figures if scene.sentence_of(f.start) >= 0 and not scene.in_time(f)
    ]
    spans = [{"figure": [f.start, f.end]} for f in figures]
    named = {j: report.claims[i] for i, j in scorer().match(report.claims, spans)}
    for index, figure in enumerate(figures):
        sentence = scene.sentence_of(figure.start)
        draft = Draft(figure, sentence, scene.sentences[sentence].headline)
        claim = named.get(index)
        if claim is not None:
            _teach(scene, draft, history, claim, tasks, linker, free=free)
            if not draft.absent and (
                not free or linker.choose("accept", accept_candidates(scene, draft)).value
            ):
                history.append(draft)
            continue
        if draft.absent:  # the annotation has no word for a number that is not known, or none
            continue
        chosen = linker.choose("what", what_candidates(scene, draft, history))
        draft.what, draft.noun = chosen.value
        draft.unit = unit_of(draft)
        draft.group = scene.group_of(draft.noun)
        tasks["accept"].add(accept_candidates(scene, draft), lambda v: v is False)
        if free and link(scene, draft, history, linker.choose):
            history.append(draft)


def _teach(  # noqa: C901 - one step a task, in the order of assembly
    scene: Scene,
    draft: Draft,
    history: Sequence[Draft],
    claim: dict[str, Any],
    tasks: dict[str, Examples],
    linker: Linker,
    *,
    free: bool,
) -> None:
    text = scene.reading.text
    same = scorer().same_span

    def span(run: tuple[int, int] | None) -> dict[str, Any] | None:
        return (
            None if run is None else {"start": run[0], "end": run[1], "text": text[run[0] : run[1]]}
        )

    def step(task: str, candidates: list[Candidate], right: Callable[[Any], bool]) -> Any:
        if FIELDS.get(task, task) not in claim:  # a worked example need not give every field
            return linker.choose(task, candidates).value
        chosen = tasks[task].add(candidates, right)
        return (linker.choose(task, candidates) if free or chosen is None else chosen).value

    what = step(
        "what",
        what_candidates(scene, draft, history),
        lambda v: same(claim.get("what"), span(v[0])),
    )
    draft.what, draft.noun = what
    draft.unit = unit_of(draft)
    draft.group = scene.group_of(draft.noun)
    if not draft.absent:
        tasks["accept"].add(accept_candidates(scene, draft), lambda v: v is True)
    measures = measure_candidates(scene, draft, history)
    draft.measure, draft.measure_cue = step("measure", measures, lambda v: v[0] == claim["measure"])
    if not free:
        draft.measure = claim.get("measure", draft.measure)

    def source_right(index: int | None) -> bool:
        run = None if index is None else scene.marks.speakers[index]
        return same(claim.get("source"), span(run))

    draft.statement = step("source", source_candidates(scene, draft, history), source_right)

    def place_right(index: int | None) -> bool:
        place = None if index is None else scene.marks.places[index]
        return same(claim.get("place"), span(None if place is None else (place.start, place.end)))

    draft.place = step("place", place_candidates(scene, draft, history), place_right)
    when = claim.get("when")

    def time_right(index: int | None) -> bool:
        if index is None or not when:
            return index is None and not when
        draft.time = index
        period = claim_of(scene, draft).period
        ends = [
            (str(period.start or ""), when.get("from") or ""),
            (str(period.end or ""), when.get("to") or ""),
        ]
        dated = any(w for _, w in ends)
        if dated:
            return any(p and p == w[:10] for p, w in ends)
        time = scene.marks.times[index]
        return same(when, span((time.start, time.end)))

    draft.time = step("time", time_candidates(scene, draft, history), time_right)
    draft.mode = step("mode", mode_candidates(scene, draft, history), lambda v: v == claim["mode"])
    right_modality: Callable[[Any], bool] = lambda v: v == claim["modality"]  # noqa: E731
    draft.modality = step("modality", modality_candidates(scene, draft), right_modality)


def learn(examples: Examples, penalty: float, steps: int = 400) -> dict[str, float]:
    """Weights of one task's features."""
    counts = Counter(f for cands, _ in examples.choices for c in cands for f in c.features)
    known = (f for f, n in counts.items() if n >= (RARE_ENTRY if f.startswith(ENTRY) else RARE))
    index = {f: i for i, f in enumerate(sorted(known))}
    if not index:
        return {}
    rows, columns, starts, right = [], [], [], []
    candidate = 0
    for candidates, verdicts in examples.choices:
        starts.append(candidate)
        for names, verdict in zip((c.features for c in candidates), verdicts, strict=True):
            known = [index[n] for n in names if n in index]
            rows += known
            columns += [candidate] * len(known)
            right.append(verdict)
            candidate += 1
    weights = _descend(
        np.array(rows),
        np.array(columns),
        np.array(starts),
        np.array(right),
        len(index),
        penalty,
        steps,
    )
    return {f: round(float(weights[i]), 2) for f, i in index.items() if abs(weights[i]) >= 0.02}


def _descend(
    rows: np.ndarray,
    columns: np.ndarray,
    starts: np.ndarray,
    right: np.ndarray,
    size: int,
    penalty: float,
    steps: int,
) -> np.ndarray:
    """Adam over the penalised likelihood; ``rows`` are features, ``columns`` their candidates."""
    count, choices = len(right), len(starts)
    owner = np.repeat(np.arange(choices), np.diff(np.append(starts, count)))
    weights, mean, square = np.zeros(size), np.zeros(size), np.zeros(size)
    for step in range(1, steps + 1):
        scores = np.bincount(columns, weights[rows], count)
        scores = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        model = scores / np.add.reduceat(scores, starts)[owner]
        wanted = scores * right
        wanted = wanted / np.add.reduceat(wanted, starts)[owner]
        gradient = np.bincount(rows, (model - wanted)[columns], size) + penalty * weights
        mean = 0.9 * mean + 0.1 * gradient
        square = 0.99 * square + 0.01 * gradient**2
        rate = 0.1 * (1 - step / (steps + 1)) + 0.002
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def train(reports: Sequence[Report], penalty: float) -> dict[str, dict[str, float]]:
    """Learn all tasks in two rounds.

    In the first, each choice looks back on right ones. In the second it looks back on the choices of a
    linker that was taught on the other reports, errors and all, as it will have to (stacking, Wolpert
    1992; Cohen and Carvalho 2005 for sequences).
    """
    tasks: dict[str, Examples] = defaultdict(Examples)
    for part in range(PARTS):
        others = [r for i, r in enumerate(reports) if i % PARTS != part]
        first: dict[str, Examples] = defaultdict(Examples)
        collect(others, first, Linker({}), free=False)
        linker = Linker(_learn_all(first, penalty))
        collect((r for i, r in enumerate(reports) if i % PARTS == part), tasks, linker, free=True)
    # What the project wrote itself, short and clear, steadies what few reports leave open; the packs'
    # own examples say what is meant, and count more than once.
    own = Linker(_learn_all(tasks, penalty))
    examples = load_examples()
    collect(examples, tasks, own, free=True)
    for _ in range(EMPHASIS - 1):
        collect((r for r in examples if "-case-" in r.id), tasks, own, free=True)
    return _learn_all(tasks, penalty)


def _learn_all(tasks: dict[str, Examples], penalty: float) -> dict[str, dict[str, float]]:
    return {task: learn(examples, penalty) for task, examples in sorted(tasks.items())}


def judge(kept: dict[str, Examples], weights: dict[str, dict[str, float]]) -> Counter[str]:
    """How many choices of each task the weights get right, the earlier tasks being right."""
    right: Counter[str] = Counter()
    for task, examples in kept.items():
        linker = Linker(weights)
        for candidates, verdicts in examples.choices:
            judged = [
                Candidate(v, c.evidence, c.answer, c.standing)
                for c, v in zip(candidates, verdicts, strict=True)
            ]
            right[task] += linker.choose(task, judged).value
            right[f"{task} of"] += 1
        right[f"{task} met"] += examples.met
        right[f"{task} covered"] += examples.covered
    return right


def predict(reports: Iterable[Report], linker: Linker) -> dict[str, list[dict[str, Any]]]:
    """The claims of some reports as interchange records."""
    return {
        r.id: [record(claim_of(r.scene, d)) for d in drafts(r.scene, linker) if not d.absent]
        for r in reports
    }


def _show_each(
    name: str, parts: Mapping[str, Sequence[Report]], found: dict[str, list[dict[str, Any]]]
) -> None:
    for part, reports in parts.items():
        show(f"{part}, {name}", [r for r in reports if r.id in found], found)


def show(name: str, reports: Sequence[Report], found: dict[str, list[dict[str, Any]]]) -> None:
    """Print the scores by language."""
    for language in sorted({r.language for r in reports}):
        golds = {r.id: r.claims for r in reports if r.language == language}
        scorer().show(f"{name} {language}", scorer().score(golds, found)[0])


def main() -> None:
    """Learn, print the k-fold figures, and write the table where asked."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--language", help="learn from and show one language only")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--penalty", type=float, default=3.0)
    parser.add_argument("--write", action="store_true")
    parser.add_argument(
        "--task", action="append", help="with --write, keep the weights of all other tasks"
    )
    parser.add_argument(
        "--development", action="store_true", help="also show the development reports' scores"
    )
    parser.add_argument("--predictions", type=Path, help="write the k-fold claims here")
    options = parser.parse_args()
    parts = {"train": load_reports("train"), "annotations": load_annotations()}
    reports = [r for p in parts.values() for r in p if options.language in {None, r.language}]
    if options.folds > 1:
        found: dict[str, list[dict[str, Any]]] = {}
        tally: Counter[str] = Counter()
        for fold in range(options.folds):
            kept = [r for i, r in enumerate(reports) if i % options.folds != fold]
            left = [r for i, r in enumerate(reports) if i % options.folds == fold]
            weights = train(kept, options.penalty)
            found |= predict(left, Linker(weights))
            tasks: dict[str, Examples] = defaultdict(Examples)
            collect(left, tasks, Linker(weights), free=True)
            tally += judge(tasks, weights)
        _show_each(f"{options.folds} folds,", parts, found)
        for task in sorted({t.split()[0] for t in tally}):
            met, covered = tally[f"{task} met"], tally[f"{task} covered"]
            chosen = tally[task] + covered - tally[f"{task} of"]
            right = f"{covered / met:.3f} hold a right answer, {chosen / met:.3f} chosen"
            print(f"   {task}: {met} choices, {right}")
        if options.predictions:
            lines = (json.dumps({"id": i, "claims": c}) for i, c in found.items())
            options.predictions.write_text("\n".join(lines), encoding="utf-8")
    weights = train(reports, options.penalty)
    _show_each("taught,", parts, predict(reports, Linker(weights)))
    if options.development:  # asked for seldom: what is looked at after each step is tuned on
        development = [r for r in load_reports("dev") if options.language in {None, r.language}]
        show("dev", development, predict(development, Linker(weights)))
    if options.write:
        _write(_among_the_kept(weights, options.task) if options.task else weights)


def _among_the_kept(
    weights: dict[str, dict[str, float]], tasks: Sequence[str]
) -> dict[str, dict[str, float]]:
    """The table that is there, with some tasks learned anew.

    Where only what places can be was changed, other tasks move within noise, figures up and down.
    """
    kept = parse_weights(WEIGHTS.read_text(encoding="utf-8"))
    return {task: weights[task] if task in tasks else kept[task] for task in sorted(weights)}


def _write(weights: dict[str, dict[str, float]]) -> None:
    rows = [f"{t}\t{f}\t{w:.2f}" for t, table in weights.items() for f, w in sorted(table.items())]
    head = "# task, feature, weight; learned by bench/learn.py from annotated reports"
    WEIGHTS.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    print(f"{len(rows)} weights written to {WEIGHTS.name}")


if __name__ == "__main__":
    main()
