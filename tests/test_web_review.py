"""Review without a browser: the queue, every act, its undoing, the history, what is refused."""

import re
from decimal import Decimal
from html import unescape
from threading import Thread

import pytest

from counterclaim import show
from counterclaim.model import Act

IDA = {"name": "Ida Holm", "reason": "read again"}


def links(page, place):
    return list(dict.fromkeys(re.findall(rf'href="(/review/{place}/\w+)[?"]', page.text)))


def judged(site):
    return list(site.holdings.ledger.judgements())


def keep(site, **said):
    answer = site.form("/review/judge", {**IDA, **said})
    assert answer.status_code == 303, answer.text
    assert site.holdings.refresh(20)
    return judged(site)[-1]


def text_of(page):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.text)).split())


@pytest.fixture
def first(site):
    """Give the id of the claim at the head of the queue."""
    return links(site.get("/review"), "claims")[0].rpartition("/")[2]


def test_the_queue_begins_with_what_moves_a_range_most(site):
    with site.holdings.shelf() as shelf:
        rows = shelf._link.exec_driver_sql("SELECT claim_id, moves FROM stake").all()  # noqa: SLF001
    most = max(moves for _, moves in rows)
    assert most > 0
    names = [link.rpartition("/")[2] for link in links(site.get("/review"), "claims")]
    assert (names[0], most) in [tuple(row) for row in rows]
    assert {name for name, _ in rows} == set(names)


def test_the_queue_names_questions_in_the_language_of_the_page(site):
    queue = site.get("/review", headers={"accept-language": "id"}).text
    assert "dikerahkan: North Korean soldiers, Russia" in queue
    assert "deployed: North Korean" not in queue


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_a_claim_that_is_judged_leaves_the_queue_and_comes_back_when_that_is_undone(
    site, first, act
):
    made = keep(site, act=act, claim=first)
    assert (made.act, made.claims, made.who, made.reason) == (
        act,
        (first,),
        "Ida Holm",
        "read again",
    )
    assert f"/review/claims/{first}" not in site.get("/review").text
    undone = keep(site, act="undo", judgement=made.id, reason="no")
    assert undone.undoes == made.id
    assert f"/review/claims/{first}" in site.get("/review").text
    history = text_of(site.get("/review/history"))
    assert history.index("took back") < history.index("Undone by Ida Holm")
    assert "2 judgements" in history


def test_a_rejected_claim_is_in_no_question_and_its_page_still_tells_the_machines_word(site, first):
    keep(site, act="reject", claim=first)
    with site.holdings.shelf() as shelf:
        assert shelf.asked_of([first]) == {}
    page = text_of(site.get(f"/review/claims/{first}"))
    assert "What the machine read" in page
    assert "Ida Holm rejected" in page


def values(site, claim):
    page = site.get(f"/review/claims/{claim}").text
    form = page[page.index('<details class="correct"') : page.index('<div class="why">')]
    said = dict(re.findall(r'<input id="field-\w+" name="(\w+)"[^>]*?value="([^"]*)"', form))
    for name, inside in re.findall(r'<select id="field-\w+" name="(\w+)">(.*?)</select>', form):
        said[name] = re.search(r'value="(\w+)" selected', inside)[1]
    return said


def test_a_correction_keeps_what_was_changed_and_shows_both_words(site):
    claims = list(site.holdings.ledger.claims())
    hurt = (c for c in claims if c.figure.text == "2,700" and "At least 300" in c.sentence.text)
    claim = next(hurt).id
    form = values(site, claim)
    assert form["low"] == form["high"] == "2700"
    keep(site, act="correct", claim=claim, **(form | {"low": "2500", "high": "2800"}))
    assert {(j.field, j.value) for j in judged(site)} == {("low", "2500"), ("high", "2800")}
    page = text_of(site.get(f"/review/claims/{claim}"))
    assert "Low end 2700 2500" in page
    assert values(site, claim)["low"] == "2500"
    with site.holdings.shelf() as shelf:
        names = shelf.claims_in([c.document_id for c in claims if c.id == claim])
    assert claim not in names
    told = [n for n in names if site.get(f"/review/claims/{n}").status_code != 200]
    assert not told
    assert all(site.get(f"/claims/{n}").status_code == 307 for n in names)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, "Nothing was changed."),
        ({"low": "9000"}, "The low end lies above the high end."),
        ({"low": "1e999999999"}, "not written as it must be"),
        ({"measure": "sunk"}, "not written as it must be"),
        ({"from": "2030-02-31"}, "not written as it must be"),
        ({"from": "2030-02-03", "to": "2030-02-01"}, "The first day lies after the last."),
        ({"low": "10", "reason": "  "}, "Give a reason"),
        ({"low": "10", "name": ""}, "Say who judges"),
    ],
)
def test_what_cannot_be_is_told_and_not_kept(site, first, changed, told):
    form = values(site, first) | {"high": "8000"} if "low" in changed else values(site, first)
    answer = site.form(
        "/review/judge", {**IDA, "act": "correct", "claim": first, **form, **changed}
    )
    assert answer.status_code == 422
    assert told in text_of(answer)
    assert judged(site) == []


def test_questions_are_merged_and_parted_again(site):
    with site.holdings.shelf() as shelf:
        found = [asked for asked in shelf.questions() if asked.answers > 1]
        other = next(a for a in shelf.questions() if a.story == found[0].story and a not in found)
        held = len(shelf.question(found[0].question.id).question.claims)
    name = found[0].question.id
    assert other.question.id in site.get(f"/review/questions/{name}").text
    merge = keep(site, act="merge", question=name, **{"with": other.question.id})
    with site.holdings.shelf() as shelf:
        joined = shelf.question(name).question
    assert len(joined.claims) == held + other.answers
    leave = joined.claims[-1]
    keep(site, act="split", question=name, leave=[leave])
    with site.holdings.shelf() as shelf:
        assert leave not in shelf.question(name).question.claims
    keep(site, act="undo", judgement=merge.id)
    with site.holdings.shelf() as shelf:
        assert len(shelf.question(name).question.claims) <= held


