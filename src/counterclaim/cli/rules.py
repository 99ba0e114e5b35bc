"""Where the entries of a language pack stand: from a rule's name to a line of its file."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_HEADER: Final = re.compile(r"\s*\[([\w.-]+)\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*([\w-]+)(?:\.[^=]+)?\s*=")


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule that made a claim; ``line`` counts from 1 and is 0 where it is no line of a pack."""

    rule: str
    file: str = ""
    line: int = 0
    text: str = ""


def entry_of(rule: str) -> Entry:
    """Find the line of the pack that a rule such as "en.toml:measures.state:killed" names."""
    file, _, rest = rule.partition(":")
    kind, _, surface = rest.partition(":")
    if not file.endswith(".toml") or not surface or "/" in file:
        return Entry(rule)
    for number, text in _lines_of(file).get(kind, ()):
        if _holds(text, surface):
            return Entry(rule, file, number, text.strip())
    return Entry(rule, file)


def _holds(text: str, surface: str) -> bool:
    escaped = surface.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'"{escaped}"' in text
        or f"'{surface}'" in text
        # A key without quotes: seven = 7, or { seven = 7, eight = 8 }.
        or re.search(rf"(?:^|[\s,{{]){re.escape(surface)}\s*=", text) is not None
    )


@cache
def _lines_of(file: str) -> dict[str, list[tuple[int, str]]]:
    """Give the numbered lines of a pack under each section and key, such as "measures.state"."""
    try:
        text = files("counterclaim.languages").joinpath(file).read_text(encoding="utf-8")
    except OSError:
        return {}
    found: dict[str, list[tuple[int, str]]] = {}
    section, key, depth = "", "", 0
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line) if depth == 0 else None
        if header:
            section, key = header[1], ""
            continue
        named = _KEY.match(line) if depth == 0 else None
        # [measures] state = {...} and [measures.state] killed = [...] both hold "measures.state".
        if named and "." not in section:
            key = named[1]
        kind = f"{section}.{key}" if "." not in section else section
        found.setdefault(kind, []).append((number, line))
        depth += _depth(line)
    return found


def _depth(line: str) -> int:
    """Count brackets opened less those closed, outside of quoted words and comments."""
    bare = re.sub(r'"(?:\\.|[^"\\])*"|\'[^\']*\'', "", line).partition("#")[0]
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
