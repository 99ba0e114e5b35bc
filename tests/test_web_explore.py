"""Explore: words and facets find the right claims, counts are true, each view has its files."""

import csv
import io
from datetime import date, datetime
from time import monotonic, sleep
from types import SimpleNamespace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from counterclaim import keep, open_ledger, read_text, rebuild
from counterclaim.ledger.derived_schema import DERIVED
from counterclaim.ledger.entries import ENTRIES, entries, numbers_with
from counterclaim.ledger.schema import METADATA
from counterclaim.ledger.web_tables import STATE
from counterclaim.web import finding
from counterclaim.web.finding import Catalogue, Wanted, numbers
from flooded import write_flood


@pytest.fixture(scope="module")
def flood(tmp_path_factory):
    return write_flood(tmp_path_factory.mktemp("flood") / "flood.ledger")


@pytest.fixture
def site(launch, flood):
    return launch(ledger=flood)


def tree_of(site, path):
    found = site.get(path)
    assert found.status_code == 200, found.text
    return html.fromstring(found.text)


def words(node):
    return " ".join(node.text_content().split())


def count(tree):
    return int(words(tree.xpath("//p[@class='count']/strong")[0]).split()[0])


def test_all_claims_are_listed_the_newest_first(site):
    tree = tree_of(site, "/explore")
    listed = tree.xpath("//ol[contains(@class,'claims-found')]/li")
    assert count(tree) == len(listed) == 14
    days = [words(li.xpath(".//p")[-1]) for li in listed]
    assert "8 Mar 2031" in days[0]
    assert all("as of 3 Mar 2031" in day for day in days[-4:])
    for li in listed:
        (mark,) = li.xpath(".//blockquote/mark")
        assert words(mark) in words(li.xpath(".//blockquote")[0])
        assert site.get(li.xpath(".//a[contains(@class,'number')]/@href")[0]).status_code == 307
        assert site.get(li.xpath(".//a[contains(@class,'others')]/@href")[0]).status_code == 200


def test_each_value_of_a_facet_leads_to_as_many_claims_as_it_says(site):
    for start in ("/explore", "/explore?q=flood", "/explore?measure=killed"):
        tree = tree_of(site, start)
        links = tree.xpath("//section[@class='facet']//li[not(@class)]/a")
        assert links
        for link in links:
            said = int(words(link).rsplit(" ", 1)[1])
            assert count(tree_of(site, link.get("href"))) == said


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=flood", 8),
        ("q=flo", 8),
        ("q=miners+police", 3),
        ("q=%22the+police%22", 4),
        ("q=sudliche", 3),
        ("q=SÜDLICHE", 3),
        ("q=nothing", 0),
        ("q=%22%22", 0),
        ("measure=missing", 1),
        ("country=ID", 1),
        ("outlet=Valley+News", 1),
        ("source=police", 4),
        ("disputed=true", 10),
        ("from=2031-03-07", 4),
        ("to=2031-03-03", 5),
        ("from=2031-03-04&to=2031-03-06", 5),
        ("source=police&measure=killed&from=2031-03-06", 1),
        ("measure=no+such", 0),
        ("from=2031-03-09&to=2031-03-01", 0),
    ],
)
def test_words_and_facets_find(site, query, found):
    tree = tree_of(site, f"/explore?{query}")
    assert count(tree) == found
    assert len(tree.xpath("//ol[contains(@class,'claims-found')]/li/blockquote")) == found


def test_the_permanent_address_finds_the_same(site):
    tree = tree_of(site, "/explore?to=&from=2031-03-04&disputed=true&q=+flood++&place=&page=1")
    address = tree.xpath("//footer//a/code")[0].getparent().get("href")
    assert address == "/explore?q=flood&from=2031-03-04&disputed=true"
    assert count(tree_of(site, address)) == count(tree)


def test_files_hold_what_the_list_holds(site):
    for query in ("", "?q=flood&measure=killed", "?q=nothing"):
        total = count(tree_of(site, f"/explore{query}"))
        rows = list(csv.DictReader(io.StringIO(site.get(f"/explore/claims.csv{query}").text)))
        body = site.get(f"/explore/claims.json{query}").json()
        assert len(rows) == len(body) == total
        assert [r["claim"] for r in rows] == [b["claim"] for b in body]
        for row in rows:
            assert site.get(f"/questions/{row['question']}").status_code == 200


