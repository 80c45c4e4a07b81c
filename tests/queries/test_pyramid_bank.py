"""The pretend bank's pyramid, moves and large clients: plain SQL on the base tables and client states."""

from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries.access import Grant, Role, Viewer, reach
from queries.codes import PYRAMID_TIERS
from queries.concentration import large, potential, pyramid
from queries.engines import READ_ONLY_CONFIG


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def passing(level: str) -> str:
    return f"(SELECT n.is_pass_through FROM org_month n WHERE n.month = p.month AND n.node_id = p.{level})"


def test_tiers_of_every_month_are_those_of_plain_sql(plain):
    """Nested from the base facts: each level cuts what the level below left."""
    cuts, source = "", "value"
    for level in ("outlet", "sub_branch", "branch", "bank"):
        cuts += f""", by_{level} AS (SELECT * EXCLUDE (k, n) FROM (SELECT p.*, row_number() OVER w AS k, count(*) OVER (PARTITION BY month, {level}) AS n FROM {source} p
            WINDOW w AS (PARTITION BY month, {level} ORDER BY value DESC, aum DESC, client_id)) p WHERE k <= ceil(n / 5.0) OR {passing(level)})"""
        source = f"by_{level}"
    rows = plain.execute(f"""
        WITH up AS (SELECT month, outlet_id, node_id, level FROM org_closure),
        value AS (
            SELECT l.month, l.client_id, sum(f.contribution_yuan) AS value, any_value(l.aum_yuan) AS aum, any_value(l.outlet_id) AS outlet,
                   any_value(s.node_id) AS sub_branch, any_value(b.node_id) AS branch, any_value(r.node_id) AS bank
            FROM client_life l JOIN client_month f ON f.client_id = l.client_id AND f.month <= l.month AND f.month > l.month - INTERVAL 12 MONTH
            JOIN up s ON s.month = l.month AND s.outlet_id = l.outlet_id AND s.level = 'sub_branch' JOIN up b ON b.month = l.month AND b.outlet_id = l.outlet_id AND b.level = 'branch'
            JOIN up r ON r.month = l.month AND r.outlet_id = l.outlet_id AND r.level = 'bank'
            WHERE l.state = 'active' GROUP BY l.month, l.client_id HAVING sum(f.contribution_yuan) > 0){cuts}
        SELECT o.month, o.client_id, CASE WHEN h.client_id IS NOT NULL THEN 'platinum' WHEN b.client_id IS NOT NULL THEN 'gold' WHEN s.client_id IS NOT NULL THEN 'gold_medal' ELSE 'core' END
        FROM by_outlet o LEFT JOIN by_sub_branch s USING (month, client_id) LEFT JOIN by_branch b USING (month, client_id) LEFT JOIN by_bank h USING (month, client_id) ORDER BY 1, 2""").fetchall()  # noqa: S608
    assert len(rows) > 3000
    assert plain.execute("SELECT month, client_id, tier FROM client_pyramid ORDER BY 1, 2").fetchall() == rows
    assert {tier for *_, tier in rows} == set(PYRAMID_TIERS) - {"other"}


# who was active in either month, by both tiers
MATRIX = """
    WITH tier AS (SELECT l.month, l.client_id, l.outlet_id, {tier} AS tier FROM client_life l LEFT JOIN client_pyramid p USING (month, client_id) WHERE l.state = 'active')
    SELECT coalesce(a.tier, 'none'), coalesce(b.tier, 'none'), count(*) FROM (FROM tier WHERE month = $1 - INTERVAL 1 MONTH) a FULL JOIN (FROM tier WHERE month = $1) b USING (client_id)
    GROUP BY ALL"""


@pytest.mark.parametrize("query, tier", [(pyramid.pyramid_moves, "coalesce(p.tier, 'other')"), (pyramid.star_moves, "l.star_tier")])
def test_the_banks_matrices_are_those_of_plain_sql_in_every_month(query, tier, warehouse, whole_bank, plain):
    for month in warehouse.months[3:]:
        expected = {(was, now): clients for was, now, clients in plain.execute(MATRIX.format(tier=tier), [month]).fetchall()}
        found = query(warehouse, whole_bank.on(month))
        assert {(was, now): clients for was, now, clients in found.select("from_tier", "to_tier", "clients_count").iter_rows()} == expected, month


def test_every_nodes_matrix_opens_and_closes_with_its_tiers_but_for_the_outlets_that_changed_place(warehouse, whole_bank):
    for node in warehouse.tree().nodes:
        scope = whole_bank.narrow(warehouse.tree(), [node])
        now = dict(pyramid.pyramid(warehouse, scope).filter(~pl.col("is_cumulative")).select("tier", "client_count").iter_rows())
        rows = pyramid.pyramid_moves(warehouse, scope)
        closing = dict(rows.group_by("to_tier").agg(pl.col("clients_count").sum()).iter_rows())
        assert {tier: closing.get(tier, 0) for tier in PYRAMID_TIERS} == (now or dict.fromkeys(PYRAMID_TIERS, 0)), node


def test_large_clients_of_every_node_balance_from_month_to_month(warehouse, whole_bank):
    tree = warehouse.tree()
    for node in (key for key, each in tree.nodes.items() if each.level in {"bank", "branch"}):
        then, now = (large.large_summary(warehouse, whole_bank.on(month).narrow(tree, [node])) for month in warehouse.months[-2:])
        before, row = (rows.row(-1, named=True) for rows in (then, now))
        steps = (row[f"large_{name}_count"] for name in ("entered", "left", "moved_in", "moved_out"))
        entered, left, came, went = steps
        assert before["large_clients_count"] + entered - left + came - went == row["large_clients_count"], node


def test_slopes_of_the_pretend_bank_are_duckdbs_own(plain):
    value = "CASE WHEN f.segment = 'personal' THEN f.aum_yuan ELSE coalesce(f.deposit_yuan, 0) + coalesce(f.loan_yuan, 0) END"
    rows = plain.execute(f"""
        SELECT any_value(p.slope_share)::DOUBLE, regr_slope(ln({value}), date_diff('month', p.month, f.month))
        FROM client_potential p JOIN client_month f USING (client_id, outlet_id, segment)
        WHERE p.slope_share IS NOT NULL AND f.month BETWEEN p.month - INTERVAL 11 MONTH AND p.month AND {value} > 0 GROUP BY p.month, p.client_id""").fetchall()  # noqa: S608
    assert len(rows) > 100
    assert all(abs(mine - theirs) < 1e-6 for mine, theirs in rows)


def test_an_rm_has_the_names_of_the_own_book_and_no_others(warehouse, plain):
    rm = plain.execute("SELECT rm_id FROM book_holder GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1").fetchone()[0]
    scope = reach(Viewer("rm", (Grant(Role.RM, f"rm:{rm}"),), "salt"), warehouse)
    own = {row[0] for row in plain.execute("SELECT client_id FROM book_holder WHERE rm_id = $1", [rm]).fetchall()}
    named = [query(warehouse, scope)["client_id"].to_list() for query in (pyramid.pyramid_clients, pyramid.pyramid_movers, pyramid.star_movers, large.large_movers, potential.potential_large)]
    assert len(named[0]) > 3
    assert {client for clients in named for client in clients} <= own
