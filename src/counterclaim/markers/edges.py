"""What ends a noun phrase or may stand in one, told once for all phrases of a text."""

from collections.abc import Iterator, Sequence
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.markers.named import Named
from counterclaim.markers.runs import definite, dotted
from counterclaim.markers.seeming import nominal
from counterclaim.model import Timex
from counterclaim.vocabulary.outlets import outlet_named

_STOPPING_KINDS: Final = (
    "attribution.says",
    "attribution.pronoun_says",
    "attribution.that",
    "attribution.passed_on",
    "attribution.according",
    "attribution.citing",
    "clauses.subordinate",
)
_VERB_KINDS: Final = ("clauses.verbs", "measures.active")
_HEADED: Final = frozenset({"at", "near", "from", "company", "means", "aim"})
_SOURCE_KINDS: Final = ("attribution.source_nouns", "attribution.titles")


class Edges:
    """The words of one text that bound phrases, by where they begin or end.

    ``nominal`` are verbs of saying that are nouns where they stand, ``titled`` where titles and nouns
    for speakers end by where they begin, ``documents`` nouns for documents, ``prepositions`` those
    whose object says more of the noun before them and ``beings`` forms of "to be", by where they end.
    """

    def __init__(
        self, reading: Reading, names: Sequence[tuple[int, int]], times: Sequence[Timex] = ()
    ) -> None:
        self.reading = reading
        self.names = names
        self.times = times
        hits, words = self.reading.hits, self.reading.pack.words
        text = self._text = self.reading.text
        self.known = Named(self.reading, self.names)
        nouns = hits("attribution.source_nouns")
        # "jail records", "layanan penyelamatan": no word of a noun that speaks is a verb.
        runs = [h for h in nouns if " " in h.cue.surface]
        acts = {h[0] for kind in _VERB_KINDS for h in hits(kind) if text[h[0]].islower()}
        says = {h[0] for kind in _STOPPING_KINDS for h in hits(kind)}
        within = {at for h in runs for at in range(h.start + 1, h.end)}
        self.nominal = nominal(self.reading, self.names)
        acts -= {h.start for h in runs}
        moments = self._moments()
        self._stops = frozenset(says | acts | moments) - within - self.nominal
        # "koordinator bencana longsor Zenda": an office may hold what else would be a verb.
        self._office_stops = self._stops - (acts - says - moments)
        self._passed_on = hits("attribution.passed_on")
        leading = [h for h in nouns if h.cue.value in {"person", "outlet"}]
        titles = sorted((h.start, h.end) for h in (*hits("attribution.titles"), *leading))
        self.titled = dict(titles)  # of several at one place the longest
        self._connectors = words("names.connectors")
        self._articles = definite(self.reading.pack) & self._connectors
        self._capitals = self._text.isupper()
        roles = hits("clauses.roles")
        # By where they end: the prepositions whose object says more of the noun before them.
        self.prepositions = {
            h[1]: h for h in (*roles, *hits("places.prepositions")) if h[2].value in _HEADED
        }
        self.beings = frozenset([end for _, end, cue in roles if cue.value == "being"])
        title = self.reading.document.title
        self._title_end = title.end if title else 0
        self._abbreviations = dotted(words("sentences.abbreviations"))
        self._pronouns = words("attribution.pronouns")
        self._ordinary = words("names.not_names") | words("clauses.continue") | self._pronouns
        self._described = sorted(
            (start, end)
            for kind in _SOURCE_KINDS
            for start, end, cue in hits(kind)
            if cue.value != "document"
        )
        self.documents = [(h.start, h.end) for h in nouns if h.cue.value == "document"]
        self._speaking = within.union(h.start for h in nouns)
        numbers = (*hits("quantities.not_before"), *hits("attribution.titles"))
        self._numbering = frozenset([h[1] for h in numbers if text[h[0]].isupper()])

    def _moments(self) -> set[int]:
        """Where the words of times begin, those that are no part of an outlet's name."""
        times = [t for t in self.times if not self._in_outlet(t.start)]
        return {place for t in times for place in _words(self._text, t.start, t.end)}

    def _in_outlet(self, place: int) -> bool:
        """Whether a time is the latter part of an outlet's name: "USA Today"."""
        name = self.known.around(place)
        return name is not None and bool(outlet_named(self._text[slice(*name)]))


def _words(text: str, start: int, end: int) -> Iterator[int]:
    """Where the words of a run begin."""
    while 0 <= start < end:
        yield start
        start = text.find(" ", start, end) + 1 or -1
