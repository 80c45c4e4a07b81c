"""What is held and earned: pencil examples, sums over units, and plain SQL on the pretend bank."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import finding, periods, portfolio
from queries.access import Role, of_role, reach, role_viewer
from queries.codes import MEASURES, PERIODS
from queries.engines import READ_ONLY_CONFIG
from queries.text import Text
from tests.queries.banks import MONTH, bank
from tests.tables import table

MONEY = pl.Decimal(18, 2)
YEAR_AGO = date(2025, 10, 1)
DRAWN = """
    | month      | client_id | outlet_id | rm_id | deposit_yuan | loan_yuan | revenue_yuan |
    | 2025-09-01 | C1        | O1        | R1    |        90.00 |           |         4.00 |
    | 2025-10-01 | C1        | O1        | R1    |       100.00 |           |         5.00 |
    | 2025-10-01 | C2        | O2        |       |        50.00 |           |         1.00 |
    | 2025-10-01 | C3        | O3        | R2    |        20.00 |           |         1.00 |
    | 2026-09-01 | C1        | O1        | R1    |       110.00 |           |         7.00 |
    | 2026-10-01 | C1        | O1        | R1    |       120.00 |           |         8.00 |
    | 2026-10-01 | C2        | O2        |       |        10.00 |           |              |
    | 2026-10-01 | C3        | O3        | R2    |        19.00 |           |         2.00 |
