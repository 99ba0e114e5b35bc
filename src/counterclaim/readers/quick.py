"""The fast way through a page, for archives of millions: resiliparse finds the article.

Several times as fast as ``html``, and less exact: captions and links beside the article come along
more often, and articles that only scripts hold are not found. ``bench/pages.py`` prints both.
"""

from counterclaim.model import Capture, Document, Problem, ProblemError
from counterclaim.readers.headline import headline
from counterclaim.readers.html import Page, document_of, markup_of, no_article
from counterclaim.readers.said import Said
from counterclaim.readers.traits import folded


def read_page_quickly(capture: Capture) -> tuple[Document, tuple[Problem, ...]]:
    """Find the article of a page; raises ProblemError (CC007) where there is none.

    The document has the shape that ``html.read_page`` gives, without fences.
    """
    # Loaded by those who need it: it takes as long as reading fifty pages.
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415

    markup, problems = markup_of(capture)
    said = Said(markup)
    title = headline(said, ())
    found = extract_plain_text(
        markup.replace("\0", " "), main_content=True, alt_texts=False, links=False, comments=False
    )
    lines = [" ".join(line.split()) for line in found.split("\n")]
    named, most = folded(title), 2 * len(title)
    kept = [line for line in lines if line and (len(line) > most or folded(line) != named)]
    if not kept:
        raise ProblemError(no_article(capture))
    text = "\n\n".join(([title] if title else []) + kept)
    return document_of(Page(capture, said, title, (), ()), text), problems
