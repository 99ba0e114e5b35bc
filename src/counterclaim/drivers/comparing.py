"""Set what is new in a ledger against what it held before."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from counterclaim.ledger import Ledger
from counterclaim.ledger.rows import StoredReading
from counterclaim.ledger.shelf import Shelf
from counterclaim.ledger.standing import standing_in
from counterclaim.model import Judgement, Reconciliation, Report
from counterclaim.reconcile import Growing, corrected, names_kept, reconcile

GROWTH: Final = 4
"""Reports are grouped anew once so many parts of them as one have come, gone or been read again."""
FEW: Final = 64
"""That many may come before that in a ledger of a few."""


def reports_in(ledger: Ledger) -> list[Report]:
    """Give what reconciling needs of each report of a ledger, as people corrected it."""
    return corrected(map(_report, ledger.readings()), ledger.judgements())


def _report(reading: StoredReading) -> Report:
    told = reading.report
    return Report(told.document_id, told.imprint, reading.claims, told.text)


class Comparer:
    """Reconciles the stories that new reports of a ledger tell, time after time.

    The whole ledger is grouped into stories the first time, and again when it has grown by a quarter
    or people judged; in between a report that comes in joins the story that it is most like, which
    takes no longer in a large ledger than in a small one. Of the reports nothing but weights is held.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._growing: Growing | None = None
        self._judged: list[Judgement] = []
        self._standing: dict[str, str] = {}
        """The reading of each report that is held, by document id."""
        self._left = 0
        """Reports that may come, go or be read again before all are grouped anew."""
        self._known: dict[str, str] = {}
        self._shares: Counter[str] = Counter()
        self._told: list[Report] = []

    def compare(self, new: Collection[str]) -> tuple[Reconciliation, list[Report]]:
        """Reconcile the stories that some reports (document ids) tell; gives their reports too."""
        judged = list(self._ledger.judgements())
        known = self._ledger.names()
        if known != self._known:
            self._known, self._shares = known, Counter(known.values())
        with self._ledger.begin(writing=False) as link:
            standing = standing_in(link)
        growing = self._growing if judged == self._judged else None
        # Let go first: two of a large ledger are much, and one half brought up to date is none.
        self._growing, self._judged, self._told = None, judged, []
        if growing is None or not self._brought_up(growing, standing):
            growing = None
            growing = Growing(reports_in(self._ledger), self._make, judged)
            self._left = FEW + len(standing) // GROWTH
        made = growing.made_of(new)
        self._growing, self._standing = growing, standing
        return made, self._told

    def _brought_up(self, growing: Growing, standing: Mapping[str, str]) -> bool:
        """Add and take out what came, went or was read again; False where that is too much."""
        before = self._standing
        changed = [name for name, reading in standing.items() if before.get(name) != reading]
        gone = [name for name in before if name not in standing]
        self._left -= len(changed) + len(gone)
        if self._left < 0:
            return False
        for name in (*gone, *changed):
            if name in growing:
                growing.remove(name)
        for report in self._reports(changed):
            growing.add(report)
        return True

    def _make(self, documents: Sequence[str]) -> Reconciliation:
        reports = self._reports(documents)
        self._told += reports
        own = names_kept([c for r in reports for c in r.claims], self._known, self._shares)
        taken = self._shares.keys()
        return reconcile(reports, judgements=self._judged, known=own, taken=taken)

    def _reports(self, documents: Sequence[str]) -> list[Report]:
        with self._ledger.begin(writing=False) as link:
            readings = Shelf(link).readings(documents)
        return corrected(map(_report, readings), self._judged)
