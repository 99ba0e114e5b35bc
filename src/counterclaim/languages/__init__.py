"""Languages as data: ``<code>.toml`` says what CLDR lacks, ``<code>.corpus.toml`` proves it."""

from counterclaim.languages.lexicon import Lexicon, spaced
from counterclaim.languages.pack import LanguagePack, PackError, codes, listed_words, load_pack

__all__ = [
    "LanguagePack",
    "Lexicon",
    "PackError",
    "codes",
    "listed_words",
    "load_pack",
    "spaced",
]
