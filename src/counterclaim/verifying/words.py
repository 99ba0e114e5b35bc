"""Words of a row beside words of a page, which may be in another language."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import Final

from counterclaim.languages import codes, load_pack, spaced

_PLACES: Final = "places.names"
_SMALL: Final = ("names.connectors", "names.not_names", "attribution.titles")
SPELT_ALIKE: Final = 0.8
"""Share of letters in common from which two names are spellings of one: Cairo, Kairo."""
LEAST_LETTERS: Final = 3


def tokens(words: str) -> list[str]:
    """Give the words of a text in lower case, without any punctuation."""
    return spaced(words).split()


@cache
def _vocabulary(code: str) -> frozenset[str]:
    """Give the words of a pack that are no names."""
    cues = (c for c in load_pack(code).cues if not c.cased and not c.kind.startswith("places."))
    return frozenset(word for cue in cues for word in tokens(cue.surface) if word.isalpha())


@cache
def _unnaming(code: str) -> frozenset[str]:
    pack = load_pack(code)
    return frozenset(w for kind in _SMALL for surface in pack.words(kind) for w in tokens(surface))


def comparable(words: str, language: str) -> bool:
    """Tell whether words may stand in a text of a language: its own words, or nothing but names."""
    known = {code: sum(w in _vocabulary(code) for w in tokens(words)) for code in codes()}
    return known.get(language, 0) == max(known.values(), default=0)


def telling(words: str, language: str) -> list[str]:
    """Give the words that tell somebody from others; all of them where none does."""
    found = tokens(words)
    small = _unnaming(language)
    return [w for w in found if w not in small and len(w) >= LEAST_LETTERS] or found


def initials(words: str) -> str:
    """Give the first letters of the capitalised words: "National Rescue Agency" is "NRA"."""
    return "".join(w[0] for w in words.split() if w[:1].isupper())


def stands_in(words: str, form: str, language: str) -> bool:
    """Tell whether any telling word of a name stands in a text, which is given as ``spaced``."""
    padded = f" {form} "
    return any(f" {word} " in padded for word in telling(words, language))


def is_another_name(words: str, names: Iterable[str], language: str) -> bool:
    """Tell whether a text names somebody in a short or long form, or another spelling, of a row's."""
    wanted = {w for w in telling(words, language) if len(w) > LEAST_LETTERS}
    short = initials(words)
    for name in names:
        if len(short) > 1 and short in name.split():
            return True
        if words.isupper() and len(words) > 1 and initials(name) == words:
            return True
        for held in tokens(name):
            if any(_spelt_alike(w, held) for w in wanted):
                return True
    return False


def _spelt_alike(word: str, other: str) -> bool:
    near = abs(len(word) - len(other)) < LEAST_LETTERS < len(other)
    return near and SequenceMatcher(None, word, other).ratio() >= SPELT_ALIKE


@cache
def codes_in(words: str) -> frozenset[str]:
    """Give the codes of the places that words name in any language that is read."""
    packs = (load_pack(code) for code in codes())
    return frozenset(
        hit.cue.value for pack in packs for hit in pack.lexicon.find(words).get(_PLACES, ())
    )


@cache
def units_in(words: str) -> frozenset[str]:
    """Give what words count: "soldiers" and "orang" are persons, "rumah" houses."""
    found: set[str] = set()
    for pack in (load_pack(code) for code in codes()):
        hits = pack.lexicon.find(words)
        for kind in ("nouns.counted", "nouns.asserting"):
            found |= {hit.cue.value for hit in hits.get(kind, ()) if kind == "nouns.counted"}
            found |= {"person" for hit in hits.get(kind, ()) if kind == "nouns.asserting"}
    return frozenset(found)
