"""The first screens in a browser: reading with and without JavaScript, keyboard, sizes, themes."""

from contextlib import contextmanager

import pytest

import browsing
from browsing import faults

pytestmark = pytest.mark.browser

STORY = """At least 40 miners died at Karvik, the mayor said on Monday.
Police said on Tuesday that nine others were hurt. \u202bקרביק\u202c was evacuated."""


def report(page):
    """Lead a page to the report with the most claims."""
    lines = page.locator(".lately li > a")
    lines.nth(1).click()
    page.wait_for_selector(".report")
    page.wait_for_load_state()  # with the styles of this page, not those of the one before


@pytest.fixture(scope="module")
def live(tmp_path_factory):
    """Give a browser and the address of a server, which the tests of this file share."""
    if browsing.browser_path() is None:
        pytest.skip(browsing.ABSENT)
    path = tmp_path_factory.mktemp("live") / "live.ledger"
    browsing.write_ledger(path)
    with browsing.served(path) as base, browsing.launched() as browser:
        yield browser, base


@contextmanager
def opened(live, path="/", **given):
    browser, base = live
    with browsing.opened(browser, base, **given) as page:
        page.goto(path)
        yield page


def test_a_picked_theme_and_language_stay(live):
    with opened(live, scheme="light") as page:
        light = page.evaluate("getComputedStyle(document.body).backgroundColor")
        page.get_by_role("button", name="Light/dark").click()
        page.locator("[data-theme=dark]").wait_for()
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light
        page.get_by_role("button", name="Indonesia").click()
        page.locator("html[lang=id]").wait_for()
        assert page.locator("html").get_attribute("lang") == "id"
        assert page.get_by_role("heading", level=1).inner_text().startswith("Siapa bilang")
        assert faults(page) == []


def test_pointing_at_a_figure_lights_its_words_and_its_claim(live):
    with opened(live) as page:
        report(page)
        figure = page.locator(".article .figure").first
        figure.hover()
        claim = figure.get_attribute("data-parts").split(":")[0]
        assert page.locator(f'[data-claim="{claim}"]').get_attribute("class").endswith("lit")
        lit = page.locator("[data-lit]").evaluate_all("found => found.map(e => e.dataset.lit)")
        assert "figure" in lit
        assert len(lit) > 1
        page.keyboard.press("Escape")
        assert page.locator("[data-lit]").count() == 0


def test_figures_are_reached_by_keyboard(live):
    with opened(live) as page:
        report(page)
        page.locator(".article .figure").first.focus()
        assert page.locator(".claim.lit").count() == 1
        first = page.locator(".claim.lit").get_attribute("data-claim")
        page.keyboard.press("Tab")
        assert page.locator(".claim.lit").first.get_attribute("data-claim") != first
        page.keyboard.press("Enter")
        page.wait_for_url("**#c-*")  # the key is answered before the address is


def test_without_scripts_a_figure_leads_to_its_claim_and_back(live):
    with opened(live, scripts=False) as page:
        report(page)
        figure = page.locator(".article .figure").first
        words = figure.inner_text()
        figure.click()
        assert "#c-" in page.url
        target = page.locator(".claim-group:target")
        assert target.count() == 1
        assert words in target.locator("blockquote").first.inner_text()
        assert (
            target.locator(".claim").first.evaluate("e => getComputedStyle(e).boxShadow") != "none"
        )
        target.locator(".back").first.click()
        assert "#f-" in page.url


@pytest.mark.parametrize("scripts", [True, False])
def test_a_text_is_read_seen_and_kept(live, scripts):
    with opened(live, "/read", scripts=scripts) as page:
        page.get_by_label("Paste a report").fill(STORY)
        page.get_by_text("Who printed it, and when").click()
        page.get_by_label("Outlet").fill("The Test Courier" + " again" * scripts)
        page.get_by_label("Day of publication").fill("2031-03-04")
        page.get_by_role("button", name="See the claims").click()
        page.locator(".claim").nth(1).wait_for()
        assert "3 Mar 2031" in page.locator(".claim").first.inner_text()
        assert faults(page) == [] if scripts else True
        page.get_by_role("button", name="Keep").click()
        assert "/reports/" in page.url
        page.get_by_role("link", name="Counterclaim").first.click()
        page.get_by_text("The Test Courier").first.wait_for()  # fails where it does not come


def test_a_slash_leads_to_the_text_field(live):
    with opened(live) as page:
        page.keyboard.press("/")
        page.keyboard.type("Nine miners died.")
        assert page.locator("#text").input_value() == "Nine miners died."


def test_colours_of_source_cue_place_and_time_differ(live):
    with opened(live) as page:
        report(page)
        colours = {
            role: page.locator(f".legend .role.{role}").evaluate(
                "e => getComputedStyle(e).textDecorationColor"
            )
            for role in ("source", "cue", "place", "time")
        }
        assert len(set(colours.values())) == 4
