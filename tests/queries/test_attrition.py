"""Attrition: a year drawn by hand with a leap day in it, and plain SQL on the pretend bank."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import polars as pl
import pytest

from queries import attrition
from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.headcount import total
from queries.periods import shifted
from queries.schema import metadata
from queries.warehouse import Warehouse
from seed.frames import shaped
from tests.queries.banks import bank
from tests.tables import table

FIRST, LAST = date(2023, 2, 1), date(2024, 2, 1)  # the thirteen months to a 29 February
PEOPLE = """
    | rm_id | join_on    | leave_on   | leave_reason | join_channel |
    | R1    | 2020-01-01 |            |              | campus       |
    | R2    | 2020-01-01 | 2024-02-29 | resigned     | campus       |
    | R3    | 2020-01-01 | 2024-03-01 | resigned     | online       |
    | R4    | 2023-02-28 | 2024-02-28 | performance  | online       |
    | R5    | 2023-03-01 | 2024-02-28 | poached      | online       |
    | R6    | 2020-01-01 |            |              | counter      |
    """
POSTINGS = """
    | rm_id | valid_from | valid_to   | outlet_id | grade     | kind       |
    | R1    | 2020-01-01 |            | O1        | rm_1      | rm         |
    | R2    | 2020-01-01 | 2024-01-01 | O3        | rm_2      | rm         |
    | R2    | 2024-01-01 | 2024-02-29 | O1        | rm_2      | rm         |
    | R3    | 2020-01-01 | 2024-03-01 | O2        | rm_2      | rm         |
    | R4    | 2023-02-28 | 2024-02-28 | O2        | assistant | rm         |
    | R5    | 2023-03-01 | 2024-02-28 | O1        | assistant | rm         |
    | R6    | 2020-01-01 | 2023-06-10 | O3        | rm_3      | rm         |
    | R6    | 2023-06-10 |            | O3        | rm_3      | other_work |
    """
SCORES = """
    | rm_id | outlet_id | score |
    | R1    | O1        | 80    |
    | R2    | O1        | 90    |
    | R3    | O2        | 70    |
    | R4    | O2        | 60    |
    | R6    | O1        | 75    |
    """


def dated(text: str, *names: str) -> pl.DataFrame:
    return table(text, {}).with_columns(pl.col(names).str.to_date())


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    facts = pl.DataFrame({"month": [shifted(FIRST, at) for at in range(13)], "client_id": "C1", "outlet_id": "O1"})
    people = dated(PEOPLE, "join_on", "leave_on").with_columns(rm_name_zh="经理" + pl.col("rm_id"), rm_name_en="Manager " + pl.col("rm_id"))
    held = dated(POSTINGS, "valid_from", "valid_to").with_columns(segment=pl.lit("personal"), status=pl.lit("active"), working_share=pl.lit(1))
    scores = table(SCORES, {"score": pl.Float64}).with_columns(year=pl.lit(2023), segment=pl.lit("personal"))
    posts = dated("""
        | post_id | open_from  | filled_on  | filled_by_rm_id | outlet_id | grade_band |
        | V1      | 2023-02-01 | 2023-03-01 | R5              | O1        | assistant  |
        | V2      | 2023-01-31 | 2023-02-28 | R4              | O2        | assistant  |
        """, "open_from", "filled_on").with_columns(segment=pl.lit("personal"))  # fmt: skip
    frames = (("rm", people), ("posting", held), ("score_year", scores), ("post", posts))
    opened = bank(tmp_path_factory.mktemp("drawn"), facts, extra=[(name, shaped(metadata.tables[name], frame)) for name, frame in frames])
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def everyone(drawn):
    return reach(role_viewer(Role.EXECUTIVE, drawn), drawn)


RATES = ("attrition_share", "voluntary_share", "involuntary_share", "natural_share", "early_share", "regretted_share", "elimination_share")


def test_a_leap_years_leavers_over_the_mean_of_thirteen_month_ends(drawn, everyone):
    # month-ends in post: R1 13, R2 12, R3 13, R4 12, R5 11, R6 4: a mean of 65 / 13 = 5
    now = attrition.summary(drawn, everyone).row(-1, named=True)
    assert (now["month"], now["mean_headcount"], now["leavers_year_count"], now["unrated_count"]) == (LAST, pytest.approx(5), 3, 1)
    assert [now[name] for name in RATES] == pytest.approx([3 / 5, 2 / 5, 1 / 5, 0, 1 / 5, 1 / 5, 2 / 5])
    assert now["band_low_share"] is None


def test_twelve_months_must_be_loaded(drawn, everyone):
    assert attrition.trend(drawn, everyone)["month"].to_list() == [date(2024, 1, 1), LAST]
    assert attrition.summary(drawn, everyone.on(date(2023, 12, 1))).is_empty()
    assert attrition.by_cut(drawn, everyone.on(date(2023, 12, 1))).is_empty()


def test_a_leaver_counts_where_last_posted_and_a_move_away_is_no_leaving(drawn, everyone):
    first, second = (attrition.summary(drawn, everyone.narrow(drawn.tree(), [node])).row(-1, named=True) for node in ("R1", "R2"))
    assert (first["leavers_year_count"], first["mean_headcount"]) == (3, pytest.approx(50 / 13))
    assert (second["leavers_year_count"], second["mean_headcount"]) == (0, pytest.approx(15 / 13))
    units = attrition.by_cut(drawn, everyone).filter(pl.col("cut") == "unit")
    assert units.select("group_key", "leavers_year_count").rows() == [("R1", 3), ("R2", 0)]


def test_groups_of_a_cut_add_up_to_the_whole(drawn, everyone):
    cuts = attrition.by_cut(drawn, everyone).group_by("cut").agg(pl.col("mean_headcount", "leavers_year_count").sum()).sort("cut")
    assert cuts["cut"].to_list() == sorted(attrition.CUTS)
    assert cuts["leavers_year_count"].to_list() == [3] * 5
    assert cuts["mean_headcount"].to_list() == pytest.approx([5.0] * 5)


def test_leavers_are_named_with_whether_they_are_missed(drawn, everyone):
    shown = attrition.leavers(drawn, everyone).select("rm_id", "reason_en", "is_early", "is_regretted", "tenure_months").rows()
    assert shown == [("R2", "Resigned", False, True, 49), ("R4", "Performance", False, False, 11), ("R5", "Poached", True, None, 11)]
    assert attrition.reasons(drawn, everyone).select("leave_reason", "leavers_year_count", "earlier_count").rows() == [
        ("performance", 1, 0), ("poached", 1, 0), ("resigned", 1, 0),
    ]  # fmt: skip


def test_without_the_right_to_staff_details_reasons_and_scores_are_unknown_and_the_rest_stays(drawn, everyone):
    hidden = replace(everyone, staff_visible=False)
    now = attrition.summary(drawn, hidden).row(-1, named=True)
    assert [now[name] for name in RATES] == [pytest.approx(3 / 5), None, None, None, pytest.approx(1 / 5), None, None]
    assert attrition.reasons(drawn, hidden)["name_en"].to_list() == ["Not supplied or not visible"]
    assert attrition.leavers(drawn, hidden)["is_regretted"].to_list() == [None, None, None]


def test_a_score_is_compared_with_the_published_median_whoever_looks(drawn, everyone):
    # 60 70 75 80 90 in the branch: R2 was in the top half, for the head of one outlet too
    outlet_head = reach(role_viewer(Role.BRANCH_HEAD, drawn, ("O1",)), drawn)
    for scope in (everyone.narrow(drawn.tree(), ["O1"]), outlet_head):
        now = attrition.summary(drawn, scope).row(-1, named=True)
        assert (now["leavers_year_count"], now["unrated_count"], now["regretted_share"]) == (2, 1, pytest.approx(13 / 25))


def test_joining_counts_who_came_how_long_a_post_stood_open_and_who_stayed(drawn, everyone):
    shown = attrition.joining(drawn, everyone).select("join_channel", "joiners_year_count", "filled_count", "fill_days", "cohort_count", "kept_share")
    assert shown.rows() == [("online", 1, 1, 28.0, 1, 1.0)]


def test_the_banks_rates_equal_plain_sql_on_the_postings(warehouse, warehouse_place, whole_bank):
    name = (Path(warehouse_place) / "CURRENT").read_text().strip()
    with duckdb.connect(str(Path(warehouse_place) / f"{name}.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        heads, left, chose = connection.execute(f"""
            WITH ends AS (SELECT last_day(DATE '{whole_bank.month}' - to_months(k::INTEGER)) AS d FROM range(13) t(k)),
            gone AS (SELECT r.leave_reason FROM rm r JOIN posting p ON p.rm_id = r.rm_id AND p.valid_to = r.leave_on
                     WHERE p.kind = 'rm' AND p.grade <> 'trainee' AND r.leave_on > (SELECT min(d) FROM ends) AND r.leave_on <= (SELECT max(d) FROM ends))
            SELECT (SELECT count(*) / 13 FROM ends JOIN posting p ON p.valid_from <= d AND coalesce(p.valid_to, DATE '9999-01-01') > d
                    WHERE p.kind = 'rm' AND p.grade <> 'trainee'),
                   (SELECT count(*) FROM gone), (SELECT count(*) FROM gone WHERE leave_reason IN ('resigned', 'poached'))""").fetchone()
    now = attrition.summary(warehouse, whole_bank).row(-1, named=True)
    assert left > 3
    assert now["leavers_year_count"] == left
    assert (now["mean_headcount"], now["attrition_share"], now["voluntary_share"]) == pytest.approx((heads, left / heads, chose / heads))
    assert total(warehouse, whole_bank)["attrition_share"].drop_nulls()[-1] == pytest.approx(now["attrition_share"])


def test_leavers_of_the_parts_add_up_to_the_whole(warehouse, whole_bank):
    tree = warehouse.tree()
    whole = attrition.leavers(warehouse, whole_bank)["rm_id"].to_list()
    parts = [attrition.leavers(warehouse, whole_bank.narrow(tree, [node]))["rm_id"].to_list() for node in tree.shown_children(tree.root)]
    assert sorted(sum(parts, [])) == sorted(whole)
