"""The guide for those who add a language: it names every key of a pack, and its example is read."""

import re
from pathlib import Path

from counterclaim.languages.corpus import read_cases
from counterclaim.languages.pack import schema

GUIDE = Path(__file__).parents[1] / "docs" / "adding-a-language.md"


def explained() -> set[str]:
    """Give the keys in the tables of the guide, as ``section.key``."""
    found: set[str] = set()
    section = ""
    for line in GUIDE.read_text(encoding="utf-8").splitlines():
        if heading := re.fullmatch(r"### \[(\w+)\]", line):
            section = heading.group(1)
        elif row := re.match(r"\| `(\w+)` \|", line):
            found.add(f"{section}.{row.group(1)}")
    return found


def test_the_guide_explains_every_key_and_no_other() -> None:
    assert explained() == set(schema())


def test_the_guides_cases_can_be_read() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    (example,) = (t for t in re.findall(r"```toml\n(.*?)```", text, re.DOTALL) if "[[case]]" in t)
    positive, negative = read_cases(example, GUIDE.name)
    assert positive.claims
    assert not negative.claims
