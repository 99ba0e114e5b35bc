"""Pages: title, outlet, authors, time to the minute and body out of markup, and nothing fetched."""

import socket
from datetime import UTC, datetime

import htmldate
import pytest

from counterclaim.model import Capture, ProblemError
from counterclaim.readers import read_capture

BODY = """
The harbour master of Port Vale said nine people had drowned when their boat capsized at the river
mouth on Monday morning, in waves of up to three metres.

Crews from two towns were still looking for four passengers who had not been found by nightfall,
and divers were to go down again at dawn.

The boat was licensed to carry 40 people; survivors told reporters that at least 70 were aboard
when it left the eastern pier shortly before six.
"""
PARAGRAPHS = tuple(" ".join(paragraph.split()) for paragraph in BODY.split("\n\n"))
LINKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": '
    '"NewsArticle", "datePublished": "2031-05-05T07:45:00Z"}]}</script>'
)
META = '<meta content="2031-05-05T07:45:00Z" property="article:published_time">'


def page(head: str = "", paragraphs: tuple[str, ...] = PARAGRAPHS, charset: str = "utf-8") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="{charset}">'
        "<title>Nine drown off Port Vale - Vale Courier</title>"
        '<meta property="og:site_name" content="Vale Courier">'
        f'<meta name="author" content="Ana Reyes">{head}</head><body><nav>Home</nav>'
        f"<article><h1>Nine drown off <em>Port Vale</em></h1>{body}</article>"
        "<footer>Contact us</footer></body></html>"
    ).encode(charset)


@pytest.mark.parametrize("head", [LINKED, META])
def test_page_gives_title_outlet_authors_time_and_body(head: str) -> None:
    document, problems = read_capture(Capture("https://vale.example/9", "text/html", page(head)))
    imprint = document.imprint
    assert problems == ()
    assert (imprint.title, imprint.outlet) == ("Nine drown off Port Vale", "Vale Courier")
    assert (imprint.authors, imprint.language) == (("Ana Reyes",), "en")
    assert imprint.published == datetime(2031, 5, 5, 7, 45, tzinfo=UTC)
    assert document.text.startswith(f"Nine drown off Port Vale\n\n{PARAGRAPHS[0]}")
    assert document.title is not None
    assert document.text[: document.title.end] == document.title.text
    assert "Contact us" not in document.text


def test_broken_linked_data_is_passed_over() -> None:
    broken = LINKED.replace('"@graph"', "@graph") + META
    published = read_capture(Capture("x", "text/html", page(broken)))[0].imprint.published
    assert published == datetime(2031, 5, 5, 7, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "byline", "day"),
    [
        ("https://vale.example/2031/5/9/ferry", "", (5, 9)),
        ("https://vale.example/news/2031-05-09-ferry", "", (5, 9)),
        ("https://vale.example/2031/13/9/ferry", "", None),
        ("https://vale.example/2031/1/1/ferry", "", (1, 1)),
        ("https://vale.example/ferry", "By Ana Reyes, 9 May 2031", (5, 9)),
        ("https://vale.example/ferry", "", None),
    ],
)
def test_a_day_in_address_or_by_line_is_taken_and_a_bare_year_is_none(
    address: str, byline: str, day: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(htmldate, "find_date", lambda *_, **__: "2031-01-01")
    body = page("", tuple(filter(None, (byline, *PARAGRAPHS))))
    published = read_capture(Capture(address, "text/html", body))[0].imprint.published
    assert (published and (published.year, published.month, published.day)) == (
        day and (2031, *day)
    )


def test_a_stated_new_year_stands() -> None:
    stated = META.replace("05-05T07:45", "01-01T00:00")
    capture = Capture("https://vale.example/2031/5/9/ferry", "text/html", page(stated))
    assert read_capture(capture)[0].imprint.published == datetime(2031, 1, 1, tzinfo=UTC)


def test_a_page_without_a_date_has_none() -> None:
    document, problems = read_capture(Capture("x", "text/html", page()))
    assert document.imprint.published is None
    assert problems == ()


def test_charset_of_the_page_is_taken() -> None:
    words = ("Le maire de Val-André a déclaré que neuf personnes s'étaient noyées. " * 4,)
    body = page(META, words, "iso-8859-1")
    document, problems = read_capture(Capture("x", "text/html", body))
    assert "Val-André a déclaré" in document.text
    assert problems == ()


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    read_capture(Capture("https://vale.example/9", "text/html", page(META)))


@pytest.mark.parametrize(
    "body",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head></html>",
        b"<html><body><script>var a = 1;</script></body></html>",
        b"<!-- nothing -->",
        b"<" * 5000,
    ],
)
def test_a_page_without_an_article_is_refused(body: bytes) -> None:
    with pytest.raises(ProblemError) as stopped:
        read_capture(Capture("x", "text/html", body))
    assert stopped.value.problem.code == "CC007"


def test_an_empty_page_is_refused() -> None:
    with pytest.raises(ProblemError) as stopped:
        read_capture(Capture("x", "text/html", b" "))
    assert stopped.value.problem.code == "CC002"


def test_nuls_and_an_xml_declaration_do_no_harm() -> None:
    body = b'<?xml version="1.0" encoding="utf-8"?>' + page(META).replace(b"Crews", b"Cre\0ws")
    document, _ = read_capture(Capture("x", "application/xhtml+xml", body))
    assert "nine people had drowned" in document.text
