"""Time expressions of the real packs, in invented sentences, and the days they cover."""

from datetime import UTC, date, datetime

import pytest

from counterclaim.languages import load_pack, spaced
from counterclaim.languages.reading import Reading
from counterclaim.markers.sentence import mark_sentences
from counterclaim.markers.timex import mark_times
from counterclaim.model import Document, Fence, Furniture, Imprint, Span, Timex

WEDNESDAY = datetime(2025, 6, 18, 14, 30, tzinfo=UTC)
DATELESS = ("time", "duration", "age", "set")


def lay(
    text: str, code: str, published: datetime | None = WEDNESDAY, fences: tuple[Fence, ...] = ()
) -> list[Timex]:
    pack = load_pack(code)
    document = Document(text, Imprint(published=published, language=code), fences=fences)
    found = pack.lexicon.find(text)
    return mark_times(Reading(document, pack, spaced(text), mark_sentences(document, pack), found))


def said(text: str, code: str, published: datetime | None = WEDNESDAY) -> list[tuple[str, str]]:
    """Give the words of each expression with its days as "2025-06-01/2025-06-10"."""
    return [
        (text[t.start : t.end], f"{t.first or ''}/{t.last or ''}")
        for t in lay(text, code, published)
        if t.grain not in DATELESS
    ]


ENGLISH = [
    # Days by the calendar, in all orders.
    ("Nine died on 27 February 2025 there", "27 February 2025", "2025-02-27/2025-02-27"),
    ("On February 27, 2025 nine died", "February 27, 2025", "2025-02-27/2025-02-27"),
    ("Thursday, 27 February 2025 saw", "Thursday, 27 February 2025", "2025-02-27/2025-02-27"),
    ("on the 3rd of March it fell", "3rd of March", "2025-03-03/2025-03-03"),
    ("since Feb. 9, 2024 it fell", "since Feb. 9, 2024", "2024-02-09/2025-06-18"),
    ("dated 2025-05-30 it fell", "2025-05-30", "2025-05-30/2025-05-30"),
    ("dated 13/06/2025 it fell", "13/06/2025", "2025-06-13/2025-06-13"),
    ("the fourth of July 2024 march", "fourth of July 2024", "2024-07-04/2024-07-04"),
    # Without a year the nearest past one, and soon after publication the coming one.
    ("on 29 November it fell", "29 November", "2024-11-29/2024-11-29"),
    ("on Tuesday, 15 July it will fall", "Tuesday, 15 July", "2025-07-15/2025-07-15"),
    ("on 15 July it fell", "15 July", "2024-07-15/2024-07-15"),
    ("the 3rd week of May was dry", "3rd week of May", "2025-05-15/2025-05-21"),
    ("on 2 July it will fall", "2 July", "2025-07-02/2025-07-02"),
    ("since 7 October it fell", "since 7 October", "2024-10-07/2025-06-18"),
    # Months, years, parts of them, seasons, quarters, decades.
    ("in April nine died", "April", "2025-04-01/2025-04-30"),
    ("in March this year nine died", "March this year", "2025-03-01/2025-03-31"),
    ("in March last year nine died", "March last year", "2024-03-01/2024-03-31"),
    ("in 2014 nine died", "2014", "2014-01-01/2014-12-31"),
    ("since late November nine died", "since late November", "2024-11-21/2025-06-18"),
    ("in early May nine died", "early May", "2025-05-01/2025-05-10"),
    ("in mid-April nine died", "mid-April", "2025-04-15/2025-04-15"),
    ("in late 2023 nine died", "late 2023", "2023-10-01/2023-12-31"),
    ("in the summer of 2014 nine died", "summer of 2014", "2014-06-01/2014-08-31"),
    ("the first quarter of 2024 was dry", "first quarter of 2024", "2024-01-01/2024-03-31"),
    ("the first five months of 2024", "first five months of 2024", "2024-01-01/2024-05-31"),
    ("the last week of May was dry", "last week of May", "2025-05-25/2025-05-31"),
    ("in the 1990s nine died", "1990s", "1990-01-01/1999-12-31"),
    # From the publication day.
    ("nine died yesterday", "yesterday", "2025-06-17/2025-06-17"),
    ("nine died today", "today", "2025-06-18/2025-06-18"),
    ("nine died on Wednesday", "Wednesday", "2025-06-18/2025-06-18"),
    ("nine died on Thursday", "Thursday", "2025-06-12/2025-06-12"),
    ("nine died last Wednesday", "last Wednesday", "2025-06-11/2025-06-11"),
    ("nine died early Monday morning", "early Monday morning", "2025-06-16/2025-06-16"),
    ("nine died at 9 a.m. Sunday", "9 a.m. Sunday", "2025-06-15/2025-06-15"),
    ("nine died last week", "last week", "2025-06-09/2025-06-15"),
    ("nine died this week", "this week", "2025-06-16/2025-06-18"),
    ("nine died this year", "this year", "2025-01-01/2025-06-18"),
    ("nine died earlier this month", "earlier this month", "2025-06-01/2025-06-18"),
    ("nine died two days ago", "two days ago", "2025-06-16/2025-06-16"),
    ("nine died two weeks ago", "two weeks ago", "2025-06-02/2025-06-08"),
    ("nine died a year ago", "a year ago", "2024-01-01/2024-12-31"),
    ("in the last three weeks nine died", "last three weeks", "2025-05-28/2025-06-18"),
    ("in the past 24 hours nine died", "past 24 hours", "2025-06-17/2025-06-18"),
    ("over the past year nine died", "past year", "2024-06-18/2025-06-18"),
    ("in recent months nine died", "recent months", "/2025-06-18"),
    ("last July nine died", "last July", "2024-07-01/2024-07-31"),
    ("over the weekend nine died", "over the weekend", "2025-06-14/2025-06-15"),
    # Periods.
    ("from Saturday to Monday it rained", "from Saturday to Monday", "2025-06-14/2025-06-16"),
    ("it rained on Saturday and Sunday", "Saturday and Sunday", "2025-06-14/2025-06-15"),
    ("between 3 March to 6 April", "between 3 March to 6 April", "2025-03-03/2025-04-06"),
    ("28 and 29 May were wet", "28 and 29 May", "2025-05-28/2025-05-29"),
    ("May 28-29, 2024 were wet", "May 28-29, 2024", "2024-05-28/2024-05-29"),
    ("from May to July 2023", "from May to July 2023", "2023-05-01/2023-07-31"),
    ("Between 2012 and 2014 it rained", "Between 2012 and 2014", "2012-01-01/2014-12-31"),
    ("between 20 December and 5 January", "between 20 December and 5 January",
     "2024-12-20/2025-01-05"),
]  # fmt: skip

