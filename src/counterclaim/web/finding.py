"""Finding claims by words and facets, fast enough to count every facet at every request.

All claims are numbered by their day, the newest first (``ledger/entries.py``). A set of claims is an
integer whose bit of a claim's number is set: intersecting and counting a hundred thousand claims
takes microseconds.
"""

import threading
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, Final

from counterclaim.ledger import Ledger
from counterclaim.ledger.entries import entries, numbers_with

FACETS: Final = ("measure", "country", "place", "source", "outlet")
SHOWN: Final = 100
"""Values of a facet that are counted; rarer ones are found by words."""
LARGE: Final = 10_000
"""Claims from which on making a catalogue takes longer than a reader should wait."""
_COUNTRY: Final = 2
_KEPT: Final = 64
"""Searches whose outcome is kept."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for: words, one value of each facet, days, and whether disputed only."""

    words: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as the index knows it."""

    claim: str
    document: str
    question: str


@dataclass
class _Facet:
    """One facet: its values, the most frequent first, and which claims have each."""

    values: list[str]
    counts: list[int]
    codes: "array[int]"
    ranks: dict[str, int]
    bits: dict[int, int] = field(default_factory=dict)

    def having(self, value: str) -> int:
        rank = self.ranks.get(value)
        if rank is None:
            return 0
        if rank not in self.bits:
            self.bits[rank] = _bits((n for n, c in enumerate(self.codes) if c == rank), self.codes)
        return self.bits[rank]


class Catalogue:
    """All claims of a ledger as its derived tables show them."""

    def __init__(self, rows: Sequence[Any], version: int = 0) -> None:
        self.version = version
        self.count = len(rows)
        self.entries = [Entry(r.claim_id, r.document_id, r.question_id) for r in rows]
        self.days = [date.fromisoformat(r.day) for r in rows if r.day]
        """Days from the newest on; claims without a day come after all of these."""
        self._ordinals = [-day.toordinal() for day in self.days]
        self._all = (1 << self.count) - 1
        self._disputed = _bits((i for i, r in enumerate(rows) if r.disputed), rows)
        names: dict[str, Counter[str]] = {}
        for row in rows:
            if row.place and row.place_name:
                names.setdefault(row.place, Counter())[row.place_name] += 1
        # Datelines shout: "SEOUL".
        self.place_names = {
            code: name.title() if name.isupper() and len(name) > 3 else name
            for code, found in names.items()
            for name, _ in found.most_common(1)
        }
        self._facets = {
            "measure": _facet([r.measure for r in rows]),
            "country": _facet([_country(r) for r in rows]),
            "place": _facet([r.place if r.place != _country(r) else "" for r in rows]),
            "source": _facet([r.source for r in rows]),
            "outlet": _facet([r.outlet for r in rows]),
        }

    def values(self, facet: str) -> list[str]:
        """Give the values of a facet, the most frequent first, at most ``SHOWN``."""
        return self._facets[facet].values[:SHOWN]

    def select(self, wanted: Wanted, words: int | None, but: str = "") -> int:
        """Give the claims wanted; ``words`` are those with the words. ``but`` is a facet to leave out."""
        # The words may have been looked up after the next build, which knows more claims.
        found = self._all if words is None else words & self._all
        for name, value in wanted.facets:
            if name != but:
                found &= self._facets[name].having(value)
        if wanted.disputed and but != "disputed":
            found &= self._disputed
        if (wanted.since or wanted.until) and but != "days":
            found &= self.between(wanted.since, wanted.until)
        return found

    def between(self, since: date | None, until: date | None) -> int:
        """Give the claims of a span of days, both ends included."""
        first = bisect_left(self._ordinals, -until.toordinal()) if until else 0
        last = bisect_right(self._ordinals, -since.toordinal()) if since else len(self.days)
        return ((1 << max(last - first, 0)) - 1) << first

    def disputed(self, held: int) -> int:
        """Count the claims of disputed questions among these."""
        return (held & self._disputed).bit_count()

    def counts(self, facet: str, held: int, most: int = SHOWN) -> list[tuple[str, int]]:
        """Count the values of a facet among these claims, the most frequent first."""
        found = self._facets[facet]
        counted = [
            (value, (found.having(value) & held).bit_count())
            for value in found.values[:most]
            if value
        ]
        return sorted((c for c in counted if c[1]), key=lambda c: -c[1])


def numbers(held: int, start: int = 0, most: int | None = None) -> Iterator[int]:
    """Give the numbers of a set in order, from the ``start``-th on, at most so many."""
    body = held.to_bytes((held.bit_length() + 7) // 8, "little")
    left = most
    for at, byte in enumerate(body):
        if not byte:
            continue
        here = byte.bit_count()
        if start >= here:
            start -= here
            continue
        for bit in range(8):
            if byte >> bit & 1:
                if start:
                    start -= 1
                    continue
                if left is not None:
                    if left <= 0:
                        return
                    left -= 1
                yield at * 8 + bit


class Finder:
    """Keeps the catalogue of a ledger at hand and makes it anew when the derived tables changed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._builds = 0
        self._made: tuple[object, Catalogue] | None = None
        self._search = lru_cache(_KEPT)(self._with_words)

    def catalogue(self) -> Catalogue:
        """Give the catalogue as of the last build; an empty one where there was none.

        While a large one is being made anew, readers see the one before.
        """
        state = self._ledger.built()
        made = self._made
        if made is not None and made[0] == state:
            return made[1]
        if made is not None and made[1].count > LARGE:
            if self._lock.acquire(blocking=False):
                threading.Thread(target=self._renew, args=(state,), daemon=True).start()
            return made[1]
        with self._lock:
            made = self._made
            if made is None or made[0] != state:
                made = self._made = (state, self._read())
        return made[1]

    def _renew(self, state: object) -> None:
        try:
            self._made = (state, self._read())
        finally:
            self._lock.release()

    def words(self, catalogue: Catalogue, asked: str) -> int | None:
        """Give the claims with these words; None where none are asked for."""
        return self._search(catalogue.version, asked) if asked.strip() else None

    def _read(self) -> Catalogue:
        self._builds += 1
        with self._ledger.begin(writing=False) as link:
            return Catalogue(entries(link), self._builds)

    def _with_words(self, _: int, asked: str) -> int:
        with self._ledger.begin(writing=False) as link:
            found = numbers_with(link, asked)
        return _bits(found, range(max(found, default=-1) + 1))


def _bits(numbered: "Iterator[int] | list[int]", sized: Any) -> int:  # noqa: ANN401
    body = bytearray(len(sized) // 8 + 1)
    for number in numbered:
        body[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(body, "little")


def _facet(column: Sequence[str]) -> _Facet:
    counted = Counter(column)
    values = sorted(counted, key=lambda v: (-counted[v], v))
    ranks = {value: rank for rank, value in enumerate(values)}
    codes = array("L", (ranks[value] for value in column))
    made = _Facet(values, [counted[v] for v in values], codes, ranks)
    held = [bytearray(len(codes) // 8 + 1) for _ in values[:SHOWN]]
    for number, code in enumerate(codes):
        if code < SHOWN:
            held[code][number >> 3] |= 1 << (number & 7)
    made.bits = {rank: int.from_bytes(body, "little") for rank, body in enumerate(held)}
    return made


def _country(row: Any) -> str:  # noqa: ANN401 (a row of the table)
    """Give the ISO 3166-1 code that a place's code begins with, "" for words."""
    code = str(row.place)
    head, _, tail = code.partition("-")
    coded = len(head) == _COUNTRY and head.isascii() and head.isupper() and (tail or head == code)
    return head if coded else ""
