"""The closed list of measures, and which count a part of which."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from counterclaim.vocabulary.checks import VocabularyError, take_fields


class Counts(StrEnum):
    """How a measure behaves in time."""

    STOCK = "stock"
    LEVEL = "level"
    EVENT = "event"


class Subject(StrEnum):
    """What a measure is asserted of unless the text says otherwise."""

    PERSON = "person"
    THING = "thing"
    MONEY = "money"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. ``hxl`` is "" where the HXL standard has no fitting tag."""

    name: str
    label: str
    hxl: str
    counts: Counts
    of: Subject
    parts: frozenset[str]


@cache
def measures() -> Mapping[str, Measure]:
    """Give all measures by name, in the order of ``measures.toml``.

    Raises VocabularyError naming the measure and key that break the file's own rules.
    """
    text = files("counterclaim.vocabulary").joinpath("measures.toml").read_text(encoding="utf-8")
    return read_measures(text)


def read_measures(text: str) -> Mapping[str, Measure]:
    """Check the TOML of a list of measures; its lattice must name measures and have no circle."""
    found: dict[str, Measure] = {}
    for name, entry in tomllib.loads(text).items():
        take_fields(
            f"measure {name!r}", entry, needed={"label", "counts", "of"}, free={"hxl", "parts"}
        )
        try:
            counts, of = Counts(entry["counts"]), Subject(entry["of"])
        except ValueError as wrong:
            raise VocabularyError(f"measure {name!r}: {wrong}") from None
        parts = frozenset(entry.get("parts", ()))
        found[name] = Measure(name, entry["label"], entry.get("hxl", ""), counts, of, parts)
    for measure in found.values():
        if unknown := sorted(measure.parts.difference(found)):
            raise VocabularyError(f"measure {measure.name!r}: unknown parts {', '.join(unknown)}")
    for name in found:
        if name in _below(found, name):
            raise VocabularyError(f"measure {name!r} is a part of itself")
    return MappingProxyType(found)


def _below(found: Mapping[str, Measure], name: str) -> set[str]:
    seen: set[str] = set()
    waiting = set(found[name].parts)
    while waiting:
        part = waiting.pop()
        seen.add(part)
        waiting |= found[part].parts - seen
    return seen


@cache
def parts_of(name: str) -> frozenset[str]:
    """Give every measure that counts a part of ``name``, however far down the lattice."""
    return frozenset(_below(measures(), name)) if name in measures() else frozenset()
