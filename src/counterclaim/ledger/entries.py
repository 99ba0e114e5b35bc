"""A table to find claims by: what they can be filtered on, and their words in a full-text index.

It is derived, as the tables of ``derived.py`` are: dropped and filled anew with them. Rows are
numbered by the day that their figures hold, the newest first, so that a span of days is a run of
numbers. The index of words is SQLite's FTS5; where a build of SQLite lacks it, words are looked for
one row after another.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
    text,
)

from counterclaim.ledger.rows import report_of
from counterclaim.ledger.schema import REPORT
from counterclaim.model import Claim, Imprint, Reconciliation

ENTRIES: Final = MetaData()
ENTRY: Final = Table(
    "listed_claim",
    ENTRIES,
    Column("number", Integer, primary_key=True, comment="0 is the newest"),
    Column("claim_id", Text, nullable=False),
    Column("document_id", Text, nullable=False),
    Column("question_id", Text, nullable=False),
    Column("measure", Text, nullable=False),
    Column("source", Text, nullable=False, comment="name of the originator"),
    Column("outlet", Text, nullable=False),
    Column("place", Text, nullable=False, comment="its code, else its words, else empty"),
    Column("place_name", Text, nullable=False, comment="as printed"),
    Column("day", Text, comment="ISO 8601 date of counting, else of printing"),
    Column("disputed", Integer, nullable=False, comment="0 or 1: of its question"),
)
_WORDS: Final = "listed_words"
_MAKE_WORDS: Final = (
    f"CREATE VIRTUAL TABLE {_WORDS} USING fts5(said, source, outlet, place, title, "
    "content='', tokenize='unicode61 remove_diacritics 2')"
)
_AT_ONCE: Final = 20_000
_MOST_REPORTS: Final = 500
_MOST_TOKENS: Final = 16
_LONGEST_TOKEN: Final = 64


def write_entries(link: Connection, made: Reconciliation, claims: Mapping[str, Claim]) -> None:
    """Drop the table and the index and fill them anew, within the transaction that is open."""
    ENTRIES.drop_all(link)
    ENTRIES.create_all(link)
    worded = _has_words(link)
    if worded:
        link.execute(text(f"DROP TABLE IF EXISTS {_WORDS}"))
        link.execute(text(_MAKE_WORDS))
    homes = {name: question.id for question in made.questions for name in question.claims}
    disputed = {tally.question for tally in made.tallies if tally.disputed}
    voices = dict(made.voices)
    imprints = _imprints(link, {claims[name].document_id for name in homes})
    found = [(claims[name], imprints[claims[name].document_id]) for name in homes]
    found.sort(key=_newest)
    rows: list[dict[str, Any]] = []
    words: list[dict[str, Any]] = []
    for number, (claim, about) in enumerate(found):
        source = _line(voices[claim.id].name)
        place = _line(claim.place.text) if claim.place else ""
        home = homes[claim.id]
        rows.append(
            {
                "number": number,
                "claim_id": claim.id,
                "document_id": claim.document_id,
                "question_id": home,
                "measure": claim.measure,
                "source": source,
                "outlet": _line(about.called),
                "place": claim.place_code or place,
                "place_name": place,
                "day": _day(claim, about),
                "disputed": int(home in disputed),
            }
        )
        if worded:
            words.append(
                {
                    "number": number,
                    "said": claim.sentence.text,
                    "source": source,
                    "outlet": about.called,
                    "place": place,
                    "title": about.title,
                }
            )
        if len(rows) >= _AT_ONCE:
            _write(link, rows, words)
            rows, words = [], []
    _write(link, rows, words)


def entries(link: Connection) -> Sequence[Any]:
    """Give all rows in the order of their numbers; none where the table was never made."""
    if not inspect(link).has_table(ENTRY.name):
        return []
    return link.execute(select(ENTRY).order_by(ENTRY.c.number)).all()


def numbers_with(link: Connection, asked: str) -> list[int]:
    """Give the numbers of the claims in whose words all that is asked stands, the newest first.

    Words are found by their beginning, those in double quotes only together and whole. Capitals
    and accents make no difference. What holds no word finds nothing.
    """
    tokens = _tokens(asked)
    if not tokens:
        return []
    if _has_words(link) and inspect(link).has_table(_WORDS):
        query = " AND ".join(f'"{token}"{"" if whole else "*"}' for token, whole in tokens)
        found = link.execute(
            text(f"SELECT rowid FROM {_WORDS} WHERE {_WORDS} MATCH :query ORDER BY rowid"),  # noqa: S608
            {"query": query},
        )
        return list(found.scalars())
    held = select(ENTRY.c.number).order_by(ENTRY.c.number)
    for token, _ in tokens:
        columns = (ENTRY.c.source, ENTRY.c.outlet, ENTRY.c.place_name)
        held = held.where(
            (columns[0] + " " + columns[1] + " " + columns[2]).icontains(token, autoescape=True)
        )
    return list(link.execute(held).scalars())


def _tokens(asked: str) -> list[tuple[str, bool]]:
    """Give the words asked for, and whether each is to stand as it is."""
    found: list[tuple[str, bool]] = []
    for i, part in enumerate(asked[:1000].split('"')):
        tokens = [token[:_LONGEST_TOKEN] for token in re.findall(r"\w+", part)]
        if i % 2 and tokens:
            found.append((" ".join(tokens), True))
        else:
            found += [(token, False) for token in tokens]
    return found[:_MOST_TOKENS]


def _has_words(link: Connection) -> bool:
    if link.dialect.name != "sqlite":
        return False
    return bool(link.execute(text("SELECT 1 FROM pragma_module_list WHERE name = 'fts5'")).first())


def _write(link: Connection, rows: list[dict[str, Any]], words: list[dict[str, Any]]) -> None:
    if rows:
        link.execute(insert(ENTRY), rows)
    if words:
        link.execute(
            text(
                f"INSERT INTO {_WORDS}(rowid, said, source, outlet, place, title) "  # noqa: S608
                "VALUES (:number, :said, :source, :outlet, :place, :title)"
            ),
            words,
        )


def _imprints(link: Connection, documents: Iterable[str]) -> dict[str, Imprint]:
    wanted = sorted(documents)
    found: dict[str, Imprint] = {}
    for start in range(0, len(wanted), _MOST_REPORTS):
        part = wanted[start : start + _MOST_REPORTS]
        query = select(REPORT).where(REPORT.c.document_id.in_(part))
        for row in link.execute(query).mappings():
            found[row["document_id"]] = report_of(row).imprint
    return found


def _day(claim: Claim, about: Imprint) -> str | None:
    day = claim.period.end or (about.published.date() if about.published else None)
    return day.isoformat() if day else None


def _newest(held: tuple[Claim, Imprint]) -> tuple[int, str, int]:
    claim, about = held
    day = claim.period.end or (about.published.date() if about.published else None)
    return -day.toordinal() if day else 0, claim.document_id, claim.figure.start


def _line(words: str) -> str:
    return " ".join(words[:2000].split())[:300]


__all__ = ["ENTRY", "entries", "numbers_with", "write_entries"]
