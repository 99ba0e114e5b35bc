"""PDF, newsletters and Markdown: their words, what is known of them, and what is wrong with them."""

from datetime import UTC, datetime, timedelta, timezone
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.captures import open_captures
from counterclaim.model import Capture, ProblemError
from counterclaim.pipeline import extract_claims
from counterclaim.readers import read_capture
from counterclaim.readers.pdf import page_of


def pdf(*pages, info="/Title (Harbour report) /CreationDate (D:20310509100000+01'00')", more=""):
    """Make a PDF of lines of words."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for i, lines in enumerate(pages):
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        drawn = f"BT /F1 12 Tf 72 720 Td 14 TL {shown} ET"
        fonts = "/Resources << /Font << /F1 3 0 R >> >>"
        box = "/MediaBox [0 0 612 792]"
        parts.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * i} 0 R {fonts} >>")
        parts.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R /Info << {info} >> {more} >>"
    start = f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}\nstartxref\n{len(body)}"
    return f"{body}{start}\n%%EOF".encode("latin-1")


def tried(kind, body):
    """Read it; gives the code of the problem where it cannot be read, else the text."""
    try:
        return read(kind, body).text
    except ProblemError as stopped:
        return stopped.problem.code


FIRST = [
    "Nine people drowned when a ferry sank off Port",
    "Vale on Thursday, the coastguard said in a state-",
    "ment.",
    "The search went on through the night, and then",
]
SECOND = ["divers found 14 more bodies in the wreck, they", "said."]


def read(kind, body):
    return read_capture(Capture("x", kind, body))[0]


def test_a_pdf_is_read_by_page_with_sentences_across_pages():
    document = read("application/pdf", pdf(FIRST, SECOND))
    assert document.text == (
        "Nine people drowned when a ferry sank off Port Vale on Thursday, the coastguard said in a "
        "statement.\n\nThe search went on through the night, and then\f"
        "divers found 14 more bodies in the wreck, they said."
    )
    assert document.imprint.title == "Harbour report"
    assert document.imprint.published == datetime(
        2031, 5, 9, 10, tzinfo=timezone(timedelta(hours=1))
    )
    assert page_of(document.text, document.text.index("Nine")) == 1
    assert page_of(document.text, document.text.index("14 more")) == 2


def test_claims_come_out_of_a_pdf_with_their_words():
    found = extract_claims(Capture("a.pdf", "application/pdf", pdf(FIRST, SECOND)))
    assert [c.figure.text for c in found.claims] == ["Nine", "14"]
    sentence = found.claims[1].sentence
    assert sentence.text == found.document.text[sentence.start : sentence.end]
    assert sentence.text.startswith("The search")


def test_a_file_called_otherwise_is_still_a_pdf(tmp_path):
    path = tmp_path / "download"
    path.write_bytes(pdf(FIRST))
    (item,) = open_captures([str(path)])
    assert item.media_type == "application/pdf"


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (pdf(FIRST)[:200], "damaged"),
        (b"%PDF-1.7 and nothing more", "damaged"),
        (pdf([]), "no words"),
        (pdf(FIRST, more="/Encrypt << /Filter /Standard /V 4 /R 4 /O () /U () /P 0 >>"), ""),
    ],
)
def test_a_bad_pdf_is_a_problem(body, says):
    with pytest.raises(ProblemError) as raised:
        read("application/pdf", body)
    assert raised.value.problem.code == "CC053"
    assert says in raised.value.problem.message
    assert raised.value.problem.hint


@settings(deadline=None)
@given(st.data())
def test_a_damaged_pdf_never_breaks_the_reading(data):
    body = bytearray(pdf(FIRST, SECOND))
    for _ in range(data.draw(st.integers(1, 8))):
        body[data.draw(st.integers(8, len(body) - 1))] = data.draw(st.integers(0, 255))
    found = tried("application/pdf", bytes(body))
    assert found.strip()
    assert found == "CC053" or not found.startswith("CC0")


# Newsletters

LETTER = "<html><body><h1>Morning brief</h1><p>{}</p><p>{}</p><p><a href=x>Unsubscribe</a></p>"
STORY = "Nine people drowned when a ferry sank off Port Vale, the coastguard said on Thursday."
OTHER = "The harbour will stay closed until Monday, when divers are to look at the wreck again."


def letter(**parts):
    message = EmailMessage()
    message["Subject"] = parts.get("subject", "Morning brief: ferry sinks off Port Vale")
    message["From"] = parts.get("sender", "The Harbour Post <news@harbour.test>")
    message["Date"] = "Fri, 09 May 2031 07:00:00 +0100"
    message["Message-ID"] = "<a1@harbour.test>"
    if "plain" in parts:
        message.set_content(parts["plain"])
    if "html" in parts:
        add = message.add_alternative if "plain" in parts else message.set_content
        add(parts["html"], subtype="html")
    if parts.get("attached"):
        message.add_attachment(b"\0\1", maintype="image", subtype="png", filename="a.png")
    return message.as_bytes()


@pytest.mark.parametrize(
    "parts",
    [
        {"plain": f"{STORY}\n\n{OTHER}\n"},
        {"html": LETTER.format(STORY, OTHER)},
        {"plain": "View in browser", "html": LETTER.format(STORY, OTHER), "attached": True},
        {"plain": f"{STORY}\n\n{OTHER}\n", "html": "<html><body></body></html>"},
    ],
    ids=["plain", "html", "both", "empty html"],
)
def test_a_newsletter_is_read(parts):
    document = read("message/rfc822", letter(**parts))
    about = document.imprint
    assert about.title == "Morning brief: ferry sinks off Port Vale"
    assert document.text.startswith(f"{about.title}\n\n")
    assert STORY in document.text
    assert OTHER in document.text
    assert (about.outlet, about.name) == ("The Harbour Post", "a1@harbour.test")
    assert about.published == datetime(2031, 5, 9, 6, tzinfo=UTC)


def test_claims_come_out_of_a_newsletter(tmp_path):
    path = tmp_path / "brief.eml"
    path.write_bytes(letter(html=LETTER.format(STORY, OTHER)))
    (item,) = open_captures([str(path)])
    (claim,) = extract_claims(item).claims
    assert (claim.figure.text, claim.measure) == ("Nine", "killed")


def test_words_in_another_alphabet_and_a_bare_sender():
    body = letter(plain="Погибли девять человек.", subject="Паром затонул", sender="a@harbour.test")
    document = read("message/rfc822", body)
    assert document.text == "Паром затонул\n\nПогибли девять человек."
    assert document.imprint.outlet == "harbour.test"


@pytest.mark.parametrize("body", [letter(plain="\n"), letter(html="<p></p>"), b"Subject: a\n\n"])
def test_a_newsletter_without_words_is_a_problem(body):
    with pytest.raises(ProblemError) as raised:
        read("message/rfc822", body)
    assert raised.value.problem.code in {"CC002", "CC007"}


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_whatever_a_message_holds_breaks_nothing(noise):
    found = tried("message/rfc822", b"From: \xff <\nDate: x\nContent-Type: " + noise)
    assert found in {"CC002", "CC004", "CC007"} or found.strip()


# Markdown


def test_markdown_is_read_without_its_marks():
    source = (
        "# Ferry sinks off *Port Vale*\n\nNine people **drowned** when a [ferry](http://a.test) "
        "sank,\nthe coastguard said. ![A ferry](f.png)\n\n- 14 hurt\n- two missing\n\n"
        "| place | dead |\n|---|---|\n| Port Vale | 9 |\n\n```\ncode = 12\n```\n\n<b>bold</b> end\n"
    )
    document = read("text/markdown", source.encode())
    assert document.text == (
        "Ferry sinks off Port Vale\n\nNine people drowned when a ferry sank, the coastguard said."
        "\n\n14 hurt\n\ntwo missing\n\nplace | dead\n\nPort Vale | 9\n\nbold end"
    )
    assert document.title is not None
    assert document.title.text == document.imprint.title == "Ferry sinks off Port Vale"


def test_a_block_at_the_head_gives_what_is_known():
    source = (
        '---\ntitle: "Ferry sinks"\ndate: 2031-05-09T10:00\noutlet: The Harbour Post\nlang: en-GB\n'
        "url: https://harbour.test/a\nauthor: Ana Ruiz\n---\n# Ferry sinks\n\nNine drowned.\n"
    )
    document = read("text/markdown", source.encode())
    about = document.imprint
    assert document.text == "Ferry sinks\n\nNine drowned."
    assert (about.outlet, about.language, about.authors) == (
        "The Harbour Post",
        "en",
        ("Ana Ruiz",),
    )
    assert about.published == datetime(2031, 5, 9, 10)  # noqa: DTZ001 (as printed)
    assert about.address == "https://harbour.test/a"


@pytest.mark.parametrize("source", [" \n", "![a](b.png)\n", "<br>\n"])
def test_markdown_without_words_is_a_problem(source):
    with pytest.raises(ProblemError) as raised:
        read("text/markdown", source.encode())
    assert raised.value.problem.code == "CC002"


@settings(deadline=None)
@given(st.text(max_size=200))
def test_whatever_markdown_holds_breaks_nothing(source):
    found = tried("text/markdown", source.encode("utf-8", "replace"))
    assert found in {"CC002", "CC004"} or found.strip()
