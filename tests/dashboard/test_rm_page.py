"""The RM's file on the screen: chosen, opened by a link, and nothing of whoever is outside the reach."""

import html
import re
from dataclasses import replace

import polars as pl
import pytest
from streamlit.util import calc_hash

from dashboard import tables, theme
from dashboard.page import View, direct
from dashboard.pages import rm as page
from queries import headcount
from queries.access import ROLE_NAMES, Role, Viewer, of_role, reach
from queries.money import SCALES
from tests.dashboard.test_app import open_app  # noqa: F401 - a fixture
from tests.dashboard.test_pages import said


def looking(warehouse, scope, lang="en") -> View:
    return View(warehouse, scope, lang, theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:x", may_export=True, answer=direct)


@pytest.fixture(scope="module")
def somebody(warehouse, whole_bank) -> dict[str, str]:
    """An RM in post, and one of another branch."""
    tree, people = warehouse.tree(), headcount.people(warehouse, whole_bank)
    first, second = sorted(node.node_id for node in tree.nodes.values() if node.level == "branch")[:2]
    inside, outside = (headcount.people(warehouse, whole_bank.narrow(tree, [branch])).row(0, named=True) for branch in (first, second))
    assert people.height > 2
    return {"branch": first, "who": inside["rm_id"], "zh": inside["rm_zh"], "other": outside["rm_id"], "other_zh": outside["rm_zh"], "other_en": outside["rm_en"]}


def opened(open_app, **link):  # noqa: F811
    """The page opened by a link. AppTest switches to pages that are files; ours are functions, known by the hash of their address."""
    app = open_app(lang="zh")
    app._page_hash = calc_hash("rm")
    for name, value in link.items():
        app.query_params[name] = value
    return app.run()


@pytest.fixture(scope="module")
def file(warehouse, whole_bank, somebody):
    return page.answer(looking(warehouse, whole_bank.asking(who=somebody["who"])))


def test_the_file_holds_six_cards_and_eight_panels(file):
    assert [metric.key for metric in file.cards.metrics] == [
        "clients_count", "deposits_yuan", "loans_yuan", "aum_yuan", "revenue_year_yuan", "contribution_yuan",
    ]  # fmt: skip
    assert [panel.key for panel in file.panels] == ["who", "load", "targets", "postings", "book", "clients", "trainings", "conduct"]
    assert all(panel.chart.alt.zh for panel in file.panels if panel.chart is not None)


def test_every_table_has_the_columns_it_shows(file):
    for panel in file.panels:
        rows = tables.in_language(panel.frame if panel.shown is None else panel.shown, "en")
        assert set(panel.columns) <= set(rows.columns), panel.key


def test_with_nobody_chosen_the_rms_of_the_scope_stand_to_be_chosen(warehouse, whole_bank):
    content = page.answer(looking(warehouse, whole_bank))
    assert content.finding.en.startswith("Choose an RM")
    assert content.panels[0].frame.height == headcount.total(warehouse, whole_bank)["headcount_count"][0]


def test_an_rm_outside_the_reach_leaves_every_panel_empty(warehouse, somebody):
    scope = reach(Viewer("head", of_role(Role.BRANCH_HEAD, (somebody["branch"],)), "salt"), warehouse)
    content = page.answer(looking(warehouse, scope.asking(who=somebody["other"])))
    assert content.cards is None
    assert [panel.frame.height for panel in content.panels] == [0] * 8
    assert content.finding.en == "This RM was never posted within the chosen scope."


def test_whoever_may_not_see_staff_details_is_told_so(warehouse, whole_bank, somebody):
    content = page.answer(looking(warehouse, replace(whole_bank, staff_visible=False).asking(who=somebody["who"])))
    conduct = content.panels[-1]
    assert conduct.legend.en.endswith("your role is not shown what happened")
    assert conduct.frame["event_zh"].null_count() == conduct.frame.height


def test_a_link_opens_the_file_of_whom_it_names(open_app, somebody):  # noqa: F811
    app = opened(open_app, who=somebody["who"])
    assert said(app).count("finding") >= 1
    assert somebody["zh"] in said(app)


def test_a_link_to_an_rm_outside_the_reach_is_left_out_without_a_trace(open_app, somebody):  # noqa: F811
    app = opened(open_app, role="branch_head", at=somebody["branch"], who=somebody["other"])
    assert "请选择客户经理" in said(app)
    assert somebody["other"] in app.warning[0].value
    everything = said(app) + "".join(str(box.options) for box in app.selectbox if box.key.startswith("who"))
    assert somebody["other_zh"] not in everything
    assert somebody["other_en"] not in everything


def test_an_own_book_opens_its_own_file(open_app, somebody):  # noqa: F811
    app = opened(open_app, role="rm", rm=somebody["who"])
    assert somebody["zh"] in re.search(r'class="finding">([^<]*)', said(app)).group(1)


def test_a_name_leads_to_a_file_by_a_link_that_cannot_be_broken_out_of():
    rows = pl.DataFrame({"rm": ["<b>王</b>", "李"]})
    markup = tables.html_table(rows, "zh", SCALES["zh"][0], leads={"rm": ['rm?who="><script>', None]})
    assert '<td class="text rm"><a href="rm?who=&quot;&gt;&lt;script&gt;" target="_self">&lt;b&gt;王&lt;/b&gt;</a></td>' in markup
    assert '<td class="text rm">李</td>' in markup
    assert "<script>" not in html.unescape(markup).replace('rm?who="><script>', "")
