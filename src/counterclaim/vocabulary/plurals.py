"""Plurals of units and groups, which are kept in the English singular."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

_HISSES = ("s", "x", "z", "ch", "sh")
_VOWELS = frozenset("aeiou")


@cache
def plurals() -> Mapping[str, str]:
    """Give the plurals that follow no rule."""
    text = files("counterclaim.vocabulary").joinpath("plurals.toml").read_text(encoding="utf-8")
    return MappingProxyType(tomllib.loads(text))


def plural(name: str) -> str:
    """Give the plural of an English noun: "health worker" is "health workers"; "" stays ""."""
    before, space, last = name.rpartition(" ")
    if last in plurals():
        last = plurals()[last]
    elif last.endswith(_HISSES):
        last += "es"
    elif last.endswith("y") and last[-2:-1] not in _VOWELS:
        last = f"{last[:-1]}ies"
    elif last:
        last += "s"
    return f"{before}{space}{last}"
