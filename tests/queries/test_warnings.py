"""Early warnings: each rule on a drawn bank, just on and just off its line at the end of October 2026."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
import pytest
from sqlalchemy import select

from queries.access import Role, reach, role_viewer
from queries.schema import client_warning, metadata
from queries.warning_policy import WARNINGS
from seed.frames import shaped
from tests.queries.banks import bank, tree_rows

MONTHS = [date(2026, month, 1) for month in range(6, 11)]
QUIETLY: dict[str, Any] = {  # a client without any sign; a list holds June to October
    "outlet_id": "O1", "segment": "personal", "aum_yuan": 1_000, "deposit_yuan": 1_000, "counter_count": 1, "product_count": 2, "star_tier": "point_star",
}  # fmt: skip
CLIENTS: dict[str, dict[str, Any]] = {
    "steady": {},
    "fell_25": {"aum_yuan": [9_000, 10_000, 11_000, 9_000, 7_500]}, "fell_less": {"aum_yuan": [9_000, 10_000, 11_000, 9_000, 7_500.01]},
    "fell_small": {"aum_yuan": [4_999, 4_999, 4_999, 4_999, 200]},
    "firm_fell": {"segment": "corporate", "deposit_yuan": [10_000] * 4 + [7_000], "aum_yuan": [10_000] * 4 + [20_000]},
    "fell_moved": {"aum_yuan": [10_000] * 4 + [5_000], "outlet_id": ["O2"] * 3 + ["O1"] * 2}, "fell_gap": {"aum_yuan": [10_000, 10_000, None, 10_000, 5_000]},
    "calm": {"counter_count": [10] * 4 + [4]}, "calmer_less": {"counter_count": [10] * 4 + [5]}, "calm_always": {"counter_count": [7] * 4 + [0]},
    "paid_out": {"aum_yuan": [200_000] * 5, "largest_outflow_yuan": [0] * 4 + [60_000]}, "paid_less": {"aum_yuan": [100_000] * 5, "largest_outflow_yuan": [0] * 4 + [49_999.99]},
    "paid_of_much": {"aum_yuan": [200_000] * 5, "largest_outflow_yuan": [0] * 4 + [59_999]},
    "dropped": {"product_count": [2, 3, 2, 2, 2]}, "dropped_long_ago": {"product_count": [3, 2, 2, 2, 2]},
    "salary_half": {"payroll_yuan": [3_000] * 4 + [1_500]}, "salary_over_half": {"payroll_yuan": [3_000] * 4 + [1_501]},
    "settled_half": {"segment": "corporate", "settlement_yuan": [10_000] * 4 + [5_000]}, "settled_small": {"segment": "corporate", "settlement_yuan": [9_999] * 4 + [0]},
    "going": {"aum_yuan": [50_000] * 4 + [35_000]}, "going_less": {"aum_yuan": [50_000] * 4 + [35_000.01]}, "going_small": {"aum_yuan": [49_999] * 4 + [0]},
    "seven": {"star_tier": "star_7"}, "seven_late": {"star_tier": "star_7"}, "seven_missed": {"star_tier": "star_7"}, "seven_came": {"star_tier": "star_7", "outlet_id": ["O2"] * 4 + ["O1"]},
}  # fmt: skip
OTHERS = (
    "rm_90", "rm_91", "rm_first", "rm_next_month", "complaint_closed_after", "complaint_closed", "complaint_later", "tried_twice", "tried_once", "tried_and_reached",
    "due_60", "due_61", "due_talked", "due_talked_later", "due_opened_later", "due_past",
)  # fmt: skip
WARNED = {
    "balance_fall": {"fell_25", "firm_fell", "going", "going_less", "going_small"}, "activity_fall": {"calm"}, "large_outflow": {"paid_out"}, "products_dropped": {"dropped"},
    "income_moved": {"salary_half", "settled_half"}, "rm_changed": {"rm_90"}, "complaint_open": {"complaint_closed_after"}, "contact_overdue": {"seven_late", "seven_missed"},
    "contact_stale": {"tried_twice"}, "maturing_untalked": {"due_60", "due_talked_later"}, "is_silent": {"going"},
}  # fmt: skip


def facts() -> pl.DataFrame:
    rows = []
    for name, own in (CLIENTS | {name: {} for name in OTHERS}).items():
        for at, month in enumerate(MONTHS):
            row = {key: value[at] if isinstance(value, list) else value for key, value in (QUIETLY | own).items()}
            if row["aum_yuan"] is not None:
                rows.append({"month": month, "client_id": name, **row})
    return pl.DataFrame(rows, infer_schema_length=None, strict=False)


def events() -> Iterator[tuple[str, pl.DataFrame]]:
    held = {"outlet_id": "O1", "segment": "personal"}
    covers = [("rm_90", date(2026, 8, 2), "R0"), ("rm_91", date(2026, 8, 1), "R0"), ("rm_first", date(2026, 10, 1), None), ("rm_next_month", date(2026, 11, 1), "R0")]
    yield "coverage", pl.DataFrame([{"client_id": name, "valid_from": day, "rm_id": "R1", "previous_rm_id": old, "reason": "rm_left", **held} for name, day, old in covers])
    complaints = [
        ("complaint_closed_after", date(2026, 10, 31), date(2026, 11, 1)), ("complaint_closed", date(2026, 10, 1), date(2026, 10, 31)), ("complaint_later", date(2026, 11, 1), None),
    ]  # fmt: skip
    yield "complaint", pl.DataFrame([{"complaint_id": name, "client_id": name, "opened_on": opened, "closed_on": closed, "cause": "fees", **held} for name, opened, closed in complaints])
    contacts = [
        ("steady", date(2026, 7, 1), True), ("seven", date(2026, 10, 2), True), ("seven_late", date(2026, 10, 1), True), ("seven_missed", date(2026, 10, 20), False),
        ("tried_twice", date(2026, 9, 1), False), ("tried_twice", date(2026, 10, 31), False), ("tried_once", date(2026, 10, 1), False), ("tried_once", date(2026, 11, 1), False),
        *(("tried_and_reached", date(2026, month, 1), month == 8) for month in (8, 9, 10)),
    ]  # fmt: skip
    yield "contact", pl.DataFrame([
        {"contact_id": f"K{at}", "client_id": name, "contacted_on": day, "is_reached": reached, "rm_id": "R1", "channel": "phone", **held} for at, (name, day, reached) in enumerate(contacts)
    ])  # fmt: skip
    due = [
        ("due_60", date(2026, 12, 30), None, date(2026, 1, 1)), ("due_61", date(2026, 12, 31), None, date(2026, 1, 1)),
        ("due_talked", date(2026, 12, 1), date(2026, 10, 31), date(2026, 1, 1)), ("due_talked_later", date(2026, 12, 1), date(2026, 11, 1), date(2026, 1, 1)),
        ("due_opened_later", date(2026, 12, 1), None, date(2026, 11, 1)), ("due_past", date(2026, 10, 31), None, date(2026, 1, 1)),
    ]  # fmt: skip
    yield "maturity", pl.DataFrame([
        {"contract_id": name, "client_id": name, "product_id": "P", "opened_on": opened, "matures_on": day, "talked_on": talked, "amount_yuan": 700, **held} for name, day, talked, opened in due
    ])  # fmt: skip


@pytest.fixture(scope="module")
def warned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pl.DataFrame]:
    """October's warnings as the door gives them to an executive."""
    extra = [(name, shaped(metadata.tables[name], rows)) for name, rows in events()]
    opened = bank(tmp_path_factory.mktemp("warned") / "bank", facts(), trees=tree_rows(MONTHS), rms=["R0", "R1"], extra=extra)
    scope = reach(role_viewer(Role.EXECUTIVE, opened), opened)
    yield opened.read(select(client_warning).where(client_warning.c.month == scope.month), scope)
    opened.close()


