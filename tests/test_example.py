"""The bundled example story: its form, and the dispute card it is there to show."""

import json
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files

import pytest

from counterclaim.model import (
    Attribution,
    Bound,
    Capture,
    Claim,
    Facet,
    Imprint,
    Mode,
    Period,
    Policy,
    Quantity,
    Report,
    Span,
    Standing,
)
from counterclaim.pipeline import extract_claims
from counterclaim.reconcile import reconcile
from hand_made import between, question_of, tally_of, voice_of

STORY = files("counterclaim") / "example" / "story.jsonl"
LINES = STORY.read_text(encoding="utf-8").splitlines()
REPORTS = {r["id"]: r for r in map(json.loads, LINES)}

EXACT, ABOUT, LEAST, MORE = Bound.EXACT, Bound.ABOUT, Bound.AT_LEAST, Bound.MORE_THAN
JCS = "South Korea's Joint Chiefs of Staff"
KSG = "Kepala Staf Gabungan Korea Selatan"
NIS = "National Intelligence Service (NIS)"
BIN = "Badan Intelijen Nasional Korea Selatan (NIS)"
KILLED, HURT, BOTH, SENT = "killed", "injured", "casualties", "deployed"

# What a careful reader finds in the bodies: name, report, figure, value(s), bound, measure, source,
# day of counting. The figure is looked for in the body, from the left.
FOUND = [
    ("jcs", "courier-1223", "Around 1,100", 1100, ABOUT, BOTH, JCS, "2024-12-23"),
    ("sent", "courier-1223", "about 11,000", 11000, ABOUT, SENT, "South Korean intelligence", None),
    ("jcs_dead", "contoh-1224", "1.100", 1100, EXACT, KILLED, KSG, "2024-12-23"),
    ("house", "wire-1227", "About 1,000", 1000, ABOUT, BOTH, "White House", "2024-12-27"),
    ("house_dead", "rekaan-1228", "Lebih dari 1.000", 1000, MORE, KILLED, "Gedung Putih", None),
    ("president", "specimen-0110", "4,000", 4000, EXACT, BOTH, "Volodymyr Zelenskyy", "2025-01-09"),
    ("nis_1", "misal-0113", "sedikitnya 300", 300, LEAST, KILLED, BIN, "2025-01-13"),
    ("nis_hurt_1", "misal-0113", "2.700", 2700, EXACT, HURT, BIN, "2025-01-13"),
    ("nis_again", "courier-0114", "At least 300", 300, LEAST, KILLED, NIS, "2025-01-13"),
    ("nis_hurt_2", "courier-0114", "2,700", 2700, EXACT, HURT, NIS, "2025-01-13"),
    ("unknown", "contoh-0227", "jumlah pastinya masih dalam proses pemeriksaan", None, None, SENT,
     "NIS", None),
    ("sent_2", "contoh-0227", "sekitar 11.000", 11000, ABOUT, SENT, "intelijen Korea Selatan",
     "2024-12-31"),
    ("arrived", "contoh-0227", "10.000 hingga 12.000", (10000, 12000), Bound.RANGE, SENT,
     "Intelijen Amerika Serikat dan Korea Selatan", None),
    ("nis_about", "contoh-0227", "sekitar 300", 300, ABOUT, KILLED, "NIS", "2025-01-31"),
    ("nis_hurt_3", "contoh-0227", "2.700", 2700, EXACT, HURT, "NIS", "2025-01-31"),
    ("president_2", "contoh-0227", "4.000", 4000, EXACT, BOTH, "Volodymyr Zelenskyy", None),
    ("extra", "contoh-0227", "1.000 hingga 3.000", (1000, 3000), Bound.RANGE, SENT, "ABC News",
     "2025-02-27"),
    ("nis_all", "wire-0430", "About 4,700", 4700, ABOUT, BOTH, NIS, "2025-04-30"),
    ("nis_part", "wire-0430", "about 600", 600, ABOUT, KILLED, NIS, "2025-04-30"),
    ("sent_home", "wire-0430", "Some 2,000", 2000, ABOUT, "evacuated", NIS, None),
    ("nis_600", "misal-0502", "600", 600, EXACT, KILLED, BIN, "2025-04-30"),
    ("nis_2000_hurt", "misal-0502", "2.000", 2000, EXACT, HURT, BIN, "2025-04-30"),
    ("nis_last", "specimen-0902", "About 2,000", 2000, ABOUT, KILLED, NIS, "2025-09-02"),
]  # fmt: skip


def span(text, words, start=0):
    at = text.index(words, start)
    return Span(at, at + len(words), words)


def claim_of(text, row):
    figure, value, bound, measure, source, day = row
    low, high = value if isinstance(value, tuple) else (value, value)
    if bound in (LEAST, MORE):
        high = None
    who = next((w for w in ("tentara Korea Utara", "North Korean soldiers") if w in text), None)
    body = span(text, figure, text.index("\n\n"))
    return Claim(
        document_id="",
        figure=body,
        sentence=body,
        quantity=Quantity(
            None if low is None else Decimal(low),
            None if high is None else Decimal(high),
            bound or Bound.UNKNOWN,
            unit="person",
        ),
        measure=measure,
        what=who and Span(text.index(who), text.index(who) + len(who), who),
        mode=Mode.INCREMENT if "tambahan " + figure in text else Mode.TOTAL,
        attribution=Attribution(span(text, source)),
        period=Period(None, None, date.fromisoformat(day) if day else None),
    )


