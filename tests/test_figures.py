"""Figures as the annotation guide bounds and values them, in sentences of our own."""

import json

import pytest

from counterclaim.markers.figure import mark_figures
from counterclaim.markers.separators import Separators
from counterclaim.model import Capture, Document, Fence, Furniture, Imprint, Span
from counterclaim.pipeline import extract_claims
from figures_read import figures, plain, problems, reading_of

BOUNDS = [
    ("en", "At least 30 miners died.", [("At least 30", "30", None, "at_least")]),
    ("en", "More than two dozen huts burned.", [("More than two dozen", "24", None, "more_than")]),
    ("en", "No fewer than 12 boats sank.", [("No fewer than 12", "12", None, "at_least")]),
    ("en", "Up to 40 farms flooded.", [("Up to 40", None, "40", "at_most")]),
    ("en", "Fewer than 200 voted.", [("Fewer than 200", None, "200", "less_than")]),
    ("en", "Nearly 700 fled.", [("Nearly 700", "700", "700", "about")]),
    ("en", "An estimated 12,000 fled.", [("An estimated 12,000", "12000", "12000", "about")]),
    ("en", "A toll that surpassed 900 shocked many.", [("900", "900", None, "more_than")]),
    ("en", "The toll reached 900 on Sunday.", [("900", "900", "900", "exact")]),
    ("en", "Two hundred or more were hurt.", [("Two hundred or more", "200", None, "at_least")]),
    ("en", "At least another five were hurt.", [("At least another five", "5", None, "at_least")]),
    ("en", "At least one man died.", [("At least one", "1", None, "at_least")]),
    ("en", "Over 300+ signed.", [("Over 300+", "300", None, "more_than")]),
    ("id", "Sedikitnya lima orang tewas.", [("Sedikitnya lima", "5", None, "at_least")]),
    ("id", "Setidaknya ada 45 rumah rusak.", [("Setidaknya ada 45", "45", None, "at_least")]),
    ("id", "Lebih dari 7.000 warga mengungsi.", [("Lebih dari 7.000", "7000", None, "more_than")]),
    ("id", "Tidak kurang dari 90 kapal.", [("Tidak kurang dari 90", "90", None, "at_least")]),
    (
        "id",
        "Maksimal Rp 30 juta per keluarga.",
        [("Maksimal Rp 30 juta", None, "30000000", "at_most")],
    ),
    ("id", "Setidaknya hampir 30 sapi mati.", [("Setidaknya hampir 30", "30", None, "at_least")]),
    ("id", "Korban mencapai 1.232 orang.", [("1.232", "1232", "1232", "exact")]),
    ("id", "Sebanyak 53 perahu karam.", [("53", "53", "53", "exact")]),
    ("id", "Wabah meluas hingga lima desa.", [("lima", "5", "5", "exact")]),
    ("id", "Massa 100 orang lebih bertahan.", [("100", "100", None, "more_than")]),
]
RANGES = [
    ("en", "Between 30 and 40 boats left.", [("Between 30 and 40", "30", "40", "range")]),
    ("en", "Some 8-10 boats left.", [("Some 8-10", "8", "10", "range")]),
    ("en", "Winds of 154-177 km/h blew.", [("154-177", "154", "177", "range")]),
    (
        "en",
        "The toll rose from 19 to 37.",
        [("19", "19", "19", "exact"), ("37", "37", "37", "exact")],
    ),
    ("en", "It costs $2-3 billion.", [("$2-3 billion", "2000000000", "3000000000", "range")]),
    (
        "id",
        "Antara 1.000 hingga 3.000 tentara tewas.",
        [("Antara 1.000 hingga 3.000", "1000", "3000", "range")],
    ),
    (
        "id",
        "Sekitar 10.000 hingga 12.000 tentara.",
        [("Sekitar 10.000 hingga 12.000", "10000", "12000", "range")],
    ),
    (
        "id",
        "Denda Rp 25 juta hingga Rp 500 juta.",
        [("Rp 25 juta hingga Rp 500 juta", "25000000", "500000000", "range")],
    ),
    ("en", "Some 80-90,000 fled.", [("Some 80-90,000", "80000", "90000", "range")]),
    ("en", "One or two boats left.", [("One or two", "1", "2", "range")]),
    ("id", "Dua-tiga perahu hilang.", [("Dua-tiga", "2", "3", "range")]),
    ("id", "Dua sampai tiga ribu pelayat.", [("Dua sampai tiga ribu", "2000", "3000", "range")]),
]
VAGUE = [
    ("en", "Dozens died.", [("Dozens", "24", None, "vague")]),
    ("en", "Several hundred fled.", [("Several hundred", "300", None, "vague")]),
    ("en", "Tens of thousands fled.", [("Tens of thousands", "20000", None, "vague")]),
    (
        "en",
        "A few boats and a handful of rafts.",
        [("A few", "2", None, "vague"), ("a handful of", "2", None, "vague")],
    ),
    ("en", "A couple of thousand came.", [("A couple of thousand", "2000", None, "vague")]),
    ("id", "Puluhan ribu warga mengungsi.", [("Puluhan ribu", "20000", None, "vague")]),
    (
        "id",
        "Beberapa rumah dan ratusan tenda.",
        [("Beberapa", "3", None, "vague"), ("ratusan", "200", None, "vague")],
    ),
    ("en", "At least a few dozen came.", [("At least a few dozen", "24", None, "at_least")]),
    ("id", "Puluhan hingga ratusan rumah.", [("Puluhan hingga ratusan", "20", None, "vague")]),
    ("id", "Belasan ribu ekor ayam mati.", [("Belasan ribu", "11000", None, "vague")]),
    ("en", "A number of homes and many shops burned.", []),
    ("id", "Sejumlah toko dan banyak rumah terbakar.", []),
]
UNITS = [
    ("en", "It costs 40 kwachas.", [("40 kwachas", "money", "XXX")]),
    ("en", "It costs 40 Zambian kwachas.", [("40 Zambian kwachas", "money", "ZMW")]),
    ("id", "Harganya 40 dinar.", [("40 dinar", "money", "XXX")]),
    ("en", "Losses of 5.86 billion yuan.", [("5.86 billion yuan", "money", "CNY")]),
    ("en", "Relief of SDG 3 billion.", [("SDG 3 billion", "money", "SDG")]),
    (
        "en",
        "It paid SDG 500,000 and R 50bn.",
        [("SDG 500,000", "money", "SDG"), ("R 50bn", "money", "ZAR")],
    ),
    ("en", "Losses of HK$28 billion.", [("HK$28 billion", "money", "HKD")]),
    ("en", "A fine of 940 million U.S. dollars.", [("940 million U.S. dollars", "money", "USD")]),
    ("en", "Millions of naira vanished.", [("Millions of naira", "money", "NGN")]),
    ("en", "About 57% agreed.", [("About 57%", "percent", "percent")]),
    ("en", "Two-thirds of the crew fell ill.", [("Two-thirds", "percent", "percent")]),
    ("en", "A 6.6-magnitude quake.", [("6.6", "measurement", "magnitude")]),
    (
        "en",
        "An M5.1 quake 12 km away.",
        [("5.1", "measurement", "magnitude"), ("12", "measurement", "km")],
    ),
    ("en", "A 4,000-foot-high ridge.", [("4,000", "measurement", "ft")]),
    (
        "en",
        "Gusts of 90 mph and 280,000 hectares.",
        [("90", "measurement", "mph"), ("280,000", "measurement", "ha")],
    ),
    ("en", "Some 12 per 100,000 people.", [("Some 12", "measurement", "per 100000")]),
    ("id", "Uang US$ 2,5 juta disita.", [("US$ 2,5 juta", "money", "USD")]),
    ("id", "Kerugian Rp 2,6 T.", [("Rp 2,6 T", "money", "IDR")]),
    (
        "id",
        "Kerugian Rp.1.400.000 dan 1 miliar peso.",
        [("Rp.1.400.000", "money", "IDR"), ("1 miliar peso", "money", "PHP")],
    ),
    ("id", "Naik 12 persen.", [("12 persen", "percent", "percent")]),
    ("id", "Sepertiga peserta mundur.", [("Sepertiga", "percent", "percent")]),
    (
        "id",
        "Gempa magnitudo 7,8 dan M 5,6.",
        [("7,8", "measurement", "magnitude"), ("5,6", "measurement", "magnitude")],
    ),
    ("id", "Gempa 7,8 M di laut.", [("7,8", "measurement", "magnitude")]),
    (
        "id",
        "Gedung 30 lantai setinggi 98 meter.",
        [("30", "measurement", "floor"), ("98", "measurement", "m")],
    ),
]
VALUES = [
    ("en", "Fifteen hundred came.", "1500"),
    ("en", "Two and a half million came.", "2500000"),
    ("en", "On 23 September 28 bodies were found.", "28"),
    ("en", "Half a million came.", "500000"),
    ("en", "A hundred and five came.", "105"),
    ("en", "$200K was spent.", "200000"),
    ("en", "Some 1.5m people came.", "1500000"),
    ("en", "The flood took 11.000 people.", "11000"),
    ("id", "Sekitar 1.5 juta warga.", "1500000"),
    ("id", "Sebanyak 172,588 warga.", "172588"),
    ("id", "Ganja seberat 92,512 kg disita.", "92.512"),
    ("id", "Beras 92.512 kg disita.", "92512"),
    ("id", "Dua juta tiga ratus ribu warga.", "2300000"),
    ("id", "Sebanyak 12rb orang.", "12000"),
    ("id", "Tersangka 5 (lima) orang.", "5"),
    ("id", "Sebanyak 27orang tewas.", "27"),
    ("id", "Lebih dari dua lusin kapal.", "24"),
    ("id", "Satu setengah juta warga.", "1500000"),
    ("id", "Setengah ton beras.", "0.5"),
    ("id", "Sekitar 300an rumah.", "300"),
    ("en", "A half-million fled.", "500000"),
    ("id", "Sebanyak 1,2 juta jiwa.", "1200000"),
    ("id", "Naik ,77 persen.", "0.77"),
    ("en", "In New York, 61 people fled.", "61"),
]
NOTHING = [
    ("en", "He died in 2019, aged 43, after three days."),
    ("en", "A 40-year-old woman left at 8.30 pm on 5/6/2020."),
    ("en", "One of the 1990s bands played the 21st show."),
    ("en", "The council backed SDG 5 and SDG 16."),
    ("id", "Dewan mendukung SDG 5 dan SDGs 16."),
    ("en", "Flight 610 left Gate 7 for Square 2."),
    ("en", "Call (334)-555-0199 or 1-866-555-8477."),
    ("en", "The shooting was in the 6500 block of Elm Road."),
    ("en", "Reach the desk at 555-0142; he is 5'9\" tall."),
    ("en", "They met at 3007 N. Main St. and in the 22000 blocks of Elm."),
    ("en", "Mere Okafor, 31, Dana Lund,19, and shopkeeper David Ilse, 61 came from here."),
    ("en", "The row reads |601|185|BLACK and names the 10 Most Wanted."),
    ("en", "More: http://www.example.org/story/219/police-one-held and WAVX 12 News."),
    ("id", "Ia berusia 19 tahun dan tinggal di RT 03/RW 05."),
    ("id", "Selama 24 jam, salah satu pelaku bersembunyi di kelas 7."),
    ("id", "Mobil bernopol S 4310 FP melaju pada 12/7/2024 pukul 07.30 WIB."),
    ("id", "Suwarno (38) mendarat untuk kedua kalinya di Nanggala-402."),
    ("id", "Pasal 12 dan 14 dibacakan dari Undang-undang Nomor 5 Tahun 2009."),
    ("id", "Yang pertama tiba di ibu kota Lima dan sekitarnya."),
]


