"""News agencies, newspapers, broadcasters and sites by every name they print under."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from counterclaim.vocabulary.checks import VocabularyError, take_fields


class OutletKind(StrEnum):
    """What sort of house an outlet is."""

    AGENCY = "agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    SITE = "site"


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: the name for people, other names it prints under, ISO 3166 country."""

    name: str
    kind: OutletKind
    country: str
    aliases: tuple[str, ...] = ()


@cache
def outlets() -> Mapping[str, Outlet]:
    """Give all outlets by name, in the order of ``outlets.toml``.

    Raises VocabularyError naming the outlet and key that break the file's own rules.
    """
    text = files("counterclaim.vocabulary").joinpath("outlets.toml").read_text(encoding="utf-8")
    return read_outlets(text)


def read_outlets(text: str) -> Mapping[str, Outlet]:
    """Check the TOML of a list of outlets: no name may stand for two of them."""
    found: dict[str, Outlet] = {}
    owner: dict[str, str] = {}
    for entry in tomllib.loads(text).get("outlet", ()):
        name = str(entry.get("name", ""))
        take_fields(f"outlet {name!r}", entry, needed={"name", "kind", "country"}, free={"aliases"})
        aliases = tuple(entry.get("aliases", ()))
        for known in {n.casefold() for n in (name, *aliases)}:
            if known in owner:
                raise VocabularyError(f"outlet {name!r}: {known!r} is also {owner[known]!r}")
            owner[known] = name
        try:
            kind = OutletKind(entry["kind"])
        except ValueError as wrong:
            raise VocabularyError(f"outlet {name!r}: {wrong}") from None
        found[name] = Outlet(name, kind, entry["country"], aliases)
    return MappingProxyType(found)


@cache
def outlets_by_name() -> Mapping[str, Outlet]:
    """Give the outlet of each name and alias; keys are casefolded."""
    return MappingProxyType(
        {n.casefold(): o for o in outlets().values() for n in (o.name, *o.aliases)}
    )


def outlet_named(name: str) -> Outlet | None:
    """Find an outlet by any of its names in any case; None where the list does not hold it."""
    return outlets_by_name().get(" ".join(name.split()).casefold())
