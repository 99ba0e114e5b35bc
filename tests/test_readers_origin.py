"""Offsets: every run of a document's words reads the same in the page it came from."""

from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.model import Capture
from counterclaim.readers import read_capture
from counterclaim.readers.origin import Origin, highlighted, origin_of, trace

SENTENCES = (
    "The harbour master of Port Vale said nine people had drowned when their boat capsized.",
    "Crews from two towns were still looking for four passengers who had not been found.",
    "The boat was licensed to carry 40 people; at least 70 were aboard when it left the pier.",
    "Kepala pelabuhan mengatakan sembilan warga meninggal — “gelombang tinggi”, katanya.",
)
WRITTEN = {"&": "&amp;", "<": "&lt;", "“": "&ldquo;", "—": "&#8212;", "”": "&#x201D;"}


@st.composite
def written(draw: st.DrawFn, sentence: str) -> str:
    """Write a sentence as a page may: references, tags, comments, white space, soft hyphens."""
    pieces = []
    for letter in sentence:
        way = draw(st.integers(0, 30))
        if letter in WRITTEN and (way % 2 or letter in "&<"):
            pieces.append(WRITTEN[letter])
        elif letter == " ":
            pieces.append(draw(st.sampled_from([" ", "  ", "\n\t", "&#32;", " <!-- 12 --> "])))
        elif way == 0:
            pieces.append(f"<b title='a > b'>{letter}</b>")
        elif way == 1:
            pieces.append(f"{letter}&shy;")
        elif way == 2:
            pieces.append(f"&#{ord(letter)};")
        else:
            pieces.append(letter)
    return "".join(pieces)


@st.composite
def pages(draw: st.DrawFn) -> str:
    paragraphs = [draw(written(f"{s} R&D < {i}.")) for i, s in enumerate(SENTENCES)]
    body = "".join(f"<p class='text'>{p}</p>\r\n" for p in paragraphs)
    return (
        "<!doctype html><html><head><meta charset='utf-8'><title>Ferry</title>"
        "<script>var words = 'nine people';</script></head><body><nav><a href='/'>Home</a></nav>"
        f"<article><h1>Nine drown off Port Vale &amp; Southmark</h1>{body}</article></body></html>"
    )


def holds(markup: str, text: str, origin: Origin) -> None:
    at = 0
    for run in origin.runs:
        assert at <= run.start < run.end <= len(text)
        assert unescape(markup[run.source_start : run.source_end]) == text[run.start : run.end]
        at = run.end


@settings(deadline=None, max_examples=40)
@given(pages())
def test_every_run_reads_the_same_and_no_character_is_left_out(markup: str) -> None:
    capture = Capture("https://vale.example/9", "text/html", markup.encode())
    document, _ = read_capture(capture)
    assert all(sentence in document.text for sentence in SENTENCES)
    origin = origin_of(capture, document)
    holds(markup, document.text, origin)
    mapped = {i for run in origin.runs for i in range(run.start, run.end)}
    assert all(c.isspace() for i, c in enumerate(document.text) if i not in mapped)


@settings(deadline=None)
@given(
    st.text(st.sampled_from("ab &;<>#x1\n\0\u00adn/!-\"'"), max_size=60),
    st.text(st.sampled_from("ab &;<n1\n"), max_size=20),
)
def test_a_page_of_anything_is_traced_truly(markup: str, text: str) -> None:
    holds(markup, text, trace(markup, text))


@settings(deadline=None, max_examples=20)
@given(pages(), st.data())
def test_ranges_of_a_span_read_as_its_words(markup: str, data: st.DataObject) -> None:
    capture = Capture("https://vale.example/9", "text/html", markup.encode())
    document, _ = read_capture(capture)
    start = data.draw(st.integers(0, len(document.text) - 1))
    end = data.draw(st.integers(start + 1, len(document.text)))
    ranges = origin_of(capture, document).ranges(start, end)
    words = "".join(unescape(markup[a:b]) for a, b in ranges)
    assert "".join(words.split()) == "".join(document.text[start:end].split())


def test_a_highlight_holds_the_words_and_leaves_the_page_as_it_was() -> None:
    markup = "<p>At least <b>40</b> miners, R&amp;D said.</p>"
    text = "At least 40 miners, R&D said."
    found = highlighted(markup, trace(markup, text).ranges(0, text.index(",")))
    assert found == (
        "<p><mark>At least</mark> <b><mark>40</mark></b> <mark>miners</mark>, R&amp;D said.</p>"
    )


def test_words_that_only_a_script_holds_have_no_place() -> None:
    assert trace("<script>x = 'nine people'</script><p>Home</p>", "nine people").runs == ()
