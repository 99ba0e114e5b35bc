"""Articles out of made-up pages: furniture of every kind around them, and pages built by scripts."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.cli.page import page_line, words_of
from counterclaim.model import Capture, Document, Furniture, ProblemError
from counterclaim.pipeline import extract_claims
from counterclaim.readers import read_capture
from counterclaim.readers.blocks import blocks_of, parsed
from counterclaim.readers.body import parse_weights, threshold, weights
from counterclaim.readers.embedded import embedded_markup
from counterclaim.readers.region import article_region
from counterclaim.readers.tags import tags_of

PARAGRAPHS = (
    (
        "The harbour master of Port Vale said nine people had drowned when their boat capsized at the "
        "river mouth on Monday morning, in waves of up to three metres."
    ),
    (
        "Crews from two towns were still looking for four passengers who had not been found by "
        "nightfall, and divers were to go down again at dawn."
    ),
    (
        "The boat was licensed to carry 40 people; survivors told reporters that at least 70 were "
        "aboard when it left the eastern pier shortly before six."
    ),
    (
        "“We had asked for a second ferry since the spring,” said the mayor, who had come to the pier. "
        "Her office put the number of people who cross each day at 1,200."
    ),
    (
        "A commission of three is to report within six weeks. Its last report, on the fire at the "
        "ropery, took the better part of two years."
    ),
)
TITLE = "Nine drown off Port Vale"
TEASERS = "".join(
    f'<li class="teaser card"><a href="/{n}"><h3>Another {n} ferries collide off Southmark</h3></a>'
    f'<a href="/{n}"><span class="date">{n} May</span></a></li>'
    for n in range(3, 15)
)
COMMENTS = "".join(
    f'<div class="comment"><p class="comment-author">reader{n}</p><p>I said all along that {n} of '
    "those boats were not fit for the sea, and nobody at the port would ever listen.</p></div>"
    for n in range(20, 30)
)


def page(*inside: str, head: str = "", title: str = TITLE) -> str:
    body = "\n".join(inside)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>{title} | Vale Courier</title>"
        f'<meta property="og:title" content="{title}">'
        f'<meta property="og:site_name" content="Vale Courier">{head}</head><body>'
        '<header class="site-header"><nav class="menu"><ul><li><a href="/">Home</a></li><li>'
        '<a href="/sea">Sea</a></li><li><a href="/land">Land</a></li></ul></nav></header>'
        f'<main><article class="article"><h1>{title}</h1>'
        f'<div class="article-body">{body}</div></article>'
        f'<section class="related-stories"><h2>More stories</h2><ul>{TEASERS}</ul></section>'
        f'<section class="comments" id="comments"><h2>Comments</h2>{COMMENTS}</section></main>'
        '<footer class="footer"><p>© 2031 Vale Courier Ltd. All rights reserved. Registered with '
        "the port authority under number 4711.</p></footer></body></html>"
    )


def paragraphs() -> list[str]:
    return [f"<p>{text}</p>" for text in PARAGRAPHS]


def read(markup: str, address: str = "https://vale.example/9") -> Document:
    return read_capture(Capture(address, "text/html", markup.encode()))[0]


def lines(document: Document) -> list[str]:
    return words_of(document).split("\n\n")


def test_teasers_comments_and_footers_are_no_article() -> None:
    assert lines(read(page(*paragraphs()))) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("furniture", "kind"),
    [
        (
            (
                '<figure><img src="x.jpg"><figcaption class="caption">The pier, where 12 boats lie. '
                "Photo: Ana Reyes</figcaption></figure>"
            ),
            Furniture.CAPTION,
        ),
        (
            '<div class="newsletter-signup"><p>Subscribe to our newsletter: 30 days free.</p></div>',
            Furniture.ADVERTISEMENT,
        ),
        (
            (
                '<ul class="related-links"><li><a href="/a">Two ferries collide off Southmark</a></li>'
                "</ul>"
            ),
            Furniture.RELATED,
        ),
    ],
)
def test_furniture_between_paragraphs_is_fenced(furniture: str, kind: Furniture) -> None:
    before, *after = paragraphs()
    document = read(page(before, furniture, *after))
    assert lines(document) == list(PARAGRAPHS)
    assert {fence.kind for fence in document.fences} == {kind}
    for fence in document.fences:
        assert document.text[fence.span.start : fence.span.end] == fence.span.text


def test_no_claim_comes_from_what_a_page_fences() -> None:
    advert = '<div class="ad banner"><p>At least 300 miners were killed. Read on.</p></div>'
    before, *after = paragraphs()
    markup = page(before, advert, *after)
    found = extract_claims(Capture("https://vale.example/9", "text/html", markup.encode()))
    assert found.claims
    assert "300" in found.document.text
    assert "300" not in {claim.figure.text for claim in found.claims}


def test_hidden_words_are_left_out() -> None:
    hidden = '<p style="display: none">Eleven people drowned, said a draft of this report.</p>'
    assert "draft" not in read(page(*paragraphs(), hidden)).text


def test_a_copy_is_read_once() -> None:
    text = read(page(*paragraphs(), *paragraphs())).text
    assert all(text.count(paragraph) == 1 for paragraph in PARAGRAPHS)


def test_rows_breaks_and_soft_hyphens() -> None:
    root = parsed(
        "<table><tr><td>Dead</td><td>9</td></tr></table>"
        "<p>One<br>two\n three</p><p>cap&shy;sized<span> at</span> sea</p>"
    )
    assert root is not None
    texts = [block.text for block in blocks_of(root)]
    assert texts == ["Dead 9", "One\ntwo three", "capsized at sea"]


@pytest.mark.parametrize("markup", ["", "<", "<!-- x", "<p", "\0", "<html></html>", "<b> </b>"])
def test_a_page_without_an_article_is_a_problem(markup: str) -> None:
    with pytest.raises(ProblemError) as stopped:
        read(markup)
    assert stopped.value.problem.code in {"CC002", "CC007"}


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("<>/pabdivh1\"'= &;-!\n\0é中"), max_size=200))
def test_any_page_is_read_or_refused(markup: str) -> None:
    for fast in (False, True):
        try:
            read_capture(Capture("x", "text/html", markup.encode()), fast=fast)
        except ProblemError as stopped:
            assert stopped.problem.code in {"CC002", "CC007"}  # noqa: PT017


def test_deep_nesting_is_read() -> None:
    markup = page("<div>" * 400, *paragraphs(), "</div>" * 400)
    assert read(markup).text


def test_an_article_in_a_scripts_data_is_found() -> None:
    laid_out = "".join(paragraphs())
    inner = json.dumps({"content": laid_out}).replace("<", "\\u003c")
    script = f"<script>self.push([1,{json.dumps(inner)}])</script>"
    markup = f"<html><head><title>{TITLE}</title></head><body><div id=app></div>{script}</body>"
    assert embedded_markup(markup)[0] == laid_out
    assert lines(read(markup)) == list(PARAGRAPHS)


def test_an_article_in_linked_data_alone_is_found() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(PARAGRAPHS)}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    markup = f"<html><head>{script}</head><body><div id=app>Loading</div></body></html>"
    document = read(markup)
    assert document.imprint.title == TITLE
    assert words_of(document) == " ".join(PARAGRAPHS)


def test_the_fast_way_gives_the_same_imprint_and_the_words() -> None:
    head = (
        '<meta property="article:published_time" content="2031-05-05T07:45:00+07:00">'
        '<meta name="author" content="Ana Reyes">'
    )
    capture = Capture(
        "https://vale.example/9", "text/html", page(*paragraphs(), head=head).encode()
    )
    careful, _ = read_capture(capture)
    fast, _ = read_capture(capture, fast=True)
    assert fast.imprint == careful.imprint
    assert all(paragraph in fast.text for paragraph in PARAGRAPHS)
    assert fast.title == careful.title


def fast_read(markup: str) -> Document:
    return read_capture(Capture("https://vale.example/9", "text/html", markup.encode()), fast=True)[
        0
    ]


def test_the_fast_way_leaves_out_what_stands_about_the_paragraphs() -> None:
    document = fast_read(
        page("<p>Ana Reyes, 3 May 2031</p>", *paragraphs(), "<p>Follow the Courier</p>")
    )
    assert lines(document) == list(PARAGRAPHS)
    assert document.imprint.published is not None
    assert f"{document.imprint.published:%Y-%m-%d}" == "2031-05-03"


def test_the_fast_way_keeps_a_page_of_lines_whole() -> None:
    boats = [f"The Merle {n}, which carries {n} people across" for n in range(20, 45)]
    items = "".join(f"<p>{boat}</p>" for boat in boats)
    assert lines(fast_read(page(paragraphs()[0], items))) == [PARAGRAPHS[0], *boats]


def test_the_fast_way_takes_the_heading_into_account() -> None:
    markup = f"<html><body><article><h1>{TITLE}</h1>{''.join(paragraphs())}</article></body></html>"
    assert fast_read(markup).imprint.title == TITLE
    assert lines(fast_read(markup)) == list(PARAGRAPHS)


def test_the_fast_way_finds_an_article_in_linked_data_alone() -> None:
    data = {"@type": "NewsArticle", "headline": TITLE, "articleBody": " ".join(PARAGRAPHS)}
    script = f'<script type="application/ld+json">{json.dumps(data)}</script>'
    markup = f"<html><head>{script}</head><body><div id=app>Loading</div></body></html>"
    assert words_of(fast_read(markup)) == " ".join(PARAGRAPHS)


def test_the_fast_way_finds_an_article_in_what_mostly_is_none() -> None:
    markup = f'<html><body><nav class="menu">{"".join(paragraphs())}</nav></body></html>'
    assert lines(fast_read(markup)) == list(PARAGRAPHS)


def long_article(*inside: str) -> str:
    """An element as long as those of articles are, which scripts and pictures make them."""
    return f'<article>{"".join(inside)}<div data-list="{"x" * 3_000}"></div></article>'


ASIDE = (
    "<p>The Courier is read in nine towns, and has been printed at the old ropery since 1931.</p>"
)


def test_the_fast_way_reads_the_one_article_element_alone() -> None:
    heading = f"<h1>{TITLE}</h1>"
    document = fast_read(
        f"<html><body>{heading}{ASIDE}{long_article(*paragraphs())}{ASIDE}</body></html>"
    )
    assert lines(document) == list(PARAGRAPHS)
    assert document.imprint.title == TITLE


def test_the_fast_way_keeps_to_the_page_where_articles_are_several() -> None:
    """The second, another story and the longer one, is not taken for the page's own."""
    other = "<p>The school at Southmark gets a second floor, said its head on Thursday.</p>" * 12
    both = long_article(*paragraphs()) + long_article(other)
    assert set(PARAGRAPHS) <= set(lines(fast_read(f"<html><body>{both}</body></html>")))


