"""The web application on a small ledger, for the tests of its screens."""

import re
import signal
from contextlib import ExitStack
from importlib.resources import files

import pytest
from hypothesis import settings as hypothesis
from starlette.testclient import TestClient

from counterclaim import keep, open_ledger, rebuild, scan
from counterclaim.web import Settings, create

# A shell that runs the tests in the background has programs ignore the interruption that they are
# tested with; a handler of this process is none of theirs, so that they heed it again.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A law is tested, not the machine: a busy one would fail by the clock alone.
hypothesis.register_profile("laws", deadline=None)
hypothesis.load_profile("laws")


class Site:
    """A running application: ``client`` asks it, ``form`` posts to it as a page of its own would."""

    def __init__(self, client, settings):
        self.client = client
        self.settings = settings
        self.holdings = client.app.state.holdings

    def get(self, path, **more):
        """Get a page."""
        return self.client.get(path, **more)

    def form(self, path, data, **more):
        """Post a form with the token that the page before it carried."""
        found = re.search(r'name="csrf" value="(\w+)"', self.get("/").text)
        return self.client.post(path, data={"csrf": found[1], **data}, **more)


@pytest.fixture
def launch(tmp_path):
    """Give a function that starts the application on an empty ledger, with settings of its own."""
    with ExitStack() as stack:

        def start(**settings):
            made = Settings(settings.pop("ledger", tmp_path / "news.ledger"), **settings)
            client = TestClient(create(made), base_url="http://localhost", follow_redirects=False)
            return Site(stack.enter_context(client), made)

        yield start


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory):
    """Give a ledger of the example story with whole texts, its derived tables built."""
    path = tmp_path_factory.mktemp("ledger") / "example.ledger"
    with open_ledger(path) as ledger:
        keep(ledger, scan(str(files("counterclaim") / "example" / "story.jsonl")), keep_text=True)
        rebuild(ledger)
    return path


@pytest.fixture
def site(launch, example_ledger, tmp_path):
    """Give the application on a copy of the example ledger, which a test may change."""
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(example_ledger.read_bytes())
    return launch(ledger=copy)
