"""A page of every error against the gold claims, for finding what to mend next.

usage: python bench/errors.py [--dev] [--out build/errors.html]

Grouped by class: figures missed, figures found that are none, and each field that is wrong. Every
error shows the sentence twice, with the gold spans and with ours, and the fields beside each other.
The training split is shown; the development split only with --dev, since who looks at its errors
tunes on them. The page holds publishers' text and is not to be committed.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path

from extracting import Extract, Record, default
from gold import ROOT, AbsentError, Row, scorer
from score import articles, gold_claims, predict

FIELDS = (
    "value",
    "bound",
    "kind",
    "measure",
    "mode",
    "modality",
    "source",
    "via",
    "what",
    "place",
    "period",
)
SPANS = ("figure", "source", "via", "what", "place", "when")
CLASSES = ("missed", "extra", *(f"wrong {field}" for field in FIELDS))
NONE = "(none)"
REACH = 400
"""Most characters shown on either side of a figure, where no paragraph ends before."""


@dataclass(frozen=True, slots=True)
class Error:
    """A gold claim and ours, either of which may be absent, and the fields that are wrong."""

    report: str
    text: str
    gold: Record | None
    ours: Record | None
    wrong: tuple[str, ...]

    @property
    def language(self) -> str:
        """Give the first part of the report's id."""
        return self.report.split("-")[0]

    @property
    def classes(self) -> tuple[str, ...]:
        """Name the classes that the error belongs to."""
        if self.ours is None:
            return ("missed",)
        if self.gold is None:
            return ("extra",)
        return tuple(f"wrong {field}" for field in self.wrong)


def find(
    reports: Iterable[Row],
    golds: Mapping[str, Sequence[Record]],
    preds: Mapping[str, Sequence[Record]],
) -> Iterator[Error]:
    """Compare gold and found claims; matched claims come too, with nothing wrong."""
    for row in reports:
        text = "\n\n".join(filter(None, (row["title"], row["text"])))
        gold, ours = golds.get(row["id"], ()), preds.get(row["id"], ())
        pairs = scorer().match(gold, ours)
        for i, j in pairs:
            ok = scorer().right(gold[i], ours[j])
            wrong = tuple(field for field in FIELDS if not ok[field])
            yield Error(row["id"], text, gold[i], ours[j], wrong)
        matched, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, claim in enumerate(gold):
            if i not in matched:
                yield Error(row["id"], text, claim, None, ())
        for j, claim in enumerate(ours):
            if j not in used:
                yield Error(row["id"], text, None, claim, ())


def page(title: str, errors: Sequence[Error]) -> str:
    """Lay out the whole page as HTML, with its style inside."""
    style = (Path(__file__).parent / "errors.css").read_text(encoding="utf-8")
    groups = {name: [e for e in errors if name in e.classes] for name in CLASSES}
    links = " ".join(
        f'<a href="#{_anchor(name)}">{name} {len(group)}</a>' for name, group in groups.items()
    )
    parts = [
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title>',
        '<meta name="viewport" content="width=device-width">',
        f"<style>{style}</style><h1>{escape(title)}</h1>",
        "<p>Left the gold claim, right ours. A claim with several wrong fields is under each.</p>",
        f"<nav>{links}</nav>{_counts(errors)}{_confusion(errors)}",
        *(_section(name, group) for name, group in groups.items()),
    ]
    return "\n".join(parts) + "\n"


def _anchor(name: str) -> str:
    return name.replace(" ", "-")


def _counts(errors: Sequence[Error]) -> str:
    """Tabulate claims and errors of each class by language."""
    languages = sorted({e.language for e in errors})
    matched = Counter(e.language for e in errors if e.gold and e.ours)
    head = "".join(f'<th class="n">{language}' for language in languages)
    lines = [("matched", matched)]
    lines += [(name, Counter(e.language for e in errors if name in e.classes)) for name in CLASSES]
    body = "".join(
        f"<tr><th>{name}" + "".join(f'<td class="n">{count[x]}' for x in languages)
        for name, count in lines
    )
    return f"<h2>Counts</h2><table><tr><th>{head}{body}</table>"


def _confusion(errors: Sequence[Error]) -> str:
    """Tabulate gold measures (rows) against ours (columns), missed and extra figures included."""
    cells = Counter((_measure(e.gold), _measure(e.ours)) for e in errors)
    names = [*sorted({name for pair in cells for name in pair} - {NONE}), NONE]
    head = "".join(f'<th class="column">{name}' for name in names)
    body = ""
    for gold in names:
        body += f"<tr><th>{gold}"
        for ours in names:
            count = cells[gold, ours]
            kind = "" if not count else "diagonal" if gold == ours else "off"
            body += f'<td class="{kind}">{count or ""}'
    return (
        "<h2>Measures: gold down, ours across</h2>"
        f'<div class="wide"><table class="confusion"><tr><th>{head}{body}</table></div>'
    )


