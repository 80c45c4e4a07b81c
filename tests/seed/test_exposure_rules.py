"""What a bank's exposures and groups may not be: each refusal is a named rule.

Groups have no group above them in the warehouse, so that a cycle of groups cannot be said at all.
"""

from datetime import date

import polars as pl
import pytest

from queries import schema
from seed.extracts.pieces import PIECE, ROW
from seed.extracts.validate import validated
from seed.frames import shaped
from tests.seed.test_target_rules import Piece

AS_OF = date(2026, 10, 31)
CONTRACT = {"month": date(2026, 10, 1), "exposure_id": "E1", "client_id": "C1", "outlet_id": "O1", "segment": "corporate", "kind": "on_balance"}
FACTS = {"month": date(2026, 10, 1), "client_id": "C1", "outlet_id": "O1", "segment": "corporate", "is_closed": False}
CLIENT = {"client_id": "C1", "client_name_zh": "甲", "client_name_en": "A", "segment": "corporate", "opened_on": date(2020, 1, 1)}


def refused(table, *rows: dict[str, object]) -> list[tuple[str, str | None]]:
    frame = shaped(table, pl.DataFrame(list(rows), infer_schema_length=None))
    numbered = frame.with_row_index(ROW).with_columns(pl.lit(0, pl.Int64).alias(PIECE), pl.col(ROW).cast(pl.Int64))
    return [(problem.rule.key, problem.column) for problem in validated(table, numbered, [Piece()], AS_OF)[1]]


@pytest.mark.parametrize("principal, mitigation", [(100, 0), (100, 100), (100, None), (0, 0)])
def test_mitigation_up_to_the_exposure_is_taken(principal, mitigation):
    assert refused(schema.exposure, {**CONTRACT, "principal_yuan": principal, "mitigation_yuan": mitigation}) == []


def test_mitigation_above_the_exposure_is_refused():
    assert refused(schema.exposure, {**CONTRACT, "principal_yuan": 100, "mitigation_yuan": 101}) == [("mitigation_above_exposure", "mitigation_yuan")]


@pytest.mark.parametrize("name", ["principal_yuan", "mitigation_yuan", "provision_yuan", "rwa_yuan"])
def test_a_negative_exposure_is_refused(name):
    row = {**CONTRACT, "principal_yuan": 100, "mitigation_yuan": 0} | {name: -1}
    assert ("negative", name) in refused(schema.exposure, row)


@pytest.mark.parametrize("table, row", [(schema.client_month, FACTS), (schema.client, CLIENT)])
def test_a_client_in_two_groups_is_refused(table, row):
    found = refused(table, {**row, "group_id": "G1"}, {**row, "group_id": "G2"})
    assert [rule for rule, _ in found].count("client_in_two_groups") == 2
    assert "client_in_two_groups" not in dict(refused(table, {**row, "group_id": "G1"}, {**row, "group_id": None}))


def test_another_group_in_another_month_is_taken():
    assert refused(schema.client_month, {**FACTS, "group_id": "G1"}, {**FACTS, "month": date(2026, 9, 1), "group_id": "G2"}) == []
