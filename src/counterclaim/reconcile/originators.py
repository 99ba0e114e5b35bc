"""Who asserts a figure, under whatever name each report gives, once echoes are followed back."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.languages import codes, load_pack, spaced
from counterclaim.model import Report
from counterclaim.reconcile.answers import Answer
from counterclaim.vocabulary import outlet_named

_SHORT_FORM = re.compile(r"\(([^\W\d_][\w-]{1,9})\)")
"""A short form in brackets, as it stands after its name: National Police Agency (NPA)."""
_BREAK = re.compile(r"[.,;:!?()\n]")
_BRACKETED = re.compile(r"\s*\([^)]*\)")
_DASH = re.compile(r"\s+[-–—]+\s+")
"""What stands between the place that a report was sent from and its first words."""
LONGEST_NAME = 90
"""Characters before a short form in which its name is looked for."""
OUTLET = "outlet:"
"""What the key of an outlet begins with."""
SHORT_FORM_IN_NAME = 2
NICKNAME = 4
SPELLING = 6


class Originators:
    """The originator of every source named in a set of reports."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        reports = {a.report.document_id: a.report for a in answers}
        self._short = _short_forms(reports.values(), answers)
        self._forms = frozenset(self._short.values())
        surfaces: dict[str, set[str]] = {}
        named_in: dict[str, set[str]] = {}
        for a in answers:
            said = a.claim.attribution
            for span in filter(None, (said.source, *said.via)):
                surfaces.setdefault(span.text, set()).add(a.report.imprint.language)
            if said.source:
                named_in.setdefault(said.source.text, set()).add(a.report.document_id)
        entries = [self._entry(text, langs) for text, langs in sorted(surfaces.items())]
        self._keys = _join(entries)
        self._reports: dict[str, set[str]] = {}
        """By the key of a source: the reports that name it."""
        for text, reports_naming in named_in.items():
            self._reports.setdefault(self._keys[text][0], set()).update(reports_naming)

    def named(self, text: str) -> tuple[str, str]:
        """Key and name for people of a source, or of who passed it on, as a report names it."""
        return self._keys[text]

    def stands_for(self, text: str, source: str) -> bool:
        """Tell whether who passed a source on must stand for it.

        Nobody in particular ("one of the clerks"), whom no other report knows, speaks through
        somebody whom reports name as a source; an outlet is nobody's source.
        """
        unnamed = all(word[:1].islower() for word in source.split())
        if not unnamed or len(self._reports.get(self._keys[source][0], ())) > 1:
            return False
        key = self._keys[text][0]
        return not key.startswith(OUTLET) and bool(self._reports.get(key))

    def _entry(self, text: str, languages: Iterable[str]) -> "_Entry":
        dropped = _unnaming(tuple(sorted(languages)))
        plain = _plain(text, dropped)
        if short := self._short_form(text, plain):
            return _Entry(text, f"short:{short.casefold()}", frozenset(), text)
        if outlet := outlet_named(plain):
            return _Entry(text, f"{OUTLET}{outlet.name}", frozenset(), outlet.name)
        shown = plain.split()
        capitals = [w[:1].isupper() for w in shown]
        kept = spaced(plain).split()
        if not any(capitals):
            return _Entry(text, f"name:{' '.join(kept)}", frozenset(), plain)
        joint = not dropped.joiners.isdisjoint(kept)
        kept = [w for w in kept if w not in dropped.titles] or kept
        usable = not joint and not set(kept) <= dropped.places
        # "The Obama administration" is not Obama: a name in small words holds no other.
        small = {
            w
            for word, big in zip(shown, capitals, strict=True)
            if not big
            for w in spaced(word).split()
        }
        words = frozenset(kept) if usable else frozenset()
        holds = not small & words
        surname = tuple(kept[-2:]) if len(kept) > 1 and holds else ()
        if not dropped.places.isdisjoint(surname):
            surname = ()
        return _Entry(text, f"name:{' '.join(kept)}", words, plain, holds, surname)

    def _short_form(self, text: str, plain: str) -> str | None:
        forms: list[str] = re.findall(r"\(([^)]+)\)", text)
        for form in (*forms, plain):
            if form in self._forms:
                return form
        folded = spaced(plain).strip()
        return self._short.get(folded)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One surface of a source: provisional key, and the words by which it may join another.

    ``holds`` tells that a shorter name of the same originator may stand for it; ``surname`` is the
    last two words of a name, which stand after titles in any language.
    """

    text: str
    key: str
    words: frozenset[str]
    name: str
    holds: bool = False
    surname: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unnaming:
    titles: frozenset[str]
    places: frozenset[str]
    joiners: frozenset[str]


@cache
def _unnaming(languages: tuple[str, ...]) -> _Unnaming:
    """Words that tell nobody apart: titles, small words, and the names of places."""
    titles: set[str] = set()
    places: set[str] = set()
    joiners: set[str] = set()
    for pack in (load_pack(code) for code in languages if code in codes()):
        for kind in ("attribution.titles", "names.connectors", "names.not_names"):
            titles |= {w for surface in pack.words(kind) for w in spaced(surface).split()}
        places |= {w for surface in pack.words("places.names") for w in spaced(surface).split()}
        joiners |= pack.words("clauses.coordinate")
    return _Unnaming(frozenset(titles), frozenset(places), frozenset(joiners))


def _plain(text: str, unnaming: _Unnaming) -> str:
    """Give a name without what a page leaves on it: codes of signs, brackets, a dateline, marks."""
    bare = _BRACKETED.sub("", html.unescape(text))
    before, _, after = bare.partition(found[0] if (found := _DASH.search(bare)) else "\n")
    if after and set(spaced(before).split()) <= unnaming.places:
        bare = after
    return bare.strip(" \u00a0\n.,;:()") or text


def _short_forms(reports: Iterable[Report], answers: Iterable[Answer]) -> Mapping[str, str]:
    """Long names in ``spaced`` form with the short form that a text gives for them."""
    found: dict[str, str] = {}
    sources = (a.claim.attribution.source for a in answers)
    texts = {s.text for s in sources if s} | {r.text for r in reports if r.text}
    for text in sorted(texts):
        for hit in _SHORT_FORM.finditer(text):
            short = hit.group(1)
            if sum(c.isupper() for c in short) >= SHORT_FORM_IN_NAME:
                before = text[max(0, hit.start() - LONGEST_NAME) : hit.start()]
                for form in _tails(_BREAK.split(before)[-1], short):
                    found.setdefault(form, short)
    return found


def _tails(long: str, short: str) -> Iterator[str]:
    """Give the ends of a run of words that may be what the short form stands for."""
    words = long.split()
    for i, word in enumerate(words):
        if word[:1].isupper() and len(words) - i >= min(SHORT_FORM_IN_NAME, len(short)):
            yield spaced(" ".join(words[i:])).strip()


def _alike(a: str, b: str) -> bool:
    """Tell the same word, a nickname at its head, or another spelling of its end."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if long.startswith(short):
        return len(short) >= NICKNAME
    return (
        len(short) >= SPELLING
        and len(long) - len(short) < 2
        and short[:-1] == long[: len(short) - 1]
    )


