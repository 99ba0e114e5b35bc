"""Every problem code is documented, and nothing else is."""

import re
from pathlib import Path

from counterclaim.model import PROBLEMS

PAGE = Path(__file__).parents[1] / "docs" / "problems.md"


def test_every_code_has_an_entry_with_an_example_and_a_remedy() -> None:
    entries = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    assert [entry[:5] for entry in entries] == sorted(PROBLEMS)
    for entry in entries:
        assert "\n    CC" in entry or "\n    $ " in entry, entry
        assert "**What to do.**" in entry, entry


def test_the_page_says_what_the_program_says() -> None:
    page = " ".join(PAGE.read_text("utf-8").split())
    for code, meaning in PROBLEMS.items():
        assert f"## {code} {meaning}" in page
