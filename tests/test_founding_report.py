"""The report that the project began with, read and compared from end to end.

It is an outlet's text and not part of the project: it is looked for in the folder that
``COUNTERCLAIM_SHARED`` names, else in ``shared`` beside the repository.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from counterclaim.api import compare, read, show
from counterclaim.model import Bound, Facet, Mode, Standing

SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))
REPORT = SHARED / "seed" / "report.txt"
pytestmark = pytest.mark.skipif(not REPORT.exists(), reason="shared/seed/report.txt is not here")

JANUARY = (date(2025, 1, 1), date(2025, 1, 31))
NO_TIME = (None, None)
# figure, low, high, bound, measure, mode, source, place, period
TABLE = {
    "sent": (
        "sekitar 11.000", 11000, 11000, Bound.ABOUT, "deployed", Mode.TOTAL,
        "intelijen Korea Selatan", "Rusia", (date(2024, 1, 1), date(2024, 12, 31)),
    ),
    "killed": (
        "sekitar 300", 300, 300, Bound.ABOUT, "killed", Mode.TOTAL,
        "NIS", "medan perang", JANUARY,
    ),
    "injured": (
        "2.700", 2700, 2700, Bound.EXACT, "injured", Mode.TOTAL,
        "NIS", "medan perang", JANUARY,
    ),
    "casualties": (
        "4.000", 4000, 4000, Bound.EXACT, "casualties", Mode.TOTAL,
        "Volodymyr Zelenskyy", None, NO_TIME,
    ),
    "extra": (
        "antara 1.000 hingga 3.000", 1000, 3000, Bound.RANGE, "deployed", Mode.INCREMENT,
        "ABC News", "Kursk", (date(2025, 1, 1), date(2025, 2, 28)),
    ),
    "arrived": (
        "sekitar 10.000 hingga 12.000", 10000, 12000, Bound.RANGE, "deployed", Mode.TOTAL,
        "intelijen AS dan Korea Selatan", "Rusia", (date(2024, 10, 1), date(2025, 2, 27)),
    ),
}  # fmt: skip
UNKNOWN = "jumlah pastinya masih dalam proses pemeriksaan"


@pytest.fixture(scope="module")
def reading():
    (found,) = read(REPORT)
    return found


@pytest.fixture(scope="module")
def claims(reading):
    return {claim.figure.text: claim for claim in reading.claims}


@pytest.fixture(scope="module")
def made(reading):
    return compare([reading], one_story=True)


def said(span):
    return span.text if span else None


@pytest.mark.parametrize("name", TABLE)
@pytest.mark.parametrize("field", ["value", "measure", "mode", "source", "place", "period"])
def test_each_field_of_each_claim(claims, name, field):
    figure, low, high, bound, measure, mode, source, place, (start, end) = TABLE[name]
    claim = claims[figure]
    if field == "value":
        q = claim.quantity
        assert (q.low, q.high, q.bound) == (low, high, bound)
    elif field == "measure":
        assert claim.measure == measure
    elif field == "mode":
        assert claim.mode == mode
    elif field == "source":
        assert said(claim.attribution.source) == source
    elif field == "place":
        named = said(claim.place)
        assert place in named if place and named else named == place
    else:
        assert (claim.period.start, claim.period.end) == (start, end)


def test_what_is_not_known_is_a_claim(claims):
    claim = claims[UNKNOWN]
    assert claim.quantity.bound == Bound.UNKNOWN
    assert (claim.quantity.low, claim.quantity.high) == (None, None)
    assert claim.measure == "deployed"
    assert said(claim.attribution.source) == "NIS"
    assert [span.text for span in claim.attribution.via] == ["Yonhap"]


def test_nothing_else_is_claimed(claims, reading):
    wanted = {row[0] for row in TABLE.values()} | {UNKNOWN}
    assert wanted <= set(claims)
    # Two vague words may stand: some analysts, some countries.
    assert set(claims) - wanted <= {"Beberapa"}
    for claim in reading.claims:
        assert not any(claim.figure.overlaps(f.span) for f in reading.document.fences)


def test_killed_and_injured_fall_short_of_the_casualties(claims, made):
    (finding,) = [f for f in made.findings if f.name == "parts_short_of_whole"]
    assert set(finding.claims) == {
        claims[TABLE[n][0]].id for n in ("killed", "injured", "casualties")
    }
    assert finding.amount == 1000
    assert finding.reason == (
        "sekitar 300 killed + 2.700 injured by NIS against 4.000 killed, injured, missing or "
        "captured by Volodymyr Zelenskyy: compatible only if 1,000 more were captured, missing "
        "or counted later"
    )


def test_eleven_thousand_lie_within_ten_to_twelve_thousand(claims, made):
    sent, arrived = (claims[TABLE[name][0]] for name in ("sent", "arrived"))
    (found,) = [c for c in made.comparisons if {c.a, c.b} == {sent.id, arrived.id}]
    assert (found.relation, found.position) == (Standing.AGREES, "narrower")
    assert found.contradiction == 0


def test_the_increment_is_compared_with_nothing(claims, made):
    extra = claims[TABLE["extra"][0]].id
    touching = [c for c in made.comparisons if extra in (c.a, c.b)]
    assert {c.relation for c in touching} <= {Standing.SCOPE_DIFFERS}
    assert all(c.contradiction is None for c in touching)
    barred = {n.facet for n in made.not_compared if extra in (n.a, n.b)}
    assert Facet.KIND in barred


def test_nothing_is_disputed(made):
    assert not any(tally.disputed for tally in made.tallies)


def test_the_card_of_the_casualties_tells_the_finding(claims, made, reading):
    asked = next(q for q in made.questions if claims["4.000"].id in q.claims)
    card = show(asked.id, [reading], one_story=True)
    assert [f.name for f in card.findings] == ["parts_short_of_whole"]


def test_compare_prints_it_all():
    done = subprocess.run(
        [str(Path(sys.executable).with_name("counterclaim")), "compare", str(REPORT)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100", "TERM": "dumb"},
    )
    shown = " ".join(done.stdout.split())
    assert "sekitar 300 killed + 2.700 injured by NIS against 4.000" in shown
    assert "compatible only if 1,000 more were captured, missing or counted later" in shown
    assert "~11,000 lies within 10,000–12,000" in shown
    assert "an addition is never set against a total" in shown
