"""Fences: page furniture is found in invented reports, and the story itself is left open."""

import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.languages import load_pack
from counterclaim.model import Capture, Document
from counterclaim.readers import fence, read_capture

SHARED = Path(os.environ.get("COUNTERCLAIM_SHARED", Path(__file__).parents[2] / "shared"))

ENGLISH = (
    "Nine people drowned when a ferry capsized off Port Vale on Monday, the harbour master said."
)
INDONESIAN = "Sembilan warga meninggal ketika perahu mereka terbalik di muara sungai, kata polisi."


def fenced(text: str, language: str = "en", title: str = "") -> list[tuple[str, str]]:
    return [(f.kind.value, f.span.text) for f in document_of(text, language, title).fences]


def document_of(text: str, language: str = "en", title: str = "") -> Document:
    body = json.dumps({"title": title, "text": text, "lang": language}).encode()
    document, _ = read_capture(Capture("x", "application/json", body))
    pack = load_pack(language)
    return fence(document, pack, pack.lexicon.find(document.text))


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", f"PORT VALE, June 3 (Vale Wire) -- {ENGLISH}", "PORT VALE, June 3 (Vale Wire) --"),
        ("en", f"PORT VALE (Vale Wire) - {ENGLISH}", "PORT VALE (Vale Wire) -"),
        ("en", f"Port Vale, Southmark — {ENGLISH}", "Port Vale, Southmark —"),
        ("en", f"Port Vale: {ENGLISH}", "Port Vale:"),
        ("en", f"(VWN) {ENGLISH}", "(VWN)"),
        ("id", f"MUARA BIRU, WARTAMUARA.com - {INDONESIAN}", "MUARA BIRU, WARTAMUARA.com -"),
        ("id", f"WartaMuara.com, Muara Biru -{INDONESIAN}", "WartaMuara.com, Muara Biru -"),
        ("id", f"MUARA BIRU- {INDONESIAN}", "MUARA BIRU-"),
    ],
)
def test_datelines(language: str, text: str, expected: str) -> None:
    assert fenced(text, language) == [("dateline", expected)]


@pytest.mark.parametrize(
    "text",
    [
        "Southmark - the largest island of the group - was hit by a storm that took nine.",
        "Anti-Flood works near Port Vale were finished by nine crews on Monday.",
        "Ferry No. 12 - Vale Star - sank with nine aboard off the eastern pier.",
        "The mayor said: Nine people drowned when a ferry capsized off Port Vale on Monday.",
    ],
)
def test_sentences_are_no_datelines(text: str) -> None:
    assert fenced(text) == []


@pytest.mark.parametrize(
    "line",
    [
        "Ana Reyes • 27 February 2031 16:59",
        "Monday, 27 February 2031",
        "By Ana Reyes | Updated February 27, 2031 at 4:59 pm",
        "By Ana Reyes and Tom Okoro",
    ],
)
def test_bylines(line: str) -> None:
    assert fenced(f"{line}\n\n{ENGLISH}") == [("byline", line)]


@pytest.mark.parametrize(
    "line",
    [
        "By Friday nine people had drowned",
        "On 3 May 2031 the ferry left with nine aboard",
        "By Now",
    ],
)
def test_sentences_are_no_bylines(line: str) -> None:
    found = fenced(f"{line}, the mayor said.\n\n{ENGLISH}")
    assert found == []


def test_a_timestamp_that_runs_into_the_body() -> None:
    text = f"8 Juni 2031 11:12 WIB · waktu baca 2 menit {INDONESIAN}"
    assert fenced(text, "id") == [("byline", "8 Juni 2031 11:12 WIB · waktu baca 2 menit")]


