"""The verbs of a document: those that tell a measure, and common ones of any meaning.

A cue far from a figure seldom governs it where another verb stands nearer.
"""

from bisect import bisect_left
from typing import Final, NamedTuple

from counterclaim.languages.reading import Reading

_SORTS: Final = {"measures.active": "A", "measures.state": "S", "clauses.verbs": ""}
_TELLING: Final = frozenset({"A", "S"})


class Verb(NamedTuple):
    """A verb at ``text[start:end]``.

    ``sort`` is a letter where it tells a measure ("A" of what it acts on, "S" of its subject), else the
    name under which the pack lists it: "modal", "past", "active".
    """

    start: int
    end: int
    sort: str


class Verbs:
    """The verbs of a document in order of place."""

    __slots__ = ("_all", "_starts")

    def __init__(self, reading: Reading) -> None:
        self._all = _verbs(reading)
        self._starts = [v.start for v in self._all]

    def beside(self, left: int, right: int) -> tuple[Verb | None, Verb | None]:
        """The last verb that begins before ``left`` and the first that begins at or after ``right``."""
        before, after = bisect_left(self._starts, left) - 1, bisect_left(self._starts, right)
        return (
            self._all[before] if before >= 0 else None,
            self._all[after] if after < len(self._all) else None,
        )

    def between(self, left: int, right: int) -> int:
        """How many verbs begin in ``left:right``, at most 2."""
        return min(2, bisect_left(self._starts, right) - bisect_left(self._starts, left))


def _verbs(reading: Reading) -> list[Verb]:
    """All verbs, none overlapping another; one that tells a measure stands for those it covers."""
    hits = sorted(
        (start, end, sort or cue.value)
        for kind, sort in _SORTS.items()
        for start, end, cue in reading.hits(kind)
    )
    found: list[Verb] = []
    make, last = tuple.__new__, 0  # half the cost of calling Verb
    for verb in hits:
        start, end, sort = verb
        if start >= last:
            found.append(make(Verb, verb))
        elif sort in _TELLING and last <= end:
            found[-1] = make(Verb, verb)
        else:
            continue
        last = end
    return found
