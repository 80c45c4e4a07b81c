"""Limits: a ladder a banker can check with a pencil, what is missing, and what a part of the bank sees."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.concentration import ladder, limits
from queries.concentration.capital import Capital
from queries.concentration.owed import HOLDERS
from queries.finding import listed
from queries.text import Text
from tests.queries.owing import CAPITAL, branch, owing, whole

# net capital 1,000 and tier-1 800: loans to one ≤ 100, exposure to one ≤ 120, to a group ≤ 160, to a bank ≤ 200, credit to a group ≤ 150, between G-SIBs ≤ 120
BANK = """
    | client_id | outlet_id | segment       | class              | group_id | loan_yuan | on_yuan | off_yuan | mitigation_yuan |
    | C1        | O1        | corporate     | non_bank           |          |    100.01 |  100.01 |          |           90.00 |
    | C2        | O1        | corporate     |                    |          |     80.00 |   80.00 |    40.00 |                 |
    | C3        | O1        | corporate     | non_bank           | G1       |     60.00 |   60.00 |    20.00 |                 |
    | C4        | O3        | corporate     | non_bank           | G1       |     50.00 |   50.00 |    20.00 |                 |
    | C5        | O3        | personal      | non_bank           | G1       |      9.99 |    9.99 |          |                 |
    | C6        | O3        | interbank     |                    |          |    150.00 |  150.00 |    50.01 |                 |
    | C7        | O3        | interbank     | gsib               |          |    100.00 |  100.00 |          |                 |
    | C8        | O3        | institutional | central_government |          |    900.00 |  900.00 |          |                 |
    | C9        | O2        | corporate     | non_bank           |          |     79.99 |   79.99 |          |                 |
    """


@pytest.fixture(scope="module")
def drawn(tmp_path_factory):
    opened = owing(tmp_path_factory.mktemp("owing") / "bank", BANK)
    yield opened
    opened.close()


def rungs(frame):
    return {(row["holder_id"], row["limit_key"]): row for row in frame.iter_rows(named=True)}


def test_a_drawn_bank_has_the_standings_a_pencil_finds(drawn):
    found = rungs(limits.limits(drawn, whole(drawn)))
    assert {key: row["standing_code"] for key, row in found.items() if row["standing_code"] != "within"} == {
        ("C1", "single_client_loans"): "broken",  # 100.01 of 100: mitigation does not help loans
        ("C2", "single_client_loans"): "near",  # 80.00 of 100 is exactly 80 %
        ("C2", "single_client_exposure"): "near",  # 80 + 40 = 120.00 of 120 is all of it, and not above it
        ("G1", "group_credit"): "broken",  # 60 + 20 + 50 + 20 + 9.99 = 159.99 of 150
        ("G1", "group_exposure"): "near",  # 159.99 of 160; of Basel's 200 it is 79.995 %
        ("C6", "bank_exposure"): "broken",  # 200.01 of 200: the register gives no class, the segment does
        ("C6", "basel_exposure"): "broken",
        ("C7", "basel_gsib"): "near",  # 100 of 120
    }
    assert found["C1", "single_client_loans"]["headroom_yuan"] == Decimal("-0.01")
    assert found["C1", "single_client_exposure"]["use_yuan"] == Decimal("10.01")  # after mitigation
    assert found["C1", "single_client_exposure"]["gross_yuan"] == Decimal("100.01")
    assert found["C9", "single_client_loans"]["use_share"] == pytest.approx(0.7999)
    assert not [key for key in found if key[0] == "C8"], "no limit applies to the central government"


def test_what_is_counted_of_the_ladder(drawn):
    row = limits.limit_summary(drawn, whole(drawn)).row(0, named=True)
    assert row == {
        "limits_broken_count": 3, "limits_near_count": 2, "large_exposure_count": 7, "basel_large_count": 5, "highest_use_share": pytest.approx(159.99 / 150),
    }  # fmt: skip - above 20.00: C2 120, C3 80, C4 70, C6 200.01, C7 100, C9 79.99 and G1; of them C4 and C9 are below 80.00


@pytest.mark.parametrize("capital, told", [({}, ["没有 2026-10 或此前 3 个月内的资本净额与一级资本净额"]), ({"month": date(2026, 6, 1), **CAPITAL}, ["没有 2026-10 或此前 3 个月内的资本净额与一级资本净额"]), ({"month": date(2026, 7, 1), **CAPITAL}, [])])
def test_capital_may_be_three_months_old_and_no_older(tmp_path, capital, told):
    warehouse = owing(tmp_path, BANK, capital=capital)
    scope = whole(warehouse)
    assert limits.limit_gaps(warehouse, scope)["missing_zh"].to_list()[:1] == told
    rows = limits.limits(warehouse, scope)
    assert rows["use_yuan"].null_count() == 0
    assert set(rows["capital_month"]) == ({date(2026, 7, 1)} if not told else {None})
    assert (rows["limit_yuan"].count() == rows.height) == (not told)
    said = limits.headline(warehouse, limits.limit_summary(warehouse, scope), rows, Text("全行", "Bank"), scope)
    assert ("缺少资本数据" in said.zh) == bool(told)
    warehouse.close()


def test_entries_and_exits_are_since_last_month(tmp_path):
    warehouse = owing(tmp_path, """
        | month      | client_id | outlet_id | loan_yuan | on_yuan |
        | 2026-09-01 | C1        | O1        |     79.00 |   79.00 |
        | 2026-10-01 | C1        | O1        |     81.00 |   81.00 |
        | 2026-09-01 | C2        | O1        |     90.00 |   90.00 |
        | 2026-10-01 | C2        | O1        |    101.00 |  101.00 |
        | 2026-09-01 | C3        | O1        |     95.00 |   95.00 |
        | 2026-10-01 | C4        | O1        |     21.00 |   21.00 |
        | 2026-09-01 | C5        | O1        |     50.00 |   50.00 |
        | 2026-10-01 | C5        | O1        |     50.00 |   50.00 |
        """, capital={"month": date(2026, 9, 1), **CAPITAL})  # fmt: skip
    found = limits.limit_moves(warehouse, whole(warehouse)).select("holder_id", "limit_en", "from_en", "to_en", "change_yuan").rows()
    assert sorted(found) == [
        ("C1", "Loans to one client", "Within", "Near", Decimal("2.00")), ("C2", "Exposure to one client", "Within", "Near", Decimal("11.00")),
        ("C2", "Loans to one client", "Near", "Broken", Decimal("11.00")), ("C3", "Large exposure", "Large", "Not large", None), ("C3", "Loans to one client", "Near", "Within", None),
        ("C4", "Large exposure", "Not large", "Large", None),
    ]  # fmt: skip
    warehouse.close()


def test_a_part_of_the_bank_sees_its_own_part_and_no_headroom(drawn):
    rows = limits.limits(drawn, branch(drawn, "R1"))
    found = rungs(rows)
    assert found["G1", "group_exposure"]["use_yuan"] == Decimal("80.00")  # C3 alone: 60 + 20
    assert found["G1", "group_exposure"]["capital_share"] == pytest.approx(0.1)
    assert {key[0] for key in found} == {"C1", "C2", "C3", "C9", "G1"}
    for name in ("limit_yuan", "headroom_yuan", "use_share", "before_use_share", "standing_code", "is_large"):
        assert rows[name].null_count() == rows.height
    assert limits.limit_summary(drawn, branch(drawn, "R1")).row(0) == (None, None, None, None, None)
    assert limits.limit_findings(drawn, branch(drawn, "R1")).is_empty()
    assert limits.limit_moves(drawn, branch(drawn, "R1")).is_empty()


def test_all_regions_together_are_a_part_too_where_the_bank_itself_is_not_held(drawn):
    assert limits.limits(drawn, branch(drawn, "R1", "R2"))["limit_yuan"].null_count() == limits.limits(drawn, branch(drawn, "R1", "R2")).height


def test_a_segment_of_the_bank_has_no_headroom(drawn):
    scope = whole(drawn).narrow(drawn.tree(), segments=["corporate"])
    rows = limits.limits(drawn, scope)
    assert rows["headroom_yuan"].null_count() == rows.height
    assert rungs(rows)["G1", "group_credit"]["use_yuan"] == Decimal("150.00")


def test_broken_limits_come_first_among_findings_then_those_near_by_money(drawn):
    found = list(listed(limits.limit_findings(drawn, whole(drawn))))
    assert [(each.urgency, each.amount_yuan) for each in found] == [(2, Decimal("200.01")), (2, Decimal("159.99")), (2, Decimal("100.01")), (1, Decimal("120.00")), (1, Decimal("100.00"))]
    assert found[0].sentence.en == "Client C6 (client) breaks the limit on interbank exposure: 100.0% used (200.0 yuan), 0.0 yuan above it"


def test_a_client_and_its_group_are_shown_to_whoever_may_know_the_client(drawn):
    rows = limits.client_limits(drawn, whole(drawn).asking(client="C3"))
    assert {(row["holder_id"], row["limit_key"]) for row in rows.iter_rows(named=True)} == {
        ("C3", "single_client_loans"), ("C3", "single_client_exposure"), ("C3", "basel_exposure"), ("G1", "group_exposure"), ("G1", "group_credit"), ("G1", "basel_exposure"),
    }  # fmt: skip
    assert limits.client_limits(drawn, branch(drawn, "R2").asking(client="C3")).is_empty()
    mine = rungs(limits.client_limits(drawn, branch(drawn, "R2").asking(client="C4")))
    assert mine["G1", "group_credit"]["use_yuan"] == Decimal("79.99")
    assert mine["G1", "group_credit"]["use_share"] is None


MONEY = st.integers(1, 10**14).map(lambda fen: Decimal(fen) / 100)


@settings(max_examples=60, deadline=None)
@given(net=MONEY, share=st.integers(1, 100), loans=st.lists(MONEY, min_size=1, max_size=6))
def test_headroom_and_use_are_the_limit_to_the_cent(net, share, loans):
    own = Capital(date(2026, 10, 1), net, (net * share / 100).quantize(Decimal("0.01")) or Decimal("0.01"))
    rows = [{"holder_kind": kind, "holder_id": str(at), "kind": what, **dict.fromkeys(("loan_yuan", "gross_yuan", "net_yuan", "off_balance_yuan"), amount)}
            for at, amount in enumerate(loans) for kind, what in (("client", "non_bank"), ("group", "non_bank"), ("client", "gsib"))]  # fmt: skip
    owed = pl.DataFrame(rows, schema=HOLDERS, orient="row")
    found = ladder.rungs(owed, own, is_whole=True)
    assert found.height == len(loans) * 9
    for row in found.iter_rows(named=True):
        assert row["headroom_yuan"] + row["use_yuan"] == row["limit_yuan"]
        assert row["standing_code"] == ("broken" if row["headroom_yuan"] < 0 else "near" if row["use_yuan"] >= row["limit_yuan"] * Decimal("0.8") else "within")
        assert row["limit_yuan"] <= row["capital_base_yuan"] * Decimal(str(row["limit_share"])) < row["limit_yuan"] + Decimal("0.01")
