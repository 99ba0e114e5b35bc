"""From the cells of a row to what it says: the figure, its meaning, the pages cited for it."""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from typing import Final

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.model import Citation, Mode, Problem, ProblemError
from counterclaim.verifying.days import Days, days_of
from counterclaim.verifying.figures import quantities
from counterclaim.verifying.roles import Roles
from counterclaim.vocabulary.measures import measures

CUES: Final = ("measures.noun", "measures.state", "measures.active", "nouns.asserting")
"""Entries of a pack by which a row may name a measure, the surest first."""
_LINK: Final = re.compile(r"\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s[^)]*)?\)|<(https?:[^<>\s]+)>")
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"|]+", re.IGNORECASE)
_NOTHING: Final = frozenset({"-", "\u2013", "\u2014", "n/a", "na", "none", "null", "?"})
_UNSAID: Final = frozenset({"exact", "range", "vague"})
"""Bounds that the figure itself shows."""


def citation_of(cells: Mapping[str, str], roles: Roles) -> Citation:
    """Read a row; raises ProblemError CC071, without a place, where it cannot be checked."""
    held = {field: cells.get(column, "").strip() for field, column in roles.columns.items()}
    held = {field: said for field, said in held.items() if said and said.lower() not in _NOTHING}
    said = held.get("figure") or _between(held.get("low", ""), held.get("high", ""))
    cites = cites_in(held.get("cite", ""))
    if not cites and (cites := cites_in(held.get("source", ""), only_links=True)):
        held["source"] = ""
    if not said or not cites:
        lacking = "page" if said else "figure"
        raise _bad(f"The row gives no {lacking}.", "Fill it in, or leave the row out.")
    figures = quantities(said, held.get("bound", ""), held.get("what", ""))
    if not figures:
        hint = "Write digits (1100, 1,100), words (about 300) or a range (100-200)."
        raise _bad(f"{said[:80]!r} could not be read as a figure.", hint)
    measure, when = held.get("measure", "") or roles.measure, held.get("date", "")
    return Citation(
        said=_shown(held.get("bound", ""), said),
        figures=figures,
        cites=cites,
        measures=_measures(measure),
        measure=measure,
        place=held.get("place", ""),
        when=when,
        days=_days(when),
        what=held.get("what", ""),
        source=held.get("source", ""),
        mode=_mode(held.get("mode", "")),
    )


def _shown(bound: str, said: str) -> str:
    """Put the bound before the figure; a name of the program's own as words."""
    words = bound.replace("_", " ")
    return said if words in _UNSAID or said.startswith(words) else f"{words} {said}"


def _between(low: str, high: str) -> str:
    return low if low == high else f"{low}-{high}" if low and high else ""


def _bad(message: str, hint: str) -> ProblemError:
    return ProblemError(Problem("CC071", message, "", hint))


def cites_in(words: str, *, only_links: bool = False) -> tuple[str, ...]:
    """Give the addresses in a cell, bare or as Markdown links; without any, the file it names."""
    linked = [a or b for a, b in _LINK.findall(words)]
    bare = [hit.rstrip(".,;)") for hit in _ADDRESS.findall(_LINK.sub(" ", words))]
    found = tuple(dict.fromkeys([*linked, *bare]))
    if found or only_links:
        return found
    plain = words.strip().strip("`")
    return (plain,) if plain else ()


@lru_cache(maxsize=1024)
def measures_of(words: str) -> frozenset[str]:
    """Give the measures that words may mean: a name, a label, or words of any language read."""
    form = " ".join(spaced(words).split())
    known = measures()
    if form.replace(" ", "_") in known:
        return frozenset({form.replace(" ", "_")})
    labels = {" ".join(spaced(m.label).split()): name for name, m in known.items()}
    if form in labels:
        return frozenset({labels[form]})
    found: set[str] = set()
    for code in codes():
        hits = load_pack(code).lexicon.find(form)
        sorts = (list(hits.get(kind, ())) for kind in CUES)
        surest = next(filter(None, sorts), [])
        whole = [h for h in surest if h.end - h.start == len(form)]
        found |= {h.cue.value for h in whole or surest}
    return frozenset(found & known.keys())


def _measures(words: str) -> frozenset[str]:
    if not words:
        return frozenset()
    found = measures_of(words)
    if not found:
        hint = f"Measures are {', '.join(measures())}; or leave it empty."
        raise _bad(f"No measure is called {words[:60]!r}.", hint)
    return found - {"other"}


def _mode(words: str) -> Mode | None:
    if not words:
        return None
    with suppress(ValueError):
        return Mode(words.lower())
    hint = f"It is one of {', '.join(Mode)}; or leave it empty."
    raise _bad(f"No kind of count is called {words[:60]!r}.", hint)


def _days(words: str) -> tuple[Days, ...]:
    found = days_of(words) if words else ()
    if words and not found:
        raise _bad(f"{words[:60]!r} could not be read as a date.", "Write it as 2025-01-09.")
    return found
