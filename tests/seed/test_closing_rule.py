"""Facts of a client after it closed: refused by a named rule, unless there is nothing in them."""

from datetime import date

import polars as pl
import pytest

from queries import schema
from seed.extracts.integrity import Loaded, check_all
from seed.extracts.pieces import PIECE, ROW
from tests.seed.test_target_rules import Piece


def refused(month: date, deposit: int, *, is_closed: bool = False) -> list[str]:
    facts = pl.DataFrame({"month": [month], "client_id": ["C1"], "outlet_id": ["O1"], "deposit_yuan": [deposit], "is_closed": [is_closed]})
    numbered = facts.with_row_index(ROW).with_columns(pl.lit(0).alias(PIECE), pl.col(ROW).cast(pl.Int64))
    clients = pl.DataFrame({"client_id": ["C1"], "closed_on": [date(2026, 3, 31)]})
    levels = (("B", None, "bank"), ("R", "B", "region"), ("F", "R", "branch"), ("S", "F", "sub_branch"), ("O1", "S", "outlet"))
    tree = pl.DataFrame([{"month": month, "node_id": node, "parent_id": above, "level": level} for node, above, level in levels])
    tables = {"client_month": (schema.client_month, numbered), "client": (schema.client, clients), "org_month": (schema.org_month, tree)}
    return [problem.rule.key for problem in check_all({name: Loaded(table, frame, [Piece()]) for name, (table, frame) in tables.items()})]


@pytest.mark.parametrize("month, deposit, is_closed", [(date(2026, 3, 1), 500, False), (date(2026, 4, 1), 0, False), (date(2026, 4, 1), 500, True)])
def test_facts_up_to_the_closing_and_empty_ones_after_it_are_taken(month, deposit, is_closed):
    assert refused(month, deposit, is_closed=is_closed) == []


def test_a_balance_in_a_month_after_the_closing_is_refused():
    assert refused(date(2026, 4, 1), 500) == ["facts_after_closing"]
