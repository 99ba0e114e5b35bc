"""What the house keeps small: files, functions, folders; and names that say nothing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "counterclaim"
SOURCES = sorted(PACKAGE.rglob("*.py"))
BANNED = frozenset({"utils", "helpers", "misc", "common", "core", "base", "manager"})
FILE_LINES = 400
FUNCTION_LINES = 50
FOLDERS = 2


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def long_functions(source: str) -> Iterator[str]:
    """Give the functions that are too long, their decorators left aside."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{node.name} has {lines} lines"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text("utf-8")
    assert len(source.splitlines()) <= FILE_LINES
    assert not list(long_functions(source))


def test_a_long_function_is_seen() -> None:
    body = "\n".join(f"    x = {i}" for i in range(FUNCTION_LINES))
    assert list(long_functions(f"def f():\n{body}\n")) == [f"f has {FUNCTION_LINES + 1} lines"]
    assert not list(long_functions("def f():\n    return 1\n"))


def test_names_say_something_and_folders_are_shallow() -> None:
    assert SOURCES
    for path in SOURCES:
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        assert not BANNED & set(parts), name(path)
        assert len(parts) - 1 <= FOLDERS, name(path)
