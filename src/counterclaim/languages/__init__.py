"""Languages as data: ``<code>.toml`` says what CLDR lacks, ``<code>.corpus.toml`` proves it."""

from counterclaim.languages.lexicon import Lexicon, spaced
from counterclaim.languages.pack import LanguagePack, PackError, codes, load_pack

__all__ = ["LanguagePack", "Lexicon", "PackError", "codes", "load_pack", "spaced"]
