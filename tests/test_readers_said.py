"""What a page says of itself: titles without the outlet, times with their zones, authors, address."""

import json

import pytest

from counterclaim.readers.blocks import blocks_of, parsed
from counterclaim.readers.byline import persons_of
from counterclaim.readers.headline import headings, headline
from counterclaim.readers.said import Said

LONG = "Nine drown off Port Vale"


def said(*heads: str) -> Said:
    return Said(f"<html lang='en-GB'><head>{''.join(heads)}</head><body></body></html>")


def linked(**fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(name: str, content: str) -> str:
    return f'<meta property="{name}" content="{content}">'


def title_of(*heads: str, top: str = "") -> str:
    markup = f"<html><head>{''.join(heads)}</head><body><h1>{top}</h1></body></html>"
    root = parsed(markup)
    assert root is not None
    return headline(Said(markup), headings(blocks_of(root)))


@pytest.mark.parametrize(
    ("heads", "top", "expected"),
    [
        ([meta("og:title", f"{LONG} - Sea | Vale Courier")], LONG, LONG),
        (
            [meta("og:title", f"{LONG} – Vale Courier"), meta("og:site_name", "Vale Courier")],
            "",
            LONG,
        ),
        ([meta("og:title", f"Ferries | {LONG}"), linked(headline=LONG)], "", LONG),
        ([f"<title>{LONG} | Vale Courier</title>"], LONG, LONG),
        ([f"<title>{LONG}</title>"], "", LONG),
        (
            [linked(headline="Nine drown &amp; four are missing")],
            "",
            "Nine drown & four are missing",
        ),
        (
            [meta("og:title", "The ferry 'Vale' has sunk")],
            "The ferry ‘Vale’ has sunk",
            "The ferry ‘Vale’ has sunk",
        ),
        (
            [meta("og:title", LONG), linked(headline="Ferry sinks: nine are dead")],
            LONG,
            "Ferry sinks: nine are dead",
        ),
        ([], LONG, LONG),
        ([], "", ""),
    ],
)
def test_titles(heads: list[str], top: str, expected: str) -> None:
    assert title_of(*heads, top=top) == expected


@pytest.mark.parametrize(
    "heads",
    [
        [
            linked(
                datePublished="2031-05-05T07:45:00+07:00", dateModified="2031-05-06T08:00:00+07:00"
            )
        ],
        [
            meta("article:published_time", "2031-05-05T07:45:00+07:00"),
            meta("article:modified_time", "2031-05-06T08:00:00+07:00"),
        ],
    ],
)
def test_times_keep_their_zone(heads: list[str]) -> None:
    about = said(*heads)
    assert about.published is not None
    assert about.modified is not None
    assert about.published.isoformat() == "2031-05-05T07:45:00+07:00"
    assert about.modified.isoformat() == "2031-05-06T08:00:00+07:00"


def test_linked_data_of_the_article_goes_before_that_of_a_video() -> None:
    video = (
        linked()
        .replace("NewsArticle", "VideoObject")
        .replace('"https://schema.org"', '"x", "headline": "A film", "datePublished": "2030-01-02"')
    )
    about = said(video, linked(headline=LONG, datePublished="2031-05-05"))
    assert about.titles[0] == LONG
    assert str(about.published)[:10] == "2031-05-05"


def test_lists_of_other_stories_are_not_the_article() -> None:
    other = {"@type": "NewsArticle", "headline": "Other", "datePublished": "2030-01-02"}
    about = said(linked(headline=LONG, hasPart=[other]), meta("og:title", LONG))
    assert about.titles == (LONG,)
    assert about.published is None


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Ana Reyes", ("Ana Reyes",)),
        ({"@type": "Person", "name": " Ana  Reyes"}, ("Ana Reyes",)),
        ([{"name": "Ana Reyes"}, {"name": ["Budi"]}, {"url": "x"}], ("Ana Reyes", "Budi")),
        ([{"name": "https://vale.example/ana"}], ()),
        (7, ()),
    ],
)
def test_authors(author: object, names: tuple[str, ...]) -> None:
    assert said(linked(author=author)).authors == names


@pytest.mark.parametrize(
    ("names", "language", "persons"),
    [
        (("By Ana Reyes and Budi Santoso",), "en", ("Ana Reyes", "Budi Santoso")),
        (("Ana Reyes dan Budi Santoso", "Ana Reyes"), "id", ("Ana Reyes", "Budi Santoso")),
        (("Ana Reyes & Budi",), "nb", ("Ana Reyes", "Budi")),
        (("Vale Courier",), "en", ("Vale Courier",)),
        (("Read",), "en", ("Read",)),
        ((), "en", ()),
    ],
)
def test_persons_of_a_byline(
    names: tuple[str, ...], language: str, persons: tuple[str, ...]
) -> None:
    assert persons_of(names, language) == persons


def test_canonical_address_is_whole_or_none() -> None:
    assert said('<link rel="canonical" href="https://vale.example/9?a&amp;b">').canonical == (
        "https://vale.example/9?a&b"
    )
    assert said('<link rel="canonical" href="/9">').canonical == ""
    assert said(meta("og:url", "http://vale.example/9")).canonical == "http://vale.example/9"


@pytest.mark.parametrize("broken", ["{", "[1, 2", '"x"', "null", "{}", '{"@graph": 7}', "[" * 9999])
def test_broken_linked_data_says_nothing(broken: str) -> None:
    about = said(f'<script type="application/ld+json">{broken}</script>')
    assert (about.titles, about.published, about.authors, about.body) == ((), None, (), "")


def test_attributes_without_quotation_marks() -> None:
    assert said("<meta name=date content=2031-05-05>").published is not None


def test_a_name_is_read_however_its_tag_is_written() -> None:
    heads = [
        f'<META CONTENT="{LONG}" NAME=og&#58;title>',
        "<meta content='name=byl' name='description'>",
        "<LINK REL='Canonical' HREF='https://vale.example/nine'>",
        '<meta content="Vale Courier" data-rh="true" property = " og:site_name ">',
    ]
    about = said(*heads)
    assert about.first("og:title") == LONG
    assert (about.contents("byl"), about.first("description")) == ((), "name=byl")
    assert about.canonical == "https://vale.example/nine"
    assert about.outlet == "Vale Courier"
