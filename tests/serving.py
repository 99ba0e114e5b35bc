"""Small servers on loopback that answer as a test tells them to, and the tools to reach them."""

import ipaddress
import ssl
import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import trustme

from counterclaim.fetch import Fetcher, Limits

LOOPBACK = (ipaddress.ip_network("127.0.0.1/32"),)
"""Only this machine's first address: 127.0.0.2 stays as private as a test needs it."""

Route = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the route of its path and notes it."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def do_GET(self):
        """Note the request and answer it."""
        self.server.asked.append(self.path)
        self.server.headers_seen.append(dict(self.headers))
        route = self.server.routes.get(self.path.partition("?")[0])
        try:
            if route is None:
                self.answer(b"not here", status=404)
            else:
                route(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def do_POST(self):
        """Note what was sent and answer as to a GET."""
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.do_GET()

    def answer(self, body=b"", status=200, kind="text/html; charset=utf-8", **headers):
        """Send a whole answer; underscores in names of headers stand for hyphens."""
        self.send_response(status)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        given = {"Content-Type": kind, "Content-Length": str(len(body)), **given}
        for name, value in given.items():
            if value is not None:
                self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server with ``routes``; remembers what it was asked."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, routes, host="127.0.0.1"):
        super().__init__((host, 0), Handler)
        self.routes = routes
        self.asked, self.headers_seen, self.posted = [], [], []

    def handle_error(self, request, client_address):
        """Let clients leave early."""

    def at(self, path="/", host="127.0.0.1"):
        """Give the address of a path here."""
        return f"http://{host}:{self.server_address[1]}{path}"

    @property
    def pages(self):
        """What was asked for beside robots.txt."""
        return [path for path in self.asked if path != "/robots.txt"]


@contextmanager
def serving(routes, host="127.0.0.1", context=None):
    """Run a server in a thread; with ``context`` it speaks TLS."""
    with Server(routes, host) as server:
        if context is not None:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def tls(*names):
    """Give the server's context for a certificate over ``names``, and one that trusts it."""
    authority = trustme.CA()
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(server)
    client = ssl.create_default_context()
    authority.configure_trust(client)
    return server, client


def fetcher(**given):
    """Give a fetcher that may enter 127.0.0.1 and is in no hurry to wait."""
    options = {
        name: given.pop(name)
        for name in ("sleep", "clock", "resolver", "context", "contact")
        if name in given
    }
    limits = Limits(**{"allow": LOOPBACK, "pace": 0.0, "idle": 5.0, "seconds": 20.0, **given})
    return Fetcher(limits, **options)


def page(words, title="Ferry sinks off Port Vale", **meta):
    """Give a whole page in HTML."""
    paragraphs = "".join(f"<p>{line}</p>" for line in words)
    published = meta.get("published", "2031-05-09T10:00:00+00:00")
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{published}">'
        f'<meta property="og:site_name" content="{meta.get("outlet", "The Harbour Post")}">'
        f"</head><body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()
