"""A connected group that spans regions: whoever sees one region learns nothing of what its members owe in another."""

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.catalog import QUERIES
from tests.queries.owing import branch, owing, whole

INSIDE = """
    | client_id | outlet_id | rm_id | group_id | class    | industry | loan_yuan | on_yuan | mitigation_yuan | provision_yuan | deposit_yuan |
    | C1        | O1        | R1    | G1       | non_bank | energy   |     90.00 |   90.00 |           10.00 |           1.00 |        30.00 |
    | C2        | O2        | R1    | G1       | bank     | finance  |     50.00 |   50.00 |                 |                |        20.00 |
    | C3        | O2        |       | G2       | non_bank | mining   |     20.00 |   20.00 |                 |           2.00 |        10.00 |
"""
KEYS = [key for key in QUERIES if key.startswith(("concentration.limit", "concentration.client_limits", "concentration.deposit", "concentration.largest_deposit", "concentration.stress"))]
FEN = st.integers(1, 50_000)
OUTSIDE = st.lists(
    st.tuples(st.sampled_from(["", "G1", "G2"]), st.sampled_from(["non_bank", "bank", "gsib", "policy_bank"]), st.sampled_from(["energy", "mining"]), FEN, FEN, FEN), max_size=5
)  # fmt: skip


def line(at: int, row: tuple[str, str, str, int, int, int]) -> str:
    group, kind, industry, owed, held, spare = row
    cells = (f"D{at}", "O3", "R2", group, kind, industry, *(f"{Decimal(fen) / 100}" for fen in (owed, owed, min(owed, spare), spare, held)))
    return f"| {' | '.join(cells)} |"


def answers(place: Path, rows: list[tuple[str, str, str, int, int, int]]) -> dict[str, pl.DataFrame]:
    """Everything that is asked of limits, depositors and stress by whoever sees the one region."""
    warehouse = owing(place / "bank", INSIDE + "\n".join(line(at, row) for at, row in enumerate(rows)), rms=("R1", "R2"))
    scope = branch(warehouse, "R1").asking(client="C1", loss_rate=Decimal("0.7"), industry="energy", industry_loss=Decimal("0.9"), book_loss=Decimal("0.5"))
    found = {key: QUERIES[key](warehouse, scope) for key in KEYS}
    assert QUERIES["concentration.limits"](warehouse, whole(warehouse))["limit_yuan"].null_count() == 0
    warehouse.close()
    return found


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return answers(tmp_path_factory.mktemp("alone"), [])


def agree(alone: dict[str, pl.DataFrame], rows: list[tuple[str, str, str, int, int, int]]) -> None:
    with TemporaryDirectory() as place:
        found = answers(Path(place), rows)
    assert [key for key in KEYS if not found[key].equals(alone[key])] == []


def test_members_in_another_region_change_nothing(alone):
    assert alone["concentration.limits"].filter(pl.col("holder_id") == "G1")["use_yuan"].max() == Decimal("140.00")
    agree(alone, [("G1", "non_bank", "energy", 40_000, 90_000, 100), ("G2", "gsib", "mining", 9, 1, 1), ("", "bank", "energy", 33_333, 5, 0)])


@settings(max_examples=3, deadline=None)
@given(rows=OUTSIDE)
def test_whatever_is_owed_in_another_region_changes_nothing(alone, rows):
    agree(alone, rows)


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(rows=OUTSIDE)
def test_whatever_is_owed_in_another_region_changes_nothing_in_many_banks(alone, rows):
    agree(alone, rows)
