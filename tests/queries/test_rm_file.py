"""The file of one RM: a drawn career beside plain SQL, and nothing of whoever is outside the scope."""

from datetime import date
from decimal import Decimal

import duckdb
import polars as pl
import pytest

from queries import headcount, rm_file, teams
from queries.access import Role, Viewer, of_role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.errors import UnsupportedCut
from queries.schema import metadata
from queries.scope import ALL_SEGMENTS
from seed.frames import shaped
from tests.places import published
from tests.queries.banks import MONTH, bank, tree_rows
from tests.tables import table

HELD = """
    | rm_id | valid_from | valid_to   | outlet_id | team_id | leader_id | grade   | kind       | status     | working_share | segment  |
    | R1    | 2020-01-01 | 2023-05-01 | O3        |         |           | trainee | trainee    | active     |           1.0 | personal |
    | R1    | 2023-05-01 | 2026-02-01 | O1        | T1      | R2        | rm_3    | rm         | active     |           1.0 | personal |
    | R1    | 2026-02-01 | 2026-11-05 | O1        | T1      | R2        | rm_2    | rm         | long_leave |           1.0 | personal |
    | R1    | 2026-11-05 |            | O1        | T1      | R2        | rm_1    | rm         | active     |           1.0 | personal |
    | R2    | 2020-01-01 |            | O1        | T1      | R9        | rm_1    | rm         | active     |           1.0 | personal |
    | R3    | 2020-01-01 |            | O1        | T2      |           | rm_2    | rm         | active     |           0.5 | personal |
    | R4    | 2020-01-01 | 2026-10-20 | O2        |         |           | rm_2    | rm         | active     |           1.0 | personal |
    | R9    | 2020-01-01 |            | O3        |         |           | rm_1    | rm         | active     |           1.0 | personal |
"""
TEAMS = """
    | team_id | outlet_id | team_name_zh | team_name_en |
    | T1      | O1        | 一组         | Team one     |
    | T2      | O1        | 二组         | Team two     |
"""
COURSES = """
    | rm_id | held_on    | course | outlet_id | segment  | hours | planned_hours | is_passed |
    | R1    | 2026-05-01 | 反洗钱 AML | O1        | personal |     6 |             8 |           |
    | R1    | 2026-11-01 | 乙     | O1        | personal |     8 |             8 |           |
    | R1    | 2022-05-01 | 丙     | O3        | personal |     8 |             8 |           |
"""
EVENTS = """
    | event_id | rm_id | outlet_id | segment  | happened_on | kind        |
    | E1       | R1    | O1        | personal | 2026-03-03  | late        |
    | E2       | R1    | O1        | personal | 2026-04-04  | praise_press |
    | E3       | R2    | O1        | personal | 2026-04-04  | absent      |
"""


def typed(name: str, text: str, *dates: str) -> tuple[str, pl.DataFrame]:
    rows = table(text, {"working_share": pl.Decimal(12, 6), "hours": pl.Decimal(9, 2), "planned_hours": pl.Decimal(9, 2)})
    return name, shaped(metadata.tables[name], rows.with_columns(pl.col(dates).str.to_date()))


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    months = pl.date_range(date(2025, 10, 1), MONTH, "1mo", eager=True).to_list()
    facts = [
        {"month": month, "client_id": client, "outlet_id": "O1", "rm_id": rm, "deposit_yuan": 100 + at, "aum_yuan": 1000 * (at + 1), "loan_yuan": 10, "revenue_yuan": 2, "contribution_yuan": 1}
        for at, month in enumerate(months) for client, rm in (("C1", "R1"), ("C2", "R1" if at > 5 else "R2"), ("C3", "R2"))
    ]  # fmt: skip
    extra = [
        typed("posting", HELD, "valid_from", "valid_to"), typed("team", TEAMS), typed("training", COURSES, "held_on"), typed("rm_event", EVENTS, "happened_on"),
    ]  # fmt: skip
    return bank(tmp_path_factory.mktemp("rm-file"), pl.DataFrame(facts), trees=tree_rows(months), rms=("R1", "R2", "R3", "R4", "R9"), extra=extra)


