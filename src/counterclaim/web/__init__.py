"""The web application: the ledger in a browser, and the same over HTTP as JSON.

``create`` makes the application, ``serve`` runs it. A screen is a module of ``screens``;
docs/web-application.md says how one is added.
"""

from counterclaim.web.application import create
from counterclaim.web.serving import serve
from counterclaim.web.settings import Settings

__all__ = ["Settings", "create", "serve"]
