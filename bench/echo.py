"""Find partial copies planted in real articles, and count what is found where nothing was planted.

usage: python bench/echo.py

Counted: recall, the share of planted copies whose source is found, for each share of an article that
was copied; false hits, pairs of untouched articles taken for copies, for each article. A planted copy
is a run of whole sentences from one article, every tenth word of it replaced by a word of another,
set in the middle of a second article of the same language and about the same length. Articles that
share a whole paragraph with another one really are copies and are neither planted nor counted.

Not counted: copies of copies, and translations, which share no characters.
"""

import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from counterclaim.reconcile.echoes import find_echoes
from extracting import Extract
from gold import AbsentError, Row, digest, rows, shared
from result import Result, share

SHARES = (1.0, 0.6, 0.3, 0.15)
EACH = 200
"""Copies planted for each share."""
CHANGED = 0.1
SHORTEST, LONGEST = 800, 8000
"""Characters of the articles that copies are made of and set in."""
PARAGRAPH = 120
"""Characters from which a paragraph printed twice shows a real copy."""


def originals(articles: Sequence[Row]) -> list[Row]:
    """Keep one of every set of articles that print the same paragraph or headline."""
    holders: Counter[str] = Counter()
    for row in articles:
        holders.update(_passages(row))
    return [row for row in articles if all(holders[p] == 1 for p in _passages(row))]


def _passages(row: Row) -> set[str]:
    parts = [" ".join(p.split()) for p in row["text"].split("\n")]
    return {p for p in parts if len(p) >= PARAGRAPH} | {f"title:{row['title']}"}


def plant(source: str, host: str, part: float, chance: random.Random) -> str:
    """Set a run of ``part`` of the words of ``source``, a tenth of them changed, amid ``host``."""
    words, others = _units(source), _units(host)
    count = max(1, round(part * len(words)))
    start = chance.randint(0, len(words) - count)
    copied = words[start : start + count]
    for i in chance.sample(range(count), round(CHANGED * count)):
        copied[i] = chance.choice(others)
    half = len(others) // 2
    joint = "" if _unspaced(source) else " "
    return joint.join([*others[:half], *copied, *others[half:]])


def _units(text: str) -> list[str]:
    """Give the words, or in a script without spaces pairs of characters."""
    if _unspaced(text):
        plain = "".join(text.split())
        return [plain[i : i + 2] for i in range(0, len(plain), 2)]
    return text.split()


def _unspaced(text: str) -> bool:
    return len(text.split()) * 15 < len(text)


def planted(articles: Sequence[Row], part: float) -> Iterator[tuple[str, str, str]]:
    """Give (source, host, text) of each copy, the same on every machine."""
    chance = random.Random(f"echo {part}")  # noqa: S311
    by_language: dict[str, list[Row]] = defaultdict(list)
    for row in articles:
        if SHORTEST <= len(row["text"]) <= LONGEST:
            by_language[row["lang"]].append(row)
    usable = [found for found in by_language.values() if len(found) > 1]
    weights = [len(found) for found in usable]
    for _ in range(EACH):
        source, host = chance.sample(chance.choices(usable, weights)[0], 2)
        yield source["id"], host["id"], plant(source["text"], host["text"], part, chance)


def measure(articles: Sequence[Row]) -> tuple[dict[str, float], dict[str, int]]:
    """Plant, look, and count."""
    kept = originals(articles)
    texts = [(row["id"], row["text"]) for row in kept]
    false = len(list(find_echoes(texts)))
    scores = {"clean articles": 1 - false / len(texts)}
    for part in SHARES:
        copies = list(planted(kept, part))
        named = [(f"copy {i}", text) for i, (_, _, text) in enumerate(copies)]
        found = {(e.earlier, e.later) for e in find_echoes([*texts, *named])}
        hits = sum((source, f"copy {i}") in found for i, (source, _, _) in enumerate(copies))
        scores[f"recall {part:.0%}"] = share(hits, len(copies))
    return scores, {"articles": len(texts), "false hits": false, "copies": EACH * len(SHARES)}


def score(_extract: Extract) -> list[Result]:
    """Measure on the shared corpus where it is here."""
    path = shared("corpus", "articles.jsonl.gz")
    gated, counts = measure(list(rows(path)))
    return [Result("echo", gated, counts=counts, data=digest(path))]


def main() -> None:
    """Measure and print."""
    try:
        path = shared("corpus", "articles.jsonl.gz")
    except AbsentError as absent:
        sys.exit(str(absent))
    gated, counts = measure(list(rows(path)))
    for name, value in gated.items():
        print(f"{name:16} {value:.3f}")
    print(", ".join(f"{value:,} {name}" for name, value in counts.items()))
    print(f"{counts['false hits'] / counts['articles']:.3f} false hits an article")


if __name__ == "__main__":
    main()
