"""The view of one document that markers and assembly read: its words, sentences and cue hits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.languages.lexicon import NO_HITS
from counterclaim.languages.pack import LanguagePack
from counterclaim.model import Document, Hit, Sentence


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
