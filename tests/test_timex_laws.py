"""Laws of the calendar and of the time marker, over generated dates and texts."""

from datetime import UTC, date, datetime, timedelta

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.languages import codes, load_pack
from counterclaim.languages.calendar import MONTHS, WEEKDAYS, calendar_cues, day_first
from counterclaim.markers.times import calendar
from test_timex import lay

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))
UNITS = st.sampled_from(["day", "week", "weekend", "month", "quarter", "half", "year", "decade"])
PERIODS = st.sampled_from(["month", "year", "decade"])


@given(UNITS, DAYS)
def test_a_unit_holds_its_day_and_its_days_agree_on_it(unit: str, day: date) -> None:
    first, last = calendar.unit_days(unit, day)
    assert first <= last
    if unit != "weekend":  # the latest weekend, which may be over
        assert first <= day <= last
    assert calendar.unit_days(unit, first) == (first, last)


@given(st.sampled_from(["week", "month", "quarter", "half", "year"]), DAYS)
def test_the_day_after_a_unit_begins_the_next(unit: str, day: date) -> None:
    first, last = calendar.unit_days(unit, day)
    following = calendar.unit_days(unit, last + timedelta(days=1))
    assert following[0] == last + timedelta(days=1)
    assert calendar.moved(unit, first, 1) == following[0]


@given(PERIODS, DAYS, st.sampled_from(["early", "mid", "late"]))
def test_a_part_lies_within_its_whole(unit: str, day: date, part: str) -> None:
    whole = calendar.unit_days(unit, day)
    first, last = calendar.part_days(unit, whole, part)
    assert whole[0] <= first <= last <= whole[1]


@given(DAYS, st.sampled_from(["week", "month"]), st.sampled_from([1, 2, 3, 4, -1]))
def test_the_nth_week_or_month_lies_within_its_year(day: date, unit: str, number: int) -> None:
    whole = calendar.unit_days("year", day)
    first, last = calendar.nth_unit(unit, whole, number)
    assert whole[0] <= first <= last <= whole[1]


@given(DAYS, st.integers(0, 6))
def test_the_weekday_by_a_day_is_within_the_week_before(day: date, weekday: int) -> None:
    found = calendar.weekday_by(day, weekday)
    assert found.weekday() == weekday
    assert timedelta() <= day - found < timedelta(days=7)


@given(DAYS, st.integers(0, 6), DAYS | st.none())
def test_a_mended_date_has_its_weekday_and_stays_near_or_in_its_day_of_the_year(
    day: date, weekday: int, anchor: date | None
) -> None:
    found = calendar.mended(day, weekday, anchor)
    assert found.weekday() == weekday
    near = abs(found - day) < timedelta(days=7)
    assert near or (found.month, found.day) == (day.month, day.day)
    if day.weekday() == weekday:
        assert found == day
    if anchor and day <= anchor:
        assert found <= anchor


@given(DAYS, st.integers(1, 12), st.integers(1, 28))
def test_a_day_without_year_is_less_than_a_year_back(anchor: date, month: int, day: int) -> None:
    past = calendar.nearest_year(month, day, anchor, ahead=timedelta())
    assert past is not None
    assert timedelta() <= anchor - past <= timedelta(days=366)
    near = calendar.nearest_year(month, day, anchor)
    assert near is not None
    assert past <= near <= anchor + calendar.AHEAD


def test_29_february_is_found_in_the_last_leap_year() -> None:
    found = calendar.nearest_year(2, 29, date(2023, 6, 1), ahead=timedelta())
    assert found == date(2020, 2, 29)


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_between_22_march_and_25_april(year: int) -> None:
    found = calendar.easter(year)
    assert found.weekday() == 6
    assert date(year, 3, 22) <= found <= date(year, 4, 25)


@pytest.mark.parametrize(("year", "day"), [(2000, "04-23"), (2024, "03-31"), (2025, "04-20")])
def test_easter_of_known_years(year: int, day: str) -> None:
    assert calendar.easter(year).strftime("%m-%d") == day


