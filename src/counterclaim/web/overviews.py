"""Drawings of many claims: how many fall on each span of days, and on each country."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any, Final

from markupsafe import Markup

from counterclaim.reconcile.trapezoid import exactly
from counterclaim.web.scale import days_for, scale_for
from counterclaim.web.svg import Ruler, drawing, element, joined, shape, standalone
from counterclaim.web.wording import Wording

TALL: Final = 240
"""Height of the timeline without its axis, in pixels."""
_AXIS: Final = 26
_MOST_BARS: Final = 60
_SPANS: Final = (1, 7, 30, 91, 365, 3652)
"""Days of a bar: a day, a week, a month, a quarter, a year, ten years."""
_MONTHS: Final = {30: 1, 91: 3, 365: 12, 3652: 120}
_LARGEST: Final = 34.0
_SMALLEST: Final = 5.0
_WIDTH: Final = 960


@dataclass(frozen=True, slots=True)
class Bar:
    """A span of days and the claims that fall on it; ``address`` leads to them."""

    first: date
    last: date
    claims: int
    disputed: int
    address: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A country and the claims whose figure holds there; ``address`` leads to them."""

    code: str
    name: str
    claims: int
    disputed: int
    address: str = ""


def spans(first: date, last: date) -> list[tuple[date, date]]:
    """Cut the days from first to last into spans of one length, at most some sixty."""
    days = (last - first).days + 1
    length = next((s for s in _SPANS if days / s <= _MOST_BARS), _SPANS[-1])
    cuts: list[date] = []
    for cut in _months(first, _MONTHS[length]) if length in _MONTHS else _lengths(first, length):
        cuts.append(cut)
        if cut > last:
            break
    ends = [cut - timedelta(1) for cut in cuts[1:]]
    if cuts[-1] <= last:  # the calendar ends before the span does
        ends.append(date.max)
    return list(zip(cuts, ends, strict=False))


def _lengths(first: date, length: int) -> Iterator[date]:
    """Give the starts of spans of some days, weeks from their Monday."""
    start = first - timedelta(first.weekday()) if length == 7 and first.year > 1 else first
    for ordinal in range(start.toordinal(), date.max.toordinal() + 1, length):
        yield date.fromordinal(ordinal)


