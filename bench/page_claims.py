"""Draw twenty claims from the wild pages by lot, for a person to judge; write ``docs/pages.md``.

A verdict that stands in the page already is kept for a claim that is drawn again. Without
``--write`` each claim is printed with its sentence and the words around, to be judged by.
"""

import argparse
import re
import sys
from hashlib import sha256
from pathlib import Path

from counterclaim.model import Claim, Document, ProblemError
from counterclaim.pipeline import extract_claims
from page_gold import WILD, gold_pages

PAGE = Path(__file__).parents[1] / "docs" / "pages.md"
SAMPLE = 20
SEED = 5
ROW = re.compile(r"^\| (\S+) \| (.+?) \| ([0-9a-f]{12}) \| (.*?) \|$", re.MULTILINE)
HEAD = """# Claims of pages, judged by hand

Written by `bench/page_claims.py --write`; the last column is a person's. {claims:,} claims were read from
{pages} of {read} saved pages in the wild (the others are in languages without a pack, or state no
figure); {sample} of them were drawn by lot (seed {seed}). A claim is right here if its words are the
article's: not a caption's, a link's, an advertisement's, a comment's or another story's. Whether
each field is right is measured elsewhere ([quality.md](quality.md)). The third column is a digest of the
claim's sentence.

| page | figure | sentence | whose words |
|---|---|---|---|
"""


def drawn() -> tuple[list[tuple[str, Document, Claim]], int, int, int]:
    """Give the sample, and how many claims, pages with claims and pages there are."""
    every: list[tuple[str, Document, Claim]] = []
    with_claims = read = 0
    for row, capture in gold_pages(WILD):
        read += 1
        try:
            found = extract_claims(capture)
        except ProblemError:
            continue
        with_claims += bool(found.claims)
        every.extend((row["url"] or row["id"], found.document, claim) for claim in found.claims)
    return sorted(every, key=_lot)[:SAMPLE], len(every), with_claims, read


def _lot(drawn: tuple[str, Document, Claim]) -> str:
    """Draw by a digest of page and words, so that a claim keeps its lot when others come and go."""
    url, _, claim = drawn
    return sha256(f"{SEED} {url} {claim.figure.text} {_sentence(claim)}".encode()).hexdigest()


def _sentence(claim: Claim) -> str:
    return sha256(" ".join(claim.sentence.text.split()).encode()).hexdigest()[:12]


def main() -> int:
    """Print the sample, or write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write docs/pages.md")
    wanted = options.parse_args()
    sample, claims, pages, read = drawn()
    known = ROW.findall(PAGE.read_text("utf-8")) if PAGE.exists() else []
    verdicts = {tuple(row[:3]): row[3] for row in known}
    text = HEAD.format(claims=claims, pages=pages, read=read, sample=len(sample), seed=SEED)
    for url, document, claim in sample:
        figure = " ".join(claim.figure.text.split())
        place = _sentence(claim)
        text += (
            f"| {url} | {figure} | {place} | {verdicts.get((url, figure, place), 'not judged')} |\n"
        )
        if not wanted.write:
            around = document.text[max(0, claim.figure.start - 250) : claim.figure.end + 200]
            print(f"== {url}\n   {figure!r} {claim.measure}\n{around}\n")
    if wanted.write:
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