INDONESIAN = [
    ("Sembilan tewas, Kamis, 27 Februari 2025.", "Kamis, 27 Februari 2025",
     "2025-02-27/2025-02-27"),
    ("Banjir pada Jumat (13/6) di kota", "Jumat (13/6)", "2025-06-13/2025-06-13"),
    ("Banjir pada Senin (26/4/2021) itu", "Senin (26/4/2021)", "2021-04-26/2021-04-26"),
    ("Banjir Senin (9/6/2025) siang itu", "Senin (9/6/2025) siang", "2025-06-09/2025-06-09"),
    ("Banjir Kamis dini hari (12/6/2025)", "Kamis dini hari (12/6/2025)", "2025-06-12/2025-06-12"),
    ("Banjir Senin pagi, 9 Juni 2025 itu", "Senin pagi, 9 Juni 2025", "2025-06-09/2025-06-09"),
    ("dari Rabu (4/6) malam hingga Kamis (5/6) pagi",
     "dari Rabu (4/6) malam hingga Kamis (5/6) pagi", "2025-06-04/2025-06-05"),
    ("antara Rabu dan Jumat hujan", "antara Rabu dan Jumat", "2025-06-11/2025-06-13"),
    ("pada Januari hingga Maret 2024", "Januari hingga Maret 2024", "2024-01-01/2024-03-31"),
    ("April-Juli 2024 kering", "April-Juli 2024", "2024-04-01/2024-07-31"),
    ("tanggal 9 sampai dengan 19 Mei 2022", "9 sampai dengan 19 Mei 2022",
     "2022-05-09/2022-05-19"),
    ("tahun lalu sembilan tewas", "tahun lalu", "2024-01-01/2024-12-31"),
    ("pekan lalu sembilan tewas", "pekan lalu", "2025-06-09/2025-06-15"),
    ("ada gempa minggu lalu di sana", "minggu lalu", "2025-06-09/2025-06-15"),
    ("ada gempa pada Minggu lalu di sana", "Minggu lalu", "2025-06-15/2025-06-15"),
    ("ada gempa hari Minggu pagi", "Minggu pagi", "2025-06-15/2025-06-15"),
    ("bulan ini sembilan tewas", "bulan ini", "2025-06-01/2025-06-18"),
    ("kemarin sembilan tewas", "kemarin", "2025-06-17/2025-06-17"),
    ("tiga hari lalu sembilan tewas", "tiga hari lalu", "2025-06-15/2025-06-15"),
    ("dalam 4 bulan terakhir", "4 bulan terakhir", "2025-02-18/2025-06-18"),
    ("sepekan terakhir kering", "sepekan terakhir", "2025-06-11/2025-06-18"),
    ("Senin pekan lalu kering", "Senin pekan lalu", "2025-06-09/2025-06-09"),
    ("Sejak akhir 2024 kering", "Sejak akhir 2024", "2024-10-01/2025-06-18"),
    ("sejak tahun 2001 kering", "sejak tahun 2001", "2001-01-01/2025-06-18"),
    ("akhir Desember lalu kering", "akhir Desember lalu", "2024-12-21/2024-12-31"),
    ("pertengahan Mei kering", "pertengahan Mei", "2025-05-15/2025-05-15"),
    ("kuartal I 2024 kering", "kuartal I 2024", "2024-01-01/2024-03-31"),
    ("minggu pertama Juni kering", "minggu pertama Juni", "2025-06-01/2025-06-07"),
    ("era 1980-an kering", "1980-an", "1980-01-01/1989-12-31"),
    ("rabu 15 januari 2020 kering", "rabu 15 januari 2020", "2020-01-15/2020-01-15"),
    ("di Jawa Tengah, Selasa (17/6/2025) siang", "Selasa (17/6/2025) siang",
     "2025-06-17/2025-06-17"),
    ("pada Rabu, lalu mereka pergi", "Rabu", "2025-06-18/2025-06-18"),
    ("22 Nop 2024 kering", "22 Nop 2024", "2024-11-22/2024-11-22"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "days"), ENGLISH)
