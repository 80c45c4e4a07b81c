"""Forecasts of past periods: drawn runs, an independent loop, and an interval that holds what it promises."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import numpy as np
import polars as pl
import pytest

from queries import back_test, targets
from queries.engines import READ_ONLY_CONFIG
from queries.forecasts import TENTHS, forecast
from queries.pace import Stage, judged
from tests.queries.test_pace import row

FIRST, LAST = date(2025, 1, 1), date(2026, 10, 31)


def steady(unit: str, by_day: float = 10.0) -> pl.DataFrame:
    """The same on every working day."""
    days = [FIRST + timedelta(days=k) for k in range((LAST - FIRST).days + 1)]
    past = back_test.finished("month", FIRST, LAST, ())
    works = {day for one in past for day in days if one.span.first <= day <= one.span.last and one.span.gone(day) > one.span.gone(day - timedelta(days=1))}
    return pl.DataFrame({"unit": unit, "day": days, "value": [by_day if day in works else 0.0 for day in days]})


def runs(daily: pl.DataFrame, past: list[back_test.Past]) -> pl.DataFrame:
    return back_test.run(daily.join(back_test.buckets(past), on="day"))


def test_what_comes_evenly_is_forecast_without_a_miss():
    past = back_test.finished("month", FIRST, LAST, ())
    found = back_test.misses(runs(steady("A"), past), back_test.shares(runs(steady("bank"), past), past)["run_rate"])
    assert len(past) == 22
    assert found.height == 22 * len(TENTHS)
    assert found["miss"].abs().max() == pytest.approx(0)


def test_only_periods_that_are_over_are_tested():
    assert [one.span.first for one in back_test.finished("quarter", date(2025, 2, 1), LAST, ())] == [date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]


def test_a_season_is_forecast_better_by_last_years_share_than_by_the_run_rate():
    daily = steady("A").with_columns(value=pl.when(pl.col("day").dt.day() > 20).then(100.0).otherwise("value"))
    past = back_test.finished("month", FIRST, LAST, ())
    sizes = back_test.tested(runs(daily, past), back_test.shares(runs(daily, past), past))
    assert min(sizes, key=sizes.__getitem__) in ("last_year", "seasonal")
    assert sizes["run_rate"] > 0.5


def test_misses_are_those_of_a_plain_loop(warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as plain:
        rows = plain.execute("SELECT outlet_id, day, sum(fee_yuan)::DOUBLE FROM rm_day GROUP BY ALL ORDER BY ALL").fetchall()
    daily = pl.DataFrame(rows, schema=["unit", "day", "value"], orient="row")
    past = back_test.finished("month", daily["day"].min(), daily["day"].max(), ())
    known = back_test.shares(runs(daily.with_columns(unit=pl.lit("bank")), past), past)["run_rate"]
    found = {(unit, start, tenth): miss for unit, start, tenth, miss in back_test.misses(runs(daily, past), known).iter_rows()}
    compared = 0
    for one in past:
        for tenth in (2, 5, 9):
            for unit in daily["unit"].unique()[:4]:
                values = [(day, value) for each, day, value in rows if each == unit and one.span.first <= day <= one.span.last]
                done = sum(value for day, value in values if one.span.gone(day) <= tenth / 10 * one.span.total + 1e-9)
                stage = max(day for day in (one.span.first + timedelta(days=k) for k in range(31)) if one.span.gone(day) <= tenth / 10 * one.span.total + 1e-9)
                if done > 0 and one.span.elapsed(stage) >= 0.05:
                    whole = sum(value for _, value in values)
                    assert found[unit, one.span.first, tenth] == pytest.approx(whole / (done / one.span.elapsed(stage)) - 1)
                    compared += 1
    assert compared > 50


def test_the_interval_holds_eight_in_ten(warehouse, warehouse_place):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as plain:
        within, of = plain.execute("SELECT sum(value * basis_count)::DOUBLE, sum(basis_count) FROM published_reference WHERE reference = 'forecast_within'").fetchone()
    assert of > 1_000
    assert within / of == pytest.approx(0.8, abs=0.05)


def test_the_chance_is_the_share_of_misses_that_reach():
    stage = Stage(10, 20, 15, 30, 0.5, 0.5)
    misses = np.linspace(-0.2, 0.2, 21)
    known = {(f"forecast_miss_{percent:02d}", "fee_income"): float(miss) for percent, miss in zip(range(0, 101, 5), misses, strict=True)}
    rows = judged(pl.concat([row("fee_income", "flow", actual=50, target=target) for target in (70, 90, 100, 110, 130)]), stage)
    said = forecast(rows, stage, known)
    assert said["forecast"].to_list() == [100] * 5
    assert said["chance_share"].to_list() == pytest.approx([1, 0.75, 0.5, 0.25, 0])
    assert said.select("low", "high").row(0) == pytest.approx((84, 116))


def test_without_twenty_misses_there_is_no_interval():
    few = pl.DataFrame({"unit": ["A"] * 19, "start": [FIRST] * 19, "tenth": [5] * 19, "miss": [0.1] * 19})
    assert back_test.quantiles(few, FIRST).is_empty()


def test_the_method_of_each_metric_is_the_one_that_missed_least(warehouse, whole_bank):
    rows = targets.back_test(warehouse, whole_bank)
    assert rows.height > 10
    for row_ in rows.iter_rows(named=True):
        sizes = {name: row_[f"{name}_share"] for name in ("run_rate", "seasonal", "last_year") if row_[f"{name}_share"] is not None}
        assert sizes[row_["method"]] == min(sizes.values())
