"""Every problem code is documented, and nothing else is."""

import ast
import re
from itertools import chain
from pathlib import Path

import pytest

from counterclaim.model import PROBLEMS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "counterclaim"
PAGE = ROOT / "docs" / "problems.md"
SHOWN = [
    *("captures/*.py", "fetch/*.py", "ledger/*.py", "readers/*.py"),
    *("drivers/gathering.py", "drivers/local.py", "pipeline.py", "web/taking.py", "web/*/*.py"),
]
"""Whose problems the web application shows."""


def test_every_code_has_an_entry_with_an_example_and_a_remedy() -> None:
    entries = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert [entry[:5] for entry in entries] == sorted(PROBLEMS)
    for entry in entries:
        assert "\n    CC" in entry or "\n    $ " in entry, entry
        assert "**What to do.**" in entry, entry


def test_the_page_says_what_the_program_says() -> None:
    page = " ".join(PAGE.read_text("utf-8").split())
    for code, meaning in PROBLEMS.items():
        assert f"## {code} {meaning}" in page


@pytest.mark.parametrize("file", sorted(chain(*map(PACKAGE.glob, SHOWN))), ids=str)
def test_problems_that_screens_show_can_be_said_in_other_languages(file: Path) -> None:
    """Messages and hints are reasons, not finished English, also where they have a name first."""
    tree = ast.parse(file.read_text("utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    said = [
        part
        for call in calls
        if getattr(call.func, "id", "") == "Problem"
        for part in (*call.args[1:4:2], *(k.value for k in call.keywords if k.arg == "hint"))
    ]
    names = {part.id for part in said if isinstance(part, ast.Name)}
    said += [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and names & {getattr(t, "id", "") for t in node.targets}
    ]
    plain = [part for part in said if isinstance(part, (ast.Constant, ast.JoinedStr))]
    assert list(map(ast.unparse, plain)) == []
