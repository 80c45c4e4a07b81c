"""Moving about: down by a click, up by the crumbs, across by the menu, back by a link; and nothing outside one's reach."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.inspection import wait_until_drawn


def drill(page: Page) -> str:
    """Click the first bar of the ranking; returns the unit that is then in view."""
    bar = page.locator(".st-key-card-units .js-plotly-plot .point path").first
    bar.wait_for()
    bar.click(force=True)
    expect(page).to_have_url(re.compile("node="))
    wait_until_drawn(page)
    return page.locator(".here").inner_text()


def test_a_click_on_a_bar_goes_down_and_the_crumbs_lead_back_up(open_page):
    page = open_page("/?month=2026-09")
    unit = drill(page)
    expect(page.locator(".finding")).to_contain_text(unit)
    page.locator(".st-key-crumbs button").first.click()
    expect(page.locator(".finding")).to_contain_text("总行")
    expect(page).not_to_have_url(re.compile("node="))
    expect(page).to_have_url(re.compile("month=2026-09"))


def by_menu(page, section, name):
    page.locator("[data-testid=stTopNavSection]").get_by_text(section, exact=True).click()
    page.locator("[data-testid=stTopNavDropdownLink]", has_text=name).click()


@pytest.mark.slow
def test_the_menu_keeps_unit_and_month_and_coming_back_keeps_what_was_asked_there(open_page):
    page = open_page("/?month=2026-09")
    unit = drill(page)
    by_menu(page, "大客户", "大客户集中度")
    expect(page.locator(".finding")).to_contain_text(f"{unit}存款：前 20%")
    expect(page).to_have_url(re.compile("concentration.*month=2026-09|concentration.*node=.*month=2026-09"))
    page.locator(".st-key-by-zh input").click()
    page.get_by_role("option", name="行业").click()
    expect(page).to_have_url(re.compile("by=industry"))
    page.get_by_role("link", name="经营总览").click()
    expect(page.locator("h1")).to_have_text("经营总览")
    by_menu(page, "大客户", "大客户集中度")
    expect(page).to_have_url(re.compile("by=industry"))


def test_a_finding_leads_to_the_page_where_it_is_seen(open_page):
    page = open_page()
    page.locator(".st-key-card-attention a", has_text="空缺").first.click()
    expect(page.locator("h1")).to_have_text("团队人力")
    expect(page).to_have_url(re.compile("node="))


def test_the_search_box_finds_an_rm_and_leads_there(open_page):
    page = open_page("/concentration")
    page.locator(".st-key-find-menu button").click()
    box = page.locator(".st-key-find-term input")
    box.fill("R0000")
    box.press("Enter")
    page.locator("[data-testid=stPopoverBody] a", has_text="客户经理：").first.click()
    expect(page.locator("h1")).to_have_text("客户经理档案")
    expect(page).to_have_url(re.compile("/rm.*who=R0000"))
    expect(page.locator(".st-key-card-postings .js-plotly-plot")).to_be_visible()


def test_an_outlet_opens_its_teams_a_team_its_rms_and_a_name_its_file(open_page, warehouse):
    outlet = next(node for node, each in sorted(warehouse.tree().nodes.items()) if each.level == "outlet" and each.is_open)
    page = open_page(f"/headcount?node={outlet}&month=2026-09")
    page.locator(".st-key-crumbs button", has_text="↓").first.click()
    expect(page).to_have_url(re.compile("team=T"))
    expect(page.locator(".st-key-card-people .title")).to_contain_text("组")
    name = page.locator(".st-key-card-people td.rm a").first
    said = name.inner_text()
    name.press("Enter")
    expect(page.locator(".finding")).to_contain_text(said)
    expect(page).to_have_url(re.compile("month=2026-09"))
    expect(page.locator("[data-testid=stMain]").get_by_role("alert")).to_have_count(0)


@pytest.mark.slow
def test_a_view_is_kept_by_name_opened_again_and_dropped(open_page):
    page = open_page("/?period=quarter")
    page.locator(".st-key-views-menu button").click()
    page.locator(".st-key-view-name input").fill("季度 *<b>")
    page.get_by_role("button", name="保存").click()
    kept = page.locator("[data-testid=stPopoverBody]").get_by_text("季度 *<b>")
    expect(kept).to_be_visible()
    assert "period=quarter" in page.locator("[data-testid=stPopoverBody] code").inner_text()
    other = open_page("/concentration")
    other.locator(".st-key-views-menu button").click()
    other.locator("[data-testid=stPopoverBody]").get_by_text("季度 *<b>").click()
    expect(other.locator("h1")).to_have_text("经营总览")
    expect(other).to_have_url(re.compile("period=quarter"))
    other.locator(".st-key-views-menu button").click()
    other.get_by_role("button", name="删除").click()
    expect(other.locator("[data-testid=stPopoverBody]").get_by_text("季度 *<b>")).to_have_count(0)


def test_the_copied_link_restores_the_view_in_a_fresh_browser(open_page, browser):
    page = open_page("/?month=2026-08&period=half&segment=corporate&measure=loans")
    drill(page)
    finding = page.locator(".finding").inner_text()
    page.locator(".st-key-views-menu button").click()
    link = page.locator("[data-testid=stPopoverBody] code").inner_text()
    window = browser.new_context(locale="en-GB")
    fresh = window.new_page()
    fresh.goto(link)
    expect(fresh.locator(".finding")).to_have_text(finding)
    window.close()


def test_a_link_to_a_unit_outside_the_reach_shows_only_what_may_be_seen(open_page, warehouse):
    branches = sorted(node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch")
    own, other = (warehouse.tree().nodes[branch].name.zh for branch in branches[:2])
    page = open_page(f"/?role=branch_head&at={branches[0]}&node={branches[1]}")
    expect(page.locator(".finding")).to_contain_text(own)
    expect(page.get_by_role("alert")).to_contain_text(branches[1])
    assert other not in page.locator("[data-testid=stMain]").inner_text()


@pytest.mark.slow
def test_red_and_green_change_places_when_asked(open_page):
    good = "getComputedStyle(document.querySelector('.stApp')).getPropertyValue('--good')"
    usual, swapped = (open_page(path).evaluate(good) for path in ("/", "/?colours=swapped"))
    assert usual != swapped


@pytest.mark.slow
def test_a_filter_that_does_not_cut_a_page_is_grey(open_page):
    page = open_page("/concentration?period=year")
    expect(page.locator(".st-key-period-zh input")).to_be_disabled()
    expect(open_page("/?period=year").locator(".st-key-period-zh input")).to_be_enabled()