def test_the_fast_way_looks_beside_an_article_element_without_words() -> None:
    beside = long_article("<div id=app></div>") + "".join(paragraphs())
    assert lines(fast_read(f"<html><body>{beside}</body></html>")) == list(PARAGRAPHS)


@pytest.mark.parametrize(
    ("markup", "region"),
    [
        ("<main>{}</main>", "<main>{}</main>"),
        ("<main class=a><article id=b>{}</article></main>", "<article id=b>{}</article>"),
        ("</article><article>{}</article>", "<article>{}</article>"),
        ("<article><article>a</article>{}</article>", "<article><article>a</article>{}</article>"),
        ("<article>{}</article><article>b</article>", None),
        ("<articles>{}</articles><mainframe>{}</mainframe>", None),
        ("<article>{}", None),
        ("<article>short</article>{}", None),
    ],
)
def test_the_region_of_an_article_is_told_by_its_tags(markup: str, region: str | None) -> None:
    whole, words = markup.replace("{}", "w" * 3_000), region and region.replace("{}", "w" * 3_000)
    found = article_region(tags_of(whole))
    assert (found and whole[slice(*found)]) == words


def test_many_open_elements_take_no_longer_than_their_length() -> None:
    markup = "<article>" * 200_000 + "</article>" * 199_999
    assert article_region(tags_of(markup)) is None


