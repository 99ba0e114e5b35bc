"""What the derived tables tell of single claims: findings, and how much hangs on each."""

from decimal import Decimal

import pytest

from counterclaim import keep, open_ledger, read_text, rebuild
from counterclaim.ledger.desk import Desk
from counterclaim.ledger.shelf import Shelf
from counterclaim.model import Policy
from counterclaim.reconcile.stakes import stakes

TOLLS = {"Fjord Post": 40, "Vik Daily": 41, "Ness Times": 90}


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "mine.ledger") as opened:
        told = [
            read_text(
                f"{toll} miners died at Karvik when the Tolva mine fell in, {outlet} counted. "
                f"{toll - 10} of them were killed by gas and 25 drowned in the Tolva mine at Karvik.",
                title="Mine falls in at Karvik",
                outlet=outlet,
                language="en",
            )
            for outlet, toll in TOLLS.items()
        ]
        army = (
            "A total of 4,700 soldiers were killed or wounded at Karvik, the army said, including 600 "
            "dead and 2,000 wounded."
        )
        told.append(read_text(army, title="War", outlet="Army Post", language="en"))
        keep(opened, told, keep_text=True)
        yield opened


def test_each_claim_of_a_finding_leads_to_it(ledger):
    made = rebuild(ledger)
    assert made.findings
    with ledger.begin(writing=False) as link:
        shelf = Shelf(link)
        for finding in made.findings:
            for claim in finding.claims:
                assert finding in shelf.findings([claim])
        # As many names as a large question has.
        many = [*(f"{i:016x}" for i in range(700)), *made.findings[-1].claims]
        assert made.findings[-1] in shelf.findings(many)
        assert shelf.findings(["ffff"]) == []


def test_what_hangs_on_a_claim_is_the_end_that_it_alone_holds(ledger):
    made = rebuild(ledger)
    claims = {c.id: c for c in ledger.claims()}
    ends = {t.question: t for t in made.tallies if t.policy == Policy.RANGE}
    found = stakes(made, claims.values())
    assert found == made.stakes
    assert {s.moves > 0 for s in found} == {True, False} or all(s.moves > 0 for s in found)
    for stake in found:
        end = getattr(ends[stake.question], stake.end)
        assert end.claims == (stake.claim,)
        assert end.value == stake.value
        assert stake.without != stake.value
    most = max(found, key=lambda s: s.moves)
    assert (most.value, most.without) == (Decimal(600), Decimal(80))


def test_the_desk_gives_first_what_moves_most_and_passes_over_what_is_judged(ledger):
    rebuild(ledger)
    with ledger.begin(writing=False) as link:
        desk = Desk(link)
        found = desk.waiting(frozenset(), 50)
        moves = [w.stake.moves for w in found]
        assert moves == sorted(moves, reverse=True)
        first = found[0].claim
        left = desk.waiting({first.figure_id}, 50)
        assert [w.stake.claim for w in left] == [w.stake.claim for w in found[1:]]
        assert [w.claim.id for w in desk.waiting(frozenset(), 1, 1)] == [found[1].claim.id]
        assert desk.named(first.figure_id, built=True)[0].id == first.id
        assert desk.named("ffff", built=True) == []


def test_a_claim_is_found_by_the_first_letters_of_its_id(ledger):
    claim = next(ledger.claims())
    for name in (claim.id, claim.id[:12], claim.figure_id):
        assert ledger.claim(name).figure_id == claim.figure_id
