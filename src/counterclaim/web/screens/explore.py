"""Explore: all claims by words and facets, as a list, over time and on a map."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import StreamingResponse
from starlette.exceptions import HTTPException

from counterclaim.exporters.table import COLUMNS, claim_cells, safe_cell
from counterclaim.exporters.values import number
from counterclaim.model import Claim, Imprint
from counterclaim.web.finding import FACETS, Entry, numbers
from counterclaim.web.labels import N_
from counterclaim.web.overviews import (
    map_drawing,
    map_file,
    timeline_drawing,
    timeline_file,
)
from counterclaim.web.pages import holdings, page, words_of
from counterclaim.web.pictures import picture
from counterclaim.web.screens.screen import Screen
from counterclaim.web.searching import Asked, Found, bars_of, label, spots_of

router = APIRouter(prefix="/explore", include_in_schema=False)
SCREEN = Screen(router, N_("Explore"), "/explore")
PER_PAGE: Final = 40
BATCH: Final = 200
"""Claims that a file is written in at once."""
FEW: Final = 8
"""Values of a facet that are shown before the rest is unfolded."""
NAMES: Final = {
    "measure": N_("Measure"),
    "country": N_("Country"),
    "place": N_("Place"),
    "source": N_("Source"),
    "outlet": N_("Outlet"),
}
VIEWS: Final = (("", N_("List")), ("timeline", N_("Timeline")), ("map", N_("Map")))


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as the list shows it."""

    claim: Claim
    imprint: Imprint
    source: str
    question: str
    disputed: bool


