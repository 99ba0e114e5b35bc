"""Looking up what a person judges: claims as the machine read them, and what hangs on them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection, select

from counterclaim.ledger.derived_schema import ANSWER, QUESTION, STAKE
from counterclaim.ledger.rows import Row, claim_of
from counterclaim.ledger.schema import CLAIM, READING, SUCCESSION
from counterclaim.model import Claim
from counterclaim.model.comparison import Stake

_BATCH = 200
"""Rows read at once in search of ones that nobody judged yet."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim of the queue, as the machine read it, with what hangs on it."""

    stake: Stake
    claim: Claim
    label: str
    """Of the question that it answers."""


class Desk:
    """Looks claims up within one transaction of a ledger (``Ledger.begin(writing=False)``).

    ``waiting`` needs the derived tables.
    """

    def __init__(self, link: Connection) -> None:
        self._link = link

    def claims(self, *, ids: Iterable[str] = (), figures: Iterable[str] = ()) -> list[Claim]:
        """Give the standing claims that have one of these ids or figure ids, each once."""
        superseded = (
            select(SUCCESSION.c.reading_id)
            .where(SUCCESSION.c.superseded_reading_id == READING.c.id)
            .exists()
        )
        found: dict[str, Claim] = {}
        for column, names in ((CLAIM.c.claim_id, ids), (CLAIM.c.figure_id, figures)):
            wanted = list(dict.fromkeys(names))
            for i in range(0, len(wanted), _BATCH):
                query = (
                    select(CLAIM)
                    .join(READING, CLAIM.c.reading_id == READING.c.id)
                    .where(column.in_(wanted[i : i + _BATCH]), ~superseded)
                    .order_by(CLAIM.c.place_in_report)
                )
                for row in self._link.execute(query).mappings():
                    claim = claim_of(row)
                    found.setdefault(claim.id, claim)
        return list(found.values())

    def named(self, name: str, *, built: bool) -> list[Claim]:
        """Give the claims that a name means: an id, a figure id, or an id that it was corrected to.

        Where two claims are read out of one figure, the one that the name means comes first.
        """
        figures = {name}
        if built:
            query = select(ANSWER.c.figure_id).where(ANSWER.c.claim_id == name)
            figures |= set(self._link.execute(query).scalars())
        found = self.claims(ids=[name], figures=figures)
        figures |= {claim.figure_id for claim in found}
        return sorted(self.claims(figures=figures), key=lambda c: c.id != name)

    def figures(self, claims: Iterable[str]) -> dict[str, str]:
        """Give the figure id of each claim that answers a question."""
        wanted = list(dict.fromkeys(claims))
        found: dict[str, str] = {}
        for i in range(0, len(wanted), _BATCH):
            query = select(ANSWER.c.claim_id, ANSWER.c.figure_id).where(
                ANSWER.c.claim_id.in_(wanted[i : i + _BATCH])
            )
            found |= {row.claim_id: row.figure_id for row in self._link.execute(query)}
        return found

    def waiting(self, judged: Collection[str], limit: int, offset: int = 0) -> list[Waiting]:
        """Give the claims on which most hangs, without figures that are ``judged`` already."""
        rows = self._queue(judged, limit, offset)
        claims: dict[str, list[Claim]] = {}
        for claim in self.claims(figures=(row["figure_id"] for row in rows)):
            claims.setdefault(claim.figure_id, []).append(claim)
        return [
            Waiting(
                Stake(
                    row["claim_id"],
                    row["question_id"],
                    row["end_name"],
                    Decimal(row["value"]),
                    None if row["without"] is None else Decimal(row["without"]),
                    row["moves"],
                ),
                min(claims[row["figure_id"]], key=lambda c: c.id != row["claim_id"]),
                row["label"],
            )
            for row in rows
            if row["figure_id"] in claims
        ]

    def order(self, judged: Collection[str], limit: int) -> list[str]:
        """Give the ids that ``waiting`` gives claims for, without looking the claims up."""
        return [row["claim_id"] for row in self._queue(judged, limit, 0)]

    def _queue(self, judged: Collection[str], limit: int, offset: int) -> list[Row]:
        query = (
            select(STAKE, QUESTION.c.label)
            .join(QUESTION, QUESTION.c.id == STAKE.c.question_id)
            .order_by(STAKE.c.moves.desc(), STAKE.c.claim_id.desc())
        )
        rows: list[Row] = []
        passed, start = 0, 0
        while len(rows) < limit:
            batch = list(self._link.execute(query.limit(_BATCH).offset(start)).mappings())
            for row in batch:
                if row["figure_id"] in judged:
                    continue
                passed += 1
                if passed > offset and len(rows) < limit:
                    rows.append(row)
            if len(batch) < _BATCH:
                break
            start += _BATCH
        return rows
