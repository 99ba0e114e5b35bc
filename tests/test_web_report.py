"""A report's page: its words whole, each figure marked and paired with its claim."""

import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim import open_ledger, read_text, rebuild
from counterclaim.ledger import Stamp
from counterclaim.model.web import SeenCapture
from counterclaim.web.captured import captured
from counterclaim.web.holdings import Holdings
from counterclaim.web.marking import blocks, excerpts
from counterclaim.web.screens.report import looked_up
from counterclaim.web.settings import Settings
from serving import page, serving

PROGRAM = Path(sys.executable).with_name("counterclaim")
STORY = (
    "At least 40 miners died at Karvik, the mayor said on Monday.\n"
    "Read also: Mine reopens\n"
    "Nine were hurt, according to police. Some 300 people were evacuated from the town."
)


def read(text, title="Mine collapses at Karvik"):
    return read_text(
        text,
        title=title,
        outlet="Courier",
        published=datetime(2031, 3, 4, tzinfo=UTC),
        language="en",
    )


def text_of(html):
    return re.sub(r"<[^>]+>", "", html)


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([*STORY.split("\n"), "", "  ", "Two and 3 or 4 dead.", "\u202eאבג 7"]))
)
def test_pieces_together_are_the_text(lines):
    text = "\n".join(lines)
    claims = read(f"{text} x").claims
    document = read(f"{text} x").document
    made = blocks(document.text, claims, document.fences, document.title)
    shown = ["".join(piece.text for piece in block.pieces) for block in made]
    assert shown == [line for line in document.text.split("\n") if line.strip()]
    # Each claim's figure is marked, and nothing else is.
    marked = {}
    for block in made:
        for piece in block.pieces:
            for claim in piece.figures:
                marked[claim] = marked.get(claim, "") + piece.text
    assert marked == {c.id: c.figure.text.replace("\n", "") for c in claims}


def test_runs_of_a_figure_open_and_close_once():
    made = read("He did not say how many of the casualties were dead, the mayor said. Nine died.")
    for block in blocks(made.document.text, made.claims):
        depth = 0
        for piece in block.pieces:
            depth += piece.opens
            assert depth == bool(piece.figures)
            depth -= piece.closes
        assert depth == 0


def test_excerpts_show_each_sentence_once_and_where_words_are_left_out():
    made = read(STORY)
    shown = excerpts(made.claims)
    texts = ["".join(p.text for p in block.pieces) for block in shown]
    assert texts == list(dict.fromkeys(c.sentence.text for c in made.claims))
    assert [block.gap for block in shown] == [True, True, False]


def test_a_report_shows_figures_claims_furniture_and_problems(site):
    found = site.form("/read", {"text": STORY, "title": "Mine collapses", "outlet": "Courier"})
    shown = site.get(found.headers["location"]).text
    assert "not kept yet" in text_of(shown).casefold()
    kept = site.form(found.headers["location"], {"do": "keep", "text": "on"})
    shown = site.get(kept.headers["location"]).text
    for figure in ("At least 40", "Nine", "Some 300"):
        assert figure in text_of("".join(re.findall(r'<a[^>]*class="figure.*?</a>', shown)))
    assert "≥ 40" in shown
    (furniture,) = re.findall(r'<p class="furniture".*?</p>', shown, re.DOTALL)
    assert text_of(furniture).strip() == "Read also: Mine reopens"
    assert "CC011" in shown  # "on Monday", and no day of publication
    assert re.search(r'class="role source"[^>]*>(the )?mayor<', shown)


def test_every_figure_leads_to_its_claim_and_back(site):
    for item in site.get("/api/v1/reports").json()["items"]:
        shown = site.get(f"/reports/{item['id']}").text
        targets = set(re.findall(r'\sid="([^"]+)"', shown))
        links = set(re.findall(r'href="#([^"]+)"', shown))
        assert {link for link in links if link[:2] in {"f-", "c-"}}
        assert links <= targets
        ids = re.findall(r'\sid="([^"]+)"', shown)
        assert len(ids) == len(set(ids))


def test_a_claim_leads_to_its_words(site):
    claim = site.get("/api/v1/claims?limit=1").json()["items"][0]
    found = site.get(f"/claims/{claim['claim'][:10]}")
    place, _, anchor = found.headers["location"].partition("#")
    assert f'id="{anchor}"' in site.get(place).text


def test_without_its_text_a_report_shows_its_sentences(launch):
    site = launch()
    found = site.form("/read", {"text": STORY}).headers["location"]
    where = site.form(found, {"do": "keep"}).headers["location"]
    shown = text_of(site.get(where).text)
    assert "At least 40 miners died" in shown
    assert "Mine reopens" not in shown
    assert "no whole text" in shown