@pytest.mark.parametrize("rule", WARNED)
def test_a_rule_flags_the_clients_on_its_line_and_no_others(rule: str, warned: pl.DataFrame):
    assert set(warned.filter(pl.col(rule))["client_id"]) == WARNED[rule]


def test_only_clients_with_a_sign_are_kept_and_every_rule_was_drawn(warned: pl.DataFrame):
    assert set(warned["client_id"]) == set().union(*WARNED.values())
    assert {warning.key for warning in WARNINGS} == WARNED.keys() - {"is_silent"}


def test_balances_are_aum_of_persons_and_deposits_of_firms(warned: pl.DataFrame):
    shown = {row["client_id"]: row for row in warned.iter_rows(named=True)}
    assert [float(shown["firm_fell"][name]) for name in ("balance_yuan", "balance_before_yuan", "aum_yuan")] == [7_000, 10_000, 20_000]
    assert [float(shown["fell_25"][name]) for name in ("balance_yuan", "balance_before_yuan")] == [7_500, 10_000]


def test_what_matures_and_the_last_contact_stand_beside(warned: pl.DataFrame):
    shown = {row["client_id"]: row for row in warned.iter_rows(named=True)}
    assert (shown["due_60"]["matures_on"], float(shown["due_60"]["maturing_yuan"])) == (date(2026, 12, 30), 700)
    assert shown["seven_late"]["last_contact_on"] == date(2026, 10, 1)
    assert shown["seven_missed"]["last_contact_on"] is None
