"""Which reading of a report stands: the one that no other reading took the place of."""

from typing import Final

from sqlalchemy import ColumnElement, Connection, not_, select

from counterclaim.ledger.schema import READING, SUCCESSION

STANDING: Final[ColumnElement[bool]] = not_(
    select(SUCCESSION.c.reading_id)
    .where(SUCCESSION.c.superseded_reading_id == READING.c.id)
    .exists()
)


def standing_in(link: Connection) -> dict[str, str]:
    """Give the id of the reading of each report that stands, by document id."""
    query = select(READING.c.document_id, READING.c.id).where(STANDING)
    return {row.document_id: row.id for row in link.execute(query)}
