"""Published references: drawn by hand, and against plain SQL on the pretend bank."""

from datetime import date
from pathlib import Path
from statistics import median

import duckdb
import polars as pl
from sqlalchemy import select

from queries.access import Role, reach, role_viewer
from queries.engines import READ_ONLY_CONFIG
from queries.schema import metadata, published_reference
from seed.frames import shaped
from tests.queries.banks import bank
from tests.tables import table

SCORES = """
    | rm_id | outlet_id | segment   | score |
    | R1    | O1        | personal  | 80    |
    | R2    | O1        | personal  | 90    |
    | R3    | O2        | personal  | 70    |
    | R4    | O2        | personal  | 60.5  |
    | R5    | O2        | personal  | 71.25 |
    | R6    | O2        | personal  |       |
    | R7    | O3        | personal  | 99    |
    | R1    | O1        | corporate | 10    |
    """


def test_a_median_is_published_from_five_rms_up_and_is_the_same_for_everyone(tmp_path: Path):
    scores = table(SCORES, {"score": pl.Float64}).with_columns(year=pl.lit(2025))
    facts = pl.DataFrame({"client_id": ["C1", "C2"], "outlet_id": ["O1", "O3"], "rm_id": ["R1", "R7"]})
    held = pl.DataFrame({"rm_id": [f"R{at}" for at in range(1, 5)], "outlet_id": "O1"}).with_columns(
        valid_from=pl.lit(date(2020, 1, 1)), segment=pl.lit("personal"), status=pl.lit("active"), kind=pl.lit("rm"), working_share=pl.lit(1), grade=pl.lit("rm_1")
    )
    frames = [("score_year", shaped(metadata.tables["score_year"], scores)), ("posting", shaped(metadata.tables["posting"], held))]
    opened = bank(tmp_path, facts, rms=[f"R{at}" for at in range(1, 8)], extra=frames)
    told = [opened.read(select(published_reference), reach(role_viewer(role, opened, nodes), opened)) for role, nodes in ((Role.EXECUTIVE, ()), (Role.BRANCH_HEAD, ("F2",)))]
    opened.close()
    # branch F1: 60.5 70 71.25 80 90; one of F2, one corporate, and four RMs with books are too few
    assert [tuple(map(str, row)) for row in told[0].rows()] == [("2025-12-01", "score_median", "F1|personal", "71.25000000", "5")]
    assert told[0].equals(told[1])


def test_medians_of_load_equal_a_plain_loop(warehouse_place):
    with duckdb.connect(str(Path(warehouse_place) / "wh-0001.duckdb"), read_only=True, config=READ_ONLY_CONFIG) as connection:
        heads = connection.execute("""
            SELECT p.segment, (SELECT count(*) FROM client_month f WHERE f.rm_id = p.rm_id AND f.month = DATE '2026-10-01' AND NOT f.is_closed)
            FROM posting p WHERE kind = 'rm' AND grade <> 'trainee' AND valid_from <= DATE '2026-10-31'
            AND coalesce(valid_to, DATE '9999-01-01') > DATE '2026-10-31'""").fetchall()
        told = connection.execute("SELECT cut, value, basis_count FROM published_reference WHERE month = DATE '2026-10-01' AND reference = 'load_clients_median'").fetchall()
    by_segment = {segment: [count for of, count in heads if of == segment] for segment in {segment for segment, _ in heads}}
    assert {cut: (float(value), basis) for cut, value, basis in told} == {s: (median(counts), len(counts)) for s, counts in by_segment.items() if len(counts) >= 5}
    assert len(told) > 1
