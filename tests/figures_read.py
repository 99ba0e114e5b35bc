"""Read one sentence as the number tests do: lexicon, then figures, no other marker."""

from decimal import Decimal

from counterclaim.languages import load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.figure import mark_figures, read_figures
from counterclaim.model import Document, Figure, Imprint, Problem


def reading_of(text: str, language: str) -> Reading:
    """Lay a pack's lexicon on a text."""
    pack = load_pack(language)
    form = spaced(text)
    document = Document(text, Imprint(language=language))
    return Reading(document, pack, form, (), pack.lexicon.find(text, form))


def figures(
    text: str, language: str, *, zeros: bool = False, unknown: bool = False
) -> list[Figure]:
    """Give the figures of a text."""
    return mark_figures(reading_of(text, language), zeros=zeros, unknown=unknown)


def problems(text: str, language: str) -> list[Problem]:
    """Give the problems with the numerals of a text."""
    return read_figures(reading_of(text, language))[1]


def plain(text: str, language: str) -> list[tuple[str, str | None, str | None, str]]:
    """Give (words, low, high, bound) of each figure that is no article."""
    return [
        (text[f.start : f.end], shown(f.low), shown(f.high), f.bound.value)
        for f in figures(text, language)
        if not f.article
    ]


def shown(value: Decimal | None) -> str | None:
    """Write a value without exponent or trailing noughts."""
    return None if value is None else f"{value.normalize():f}"
