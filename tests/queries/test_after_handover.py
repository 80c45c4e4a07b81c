"""Losses after a change of RM: the matched difference, its interval, and the cohorts it is made of."""

from datetime import date

import duckdb
import numpy as np
import polars as pl
import pytest

from queries import after_handover, handover, leaver_books
from queries.engines import READ_ONLY_CONFIG
from queries.matched import Stratum, compare
from tests.places import published
from tests.tables import table

COHORTS = """
    SELECT outlet_id, segment, changed, count(*) AS client_count, count(*) FILTER (lost) AS lost_count FROM (
        SELECT n.outlet_id, n.segment,
               EXISTS (FROM coverage c WHERE c.client_id = n.client_id AND c.previous_rm_id <> c.rm_id AND date_trunc('month', c.valid_from) = n.month) AS changed,
               EXISTS (FROM client_life l WHERE l.client_id = n.client_id AND l.outlet_id = n.outlet_id AND l.event = 'lost'
                       AND l.month > n.month AND l.month <= n.month + INTERVAL 6 MONTH) AS lost,
               EXISTS (FROM coverage c WHERE c.client_id = n.client_id AND c.previous_rm_id <> c.rm_id AND c.valid_from < n.month
                       AND c.valid_from >= n.month - INTERVAL 5 MONTH) AS changed_before
        FROM client_life n JOIN client_life b ON b.client_id = n.client_id AND b.month = n.month - INTERVAL 1 MONTH
        WHERE n.month = $1 AND n.state = 'active' AND b.state = 'active' AND n.rm_id <> '' AND b.rm_id <> '')
    WHERE changed OR NOT changed_before GROUP BY ALL ORDER BY ALL
"""


def test_one_stratum_is_a_plain_difference():
    found = compare([Stratum(100, 8, 400, 12)])
    assert (found.share, found.other_share, found.difference, found.matched) == pytest.approx((0.08, 0.03, 0.05, 100))
    spread = 1.959964 * (0.08 * 0.92 / 100 + 0.03 * 0.97 / 400) ** 0.5
    assert found.high - found.difference == pytest.approx(spread, rel=0.05)


def test_a_stratum_with_one_group_only_tells_nothing_and_nobody_lost_has_no_interval():
    assert compare([Stratum(10, 3, 0, 0), Stratum(0, 0, 10, 3)]) is None
    both = compare([Stratum(10, 0, 40, 0), Stratum(10, 10, 0, 0)])
    assert (both.difference, both.low, both.high, both.matched) == (0.0, None, None, 10)


def test_strata_that_differ_in_risk_do_not_fake_a_difference():
    found = compare([Stratum(900, 90, 100, 10), Stratum(100, 1, 900, 9)])
    assert found.difference == pytest.approx(0.0)
    assert found.low < 0 < found.high


def test_the_interval_holds_the_truth_as_often_as_it_says_with_many_thin_strata():
    rng = np.random.default_rng(7)
    hits = 0
    for _ in range(400):
        risks, ones, others = rng.uniform(0.01, 0.08, 150), rng.integers(1, 6, 150), rng.integers(3, 30, 150)
        lost, left = rng.binomial(ones, risks + 0.03), rng.binomial(others, risks)
        found = compare(Stratum(*row) for row in zip(ones, lost, others, left, strict=True))
        hits += found.low <= 0.03 <= found.high
    assert 0.925 <= hits / 400 <= 0.98


