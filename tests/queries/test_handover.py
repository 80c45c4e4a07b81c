"""Hand-overs: pencil examples of every verdict, and the demonstration bank's planted late ones."""

from datetime import date

import duckdb
import polars as pl
import pytest

from queries import handover, handover_rows
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.schema import metadata
from seed.frames import shaped
from tests.places import published
from tests.queries.banks import bank, tree_rows
from tests.tables import table

DAYS = ("valid_from", "valid_to", "told_orally_on", "told_in_writing_on", "first_contact_on")
COVERS = """
    | client_id | valid_from | valid_to   | rm_id | previous_rm_id | outlet_id | told_orally_on | told_in_writing_on | first_contact_on | reason     |
    | C01       | 2026-01-31 |            | R2    | R1             | O1        | 2026-02-01     | 2026-02-02         | 2026-02-28       | rm_left    |
    | C02       | 2026-01-31 |            | R2    | R1             | O1        |                |                    | 2026-03-01       | rm_left    |
    | C03       | 2026-08-30 |            | R2    | R1             | O1        | 2026-08-31     |                    |                  | rebalanced |
    | C04       | 2026-09-30 |            | R2    | R1             | O1        |                |                    |                  | rebalanced |
    | C05       | 2026-10-31 |            | R2    | R1             | O1        |                |                    |                  | rebalanced |
    | C06       | 2026-06-10 | 2026-07-10 | R2    | R1             | O1        |                |                    |                  | rm_moved   |
    | C06       | 2026-07-10 |            | R3    | R2             | O3        |                |                    | 2026-07-11       | rm_moved   |
    | C07       | 2026-06-10 |            | R2    | R1             | O1        |                |                    |                  | rm_moved   |
    | C08       | 2026-06-10 | 2026-07-11 | R2    | R1             | O1        |                |                    |                  | rm_moved   |
    | C09       | 2026-05-01 |            | R2    |                | O1        |                |                    |                  | first      |
    | C10       | 2026-05-01 | 2026-06-01 | R1    |                | O1        |                |                    |                  | first      |
    | C10       | 2026-08-05 |            | R2    |                | O1        |                |                    | 2026-08-06       | rm_left    |
    | C11       | 2026-05-01 | 2026-06-01 | R1    |                | O1        |                |                    |                  | first      |
    | C11       | 2026-06-01 |            | R1    |                | O3        |                |                    |                  | client_moved |
"""
CLOSED = {"C07": date(2026, 7, 10)}
FACTS = "| client_id | outlet_id | rm_id | month | aum_yuan | deposit_yuan |\n" + "\n".join(
    f"| C{number:02} | {'O3' if number == 6 else 'O1'} | {'' if number == 9 else 'R2'} | {month} | {number * 100} | 1 |"
    for month in ("2026-09-01", "2026-10-01") for number in range(1, 12)
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = table(FACTS, {"aum_yuan": pl.Decimal(18, 2), "deposit_yuan": pl.Decimal(18, 2)}).with_columns(pl.col("month").str.to_date())
    covers = table(COVERS, {}).with_columns(pl.col(name).str.to_date() for name in DAYS).with_columns(segment=pl.lit("personal"))
    names = pl.DataFrame({"client_id": [f"C{number:02}" for number in range(1, 12)]}).with_columns(
        client_name_zh="客户" + pl.col("client_id"), client_name_en="Client " + pl.col("client_id"), segment=pl.lit("personal"), opened_on=pl.lit(date(2020, 1, 1)),
        closed_on=pl.col("client_id").replace_strict(CLOSED, default=None),
    )  # fmt: skip
    posts = pl.DataFrame({"rm_id": ["R1", "R2", "R3"], "outlet_id": ["O3", "O1", "O3"]}).with_columns(
        valid_from=pl.lit(date(2020, 1, 1)), segment=pl.lit("personal"), grade=pl.lit("rm_1"), working_share=pl.lit(1.0), kind=pl.lit("rm"), status=pl.lit("active")
    )
    extra = [("coverage", covers), ("posting", posts)]
    frames = [(name, shaped(metadata.tables[name], rows)) for name, rows in extra]
    opened = bank(tmp_path_factory.mktemp("drawn") / "bank", facts, trees=tree_rows([date(2026, 9, 1), date(2026, 10, 1)]), rms=["R1", "R2", "R3"], names=names, extra=frames)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executive(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def verdicts(drawn, scope) -> dict[str, str]:
    """By client and first letter of the month of the change."""
    rows = handover.changes(drawn, scope).select("client_id", "changed_on", "verdict_code").rows()
    return {f"{client} {day:%m-%d}": verdict for client, day, verdict in rows}


def test_every_change_of_rm_has_the_verdict_a_pencil_gives_it(drawn, executive):
    assert verdicts(drawn, executive) == {
        "C01 01-31": "on_time",  # contacted on the deadline, the last day of February
        "C02 01-31": "late_contacted",
        "C03 08-30": "late_waiting",
        "C04 09-30": "late_waiting",  # the deadline was 30 October, the as-of day is the 31st
        "C05 10-31": "pending",
        "C06 06-10": "void",  # moved on on the deadline: the RM no longer had it that day
        "C06 07-10": "on_time",
        "C07 06-10": "void",  # closed on the deadline
        "C08 06-10": "late_gone",  # moved on the day after
        "C10 08-05": "on_time",  # the RM before is read off the cover before
    }


def test_the_deadline_is_the_same_day_of_the_next_month_or_its_last(drawn, executive):
    rows = handover.changes(drawn, executive)
    assert dict(rows.select("client_id", "deadline_on").filter(pl.col("client_id").is_in(["C01", "C03", "C04", "C05"])).rows()) == {
        "C01": date(2026, 2, 28), "C03": date(2026, 9, 30), "C04": date(2026, 10, 30), "C05": date(2026, 11, 30),
    }  # fmt: skip


def test_a_month_earlier_nothing_is_known_of_what_came_after(drawn, executive):
    earlier = verdicts(drawn, executive.on(date(2026, 9, 1)))
    assert (earlier["C03 08-30"], earlier["C04 09-30"]) == ("pending", "pending")  # on the deadline itself it is not yet late
    assert "C05 10-31" not in earlier


def test_the_summary_counts_them_and_adds_up_the_balances_that_wait(drawn, executive):
    row = handover.summary(drawn, executive).row(-1, named=True)
    counts = ("rm_changes_count", "handover_late_count", "handover_pending_count", "handover_void_count", "handover_waiting_count", "handover_overdue_count")
    assert [row[name] for name in counts] == [10, 4, 1, 2, 3, 2]
    assert row["handover_on_time_share"] == pytest.approx(3 / 7)
    assert row["handover_told_share"] == pytest.approx(1 / 10)
    assert (row["handover_waiting_yuan"], row["handover_overdue_yuan"]) == (300 + 400 + 500, 300 + 400)


def test_units_and_rms_show_their_own_and_the_rm_before_is_outside_where_never_posted_in_scope(drawn, executive):
    units = handover.by_unit(drawn, executive).select("node_id", "rm_changes_count", "handover_late_count").rows()
    assert units == [("R1", 9, 4), ("R2", 1, 0)]
    branch = executive.narrow(drawn.tree(), ["R1"])
    assert set(handover.late(drawn, branch)["previous_en"]) == {"outside"}
    assert handover.by_rm(drawn, branch).select("rm_id", "rm_changes_count", "handover_late_count").rows() == [("R2", 9, 4)]


def test_the_trend_counts_a_change_in_the_month_of_its_deadline(drawn, executive):
    rows = handover.trend(drawn, executive).select("month", "judged_count", "late_count").rows()
    assert rows == [(date(2026, 10, 1), 1, 1)]  # C04; the history starts in September, so that its deadlines are those of changes since


def test_late_ones_who_still_wait_stand_first_by_balance(drawn, executive):
    assert handover.late(drawn, executive).select("client_id", "balance_yuan").rows() == [("C04", 400), ("C03", 300), ("C08", None), ("C02", None)]


def test_every_planted_late_handover_is_found_and_none_invented(warehouse, whole_bank, warehouse_place):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        planted = set(connection.execute("SELECT subject_id, detail FROM planted_truth WHERE kind = 'handover_late'").fetchall())
    rows = handover.late(warehouse, whole_bank.on(warehouse.open_month)).filter(pl.col("changed_on") >= warehouse.months[0])
    found = {(client, f"{rm} {day}") for client, rm, day in rows.select("client_id", "rm_id", "changed_on").iter_rows()}
    assert len(planted) > 20
    assert found == planted


def test_the_verdicts_read_in_sql_are_those_worked_out_row_by_row(warehouse, whole_bank):
    told = handover.changes(warehouse, whole_bank)["verdict_code"]
    row = handover.summary(warehouse, whole_bank).row(-1, named=True)
    late = told.str.starts_with("late").sum()
    assert (late, (told == "void").sum(), (told == "pending").sum(), told.len()) == (
        row["handover_late_count"], row["handover_void_count"], row["handover_pending_count"], row["rm_changes_count"],
    )  # fmt: skip
    assert set(told) <= set(handover_rows.STANDINGS)


def test_units_and_rms_add_up_to_the_whole(warehouse, whole_bank):
    whole = handover.summary(warehouse, whole_bank).row(-1, named=True)
    for rows in (handover.by_unit(warehouse, whole_bank), handover.by_rm(warehouse, whole_bank)):
        for name in ("rm_changes_count", "handover_late_count", "handover_waiting_count", "handover_waiting_yuan"):
            assert rows[name].sum() == whole[name]