def test_a_relation_is_overruled_confirmed_or_taken_away(site):
    with site.holdings.shelf() as shelf:
        pair = next(
            c
            for asked in shelf.questions()
            for c in shelf.comparisons(shelf.question(asked.question.id).question.claims)
            if c.relation == "contradicts"
        )
    site.get(f"/review/claims/{pair.a}")
    keep(site, act="pair", a=pair.a, b=pair.b, claim=pair.a, relation="agrees")
    with site.holdings.shelf() as shelf:
        (now,) = [c for c in shelf.comparisons([pair.a]) if c.b == pair.b]
    assert (now.relation, now.reason) == ("agrees", "Ida Holm: read again")
    assert (
        keep(site, act="pair", a=pair.a, b=pair.b, claim=pair.a, relation="same").act == Act.ACCEPT
    )
    keep(site, act="pair", a=pair.a, b=pair.b, claim=pair.a, relation="none")
    with site.holdings.shelf() as shelf:
        assert not [c for c in shelf.comparisons([pair.a]) if c.b == pair.b]
    assert "not compared" in site.get(f"/review/claims/{pair.a}").text


def test_what_a_judgement_would_change_is_told_and_nothing_kept(site, first):
    asked = re.search(r"/review/questions/(\w+)", site.get(f"/review/claims/{first}").text)[1]
    before = show(asked, site.holdings.ledger, policy="range").tally
    answer = site.form("/review/judge", {**IDA, "act": "reject", "claim": first, "try": "1"})
    assert answer.status_code == 200
    assert judged(site) == []
    row = text_of(answer).split("Question Now Then", 1)[1]
    assert f"{before.low.value:,}" in row
    keep(site, act="reject", claim=first)
    after = show(asked, site.holdings.ledger, policy="range").tally
    assert after.low.value != before.low.value
    assert f"{after.low.value:,}" in row
    assert isinstance(after.low.value, Decimal)


@pytest.mark.parametrize(
    "said",
    [
        {"act": "accept", "claim": "ffff"},
        {"act": "merge", "question": "ffff", "with": "ffff"},
        {"act": "pair", "a": "", "b": "", "relation": "agrees"},
    ],
)
def test_what_is_not_there_cannot_be_judged(site, said):
    assert site.form("/review/judge", {**IDA, **said}).status_code == 404
    assert judged(site) == []


@pytest.mark.parametrize(
    "said", [{}, {"act": "sink"}, {"act": "undo", "judgement": "ffff"}, {"act": "pair"}]
)
def test_half_a_form_is_no_fault_of_the_server(site, first, said):
    answer = site.form("/review/judge", {**IDA, "claim": first, "a": first, "b": first, **said})
    assert answer.status_code in {404, 422}
    assert judged(site) == []


def test_a_form_of_another_site_is_refused(site, first):
    said = {**IDA, "act": "reject", "claim": first, "csrf": "0" * 64}
    assert site.client.post("/review/judge", data=said).status_code == 403
    assert judged(site) == []


def test_who_signed_in_judges_under_that_name(launch, example_ledger):
    site = launch(ledger=example_ledger, user_header="X-User", proxies=("testclient",))
    site.client.headers["X-User"] = "vera"
    first = links(site.get("/review"), "claims")[0].rpartition("/")[2]
    answer = site.form(
        "/review/judge",
        {"act": "accept", "claim": first, "reason": "yes", "name": "Ida", "try": "1"},
    )
    assert "vera" in answer.text
    assert "Ida" not in answer.text


def test_words_of_people_are_escaped(site, first):
    keep(site, act="accept", claim=first, reason="<script>alert(1)</script>\u202e", name="<b>Ø</b>")
    page = site.get("/review/history").text
    assert "<script>alert" not in page
    assert "<b>Ø" not in page
    assert "&lt;script&gt;" in page
    assert "%3Cb%3E" in site.client.cookies["counterclaim_name"]
    assert 'value="&lt;b&gt;Ø&lt;/b&gt;"' in site.get(f"/review/claims/{first}").text


def test_judgements_of_many_people_at_once_are_all_kept(site, first):
    refused = []

    def one(number):
        said = {**IDA, "act": "accept", "claim": first, "name": f"judge {number}"}
        answer = site.form("/review/judge", said)
        if answer.status_code != 303:
            refused.append(answer.text)

    threads = [Thread(target=one, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not refused
    assert {j.who for j in judged(site)} == {f"judge {number}" for number in range(12)}


def test_next_leads_through_the_queue(site):
    names = [link.rpartition("/")[2] for link in links(site.get("/review"), "claims")]
    led = site.get(f"/review/next?after={names[0]}").headers["location"]
    assert led == f"/review/claims/{names[1]}"
    assert site.get(f"/review/next?after={names[-1]}").headers["location"] == "/review"


def test_an_empty_ledger_has_an_empty_queue(launch):
    site = launch()
    assert "Nothing is left to check." in site.get("/review").text
    assert site.get("/review/claims/ffff").status_code == 404
    assert site.get("/review/questions/ffff").status_code == 404
    assert site.get("/review/judgements/ffff").status_code == 404
    assert site.get("/review/keys").status_code == 200
