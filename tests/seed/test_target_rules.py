"""Targets of RMs are for posts they held: anything else is refused by a named rule."""

from datetime import date

import polars as pl
import pytest

from queries import schema
from seed.extracts.integrity import Loaded, check_all
from seed.extracts.pieces import PIECE, ROW
from seed.extracts.report import Problem

POSTS = [("R1", "O1", "personal", date(2026, 1, 1), date(2026, 7, 1)), ("R1", "O2", "personal", date(2026, 7, 1), None)]


class Piece:
    """A source of one file, as far as a problem looks at it."""

    source = "targets.csv"
    wanted: tuple[str, ...] = ()

    def problem(self, rule, row, column, detail, shown):
        return Problem(rule, self.source, row, column, shown, detail)


def target(rm: str, outlet: str, period: str, start: date, is_personal: bool = False) -> dict[str, object]:
    return {"rm_id": rm, "metric": "fee_income", "kind": "flow", "period": period, "period_start": start, "valid_from": start,
            "target_value": 1, "outlet_id": outlet, "segment": "personal", "is_personal": is_personal}  # fmt: skip


def refused(*targets: dict[str, object]) -> list[str]:
    rows = pl.DataFrame(list(targets)).with_row_index(ROW).with_columns(pl.lit(0).alias(PIECE), pl.col(ROW).cast(pl.Int64))
    held = pl.DataFrame(POSTS, schema=["rm_id", "outlet_id", "segment", "valid_from", "valid_to"], orient="row")
    rms = pl.DataFrame({"rm_id": ["R1", "R2"]})
    tree = pl.DataFrame([{"month": date(2026, 1, 1), "node_id": node, "parent_id": above, "level": level} for node, above, level in (
        ("B", None, "bank"), ("R", "B", "region"), ("F", "R", "branch"), ("S", "F", "sub_branch"), ("O1", "S", "outlet"), ("O2", "S", "outlet"))])  # fmt: skip
    tables = {"target_rm": (schema.target_rm, rows), "posting": (schema.posting, held), "rm": (schema.rm, rms), "org_month": (schema.org_month, tree)}
    return [problem.rule.key for problem in check_all({name: Loaded(table, frame, [Piece()]) for name, (table, frame) in tables.items()})]


@pytest.mark.parametrize(
    "row",
    [
        target("R1", "O1", "year", date(2026, 1, 1)), target("R1", "O2", "month", date(2026, 7, 1)), target("R1", "O1", "month", date(2026, 6, 1)),
        target("R1", "O1", "month", date(2026, 9, 1), is_personal=True),
    ],
)  # fmt: skip
def test_a_target_for_a_post_that_was_held_is_taken(row):
    assert refused(row) == []


@pytest.mark.parametrize(
    "row",
    [target("R1", "O2", "month", date(2026, 6, 1)), target("R1", "O1", "month", date(2026, 7, 1)), target("R2", "O1", "year", date(2026, 1, 1), is_personal=True)],
)
def test_a_target_for_a_post_that_was_never_held_is_refused(row):
    assert refused(row) == ["never_posted"]
