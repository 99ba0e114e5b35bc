"""Run the application until it is stopped."""

from collections.abc import Callable

import uvicorn

from counterclaim.model import Problem, ProblemError
from counterclaim.web.application import create
from counterclaim.web.settings import Settings, refusal


def serve(settings: Settings, ready: Callable[[], None] = lambda: None) -> None:
    """Serve a ledger until Ctrl-C; ``ready`` is called once nothing refuses to start.

    Raises ProblemError CC060 for settings that are not safe, CC020 to CC022 for the ledger.
    """
    if told := refusal(settings):
        raise ProblemError(Problem("CC060", told))
    application = create(settings)
    ready()
    uvicorn.run(
        application,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        # A proxy's own headers are read by security.py, and only from the proxies named.
        proxy_headers=False,
    )
