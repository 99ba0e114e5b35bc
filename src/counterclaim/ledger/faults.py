"""Database errors turned into problems that a person can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from counterclaim.model import Problem, ProblemError
from counterclaim.model.reason import Reason

_RESTORE = Reason("Restore it from a copy, or read the reports again into a new ledger.")
_CAUSES = {
    "SQLITE_NOTADB": ("CC021", Reason("This file is not a ledger."), Reason("Name another file.")),
    "SQLITE_CORRUPT": ("CC021", Reason("The ledger is damaged."), _RESTORE),
    "SQLITE_READONLY": (
        "CC020",
        Reason("The ledger cannot be written."),
        Reason("Allow writing to the file and its folder, or name another file."),
    ),
    "SQLITE_CANTOPEN": (
        "CC020",
        Reason("The ledger cannot be opened."),
        Reason("Check that its folder exists and that you may write there."),
    ),
    "SQLITE_PERM": (
        "CC020",
        Reason("The ledger cannot be opened."),
        Reason("Check its permissions."),
    ),
    "SQLITE_BUSY": (
        "CC020",
        Reason("Another program has been writing to the ledger for over a minute."),
        Reason("Try again when it is done."),
    ),
    "SQLITE_FULL": (
        "CC020",
        Reason("The disk is full."),
        Reason("What was read before is kept. Make room."),
    ),
    "SQLITE_IOERR": (
        "CC020",
        Reason("The disk failed while the ledger was read or written."),
        Reason("What was acknowledged before is kept. Check the disk."),
    ),
}


def problem_of_fault(fault: BaseException, where: str) -> Problem:
    """Tell the problem behind a database error; names the ledger and what to do."""
    name = str(getattr(fault, "sqlite_errorname", ""))
    for cause, (code, message, hint) in _CAUSES.items():
        if name.startswith(cause):
            return Problem(code, message, where, hint)
    told = Reason(
        "The file is not a ledger of this version, or is damaged ({reason}).", reason=str(fault)
    )
    return Problem("CC021", told, where, _RESTORE)


@contextmanager
def faults_as_problems(where: str) -> Iterator[None]:
    """Raise ProblemError CC020 or CC021 in place of whatever the database raises."""
    try:
        yield
    except DBAPIError as fault:
        raise ProblemError(problem_of_fault(fault.orig or fault, where)) from fault
    except sqlite3.Error as fault:
        raise ProblemError(problem_of_fault(fault, where)) from fault
    except ProblemError as raised:
        if raised.problem.where:
            raise
        told = raised.problem
        raise ProblemError(Problem(told.code, told.message, where, told.hint)) from raised
