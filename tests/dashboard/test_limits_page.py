"""The limits page: whole use for the whole bank, a part for others, what is assumed beside what it costs."""

from decimal import Decimal

import pytest
from streamlit.util import calc_hash

from dashboard import exports, formats, theme
from dashboard.page import View, direct
from dashboard.pages import client, limits
from queries.access import ROLE_NAMES, Role, reach, role_viewer
from queries.scope import Scope
from tests.dashboard.test_app import open_app  # noqa: F401 - a fixture
from tests.dashboard.test_client_page import looking
from tests.dashboard.test_pages import said
from tests.queries.owing import owing, whole


def shown(warehouse, scope: Scope):
    view = View(warehouse, scope, "zh", theme.LIGHT, ROLE_NAMES[Role.EXECUTIVE], "local:x", may_export=True, answer=direct)
    content = limits.answer(view)
    return view, content, {panel.key: panel for panel in content.panels}


def test_the_whole_bank_sees_its_ladder_and_what_a_stress_leaves(warehouse, whole_bank):
    _, content, panels = shown(warehouse, whole_bank)
    assert {"ladder-chart", "rules", "ladder", "moves", "stress", "stress-borrowers", "stress-limits", "depositors", "assumptions"} == set(panels)
    assert "5 户突破限额，6 户接近" in content.finding.zh
    assert content.cards is not None
    assert content.cards.figures["limits_broken_count"][-1] == 5
    assert panels["stress"].frame["ratio_zh"].to_list() == ["流动性比例", "流动性覆盖率", "资本充足率", "一级资本充足率"]


def test_a_branch_sees_its_part_and_no_use_anywhere(warehouse):
    scope = reach(role_viewer(Role.BRANCH_HEAD, warehouse, ("F01",)), warehouse)
    _, content, panels = shown(warehouse, scope)
    assert set(panels) == {"part", "stress-borrowers", "depositors", "assumptions"}
    assert not {"use_share", "headroom_yuan", "limit_yuan", "standing"} & set(panels["part"].columns)
    assert content.cards is not None
    assert "limits_broken_count" not in {metric.key for metric in content.cards.metrics}


def test_what_a_stress_assumes_goes_into_its_panel_and_files(warehouse, whole_bank):
    view, content, panels = shown(warehouse, whole_bank.asking(depositors=3, borrowers=2, loss_rate=Decimal("0.75")))
    assert panels["stress"].legend.zh.startswith("最大 3 户存款流失；最大 2 户借款人违约，损失率 75%")
    said = "".join(panels["assumptions"].frame["assumed_zh"])
    assert "缓释后暴露最大的 2 户同时违约，损失率 75%" in said
    csv = next(kind for kind in exports.KINDS if kind.key == "csv")
    for key in ("stress", "stress-borrowers", "stress-limits"):
        assert "损失率 75%" in exports.of_panel(view, panels[key], content.scale, csv).make().decode("utf-8-sig")


def test_a_bank_without_capital_is_told_what_is_missing(tmp_path):
    warehouse = owing(tmp_path, """
        | client_id | outlet_id | loan_yuan | on_yuan |
        | C1        | O1        |     10.00 |   10.00 |
        """, capital={})  # fmt: skip
    _, content, panels = shown(warehouse, whole(warehouse))
    assert "缺少资本数据" in content.finding.zh
    assert "没有 2026-10 或此前 3 个月内的资本净额与一级资本净额" in panels["ladder-chart"].empty.zh
    assert panels["gaps"].frame.height == 3
    warehouse.close()


@pytest.mark.parametrize("is_whole", [True, False])
def test_a_clients_file_shows_its_use_of_limits_by_the_same_rule(warehouse, whole_bank, is_whole):
    from queries.concentration import limits as asked

    number = asked.limits(warehouse, whole_bank)
    number = next(row["holder_id"] for row in number.iter_rows(named=True) if row["holder_kind_en"] == "Client")
    outlet = client.client_file.card(warehouse, whole_bank.asking(client=number))["outlet_zh"][0]
    node = next(node.node_id for node in warehouse.tree().nodes.values() if node.name.zh == outlet and node.level == "outlet")
    scope = whole_bank if is_whole else reach(role_viewer(Role.BRANCH_HEAD, warehouse, (node,)), warehouse)
    content = client.answer(looking(warehouse, scope.asking(client=number)))
    panel = next(panel for panel in content.panels if panel.key == "limits")
    assert panel.frame.height >= 2
    assert (panel.frame["headroom_yuan"].null_count() == 0) is is_whole


def test_a_link_names_the_stress_and_what_is_not_offered_is_left_out(open_app):  # noqa: F811
    app = open_app(lang="zh")
    app._page_hash = calc_hash("limits")
    for name, value in {"depositors": "3", "borrowers": "10", "loss": "60", "industry": "manufacturing", "industry_loss": "20"}.items():
        app.query_params[name] = value
    assert formats.unbroken("最大 3 户存款流失；最大 10 户借款人违约，损失率 60%；制造业损失 20%。") in said(app.run())
    app.query_params["loss"] = "61"
    again = said(app.run())
    assert formats.unbroken("最大 10 户借款人违约，损失率 45%") in again
    assert any("压力：损失率 61" in warning.value.replace("\\", "") for warning in app.warning)
