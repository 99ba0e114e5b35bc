"""Facts about other figure readers, each seen on the same texts, for the page of quality."""

SPEEDS = {
    "spaCy (small model)": "9",
    "quantulum3": "7",
    "EpiTator": "3.4",
    "CQE": "2.2",
    "Recognizers-Text": "2.1",
}
"""Articles a second on one core of the machine on which all were run."""

LACKS = {
    "quantulum3": (
        "no counted nouns (`three Kh-59` is 3 kelvin per hour to the 59); `$60bn` is 60 dollar bit "
        "newton; a range becomes a mean with an error"
    ),
    "CQE": (
        "`38 of 43 drones` becomes one ratio; `hundreds of thousands` is 0; `as many as 400,000` "
        "and `dozen` are lost"
    ),
    "EpiTator": (
        "`between 1,000 and 10,000 deaths` is 1,010,000; `the union claimed 400,000 took part` is "
        "400,000 deaths; `killed and up to 500,000 wounded` is 500,000 deaths"
    ),
    "Recognizers-Text": (
        "`no one` is 1; `1.5bn` is missed; `Kh-59` is -59; no range model in Python"
    ),
    "spaCy (small model)": (
        "`eight the previous day` is a date, `60bn` an ordinal, `roughly 30 per cent` money"
    ),
}
"""What each gets wrong or does not do."""
