"""Where fetching and watching stand: what was seen, what waits, what was told."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from counterclaim.ledger.rows import StoredReport, report_of
from counterclaim.ledger.schema import REPORT
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.web_tables import (
    BODY,
    CAPTURE,
    CHANGE,
    ENTRY,
    FEED,
    PAGE,
    PENDING,
    PROGRESS,
    STATE,
    TOLD,
)
from counterclaim.model.web import FeedState, SeenCapture, SeenPage, Waiting

Row = Mapping[str, Any]


class WebState:
    """The state kept in a ledger's file. Every method that writes takes a connection.

    What belongs together is written in one transaction: ``begin``, or the ``also`` of
    ``Ledger.add_all``.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        with self.begin() as link:
            STATE.create_all(link, checkfirst=True)

    def begin(self) -> AbstractContextManager[Connection]:
        """Begin one transaction; it is on the disk when its block ends, or not at all."""
        return self.ledger.begin()

    def look(self) -> AbstractContextManager[Connection]:
        """Begin a transaction that only reads."""
        return self.ledger.begin(writing=False)

    def report(self, document_id: str) -> StoredReport | None:
        """Give a report of the ledger by its id, without its words."""
        query = select(REPORT).where(REPORT.c.document_id == document_id)
        with self.look() as link:
            row = link.execute(query).mappings().first()
        return report_of(row) if row else None

    # What was seen

    def see(self, link: Connection, capture: SeenCapture) -> None:
        """Note in which capture a report was read; noting it again changes nothing."""
        row = {
            "document_id": capture.document_id,
            "address": capture.address,
            "digest": capture.digest,
            "answered_by": capture.answered_by,
            "media_type": capture.media_type,
            "encoding": capture.encoding,
            "file": capture.file,
            "fetched_at": capture.fetched_at.isoformat(),
        }
        _keep(link, CAPTURE, row, renew=False)

    def captures(self, *, document_id: str = "", address: str = "") -> list[SeenCapture]:
        """Give the captures of a report or of an address, oldest first."""
        query = select(CAPTURE).order_by(CAPTURE.c.fetched_at)
        if document_id:
            query = query.where(CAPTURE.c.document_id == document_id)
        if address:
            query = query.where((CAPTURE.c.address == address) | (CAPTURE.c.answered_by == address))
        with self.look() as link:
            rows = link.execute(query).mappings().all()
        return [SeenCapture(**{**r, "fetched_at": _time(r["fetched_at"])}) for r in rows]

    def page(self, address: str) -> SeenPage | None:
        """Give what is known of a page."""
        return next(iter(self._pages(PAGE.c.address == address)), None)

    def pages_due(self, now: datetime, limit: int) -> list[SeenPage]:
        """Give pages that are to be looked at again, the longest due first."""
        return self._pages(PAGE.c.next_at <= _text(now), limit)

    def set_page(self, link: Connection, page: SeenPage) -> None:
        """Put down what is known of a page in place of what was.

        Whoever has no plan to look again leaves the plan of whoever has one.
        """
        row = {
            "address": page.address,
            "etag": page.etag,
            "last_modified": page.last_modified,
            "digest": page.digest,
            "document_id": page.document_id,
            "next_at": _text(page.next_at) if page.next_at else None,
            "looks": page.looks,
        }
        unplanned = page.next_at is None and not page.looks
        _keep(link, PAGE, row, keep=("next_at", "looks") if unplanned else ())

    def _pages(self, which: Any, limit: int = 1) -> list[SeenPage]:  # noqa: ANN401
        query = select(PAGE).where(which).order_by(PAGE.c.next_at, PAGE.c.address).limit(limit)
        with self.look() as link:
            rows = link.execute(query).mappings().all()
        return [SeenPage(**{**r, "next_at": _time(r["next_at"])}) for r in rows]

    def first_with(self, link: Connection, digest: str, document_id: str) -> str:
        """Give the first report with the same words, which is this one where there was none."""
        query = select(BODY.c.document_id).where(BODY.c.digest == digest)
        found = link.execute(query).scalar()
        if found is None:
            link.execute(insert(BODY), {"digest": digest, "document_id": document_id})
        return found or document_id

    # Feeds and their entries

    def feed(self, address: str) -> FeedState:
        """Give how a feed stood when last polled."""
        with self.look() as link:
            row = link.execute(select(FEED).where(FEED.c.address == address)).mappings().first()
        return FeedState(**{**row, "next_at": _time(row["next_at"])}) if row else FeedState(address)

    def set_feed(self, link: Connection, feed: FeedState, next_at: datetime) -> None:
        """Put down how a feed stands."""
        row = {
            "address": feed.address,
            "next_at": _text(next_at),
            "failures": feed.failures,
        }
        _keep(link, FEED, row)

    def add_entries(self, link: Connection, entries: Iterable[Waiting], now: datetime) -> int:
        """Queue the entries that are new or changed since; gives how many."""
        known: dict[str, dict[str, str]] = {}
        added = 0
        for e in entries:
            if e.feed not in known:
                held = select(ENTRY.c.key, ENTRY.c.version).where(ENTRY.c.feed == e.feed)
                known[e.feed] = {row.key: row.version for row in link.execute(held)}
            if known[e.feed].get(e.key) == e.version:
                continue
            known[e.feed][e.key] = e.version
            row = {
                **{name: getattr(e, name) for name in ("feed", "key", "version", "address")},
                **{name: getattr(e, name) for name in ("title", "published", "content")},
                "state": "waiting",
                "tries": 0,
                "next_at": _text(now),
            }
            _keep(link, ENTRY, row)
            added += 1
        return added

    def waiting(self, now: datetime, limit: int) -> list[Waiting]:
        """Give entries that may be read now, in the order they came."""
        query = (
            select(ENTRY)
            .where(ENTRY.c.state == "waiting", ENTRY.c.next_at <= _text(now))
            .order_by(ENTRY.c.next_at, ENTRY.c.published, ENTRY.c.feed, ENTRY.c.key)
            .limit(limit)
        )
        names = Waiting.__dataclass_fields__
        with self.look() as link:
            rows = link.execute(query).mappings().all()
        return [Waiting(**{name: row[name] for name in names}) for row in rows]

    def settle(self, link: Connection, entry: Waiting, state: str) -> None:
        """Put an entry down as read or failed, for good."""
        done = {"state": state, "content": None}
        link.execute(update(ENTRY).where(*_same(entry)).values(**done))

    def put_off(self, link: Connection, entry: Waiting, until: datetime) -> None:
        """Put an entry off after a failure."""
        later = {"tries": entry.tries + 1, "next_at": _text(until)}
        link.execute(update(ENTRY).where(*_same(entry)).values(**later))

    def counts(self) -> Mapping[str, int]:
        """Count the entries by state."""
        query = select(ENTRY.c.state, func.count()).group_by(ENTRY.c.state)
        with self.look() as link:
            return {str(state): int(n) for state, n in link.execute(query)}

    # Changes, and what was told

    def await_comparison(self, link: Connection, document_ids: Iterable[str]) -> None:
        """Note reports that are to be set against the others."""
        for name in document_ids:
            _keep(link, PENDING, {"document_id": name}, renew=False)

    def pending(self) -> list[str]:
        """Give the reports that were not yet set against the others."""
        with self.look() as link:
            return sorted(link.execute(select(PENDING.c.document_id)).scalars())

    def compared(self, link: Connection, document_ids: Sequence[str]) -> None:
        """Note that reports were set against the others."""
        for name in document_ids:
            link.execute(delete(PENDING).where(PENDING.c.document_id == name))

    def add_change(self, link: Connection, name: str, body: Mapping[str, Any]) -> bool:
        """Add a change; gives False where it is known by its id."""
        if link.execute(select(CHANGE.c.seq).where(CHANGE.c.id == name)).first():
            return False
        text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
        link.execute(insert(CHANGE), {"id": name, "body": text})
        return True

    def changes(self, after: int = 0, limit: int = 500) -> Iterator[tuple[int, dict[str, Any]]]:
        """Give changes in the order they were found, each with its number."""
        while True:
            query = select(CHANGE).where(CHANGE.c.seq > after).order_by(CHANGE.c.seq).limit(limit)
            with self.look() as link:
                rows = link.execute(query).mappings().all()
            for row in rows:
                yield row["seq"], json.loads(row["body"])
            if len(rows) < limit:
                return
            after = rows[-1]["seq"]

    def newest_changes(self, limit: int) -> list[dict[str, Any]]:
        """Give the newest changes, the newest first."""
        query = select(CHANGE.c.body).order_by(CHANGE.c.seq.desc()).limit(limit)
        with self.look() as link:
            return [json.loads(body) for body in link.execute(query).scalars()]

    def told(self, sink: str) -> int:
        """Give the number of the last change that was told somewhere."""
        with self.look() as link:
            return link.execute(select(TOLD.c.seq).where(TOLD.c.sink == sink)).scalar() or 0

    def set_told(self, sink: str, seq: int) -> None:
        """Note that all changes up to a number were told somewhere."""
        with self.begin() as link:
            _keep(link, TOLD, {"sink": sink, "seq": seq})

    # Archives

    def progress(self, archive: str) -> list[int] | None:
        """Give where the reading of an archive stands."""
        with self.look() as link:
            query = select(PROGRESS.c.position).where(PROGRESS.c.archive == archive)
            found = link.execute(query).scalar()
        return json.loads(found) if found else None

    def set_progress(self, link: Connection, archive: str, position: Sequence[int]) -> None:
        """Put down where the reading of an archive stands."""
        _keep(link, PROGRESS, {"archive": archive, "position": json.dumps(list(position))})


def _keep(
    link: Connection, table: Table, row: Row, *, renew: bool = True, keep: Sequence[str] = ()
) -> None:
    """Insert a row, or with ``renew`` bring the one of the same key up to date but for ``keep``."""
    key = [column == row[column.name] for column in table.primary_key]
    if not link.execute(select(table.primary_key.columns.values()[0]).where(*key)).first():
        link.execute(insert(table), dict(row))
    elif renew:
        news = {name: value for name, value in row.items() if name not in keep}
        link.execute(update(table).where(*key).values(**news))


def _same(entry: Waiting) -> tuple[Any, ...]:
    # A version that the feed has replaced meanwhile is still to be read.
    e = ENTRY.c
    return (e.feed == entry.feed, e.key == entry.key, e.version == entry.version)


def _text(moment: datetime) -> str:
    # One zone and one width, so that texts sort as times do.
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
