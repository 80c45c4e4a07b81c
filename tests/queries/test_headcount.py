"""Heads, posts and the bridge: pencil examples on a drawn bank."""

from datetime import date

import polars as pl
import pytest

from queries import headcount
from queries.access import Role, reach, role_viewer
from queries.codes import GRADES
from queries.schema import metadata
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows
from tests.tables import table

HELD = """
    | rm_id | valid_from | valid_to   | outlet_id | grade    | kind       | status     | working_share | segment   |
    | R1    | 2020-01-01 |            | O1        | rm_1     | rm         | active     |           1.0 | personal  |
    | R2    | 2026-09-30 | 2026-10-31 | O1        | rm_2     | rm         | active     |           1.0 | personal  |
    | R3    | 2020-01-01 | 2026-10-15 | O1        | rm_2     | rm         | active     |           0.5 | personal  |
    | R3    | 2026-10-15 |            | O3        | rm_2     | rm         | active     |           0.5 | personal  |
    | R4    | 2020-01-01 | 2026-10-10 | O1        | trainee  | trainee    | active     |           1.0 | personal  |
    | R4    | 2026-10-10 |            | O1        | assistant | rm        | active     |           1.0 | personal  |
    | R5    | 2020-01-01 | 2026-10-20 | O2        | rm_3     | rm         | active     |           1.0 | corporate |
    | R5    | 2026-10-20 |            | O2        | rm_3     | other_work | active     |           1.0 | corporate |
    | R6    | 2020-01-01 |            | O2        | senior_2 | rm         | long_leave |           1.0 | corporate |
    | R7    | 2026-05-01 |            | O2        | trainee  | trainee    | active     |           1.0 | personal  |
    | R8    | 2026-10-05 |            | O3        | rm_4     | rm         | active     |           1.0 | personal  |
"""
PEOPLE = """
    | rm_id | join_on    | leave_on   |
    | R1    | 2020-01-01 |            |
    | R2    | 2026-09-30 | 2026-10-31 |
    | R3    | 2020-01-01 |            |
    | R4    | 2020-01-01 |            |
    | R5    | 2020-01-01 |            |
    | R6    | 2020-01-01 |            |
    | R7    | 2026-05-01 |            |
    | R8    | 2026-05-01 |            |
"""
POSTS = """
    | month      | outlet_id | segment   | grade_band | establishment_count |
    | 2026-10-01 | O1        | personal  | middle     |                   3 |
    | 2026-10-01 | O2        | corporate | middle     |                   2 |
    | 2026-10-01 | O3        | personal  | middle     |                   1 |
"""
STEPS = ("opening", "joiners", "transfers_in", "promoted", "leavers", "transfers_out", "moved", "closing")


