"""What is new in a ledger is set against its story, and the rest is left alone."""

import json
from datetime import UTC, datetime

import pytest

from counterclaim.drivers import comparing
from counterclaim.drivers.comparing import FEW, Comparer, reports_in
from counterclaim.ledger import Judge, Stamp, open_ledger
from counterclaim.model import Capture
from counterclaim.pipeline import extract_claims
from counterclaim.reconcile import reconcile_ledger

EVENTS = (
    ("Brackwater ferry Osmund Quay harbour", "2030-05-01", 12),
    ("Tilvern mine collapse Hollis shaft Garrow", "2030-05-03", 40),
    ("Norrabad market fire Sefton bazaar Ismay", "2030-08-01", 7),
)
READ = Stamp("0.1.0", "en 1", datetime(2030, 9, 1, tzinfo=UTC))
AGAIN = Stamp("0.2.0", "en 1", datetime(2030, 9, 2, tzinfo=UTC))


def reading(event, number, toll=None):
    names, day, killed = EVENTS[event]
    words = names.split()
    facts = " ".join(
        f"The {a} of {b} and {c} was seen." for a in words for b in words for c in words
    )
    text = f"At least {toll or killed + number} people were killed, Mara Lind said.\n\n{facts}"
    record = {"title": f"{names} toll", "text": text, "outlet": f"Paper {number}"}
    record |= {"published": f"{day}T{number:02d}:00:00Z", "lang": "en"}
    body = json.dumps(record).encode()
    return extract_claims(Capture(f"paper-{event}-{number}.json", "application/json", body))


@pytest.fixture
def ledger(tmp_path):
    with open_ledger(tmp_path / "news.ledger") as opened:
        yield opened


def keep(ledger, found, stamp=READ):
    ledger.add(found, stamp, keep_text=True)
    return found.document.id


def in_full(ledger, new):
    return reconcile_ledger(
        reports_in(ledger),
        judgements=list(ledger.judgements()),
        known=ledger.names(),
        told_by=new,
    )


def test_what_is_said_of_a_new_report_is_what_the_whole_ledger_says(ledger):
    comparer = Comparer(ledger)
    for number in range(3):
        for event in range(3):
            new = [keep(ledger, reading(event, number))]
            made, reports = comparer.compare(new)
            assert made == in_full(ledger, new)
            assert {r.document_id for r in reports} == set(made.stories[0].reports)
    assert len(made.stories[0].reports) == 3


def test_what_could_not_be_told_the_first_time_is_given_again(ledger):
    comparer = Comparer(ledger)
    new = [keep(ledger, reading(0, number)) for number in range(2)]
    made, reports = comparer.compare(new)
    assert reports
    assert comparer.compare(new) == (made, reports)


def test_questions_keep_the_names_that_the_ledger_gave_them(ledger):
    comparer = Comparer(ledger)
    first = keep(ledger, reading(0, 2))
    comparer.compare([first])
    whole = reconcile_ledger(reports_in(ledger))
    ledger.rebuild(whole, ledger.claims())
    earlier = keep(ledger, reading(0, 1))
    made, _ = comparer.compare([earlier])
    assert [q.id for q in made.questions] == [q.id for q in whole.questions]


def test_the_whole_ledger_is_grouped_only_as_it_grows(ledger, monkeypatch):
    grouped = []

    def counted(held):
        loaded = reports_in(held)
        grouped.append(len(loaded))
        return loaded

    monkeypatch.setattr(comparing, "reports_in", counted)
    comparer = Comparer(ledger)
    keep(ledger, reading(1, 0))
    for number in range(FEW + 6):
        comparer.compare([keep(ledger, reading(0, number % 20, toll=100 + number))])
    assert grouped == [2, FEW + 3]


def test_reports_that_others_added_and_read_again_are_known(ledger):
    comparer = Comparer(ledger)
    first = reading(0, 0)
    comparer.compare([keep(ledger, first)])
    other = keep(ledger, reading(0, 1))
    made, _ = comparer.compare([keep(ledger, reading(0, 2))])
    assert other in made.stories[0].reports
    withdrawn = type(first)(first.document, ())
    keep(ledger, withdrawn, AGAIN)
    made, _ = comparer.compare([other])
    gone = {claim.id for claim in first.claims}
    assert gone
    assert gone.isdisjoint(name for q in made.questions for name in q.claims)


def test_what_people_decide_meanwhile_holds(ledger):
    comparer = Comparer(ledger)
    one, other = reading(0, 0), reading(2, 0)
    new = [keep(ledger, one), keep(ledger, other)]
    assert len(comparer.compare(new)[0].stories) == 2
    joined = (one.claims[0].id, other.claims[0].id)
    Judge(ledger, "Ida Holm").merge(*joined, reason="It is one event.", when=AGAIN.read_at)
    made, _ = comparer.compare(new[:1])
    assert made == in_full(ledger, new[:1])
    assert set(made.stories[0].reports) == set(new)


def test_a_comparison_that_was_broken_off_leaves_nothing_half_known(ledger, monkeypatch):
    comparer = Comparer(ledger)
    comparer.compare([keep(ledger, reading(0, 0))])
    new = [keep(ledger, reading(0, 1)), keep(ledger, reading(0, 2))]
    with monkeypatch.context() as patched:
        patched.setattr(comparing.Growing, "add", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            comparer.compare(new)
    made, _ = comparer.compare(new)
    assert made == in_full(ledger, new)
    assert len(made.stories[0].reports) == 3