def test_thin_groups_show_counts_only_and_controls_weigh_a_sixth():
    rows = table(
        """
        | segment  | star_tier  | size_band | tenure_band | is_changed | client_count | lost_count |
        | personal | star_3     | 1         | 1           | true       | 60           | 6          |
        | personal | star_3     | 1         | 1           | false      | 1200         | 24         |
        | personal | star_4     | 2         | 1           | true       | 29           | 9          |
        | personal | star_4     | 2         | 1           | false      | 600          | 6          |
        """,
        {"size_band": pl.Int64, "tenure_band": pl.Int64, "client_count": pl.Int64, "lost_count": pl.Int64},
    ).with_columns(is_changed=pl.col("is_changed") == "true")
    found = {row["group_key"]: row for row in after_handover.of_strata(rows, 12).iter_rows(named=True)}
    assert found["star_3"]["difference_share"] == pytest.approx(0.08)
    assert found["star_3"]["difference_high_share"] == pytest.approx(compare([Stratum(60, 6, 200, 4)]).high)
    assert (found["star_4"]["changed_count"], found["star_4"]["difference_share"]) == (29, None)
    assert "corporate" not in found


def test_the_cohorts_agree_with_plain_sql(warehouse, whole_bank, warehouse_place):
    ends = [month for month in warehouse.months if month >= date(2026, 4, 1)]
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        for end in (ends[0], ends[-1]):
            start = connection.execute("SELECT CAST($1 - INTERVAL 6 MONTH AS DATE)", [end]).fetchone()[0]
            wanted = connection.execute(COHORTS, [start]).fetchall()
            mine = "SELECT outlet_id, segment, is_changed, sum(client_count), sum(lost_count) FROM handover_outcome WHERE month = $1 GROUP BY ALL ORDER BY ALL"
            assert connection.execute(mine, [end]).fetchall() == wanted
            assert sum(row[3] for row in wanted) > 300
        first = connection.execute("SELECT min(month) FROM handover_outcome").fetchone()[0]
    assert first == date(2026, 4, 1)  # eight months after the first: before, nothing is known of losses


def test_leavers_books_say_who_took_them_and_what_stayed():
    books = table(
        """
        | rm_id | leave_on   | rm_zh | rm_en | book_clients_count | book_before_yuan |
        | R1    | 2026-05-02 | 甲    | Jia   | 6                  | 1000             |
        | R2    | 2026-06-02 | 乙    | Yi    | 1                  | 0                |
        """,
        {"book_clients_count": pl.Int64, "book_before_yuan": pl.Decimal(18, 2)},
    )
    still = table(
        """
        | rm_id | leave_on   | taker_id | still_here_count | book_now_yuan | book_kept_yuan |
        | R1    | 2026-05-02 | R3       | 3                | 900           | 500            |
        | R1    | 2026-05-02 |          | 2                | 300           | 250            |
        """,
        {"still_here_count": pl.Int64, "book_now_yuan": pl.Decimal(18, 2), "book_kept_yuan": pl.Decimal(18, 2)},
    )
    names = pl.DataFrame({"rm_id": ["R3"], "rm_zh": ["丙"], "rm_en": ["Bing"]})
    columns = ("rm_id", "still_here_count", "without_rm_count", "book_now_yuan", "stayed_share", "takers_en")
    assert leaver_books.told(books, still, names).select(columns).rows() == [("R1", 5, 2, 1200, 0.75, "Bing 3, no RM 2"), ("R2", 0, 0, 0, None, None)]


def test_a_leavers_book_is_that_of_the_month_before_and_never_more_stayed_than_there_was(warehouse, whole_bank, warehouse_place):
    rows = handover.leavers(warehouse, whole_bank)
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        wanted = connection.execute("""
            SELECT r.rm_id, count(*), sum(CASE m.segment WHEN 'personal' THEN m.aum_yuan ELSE m.deposit_yuan END)
            FROM rm r JOIN client_month m ON m.rm_id = r.rm_id AND m.month = date_trunc('month', r.leave_on) - INTERVAL 1 MONTH AND NOT m.is_closed
            WHERE r.leave_on BETWEEN '2025-11-01' AND '2026-10-31' GROUP BY ALL ORDER BY ALL""").fetchall()
    assert rows.select("rm_id", "book_clients_count", "book_before_yuan").sort("rm_id").rows() == wanted
    assert (rows["book_kept_yuan"] <= rows["book_before_yuan"]).all()
    assert (rows["still_here_count"] <= rows["book_clients_count"]).all()
