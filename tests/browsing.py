"""A headless browser on the running application, for the tests of its screens."""

import re
import shutil
import socket
import time
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import sync_playwright

from counterclaim import keep, open_ledger, read_text, rebuild, scan
from counterclaim.web import Settings, create

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ABSENT = "no headless browser is installed here: make browser installs Debian's"
NARROW, WIDE = 360, 1440
NAMES = re.compile(r"[0-9a-f]{16}")
SERIOUS = frozenset({"serious", "critical"})

HOSTILE = (
    "<script>window.owned = 1</script> “قُتل أربعون شخصًا في الوادي” said the governor: at least 40 people "
    "died at Qarun.\n\n\u202eAt least 41 people died at Qarun, the army said.\u202c\n\n"
    f"At least 39 people died at Qarun, {'x' * 3000} said."
)
TITLE = "فيضان في الوادي"


def browser_path():
    """Give where a browser that Playwright can drive is, None where there is none."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def write_ledger(path):
    """Make a ledger of the example story and a report with hostile words, its tables built."""
    story = list(scan(str(files("counterclaim") / "example" / "story.jsonl")))
    hostile = read_text(HOSTILE, title=TITLE, outlet="Hostile <b>Post</b>", language="en")
    with open_ledger(path) as ledger:
        keep(ledger, [*story, hostile], keep_text=True)
        rebuild(ledger)


@contextmanager
def served(ledger):
    """Serve a ledger on a free port of this machine; gives its address."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        config = uvicorn.Config(create(Settings(ledger, fetching=False)), log_level="error")
        server = uvicorn.Server(config)
        thread = Thread(target=server.run, kwargs={"sockets": [door]})
        thread.start()
        while thread.is_alive() and not server.started:
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(30)


@contextmanager
def launched():
    """Start the browser."""
    with sync_playwright() as driver:
        # A sandbox within a container's own is refused to root.
        browser = driver.chromium.launch(
            executable_path=browser_path(), args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


@contextmanager
def opened(browser, base, *, width=WIDE, scheme="light", scripts=True, language="en"):
    """Open a page; at its end no script may have failed and nothing have been blocked."""
    context = browser.new_context(
        base_url=base,
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        java_script_enabled=scripts,
        locale=language,
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    said = []
    page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
    page.on("pageerror", lambda fault: said.append(str(fault)))
    outside = []
    page.on(
        "request", lambda r: None if r.url.startswith((base, "data:")) else outside.append(r.url)
    )
    yield page
    context.close()
    assert not said
    assert not outside


def pattern(address):
    """Give the kind of page that an address leads to: its path, with ids as "*"."""
    return NAMES.sub("*", address.split("?")[0].split("#")[0])


def addresses(base, get, limit=60):
    """Follow the links from the first page; gives one address for each kind of page."""
    found, waiting = {"/": "/"}, ["/"]
    while waiting and len(found) < limit:
        for link in re.findall(r'href="(/[^"]*)"', get(base + waiting.pop(0))):
            address = link.replace("&amp;", "&").split("#")[0]
            if address.startswith("/assets/") or pattern(address) in found:
                continue
            found[pattern(address)] = address
            waiting.append(address)
    return list(found.values())


def faults(page):
    """Give what axe finds seriously wrong, each as its rule and the elements."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{fault['id']}: {', '.join(node['html'][:120] for node in fault['nodes'][:3])}"
        for fault in found["violations"]
        if fault["impact"] in SERIOUS
    ]


def spill(page):
    """Give by how many pixels a page is wider than its window, and what sticks out."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          const over = document.documentElement.scrollWidth - width;
          if (over <= 0) return "";
          const out = [...document.querySelectorAll("body *")]
            .filter((e) => e.getBoundingClientRect().right > width + 1)
            .slice(0, 4).map((e) => e.outerHTML.slice(0, 90));
          return `${over} px: ${out.join(" | ")}`;
        }"""
    )


def hidden(page):
    """Give the links of navigations that stick out of what shows them, with their rings of focus."""
    return page.evaluate(
        """() => [...document.querySelectorAll("nav a")].filter((link) => {
          const box = link.getBoundingClientRect();
          if (box.right > innerWidth) return true;
          for (let up = link.parentElement; up !== document.body; up = up.parentElement) {
            const frame = up.getBoundingClientRect();
            if (getComputedStyle(up).overflowX !== "visible" && box.bottom + 5 > frame.bottom)
              return true;
          }
          return false;
        }).map((link) => `hidden: ${link.outerHTML.slice(0, 90)}`)"""
    )


def squeezed(page):
    """Double the size of letters; give what then sticks out or is set a letter a line."""
    found = page.evaluate(
        """() => {
          document.documentElement.style.fontSize = "200%";
          return [...document.querySelectorAll("main :is(a, dd, kbd, p, td, li)")].filter((e) => {
            const words = e.textContent.trim(), line = parseFloat(getComputedStyle(e).fontSize);
            const longest = Math.max(...words.split(/\\s+/).map((word) => word.length));
            return e.checkVisibility() && getComputedStyle(e).display !== "inline"
              && longest > 4 && e.clientWidth > 1 && e.clientWidth < 2 * line;
          }).slice(0, 4).map((e) => `squeezed: ${e.outerHTML.slice(0, 90)}`);
        }"""
    )
    told = [*found, *filter(None, [spill(page)])]
    page.evaluate("document.documentElement.style.fontSize = ''")
    return told