@pytest.mark.parametrize(("language", "text", "expected"), [*BOUNDS, *RANGES, *VAGUE])
def test_words_and_value(language, text, expected):
    assert plain(text, language) == expected


@pytest.mark.parametrize(("language", "text", "expected"), UNITS)
def test_kind_and_unit(language, text, expected):
    found = [
        (text[f.start : f.end], f.kind.value, f.unit)
        for f in figures(text, language)
        if not f.article
    ]
    assert found == expected


@pytest.mark.parametrize(("language", "text", "value"), VALUES)
def test_value(language, text, value):
    assert [low or high for _, low, high, _ in plain(text, language)] == [value]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_what_counts_nothing(language, text):
    assert plain(text, language) == []


def test_collectives_count_before_a_noun_and_rank_after_one():
    assert [low for _, low, *_ in plain("Ketiga korban dirawat.", "id")] == ["3"]
    assert plain("Korban ketiga dirawat.", "id") == []


def test_small_words_are_marked_as_articles():
    found = figures("A man was killed and one woman was hurt in a hurry.", "en")
    assert [(f.low, f.article) for f in found] == [(1, True)]  # a bare article is no figure


def test_a_conversion_in_brackets_shares_the_bound():
    found = plain("A reward of up to $7m (£4.2m) was offered.", "en")
    assert [bound for *_, bound in found] == ["at_most", "at_most"]


