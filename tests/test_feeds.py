"""Feeds of every kind, broken and hostile ones: entries, or a clear problem."""

import json
import subprocess
import sys
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.feeds import Entry, read_feed
from counterclaim.model import ProblemError

AT = "https://paper.test/feed.xml"
RSS_ITEM = (
    "<item><title>Nine drown &amp;amp; two missing</title><link>/news/{0}?a=1&amp;b=2</link>"
    "<guid isPermaLink='false'>g{0}</guid><pubDate>Fri, 09 May 2031 12:00:00 +0200</pubDate>"
    "<description>&lt;p&gt;A ferry sank&lt;/p&gt;</description></item>"
)


def rss(*items, head="<?xml version='1.0' encoding='utf-8'?>"):
    return f"{head}<rss version='2.0'><channel><title>P</title>{''.join(items)}</channel></rss>"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title>
<entry><id>tag:1</id><title type="html">&lt;b&gt;Nine&lt;/b&gt; drown</title>
<link rel="alternate" href="news/1"/><published>2031-05-09T10:00:00Z</published>
<updated>2031-05-10T08:00:00Z</updated></entry>
<entry><id>tag:2</id><title>No link</title><updated>2031-05-10T08:00:00Z</updated>
<content type="html">&lt;p&gt;Two missing&lt;/p&gt;</content></entry></feed>"""

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://paper.test/news/1</loc><lastmod>2031-05-10</lastmod>
<news:news><news:publication><news:name>P</news:name></news:publication>
<news:publication_date>2031-05-09T10:00:00+02:00</news:publication_date>
<news:title>Nine drown</news:title></news:news></url>
<url><loc>https://paper.test/news/2</loc></url></urlset>"""


def read(text, address=AT):
    return read_feed(text.encode() if isinstance(text, str) else text, address)


def refusal(text):
    with pytest.raises(ProblemError) as raised:
        read(text)
    found = raised.value.problem
    assert found.code == "CC050"
    assert (found.where, bool(found.hint)) == (AT, True)
    return found.message


def test_rss_is_read():
    (entry,) = read(rss(RSS_ITEM.format(1))).entries
    assert entry == Entry(
        key="g1",
        address="https://paper.test/news/1?a=1&b=2",
        title="Nine drown & two missing",
        published="2031-05-09T10:00:00+00:00",
        version="2031-05-09T10:00:00+00:00",
    )


def test_atom_is_read_with_its_changes_and_contents():
    first, second = read(ATOM).entries
    assert (first.address, first.title) == ("https://paper.test/news/1", "Nine drown")
    assert first.published == "2031-05-09T10:00:00+00:00"
    assert first.version == "2031-05-10T08:00:00+00:00"
    assert (second.address, second.content) == ("", "<p>Two missing</p>")


def test_a_json_feed_is_read():
    items = [
        {
            "id": 7,
            "url": "/news/1",
            "title": "Nine drown",
            "date_published": "2031-05-09T10:00:00Z",
        },
        {"id": "8", "content_text": "Two < three\nmissing"},
        "nonsense",
    ]
    body = json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items})
    first, second = read(body).entries
    assert (first.key, first.address) == ("7", "https://paper.test/news/1")
    assert first.published == "2031-05-09T10:00:00+00:00"
    assert second.content == "<p>Two &lt; three</p><p>missing</p>"


def test_sitemaps_are_read():
    first, second = read(NEWS).entries
    assert (first.title, first.published) == ("Nine drown", "2031-05-09T10:00:00+02:00")
    assert first.version == "2031-05-10T00:00:00"
    assert (second.address, second.published) == ("https://paper.test/news/2", "")
    index = (
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        "<sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>ftp://x/</loc></sitemap></sitemapindex>"
    )
    assert read(index).children == ("https://paper.test/a.xml",)


