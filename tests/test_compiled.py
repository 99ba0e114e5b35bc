"""The compiled build reads every text as the sources do; ``make compile`` makes it."""

import json
import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

import compiled
from counterclaim.languages import codes
from counterclaim.languages.corpus import load_cases
from gold import AbsentError, rows, shared

READ = """
import json, pickle, sys
import counterclaim.pipeline
from counterclaim.model import Capture
assert counterclaim.pipeline.__file__.endswith(".py") is (sys.argv[1] == "sources"), "the wrong build"
for line in sys.stdin:
    kind, body = json.loads(line)
    for fast in (False, True):
        try:
            found = counterclaim.pipeline.extract_claims(Capture(body.encode(), kind), fast=fast)
        except Exception as wrong:
            print(type(wrong).__name__, getattr(wrong, "problem", wrong))
        else:
            assert pickle.loads(pickle.dumps(found)) == found, "no process could hand it on"
            print(found.document.id, found.document.fences, found.problems)
            print(*found.claims, sep="\\n")
"""
EVERY = 20
"""Of the articles of the shared corpus one in so many is read."""


def _captures() -> list[tuple[str, str]]:
    """Media type and body of all that is read: the example, worked examples, pages, garbage."""
    story = files("counterclaim").joinpath("example", "story.jsonl").read_text(encoding="utf-8")
    found = [("application/json", line) for line in story.splitlines()]
    for code in codes():
        found += [("text/plain", case.text) for case in load_cases(code)]
    found += [
        ("text/html", f"<html><h1>{'Flood' * 3}</h1><p>{body}</p>") for _, body in found[-40:]
    ]
    found += [("text/plain", "\x00\ud7ff 12 \u200b \u0660\u0661 killed"), ("application/json", "{")]
    try:
        real = [*rows(shared("corpus", "articles.jsonl.gz"))][::EVERY]
    except AbsentError:
        return found
    return found + [("application/json", json.dumps(row)) for row in real]


def _read(build: str, path: Path) -> list[str]:
    environment = {**os.environ, "PYTHONPATH": str(path)}
    told = "\n".join(json.dumps(capture) for capture in _captures())
    done = subprocess.run(
        [sys.executable, "-c", READ, build],
        input=told,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_compiled_build_reads_as_the_sources_do() -> None:
    if not compiled.is_fresh():
        pytest.skip(compiled.ABSENT)
    plain = _read("sources", compiled.ROOT / "src")
    assert len(plain) > 1000
    assert _read("compiled", compiled.BUILD) == plain