@pytest.fixture(scope="module")
def whole(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


@pytest.fixture(scope="module")
def head(drawn):
    """The head of branch F1, whose outlets are O1 and O2."""
    return reach(Viewer("head", of_role(Role.BRANCH_HEAD, ("F1",)), "salt"), drawn)


def test_the_card_is_that_of_the_as_of_day(drawn, whole):
    row = rm_file.card(drawn, whole.asking(who="R1")).row(0, named=True)
    assert (row["rm_zh"], row["outlet_en"], row["team_en"], row["leader_zh"], row["grade_zh"], row["status_en"]) == ("经理R1", "Unit O1", "Team one", "经理R2", "客户经理二级", "On long leave")
    assert row["tenure_years"] == pytest.approx(2495 / 365.25)


def test_a_leader_outside_the_scope_is_a_number(drawn, head):
    assert rm_file.card(drawn, head.asking(who="R2"))["leader_zh"].to_list() == ["R9"]


def test_the_time_line_ends_with_the_as_of_day_and_holds_only_what_is_inside_the_scope(drawn, whole, head):
    spans = rm_file.postings(drawn, whole.asking(who="R1")).select("valid_from", "valid_to", "outlet_id", "work_code", "status_code").rows()
    assert spans == [
        (date(2020, 1, 1), date(2023, 5, 1), "O3", "trainee", "active"), (date(2023, 5, 1), date(2026, 2, 1), "O1", "rm", "active"),
        (date(2026, 2, 1), None, "O1", "rm", "long_leave"),
    ]  # fmt: skip
    assert rm_file.postings(drawn, head.asking(who="R1"))["outlet_id"].to_list() == ["O1", "O1"]


def test_the_book_is_that_of_each_month_and_its_revenue_that_of_twelve(drawn, whole):
    rows = rm_file.book(drawn, whole.asking(who="R1")).select("month", "clients_count", "aum_yuan", "revenue_year_yuan").rows()
    assert rows == [(date(2025, 10, 1), 1, Decimal(1000), None), (MONTH, 2, Decimal(26000), Decimal(5 * 2 + 7 * 4))]
    assert rm_file.book_trend(drawn, whole.asking(who="R1"))["clients_count"].to_list() == [1] * 6 + [2] * 7


def test_load_stands_among_the_rms_of_the_segment(drawn, whole):
    row = rm_file.load(drawn, whole.asking(who="R1")).filter(measure="clients_count").row(0, named=True)
    assert (row["own"], row["rms_count"], row["median"], row["most"]) == (2.0, 4, 0.5, 2.0)  # R1 has 2, R2 1, R3 and R9 none


def test_what_happened_later_or_outside_is_not_shown(drawn, whole, head):
    assert rm_file.trainings(drawn, whole.asking(who="R1"))["course_zh"].to_list() == ["反洗钱", "丙"]
    assert rm_file.trainings(drawn, head.asking(who="R1")).select("course_zh", "course_en").rows() == [("反洗钱", "AML")]


def test_events_are_hidden_from_whoever_has_no_right_to_staff_details(drawn, whole):
    assert rm_file.events(drawn, whole.asking(who="R1"))["event_zh"].to_list() == ["媒体表扬", "迟到"]
    own = reach(Viewer("own", of_role(Role.RM, ("rm:R1",)), "salt"), drawn)
    assert rm_file.events(drawn, own.asking(who="R1")).rows() == [(date(2026, 4, 4), None, None), (date(2026, 3, 3), None, None)]


def test_somebody_who_left_has_a_file_that_says_so(drawn, whole):
    row = rm_file.card(drawn, whole.asking(who="R4")).row(0, named=True)
    assert row["status_en"] == "Left the bank"
    assert "R4" not in headcount.people(drawn, whole)["rm_id"].to_list()


@pytest.mark.parametrize("who", ["R9", "R404", ""])
def test_of_an_rm_outside_the_scope_there_is_no_row(drawn, head, who):
    asked = (rm_file.card, rm_file.postings, rm_file.book, rm_file.book_trend, rm_file.load, rm_file.clients, rm_file.trainings, rm_file.events)
    assert [each(drawn, head.asking(who=who)).height for each in asked] == [0] * 8


def test_teams_of_an_outlet_and_the_people_of_one(drawn, whole):
    outlet = whole.narrow(drawn.tree(), ["O1"])
    rows = teams.by_team(drawn, outlet).select("team_id", "name_en", "leader_en", "headcount_count", "fte_count", "available_count", "year_ago_count").rows()
    assert rows == [("T1", "Team one", "Manager R2", 2, 2.0, 1, 2), ("T2", "Team two", None, 1, 0.5, 1, 1)]
    assert headcount.people(drawn, outlet.asking(team="T1"))["rm_id"].to_list() == ["R2", "R1"]
    assert teams.by_team(drawn, outlet.asking(team="T2"))["team_id"].to_list() == ["T2"]


def test_a_figure_that_cannot_be_cut_by_team_is_refused(drawn, whole):
    with pytest.raises(UnsupportedCut, match="team"):
        headcount.total(drawn, whole.asking(team="T1"))


def test_a_teams_name_is_its_number_where_a_segment_is_chosen(drawn, whole):
    assert len(whole.segments) == len(ALL_SEGMENTS)
    assert teams.by_team(drawn, whole.narrow(drawn.tree(), ["O1"], ["personal"]))["name_zh"].to_list() == ["T1", "T2"]


def test_every_file_of_the_bank_agrees_with_plain_sql(warehouse, warehouse_place, whole_bank):
    with duckdb.connect(str(published(warehouse_place)), read_only=True, config=READ_ONLY_CONFIG) as connection:
        day = date(2026, 10, 31)
        spans = dict(connection.execute("SELECT rm_id, count(*) FROM posting WHERE valid_from <= ? GROUP BY 1", [day]).fetchall())
        held = {key: row for key, *row in connection.execute(
            "SELECT rm_id, count(*), sum(deposit_yuan), sum(aum_yuan) FROM client_month WHERE month = ? AND NOT is_closed AND rm_id IS NOT NULL GROUP BY 1", [whole_bank.month],
        ).fetchall()}  # fmt: skip
        year = dict(connection.execute("SELECT rm_id, sum(revenue_yuan) FROM client_month WHERE month > ? AND month <= ? AND rm_id IS NOT NULL GROUP BY 1", [date(2025, 10, 1), whole_bank.month]).fetchall())
    for who, count in spans.items():
        scope = whole_bank.asking(who=who)
        assert rm_file.postings(warehouse, scope).height == count
        now = rm_file.book(warehouse, scope).filter(month=whole_bank.month)
        assert now.select("clients_count", "deposits_yuan", "aum_yuan").rows() == ([tuple(held[who])] if who in held else [])
        assert now["revenue_year_yuan"].to_list() == ([year[who]] if who in held else [])
        assert rm_file.clients(warehouse, scope).height == held.get(who, [0])[0]
