"""Watching feeds on loopback: what is new is read once, what changed is told once."""

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from counterclaim.drivers.comparing import Comparer
from counterclaim.drivers.gathering import Gatherer
from counterclaim.drivers.keeping import Keeper
from counterclaim.drivers.origins import read_sourced
from counterclaim.drivers.plan import FeedPlan, Plan, read_plan
from counterclaim.drivers.telling import atom_of, tell_atom, tell_lines, tell_webhook
from counterclaim.drivers.watching import Watch
from counterclaim.fetch import CaptureFolder
from counterclaim.ledger import open_ledger
from counterclaim.ledger.web import WebState
from counterclaim.model import ProblemError
from serving import fetcher, page, serving

PROGRAM = Path(sys.executable).with_name("counterclaim")
CLOSING = (
    "The harbour will stay closed until Monday, when divers are to look at the wreck again, and "
    "families of those on board have been asked to wait in the old customs house on the quay."
)


def story(number, hour, outlet="The Harbour Post", who="the mayor", title="Ferry sinks"):
    line = f"At least {number} people drowned when a ferry sank off Port Vale, {who} said."
    published = f"2031-05-09T{hour:02}:00:00+00:00"
    return page([line, CLOSING], title=title, outlet=outlet, published=published)


def feed_of(*entries):
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><guid>{link}</guid></item>"
        for link, title in entries
    )
    text = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>P</title>{items}</channel></rss>"
    )
    return text.encode()


def tagged(get, kind="text/html; charset=utf-8"):
    """Answer with what ``get`` gives, and 304 as long as it gives the same."""

    def route(handler):
        body = get()
        tag = f'"{hash(body)}"'
        if handler.headers.get("If-None-Match") == tag:
            handler.answer(status=304)
        else:
            handler.answer(body, kind=kind, ETag=tag)

    return route


class Site:
    """A feed with pages that a test changes."""

    def __init__(self):
        self.pages = {}
        self.entries = []
        self.routes = {"/feed": tagged(self.feed, "application/rss+xml")}

    def feed(self):
        """Give the feed as it is now."""
        return feed_of(*self.entries)

    def put(self, path, body, *, listed=True):
        """Put a page in place of what was there, and its entry into the feed."""
        self.pages[path] = body
        self.routes[path] = tagged(lambda: self.pages[path])
        if listed and (path, path) not in self.entries:
            self.entries.append((path, path))


@pytest.fixture
def site():
    return Site()


class Clock:
    """A clock that a test sets."""

    def __init__(self):
        self.at = datetime(2031, 5, 9, 12, tzinfo=UTC)

    def __call__(self):
        """Give the time."""
        return self.at

    def seconds(self):
        """Give the time as seconds."""
        return self.at.timestamp()

    def later(self, **given):
        """Let time go by."""
        self.at += timedelta(**given)


class Desk:
    """A watch over one feed, run in the test's own process."""

    def __init__(self, tmp_path, server, **plan):
        tmp_path.mkdir(exist_ok=True)
        self.folder = CaptureFolder(tmp_path / "captures")
        self.ledger = open_ledger(tmp_path / "figures.ledger")
        self.state = WebState(self.ledger)
        self.clock = Clock()
        self.fetcher = fetcher(retries=0, clock=self.clock.seconds)
        self.watch = Watch(
            plan=Plan((FeedPlan(server.at("/feed"), "", timedelta(minutes=15)),), **plan),
            ledger=self.ledger,
            state=self.state,
            gatherer=Gatherer(self.fetcher, folder=self.folder, state=self.state),
            comparer=Comparer(self.ledger),
            now=self.clock,
        )
        self.seen = 0

    def round(self, **later):
        """Run a round; gives the kinds of the changes found in it and the codes of problems."""
        self.clock.later(**later)
        problems = [p.code for p in self.watch.round() if p is not None]
        news = list(self.state.changes(self.seen))
        self.seen = news[-1][0] if news else self.seen
        self.news = [change for _, change in news]
        return sorted(c["kind"] for c in self.news) + problems


