"""The forecast of heads: its recursion, what it rests on, and what it would have missed."""

from datetime import date
from math import sqrt

import polars as pl
import pytest

from queries import outlook
from queries.access import Role, reach, role_viewer
from queries.periods import last_day, shifted
from queries.schema import metadata
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

MONTHS = [shifted(date(2023, 11, 1), step) for step in range(36)]
OLD = date(2015, 1, 1)


def careers() -> list[tuple[str, date, date | None]]:
    """Thirty from the start; every month one joins on the 10th, and every other month one of the first leaves on the 20th."""
    stayed = [(f"A{n:02}", OLD, MONTHS[2 * n].replace(day=20) if 2 * n < 36 else None) for n in range(30)]
    return [*stayed, *((f"B{n:02}", month.replace(day=10), None) for n, month in enumerate(MONTHS))]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    held = pl.DataFrame(careers(), schema={"rm_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date}, orient="row")
    posts = held.with_columns(outlet_id=pl.lit("O1"), segment=pl.lit("personal"), grade=pl.lit("rm_1"), kind=pl.lit("rm"), status=pl.lit("active"), working_share=1)
    people = held.select("rm_id", join_on="valid_from", leave_on="valid_to", rm_name_zh="rm_id", rm_name_en="rm_id")
    facts = pl.DataFrame({"month": [MONTHS[0], MONTHS[-1]], "client_id": "C1", "outlet_id": "O1"})
    extra = [(name, shaped(metadata.tables[name], rows)) for name, rows in (("posting", posts), ("rm", people))]
    opened = bank(tmp_path_factory.mktemp("drawn") / "bank", facts, trees=tree_rows(MONTHS), extra=extra)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executive(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def heads_at_end(month: date) -> int:
    day = last_day(month)
    return sum(start <= day and (end is None or day < end) for _, start, end in careers())


def test_the_back_test_misses_by_what_a_plain_loop_over_the_careers_misses_by(drawn, executive):
    before = MONTHS[:24]
    came = sum(start > OLD and start < MONTHS[24] for _, start, _ in careers()) / 24
    gone = sum(end is not None and end < MONTHS[24] for _, _, end in careers())
    chance = gone / sum(heads_at_end(shifted(month, -1)) for month in before)
    level, missed, actual = float(heads_at_end(before[-1])), 0.0, 0
    for month in MONTHS[24:]:
        level = level * (1 - chance) + came
        missed, actual = missed + abs(level - heads_at_end(month)), actual + heads_at_end(month)
    assert missed > 0
    assert outlook.back_test(drawn, executive)["forecast_miss_share"][0] == pytest.approx(missed / actual, abs=1e-12)


def test_there_are_36_months_as_they_were_and_12_as_they_may_be(drawn, executive):
    run = outlook.months(drawn, executive)
    assert run["month"].to_list() == [*MONTHS, *(shifted(MONTHS[-1], step) for step in range(1, 13))]
    assert run["headcount_count"].to_list() == [*map(heads_at_end, MONTHS), *[None] * 12]
    assert run["establishment_count"].null_count() == 48
    assert run["forecast_count"].null_count() == 36
    assert outlook.known(run)["month"].to_list() == MONTHS


def test_under_twelve_months_of_history_nothing_is_forecast(drawn, executive):
    early = executive.on(MONTHS[10])
    assert outlook.months(drawn, early)["forecast_count"].null_count() == 11
    assert outlook.months(drawn, executive.on(MONTHS[11]))["forecast_count"].count() == 12
    assert outlook.back_test(drawn, early).row(0) == (None, None)


def test_a_forecast_follows_its_recursion_month_by_month():
    stayed, new = 40.0, 0.0
    for expected, low, high in outlook.forecast(40, 1.5, 0.02):
        stayed, new = stayed * 0.98, new * 0.98 + 1.5
        spread = 1.2815515655446004 * sqrt(stayed * (1 - stayed / 40) + new)
        assert (expected, low, high) == pytest.approx((stayed + new, stayed + new - spread, stayed + new + spread))
