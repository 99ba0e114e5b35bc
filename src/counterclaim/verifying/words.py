"""Words of a row beside words of a page, which may be in another language."""

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
    """Give the first letters of the capitalised words: "National Rescue Agency" is "nra"."""
    return "".join(w[0] for w in words.split() if w[:1].isupper()).lower()


def stands_in(words: str, form: str, language: str) -> bool:
    """Tell whether any telling word of a name stands in a text, which is given as ``spaced``.

    A short form counts for its long form and the other way round.
    """
    padded = f" {form} "
    if any(f" {word} " in padded for word in telling(words, language)):
        return True
    short = initials(words)
    return len(short) > 1 and f" {short} " in padded


def spelt_alike(words: str, form: str, language: str) -> bool:
    """Tell whether some word of a text is another spelling of a telling word of a name."""
    wanted = [w for w in telling(words, language) if len(w) > LEAST_LETTERS]
    held = {w for w in form.split() if len(w) > LEAST_LETTERS}
    return any(
        abs(len(w) - len(h)) < LEAST_LETTERS and SequenceMatcher(None, w, h).ratio() >= SPELT_ALIKE
        for w in wanted
        for h in held
    )


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
