"""Concentration: pencil examples and properties."""

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Column, Integer, MetaData, Numeric, Table, select

from queries.concentration import shares
from queries.concentration.holders import merge_small
from queries.concentration.shares import METRICS, SUMMARY_COLUMNS
from queries.engines import DUCKDB, DUCKDB_CONFIG, compiled
from queries.marts import ranked
from queries.metric import summarise
from queries.schema import concentration_month
from queries.scope import Hold
from queries.text import Text
from tests.queries.banks import MONTH, bank, tree_rows
from tests.tables import table

MONEY = pl.Decimal(18, 2)


def executive(warehouse):
    from queries.access import Role, reach, role_viewer

    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def row(warehouse, scope):
    return shares.summary(warehouse, scope).row(0, named=True)


def test_a_drawn_bank_has_the_figures_a_pencil_finds(tmp_path: Path):
    facts = table(
        """
        | client_id | outlet_id | rm_id | group_id | industry     | loan_yuan |
        | C1        | O1        | R1    | G1       | construction |     50.00 |
        | C2        | O1        | R1    |          |              |     20.00 |
        | C3        | O2        | R2    | G1       | construction |     20.00 |
        | C4        | O3        |       |          | energy       |     10.00 |
        | C5        | O3        |       |          |              |      0.00 |
        """,
        {"loan_yuan": MONEY},
    )
    warehouse = bank(tmp_path, facts, rms=["R1", "R2"])
    scope = executive(warehouse)
    assert row(warehouse, scope) == {
        "total_yuan": Decimal("100.00"), "holder_count": 4, "rest_yuan": Decimal("0.00"), "rest_count": 1,
        "top_1_share": 0.5, "top_10_share": 1.0, "top_20_percent_share": 0.5, "hhi": pytest.approx(0.34, abs=1e-15),
        "effective_count": pytest.approx(1 / 0.34), "gini": pytest.approx(0.3), "pareto_share": 0.75,
    }  # fmt: skip  # Gini: 2·(1·10+2·20+3·20+4·50)/(4·100) − 5/4; Pareto: 50+20 = 70 < 80, with the third 90
    by_group = row(warehouse, scope.asking(by="group"))
    assert (by_group["holder_count"], by_group["top_1_share"], by_group["hhi"]) == (3, 0.7, pytest.approx(0.54))
    by_industry = row(warehouse, scope.asking(by="industry"))
    assert (by_industry["total_yuan"], by_industry["holder_count"]) == (Decimal("80.00"), 2)
    by_rm = row(warehouse, scope.asking(by="rm"))
    assert (by_rm["total_yuan"], by_rm["holder_count"], by_rm["top_1_share"]) == (Decimal("90.00"), 2, pytest.approx(7 / 9))
    lines = shares.largest(warehouse, scope.asking(by="rm")).select("place", "holder_zh", "value_yuan").rows()
    assert lines == [(1, "经理R1", Decimal("70.00")), (2, "经理R2", Decimal("20.00")), (None, "无客户经理", Decimal("10.00"))]


def test_exactly_eighty_percent_is_enough_for_the_pareto_point(tmp_path: Path):
    facts = table(
        """
        | client_id | outlet_id | loan_yuan |
        | C1        | O1        |      0.70 |
        | C2        | O1        |      0.10 |
        | C3        | O2        |      0.10 |
        | C4        | O3        |      0.10 |
        """,
        {"loan_yuan": MONEY},
    )
    warehouse = bank(tmp_path, facts)
    assert row(warehouse, executive(warehouse))["pareto_share"] == 0.5


def test_one_holder_has_a_gini_of_nought_and_all_shares_one(tmp_path: Path):
    warehouse = bank(tmp_path, table("| client_id | outlet_id | loan_yuan |\n| C1 | O1 | 7.77 |", {"loan_yuan": MONEY}))
    only = row(warehouse, executive(warehouse))
    assert [only[key] for key in ("top_1_share", "top_10_share", "hhi", "effective_count", "gini", "pareto_share")] == pytest.approx([1, 1, 1, 1, 0, 1])


def test_what_the_bank_does_not_supply_is_an_empty_answer_with_the_right_columns(tmp_path: Path):
    warehouse = bank(tmp_path, table("| client_id | outlet_id | loan_yuan |\n| C1 | O1 | 5.00 |", {"loan_yuan": MONEY}))
    nothing = executive(warehouse).asking(measure="aum")
    summary = shares.summary(warehouse, nothing)
    assert (summary.height, tuple(summary.columns)) == (0, SUMMARY_COLUMNS)
    assert shares.largest(warehouse, nothing).is_empty()
    assert shares.lorenz(warehouse, nothing).is_empty()
    assert shares.headline(summary, Text("全行", "Bank"), nothing).en == "Bank: no AUM in this month."