def _within(some: frozenset[str], more: frozenset[str]) -> bool:
    return all(any(_alike(w, v) for v in more) for w in some)


def _join(entries: Sequence[_Entry]) -> Mapping[str, tuple[str, str]]:
    """Join each name to the one longer name that holds it; two that do settle nothing."""
    by_length = sorted(entries, key=lambda e: (-len(e.words), -len(e.name), e.text))
    # Words that are alike begin alike, so that only few names need be looked at.
    heads: dict[str, list[_Entry]] = {}
    surnames: dict[tuple[str, ...], list[_Entry]] = {}
    keys: dict[str, tuple[str, str]] = {}
    for entry in by_length:
        near = heads.get(min(entry.words)[:NICKNAME], ()) if entry.words else ()
        holders = [h for h in near if _within(entry.words, h.words)]
        if not holders and entry.surname:
            holders = surnames.get(entry.surname, [])
        if len({h.key for h in holders}) == 1:
            keys[entry.text] = (holders[0].key, holders[0].name)
            continue
        keys[entry.text] = (entry.key, entry.name)
        if entry.holds:
            for start in {w[:NICKNAME] for w in entry.words}:
                heads.setdefault(start, []).append(entry)
            if entry.surname:
                surnames.setdefault(entry.surname, []).append(entry)
    return keys
