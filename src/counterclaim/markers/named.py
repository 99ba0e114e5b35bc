"""The names of one text by place, and which of them are places."""

from bisect import bisect_left
from collections.abc import Sequence

from counterclaim.languages.reading import Reading

Run = tuple[int, int]


class Named:
    """Asked where a name begins or ends, and whether a pack knows it as a place."""

    __slots__ = ("_joints", "_names", "_place_ends", "_places", "_starts", "_text")

    def __init__(self, reading: Reading, names: Sequence[Run]) -> None:
        text, hits = reading.text, reading.hits
        self._names = names
        self._text = text
        self._joints = reading.pack.words("clauses.coordinate")
        self._places = {start: end for start, end, _ in hits("places.names")}
        self._starts = list(self._places)  # hits come in order
        self._place_ends = frozenset(
            [h.end for h in hits("places.kinds_after") if text[h.start].isupper()]
        )

    def place_at(self, start: int) -> int | None:
        """Where the place ends whose name the pack knows and that begins at ``start``."""
        return self._places.get(start)

    def holds_place(self, start: int, end: int) -> bool:
        """Whether a place that the pack knows begins within a run, not at its beginning."""
        index = bisect_left(self._starts, start + 1)
        return index < len(self._starts) and self._starts[index] < end

    def is_place(self, name: Run) -> bool:
        """Whether a name is that of a place the pack knows, or ends in a word for one: "Niger State"."""
        return self._places.get(name[0]) == name[1] or name[1] in self._place_ends

    def starting(self, place: int) -> Run | None:
        """The name that begins at a place."""
        index = bisect_left(self._names, (place, 0))
        if index < len(self._names) and self._names[index][0] == place:
            return self._names[index]
        return None

    def behind_list(self, name: Run | None) -> Run | None:
        """The name behind one that names an office: ``Head of Dams, Docks and Rivers, Ana Nix``."""
        if name is None or self._joints.isdisjoint(self._text[slice(*name)].lower().split()):
            return name
        comma = self._text.startswith(", ", name[1])
        return (self.starting(name[1] + 2) if comma else None) or name

    def around(self, place: int) -> Run | None:
        """The name that a place is in, or at the beginning of."""
        index = bisect_left(self._names, (place + 1, 0)) - 1
        if index >= 0 and self._names[index][0] <= place < self._names[index][1]:
            return self._names[index]
        return None

    def ending(self, place: int) -> Run | None:
        """The name that ends at a place."""
        index = bisect_left(self._names, (place, 0)) - 1
        return self._names[index] if index >= 0 and self._names[index][1] == place else None
