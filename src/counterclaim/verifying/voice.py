"""Who is said to have given a figure: row against page."""

from typing import Final

from counterclaim.languages import spaced
from counterclaim.model import Aspect, Citation, Difference, Quantity
from counterclaim.verifying.sighting import Page, Sighting
from counterclaim.verifying.words import comparable, is_another_name, stands_in

REACH: Final = 4
"""Sentences around the figure's own in which its source may be named."""


def source_of(row: Citation, _: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare sources: whoever is named near the figure, or brought the report out, may be it."""
    language = page.document.imprint.language
    if not row.source or not comparable(row.source, language):
        return None
    if any(stands_in(row.source, spaced(name), language) for name in _publishers(page)):
        return None
    said = seen.claim.attribution
    named = " ".join(s.text for s in (said.source, *said.via) if s)
    form = page.scene.reading.form
    near = form if not named else f"{_around(seen, page)} {spaced(named)}"
    if stands_in(row.source, near, language):
        return None
    if is_another_name(row.source, page.names, language):
        return None
    return Difference(Aspect.SOURCE, row.source, named or "nobody of that name")


def _publishers(page: Page) -> tuple[str, ...]:
    about = page.document.imprint
    return (about.outlet, about.publisher, *about.authors)


def _around(seen: Sighting, page: Page) -> str:
    sentences = page.scene.sentences
    first = max(0, seen.sentence - REACH)
    last = min(len(sentences) - 1, seen.sentence + REACH)
    return page.scene.reading.form[sentences[first].start : sentences[last].end]