@pytest.mark.parametrize("kind", ["rss", "atom", "sitemap", "json"])
def test_ten_thousand_entries_are_read_in_seconds(kind):
    count = 10_000
    if kind == "rss":
        body = rss(*(RSS_ITEM.format(i) for i in range(count)))
    elif kind == "atom":
        one = "<entry><id>{0}</id><title>t</title><link href='/n/{0}'/></entry>"
        inner = "".join(one.format(i) for i in range(count))
        body = f"<feed xmlns='http://www.w3.org/2005/Atom'>{inner}</feed>"
    elif kind == "sitemap":
        inner = "".join(f"<url><loc>/n/{i}</loc></url>" for i in range(count))
        body = f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{inner}</urlset>"
    else:
        body = json.dumps({"items": [{"id": i, "url": f"/n/{i}"} for i in range(count)]})
    began = time.process_time()
    feed = read(body)
    assert time.process_time() - began < 20
    assert len({entry.key for entry in feed.entries}) == count
    assert not feed.problems


MEASURED = """
import resource, sys
from counterclaim.feeds import read_feed
body = sys.stdin.buffer.read()
read_feed(b"<rss version='2.0'><channel><title>P</title></channel></rss>", "https://paper.test/")
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
count = len(read_feed(body, "https://paper.test/").entries)
print(count, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted in other units elsewhere")
def test_ten_thousand_entries_cost_little_memory():
    body = rss(*(RSS_ITEM.format(i) for i in range(10_000))).encode()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED], input=body, capture_output=True, check=True
    )
    count, megabytes = map(int, done.stdout.split())
    assert count == 10_000
    assert megabytes < 100


@pytest.mark.parametrize(
    "body",
    [
        rss(RSS_ITEM.format(1), RSS_ITEM.format(2)).replace("</channel></rss>", ""),
        rss(
            RSS_ITEM.format(1), "<item><title>&nbsp;&copy; & <b></title></item>", RSS_ITEM.format(2)
        ),
        rss(RSS_ITEM.format(1), RSS_ITEM.format(2)).replace("</title>", "</titel>", 1),
        rss(RSS_ITEM.format(1), "\x0b\x01", RSS_ITEM.format(2)),
    ],
    ids=["cut off", "entities of HTML", "crossed tags", "control characters"],
)
def test_broken_xml_is_told_and_its_entries_are_read(body):
    feed = read(body)
    assert {"g1", "g2"} <= {entry.key for entry in feed.entries}
    (problem,) = feed.problems
    assert problem.code == "CC050"
    assert "broken" in problem.message


def test_a_broken_sitemap_is_told_and_its_entries_are_read():
    feed = read(NEWS.replace("</url></urlset>", ""))
    assert feed.entries[0].address == "https://paper.test/news/1"
    assert feed.problems


def test_entities_that_expand_are_not_expanded():
    lines = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 12))
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a0 'lol'>{lines}]>"
    outside = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>"
    tracemalloc.start()
    for head in (bomb, outside):
        assert "entities" in refusal(rss("<item><title>&a11;&e;</title></item>", head=head))
        assert "entities" in refusal(head.encode("utf-16-le"))
        assert "entities" in refusal(head + NEWS.partition("?>")[2])
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


@pytest.mark.parametrize(
    "body",
    [
        *("", "words", "<html><body>words</body></html>", "{", "[1]", '{"items": 3}', "<urlset"),
        *("<?xml version='1.0'?><other/>", "http://paper.test/x", "/etc/passwd", "{" * 100_000),
    ],
)
def test_what_is_no_feed_is_a_problem(body):
    assert refusal(body)


@settings(deadline=None)
@given(st.binary(max_size=300), st.sampled_from([rss(RSS_ITEM.format(1)), ATOM, NEWS, '{"items":']))
def test_whatever_a_feed_holds_breaks_nothing(noise, form):
    place = len(form) // 2
    body = form[:place].encode() + noise + form[place:].encode()
    try:
        feed = read(body)
    except ProblemError as stopped:
        feed = None
        told = stopped.problem
    assert feed is not None or told.code == "CC050"
    for entry in feed.entries if feed else ():
        assert entry.key
        assert entry.address.startswith(("http://", "https://")) or not entry.address
