"""What a like book gives: drawn results that are exactly linear, planted over-performers, and folds that never see their own RM."""

import numpy as np
import polars as pl
import pytest

from queries.fair import FOLDS, LEAST, cross_fitted, expected, fold, traits

RNG = np.random.default_rng(7)


def people(count: int, **columns: object) -> pl.DataFrame:
    """`count` personal RMs of two regions with books and tenures of their own."""
    return pl.DataFrame({
        "rm_id": [f"R{at:03}" for at in range(count)], "segment": "personal", "region_id": [f"G{at % 2}" for at in range(count)],
        "book_yuan": [float(1_000_000 * (1 + at % 17)) for at in range(count)], "tenure_months": [float(6 + at * 7 % 113) for at in range(count)], "part": 1.0, **columns,
    })  # fmt: skip


def linear(rows: pl.DataFrame) -> list[float]:
    """1,000 per unit of log book, 20 a month of tenure, and 500 in the second region."""
    return rows.select(1000 * pl.col("book_yuan").log() + 20 * pl.col("tenure_months") + 500 * (pl.col("region_id") == "G1")).to_series().to_list()


def test_results_that_follow_the_book_exactly_add_no_value():
    rows = people(60)
    found = expected(rows.with_columns(fee_yuan=pl.Series(linear(rows))), ["fee_yuan"])
    assert found.height == 60
    assert found["r2_share"].unique().to_list() == [pytest.approx(1.0)]
    assert found["basis_count"].unique().to_list() == [60]
    assert found.sort("rm_id")["expected"].to_list() == pytest.approx(linear(rows))


def test_a_planted_over_performer_is_found_and_does_not_move_its_own_expectation():
    rows = people(80)
    plain = [value + noise for value, noise in zip(linear(rows), RNG.normal(0, 50, 80), strict=True)]
    planted = [value + 9_000 if at == 33 else value for at, value in enumerate(plain)]
    before, after = (expected(rows.with_columns(fee_yuan=pl.Series(values)), ["fee_yuan"]).sort("rm_id") for values in (plain, planted))
    assert after["expected"][33] == pytest.approx(before["expected"][33], abs=1e-6)
    added = pl.Series(planted) - after["expected"]
    assert added.arg_max() == 33
    assert added[33] > 8_000
    others = [at for at in range(80) if fold(f"R{at:03}") != fold("R033")]
    assert any(abs(after["expected"][at] - before["expected"][at]) > 1 for at in others)


def test_a_straight_line_agrees_with_polyfit_fold_by_fold():
    rows = people(70, region_id="G0", tenure_months=12.0)
    results = 3 * np.log(rows["book_yuan"].to_numpy()) + RNG.normal(0, 1, 70)
    found = expected(rows.with_columns(fee_yuan=pl.Series(results)), ["fee_yuan"]).sort("rm_id")
    logs, folds = np.log(rows["book_yuan"].to_numpy()), np.array([fold(rm_id) for rm_id in rows["rm_id"]])
    told = np.empty(70)
    for each in range(FOLDS):
        line = np.polyfit(logs[folds != each], results[folds != each], 1)
        told[folds == each] = np.polyval(line, logs[folds == each])
    assert found["expected"].to_list() == pytest.approx(told.tolist())
    share = 1 - ((results - told) ** 2).sum() / ((results - results.mean()) ** 2).sum()
    assert found["r2_share"][0] == pytest.approx(share)


def test_several_traits_agree_with_the_normal_equations():
    rows = people(90)
    results = np.array(linear(rows)) + RNG.normal(0, 400, 90)
    folds = np.array([fold(rm_id) for rm_id in rows["rm_id"]])
    told = cross_fitted(traits(rows), results[:, None], folds)[:, 0]
    known = np.column_stack([np.ones(90), traits(rows)[:, :3]])
    for each in range(FOLDS):
        other = known[folds != each]
        weights = np.linalg.solve(other.T @ other, other.T @ results[folds != each])
        assert told[folds == each].tolist() == pytest.approx((known[folds == each] @ weights).tolist())


@pytest.mark.parametrize(("count", "rows"), [(LEAST - 1, 0), (LEAST, LEAST)])
def test_a_segment_needs_fifty_rms(count, rows):
    drawn = people(count)
    assert expected(drawn.with_columns(fee_yuan=pl.Series(linear(drawn))), ["fee_yuan"]).height == rows


def test_segments_are_fitted_apart_and_results_nobody_has_are_left_out():
    drawn = pl.concat([people(60), people(55).with_columns(rm_id="C" + pl.col("rm_id"), segment=pl.lit("corporate"))])
    values = drawn.with_columns(fee_yuan=pl.Series([*linear(people(60)), *(-2 * value for value in linear(people(55)))]), cards_sold_count=pl.lit(0))
    found = expected(values.with_columns(deposit_growth_yuan="fee_yuan"), ["deposit_growth_yuan", "cards_sold_count"])
    assert found["column"].unique().to_list() == ["deposit_growth_yuan"]
    assert found["r2_share"].to_list() == pytest.approx([1.0] * 115)
    assert set(found.filter(pl.col("segment") == "corporate")["basis_count"]) == {55}


def test_who_was_in_post_for_half_the_period_is_expected_to_bring_half():
    rows = people(60).with_columns(part=pl.when(pl.col("rm_id") == "R005").then(0.5).otherwise(1.0))
    halved = [value * part for value, part in zip(linear(rows), rows["part"], strict=True)]
    found = expected(rows.with_columns(fee_yuan=pl.Series(halved)), ["fee_yuan"]).sort("rm_id")
    assert found["expected"].to_list() == pytest.approx(halved)


def test_an_empty_book_has_an_expectation_and_no_flow_is_expected_below_nothing():
    rows = people(60).with_columns(book_yuan=pl.when(pl.col("rm_id") == "R007").then(0.0).otherwise("book_yuan"))
    steep = rows.select((pl.col("book_yuan").clip(100_000).log() - 14) * 10_000).to_series()
    found = expected(rows.with_columns(fee_yuan=steep, deposit_growth_yuan=steep), ["fee_yuan", "deposit_growth_yuan"])
    of = dict(found.filter(pl.col("rm_id") == "R007").select("column", "expected").iter_rows())
    assert of["fee_yuan"] == 0.0
    assert of["deposit_growth_yuan"] < -20_000


def test_the_fold_of_a_number_is_always_the_same():
    assert fold("R00001") == 9
    assert {fold(f"R{at:05}") for at in range(200)} == set(range(FOLDS))
