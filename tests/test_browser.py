"""Every screen in a real browser: with scripts and without, wide and narrow, light and dark."""

import re
from contextlib import closing
from urllib.request import urlopen

import pytest

import browsing
from browsing import NARROW, WIDE, faults, hidden, opened, pattern, spill, squeezed

pytestmark = pytest.mark.browser

READING = {
    "/",
    "/read",
    "/reports/*",
    "/questions",
    "/questions/*",
    "/review",
    "/review/claims/*",
    "/review/questions/*",
    "/review/history",
    "/review/keys",
}
"""Kinds of pages that must be reachable by links; whatever else is found is tested too."""
VIEWS = [(WIDE, "light"), (NARROW, "dark")]


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    if browsing.browser_path() is None:
        pytest.skip(browsing.ABSENT)
    path = tmp_path_factory.mktemp("browsing") / "story.ledger"
    browsing.write_ledger(path)
    return path


@pytest.fixture(scope="module")
def base(ledger):
    """Give the address of a server that all tests which only read share."""
    with browsing.served(ledger) as address:
        yield address


@pytest.fixture
def own(ledger, tmp_path):
    """Give the address of a server on a copy of the ledger, which one test may write to."""
    copy = tmp_path / "copy.ledger"
    copy.write_bytes(ledger.read_bytes())
    with browsing.served(copy) as address:
        yield address


@pytest.fixture(scope="module")
def browser(ledger):  # noqa: ARG001 (which passes the tests over where there is no browser)
    with browsing.launched() as started:
        yield started


def got(address):
    with closing(urlopen(address, timeout=20)) as answer:  # noqa: S310 (our own server)
        kind = answer.headers.get_content_type()
        return answer.read().decode() if kind == "text/html" else ""


def href(link):
    return link.get_attribute("href")


def reload_until(page, address, holds):
    """Load a page again and again, for what was decided is worked in beside the requests."""
    for _ in range(40):
        page.goto(address)
        if holds():
            return
        page.wait_for_timeout(250)
    raise AssertionError(page.locator("main").inner_text())


@pytest.fixture(scope="module")
def pages(base):
    """Give one address of each kind of page, those that are pages."""
    found = browsing.addresses(base, got)
    return [address for address in found if got(base + address)]


def test_all_screens_can_be_reached_by_links(pages):
    assert {pattern(address) for address in pages} >= READING


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_page_has_a_serious_fault_or_is_wider_than_its_window(
    browser, base, pages, width, scheme
):
    found = {}
    for address in pages:
        with opened(browser, base, width=width, scheme=scheme) as page:
            assert page.goto(address).status == 200, address
            told = [*faults(page), *filter(None, [spill(page)]), *hidden(page), *squeezed(page)]
            if told:
                found[address] = told
    assert not found


@pytest.mark.parametrize(("width", "scheme"), [(WIDE, "dark"), (NARROW, "light")])
def test_the_other_theme_has_no_serious_fault_either(browser, base, pages, width, scheme):
    wanted = {"/", "/reports/*", "/questions/*", "/review", "/review/claims/*"}
    for address in (address for address in pages if pattern(address) in wanted):
        with opened(browser, base, width=width, scheme=scheme) as page:
            page.goto(address)
            assert not faults(page), address


@pytest.mark.parametrize("scripts", [True, False])
def test_every_page_reads_with_scripts_and_without(browser, base, pages, scripts):
    for address in pages:
        with opened(browser, base, scripts=scripts) as page:
            page.goto(address)
            main = page.locator("main")
            assert main.locator("h1").first.is_visible(), address
            assert len(main.inner_text()) > 40, address


@pytest.mark.parametrize("scripts", [True, False])
def test_every_number_of_a_card_leads_to_its_words_in_two_clicks(browser, base, pages, scripts):
    card = next(a for a in pages if pattern(a) == "/questions/*")
    with opened(browser, base, scripts=scripts) as page:
        page.goto(card)
        links = {a.get_attribute("href") for a in page.locator('main a[href^="/claims/"]').all()}
        assert links
        for link in links:
            page.goto(card)
            page.locator(f'main a[href="{link}"]').first.evaluate(
                "a => a.click()"
            ) if scripts else (page.goto(link))
            page.wait_for_url(re.compile("/reports/"))
            assert page.locator(".report-claims").count() == 1
            mark = page.url.rpartition("#")[2]
            assert page.locator(f"[id='{mark}']").count() == 1


def test_hostile_words_stay_words(browser, base):
    with opened(browser, base, width=NARROW) as page:
        page.goto("/")
        page.get_by_text(browsing.TITLE).first.click()
        page.wait_for_url(re.compile("/reports/"))
        assert page.evaluate("window.owned") is None
        assert "<script>window.owned" in page.locator(".article").inner_text()
        assert not spill(page)


def test_words_from_right_to_left_are_laid_out_so_and_turn_nothing_else(browser, base):
    with opened(browser, base) as page:
        page.goto("/")
        page.get_by_text(browsing.TITLE).first.click()
        page.wait_for_url(re.compile("/reports/"))
        heading = page.get_by_role("heading", level=1)
        assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
        assert page.locator("html").get_attribute("dir") == "ltr"
        # The override of the text ends with its paragraph: what stands after runs as ever.
        turned = page.locator(".article p").filter(has_text="41 people")
        assert turned.count() == 1
        claims = page.locator(".report-claims h2").bounding_box()
        assert claims["x"] > 0


def test_a_figure_that_is_pointed_at_shows_its_claim(browser, base):
    with opened(browser, base) as page:
        page.goto("/")
        page.locator(".lately a").first.click()
        figure = page.locator("a.figure").first
        figure.hover()
        page.locator(".report-text [data-lit]").first.wait_for()


