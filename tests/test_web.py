"""The frame of the web application: languages, figures, themes, errors, starting from a shell."""

import gzip
import html
import re
import socket
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

import counterclaim.web
from counterclaim.model import Bound, Kind, Quantity
from counterclaim.web.pages import line, words
from counterclaim.web.screens import SCREENS
from counterclaim.web.wording import chosen, languages, wording
from test_documents import pdf

PROGRAM = Path(sys.executable).with_name("counterclaim")
ROOT = Path(__file__).parents[1]
CATALOGUES = Path(counterclaim.web.__file__).parent / "catalogues"
VALUE = re.compile(r"%\(\w+\)s|%%")


def catalogue(code):
    return read_po(BytesIO((CATALOGUES / f"{code}.po").read_bytes()), locale=code)


def forms(told):
    return told if isinstance(told, (tuple, list)) else (told,)


# Languages


@pytest.mark.parametrize("code", [code for code in languages() if code != "en"])
def test_catalogues_are_whole(code):
    untold = [m.id for m in catalogue(code) if m.id and not all(forms(m.string))]
    assert untold == []


@pytest.mark.parametrize("code", languages())
def test_translations_keep_the_values(code):
    for message in catalogue(code):
        wanted = {value for form in forms(message.id) for value in VALUE.findall(form)}
        for form in filter(None, forms(message.string)):
            assert set(VALUE.findall(form)) == wanted, message.id


def test_catalogues_hold_the_messages_of_the_screens_and_no_others():
    script = "import sys; sys.path.insert(0, 'docs'); import write_catalogues as w; "
    script += "print(*(p.name for p in w.CATALOGUES.glob('*.po') "
    script += "if w.updated(p.stem, w.messages()) != p.read_bytes()))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [], "make catalogues brings them up to date"


@pytest.mark.parametrize(
    ("picked", "asked", "given"),
    [
        ("", "", "en"),
        ("", "id-ID,id;q=0.9,en;q=0.8", "id"),
        ("", "fr, en;q=0.2, id;q=0.7", "id"),
        ("", "fr;q=x, id;q=y", "en"),
        ("id", "en", "id"),
        ("xx", "id", "id"),
        ("../en", "de", "en"),
    ],
)
def test_the_language_is_the_picked_one_or_the_browsers(picked, asked, given):
    assert chosen(picked, asked) == given


def test_every_screen_speaks_the_language_that_is_asked_for(site):
    for screen in SCREENS:
        if screen.path:
            page = site.get(screen.path, headers={"Accept-Language": "id"})
            assert '<html lang="id"' in page.text
            assert "Langsung ke isi" in page.text


def test_picked_language_and_theme_are_kept(site):
    answer = site.form("/preferences", {"language": "id", "theme": "dark", "back": "/read?a=1"})
    assert answer.headers["location"] == "/read?a=1"
    page = site.get("/read").text
    assert '<html lang="id" dir="ltr" data-theme="dark">' in page
    site.form("/preferences", {"language": "xx", "theme": "pink"})
    assert '<html lang="id" dir="ltr" data-theme="dark">' in site.get("/read").text


def test_what_could_not_be_read_is_told_in_the_language_of_the_interface(site):
    site.form("/preferences", {"language": "id", "theme": "auto", "back": "/"})
    files = [("files", (name, body)) for name, body in (("a.txt", b""), ("b.json", b'{"a": 1}'))]
    found = html.unescape(site.form("/read", {"text": ""}, files=files).text)
    assert "Kosong." in found
    assert 'Rekaman ini tidak memuat "text"; isiannya: a.' in found
    assert 'Sebuah laporan memerlukan "text"' in found
    assert "The record has no" not in found


