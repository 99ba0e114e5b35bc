"""A language pack: a checked, frozen view of one ``<code>.toml`` file."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from counterclaim.languages.calendar import calendar_cues
from counterclaim.languages.currency import currency_cues
from counterclaim.languages.lexicon import Lexicon
from counterclaim.languages.territory import PLACES, territory_cues
from counterclaim.model import Cue, Hit

PACKAGE: Final = files("counterclaim.languages")


class PackError(ValueError):
    """A language pack that breaks its schema; the message names the file, section and key."""


@dataclass(frozen=True, eq=False)  # hashed by identity: what markers compile from a pack is cached
class LanguagePack:
    """One language as data.

    ``code`` is the ISO 639-1 code and CLDR locale, ``version`` goes onto every claim the pack
    makes, ``cues`` are all entries.
    """

    code: str
    name: str
    version: str
    cues: tuple[Cue, ...]

    @property
    def lexicon(self) -> Lexicon:
        """What finds the entries in a text; made when first asked for, as by-lines need only words."""
        return _lexicon(self)

    def hits_in(self, phrase: str) -> Mapping[str, Sequence[Hit]]:
        """What ``lexicon`` finds in a phrase; short ones come again and again and are remembered."""
        return _hits_in(self, phrase)

    def words(self, kind: str) -> frozenset[str]:
        """All surface forms of one section and key, in lower case."""
        return self._words_by_kind.get(kind, frozenset())

    @property
    def _words_by_kind(self) -> Mapping[str, frozenset[str]]:
        return _words_by_kind(self)


@lru_cache(maxsize=1 << 12)
def _hits_in(pack: LanguagePack, phrase: str) -> Mapping[str, Sequence[Hit]]:
    return pack.lexicon.find(phrase)


@cache
def _lexicon(pack: LanguagePack) -> Lexicon:
    allowed = schema()
    return Lexicon(c for c in pack.cues if allowed.get(c.kind, {}).get("found", True))


@cache
def _words_by_kind(pack: LanguagePack) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for cue in pack.cues:
        found.setdefault(cue.kind, set()).add(cue.surface.lower())
    return {kind: frozenset(words) for kind, words in found.items()}


@cache
def schema() -> Mapping[str, Mapping[str, Any]]:
    """The keys a pack may hold: ``{"section.key": {"shape", "says", "names"?}}``."""
    sections = tomllib.loads((PACKAGE / "schema.toml").read_text(encoding="utf-8"))
    return {f"{s}.{k}": spec for s, keys in sections.items() for k, spec in keys.items()}


@cache
def codes() -> tuple[str, ...]:
    """The languages that can be read, found by listing the folder, once."""
    names = [entry.name for entry in PACKAGE.iterdir()]
    return tuple(
        sorted(n.removesuffix(".corpus.toml") for n in names if n.endswith(".corpus.toml"))
    )


@cache
def listed_words(code: str, kind: str) -> frozenset[str]:
    """What ``LanguagePack.words`` gives for a key of shape "list", without the rest of a pack.

    Only the section is parsed; no line of a pack but a section's head begins with a bracket.
    """
    section, _, key = kind.partition(".")
    text = "\n" + (PACKAGE / f"{code}.toml").read_text(encoding="utf-8")
    _, head, rest = text.partition(f"\n[{section}]\n")
    keys = tomllib.loads(head + rest.partition("\n[")[0]).get(section, {})
    return frozenset(word.lower() for word in keys.get(key, ()))


@cache
def load_pack(code: str) -> LanguagePack:
    """Load and check one pack; raises PackError naming what is wrong and where."""
    text = (PACKAGE / f"{code}.toml").read_text(encoding="utf-8")
    return read_pack(text, f"{code}.toml")


def read_pack(text: str, name: str) -> LanguagePack:
    """Check the TOML of a pack against the schema and compile its lexicon."""
    data = tomllib.loads(text)
    try:
        head = data.pop("pack")
        code, title, version = head["language"], head["name"], str(head["version"])
    except KeyError as missing:
        raise PackError(
            f"{name}: [pack] needs language, name and version; lacks {missing}"
        ) from None
    allowed = schema()
    cues: list[Cue] = []
    for section, keys in data.items():
        for key, entries in keys.items():
            kind = f"{section}.{key}"
            if kind not in allowed:
                raise PackError(f"{name}: [{section}] has no key {key!r}; see schema.toml")
            cues += _cues(name, kind, entries, allowed[kind])
    cues += calendar_cues(code)
    own_places = frozenset(c.surface.lower() for c in cues if c.kind == PLACES)
    cues += territory_cues(code, own_places)
    used = frozenset(c.surface.lower() for c in cues)
    cues += currency_cues(code, used)
    return LanguagePack(code, title, version, tuple(cues))


def _cues(name: str, kind: str, entries: object, spec: Mapping[str, Any]) -> Iterator[Cue]:
    for value, surface, number in _entries(name, kind, entries, spec["shape"]):
        names = spec.get("names")
        if names and value not in names:
            raise PackError(f"{name}: {kind} has no name {value!r}; it takes {', '.join(names)}")
        if not surface.strip():
            raise PackError(f"{name}: {kind} holds an empty entry")
        rule = ":".join(filter(None, (name, kind, surface)))
        yield Cue(kind, value, surface, rule, number, surface != surface.lower())


def _entries(
    name: str, kind: str, entries: object, shape: str
) -> Iterator[tuple[str, str, Decimal | None]]:
    """Give (value, surface, number) for each entry of a key."""
    if shape == "list" and isinstance(entries, list):
        yield from (("", str(word), None) for word in entries)
    elif shape == "named" and isinstance(entries, dict):
        for value, words in entries.items():
            if not isinstance(words, list):
                raise PackError(f"{name}: {kind}.{value} must be a list of words")
            yield from ((value, str(word), None) for word in words)
    elif shape == "numbers" and isinstance(entries, dict):
        yield from (("", word, Decimal(str(number))) for word, number in entries.items())
    elif shape == "map" and isinstance(entries, dict):
        yield from ((str(value), word, None) for word, value in entries.items())
    else:
        raise PackError(f"{name}: {kind} must have the shape {shape!r} of schema.toml")
