"""The policies by which a question is read, as data of ``policies.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from counterclaim.model import Policy
from counterclaim.vocabulary import VocabularyError
from counterclaim.vocabulary.checks import take_fields


class Pick(StrEnum):
    """Which figure stands for an end, or for best."""

    VOTE = "vote"
    LATEST = "latest"
    LOWEST = "lowest"
    HIGHEST = "highest"
    BEST = "best"


class Ties(StrEnum):
    """Which of several figures with most votes is taken."""

    MEDIAN = "median"
    LOWEST = "lowest"


class Ranges(StrEnum):
    """How "10 to 20" is read."""

    ENDS = "ends"
    LOWEST = "lowest"
    MIDDLE = "middle"


class Loose(StrEnum):
    """How a figure without two ends is read."""

    ASIDE = "aside"
    STATED = "stated"
    FLOOR = "floor"


class Lost(StrEnum):
    """Whether the missing count among the dead."""

    APART = "apart"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Rule:
    """One policy; the keys are explained at the head of ``policies.toml``."""

    says: str
    origin: str
    low: Pick
    best: Pick
    high: Pick
    ties: Ties
    ranges: Ranges
    open: Loose
    vague: Loose
    missing: Lost
    said: bool
    words: Mapping[Decimal, Decimal]


_ENDS = frozenset({Pick.LOWEST, Pick.HIGHEST, Pick.BEST})
_ALLOWED: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "low": _ENDS - {Pick.HIGHEST},
        "high": _ENDS - {Pick.LOWEST},
        "best": frozenset({Pick.VOTE, Pick.LATEST, Pick.LOWEST}),
        "ties": frozenset(Ties),
        "ranges": frozenset(Ranges),
        "open": frozenset({Loose.ASIDE, Loose.STATED}),
        "vague": frozenset({Loose.ASIDE, Loose.FLOOR}),
        "missing": frozenset(Lost),
    }
)


@cache
def rules() -> Mapping[Policy, Rule]:
    """Give every policy's rule; raises VocabularyError for a file that breaks its own terms."""
    text = files("counterclaim.reconcile").joinpath("policies.toml").read_text(encoding="utf-8")
    return read_rules(text)


def read_rules(text: str) -> Mapping[Policy, Rule]:
    """Check the TOML of the policies: one table for each member of ``Policy``."""
    tables = tomllib.loads(text)
    if tables.keys() != set(Policy):
        odd = ", ".join(sorted(tables.keys() ^ set(Policy)))
        raise VocabularyError(f"policies: unknown or lacking {odd}")
    return MappingProxyType({Policy(name): _rule(name, table) for name, table in tables.items()})


def _rule(name: str, table: Mapping[str, Any]) -> Rule:
    where = f"policy {name!r}"
    take_fields(where, table, needed={*_ALLOWED, "says", "origin", "said"}, free={"words"})
    for key, allowed in _ALLOWED.items():
        if table[key] not in allowed:
            raise VocabularyError(f"{where}: {key} is not {table[key]!r}")
    words = {Decimal(k): Decimal(v) for k, v in table.get("words", {}).items()}
    return Rule(
        says=table["says"],
        origin=table["origin"],
        low=Pick(table["low"]),
        best=Pick(table["best"]),
        high=Pick(table["high"]),
        ties=Ties(table["ties"]),
        ranges=Ranges(table["ranges"]),
        open=Loose(table["open"]),
        vague=Loose(table["vague"]),
        missing=Lost(table["missing"]),
        said=bool(table["said"]),
        words=MappingProxyType(words),
    )