GZIP = gzip.compress(b"Nine people drowned when a ferry sank.")[:-9]
NO_PAGES = b"%PDF-1.7 and nothing more"
SHORT_RECORD = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 99\r\n\r\nNine"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"address": "http://127.0.0.1/"},
            (
                "127.0.0.1 adalah 127.0.0.1, yang bukan alamat publik.",
                "Berikan --allow-private jika Anda memang ingin membaca dari jaringan sendiri.",
            ),
        ),
        (
            {"address": "http://ada@news.example/"},
            ("Alamat yang memuat nama pengguna tidak diambil.", "Alamat diawali dengan http://"),
        ),
        ({"address": "news"}, ("Ini bukan alamat web.", "Berikan alamat yang diawali dengan")),
        (("a.txt.gz", GZIP), ("Data terkompresi rusak atau terpotong (Compressed file ended",)),
        (("a.pdf", NO_PAGES), ("Berkas rusak atau terpotong (", "Ambil atau simpan sekali lagi.")),
        (("a.pdf", pdf([])), ("Halaman-halamannya tidak memuat kata, hanya gambar.", "(OCR)")),
        (
            ("a.warc", SHORT_RECORD),
            ("rusak atau terpotong mulai dari situ (sebuah rekaman berakhir terlalu dini).",),
        ),
        (("a.jsonl", b'["a"]'), ("Isinya nilai yang bukan objek.", "Laporan adalah objek seperti")),
    ],
)
def test_what_could_not_be_taken_is_told_in_the_language_of_the_interface(site, given, said):
    site.form("/preferences", {"language": "id", "theme": "auto", "back": "/"})
    fields, files = (given, []) if isinstance(given, dict) else ({"text": ""}, [("files", given)])
    found = html.unescape(site.form("/read", fields, files=files).text)
    for sentence in said:
        assert sentence in found
    assert '<span lang="en">' not in found


def test_a_claim_that_is_not_there_is_told_in_the_language_of_the_interface(site):
    found = site.get("/claims/zzzz", headers={"Accept-Language": "id"})
    assert found.status_code == 404
    assert "CC023 Tidak ada klaim dengan id yang diawali 'zzzz'." in html.unescape(found.text)
    assert "Kolom pertama tabel klaim memuat id-nya." in found.text


def test_figures_and_days_are_written_as_the_language_does():
    english, indonesian = wording("en"), wording("id")
    about = Quantity(Decimal("1234.5"), Decimal("1234.5"), Bound.ABOUT)
    assert english.quantity(about) == "~1,234.5"
    assert indonesian.quantity(about) == "~1.234,5"
    assert english.day(date(2031, 3, 5)) == "5 Mar 2031"
    assert indonesian.day(date(2031, 3, 5)) == "5 Mar 2031"
    assert english.moment(datetime(2031, 3, 5, 4, 6, tzinfo=UTC)) == "5 Mar 2031, 04:06"
    assert indonesian.days(None, date(2031, 5, 1)) == "sampai 1 Mei 2031"
    assert english.ngettext("%(num)s claim", "%(num)s claims", 1200) == "1,200 claims"
    assert indonesian.ngettext("%(num)s claim", "%(num)s claims", 1200) == "1.200 klaim"


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Quantity(None, None, Bound.UNKNOWN), "not known"),
        (Quantity(Decimal(3), Decimal(5), Bound.RANGE), "3–5"),
        (Quantity(Decimal(300), None, Bound.AT_LEAST), "≥ 300"),
        (Quantity(None, Decimal(300), Bound.LESS_THAN), "< 300"),
        (Quantity(Decimal(0), Decimal(0), Bound.EXACT), "0"),
        (Quantity(Decimal(5), Decimal(5), Bound.EXACT, Kind.PERCENT), "5 %"),
        (Quantity(Decimal(5), Decimal(5), Bound.EXACT, Kind.MEASUREMENT, "km"), "5 km"),
    ],
)
def test_a_figure_is_written_with_its_bound(quantity, said):
    assert wording("en").quantity(quantity) == said


def test_a_tally_is_written_with_its_open_ends():
    ends = wording("en").ends
    few, many = Decimal(4000), Decimal(4700)
    assert (ends(few, many), ends(few, few)) == ("4,000–4,700", "4,000")
    assert (ends(few, None), ends(None, few), ends(None, None)) == ("≥ 4,000", "≤ 4,000", "…")


def test_money_is_written_with_its_currency_and_all_its_digits():
    for amount in ("2500000", "0.005", "9" * 200):
        money = Quantity(Decimal(amount), Decimal(amount), Bound.EXACT, Kind.MONEY, "IDR")
        for code in languages():
            digits = "".join(filter(str.isdigit, wording(code).quantity(money)))
            assert digits == amount.replace(".", "")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_no_digit_of_a_number_is_lost(value):
    for code in languages():
        shown = wording(code).number(value)
        digits = "".join(filter(str.isdigit, shown)).strip("0")
        assert digits == "".join(filter(str.isdigit, format(value, "f"))).strip("0")


