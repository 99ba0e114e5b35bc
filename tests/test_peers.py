"""What other figure readers get wrong, in sentences of our own, each read right here."""

import pytest

from figures_read import figures, plain

NUMBERS_IN_NAMES = [
    ("en", "Crews recovered parts of three Kh-59 missiles near the pier.", ["three"]),
    ("en", "A Kh-59 hit the depot at 8.30 pm.", []),
    ("en", "The F-16 carried GBU-39 bombs, and the G20 met on 14/11/2022.", []),
    ("en", "COVID-19 patients came from Flight 610 and Route 5.", []),
    ("id", "Kapal selam Rajawali-402 hilang di RT 03 RW 05.", []),
    ("id", "Pasal 12 ayat (3) dibacakan di kelas 7.", []),
]
"""quantulum3, Recognizers-Text and gdelt-regkg read units and counts into names of weapons."""

VALUES = [
    # quantulum3 reads "$60bn" as dollar bit newtons and "$310m" as dollar metres; others as 60.
    ("en", "The package is worth $60bn.", [("$60bn", "60000000000", "60000000000", "exact")]),
    ("en", "Repairs cost $310m, officials said.", [("$310m", "310000000", "310000000", "exact")]),
    ("en", "A loan of $1.5bn was agreed.", [("$1.5bn", "1500000000", "1500000000", "exact")]),
    # quantulum3 gives 1501 plus or minus 1499, text2num "two to 3000".
    (
        "en",
        "Some two to three thousand marchers came.",
        [("Some two to three thousand", "2000", "3000", "range")],
    ),
    (
        "en",
        "Sales were 120 million a year earlier.",
        [("120 million", "120000000", "120000000", "exact")],
    ),
    # EpiTator adds the ends up: 1,010,000 deaths.
    (
        "en",
        "The storm caused between 1,000 and 10,000 deaths.",
        [("between 1,000 and 10,000", "1000", "10000", "range")],
    ),
    # CQE divides: 0.8837 "% drone" and 0.2178, and both counts are lost.
    (
        "en",
        "Gunners downed 38 of 43 drones.",
        [("38", "38", "38", "exact"), ("43", "43", "43", "exact")],
    ),
    (
        "en",
        "Twenty-two of 101 passengers survived.",
        [("Twenty-two", "22", "22", "exact"), ("101", "101", "101", "exact")],
    ),
    # A pattern over raw text finds a range in here.
    (
        "en",
        "Two hundred and twenty-two people fled.",
        [("Two hundred and twenty-two", "222", "222", "exact")],
    ),
    # CQE reads 0.0, text2num "100 of 1000".
    (
        "en",
        "Hundreds of thousands marched on the palace.",
        [("Hundreds of thousands", "200000", None, "vague")],
    ),
    ("en", "A dozen houses burned.", [("A dozen", "12", "12", "exact")]),
    ("en", "Rangers counted two dozen elephants.", [("two dozen", "24", "24", "exact")]),
    # CQE loses it; EpiTator turns the claim of a union into deaths.
    (
        "en",
        "The dockers' union claimed as many as 400,000 took part.",
        [("as many as 400,000", None, "400000", "at_most")],
    ),
    # EpiTator: 500,000 deaths, and the 180,000 are untyped.
    (
        "en",
        "About 180,000 were killed and up to 500,000 wounded.",
        [
            ("About 180,000", "180000", "180000", "about"),
            ("up to 500,000", None, "500000", "at_most"),
        ],
    ),
    # EpiTator: "min 43".
    ("en", "In all 43 drones were downed.", [("43", "43", "43", "exact")]),
    # gdelt-regkg misses all of these counts.
    (
        "en",
        "The ministry says 20,000 died, 461 of them in May, while 1,383 are missing.",
        [
            ("20,000", "20000", "20000", "exact"),
            ("461", "461", "461", "exact"),
            ("1,383", "1383", "1383", "exact"),
        ],
    ),
    # spaCy: money for a share, an ordinal for a sum, a date for a count.
    (
        "en",
        "Roughly 30 per cent of homes lack power.",
        [("Roughly 30 per cent", "30", "30", "about")],
    ),
    # All figure readers with an English culture read 11.
    (
        "id",
        "Sekitar 11.000 relawan dikirim ke perbatasan.",
        [("Sekitar 11.000", "11000", "11000", "about")],
    ),
    # spaCy users: ranges of money merged into one.
    (
        "en",
        "Each family gets between $2,000 and $3,500.",
        [("between $2,000 and $3,500", "2000", "3500", "range")],
    ),
    # A French minister's "Le" is no currency.
    ("en", "Bruno Le Maire named 12 sites.", [("12", "12", "12", "exact")]),
]

AGES = [
    "The patients, 62 and 64 years old, went home.",
    "The pensioners were aged 62 to 64 at the time.",
    "Mira Sutanto, 41, runs the shelter.",
]


@pytest.mark.parametrize(("language", "text", "expected"), NUMBERS_IN_NAMES)
def test_numbers_in_names_count_nothing(language, text, expected):
    assert [words for words, *_ in plain(text, language)] == expected


@pytest.mark.parametrize(("language", "text", "expected"), VALUES)
def test_values(language, text, expected):
    assert plain(text, language) == expected


@pytest.mark.parametrize("text", AGES)
def test_ages_count_nothing(text):
    assert plain(text, "en") == []


def test_nobody_is_not_one():
    assert plain("No one was hurt, the harbour master said.", "en") == []
    zero = figures("No one was hurt, the harbour master said.", "en", zeros=True, unknown=True)
    assert [(f.low, f.high) for f in zero] == [(0, 0)]


def test_the_death_toll_is_not_one_death():
    assert plain("The death toll is expected to rise.", "en") == []


def test_a_sentence_may_have_no_figure_at_all():
    assert plain("Officials met on Monday to discuss the bridge.", "en") == []
