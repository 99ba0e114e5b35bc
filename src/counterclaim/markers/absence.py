"""Claims that nothing was counted, and phrases that a number is not known."""

from decimal import Decimal

from counterclaim.markers.neighbours import BLANKS, Neighbours
from counterclaim.markers.reading import Reading
from counterclaim.model import Bound, Figure, Hit, Kind


def mark_absence(reading: Reading, near: Neighbours) -> list[Figure]:
    """Give claims of zero ("no one was hurt") and explicit non-figures (bound unknown)."""
    zeros = [h for h in reading.hits("quantities.zero") if _denies(h, near)]
    return [
        *(_figure(hit, Decimal(0), Bound.EXACT) for hit in zeros),
        *(_figure(hit, None, Bound.UNKNOWN) for hit in reading.hits("quantities.unknown")),
    ]


def _denies(hit: Hit, near: Neighbours) -> bool:
    """Tell whether something countable, or something that happens to it, follows."""
    place = near.next_word(hit.end, BLANKS)
    for _ in range(2):  # "no one was hurt", "no casualties", "tidak ada korban"
        if any(place in near.after[kind] for kind in ("nouns.counted", "measures.state")):
            return True
        place = near.next_word(near.word_end(place), BLANKS)
    return False


def _figure(hit: Hit, value: Decimal | None, bound: Bound) -> Figure:
    return Figure(
        hit.start,
        hit.end,
        number_start=hit.start,
        number_end=hit.end,
        unit_end=hit.end,
        low=value,
        high=value,
        bound=bound,
        kind=Kind.COUNT,
        unit="",
        word=None,
        article=False,
        rules=(hit.cue.rule,),
    )
