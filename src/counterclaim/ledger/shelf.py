"""Looking things up in a ledger's tables, a page's worth at a time, without reading all of it.

The derived tables must have been built (``Ledger.rebuild``); ``Ledger.built`` tells.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from counterclaim.ledger.derived_rows import (
    comparison_in,
    day_in,
    finding_in,
    not_compared_in,
    tally_in,
)
from counterclaim.ledger.derived_schema import (
    ANSWER,
    COMPARISON,
    FINDING,
    FINDING_CLAIM,
    NOT_COMPARED,
    QUESTION,
    STALE,
    STORY,
    STORY_REPORT,
    TALLY,
)
from counterclaim.ledger.rows import (
    Row,
    StoredReading,
    StoredReport,
    claim_of,
    problem_of,
    report_of,
    stamp_of,
)
from counterclaim.ledger.schema import (
    CLAIM,
    KEPT_TEXT,
    PROBLEM,
    READING,
    REPORT,
)
from counterclaim.ledger.standing import STANDING
from counterclaim.model import (
    Basis,
    Claim,
    Comparison,
    Finding,
    Imprint,
    NotCompared,
    Policy,
    Question,
    QuestionKind,
    Stale,
    Story,
    Tally,
    Voice,
)

MOST_NAMES = 500
"""Names in one statement; SQLite bounds how many a statement may hold."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what a list shows of it; ``published`` is the newest of its reports."""

    question: Question
    story: str
    answers: int
    voices: int
    contradictions: int
    disputed: bool
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A standing reading as a list shows it."""

    reading: StoredReading
    claims: int


class Shelf:
    """Looks things up within one transaction of a ledger (``Ledger.begin(writing=False)``)."""

    def __init__(self, link: Connection) -> None:
        self._link = link

    def readings(self, documents: Iterable[str]) -> list[StoredReading]:
        """Give what stands of these reports, with claims and problems; unknown ones are left out.

        They come in order of publication, as ``Ledger.readings`` gives them.
        """
        query = select(READING).where(STANDING)
        found = self._rows_in(query, READING.c.document_id, documents)
        reports = self._reports(row["document_id"] for row in found)
        ids = [row["id"] for row in found]
        claims, problems = self._by_reading(ids)
        made = [
            StoredReading(
                id=row["id"],
                report=report_of(reports[row["document_id"]], reports[row["document_id"]]["body"]),
                stamp=stamp_of(row),
                claims=tuple(map(claim_of, claims.get(row["id"], ()))),
                problems=tuple(map(problem_of, problems.get(row["id"], ()))),
            )
            for row in found
        ]
        return sorted(made, key=lambda r: (_published(r.report), r.report.document_id))

    def reports(self, limit: int, after: str = "") -> list[StoredReport]:
        """Give reports in order of their ids, those that come ``after`` one."""
        query = (
            select(REPORT)
            .where(REPORT.c.document_id > after)
            .order_by(REPORT.c.document_id)
            .limit(limit)
        )
        return [report_of(row) for row in self._all(query)]

    def imprints(self, documents: Iterable[str]) -> dict[str, Imprint]:
        """Give what is known of reports beside their words."""
        rows = self._rows_in(select(REPORT), REPORT.c.document_id, documents)
        return {row["document_id"]: report_of(row).imprint for row in rows}

    def claims(
        self, limit: int, after: tuple[str, int] = ("", -1), *, measure: str = ""
    ) -> list[tuple[int, Claim]]:
        """Give standing claims by report and place in it, those that come ``after`` one.

        Each comes with its place, which with its report's id is where to go on.
        """
        c = CLAIM.c
        query = select(CLAIM).join(READING, c.reading_id == READING.c.id).where(STANDING)
        document, place = after
        later = and_(c.document_id == document, c.place_in_report > place)
        query = query.where(c.document_id >= document, or_(c.document_id > document, later))
        if measure:
            query = query.where(c.measure == measure)
        rows = self._all(query.order_by(c.document_id, c.place_in_report).limit(limit))
        return [(row["place_in_report"], claim_of(row)) for row in rows]

    def stories(self, limit: int, after: str = "") -> list[Story]:
        """Give stories in order of their ids, those that come ``after`` one."""
        query = select(STORY.c.id).where(STORY.c.id > after).order_by(STORY.c.id).limit(limit)
        names = list(self._link.execute(query).scalars())
        return [story for name in names if (story := self.story(name)) is not None]

    def recent(self, limit: int, offset: int = 0) -> list[Kept]:
        """Give the standing readings, newest first, without their claims."""
        count = select(func.count()).where(CLAIM.c.reading_id == READING.c.id).scalar_subquery()
        query = (
            select(READING, count.label("claims"))
            .where(STANDING)
            .order_by(READING.c.read_at.desc(), READING.c.id)
        )
        found = self._all(query.limit(limit).offset(offset))
        reports = self._reports(row["document_id"] for row in found)
        return [
            Kept(
                StoredReading(
                    row["id"], report_of(reports[row["document_id"]]), stamp_of(row), claims=()
                ),
                row["claims"],
            )
            for row in found
        ]

    def documents_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Give the report of each claim, for those that answer a question."""
        rows = self._rows_in(
            select(ANSWER.c.claim_id, ANSWER.c.document_id), ANSWER.c.claim_id, claims
        )
        return {row["claim_id"]: row["document_id"] for row in rows}

    def claims_in(self, documents: Iterable[str]) -> dict[str, str]:
        """Give the claims of these reports that answer a question, each with its report."""
        rows = self._rows_in(
            select(ANSWER.c.claim_id, ANSWER.c.document_id), ANSWER.c.document_id, documents
        )
        return {row["claim_id"]: row["document_id"] for row in rows}

    def count(self) -> dict[str, int]:
        """Count reports, claims, questions, disputed questions and stories."""
        standing = select(func.count()).select_from(READING).where(STANDING)
        counts = {
            "reports": standing,
            "claims": select(func.count()).select_from(ANSWER),
            "questions": select(func.count()).select_from(QUESTION),
            "disputed": select(func.count()).where(QUESTION.c.disputed == 1),
            "stories": select(func.count()).select_from(STORY),
        }
        return {name: self._link.execute(query).scalar_one() for name, query in counts.items()}

    def questions(
        self, *where: ColumnElement[bool], limit: int = 50, offset: int = 0
    ) -> list[Asked]:
        """Give questions, the disputed ones first and of each sort the most contested."""
        q = QUESTION.c
        query = (
            select(QUESTION)
            .where(*where)
            .order_by(
                q.disputed.desc(),
                q.contradictions.desc(),
                q.voices.desc(),
                q.answers.desc(),
                q.last_published.desc(),
                q.id,
            )
        )
        return [self._asked(row) for row in self._all(query.limit(limit).offset(offset))]

    def how_many(self, *where: ColumnElement[bool]) -> int:
        """Count the questions that ``questions`` would give."""
        query = select(func.count()).select_from(QUESTION).where(*where)
        return int(self._link.execute(query).scalar_one())

    def question(self, name: str) -> Asked | None:
        """Give the question with this id, with its claims."""
        row = self._link.execute(select(QUESTION).where(QUESTION.c.id == name)).mappings().first()
        if row is None:
            return None
        claims = (
            select(ANSWER.c.claim_id)
            .where(ANSWER.c.question_id == name)
            .order_by(ANSWER.c.place_in_question)
        )
        return self._asked(row, tuple(self._link.execute(claims).scalars()))

    def asked_of(self, claims: Iterable[str]) -> dict[str, str]:
        """Give the id of the question that each claim answers."""
        rows = self._rows_in(
            select(ANSWER.c.claim_id, ANSWER.c.question_id), ANSWER.c.claim_id, claims
        )
        return {row["claim_id"]: row["question_id"] for row in rows}

    def voices(self, claims: Iterable[str]) -> dict[str, Voice]:
        """Give whose word each claim is."""
        rows = self._rows_in(select(ANSWER), ANSWER.c.claim_id, claims)
        return {
            row["claim_id"]: Voice(
                row["voice"],
                row["voice_name"],
                Basis(row["basis"]),
                tuple(json.loads(row["via"])),
            )
            for row in rows
        }

    def story(self, name: str) -> Story | None:
        """Give the story with this id."""
        row = self._link.execute(select(STORY).where(STORY.c.id == name)).mappings().first()
        if row is None:
            return None
        reports = (
            select(STORY_REPORT.c.document_id)
            .where(STORY_REPORT.c.story_id == name)
            .order_by(STORY_REPORT.c.place_in_story)
        )
        questions = select(QUESTION.c.id).where(QUESTION.c.story_id == name)
        return Story(
            id=row["id"],
            title=row["title"],
            place=row["place"],
            first=day_in(row["first_day"]),
            last=day_in(row["last_day"]),
            reports=tuple(self._link.execute(reports).scalars()),
            outlets=row["outlets"],
            questions=tuple(self._link.execute(questions).scalars()),
        )

    def story_of(self, document: str) -> str:
        """Give the id of the story that a report tells, "" where there is none."""
        query = select(STORY_REPORT.c.story_id).where(STORY_REPORT.c.document_id == document)
        return self._link.execute(query.limit(1)).scalar() or ""

    def tallies(self, questions: Iterable[str]) -> dict[str, dict[Policy, Tally]]:
        """Give what each policy reads out of each question."""
        found: dict[str, dict[Policy, Tally]] = {}
        for row in self._rows_in(select(TALLY), TALLY.c.question_id, questions):
            tally = tally_in(row)
            found.setdefault(tally.question, {})[tally.policy] = tally
        return found

    def comparisons(self, claims: Iterable[str]) -> list[Comparison]:
        """Give how these claims stand to others and to each other."""
        table = COMPARISON.c
        rows = self._either(select(COMPARISON), table.a, table.b, claims)
        return [comparison_in(row) for row in rows]

    def not_compared(self, claims: Iterable[str]) -> list[NotCompared]:
        """Give what these claims were not compared with, and why."""
        table = NOT_COMPARED.c
        rows = self._either(select(NOT_COMPARED), table.a, table.b, claims)
        return [not_compared_in(row) for row in rows]

    def findings(self, claims: Iterable[str]) -> list[Finding]:
        """Give what these claims imply with others."""
        place = FINDING_CLAIM.c.place_in_order
        query = select(FINDING).join(FINDING_CLAIM, place == FINDING.c.place_in_order)
        rows = self._rows_in(query, FINDING_CLAIM.c.claim_id, claims)
        found = {row["place_in_order"]: row for row in rows}
        return [finding_in(row) for _, row in sorted(found.items())]

    def stale(self, claims: Iterable[str]) -> list[Stale]:
        """Give which of these claims print an older figure again without its date."""
        rows = self._rows_in(select(STALE), STALE.c.claim_id, claims)
        return [
            Stale(r["claim_id"], r["original"], date.fromisoformat(r["as_of"]), r["days"])
            for r in rows
        ]

    def _asked(self, row: Row, claims: tuple[str, ...] = ()) -> Asked:
        question = Question(
            id=row["id"],
            label=row["label"],
            measure=row["measure"],
            unit=row["unit"],
            what=row["what"],
            place=row["place"],
            kind=QuestionKind(row["kind"]),
            claims=claims,
            camps=tuple(map(tuple, json.loads(row["camps"]))),
        )
        published = row["last_published"]
        return Asked(
            question=question,
            story=row["story_id"] or "",
            answers=row["answers"],
            voices=row["voices"],
            contradictions=row["contradictions"],
            disputed=bool(row["disputed"]),
            published=datetime.fromisoformat(published) if published else None,
        )

    def _reports(self, documents: Iterable[str]) -> dict[str, Row]:
        query = select(REPORT, KEPT_TEXT.c.body).outerjoin(KEPT_TEXT)
        rows = self._rows_in(query, REPORT.c.document_id, documents)
        return {row["document_id"]: row for row in rows}

    def _by_reading(self, ids: Sequence[str]) -> tuple[dict[str, list[Row]], dict[str, list[Row]]]:
        claims: dict[str, list[Row]] = {}
        problems: dict[str, list[Row]] = {}
        ordered = select(CLAIM).order_by(CLAIM.c.place_in_report)
        for row in self._rows_in(ordered, CLAIM.c.reading_id, ids):
            claims.setdefault(row["reading_id"], []).append(row)
        told = select(PROBLEM).order_by(PROBLEM.c.id)
        for row in self._rows_in(told, PROBLEM.c.reading_id, ids):
            problems.setdefault(row["reading_id"], []).append(row)
        return claims, problems

    def _all(self, query: Select[Any]) -> list[Row]:
        return list(self._link.execute(query).mappings())

    def _rows_in(
        self, query: Select[Any], column: ColumnElement[Any], names: Iterable[str]
    ) -> list[Row]:
        wanted = list(dict.fromkeys(names))
        return [
            row for part in parts_of(wanted) for row in self._all(query.where(column.in_(part)))
        ]

    def _either(
        self,
        query: Select[Any],
        a: ColumnElement[Any],
        b: ColumnElement[Any],
        names: Iterable[str],
    ) -> list[Row]:
        """Give the rows that name one of these on either side, each once."""
        wanted = list(dict.fromkeys(names))
        found: dict[Row, None] = {}
        for part in parts_of(wanted):
            # Two lookups by an index each; an "or" of both would read the whole table.
            for side in (a, b):
                found |= dict.fromkeys(self._all(query.where(side.in_(part))))
        return list(found)


def parts_of(names: Sequence[str]) -> list[Sequence[str]]:
    """Cut names into as many as one statement may hold."""
    return [names[i : i + MOST_NAMES] for i in range(0, len(names), MOST_NAMES)]


def _published(report: StoredReport) -> str:
    return report.imprint.published.isoformat() if report.imprint.published else ""
