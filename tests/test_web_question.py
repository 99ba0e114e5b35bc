"""The pages of a question: each answer leads to its words, what stands how, files, hostile words."""

import csv
import io
import re
from datetime import datetime

import pytest
from lxml import etree, html

from counterclaim import keep, open_ledger, read_text, rebuild
from flooded import REPORTS, write_flood

SVG = "{http://www.w3.org/2000/svg}"
LASTS = ("Holm", "Berg", "Dahl", "Lund", "Vik", "Moe", "Strand", "Haugen")
PAGES = ("", "/time", "/revisions", "/drift", "/ways")


@pytest.fixture(scope="module")
def flood(tmp_path_factory):
    return write_flood(tmp_path_factory.mktemp("flood") / "flood.ledger")


@pytest.fixture
def site(launch, flood):
    return launch(ledger=flood)


def question(site):
    """Give the address of the question that most reports answer."""
    tree = html.fromstring(site.get("/questions").text)
    return tree.xpath("//ol[contains(@class,'question-list')]/li/a")[0].get("href")


def tree_of(site, path):
    found = site.get(path)
    assert found.status_code == 200, found.text
    return html.fromstring(found.text)


def words(node):
    return " ".join(node.text_content().split())


def test_questions_are_listed_the_disputed_first(site):
    tree = tree_of(site, "/questions")
    listed = [words(li) for li in tree.xpath("//ol[contains(@class,'question-list')]/li")]
    assert len(listed) == 5
    assert "killed: miners, Karvik" in listed[0]
    assert "disputed" in listed[0]
    assert not any("disputed" in line for line in listed[1:])
    assert len(tree_of(site, "/questions?disputed=true").xpath("//ol[@class]/li")) == 1
    assert site.get("/questions?page=0").status_code == 422
    assert "No questions yet" in site.get("/questions?page=2").text


def test_no_mark_covers_a_value_of_the_drawing_over_time(site):
    plot = tree_of(site, question(site) + "/time").xpath("//svg[contains(@class,'time-plot')]")[0]
    values = plot.xpath("./text[@class='label'][@dx]")
    assert len(values) > 2
    assert {value.get("x") for value in values} == {"100.000%"}  # and further by dx


def test_one_row_for_each_originator_and_echoes_folded_beneath(site):
    tree = tree_of(site, question(site))
    names = [words(h) for h in tree.xpath("//li[@class='speaker']/h3")]
    assert [name.split(" ", 1)[1] for name in names] == ["mayor", "police", "engineer", "minister"]
    police = tree.xpath("//li[@class='speaker'][2]")[0]
    assert len(police.xpath(".//li[@class='answer']")) == 1
    echoes = police.xpath(".//details[@class='echoes']//li")
    assert len(echoes) == 2
    assert "Valley News" in words(echoes[0])


def test_every_number_leads_to_its_words_in_two_clicks(site):
    tree = tree_of(site, question(site))
    links = set(tree.xpath("//main//a[starts-with(@href,'/claims/')]/@href"))
    assert len(links) >= 6
    texts = {title: text for _, _, title, text in REPORTS}
    for link in links:
        found = site.get(link)
        assert found.status_code == 307
        target, _, anchor = found.headers["location"].partition("#")
        report = tree_of(site, target)
        (group,) = report.xpath(f"//*[@id='{anchor}']")
        title = words(report.xpath("//h1")[0])
        said = words(group.xpath(".//blockquote//mark")[0])
        assert said in f"{title} {texts[title]}"


def test_every_figure_of_the_page_is_a_link(site):
    tree = tree_of(site, question(site))
    shown = [words(n) for n in tree.xpath("//li[@class='answer']//*[contains(@class,'number')]")]
    linked = [words(n) for n in tree.xpath("//li[@class='answer']//a[contains(@class,'number')]")]
    assert shown == linked
    assert set(shown) == {"≥ 40", "40", "52", "23", "≥ 24", "< 60"}