def test_english(text: str, words: str, days: str) -> None:
    assert said(text, "en") == [(words, days)]


@pytest.mark.parametrize(("text", "words", "days"), INDONESIAN)
def test_indonesian(text: str, words: str, days: str) -> None:
    assert said(text, "id") == [(words, days)]


@pytest.mark.parametrize(
    ("text", "code", "words", "last"),
    [
        ("nine dead as of 10 June", "en", "as of 10 June", "2025-06-10"),
        ("nine dead by Sunday night", "en", "by Sunday night", "2025-06-15"),
        ("nine dead until Friday", "en", "until Friday", "2025-06-13"),
        # What is to be by a day or month is said of the one to come, if it comes soon.
        ("nine may die by 9 August", "en", "by 9 August", "2025-08-09"),
        ("nine may die by late October", "en", "by late October", "2025-10-31"),
        ("nine dead by December", "en", "by December", "2024-12-31"),
        ("nine dead by last August", "en", "by last August", "2024-08-31"),
        ("nine dead as of 9 August", "en", "as of 9 August", "2024-08-09"),
        ("sembilan tewas hingga Agustus", "id", "hingga Agustus", "2025-08-31"),
        ("sembilan tewas per Agustus", "id", "per Agustus", "2024-08-31"),
        ("nine dead so far", "en", "so far", "2025-06-18"),
        ("per Minggu (15/6/2025) sembilan tewas", "id", "per Minggu (15/6/2025)", "2025-06-15"),
        ("Hingga Senin (16/6) sembilan tewas", "id", "Hingga Senin (16/6)", "2025-06-16"),
        ("Sejauh ini sembilan tewas", "id", "Sejauh ini", "2025-06-18"),
        ("kini sembilan tewas", "id", "kini", "2025-06-18"),
    ],
)
def test_running_counts_have_the_day_of_counting_only(
    text: str, code: str, words: str, last: str
) -> None:
    (timex,) = lay(text, code)
    assert (text[timex.start : timex.end], timex.first) == (words, None)
    assert (timex.last, timex.running) == (date.fromisoformat(last), True)


@pytest.mark.parametrize(
    ("text", "code", "day"),
    [
        ("Jumat (14/6) pagi", "id", "2025-06-13"),  # the 14th is a Saturday
        ("Senin 17 Juni 2025", "id", "2025-06-16"),
        ("Sabtu (18/6/2025)", "id", "2025-06-14"),  # the nearer Saturday is still to come
        ("Kamis (12/6/2026)", "id", "2025-06-12"),  # the year is mistyped
        ("Monday, 17 June 2025", "en", "2025-06-16"),
    ],
)
def test_a_mistyped_date_follows_its_weekday(text: str, code: str, day: str) -> None:
    (timex,) = lay(text, code)
    assert timex.first == timex.last == date.fromisoformat(day)


