"""Syndicated reports: read once, each outlet kept; the same claims as if each were read by itself."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.drivers import copies
from counterclaim.drivers.copies import Copies, OnceReader, body_digest
from counterclaim.drivers.local import read_many
from counterclaim.model import Capture, Extraction
from counterclaim.pipeline import extract_claims
from counterclaim.readers import read_capture

PROGRAM = Path(sys.executable).with_name("counterclaim")
WORDS = (
    "At least 40 people drowned when a ferry sank off Port Vale on Thursday, the mayor said. "
    "Another 12 were hurt, hospitals said. The coastguard said that the search would go on until "
    "the wreck had been found, and asked the families to wait in the customs house on the quay."
)


def record(**given):
    about = {"title": "Ferry sinks", "text": WORDS, "published": "2031-05-09T10:00:00"}
    body = json.dumps({**about, **given}).encode()
    return Capture(given.get("url", "x"), "application/json", body)


@settings(deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "outlet": st.sampled_from(["The Harbour Post", "Quayside", ""]),
                "title": st.sampled_from(["Ferry sinks", "Nine dead as ferry sinks"]),
                "published": st.sampled_from(["2031-05-09T10:00:00", "2031-05-11T10:00:00", None]),
                "text": st.sampled_from([WORDS, WORDS.replace("40", "52")]),
                "lang": st.sampled_from(["", "en", "id", "de"]),
                "url": st.sampled_from(["https://a.test/1", "https://b.test/2"]),
            }
        ),
        max_size=6,
    )
)
def test_a_copy_says_what_it_would_say_alone(records):
    reader = OnceReader()
    for about in records:
        capture = record(**about)
        assert reader.read(*read_capture(capture)) == extract_claims(capture)


def test_words_are_read_once_and_each_outlet_is_kept(monkeypatch):
    calls = []
    read = copies.read_claims
    monkeypatch.setattr(copies, "read_claims", lambda d: calls.append(d.id) or read(d))
    reader = OnceReader()
    first, second = (
        reader.read(*read_capture(record(outlet=outlet))) for outlet in ("The Post", "Quayside")
    )
    assert len(calls) == 1
    assert first.document.id != second.document.id
    assert {c.document_id for c in second.claims} == {second.document.id}
    assert [c.figure for c in first.claims] == [c.figure for c in second.claims]


def test_only_so_many_texts_are_remembered(monkeypatch):
    monkeypatch.setattr(copies, "HELD", 2)
    reader = OnceReader()
    for number in range(5):
        reader.read(*read_capture(record(text=f"{number} people drowned, the mayor said.")))
    assert len(reader._held) == 2  # noqa: SLF001 (what is held is the point)


def test_copies_are_known_by_their_words_below_the_title():
    documents = [
        read_capture(record(outlet=outlet, title=title, text=text))[0]
        for outlet, title, text in [
            ("The Post", "Ferry sinks", WORDS),
            ("The Post", "Ferry sinks off Port Vale", WORDS),
            ("Quayside", "Forty drown", WORDS.upper().replace(",", " ")),
            ("Quayside", "Forty drown", WORDS.replace("40", "41")),
            ("The Post", "", "This story is being updated."),
            ("Quayside", "", "This story is being updated."),
        ]
    ]
    digests = [body_digest(d) for d in documents]
    assert digests[0] == digests[1] == digests[2] != digests[3]
    assert digests[4:] == ["", ""]
    counted = Copies()
    for document in documents:
        counted.take(document)
    assert counted.count == 1


@pytest.mark.parametrize("jobs", [1, 2])
def test_many_copies_in_one_run(jobs):
    captures = [record(outlet=f"Outlet {i}", url=f"https://o{i}.test/") for i in range(20)]
    results = list(read_many(captures, jobs=jobs))
    assert all(isinstance(r, Extraction) for r in results)
    assert len({r.document.id for r in results}) == 20
    assert results == [extract_claims(c) for c in captures]


def test_the_command_tells_of_copies(tmp_path):
    path = tmp_path / "a.jsonl"
    about = {"title": "Ferry sinks", "text": WORDS, "published": "2031-05-09"}
    path.write_text("".join(json.dumps(about | {"outlet": o}) + "\n" for o in ("A", "B", "B")))
    done = subprocess.run([PROGRAM, "read", str(path)], capture_output=True, text=True, check=False)
    assert "1 report word for word as in another outlet" in done.stderr