def test_zero_and_unknown_only_when_asked_for():
    text = "No casualties were reported; it was not immediately clear how many fled."
    assert figures(text, "en") == []
    found = figures(text, "en", zeros=True, unknown=True)
    assert [(f.low, f.bound.value) for f in found] == [(0, "exact"), (None, "unknown")]


def test_capitals_of_a_wire_read_like_any_text():
    text = (
        "AT LEAST 10 PEOPLE WERE KILLED AND MORE THAN TWO\nDOZEN WOUNDED, ABOUT 50 OF THEM BADLY."
    )
    assert [(low, bound) for _, low, _, bound in plain(text, "en")] == [
        ("10", "at_least"),
        ("24", "more_than"),
        ("50", "about"),
    ]


def test_no_figure_comes_from_inside_a_fence():
    text = "Read also: 15 hurt in Malo. Here 7 boats sank."
    reading = reading_of(text, "en")
    fence = Fence(Furniture.RELATED, Span(0, 27, text[:27]), "test")
    fenced = Document(text, Imprint(language="en"), fences=(fence,))
    outside = {
        kind: [h for h in hits if h.start >= fence.span.end] for kind, hits in reading.found.items()
    }
    found = mark_figures(type(reading)(fenced, reading.pack, reading.form, (), outside))
    assert [f.low for f in found] == [7]


