"""Set what is new in a ledger against what it held before."""

from collections.abc import Collection

from counterclaim.ledger import Ledger
from counterclaim.model import Reconciliation, Report
from counterclaim.reconcile import corrected, reconcile_ledger


def reports_in(ledger: Ledger) -> list[Report]:
    """Give what reconciling needs of each report of a ledger, as people corrected it."""
    held = (
        Report(r.report.document_id, r.report.imprint, r.claims, r.report.text)
        for r in ledger.readings()
    )
    return corrected(held, ledger.judgements())


def compare_new(ledger: Ledger, new: Collection[str]) -> tuple[Reconciliation, list[Report]]:
    """Reconcile the stories that some reports (document ids) tell; gives all reports too.

    What it says of them is what reconciling the whole ledger says.
    """
    held = reports_in(ledger)
    judged = list(ledger.judgements())
    return reconcile_ledger(held, judgements=judged, known=ledger.names(), told_by=new), held
