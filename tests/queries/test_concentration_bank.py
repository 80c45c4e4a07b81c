"""Concentration of the pretend bank: the same figures by SQL written another way, and what holds of them everywhere."""

import math
from decimal import Decimal
from pathlib import Path

import duckdb
import polars as pl
import pytest
from sqlalchemy import select

from queries.codes import HOLDERS, MEASURES
from queries.concentration import shares
from queries.engines import READ_ONLY_CONFIG
from queries.schema import concentration_month


def row(warehouse, scope):
    return shares.summary(warehouse, scope).row(0, named=True)


INDEPENDENT = """
    WITH holder AS (
        SELECT {key} AS k, sum({column}) AS x FROM client_month f
        JOIN org_month o ON o.month = f.month AND o.node_id = f.outlet_id
        JOIN org_month s ON s.month = f.month AND s.node_id = o.parent_id
        JOIN org_month b ON b.month = f.month AND b.node_id = s.parent_id
        WHERE f.month = '{month}' AND NOT is_closed AND ({key}) IS NOT NULL AND {where} GROUP BY 1),
    positive AS (SELECT x::DOUBLE AS x, row_number() OVER (ORDER BY x DESC) AS falling, row_number() OVER (ORDER BY x) AS rising,
                        count(*) OVER () AS n, sum(x) OVER () AS t, sum(x) OVER (ORDER BY x DESC ROWS UNBOUNDED PRECEDING) AS run
                 FROM holder WHERE x > 0)
    SELECT (SELECT sum(x) FROM holder WHERE x > 0) AS total_yuan, count(*) AS holder_count,
           sum(x) FILTER (falling <= 1) / max(t) AS top_1_share, sum(x) FILTER (falling <= 10) / max(t) AS top_10_share,
           sum(x) FILTER (falling <= ceil(n * 0.2)) / max(t) AS top_20_percent_share, sum((x / t::DOUBLE) ** 2) AS hhi,
           2 * sum(rising * x) / (max(n) * max(t)) - (max(n) + 1.0) / max(n) AS gini,
           (count(*) FILTER (run < 0.8 * t) + 1) / max(n) AS pareto_share
    FROM positive"""
KEYS = {"client": "client_id", "group": "coalesce(group_id, client_id)", "industry": "industry", "region": "b.parent_id",
        "outlet": "outlet_id", "rm": "rm_id"}  # fmt: skip


def independent(warehouse_place, scope, where="true"):
    column = {"loans": "loan_yuan", "deposits": "deposit_yuan"}.get(scope.measure, f"{scope.measure}_yuan")
    sql = INDEPENDENT.format(key=KEYS[scope.by], column=column, month=scope.month, where=where)
    current = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(f"{warehouse_place}/{current}.duckdb", read_only=True, config=READ_ONLY_CONFIG) as connection:
        return connection.execute(sql).pl().row(0, named=True)


def assert_agrees(found, expected):
    assert found["total_yuan"] == expected["total_yuan"]
    assert found["holder_count"] == expected["holder_count"]
    for key in ("top_1_share", "top_10_share", "top_20_percent_share", "hhi", "gini", "pareto_share"):
        assert math.isclose(found[key], expected[key], rel_tol=1e-12, abs_tol=1e-13), (key, found[key], expected[key])


@pytest.mark.parametrize("by", HOLDERS)
@pytest.mark.parametrize("measure", MEASURES)
def test_the_pretend_bank_agrees_with_sql_written_another_way(warehouse, warehouse_place, whole_bank, measure, by):
    tree = warehouse.tree()
    scope = whole_bank.asking(measure=measure, by=by)
    assert_agrees(row(warehouse, scope), independent(warehouse_place, scope))
    first, second = sorted(n for n in tree.nodes if tree.nodes[n].level == "branch")[:2]
    assert_agrees(row(warehouse, scope.narrow(tree, [first])), independent(warehouse_place, scope, f"b.node_id = '{first}'"))
    union = scope.narrow(tree, [first, second])
    assert_agrees(row(warehouse, union), independent(warehouse_place, scope, f"b.node_id IN ('{first}', '{second}')"))
    corporate = scope.narrow(tree, segments=["corporate", "institutional"])
    assert_agrees(row(warehouse, corporate), independent(warehouse_place, scope, "segment IN ('corporate', 'institutional')"))


@pytest.mark.parametrize("by", ["client", "group"])
@pytest.mark.parametrize("measure", ["loans", "deposits"])
def test_the_largest_are_the_same_by_roll_up_and_by_facts(warehouse, whole_bank, measure, by):
    tree = warehouse.tree()
    scope = whole_bank.asking(measure=measure, by=by)
    regions = tree.shown_children(tree.root)
    columns = ["place", "holder_id", "holder_zh", "value_yuan", "share", "cumulative_share", "rating", "rm_zh"]
    rolled, facts = (shares.largest(warehouse, s).select(columns) for s in (scope, scope.narrow(tree, regions)))
    assert rolled.height == 20
    assert rolled.equals(facts)


def test_a_year_before_is_what_the_client_held_then(warehouse, whole_bank):
    now = shares.largest(warehouse, whole_bank.asking(measure="deposits"))
    ago = whole_bank.on(whole_bank.month.replace(year=whole_bank.month.year - 1)).asking(measure="deposits")
    held = dict(shares.largest(warehouse, ago).select("holder_id", "value_yuan").rows())
    both = [line for line in now.iter_rows(named=True) if line["holder_id"] in held]
    assert both
    for line in both:
        assert line["year_ago_yuan"] == held[line["holder_id"]]
        assert line["change_yuan"] == line["value_yuan"] - line["year_ago_yuan"]


@pytest.mark.parametrize("by", HOLDERS)
def test_shares_of_all_holders_run_up_to_one_and_lorenz_bends_to_the_large(warehouse, whole_bank, by):
    scope = whole_bank.asking(measure="deposits", by=by)
    curve = shares.lorenz(warehouse, scope)
    assert curve.row(0) == (0.0, 0.0)
    assert curve.row(-1) == (1.0, 1.0)
    assert (curve["measure_share"].diff().drop_nulls() >= 0).all()
    assert (curve["measure_share"] >= curve["holder_share"] - 1e-12).all()
    if by not in {"client", "group"}:
        lines = shares.largest(warehouse, scope).filter(pl.col("place").is_not_null())
        assert lines["cumulative_share"][-1] == pytest.approx(1.0, abs=1e-12)


def test_every_level_of_the_tree_adds_up_to_the_level_above_in_every_month(warehouse, whole_bank):
    for month in warehouse.months:
        tree = warehouse.tree(month)
        scope = whole_bank.on(month).asking(measure="deposits")
        mart = concentration_month.c
        totals = dict(warehouse.read(
            select(mart.node_id, (mart.total_yuan + mart.rest_yuan).label("ledger"))
            .where(mart.month == month, mart.measure == "deposits", mart.holder == "client"), scope
        ).rows())  # fmt: skip
        for parent, children in tree.children.items():
            if parent in totals:
                assert totals[parent] == sum(totals.get(child, Decimal(0)) for child in children)