"""
TYPES = {"month": pl.Date, "deposit_yuan": MONEY, "loan_yuan": MONEY, "revenue_yuan": MONEY}


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = table(DRAWN, TYPES | {"month": pl.String}).with_columns(pl.col("month").str.to_date())
    opened = bank(tmp_path_factory.mktemp("drawn") / "bank", facts, rms=["R1", "R2"])
    yield opened
    opened.close()


def executive(warehouse):
    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def rows(frame: pl.DataFrame, *columns: str) -> list[tuple[object, ...]]:
    return frame.select(columns).rows()


def test_levels_are_of_the_months_end_and_what_is_not_supplied_is_unknown(drawn):
    shown = rows(portfolio.total(drawn, executive(drawn)), "month", "deposits_yuan", "loans_yuan", "clients_count")
    assert shown == [(YEAR_AGO, Decimal("170.00"), None, 3), (MONTH, Decimal("149.00"), None, 3)]


@pytest.mark.parametrize(("period", "before", "now"), [("month", "7.00", "10.00"), ("half", "11.00", "17.00"), ("year", "11.00", "17.00")])
def test_revenue_is_added_up_over_the_period_to_date(drawn, period, before, now):
    shown = rows(portfolio.total(drawn, executive(drawn).asking(period=period)), "revenue_yuan")
    assert shown == [(Decimal(before),), (Decimal(now),)]


@pytest.mark.parametrize(
    ("month", "period", "first"),
    [("2026-10-01", "quarter", "2026-10-01"), ("2026-09-01", "quarter", "2026-07-01"), ("2026-06-01", "half", "2026-01-01"), ("2026-12-01", "year", "2026-01-01")],
)
def test_a_period_starts_with_the_calendar(month, period, first):
    assert periods.first_month(date.fromisoformat(month), period) == date.fromisoformat(first)


def test_the_next_level_down_is_listed_with_the_worst_gap_first(drawn):
    shown = rows(portfolio.by_unit(drawn, executive(drawn).asking(measure="deposits")), "node_id", "actual_yuan", "base_yuan", "gap_yuan", "gap_share")
    assert shown == [
        ("R1", Decimal("130.00"), Decimal("150.00"), Decimal("-20.00"), pytest.approx(-20 / 150)),
        ("R2", Decimal("19.00"), Decimal("20.00"), Decimal("-1.00"), pytest.approx(-0.05)),
    ]


def test_below_an_outlet_stand_its_rms_and_clients_without_one(drawn):
    scope = executive(drawn).narrow(drawn.tree(), ["O1", "O2"])
    assert rows(portfolio.by_unit(drawn, scope.asking(measure="deposits")), "node_id", "gap_yuan") == [("O2", Decimal("-40.00")), ("O1", Decimal("20.00"))]
    one, other = (portfolio.by_unit(drawn, executive(drawn).narrow(drawn.tree(), [outlet]).asking(measure="deposits")) for outlet in ("O1", "O2"))
    assert rows(one, "rm_id", "name_zh", "gap_yuan") == [("R1", "经理R1", Decimal("20.00"))]
    assert rows(other, "rm_id", "name_zh", "gap_yuan") == [(None, "无客户经理", Decimal("-40.00"))]


def test_a_fall_of_a_twentieth_is_a_finding_and_less_is_none(drawn):
    found = list(finding.listed(portfolio.findings(drawn, executive(drawn))))
    assert [(each.amount_yuan, each.choices["node"], each.page) for each in found] == [
        (Decimal("20.00"), ["R1"], "overview"), (Decimal("1.00"), ["R2"], "overview"),
    ]  # fmt: skip
    assert found[0].sentence == Text("机构R1：存款 130.0 元，较上年同期减少 20.0 元（−13.3%）", "Unit R1: deposits 130.0 yuan, 20.0 yuan (−13.3%) below last year")


def test_the_headline_names_the_change_and_the_largest_fall(drawn):
    scope = executive(drawn).asking(measure="deposits")
    said = portfolio.headline(portfolio.total(drawn, scope), Text("全行", "Bank"), scope, portfolio.by_unit(drawn, scope))
    assert said.zh == "全行存款 149.0 元，较上年同期减少 21.0 元（−12.4%）；降幅最大的是机构R1（−20.0 元）。"
    assert said.en == "Bank: deposits 149.0 yuan, 21.0 yuan (−12.4%) below last year; the largest fall is Unit R1 (−20.0 yuan)."


def test_an_rm_sees_their_clients_with_their_whole_history(drawn):
    viewer = role_viewer(Role.RM, drawn, ("rm:R1",))
    own = reach(viewer, drawn)
    assert rows(portfolio.total(drawn, own), "month", "deposits_yuan") == [(YEAR_AGO, Decimal("100.00")), (MONTH, Decimal("120.00"))]
    assert portfolio.trend(drawn, own).height == 4
    assert portfolio.by_unit(drawn, own).is_empty()


def test_the_trend_and_the_comparison_agree(drawn):
    scope = executive(drawn).asking(measure="deposits")
    assert rows(portfolio.beside_last_year(portfolio.trend(drawn, scope), scope), "month", "actual_yuan", "year_ago_yuan")[-1] == (MONTH, Decimal("149.00"), Decimal("170.00"))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("period", PERIODS)
def test_a_unit_is_the_sum_of_the_units_below_it(warehouse, whole_bank, measure, period):
    scope = whole_bank.asking(measure=measure, period=period)
    key = portfolio.OF_MEASURE[measure].key
    tree = warehouse.tree()
    for node in [tree.root, *tree.shown_children(tree.root)]:
        narrowed = scope.narrow(tree, [node])
        below = portfolio.by_unit(warehouse, narrowed)
        whole = dict(rows(portfolio.total(warehouse, narrowed), "month", key))
        assert below["actual_yuan"].sum() == whole[scope.month]
        assert below["base_yuan"].sum() == whole[periods.year_before(scope.month)]


def test_the_totals_equal_plain_sql_on_the_facts(warehouse, warehouse_place, whole_bank):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        plain = connection.execute(
            "SELECT month, sum(deposit_yuan), sum(aum_yuan), sum(revenue_yuan), count(*) FROM client_month WHERE NOT is_closed GROUP BY month ORDER BY month"
        ).fetchall()
    shown = rows(portfolio.trend(warehouse, whole_bank), "month", "deposits_yuan", "aum_yuan", "revenue_yuan", "clients_count")
    assert shown == plain[-len(shown) :]


def test_a_segment_and_the_others_add_up_to_all(warehouse, whole_bank):
    def total(*segments: str) -> Decimal:
        scope = whole_bank.narrow(warehouse.tree(), segments=segments)
        return portfolio.total(warehouse, scope)["deposits_yuan"][-1] or Decimal(0)

    assert sum(total(segment) for segment in ("corporate", "institutional", "interbank", "personal")) == total()


def test_a_branch_head_is_shown_their_branch_alone(warehouse):
    branch = sorted(n.node_id for n in warehouse.tree().nodes.values() if n.level == "branch")[0]
    from queries.access import Viewer

    mine = reach(Viewer("x", of_role(Role.BRANCH_HEAD, (branch,)), "salt"), warehouse)
    every = executive(warehouse).narrow(warehouse.tree(), [branch])
    assert portfolio.total(warehouse, mine).equals(portfolio.total(warehouse, every))
