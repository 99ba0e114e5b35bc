"""Fetching from real servers on loopback: what they do wrong is told, and costs little."""

import ast
import gzip
import io
import ipaddress
import ssl
import time
import tracemalloc
import zlib
from email.utils import formatdate
from pathlib import Path

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import counterclaim
from counterclaim.captures.coding import decoded
from counterclaim.fetch import EVERYWHERE, ComeBackError, Fetched, Limits, Unchanged, Validators
from counterclaim.fetch.addresses import Target, is_public, parse
from counterclaim.fetch.connection import exchange
from counterclaim.model import ProblemError
from serving import LOOPBACK, fetcher, page, serving, tls

WORDS = page(["Nine people drowned when a ferry sank off Port Vale, the coastguard said."])


def problem_of(address, **given):
    """Fetch what cannot be fetched; gives the problem."""
    with pytest.raises(ProblemError) as raised:
        fetcher(**given).fetch(address)
    found = raised.value.problem
    assert found.where == address[:300]
    assert found.message
    assert found.hint
    return found


def test_a_page_is_fetched_with_all_that_is_told_of_it():
    def route(handler):
        handler.answer(WORDS, ETag='"a1"', Last_Modified="Fri, 09 May 2031 10:00:00 GMT")

    with serving({"/story": route}) as server:
        found = fetcher(contact="desk@paper.test").fetch(server.at("/story"))
    assert isinstance(found, Fetched)
    assert found.body == WORDS
    assert (found.media_type, found.encoding) == ("text/html", "utf-8")
    assert found.validators == Validators('"a1"', "Fri, 09 May 2031 10:00:00 GMT")
    assert server.asked == ["/robots.txt", "/story"]
    agent = server.headers_seen[-1]["User-Agent"]
    assert agent.startswith("Counterclaim/")
    assert agent.endswith("(+desk@paper.test)")


# Addresses


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://host.test/a", "file:///etc/passwd", "gopher://h.test/", "javascript:alert(1)"),
        *("http://", "http://[::1", "http://user:pass@host.test/", "http://host.test:99999/"),
        *("//host.test/a", "http://a b.test/", "http://" + "a" * 80 + ".test/", ""),
    ],
)
def test_what_is_no_address_of_the_web_is_refused(address):
    assert problem_of(address).code == "CC030"


@pytest.mark.parametrize(
    ("address", "whole"),
    [
        ("HTTP://Host.TEST", "http://host.test/"),
        ("http://host.test:80/a#part", "http://host.test/a"),
        ("https://host.test:8443/a b?q=ü", "https://host.test:8443/a%20b?q=%C3%BC"),
        ("http://bücher.test./%41", "http://xn--bcher-kva.test/%41"),
        ("http://[2001:db8::1]:8080/", "http://[2001:db8::1]:8080/"),
    ],
)
def test_addresses_are_written_one_way(address, whole):
    assert parse(address).address == whole


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),  # noqa: S104
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1"),
        *("fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1"),
        *("64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1", "nonsense", ""),
        *("::127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "fec0::1", "5f00::1"),
    ],
)
def test_private_addresses_are_known_in_every_disguise(ip):
    assert not is_public(ip)


@settings(deadline=None)
@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_judged_as_itself(ip):
    inside = ipaddress.IPv6Address(f"::ffff:{ip}")
    through = ipaddress.IPv6Address((0x64FF9B << 96) | int(ip))
    assert is_public(str(inside)) == is_public(str(through)) == is_public(str(ip))
    if is_public(str(ip)):
        assert not ip.is_private
        assert not ip.is_multicast


