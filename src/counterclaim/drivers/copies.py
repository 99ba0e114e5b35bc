"""Syndicated reports: the same words in several outlets are read once, and each outlet is kept."""

import re
from collections import OrderedDict
from dataclasses import replace
from hashlib import sha256
from typing import Final

from counterclaim.model import Document, Extraction, Problem
from counterclaim.pipeline import read_claims

HELD: Final = 512
"""Texts remembered at a time, each by a digest and what was read in it."""
LEAST_WORDS: Final = 40
"""Words below which equal texts tell nothing: "This story is being updated"."""
_WORD: Final = re.compile(r"\w+")


class OnceReader:
    """Reads documents; one with the words of another takes over its claims, under its own name.

    What is read hangs on the words, the title, the language and the day of publication only.
    """

    def __init__(self) -> None:
        self._held: OrderedDict[str, Extraction] = OrderedDict()

    def read(self, document: Document, problems: tuple[Problem, ...] = ()) -> Extraction:
        """Give what is found in a document, with ``problems`` before what is found wrong in it."""
        key = _key(document)
        found = self._held.get(key)
        if found is None:
            found = read_claims(document)
            self._held[key] = found
            if len(self._held) > HELD:
                self._held.popitem(last=False)
        else:
            self._held.move_to_end(key)
        own = replace(document, fences=found.document.fences)
        return Extraction(
            document=own,
            claims=tuple(replace(claim, document_id=own.id) for claim in found.claims),
            problems=(*problems, *(_renamed(p, document) for p in found.problems)),
        )


def _key(document: Document) -> str:
    about = document.imprint
    title = document.title.end if document.title else -1
    head = f"{about.language} {about.published} {title} {document.fences}\n"
    return sha256((head + document.text).encode("utf-8", "surrogatepass")).hexdigest()


def _renamed(problem: Problem, document: Document) -> Problem:
    return replace(problem, where=document.imprint.address)


def body_digest(document: Document) -> str:
    """Tell a report by its words below the title, case and punctuation aside; "" where too few."""
    body = document.text[document.title.end if document.title else 0 :]
    words = _WORD.findall(body.casefold())
    if len(words) < LEAST_WORDS:
        return ""
    return sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()


class Copies:
    """Counts reports that are word for word those of another outlet."""

    def __init__(self) -> None:
        self._seen: dict[str, set[str]] = {}
        self.count = 0

    def take(self, document: Document) -> None:
        """Note a report."""
        digest = body_digest(document)
        if digest:
            outlets = self._seen.setdefault(digest, set())
            publisher = document.imprint.publisher
            self.count += bool(outlets) and publisher not in outlets
            outlets.add(publisher)
