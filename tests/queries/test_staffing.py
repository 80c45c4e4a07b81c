"""Random staff histories: the bridge balances for every scope and period, and each event is told once."""

from datetime import date, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import outlook, staffing
from queries.periods import first_month, last_day, shifted

SCHEMA = {"rm_id": pl.String, "valid_from": pl.Date, "valid_to": pl.Date, "outlet_id": pl.String, "grade": pl.String, "kind": pl.String,
          "status": pl.String, "join_on": pl.Date, "leave_on": pl.Date}  # fmt: skip
START, DAYS = date(2024, 1, 31), 430
WORK = (("rm", "rm_1"), ("rm", "assistant"), ("trainee", "trainee"), ("rm", "trainee"), ("other_work", "rm_2"))
OUTLETS = ("A", "B", "C")
SCOPES = (("A",), ("B", "C"), OUTLETS)


@st.composite
def careers(draw) -> pl.DataFrame:
    """Up to four people: moves on the same day, long leave, trainees promoted and sent back, gaps and rehires, the last posting open or ended."""
    rows = []
    for person in range(draw(st.integers(1, 4))):
        at, spans = draw(st.integers(-60, 200)), []
        for _ in range(draw(st.integers(1, 6))):
            at += draw(st.sampled_from((0, 0, 0, 1, 45)))
            length = draw(st.integers(1, 120))
            spans.append((at, at + length, draw(st.sampled_from(OUTLETS)), *draw(st.sampled_from(WORK)), draw(st.sampled_from(("active", "long_leave")))))
            at += length
        stays = draw(st.booleans())
        ended = START + timedelta(spans[-1][1])
        for last, (start, end, outlet, kind, grade, status) in zip([*[False] * (len(spans) - 1), True], spans, strict=True):
            until = None if last and stays else START + timedelta(end)
            joined = START + timedelta(spans[0][0])
            rows.append((f"R{person}", START + timedelta(start), until, outlet, grade, kind, status, joined, None if stays else ended))
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def seen(history: pl.DataFrame, outlets: tuple[str, ...]) -> pl.DataFrame:
    return staffing.marked(history.filter(pl.col("outlet_id").is_in(outlets)), sees_all=outlets == OUTLETS)


def heads(history: pl.DataFrame, outlets: tuple[str, ...], day: date) -> set[str]:
    """Who is in the line, read off the postings one by one."""
    return {
        row["rm_id"] for row in history.iter_rows(named=True)
        if row["outlet_id"] in outlets and row["kind"] == "rm" and row["grade"] != "trainee"
        and row["valid_from"] <= day and (row["valid_to"] is None or day < row["valid_to"])
    }  # fmt: skip


def net(row: dict[str, int]) -> int:
    came = row["joiners_count"] + row["transfers_in_count"] + row["promoted_count"]
    return came - row["leavers_count"] - row["transfers_out_count"] - row["moved_count"]


@settings(max_examples=25, deadline=None)
@given(careers(), st.sampled_from(SCOPES))
def test_every_day_the_heads_change_by_the_events_of_that_day(history, outlets):
    rows = seen(history, outlets)
    days = [START + timedelta(step) for step in range(-1, DAYS)]
    there = [heads(history, outlets, day) for day in days]
    assert staffing.heads_on(rows, days) == [len(each) for each in there]
    told = staffing.events(rows, days[0], days[-1])
    came = sorted((row["on"], row["rm_id"]) for row in told.iter_rows(named=True) if row["event"] in ("joiner", "transfer_in", "promoted"))
    went = sorted((row["on"], row["rm_id"]) for row in told.iter_rows(named=True) if row["event"] in ("leaver", "transfer_out", "moved"))
    assert came == sorted((day, who) for before, after, day in zip(there, there[1:], days[1:], strict=False) for who in after - before)
    assert went == sorted((day, who) for before, after, day in zip(there, there[1:], days[1:], strict=False) for who in before - after)


