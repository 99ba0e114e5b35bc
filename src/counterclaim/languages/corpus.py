"""A language's corpus: worked examples, each with the claims that its words make and no others.

``<code>.corpus.toml`` holds one ``[[case]]`` after another::

    [[case]]
    note = "the error class that this case guards against"
    text = "At least 12 people were killed in Kutaibo on Monday, police said."
    published = "2025-03-05"        # optional, as are title and outlet
    claims = [
      {figure = "At least 12", low = 12, bound = "at_least", measure = "killed", source = "police",
       place = "Kutaibo", from = "2025-03-03", to = "2025-03-03"},
    ]

Figures are exhaustive: one that a case does not list is a failure. Of each claim only the fields
that the case gives are compared, and ``""`` for a field says that it is empty. ``value`` stands
for ``low`` and ``high`` alike; where only one of ``low`` and ``high`` is given, the other end is
open.
``figure`` has to be unique in title and text together; where its words are not, it is written with
words around it and square brackets: ``figure = "killed [12] people"``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

from counterclaim.languages.pack import PACKAGE
from counterclaim.model import Bound, Claim, Kind, Modality, Mode

SPANS: Final = ("source", "what", "place", "when")
ENUMS: Final = {"bound": Bound, "kind": Kind, "mode": Mode, "modality": Modality}
AMOUNTS: Final = ("value", "low", "high")
NAMES: Final = ("unit", "measure")
DAYS: Final = ("from", "to")
CLAIM_FIELDS: Final = {"figure", "via", *SPANS, *ENUMS, *AMOUNTS, *NAMES, *DAYS}
CASE_FIELDS: Final = {"note", "text", "title", "published", "outlet", "claims"}


class CorpusError(ValueError):
    """A corpus file that breaks its shape; the message names the file, the case and the field."""


@dataclass(frozen=True, slots=True)
class Expected:
    """One claim that a case expects, at ``[start, end)`` of the case's full text.

    ``given`` names the fields that are to be compared; the others hold None and say nothing.
    A compared field of "" or None is expected to be empty.
    """

    start: int
    end: int
    given: frozenset[str]
    low: Decimal | None = None
    high: Decimal | None = None
    names: tuple[tuple[str, str], ...] = ()
    via: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One example; offsets count in ``full``: title, blank line and text, or the text alone."""

    number: int
    note: str
    full: str
    title: str
    text: str
    outlet: str
    published: datetime | None
    claims: tuple[Expected, ...]


def load_cases(code: str) -> tuple[Case, ...]:
    """Read and check ``<code>.corpus.toml``; raises CorpusError naming what is wrong and where."""
    name = f"{code}.corpus.toml"
    return read_cases((PACKAGE / name).read_text(encoding="utf-8"), name)


def read_cases(toml: str, name: str) -> tuple[Case, ...]:
    """Check the TOML of a corpus against its shape; ``name`` is the file's, for messages."""
    data = tomllib.loads(toml, parse_float=Decimal)
    if set(data) - {"case"}:
        raise CorpusError(
            f"{name}: only [[case]] may stand here, found {sorted(set(data) - {'case'})}"
        )
    return tuple(_case(raw, i, name) for i, raw in enumerate(data.get("case", []), start=1))


def _case(raw: Mapping[str, Any], number: int, name: str) -> Case:
    where = f"{name}: case {number} ({raw.get('note', 'without a note')})"
    _allow(raw, CASE_FIELDS, where)
    for needed in ("note", "text", "claims"):
        if needed not in raw:
            raise CorpusError(f"{where} needs {needed!r}")
    title, text = raw.get("title", ""), raw["text"]
    full = f"{title}\n\n{text}" if title else text
    published = raw.get("published")
    return Case(
        number=number,
        note=raw["note"],
        full=full,
        title=title,
        text=text,
        outlet=raw.get("outlet", ""),
        published=datetime.fromisoformat(published) if published else None,
        claims=tuple(_expected(claim, full, where) for claim in raw["claims"]),
    )


def _allow(raw: Mapping[str, Any], allowed: set[str], where: str) -> None:
    for key in sorted(set(raw) - allowed):
        raise CorpusError(f"{where} has no field {key!r}; it takes {', '.join(sorted(allowed))}")


