"""The ledger itself: what was read is added, nothing is ever changed or taken away."""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import (
    Connection,
    Engine,
    Select,
    Table,
    insert,
    or_,
    select,
)

from counterclaim.ledger.derived import build, built_from, names_in, state_of
from counterclaim.ledger.faults import faults_as_problems
from counterclaim.ledger.judgements import judgement_of, judgement_row
from counterclaim.ledger.rows import (
    Receipt,
    Row,
    Stamp,
    StoredReading,
    StoredReport,
    claim_of,
    claim_row,
    problem_of,
    problem_row,
    reading_content,
    reading_row,
    report_of,
    report_row,
    stamp_of,
)
from counterclaim.ledger.schema import (
    CLAIM,
    JUDGEMENT,
    KEPT_TEXT,
    PROBLEM,
    READING,
    REPORT,
    SUCCESSION,
    SUPERSESSION,
)
from counterclaim.ledger.shelf import Shelf, parts_of
from counterclaim.ledger.standing import STANDING
from counterclaim.model import (
    Claim,
    Document,
    Extraction,
    Judgement,
    Problem,
    ProblemError,
    Reconciliation,
)
from counterclaim.model.identity import content_id
from counterclaim.model.reason import Amount, Reason

T = TypeVar("T")
_LAST = "\U0010ffff"
"""Sorts after whatever an id goes on with."""