def _measure(claim: Record | None) -> str:
    return claim["measure"] if claim else NONE


def _section(name: str, group: Sequence[Error]) -> str:
    out = f'<h2 id="{_anchor(name)}">{name}</h2>'
    for language in sorted({e.language for e in group}):
        own = sorted((e for e in group if e.language == language), key=partial(_alike, name))
        summary = f"<summary>{language}: {len(own)} claims</summary>"
        out += f"<details>{summary}{''.join(map(_article, own))}</details>"
    return out


def _alike(name: str, error: Error) -> tuple[str, str]:
    """Give the order within a class: claims with the same values in the wrong field together."""
    field = name.removeprefix("wrong ")
    if error.gold is None or error.ours is None:
        return _measure(error.gold or error.ours), ""
    return _shown(error.gold, field), _shown(error.ours, field)


def _article(error: Error) -> str:
    claim = error.gold or error.ours
    if claim is None:
        raise ValueError("an error needs a claim")
    start, end = around(error.text, *claim["figure"])
    sides = ""
    for name, side in (("gold", error.gold), ("ours", error.ours)):
        words = marked(error.text, start, end, side)
        sides += f"<div><h3>{name}</h3><p>{words}</p>{_fields(error, side)}</div>"
    head = f"<span>{escape(error.report)}</span><span>{', '.join(error.classes)}</span>"
    return f'<article><header>{head}</header><div class="pair">{sides}</div></article>'


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the run shown for a figure: its paragraph, cut to REACH at either side."""
    first = max(text.rfind("\n", 0, start) + 1, start - REACH)
    last = text.find("\n", end)
    return first, min(len(text) if last < 0 else last, end + REACH)


def marked(text: str, start: int, end: int, claim: Record | None) -> str:
    """Mark the spans of a claim within ``text[start:end]``; of nested ones the first in SPANS."""
    label: dict[int, str] = {}
    for field in reversed(SPANS):
        for a, b in _places(claim, field):
            label.update(dict.fromkeys(range(max(a, start), min(b, end)), field))
    out, at = [], start
    while at < end:
        name, to = label.get(at), at
        while to < end and label.get(to) == name:
            to += 1
        words = escape(text[at:to])
        out.append(f'<mark class="{name}" data-field="{name}">{words}</mark>' if name else words)
        at = to
    return "".join(out)


def _places(claim: Record | None, field: str) -> list[tuple[int, int]]:
    value = claim.get(field) if claim else None
    if not value:
        return []
    if field == "figure":
        return [(value[0], value[1])]
    spans = value if field == "via" else [value]
    return [(s["start"], s["end"]) for s in spans if s.get("start") is not None]


def _fields(error: Error, claim: Record | None) -> str:
    if claim is None:
        return f"<p>{NONE}</p>"
    lines = ""
    for field in FIELDS:
        value = _shown(claim, field)
        wrong = field in error.wrong
        if value or wrong:
            kind = ' class="bad"' if wrong else ""
            lines += f"<dt>{field}</dt><dd><span{kind}>{escape(value) or NONE}</span></dd>"
    return f"<dl>{lines}</dl>"


def _shown(claim: Record, field: str) -> str:
    """Write a field for a reader; "" where it holds nothing."""
    if field == "value":
        low, high = claim["low"], claim["high"]
        return f"{low}" if low == high else f"{low} .. {high}"
    if field == "period":
        when = claim.get("when") or {}
        days = f"{when.get('from') or '...'} to {when.get('to') or '...'}"
        return f"{when.get('text', '')} ({days})" if when else ""
    value = claim.get(field)
    if field == "via":
        return ", ".join(s["text"] for s in value or ())
    if isinstance(value, dict):
        return str(value["text"])
    return str(value or "")


def write(extract: Extract, split: str, path: Path) -> int:
    """Write the page of a split; gives the number of claims with an error."""
    reports = articles(split)
    errors = list(find(reports, gold_claims(split), predict(extract, reports)))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(f"Errors against gold {split}", errors), encoding="utf-8")
    return sum(bool(e.classes) for e in errors)


def main() -> None:
    """Write the page and say where."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--dev", action="store_true", help="show the development split instead")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "errors.html")
    options = parser.parse_args()
    split = "dev" if options.dev else "train"
    try:
        count = write(default(), split, options.out)
    except AbsentError as absent:
        print(absent)
        return
    print(f"{count} claims of gold {split} with an error: {options.out}")


if __name__ == "__main__":
    main()
