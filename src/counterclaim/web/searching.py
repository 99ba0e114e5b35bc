"""What Explore is asked for, out of the address of a request, and the claims that answer it."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from starlette.exceptions import HTTPException

from counterclaim.web.finding import FACETS, Catalogue, Finder, Wanted, numbers
from counterclaim.web.overviews import Bar, Spot, spans
from counterclaim.web.pages import holdings
from counterclaim.web.screens.question import WAIT
from counterclaim.web.wording import Wording

_HUNDREDTH: Final = 100
_MOSTLY: Final = 3
"""A timeline leaves the oldest hundredth out where it would take all but a third of the room."""
_COUNTRIES: Final = 300
"""More than there are."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a request asks for, and the claims that answer it as a set of numbers."""

    wanted: Wanted
    catalogue: Catalogue
    words: int | None
    held: int

    @property
    def count(self) -> int:
        """How many claims there are."""
        return self.held.bit_count()

    def address(self, view: str = "", form: str = "", **changed: object) -> str:
        """Give the permanent address of a view of this, with some of what is asked changed.

        A ``form`` is the ending of a file. Facets by their names; ``words``, ``since``, ``until``,
        ``disputed`` and ``page`` as they are; None leaves one out.
        """
        wanted = self.wanted
        asked: dict[str, object] = {
            "q": changed.get("words", wanted.words),
            **{name: value for name, value in wanted.facets if name not in changed},
            **{name: changed[name] for name in FACETS if name in changed},
            "from": changed.get("since", wanted.since),
            "to": changed.get("until", wanted.until),
            "disputed": "true" if changed.get("disputed", wanted.disputed) else None,
            "page": changed.get("page"),
        }
        query = urlencode({k: str(v) for k, v in asked.items() if v not in {None, ""}})
        name = f"/{view or ('claims' if form else '')}".rstrip("/") + (f".{form}" if form else "")
        return f"/explore{name}" + (f"?{query}" if query else "")


def _finder(request: Request) -> Finder:
    state = request.app.state
    if not hasattr(state, "finder"):
        state.finder = Finder(holdings(request).ledger)
    found: Finder = state.finder
    return found


def find(
    request: Request,
    *,
    q: Annotated[str, Query(max_length=500)] = "",
    measure: Annotated[str, Query(max_length=300)] = "",
    country: Annotated[str, Query(max_length=2)] = "",
    place: Annotated[str, Query(max_length=300)] = "",
    source: Annotated[str, Query(max_length=300)] = "",
    outlet: Annotated[str, Query(max_length=300)] = "",
    since: Annotated[str, Query(alias="from", max_length=10)] = "",
    until: Annotated[str, Query(alias="to", max_length=10)] = "",
    disputed: Annotated[bool, Query()] = False,
) -> Found:
    """Find what the address of a request asks for."""
    held = holdings(request)
    if not held.ready:
        held.refresh(WAIT)
    named = {
        "measure": measure,
        "country": country,
        "place": place,
        "source": source,
        "outlet": outlet,
    }
    facets = tuple((name, named[name]) for name in FACETS if named[name])
    wanted = Wanted(" ".join(q.split()), facets, _day(since), _day(until), disputed)
    finder = _finder(request)
    catalogue = finder.catalogue()
    words = finder.words(catalogue, wanted.words)
    return Found(wanted, catalogue, words, catalogue.select(wanted, words))


def _day(text: str) -> date | None:
    """Read a day; a form that was left empty sends an empty one."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise HTTPException(422, f"{text}: a day is written as 2031-03-05") from None


Asked = Annotated[Found, Depends(find)]


def label(wording: Wording, catalogue: Catalogue, facet: str, value: str) -> str:
    """Name a value of a facet for people."""
    if facet == "measure":
        return wording.measure(value)
    if facet in {"country", "place"}:
        territories = wording.locale.territories
        return str(territories.get(value) or catalogue.place_names.get(value) or value)
    return value


def bars_of(found: Found) -> tuple[list[Bar], int]:
    """Count the claims of each span of days; also gives how many older ones are left out.

    Reports look back on other centuries: the oldest hundredth is left out where it would take most
    of the room and no first day is asked for.
    """
    days = found.catalogue.days
    dated = found.held & found.catalogue.between(date.min, None)
    if not dated:
        return [], 0
    newest, oldest = days[_first(dated)], days[dated.bit_length() - 1]
    older = dated.bit_count() // _HUNDREDTH
    if older and found.wanted.since is None:
        late = days[next(numbers(dated, dated.bit_count() - older - 1, 1))]
        if (newest - oldest).days > _MOSTLY * ((newest - late).days + 1):
            oldest = late
    cut = spans(oldest, newest)
    shown = dated & found.catalogue.between(cut[0][0], None)
    bars = [
        Bar(
            first,
            last,
            here.bit_count(),
            found.catalogue.disputed(here),
            found.address(since=first, until=last),
        )
        for first, last in cut
        for here in [shown & found.catalogue.between(first, last)]
    ]
    return bars, dated.bit_count() - shown.bit_count()


def _first(held: int) -> int:
    """Give the lowest number of a set, -1 for an empty one."""
    return (held & -held).bit_length() - 1


def spots_of(found: Found, wording: Wording) -> list[Spot]:
    """Count the claims of each country, the most first."""
    catalogue = found.catalogue
    return [
        Spot(
            code,
            label(wording, catalogue, "country", code),
            count,
            catalogue.disputed(
                catalogue.select(
                    replace(found.wanted, facets=(*found.wanted.facets, ("country", code))),
                    found.words,
                )
            ),
            found.address(country=code),
        )
        for code, count in catalogue.counts("country", found.held, _COUNTRIES)
    ]
