"""Watch feeds: poll them, read what is new, look at pages again, and find what changed.

Everything that must stand or fall together is one transaction of the ledger's file: a report with
its claims, the entry it came from and that it is still to be compared; changes with what they came
from. So whenever the program ends, the next run goes on where it was, and nothing is done twice.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from counterclaim.captures.coding import decoded
from counterclaim.captures.opening import open_body
from counterclaim.captures.streams import LIMIT
from counterclaim.drivers.changes import Change, changes_of, copied, lost
from counterclaim.drivers.comparing import Comparer
from counterclaim.drivers.copies import OnceReader, body_digest
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.keeping import note_origin
from counterclaim.drivers.origins import Origin, Visit
from counterclaim.drivers.plan import FeedPlan, Plan
from counterclaim.drivers.sidewise import Pacing, side_by_side
from counterclaim.drivers.stamping import stamp
from counterclaim.feeds import Entry, read_feed
from counterclaim.fetch import ComeBackError, StatusError
from counterclaim.ledger import Ledger
from counterclaim.ledger.web import WebState
from counterclaim.model import Capture, Extraction, Problem, ProblemError, Report
from counterclaim.model.web import FeedState, SeenPage, Waiting
from counterclaim.readers import read_capture

BATCH: Final = 64
"""Entries read before what is new is compared and told."""
FETCHERS: Final = 8
"""Pages fetched at a time; one host is asked no faster for that."""
TRIES: Final = 6
FIRST_PAUSE: Final = timedelta(minutes=5)
"""Before an entry is tried again; each further pause is twice as long."""
LONGEST_PAUSE: Final = timedelta(hours=12)
_PASSING: Final = frozenset({"CC032", "CC034", "CC038", "CC040", "CC041"})
"""Problems that may be over when one tries again."""
_DEEPEST: Final = 2
"""Sitemaps that are listed by sitemaps that are listed by the one that was named."""


@dataclass(frozen=True, slots=True)
class Watch:
    """One list of feeds and one ledger; ``now`` gives the time with its zone."""

    plan: Plan
    ledger: Ledger
    state: WebState
    gatherer: Gatherer
    comparer: Comparer
    keep_text: bool = False
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    reader: OnceReader = field(default_factory=OnceReader)
    pacing: Pacing = field(default_factory=Pacing)

    def round(self, *, at_once: bool = False) -> Iterator[Problem | None]:
        """Poll the feeds that are due and read all that waits.

        ``at_once`` polls all, but for those that failed and are left alone for a while. Gives each
        problem, and None where changes may have been found that can be told.
        """
        yield from self._compared()  # what an ended run left behind
        for feed in self.plan.feeds:
            state = self.state.feed(feed.address)
            early = at_once and not state.failures
            if early or state.next_at is None or state.next_at <= self.now():
                yield from self._poll(feed, state)
        while batch := self.state.waiting(self.now(), BATCH):
            yield from self._read_batch(batch)
            yield from self._compared(in_time=True)
        while pages := self.state.pages_due(self.now(), BATCH):
            for page in pages:
                yield from self._look_again(page)
            yield from self._compared(in_time=True)
        yield from self._compared()

    def next_due(self) -> datetime:
        """Give when there is something to do again, at the latest in the shortest interval."""
        shortest = min(feed.every for feed in self.plan.feeds)
        states = (self.state.feed(feed.address) for feed in self.plan.feeds)
        due = [s.next_at for s in states if s.next_at]
        return min([*due, self.now() + shortest])

    # Feeds

    def _poll(self, feed: FeedPlan, state: FeedState) -> Iterator[Problem | None]:
        """Poll a feed and queue what is new of it."""
        visits: list[Visit] = []
        try:
            entries, problems = self._entries(feed.address, visits)
        except ProblemError as stopped:
            yield stopped.problem
            failures = state.failures + 1
            pause = max(_pause(stopped, failures), feed.every)
            with self.state.begin() as link:
                failed = FeedState(feed.address, failures)
                self.state.set_feed(link, failed, self.now() + pause)
            return
        yield from problems
        oldest = self.now() - feed.since if feed.since else None
        waiting = [_waiting(feed.address, e) for e in entries if not _is_older(e, oldest)]
        with self.state.begin() as link:
            self.state.add_entries(link, waiting, self.now())
            for visit in visits:
                note_origin(self.state, link, Origin(visit), "")
            self.state.set_feed(link, FeedState(feed.address), self.now() + feed.every)

    def _entries(
        self, address: str, visits: list[Visit], depth: int = 0
    ) -> tuple[list[Entry], list[Problem]]:
        """Give the entries of a feed, and those of the sitemaps that it lists."""
        visit = self.gatherer.visit(address)
        body = visit.body
        visits.append(replace(visit, body=b""))  # a list of sitemaps leads to thousands
        if body.startswith(b"\x1f\x8b"):
            body = decoded(body, ["gzip"], LIMIT)
        feed = read_feed(body, visit.address, visit.media_type)
        entries, problems = list(feed.entries), list(feed.problems)
        for child in feed.children if depth < _DEEPEST else ():
            try:
                inner, faults = self._entries(child, visits, depth + 1)
            except ProblemError as stopped:
                problems.append(stopped.problem)
            else:
                entries += inner
                problems += faults
        for number, entry in enumerate(feed.entries, 1):
            if not entry.address and not entry.content:
                message = "The entry has neither an address nor words."
                problems.append(Problem("CC051", message, f"{address}#{number}"))
        # What was told of a feed that has not changed since is not told again.
        return [e for e in entries if e.address or e.content], problems if visit.changed else []

    # Entries

    def _read_batch(self, batch: Sequence[Waiting]) -> Iterator[Problem | None]:
        """Fetch the pages of some entries side by side, and read them in their order."""
        with side_by_side(
            self.gatherer.visit, [e.address for e in batch if e.address], FETCHERS
        ) as visits:
            for entry in batch:
                try:
                    visit = visits[entry.address].result() if entry.address else None
                    yield from self._read_entry(entry, visit)
                except ProblemError as stopped:
                    yield from self._put_off(entry, stopped)

    def _read_entry(self, entry: Waiting, visit: Visit | None) -> Iterator[Problem | None]:
        """Read what an entry leads to; that it was read is kept with what was read."""
        found: list[Extraction] = []
        for item in self._items(entry, visit):
            result = self._extracted(item, entry)
            if isinstance(result, Problem):
                yield result
                self.ledger.note(result, stamp(""))
            else:
                yield from (p for p in result.problems)
                found.append(result)

        before = self.state.page(visit.asked) if visit is not None else None

        def also(link: Connection) -> None:
            if before is not None and found:
                self._tell(link, self._lost(before, found[0]))
            if visit is not None:
                page = SeenPage(visit.asked, "", "", "", next_at=self._next_look(0))
                self._seen(link, visit, found, page)
            self.state.settle(link, entry, "read" if found else "failed")
            self._arrived(link, found)

        self._add(found, also)

    def _items(self, entry: Waiting, visit: Visit | None) -> Iterator[Capture | Problem]:
        if visit is not None:
            yield from open_body(visit.body, visit.address, visit.media_type, visit.encoding)
            return
        title = entry.title.replace("&", "&amp;").replace("<", "&lt;")
        page = (
            f"<!doctype html><html><head><title>{title}</title></head>"
            f"<body><article><h1>{title}</h1>{entry.content}</article></body></html>"
        )
        yield Capture(f"{entry.feed}#{entry.key}", "text/html", page.encode("utf-8", "replace"))

    def _extracted(self, item: Capture | Problem, entry: Waiting | None) -> Extraction | Problem:
        """Read one capture; what the page does not say of itself is taken from the feed."""
        if isinstance(item, Problem):
            return item
        try:
            document, problems = read_capture(item)
            if entry is not None:
                outlets = {feed.address: feed.outlet for feed in self.plan.feeds}
                about = document.imprint
                given = datetime.fromisoformat(entry.published) if entry.published else None
                about = replace(
                    about,
                    published=about.published or given,
                    outlet=about.outlet or outlets.get(entry.feed, ""),
                    title=about.title or entry.title,
                )
                document = replace(document, imprint=about)
            return self.reader.read(document, problems)
        except ProblemError as stopped:
            return replace(stopped.problem, where=stopped.problem.where or item.address)
        except Exception as fault:  # noqa: BLE001 (whatever it is, the others are read)
            message = f"A fault inside Counterclaim stopped the reading ({fault!r:.200})."
            return Problem("CC090", message, item.address, "Please report it.")

    def _put_off(self, entry: Waiting, stopped: ProblemError) -> Iterator[Problem]:
        """Try again later what may be over then; give the rest up, and say so."""
        yield stopped.problem
        again = _is_passing(stopped) and entry.tries + 1 < TRIES
        if not again:
            self.ledger.note(stopped.problem, stamp(""))
        with self.state.begin() as link:
            if again:
                pause = _pause(stopped, entry.tries + 1)
                self.state.put_off(link, entry, self.now() + pause)
            else:
                self.state.settle(link, entry, "failed")

    # Pages

    def _look_again(self, page: SeenPage) -> Iterator[Problem | None]:
        """Look whether a page still holds what was read there."""
        looks = page.looks + 1
        later = replace(page, next_at=self._next_look(looks), looks=looks)
        try:
            visit = self.gatherer.visit(page.address)
        except ProblemError as stopped:
            yield stopped.problem
            gone = isinstance(stopped, StatusError) and stopped.status in {404, 410}
            with self.state.begin() as link:
                if gone:
                    self._tell(link, self._lost(page, None))
                self.state.set_page(link, replace(later, next_at=None) if gone else later)
            return
        if not visit.changed:
            with self.state.begin() as link:
                self.state.set_page(link, later)
            return
        found: list[Extraction] = []
        for item in open_body(visit.body, visit.address, visit.media_type, visit.encoding):
            result = self._extracted(item, None)
            if isinstance(result, Problem):
                yield result
            else:
                found.append(result)

        def also(link: Connection) -> None:
            self._seen(link, visit, found or None, later, page.document_id)
            if found:
                self._tell(link, self._lost(page, found[0]))
            self._arrived(link, found)

        self._add(found, also)

    def _lost(self, page: SeenPage, after: Extraction | None) -> Iterator[Change]:
        """Give the figures that a page held when it was last read, and holds no longer."""
        stored = self.state.report(page.document_id)
        if stored is None or (after and after.document.id == page.document_id):
            return
        claims = tuple(self.ledger.claims(document_id=page.document_id))
        report = Report(page.document_id, stored.imprint, claims)
        kept = [c.file for c in self.state.captures(document_id=page.document_id) if c.file]
        seen = {"found_at": self._moment(), "capture": kept[-1] if kept else ""}
        now = after.document if after else None
        yield from lost(claims, report, now, after.claims if after else (), seen)

    def _next_look(self, looks: int) -> datetime | None:
        waits = self.plan.recheck
        return self.now() + waits[looks] if looks < len(waits) else None

    # What is kept

    def _add(self, found: Sequence[Extraction], also: Callable[[Connection], None]) -> None:
        stamped = [(e, stamp(e.document.imprint.language)) for e in found]
        self.ledger.add_all(stamped, keep_text=self.keep_text, also=also)

    def _seen(
        self,
        link: Connection,
        visit: Visit,
        found: Sequence[Extraction] | None,
        page: SeenPage,
        document_id: str = "",
    ) -> None:
        """Note the capture and when to look at its page again."""
        for name in [e.document.id for e in reversed(found or ())] or [document_id]:
            note_origin(
                self.state, link, Origin(visit), name, next_at=page.next_at, looks=page.looks
            )

    def _arrived(self, link: Connection, found: Sequence[Extraction]) -> None:
        """Note what is to be compared; a copy of another outlet's report tells nothing new."""
        for extraction in found:
            document = extraction.document
            digest = body_digest(document)
            first = self.state.first_with(link, digest, document.id) if digest else document.id
            original = self.state.report(first) if first != document.id else None
            if original and original.imprint.publisher != document.imprint.publisher:
                self._tell(
                    link,
                    [
                        copied(
                            Report(document.id, document.imprint, ()),
                            Report(first, original.imprint, ()),
                            self._moment(),
                        )
                    ],
                )
            else:
                self.state.await_comparison(link, [document.id])

    def _compared(self, *, in_time: bool = False) -> Iterator[Problem | None]:
        """Set what is new against all that was read before.

        With ``in_time`` only if that takes no more than a quarter of the time, as it did last.
        """
        new = self.state.pending()
        if new and (not in_time or self.pacing.is_time()):
            self.pacing.begin()
            names = frozenset(new)
            made, reports = self.comparer.compare(names)
            found = changes_of(made, reports, names, self._moment())
            with self.state.begin() as link:
                self._tell(link, found)
                self.state.compared(link, new)
            self.pacing.end()
        yield None

    def _tell(self, link: Connection, changes: Iterable[Change]) -> None:
        for change in changes:
            self.state.add_change(link, change.id, change.body)

    def _moment(self) -> str:
        return self.now().isoformat(timespec="seconds")


def _waiting(feed: str, entry: Entry) -> Waiting:
    return Waiting(
        feed=feed,
        key=entry.key,
        version=entry.version,
        address=entry.address,
        title=entry.title,
        published=entry.published or None,
        content=entry.content or None,
    )


def _is_older(entry: Entry, oldest: datetime | None) -> bool:
    """Whether an entry says that it is older; one that gives no time is taken to be new."""
    said = entry.version or entry.published
    if oldest is None or not said:
        return False
    moment = datetime.fromisoformat(said)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)) < oldest


def _is_passing(stopped: ProblemError) -> bool:
    if isinstance(stopped, StatusError):
        return stopped.status >= 500 or stopped.status == 408
    return stopped.problem.code in _PASSING


def _pause(stopped: ProblemError, failures: int) -> timedelta:
    """Give how long to leave something alone after it failed for the nth time."""
    asked = timedelta(seconds=stopped.seconds) if isinstance(stopped, ComeBackError) else None
    return asked or min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(failures - 1, 12))
