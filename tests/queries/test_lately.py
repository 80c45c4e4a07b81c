"""The daily and weekly pack: windows by hand, and every team's figures by plain SQL."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import lately
from queries.engines import READ_ONLY_CONFIG

OPEN, DAY = date(2026, 11, 1), date(2026, 11, 16)
PLAIN = """
    WITH who AS (SELECT rm_id, outlet_id, any_value(team_id) AS team_id FROM posting WHERE valid_from <= $day AND coalesce(valid_to > $day, true) GROUP BY ALL),
    days AS (SELECT coalesce(w.team_id, '') AS team_id, d.* FROM rm_day d LEFT JOIN who w USING (rm_id, outlet_id))
    SELECT team_id,
        sum(aum_yuan) FILTER (day = $day) - sum(aum_yuan) FILTER (day = $day::DATE - 7),
        coalesce(sum(accounts_opened_count) FILTER (day > $day::DATE - 7 AND day <= $day), 0),
        coalesce(sum(fund_sales_yuan + insurance_sales_yuan + trade_sales_yuan + international_sales_yuan) FILTER (day > $day::DATE - 14 AND day <= $day::DATE - 7), 0)
    FROM days WHERE day BETWEEN $day::DATE - 14 AND $day GROUP BY team_id
"""
UNANSWERED = "SELECT count(*), count(*) FILTER (asked_on < $day::DATE - 7) FROM client_question WHERE asked_on <= $day AND coalesce(answered_on > $day, true)"


@pytest.fixture(scope="module")
def plain(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        yield connection


def test_a_week_is_seven_days_to_the_day_and_the_week_before_the_seven_before():
    assert lately.windows(DAY) == {
        "day": (DAY, DAY), "week": (date(2026, 11, 10), DAY), "before": (date(2026, 11, 3), date(2026, 11, 9))
    }  # fmt: skip


def test_every_teams_week_is_that_of_plain_sql(warehouse, whole_bank, plain):
    rows = lately.by_team(warehouse, whole_bank.on(OPEN))
    figures = ("week_assets_yuan", "week_opened_count", "before_sales_yuan")
    found = rows.group_by("team_id").agg(pl.col(figures).sum()).rows()
    expected = {row[0]: row[1:] for row in plain.execute(PLAIN, {"day": DAY}).fetchall()}
    assert len(found) > 3
    assert {row[0]: row[1:] for row in found} == expected


def test_open_questions_are_those_nobody_answered_by_the_day(warehouse, whole_bank, plain):
    rows = lately.by_team(warehouse, whole_bank.on(OPEN))
    assert (rows["open_questions_count"].sum(), rows["overdue_questions_count"].sum()) == plain.execute(UNANSWERED, {"day": DAY}).fetchone()