def test_the_fast_way_reads_over_halves_of_characters() -> None:
    body = page(*paragraphs(), "<p>Half of one +2AA- stands here.</p>").encode("ascii", "ignore")
    document, _ = read_capture(Capture("x", "text/html", body, "utf-7"), fast=True)
    assert PARAGRAPHS[0] in document.text


def test_a_line_of_json_holds_all_that_is_known() -> None:
    head = (
        '<link rel="canonical" href="https://vale.example/ferry">'
        '<meta property="article:published_time" content="2031-05-05T07:45:00+07:00">'
        '<meta property="article:modified_time" content="2031-05-06T00:00:00Z">'
    )
    record = json.loads(page_line(read(page(*paragraphs(), head=head))))
    assert record["text"] == "\n\n".join(PARAGRAPHS)
    assert record["canonical"] == "https://vale.example/ferry"
    assert record["published"] == "2031-05-05T07:45:00+07:00"
    assert record["modified"] == "2031-05-06T00:00:00+00:00"
    assert (record["title"], record["outlet"], record["language"]) == (TITLE, "Vale Courier", "en")


def test_the_weights_name_no_word_of_a_page() -> None:
    assert len(weights()) > 100
    assert all(abs(weight) < 20 for weight in weights().values())
    assert parse_weights("a=1\t0.5\n(any)\t-1.0\n") == {"a=1": 0.5, "(any)": -1.0}


@given(st.lists(st.tuples(st.floats(0, 1), st.integers(1, 500)), max_size=30))
def test_the_threshold_is_never_above_one_half(blocks: list[tuple[float, int]]) -> None:
    likely, size = [p for p, _ in blocks], [n for _, n in blocks]
    least = threshold(likely, size)
    assert least <= 0.5
    if likely and max(likely) > 0:
        assert max(likely) > least