def test_the_interface_speaks_as_the_browser_asks_and_as_the_reader_picks(browser, base):
    with opened(browser, base, language="id-ID") as page:
        page.goto("/review")
        assert page.locator("html").get_attribute("lang") == "id"
        assert page.get_by_role("heading", level=1).inner_text() == "Yang perlu diperiksa dahulu"
        page.get_by_role("button", name="English").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.get_by_role("button", name="Light/dark").press("Enter")
        page.locator("html[data-theme=dark]").wait_for()
        assert page.url.endswith("/review")
        # The key goes on where it was: the next one picks the next theme.
        page.locator("button[name=theme]:focus").wait_for()


def test_a_first_page_is_walked_with_the_tab_key(browser, base):
    with opened(browser, base) as page:
        page.goto("/")
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the content"
        seen = set()
        for _ in range(25):
            page.keyboard.press("Tab")
            place = page.evaluate(
                """() => { const e = document.activeElement, s = getComputedStyle(e);
                  const seen = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
                  return [e.outerHTML.slice(0, 80), seen]; }"""
            )
            seen.add(place[0])
            assert place[1], place[0]
        assert len(seen) > 10


def test_a_report_is_pasted_seen_and_kept(browser, own):
    with opened(browser, own, scripts=False) as page:
        page.goto("/read")
        page.fill("#text", "At least 52 miners died at Karvik, the mayor said.")
        page.get_by_role("button", name="See the claims").click()
        assert page.locator("a.figure").first.inner_text() == "At least 52"
        page.get_by_role("button", name="Keep").click()
        page.goto("/")
        assert "13 reports" in page.locator("main").inner_text()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_claim_is_rejected_and_that_is_undone(browser, own, scripts):
    with opened(browser, own, scripts=scripts) as page:
        page.goto("/review")
        first = page.locator("a.open").first.get_attribute("href")
        page.locator('[data-key="r"]').first.click()
        assert page.get_by_label("It is no claim").is_checked()
        page.locator("#reason-claim").fill("a phone number")
        page.locator("#name-claim").fill("Ida Holm")
        page.get_by_role("button", name="Keep, and on to the next").click()
        if scripts:  # the next Tab is at what tells how it went
            page.locator("[role=status]:focus").wait_for()
        page.get_by_role("status").get_by_role("link", name="Undo").click()
        page.locator("#reason-undo").fill("it was a count after all")
        assert page.locator("#name-undo").input_value() == "Ida Holm"
        page.get_by_role("button", name="Undo it").click()
        page.locator(".undone").wait_for()
        reload_until(page, "/review", lambda: first == href(page.locator("a.open").first))


def test_review_by_keyboard_alone(browser, own):
    with opened(browser, own) as page:
        page.goto("/review")
        press = page.keyboard.press
        press("?")
        assert page.get_by_role("dialog").is_visible()
        press("Escape")
        assert not page.get_by_role("dialog").is_visible()
        press("j")
        press("j")
        second = page.locator("a.open").nth(1)
        assert second.evaluate("e => e === document.activeElement")
        named = second.get_attribute("href")
        press("a")
        page.wait_for_url(re.compile(named))
        page.locator("#reason-claim:focus").wait_for()
        page.keyboard.type("as the agency has it")
        press("Tab")
        page.keyboard.type("Ida Holm")
        press("Control+Enter")
        page.get_by_role("status").wait_for()
        press("u")
        page.wait_for_url(re.compile("/review/judgements/"))
        press("h")
        page.wait_for_url(re.compile("/review/history"))
        assert "as the agency has it" in page.locator("main").inner_text()
        press("q")
        page.wait_for_url(re.compile("/review$"))
        assert page.locator(f'a.open[href="{named}"]').count() == 0


def test_single_keys_can_be_switched_off(browser, base):
    with opened(browser, base) as page:
        page.goto("/review")
        page.keyboard.press("?")
        page.locator("#keys-on").uncheck()
        page.get_by_role("button", name="Close").click()
        page.reload()
        page.keyboard.press("h")
        page.wait_for_timeout(300)
        assert page.url.endswith("/review")


def test_a_correction_is_tried_and_then_kept(browser, own):
    with opened(browser, own, width=NARROW) as page:
        page.goto("/review")
        page.locator("a.open", has_text="10,000–12,000").click()
        page.locator("#say").wait_for()
        page.keyboard.press("c")
        page.locator("#field-low").fill("9000")
        assert page.get_by_label("It is read wrongly").is_checked()
        page.locator("#reason-claim").fill("the sentence has nine thousand")
        page.locator("#name-claim").fill("Ida Holm")
        page.get_by_role("button", name="See what it would change").click()
        page.get_by_text("Nothing is kept yet.").wait_for()
        assert not spill(page)
        page.get_by_role("button", name="Keep").click()
        row = page.locator(".differs tbody tr")
        assert row.inner_text().split() == ["Low", "end", "10000", "9000"]


def test_questions_are_parted_and_merged_in_the_browser(browser, own):
    with opened(browser, own, scripts=False) as page:
        page.goto("/review")
        page.locator('a[href^="/review/questions/"]').first.click()
        page.wait_for_url(re.compile("/review/questions/"))  # else the page before it is counted
        held = page.locator(".tick li").count()
        assert held > 1
        page.locator(".tick input").last.check()
        page.locator("#reason-split").fill("those are another army's")
        page.locator("#name-split").fill("Ida Holm")
        page.locator("#split ~ form button[name=stay]").click()
        page.get_by_role("status").wait_for()
        reload_until(page, page.url, lambda: page.locator(".tick li").count() == held - 1)
