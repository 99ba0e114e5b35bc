"""A small invented pack and the documents of marker tests, so that no test leans on a real pack."""

from counterclaim.languages.lexicon import spaced
from counterclaim.languages.pack import read_pack
from counterclaim.languages.reading import Reading
from counterclaim.markers.sentence import mark_sentences
from counterclaim.model import Document, Imprint, Span

PACK = read_pack(
    """
[pack]
language = "en"
name = "Test English"
version = "0"
[attribution]
says.asserted = ["said", "reported", "told", "declared"]
says.estimated = ["believed"]
says.alleged = ["alleged"]
pronoun_says = []
according = ["according to"]
passed_on = ["quoted by", "told", "obtained by"]
addressed = ["told"]
follows = ["declared"]
beside = { company = ["accompanied by"], short = ["or"] }
citing = ["citing", "quoting"]
shows = ["found"]
pronouns = ["he", "she", "it"]
titles = ["President", "minister"]
that = ["that"]
[attribution.source_nouns]
person = ["official", "officials", "spokesman"]
body = ["ministry", "police"]
document = ["report", "study", "records"]
outlet = ["news agency", "state television"]
[places]
prepositions = { at = ["in"], near = ["near"] }
kinds = ["hospital"]
kinds_after = ["Province"]
names = { Ruritania = "XR" }
[names]
connectors = ["of", "for"]
affiliations = ["N"]
not_names = ["the", "in", "on", "a", "an", "also", "has", "have", "as", "saying", "to", "and",
  "but", "was", "or", "by"]
[clauses]
subordinate = ["after", "when", "while", "which"]
coordinate = ["and"]
relative = ["who"]
verbs = { past = ["fled", "took", "accompanied"] }
roles = { being = ["was"], company = ["with"] }
continue = ["also"]
[sentences]
abbreviations = ["Mr", "Gen", "U.S"]
""",
    "test.toml",
)


def document(text: str, title: str = "") -> Document:
    """A document of ``title`` and ``text`` as readers would make it."""
    whole = f"{title}\n\n{text}" if title else text
    return Document(whole, Imprint(language="en"), Span.of(whole, 0, len(title)) if title else None)


def reading(text: str, title: str = "") -> Reading:
    """The document with sentences and hits of the test pack."""
    laid = document(text, title)
    found = PACK.lexicon.find(laid.text)
    return Reading(laid, PACK, spaced(laid.text), mark_sentences(laid, PACK), found)
