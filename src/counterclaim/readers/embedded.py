"""Articles that a page carries as data for its scripts to lay out."""

import json
import re
from collections.abc import Iterator
from typing import Final

_SCRIPT: Final = re.compile(r"<script\b[^>]{0,500}>(.*?)</script>", re.IGNORECASE | re.DOTALL)
_STRING: Final = re.compile(r'"((?:[^"\\]|\\.){300,})"', re.DOTALL)
_TAGS: Final = re.compile(r"<(?:p|br|div|h[2-6]|li)\b", re.IGNORECASE)
_ESCAPED: Final = ("\\u003c", '\\"', "\\n")
_DEEPEST: Final = 3
"""Strings of JSON hold JSON, and so on."""
_MOST: Final = 5


def embedded_markup(markup: str) -> list[str]:
    """Give pieces of markup of several paragraphs found in the strings of scripts, longest first."""
    found: dict[str, None] = {}
    for script in _SCRIPT.findall(markup):
        if "\\u003c" in script or "<p" in script or "<br" in script:
            found.update(dict.fromkeys(_strings(script, 0)))
    return sorted(found, key=len, reverse=True)[:_MOST]


def _strings(data: str, depth: int) -> Iterator[str]:
    for literal in _STRING.findall(data):
        try:
            value = json.loads(f'"{literal}"', strict=False)
        except ValueError:
            continue
        if depth < _DEEPEST and any(mark in value for mark in _ESCAPED):
            yield from _strings(value, depth + 1)
        elif len(_TAGS.findall(value)) > 2:
            yield value
