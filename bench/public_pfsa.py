"""PFSA: who says it, in Kompas news (pfsa-id-dev, 408 articles in 16,769 lines, Indonesian).

The set labels tokens; an article is rebuilt here: spaces before stops and within brackets are taken
out, a line that continues a statement joins the one before it, every other line opens a paragraph.

Judged: claims whose figure stands in a STATEMENT of a line, or of lines that continue one another,
which also hold a CUE and a PERSON, ROLE or AFFILIATION (or a second mention of a person).
``source``: the share of these claims whose source overlaps one of those mentions, or shares half of
the words of one.

Not judged: claims outside statements, since indirect speech is mostly unmarked there; the cue; and
whether the person is named in full.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from extracting import Extract, Record, read, within
from gold import Row, digest, rows, scorer, shared
from result import Result, share

FILE = "pfsa-id-dev.jsonl.gz"
WHO = ("PERSON", "PERSONCOREF", "ROLE", "AFFILIATION")
CUES = ("CUE", "CUECOREF")
TIGHT = re.compile(r" (?=[,.;:!?)%])|(?<=\() |(?<=\w) (?=[-/] \w)|(?<=\w [-/]) (?=\w)")
"""Spaces that the tokeniser put in: before stops, inside brackets, around hyphens and slashes."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that continue one another, and their labelled spans, in offsets of the article."""

    start: int
    end: int
    spans: tuple[Record, ...]

    def of(self, labels: Sequence[str]) -> list[Record]:
        """Give the spans with one of the labels."""
        return [s for s in self.spans if s["label"] in labels]


def rebuild(lines: Iterable[Row]) -> tuple[str, list[Block]]:
    """Make the text of one article's lines and its blocks."""
    text, blocks = "", list[Block]()
    for line in lines:
        joined = line["continues"] and blocks
        text += " " if joined else "\n\n" if text else ""
        at = len(text)
        tight, place = _tighten(line["text"])
        text += tight
        spans = tuple(_placed(s, at, place, text) for s in line["spans"])
        if joined:
            last = blocks.pop()
            blocks.append(Block(last.start, len(text), last.spans + spans))
        else:
            blocks.append(Block(at, len(text), spans))
    return text, blocks


def _tighten(line: str) -> tuple[str, list[int]]:
    """Give the line without the tokeniser's spaces, and for each old offset the new one."""
    dropped = {m.start() for m in TIGHT.finditer(line)}
    place, kept = [], 0
    for i in range(len(line) + 1):
        place.append(kept)
        kept += i < len(line) and i not in dropped
    return "".join(c for i, c in enumerate(line) if i not in dropped), place


def _placed(span: Mapping[str, Any], at: int, place: list[int], text: str) -> Record:
    start, end = at + place[span["start"]], at + place[span["end"]]
    return {"start": start, "end": end, "label": span["label"], "text": text[start:end]}


def articles(lines: Iterable[Row]) -> Iterator[tuple[int, str, list[Block]]]:
    """Give number, text and blocks of each article; lines come in order."""
    for number, group in groupby(lines, key=lambda line: line["article"]):
        yield number, *rebuild(group)


def judge(extract: Extract, lines: Iterable[Row]) -> Result:
    """Score articles given as lines with "article", "text", "continues" and "spans"."""
    total = right = given = 0
    for number, text, blocks in articles(lines):
        extraction, claims = read(
            extract, {"id": f"pfsa-{number}", "lang": "id", "title": "", "text": text}
        )
        for claim in within(text, claims, extraction):
            who = _who(claim, blocks)
            if who:
                total += 1
                given += claim["source"] is not None
                right += any(scorer().same_span(w, claim["source"]) for w in who)
    counts = {"claims in statements": total, "given a source": given}
    return Result("public-pfsa", {"source": share(right, total)}, counts=counts)


def _who(claim: Record, blocks: list[Block]) -> list[Record]:
    """Find the speaker's mentions for the statement a claim stands in; none where unjudged."""
    start, end = claim["figure"]
    for block in blocks:
        stated = block.of(("STATEMENT",))
        if any(s["start"] < end and start < s["end"] for s in stated):
            return block.of(WHO) if block.of(CUES) else []
    return []


def score(extract: Extract) -> list[Result]:
    """Score the set where it is here."""
    path = shared("public", FILE)
    return [judge(extract, rows(path)).on(digest(path))]
