"""A run of characters of one document, with its exact words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open run of characters: ``document.text[start:end] == text``.

    Offsets count Unicode code points. The pair of position and quotation follows the
    TextPosition and TextQuote selectors of the W3C Web Annotation Data Model.
    """

    start: int
    end: int
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Span":
        """Cut the run ``start:end`` out of ``text``."""
        return cls(start, end, text[start:end])

    def overlaps(self, other: "Span") -> bool:
        """Whether the two runs share a character."""
        return self.start < other.end and other.start < self.end
