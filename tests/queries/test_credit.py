"""Loans by grade, overdue days, checks and migration, on banks small enough for a pencil."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from queries import credit, migration
from queries.access import Role, reach, role_viewer
from queries.codes import LOAN_GRADES
from queries.schema import metadata
from seed.frames import shaped
from tests.queries.banks import bank
from tests.tables import table

MONEY = pl.Decimal(18, 2)
MONTHS = {"9": date(2026, 9, 1), "10": date(2026, 10, 1)}
KINDS = {"loan_yuan": MONEY, "overdue_yuan": MONEY, "overdue_days": pl.Int64}
GRADES = tuple(LOAN_GRADES)


def executive(warehouse):
    return reach(role_viewer(Role.EXECUTIVE, warehouse), warehouse)


def facts(text: str) -> pl.DataFrame:
    return table(text, KINDS).with_columns(pl.col("month").replace_strict(MONTHS, return_dtype=pl.Date), is_closed=pl.lit(value=False))


LOANS = """
    | client_id | month | outlet_id | rm_id | loan_yuan | loan_grade      | overdue_days | overdue_yuan |
    | C1        |    10 | O1        | R1    |    500.00 | normal          |              |              |
    | C2        |    10 | O1        | R1    |    200.00 | special_mention |           30 |        20.00 |
    | C3        |    10 | O1        | R2    |    100.00 | substandard     |           31 |        10.00 |
    | C4        |    10 | O2        | R2    |     60.00 | doubtful        |          181 |        60.00 |
    | C5        |    10 | O3        |       |     40.00 | loss            |          361 |        40.00 |
    | C6        |    10 | O3        |       |    100.00 |                 |            0 |              |
    | C7        |    10 | O3        |       |      0.00 | normal          |            0 |              |
"""


def test_shares_are_of_graded_loans_and_overdue_is_of_all(tmp_path: Path):
    warehouse = bank(tmp_path, facts(LOANS), rms=["R1", "R2"])
    scope = executive(warehouse)
    now = credit.summary(warehouse, scope).row(0, named=True)
    assert (now["credit_loans_yuan"], now["ungraded_loans_yuan"], now["borrowers_count"]) == (Decimal(900), Decimal(100), 6)
    assert (now["special_mention_yuan"], now["npl_yuan"]) == (Decimal(200), Decimal(200))
    assert (now["special_mention_share"], now["npl_share"]) == (200 / 900, 200 / 900)
    assert (now["overdue_loans_yuan"], now["overdue_loans_share"], now["overdue_amount_yuan"]) == (Decimal(400), 0.4, Decimal(130))
    assert now["long_overdue_to_npl"] == 0.5  # 60 + 40 of 200
    assert (now["checks_due_count"], now["checks_done_share"]) == (None, None)
    units = credit.by_unit(warehouse, scope)
    assert units.select("node_id", "npl_yuan", "npl_share").rows() == [("R1", Decimal(160), 160 / 860), ("R2", Decimal(40), 1.0)]
    people = credit.by_rm(warehouse, scope).select("rm_id", "rm_en", "npl_yuan", "npl_share").rows()
    assert people == [("R2", "R2", Decimal(160), 1.0), ("", "No RM", Decimal(40), 1.0), ("R1", "R1", Decimal(0), 0.0)]
    bands = credit.overdue(warehouse, scope).select("overdue_band", "clients_count", "loan_yuan", "overdue_yuan").rows()
    assert bands == [
        ("none", 2, Decimal(600), Decimal(0)), ("to_30", 1, Decimal(200), Decimal(20)), ("to_90", 1, Decimal(100), Decimal(10)), ("to_180", 0, Decimal(0), Decimal(0)),
        ("to_360", 1, Decimal(60), Decimal(60)), ("beyond", 1, Decimal(40), Decimal(40)),
    ]  # fmt: skip
    grades = credit.grades(warehouse, scope).select("loan_grade", "clients_count", "loan_yuan", "share").rows()
    assert grades[0] == ("normal", 1, Decimal(500), 500 / 900)
    assert grades[-1] == ("", 1, Decimal(100), None)


CHECKS = """
    | exposure_id | client_id | outlet_id | rm_id | principal_yuan | check_due_on | check_done_on |
    | E1          | C1        | O1        | R1    |         100.00 | 2026-10-20   | 2026-10-20    |
    | E2          | C1        | O1        | R1    |         200.00 | 2026-10-20   | 2026-10-21    |
    | E3          | C2        | O1        | R1    |         300.00 | 2026-10-20   | 2026-11-02    |
    | E4          | C3        | O1        | R2    |         400.00 | 2026-10-20   |               |
    | E5          | C4        | O2        | R2    |         500.00 | 2026-11-20   |               |
    | E6          | C5        | O3        |       |         600.00 |              |               |
