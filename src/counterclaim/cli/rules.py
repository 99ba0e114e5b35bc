"""Where the entries of a language pack stand: from a rule's name to a line of its file."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_HEADER: Final = re.compile(r"\s*\[([\w.-]+)\]\s*(?:#.*)?$")
_KEY: Final = re.compile(r"\s*([\w-]+)(?:\.[^=]+)?\s*=")
_QUOTED: Final = re.compile(r'"(?:\\.|[^"\\])*"|\'[^\']*\'')
_BARE_KEY: Final = re.compile(r"([\w-]+)\s*=")


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
    number, text = _entries_of(file).get((kind, surface), (0, ""))
    return Entry(rule, file, number, text.strip())


@cache
def _entries_of(file: str) -> Mapping[tuple[str, str], tuple[int, str]]:
    """Give the numbered line of each entry under its section and key, such as "measures.state"."""
    try:
        text = files("counterclaim.languages").joinpath(file).read_text(encoding="utf-8")
    except OSError:
        return {}
    found: dict[tuple[str, str], tuple[int, str]] = {}
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
        kind = section if "." in section else f"{section}.{key}"
        for surface in _surfaces(line):
            found.setdefault((kind, surface), (number, line))
        depth += _depth(line)
    return found


def _surfaces(line: str) -> Iterator[str]:
    """Give all that could be an entry in a line: quoted words, and keys without quotes."""
    for quoted in _QUOTED.finditer(line):
        words = quoted[0][1:-1]
        # TOML escapes as JSON does, but for the rare \\U; words in a comment may escape anything.
        if "\\" in words and quoted[0][0] == '"':
            with suppress(ValueError):
                words = json.loads(quoted[0])
        yield words
    yield from _BARE_KEY.findall(_QUOTED.sub("", line))


def _depth(line: str) -> int:
    """Count brackets opened less those closed, outside of quoted words and comments."""
    bare = _QUOTED.sub("", line).partition("#")[0]
    return sum(bare.count(sign) for sign in "[{") - sum(bare.count(sign) for sign in "]}")
