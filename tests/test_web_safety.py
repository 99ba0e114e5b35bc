# ruff: noqa: S104, S105, S106 (made-up addresses and tokens)
"""What the web application turns away, and what hostile words of a report cannot do."""

import re

import pytest

from counterclaim.model import ProblemError
from counterclaim.web.security import POLICY
from counterclaim.web.serving import serve
from counterclaim.web.settings import Settings, is_loopback, refusal

TOKEN = "a-long-enough-token"
HOSTILE = (
    '<script>alert("1")</script> Nine <img src=x onerror=alert(2)> miners died at Karvik, the '
    '"><svg onload=alert(3)> mayor \u202esaid\u202e &lt;b&gt; <b>on</b> Monday.'
)


def keep(site, text, **more):
    page = site.form("/read", {"text": text, **more})
    assert page.status_code == 303, page.text
    kept = site.form(page.headers["location"], {"do": "keep", "text": "on"})
    assert kept.status_code == 303
    return kept.headers["location"]


# Who may come in


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.4", "example.org"])
def test_nothing_wider_than_this_machine_starts_without_a_guard(tmp_path, host):
    bare = Settings(tmp_path / "x.ledger", host=host)
    assert host in refusal(bare)
    with pytest.raises(ProblemError, match="CC060"):
        serve(bare)
    assert not (tmp_path / "x.ledger").exists()
    assert refusal(Settings(tmp_path, host=host, token=TOKEN)) == ""
    assert refusal(Settings(tmp_path, host=host, user_header="X-User")) == ""


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.9.1", "localhost", "::1", "[::1]"])
def test_this_machine_needs_no_guard(tmp_path, host):
    assert is_loopback(host)
    assert refusal(Settings(tmp_path, host=host)) == ""


def test_a_short_token_is_refused(tmp_path):
    assert "shorter" in refusal(Settings(tmp_path, token="secret"))


def test_nobody_reads_without_the_token(launch):
    site = launch(token=TOKEN, host="0.0.0.0")
    for path in ("/", "/read", "/api/v1/reports", "/api/openapi.json", "/reports/0123456789abcdef"):
        assert site.get(path).status_code == 401
        assert site.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 401
        forged = {"Cookie": f"counterclaim_session={'0' * 64}"}
        assert site.get(path, headers=forged).status_code == 401
    assert (
        site.get("/api/v1/reports", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
    )
    assert site.get("/sign-in").status_code == 200


def test_the_token_signs_a_browser_in(launch):
    site = launch(token=TOKEN, host="0.0.0.0")
    csrf = re.search(r'name="csrf" value="(\w+)"', site.get("/sign-in").text)[1]
    wrong = site.client.post("/sign-in", data={"csrf": csrf, "token": "a-long-enough-guess"})
    assert wrong.status_code == 403
    assert "counterclaim_session" not in site.client.cookies
    right = site.client.post("/sign-in", data={"csrf": csrf, "token": TOKEN})
    assert "httponly" in right.headers["set-cookie"].casefold()
    assert site.get("/").status_code == 200


@pytest.mark.parametrize(("told", "secure"), [({"x-forwarded-proto": "https"}, True), ({}, False)])
def test_cookies_given_over_tls_are_never_sent_without(launch, told, secure):
    site = launch(token=TOKEN)
    first = site.client.get("/sign-in", headers=told)
    form = re.search(r'name="csrf" value="(\w+)"', first.text)[1]
    visitor = {"cookie": first.headers["set-cookie"].partition(";")[0]}
    data = {"csrf": form, "token": TOKEN}
    signed = site.client.post("/sign-in", data=data, headers={**told, **visitor})
    assert signed.status_code == 303
    for answer in (first, signed):
        given = answer.headers["set-cookie"].casefold()
        assert ("secure" in given) == secure
        assert "httponly" in given


def test_a_header_is_believed_from_the_proxy_only(launch):
    site = launch(user_header="X-Forwarded-User", host="0.0.0.0", proxies=("testclient",))
    assert site.get("/").status_code == 401
    page = site.get("/", headers={"X-Forwarded-User": "Ana"})
    assert page.status_code == 200
    assert "<bdi>Ana</bdi>" in page.text


def test_a_header_from_elsewhere_is_not_believed(launch):
    site = launch(user_header="X-Forwarded-User", host="0.0.0.0", proxies=("10.0.0.1",))
    assert site.get("/", headers={"X-Forwarded-User": "Ana"}).status_code == 401


def test_another_name_for_this_machine_is_not_answered(site):
    assert site.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert site.get("/", headers={"Host": "localhost:8000"}).status_code == 200


# Forms


def test_a_form_without_its_token_changes_nothing(site):
    text = "Nine miners died, police said."
    for data in ({"text": text}, {"text": text, "csrf": "0" * 64}, {"text": text, "csrf": ""}):
        assert site.client.post("/read", data=data).status_code == 403
    assert site.client.post("/preferences", data={"language": "id"}).status_code == 403


def test_a_token_of_another_visitor_is_not_taken(site):
    token = re.search(r'name="csrf" value="(\w+)"', site.get("/").text)[1]
    site.client.cookies.clear()
    assert site.client.post("/read", data={"text": "Nine died.", "csrf": token}).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}],
)
def test_another_site_cannot_send_forms(site, headers):
    assert site.form("/read", {"text": "Nine miners died."}, headers=headers).status_code == 403
    sent = site.client.post("/api/v1/read", json={"text": "Nine died."}, headers=headers)
    assert sent.status_code == 403


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "x", "/a\nb"]
)
def test_preferences_lead_nowhere_else(site, back):
    assert site.form("/preferences", {"theme": "dark", "back": back}).headers["location"] == "/"