def test_the_timeline_counts_every_dated_claim_once(site):
    tree = tree_of(site, "/explore/timeline")
    bars = tree.xpath("//svg[@class='timeline']//a")
    assert bars
    total = 0
    for bar in bars:
        said = int(bar.get("aria-label").split(": ")[1].split()[0])
        assert count(tree_of(site, bar.get("href"))) == said
        total += said
    assert total == 14
    rows = list(csv.DictReader(io.StringIO(site.get("/explore/timeline.csv").text)))
    assert sum(int(row["claims"]) for row in rows) == 14
    assert sum(int(row["disputed"]) for row in rows) == 10
    assert site.get("/explore/timeline.json").json()[0]["from"] == rows[0]["from"]


def test_a_look_back_on_another_century_does_not_squeeze_the_timeline(launch, tmp_path):
    path = tmp_path / "old.ledger"
    with open_ledger(path) as ledger:
        keep(
            ledger,
            [
                read_text(
                    f"{20 + i} miners died at Karvik.",
                    outlet=f"Post {i}",
                    published=datetime(1900 if i < 2 else 2031, 1 + i % 7, 4),  # noqa: DTZ001
                    language="en",
                )
                for i in range(220)
            ],
        )
        rebuild(ledger)
    site = launch(ledger=path)
    tree = tree_of(site, "/explore/timeline")
    bars = tree.xpath("//svg[@class='timeline']//a")
    assert 7 <= len(bars) <= 64
    for bar in bars:
        said = int(bar.get("aria-label").split(": ")[1].split()[0])
        assert count(tree_of(site, bar.get("href"))) == said
    (older,) = tree.xpath("//a[contains(., 'older claims are not drawn')]")
    assert words(older).startswith("2 ")
    assert count(tree_of(site, older.get("href"))) == 2
    rows = list(csv.DictReader(io.StringIO(site.get("/explore/timeline.csv?from=1800-01-01").text)))
    assert rows[0]["from"].startswith("1900")


def test_the_map_counts_claims_of_each_country_and_says_what_it_leaves_out(site):
    tree = tree_of(site, "/explore/map")
    (disc,) = tree.xpath("//svg[@class='world']//a")
    assert disc.get("aria-label") == "Indonesia: 1 claim, 0 disputed"
    assert disc.get("href") == "/explore?country=ID"
    assert "13 claims name no country" in words(tree)
    assert site.get("/explore/map.json").json() == [
        {"country": "ID", "name": "Indonesia", "claims": 1, "disputed": 0}
    ]


@pytest.mark.parametrize("view", ["timeline", "map"])
def test_drawings_are_files(site, view):
    made = site.get(f"/explore/{view}.svg?measure=killed")
    tree = etree.fromstring(made.content)
    texts = [e.text for e in tree.iter("{http://www.w3.org/2000/svg}text")]
    assert any(text.startswith("11 claims") for text in texts)
    assert any(text.startswith("Sources: ") for text in texts)
    assert "/explore?measure=killed" in texts
    assert site.get(f"/explore/{view}.png").content.startswith(b"\x89PNG\r\n")
    assert site.get(f"/explore/{view}.exe").status_code == 404


def test_nothing_found_is_said(site):
    assert "No claims match" in site.get("/explore?q=zebra").text
    assert "No claim has a day" in site.get("/explore/timeline?q=zebra").text
    assert site.get("/explore/timeline.svg?q=zebra").status_code == 404
    assert site.get("/explore/timeline.csv?q=zebra").text == "from,to,claims,disputed\r\n"
    assert site.get("/explore/map?q=zebra").status_code == 200


def test_what_cannot_be_asked_is_refused(site):
    assert site.get("/explore?from=monday").status_code == 422
    assert site.get("/explore?page=0").status_code == 422
    assert site.get(f"/explore?q={'x' * 600}").status_code == 422