@pytest.fixture(scope="module")
def card():
    claims, reports = {}, []
    for name, report in REPORTS.items():
        text = f"{report['title']}\n\n{report['text']}"
        mine = {row[0]: claim_of(text, row[2:]) for row in FOUND if row[1] == name}
        # Claims of one document must not share ids with those of another at the same place.
        mine = {
            k: Claim(**{f: getattr(c, f) for f in c.__dataclass_fields__} | {"document_id": name})
            for k, c in mine.items()
        }
        claims |= mine
        imprint = Imprint(
            title=report["title"],
            outlet=report["outlet"],
            published=datetime.fromisoformat(report["published"]),
            language=report["lang"],
            name=name,
        )
        reports.append(Report(name, imprint, tuple(mine.values()), text))
    return claims, reconcile(reports)


def test_the_story_is_labelled_as_invented():
    assert len(REPORTS) == len(LINES) >= 8
    languages = [r["lang"] for r in REPORTS.values()]
    assert min(languages.count("id"), languages.count("en")) >= 4
    for report in REPORTS.values():
        assert report["outlet"].endswith(("(fiktif)", "(invented)"))
        assert ".example.org/" in report["url"]
        assert "Invented outlet" in report["note"]
        datetime.fromisoformat(report["published"])


@pytest.mark.parametrize(
    ("a", "b", "relation"),
    [
        ("nis_1", "nis_again", "repeats"),
        ("nis_hurt_1", "nis_hurt_2", "repeats"),
        ("nis_1", "nis_about", "drifts"),
        ("nis_about", "nis_part", "revises"),
        ("nis_part", "nis_last", "revises"),
        ("nis_part", "nis_all", "part_of"),
        ("house_dead", "nis_about", "contradicts"),
        ("jcs_dead", "nis_about", "contradicts"),
        ("sent_2", "arrived", "agrees"),
        ("sent", "arrived", "agrees"),
        ("president", "president_2", "drifts"),
        ("sent_home", "nis_2000_hurt", "drifts"),
        ("extra", "sent_2", "scope_differs"),
        ("nis_1", "president", "scope_differs"),
    ],
)
def test_the_card_by_hand(card, a, b, relation):
    claims, result = card
    assert between(result, claims[a], claims[b]) == [relation]


def test_the_dead_are_one_disputed_question(card):
    claims, result = card
    names = ["jcs_dead", "house_dead", "nis_1", "nis_again", "nis_about", "nis_part", "nis_600"]
    names.append("nis_last")
    question = question_of(result, claims["nis_1"])
    assert question.claims == tuple(claims[n].id for n in names)
    ends = tally_of(result, claims["nis_1"], Policy.LATEST)
    assert ends.best.value == 2000
    assert (ends.reports, ends.outlets, ends.originators) == (8, 6, 3)


def test_the_service_is_one_voice_in_two_languages(card):
    claims, result = card
    keys = {voice_of(result, claims[n]).key for n in ("nis_1", "nis_again", "nis_about")}
    assert len(keys) == 1


def test_the_lattice_finding(card):
    claims, result = card
    parts = ["nis_about", "nis_hurt_3", "president_2"]
    wanted = tuple(claims[n].id for n in parts)
    (finding,) = [f for f in result.findings if f.claims == wanted]
    assert finding.name == "parts_short_of_whole"
    assert "1,000 more were captured, missing or counted later" in finding.reason


def test_the_non_figure_is_never_compared(card):
    claims, result = card
    unknown = claims["unknown"].id
    assert not [c for c in result.comparisons if unknown in (c.a, c.b)]
    assert Facet.UNKNOWN in {n.facet for n in result.not_compared if unknown in (n.a, n.b)}


@pytest.fixture(scope="module")
def read():
    """Read the example as Counterclaim itself does."""
    found = [extract_claims(Capture("", "application/json", line.encode())) for line in LINES]
    reports = [Report(x.document.id, x.document.imprint, x.claims, x.document.text) for x in found]
    claims = {
        (x.document.imprint.name, c.figure.text): c for x in found for c in reversed(x.claims)
    }
    return claims, reconcile(reports)


def test_reading_finds_the_figures_of_the_bodies(read):
    claims, _ = read
    wanted = [(row[1], row[2]) for row in FOUND if row[3] is not None]
    missing = [w for w in wanted if w not in claims]
    assert not missing


def test_reading_takes_no_figure_from_the_advertisement(read):
    claims, _ = read
    assert not [figure for _, figure in claims if "30" in figure.split("%")[0].split()]


def test_reading_and_reconciling_show_the_service_repeated_and_revised(read):
    claims, result = read
    first = claims["misal-0113", "sedikitnya 300"]
    again = claims["courier-0114", "At least 300"]
    later = claims["specimen-0902", "About 2,000"]
    assert Standing.REPEATS in between(result, first, again)
    assert Standing.REVISES in between(result, first, later)
    about = claims["contoh-0227", "sekitar 300"]
    assert Standing.DRIFTS in between(result, first, about)
