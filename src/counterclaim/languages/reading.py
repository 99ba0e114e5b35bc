"""The view of one document that markers and assembly read: its words, sentences and cue hits."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from counterclaim.languages.lexicon import NO_HITS
from counterclaim.languages.pack import LanguagePack
from counterclaim.model import Document, Hit, Sentence

_start: Final = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its pack, sentences in order, and hits by kind in order of place.

    ``form`` is the text in lower case with everything but letters and digits as spaces, of the same
    length as ``document.text``.
    """

    document: Document
    pack: LanguagePack
    form: str
    sentences: Sequence[Sentence]
    found: Mapping[str, Sequence[Hit]]

    @property
    def text(self) -> str:
        """The document's words."""
        return self.document.text

    def hits(self, kind: str) -> Sequence[Hit]:
        """All hits of one section and key of the pack, in order of place."""
        return self.found.get(kind, NO_HITS)

    def within(self, kind: str, start: int, end: int) -> Sequence[Hit]:
        """The hits of a kind that lie whole between two places, in order of place."""
        hits = self.hits(kind)
        first, last = bisect_left(hits, start, key=_start), bisect_left(hits, end, key=_start)
        return [hit for hit in hits[first:last] if hit.end <= end]