def test_an_empty_ledger_is_explored(launch, tmp_path):
    site = launch(ledger=tmp_path / "new.ledger")
    for path in ("", "/timeline", "/map", "/claims.csv", "/claims.json"):
        assert site.get(f"/explore{path}").status_code == 200


def test_a_report_that_comes_in_is_found(launch, flood, tmp_path):
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(flood.read_bytes())
    site = launch(ledger=copy)
    assert count(tree_of(site, "/explore?q=zebra")) == 0
    with open_ledger(copy) as ledger:
        keep(ledger, [read_text("Seven zebras died at Karvik.", language="en")], keep_text=True)
        rebuild(ledger)
    assert count(tree_of(site, "/explore?q=zebra")) == 1


def test_readers_do_not_wait_for_a_large_catalogue(flood, tmp_path, monkeypatch):
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(flood.read_bytes())
    monkeypatch.setattr(finding, "LARGE", 5)
    with open_ledger(copy) as ledger:
        finder = finding.Finder(ledger)
        before = finder.catalogue()
        assert finder.catalogue() is before
        keep(ledger, [read_text("Seven zebras died at Karvik.", language="en")])
        rebuild(ledger)
        finder.catalogue()
        ends = monotonic() + 20
        while finder.catalogue() is before and monotonic() < ends:
            sleep(0.01)
        assert finder.catalogue().count == before.count + 1


def test_it_speaks_indonesian(site):
    found = site.get("/explore/map", headers={"accept-language": "id"}).text
    assert "Klaim menurut negara" in found
    assert "Persempit" in found


def test_a_rebuild_touches_no_table_that_holds_what_cannot_be_made_again():
    derived = {table.name for held in (DERIVED, ENTRIES) for table in held.tables.values()}
    kept = {table.name for held in (METADATA, STATE) for table in held.tables.values()}
    assert derived
    assert kept
    assert not derived & kept


@given(st.text(max_size=60))
def test_no_search_fails(flood, asked):
    with open_ledger(flood, read_only=True) as ledger, ledger.begin(writing=False) as link:
        found = numbers_with(link, asked)
        assert found == sorted(set(found))
        assert len(found) <= len(entries(link))


@pytest.mark.parametrize(
    "asked", ['"', "*", "NEAR(a b)", "said:x", "a OR b", "-x", "'; DROP", "\x00"]
)
def test_signs_of_the_search_language_are_only_words(site, asked):
    assert site.get(f"/explore?q={quote(asked)}").status_code == 200


rows = st.lists(
    st.builds(
        lambda measure, place, source, day, disputed: SimpleNamespace(
            claim_id="c",
            document_id="d",
            question_id="q",
            measure=measure,
            place=place,
            place_name=place,
            source=source,
            outlet="o",
            day=day.isoformat() if day else None,
            disputed=int(disputed),
        ),
        st.sampled_from(["killed", "injured"]),
        st.sampled_from(["ID", "ID-JB", "Karvik", ""]),
        st.sampled_from(["mayor", "police", "Reuters"]),
        st.none() | st.dates(),
        st.booleans(),
    ),
    max_size=60,
).map(
    lambda found: sorted(
        found, key=lambda r: (r.day is None, r.day and -date.fromisoformat(r.day).toordinal())
    )
)


@given(rows, st.sampled_from(["killed", "injured", "other"]), st.none() | st.dates(), st.booleans())
def test_sets_of_claims_are_those_that_a_plain_search_finds(found, measure, since, disputed):
    catalogue = Catalogue(found)
    wanted = Wanted(facets=(("measure", measure),), since=since, disputed=disputed)
    plain = [
        i
        for i, row in enumerate(found)
        if row.measure == measure
        and (not disputed or row.disputed)
        and (since is None or (row.day and row.day >= since.isoformat()))
    ]
    held = catalogue.select(wanted, None)
    assert list(numbers(held)) == plain
    assert list(numbers(held, 3, 4)) == plain[3:7]
    for facet in ("country", "place", "source"):
        for value, counted in catalogue.counts(facet, held):
            own = catalogue.select(Wanted(facets=((facet, value),)), held)
            assert own.bit_count() == counted
