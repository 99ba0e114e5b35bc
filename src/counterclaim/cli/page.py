"""A report as it was read: what is known of it, and its words without the furniture."""

from rich.console import Console
from rich.text import Text

from counterclaim.model import Document


def print_page(console: Console, document: Document) -> None:
    """Print title, outlet, authors, time, language and address, then the words."""
    about = document.imprint
    published = about.published.isoformat(" ", "minutes") if about.published else "not known"
    facts = {
        "title": about.title,
        "outlet": about.outlet or "not known",
        "authors": ", ".join(about.authors),
        "published": published,
        "language": "not known" if about.language == "und" else about.language,
        "address": about.address,
    }
    for name, fact in facts.items():
        if fact:
            line = Text().append(f"{name:10}", "dim").append(" ".join(fact.split()))
            console.print(line, soft_wrap=True)
    console.print()
    console.print(Text(words_of(document)), soft_wrap=True)
    console.print()


def words_of(document: Document) -> str:
    """Give the text without its headline and without what is fenced off, blank lines joined."""
    cuts = [fence.span for fence in document.fences]
    if document.title:
        cuts.append(document.title)
    kept, at = [], 0
    for cut in sorted(cuts):
        kept.append(document.text[at : max(at, cut.start)])
        at = max(at, cut.end)
    kept.append(document.text[at:])
    lines = (line.strip() for line in "".join(kept).split("\n"))
    return "\n\n".join(line for line in lines if line)