def test_negative_holders_stand_in_the_rest(tmp_path: Path):
    facts = table(
        """
        | client_id | outlet_id | contribution_yuan |
        | C1        | O1        |             30.00 |
        | C2        | O1        |            -12.00 |
        | C3        | O3        |              0.00 |
        """,
        {"contribution_yuan": MONEY},
    )
    warehouse = bank(tmp_path, facts)
    found = row(warehouse, executive(warehouse).asking(measure="contribution"))
    assert (found["total_yuan"], found["rest_yuan"], found["holder_count"], found["rest_count"]) == (30, -12, 1, 2)


def test_an_outlet_that_moved_counts_where_it_stood_in_its_month(tmp_path: Path):
    before = date(2026, 9, 1)
    moved = {"B0": (None, "bank"), "R1": ("B0", "region"), "R2": ("B0", "region"), "F1": ("R1", "branch"), "F2": ("R2", "branch"),
             "S1": ("F1", "sub_branch"), "S2": ("F2", "sub_branch"), "O1": ("S1", "outlet"), "O2": ("S2", "outlet"), "O3": ("S2", "outlet")}  # fmt: skip
    facts = pl.concat(
        table("| client_id | outlet_id | loan_yuan |\n| C1 | O1 | 10.00 |\n| C2 | O2 | 5.00 |", {"loan_yuan": MONEY}).with_columns(
            month=pl.lit(month)
        )
        for month in (before, MONTH)
    )
    warehouse = bank(tmp_path, facts, trees=pl.concat([tree_rows([before]), tree_rows([MONTH], moved)]))
    scope = executive(warehouse).narrow(warehouse.tree(), ["F1"])
    assert shares.trend(warehouse, scope)["total_yuan"].to_list() == [Decimal("15.00"), Decimal("10.00")]
    # the head of F1 today has no right to O2, which was in F1's September: that month's roll-up is not shown to them
    head = replace(scope, reach=(Hold("F1", scope.segments),))
    assert shares.trend(warehouse, head)["month"].to_list() == [MONTH]


holder = Table("holder", MetaData(), Column("cell", Integer), Column("amount", Numeric(18, 2)))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.integers(0, 10**12), min_size=1, max_size=40), min_size=1, max_size=12))
def test_the_figures_agree_with_exact_arithmetic_for_any_holders(cells):
    with duckdb.connect(config=DUCKDB_CONFIG) as connection:
        connection.execute("CREATE TABLE holder (cell INTEGER, amount DECIMAL(18, 2))")
        rows = [(cell, Decimal(cents) / 100) for cell, amounts in enumerate(cells) for cents in amounts]
        connection.executemany("INSERT INTO holder VALUES (?, ?)", rows)
        sql, values = compiled(ranked(select(holder.c.cell, holder.c.amount).cte("holders")), DUCKDB)
        base = connection.execute(sql, values).pl()
    found = {line["cell"]: line for line in summarise(base, METRICS, by=["cell"]).iter_rows(named=True)}
    for cell, amounts in enumerate(cells):
        positive = sorted(cents for cents in amounts if cents > 0)
        if not positive:
            assert cell not in found
            continue
        assert found[cell]["total_yuan"] == Decimal(sum(positive)) / 100
        assert found[cell]["rest_count"] == len(amounts) - len(positive)
        for key, value in exact(positive).items():
            assert math.isclose(found[cell][key], float(value), rel_tol=1e-12, abs_tol=1e-15), key


def exact(ascending):
    """The definitions of domain.md 4.4 in fractions."""
    n, total = len(ascending), sum(ascending)
    falling, run, k = ascending[::-1], 0, 0
    while run * 5 < total * 4:
        run, k = run + falling[k], k + 1
    hhi = Fraction(sum(x * x for x in ascending), total * total)
    return {
        "top_1_share": Fraction(falling[0], total), "top_10_share": Fraction(sum(falling[:10]), total),
        "top_20_percent_share": Fraction(sum(falling[: -(-n // 5)]), total), "hhi": hhi, "effective_count": 1 / hhi,
        "gini": Fraction(2 * sum(i * x for i, x in enumerate(ascending, 1)), n * total) - Fraction(n + 1, n),
        "pareto_share": Fraction(k, n),
    }  # fmt: skip


def test_metrics_are_zero_dimension_free_and_never_invent_a_number():
    empty = pl.DataFrame(schema={c.name: pl.Float64 for c in concentration_month.c})
    assert summarise(empty, METRICS, by=["month"]).is_empty()


def test_small_groups_are_merged_with_the_next_smallest_where_names_are_hidden():
    parts = table(
        """
        | holder_id    | value_yuan | client_count |
        | construction |     900.00 |           40 |
        | energy       |      70.00 |            3 |
        | mining       |      20.00 |            1 |
        | transport    |      10.00 |            6 |
        """,
        {"value_yuan": MONEY, "client_count": pl.Int64},
    )
    merged = merge_small(parts).sort("client_count")
    assert merged.rows() == [("merged", Decimal("100.00"), 10), ("construction", Decimal("900.00"), 40)]


def test_nothing_is_merged_where_every_group_is_large_enough():
    parts = table("| holder_id | value_yuan | client_count |\n| a | 1.00 | 5 |\n| b | 2.00 | 9 |", {"value_yuan": MONEY, "client_count": pl.Int64})
    assert merge_small(parts).equals(parts)