def _months(first: date, months: int) -> Iterator[date]:
    """Give the starts of spans of some months, which begin where a calendar would have them."""
    begin = (first.year * 12 + first.month - 1) // months * months
    for count in range(begin, 12 * (date.max.year + 1), months):
        yield date(max(count // 12, 1), count % 12 + 1, 1)


def timeline(wording: Wording, bars: Sequence[Bar], ruler: Ruler) -> Markup:
    """Draw bars over days in a height of ``TALL`` and its axis."""
    axis = days_for([bars[0].first, bars[-1].last])
    assert axis is not None  # noqa: S101 (for the type checker)
    scale = scale_for([exactly(Decimal(max(bar.claims for bar in bars)))])
    parts: list[Markup] = []
    for tick in scale.ticks():
        if tick != int(tick):
            continue
        y = _y(scale.share(tick))
        parts += [
            shape("line", "tick", x1=ruler.at(0), x2=ruler.at(1), y1=y, y2=y),
            shape("text", "label", wording.number(tick), x=0, y=y - 4),
        ]
    for bar in bars:
        left, right = axis.share(bar.first), axis.share(bar.last + timedelta(1))
        wide = ruler.at(max(right - left - 0.002, 0.0015))
        tops = _y(scale.share(Decimal(bar.claims))), _y(scale.share(Decimal(bar.disputed)))
        drawn = [
            element("title", told_bar(wording, bar)),
            _column("bar", ruler.at(left), tops[0], wide),
            _column("bar disputed", ruler.at(left), tops[1], wide),
        ]
        body = joined(drawn)
        if bar.claims:
            told = {"aria_label": told_bar(wording, bar)}
            parts.append(
                element("a", body, href=bar.address, **told) if bar.address else element("g", body)
            )
    parts.append(shape("line", "axis", x1=ruler.at(0), x2=ruler.at(1), y1=TALL, y2=TALL))
    for day in axis.ticks(4):
        share = axis.share(day)
        anchor = "start" if share < 0.08 else "end" if share > 0.92 else "middle"
        place = ruler.at(share)
        parts += [
            shape("line", "axis", x1=place, x2=place, y1=TALL, y2=TALL + 5),
            shape("text", "label", wording.day(day), x=place, y=TALL + 20, text_anchor=anchor),
        ]
    return joined(parts)


def told_bar(wording: Wording, bar: Bar) -> str:
    """Tell a bar in words."""
    said = wording.ngettext("%(num)s claim", "%(num)s claims", bar.claims)
    told = f"{wording.days(bar.first, bar.last)}: {said}"
    return f"{told}, {wording.number(bar.disputed)} {wording.gettext('disputed')}"


def told_spot(wording: Wording, spot: Spot) -> str:
    """Tell a country in words."""
    said = wording.ngettext("%(num)s claim", "%(num)s claims", spot.claims)
    return f"{spot.name}: {said}, {wording.number(spot.disputed)} {wording.gettext('disputed')}"


def world_map(wording: Wording, spots: Sequence[Spot]) -> Markup:
    """Draw the world with a disc for each country, as large as it has claims."""
    world = _world()
    parts = [
        shape("path", "land", d=world["land"]),
        shape("path", "border", d=world["borders"], fill="none", stroke="#cfc9bb"),
    ]
    most = max((spot.claims for spot in spots), default=1)
    middles: Mapping[str, Sequence[int]] = world["middles"]
    # Small discs are drawn last, so that no large one hides them.
    for spot in sorted(spots, key=lambda s: -s.claims):
        if spot.code not in middles:
            continue
        x, y = middles[spot.code]
        radius = max(_SMALLEST, _LARGEST * sqrt(spot.claims / most))
        body = element("title", told_spot(wording, spot))
        body += shape("circle", "spot", cx=x, cy=y, r=round(radius, 1))
        if spot.disputed:
            inner = max(2.0, radius * sqrt(spot.disputed / spot.claims))
            body += shape("circle", "spot disputed", cx=x, cy=y, r=round(inner, 1))
        told = {"aria_label": told_spot(wording, spot)}
        parts.append(
            element("a", body, href=spot.address, **told) if spot.address else element("g", body)
        )
    return joined(parts)


def map_drawing(wording: Wording, spots: Sequence[Spot], title: str) -> Markup:
    """Draw the map for a page; each disc leads to the claims of its country."""
    world = _world()
    made = drawing(
        world_map(wording, spots),
        title=title,
        told="; ".join(told_spot(wording, spot) for spot in spots[:20]),
        height="",
        kind="world",
        label="links",
    )
    box = f'viewBox="0 0 {world["width"]:g} {world["height"]:g}"'
    return Markup(str(made).replace('height=""', box, 1))  # noqa: S704 (our own element)


def timeline_drawing(wording: Wording, bars: Sequence[Bar], title: str) -> Markup:
    """Draw the timeline for a page; each bar leads to its claims."""
    return drawing(
        timeline(wording, bars, Ruler()),
        title=title,
        height=TALL + _AXIS,
        kind="timeline",
        label="links",
    )


def timeline_file(wording: Wording, bars: Sequence[Bar], title: str, notes: Sequence[str]) -> str:
    """Give the timeline as an SVG file, with notes beneath."""
    body = element("g", timeline(wording, bars, Ruler(_WIDTH - 64)), transform="translate(32 64)")
    return _file(body, TALL + _AXIS + 64, title, notes)


def map_file(wording: Wording, spots: Sequence[Spot], title: str, notes: Sequence[str]) -> str:
    """Give the map as an SVG file, with notes beneath."""
    zoom = (_WIDTH - 64) / _world()["width"]
    body = element("g", world_map(wording, spots), transform=f"translate(32 64) scale({zoom:.4f})")
    return _file(body, 64 + _world()["height"] * zoom, title, [*notes, _world()["source"]])


def _file(body: Markup, tall: float, title: str, notes: Sequence[str]) -> str:
    top = tall + 32
    said = [shape("text", "heading", title, x=32, y=38)]
    said += [
        shape("text", "note-text", note[:150], x=32, y=top + 18 * i) for i, note in enumerate(notes)
    ]
    height = int(top + 18 * len(notes) + 12)
    return standalone(
        joined([body, *said]), title=title, told="; ".join(notes), width=_WIDTH, height=height
    )


def _column(kind: str, x: str, top: float, wide: str) -> Markup:
    return shape("rect", kind, x=x, y=top, width=wide, height=round(TALL - top, 2))


def _y(share: float) -> float:
    return round(18 + (1 - share) * (TALL - 18), 2)


@cache
def _world() -> dict[str, Any]:
    held: dict[str, Any] = json.loads((files(__package__) / "world.json").read_text("utf-8"))
    return held