"""


def exposures(text: str) -> pl.DataFrame:
    rows = table(text, {"principal_yuan": MONEY}).with_columns(pl.col("check_due_on", "check_done_on").str.to_date())
    return shaped(metadata.tables["exposure"], rows.with_columns(month=pl.lit(MONTHS["10"]), segment=pl.lit("personal"), kind=pl.lit("on_balance")))


def test_a_check_is_in_time_late_or_missed_by_the_end_of_the_month_it_was_due_in(tmp_path: Path):
    warehouse = bank(tmp_path, facts(LOANS), rms=["R1", "R2"], extra=[("exposure", exposures(CHECKS))])
    scope = executive(warehouse)
    now = credit.summary(warehouse, scope).row(0, named=True)
    assert (now["checks_due_count"], now["checks_late_count"], now["checks_missed_count"]) == (4, 1, 2)  # E1 in time; E3 and E4 not by 31 October
    assert (now["checks_done_share"], now["checks_in_time_share"], now["checks_missed_share"], now["checks_missed_yuan"]) == (0.5, 0.25, 0.5, Decimal(700))
    left = credit.unchecked(warehouse, scope).select("exposure_id", "principal_yuan", "days").rows()
    assert left == [("E4", Decimal(400), 11), ("E3", Decimal(300), 11)]


FIVE_LOANS = """
    | client_id | month | outlet_id | rm_id | loan_yuan | loan_grade      |
    | stays     |     9 | O1        | R1    |    100.00 | normal          |
    | stays     |    10 | O1        | R1    |     90.00 | normal          |
    | worsens   |     9 | O1        | R1    |     50.00 | normal          |
    | worsens   |    10 | O1        | R1    |     50.00 | substandard     |
    | heals     |     9 | O1        | R1    |     30.00 | doubtful        |
    | heals     |    10 | O1        | R1    |     20.00 | special_mention |
    | repays    |     9 | O1        | R1    |     10.00 | special_mention |
    | repays    |    10 | O1        | R1    |           |                 |
    | moves     |     9 | O1        | R1    |      7.00 | normal          |
    | moves     |    10 | O3        | R2    |      7.00 | normal          |
    | borrows   |    10 | O1        | R1    |      5.00 | normal          |
"""


def moved(warehouse, scope):
    return credit.grade_moves(warehouse, scope).select("before", "after", "clients_count", "opening_yuan", "closing_yuan").rows()


def test_the_migration_of_five_loans_a_new_one_and_one_that_moved(tmp_path: Path):
    warehouse = bank(tmp_path, facts(FIVE_LOANS))
    scope = executive(warehouse)
    assert moved(warehouse, scope) == [
        ("normal", "normal", 2, Decimal(107), Decimal(97)), ("normal", "substandard", 1, Decimal(50), Decimal(50)), ("special_mention", "repaid", 1, Decimal(10), Decimal(0)),
        ("doubtful", "special_mention", 1, Decimal(30), Decimal(20)), ("new", "normal", 1, Decimal(0), Decimal(5)),
    ]  # fmt: skip
    left, came = (moved(warehouse, scope.narrow(warehouse.tree(), [region])) for region in ("R1", "R2"))
    assert ("normal", "moved_out", 1, Decimal(7), Decimal(0)) in left
    assert came == [("moved_in", "normal", 1, Decimal(0), Decimal(7))]
    shares = credit.grade_moves(warehouse, scope).filter(pl.col("before") == "normal")["share"].to_list()
    assert shares == [2 / 3, 1 / 3]
    assert migration.places(migration.moves(warehouse, scope)).rows() == [(0, 0, 2), (0, 2, 1), (3, 1, 1)]


def test_there_is_no_migration_without_a_month_before(tmp_path: Path):
    warehouse = bank(tmp_path, facts(LOANS))
    assert credit.grade_moves(warehouse, executive(warehouse)).is_empty()


HELD = st.dictionaries(st.integers(0, 25), st.tuples(st.sampled_from(GRADES), st.integers(1, 10**12)), max_size=20)


@settings(max_examples=60, deadline=None)
@given(HELD, HELD, st.sets(st.integers(0, 25)), st.sets(st.integers(0, 25)))
def test_rows_add_up_to_the_opening_and_columns_to_the_closing_whatever_moved(before, after, new, repaid):
    def frame(held):
        rows = [(str(key), grade, Decimal(cents) / 100) for key, (grade, cents) in held.items()]
        return pl.DataFrame(rows, schema={"client_id": pl.String, "loan_grade": pl.String, "loan_yuan": pl.Decimal(38, 2)}, orient="row")

    made = pl.DataFrame([(str(key), step) for step, keys in (("new", new), ("repaid", repaid)) for key in keys], schema={"client_id": pl.String, "step": pl.String}, orient="row")
    found = migration.paired(frame(before), frame(after), made)
    for grade in GRADES:
        row, column = found.filter(pl.col("before") == grade), found.filter(pl.col("after") == grade)
        assert (row["clients_count"].sum(), row["opening_yuan"].sum()) == (sum(g == grade for g, _ in before.values()), sum((Decimal(c) / 100 for g, c in before.values() if g == grade), Decimal(0)))
        assert (column["clients_count"].sum(), column["closing_yuan"].sum()) == (sum(g == grade for g, _ in after.values()), sum((Decimal(c) / 100 for g, c in after.values() if g == grade), Decimal(0)))
    assert found["clients_count"].sum() == len(before.keys() | after.keys())
