"""A made-up flood that outlets report differently: rivals, revisions, echoes, a drift, open ends."""

from datetime import datetime

from counterclaim import keep, open_ledger, read_text, rebuild

REPORTS = (
    (
        "Harbour Post",
        "2031-03-04",
        "Forty dead at Karvik",
        "At least 40 miners died in a flood at Karvik on Monday, the mayor said.",
    ),
    (
        "Coast Echo",
        "2031-03-05",
        "The mayor on the flood",
        "At least 40 miners died in a flood at Karvik on Monday, the mayor said, Reuters reported.",
    ),
    (
        "Inland Wire",
        "2031-03-05",
        "Police count the dead",
        (
            "23 miners died in a flood at Karvik on Monday, the police said. "
            "Nine others were missing, the police said."
        ),
    ),
    (
        "Valley News",
        "2031-03-05",
        "Deaths at Karvik",
        "23 miners died in a flood at Karvik on Monday, the police said.",
    ),
    (
        "Harbour Post",
        "2031-03-07",
        "Toll rises",
        "52 miners died in the flood at Karvik, the mayor said on Thursday.",
    ),
    (
        "Inland Wire",
        "2031-03-07",
        "Police stand by their count",
        "23 miners died in the flood at Karvik, the police said on Thursday.",
    ),
    (
        "Coast Echo",
        "2031-03-07",
        "Dozens feared dead",
        (
            "Dozens of miners may have died in the flood at Karvik, an engineer said on Thursday. "
            "Some 3,000 people were evacuated at Karvik, the mayor said."
        ),
    ),
    (
        "Südliche <b>Zeitung</b>",
        "2031-03-08",
        "<script>window.owned = 1</script>",
        (
            "Fewer than 60 miners died in the flood at Karvik, the minister said on Friday. "
            "17 people died in a landslide in Indonesia, a doctor said."
        ),
    ),
)


def write_flood(path):
    """Make a ledger of these reports, with whole texts and its derived tables built."""
    with open_ledger(path) as ledger:
        keep(
            ledger,
            [
                read_text(
                    text,
                    title=title,
                    outlet=outlet,
                    published=datetime.fromisoformat(day),
                    language="en",
                )
                for outlet, day, title, text in REPORTS
            ],
            keep_text=True,
        )
        rebuild(ledger)
    return path