def test_title_again_is_fenced_where_it_states_no_figure() -> None:
    title = "Ferry Capsizes off Port Vale"
    assert fenced(f"{title}\n\n{ENGLISH}", title=title) == [("repeated_title", title)]
    title = "Nine Drown off Port Vale"
    assert fenced(f"{title}\n\n{ENGLISH}", title=title) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The ferry at its pier in March 2030. (Tom Okoro/Vale Wire)", "whole"),
        ("The ferry at its pier [@valeferries]", "whole"),
        ("Photo: Tom Okoro", "whole"),
        ("The 9 coffins at the pier. (Tom Okoro/Vale Wire)", "(Tom Okoro/Vale Wire)"),
        ("The pier, seen on Monday (3/5/2031)", None),
        ("Picture a pier in the rain", None),
    ],
)
def test_captions(line: str, expected: str | None) -> None:
    found = fenced(f"{line}\n\n{ENGLISH}")
    assert found == ([("caption", line if expected == "whole" else expected)] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baca Juga:\nDua Kapal Tabrakan di Muara Biru", None),
        ("Baca juga: Dua Kapal Tabrakan di Muara Biru, 12 Orang Hilang", None),
        ("Baca Juga\n\nDua Kapal Tabrakan di Muara Biru", None),
        ("Lihat juga Video 'Dua Kapal Tabrakan, 12 Orang Hilang':", None),
        ("Baca Juga", None),
    ],
)
def test_related_links_on_lines_of_their_own(text: str, expected: str | None) -> None:
    found = fenced(f"{INDONESIAN}\n\n{text}\n\n{INDONESIAN}", "id")
    assert found == [("related", expected or text)]


def test_a_label_before_prose_takes_no_prose() -> None:
    assert fenced(f"{INDONESIAN}\nBaca Juga\n{INDONESIAN}", "id") == [("related", "Baca Juga")]


def test_bulleted_links_run_over_blank_lines() -> None:
    links = "RELATED STORIES\n\n+ 12 missing in second sinking\n\n+ Ferry line fined 3 million"
    assert fenced(f"{ENGLISH}\n\n{links}\n\n{ENGLISH}") == [("related", links)]


@pytest.mark.parametrize(
    ("link", "after"),
    [
        ("Baca juga: Dua Kapal Tabrakan di Muara Biru, 12 Orang Hilang", "Polisi menduga 40 orang"),
        ("Baca juga:Kapal dan Perahu Bertabrakan", "Sekitar pukul 06.00, 40 orang naik"),
        (
            "Baca juga: Tragis! Dua Kapal Tabrakan di Muara",
            "Pada Senin, Polres Muara Biru mencatat",
        ),
        ("Baca juga: Dua Kapal Tabrakan", "Menurut Tim SAR Muara Biru, 40 orang"),
        ("Simak juga Video: Detik-detik Kapal Karam", "[Sisip:Video muara] Polisi menduga"),
        ('Tonton juga "12 Orang Hilang di Muara" di sini:', "Polisi menduga 40 orang"),
    ],
)
def test_a_link_in_running_text_ends_where_the_next_sentence_begins(link: str, after: str) -> None:
    found = fenced(f"{INDONESIAN} {link} {after} berada di atas perahu itu.", "id")
    assert found[0] == ("related", link)
    assert all(kind == "related" and "Sisip" in words for kind, words in found[1:])


def test_the_words_of_a_label_within_a_sentence_are_prose() -> None:
    assert fenced("Ia membaca dan anaknya baca juga 12 buku tentang perahu itu.", "id") == []
    assert fenced("The mayor told residents to read more than nine warnings before sailing.") == []


@pytest.mark.parametrize("mark", ["ADVERTISEMENT", "SCROLL TO CONTINUE WITH CONTENT"])
@pytest.mark.parametrize("gap", [" ", "\n"])
def test_scroll_marks_are_fenced_by_themselves(mark: str, gap: str) -> None:
    assert fenced(f"{INDONESIAN}{gap}{mark}{gap}{INDONESIAN}", "id") == [("advertisement", mark)]


def test_an_advertisement_in_a_sentence_is_prose() -> None:
    assert fenced("The firm paid for an advertisement seen by 40,000 people, the mayor said.") == []


def test_the_end_of_a_page() -> None:
    text = (
        f"{INDONESIAN}\n\nJangan lupa ikuti kabar terbaru dan follow akun\nWarta Muara\n"
        "Heboh!, 25 sekolah memberi 300 beasiswa. Info lebih lengkap klik : warta.example\n"
        "(Ana Reyes)"
    )
    assert fenced(text, "id") == [
        ("follow", "Jangan lupa ikuti kabar terbaru dan follow akun"),
        ("follow", "Warta Muara"),
        (
            "advertisement",
            "Heboh!, 25 sekolah memberi 300 beasiswa. Info lebih lengkap klik : warta.example",
        ),
        ("sign_off", "(Ana Reyes)"),
    ]


