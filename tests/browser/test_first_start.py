"""A machine without a warehouse: the page builds the demonstration bank and opens by itself."""

from playwright.sync_api import expect

from tests.browser.conftest import free_port, serve, wait_until_up


def test_a_first_start_builds_the_bank_for_everybody_who_waits_and_opens_the_page(browser, tmp_path):
    port = free_port()
    server = serve(str(tmp_path / "warehouse"), port)
    try:
        wait_until_up(f"http://127.0.0.1:{port}", server)
        windows = [browser.new_context(locale=locale).new_page() for locale in ("zh-CN", "en-GB")]
        for page in windows:
            page.goto(f"http://127.0.0.1:{port}")
        expect(windows[0].locator(".finding")).to_have_text("首次启动：正在生成演示银行", timeout=20_000)
        expect(windows[1].locator(".stProgress")).to_contain_text("%", timeout=20_000)
        for page in windows:
            expect(page.locator(".kpi")).to_have_count(7, timeout=240_000)
            expect(page.locator(".basis")).to_contain_text("wh-0001")
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert len(list((tmp_path / "warehouse").glob("wh-*.duckdb"))) == 1
