"""Readers: true offsets, stated encodings and times, and one problem for what cannot be read."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model import Capture, Document, Problem, ProblemError
from counterclaim.readers import CHARACTERS, READERS, read_capture
from counterclaim.readers.dates import find_stamp, parse_time

BODY = (
    "The harbour master said nine people had drowned when their boat capsized at the river mouth. "
    "Crews were still looking for two who had not been found."
)


def read(body: bytes | str, media_type: str = "text/plain", **more: str) -> Document:
    return read_with_problems(body, media_type, **more)[0]


def read_with_problems(
    body: bytes | str, media_type: str = "text/plain", **more: str
) -> tuple[Document, list[Problem]]:
    data = body.encode() if isinstance(body, str) else body
    document, problems = read_capture(Capture("here", media_type, data, **more))
    return document, list(problems)


def record(**fields: object) -> Document:
    return read(json.dumps({"text": BODY, **fields}), "application/json")


def refusal(body: bytes | str, media_type: str = "text/plain") -> str:
    with pytest.raises(ProblemError) as stopped:
        read(body, media_type)
    assert stopped.value.problem.where == "here"
    return stopped.value.problem.code


def test_text_first_line_is_the_title_where_it_looks_like_one() -> None:
    document = read(f"\n  Ferry capsizes off Port Vale \n\n{BODY}\n")
    assert document.title is not None
    assert document.title.text == document.imprint.title == "Ferry capsizes off Port Vale"
    assert document.text[document.title.start : document.title.end] == document.title.text


@pytest.mark.parametrize("first", ["Nine people drowned.", "word " * 60, "At sea,"])
def test_text_a_sentence_is_no_title(first: str) -> None:
    assert read(f"{first}\n\n{BODY}").title is None


def test_text_a_single_line_is_a_body() -> None:
    assert read("Nine drown off Port Vale").title is None


def test_text_line_ends_become_one_character_before_offsets_exist() -> None:
    assert read("One title\r\n\r\nA body.\rMore.").text == "One title\n\nA body.\nMore."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-be"])
def test_text_unicode_with_a_mark(encoding: str) -> None:
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    assert read(mark + f"„{BODY}“".encode(encoding)).text == f"„{BODY}“"


def test_text_declared_encoding_is_taken_at_its_word() -> None:
    assert "Café" in read("Café, said the mayor.".encode("cp1252"), encoding="cp1252").text


def test_text_a_declared_encoding_that_does_not_fit_is_said() -> None:
    document, problems = read_with_problems("Café été.", encoding="ascii")
    assert document.text == "Café été."
    assert [p.code for p in problems] == ["CC004"]


def test_text_an_unknown_encoding_is_said() -> None:
    assert "CC004" in [p.code for p in read_with_problems("Words.", encoding="klingon")[1]]


def test_text_latin_1_is_guessed_and_said() -> None:
    text = "Le maire a déclaré que neuf personnes s'étaient noyées près de l'île. " * 5
    document, problems = read_with_problems(text.encode("latin-1"))
    assert "déclaré" in document.text
    assert problems[0].code == "CC004"


def test_text_broken_utf_16_is_read_as_far_as_it_goes() -> None:
    document, problems = read_with_problems("Nine drowned.".encode("utf-16") + b"x")
    assert document.text.startswith("Nine drowned.")
    assert problems[0].code == "CC004"


@pytest.mark.parametrize("body", [b"", b" \n", b"\xef\xbb\xbf \n", b"\0\0"])
def test_text_no_words(body: bytes) -> None:
    assert refusal(body) == "CC002"


def test_text_too_long() -> None:
    assert refusal("x " * (CHARACTERS // 2 + 1)) == "CC009"


def test_text_unknown_media_type() -> None:
    assert refusal("words", "application/zip") == "CC003"
    assert "text/plain" in READERS


def test_text_media_type_may_have_parameters() -> None:
    assert read(BODY, "Text/Plain; charset=utf-8").text == BODY


@given(title=st.text(st.characters(exclude_categories=["Cs"])), text=st.text(min_size=1))
def test_record_text_is_exactly_title_two_line_feeds_and_text(title: str, text: str) -> None:
    body = json.dumps({"title": title, "text": text})
    if not (title + text).strip():
        assert refusal(body, "application/json") == "CC002"
        return
    document = read(body, "application/json")
    assert document.text == (f"{title}\n\n{text}" if title else text)
    assert (document.title is None) == (not title.strip())
    if document.title:
        assert document.text[: document.title.end] == title


def test_record_half_a_surrogate_pair_keeps_every_offset() -> None:
    document = read('{"title": "a\\ud800b", "text": "c \\ud83d\\ude00 d"}', "application/json")
    assert document.text == "a\N{REPLACEMENT CHARACTER}b\n\nc \N{GRINNING FACE} d"


def test_record_all_fields() -> None:
    document = record(
        id="r-7",
        lang="EN-gb",
        outlet="Vale Courier",
        url="https://vale.example/7",
        published="2031-05-04T10:20+07:00",
        title="Ferry",
        authors=["Ana Reyes", 3],
    )
    imprint = document.imprint
    assert (imprint.name, imprint.language, imprint.outlet) == ("r-7", "en", "Vale Courier")
    assert (imprint.address, imprint.authors) == ("https://vale.example/7", ("Ana Reyes",))
    assert str(imprint.published) == "2031-05-04 10:20:00+07:00"


def test_record_a_given_language_wins_over_the_words() -> None:
    assert record(lang="id").imprint.language == "id"
    assert record().imprint.language == "en"
    assert record(lang=None).imprint.language == "en"


@pytest.mark.parametrize("title", [None, ""])
def test_record_without_a_title_is_its_text(title: str | None) -> None:
    assert record(title=title).text == BODY


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "CC002"),
        ("{", "CC005"),
        ("[" * 100_000, "CC005"),
        ("[1]", "CC006"),
        ('{"title": "x", "content": "y"}', "CC006"),
        ('{"text": 12}', "CC006"),
        ('{"text": ["a"]}', "CC006"),
        ('{"text": " "}', "CC002"),
    ],
)
def test_record_refusals(body: str, code: str) -> None:
    assert refusal(body, "application/json") == code


def test_record_a_publication_time_that_is_none_is_said() -> None:
    body = json.dumps({"text": BODY, "published": "last week"})
    document, problems = read_with_problems(body, "application/json")
    assert document.imprint.published is None
    assert [p.code for p in problems] == ["CC006"]


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("2031-02-27T16:59", "2031-02-27T16:59:00"),
        ("2031-02-27", "2031-02-27T00:00:00"),
        ("2031-01-31T14:58+00:00", "2031-01-31T14:58:00+00:00"),
        ("2031-01-31T14:58:01Z", "2031-01-31T14:58:01+00:00"),
        ("Fri, 31 Jan 2031 14:58:00 +0000", "2031-01-31T14:58:00+00:00"),
        ("", None),
        ("yesterday", None),
        ("2031-13-01", None),
        (None, None),
        (20310227, None),
    ],
)
def test_times_machine_formats(value: object, moment: str | None) -> None:
    time = parse_time(value)
    assert (time.isoformat() if time else None) == moment


@pytest.mark.parametrize(
    ("line", "language", "moment"),
    [
        ("Ana Reyes • 27 February 2031 16:59", "id", "2031-02-27T16:59:00"),
        ("Ana Reyes • 27 Februari 2031 16.59 WIB", "id", "2031-02-27T16:59:00"),
        ("Kamis, 27/02/2031, 16:59 WIB", "id", "2031-02-27T16:59:00"),
        ("Kamis, 04/05/2031 06:05 WIB", "id", "2031-05-04T06:05:00"),
        ("By Ana Reyes | March 3rd, 2031 at 4:05 p.m.", "en", "2031-03-03T16:05:00"),
        ("Updated 12:30 AM GMT, Mon March 3, 2031", "en", "2031-03-03T00:30:00"),
        (
            "2031-03-03T09:15+02:00",
            "de",
            "2031-03-03T09:15:00+02:00",
        ),
        ("27.02.2031 16:59", "de", "2031-02-27T16:59:00"),
        ("13/04/2031", "en", "2031-04-13T00:00:00"),
        ("04/13/2031", "en", "2031-04-13T00:00:00"),
        ("04/05/2031", "en", None),
        ("31 February 2031", "en", None),
        ("27 February", "en", None),
        ("Flight 27 in 2031", "und", None),
    ],
)
def test_times_stamps(line: str, language: str, moment: str | None) -> None:
    stamp = find_stamp(line, language)
    assert (stamp.time.isoformat() if stamp else None) == moment


@pytest.mark.parametrize(
    ("byline", "day"),
    [
        ("Ana Reyes • 27 February 2031 16:59", (2031, 2, 27)),
        ("Published 3 May 2031, updated 4 May 2031", (2031, 5, 3)),
        ("(Ana Reyes, Vale Courier - 3 May 2031)", (2031, 5, 3)),
        ("On 3 May 2031 the ferry left with nine people", None),
        ("Ferry seen on 3 May 2031. (Vale Photo)", None),
        ("— A. Reyes (@reyes) 3 May 2031", None),
        ("Nine drowned on 3 May 2031.", None),
        ("3 May 2031 10:00 Two Ferries Collide Off Port Vale In Heavy Seas", None),
        ("ZENDA, 19 April 2031 (ZNA) – A ferry capsized.", (2031, 4, 19)),
        ("7 May 2031 - Nine people drowned.", (2031, 5, 7)),
        ("November 21, 2031 (ZENDA) — “Nine drowned,” she said.", (2031, 11, 21)),
        ("May 3, 2031 – the day the dam broke – changed Zenda.", None),
        ("The flood of 3 May 2031 – the worst in years – took nine.", None),
        ("It came on 3 May 2031 - Nine drowned.", None),
    ],
)
def test_only_bylines_and_datelines_give_the_publication_time(
    byline: str, day: tuple[int, int, int] | None
) -> None:
    published = read(f"Ferry capsizes\n\n{byline}\n\n{BODY}").imprint.published
    found = published and (published.year, published.month, published.day)
    assert found == day


def test_times_unknown_are_never_now() -> None:
    document, problems = read_with_problems(BODY)
    assert document.imprint.published is None
    assert not problems


def test_times_an_english_byline_over_an_indonesian_body() -> None:
    body = (
        "Feri Karam di Muara\n\nAna Reyes • 27 February 2031 16:59\n\nKepala pelabuhan mengatakan "
        "bahwa sembilan warga meninggal karena perahu terbalik di muara sungai itu."
    )
    imprint = read(body).imprint
    assert (imprint.language, str(imprint.published)) == ("id", "2031-02-27 16:59:00")


def test_times_a_date_in_the_headline_is_the_storys() -> None:
    assert read(f"3 May 2031: Port Vale\n\n{BODY}").imprint.published is None
