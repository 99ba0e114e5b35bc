"""What is counted, what is asserted of it and how it is bounded: row against page."""

from typing import Final

from counterclaim.model import Aspect, Bound, Citation, Difference, Kind, Quantity
from counterclaim.verifying.figures import Match, ends_of, match, same_bound
from counterclaim.verifying.sighting import Page, Sighting
from counterclaim.verifying.words import tokens, units_in
from counterclaim.vocabulary.measures import Subject, measures

LIKELY: Final = 0.1
"""How likely the reader must think a measure for the page to be taken to say it."""
HEDGED: Final = 0.5
"""How likely an estimate must be for "about" to be in the words."""
BESIDE: Final = 30
"""Characters from a figure within which the words of a bound may be its own."""
PERSON: Final = "person"
UNSAID: Final = "other"
LOOSE: Final = frozenset({"present", "deployed", "affected", "measurement"})
"""Measures that a text may mean without any word for them: there are 300 in the square."""
ALIKE: Final = (frozenset({"arrested", "captured"}), frozenset({"deployed", "present"}))
"""Measures that words do not tell apart: taken away by police, 2,000 soldiers stationed."""


def measure_of(row: Citation, _: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare measures: the page is taken to say each that its words make likely enough."""
    if not row.measures or _says_any(row.measures, seen, page):
        return None
    claim = seen.claim
    said = measures()[claim.measure].label
    words = f" ({claim.measure_cue.text})" if claim.measure_cue else ""
    return Difference(Aspect.MEASURE, row.measure, f"{said}{words}")


def _says_any(wanted: frozenset[str], seen: Sighting, page: Page) -> bool:
    for group in ALIKE:
        wanted = wanted | group if wanted & group else wanted
    if sum(seen.measures.get(name, 0.0) for name in wanted) >= LIKELY:
        return True
    # What is counted and nothing more, or a number that the reader takes for no claim: then
    # the words around it may say what the row says.
    if seen.claim.measure != UNSAID:
        return False
    at, cues = seen.sentence, page.scene.cues
    near = {hit.cue.value for s in (at - 1, at, at + 1) for hit in cues[s]}
    own = {hit.cue.value for hit in cues[at]}
    return not wanted.isdisjoint(near) or (not own and not wanted.isdisjoint(LOOSE))


def unit_of(row: Citation, asked: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare what is counted, or the currency or unit."""
    said = seen.claim.quantity
    shown = f"{said.kind} {said.unit}" if said.kind is not Kind.COUNT else said.unit
    wanted = units_in(row.what) if row.what else _implied(row.measures)
    if asked.kind is not said.kind:
        # A bare number may be of anything: "160" of winds is 160 km/h.
        if asked.kind is Kind.COUNT and (row.what or not wanted):
            return None
        return Difference(Aspect.UNIT, asked.unit or PERSON, shown)
    if asked.kind is not Kind.COUNT:
        differs = asked.unit and said.unit and asked.unit != said.unit
        return Difference(Aspect.UNIT, asked.unit, said.unit) if differs else None
    if not wanted or not said.unit or said.unit in wanted or _named_near(row, wanted, seen, page):
        return None
    if not row.what and _says_any(row.measures, seen, page):
        return None  # what is counted is only inferred, on either side
    what = seen.claim.what.text if seen.claim.what else said.unit
    return Difference(Aspect.UNIT, row.what or PERSON, what)


def _implied(names: frozenset[str]) -> frozenset[str]:
    persons = names and all(measures()[name].of is Subject.PERSON for name in names)
    return frozenset({PERSON}) if persons else frozenset()


def _named_near(row: Citation, wanted: frozenset[str], seen: Sighting, page: Page) -> bool:
    """Tell whether the sentence names what the row counts, so that the reader may be wrong."""
    if any(hit.cue.value in wanted for hit in page.scene.nouns[seen.sentence]):
        return True
    held = set(tokens(seen.claim.sentence.text))
    return any(word in held for word in tokens(row.what))


def bound_of(_: Citation, asked: Quantity, seen: Sighting, page: Page) -> Difference | None:
    """Compare bounds; words beside the figure that bound it as the row does count for it."""
    said = seen.claim.quantity
    if match(asked, said) is Match.ROUNDED or same_bound(asked, said):
        return None
    if asked.bound is Bound.ABOUT and seen.modalities.get("estimated", 0.0) >= HEDGED:
        return None
    hedged = asked.bound is not Bound.EXACT and len(ends_of(asked)) == 1
    if hedged and str(asked.bound) in _bounds_beside(seen, page):
        return None
    return Difference(Aspect.BOUND, _bounded(asked), seen.claim.figure.text)


def _bounds_beside(seen: Sighting, page: Page) -> frozenset[str]:
    """Give the bounds whose words stand close by, no other figure between."""
    figure, scene = seen.claim.figure, page.scene
    left, right = figure.start - BESIDE, figure.end + BESIDE
    for index in scene.figures[seen.sentence]:
        other = scene.marks.figures[index]
        if other.end <= figure.start:
            left = max(left, other.end)
        elif other.start >= figure.end:
            right = min(right, other.start)
    hits = scene.reading.hits
    before = (*hits("quantities.bound_before"), *hits("quantities.verb_bound"))
    found = {h.cue.value for h in before if left <= h.start and h.end <= figure.end}
    after = hits("quantities.bound_after")
    found |= {h.cue.value for h in after if figure.start <= h.start and h.end <= right}
    return frozenset(found)


def _bounded(quantity: Quantity) -> str:
    return str(quantity.bound).replace("_", " ")