def test_what_is_new_is_read_once_and_what_changed_is_told(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        assert desk.round() == ["new_figure"]
        assert desk.news[0]["claim"]["figure"] == "At least 9"
        assert desk.round(minutes=20) == []
        assert server.pages == ["/feed", "/a", "/feed"]
        assert "If-None-Match" in server.headers_seen[-1]
        site.put("/b", story(14, 11, title="Ferry toll rises"))
        assert desk.round(minutes=20) == ["revision"]
        assert desk.news[0]["claim"]["figure"] == "At least 14"
        assert desk.news[0]["others"][0]["figure"] == "At least 9"
        assert len(list(desk.ledger.reports())) == 2


def test_a_feed_is_not_polled_before_its_time(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        desk.round(minutes=5)
        assert server.pages.count("/feed") == 1
        desk.round(minutes=11)
        assert server.pages.count("/feed") == 2


def test_another_voice_contradicts(site, tmp_path):
    site.put("/a", story(40, 9).replace(b"At least 40", b"Exactly 40"))
    later = story(9, 10, "The Vale Times", "the coastguard").replace(b"At least 9", b"Exactly 9")
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        site.put("/b", later.replace(CLOSING.encode(), b"The search goes on in the bay."))
        assert desk.round(minutes=20) == ["contradiction"]
        assert desk.news[0]["claim"]["outlet"] == "The Vale Times"
        assert desk.news[0]["reason"]


def test_a_page_that_no_longer_holds_its_figure_is_told_with_its_capture(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server, recheck=(timedelta(hours=1), timedelta(hours=6)))
        desk.round()
        assert desk.round(minutes=61) == []
        assert server.pages.count("/a") == 2
        site.put("/a", story(52, 9))
        assert "gone" in desk.round(hours=6, minutes=1)
        (gone,) = (c for c in desk.news if c["kind"] == "gone")
        assert gone["claim"]["figure"] == "At least 9"
        kept = desk.folder.path(gone["capture"])
        done = subprocess.run(
            [PROGRAM, "read", str(kept), "-f", "jsonl"], capture_output=True, text=True, check=True
        )
        assert "At least 9" in done.stdout
        assert desk.round(days=30) == []
        assert server.pages.count("/a") == 3


def test_a_page_that_is_gone_is_told(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        del site.routes["/a"]
        assert desk.round(hours=2) == ["gone", "CC039"]
        assert desk.news[0]["reason"] == "The page is gone."
        assert desk.round(hours=48) == []


def test_a_syndicated_copy_is_kept_and_told_as_a_copy(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        site.put("/b", story(9, 11, "The Vale Times"))
        assert desk.round(minutes=20) == ["copy"]
        (copy,) = desk.news
        assert copy["report"]["outlet"] == "The Vale Times"
        assert copy["of"]["outlet"] == "The Harbour Post"
        outlets = {r.imprint.outlet for r in desk.ledger.reports()}
        assert outlets == {"The Harbour Post", "The Vale Times"}


def test_what_fails_for_now_is_tried_again_and_the_rest_given_up(site, tmp_path):
    down = {"on": True}

    def flaky(handler):
        # A host that is down is left alone, so the other page has to be asked for before.
        for _ in range(500):
            if "/missing" in server.pages:
                break
            time.sleep(0.01)
        handler.answer(b"down" if down["on"] else story(9, 9), status=503 if down["on"] else 200)

    site.routes["/a"] = flaky
    site.entries += [("/missing", "m"), ("/a", "a")]
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        assert sorted(desk.round()) == ["CC038", "CC039"]
        assert desk.state.counts() == {"waiting": 1, "failed": 1}
        down["on"] = False
        assert desk.round(minutes=1) == []
        assert desk.round(minutes=10) == ["new_figure"]
        assert desk.state.counts() == {"read": 1, "failed": 1}
        assert server.pages.count("/missing") == 1
        assert {p.code for p in desk.ledger.problems()} == {"CC039"}


def test_what_fails_for_good_is_not_tried_for_ever(site, tmp_path):
    site.routes["/a"] = lambda h: h.answer(b"down", status=500)
    site.entries.append(("/a", "a"))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        for _ in range(12):
            desk.round(hours=13)
        assert desk.state.counts() == {"failed": 1}
        assert server.pages.count("/a") == 6


def test_a_feed_that_asks_for_patience_gets_it(site, tmp_path):
    site.routes["/feed"] = lambda h: h.answer(b"wait", status=429, Retry_After="7200")
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        assert desk.round() == ["CC038"]
        assert desk.round(minutes=90) == []
        assert desk.round(minutes=31) == ["CC038"]


def test_words_in_the_feed_itself_are_read(site, tmp_path):
    body = story(9, 9).decode().partition("<article>")[2].partition("</article>")[0]
    item = {"id": "1", "title": "Ferry sinks", "content_html": body}
    item["date_published"] = "2031-05-09T09:00:00+00:00"
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [item, {"id": "2"}]})
    site.routes["/feed"] = lambda h: h.answer(feed.encode(), kind="application/feed+json")
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        assert desk.round() == ["new_figure", "CC051"]
        (report,) = desk.ledger.reports()
        assert report.imprint.published == datetime(2031, 5, 9, 9, tzinfo=UTC)
        assert desk.round(minutes=20) == []


def test_sitemaps_of_sitemaps_are_followed(site, tmp_path):
    site.put("/a", story(9, 9), listed=False)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    index = f"<sitemapindex {space}><sitemap><loc>/inner</loc></sitemap></sitemapindex>"
    inner = f"<urlset {space}><url><loc>/a</loc></url></urlset>"
    site.routes["/feed"] = lambda h: h.answer(index.encode(), kind="application/xml")
    site.routes["/inner"] = lambda h: h.answer(inner.encode(), kind="application/xml")
    with serving(site.routes) as server:
        assert Desk(tmp_path, server).round() == ["new_figure"]


def test_old_entries_can_be_left_out(site, tmp_path):
    site.put("/a", story(9, 9), listed=False)
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    dated = "<url><loc>{}</loc><lastmod>{}</lastmod></url>".format
    inner = dated("/old", "2019-01-01") + dated("/a", "2031-05-09T09:00:00Z")
    body = f"<urlset {space}>{inner}<url><loc>/untold</loc></url></urlset>"
    site.routes["/feed"] = lambda h: h.answer(body.encode(), kind="application/xml")
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        (feed,) = desk.watch.plan.feeds
        plan = replace(desk.watch.plan, feeds=(replace(feed, since=timedelta(days=30)),))
        desk.watch = replace(desk.watch, plan=plan)
        assert desk.round() == ["new_figure", "CC039"]
    assert sorted(server.pages) == ["/a", "/feed", "/untold"]


def test_reading_a_page_by_hand_leaves_the_plan_to_look_again(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        planned = desk.state.page(server.at("/a"))
        gatherer = Gatherer(desk.fetcher, folder=desk.folder, state=desk.state)
        with Keeper(desk.ledger, state=desk.state) as keeper:
            for result, origin in read_sourced(gatherer.open([server.at("/a")])):
                keeper.take(result, origin)
        assert planned.next_at is not None
        assert desk.state.page(server.at("/a")) == planned


def test_a_feed_of_ten_thousand_entries_loses_none(site, tmp_path):
    """All are queued at once; the pages are read batch by batch."""
    site.entries = [(f"/n/{i}", str(i)) for i in range(10_000)]
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        steps = desk.watch.round()
        next(steps)  # nothing was left behind
        with pytest.raises(ProblemError):
            desk.fetcher.fetch(server.at("/n/0"))
        began = time.perf_counter()
        for _ in range(2):
            next(steps)
        steps.close()
        assert time.perf_counter() - began < 60
        counts = desk.state.counts()
    assert sum(counts.values()) == 10_000
    assert counts["waiting"] >= 9_900


def test_a_busy_host_is_not_asked_again_for_each_of_its_pages(site, tmp_path):
    for number in range(30):
        site.routes[f"/n/{number}"] = lambda h: h.answer(b"", status=429, Retry_After="3600")
        site.entries.append((f"/n/{number}", "n"))
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        assert desk.round() == ["CC038"] * 30
        asked = len(server.pages)
        assert asked <= 1 + 8  # the feed, and as many as are fetched at a time
        assert desk.round(minutes=30) == ["CC038"]  # the feed
        assert len(server.pages) == asked
        assert desk.state.counts() == {"waiting": 30}


def test_what_is_read_and_that_it_was_read_stand_or_fall_together(site, tmp_path, monkeypatch):
    site.put("/a", story(9, 9))
    for broken in ("settle", "set_page", "see", "await_comparison", "first_with"):
        with serving(site.routes) as server, monkeypatch.context() as patched:
            desk = Desk(tmp_path / broken, server)
            polled = desk.watch.round()
            next(polled)

            def fail(*_, **__):
                raise KeyboardInterrupt

            patched.setattr(WebState, broken, fail)
            with pytest.raises(KeyboardInterrupt):
                list(polled)
            patched.undo()
            assert list(desk.ledger.reports()) == []
            desk.clock.later(minutes=20)
            assert desk.round() == ["new_figure"]
            assert desk.state.counts() == {"read": 1}


def test_an_interruption_waits_for_no_slow_server(site, tmp_path):
    site.routes["/slow"] = lambda _: time.sleep(20)
    site.entries.append(("/slow", "s"))
    with serving(site.routes) as server:
        line = watch_line(tmp_path, server)
        process = subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(200):
            if "/slow" in server.asked:
                break
            time.sleep(0.05)
        began = time.perf_counter()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=30)
        assert time.perf_counter() - began < 5
    assert process.returncode == 130
    assert told.startswith("Stopped.")


# Telling


def test_files_and_webhooks_are_told_once(site, tmp_path):
    site.put("/a", story(9, 9))
    answers = [500, 200, 200]
    site.routes["/hook"] = lambda h: h.answer(b"", status=answers.pop(0))
    lines, atom = tmp_path / "out" / "changes.jsonl", tmp_path / "changes.atom"
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        for _ in range(2):
            tell_lines(desk.state, lines)
            tell_atom(desk.state, atom)
        hook = server.at("/hook")
        with pytest.raises(ProblemError) as raised:
            tell_webhook(desk.state, hook, desk.fetcher)
        assert raised.value.problem.code == "CC054"
        tell_webhook(desk.state, hook, desk.fetcher)
        tell_webhook(desk.state, hook, desk.fetcher)
        sent = [json.loads(body) for body in server.posted]
        assert [c["id"] for c in sent] == [desk.news[0]["id"]] * 2
        assert server.headers_seen[-1]["Idempotency-Key"] == sent[0]["id"]
        # A line that was cut off in mid-write is written anew, and no other twice.
        whole = lines.read_bytes()
        site.put("/b", story(14, 11, title="Ferry toll rises"))
        desk.round(minutes=20)
        lines.write_bytes(whole + b'{"id":"hal')
        tell_lines(desk.state, lines)
        tell_atom(desk.state, atom)
    told = [json.loads(line) for line in lines.read_text().splitlines()]
    assert [c["kind"] for c in told] == ["new_figure", "revision"]
    feed = ET.fromstring(atom.read_text())  # noqa: S314 (written here)
    name = "{http://www.w3.org/2005/Atom}"
    titles = [e.findtext(f"{name}title") for e in feed.iter(f"{name}entry")]
    assert [t.split(":")[0] for t in titles] == ["Revised", "New figure"]


def test_a_feed_of_changes_that_cannot_be_written_leaves_nothing_behind(site, tmp_path):
    site.put("/a", story(9, 9))
    atom = tmp_path / "out" / "changes.atom"
    with serving(site.routes) as server:
        desk = Desk(tmp_path, server)
        desk.round()
        atom.mkdir(parents=True)  # what can be written beside it and not be put in its place
        site.put("/b", story(14, 11, title="Ferry toll rises"))
        desk.round(minutes=20)
        with pytest.raises(ProblemError, match="CC054"):
            tell_atom(desk.state, atom)
        assert list(atom.parent.iterdir()) == [atom]
        atom.rmdir()
        atom.parent.rmdir()
        tell_atom(desk.state, atom)  # its folder is made, as that of the lines is
    assert atom.exists()


@pytest.mark.parametrize("sign", ["\0", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_no_sign_of_a_page_breaks_the_feed_of_changes(sign):
    about = {"figure": f"9{sign}", "measure": "killed", "voice": "", "outlet": sign, "title": ""}
    claim = {**about, "address": f"https://a.test/{sign}", "sentence": f"Nine {sign} drowned."}
    change = {"id": "a", "kind": "new_figure", "found_at": "2031-05-09", "claim": claim}
    feed = ET.fromstring(atom_of([change]))  # noqa: S314 (written here)
    assert "drowned" in "".join(feed.itertext())


# The list of feeds


def test_the_list_of_feeds_is_read(tmp_path):
    path = tmp_path / "feeds.toml"
    path.write_text(
        'every = "1h"\nrecheck = ["90s"]\ncontact = "desk@paper.test"\n[tell]\natom = "c.atom"\n'
        '[[feed]]\naddress = "https://a.test/rss"\noutlet = "A"\n'
        '[[feed]]\naddress = "https://b.test/rss"\nevery = "2d"\n'
    )
    plan = read_plan(path)
    assert [f.every for f in plan.feeds] == [timedelta(hours=1), timedelta(days=2)]
    assert plan.atom == tmp_path / "c.atom"
    assert plan.recheck == (timedelta(seconds=90),)
    forced = read_plan(path, timedelta(minutes=1))
    assert {f.every for f in forced.feeds} == {timedelta(minutes=1)}


@pytest.mark.parametrize(
    "text",
    [
        *("", "feed = 3", "feeds = []", "[[feed]]", '[[feed]]\naddress = "a.xml"', "x ="),
        *('feed = ["https://a.test"]\nevery = "soon"', 'feed = ["https://a.test"]\nrecheck = "1h"'),
        *('feed = ["https://a.test"]\n[tell]\nmail = "x"', '[[feed]]\nadress = "https://a.test"'),
        *('feed = ["https://a.test"]\nevery = "0s"', 'feed = ["https://a.test"]\nevery = "9999w"'),
        'feed = ["https://a.test"]\nrecheck = ["9999w"]',
        '[[feed]]\naddress = "https://a.test"\nsince = "999999w"',
        *('feed = ["https://a.test"]\n[tell]\nwebhook = "hook"', 'feed = ["ftp://a.test/f"]'),
    ],
)
def test_a_wrong_list_of_feeds_is_told(tmp_path, text):
    path = tmp_path / "feeds.toml"
    path.write_text(text)
    with pytest.raises(ProblemError) as raised:
        read_plan(path)
    assert raised.value.problem.code == "CC050"
    assert raised.value.problem.where == str(path)


# The command


def watch_line(tmp_path, server, *more):
    plan = tmp_path / "feeds.toml"
    plan.write_text(
        f'[[feed]]\naddress = "{server.at("/feed")}"\n[tell]\njsonl = "changes.jsonl"\n'
    )
    line = [PROGRAM, "watch", plan, "-l", tmp_path / "w.ledger", "--allow-private", "--pace=0"]
    return [str(part) for part in (*line, *more)]


@pytest.mark.parametrize(
    "more", [("--every", "0s"), ("--every", "9999w"), ("--webhook", "hook")], ids=" ".join
)
def test_what_the_command_is_given_is_checked_as_the_list_is(tmp_path, more):
    line = [PROGRAM, "watch", tmp_path / "feeds.toml", "--ledger", tmp_path / "a.ledger", *more]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert more[0] in done.stderr


def test_the_command_tells_and_ends(site, tmp_path):
    site.put("/a", story(9, 9))
    with serving(site.routes) as server:
        line = watch_line(tmp_path, server, "--once")
        first = subprocess.run(line, capture_output=True, text=True, check=False)
        second = subprocess.run(line, capture_output=True, text=True, check=False)
    assert first.returncode == 0, first.stderr
    assert "New figure: At least 9 by mayor, in The Harbour Post" in first.stdout
    assert "1 read, 0 waiting, 0 given up" in first.stderr
    assert (second.returncode, second.stdout) == (0, "")


def test_killed_fifty_times_nothing_is_lost_and_nothing_done_twice(site, tmp_path):
    """A watch is killed at any moment while new reports keep coming; then one is let finish."""
    chance = random.Random(20310509)  # noqa: S311 (moments of a test, not keys)
    outlets = ("The Harbour Post", "The Vale Times", "Quayside")
    kills = total = 0
    with serving(site.routes) as server:
        line = watch_line(tmp_path, server, "--every", "1s", "-f", "jsonl")
        while kills < 50:
            for _ in range(3):
                # Values that cannot agree, not even rounded, so that each report changes something.
                dead, who = 1013 + 211 * total, f"clerk number {total}"
                body = story(dead, 9, outlets[total % 3], who).replace(b"At least", b"Exactly")
                site.put(f"/n/{total}", body.replace(CLOSING.encode(), b"Report %d." % total))
                total += 1
            process = subprocess.Popen(
                line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
            )
            time.sleep(chance.uniform(0.3, 1.4))
            process.send_signal(signal.SIGKILL)
            _, told = process.communicate()
            assert process.returncode == -signal.SIGKILL, told
            kills += 1
        done = subprocess.run([*line, "--once"], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        quiet = subprocess.run([*line, "--once"], capture_output=True, text=True, check=False)
        assert (quiet.returncode, quiet.stdout) == (0, "")
    with open_ledger(tmp_path / "w.ledger") as ledger:
        addresses = Counter(r.imprint.address for r in ledger.reports())
        readings = Counter(r.report.document_id for r in ledger.readings(superseded=True))
        state = WebState(ledger)
        changes = [change for _, change in state.changes()]
        assert state.counts() == {"read": total}
        assert state.pending() == []
    assert addresses == Counter(server.at(f"/n/{i}") for i in range(total))
    assert set(readings.values()) == {1}
    told = [json.loads(line) for line in (tmp_path / "changes.jsonl").read_text().splitlines()]
    assert [c["id"] for c in told] == [c["id"] for c in changes]
    assert len({c["id"] for c in told}) == len(told) > 0
    assert {c["claim"]["address"] for c in told} == set(addresses)
    files = list((tmp_path / "w.ledger.captures").rglob("*.warc.gz"))
    assert len(files) >= total