# Sizes


def test_a_request_that_is_too_large_is_refused(launch):
    site = launch(upload_bytes=50_000)
    assert site.form("/read", {"text": "Nine died. " * 10_000}).status_code == 413
    assert site.form("/read", {"text": "Nine miners died."}).status_code == 303


def test_a_request_of_unknown_size_is_refused(site):
    parts = iter([b"text=Nine+died"])
    assert site.client.post("/read", content=parts).status_code == 411


def test_more_files_than_are_taken_are_refused(launch):
    site = launch(upload_files=2)
    files = [("files", (f"{i}.txt", b"Nine miners died.")) for i in range(3)]
    assert site.form("/read", {}, files=files).status_code == 400


def test_a_bomb_is_not_unpacked(site):
    import gzip  # noqa: PLC0415

    bomb = gzip.compress(b"a" * 60_000_000)
    assert len(bomb) < 100_000
    page = site.form("/read", {}, files=[("files", ("news.txt.gz", bomb))])
    assert page.status_code == 422
    assert "CC009" in page.text


# Paths and addresses


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../secret.txt", "C:\\x\\secret.txt", "a\x00b.txt", ""]
)
def test_names_of_uploads_open_nothing(site, name):
    page = site.form(
        "/read", {}, files=[("files", (name, b"Nine miners died at Karvik, police said."))]
    )
    if page.status_code == 303:
        shown = site.get(page.headers["location"]).text
        assert "root:" not in shown
        assert "/etc" not in shown
        assert "C:" not in shown
    else:
        assert page.status_code in {400, 422}


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://localhost:8000/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0x7f000001/",
        "file:///etc/passwd",
        "/etc/passwd",
        "ftp://example.org/",
    ],
)
def test_addresses_of_this_machine_and_its_net_are_not_read(site, address):
    page = site.form("/read", {"address": address})
    assert page.status_code == 422
    assert re.search(r"CC03[01]", page.text), page.text
    assert "root:" not in page.text


def test_an_application_without_fetching_has_no_field_and_reads_no_address(launch):
    site = launch(fetching=False)
    assert 'name="address"' not in site.get("/read").text
    assert "CC030" in site.form("/read", {"address": "https://example.org/"}).text


@pytest.mark.parametrize(
    "path", ["/assets/../settings.py", "/assets/%2e%2e/settings.py", "/assets/..%2f..%2fapi.py"]
)
def test_assets_are_all_that_is_served_of_the_disk(site, path):
    assert site.get(path).status_code == 404


def test_problems_do_not_tell_where_the_ledger_lies(site):
    found = site.get("/claims/zzzz")
    assert found.status_code == 404
    assert str(site.settings.ledger.parent) not in found.text


# Hostile words


@pytest.mark.parametrize("path", ["/", "/read", "/api", "/nowhere"])
def test_every_page_has_the_policy_and_nothing_that_it_forbids(site, path):
    page = site.get(path)
    assert page.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert page.headers["x-content-type-options"] == "nosniff"
    assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", page.text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", page.text)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page.text)


def test_words_of_a_report_are_words(site):
    where = keep(site, HOSTILE, title=HOSTILE[:80], outlet="<i>Courier</i>", published="2031-03-04")
    for path in (where, "/"):
        page = site.get(path).text
        assert "&lt;script&gt;" in page
        for tag in ("<script>", "<img", "<svg onload", "<b>", "<i>"):
            assert tag not in page
    assert "Nine" in site.get(where).text


def test_direction_of_words_ends_with_them(site):
    page = site.get(keep(site, HOSTILE, title="Nine \u202e dead")).text
    # Every run of a report's words stands in an element that isolates it or ends the paragraph.
    for run in re.finditer("\u202e", page):
        before = page[: run.start()]
        opened = max(before.rfind('dir="auto"'), before.rfind("<title>"))
        closed = max(before.rfind("</bdi>"), before.rfind("</p>"), before.rfind("</blockquote>"))
        assert opened > closed


def test_a_word_of_a_megabyte_is_shown_within_bounds(site):
    where = keep(
        site, f"Nine miners died at {'K' * 1_000_000}, police said.", title="T" * 1_000_000
    )
    page = site.get(where)
    assert page.status_code == 200
    assert len(page.text) < 6_000_000
    assert len(site.get("/").text) < 200_000


def test_what_was_read_is_shown_only_to_who_gave_it(site):
    where = site.form("/read", {"text": "Nine miners died, police said."}).headers["location"]
    assert site.get(where).status_code == 200
    site.client.cookies.clear()
    assert site.get(where).status_code == 404
