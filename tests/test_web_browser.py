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
        # The bar with the buttons stays above all, and covers neither claims nor what is gone to.
        bar = page.locator(".keep").bounding_box()["height"]
        pinned = "e => parseFloat(getComputedStyle(e).top)"
        assert page.locator(".report-claims").evaluate(pinned) > bar
        padding = "e => parseFloat(getComputedStyle(e).scrollPaddingTop)"
        assert page.locator("html").evaluate(padding) > bar
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


def test_the_key_tab_goes_as_the_eye_does_when_exploring(live):
    where = "e => e.closest('.facets, .results')?.className"
    with opened(live, "/explore", width=768) as page:
        boxes = [page.locator(field).bounding_box() for field in ("#q", "#from", "#to")]
        assert len({(box["y"], box["height"]) for box in boxes}) == 1
        assert boxes[1]["width"] > 140  # a whole date
        page.get_by_role("button", name="Search").focus()
        page.keyboard.press("Tab")
        assert page.locator(":focus").inner_text() == "Skip to the claims"
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(where) == "results"
        # Where the facets stand first, they can be passed.
        page.set_viewport_size({"width": 1280, "height": 800})
        page.reload()
        page.get_by_text("Skip to the claims").focus()
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(where) == "facets"
        page.get_by_text("Skip to the claims").press("Enter")
        page.keyboard.press("Tab")
        assert page.locator(":focus").evaluate(where) == "results"


def test_a_card_and_a_report_are_printed_whole_and_dark_on_white(live):
    ink = "e => getComputedStyle(e).color"
    with opened(live, "/questions", scheme="dark") as page:
        page.get_by_role("button", name="Light/dark").click()
        page.locator("[data-theme=dark]").wait_for()
        page.locator("main a[href^='/questions/']").first.click()
        page.locator(".echoes").first.wait_for()
        echo = page.locator(".echoes li").first
        assert not echo.is_visible()
        page.emulate_media(media="print")
        assert page.locator("body").evaluate(ink) == "rgb(28, 27, 25)"
        assert echo.evaluate("e => e.checkVisibility({contentVisibilityAuto: true})")
        assert page.locator("#policy").is_visible()
        for control in (".views", ".policy .button", ".top"):
            assert not page.locator(control).is_visible(), control
        page.emulate_media(media="screen")
        page.goto("/")
        page.locator(".lately > li > a", has_text="about 4,700").click()
        page.locator(".report").wait_for()
        page.emulate_media(media="print")
        panel = page.locator(".report-claims")
        assert panel.evaluate("e => e.scrollHeight <= e.clientHeight + 1")
        assert panel.evaluate("e => getComputedStyle(e).maskImage") == "none"
        assert page.locator(".report-head a[href^='https://']").is_visible()  # where it stood


def test_what_colours_tell_is_told_by_lines_where_people_set_their_own(live):
    line = "e => getComputedStyle(e).textDecorationLine"
    with opened(live, "/questions") as page:
        page.emulate_media(forced_colors="active")
        shown, other = (
            page.locator(f".views a{which}") for which in ("[aria-current]", "[href$=true]")
        )
        assert shown.evaluate(line) == "underline"
        edge = "e => getComputedStyle(e).borderBottomColor"
        assert shown.evaluate(edge) != other.evaluate(edge)
        page.goto("/")
        report(page)
        page.locator(".article .figure").first.hover()
        outline = "e => getComputedStyle(e).outlineStyle"
        assert page.locator(".claim.lit").first.evaluate(outline) == "solid"
        page.goto("/explore/timeline")
        colour = "e => getComputedStyle(e).backgroundColor"
        keys = page.locator(".key-bar, .key-disputed")
        assert keys.first.evaluate(colour) != keys.last.evaluate(colour)
