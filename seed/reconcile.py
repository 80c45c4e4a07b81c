"""Control totals, to 0.00: facts ↔ roll-ups, outlets ↔ every level up to the bank, RMs ↔ outlet."""

from collections.abc import Iterator

import duckdb

from queries.text import Text

CHECKS: dict[str, tuple[Text, str]] = {
    "facts-in-tree": (
        Text("每条客户事实的网点都在当月机构树内", "every client fact's outlet stands in its month's tree"),
        """SELECT month, outlet_id, count(*) FROM client_month
           WHERE NOT EXISTS (SELECT 1 FROM org_closure c WHERE c.month = client_month.month AND c.outlet_id = client_month.outlet_id)
           GROUP BY month, outlet_id""",
    ),
    "strict-tree": (
        Text("每个网点在每个层级恰有一个上级", "every outlet has exactly one node at each level"),
        "SELECT month, outlet_id, count(*) FROM org_closure GROUP BY month, outlet_id HAVING count(*) <> 5 OR count(DISTINCT level) <> 5",
    ),
    "books-equal-facts": (
        Text("管户汇总（含无客户经理）= 客户事实", "books, \"no RM\" included, add up to the client facts"),
        """SELECT f.month, f.outlet_id FROM
             (SELECT month, outlet_id, sum(loan_yuan) l, sum(deposit_yuan) d, sum(aum_yuan) a, sum(revenue_yuan) r,
                     sum(contribution_yuan) c, count(*) n FROM client_month WHERE NOT is_closed GROUP BY month, outlet_id) f
           FULL JOIN
             (SELECT month, outlet_id, sum(loan_yuan) l, sum(deposit_yuan) d, sum(aum_yuan) a, sum(revenue_yuan) r,
                     sum(contribution_yuan) c, sum(client_count) n FROM book_month GROUP BY month, outlet_id) b
           USING (month, outlet_id)
           WHERE (f.l, f.d, f.a, f.r, f.c, f.n) IS DISTINCT FROM (b.l, b.d, b.a, b.r, b.c, b.n)""",
    ),
    "levels-add-up": (
        Text("每一层级之和 = 上级", "every level adds up to the level above"),
        """SELECT above.month, above.node_id, above.measure
           FROM (SELECT month, node_id, measure, total_yuan + rest_yuan AS ledger FROM concentration_month WHERE holder = 'client') above
           JOIN (SELECT o.month, o.parent_id, c.measure, sum(c.total_yuan + c.rest_yuan) AS ledger
                 FROM org_month o JOIN concentration_month c ON c.month = o.month AND c.node_id = o.node_id AND c.holder = 'client'
                 GROUP BY ALL) below
             ON below.month = above.month AND below.parent_id = above.node_id AND below.measure = above.measure
           WHERE above.ledger <> below.ledger""",
    ),
}  # fmt: skip


def failures(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, Text, list[tuple[object, ...]]]]:
    """Each control total that does not come to 0.00: its rule, its words, and the first places where it fails."""
    for rule, (words, sql) in CHECKS.items():
        places = connection.execute(f"SELECT * FROM ({sql}) ORDER BY ALL LIMIT 5").fetchall()
        if places:
            yield rule, words, places
