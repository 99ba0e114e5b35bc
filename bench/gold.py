"""The measuring data beside the repository, and captures made of its rows.

The data are not part of the project. They are looked for in the folder that the environment
variable COUNTERCLAIM_SHARED names, else in a folder ``shared`` beside the repository.
"""

import gzip
import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from counterclaim.model import Capture

ROOT = Path(__file__).resolve().parent.parent
Row = dict[str, Any]


class AbsentError(Exception):
    """Data that a measure needs are not on this machine; the message says which."""


def shared(*parts: str) -> Path:
    """Path of a file or folder of the shared data; raises AbsentError where it is not here."""
    named = os.environ.get("COUNTERCLAIM_SHARED")
    path = (Path(named) if named else ROOT.parent / "shared").joinpath(*parts)
    if not path.exists():
        raise AbsentError(f"{'/'.join(('shared', *parts))} is not here")
    return path


def rows(path: Path) -> Iterator[Row]:
    """Objects of a JSON Lines file, gzipped or not."""
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def digest(*paths: Path) -> str:
    """First 16 hex digits of the SHA-256 of some files' bytes, so that a floor names its data."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def capture(row: Mapping[str, Any]) -> Capture:
    """Make a capture of an article: "title", "text", "id"; "lang", "published", ... if known."""
    body = json.dumps(dict(row), ensure_ascii=False).encode()
    return Capture(str(row.get("id", "")), "application/json", body)


def headed(text: str, **known: str) -> Row:
    """Make a row whose headline is the text's first paragraph; its document is ``text`` again."""
    title, gap, body = text.partition("\n\n")
    return {"title": title, "text": body, **known} if gap else {"title": "", "text": text, **known}


@cache
def scorer() -> ModuleType:
    """Import the scorer that stands with the gold claims, where it lies."""
    return _by_path("gold_score", shared("gold", "score.py"))


def _by_path(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} cannot be imported")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
