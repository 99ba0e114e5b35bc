"""The part of a page's markup that its one <article> or <main> element holds.

Found by its tags alone, before anything is parsed: most of a page stands around its article, and what
is not parsed costs nothing. Source: HTML Living Standard, 4.3.2 and 4.4.14.
"""

from typing import Final

from counterclaim.readers.tags import Tags

_ELEMENTS: Final = ("article", "main")
_LEAST: Final = 3_000
"""Characters of markup; a smaller element is a link to another story."""


def article_region(tags: Tags) -> tuple[int, int] | None:
    """Give start and end of the element that holds the article; None where it is not the only one.

    Of several, none is taken: further stories may follow below the page's own, and be longer. Names in
    capitals are not looked for: such a page is read as one without these elements.
    """
    spans = _outermost(tags)
    for name in _ELEMENTS:
        if len(spans[name]) == 1:
            start, end = spans[name][0]
            if end - start >= _LEAST:
                return start, end
    return None


def _outermost(tags: Tags) -> dict[str, list[tuple[int, int]]]:
    """Give start and end of the elements that stand in no other of their name, by name."""
    found: dict[str, list[tuple[int, int]]] = {name: [] for name in _ELEMENTS}
    opened: dict[str, list[int]] = {name: [] for name in _ELEMENTS}
    for tag, place in tags.elements:
        name = tag.removeprefix("/")
        if name not in found:
            continue
        if name == tag:
            opened[name].append(place)
        elif opened[name]:  # else it closes what none opened
            start = opened[name].pop()
            if not opened[name]:
                found[name].append((start, place + len(f"<{tag}>")))
    return found