def test_what_is_discarded_is_not_kept(launch):
    site = launch()
    found = site.form("/read", {"text": STORY}).headers["location"]
    site.form(found, {"do": "drop"})
    assert site.get(found).status_code == 404
    assert site.get("/api/v1/reports").json()["items"] == []


def test_a_report_of_thousands_of_figures_is_bounded(site):
    text = "\n".join(f"Police said {n} people died at Karvik." for n in range(1001, 4001))
    found = site.form("/read", {"text": text})
    shown = site.get(found.headers["location"])
    assert shown.text.count("data-claim=") == 400
    assert "more claims are past" in shown.text
    assert shown.elapsed.total_seconds() < 10


# Tables that are made while a page is


def test_tables_made_while_a_report_is_looked_up_do_not_trouble_it(tmp_path, monkeypatch):
    path = tmp_path / "story.ledger"
    with open_ledger(path) as ledger:
        ledger.add(read(STORY), Stamp("1", "en 1", datetime(2031, 3, 5, tzinfo=UTC)))
    held = Holdings(Settings(path))
    look = held.shelf

    @contextmanager
    def slow():
        with look() as shelf:
            shelf.readings([document])  # from here on the shelf shows this moment
            with open_ledger(path) as ledger:
                rebuild(ledger)
            yield shelf

    document = read(STORY).document.id
    monkeypatch.setattr(held, "shelf", slow)
    try:
        found = looked_up(held, document)
        again = looked_up(held, document)
    finally:
        held.close()
    assert found is not None
    assert again is not None
    assert (found.questions, len(again.questions)) == ({}, 3)


# The page as captured


HOSTILE = page(
    [
        "At least <b>40</b> people drowned when a ferry sank off Port Vale, the mayor said.",
        '<script>alert(1)</script><img src="x" onerror="alert(2)"><a href="javascript:alert(3)">More</a>',
        '<form action="https://evil.example"><input name="a"></form><iframe src="/"></iframe>',
        '<p style="position:fixed" onclick="alert(4)">Nine were hurt, police said.</p>',
    ]
)


@pytest.fixture
def fetched(tmp_path, launch):
    """Give the application on a ledger with one report that was fetched from a small server."""
    ledger = tmp_path / "fetched.ledger"
    with serving({"/a": lambda h: h.answer(HOSTILE)}) as server:
        options = ["--ledger", ledger, "--allow-private", "--pace=0"]
        subprocess.run(
            [PROGRAM, "read", server.at("/a"), *options], check=True, capture_output=True
        )
    return launch(ledger=ledger, captures=tmp_path / "fetched.ledger.captures")


def test_a_captured_page_is_shown_harmless_with_its_figures(fetched):
    document = fetched.get("/api/v1/reports").json()["items"][0]["id"]
    answer = fetched.get(f"/reports/{document}")
    assert f"/reports/{document}/captured" in answer.text, text_of(answer.text)
    shown = fetched.get(f"/reports/{document}/captured").text
    inside = shown[shown.index("article captured") : shown.index("<aside")]
    marked = text_of("".join(re.findall(r'<a[^>]*class="figure.*?</a>', inside, re.DOTALL)))
    assert "At least 40" in " ".join(marked.split())
    for harm in (
        "alert(",
        "<script",
        "<img",
        "<form",
        "<iframe",
        "style=",
        "onclick",
        "javascript:",
    ):
        assert harm not in inside
    assert "Nine were hurt" in text_of(inside)


def test_a_capture_that_was_changed_is_told(fetched, tmp_path):
    document = fetched.get("/api/v1/reports").json()["items"][0]["id"]
    for file in (tmp_path / "fetched.ledger.captures").rglob("*"):
        if file.is_file():
            file.write_bytes(b"")
    found = fetched.get(f"/reports/{document}/captured")
    assert found.status_code == 422
    assert "CC041" in found.text
    assert str(tmp_path) not in found.text


@given(st.text(max_size=300))
def test_no_page_breaks_out_of_the_plain_tags(body):
    seen = SeenCapture("d", "a", "x", "a", "text/html", None, "f", datetime(2031, 3, 4, tzinfo=UTC))
    found = captured(f"<body>{body}".encode("utf-8", "replace"), (), seen)
    opened = []
    for part in found.parts:
        if part.tag is not None:
            name = re.fullmatch(r"</?([a-z][a-z0-9]*)>", part.tag)[1]
            if part.tag.startswith("</"):
                assert opened.pop() == name
            else:
                opened.append(name)
    assert not opened
