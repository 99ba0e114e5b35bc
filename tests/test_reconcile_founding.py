"""The dispute that the project began with, as claims made by hand."""

from counterclaim.model import Bound, Facet, Modality, Mode, Policy, Standing
from counterclaim.reconcile import reconcile
from hand_made import Writer, between, question_of, tally_of, voice_of

SERVICE = "Badan Intelijen Nasional Korea Selatan (NIS)"
SENT = {"measure": "deployed", "what": "tentara Korea Utara", "code": "RU"}


def founding():
    """One Indonesian report of 27 February 2025 with nine figures of four originators."""
    paper = Writer("seed", "2025-02-27T16:59", language="id")
    estimated = Modality.ESTIMATED
    claims = {
        "unknown": paper.say(
            "jumlah pastinya belum diketahui", None, None, Bound.UNKNOWN, source=SERVICE, **SENT
        ),
        "sent": paper.say(
            "sekitar 11.000", 11000, bound=Bound.ABOUT, source="intelijen Korea Selatan",
            start="2024-01-01", end="2024-12-31", **SENT,
        ),
        "killed": paper.say(
            "sekitar 300", 300, bound=Bound.ABOUT, what="tentara Korea Utara", source="NIS",
            modality=estimated, start="2025-01-01", end="2025-01-31",
        ),
        "injured": paper.say(
            "2.700", 2700, measure="injured", what="lainnya", source="NIS",
            modality=estimated, start="2025-01-01", end="2025-01-31",
        ),
        "casualties": paper.say(
            "4.000", 4000, measure="casualties", what="orang", source="Volodymyr Zelenskyy",
            modality=estimated,
        ),
        "extra": paper.say(
            "antara 1.000 hingga 3.000", 1000, 3000, Bound.RANGE, source="ABC News",
            mode=Mode.INCREMENT, start="2025-01-01", end="2025-02-27", **SENT,
        ),
        "arrived": paper.say(
            "sekitar 10.000 hingga 12.000", 10000, 12000, Bound.RANGE,
            source="intelijen AS dan Korea Selatan", modality=estimated, end="2025-02-27", **SENT,
        ),
    }  # fmt: skip
    return claims, reconcile([paper.report()])


def test_killed_and_injured_fall_short_of_the_casualties():
    claims, result = founding()
    finding, added = result.findings
    assert (added.name, added.amount) == ("sum", 3000)
    assert set(added.claims) == set(finding.claims[:2])
    assert finding.name == "parts_short_of_whole"
    assert finding.claims == tuple(claims[n].id for n in ("killed", "injured", "casualties"))
    assert finding.amount == 1000
    assert finding.reason == (
        "sekitar 300 killed + 2.700 injured by NIS against 4.000 killed, injured, missing or "
        "captured by Volodymyr Zelenskyy: compatible only if 1,000 more were captured, missing "
        "or counted later"
    )


def test_eleven_thousand_lie_within_ten_to_twelve_thousand():
    claims, result = founding()
    sent, arrived = claims["sent"], claims["arrived"]
    assert question_of(result, sent) == question_of(result, arrived)
    assert between(result, sent, arrived) == ["agrees"]
    found = next(c for c in result.comparisons if {c.a, c.b} == {sent.id, arrived.id})
    assert (found.position, found.contradiction) == ("narrower", 0)
    assert voice_of(result, sent).key != voice_of(result, arrived).key


def test_the_addition_is_compared_with_nothing():
    claims, result = founding()
    extra = claims["extra"].id
    assert question_of(result, claims["extra"]).claims == (extra,)
    touching = [c for c in result.comparisons if extra in (c.a, c.b)]
    assert {c.relation for c in touching} <= {Standing.SCOPE_DIFFERS}
    assert all(c.contradiction is None and c.position is None for c in touching)
    why = {n.facet for n in result.not_compared if extra in (n.a, n.b)}
    assert why == {Facet.KIND}


def test_the_non_figure_is_kept_and_compared_with_nothing():
    claims, result = founding()
    unknown = claims["unknown"].id
    assert question_of(result, claims["unknown"]) == question_of(result, claims["sent"])
    assert not [c for c in result.comparisons if unknown in (c.a, c.b)]
    assert {n.facet for n in result.not_compared if unknown in (n.a, n.b)} == {Facet.UNKNOWN}


def test_nothing_is_disputed_and_four_voices_are_heard():
    claims, result = founding()
    assert not any(t.disputed for t in result.tallies)
    assert Standing.CONTRADICTS not in {c.relation for c in result.comparisons}
    names = {voice_of(result, c).name for c in claims.values()}
    assert len(names) == 5 + 1  # NIS is named by its long and by its short form
    assert voice_of(result, claims["unknown"]).key == voice_of(result, claims["killed"]).key
    ends = tally_of(result, claims["sent"], Policy.RANGE)
    assert (ends.low.value, ends.high.value) == (10000, 12000)
    assert ends.high.claims == (claims["arrived"].id,)