def test_a_follow_us_phrase_at_the_end_of_a_single_line() -> None:
    tail = "Jangan lupa ikuti akun kami Warta Muara Heboh!, 25 sekolah memberi beasiswa"
    body = " ".join([INDONESIAN] * 6)
    assert fenced(f"{body} {tail}", "id") == [("follow", tail)]


@pytest.mark.parametrize("words", ["(Ana Reyes)", "(abc/xyz)", "(*)", "(r3/warta-muara.com)"])
def test_sign_offs(words: str) -> None:
    assert fenced(f"{INDONESIAN} {words}", "id") == [("sign_off", words)]


@pytest.mark.parametrize("words", ["(3/5/2031)", "(42)", "(nine of them)", "(BPBD)"])
def test_brackets_that_end_a_text_are_not_all_sign_offs(words: str) -> None:
    assert fenced(f"{INDONESIAN} {INDONESIAN} {words}", "id") == []


def test_rights_and_counters() -> None:
    text = f"{ENGLISH} Hide Caption 8 of 19 {ENGLISH}\n© 2031 Vale Wire. All rights reserved."
    assert fenced(text) == [
        ("caption", "Hide Caption 8 of 19"),
        ("sign_off", "© 2031 Vale Wire. All rights reserved."),
    ]
    assert fenced(f"Boats at the pier © Vale Wire {ENGLISH}") == []


PARTS = st.sampled_from(
    [
        *(
            ENGLISH,
            INDONESIAN,
            "Baca juga: ",
            "ADVERTISEMENT",
            "\n",
            "\n\n",
            " ",
            "(*)",
            "©",
            "[A:b]",
        ),
        *(
            "Judul",
            "Read more:",
            "Hide caption 3 of 4",
            "'",
            '"',
            "Follow us on",
            "3 May 2031 10:00",
        ),
        *("PORT VALE -", "Photo:", "(A/B)", "\u0130", "\ud7ff", "&nbsp;"),
    ]
)


@given(parts=st.lists(PARTS, max_size=12), language=st.sampled_from(["en", "id"]))
def test_fences_are_true_in_order_apart_and_outside_the_title(
    parts: list[str], language: str
) -> None:
    document = document_of("".join(parts) + ".", language, "Judul")
    end = len("Judul")
    for found in document.fences:
        assert document.text[found.span.start : found.span.end] == found.span.text
        assert found.span.text
        assert found.span.start >= end
        assert found.rule
        end = found.span.end


def test_founding_report_is_fenced_in_every_part() -> None:
    path = SHARED / "seed" / "report.txt"
    if not path.exists():
        pytest.skip("the shared folder with the founding report is not here")
    document, problems = read_capture(Capture(str(path), "text/plain", path.read_bytes()))
    pack = load_pack("id")
    document = fence(document, pack, pack.lexicon.find(document.text))
    assert document.imprint.language == "id"
    assert str(document.imprint.published) == "2025-02-27 16:59:00"
    assert problems == ()
    kinds = [found.kind.value for found in document.fences]
    assert kinds[:5] == ["caption", "repeated_title", "byline", "dateline", "related"]
    assert kinds[5:] == ["follow", "follow", "advertisement", "sign_off"]


def test_gold_figures_are_left_open_and_fencing_is_quick() -> None:
    articles = SHARED / "gold" / "train.articles.jsonl"
    if not articles.exists():
        pytest.skip("the shared folder with gold claims is not here")
    lines = (SHARED / "gold" / "train.gold.jsonl").read_text("utf-8").splitlines()
    gold = {row["id"]: row["claims"] for row in map(json.loads, lines)}
    inside, spent, characters = [], 0.0, 0
    for line in articles.read_bytes().splitlines():
        document, _ = read_capture(Capture("x", "application/json", line))
        pack = load_pack(document.imprint.language)
        found = pack.lexicon.find(document.text)
        started = time.perf_counter()
        document = fence(document, pack, found)
        spent += time.perf_counter() - started
        characters += len(document.text)
        inside += [
            (document.imprint.name, claim["text"], f.span.text)
            for claim in gold[document.imprint.name]
            for f in document.fences
            if f.span.start < claim["figure"][1] and claim["figure"][0] < f.span.end
        ]
    assert inside == []
    assert spent / characters * 4096 < 0.001