class Ledger:
    """An open ledger; made by ``open_ledger``, closed by ``close`` or the end of a ``with`` block.

    Every method raises ProblemError CC020 or CC021 where the file cannot be written or is damaged.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self._engine = engine
        self.where = where

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add(self, extraction: Extraction, stamp: Stamp, *, keep_text: bool = False) -> Receipt:
        """Add what was read out of one report; safe on the disk when this returns.

        Reading a report again with the same versions and the same outcome adds nothing. Another
        outcome is added as a new reading, and the reading of the older version is marked as
        superseded, figure by figure.
        """
        return self.add_all([(extraction, stamp)], keep_text=keep_text)[0]

    def add_all(
        self,
        extractions: Iterable[tuple[Extraction, Stamp]],
        *,
        keep_text: bool = False,
        also: Callable[[Connection], None] | None = None,
    ) -> list[Receipt]:
        """Add many in one transaction: all are safe on the disk when this returns, or none is.

        ``also`` writes in the same transaction what must stand or fall with them.
        """
        with self.begin() as link:
            told = [_add(link, found, stamp, keep_text=keep_text) for found, stamp in extractions]
            if also is not None:
                also(link)
            return told

    @contextmanager
    def begin(self, *, writing: bool = True) -> Iterator[Connection]:
        """Begin one transaction; it is on the disk when its block ends, or not at all.

        One that only reads waits for no writer.
        """
        with faults_as_problems(self.where):
            connected = self._write() if writing else self._engine.connect()
            with connected as link, link.begin():
                yield link

    def note(self, problem: Problem, stamp: Stamp) -> bool:
        """Keep a problem that no reading holds, such as a file that could not be read.

        Gives False where it was noted before.
        """
        with faults_as_problems(self.where), self._write() as link, link.begin():
            return _new(link, PROBLEM, problem_row(problem, None, stamp))

    def reports(self) -> Iterator[StoredReport]:
        """Give all reports, in the order they were published; those of unknown time first."""
        query = (
            select(REPORT, KEPT_TEXT.c.body)
            .outerjoin(KEPT_TEXT)
            .order_by(REPORT.c.published, REPORT.c.document_id)
        )
        return self._read(query, lambda row: report_of(row, row["body"]))

    def readings(self, *, superseded: bool = False) -> Iterator[StoredReading]:
        """Give what stands of each report or, with ``superseded``, all that was ever read."""
        if not superseded:
            named = select(REPORT.c.document_id).order_by(REPORT.c.published, REPORT.c.document_id)
            # Some hundreds at a time: asked for one by one they take longer.
            for part in parts_of(list(self._read(named, lambda row: row["document_id"]))):
                with self.begin(writing=False) as link:
                    found = Shelf(link).readings(part)
                yield from found
            return
        query = select(READING).join(REPORT).order_by(REPORT.c.published, READING.c.document_id)
        reports = {report.document_id: report for report in self.reports()}
        for row in self._read(query, dict):
            yield StoredReading(
                id=row["id"],
                report=reports[row["document_id"]],
                stamp=stamp_of(row),
                claims=tuple(self._claims_of(row["id"])),
                problems=tuple(self._problems_of(row["id"])),
            )

    def claims(
        self, *, document_id: str = "", measure: str = "", superseded: bool = False
    ) -> Iterator[Claim]:
        """Give the claims that stand, or all that were ever made, in order of report and place."""
        query = select(CLAIM).order_by(
            CLAIM.c.document_id, CLAIM.c.reading_id, CLAIM.c.place_in_report
        )
        if document_id:
            query = query.where(CLAIM.c.document_id == document_id)
        if measure:
            query = query.where(CLAIM.c.measure == measure)
        if not superseded:
            query = query.join(READING, CLAIM.c.reading_id == READING.c.id).where(STANDING)
        return self._read(query, claim_of)

    def claim(self, name: str) -> Claim:
        """Find the one claim whose id or figure id begins with ``name``, as last read.

        Raises ProblemError CC023 where there is none and CC024 where there are several.
        """
        query = (
            select(CLAIM)
            .join(READING, CLAIM.c.reading_id == READING.c.id)
            .where(
                or_(
                    # Between two texts an index serves; LIKE would read every claim.
                    CLAIM.c.claim_id.between(name, name + _LAST),
                    CLAIM.c.figure_id.between(name, name + _LAST),
                )
            )
        )
        current = list(self._read(query.where(STANDING), claim_of))
        found = {c.id: c for c in current or self._read(query, claim_of)}
        if len(found) == 1:
            return next(iter(found.values()))
        if not found:
            message = Reason("No claim has an id that begins with {begun}.", begun=repr(name))
            hint = Reason("The first column of the claim table gives the ids.")
            raise ProblemError(Problem("CC023", message, self.where, hint))
        message = Reason(
            "{begun} begins the ids of {count} claims: {ids}.",
            begun=repr(name),
            count=Amount(len(found)),
            ids=", ".join(sorted(found)),
        )
        hint = Reason("Give more letters of the one you mean.")
        raise ProblemError(Problem("CC024", message, self.where, hint))

    def successors(self) -> Iterator[tuple[str, str | None]]:
        """Give pairs of a superseded claim's id and that of the claim in its place.

        The second is None where the newer reading withdrew the figure.
        """
        query = select(SUPERSESSION).order_by(
            SUPERSESSION.c.superseded_reading_id, SUPERSESSION.c.superseded_claim_id
        )
        return self._read(query, lambda row: (row["superseded_claim_id"], row["claim_id"]))

    def problems(self) -> Iterator[Problem]:
        """Give all problems of standing readings and of reports that could not be read."""
        query = (
            select(PROBLEM)
            .outerjoin(READING, PROBLEM.c.reading_id == READING.c.id)
            .where(or_(PROBLEM.c.reading_id.is_(None), STANDING))
            .order_by(PROBLEM.c.found_at, PROBLEM.c.code, PROBLEM.c.id)
        )
        return self._read(query, problem_of)

    def judge(self, judgement: Judgement) -> bool:
        """Add what a person decided; gives False where the very same was added before."""
        with faults_as_problems(self.where), self._write() as link, link.begin():
            of_first = select(CLAIM).where(CLAIM.c.claim_id == next(iter(judgement.claims), ""))
            claim = link.execute(of_first.limit(1)).mappings().first()
            return _new(link, JUDGEMENT, judgement_row(judgement, claim))

    def judgements(self) -> Iterator[Judgement]:
        """Give all that people decided, in order of time, also what they undid."""
        query = select(JUDGEMENT)
        with faults_as_problems(self.where):
            # Times have zones, so that their words do not sort as they do.
            yield from sorted(self._read(query, judgement_of), key=lambda j: (j.when, j.id))

    def names(self) -> dict[str, str]:
        """Give the ids that questions had when the derived tables were last built.

        By claim id, and by figure id where all claims of the figure answered one question.
        """
        with faults_as_problems(self.where), self._engine.connect() as link:
            return names_in(link)

    def state(self) -> tuple[int, int]:
        """Count the readings and the judgements; the ledger has changed when either has."""
        with self.begin(writing=False) as link:
            return state_of(link)

    def built(self) -> tuple[int, int] | None:
        """Give the state that the derived tables were made from, None where there are none."""
        with self.begin(writing=False) as link:
            return built_from(link)

    def rebuild(
        self,
        made: Reconciliation,
        claims: Iterable[Claim],
        state: tuple[int, int] | None = None,
    ) -> None:
        """Put what was made of the claims into the derived tables, in place of what they held.

        ``state`` is what the ledger's was before the claims were taken from it. Derived tables hold
        nothing that cannot be made again; no other table is touched. All is on the disk when this
        returns, or nothing changed.
        """
        with faults_as_problems(self.where), self._write() as link, link.begin():
            build(link, made, claims, state)

    def _write(self) -> Connection:
        return self._engine.connect().execution_options(begin="IMMEDIATE")

    def _read(self, query: Select[Any], make: Callable[[Row], T]) -> Iterator[T]:
        with faults_as_problems(self.where), self._engine.connect() as link:
            for row in link.execute(query).mappings():
                yield make(row)

    def _claims_of(self, reading_id: str) -> Iterator[Claim]:
        query = select(CLAIM).where(CLAIM.c.reading_id == reading_id)
        return self._read(query.order_by(CLAIM.c.place_in_report), claim_of)

    def _problems_of(self, reading_id: str) -> Iterator[Problem]:
        query = select(PROBLEM).where(PROBLEM.c.reading_id == reading_id)
        return self._read(query.order_by(PROBLEM.c.id), problem_of)


def _new(link: Connection, table: Table, row: dict[str, Any]) -> bool:
    """Insert a row unless its key is there; gives whether it was inserted."""
    keys = [column == row[column.name] for column in table.primary_key]
    if link.execute(select(1).select_from(table).where(*keys)).first():
        return False
    link.execute(insert(table), row)
    return True


def _add(link: Connection, found: Extraction, stamp: Stamp, *, keep_text: bool) -> Receipt:
    document = found.document
    if any(claim.document_id != document.id for claim in found.claims):
        raise ValueError("an extraction holds a claim of another report")
    _add_report(link, document, keep_text=keep_text)
    rows = [claim_row(claim, i, stamp) for i, claim in enumerate(found.claims)]
    content = reading_content(found, [row["digest"] for row in rows], stamp)
    earlier = list(
        link.execute(
            select(READING, STANDING.label("current")).where(READING.c.document_id == document.id)
        ).mappings()
    )
    standing = next((row for row in earlier if row["current"]), None)
    newer = standing is None or _age(stamp) >= _age(stamp_of(standing))
    # An older version that comes late is kept once; the current one is compared with what stands,
    # so that going back to an earlier outcome is seen.
    rivals = earlier if standing is None or not newer else [standing]
    same = next((row for row in rivals if row["content"] == content), None)
    if same:
        return Receipt(same["id"], added=False, claims=len(found.claims))
    reading_id = content_id(["reading", content, standing["id"] if standing else None])
    reading = reading_row(reading_id, content, document.id, stamp)
    _insert_reading(link, reading, rows, found.problems)
    superseded = 0
    if standing:
        older, newest = (standing["id"], reading_id) if newer else (reading_id, standing["id"])
        superseded = _supersede(link, older, newest, stamp)
    return Receipt(reading_id, added=True, claims=len(found.claims), superseded=superseded)


def _add_report(link: Connection, document: Document, *, keep_text: bool) -> None:
    _new(link, REPORT, report_row(document))
    if keep_text:
        _new(link, KEPT_TEXT, {"document_id": document.id, "body": document.text})


def _insert_reading(
    link: Connection,
    reading: dict[str, Any],
    rows: list[dict[str, Any]],
    problems: Iterable[Problem],
) -> None:
    link.execute(insert(READING), reading)
    if rows:
        link.execute(insert(CLAIM), [row | {"reading_id": reading["id"]} for row in rows])
    for problem in problems:
        _new(link, PROBLEM, problem_row(problem, reading["id"], stamp_of(reading)))


def _supersede(link: Connection, older: str, newer: str, stamp: Stamp) -> int:
    """Mark one reading as superseded by another, and which claim of it by which."""
    versions = {"extractor": stamp.extractor, "pack": stamp.pack}
    pair = {"superseded_reading_id": older, "reading_id": newer}
    link.execute(insert(SUCCESSION), pair | versions)
    ids = select(CLAIM.c.figure_id, CLAIM.c.claim_id).order_by(CLAIM.c.place_in_report)
    after: dict[str, list[str]] = {}
    for figure_id, claim_id in link.execute(ids.where(CLAIM.c.reading_id == newer)):
        after.setdefault(figure_id, []).append(claim_id)
    rows: dict[str, dict[str, Any]] = {}
    for figure_id, claim_id in link.execute(ids.where(CLAIM.c.reading_id == older)):
        heirs = after.get(figure_id, [])
        # One figure may make two claims (two dead and hurt); the one that is unchanged inherits.
        heir = claim_id if claim_id in heirs else next(iter(heirs), None)
        rows[claim_id] = {
            **pair,
            "superseded_claim_id": claim_id,
            "figure_id": figure_id,
            "claim_id": heir,
            **versions,
        }
    if rows:
        link.execute(insert(SUPERSESSION), list(rows.values()))
    return len(rows)


def _age(stamp: Stamp) -> tuple[tuple[tuple[int, ...], bool], ...]:
    """Key by which versions are older or newer: of the extractor first, then of the pack."""
    return _version(stamp.extractor), _version(stamp.pack)


def _version(text: str) -> tuple[tuple[int, ...], bool]:
    """Give the numbers of "0.2.0" or "en 3", and whether no "dev1" or "rc2" follows."""
    found = re.search(r"(\d+(?:\.\d+)*)(.*)$", text)
    if not found:
        return (), True
    return tuple(map(int, found[1].split("."))), not found[2]