@router.get("")
def listed(
    request: Request,
    found: Asked,
    number: Annotated[int, Query(alias="page", ge=1, le=10**6)] = 1,
) -> Response:
    """List the claims, the newest first."""
    chosen = list(numbers(found.held, PER_PAGE * (number - 1), PER_PAGE))
    return _shown(
        request,
        found,
        "",
        rows=list(_rows(request, [found.catalogue.entries[n] for n in chosen])),
        number=number,
        pages=max(1, -(-found.count // PER_PAGE)),
    )


@router.get("/timeline")
def over_time(request: Request, found: Asked) -> Response:
    """Show how many claims fall on which days."""
    bars, older = bars_of(found)
    before = bars[0].first - timedelta(1) if older else None
    title = words_of(request).gettext("Claims by the day that their figures hold")
    plot = timeline_drawing(words_of(request), bars, title) if bars else ""
    return _shown(request, found, "timeline", bars=bars, plot=plot, older=older, before=before)


@router.get("/map")
def on_map(request: Request, found: Asked) -> Response:
    """Show how many claims are of which country."""
    wording = words_of(request)
    spots = spots_of(found, wording)
    title = str(wording.gettext("Claims by country"))
    placed = sum(spot.claims for spot in spots)
    return _shown(
        request,
        found,
        "map",
        spots=spots,
        plot=map_drawing(wording, spots, title),
        unplaced=found.count - placed,
    )


@router.get("/claims.csv")
def claims_csv(request: Request, found: Asked) -> Response:
    """Give all claims found as CSV: question and source, then the columns of the claim table."""

    def lines() -> Iterator[bytes]:
        yield _csv([("question", "originator", "disputed", *COLUMNS)])
        for rows in _batches(request, found):
            yield _csv(
                [
                    (
                        r.question,
                        _plain(r.source),
                        int(r.disputed),
                        *claim_cells(r.claim, r.imprint),
                    )
                    for r in rows
                ]
            )

    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8")


@router.get("/claims.json")
def claims_json(request: Request, found: Asked) -> Response:
    """Give all claims found as a JSON array."""

    def parts() -> Iterator[bytes]:
        before = "[\n"
        for rows in _batches(request, found):
            for row in rows:
                told = {
                    "question": row.question,
                    "originator": row.source,
                    "disputed": row.disputed,
                    **dict(zip(COLUMNS, claim_cells(row.claim, row.imprint), strict=True)),
                    "low": number(row.claim.quantity.low),
                    "high": number(row.claim.quantity.high),
                }
                line = before + json.dumps(told, ensure_ascii=False)
                yield line.encode("utf-8", "replace")
                before = ",\n"
        yield b"[]\n" if before == "[\n" else b"\n]\n"

    return StreamingResponse(parts(), media_type="application/json")


@router.get("/timeline.{form}")
def timeline_as(request: Request, found: Asked, form: str) -> Response:
    """Give the timeline as a file: csv, json, svg, png."""
    bars, _ = bars_of(found)
    names = ("from", "to", "claims", "disputed")
    rows = [(b.first.isoformat(), b.last.isoformat(), b.claims, b.disputed) for b in bars]
    if form in {"csv", "json"}:
        return _table(names, rows, form)
    if not bars:
        raise HTTPException(404, "Not Found")
    wording = words_of(request)
    title = str(wording.gettext("Claims by the day that their figures hold"))
    return _picture(timeline_file(wording, bars, title, _notes(request, found)), form, "timeline")


@router.get("/map.{form}")
def map_as(request: Request, found: Asked, form: str) -> Response:
    """Give the map as a file: csv, json, svg, png."""
    wording = words_of(request)
    spots = spots_of(found, wording)
    rows = [(s.code, s.name, s.claims, s.disputed) for s in spots]
    if form in {"csv", "json"}:
        return _table(("country", "name", "claims", "disputed"), rows, form)
    title = str(wording.gettext("Claims by country"))
    return _picture(map_file(wording, spots, title, _notes(request, found)), form, "map")


def _shown(request: Request, found: Found, view: str, **more: Any) -> Response:  # noqa: ANN401
    wording = words_of(request)
    catalogue = found.catalogue
    facets: list[tuple[str, str, list[tuple[str, str, int]]]] = []
    for name in FACETS:
        own = catalogue.select(found.wanted, found.words, but=name)
        values = [
            (value, label(wording, catalogue, name, value), count)
            for value, count in catalogue.counts(name, own)
        ]
        facets.append((name, NAMES[name], values))
    return page(
        request,
        f"explore-{view or 'list'}.html",
        view=view,
        views=VIEWS,
        found=found,
        chosen=dict(found.wanted.facets),
        labels={
            name: label(wording, catalogue, name, value) for name, value in found.wanted.facets
        },
        names=NAMES,
        facets=facets,
        few=FEW,
        disputed_count=catalogue.disputed(
            catalogue.select(found.wanted, found.words, but="disputed")
        ),
        **more,
    )


def _rows(request: Request, chosen: Sequence[Entry]) -> Iterator[Row]:
    """Give the claims of entries as people corrected them; ones that are gone are left out."""
    held = holdings(request)
    with held.shelf() as shelf:
        readings = shelf.readings(entry.document for entry in chosen)
        voices = shelf.voices(entry.claim for entry in chosen)
        asked = {e.question: shelf.question(e.question) for e in chosen}
    reports = held.corrected(readings)
    claims = {c.id: (c, r.imprint) for r in reports for c in r.claims}
    for entry in chosen:
        if entry.claim in claims and entry.claim in voices:
            question = asked[entry.question]
            yield Row(
                *claims[entry.claim],
                source=voices[entry.claim].name,
                question=entry.question,
                disputed=bool(question and question.disputed),
            )


def _batches(request: Request, found: Found) -> Iterator[list[Row]]:
    chosen = list(numbers(found.held))
    for start in range(0, len(chosen), BATCH):
        part = chosen[start : start + BATCH]
        yield list(_rows(request, [found.catalogue.entries[n] for n in part]))


def _notes(request: Request, found: Found) -> list[str]:
    """Say beneath a drawing what it counts and where it comes from."""
    wording = words_of(request)
    asked = [f"“{found.wanted.words}”"] if found.wanted.words else []
    asked += [label(wording, found.catalogue, *facet) for facet in found.wanted.facets]
    if found.wanted.since or found.wanted.until:
        asked.append(wording.days(found.wanted.since, found.wanted.until))
    if found.wanted.disputed:
        asked.append(str(wording.gettext("disputed")))
    count = str(wording.ngettext("%(num)s claim", "%(num)s claims", found.count))
    outlets = [value for value, _ in found.catalogue.counts("outlet", found.held)]
    sources = str(wording.gettext("Sources")) + ": " + ", ".join(outlets[:12])
    if len(outlets) > 12:
        sources += " " + str(
            wording.ngettext("and %(num)s more", "and %(num)s more", len(outlets) - 12)
        )
    return [" · ".join([count, *asked]), sources, found.address()]


def _table(names: Sequence[str], rows: Sequence[Sequence[object]], form: str) -> Response:
    if form == "csv":
        body = _csv([names, *([_plain(cell) for cell in row] for row in rows)])
        return Response(body, media_type="text/csv; charset=utf-8")
    made = [dict(zip(names, row, strict=True)) for row in rows]
    return Response(json.dumps(made, ensure_ascii=False), media_type="application/json")


def _picture(svg: str, form: str, name: str) -> Response:
    if form not in {"svg", "png"}:
        raise HTTPException(404, "Not Found")
    return picture(svg, form, name)


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _plain(cell: object) -> object:
    return safe_cell(cell) if isinstance(cell, str) else cell
