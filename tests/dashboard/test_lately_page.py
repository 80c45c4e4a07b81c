"""The daily and weekly pack as a page."""

from dataclasses import replace
from datetime import date

from dashboard.pages.lately import PAGE, answer
from queries.access import Role
from tests.dashboard.test_exports_of_pages import view_of


def test_the_page_opens_at_the_open_month_and_shows_both_ends_of_the_teams(warehouse):
    view = view_of(warehouse, Role.EXECUTIVE, "zh", PAGE)
    content = answer(replace(view, scope=view.scope.on(date(2026, 11, 1))))
    assets, waiting, counts = content.panels
    assert PAGE.opens_today
    assert assets.shown["week_assets_yuan"][0] == assets.frame["week_assets_yuan"].max()
    assert assets.shown["week_assets_yuan"][-1] == assets.frame["week_assets_yuan"].min()
    assert waiting.frame["open_questions_count"].min() > 0
    assert counts.frame.height == assets.frame.height
    assert "本周资产" in content.finding.zh