def _expected(raw: Mapping[str, Any], full: str, where: str) -> Expected:
    if not raw.get("figure"):
        raise CorpusError(f"{where}: each claim needs a figure")
    where = f"{where}, figure {raw['figure']!r}"
    _allow(raw, CLAIM_FIELDS, where)
    start, end = _place_of(raw["figure"], full, where)
    names = tuple((key, raw[key]) for key in (*SPANS, *ENUMS, *NAMES) if key in raw)
    for key, words in names:
        if key in SPANS and words not in full:
            raise CorpusError(f"{where}: the {key} {words!r} does not stand in the text")
        if key in ENUMS and words not in list(ENUMS[key]):
            raise CorpusError(f"{where}: {key} takes {', '.join(ENUMS[key])}, not {words!r}")
    for words in raw.get("via", []):
        if words not in full:
            raise CorpusError(f"{where}: the via {words!r} does not stand in the text")
    low, high = _amounts(raw)
    return Expected(
        start=start,
        end=end,
        given=frozenset(raw) - {"figure"},
        low=low,
        high=high,
        names=names,
        via=tuple(raw.get("via", ())),
        first=_day(raw.get("from")),
        last=_day(raw.get("to")),
    )


def _place_of(figure: str, full: str, where: str) -> tuple[int, int]:
    """Find the one place of the figure's words, as a whole number and not within a longer one."""
    marked = re.fullmatch(r"(.*)\[(.+)\](.*)", figure, re.DOTALL)
    before, inner, after = marked.groups() if marked else ("", figure, "")
    whole = r"(?<!\w)(?<!\d[.,])" + re.escape(before + inner + after) + r"(?!\w|[.,]\d)"
    found = list(re.finditer(whole, full))
    if len(found) != 1:
        raise CorpusError(f"{where} stands {len(found)} times in the text; once is needed")
    start = found[0].start() + len(before)
    return start, start + len(inner)


def _amounts(raw: Mapping[str, Any]) -> tuple[Decimal | None, Decimal | None]:
    ends = [raw.get(key, raw.get("value")) for key in ("low", "high")]
    low, high = (None if end is None else Decimal(end) for end in ends)
    return low, high


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None


class Difference(NamedTuple):
    """One way in which the claims found differ from those expected: the field, and it in words.

    ``field`` is one of the claim's fields, "claim" where a claim is missing or too many, "figure"
    where its words are cut otherwise, "amount" for low and high.
    """

    field: str
    text: str

    def __str__(self) -> str:
        """Say it in plain words."""
        return self.text


def differences(case: Case, claims: Sequence[Claim]) -> tuple[Difference, ...]:
    """Say in plain words how the claims found differ from those that the case expects."""
    left = list(claims)
    told: list[Difference] = []
    for want in case.claims:
        near = [c for c in left if c.figure.start < want.end and want.start < c.figure.end]
        shown = repr(case.full[want.start : want.end])
        if not near:
            told.append(Difference("claim", f"{shown}: no claim found"))
            continue
        got = max(near, key=lambda c: min(c.figure.end, want.end) - max(c.figure.start, want.start))
        left.remove(got)
        if (got.figure.start, got.figure.end) != (want.start, want.end):
            told.append(Difference("figure", f"{shown}: the figure found is {got.figure.text!r}"))
        told += (Difference(f, f"{shown}: {line}") for f, line in _field_differences(want, got))
    told += (
        Difference("claim", f"{c.figure.text!r}: a claim ({c.measure}) that the case does not list")
        for c in left
    )
    return tuple(told)


def _field_differences(want: Expected, got: Claim) -> Iterator[tuple[str, str]]:
    quantity, period = got.quantity, got.period
    if not want.given.isdisjoint(AMOUNTS) and (want.low, want.high) != (
        quantity.low,
        quantity.high,
    ):
        found_ends = f"{quantity.low}..{quantity.high}"
        yield "amount", f"expected {want.low}..{want.high}, found {found_ends}"
    values = {
        "bound": quantity.bound,
        "kind": quantity.kind,
        "unit": quantity.unit,
        "measure": got.measure,
        "mode": got.mode,
        "modality": got.modality,
    }
    spans = {
        "source": got.attribution.source,
        "what": got.what,
        "place": got.place,
        "when": period.span,
    }
    for key, words in want.names:
        if key in values and values[key] != words:
            yield key, f"expected {key} {words!r}, found {str(values[key])!r}"
        if key in spans:
            found = spans[key]
            text = found.text if found else ""
            if not _alike(words, text):
                yield key, f"expected {key} {words!r}, found {text!r}"
    if "via" in want.given:
        chain = tuple(span.text for span in got.attribution.via)
        if len(chain) != len(want.via) or not all(map(_alike, want.via, chain)):
            yield "via", f"expected via {list(want.via)}, found {list(chain)}"
    for key, day, found_day in (("from", want.first, period.start), ("to", want.last, period.end)):
        if key in want.given and day != found_day:
            yield key, f"expected {key} {day}, found {found_day}"


def _alike(wanted: str, found: str) -> bool:
    """Both empty, or sharing half of the words of the shorter: "officials", "local officials"."""
    a, b = (set(re.findall(r"\w+", words.casefold())) for words in (wanted, found))
    if not a or not b:
        return not a and not b
    return len(a & b) / min(len(a), len(b)) >= 0.5