def days(text: str, *names: str) -> pl.DataFrame:
    return table(text, {}).with_columns(pl.col(names).str.to_date())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    facts = days("| month | client_id | outlet_id |\n| 2026-09-01 | C1 | O1 |\n| 2026-10-01 | C1 | O1 |", "month")
    people = days(PEOPLE, "join_on", "leave_on").with_columns(rm_name_zh="经理" + pl.col("rm_id"), rm_name_en="Manager " + pl.col("rm_id"))
    extra = [("posting", days(HELD, "valid_from", "valid_to")), ("establishment", days(POSTS, "month")), ("rm", people)]
    frames = [(name, shaped(metadata.tables[name], rows)) for name, rows in extra]
    opened = bank(tmp_path_factory.mktemp("drawn") / "bank", facts, trees=tree_rows([date(2026, 9, 1), date(2026, 10, 1)]), extra=frames)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def executive(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


def walked(drawn, scope, period="month") -> dict[str, int]:
    row = headcount.bridge(drawn, scope.asking(period=period)).row(0, named=True)
    return {name: row[f"{name}_count"] for name in STEPS if row[f"{name}_count"]}


def test_a_head_counts_from_its_first_day_to_the_day_before_its_last_without_trainees(drawn, executive):
    assert headcount.trend(drawn, executive).rows() == [(date(2026, 9, 1), 5), (date(2026, 10, 1), 5)]
    assert headcount.trend(drawn, executive.narrow(drawn.tree(), ["R2"])).rows() == [(date(2026, 9, 1), 0), (date(2026, 10, 1), 2)]


def test_available_full_time_and_trainees_are_told_apart(drawn, executive):
    row = headcount.total(drawn, executive).row(0, named=True)
    wanted = ("headcount_count", "available_count", "on_leave_count", "fte_count", "trainees_count")
    assert [row[name] for name in wanted] == [5, 4, 1, 4.5, 1]


def test_vacancies_and_surplus_are_counted_by_outlet_and_band_and_do_not_offset(drawn, executive):
    row = headcount.total(drawn, executive).row(0, named=True)
    assert [row[name] for name in ("establishment_count", "vacancies_count", "over_strength_count")] == [6, 4, 3]
    assert row["establishment_count"] - row["headcount_count"] == row["vacancies_count"] - row["over_strength_count"]
    assert row["fill_rate_share"] == pytest.approx(5 / 6)
    assert row["attrition_share"] is None


def test_a_unit_without_heads_or_posts_is_not_listed_and_the_most_vacancies_stand_first(drawn, executive):
    shown = headcount.by_outlet(drawn, executive).select("node_id", "headcount_count", "establishment_count", "gap_count", "vacancies_count").rows()
    assert shown == [("O1", 2, 3, -1, 2), ("O2", 1, 2, -1, 2), ("O3", 2, 1, 1, 0)]
    assert headcount.by_unit(drawn, executive)["node_id"].to_list() == ["R1", "R2"]


def test_a_new_rm_counts_nothing_for_three_months_and_in_full_from_the_ninth(drawn, executive):
    assert headcount.total(drawn, executive)["productive_count"][0] == pytest.approx(4 + (183 / (365.25 / 12) - 3) / 6)


def test_the_bridge_tells_joiners_leavers_promotions_and_moves_and_a_move_inside_is_none(drawn, executive):
    assert walked(drawn, executive) == {"opening": 5, "joiners": 1, "promoted": 1, "leavers": 1, "moved": 1, "closing": 5}


def test_a_move_across_the_border_is_a_transfer_to_both_sides(drawn, executive):
    branch = executive.narrow(drawn.tree(), ["R1"])
    assert walked(drawn, branch) == {"opening": 5, "promoted": 1, "leavers": 1, "transfers_out": 1, "moved": 1, "closing": 3}
    # R8 joined the bank in May and was posted in October: what came between is beyond the scope
    assert walked(drawn, executive.narrow(drawn.tree(), ["R2"])) == {"transfers_in": 2, "closing": 2}


def test_a_period_does_not_reach_back_before_history_begins(drawn, executive):
    assert walked(drawn, executive, "year") == {"opening": 4, "joiners": 2, "promoted": 1, "leavers": 1, "moved": 1, "closing": 5}


def test_the_names_behind_the_bars_say_outside_for_an_end_beyond_the_scope(drawn, executive):
    shown = headcount.events(drawn, executive.narrow(drawn.tree(), ["R1"])).select("happened_on", "rm_id", "event_code", "from_en", "to_en").rows()
    assert shown == [
        (date(2026, 10, 31), "R2", "leaver", "Unit O1, RM level 2", "left the bank"),
        (date(2026, 10, 20), "R5", "moved", "Unit O2, RM level 3", "Unit O2, Other work"),
        (date(2026, 10, 15), "R3", "transfer_out", "Unit O1, RM level 2", "outside"),
        (date(2026, 10, 10), "R4", "promoted", "Unit O1, Trainee", "Unit O1, Assistant"),
    ]


def test_every_grade_stands_in_order_and_a_year_ago_is_unknown_before_history(drawn, executive):
    grades = headcount.by_grade(drawn, executive)
    assert grades["grade"].to_list() == [code for code in GRADES if code != "trainee"]
    assert grades["headcount_count"].to_list() == [0, 0, 1, 1, 1, 0, 1, 1]
    assert grades["year_ago_count"].null_count() == 8


def test_a_segment_sees_its_own_posts_and_heads_and_no_share_of_all_staff(drawn, executive):
    row = headcount.total(drawn, executive.narrow(drawn.tree(), segments=["corporate"])).row(0, named=True)
    assert [row[name] for name in ("headcount_count", "establishment_count", "vacancies_count", "rm_of_staff_share")] == [1, 2, 2, None]


def test_the_headline_names_the_unit_with_the_most_vacancies(drawn, executive):
    said = headcount.headline(headcount.total(drawn, executive), drawn.tree().nodes["B0"].name, headcount.by_unit(drawn, executive))
    assert said.en == "Unit B0: 5 RMs for 6 posts (83.3% filled), 4 vacant; most vacancies at Unit R1 (4)."
