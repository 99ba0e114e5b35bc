"""What stands just before and just behind a place in the text."""

from collections.abc import Sequence
from typing import Final

from counterclaim.languages.reading import Reading
from counterclaim.model import Figure, Place, Timex

# The sort of what ends just before a place; "" stands for the name under which the pack lists it.
_BEFORE: Final = {
    "clauses.roles": "",
    "places.prepositions": "",
    "clauses.coordinate": "join",
    "clauses.subordinate": "clause",
    "mode.part": "part",
    "attribution.says": "speech",
    "attribution.that": "speech",
    "measures.noun": "cue",
    "measures.state": "cue",
    "measures.active": "cue",
}
# The sort of what begins just behind a place; what stands later counts where several begin at one.
_BEHIND: Final = {
    "places.prepositions": "preposition",
    "clauses.roles": "role",
    "clauses.coordinate": "join",
    "clauses.subordinate": "clause",
    "attribution.pronouns": "pronoun",
    "clauses.verbs": "verb",
    "attribution.that": "that",
}
_STOPS: Final = ".!?\n"
_QUOTES: Final = '"\u201c\u201d\u2018\u00ab'


class Borders:
    """Tells the sort of what borders a character; asked for the same places by many figures."""

    __slots__ = ("_befores", "_begin", "_end", "_opening", "_text")

    def __init__(
        self,
        reading: Reading,
        places: Sequence[Place],
        names: Sequence[tuple[int, int]],
        times: Sequence[Timex],
        figures: Sequence[Figure],
    ) -> None:
        self._text = reading.text
        self._opening = frozenset([s.start for s in reading.sentences])
        self._end = {
            end: sort or cue.value
            for kind, sort in _BEFORE.items()
            for _, end, cue in reading.hits(kind)
        }
        # A mention is told before the sort of its first word.
        begin = self._begin = {
            start: sort for kind, sort in _BEHIND.items() for start, _, _ in reading.hits(kind)
        }
        begin.update((place.start, "place") for place in places)
        begin.update((start, "name") for start, _ in names)
        begin.update((time.start, "time") for time in times)
        begin.update((figure.start, "figure") for figure in figures)
        self._befores: dict[int, str] = {}

    def before(self, place: int) -> str:
        """What stands just before a character: "start", "pause", a sort of cue, or "word"."""
        known = self._befores.get(place)
        if known is None:
            known = self._befores[place] = self._before(place)
        return known

    def _before(self, place: int) -> str:
        text = self._text
        at = place - 1
        while at >= 0 and text[at] == " ":
            at -= 1
        if at < 0 or text[at] in _STOPS or place in self._opening:
            return "start"
        return "pause" if not text[at].isalnum() else self._end.get(at + 1, "word")

    def behind(self, place: int) -> str:
        """What begins at a character: "end", "quote", "pause", a sort of mention or cue, or "word"."""
        text = self._text
        while text.startswith(" ", place):
            place += 1
        sign = text[place : place + 1]
        if not sign or sign in _STOPS:
            return "end"
        if sign in _QUOTES:
            return "quote"
        known = self._begin.get(place)
        return known or ("word" if sign.isalnum() else "pause")