def test_open_ends_are_drawn_and_the_scale_is_the_same_for_all(site):
    tree = tree_of(site, question(site))
    drawn = {
        words(li.xpath(".//a[contains(@class,'number')]")[0]): li.xpath(
            ".//svg[@class='lane']//path"
        )
        for li in tree.xpath("//li[@class='answer']")
    }
    assert {figure: len(paths) for figure, paths in drawn.items()} == {
        "≥ 40": 1,
        "40": 0,
        "52": 0,
        "23": 0,
        "≥ 24": 0,
        "< 60": 1,
    }
    ticks = {
        tuple(svg.xpath("./line[@class='tick']/@x1"))
        for svg in tree.xpath("//li[@class='answer']//svg[@class='lane']")
    }
    assert len(ticks) == 1
    for svg in tree.xpath("//svg[@class='lane']"):
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == svg.findtext("title")


def test_rivals_and_what_was_not_compared_are_named(site):
    tree = tree_of(site, question(site))
    mayor = tree.xpath("//li[@class='speaker'][1]")[0]
    assert "contradicts police 23" in words(mayor)
    rival = mayor.xpath(".//p[@class='rivals']/a/@href")[0]
    assert tree.xpath(f"//*[@id='{rival[1:]}']")
    headings = {words(h).rstrip(" 0123456789"): h.getparent() for h in tree.xpath("//section/h3")}
    assert "52 × police 23" in words(headings["Contradicts"])
    assert "not surely of one time" in words(headings["Not compared, and why"])


def test_the_policy_is_named_and_can_be_switched(site):
    base = question(site)

    def ends(policy):
        tree = tree_of(site, f"{base}?policy={policy}")
        assert tree.xpath("//select[@name='policy']/option[@selected]/@value") == [policy]
        return [words(a) for a in tree.xpath("//dl[@class='ends']//dd/*[1]")]

    assert ends("vote") == ["23", "23", "23"]
    assert ends("acled") == ["12", "12", "12"]
    assert ends("idmc")[2] == "60"
    assert site.get(f"{base}?policy=best").status_code == 422
    page = tree_of(site, f"{base}?policy=latest")
    assert page.xpath("//nav[@class='views']//a/@href")[1] == f"{base}/time?policy=latest"


def test_over_time_each_day_of_an_answer_has_a_mark_that_leads_to_its_words(site):
    tree = tree_of(site, f"{question(site)}/time")
    told = [t.text for t in tree.xpath("//svg[@class='time-plot']//a//title")]
    assert "police: 23, 3 Mar 2031" in told
    assert "police: 23, 6 Mar 2031" in told
    assert "mayor: 40, printed 4 Mar 2031" in told
    assert len(told) == 7
    assert len(tree.xpath("//svg[@class='time-plot']//circle[@class='ring']")) == 1
    for link in tree.xpath("//svg[@class='time-plot']//a/@href"):
        assert site.get(link).status_code == 307
    assert len(tree.xpath("//table/tbody/tr")) == 6


def test_the_ladder_tells_how_far_each_step_goes(site):
    tree = tree_of(site, f"{question(site)}/revisions")
    (ladder,) = tree.xpath("//article[@class='ladder']")
    steps = [words(li) for li in ladder.xpath(".//li[contains(@class,'step')]")]
    assert len(steps) == 3
    assert "+12 (+30%)" in steps[2]
    assert "revises" in steps[2]


def test_drift_sets_the_retelling_beside_the_original_and_marks_what_changed(site):
    tree = tree_of(site, f"{question(site)}/drift")
    drift = tree.xpath("//article[@class='drift']")[0]
    (original,) = drift.xpath("./div[@class='original']//mark")
    (retold,) = drift.xpath(".//li[@class='telling']//mark")
    assert (words(original), words(retold)) == ("At least 40", "Forty")
    turn = drift.xpath(".//ul[contains(@class,'turns')]/li")[0]
    assert words(turn) == "hedge ≥ 40 → 40"


def test_ways_lead_from_the_speaker_through_the_agency_to_the_outlet(site):
    tree = tree_of(site, f"{question(site)}/ways")
    mayor = tree.xpath("//article[@class='chain']")[0]
    first = [words(p) for p in mayor.xpath("./ul/li/p[@class='station']")]
    assert first == ["Harbour Post prints it", "Reuters passes it on"]
    assert [words(p) for p in mayor.xpath("./ul/li/ul/li/p[@class='station']")] == [
        "Coast Echo prints it"
    ]


