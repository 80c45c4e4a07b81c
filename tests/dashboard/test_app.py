"""The whole app: language, link, role, and what happens when something is missing."""

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from queries.settings import HOME, settings
from tests.dashboard.test_pages import said


@pytest.fixture
def open_app(warehouse_place, monkeypatch):
    """Open the app with the parameters of a link."""

    def opened(place=warehouse_place, peer=None, host="localhost:8501", **link):
        monkeypatch.setattr(type(st.context), "ip_address", property(lambda _: peer))  # AppTest fakes the connection
        monkeypatch.setattr(type(st.context), "headers", property(lambda _: {"host": host}))
        monkeypatch.setenv("RM_COCKPIT_WAREHOUSE", place)
        settings.cache_clear()
        st.cache_resource.clear()
        app = AppTest.from_file(str(HOME / "streamlit_app.py"), default_timeout=60)
        for name, value in link.items():
            app.query_params[name] = value
        return app.run()

    yield opened
    settings.cache_clear()


def test_the_first_page_opens_in_chinese_with_its_finding_month_and_generation(open_app):
    app = open_app()
    assert not app.exception
    assert "经营总览" in said(app)
    assert "wh-0001" in said(app)
    assert "2026年10月" in said(app)
    assert "本机模式 · 演示数据" in said(app)


def test_a_link_is_a_view(open_app):
    app = open_app(lang="en", measure="loans", period="quarter", month="2026-09")
    assert "Next level down: Loans against plan to date" in said(app)
    assert app.selectbox(key="measure-en").value == "loans"
    assert app.selectbox(key="period-en").value == "quarter"
    assert "Sep 2026" in said(app)
    assert not app.warning


@pytest.mark.parametrize(
    ("link", "named"),
    [
        ({"measure": "gold"}, "口径 gold"),
        ({"node": "NOWHERE"}, "机构 NOWHERE"),
        ({"month": "1999-01"}, "截至月 1999\\-01"),
        ({"role": "king"}, "角色 king"),
        ({"period": "decade"}, "期间 decade"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_an_unknown_choice_in_a_link_is_left_out_and_said(open_app, link, named):
    app = open_app(lang="zh", **link)
    assert not app.exception
    assert named in app.warning[0].value
    assert "总行存款" in said(app)


def test_markup_in_a_link_is_shown_as_written(open_app):
    app = open_app(lang="zh", node="![x](http://e)")
    assert r"\!\[x\]\(http\://e\)" in app.warning[0].value


def test_a_branch_head_cannot_see_another_branch_by_editing_the_link(open_app, warehouse):
    branches = sorted(node.node_id for node in warehouse.tree().nodes.values() if node.level == "branch")
    app = open_app(lang="zh", role="branch_head", at=branches[0], node=branches[1])
    assert branches[1] in app.warning[0].value
    assert warehouse.tree().nodes[branches[0]].name.zh in said(app)
    assert warehouse.tree().nodes[branches[1]].name.zh not in said(app)
    above = open_app(lang="zh", role="branch_head", at=branches[0], node=warehouse.tree().root)
    assert f'class="finding">{warehouse.tree().nodes[branches[0]].name.zh}' in said(above)


@pytest.mark.parametrize("role", ["executive", "branch_head", "business_head", "rm", "auditor", "analyst"])
def test_every_role_sees_a_page(open_app, role):
    app = open_app(lang="zh", role=role)
    assert not app.exception
    assert not app.error
    assert 'class="finding"' in said(app)


def test_the_pseudonyms_stay_the_same_while_a_session_lasts(open_app):
    app = open_app(lang="zh", role="analyst")
    before = said(app)
    assert said(app.run()) == before


def test_changing_a_filter_changes_the_link_and_the_page(open_app):
    app = open_app(lang="zh")
    app.selectbox(key="measure-zh").set_value("loans").run()
    assert "loans" in app.query_params["measure"]
    assert "总行贷款" in said(app)


def test_a_generation_that_cannot_be_opened_is_said_without_a_trace(open_app, tmp_path):
    (tmp_path / "CURRENT").write_text("wh-0009")
    app = open_app(place=str(tmp_path), lang="zh")
    assert not app.exception
    assert len(app.error) == 1
    assert "Traceback" not in app.error[0].value


@pytest.mark.parametrize("connection", [{"peer": "10.0.0.7"}, {"host": "cockpit.example"}])
def test_without_the_gate_the_app_itself_refuses_another_machine(open_app, connection):
    app = open_app(**connection)
    assert app.error[0].value.startswith("本服务仅供本机使用")
    assert "kpis" not in said(app)
