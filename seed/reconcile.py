"""Control totals, to 0.00: facts ↔ roll-ups, outlets ↔ every level up to the bank, RMs ↔ outlet."""

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb

from queries.marts import MEASURE_COLUMNS
from queries.text import Text

OUTLETS = ", ".join(f"sum(b.{column}) AS {measure}" for measure, column in MEASURE_COLUMNS.items())

# rule → its words, how many places it compares, and the places where it fails
CHECKS: dict[str, tuple[Text, str, str]] = {
    "facts-in-tree": (
        Text("每条客户事实的网点都在当月机构树内", "every client fact's outlet stands in its month's tree"),
        "SELECT count(*) FROM client_month",
        """SELECT month, outlet_id, count(*) FROM client_month
           WHERE NOT EXISTS (SELECT 1 FROM org_closure c WHERE c.month = client_month.month AND c.outlet_id = client_month.outlet_id)
           GROUP BY month, outlet_id""",
    ),
    "strict-tree": (
        Text("每个网点在每个层级恰有一个上级", "every outlet has exactly one node at each level"),
        "SELECT count(DISTINCT (month, outlet_id)) FROM org_closure",
        "SELECT month, outlet_id, count(*) FROM org_closure GROUP BY month, outlet_id HAVING count(*) <> 5 OR count(DISTINCT level) <> 5",
    ),
    "books-equal-facts": (
        Text("管户汇总（含无客户经理）= 客户事实", "books, \"no RM\" included, add up to the client facts"),
        "SELECT count(DISTINCT (month, outlet_id)) FROM book_month",
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
        """SELECT count(*) FROM concentration_month c JOIN org_month o ON o.month = c.month AND o.node_id = c.node_id
           WHERE c.holder = 'client' AND o.level <> 'outlet'""",
        f"""SELECT above.month, above.node_id, above.measure
           FROM (SELECT month, node_id, measure, total_yuan + rest_yuan AS ledger FROM concentration_month WHERE holder = 'client') above
           JOIN (UNPIVOT (SELECT c.month, c.node_id, {OUTLETS} FROM org_closure c JOIN book_month b USING (month, outlet_id) GROUP BY ALL)
                 ON {", ".join(MEASURE_COLUMNS)} INTO NAME measure VALUE ledger) below
             ON below.month = above.month AND below.node_id = above.node_id AND below.measure = above.measure
           WHERE above.ledger <> below.ledger""",  # noqa: S608
    ),
}  # fmt: skip


MOST_PLACES = 5


@dataclass(frozen=True, slots=True)
class Result:
    """What one control total came to: `places` are the first few where it does not come to 0.00."""

    rule: str
    words: Text
    compared_count: int
    failed_count: int
    places: list[tuple[object, ...]]


def results(connection: duckdb.DuckDBPyConnection) -> Iterator[Result]:
    """Every control total, worked out now."""
    for rule, (words, compared, wrong) in CHECKS.items():
        failed = _count(connection, f"SELECT count(*) FROM ({wrong})")
        places = connection.execute(f"SELECT * FROM ({wrong}) ORDER BY ALL LIMIT {MOST_PLACES}").fetchall() if failed else []
        yield Result(rule, words, _count(connection, compared), failed, places)


def _count(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    found = connection.execute(sql).fetchone()
    return int(found[0]) if found else 0
