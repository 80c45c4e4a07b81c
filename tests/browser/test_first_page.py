"""The first page as a person meets it: the real server, a real browser."""

import re

import pytest
from playwright.sync_api import expect


def test_the_page_opens_in_the_browsers_language_with_its_finding(open_page, lang):
    page = open_page(lang=lang)
    expect(page.locator("h1")).to_have_text({"zh": "经营总览", "en": "Overview"}[lang])
    expect(page.locator(".finding")).to_contain_text({"zh": "总行存款", "en": "Head Office: deposits"}[lang])
    expect(page.locator(".basis")).to_contain_text("wh-0001")
    expect(page.locator(".kpi")).to_have_count(7)
    expect(page).to_have_url(re.compile(f"lang={lang}"))


@pytest.mark.slow
def test_a_filter_changes_the_link_and_a_reload_keeps_it(open_page):
    page = open_page()
    page.locator(".st-key-measure-zh input").click()
    page.get_by_role("option", name="贷款").click()
    expect(page.locator(".finding")).to_contain_text("总行贷款")
    expect(page).to_have_url(re.compile("measure=loans"))
    page.reload()
    expect(page.locator(".finding")).to_contain_text("总行贷款")
    expect(page).to_have_url(re.compile("measure=loans"))


@pytest.mark.slow
def test_the_back_button_goes_back_to_the_view_before(open_page):
    page = open_page("/concentration")
    page.locator(".st-key-by-zh input").click()
    page.get_by_role("option", name="行业").click()
    expect(page.locator(".st-key-card-details .title")).to_have_text("明细：行业")
    page.go_back()
    expect(page.locator(".st-key-card-details .title")).to_have_text("明细：客户")


def test_picking_a_unit_goes_down_to_it(open_page):
    page = open_page()
    field = page.locator(".st-key-node-zh input")
    field.click()
    first = page.get_by_role("option").first
    name = first.inner_text().removeprefix("↓ ")
    first.click()
    expect(page.locator(".finding")).to_contain_text(name)
    expect(page).to_have_url(re.compile("node="))


@pytest.mark.slow
def test_the_language_switch_turns_the_whole_page(open_page):
    page = open_page()
    page.get_by_role("radio", name="EN").or_(page.get_by_text("EN", exact=True)).first.click()
    expect(page.locator("h1")).to_have_text("Overview")
    expect(page).to_have_url(re.compile("lang=en"))


def test_a_panel_gives_its_table_as_csv_with_a_byte_order_mark(open_page, tmp_path):
    page = open_page("/concentration")
    page.locator(".st-key-files-details button").first.click()
    with page.expect_download() as caught:
        page.get_by_role("button", name="表格 CSV").click()
    file = tmp_path / "details.csv"
    caught.value.save_as(file)
    assert file.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert file.read_text("utf-8-sig").splitlines()[0].startswith("名次,编号,名称,金额,占比,累计占比")
    assert re.fullmatch(r"details_.+_2026-10_wh-0001_local-executive_\d{8}-\d{4}_[0-9a-f]{16}\.csv", caught.value.suggested_filename)


@pytest.mark.slow
def test_an_open_menu_offers_every_format_or_says_what_is_missing(open_page):
    page = open_page("/concentration")
    page.locator(".st-key-files-largest button").first.click()
    expect(page.get_by_role("button", name="PNG")).to_be_visible()
    for name in ("SVG", "CSV", "Excel", "PowerPoint"):
        expect(page.get_by_role("button", name=name)).to_be_visible()


@pytest.mark.slow
def test_every_chart_says_in_words_what_it_shows(open_page, lang):
    page = open_page("/concentration", lang=lang)
    named = page.evaluate("[...document.querySelectorAll('[data-testid=stPlotlyChart]')].map(e => e.getAttribute('aria-label') || e.closest('[aria-label]')?.ariaLabel || e.querySelector('[aria-label]')?.ariaLabel)")
    assert len(named) == 3
    assert all(named)


def test_other_names_and_proxies_are_refused(browser, address):
    window = browser.new_context(extra_http_headers={"X-Forwarded-For": "127.0.0.1"})
    assert window.new_page().goto(address).status == 403
    assert browser.new_context().new_page().goto(f"{address}/_stcore/metrics").status == 404
    window.close()


@pytest.mark.parametrize("slower", [pytest.param(1, marks=pytest.mark.slow), 4])
def test_nothing_jumps_while_the_page_loads(browser, address, slower):
    """On this machine, and on one so many times slower, where what stands in for late texts is seen."""
    window = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900})
    page = window.new_page()
    page.add_init_script("""
        window.shifted = [];
        const named = node => (node?.closest?.('[class*=st-key-]') ?? node)?.className;
        new PerformanceObserver(seen => {
            for (const shift of seen.getEntries())
                if (!shift.hadRecentInput) window.shifted.push([shift.value, shift.sources.map(source => named(source.node))]);
        }).observe({type: 'layout-shift', buffered: true});
    """)
    window.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.goto(address)
    page.locator(".st-key-card-trend .js-plotly-plot .main-svg").first.wait_for(timeout=60_000, state="attached")
    shifted = page.evaluate("window.shifted")
    assert sum(value for value, _ in shifted) <= 0.05, shifted
    window.close()