@pytest.mark.parametrize("drawing", ["answers", "time"])
def test_drawings_are_files_with_their_sources_beneath(site, drawing):
    base = question(site)
    made = site.get(f"{base}/{drawing}.svg?policy=range")
    assert made.headers["content-type"] == "image/svg+xml"
    tree = etree.fromstring(made.content)
    assert tree.findtext(f"{SVG}title") == "killed: miners, Karvik"
    assert "mayor ≥ 40" in tree.findtext(f"{SVG}desc")
    texts = [e.text for e in tree.iter(f"{SVG}text")]
    assert any(text.startswith("Inland Wire · 5 Mar 2031") for text in texts)
    assert "Band: low to high by Range; dashed: best." in texts
    picture = site.get(f"{base}/{drawing}.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG\r\n")
    assert site.get(f"{base}/{drawing}.gif").status_code == 404


def test_the_answers_are_a_table_and_json(site):
    base = question(site)
    rows = list(csv.DictReader(io.StringIO(site.get(f"{base}/answers.csv").text)))
    assert len(rows) == 10
    assert {row["originator"] for row in rows} == {"mayor", "police", "engineer", "minister"}
    assert {row["way"] for row in rows} == {"", "Reuters"}
    body = site.get(f"{base}/answers.json?policy=idmc").json()
    assert body["high"]["value"] == 60
    assert body["disputed"] is True
    assert [row["low"] for row in body["answers"]][:2] == [40, 40]
    assert [row["claim"] for row in body["answers"]] == [row["claim"] for row in rows]


def test_words_of_reports_run_no_scripts(site):
    base = question(site)
    for path in PAGES:
        text = site.get(base + path).text
        assert "<script>window" not in text
        assert "<b>Zeitung" not in text
        assert not re.search(r"<[^>]+\sstyle=", text)
    assert b"<b>Zeitung" not in site.get(f"{base}/answers.svg").content


@pytest.mark.parametrize("path", PAGES)
def test_pages_speak_indonesian(site, path):
    found = site.get(question(site) + path, headers={"accept-language": "id"}).text
    assert 'lang="id"' in found
    assert "Jawaban" in found
    assert "tewas: miners, Karvik" in found
    assert "Read by" not in found


def test_unknown_questions_are_not_found(site):
    for path in ("/questions/none", "/questions/none/time", "/questions/none/answers.svg"):
        assert site.get(path).status_code == 404


def test_a_question_with_everything_left_out_still_opens(launch, tmp_path):
    site = launch(ledger=tmp_path / "new.ledger")
    assert "No questions yet" in site.get("/questions").text
    assert site.get("/questions/0011223344556677").status_code == 404


def test_long_cards_are_cut_short_and_shown_whole_when_asked(launch, tmp_path):
    path = tmp_path / "many.ledger"
    names = [f"{first} {last}" for first in ("Ida", "Ole", "Per", "Una", "Vera") for last in LASTS]
    with open_ledger(path) as ledger:
        keep(
            ledger,
            [
                read_text(
                    f"{20 + i} miners died in the flood at Karvik on Monday, Mayor {name} said.",
                    outlet=f"Post {i}",
                    published=datetime(2031, 3, 4),  # noqa: DTZ001 (as outlets print it)
                    language="en",
                )
                for i, name in enumerate(names)
            ],
        )
        rebuild(ledger)
    site = launch(ledger=path)
    base = question(site)
    for view in ("", "/time", "/ways"):
        short, whole = tree_of(site, base + view), tree_of(site, f"{base}{view}?all=1")
        assert "more originators" in words(short.xpath("//main")[0])
        assert "more originators" not in words(whole.xpath("//main")[0])
    shown = tree_of(site, base).xpath("//li[@class='speaker']")
    whole = tree_of(site, f"{base}?all=1").xpath("//li[@class='speaker']")
    assert (len(shown), len(whole)) == (24, 40)
    assert words(whole[-1].xpath("./h3")[0]).startswith("N2 ")