@pytest.mark.parametrize(
    ("rule", "day"),
    [
        ("12-25", date(2024, 12, 25)),
        ("5 monday -1", date(2024, 5, 27)),
        ("11 thursday 4", date(2024, 11, 28)),
        ("easter -2", date(2024, 3, 29)),
    ],
)
def test_feasts(rule: str, day: date) -> None:
    assert calendar.holiday(rule, 2024) == day


@pytest.mark.parametrize("code", codes())
def test_every_feast_of_a_pack_has_a_date(code: str) -> None:
    rules = [cue.value for cue in load_pack(code).cues if cue.kind == "times.holidays"]
    assert all(calendar.holiday(rule, 2025).year == 2025 for rule in rules)


@pytest.mark.parametrize("code", codes())
def test_every_phrase_of_a_pack_names_a_unit_and_a_shift(code: str) -> None:
    units = {"day", "week", "weekend", "month", "year", "same", "since"}
    for cue in load_pack(code).cues:
        if cue.kind in ("times.present", "times.previous"):
            unit, shift = cue.value.split()
            assert unit in units
            assert -2 <= int(shift) <= 2


@pytest.mark.parametrize("code", codes())
@pytest.mark.parametrize("width", ["full", "long"])
@given(day=DAYS)
def test_a_date_as_cldr_prints_it_is_read_back(code: str, width: str, day: date) -> None:
    text = format_date(day, format=width, locale=code)
    (timex,) = lay(text, code, None)
    assert (timex.first, timex.last) == (day, day)
    assert text[timex.start : timex.end] == text


@pytest.mark.parametrize("code", codes())
@given(day=DAYS)
def test_a_date_in_figures_is_read_in_the_order_of_the_language(code: str, day: date) -> None:
    parts = (day.day, day.month) if day_first(code) else (day.month, day.day)
    (timex,) = lay(f"{parts[0]}/{parts[1]}/{day.year}", code, None)
    assert (timex.first, timex.last) == (day, day)


@pytest.mark.parametrize("code", codes())
def test_names_of_months_and_weekdays_come_with_the_pack(code: str) -> None:
    numbers = {kind: set[int]() for kind in (MONTHS, WEEKDAYS)}
    for cue in load_pack(code).cues:
        if cue.kind in numbers:
            numbers[cue.kind].add(int(cue.number or 0))
    assert numbers == {MONTHS: set(range(1, 13)), WEEKDAYS: set(range(7))}


def test_a_language_unknown_to_cldr_has_no_names() -> None:
    assert list(calendar_cues("not a language")) == []
    assert day_first("not a language")


def _pieces(code: str) -> st.SearchStrategy[str]:
    words = sorted({c.surface for c in load_pack(code).cues if c.kind.startswith("times.")})
    numbers = st.integers(0, 2200).map(str) | st.sampled_from(
        ["1/2", "31/12", "9/9/99", "31.12.2020", "7.30", "12:59", "1990s", "4-23", "2012–2014", "0"]
    )
    signs = st.sampled_from([",", "(", ")", "-", "–", ".", "\n", "\u00a0", "'"])
    return st.sampled_from(words) | numbers | signs


@pytest.mark.parametrize("code", codes())
@given(data=st.data(), published=DAYS | st.none())
def test_any_run_of_time_words_gives_expressions_in_order_with_days_in_order(
    code: str, data: st.DataObject, published: date | None
) -> None:
    text = " ".join(data.draw(st.lists(_pieces(code), max_size=12)))
    when = datetime.combine(published, datetime.min.time(), UTC) if published else None
    end = 0
    for timex in lay(text, code, when):
        assert end <= timex.start < timex.end <= len(text)
        end = timex.end
        if timex.first and timex.last and not timex.since:
            assert timex.first <= timex.last
        if timex.running:
            assert timex.first is None


def test_a_word_that_ends_one_expression_leads_no_other() -> None:
    first, last = lay("in the days since American Civil War", "en", None)
    assert (first.start, first.end, last.start) == (0, 17, 18)