def test_expressions_may_stand_on_the_one_before() -> None:
    text = "On 16 May it fell. Two days later it rose. The day before, it shook."
    assert [d for _, d in said(text, "en")] == [
        "2025-05-16/2025-05-16",
        "2025-05-18/2025-05-18",
        "2025-05-17/2025-05-17",
    ]


def test_since_then_runs_from_the_time_before_to_publication() -> None:
    (_, then) = lay("On 16 May it fell. Since then nine died.", "en")
    assert (then.first, then.last, then.since) == (date(2025, 5, 16), date(2025, 6, 18), True)


def test_that_day_after_a_year_is_no_day() -> None:
    assert [d for _, d in said("He came in 1948. That night it rained.", "en")] == [
        "1948-01-01/1948-12-31",
        "/",
    ]


def test_without_publication_only_absolute_expressions_have_days() -> None:
    text = "On Tuesday nine died, yesterday two, on 3 May 2024 one, in 2019 ten."
    assert [d for _, d in said(text, "en", None)] == [
        "/",
        "/",
        "2024-05-03/2024-05-03",
        "2019-01-01/2019-12-31",
    ]
    assert [t.anchored for t in lay(text, "en", None)] == [True, True, False, False]


def test_a_day_dated_in_full_elsewhere_lends_its_year() -> None:
    text = "On 3 May nine died. The blaze of 3 May 2019 was the worst. On 4 May it rained."
    assert [d for _, d in said(text, "en")] == [
        "2019-05-03/2019-05-03",
        "2019-05-03/2019-05-03",
        "2025-05-04/2025-05-04",
    ]


def test_a_naive_publication_time_is_taken_as_printed() -> None:
    naive = datetime(2025, 6, 18, 23, 59)  # noqa: DTZ001 - most outlets print no zone
    assert said("nine died today", "en", naive) == [("today", "2025-06-18/2025-06-18")]


@pytest.mark.parametrize(
    ("text", "code", "grain"),
    [
        ("They met at 4:40 p.m. there", "en", "time"),
        ("They met at 7.30pm there", "en", "time"),
        ("They waited three days there", "en", "duration"),
        ("In a 24-hour period", "en", "duration"),
        ("A 43-year-old man", "en", "age"),
        ("A man aged 43 fell", "en", "age"),
        ("Ann Miller, 43, fell", "en", "age"),
        ("Costs rise every year there", "en", "set"),
        ("500 tonnes per day there", "en", "set"),
        ("Mereka tiba pukul 07.37 WIB itu", "id", "time"),
        ("Buka pukul 09.00-10.00 WIB itu", "id", "time"),
        ("Selama sepekan mereka menunggu", "id", "duration"),
        ("Pria berusia 43 tahun itu", "id", "age"),
        ("Sopir bernama Badu (43) itu", "id", "age"),
        ("Banjir setiap tahun di sana", "id", "set"),
    ],
)
def test_times_durations_ages_and_rates_are_marked_without_days(
    text: str, code: str, grain: str
) -> None:
    (timex,) = lay(text, code)
    assert (timex.grain, timex.first, timex.last, timex.anchored) == (grain, None, None, False)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("They may march, and the sun sat low", "en"),
        ("Clara May said nine may fall", "en"),
        ("April Jones came", "en"),
        ("A quarter of voters and half of the town", "en"),
        ("They counted 2000 people and 1,995 cars", "en"),
        ("between 1800 and 2000 people came", "en"),
        ("One third, or 1/3, of the town", "en"),
        ("Sebanyak 2024 orang mengungsi", "id"),
        ("Di antara 2000 rumah itu 3/4 rusak", "id"),
        ("G20 dan F-16", "id"),
    ],
)
def test_figures_and_other_words_are_no_times(text: str, code: str) -> None:
    assert lay(text, code) == []


def test_nothing_is_marked_inside_a_fence() -> None:
    text = "In 2014 nine died. In 2019 ten died."
    fence = Fence(Furniture.RELATED, Span.of(text, 0, 18), "test")
    (timex,) = lay(text, "en", fences=(fence,))
    assert text[timex.start : timex.end] == "2019"


def test_periods_do_not_run_over_the_end_of_a_clause() -> None:
    text = "pada 2014; hingga 2019"
    assert [w for w, _ in said(text, "id")] == ["2014", "hingga 2019"]