@given(st.text())
def test_words_of_reports_are_escaped_and_isolated(text):
    for shown in (words(text), line(text)):
        inside = re.fullmatch(r'<bdi dir="auto">(.*)</bdi>', shown, re.DOTALL)[1]
        assert not re.search(r"""[<>"']""", inside)


# Errors


@pytest.mark.parametrize(
    "path", ["/nowhere", "/reports/0123456789abcdef", "/reports/%00", "/claims/"]
)
def test_what_is_not_there_is_told_in_a_page(site, path):
    page = site.get(path)
    assert page.status_code == 404
    assert "<h1>" in page.text


def test_a_fault_of_ours_is_a_page_without_its_particulars(site, monkeypatch):
    monkeypatch.setattr(site.holdings, "shelf", lambda: 1 / 0)
    site.client._transport.raise_server_exceptions = False  # noqa: SLF001 (no other way)
    page = site.get("/")
    assert page.status_code == 500
    assert "ZeroDivision" not in page.text
    assert "content-security-policy" in page.headers


# The ledger


def test_an_empty_ledger_invites_to_read(launch):
    page = launch().get("/").text
    assert '<details class="panel new" open>' in page


def test_the_first_page_shows_disputed_questions_first(site):
    ids = [q["id"] for q in site.get("/api/v1/questions?limit=12").json()["items"]]
    shown = re.findall(r'class="label" href="/questions/(\w+)"', site.get("/").text)
    assert shown == ids


def test_what_comes_in_from_elsewhere_is_shown(site):
    before = site.get("/api/v1/questions").json()["total"]
    text = "At least 41 miners died at Karvik on 3 March 2031, the mayor said."
    other = subprocess.run(
        [PROGRAM, "read", "-", "--ledger", site.settings.ledger],
        input=text,
        text=True,
        check=True,
        capture_output=True,
    )
    assert "Kept" in other.stderr
    until = time.monotonic() + 20
    while not site.holdings.refresh(wait=1.0) and time.monotonic() < until:
        pass
    assert site.get("/api/v1/questions").json()["total"] > before


def test_a_rebuild_that_fails_is_tried_again_only_with_something_new(site, monkeypatch):
    tried = []
    monkeypatch.setattr("counterclaim.web.holdings.rebuild", lambda _: tried.append(1) or 1 / 0)
    found = site.form("/read", {"text": "Nine miners died at Karvik, police said."})
    assert site.form(found.headers["location"], {"do": "keep"}).status_code == 303
    for _ in range(3):
        assert site.holdings.refresh(wait=5.0) is False
        assert site.get("/").status_code == 200
    assert len(tried) == 1


# From a shell


def test_serve_says_where_and_stops_when_told(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PROGRAM, "serve", "--ledger", tmp_path / "new.ledger", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        try:
            assert f"http://127.0.0.1:{port}/" in running.stdout.readline()
            until = time.monotonic() + 20
            while True:
                try:
                    with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as page:
                        assert page.status == 200
                    break
                except OSError:
                    assert time.monotonic() < until
                    time.sleep(0.1)
        finally:
            running.terminate()
        running.wait(20)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--host", "0.0.0.0"], "CC060"),  # noqa: S104
        (["--token-file", "nowhere"], "CC001"),
        (["--token-file", "empty"], "CC060"),
    ],
)
def test_serve_refuses_what_is_not_safe(tmp_path, options, code):
    (tmp_path / "empty").write_text("\n")
    done = subprocess.run(
        [PROGRAM, "serve", "--ledger", "x.ledger", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert code in done.stderr
    assert not (tmp_path / "x.ledger").exists()


def test_ends_that_nothing_bounds_are_told_alike_in_the_list_and_on_the_first_page(site):
    ends = r'class="(?:number range|ends number)">([^<]+)<'
    listed = re.findall(ends, site.get("/questions").text)
    assert "≥ 1,000" in listed
    assert set(listed) >= set(re.findall(ends, site.get("/").text))
