"""The few tags of a page that state something, found in one pass over its markup before any parsing.

A page is some hundred thousand characters, of which most are scripts, bars and links; a pass for each
question would take longer than parsing the article. Source: HTML Living Standard, 4.2 to 4.4 and 4.12.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# In capitals or not, spelt out: ignoring case would make the search of a page five times as slow. Links
# and scripts are many, and those that state something are told here, where it costs least.
_TAG: Final = re.compile(
    r"<(meta|META|time|TIME|html|HTML|(?:link|LINK)(?=[^<>]+(?:[cC]anonical|CANONICAL))"
    r"|(?:script|SCRIPT)(?=[^<>]+application/ld\+json)|h1|article|main|/article|/main)"
    r"(?=[\s/>])([^<>]*+)"
)
_ELEMENTS: Final = frozenset({"h1", "article", "main", "/article", "/main"})


@dataclass(frozen=True, slots=True)
class Tags:
    """What one pass finds.

    ``stating`` are the names, in small letters, and attributes of <meta>, <time>, <html> and canonical
    <link> tags; ``linked`` the places where the attributes of a <script> with linked data end;
    ``elements`` names ("/main" for an end tag) and places of tags of <article>, <main> and <h1>. All
    are in order of place.
    """

    stating: Sequence[tuple[str, str]]
    linked: Sequence[int]
    elements: Sequence[tuple[str, int]]


def tags_of(markup: str) -> Tags:
    """Find the tags that state something in the markup of a page."""
    stating: list[tuple[str, str]] = []
    linked: list[int] = []
    elements: list[tuple[str, int]] = []
    for tag in _TAG.finditer(markup):
        name, inside = tag.groups()
        if name in _ELEMENTS:
            elements.append((name, tag.start()))
        elif name in {"script", "SCRIPT"}:
            linked.append(tag.end())
        else:
            stating.append((name.lower(), inside))
    return Tags(stating, linked, elements)
