# ruff: noqa: INP001 (no package: scripts of the documents)
"""Draw docs/pictures/web-*.png: screens of the web application on the example story.

Needs the browser that ``make browser`` installs. Run by ``make screens``.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
sys.path.insert(0, str(ROOT / "tests"))

from browsing import launched, opened, served  # noqa: E402 (it stands among the tests)
from counterclaim import keep, open_ledger, rebuild, scan  # noqa: E402

STORY = ROOT / "src" / "counterclaim" / "example" / "story.jsonl"
WIDTH = 1200


def main() -> None:
    """Draw each screen."""
    if shutil.which("chromium") is None:
        sys.exit("There is no chromium: make browser installs it.")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "story.ledger"
        with open_ledger(path) as ledger:
            keep(ledger, scan(STORY), keep_text=True)
            rebuild(ledger)
        with served(path) as base, launched() as browser:
            with opened(browser, base, width=WIDTH) as page:
                page.goto("/")
                page.screenshot(path=PICTURES / "web-home.png")
                page.get_by_text("North Korea has taken about 4,700").first.click()
                page.locator(".article .figure").nth(1).hover()
                page.screenshot(path=PICTURES / "web-report.png")
            with opened(browser, base, width=WIDTH, scheme="dark") as page:
                page.goto("/questions")
                page.locator("main a[href^='/questions/']").first.click()
                page.locator("h1").wait_for()
                page.screenshot(path=PICTURES / "web-question.png")
            with opened(browser, base, width=WIDTH) as page:
                page.goto("/explore")
                page.screenshot(path=PICTURES / "web-explore.png")


if __name__ == "__main__":
    main()