@settings(max_examples=25, deadline=None)
@given(careers(), st.sampled_from(SCOPES), st.sampled_from(("month", "quarter", "half", "year")))
def test_the_bridge_balances_and_a_period_is_the_sum_of_its_months(history, outlets, period):
    rows, month = seen(history, outlets), date(2024, 12, 1)
    first = first_month(month, period)
    whole = staffing.bridge(rows, last_day(shifted(first, -1)), last_day(month))
    months = []
    while first <= month:
        months.append(staffing.bridge(rows, last_day(shifted(first, -1)), last_day(first)))
        first = shifted(first, 1)
    assert whole["opening_count"] + net(whole) == whole["closing_count"]
    assert all(one["closing_count"] == other["opening_count"] for one, other in zip(months, months[1:], strict=False))
    for name in set(whole) - {"opening_count", "closing_count"}:
        assert whole[name] == sum(each[name] for each in months)


@settings(max_examples=25, deadline=None)
@given(careers())
def test_whoever_sees_the_whole_bank_sees_no_transfer_and_parts_add_up_to_the_heads(history):
    day = date(2024, 12, 31)
    whole = staffing.bridge(seen(history, OUTLETS), START, day)
    assert whole["transfers_in_count"] == whole["transfers_out_count"] == 0
    assert whole["closing_count"] == sum(staffing.heads_on(seen(history, (outlet,)), [day])[0] for outlet in OUTLETS)


def drawn(*spans: tuple[str, str | None, str, str, str]) -> pl.DataFrame:
    """One RM, joined in 2020 and left at the end of 2024: (from, to, outlet, kind, grade)."""
    rows = [
        ("R1", date.fromisoformat(start), date.fromisoformat(end) if end else None, outlet, grade, kind, "active", date(2020, 1, 1), date(2024, 12, 31))
        for start, end, outlet, kind, grade in spans
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([("2020-01-01", "2024-02-29", "A", "rm", "rm_1"), ("2024-02-29", None, "A", "rm", "assistant")], []),
        ([("2020-01-01", "2024-02-29", "A", "rm", "rm_1"), ("2024-02-29", None, "B", "rm", "rm_1")], ["transfer_out"]),
        ([("2020-01-01", "2024-02-29", "B", "rm", "rm_1"), ("2024-02-29", None, "A", "rm", "rm_1")], ["transfer_in"]),
        ([("2020-01-01", "2024-02-29", "A", "trainee", "trainee"), ("2024-02-29", "2024-06-01", "A", "rm", "assistant"),
          ("2024-06-01", None, "A", "trainee", "trainee")], ["moved", "promoted"]),
        ([("2020-01-01", "2024-02-29", "A", "other_work", "rm_1"), ("2024-02-29", "2024-12-31", "A", "rm", "rm_1")], ["leaver", "joiner"]),
        ([("2020-01-01", "2024-02-29", "A", "rm", "rm_1"), ("2024-02-29", "2024-03-10", "B", "rm", "rm_1"), ("2024-03-10", None, "A", "rm", "rm_1")],
         ["transfer_in", "transfer_out"]),
    ],
)  # fmt: skip
def test_an_event_is_called_what_the_scope_can_know_of_it(spans, expected):
    told = staffing.events(staffing.marked(drawn(*spans).filter(outlet_id="A"), sees_all=False), date(2023, 12, 31), date(2024, 12, 31))
    assert told["event"].to_list() == expected


@settings(max_examples=15, deadline=None)
@given(careers())
def test_a_forecast_rests_on_the_flows_of_the_months_before_it(history):
    rows, months = seen(history, ("A", "B")), [shifted(date(2024, 1, 1), step) for step in range(12)]
    ends = [last_day(shifted(months[0], -1)), *map(last_day, months)]
    there = [heads(history, ("A", "B"), day) for day in ends]
    events = staffing.events(rows, ends[0], ends[-1])["event"].to_list()
    came = sum(kind in ("joiner", "transfer_in", "promoted") for kind in events)
    opening = sum(len(each) for each in there[:-1])
    expected = (came / 12, min((len(events) - came) / opening, 1.0)) if opening else None
    assert outlook.rates(rows, months) == (pytest.approx(expected) if expected else None)
    assert outlook.rates(rows, months[1:]) is None