@pytest.mark.parametrize("ip", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_public_addresses_are_public(ip):
    assert is_public(ip)


def test_loopback_is_refused_unless_allowed():
    with serving({"/": lambda h: h.answer(WORDS)}) as server:
        assert problem_of(server.at(), allow=()).code == "CC031"
        assert server.asked == []
        assert isinstance(fetcher(allow=EVERYWHERE).fetch(server.at()), Fetched)


def test_a_name_that_leads_to_a_private_address_is_refused():
    with serving({"/": lambda h: h.answer(WORDS)}) as server:
        address = server.at(host="news.example.test")
        found = problem_of(address, allow=(), resolver=lambda *_: ["127.0.0.1"])
        assert found.code == "CC031"
        assert server.asked == []


def test_the_checked_address_is_the_one_connected_to():
    """A name whose second answer is another machine (DNS rebinding) is not asked a second time."""
    answers = []

    def rebinding(host, port):
        answers.append((host, port))
        return ["127.0.0.1"] if len(answers) % 2 else ["127.0.0.2"]

    good, bad = {"/": lambda h: h.answer(WORDS)}, {"/": lambda h: h.answer(b"secret")}
    with serving(good) as server:
        hunter = fetcher(resolver=rebinding)
        # robots.txt is one request, the page another: each is checked with an answer of its own.
        with pytest.raises(ProblemError) as raised:
            hunter.fetch(server.at(host="news.example.test"))
        assert raised.value.problem.code == "CC031"
        assert len(answers) == 2
        assert hunter.fetch(server.at(host="news.example.test")).body == WORDS
        assert len(answers) == 3
    assert bad


def test_an_unknown_host_and_a_closed_port_are_told():
    def unknown(*_):
        raise OSError(-2, "Name or service not known")

    assert problem_of("http://nowhere.invalid/", resolver=unknown).code == "CC032"
    with serving({}) as server:
        address = server.at()
    assert problem_of(address).code == "CC032"


def test_the_next_address_of_a_host_is_tried():
    with serving({"/": lambda h: h.answer(WORDS)}) as server:
        found = fetcher(
            resolver=lambda *_: ["127.0.0.9", "127.0.0.1"],
            allow=(ipaddress.ip_network("127.0.0.0/8"),),
        ).fetch(server.at(host="two.example.test"))
    assert found.reply.ip == "127.0.0.1"


# TLS


def test_pin_and_certificate_hold_together():
    context, trusting = tls("news.example.test")
    with serving({"/": lambda h: h.answer(WORDS)}, context=context) as server:
        address = f"https://news.example.test:{server.server_address[1]}/"
        here = {"resolver": lambda *_: ["127.0.0.1"], "context": trusting}
        assert fetcher(**here).fetch(address).body == WORDS
        other = address.replace("news.", "other.")
        assert problem_of(other, **here).code == "CC033"
        by_number = address.replace("news.example.test", "127.0.0.1")
        assert problem_of(by_number, **here).code == "CC033"


def test_a_certificate_that_nobody_vouches_for_is_refused():
    context, _ = tls("news.example.test")
    with serving({"/": lambda h: h.answer(WORDS)}, context=context) as server:
        address = f"https://news.example.test:{server.server_address[1]}/"
        found = problem_of(address, resolver=lambda *_: ["127.0.0.1"])
    assert found.code == "CC033"
    assert server.asked == []


def test_plain_http_where_tls_is_spoken_and_the_reverse():
    with serving({"/": lambda h: h.answer(WORDS)}) as server:
        assert problem_of(server.at().replace("http:", "https:")).code == "CC033"


# Redirects


def to(place, status=302):
    return lambda handler: handler.answer(status=status, Location=place)


def test_redirects_are_followed_and_kept():
    routes = {"/a": to("b?x=1"), "/b": to("/c", 308), "/c": lambda h: h.answer(WORDS)}
    with serving(routes) as server:
        found = fetcher().fetch(server.at("/a"))
        assert found.address == server.at("/c")
    assert [hop.status for hop in found.hops] == [302, 308]
    assert server.pages == ["/a", "/b?x=1", "/c"]


def test_a_redirect_may_be_written_in_any_alphabet():
    def moved(handler):
        handler.answer(status=302, Location="/паром".encode().decode("latin-1"))

    routes = {"/a": moved, "/%D0%BF%D0%B0%D1%80%D0%BE%D0%BC": lambda h: h.answer(WORDS)}
    with serving(routes) as server:
        assert fetcher().fetch(server.at("/a")).body == WORDS


def test_a_redirect_into_a_private_network_is_refused_before_anything_is_sent():
    with (
        serving({"/": lambda h: h.answer(b"secret")}, host="127.0.0.2") as inside,
        serving({"/out": to(inside.at("/", host="127.0.0.2"))}) as outside,
    ):
        found = problem_of(outside.at("/out"))
        assert found.code == "CC031"
        assert "127.0.0.2" in found.message
        assert "address. The request was sent on to http://127.0.0.2:" in found.message
        assert inside.asked == []


@pytest.mark.parametrize(
    ("place", "code"),
    [
        *((None, "CC035"), ("/a", "CC035"), ("file:///etc/passwd", "CC030")),
        *(("http://u:p@127.0.0.1/", "CC030"), ("http://169.254.169.254/latest", "CC031")),
    ],
)
def test_redirects_that_lead_nowhere_are_told(place, code):
    with serving({"/a": to(place)}) as server:
        assert problem_of(server.at("/a")).code == code


def test_endless_redirects_end():
    def route(handler):
        handler.answer(status=302, Location=f"/a?{len(handler.server.asked)}")

    with serving({"/a": route}) as server:
        assert problem_of(server.at("/a"), redirects=4).code == "CC035"
    assert len(server.pages) == 5


# Size and time


def peak_of(work):
    """Give the most memory that Python held while ``work`` ran, in bytes, and its seconds."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        work()
        return tracemalloc.get_traced_memory()[1], time.perf_counter() - began
    finally:
        tracemalloc.stop()


LIMIT = 1_000_000
HUGE = 10 * 1000**3


def endless(handler, *, chunked, length=None):
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    if length:
        handler.send_header("Content-Length", str(length))
    if chunked:
        handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    block = b"nine drowned " * 5000
    framed = b"%x\r\n%s\r\n" % (len(block), block) if chunked else block
    for _ in range(HUGE // len(block)):
        handler.wfile.write(framed)


@pytest.mark.parametrize(
    "form", [{"chunked": True}, {"chunked": False}, {"chunked": False, "length": HUGE}]
)
def test_a_body_of_ten_gigabytes_is_left_early(form):
    told = []
    with serving({"/big": lambda h: endless(h, **form)}) as server:
        peak, seconds = peak_of(lambda: told.append(problem_of(server.at("/big"), size=LIMIT).code))
    assert told == ["CC036"]
    assert peak < 6 * LIMIT
    assert seconds < 10


def bomb_gzip():
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb") as stream:
        for _ in range(300):
            stream.write(bytes(1_000_000))
    return packed.getvalue()


def bomb_brotli():
    packer = brotli.Compressor(quality=5)
    return b"".join(packer.process(bytes(1_000_000)) for _ in range(300)) + packer.finish()


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", bomb_gzip()),
        ("gzip, gzip", gzip.compress(bomb_gzip())),
        ("br", bomb_brotli()),
    ],
    ids=["gzip", "twice", "br"],
)
def test_a_compressed_bomb_is_stopped(coding, bomb):
    assert len(bomb) < LIMIT
    told = []
    with serving({"/b": lambda h: h.answer(bomb, Content_Encoding=coding)}) as server:
        peak, seconds = peak_of(lambda: told.append(problem_of(server.at("/b"), size=LIMIT).code))
    assert told == ["CC036"]
    assert peak < 8 * LIMIT
    assert seconds < 10


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(WORDS)),
        ("x-gzip", gzip.compress(WORDS[:50]) + gzip.compress(WORDS[50:])),
        ("br", brotli.compress(WORDS)),
        ("deflate", zlib.compress(WORDS)),
        ("deflate", zlib.compress(WORDS)[2:-4]),
        ("identity", WORDS),
    ],
)
def test_compressed_bodies_are_unpacked(coding, body):
    with serving({"/": lambda h: h.answer(body, Content_Encoding=coding)}) as server:
        found = fetcher().fetch(server.at())
    assert found.body == WORDS
    assert found.reply.body == body


@pytest.mark.parametrize(
    ("coding", "body", "code"),
    [
        ("gzip", gzip.compress(WORDS)[:-9], "CC013"),
        ("gzip", b"not gzip", "CC013"),
        ("br", brotli.compress(WORDS)[:-5], "CC013"),
        ("br", b"\xff\xff not brotli", "CC013"),
        ("zstd", WORDS, "CC040"),
        ("gzip,gzip,gzip,gzip", WORDS, "CC040"),
    ],
)
def test_damaged_and_unknown_compression_is_told(coding, body, code):
    with serving({"/": lambda h: h.answer(body, Content_Encoding=coding)}) as server:
        assert problem_of(server.at()).code == code


def test_thousands_of_small_members_take_no_longer_than_their_bytes():
    # Each used to copy all that was left of the body: a minute for this one.
    body = gzip.compress(b"") * 300_000 + gzip.compress(WORDS)
    began = time.monotonic()
    assert decoded(body, ["gzip"], LIMIT) == WORDS
    assert time.monotonic() - began < 20


@pytest.mark.parametrize("size", [1 << 18, (1 << 18) + 100, (1 << 18) + 258])
def test_deflated_bytes_that_run_over_a_step_are_whole(size):
    words = b"ab" * (size // 2)
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = packer.compress(words) + packer.flush()
    assert decoded(body, ["deflate"], 2 * size) == words


def drip_body(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(300):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for i in range(300):
        handler.wfile.write(b"X-%d: y\r\n" % i if i % 2 else b"X")
        handler.wfile.flush()
        time.sleep(0.05)


def silence(handler):
    time.sleep(3)
    handler.answer(WORDS)


@pytest.mark.parametrize(
    ("route", "limits"),
    [
        (drip_body, {"seconds": 0.6}),
        (drip_headers, {"seconds": 0.6}),
        (silence, {"idle": 0.4}),
        (silence, {"seconds": 0.6}),
    ],
)
def test_a_slow_server_is_left(route, limits):
    with serving({"/slow": route}) as server:
        began = time.perf_counter()
        assert problem_of(server.at("/slow"), **limits).code == "CC034"
        assert time.perf_counter() - began < 2.5


def test_redirects_share_one_time_limit():
    def slow(handler):
        time.sleep(0.3)
        handler.answer(status=302, Location=f"/slow?{len(handler.server.asked)}")

    with serving({"/slow": slow}) as server:
        began = time.perf_counter()
        assert problem_of(server.at("/slow"), seconds=1.0, redirects=50).code == "CC034"
        assert time.perf_counter() - began < 2.5


def cut_off(handler):
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"nine drow")
    handler.close_connection = True


def cut_off_in_chunks(handler):
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"400\r\nnine drow")
    handler.close_connection = True


def gibberish(handler):
    handler.wfile.write(b"\x00\x01 hello\r\n\r\n")
    handler.close_connection = True


def hang_up(handler):
    handler.close_connection = True


@pytest.mark.parametrize(
    ("route", "codes"),
    [
        (cut_off, {"CC040"}),
        (cut_off_in_chunks, {"CC040"}),
        (gibberish, {"CC040"}),
        (hang_up, {"CC032", "CC040"}),
    ],
)
def test_half_an_answer_is_no_answer(route, codes):
    with serving({"/": route}) as server:
        assert problem_of(server.at()).code in codes


# Politeness


def test_what_has_not_changed_is_not_sent_again():
    def route(handler):
        same = handler.headers.get("If-None-Match") == '"a1"'
        since = handler.headers.get("If-Modified-Since")
        if same and since == "Fri, 09 May 2031 10:00:00 GMT":
            handler.answer(status=304, ETag='"a1"')
        else:
            handler.answer(WORDS, ETag='"a1"', Last_Modified="Fri, 09 May 2031 10:00:00 GMT")

    with serving({"/": route}) as server:
        reader = fetcher()
        first = reader.fetch(server.at())
        assert isinstance(first, Fetched)
        assert isinstance(reader.fetch(server.at(), first.validators), Unchanged)
        assert isinstance(reader.fetch(server.at(), Validators('"old"')), Fetched)


def robots(text, **given):
    return {
        "/robots.txt": lambda h: h.answer(text.encode(), kind="text/plain", **given),
        "/open": lambda h: h.answer(WORDS),
        "/closed/a": lambda h: h.answer(WORDS),
        "/moved": to("/closed/a"),
    }


def test_robots_txt_is_asked_once_and_obeyed_also_after_a_redirect():
    rules = "User-agent: *\nDisallow: /closed/\n"
    with serving(robots(rules)) as server:
        reader = fetcher()
        assert isinstance(reader.fetch(server.at("/open")), Fetched)
        for path in ("/closed/a", "/moved"):
            with pytest.raises(ProblemError) as raised:
                reader.fetch(server.at(path))
            assert raised.value.problem.code == "CC037"
            assert raised.value.problem.where == server.at(path)
    assert server.asked.count("/robots.txt") == 1
    assert "/closed/a" not in server.asked


def test_a_line_that_is_cut_off_forbids_nothing():
    head, last = "User-agent: *\n", "Disallow: /closed/\n"
    filling = "#" * (512_000 - len(head) - len("\nDisallow: /")) + "\n"
    with serving(robots(head + filling + last)) as server:
        assert isinstance(fetcher().fetch(server.at("/open")), Fetched)


def test_robots_txt_may_speak_to_this_program():
    rules = "User-agent: counterclaim\nDisallow: /\n\nUser-agent: *\nAllow: /\n"
    with serving(robots(rules)) as server:
        assert problem_of(server.at("/open")).code == "CC037"


@pytest.mark.parametrize(("status", "code"), [(404, None), (403, None), (500, "CC037")])
def test_a_robots_txt_that_is_missing_forbids_nothing_but_a_broken_one_does(status, code):
    with serving(robots("", status=status)) as server:
        if code:
            assert problem_of(server.at("/open")).code == code
        else:
            assert isinstance(fetcher().fetch(server.at("/open")), Fetched)


def test_one_host_is_asked_at_its_pace():
    waits, now = [], [0.0]

    def sleep(seconds):
        waits.append(seconds)
        now[0] += seconds

    rules = "User-agent: *\nCrawl-delay: 7\n"
    with serving(robots(rules)) as server:
        reader = fetcher(pace=2.0, sleep=sleep, clock=lambda: now[0], seconds=1000.0)
        for _ in range(3):
            reader.fetch(server.at("/open"))
    assert waits == [2.0, 7.0, 7.0]


def busy(times, **headers):
    def route(handler):
        if handler.server.pages.count("/busy") <= times:
            handler.answer(b"wait", status=429, **headers)
        else:
            handler.answer(WORDS)

    return {"/busy": route}


def test_retry_after_is_waited_for():
    waits = []
    with serving(busy(1, Retry_After="3")) as server:
        found = fetcher(sleep=waits.append).fetch(server.at("/busy"))
    assert isinstance(found, Fetched)
    assert waits == [3.0]


def test_a_date_in_retry_after_is_understood():
    waits = []
    when = formatdate(time.time() + 20, usegmt=True)
    with serving(busy(1, Retry_After=when)) as server:
        assert isinstance(fetcher(sleep=waits.append).fetch(server.at("/busy")), Fetched)
    assert 15 < waits[0] <= 20


@pytest.mark.parametrize(
    ("after", "seconds"),
    [
        *(("3600", 3600), (None, 300), ("soon", 300), ("9" * 400, 7 * 86400)),
        (f"Mon, 03 Mar 2031 09:00:00 +{'9' * 20}", 300),
    ],
)
def test_longer_waits_are_told_instead_of_taken(after, seconds):
    waits = []
    with serving(busy(99, Retry_After=after)) as server:
        with pytest.raises(ComeBackError) as raised:
            fetcher(sleep=waits.append).fetch(server.at("/busy"))
        assert server.pages == ["/busy"]
    assert raised.value.problem.code == "CC038"
    assert raised.value.seconds == seconds
    assert waits == []


def test_a_host_that_asked_to_be_left_alone_is():
    now = [0.0]
    with serving(busy(1, Retry_After="3600")) as server:
        reader = fetcher(clock=lambda: now[0])
        for _ in range(3):
            with pytest.raises(ComeBackError) as raised:
                reader.fetch(server.at("/busy"))
        now[0] += 3000
        with pytest.raises(ComeBackError) as raised:
            reader.fetch(server.at("/other"))
        assert raised.value.seconds == 600
        assert raised.value.problem.where == server.at("/other")
        assert server.pages == ["/busy"]
        now[0] += 601
        assert isinstance(reader.fetch(server.at("/busy")), Fetched)


def test_a_host_that_cannot_be_reached_is_not_tried_for_each_page():
    tried, now = [], [0.0]

    def unknown(host, _):
        tried.append(host)
        raise OSError(-2, "Name or service not known")

    reader = fetcher(resolver=unknown, clock=lambda: now[0])
    for path in ("a", "b", "c"):
        with pytest.raises(ProblemError) as raised:
            reader.fetch(f"http://nowhere.test/{path}")
        assert raised.value.problem.code == "CC032"
    assert len(tried) == 1
    now[0] += 61
    with pytest.raises(ProblemError):
        reader.fetch("http://nowhere.test/a")
    assert len(tried) == 2


def test_all_addresses_of_a_host_share_one_time_limit():
    began = time.monotonic()
    with serving({"/": lambda h: h.answer(WORDS)}) as server:
        target, tried = parse(server.at()), []

        class Slow(ssl.SSLContext):
            def wrap_socket(self, held, **_):
                held.close()
                tried.append(1)
                time.sleep(0.2)
                raise TimeoutError

        target = Target("https", target.host, target.port, "/")
        with pytest.raises(ProblemError, match="CC034"):
            exchange(
                target,
                ["127.0.0.1"] * 50,
                {},
                Limits(seconds=1.0),
                context=Slow(ssl.PROTOCOL_TLS_CLIENT),
                seconds=1.0,
            )
    assert len(tried) < 10
    assert time.monotonic() - began < 8


def test_a_fault_of_robots_txt_is_no_redirect():
    with pytest.raises(ProblemError) as raised:
        fetcher(resolver=lambda *_: []).fetch("http://nowhere.test/a")
    assert "sent on" not in raised.value.problem.message


def test_a_server_that_stays_busy_is_not_asked_for_ever():
    waits = []
    with serving(busy(99, Retry_After="1")) as server:
        with pytest.raises(ComeBackError):
            fetcher(sleep=waits.append, retries=2).fetch(server.at("/busy"))
        assert server.pages == ["/busy"] * 3


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_an_error_of_the_server_is_told(status):
    with serving({"/": lambda h: h.answer(b"sorry", status=status)}) as server:
        found = problem_of(server.at())
    assert found.code == "CC039"
    assert str(status) in found.message


def test_usual_limits_are_those_of_the_documents():
    assert Limits().allow == ()
    assert (Limits().size, Limits().pace, Limits().redirects) == (20_000_000, 1.0, 10)
    assert LOOPBACK


# One door


def network_imports(source):
    """Give the modules that a source imports by which it could open connections itself."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    closed = ("socket", "ssl", "http.client", "urllib.request", "urllib3", "httpx", "requests")
    return {name for name in found if name.startswith(closed)}


def test_nothing_but_fetch_opens_connections():
    package = Path(counterclaim.__file__).parent
    opening = {
        path.relative_to(package).parts[0]
        for path in package.rglob("*.py")
        if network_imports(path.read_text("utf-8"))
    }
    assert opening == {"fetch"}
    assert network_imports("from urllib import request") == {"urllib.request"}
    assert not network_imports("from urllib.parse import urlsplit")
