"""Write small frames as tables, so that a test reads like its example."""

from collections.abc import Mapping
from typing import Any

import polars as pl


def table(text: str, schema: Mapping[str, Any]) -> pl.DataFrame:
    """Cells between bars; an empty cell is null; columns not named in `schema` are text."""
    lines = [line.strip().strip("|") for line in text.strip().splitlines()]
    cells = [[cell.strip() or None for cell in line.split("|")] for line in lines]
    frame = pl.DataFrame(cells[1:], schema=[str(name) for name in cells[0]], orient="row")
    return frame.cast({name: schema.get(str(name), pl.String) for name in frame.columns})