def test_a_doubtful_separator_is_a_problem():
    text = "The index moved by 1.234 today, which was more than the 1,234,500 of before."
    assert [p.code for p in problems(text, "en")] == ["CC012"]
    assert problems("The village has 1,234 people and 2.5 wells.", "en") == []


def test_a_doubtful_separator_is_told_with_the_claims():
    words = "Prices rose. The index moved by 1.234 today, more than the 1,234,500 of before."
    body = json.dumps(
        {"title": "", "text": words, "lang": "en", "url": "https://gazette.example/1"}
    )
    read = extract_claims(Capture("index.json", "application/json", body.encode()))
    told = [p for p in read.problems if p.code == "CC012"]
    assert [p.span.text for p in told] == ["1.234"]
    assert str(told[0]).startswith('CC012 https://gazette.example/1: "1.234" is read as ')


def test_separators_follow_the_evidence_of_the_document():
    indonesian = Separators(",", ".")
    assert indonesian.read("11.000")[0] == 11000
    assert indonesian.read("7,8")[0] == indonesian.read("7.8")[0]
    seen = indonesian.observe(["1,234,567", "6.5"])
    assert (seen.as_group, seen.as_decimal) == ({","}, {"."})
    assert seen.read("172,588", fine=True)[0] == 172588
    assert seen.read("1.2.2024") == (None, False)
    assert indonesian.observe(["1,2,3", "15.45"]) == indonesian
    assert indonesian.read("12,34,567")[0] == 1234567


UNKNOWN = [
    (
        "en",
        "Police said the exact number of victims is still being checked.",
        "exact number of victims is still being checked",
    ),
    ("en", "It was not immediately clear how many people fled.", "not immediately clear how many"),
    (
        "id",
        "Polisi mengatakan jumlah pasti korban masih didata.",
        "jumlah pasti korban masih didata",
    ),
    ("id", "Belum diketahui berapa korban di kapal itu.", "Belum diketahui berapa"),
]


@pytest.mark.parametrize(("language", "text", "words"), UNKNOWN)
def test_words_that_a_number_is_not_known(language, text, words):
    found = figures(text, language, unknown=True)
    assert [(text[f.start : f.end], f.low, f.high) for f in found] == [(words, None, None)]
